"""What can be wrong with a row of pay data, in words: the reason, and what the user can do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

import numpy as np

from smmhire.pay.money import FAILURES, MoneyFailure
from smmhire.texts import N_, _

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from smmhire.pay.columns import Coded

# code -> (reason, what to do), beside the failures of an amount of money.
PROBLEMS: dict[str, tuple[str, str]] = {
    "implausible": (
        N_("“{detail}” cannot be true for its currency and period. It is kept, but left out of benchmarks."),
        N_("Check the amount, the currency and the period."),
    ),
    "no_currency": (
        N_("No currency is given."),
        N_("Say which column or which currency holds for the file."),
    ),
    "unknown_currency": (
        N_("“{detail}” is not one currency that is known."),
        N_("Write its code of three letters, such as BDT."),
    ),
    "no_period": (
        N_("It is not said what time or work the pay is for."),
        N_("Say which column or which period holds for the file."),
    ),
    "unknown_period": (
        N_("“{detail}” is not a period that is known."),
        N_("Write hour, day, week, month or year."),
    ),
    "unknown_basis": (N_("“{detail}” says neither gross nor net."), N_("Write gross or net.")),
    "unknown_engagement": (
        N_("“{detail}” is not a way of working that is known. It is left empty."),
        N_("Write employment, freelance or gig."),
    ),
    "unknown_country": (
        N_("“{detail}” is not one country that is known. It is left empty."),
        N_("Write the name of one country."),
    ),
    "no_occupation": (
        N_("The row names no occupation."),
        N_("Nothing to do, if it is a note or a total."),
    ),
    "unknown_observed_on": (
        N_("“{detail}” is not a date, or could be two. It is left empty."),
        N_("Write the date as year-month-day, such as 2026-01-31."),
    ),
}
CODES: tuple[str, ...] = (*PROBLEMS, *FAILURES)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row, or one cell of it, that was not understood.

    `row` counts as a spreadsheet does (headings are row 1); `column` is the heading, '' where no column is
    mapped. `is_left_out`: the whole row is left out, not only the cell.
    """

    row: int
    column: str
    value: str
    code: str
    detail: str
    is_left_out: bool

    @property
    def reason(self) -> str:
        """What is wrong, in the current language."""
        return _(self._texts[0], detail=self.detail)

    @property
    def what_to_do(self) -> str:
        """The way out, in the current language."""
        return _(self._texts[1])

    @property
    def _texts(self) -> tuple[str, str]:
        return PROBLEMS.get(self.code) or FAILURES[self.code]


def problem(
    *, row: int, column: str, value: str, code: str, failure: MoneyFailure | None, is_left_out: bool
) -> RowProblem:
    """The problem `code` of a cell; `failure` where reading money failed. KeyError for an unknown code."""
    if code not in PROBLEMS and code not in FAILURES:
        raise KeyError(code)
    detail = failure.detail if failure is not None and failure.detail else value
    return RowProblem(row, column, value, code, detail, is_left_out)


@dataclass(frozen=True, slots=True)
class Found:
    """One kind of problem in one column, in many rows. All arrays have an entry a row.

    `rows` count as RowProblem does; `code` are positions in CODES. `cells` are the column's, None where none
    is mapped. `detail` (positions in `details`) is what could not be read, the cell itself where it is ''.
    """

    rows: NDArray[np.int32]
    code: NDArray[np.int8]
    heading: str
    cells: Coded | None
    detail: NDArray[np.int32]
    details: tuple[str, ...]
    is_left_out: bool


class Problems(Sequence[RowProblem]):
    """All problems of a file, by row. A million of them take a few bytes each: a RowProblem is made when it
    is looked at."""

    def __init__(self, found: Sequence[Found] = ()) -> None:
        """`found` in the order in which problems of one row are shown."""
        self._found = tuple(one for one in found if len(one.rows))
        sizes = [len(one.rows) for one in self._found]
        rows = np.concatenate([one.rows for one in self._found] or [np.empty(0, dtype=np.int32)])
        self._order = np.argsort(rows, kind="stable")
        self._starts = np.cumsum([0, *sizes])
        self.rows: NDArray[np.int32] = rows[self._order]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> RowProblem: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[RowProblem]: ...
    def __getitem__(self, index: int | slice) -> RowProblem | Sequence[RowProblem]:
        if isinstance(index, slice):
            return tuple(self._at(int(place)) for place in self._order[index])
        return self._at(int(self._order[index]))

    def __iter__(self) -> Iterator[RowProblem]:
        return (self._at(place) for place in self._order.tolist())

    def _at(self, place: int) -> RowProblem:
        which = int(np.searchsorted(self._starts, place, side="right")) - 1
        found, at = self._found[which], place - int(self._starts[which])
        value = "" if found.cells is None else found.cells.word(at) or ""
        return RowProblem(
            row=int(found.rows[at]),
            column=found.heading,
            value=value,
            code=CODES[int(found.code[at])],
            detail=found.details[int(found.detail[at])] or value,
            is_left_out=found.is_left_out,
        )

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each code, the most frequent first."""
        counts = np.zeros(len(CODES), dtype=np.int64)
        for found in self._found:
            counts += np.bincount(found.code, minlength=len(CODES))
        order = np.argsort(-counts, kind="stable")
        return {CODES[code]: int(counts[code]) for code in order.tolist() if counts[code]}

    @property
    def by_reason(self) -> tuple[tuple[str, int], ...]:
        """How many there are for each reason, in the current language, the most frequent first."""
        texts = PROBLEMS | FAILURES
        return tuple((_(texts[code][0], detail="…"), n) for code, n in self.counts.items())

    @property
    def rows_of_doubt(self) -> int:
        """How many rows are kept in spite of a problem."""
        out = [found.rows for found in self._found if found.is_left_out]
        doubtful = [found.rows for found in self._found if not found.is_left_out]
        if not doubtful:
            return 0
        kept = np.unique(np.concatenate(doubtful))
        return len(np.setdiff1d(kept, np.concatenate(out), assume_unique=True) if out else kept)

    @property
    def rows_in_all(self) -> int:
        """How many rows have a problem."""
        return len(np.unique(self.rows))
