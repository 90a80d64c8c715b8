"""What rankings and comparisons say on paper: standings, evidence by its kind, and how to read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from smmhire.assessment.levels import LEVEL_WIDTH, in_levels
from smmhire.candidates.evidence_columns import VALIDITY, EvidenceColumns, EvidenceKind, Rated
from smmhire.candidates.interview import HIGHEST_RATING
from smmhire.candidates.ranking import Gate, RankedCandidate, RequirementCheck
from smmhire.role.description import Role
from smmhire.role.levels import measured_level
from smmhire.texts import N_, _, chance_text, ngettext, number, percent, say

NONE = "–"
GATE_WORDS = {Gate.PASSED: N_("met"), Gate.VERIFY: N_("to be verified"), Gate.FAILED: N_("not met")}
KIND_NAMES = {
    EvidenceKind.INTERVIEW: N_("Interview"),
    EvidenceKind.TEST: N_("Test"),
    EvidenceKind.WORK_SAMPLE: N_("Work sample"),
    EvidenceKind.EXPERIENCE: N_("Experience"),
}


def must_haves(one: RankedCandidate, role: Role) -> str:
    """Whether the must-haves are met, naming those that are not or not surely."""
    failed = [check for check in one.checks if check.gate is Gate.FAILED]
    unsure = [check for check in one.checks if check.gate is Gate.VERIFY]
    missing = [check for check in one.checks if check.ability is None]
    if failed:
        return _("fails: {names}", names=_names(failed, role))
    if unsure:
        return _("verify: {names}", names=_names(unsure, role))
    if missing:
        return _("not measured: {names}", names=_names(missing, role))
    return _("all met") if any(check.gate is not None for check in one.checks) else _("none asked for")


def _names(checks: Iterable[RequirementCheck], role: Role) -> str:
    return ", ".join(say(role.competency(check.competency_id).short_name) for check in checks)


def score(one: RankedCandidate) -> str:
    """Score and standard error."""
    return f"{number(one.score, 2)} ± {number(one.standard_error, 2)}"


def rank_interval(one: RankedCandidate) -> str:
    """'2–4'; a dash for those who are not counted."""
    if one.tier == 0:
        return NONE
    low, high = number(one.rank_low), number(one.rank_high)
    return low if low == high else f"{low}–{high}"


def chance_first(one: RankedCandidate) -> str:
    """The chance of being truly the best; a dash for those who are not counted."""
    return chance_text(one.chance_first) if one.tier else NONE


def measured(check: RequirementCheck) -> str:
    """The level reached with its error, on the scale of levels."""
    if check.ability is None or check.standard_error is None:
        return _("not measured")
    return measured_level(in_levels(check.ability), check.standard_error / LEVEL_WIDTH)


def evidence_lines(evidence: EvidenceColumns, kind: EvidenceKind) -> tuple[str, str]:
    """One kind of evidence, and what to know of it ('' for nothing); what is missing is said to be."""
    if kind in evidence.hidden:
        return _("hidden"), ""
    match kind:
        case EvidenceKind.INTERVIEW:
            return _rated(evidence.interview)
        case EvidenceKind.WORK_SAMPLE:
            return _rated(evidence.work_sample)
        case EvidenceKind.TEST:
            return (_missing() if evidence.test is None else percent(evidence.test)), ""
        case EvidenceKind.EXPERIENCE:
            if evidence.experience is None:
                return _missing(), ""
            decimals = 0 if evidence.experience == int(evidence.experience) else 1
            years = number(evidence.experience, decimals)
            return _("{years} years", years=years), _("as they say themselves")


def _missing() -> str:
    return _("missing")


def _rated(rated: Rated | None) -> tuple[str, str]:
    if rated is None:
        return _missing(), ""
    mean = _("{mean} of {most}", mean=number(rated.mean, 1), most=number(HIGHEST_RATING))
    raters = ngettext("{n} rater", "{n} raters", rated.raters)
    if rated.difference is None:
        return mean, raters
    return mean, _(
        "{raters}, {difference} apart on average", raters=raters, difference=number(rated.difference, 1)
    )


def kind_heading(kind: EvidenceKind) -> str:
    """The name of the kind with its validity."""
    return f"{_(KIND_NAMES[kind])} ({number(VALIDITY[kind], 2)})"


def evidence_note() -> str:
    """What the columns of evidence mean."""
    return _(
        "In the order of how well each kind predicts work (in brackets: its validity as a correlation, "
        "Sackett et al. 2022). Only the test is in the score; the other kinds are for whoever decides. What "
        "is missing is missing: it counts neither for nor against anybody."
    )


def reading() -> Sequence[str]:
    """How to read tiers, intervals and chances."""
    return (
        _(
            "Candidates in one tier cannot be separated by the evidence there is: their order within it "
            "says little. Only measured abilities count; names and self-ratings never do."
        ),
        _(
            "The score is the mean of the abilities, weighted as the vacancy says, in standard deviations: "
            "0 is the average of the trade. Behind ± stands its standard error. The rank interval holds the "
            "true rank with a chance of 90%; “first” is the chance of being truly the best of those ranked."
        ),
        _(
            "Who fails a must-have stands behind all who do not, whatever the score. A must-have counts as "
            "met from a chance of 80%, as not met up to 20%; what lies between has to be looked at by a "
            "person."
        ),
    )
