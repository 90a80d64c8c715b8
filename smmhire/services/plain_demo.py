"""What the demo found, as plain values for its JSON files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smmhire.services import pay, plain
from smmhire.services.plain import Plain

if TYPE_CHECKING:
    from smmhire.services.demo import Person


def person(found: Person) -> Plain:
    """A simulated candidate, and the abilities behind the answers."""
    return {
        "name": plain.both(found.name),
        "simulated": True,
        "candidate_id": str(found.candidate_id),
        "attempt_id": str(found.attempt_id),
        "simulated_abilities": {name: round(value, 3) for name, value in found.abilities.items()},
    }


def official_places(offer: float) -> list[Plain]:
    """Between which published percentiles of the nearest official occupations an offer lies.

    offer: dollars a year.
    """
    from smmhire.pay.reference import NEAREST_OCCUPATIONS, between

    found = [pay.reference_for(code) for code in NEAREST_OCCUPATIONS]
    return [
        {"code": one.code, "title": one.title, "year": one.year, "above": ends[0], "below": ends[1]}
        for one in found
        if one is not None
        for ends in (between(offer, one.annual),)
    ]
