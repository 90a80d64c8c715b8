"""Classical item analysis: how hard each item is, how well it separates, and what its wrong options do.

Where responses are missing, an item is analysed over those who were given it; in their total an item that was
not given counts as its mean. Alpha rests on those who were given all items. Sources: `LORD-NOVICK-1968`
(item-total correlation, corrected by leaving the item out of the total), `CRONBACH-1951` (alpha),
`HALADYNA-2013` (distractors).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smmhire.assessment.estimation import Array
from smmhire.assessment.reliability import complete_rows

# Below this many responses nothing is reported: the 95 % interval of a correlation of .3 would include 0.
FEWEST_RESPONSES = 30

# Limits of the share of right answers, 0 to 1. Outside, an item says next to nothing about most people.
HARD_BELOW = 0.20
EASY_ABOVE = 0.95

# Corrected item-total correlation below which an item hardly tells the able from the others.
WEAK_BELOW = 0.15

# A wrong option that fewer choose does no work, 0 to 1 (`HALADYNA-2013`).
RARE_BELOW = 0.05

# A wrong option is attractive to the able only where its r_rest is more than this many standard errors,
# 1/√(n − 1) where nothing is the matter, above 0: of forty harmless options one gets there by chance.
SURE_OF_SIGN = 1.96

# Share of a sum of squares that is rounding and not spread.
ROUNDING = 1e-12

Flag: TypeAlias = Literal[
    "too_few_responses",
    "too_hard",
    "too_easy",
    "weak",
    "no_variation",
    "rare_distractor",
    "attractive_distractor",
]
OptionFlag: TypeAlias = Literal["rare_distractor", "attractive_distractor"]


@dataclass(frozen=True, slots=True)
class OptionAnalysis:
    """One option: how many chose it, their share of those who were given the item (0 to 1), and r_rest, the
    correlation of choosing it with the score in all other items (None where all or none chose it).

    A wrong option is flagged as rare below RARE_BELOW, and as attractive where r_rest is positive by more
    than chance, SURE_OF_SIGN/√(n − 1) for n who were given the item."""

    option: str
    is_key: bool
    count: int
    share: float
    r_rest: float | None
    flags: tuple[OptionFlag, ...]


@dataclass(frozen=True, slots=True)
class ItemAnalysis:
    """One item. p: mean mark over the highest mark, 0 to 1; r_it: correlation with the total; r_it_corrected:
    with the total without it; alpha_if_deleted: of the other items. None: not defined, or suppressed."""

    item: str
    responses: int
    p: float | None
    r_it: float | None
    r_it_corrected: float | None
    alpha_if_deleted: float | None
    distractors: tuple[OptionAnalysis, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class ChosenOptions:
    """What was chosen: codes persons × items, an index into the item's `options`, −1 = not given; `key` is
    the right option of each item."""

    codes: NDArray[np.int16]
    options: tuple[tuple[str, ...], ...]
    key: tuple[str, ...]

    def marks(self) -> Array:
        """1 for the key, 0 for any other option, NaN where the item was not given: persons × items."""
        right = np.array(
            [
                found.index(key) if key in found else -2
                for found, key in zip(self.options, self.key, strict=True)
            ]
        )
        marks = (self.codes == right).astype(np.float64)
        marks[self.codes < 0] = np.nan
        return marks


def analyse_items(
    marks: ArrayLike,
    names: Sequence[str],
    chosen: ChosenOptions | None = None,
) -> tuple[ItemAnalysis, ...]:
    """Analyse each item.

    marks: persons × items, 0 … K, NaN = not given; the highest mark of an item is the highest that occurs, at
    least 1. chosen: the options behind the marks, for the distractors. Raises ValueError for marks that are
    no table, below 0 or infinite, and for names or options that do not fit.
    """
    table = np.asarray(marks, dtype=np.float64)
    if table.ndim != 2 or 0 in table.shape or table.shape[1] != len(names):
        raise ValueError(f"{len(names)} names for marks of the shape {table.shape}")
    if chosen is not None and chosen.codes.shape != table.shape:
        raise ValueError(f"options of the shape {chosen.codes.shape} for marks of {table.shape}")
    filled, given = _filled(table)
    if not (np.isfinite(filled).all() and filled.min() >= 0.0):
        raise ValueError("a mark is below 0 or infinite")
    count = np.full(len(names), len(table)) if given is None else given.sum(axis=0)
    highest = np.maximum(filled.max(axis=0), 1.0)
    deleted = _alpha_if_deleted(table)
    whole, corrected, varies = _with_total(filled, given)
    # Those who were not given an item stand in at its mean, which so stays what it is.
    p = filled.mean(axis=0) / highest
    rest_total = filled.sum(axis=1)
    found: list[ItemAnalysis] = []
    for at, name in enumerate(names):
        if count[at] < FEWEST_RESPONSES:
            found.append(
                ItemAnalysis(name, int(count[at]), None, None, None, None, (), ("too_few_responses",))
            )
            continue
        options: tuple[OptionAnalysis, ...] = ()
        if chosen is not None:
            options = _options(
                chosen.codes[:, at], chosen.options[at], chosen.key[at], rest_total - filled[:, at]
            )
        values = [_number(x[at]) for x in (p, whole, corrected, deleted)]
        found.append(
            ItemAnalysis(
                item=name,
                responses=int(count[at]),
                p=values[0],
                r_it=values[1],
                r_it_corrected=values[2],
                alpha_if_deleted=values[3],
                distractors=options,
                flags=_flags(values[0], values[2], bool(varies[at]), options),
            )
        )
    return tuple(found)


def _filled(marks: Array) -> tuple[Array, NDArray[np.bool_] | None]:
    """The marks with an item's mean in place of those not given, and where they were given (None: all)."""
    if not np.isnan(marks.sum()):
        return marks, None
    given = ~np.isnan(marks)
    count = given.sum(axis=0)
    mean = np.where(given, marks, 0.0).sum(axis=0) / np.maximum(count, 1)
    return np.where(given, marks, mean), given


