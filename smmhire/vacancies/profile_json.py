"""A vacancy profile as plain JSON values, without loss: how a published version is kept.

Unlike a profile file, which people write and which is checked field by field, this is read back as it was
written: also where the role has changed since.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from smmhire.vacancies.profile import (
    Arrangement,
    CompetencyRequirement,
    DutyChoice,
    OwnRequirement,
    PayBasis,
    PayOffer,
    Place,
    VacancyProfile,
)


def to_json(profile: VacancyProfile) -> dict[str, Any]:
    """Every field; `from_json` reads them."""
    pay, until = profile.pay, profile.apply_until
    return {
        "id": str(profile.id),
        "title": profile.title,
        "employer": profile.employer,
        "description": profile.description,
        **profile.lists_to_json(),
        "pay": None
        if pay is None
        else {
            "low": str(pay.low),  # digit by digit: JSON's numbers are binary fractions to most readers
            "high": str(pay.high),
            "currency": pay.currency,
            "period": pay.period,
            "basis": pay.basis.value,
        },
        "engagement": profile.engagement,
        "place": {
            "arrangement": profile.place.arrangement.value,
            "city": profile.place.city,
            "country": profile.place.country,
        },
        "created_at": profile.created_at.isoformat(),
        "updated_at": profile.updated_at.isoformat(),
        "alignment": list(profile.alignment),
        "interview": list(profile.interview),
        "apply_until": None if until is None else until.isoformat(),
        "how_to_apply": profile.how_to_apply,
    }


def from_json(written: Mapping[str, Any]) -> VacancyProfile:
    """The profile that `to_json` wrote; fields that came later are empty in what was written before them."""
    pay, place, until = written["pay"], written["place"], written.get("apply_until")
    return VacancyProfile(
        id=UUID(written["id"]),
        title=written["title"],
        employer=written["employer"],
        description=written["description"],
        **lists_from_json(written),
        pay=None
        if pay is None
        else PayOffer(
            Decimal(pay["low"]), Decimal(pay["high"]), pay["currency"], pay["period"], PayBasis(pay["basis"])
        ),
        engagement=written["engagement"],
        place=Place(Arrangement(place["arrangement"]), place["city"], place["country"]),
        created_at=datetime.fromisoformat(written["created_at"]),
        updated_at=datetime.fromisoformat(written["updated_at"]),
        alignment=tuple(written.get("alignment", ())),
        interview=tuple(written.get("interview", ())),
        apply_until=None if until is None else date.fromisoformat(until),
        how_to_apply=written.get("how_to_apply", ""),
    )


def lists_from_json(written: Mapping[str, Any]) -> dict[str, Any]:
    """What `VacancyProfile.lists_to_json` wrote, as arguments of a profile."""
    return {
        "goals": tuple(written["goals"]),
        "duties": tuple(DutyChoice(one["id"], one["measure"]) for one in written["duties"]),
        "qualities": tuple(written["qualities"]),
        "technical_skills": tuple(written["technical_skills"]),
        "platform_kinds": tuple(written["platform_kinds"]),
        "competencies": tuple(
            CompetencyRequirement(one["id"], one["level"], one["weight"], one["must_have"])
            for one in written["competencies"]
        ),
        "own_requirements": tuple(
            OwnRequirement(one["text"], one["must_have"]) for one in written["own_requirements"]
        ),
    }
