"""The pay of every row: from the column of amounts, or from the two columns of a band."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np

from smmhire.exchange.pay_cells import Cells, MoneyCells, decimal_mark, read_money
from smmhire.exchange.pay_problems import CODES
from smmhire.pay.columns import MISSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.generic)
ZERO, EMPTY = CODES.index("zero"), CODES.index("empty")


class Note(Protocol):
    """Keeps a problem of `rows` in a field."""

    def __call__(
        self,
        name: str,
        code: str | NDArray[np.int8],
        rows: NDArray[np.bool_],
        *,
        details: Sequence[str] = ...,
        detail: NDArray[np.intp] | None = ...,
        is_left_out: bool = ...,
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Pay:
    """The pay of each row; `is_read` where there is any. Codes and figures as in MoneyCells."""

    is_read: NDArray[np.bool_]
    amount: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    currency: NDArray[np.int32]
    period: NDArray[np.int8]
    basis: NDArray[np.int8]

    def or_else(self, other: Pay) -> Pay:
        """Of each row this pay where it is read, else the other."""

        def chosen(own: NDArray[Number], others: NDArray[Number]) -> NDArray[Number]:
            return np.where(self.is_read, own, others)

        return Pay(
            self.is_read | other.is_read,
            chosen(self.amount, other.amount),
            chosen(self.low, other.low),
            chosen(self.high, other.high),
            chosen(self.currency, other.currency),
            chosen(self.period, other.period),
            chosen(self.basis, other.basis),
        )


class PayReader:
    """Reads the columns of money of one table."""

    def __init__(
        self, columns: Mapping[str, Cells], decimal: str | None, currencies: dict[str, int], note: Note
    ) -> None:
        self._note = note
        self._read: dict[str, MoneyCells] = {}
        for name in ("amount", "low", "high", "bonus"):
            if name in columns:
                cells = columns[name]
                mark = decimal or decimal_mark(cells.column.words)
                self._read[name] = read_money(cells, mark, currencies)

    def pay(self) -> Pay:
        """The pay of all rows; where there is none, the reason is noted."""
        amount = self._rows("amount")
        if amount is not None and amount.is_read.all():
            return amount
        band = self._band(None if amount is None else ~amount.is_read)
        pay = amount if band is None else band if amount is None else amount.or_else(band)
        assert pay is not None  # a mapping without any pay column is refused
        name = next(name for name in ("amount", "low", "high") if name in self._read)
        is_unread = ~pay.is_read & (self._failure(name) != MISSING)
        if band is not None:
            is_unread &= ~is_upside_down(band)
        self._note_failures(name, is_unread)
        return pay

    def bonus(self, kept: NDArray[np.bool_]) -> NDArray[np.float64]:
        """The bonus of all rows, 0 where the file says so; what is not understood in rows `kept` is noted."""
        read = self._read.get("bonus")
        if read is None:
            return np.full(len(kept), np.nan)
        failure = self._failure("bonus")
        is_bad = (failure != MISSING) & (failure != ZERO) & (failure != EMPTY)
        self._note_failures("bonus", kept & is_bad, is_left_out=False)
        return np.where(failure == ZERO, 0.0, read.amount[read.cells.column.codes])

    def _rows(self, name: str) -> Pay | None:
        read = self._read.get(name)
        if read is None:
            return None
        codes = read.cells.column.codes
        return Pay(
            is_read=read.failure[codes] == MISSING,
            amount=read.amount[codes],
            low=read.low[codes],
            high=read.high[codes],
            currency=read.currency[codes],
            period=read.period[codes],
            basis=read.basis[codes],
        )

    def _failure(self, name: str) -> NDArray[np.int8]:
        read = self._read[name]
        return read.failure[read.cells.column.codes]

    def _band(self, wanted: NDArray[np.bool_] | None) -> Pay | None:
        """What the columns 'from' and 'to' state together, for the rows `wanted` (None: all)."""
        low, high = self._rows("low"), self._rows("high")
        one = low or high
        if one is None:
            return None
        low, high = low or _nothing(len(one.amount)), high or _nothing(len(one.amount))
        bottom = _first_given(low.amount, low.low, high.low)
        top = _first_given(high.amount, high.high, low.high)
        is_read = low.is_read | high.is_read
        if wanted is not None:
            is_read &= wanted
        is_one = bottom == top
        stated = low.or_else(high)
        band = Pay(
            is_read=is_read & ~(bottom > top),
            amount=np.where(is_one, bottom, np.nan),
            low=np.where(is_one, np.nan, bottom),
            high=np.where(is_one, np.nan, top),
            currency=stated.currency,
            period=stated.period,
            basis=stated.basis,
        )
        self._note_upside_down(band, is_read)
        return band

    def _note_upside_down(self, band: Pay, rows: NDArray[np.bool_]) -> None:
        rows = rows & is_upside_down(band)
        if rows.any():
            ends = np.stack([band.low[rows], band.high[rows]])
            pairs, which = np.unique(ends, axis=1, return_inverse=True)
            details = [f"{first:g}–{last:g}" for first, last in pairs.T.tolist()]
            self._note("low", "upside_down", rows, details=details, detail=which.ravel())

    def _note_failures(self, name: str, rows: NDArray[np.bool_], *, is_left_out: bool = True) -> None:
        read = self._read[name]
        words = read.cells.column.codes[rows]
        self._note(
            name,
            read.failure[words],
            rows,
            details=read.detail,
            detail=np.where(words == MISSING, len(read.detail) - 1, words),
            is_left_out=is_left_out,
        )


def is_upside_down(band: Pay) -> NDArray[np.bool_]:
    """Which bands start higher than they end."""
    return band.low > band.high


def _first_given(*amounts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of each row the first number that is given."""
    found = amounts[0]
    for others in amounts[1:]:
        found = np.where(np.isnan(found), others, found)
    return found


def _nothing(size: int) -> Pay:
    no_number = np.full(size, np.nan)
    no_code = np.full(size, MISSING, dtype=np.int8)
    no_currency = no_code.astype(np.int32)
    return Pay(np.zeros(size, np.bool_), no_number, no_number, no_number, no_currency, no_code, no_code)
