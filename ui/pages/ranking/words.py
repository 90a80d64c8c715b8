"""What the ranking says in words and figures."""

from __future__ import annotations

from collections.abc import Iterable

from smmhire.assessment.levels import LEVEL_WIDTH, in_levels
from smmhire.candidates.ranking import Gate, RankedCandidate, RequirementCheck
from smmhire.role.levels import measured_level
from smmhire.services.role import role
from smmhire.texts import N_, _, chance_text, number, say

NONE = "–"
# How the gates are coloured; the words say it too.
GATE_KINDS = {Gate.PASSED: "good", Gate.VERIFY: "caution", Gate.FAILED: "bad"}
GATE_WORDS = {Gate.PASSED: N_("met"), Gate.VERIFY: N_("to be verified"), Gate.FAILED: N_("not met")}


def competency_names(checks: Iterable[RequirementCheck]) -> str:
    """The names of the competencies, in their order."""
    return ", ".join(say(role().competency(check.competency_id).short_name) for check in checks)


def must_haves(candidate: RankedCandidate) -> str:
    """Whether the must-haves are met, naming those that are not or not surely."""
    gates = [check for check in candidate.checks if check.gate is not None]
    failed = [check for check in gates if check.gate is Gate.FAILED]
    unsure = [check for check in gates if check.gate is Gate.VERIFY]
    if failed:
        return _("fails: {names}", names=competency_names(failed))
    if unsure:
        return _("verify: {names}", names=competency_names(unsure))
    if candidate.gate is Gate.VERIFY:
        missing = [check for check in candidate.checks if check.ability is None]
        return _("not measured: {names}", names=competency_names(missing))
    return _("all met") if gates else _("none asked for")


def score(candidate: RankedCandidate) -> str:
    """Score and standard error, in SD of ability."""
    return f"{number(candidate.score, 2)} ± {number(candidate.standard_error, 2)}"


def rank_interval(candidate: RankedCandidate) -> str:
    """'2–4'; '–' for those who are not counted."""
    if candidate.tier == 0:
        return NONE
    low, high = number(candidate.rank_low), number(candidate.rank_high)
    return low if candidate.rank_low == candidate.rank_high else f"{low}–{high}"


def chance_first(candidate: RankedCandidate) -> str:
    """The chance of being truly the best; '–' for those who are not counted."""
    return chance_text(candidate.chance_first) if candidate.tier else NONE


def measured(check: RequirementCheck) -> str:
    """The measured level with its error, on the scale of levels: 3.0 where level 3 begins."""
    if check.ability is None or check.standard_error is None:
        return _("not measured")
    return measured_level(in_levels(check.ability), check.standard_error / LEVEL_WIDTH)


def requirement(check: RequirementCheck) -> str:
    """'must-have, met' or nothing where the competency is no must-have."""
    if check.gate is None:
        return ""
    return _("must-have, {state}", state=_(GATE_WORDS[check.gate]))
