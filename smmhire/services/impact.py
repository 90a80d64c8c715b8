"""Adverse impact of a decision, by groups that the user brings for this report alone.

The groups are matched with applicants here, after the ranking is made, and forgotten with the report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.decisions import DecisionKind
from smmhire.candidates.keys import email_key, search_key
from smmhire.candidates.stages import Stage, stage_name
from smmhire.errors import UserError
from smmhire.texts import N_, _, ngettext, number, percent

if TYPE_CHECKING:
    from smmhire.candidates.adverse_impact import GroupImpact, ImpactReport
    from smmhire.services.ranking import VacancyRanking
    from smmhire.storage.unit_of_work import UnitOfWorkFactory


class DecisionAsked(StrEnum):
    """Which decision is looked at."""

    STAGE = "stage"  # of all who applied, who came to a stage
    GATE = "gate"  # of all who were assessed, who fails no must-have
    TOP = "top"  # of all who were assessed, who stands among the first


@dataclass(frozen=True, slots=True)
class Question:
    """The decision, with its stage or the number of the first."""

    decision: DecisionAsked
    stage: Stage | None = None
    top: int | None = None

    def __post_init__(self) -> None:
        if (self.decision is DecisionAsked.STAGE) != (self.stage is not None):
            raise ValueError("a stage belongs to the decision on stages, and to no other")
        if (self.decision is DecisionAsked.TOP) != (self.top is not None) or (self.top or 1) < 1:
            raise ValueError(f"the first {self.top} are no decision")

    def in_words(self) -> str:
        """The decision in the current language."""
        if self.stage is not None:
            return _("came to the stage “{stage}”", stage=stage_name(self.stage))
        if self.top is not None:
            return _("stand among the first {n}", n=number(self.top))
        return _("fail no must-have")


@dataclass(frozen=True, slots=True)
class Matched:
    """Groups by candidate. unmatched: entries that fit no applicant; conflicting: applicants with two groups,
    who are left out."""

    groups: Mapping[UUID, str]
    unmatched: tuple[str, ...]
    conflicting: tuple[UUID, ...]


def read_groups(path: Path, found: VacancyRanking) -> Matched:
    """The groups in a table (CSV, TSV, XLSX) whose columns are an email address or a candidate's id, and a
    group. Raises UserError where it cannot be read, or fits nobody."""
    from smmhire.exchange.group_table import read_group_table

    matched = match(read_group_table(path), found)
    if not matched.groups:
        raise UserError(
            _("Nobody in “{name}” has applied for this vacancy.", name=path.name),
            _("The first column has to hold the candidates’ email addresses, or their ids."),
        )
    return matched


def match_pasted(entries: tuple[tuple[str, str], ...], found: VacancyRanking) -> Matched:
    """As `match`, of rows copied from a sheet: with its row of headings or without."""
    from smmhire.exchange.group_table import is_heading

    return match(entries[1:] if entries and is_heading(entries[0]) else entries, found)


def match(entries: tuple[tuple[str, str], ...], found: VacancyRanking) -> Matched:
    """Whose groups these are. entries: an email address, an id, or a name that one applicant alone has, and a
    group."""
    people: dict[str, list[UUID]] = defaultdict(list)
    named: dict[str, list[UUID]] = defaultdict(list)
    for one in found.applicants.values():
        people[one.id.hex].append(one.id)
        if one.email:
            people[email_key(one.email)].append(one.id)
        named[search_key(one.name)].append(one.id)
    groups: dict[UUID, str] = {}
    conflicting: set[UUID] = set()
    unmatched: list[str] = []
    for who, group in entries:
        fitting = people.get(who.replace("-", "").casefold()) or people.get(email_key(who)) or []
        if not fitting and len(called := named.get(search_key(who), [])) == 1:
            fitting = called
        if not fitting:
            unmatched.append(who)
        for one in fitting:
            if groups.setdefault(one, group) != group:
                conflicting.add(one)
    kept = {one: group for one, group in groups.items() if one not in conflicting}
    return Matched(kept, tuple(unmatched), tuple(sorted(conflicting)))


def report(
    found: VacancyRanking, question: Question, groups: Mapping[UUID, str], *, unit_of_work: UnitOfWorkFactory
) -> ImpactReport:
    """Selection rates of the groups for one decision on this vacancy."""
    from smmhire.candidates.adverse_impact import adverse_impact

    ranked = found.ranking.ranked
    if question.stage is not None:
        reached = _reached(found, question.stage, unit_of_work)
        return adverse_impact(found.applicants.keys(), reached, groups)
    counted = ranked.candidate_ids[: ranked.eligible]
    selected = counted if question.top is None else counted[: question.top]
    return adverse_impact(ranked.candidate_ids, selected, groups)


def _reached(found: VacancyRanking, stage: Stage, unit_of_work: UnitOfWorkFactory) -> set[UUID]:
    """Who stands at the stage or beyond it, or did once: the log remembers those who were declined later."""
    if stage is Stage.DECLINED:
        return {one.id for one in found.applicants.values() if one.stage is stage}
    steps = [one for one in Stage if one is not Stage.DECLINED]
    enough = {one.value for one in steps[steps.index(stage) :]}
    reached = {one.id for one in found.applicants.values() if one.stage.value in enough}
    with unit_of_work(read_only=True) as work:
        log = work.decisions.of_vacancy(found.vacancy.id, kinds=[DecisionKind.STAGE], limit=None)
    # A move that was taken back was none.
    for entry in (entry.decision for entry in log if not entry.decision.details.get("undo")):
        person = entry.candidate_id
        passed = {entry.details.get("from"), entry.details.get("to")}
        if person is not None and person in found.applicants and passed & enough:
            reached.add(person)
    return reached


# -- words -------------------------------------------------------------------------------------------
_VERDICTS = {
    "highest": N_("highest rate: the others are measured by it"),
    "no_sign": N_("no sign of a difference"),
    "ratio_only": N_("below four fifths, but chance alone may do that"),
    "test_only": N_("hardly by chance, but above four fifths"),
    "both": N_("below four fifths, and hardly by chance"),
    "too_few": N_("too few people: not reported"),
}


def meaning() -> tuple[str, ...]:
    """What such a report can show, and what it cannot."""
    from smmhire.candidates.adverse_impact import FOUR_FIFTHS, SIGNIFICANT, SMALLEST_GROUP

    return (
        _(
            "Two measures stand side by side: a selection rate below {share} of the highest (the four-fifths "
            "rule), and how likely chance alone would bring about such a difference (Fisher’s exact test; "
            "below {p} it is called significant). Neither says enough alone: the first is easily missed by "
            "chance in small groups, the second finds differences of no consequence in large ones.",
            share=percent(FOUR_FIFTHS),
            p=percent(SIGNIFICANT),
        ),
        ngettext(
            "Groups with fewer than {n} person are not reported.",
            "Groups with fewer than {n} people are not reported: one person more or less would turn the "
            "figures.",
            SMALLEST_GROUP,
        ),
        _(
            "The report shows differences, not their cause: who applied, the requirements, the test and the "
            "people who decide all play a part. No difference is no proof of fairness, and a difference is "
            "no proof of discrimination; it is a reason to look at that step."
        ),
        _(
            "The groups are used for this report only: they are not stored, and no score or rank knows of "
            "them."
        ),
    )


def verdict_text(one: GroupImpact) -> str:
    """What the measures say of a group, in a few words."""
    return _(_VERDICTS[one.verdict.value])


def summary(found: ImpactReport) -> str:
    """The report in one sentence."""
    verdicts = [one.verdict.value for one in found.groups]
    if not found.is_comparable:
        return _(
            "There is nothing to compare: at least two groups must be large enough, and somebody selected."
        )
    both = verdicts.count("both")
    if both:
        return ngettext(
            "{n} group was selected clearly less often than the one with the highest rate: look at this "
            "step.",
            "{n} groups were selected clearly less often than the one with the highest rate: look at this "
            "step.",
            both,
        )
    if "ratio_only" in verdicts or "test_only" in verdicts:
        return _("One of the two measures points at a difference, the other does not: keep an eye on it.")
    return _("Neither measure points at a difference.")
