"""Words of the pay report: places, units and dates as people say them."""

from __future__ import annotations

from babel.numbers import get_currency_name

from smmhire.pay.benchmark import BenchmarkQuery
from smmhire.pay.cells import Cell
from smmhire.pay.reasons import per_period
from smmhire.texts import _, country_name, day, language


def place(query: BenchmarkQuery) -> str:
    """The city and country asked for."""
    if query.country is None:
        return _("all countries")
    country = country_name(query.country)
    return f"{query.city}, {country}" if query.city else country


def unit(query: BenchmarkQuery) -> str:
    """'US dollars a year'."""
    return _("{currency} {period}", currency=currency_name(query.currency), period=per_period(query.period))


def dates(one: Cell) -> str:
    """When the figures of a cell are of."""
    if one.observed_from is None or one.observed_to is None:
        return _("without dates")
    if one.observed_from == one.observed_to:
        return _("of {day}", day=day(one.observed_from))
    return _("from {first} to {last}", first=day(one.observed_from), last=day(one.observed_to))


def currency_name(code: str) -> str:
    """'US dollars' for USD."""
    if (code, language()) == ("INR", "bn"):
        return "ভারতীয় রুপি"  # the CLDR calls it taka there, Bengali for the money of Bangladesh
    return get_currency_name(code, count=2, locale=language())
