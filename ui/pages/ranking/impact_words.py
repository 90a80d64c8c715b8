"""What the window on adverse impact says: pasted rows, the table of rates, and the report as a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smmhire.candidates.adverse_impact import GroupImpact, ImpactReport, Verdict
from smmhire.services import impact
from smmhire.services.impact import Matched, Question
from smmhire.services.ranking import VacancyRanking
from smmhire.texts import N_, _, ngettext, number, percent
from ui.pages.ranking.words import NONE

if TYPE_CHECKING:
    from smmhire.bootstrap import Program

HEADINGS = (
    N_("Group"),
    N_("People"),
    N_("Selected"),
    N_("Rate"),
    N_("Of the highest rate"),
    N_("By chance"),
    N_("What that says"),
)
# Rows that fit nobody are named up to this many.
_UNMATCHED_SHOWN = 5
_LEAST_P = 0.001


@dataclass(frozen=True, slots=True)
class Made:
    """A report, with what was asked."""

    title: str
    question: Question
    report: ImpactReport


def make(found: VacancyRanking, question: Question, matched: Matched, program: Program) -> Made:
    """Work the report out."""
    report = impact.report(found, question, matched.groups, unit_of_work=program.unit_of_work)
    return Made(found.vacancy.title, question, report)


def pasted_entries(text: str) -> tuple[tuple[str, str], ...]:
    """Who and group of every line that has both: parted by a tab, a semicolon or a comma."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        parts = [part.strip() for part in re.split(r"[\t;,]", line, maxsplit=1)]
        if len(parts) == 2 and all(parts):
            found.append((parts[0], parts[1]))
    return tuple(found)


def groups_text(matched: Matched | None) -> str:
    """What became of the rows."""
    if matched is None:
        return _("No groups yet.")
    people = len(matched.groups)
    parts = [
        ngettext(
            "{people} in {n} group.",
            "{people} in {n} groups.",
            len(set(matched.groups.values())),
            people=ngettext("{n} candidate", "{n} candidates", people),
        )
    ]
    if matched.unmatched:
        named = ", ".join(matched.unmatched[:_UNMATCHED_SHOWN])
        if len(matched.unmatched) > _UNMATCHED_SHOWN:
            named += " …"
        parts.append(
            ngettext(
                "{n} row fits nobody who applied: {names}.",
                "{n} rows fit nobody who applied: {names}.",
                len(matched.unmatched),
                names=named,
            )
        )
    if matched.conflicting:
        parts.append(
            ngettext(
                "{n} candidate has two groups and is left out.",
                "{n} candidates have two groups and are left out.",
                len(matched.conflicting),
            )
        )
    return " ".join(parts)


def lead(made: Made) -> str:
    """Who was selected by which decision, and what the two measures say together."""
    report = made.report
    counted = _(
        "{selected} of {people} {decision}.",
        selected=number(report.selected),
        people=number(report.people),
        decision=made.question.in_words(),
    )
    return f"{counted} {impact.summary(report)}"


def table(made: Made) -> list[list[str]]:
    """The headings, then a row a group; '–' where no figure is given."""
    is_comparable = made.report.is_comparable
    return [[_(heading) for heading in HEADINGS], *(_row(one, is_comparable) for one in made.report.groups)]


def _row(one: GroupImpact, is_comparable: bool) -> list[str]:
    says_something = is_comparable or one.verdict is Verdict.TOO_FEW
    return [
        one.group,
        number(one.people),
        NONE if one.selected is None else number(one.selected),
        NONE if one.rate is None else percent(one.rate),
        NONE if one.ratio is None else percent(one.ratio),
        NONE if one.p is None else _p(one.p),
        impact.verdict_text(one) if says_something else NONE,
    ]


def _p(value: float) -> str:
    """Fisher's exact test as a chance."""
    if value < _LEAST_P:
        return _("under {percent}", percent=percent(_LEAST_P, 1))
    return percent(value, 1)


def notes(made: Made) -> list[str]:
    """Who is not in the table, and what such figures mean."""
    report = made.report
    parts: list[str] = []
    if report.ungrouped:
        parts.append(
            _(
                "{count} without a group are not in the table; {selected} of them were selected.",
                count=number(report.ungrouped),
                selected=number(report.selected_ungrouped),
            )
        )
    return [*parts, *impact.meaning()]


def as_text(made: Made) -> str:
    """The whole report, for a message or a file; the columns are parted by tabs."""
    lines = [_("Adverse impact: {vacancy}", vacancy=made.title), "", lead(made), ""]
    lines += ["\t".join(cells) for cells in table(made)]
    lines += [text for note in notes(made) for text in ("", note)]
    return "\n".join(lines) + "\n"
