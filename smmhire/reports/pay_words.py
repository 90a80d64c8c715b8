"""Words of the pay report: places, units and dates as people say them."""

from __future__ import annotations

from functools import lru_cache

from babel.numbers import get_currency_name
from reportlab.lib.styles import ParagraphStyle

from smmhire.pay.benchmark import BenchmarkQuery
from smmhire.pay.cells import Cell
from smmhire.pay.reasons import per_period
from smmhire.reports.style import TEXT
from smmhire.reports.typography import SANS_BOLD, paragraph_style
from smmhire.role.titles import match_title
from smmhire.texts import _, country_name, day, language

_MOST_TITLES_IN_HEADING = 3
# Table style commands: rows close together, for tables that are to stay on a page.
DENSE = (("TOPPADDING", (0, 1), (-1, -1), 2.5), ("BOTTOMPADDING", (0, 1), (-1, -1), 2.5))


@lru_cache(maxsize=4)
def fine_print(space_before: float = 0) -> ParagraphStyle:
    """For what a reader needs only to check or to repeat the figures."""
    return paragraph_style(
        f"pay fine {space_before}",
        size=7.5,
        leading=10.2,
        color=TEXT,
        space_before=space_before,
        space_after=2,
        allowWidows=0,
        allowOrphans=0,
    )


@lru_cache(maxsize=2)
def heading_style(is_free: bool = False) -> ParagraphStyle:
    """Of a part of the report; is_free: before what may break over pages, not kept with it."""
    return paragraph_style(
        f"pay heading {is_free}",
        font=SANS_BOLD,
        size=12,
        leading=16,
        color=TEXT,
        space_before=10,
        space_after=3,
        keep_with_next=not is_free,
    )


def is_about_smm(query: BenchmarkQuery) -> bool:
    """Whether all titles asked for are those of SMM managers."""
    if query.titles in ("smm", "any"):
        return query.titles == "smm"
    return all(match_title(title).is_smm for title in query.titles)


def subject(query: BenchmarkQuery) -> str:
    """Whose pay is asked for and where: 'SMM managers, Germany', 'Teacher, Nurse, all countries'."""
    where = place(query)
    if is_about_smm(query):
        return _("SMM managers, {place}", place=where)
    if query.titles == "any":
        return _("All titles, {place}", place=where)
    if len(query.titles) <= _MOST_TITLES_IN_HEADING:
        return f"{', '.join(query.titles)}, {where}"
    return _("Chosen titles, {place}", place=where)


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
