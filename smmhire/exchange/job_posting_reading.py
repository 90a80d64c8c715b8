"""What a JobPosting from elsewhere makes of a profile, property by property, and what it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from smmhire.exchange.job_posting_file import plain_text
from smmhire.exchange.job_posting_values import (
    country_of,
    fields_of,
    identity_of,
    line_of,
    listed,
    pay_of,
    short,
    text_of,
    words_of,
)
from smmhire.texts import _
from smmhire.vacancies.profile import Arrangement, OwnRequirement, VacancyProfile

Plain = dict[str, Any]
_LONGEST_WISH = 300
_MOST_WISHES = 20
_EMPLOYED = frozenset({"FULL_TIME", "PART_TIME", "TEMPORARY", "INTERN"})
_FREE = frozenset({"CONTRACTOR", "FREELANCE"})
# Properties that say how the posting is kept or shown, not what the job is.
_OF_NO_MATTER = frozenset(
    {"@context", "@type", "@id", "datePosted", "identifier", "url", "image", "directApply"}
)


class Fate(StrEnum):
    """What became of a property."""

    TAKEN = "taken"
    PARTLY = "partly"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Line:
    """One property of the posting: what became of it, what was understood, and why not all of it."""

    property: str
    fate: Fate
    value: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReadPosting:
    """A profile that is not kept yet, and how each property of the posting got into it."""

    profile: VacancyProfile
    lines: tuple[Line, ...]


def read_posting(written: Plain, base: VacancyProfile, known: Callable[[str], str | None]) -> ReadPosting:
    """`base` with what the posting says.

    known: the id of an official entry by its URI or code, None for those we do not ship.
    """
    reading = _Reading(written, base, known)
    reading.run()
    return ReadPosting(reading.profile, tuple(reading.lines))


class _Reading:
    def __init__(self, written: Plain, base: VacancyProfile, known: Callable[[str], str | None]) -> None:
        self._written = written
        self._known = known
        self.profile = base
        self.lines: list[Line] = []

    def run(self) -> None:
        """Every property in turn; what nobody reads is said too."""
        readers: dict[str, Callable[[object], None]] = {
            "title": self._title,
            "hiringOrganization": self._employer,
            "description": self._description,
            "responsibilities": self._responsibilities,
            "validThrough": self._valid_through,
            "baseSalary": self._salary,
            "estimatedSalary": self._estimated,
            "employmentType": self._engagement,
            "jobLocation": self._location,
            "jobLocationType": self._remote,
            "applicantLocationRequirements": self._applicants,
            "applicationContact": self._contact,
            "relevantOccupation": self._aligned,
            "occupationalCategory": self._aligned_code,
            "skills": self._skills,
            "qualifications": self._wishes,
            "experienceRequirements": self._wishes,
            "educationRequirements": self._wishes,
        }
        for name, reader in readers.items():
            if name in self._written:
                self._name = name
                reader(self._written[name])
        for name in self._written:
            if name not in readers and name not in _OF_NO_MATTER:
                self._name = name
                self._leave(self._written[name], _("The profile has no such field."))

    # -- saying ----------------------------------------------------------------------------------
    def _take(self, value: str, reason: str = "", **changes: Any) -> None:
        self.profile = replace(self.profile, **changes)
        self.lines.append(Line(self._name, Fate.PARTLY if reason else Fate.TAKEN, short(value), reason))

    def _leave(self, value: object, reason: str) -> None:
        self.lines.append(Line(self._name, Fate.LEFT_OUT, short(words_of(value)), reason))

    # -- properties ------------------------------------------------------------------------------
    def _title(self, value: object) -> None:
        title = line_of(value)
        if title:
            self._take(title, title=title)
        else:
            self._leave(value, _("There is no text in it."))

    def _employer(self, value: object) -> None:
        name = line_of(fields_of(value).get("name")) or line_of(value)
        if name:
            self._take(name, employer=name)
        else:
            self._leave(value, _("There is no name in it."))

    def _description(self, value: object) -> None:
        text = plain_text(value) if isinstance(value, str) else ""
        if text:
            self._take(text, description=text)
        else:
            self._leave(value, _("There is no text in it."))

    def _responsibilities(self, value: object) -> None:
        texts = [text for one in listed(value) if (text := text_of(one))]
        if not texts:
            self._leave(value, _("There is no text in it."))
            return
        added = "\n".join(texts)
        whole = "\n".join(part for part in (self.profile.description, added) if part)
        self._take(added, _("It stands in the description: choose duties by hand."), description=whole)

    def _valid_through(self, value: object) -> None:
        try:
            until = date.fromisoformat(str(value).strip()[:10])
        except ValueError:
            self._leave(value, _("It is no date."))
            return
        self._take(until.isoformat(), apply_until=until)

    def _salary(self, value: object) -> None:
        pay, reason = pay_of(value)
        if pay is None:
            self._leave(value, reason)
        else:
            amounts = f"{pay.low}" if pay.low == pay.high else f"{pay.low}–{pay.high}"
            self._take(
                f"{amounts} {pay.currency} / {pay.period}",
                _("Whether before or after tax is not said."),
                pay=pay,
            )

    def _estimated(self, value: object) -> None:
        self._leave(value, _("It is somebody's estimate, not the offer."))

    def _engagement(self, value: object) -> None:
        kinds = [str(one).upper().replace("-", "_").replace(" ", "_") for one in listed(value)]
        free = [one for one in kinds if one in _FREE]
        employed = [one for one in kinds if one in _EMPLOYED]
        if not free and not employed:
            self._leave(value, _("The profile has no such kind of engagement."))
            return
        engagement = "E-W6" if employed else "E-W1"
        is_whole = kinds == ["CONTRACTOR"]
        reason = "" if is_whole else _("The profile does not say how many hours.")
        self._take(", ".join(kinds), reason, engagement=engagement)

    def _location(self, value: object) -> None:
        places = [fields_of(fields_of(one).get("address", one)) for one in listed(value)]
        nothing: Plain = {}
        address = next((one for one in places if one), nothing)
        city = line_of(address.get("addressLocality")) or line_of(address.get("addressRegion"))
        country = country_of(address.get("addressCountry"))
        if not city and not country:
            self._leave(value, _("There is neither a city nor a country in it."))
            return
        reason = (
            _("Only the first of {count} places was taken.", count=str(len(places)))
            if len(places) > 1
            else ""
        )
        place = replace(self.profile.place, city=city, country=country or self.profile.place.country)
        self._take(", ".join(one for one in (city, country) if one), reason, place=place)

    def _remote(self, value: object) -> None:
        if str(value).upper() == "TELECOMMUTE":
            self._take("TELECOMMUTE", place=replace(self.profile.place, arrangement=Arrangement.REMOTE))
        else:
            self._leave(value, _("Only TELECOMMUTE is known here."))

    def _applicants(self, value: object) -> None:
        countries = [code for one in listed(value) if (code := country_of(one))]
        if not countries:
            self._leave(value, _("There is no country in it."))
            return
        if not self.profile.place.country:
            place = replace(self.profile.place, country=countries[0])
            self.profile = replace(self.profile, place=place)
        reason = _("Only the first of {count} places was taken.", count=str(len(countries)))
        self._take(", ".join(countries), reason if len(countries) > 1 else "")

    def _contact(self, value: object) -> None:
        contact = fields_of(value)
        parts = [line_of(contact.get(name)) for name in ("name", "email", "telephone", "url")]
        text = ", ".join(part for part in parts if part)
        if text:
            self._take(text, how_to_apply=text)
        else:
            self._leave(value, _("There is no text in it."))

    def _aligned(self, value: object) -> None:
        self._align([(identity_of(one), one) for one in listed(value)])

    def _aligned_code(self, value: object) -> None:
        self._align(
            [(fields_of(one).get("codeValue") or text_of(one).split(" ")[0], one) for one in listed(value)]
        )

    def _align(self, named: list[tuple[object, object]]) -> None:
        found, strange = self._known_among(named)
        if not found:
            self._leave([one for _id, one in named], _("It is not in the lists of this program."))
            return
        reason = _("Some are not in the lists of this program.") if strange else ""
        alignment = tuple(dict.fromkeys([*self.profile.alignment, *found]))
        self._take(", ".join(found), reason, alignment=alignment)

    def _known_among(self, named: list[tuple[object, object]]) -> tuple[list[str], list[object]]:
        found: list[str] = []
        strange: list[object] = []
        for name, one in named:
            entry_id = self._known(name) if isinstance(name, str) else None
            if entry_id is None:
                strange.append(one)
            else:
                found.append(entry_id)
        return found, strange

    def _skills(self, value: object) -> None:
        """Official terms become alignment, everything else a wish in the posting's words."""
        found, strange = self._known_among([(identity_of(one), one) for one in listed(value)])
        if found:
            alignment = tuple(dict.fromkeys([*self.profile.alignment, *found]))
            self._take(", ".join(found), alignment=alignment)
        if strange or not found:
            self._wishes(strange)

    def _wishes(self, value: object) -> None:
        texts = [line for one in listed(value) for line in text_of(one).splitlines() if line]
        kept = [text for text in texts if len(text) <= _LONGEST_WISH]
        room = _MOST_WISHES - len(self.profile.own_requirements)
        kept = list(dict.fromkeys(kept))[: max(0, room)]
        if not kept:
            self._leave(value, _("It is too long for a list of requirements: add what matters by hand."))
            return
        wishes = tuple(OwnRequirement(text.removeprefix("• ")) for text in kept)
        reason = (
            _("Taken as wishes: say yourself what is a must-have.")
            if len(kept) == len(texts)
            else _("Taken as wishes, but not all of them.")
        )
        self._take("; ".join(kept), reason, own_requirements=(*self.profile.own_requirements, *wishes))
