"""Reads the rows of a pay table by a mapping, all rows of a column at once, and keeps the problems met."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from smmhire.exchange.column_mapping import FIRST_ROW
from smmhire.exchange.countries import city_alone, country_code, country_of_city
from smmhire.exchange.pay_cells import Cells, all_different, coded, codes_of
from smmhire.exchange.pay_mapping import ColumnMapping
from smmhire.exchange.pay_money import Pay, PayReader
from smmhire.exchange.pay_problems import CODES, Found, Problems
from smmhire.exchange.pay_rows import first_rows
from smmhire.exchange.pay_words import basis_code, currency_code, date_of, engagement_code, period_code
from smmhire.exchange.tabular import Table
from smmhire.pay.columns import MISSING, NO_DATE, Coded, PayColumns, days_of
from smmhire.pay.experience import parse_experience
from smmhire.pay.joining import without_unused
from smmhire.pay.normalise import plausible
from smmhire.pay.observation import BASES, ENGAGEMENTS, PERIODS, PaySource

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

# Choices of surveys that stand for several currencies, told apart by the country.
CURRENCY_BY_COUNTRY: dict[str, dict[str, str]] = {"AUD/NZD": {"AU": "AUD", "NZ": "NZD"}}
UNKNOWN_BASIS = BASES.index("unknown")

Rows = "NDArray[np.bool_]"


def read(
    table: Table, mapping: ColumnMapping, source: PaySource, progress: Callable[[float], None]
) -> tuple[PayColumns, Problems, int]:
    """The figures of `source`, what was not understood, and how many rows repeat earlier ones."""
    progress(0.0)
    key = mapping.columns.get("row_key")
    mapped = {name: heading for name, heading in mapping.columns.items() if name != "row_key"}
    unmapped = [heading for heading in table.headings if heading not in mapped.values()]
    with ThreadPoolExecutor(1) as beside:  # what needs no Python takes the other processor
        others = beside.submit(table.tidy, unmapped)
        by_heading = coded(table.frame.select(list(dict.fromkeys(mapped.values()))))
        keys = None if key is None else table.cells(key)
        progress(0.5)
        is_first = beside.submit(first_rows, by_heading, others.result(), keys)
        columns = {name: Cells(heading, by_heading[heading]) for name, heading in mapped.items()}
        reading = _Reading(columns, mapping, table.row_count, is_first)
        figures = reading.figures(source, keys, progress)
        found = reading.found()
    return figures, Problems(found), int(np.count_nonzero(~is_first.result()))


class _Reading:
    """The rows of one table by one mapping. Arrays have an entry for every row, also for repetitions, which
    give no figure and no problem: `is_first`, which is on its way, says which are none. It is asked for as
    late as can be."""

    def __init__(
        self,
        columns: Mapping[str, Cells],
        mapping: ColumnMapping,
        size: int,
        is_first: Future[NDArray[np.bool_]],
    ) -> None:
        self._columns = columns
        self._fixed = mapping.fixed
        self._decimal = mapping.decimal
        self._names_contributors = not mapping.each_row_is_a_contributor
        self._is_first = is_first
        self._everything = np.ones(size, dtype=np.bool_)
        self._currencies: dict[str, int] = {}
        self._noted: list[Callable[[NDArray[np.bool_]], Found]] = []

    def figures(
        self, source: PaySource, keys: pl.Series | None, progress: Callable[[float], None]
    ) -> PayColumns:
        """The rows that give a figure; what is wrong with them and the others is noted."""
        money = PayReader(self._columns, self._decimal, self._currencies, self.note)
        pay = money.pay()
        progress(0.8)
        country, countries = self._country(pay.is_read)
        currency = self._currency(pay, country, countries)
        period = self._period(pay)
        kept = pay.is_read & (currency != MISSING) & (period != MISSING)
        basis = np.where(pay.basis != MISSING, pay.basis, self._coded("basis", basis_code, BASES, kept))
        bonus = money.bonus(kept)
        engagement = self._coded("engagement", engagement_code, ENGAGEMENTS, kept)
        observed_on = self._dates(kept)
        progress(0.9)
        rows = np.flatnonzero(kept & self._is_first.result())
        experience = self._text("experience", rows)
        low, high = _years(experience)
        figures = PayColumns(
            sources=(source,),
            source=np.zeros(len(rows), dtype=np.int32),
            currency=without_unused(Coded(currency[rows], tuple(self._currencies))),
            period=period[rows],
            amount=pay.amount[rows],
            low=pay.low[rows],
            high=pay.high[rows],
            basis=np.where(basis == MISSING, UNKNOWN_BASIS, basis)[rows].astype(np.int8),
            bonus=bonus[rows],
            engagement=engagement[rows],
            country=without_unused(Coded(country[rows], tuple(countries))),
            city=self._text("city", rows, city_alone),
            title=self._text("title", rows),
            experience=experience,
            experience_low=low,
            experience_high=high,
            contributor=self._text("contributor", rows) if self._names_contributors else _no_words(len(rows)),
            observed_on=observed_on[rows],
            row=(rows + FIRST_ROW).astype(np.int32),
            key=_no_words(len(rows)) if keys is None else all_different(keys.gather(rows)),
        )
        cannot_be_true = np.zeros(len(kept), dtype=np.bool_)
        cannot_be_true[rows] = ~plausible(figures)
        pay_column = next(name for name in ("amount", "low", "high") if name in self._columns)
        self.note(pay_column, "implausible", cannot_be_true, is_left_out=False)
        return figures

    # -- columns that hold one of few things ---------------------------------------------------------
    def _country(self, with_pay: NDArray[np.bool_]) -> tuple[NDArray[np.int32], dict[str, int]]:
        known: dict[str, int] = {}
        country = self._of_words("country", country_code, known)
        self._note_unknown("country", country, with_pay)
        filled = self._filled("country", country, country_code, known)
        by_city = np.where(self._is_empty("country"), self._of_words("city", country_of_city, known), MISSING)
        return np.where(by_city == MISSING, filled, by_city).astype(np.int32), known

    def _currency(
        self, pay: Pay, country: NDArray[np.int32], countries: Mapping[str, int]
    ) -> NDArray[np.int32]:
        """The currency: as written with the amount, as its column says, or as the mapping fixes it."""
        stated = self._column_currency(country, countries)
        is_empty = self._is_empty("currency")
        differs = pay.is_read & (pay.currency != MISSING) & (stated != MISSING) & (pay.currency != stated)
        if differs.any():
            names = tuple(self._currencies)
            pairs, which = np.unique(
                np.stack([pay.currency[differs], stated[differs]]), axis=1, return_inverse=True
            )
            details = [f"{names[written]}, {names[said]}" for written, said in pairs.T.tolist()]
            self.note("currency", "two_currencies", differs, details=details, detail=which.ravel())
        found = np.where(pay.currency != MISSING, pay.currency, stated)
        fixed = self._fixed.get("currency")
        if fixed is not None:
            number = self._currencies.setdefault(fixed, len(self._currencies))
            found = np.where((found == MISSING) & is_empty, number, found)
        none = pay.is_read & (found == MISSING)
        has_other = ~self._is_empty("other_currency")
        for name, of_them in (("other_currency", none & has_other), ("currency", none & ~has_other)):
            self.note(name, "no_currency", of_them & is_empty)
            self.note(name, "unknown_currency", of_them & ~is_empty)
        return np.where(differs, MISSING, found).astype(np.int32)

    def _column_currency(self, country: NDArray[np.int32], countries: Mapping[str, int]) -> NDArray[np.int32]:
        """What the column of currencies says, or the free text beside it."""
        known = self._currencies
        stated = self._of_words("currency", currency_code, known)
        other = self._of_words("other_currency", currency_code, known)
        stated = np.where(self._is_empty("currency") | (stated != MISSING), stated, other)
        cells = self._columns.get("currency")
        for word, by_country in CURRENCY_BY_COUNTRY.items():
            if cells is None or word not in cells.column.words:
                continue
            table = np.full(len(countries) + 1, MISSING, dtype=np.int32)
            for code, currency in by_country.items():
                if code in countries:
                    table[countries[code]] = known.setdefault(currency, len(known))
            is_choice = cells.column.codes == cells.column.words.index(word)
            stated = np.where(is_choice, table[country], stated)
        return stated

    def _period(self, pay: Pay) -> NDArray[np.int8]:
        is_open = pay.is_read & (pay.period == MISSING)
        column = self._coded("period", period_code, PERIODS, is_open, is_left_out=True)
        found = np.where(pay.period != MISSING, pay.period, column)
        self.note("period", "no_period", pay.is_read & (found == MISSING) & self._is_empty("period"))
        return found.astype(np.int8)

    def _coded(
        self,
        name: str,
        read: Callable[[str], str | None],
        codes: Sequence[str],
        asked: NDArray[np.bool_],
        *,
        is_left_out: bool = False,
    ) -> NDArray[np.int8]:
        """The field `name` as positions in `codes`; in rows `asked`, what is not understood is noted."""
        known = {code: place for place, code in enumerate(codes)}
        column = self._of_words(name, read, known)
        self._note_unknown(name, column, asked, is_left_out=is_left_out)
        return self._filled(name, column, read, known).astype(np.int8)

    def _dates(self, kept: NDArray[np.bool_]) -> NDArray[np.int32]:
        cells = self._columns.get("observed_on")
        if cells is None:
            days = np.full(len(kept), NO_DATE, dtype=np.int32)
        else:
            days = cells.column.mapped(lambda word: days_of(date_of(word)), NO_DATE, np.int32)
            is_unknown = (days == NO_DATE) & (cells.column.codes != MISSING)
            self.note("observed_on", "unknown_observed_on", kept & is_unknown, is_left_out=False)
        fixed = self._fixed.get("observed_on")
        if fixed is not None:
            days = np.where(self._is_empty("observed_on"), days_of(date_of(fixed)), days).astype(np.int32)
        return days

    # -- what all of them need -----------------------------------------------------------------------
    def _of_words(
        self, name: str, read: Callable[[str], str | None], known: dict[str, int]
    ) -> NDArray[np.int32]:
        cells = self._columns.get(name)
        if cells is None:
            return np.full(len(self._everything), MISSING, dtype=np.int32)
        return codes_of(cells.column, read, known)

    def _filled(
        self, name: str, column: NDArray[np.int32], read: Callable[[str], str | None], known: dict[str, int]
    ) -> NDArray[np.int32]:
        """The column, with what the mapping fixes where a cell is empty."""
        fixed = self._fixed.get(name)
        made = None if fixed is None else read(fixed)
        if made is None:
            return column
        number = known.setdefault(made, len(known))
        return np.where(self._is_empty(name), number, column).astype(np.int32)

    def _is_empty(self, name: str) -> NDArray[np.bool_]:
        cells = self._columns.get(name)
        return self._everything if cells is None else cells.column.codes == MISSING

    def _text(self, name: str, rows: NDArray[np.intp], tidy: Callable[[str], str] | None = None) -> Coded:
        """The words of `rows`, or what the mapping fixes for those without any; `tidy` shortens them."""
        cells = self._columns.get(name)
        column = _no_words(len(rows)) if cells is None else cells.column.take(rows)
        if tidy is not None:
            column = column.reworded(tidy)
        fixed = self._fixed.get(name)
        if fixed:
            codes = np.where(column.codes == MISSING, len(column.words), column.codes).astype(np.int32)
            column = Coded(codes, (*column.words, fixed))
        return without_unused(column)

    # -- problems ------------------------------------------------------------------------------------
    def _note_unknown(
        self, name: str, read: NDArray[np.int32], asked: NDArray[np.bool_], *, is_left_out: bool = False
    ) -> None:
        """The cells of rows `asked` that say something, but nothing known."""
        is_unknown = asked & (read == MISSING) & ~self._is_empty(name)
        self.note(name, f"unknown_{name}", is_unknown, is_left_out=is_left_out)

    def note(
        self,
        name: str,
        code: str | NDArray[np.int8],
        rows: NDArray[np.bool_],
        *,
        details: Sequence[str] = ("",),
        detail: NDArray[np.intp] | None = None,
        is_left_out: bool = True,
    ) -> None:
        """Keep a problem in the field `name` of `rows`; code and detail are for them all, or one for each."""
        places = np.flatnonzero(rows)
        if not len(places):
            return
        cells = self._columns.get(name)
        codes = np.full(len(places), CODES.index(code), np.int8) if isinstance(code, str) else code
        of_details = np.zeros(len(places), np.intp) if detail is None else detail

        def found(is_first: NDArray[np.bool_]) -> Found:
            counts = is_first[places]
            counted = places[counts]
            return Found(
                rows=(counted + FIRST_ROW).astype(np.int32),
                code=codes[counts],
                heading="" if cells is None else cells.heading,
                cells=None if cells is None else cells.column.take(counted),
                detail=of_details[counts].astype(np.int32),
                details=tuple(details),
                is_left_out=is_left_out,
            )

        self._noted.append(found)

    def found(self) -> list[Found]:
        """The problems noted, those of repetitions left out."""
        is_first = self._is_first.result()
        return [found(is_first) for found in self._noted]


def _no_words(size: int) -> Coded:
    return Coded(np.full(size, MISSING, dtype=np.int32), ())


def _years(experience: Coded) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """From and to in years, NaN where they are not stated."""
    read = [parse_experience(word) or (None, None) for word in experience.words]
    low, high = (np.array(ends, dtype=np.float64) for ends in zip(*read, (None, None), strict=True))
    return low[experience.codes], high[experience.codes]
