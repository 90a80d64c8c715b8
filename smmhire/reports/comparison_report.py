"""Two to four candidates of a ranking beside each other, on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from smmhire.bilingual import Language
from smmhire.candidates.evidence_columns import VALIDITY
from smmhire.candidates.ranking import RankedCandidate, RequirementCheck
from smmhire.candidates.side_by_side import ComparedRequirement, SideBySide
from smmhire.reports import ranking_words as words
from smmhire.reports.document import report_pdf
from smmhire.reports.ranking_report import evidence_cell, footnote, hidden_note
from smmhire.reports.style import band, ruled_table, styles, title_style
from smmhire.reports.typography import Paragraph, cell, plain
from smmhire.role.description import Role
from smmhire.texts import _, chance_text, number, percent, say, signed, using
from smmhire.vacancies.profile import VacancyProfile

_DOT = "\u00a0·\u00a0"


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """Everything the report says. reasons: why each is behind the one before, in sentences; made_on is
    printed at the foot."""

    vacancy: VacancyProfile
    compared: SideBySide
    names: Mapping[UUID, str]
    reasons: Sequence[str]
    made_on: date


def comparison_report_pdf(report: ComparisonReport, role: Role, language: Language) -> bytes:
    """The report as a PDF on A4, portrait, in `language`."""

    def story() -> list[Flowable]:
        return [
            *_opening(report, names),
            *_standings(report, names, role),
            *_competencies(report, names, role),
            *_evidence(report, names),
            *_chances(report, names),
            *_reading(),
        ]

    names = [report.names[one.candidate_id] for one in report.compared.candidates]
    with using(language):
        return report_pdf(
            story,
            language,
            title=_("Comparison: {names}", names=", ".join(names)),
            author=report.vacancy.employer or _("SMM Hire"),
            subject=report.vacancy.title,
            footnote=footnote(report.made_on),
        )


def _opening(report: ComparisonReport, names: Sequence[str]) -> list[Flowable]:
    look = styles()
    title = " · ".join(names)
    vacancy = _("vacancy: {title}", title=report.vacancy.title)
    employer = report.vacancy.employer
    return [
        cell(_("Candidates side by side"), look.eyebrow),
        cell(title, title_style(title)),
        cell(f"{vacancy} ({employer})" if employer else vacancy, look.meta),
        band([cell(_answer(report), look.lead)]),
        Spacer(0, 9),
        *(Paragraph(plain(sentence), look.item, bulletText="•") for sentence in report.reasons),
    ]


def _answer(report: ComparisonReport) -> str:
    """Who stands ahead, or who cannot be told apart, in one sentence."""
    first, *others = report.compared.candidates
    if first.tier == 0:
        return _("All of them fail a must-have.")
    level = [report.names[one.candidate_id] for one in (first, *others) if one.tier == first.tier]
    if len(level) == 1:
        return _("{name} stands ahead, in a higher tier.", name=level[0])
    return _("The evidence cannot separate these: {names}.", names=", ".join(level))


def _beside(
    names: Sequence[str], rows: Sequence[tuple[Any, Sequence[Any]]], heading: str = "", *more: Any
) -> Flowable:
    """A table with a column a candidate."""
    heads = ((heading, False), *((name, True) for name in names))
    widths = (150, *[352 / len(names)] * len(names))
    return ruled_table(heads, [[first, *rest] for first, rest in rows], widths, *more)


def _standings(report: ComparisonReport, names: Sequence[str], role: Role) -> list[Flowable]:
    look = styles()
    found = report.compared.candidates
    kinds: tuple[tuple[str, Callable[[RankedCandidate], str]], ...] = (
        (_("Tier"), lambda one: number(one.tier) if one.tier else words.NONE),
        (_("Score ± standard error"), words.score),
        (_("Rank, 90%"), words.rank_interval),
        (_("Chance of being truly the best"), words.chance_first),
        (_("Must-haves"), lambda one: words.must_haves(one, role)),
    )
    rows = [
        (cell(name, look.cell), [cell(write(one), look.cell_right) for one in found]) for name, write in kinds
    ]
    return [
        CondPageBreak(150),
        cell(_("Where they stand"), look.free_heading),
        _beside(names, rows),
    ]


def _competencies(report: ComparisonReport, names: Sequence[str], role: Role) -> list[Flowable]:
    look = styles()
    rows = [
        (
            _asked(one, role),
            [
                _checked(check, is_strongest=one.strongest == who.candidate_id)
                for check, who in zip(one.checks, report.compared.candidates, strict=True)
            ],
        )
        for one in report.compared.requirements
    ]
    note = _(
        "Levels run from 1 to 5; 3.0 is where level 3 begins. Below each stand the chance that the level "
        "asked for is truly reached and what it adds to the score. “Strongest” is named where the "
        "difference is clear."
    )
    return [
        CondPageBreak(170),
        cell(_("Competency by competency"), look.free_heading),
        cell(note, look.small),
        _beside(names, rows, _("Competency")),
    ]


def _asked(one: ComparedRequirement, role: Role) -> list[Flowable]:
    look = styles()
    parts = [
        _("level {level} asked for", level=number(one.required_level)),
        _("{share} of the score", share=percent(one.weight_share)),
    ]
    if one.is_must_have:
        parts.append(_("must-have"))
    return [
        cell(say(role.competency(one.competency_id).name), look.cell),
        cell(", ".join(parts), look.cell_muted),
    ]


def _checked(check: RequirementCheck, *, is_strongest: bool) -> list[Flowable]:
    look = styles()
    if check.ability is None or check.chance is None or check.contribution is None:
        return [cell(_("not measured"), look.cell_muted_right)]
    lines: list[Flowable] = [cell(words.measured(check), look.cell_right)]
    if check.gate is not None:
        lines.append(cell(_(words.GATE_WORDS[check.gate]), look.cell_muted_right))
    # In one piece: a dot at the end of a line would promise more.
    figures = f"{chance_text(check.chance)}{_DOT}{signed(check.contribution, 2)}"
    lines.append(cell(figures, look.cell_muted_right))
    if is_strongest:
        lines.append(cell(_("strongest"), look.cell_muted_right))
    return lines


def _evidence(report: ComparisonReport, names: Sequence[str]) -> list[Flowable]:
    look = styles()
    rows = [
        (
            cell(words.kind_heading(kind), look.cell),
            [evidence_cell(columns, kind) for columns in report.compared.evidence],
        )
        for kind in VALIDITY
    ]
    return [
        CondPageBreak(150),
        cell(_("All evidence by its kind"), look.free_heading),
        cell(words.evidence_note(), look.small),
        *hidden_note(report.compared.evidence),
        _beside(names, rows, _("Kind (validity)")),
    ]


def _chances(report: ComparisonReport, names: Sequence[str]) -> list[Flowable]:
    look = styles()
    rows = [
        (
            cell(name, look.cell),
            [
                cell(words.NONE if a == b else chance_text(chance), look.cell_right)
                for b, chance in enumerate(report.compared.chances[a])
            ],
        )
        for a, name in enumerate(names)
    ]
    note = _("The chance that the person at the left is truly better than the one above, by score alone.")
    return [
        CondPageBreak(130),
        cell(_("Who is truly better?"), look.free_heading),
        cell(note, look.small),
        _beside(names, rows),
    ]


def _reading() -> list[Flowable]:
    look = styles()
    return [
        CondPageBreak(100),
        cell(_("How to read it"), look.free_heading),
        *(cell(sentence, look.body) for sentence in words.reading()),
    ]
