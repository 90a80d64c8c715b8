"""The cells of one column of a pay table, each different cell read once however often it stands there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from smmhire.exchange.pay_problems import CODES
from smmhire.pay.columns import MISSING, Coded
from smmhire.pay.money import Money, MoneyFailure, parse_money
from smmhire.pay.money_reading import WIDEST_RANGE
from smmhire.pay.observation import BASES, PERIODS

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

# Numbers in which nothing but the number is to be read, and commas can only group: most amounts of most
# files. What `parse_money` makes of them is what a cast makes of them.
_PLAIN = r"^[0-9]{1,12}(?:\.(?:[0-9]{1,2}|[0-9]{4,9}))?$"
_GROUPED = r"^[1-9][0-9]{0,2}(?:,[0-9]{2,3}){0,3},[0-9]{3}$"
_BAND = r"^([0-9.,]+) ?[-–] ?([0-9.,]+)$"  # of two such numbers


@dataclass(frozen=True, slots=True)
class Cells:
    """A mapped column: its heading, and what stands in each row; MISSING where the cell is empty."""

    heading: str
    column: Coded

    def cell(self, position: int) -> str:
        """The text of the row at `position`, '' for an empty cell."""
        return self.column.word(position) or ""


def coded(frame: pl.DataFrame) -> dict[str, Coded]:
    """Columns as they stand in a file, as codes by heading: outer spaces cut, empty cells MISSING."""
    import polars as pl

    def one(heading: str) -> Coded:
        # Categories of its own for each: the numbers start at 0, and go when the column goes.
        return _coded(frame.get_column(heading).cast(pl.Categorical(pl.Categories.random())))

    # Columns side by side: polars itself turns one after the other into categories.
    with ThreadPoolExecutor() as pool:
        return dict(zip(frame.columns, pool.map(one, frame.columns), strict=True))


def _coded(kept: pl.Series) -> Coded:
    import polars as pl

    numbers = kept.to_physical().cast(pl.Int32)
    last = numbers.max()
    different = np.arange(last + 1 if isinstance(last, int) else 0, dtype=np.uint32)
    words: dict[str, int] = {}
    plain = [
        words.setdefault(word, len(words)) if word else MISSING
        for word in pl.Series(different).cat.to(kept.dtype).cast(pl.String).str.strip_chars().to_list()
    ]
    codes = (numbers.fill_null(MISSING) if numbers.null_count() else numbers).to_numpy()
    if len(words) < len(plain):  # spaces cut off have made two words one, or none
        codes = np.array([*plain, MISSING], dtype=np.int32)[codes]
    return Coded(codes, tuple(words))


def all_different(cells: pl.Series) -> Coded:
    """As `coded`, for tidied cells none of which stands there twice."""
    has_word = cells.is_not_null().to_numpy()
    codes = np.where(has_word, np.cumsum(has_word) - 1, MISSING).astype(np.int32)
    return Coded(codes, tuple(cells.drop_nulls().to_list()))


@dataclass(frozen=True, slots=True)
class MoneyCells:
    """What the different cells of a column of money state, an entry a word and one more for an empty cell.

    `failure` are positions in CODES, MISSING where the cell is money; `detail` what could not be read.
    `amount`, `low` and `high` are NaN, `currency` (in `currencies`), `period` (in PERIODS) and `basis` (in
    BASES) MISSING where the cell does not state them.
    """

    cells: Cells
    failure: NDArray[np.int8]
    detail: tuple[str, ...]
    amount: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    currency: NDArray[np.int32]
    period: NDArray[np.int8]
    basis: NDArray[np.int8]


def read_money(cells: Cells, decimal: str | None, currencies: dict[str, int]) -> MoneyCells:
    """Reads every different cell; new currencies are added to `currencies` with the next number."""
    words = cells.column.words
    amount, low, high = (np.append(numbers, np.nan) for numbers in _simple_pay(words, decimal))
    unread = np.flatnonzero(np.isnan(amount[:-1]) & np.isnan(low[:-1])).tolist()
    reads = {place: parse_money(words[place], decimal=decimal) for place in unread}
    details = [""] * len(amount)
    failure = np.full(len(amount), MISSING, dtype=np.int8)
    failure[-1] = CODES.index("empty")
    for place, read in reads.items():
        if isinstance(read, MoneyFailure):
            failure[place] = CODES.index(read.code)
            details[place] = read.detail
    made = MoneyCells(
        cells=cells,
        failure=failure,
        detail=tuple(details),
        amount=amount,
        low=low,
        high=high,
        currency=np.full(len(amount), MISSING, dtype=np.int32),
        period=np.full(len(amount), MISSING, dtype=np.int8),
        basis=np.full(len(amount), MISSING, dtype=np.int8),
    )
    for place, read in reads.items():
        if isinstance(read, Money):
            _keep(made, place, read, currencies)
    return made


def _keep(made: MoneyCells, place: int, money: Money, currencies: dict[str, int]) -> None:
    for array, number in ((made.amount, money.amount), (made.low, money.low), (made.high, money.high)):
        if number is not None:
            array[place] = number
    if money.currency is not None:
        made.currency[place] = currencies.setdefault(money.currency, len(currencies))
    if money.period is not None:
        made.period[place] = PERIODS.index(money.period)
    if money.basis is not None:
        made.basis[place] = BASES.index(money.basis)


def _simple_pay(words: Sequence[str], decimal: str | None) -> tuple[NDArray[np.float64], ...]:
    """Amount, low and high of words that need no reading: one number, or two with a dash; else NaN."""
    import polars as pl

    given = pl.Series(words, dtype=pl.String)
    amount = _simple_numbers(given, decimal)
    low, high = (_simple_numbers(given.str.extract(_BAND, end), decimal) for end in (1, 2))
    # All else is left to be read: the same number twice, or ends too far apart to be true.
    is_band = (low < high) & ((low == 0) | (low >= high / WIDEST_RANGE))
    return amount, np.where(is_band, low, np.nan), np.where(is_band, high, np.nan)


def _simple_numbers(given: pl.Series, decimal: str | None) -> NDArray[np.float64]:
    """The numbers above zero that need no reading, NaN for all other words."""
    import polars as pl

    is_simple = given.str.contains(_PLAIN)
    if decimal != ",":
        is_simple |= given.str.contains(_GROUPED)
    numbers = (
        given.set(~is_simple.fill_null(False), None).str.replace_all(",", "", literal=True).cast(pl.Float64)
    )
    return numbers.set((numbers == 0).fill_null(False), None).fill_null(np.nan).to_numpy()


def decimal_mark(cells: Sequence[str | None]) -> str | None:
    """The mark of fractions that a column of amounts proves: one that no grouping of thousands explains."""
    proven: set[str] = set()
    for cell in cells:
        if cell is None:
            continue
        for mark in (".", ","):
            before, found, behind = cell.rpartition(mark)
            if found and before[-1:].isdigit() and behind.isdigit() and len(behind) != 3:
                proven.add(mark)
    return proven.pop() if len(proven) == 1 else None


def codes_of(column: Coded, read: Callable[[str], str | None], known: dict[str, int]) -> NDArray[np.int32]:
    """What `read` makes of each row's word, as numbers of `known`, which grows; MISSING for None."""

    def number(word: str) -> int:
        made = read(word)
        return MISSING if made is None else known.setdefault(made, len(known))

    return column.mapped(number, MISSING, np.int32)
