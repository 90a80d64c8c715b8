"""What a vacancy profile names by ids and figures, in the words of the current language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smmhire.texts import N_, _, country_name, money, say

if TYPE_CHECKING:
    from smmhire.vacancies.changes import Names
    from smmhire.vacancies.profile import PayOffer, VacancyProfile

ARRANGEMENTS = {"on_site": N_("on site"), "hybrid": N_("hybrid"), "remote": N_("remote")}


def pay_text(pay: PayOffer | None) -> str:
    """The pay; '' where none is given."""
    from smmhire.pay.reasons import basis_text

    if pay is None:
        return ""
    return f"{amounts_text(pay)}, {basis_text(pay.basis.value)}"


def amounts_text(pay: PayOffer) -> str:
    """The amount or the band, and for what length of work; not whether before or after tax."""
    from smmhire.pay.reasons import per_period

    amounts = money(pay.low, pay.currency, _places(pay))
    if pay.high != pay.low:
        amounts += f"–{money(pay.high, pay.currency, _places(pay))}"
    return f"{amounts} {per_period(pay.period)}"


def _places(pay: PayOffer) -> int:
    """Two decimals only where there are any."""
    return 0 if all(one == one.to_integral_value() for one in (pay.low, pay.high)) else 2


def place_text(profile: VacancyProfile) -> str:
    """Where the work is done: how, city, country."""
    place = profile.place
    parts = (_(ARRANGEMENTS[place.arrangement.value]), place.city, country_name(place.country))
    return ", ".join(part for part in parts if part)


def name_of(entry_id: str) -> str:
    """The name of anything a profile names by its id; the id itself where the lists no longer have it."""
    from smmhire.services import taxonomy
    from smmhire.services.role import role

    try:
        return say(role().name_of(entry_id))
    except KeyError:
        found = taxonomy.entry(entry_id)
        return entry_id if found is None else say(found.name)


def names() -> Names:
    """How things are called now, for `vacancies.changes`."""
    from smmhire.vacancies.changes import Names

    return Names(name_of, lambda profile: pay_text(profile.pay), place_text)
