"""What can be chosen in a benchmark's boxes: (code, words) in the current language."""

from __future__ import annotations

from smmhire.pay.experience import GATHERED, experience_label
from smmhire.pay.groups import Group
from smmhire.role.description import Role
from smmhire.role.titles import LEVELS
from smmhire.texts import _, ngettext, say
from ui.pages.pay.choice_box import Entries
from ui.pages.pay.words import AXIS_NAMES, BASES
from ui.widgets.choices import COUNTRIES, CURRENCIES, PERIODS, country_name, period_name

ANY = ""
DAYS = "days"  # from a day to a day, instead of a number of months
EXACT = "exact"  # only the titles that are written below
MONTHS = (6, 12, 24, 36, 60)


def country_entries() -> Entries:
    """The countries that are asked for most, and all together."""
    return [*((code, country_name(code)) for code in COUNTRIES), (ANY, _("all countries"))]


def currency_entries() -> Entries:
    """Currencies, by their codes."""
    return [(code, code) for code in CURRENCIES]


def period_entries() -> Entries:
    """What pay is for."""
    return [(code, period_name(code)) for code, _name in PERIODS]


def basis_entries() -> Entries:
    """Before or after tax."""
    return [(ANY, _("as most figures are")), *((code, _(name)) for code, name in BASES)]


def axis_entries() -> Entries:
    """What the groups are by."""
    return [*((code, _(name)) for code, name in AXIS_NAMES), (ANY, _("nothing: all together"))]


def engagement_entries(role: Role) -> Entries:
    """The routes of `role` to paid work."""
    return [(ANY, _("any")), *((route.id, say(route.name)) for route in role.routes)]


def level_entries() -> Entries:
    """Levels that titles name."""
    return [(ANY, _("any")), *((level, Group("level", level).label) for level in LEVELS)]


def experience_entries() -> Entries:
    """Bands of years."""
    bands = [(low or 0.0, high) for low, high in GATHERED]
    return [(ANY, _("any")), *((band, experience_label(*band, None)) for band in bands)]


def title_entries() -> Entries:
    """Whose pay counts, by the titles of the data."""
    return [
        ("smm", _("SMM managers, by their titles")),
        ("any", _("everybody, whatever the title")),
        (EXACT, _("only these titles …")),
    ]


def since_entries() -> Entries:
    """How old figures may be, in months, or DAYS."""
    spans = [(months, _("the last {months}", months=_months(months))) for months in MONTHS]
    return [(ANY, _("any date")), *spans, (DAYS, _("from a day to a day …"))]


def month_entries() -> Entries:
    """Numbers of months."""
    return [(months, _months(months)) for months in MONTHS]


def _months(n: int) -> str:
    return ngettext("{n} month", "{n} months", n)
