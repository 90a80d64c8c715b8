"""From the figures as given to amounts in one currency, period and basis, with everything that was done said.

Each step multiplies. What cannot be brought to the unit asked for is left out and counted: nothing is
guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from smmhire.pay.columns import MISSING, PayColumns
from smmhire.pay.normalise import period_factor, plausible
from smmhire.pay.observation import BASES, ENGAGEMENTS, PERIODS, TIME_PERIODS, Basis, Period
from smmhire.pay.query import BenchmarkQuery
from smmhire.pay.reasons import Reason

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from smmhire.pay.ageing import AgeingIndex
    from smmhire.pay.price_levels import PriceLevels
    from smmhire.pay.rates import Rates


EMPLOYMENT = "E-W6"
RATE_PERIODS: tuple[Period, ...] = ("hour", "day", "week")
SALARY_PERIODS: tuple[Period, ...] = ("month", "year")

# What of gross pay is left as net, where one flat share is close to the truth: an assumption, always printed.
# Russia: income tax of 13 % on salaries up to 2.4 million roubles a year (Tax Code, art. 224).
NET_SHARES: Mapping[str, float] = MappingProxyType({"RU": 0.87})


@dataclass(frozen=True, slots=True)
class Market:
    """What is known of currencies, price levels and the rise of pay, beside the observations themselves."""

    rates: Rates | None = None
    price_levels: PriceLevels | None = None
    indices: Mapping[str, AgeingIndex] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Figures:
    """Observations in the unit of a question; arrays are of the shape (n,).

    `factor` turns a figure of `columns` into one per period, in the currency and basis asked for, aged where
    that is asked; `currency_factor`, `basis_factor` and `age_factor` are the parts of it that are not 1 only
    by arithmetic. `is_band` rows have no single amount.
    """

    columns: PayColumns
    basis: Basis
    factor: NDArray[np.float64]
    currency_factor: NDArray[np.float64]
    basis_factor: NDArray[np.float64]
    age_factor: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def amounts(self) -> NDArray[np.float64]:
        """The single figures in the unit of the question; NaN for a band."""
        return self.columns.amount * self.factor

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Figures:
        """The figures at `rows`."""
        return Figures(
            self.columns.take(rows),
            self.basis,
            self.factor[rows],
            self.currency_factor[rows],
            self.basis_factor[rows],
            self.age_factor[rows],
        )


@dataclass
class LeftOut:
    """Why observations could not be used: counts by reason code, and reasons that say more than a count."""

    counts: Counter[str]
    reasons: list[Reason] = field(default_factory=list[Reason])


def usable(columns: PayColumns, query: BenchmarkQuery, market: Market, left_out: LeftOut) -> Figures:
    """The observations that can be brought to the unit asked for; the others are counted in `left_out`.

    Raises KeyError where the query ages by an index that `market` does not have.
    """
    counts = left_out.counts
    columns, currency = _in_currency(columns, query, market, left_out)
    (columns, currency), period = _in_period((columns, currency), query, counts)
    fits = plausible(columns)
    counts["implausible"] += int(np.count_nonzero(~fits))
    columns, currency, period = columns.take(fits), currency[fits], period[fits]
    basis, share = _in_basis(columns, query)
    fits = ~np.isnan(share)
    is_unstated = ~fits & (columns.basis == BASES.index("unknown"))
    counts["basis_unstated"] += int(np.count_nonzero(is_unstated))
    counts["other_basis"] += int(np.count_nonzero(~fits & ~is_unstated))
    columns, currency, period, share = columns.take(fits), currency[fits], period[fits], share[fits]
    age = _aged(columns, query, market, left_out)
    figures = Figures(columns, basis, currency * period * share * age, currency, share, age)
    fits = ~np.isnan(age)
    return figures if fits.all() else figures.take(fits)


def _in_currency(
    columns: PayColumns, query: BenchmarkQuery, market: Market, left_out: LeftOut
) -> tuple[PayColumns, NDArray[np.float64]]:
    """The rows in, or converted to, the currency asked for, with the factor of each."""
    from smmhire.pay.rate_words import missing_reasons

    is_same = columns.currency.is_one_of(lambda code: code == query.currency)
    if is_same.all() or not query.convert_currency or market.rates is None:
        left_out.counts["other_currency"] += int(np.count_nonzero(~is_same))
        return columns.take(is_same), np.ones(np.count_nonzero(is_same))
    conversion = market.rates.convert(columns.currency, columns.observed_on, query.currency)
    left_out.reasons += missing_reasons(conversion)
    found = ~np.isnan(conversion.factor)
    return columns.take(found), conversion.factor[found]


def _in_period(
    rows: tuple[PayColumns, NDArray[np.float64]], query: BenchmarkQuery, left_out: Counter[str]
) -> tuple[tuple[PayColumns, NDArray[np.float64]], NDArray[np.float64]]:
    """The rows whose period can be turned into the one asked for, with the factor of each."""
    columns, currency = rows
    factors = np.array([period_factor(given, query.period) or np.nan for given in PERIODS])
    factor = factors[columns.period]
    if query.engagement is None and query.period in SALARY_PERIODS:
        # Hours without orders bring nothing: such a rate is no salary, unless somebody asks for just that.
        is_short = np.array([given in RATE_PERIODS for given in PERIODS])[columns.period]
        is_rate = _freelance(columns) & is_short
        left_out["freelance_rate"] += int(np.count_nonzero(is_rate))
        columns, currency, factor = columns.take(~is_rate), currency[~is_rate], factor[~is_rate]
    fits = ~np.isnan(factor)
    is_time = np.array([given in TIME_PERIODS for given in PERIODS])[columns.period]
    left_out["time_rate"] += int(np.count_nonzero(~fits & is_time))
    left_out["piece_price"] += int(np.count_nonzero(~fits & ~is_time))
    return (columns.take(fits), currency[fits]), factor[fits]


def _freelance(columns: PayColumns) -> NDArray[np.bool_]:
    """Which rows are said to be of a freelance route."""
    return (columns.engagement != MISSING) & (columns.engagement != ENGAGEMENTS.index(EMPLOYMENT))


def _in_basis(columns: PayColumns, query: BenchmarkQuery) -> tuple[Basis, NDArray[np.float64]]:
    """The basis of the answer, and each row's factor to it; NaN where it is of another basis."""
    counts = np.bincount(columns.basis, minlength=len(BASES))
    basis = query.basis or (BASES[int(np.argmax(counts))] if len(columns) else "unknown")
    factor = np.where(columns.basis == BASES.index(basis), 1.0, np.nan)
    if query.convert_basis and basis != "unknown":
        share = columns.country.mapped(
            lambda code: query.net_share or NET_SHARES.get(code, np.nan),
            query.net_share or np.nan,
            np.float64,
        )
        other: Basis = "net" if basis == "gross" else "gross"
        is_other = columns.basis == BASES.index(other)
        factor = np.where(is_other, share if basis == "net" else 1 / share, factor)
    return basis, factor


def _aged(
    columns: PayColumns, query: BenchmarkQuery, market: Market, left_out: LeftOut
) -> NDArray[np.float64]:
    """What brings each figure to the day asked for; NaN where the index does not reach its date."""
    from smmhire.pay.rate_words import not_aged

    if query.age_to is None or query.age_by is None:
        return np.ones(len(columns))
    index = market.indices[query.age_by]
    ratio = index.ratio(columns.observed_on, query.age_to)
    unknown = int(np.count_nonzero(np.isnan(ratio)))
    if unknown:
        left_out.reasons.append(not_aged(index, unknown))
    return ratio
