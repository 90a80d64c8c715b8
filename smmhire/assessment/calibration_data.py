"""Responses made ready for calibration: categories from 0, items that vary, equal patterns counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smmhire.assessment.estimation import Array

Codes: TypeAlias = NDArray[np.uint8]

# The code of a response that was not given; every category is below it.
MISSING = 255

# Most categories an item may have: rating scales have 11 at most. More is a sign that the file holds
# something else than responses, such as points of a whole test.
MOST_CATEGORIES = 20

# Why an item cannot be calibrated: everybody who was given it gave the same response, or nobody was given it.
WhyLeftOut: TypeAlias = Literal["no_variation", "no_responses"]


@dataclass(frozen=True, slots=True)
class CalibrationData:
    """What the estimation works on.

    codes: patterns × items, the category of each response from 0 in the order of `categories`, or MISSING;
    weights: how many persons gave each pattern; columns: which columns of the file the items are;
    categories: for each item the responses that occur, ascending; left_out: column → why;
    persons: how many gave at least one response to one of the items.
    """

    codes: Codes
    weights: Array
    columns: tuple[int, ...]
    categories: tuple[tuple[int, ...], ...]
    left_out: dict[int, WhyLeftOut]
    persons: float

    @property
    def has_missing(self) -> bool:
        """Whether any response was not given."""
        return bool((self.codes == MISSING).any())

    @property
    def category_counts(self) -> NDArray[np.intp]:
        """How many categories each item has."""
        return np.array([len(found) for found in self.categories], dtype=np.intp)


def prepare(responses: ArrayLike, weights: ArrayLike | None = None) -> CalibrationData:
    """Check the responses (persons × items, whole numbers from 0, NaN = not given) and make them ready.

    `weights` (persons) says how often each row occurs; without it, once. Rows without any response are left
    out: they say nothing. Raises ValueError for something else than a table, for a response that is not a
    whole number from 0 to 254, an item with more than MOST_CATEGORIES categories, and weights that do not
    fit or are below 0.
    """
    given = np.asarray(responses, dtype=np.float64)
    if given.ndim != 2 or 0 in given.shape:
        raise ValueError(f"responses have the shape {given.shape}: persons × items are needed")
    codes = _whole_numbers(given)
    counted = _checked_weights(weights, len(given))
    columns, categories, left_out = _items(codes)
    kept = codes[:, columns] if left_out else codes
    for column, found in enumerate(categories):
        if found != tuple(range(len(found))):
            # A table of 256 places takes every response to its place among those that occur.
            places = np.full(256, MISSING, dtype=np.uint8)
            places[list(found)] = np.arange(len(found))
            kept[:, column] = places[kept[:, column]]
    if (kept == MISSING).any() or (counted == 0.0).any():
        says = ~(kept == MISSING).all(axis=1) & (counted > 0.0)
        kept, counted = kept[says], counted[says]
    kept, counted = _distinct(kept, counted, [len(found) for found in categories])
    return CalibrationData(kept, counted, tuple(columns), tuple(categories), left_out, float(counted.sum()))


def prepare_binary(responses: ArrayLike, items: int, weights: ArrayLike | None = None) -> CalibrationData:
    """Responses of 0, 1 or NaN, all `items` kept, also those that everybody got right or nobody was given.

    For estimates that a prior holds. Raises ValueError as `prepare`, and for other responses.
    """
    given = np.asarray(responses, dtype=np.float64)
    if given.ndim != 2 or given.shape[1] != items:
        raise ValueError(f"responses have the shape {given.shape}: persons × {items} items are needed")
    counted = _checked_weights(weights, len(given))
    codes = _whole_numbers(given) if given.size else np.zeros(given.shape, dtype=np.uint8)
    if (wrong := codes[(codes > 1) & (codes != MISSING)]).size:
        raise ValueError(f"a response is {wrong[0]}: 0 or 1 is needed")
    codes, counted = _distinct(codes, counted, [2] * items)
    categories = ((0, 1),) * items
    return CalibrationData(codes, counted, tuple(range(items)), categories, {}, float(counted.sum()))


def _whole_numbers(given: Array) -> Codes:
    # The sum finds a missing response in one pass over the numbers, without a table of truth values.
    missing = np.isnan(given) if np.isnan(given.sum()) else None
    filled = given if missing is None else np.where(missing, 0.0, given)
    if filled.min() < 0.0 or filled.max() >= MISSING:
        wrong = filled.min() if filled.min() < 0.0 else filled.max()
        raise ValueError(f"a response is {wrong:g}: whole numbers from 0 to {MISSING - 1} are needed")
    codes = filled.astype(np.uint8)
    if (codes != filled).any():
        raise ValueError(f"a response is {filled[codes != filled][0]:g}: whole numbers are needed")
    if missing is not None:
        codes[missing] = MISSING
    return codes


def _checked_weights(weights: ArrayLike | None, rows: int) -> Array:
    if weights is None:
        return np.ones(rows)
    counted = np.asarray(weights, dtype=np.float64)
    if counted.shape != (rows,):
        raise ValueError(f"{rows} rows of responses, but weights of the shape {counted.shape}")
    if not np.isfinite(counted).all() or counted.min() < 0.0:
        raise ValueError("a weight is below 0 or not a number")
    return counted


def _items(codes: Codes) -> tuple[list[int], list[tuple[int, ...]], dict[int, WhyLeftOut]]:
    """The columns that can be calibrated, their categories, and why the others cannot."""
    top = int(codes[codes != MISSING].max(initial=0))
    occurs = np.stack([(codes == value).any(axis=0) for value in range(top + 1)])
    columns: list[int] = []
    categories: list[tuple[int, ...]] = []
    left_out: dict[int, WhyLeftOut] = {}
    for column in range(codes.shape[1]):
        found = tuple(int(value) for value in np.flatnonzero(occurs[:, column]))
        if len(found) > MOST_CATEGORIES:
            raise ValueError(f"item {column + 1} has {len(found)} categories, more than {MOST_CATEGORIES}")
        if len(found) < 2:
            left_out[column] = "no_variation" if found else "no_responses"
        else:
            columns.append(column)
            categories.append(found)
    return columns, categories, left_out


def _distinct(codes: Codes, weights: Array, counts: Sequence[int]) -> tuple[Codes, Array]:
    """Each pattern once, with its weight, where there are fewer possible patterns than persons."""
    possible = 1.0
    for count in counts:
        possible *= count + 1
    if possible > len(codes) * 4 or not counts:
        return codes, weights
    # Each pattern is a number to the base of its items' categories, the missing response being one of them.
    number = np.zeros(len(codes), dtype=np.int64)
    for column, count in enumerate(counts):
        number = number * (count + 1) + np.minimum(codes[:, column], count)
    _, first, which = np.unique(number, return_index=True, return_inverse=True)
    return codes[first], np.bincount(which, weights=weights).astype(np.float64)


def one_hot(codes: Codes, counts: NDArray[Any], *, lowest: int) -> tuple[Codes, NDArray[np.intp]]:
    """Columns of 0 and 1, one for each category from `lowest` of each item; a missing response is 0 in all.

    Returns the table (patterns × columns) and, for each column, item and category (2 × columns).
    """
    places = np.array(
        [(item, k) for item, count in enumerate(counts) for k in range(lowest, int(count))], dtype=np.intp
    ).T
    return (codes[:, places[0]] == places[1]).astype(np.uint8), places
