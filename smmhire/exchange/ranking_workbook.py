"""A ranking as an XLSX workbook with its arithmetic: change a weight, and the scores follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from smmhire.candidates.evidence_columns import EvidenceColumns, EvidenceKind, Rated
from smmhire.candidates.interview_words import hidden_meaning
from smmhire.candidates.ranking import Gate, RankedCandidate
from smmhire.exchange.workbook_writer import Cell, Formula, letters, xlsx_bytes
from smmhire.texts import N_, _
from smmhire.vacancies.profile import CompetencyRequirement

_GATES = {Gate.PASSED: N_("met"), Gate.VERIFY: N_("to be verified"), Gate.FAILED: N_("not met")}
# Before the abilities, in this order.
_BEFORE = (
    N_("Tier"),
    N_("Name"),
    N_("Must-haves"),
    N_("Score"),
    N_("Standard error"),
    N_("Rank from"),
    N_("Rank to"),
    N_("Chance of being truly the best"),
)
_AFTER = (
    N_("Added for what was not measured"),
    N_("Interview (1 to 5)"),
    N_("Raters"),
    N_("Test (share right)"),
    N_("Work sample (1 to 5)"),
    N_("Raters"),
    N_("Years of experience"),
)
_WIDTHS = (7.0, 30.0, 16.0, 10.0, 10.0, 8.0, 8.0, 12.0)
_ABILITY_WIDTH, _AFTER_WIDTH = 14.0, 13.0


def ranking_xlsx(
    requirements: Sequence[CompetencyRequirement],
    competency_names: Sequence[str],
    ranked: Sequence[RankedCandidate],
    names: Mapping[UUID, str],
    evidence: Mapping[UUID, EvidenceColumns],
) -> bytes:
    """The workbook in the current language.

    requirements: those the checks of `ranked` are of, in their order; the second row holds their weights.
    What was not measured is an empty cell; what may not be seen says that it is hidden.
    """
    first = len(_BEFORE)
    last = first + len(requirements) - 1
    weights: list[Cell] = [None, _("Weight"), *[None] * (first - 2), *(r.weight for r in requirements)]
    total = sum(requirement.weight for requirement in requirements)
    rows = [weights]
    for at, one in enumerate(ranked, start=3):
        rows.append(
            _row(at, one, names[one.candidate_id], evidence.get(one.candidate_id), first, last, total)
        )
    return xlsx_bytes(
        [*map(_, _BEFORE), *competency_names, *map(_, _AFTER)],
        rows,
        sheet=_("Ranking"),
        widths=(*_WIDTHS, *[_ABILITY_WIDTH] * len(requirements), *[_AFTER_WIDTH] * len(_AFTER)),
        note=(_("How to read it"), _note(has_hidden=any(columns.hidden for columns in evidence.values()))),
    )


def _row(
    row: int,
    one: RankedCandidate,
    name: str,
    evidence: EvidenceColumns | None,
    first: int,
    last: int,
    total_weight: float,
) -> list[Cell]:
    is_counted = one.tier > 0
    columns = evidence or EvidenceColumns()
    return [
        one.tier or None,
        name,
        _(_GATES[one.gate]),
        _score(row, one, first, last, total_weight),
        one.standard_error,
        one.rank_low if is_counted else None,
        one.rank_high if is_counted else None,
        one.chance_first if is_counted else None,
        *(check.ability for check in one.checks),
        one.estimated_part if any(check.ability is None for check in one.checks) else None,
        *_rated(columns, EvidenceKind.INTERVIEW, columns.interview),
        columns.test,
        *_rated(columns, EvidenceKind.WORK_SAMPLE, columns.work_sample),
        columns.experience,
    ]


def _rated(columns: EvidenceColumns, kind: EvidenceKind, rated: Rated | None) -> tuple[Cell, Cell]:
    """The mean, and how many rated."""
    if kind in columns.hidden:
        return _("hidden"), None
    return (None, None) if rated is None else (rated.mean, rated.raters)


def _score(row: int, one: RankedCandidate, first: int, last: int, total_weight: float) -> Cell:
    """Σ weight × ability / Σ weight, and what was added for what was not measured."""
    if total_weight == 0:
        return one.score
    start, end, added = letters(first), letters(last), letters(last + 1)
    weights = f"${start}$2:${end}$2"
    return Formula(f"SUMPRODUCT({weights},{start}{row}:{end}{row})/SUM({weights})+{added}{row}", one.score)


def _note(*, has_hidden: bool) -> str:
    note = _(
        "Score = weights × abilities ÷ sum of the weights; the weights stand in the second row. Change one, "
        "and the scores follow; tiers, ranks and chances do not, they are of the weights as printed. An "
        "empty cell is evidence that is missing, not a zero: what the measured competencies let one expect "
        "of it is added in a column of its own. Abilities are in standard deviations: 0 is the average of "
        "the trade. Interviews, work samples and experience stand beside the score and are no part of it."
    )
    return f"{note} {hidden_meaning()}" if has_hidden else note
