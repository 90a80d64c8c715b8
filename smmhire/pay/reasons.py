"""Why a figure is not shown, or what must be known beside it: a code, its parameters, and its words.

Codes travel through storage and JSON; the sentence is made where it is shown, in the language of the reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from smmhire.pay.market_reasons import MARKET_SENTENCES
from smmhire.pay.market_reasons import written as written_of_market
from smmhire.texts import N_, _, day, digits, number, percent
from smmhire.texts import money as written_money

Param = str | int | float

# The sentence of each code. Field names say how a parameter is written: see `_written`.
SENTENCES: dict[str, str] = {
    # nothing to show
    "no_data": N_("There are no figures for this question. No figure is invented in their place."),
    "no_data_country": N_(
        "There are no figures for this question in the chosen country. No figure is invented in their place."
    ),
    # suppression
    "too_few_contributors": N_("Not shown. Contributors: {contributors}; needed: {needed}."),
    "too_few_figures": N_("Not shown. Figures: {n}; needed: {needed}."),
    "dominant_contributor": N_(
        "Not shown: one contributor gives {share} of the figures, and {limit} is the most allowed."
    ),
    "not_estimable": N_("Not estimable from so few figures."),
    "extreme_withheld": N_("One end of the interval is withheld: it is the lowest or highest figure itself."),
    "offers_one_sided": N_(
        "No model of these offers: each of the {n} gives one end only, and no distribution follows from that."
    ),
    "offers_no_spread": N_("No model of these offers: one and the same figure would fit all of them."),
    "offers_modelled": N_(
        "A model of offers, not of salaries. Offers: {n}; of these with one end only: {one_sided}."
    ),
    "pool_too_few_cells": N_("No modelled figures. Groups with figures: {n}; needed: {needed}."),
    "pool_no_spread": N_("No modelled figures: within each group all figures are the same."),
    "modelled": N_(
        "Modelled: a small group borrows from the {cells} groups it is compared with."
        " Its own figures have {share} of the say."
    ),
    "no_median": N_("There are too few figures to compare an amount with."),
    # flags
    "contributors_unknown": N_(
        "Figures whose contributor is not named: {n}. So nobody can check that no one gave too many."
    ),
    "heaping": N_(
        "{share} of the figures are exactly {amount}: a habit or a step of the platform, not a market price."
    ),
    "stale": N_("Old data: the newest figure is of {newest}, more than {months} months ago."),
    "partly_stale": N_("Figures older than {months} months: {n}."),
    "dates_unknown": N_("Figures without a date: {n}."),
    "outliers": N_("Figures far from the rest: {n}. They are counted, not removed."),
    "kinds_mixed": N_(
        "What people say they earn ({said} figures) and what job posts offer ({offered}) stand together here."
    ),
    "engagements_mixed": N_(
        "Employment ({employed} figures) and freelance work ({freelance}) stand together here. Choose the"
        " kind of engagement to see one of them."
    ),
    "basis_unknown": N_("The source does not say whether pay is before or after tax."),
    # conversions
    "converted_period": N_("Figures turned from pay {from_period} into pay {to_period} (× {factor}): {n}."),
    "converted_basis": N_("An assumption: figures turned into pay {to_basis} (× {factor}): {n}."),
    # left out
    "implausible": N_("Left out because they cannot be true for their currency and period: {n}."),
    "bands": N_(
        "From–to offers: {n}. They stand apart as lows, midpoints and highs, because a band is an offer and"
        " no salary."
    ),
    "other_currency": N_("Left out because they are in other currencies: {n}."),
    "undated": N_("Figures without a date, left out because certain days were asked for: {n}."),
    "experience_unknown": N_("Figures that name no years of experience, left out: {n}."),
    "basis_unstated": N_("Left out because it is not stated whether they are before or after tax: {n}."),
    "other_basis": N_("Left out because gross and net pay never mix: {n}."),
    "piece_price": N_(
        "Prices of pieces of work left out, because they are never turned into pay for time: {n}."
    ),
    "freelance_rate": N_(
        "Rates of freelance work for an hour, a day or a week left out, because hours without orders bring"
        " nothing and such a rate is no salary: {n}. Choose that kind of engagement to see them."
    ),
    "time_rate": N_("Pay for time left out, because it is no price of a piece of work: {n}."),
    "duplicates": N_("Figures that were there twice and are counted once: {n}."),
    "source_off": N_("Figures of sources that are switched off: {n}."),
    "excluded_titles": N_("Figures with titles you left out: {n}."),
    **MARKET_SENTENCES,
}

_PER: dict[str, str] = {
    "hour": N_("an hour"),
    "day": N_("a day"),
    "week": N_("a week"),
    "month": N_("a month"),
    "year": N_("a year"),
    "task": N_("a task"),
    "gig": N_("a gig"),
    "project": N_("a project"),
}
_BASIS: dict[str, str] = {
    "gross": N_("before tax"),
    "net": N_("after tax"),
    "unknown": N_("before or after tax not stated"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A code with its parameters, e.g. `Reason.of('too_few_contributors', contributors=3, needed=5)`."""

    code: str
    params: tuple[tuple[str, Param], ...] = ()

    @classmethod
    def of(cls, code: str, **params: Param) -> Reason:
        """The reason `code`. Raises KeyError for a code that has no sentence."""
        if code not in SENTENCES:
            raise KeyError(code)
        return cls(code, tuple(params.items()))

    def text(self) -> str:
        """The reason as a sentence in the current language."""
        return describe_reason(self.code, **dict(self.params))


def describe_reason(code: str, **params: Param) -> str:
    """The sentence for `code` in the current language. Raises KeyError for an unknown code."""
    return _(SENTENCES[code], **_written(params))


def per_period(period: str) -> str:
    """'a month' and the like, in the current language. Raises KeyError for an unknown period."""
    return _(_PER[period])


def basis_text(basis: str) -> str:
    """'before tax' and the like, in the current language. Raises KeyError for an unknown basis."""
    return _(_BASIS[basis])


def amount_text(amount: float, currency: str) -> str:
    """An amount of money as people write it: whole units, or two places where small and not whole."""
    decimals = 2 if abs(amount) < 1000 and round(amount, 2) != round(amount) else 0
    return written_money(amount, currency, decimals)


def _written(params: Mapping[str, Param]) -> dict[str, str]:
    currency = str(params.get("currency", ""))
    return {name: _written_one(name, value, currency) for name, value in params.items()}


def _written_one(name: str, value: Param, currency: str) -> str:
    of_market = written_of_market(name, value)
    if of_market is not None:
        return of_market
    if isinstance(value, str):
        if name == "newest":
            return day(date.fromisoformat(value))
        if name.endswith("_period"):
            return per_period(value)
        if name.endswith("_basis"):
            return basis_text(value)
        return value
    if name in ("share", "limit"):
        return percent(value)
    if name == "amount":
        return amount_text(value, currency)
    return number(value) if value == int(value) else digits(f"{value:.6g}")
