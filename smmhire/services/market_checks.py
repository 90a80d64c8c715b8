"""Entries about rates, price levels and indices, checked before they are kept.

A rate that is typed the wrong way round or with a zero too many would spoil every figure it touches and look
like a discovery. So each is held against what ships.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from math import isfinite
from uuid import UUID

from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.pay.ageing import IndexPoint
from smmhire.pay.market_reasons import plain_figure
from smmhire.pay.price_levels import OwnPriceLevel, PriceLevels
from smmhire.pay.rate_legs import OwnRate
from smmhire.pay.rates import Rates
from smmhire.services.common import required_text, utc_now
from smmhire.texts import _, country_name, day, digits

EARLIEST = date(1950, 1, 1)
# ISO 4217 has codes that stand for no money: 'no currency' and 'for tests'.
NO_MONEY = frozenset({"XXX", "XTS"})
# A rate of one's own may be a bank's selling rate or a yearly mean, but not twice or half the ECB's.
ECB_MOST = 2.0
# Prices of a country beside those of the United States, the euro area or the United Kingdom, at a rate: by
# the World Bank's figures about a tenth to one and a half times as high. With room for bad years and for the
# street's rates, a zero too many or a rate the wrong way round is outside. Other pairs may differ both ways.
RICH = ("USD", "EUR", "GBP")
RICH_PRICES = (0.03, 2.0)
OTHER_PRICES = (1 / 40, 40.0)
LEVEL_MOST = 20.0  # beside the World Bank's figure of the same or one of the three years before


def rate(
    currency: str,
    against: str,
    valid_on: date,
    value: float,
    source: str,
    *,
    entry_id: UUID | None = None,
    now: datetime | None = None,
) -> OwnRate:
    """A rate of one's own, new or (with its id) changed. Raises UserError where it cannot be one."""
    one, other = currency_code(currency), currency_code(against)
    if one == other:
        raise UserError(
            _("A rate needs two different currencies."), _("Choose the currency and what it is worth.")
        )
    entry = OwnRate(
        entry_id or new_id(),
        one,
        other,
        _day(valid_on, now),
        _positive(value),
        _source(source),
        now or utc_now(),
    )
    _refuse_unlikely_rate(entry)
    return entry


def price_level(
    country: str,
    year: int,
    value: float,
    source: str,
    *,
    entry_id: UUID | None = None,
    now: datetime | None = None,
) -> OwnPriceLevel:
    """A price level of one's own, new or (with its id) changed. Raises UserError where it cannot be one."""
    from smmhire.exchange.countries import country_code
    from smmhire.exchange.market_files import price_levels

    code = country_code(country)
    if code is None:
        raise UserError(
            _("“{text}” is no country that is known here.", text=country.strip()),
            _("Write its code of two letters, such as BD."),
        )
    if not EARLIEST.year <= year <= _today(now).year:
        raise UserError(
            _("{year} is not possible for a price level.", year=digits(str(year))),
            _("Choose a year from {first} to this one.", first=digits(str(EARLIEST.year))),
        )
    entry = OwnPriceLevel(
        entry_id or new_id(), code, year, _positive(value), _source(source), now or utc_now()
    )
    known = PriceLevels(price_levels()).at(code, year)
    if known is not None and not 1 / LEVEL_MOST <= entry.value / known.value <= LEVEL_MOST:
        raise UserError(
            _(
                "A price level of {value} for {country} is not likely: in {year} it was {known}.",
                value=plain_figure(value),
                country=country_name(code),
                year=digits(str(known.used_year)),
                known=plain_figure(known.value),
            ),
            _("Write how many units of its own money buy there what one dollar buys in the United States."),
        )
    return entry


def index_point(
    name: str,
    valid_on: date,
    value: float,
    source: str,
    *,
    entry_id: UUID | None = None,
    now: datetime | None = None,
) -> IndexPoint:
    """A point of an index, new or (with its id) changed. Raises UserError where it cannot be one."""
    named = required_text(
        name, _("The index has no name."), _("Write which index it is, and in whose table it stands.")
    )
    return IndexPoint(
        entry_id or new_id(), named, _day(valid_on, now), _positive(value), _source(source), now or utc_now()
    )


