"""Purchasing power: what money of a country buys there, as international dollars.

A column of its own beside pay in a currency, never a rate of exchange: it compares what pay is worth where it
is earned. It makes sense only for money of the country's own, and for a known country.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from smmhire.pay.reasons import Reason
from smmhire.texts import N_

PPP_SOURCE = N_("World Bank, World Development Indicators (PPP conversion factor, PA.NUS.PPP)")
# The World Bank publishes with a year or two of delay; over three years prices at home may have run away.
MAX_YEARS_OLDER = 3
# Of these the World Bank's figures cannot be used: Venezuela's are rounded to nothing, and in which money
# those of Zimbabwe are cannot be told from them.
UNUSABLE = frozenset({"VE", "ZW"})


@dataclass(frozen=True, slots=True)
class ShippedLevels:
    """The price levels of one country: units of `currency` for one international dollar, by year."""

    currency: str
    by_year: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class OwnPriceLevel:
    """A price level the user states: `value` units of the country's money buy one international dollar's."""

    id: UUID
    country: str  # ISO 3166-1 alpha-2
    year: int
    value: float
    source: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class PriceLevel:
    """The level found for `year`; `used_year` is that year or the nearest earlier one there is.

    `currency` is None where it is not known which money the country has. `source` is a message id for what
    ships.
    """

    country: str
    year: int
    used_year: int
    value: float
    currency: str | None
    source: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class International:
    """Amounts in international dollars, None where there was none; and what must be printed beside them.

    `level` is None, and there are no values, where they cannot be had; the reasons then say why.
    """

    values: tuple[float | None, ...]
    level: PriceLevel | None
    reasons: tuple[Reason, ...]


class PriceLevels:
    """All price levels: what ships by country, and the user's own, which win for their country and year."""

    def __init__(
        self,
        shipped: Mapping[str, ShippedLevels],
        own: Sequence[OwnPriceLevel] = (),
        currencies: Mapping[str, str] | None = None,
    ) -> None:
        """currencies: of countries that are not in `shipped`, by country."""
        self._shipped = shipped
        self._own = {(level.country, level.year): level for level in own}
        self._currencies = currencies or {}

    def at(self, country: str, year: int) -> PriceLevel | None:
        """The level of a country in a year, or of the nearest of the three years before; None: there is none.

        Never of a later year: what prices became is not what they were.
        """
        shipped = self._shipped.get(country)
        currency = self._currencies.get(country) if shipped is None else shipped.currency
        for used_year in range(year, year - MAX_YEARS_OLDER - 1, -1):
            own = self._own.get((country, used_year))
            if own is not None:
                return PriceLevel(country, year, used_year, own.value, currency, own.source, True)
            if shipped is not None and used_year in shipped.by_year:
                value = shipped.by_year[used_year]
                return PriceLevel(country, year, used_year, value, currency, PPP_SOURCE, False)
        return None

    def international(
        self, amounts: Sequence[float | None], *, currency: str, country: str | None, year: int | None
    ) -> International:
        """Amounts of `currency`, paid in `country` in `year`, in international dollars.

        None for the country where the figures are of several, for the year where they have no date.
        """
        nothing = tuple(None for _amount in amounts)
        if country is None:
            return International(nothing, None, (Reason.of("ppp_no_country"),))
        if year is None:
            return International(nothing, None, (Reason.of("ppp_no_date"),))
        level = self.at(country, year)
        if level is None:
            reason = Reason.of("ppp_none", country=country, in_year=year)
            return International(nothing, None, (reason,))
        if level.currency != currency:
            reason = Reason.of("ppp_other_money", country=country, money=currency)
            return International(nothing, None, (reason,))
        values = tuple(None if amount is None else amount / level.value for amount in amounts)
        return International(values, level, _what_to_print(level))


def _what_to_print(level: PriceLevel) -> tuple[Reason, ...]:
    used = Reason.of(
        "ppp",
        country=level.country,
        in_year=level.used_year,
        rate=level.value,
        money=level.currency or "",
        source=level.source,
    )
    if level.used_year == level.year:
        return (used,)
    return (used, Reason.of("ppp_older", in_year=level.used_year, wanted_year=level.year))
