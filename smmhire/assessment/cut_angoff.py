"""The modified Angoff method: judges say how likely somebody just good enough answers right.

Each judge imagines a person who only just does the job well enough and writes down, for every question, the
chance that this person answers it right (of a graded question: the expected share of its mark). A judge's cut
is the mean over the questions, the panel's cut the mean over the judges (ANGOFF-1971). In further rounds the
judges see each other's figures and answer statistics, talk, and judge again; the last round counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from smmhire.assessment.estimation import Array
from smmhire.assessment.parameters import ItemParameters

# Judges a panel needs for a standard error at all. Five to ten are usual: with fewer one judge moves the cut.
LEAST_JUDGES = 2


@dataclass(frozen=True, slots=True)
class JudgeReview:
    """One judge beside the others.

    cut: 0 to 1; severity: the cut less the mean cut of the others; agreement: correlation of the judge's
    chances with the mean of the others', None where either does not vary.
    """

    cut: float
    severity: float
    agreement: float | None


@dataclass(frozen=True, slots=True)
class Round:
    """The cut of a round (0 to 1) and the SD of the judges' own cuts around it."""

    cut: float
    judge_sd: float


@dataclass(frozen=True, slots=True)
class AngoffResult:
    """The panel's cut and how far the judges agree.

    cut: share of the marks, 0 to 1; standard_error: of the cut, had other judges judged these questions;
    standard_error_of_forms: had other judges judged other questions of the kind (BRENNAN-LOCKWOOD-1980);
    item_chances: mean of the judges for each question; agreement_one, agreement_panel: intraclass
    correlations ICC(2,1) and ICC(2,k) of one judge's chances and of the panel's mean (SHROUT-FLEISS-1979),
    None where no chance varies; judges: in the order given; rounds: all of them, the last one counts.
    """

    cut: float
    standard_error: float
    standard_error_of_forms: float
    item_chances: tuple[float, ...]
    agreement_one: float | None
    agreement_panel: float | None
    judges: tuple[JudgeReview, ...]
    rounds: tuple[Round, ...]


def angoff(rounds: Sequence[ArrayLike]) -> AngoffResult:
    """The cut of a panel; each of `rounds` is a table judges × items of chances in 0 … 1, the last one
    counts.

    Raises ValueError without a round, for rounds of different shape, fewer than two judges or items, and for
    a chance that is missing or outside 0 … 1, naming judge and item (from 1).
    """
    tables = [_table(one) for one in rounds]
    if not tables:
        raise ValueError("there is no round of judgements")
    if len({table.shape for table in tables}) > 1:
        raise ValueError(f"the rounds have different shapes: {[table.shape for table in tables]}")
    last = tables[-1]
    judges, items = last.shape
    own = last.mean(axis=1)
    between_items, between_judges, rest = _mean_squares(last)
    return AngoffResult(
        cut=float(last.mean()),
        standard_error=float(own.std(ddof=1) / np.sqrt(judges)),
        standard_error_of_forms=_error_of_forms(between_items, between_judges, rest, judges, items),
        item_chances=tuple(last.mean(axis=0).tolist()),
        agreement_one=_ratio(
            between_items - rest,
            between_items + (judges - 1) * rest + judges * (between_judges - rest) / items,
        ),
        agreement_panel=_ratio(between_items - rest, between_items + (between_judges - rest) / items),
        judges=tuple(_review(last, own, at) for at in range(judges)),
        rounds=tuple(Round(float(t.mean()), float(t.mean(axis=1).std(ddof=1))) for t in tables),
    )


def difficulties(
    chances: ArrayLike, ability_cut: float, parameters: Sequence[ItemParameters]
) -> tuple[float, ...]:
    """The difficulties that give somebody at the cut these chances: b = θ_c − logit((p − c)/(1 − c))/a.

    A panel's estimate of b for questions nobody has answered yet; a and c are those of `parameters`. Raises
    ValueError for graded questions, another number of chances, and a chance that is not between c and 1.
    """
    wanted = np.asarray(chances, dtype=np.float64)
    if wanted.shape != (len(parameters),):
        raise ValueError(f"{wanted.size} chances for {len(parameters)} questions")
    found: list[float] = []
    for p, one in zip(wanted.tolist(), parameters, strict=True):
        if one.top > 1:
            raise ValueError(f"question {one.item} has {one.top + 1} levels: one chance does not place them")
        if not one.c < p < 1.0:
            raise ValueError(f"question {one.item}: a chance of {p} is not between guessing ({one.c}) and 1")
        known = (p - one.c) / (1.0 - one.c)
        found.append(ability_cut - float(np.log(known / (1.0 - known))) / one.a)
    return tuple(found)


def _table(judgements: ArrayLike) -> Array:
    table = np.asarray(judgements, dtype=np.float64)
    if table.ndim != 2 or table.shape[0] < LEAST_JUDGES or table.shape[1] < 2:
        raise ValueError(
            f"a table of shape {table.shape} is not {LEAST_JUDGES} judges or more × 2 items or more"
        )
    wrong = np.argwhere(~((table >= 0.0) & (table <= 1.0)))
    if len(wrong):
        judge, item = wrong[0]
        raise ValueError(f"judge {judge + 1}, item {item + 1}: {table[judge, item]} is no chance in 0 … 1")
    return table


def _mean_squares(table: Array) -> tuple[float, float, float]:
    """Mean squares of the two-way layout: between items, between judges, and the rest."""
    judges, items = table.shape
    of_item, of_judge = table.mean(axis=0), table.mean(axis=1)
    rest = table - of_judge[:, None] - of_item[None, :] + table.mean()
    return (
        float(judges * of_item.var(ddof=1)),
        float(items * of_judge.var(ddof=1)),
        float((rest**2).sum() / ((judges - 1) * (items - 1))),
    )


def _error_of_forms(
    between_items: float, between_judges: float, rest: float, judges: int, items: int
) -> float:
    """√(σ²_judge/n_j + σ²_item/n_i + σ²_rest/(n_j n_i)), negative components taken as 0."""
    of_judge, of_item = max(between_judges - rest, 0.0) / items, max(between_items - rest, 0.0) / judges
    return float(np.sqrt(of_judge / judges + of_item / items + rest / (judges * items)))


def _ratio(over: float, under: float) -> float | None:
    # Sums of squares of equal numbers leave some 1e-33 behind.
    return over / under if under > 1e-12 else None


def _review(table: Array, own: Array, at: int) -> JudgeReview:
    others = np.delete(table, at, axis=0).mean(axis=0)
    mine = table[at] - own[at]
    theirs = others - others.mean()
    return JudgeReview(
        cut=float(own[at]),
        severity=float(own[at] - others.mean()),
        agreement=_ratio(float(mine @ theirs), float(np.sqrt((mine @ mine) * (theirs @ theirs)))),
    )