def currency_code(text: str) -> str:
    """The ISO 4217 code that `text` is, in capitals. Raises UserError for anything else."""
    code = text.strip().upper()
    if code not in _currencies():
        raise UserError(
            _("“{text}” is no currency that is known here.", text=text.strip()),
            _("Write its code of three letters, such as BDT."),
        )
    return code


@lru_cache(maxsize=1)
def _currencies() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(list_currencies()) - NO_MONEY


def number_typed(text: str) -> float | None:
    """The number that was typed, with a point or a comma before its fraction; None where that is not sure."""
    from smmhire.exchange.market_table import number_of

    return number_of(text, comma_is_point=False)


def money_of(countries: Iterable[str]) -> Mapping[str, str]:
    """The money of countries today, by country, as CLDR has it; none for those it does not know."""
    from babel.numbers import get_territory_currencies

    known = {country: get_territory_currencies(country) for country in countries}
    return {country: codes[0] for country, codes in known.items() if codes}


def _refuse_unlikely_rate(entry: OwnRate) -> None:
    known = _ecb_rate(entry)
    if known is not None:
        lowest, highest = known / ECB_MOST, known * ECB_MOST
        why = _(
            "The European Central Bank had {rate} on that day.",
            rate=_written(entry.currency, known, entry.against),
        )
    else:
        bounds = _bounds_by_prices(entry)
        if bounds is None:
            return
        lowest, highest = bounds
        why = _("At that rate the prices of the two countries would have nothing to do with each other.")
    if lowest <= entry.value <= highest:
        return
    what_to_do = _("Count the digits, and look at what one unit of which currency is worth.")
    if lowest <= 1 / entry.value <= highest:
        turned = _written(entry.against, entry.value, entry.currency)
        what_to_do = _("Perhaps it is meant the other way round: {rate}.", rate=turned)
    written = _written(entry.currency, entry.value, entry.against)
    what = _("The rate {rate} on {day} is not likely.", rate=written, day=day(entry.valid_on))
    raise UserError(f"{what} {why}", what_to_do)


def _written(currency: str, value: float, against: str) -> str:
    return f"{digits('1')} {currency} = {plain_figure(value)} {against}"


@lru_cache(maxsize=1)
def _ecb_rates() -> Rates:
    from smmhire.exchange.market_files import ecb

    return Rates(ecb())


def _ecb_rate(entry: OwnRate) -> float | None:
    found = float(_ecb_rates().factor(entry.currency, entry.valid_on, entry.against).factor[0])
    return found if isfinite(found) else None


def _bounds_by_prices(entry: OwnRate) -> tuple[float, float] | None:
    """Between which rates prices of the two countries are like prices elsewhere; None: they are not known."""
    one, other = (_level(code, entry.valid_on.year) for code in (entry.currency, entry.against))
    if one is None or other is None:
        return None
    lowest, highest = OTHER_PRICES
    if entry.against in RICH:
        lowest, highest = RICH_PRICES
    elif entry.currency in RICH:
        lowest, highest = 1 / RICH_PRICES[1], 1 / RICH_PRICES[0]
    return lowest * other / one, highest * other / one


def _level(currency: str, year: int) -> float | None:
    from smmhire.exchange.market_files import price_levels

    shipped = price_levels()
    own = {"USD": "US", "EUR": "DE"}.get(currency)
    countries = [own] if own else [place for place, level in shipped.items() if level.currency == currency]
    found = PriceLevels(shipped).at(countries[0], year) if countries else None
    return None if found is None else found.value


def _today(now: datetime | None) -> date:
    return (now or utc_now()).astimezone().date()


def _day(on: date, now: datetime | None) -> date:
    if on > _today(now):
        raise UserError(
            _("{day} has not come yet.", day=day(on)), _("Write the day from which the figure holds.")
        )
    if on < EARLIEST:
        raise UserError(
            _("{day} is too long ago.", day=day(on)),
            _("Choose a day from {first} on.", first=day(EARLIEST)),
        )
    return on


def _positive(value: float) -> float:
    if not (isfinite(value) and value > 0):
        raise UserError(
            _("{value} is not possible here.", value=digits(str(value))),
            _("Write a number above zero, such as 0.0082."),
        )
    return float(value)


def _source(text: str) -> str:
    return required_text(
        text, _("The source is missing."), _("Write where the figure is from, so that others can look it up.")
    )
