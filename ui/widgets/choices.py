"""Currencies, pay periods and countries to choose from, in the current language."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from smmhire import texts
from smmhire.texts import N_, _

# First-class in the pay benchmark; the order is that of the people the program is for.
CURRENCIES = ("BDT", "INR", "USD", "EUR", "GBP", "RUB")
PERIODS = (
    ("month", N_("month")),
    ("year", N_("year")),
    ("week", N_("week")),
    ("day", N_("day")),
    ("hour", N_("hour")),
    ("project", N_("project")),
    ("gig", N_("fixed-price gig")),
    ("task", N_("small task")),
)
COUNTRIES = ("BD", "IN", "US", "GB", "AE", "AU", "CA", "DE", "MY", "NP", "PK", "RU", "SA", "SG", "UA")


def country_name(code: str) -> str:
    """The country in the current language; 'not said' for ''."""
    return texts.country_name(code) if code else _("not said")


def period_name(code: str) -> str:
    """'month' in the current language. Raises KeyError for an unknown period."""
    return _(dict(PERIODS)[code])


def index_of(box: QComboBox, data: object) -> int:
    """Where `box` holds `data`, or -1. `findData` compares Python objects such as UUIDs by identity."""
    return next((i for i in range(box.count()) if box.itemData(i) == data), -1)
