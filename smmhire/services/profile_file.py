"""Vacancy profiles as small JSON files: to keep, to share, and to write by hand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from smmhire.errors import UserError
from smmhire.texts import _, latin_digits
from smmhire.vacancies.profile import (
    MAX_WEIGHT,
    Arrangement,
    CompetencyRequirement,
    DutyChoice,
    OwnRequirement,
    PayBasis,
    PayOffer,
    Place,
    VacancyProfile,
)

FORMAT = 1  # a higher one was written by a newer program
FORM = "form"  # the field that says how the vacancy's form is made


def to_plain(profile: VacancyProfile) -> dict[str, Any]:
    """The profile as JSON values; `from_plain` reads them. Ids and times are given, but not read back."""
    from smmhire.vacancies.profile_json import to_json

    written = to_json(profile)
    if profile.pay is not None:  # as numbers, which people write
        written["pay"] |= {"low": _number(profile.pay.low), "high": _number(profile.pay.high)}
    return {"format": FORMAT} | written


def from_plain(content: object, base: VacancyProfile) -> VacancyProfile:
    """`base` with everything that `content` says of it; what it does not mention stays as in `base`.

    The form, under FORM, is left to `vacancy_file`. Raises UserError, naming the field, for anything that is
    not known or not of its kind.
    """
    if not isinstance(content, dict):
        raise _wrong("profile", _("It must be a JSON object."))
    fields = cast("dict[str, Any]", content)
    if fields.get("format", FORMAT) != FORMAT:
        raise UserError(
            _("The profile was written by another version of the program."),
            _("Install the newer version, or export the profile again."),
        )
    unknown = set(fields) - set(_READERS) - {FORM, "format", "id", "created_at", "updated_at"}
    if unknown:
        raise _wrong(", ".join(sorted(unknown)), _known([*_READERS, FORM]))
    changes = {name: _READERS[name](fields[name]) for name in _READERS if name in fields}
    return replace(base, **changes)


# -- fields ------------------------------------------------------------------------------------------
def known_ids(field: str) -> tuple[str, ...]:
    """The ids that a list of the profile may hold. Raises KeyError for a field that is no such list."""
    from smmhire.content import load_role

    role = load_role()
    groups: dict[str, Sequence[Any]] = {
        "goals": role.goals,
        "duties": role.duties,
        "qualities": role.qualities,
        "technical_skills": role.technical_skills,
        "platform_kinds": role.platform_kinds,
        "competencies": role.competencies,
        "engagement": role.routes,
    }
    return tuple(entry.id for entry in groups[field])


def known_id(field: str, given: object) -> str:
    """`given` as an id of that list. Raises UserError, naming those there are, for any other."""
    known = known_ids(field)
    found = next((one for one in known if one.casefold() == str(given).casefold()), None)
    if found is None:
        raise _wrong(field, _known(known), str(given))
    return found


def requirement(given: Mapping[str, Any]) -> CompetencyRequirement:
    """One competency requirement. Raises UserError for a level or weight there is not."""
    competency_id = known_id("competencies", given.get("id"))
    level = _whole(given.get("level"), 1, 5)
    weight = _whole(given.get("weight", 5), 0, MAX_WEIGHT)
    if level is None:
        where = f"competencies.{competency_id}.level"
        raise _wrong(where, _("A level is 1, 2, 3, 4 or 5."), str(given.get("level")))
    if weight is None:
        where = f"competencies.{competency_id}.weight"
        raise _wrong(where, _("A weight is a whole number from 0 to 10."), str(given.get("weight")))
    return CompetencyRequirement(competency_id, level, weight, _flag("competencies", given, "must_have"))


def pay_offer(given: Mapping[str, Any]) -> PayOffer:
    """An amount or a band. Raises UserError for one that is upside down, or a basis or period unknown."""
    low, high = _decimal(given.get("low")), _decimal(given.get("high", given.get("low")))
    currency = str(given.get("currency", "")).upper()
    period, basis = str(given.get("period", "")), str(given.get("basis", PayBasis.UNKNOWN.value))
    if len(currency) != 3 or not currency.isascii() or not currency.isalpha():
        raise _wrong("pay.currency", _("Write its code of three letters, such as BDT."), currency)
    from smmhire.pay.observation import PERIODS

    if period not in PERIODS:
        raise _wrong("pay.period", _known(PERIODS), period)
    if basis not in list(PayBasis):
        raise _wrong("pay.basis", _known([one.value for one in PayBasis]), basis)
    try:
        return PayOffer(low, high, currency, period, PayBasis(basis))
    except ValueError as upside_down:
        raise _wrong("pay", _("The lower end comes first, and nothing is below zero.")) from upside_down


def place(given: Mapping[str, Any]) -> Place:
    """Where the work is done. Raises UserError for an arrangement or a country code there is not."""
    arrangement = str(given.get("arrangement", Arrangement.ON_SITE.value))
    country = str(given.get("country", "")).upper()
    if arrangement not in list(Arrangement):
        raise _wrong("place.arrangement", _known([one.value for one in Arrangement]), arrangement)
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise _wrong("place.country", _("Write its code of two letters, such as BD."), country)
    return Place(Arrangement(arrangement), str(given.get("city", "")), country)


def last_day(given: object) -> date | None:
    """The last day to apply; None where none is given. Raises UserError for what is no day."""
    if given is None or given == "":
        return None
    try:
        return date.fromisoformat(latin_digits(str(given)))
    except ValueError:
        what_to_do = _("Write year, month and day, such as 2027-01-31.")
        raise _wrong("apply_until", what_to_do, str(given)) from None


def known_alignment(given: object) -> str:
    """An entry of the shipped official lists. Raises UserError for any other."""
    from smmhire.services import taxonomy

    found = taxonomy.entry(str(given))
    if found is None:
        raise _wrong("alignment", _("Choose from the list that “vacancy taxonomy” shows."), str(given))
    return found.id


def _text(name: str) -> Callable[[object], str]:
    def read(given: object) -> str:
        if not isinstance(given, str):
            raise _wrong(name, _("It must be a text."))
        return given

    return read


def _ids(name: str) -> Callable[[object], tuple[str, ...]]:
    def read(given: object) -> tuple[str, ...]:
        return tuple(dict.fromkeys(known_id(name, one) for one in _list(name, given)))

    return read


def _duties(given: object) -> tuple[DutyChoice, ...]:
    chosen: list[DutyChoice] = []
    for one in _list("duties", given):
        entry: dict[str, Any] = {"id": one} if isinstance(one, str) else _object("duties", one)
        measure = _text("duties.measure")(entry.get("measure", ""))
        chosen.append(DutyChoice(known_id("duties", entry.get("id")), measure))
    _once("duties", [duty.duty_id for duty in chosen])
    return tuple(chosen)


def _competencies(given: object) -> tuple[CompetencyRequirement, ...]:
    asked = tuple(requirement(_object("competencies", one)) for one in _list("competencies", given))
    _once("competencies", [one.competency_id for one in asked])
    return asked


def _own(given: object) -> tuple[OwnRequirement, ...]:
    entries = [_object("own_requirements", one) for one in _list("own_requirements", given)]
    return tuple(
        OwnRequirement(
            _text("own_requirements.text")(entry.get("text")), _flag("own_requirements", entry, "must_have")
        )
        for entry in entries
    )


def _pay(given: object) -> PayOffer | None:
    return None if given is None else pay_offer(_object("pay", given))


def _engagement(given: object) -> str:
    return "" if given == "" else known_id("engagement", given)


_READERS: dict[str, Callable[[object], Any]] = {
    "title": _text("title"),
    "employer": _text("employer"),
    "description": _text("description"),
    "goals": _ids("goals"),
    "duties": _duties,
    "qualities": _ids("qualities"),
    "technical_skills": _ids("technical_skills"),
    "platform_kinds": _ids("platform_kinds"),
    "competencies": _competencies,
    "own_requirements": _own,
    "pay": _pay,
    "engagement": _engagement,
    "place": lambda given: place(_object("place", given)),
    "apply_until": lambda given: last_day(given),
    "how_to_apply": _text("how_to_apply"),
    "alignment": lambda given: tuple(dict.fromkeys(map(known_alignment, _list("alignment", given)))),
    "interview": lambda given: tuple(dict.fromkeys(map(_text("interview"), _list("interview", given)))),
}


# -- pieces ------------------------------------------------------------------------------------------
def _list(name: str, given: object) -> list[object]:
    if not isinstance(given, list):
        raise _wrong(name, _("It must be a list."))
    return cast("list[object]", given)


def _object(name: str, given: object) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise _wrong(name, _("It must be a JSON object."))
    return cast("dict[str, Any]", given)


def _flag(name: str, given: Mapping[str, Any], key: str) -> bool:
    value = given.get(key, False)
    if not isinstance(value, bool):
        raise _wrong(f"{name}.{key}", _("It must be true or false."), str(value))
    return value


def _once(name: str, ids: Collection[str]) -> None:
    if len(set(ids)) != len(ids):
        raise _wrong(name, _("Nothing may stand there twice."))


def _whole(value: Any, lowest: int, highest: int) -> int | None:
    """`value` where it is a whole number in that range, else None."""
    is_whole = isinstance(value, int) and not isinstance(value, bool) and lowest <= value <= highest
    return value if is_whole else None


def _decimal(value: object) -> Decimal:
    from smmhire.pay.observation import LARGEST_AMOUNT

    try:
        if isinstance(value, bool) or value is None:
            raise InvalidOperation
        found = Decimal(str(value))
        if not found.is_finite() or abs(found) > LARGEST_AMOUNT:
            raise InvalidOperation
    except InvalidOperation as failed:
        raise _wrong("pay", _("An amount is a number, such as 25000."), str(value)) from failed
    return found


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _known(names: Collection[str]) -> str:
    return _("Possible are: {names}.", names=", ".join(names))


def _wrong(field: str, what_to_do: str, value: str = "") -> UserError:
    if value:
        return UserError(
            _("“{value}” is not possible in the field “{field}”.", value=value, field=field), what_to_do
        )
    return UserError(_("The field “{field}” of the profile is not as it must be.", field=field), what_to_do)
