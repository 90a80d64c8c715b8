"""What the parts of pay data are called on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from smmhire.pay.observation import PaySource
from smmhire.services.pay_entries import OWN_FIGURES
from smmhire.texts import N_, _
from ui.widgets.choices import index_of

# Fields of an observation that a column can feed, in the order in which people look for them.
FIELD_NAMES: tuple[tuple[str, str], ...] = (
    ("amount", N_("Pay")),
    ("low", N_("Pay from")),
    ("high", N_("Pay to")),
    ("currency", N_("Currency")),
    ("other_currency", N_("Currency, in own words")),
    ("period", N_("Paid per")),
    ("basis", N_("Before or after tax")),
    ("title", N_("Job title")),
    ("experience", N_("Experience")),
    ("country", N_("Country")),
    ("city", N_("City")),
    ("engagement", N_("Kind of engagement")),
    ("contributor", N_("Employer or client")),
    ("observed_on", N_("Date")),
    ("bonus", N_("Bonus")),
    ("row_key", N_("Number that names a row")),
)

BASES: tuple[tuple[str, str], ...] = (
    ("gross", N_("before tax (gross)")),
    ("net", N_("after tax (net)")),
    ("unknown", N_("not said")),
)

KINDS: tuple[tuple[str, str], ...] = (
    ("survey", N_("survey: each row is a person's answer")),
    ("postings", N_("job postings: each row is an offer")),
    ("own_entries", N_("own entries")),
    ("reference", N_("official statistics")),
)

QUANTILE_NAMES: tuple[tuple[str, str], ...] = (
    ("p10", N_("P10")),
    ("p25", N_("P25")),
    ("p50", N_("Median")),
    ("p75", N_("P75")),
    ("p90", N_("P90")),
)

AXIS_NAMES: tuple[tuple[str, str], ...] = (
    ("experience", N_("years of experience")),
    ("level", N_("level in the title")),
    ("title", N_("job title")),
    ("country", N_("country")),
    ("city", N_("city")),
    ("engagement", N_("kind of engagement")),
    ("source", N_("source")),
    ("year", N_("year")),
    ("quarter", N_("quarter of a year")),
)


def basis_name(code: str) -> str:
    """'before tax (gross)' in the current language. Raises KeyError for an unknown basis."""
    return _(dict(BASES)[code])


def kind_name(code: str) -> str:
    """What a source's rows are. Raises KeyError for an unknown kind."""
    return _(dict(KINDS)[code])


def translated(text: str) -> str:
    """A name or note of a source: those that ship with the program have a translation, the user's own have
    none and stay as they are."""
    return _(text) if text else ""


def name_lists(choice: QComboBox, lists: Sequence[PaySource]) -> None:
    """Fill `choice` with lists of figures typed by hand; what is chosen stays.

    Where 'Own figures' is not among them it stands first, without an id: it is made with its first figure.
    """
    chosen = choice.currentData()
    choice.clear()
    if not any(one.name == OWN_FIGURES for one in lists):
        choice.addItem(_(OWN_FIGURES), None)
    for one in lists:
        choice.addItem(translated(one.name), one.id)
    choice.setCurrentIndex(max(0, index_of(choice, chosen)))
