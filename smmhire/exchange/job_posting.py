"""Vacancies as JobPosting of schema.org in JSON-LD, which job boards and search engines read.

Required are title, description, datePosted, validThrough, hiringOrganization and jobLocation (of remote work
the country applicants must live in); a posting that lacks one is not written. What the profile does not say
is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from smmhire.errors import UserError
from smmhire.texts import _
from smmhire.vacancies.profile import Arrangement, PayOffer, VacancyProfile
from smmhire.vacancies.taxonomy import TaxonomyEntry, TaxonomyKind, TaxonomySystem

ESCO_SET = "http://data.europa.eu/esco"
ONET_SET = "https://www.onetonline.org/"
# Our periods, as schema.org calls them; the price of a piece of work has no place there.
UNITS = {"hour": "HOUR", "day": "DAY", "week": "WEEK", "month": "MONTH", "year": "YEAR"}
EMPLOYMENT_TYPES = ("FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "PER_DIEM", "OTHER")
# Freelance work, by the engagement; whether employment is full-time the profile does not say.
_BY_ENGAGEMENT = {"E-W1": "CONTRACTOR", "E-W2": "CONTRACTOR", "E-W3": "CONTRACTOR"}


@dataclass(frozen=True, slots=True)
class Missing:
    """A required property that the profile does not give, and what to do about it."""

    property: str
    what_to_do: str


def missing(profile: VacancyProfile) -> tuple[Missing, ...]:
    """What is still needed before a posting can be written."""
    return tuple(_missing(profile))


def _missing(profile: VacancyProfile) -> Iterator[Missing]:
    if not profile.title.strip():
        yield Missing("title", _("Give the vacancy a title."))
    if not profile.employer.strip():
        yield Missing("hiringOrganization", _("Name the employer."))
    if profile.apply_until is None:
        yield Missing("validThrough", _("Give the last day to apply."))
    if not profile.place.country:
        if profile.place.arrangement is Arrangement.REMOTE:
            yield Missing(
                "applicantLocationRequirements", _("Choose the country the applicants must live in.")
            )
        else:
            yield Missing("jobLocation", _("Choose the country of the place of work."))


def job_posting(
    profile: VacancyProfile,
    description: str,
    posted_on: date,
    names: Sequence[tuple[TaxonomyEntry, str]] = (),
    employment_type: str | None = None,
) -> dict[str, Any]:
    """The posting as JSON-LD.

    description: HTML; names: the official entries the vacancy is aligned to, with their names in the
    language of the description; employment_type: one of EMPLOYMENT_TYPES, None: by the kind of engagement.
    Raises UserError that names every required property the profile lacks.
    """
    lacking = missing(profile)
    if lacking:
        raise UserError(
            _(
                "The posting cannot be written yet: {names} missing.",
                names=", ".join(m.property for m in lacking),
            ),
            " ".join(m.what_to_do for m in lacking),
        )
    assert profile.apply_until is not None
    written: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": profile.title.strip(),
        "description": description,
        "identifier": {"@type": "PropertyValue", "name": profile.employer.strip(), "value": str(profile.id)},
        "datePosted": posted_on.isoformat(),
        # To the end of that day, wherever one reads it.
        "validThrough": f"{profile.apply_until.isoformat()}T23:59:59",
        "hiringOrganization": {"@type": "Organization", "name": profile.employer.strip()},
        **_location(profile),
    }
    kind = employment_type or _BY_ENGAGEMENT.get(profile.engagement)
    if kind is not None:
        written["employmentType"] = kind
    if profile.pay is not None and profile.pay.period in UNITS:
        written["baseSalary"] = _salary(profile.pay)
    return written | _alignment(names)


def to_text(written: dict[str, Any]) -> str:
    """As JSON that may also stand in a page: no `<` in it could end its script."""
    return json.dumps(written, ensure_ascii=False, indent=2).replace("<", "\\u003c")


def _location(profile: VacancyProfile) -> dict[str, Any]:
    place = profile.place
    found: dict[str, Any] = {}
    if place.arrangement is Arrangement.REMOTE:
        found["jobLocationType"] = "TELECOMMUTE"
        found["applicantLocationRequirements"] = {"@type": "Country", "name": place.country}
        if not place.city.strip():
            return found
    address = {"@type": "PostalAddress", "addressCountry": place.country}
    if place.city.strip():
        address["addressLocality"] = place.city.strip()
    return found | {"jobLocation": {"@type": "Place", "address": address}}


def _salary(pay: PayOffer) -> dict[str, Any]:
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": UNITS[pay.period]}
    if pay.low == pay.high:
        value["value"] = _number(pay.low)
    else:
        value |= {"minValue": _number(pay.low), "maxValue": _number(pay.high)}
    return {"@type": "MonetaryAmount", "currency": pay.currency, "value": value}


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _alignment(names: Sequence[tuple[TaxonomyEntry, str]]) -> dict[str, Any]:
    """Occupations as `relevantOccupation` (ESCO) and `occupationalCategory` (O*NET), the rest as `skills`."""
    occupations = [one for one in names if one[0].kind is TaxonomyKind.OCCUPATION]
    relevant = [
        {"@type": "Occupation", "@id": entry.id, "name": name}
        for entry, name in occupations
        if entry.system is TaxonomySystem.ESCO
    ]
    categories = [
        {"@type": "CategoryCode", "codeValue": entry.code, "name": name, "inCodeSet": ONET_SET}
        for entry, name in occupations
        if entry.system is TaxonomySystem.ONET
    ]
    skills = [_term(entry, name) for entry, name in names if entry.kind is not TaxonomyKind.OCCUPATION]
    parts = {"relevantOccupation": relevant, "occupationalCategory": categories, "skills": skills}
    return {name: found for name, found in parts.items() if found}


def _term(entry: TaxonomyEntry, name: str) -> dict[str, Any]:
    term = {"@type": "DefinedTerm", "name": name}
    if entry.system is TaxonomySystem.ESCO:
        return term | {"@id": entry.id, "inDefinedTermSet": ESCO_SET}
    return term | {"termCode": entry.code, "inDefinedTermSet": ONET_SET}