def _with_total(filled: Array, given: NDArray[np.bool_] | None) -> tuple[Array, Array, NDArray[np.bool_]]:
    """r_it and corrected r_it of each item over the persons who were given it, and whether its marks vary."""
    # A mark that was not given is 0 here, so that sums over all are sums over those who were given the item.
    marks = filled - filled.mean(axis=0)
    total = marks.sum(axis=1)
    own, with_total = (marks**2).sum(axis=0), total @ marks
    if given is None:
        spread = np.full(len(own), total @ total)
    else:
        there = given.astype(np.float64)
        spread = total**2 @ there - (total @ there) ** 2 / np.maximum(there.sum(axis=0), 1.0)
    rest = spread - 2.0 * with_total + own
    # What is left of a constant item, or of a rest without spread, is rounding.
    varies = own > ROUNDING * np.maximum(filled.max(axis=0), 1.0) * len(filled)
    with np.errstate(invalid="ignore", divide="ignore"):
        whole = np.where(varies, with_total / np.sqrt(own * spread), np.nan)
        corrected = np.where(
            varies & (rest > ROUNDING * spread), (with_total - own) / np.sqrt(own * rest), np.nan
        )
    return whole, corrected, varies


def _alpha_if_deleted(marks: Array) -> Array:
    """Alpha of the other items, for each item, over those who were given all; NaN where it is not defined."""
    complete = complete_rows(marks)
    items: int = marks.shape[1]
    if items < 3 or len(complete) < 2:
        return np.full(items, np.nan)
    centred: Array = complete - complete.mean(axis=0)
    total: Array = centred.sum(axis=1)
    # Sums of squares and products: what they would be divided by cancels.
    own: Array = (centred**2).sum(axis=0)
    rest: Array = total @ total - 2.0 * (total @ centred) + own
    others: Array = float(own.sum()) - own
    error_share = np.full(items, np.nan)
    np.divide(others, rest, out=error_share, where=rest > 0.0)
    return (items - 1.0) / (items - 2.0) * (1.0 - error_share)


def _options(
    codes: NDArray[np.int16], options: Sequence[str], key: str, rest: Array
) -> tuple[OptionAnalysis, ...]:
    is_given = codes >= 0
    chosen, rest = codes[is_given], rest[is_given]
    counts = np.bincount(chosen, minlength=len(options))
    # Centred first, so that the sums keep their digits.
    centred = rest - rest.mean()
    sums = np.bincount(chosen, weights=centred, minlength=len(options))
    shares = counts / len(chosen)
    with np.errstate(invalid="ignore", divide="ignore"):
        with_rest = sums / len(chosen) / np.sqrt(shares * (1.0 - shares) * (centred**2).mean())
        beyond_chance = SURE_OF_SIGN / np.sqrt(len(chosen) - 1.0)
    analysed: list[OptionAnalysis] = []
    for at, option in enumerate(options):
        flags: list[OptionFlag] = []
        if option != key:
            if shares[at] < RARE_BELOW:
                flags.append("rare_distractor")
            if with_rest[at] > beyond_chance:
                flags.append("attractive_distractor")
        analysed.append(
            OptionAnalysis(
                option,
                option == key,
                int(counts[at]),
                float(shares[at]),
                _number(with_rest[at]),
                tuple(flags),
            )
        )
    return tuple(analysed)


def _flags(
    p: float | None, corrected: float | None, varies: bool, options: Sequence[OptionAnalysis]
) -> tuple[Flag, ...]:
    flags: list[Flag] = []
    if p is not None and p < HARD_BELOW:
        flags.append("too_hard")
    if p is not None and p > EASY_ABOVE:
        flags.append("too_easy")
    if not varies:
        flags.append("no_variation")
    if corrected is not None and corrected < WEAK_BELOW:
        flags.append("weak")
    for flag in ("rare_distractor", "attractive_distractor"):
        if any(flag in option.flags for option in options):
            flags.append(flag)
    return tuple(flags)


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
