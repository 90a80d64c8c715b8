"""Which of the six routes of earning (E-W1 to E-W6) are open to somebody, and what is missing on the others.

What a route demands and how to get there is content (`role/routes.yaml`); here it is held against what a
person says of themselves and what the program knows of their assessments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from smmhire.pay.normalise import PER_YEAR
from smmhire.role.description import EarningRoute, Role, RouteStep

FULL_WEEK = PER_YEAR["hour"] / 52  # 40 hours
MOST_HOURS = 112.0  # a week: nobody works more than 16 hours on each of seven days
MOST_PEOPLE = 1_000_000_000  # fans or followers; more is a slip
# The currency somebody is likeliest to reckon in; elsewhere that of the marketplaces (E-W3).
CURRENCY_OF = {"BD": "BDT", "IN": "INR", "RU": "RUB", "GB": "GBP", "DE": "EUR"}
MARKETPLACE_CURRENCY = "USD"
MARKETPLACE_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class JobSeeker:
    """What a person says of themselves; None or empty: not said.

    fans: of their own page (Facebook); followers: on X; hours: a week; country: ISO 3166; currency: ISO 4217;
    languages: ISO 639, those they write in; fee: what their platform keeps, a share in 0..1;
    has_certificate: one from elsewhere that carries their name and can be checked (E4).
    Raises ValueError for a figure that is out of range.
    """

    fans: int | None = None
    followers: int | None = None
    hours: float | None = None
    country: str | None = None
    currency: str | None = None
    languages: tuple[str, ...] = ()
    fee: float | None = None
    has_certificate: bool = False

    def __post_init__(self) -> None:
        for name, largest in (("fans", MOST_PEOPLE), ("followers", MOST_PEOPLE), ("hours", MOST_HOURS)):
            value = getattr(self, name)
            if value is not None and not 0 <= value <= largest:
                raise ValueError(f"{name} of {value}: 0 to {largest:g} are possible")
        if self.fee is not None and not 0 <= self.fee < 1:
            raise ValueError(f"a fee of {self.fee}: 0 to below 1 is possible")

    @property
    def currency_asked(self) -> str:
        """The currency to ask in: the one said, else that of the country."""
        return self.currency or CURRENCY_OF.get(self.country or "", MARKETPLACE_CURRENCY)

    def answers(self) -> dict[str, str]:
        """What was said, as texts by name, to remember it."""
        said: dict[str, str] = {"languages": " ".join(self.languages)}
        for one in fields(self):
            value = getattr(self, one.name)
            if one.name not in said and value is not None and value is not False:  # 0 is an answer
                said[one.name] = str(value)
        return {name: text for name, text in said.items() if text}

    @classmethod
    def from_answers(cls, said: Mapping[str, str]) -> JobSeeker:
        """What `answers` gave; what cannot be read (another version, spoilt by hand) counts as not said."""
        known = cls()
        for name, read in _READERS.items():
            if name in said:
                with suppress(ValueError):
                    known = replace(known, **{name: read(said[name])})
        return known


_READERS: dict[str, Callable[[str], Any]] = {
    "fans": int,
    "followers": int,
    "hours": float,
    "country": str,
    "currency": str,
    "languages": lambda text: tuple(text.split()),
    "fee": float,
    "has_certificate": lambda text: text == "True",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the program itself knows of the person: their last finished assessment.

    levels: reached, by competency id, those measured; certificate: the number of a valid one on this or an
    earlier assessment of theirs, '' without; is_supervised: it says that somebody watched.
    """

    attempt_id: UUID
    taker_name: str
    finished_on: date
    levels: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    certificate: str = ""
    is_supervised: bool = False


class RouteState(StrEnum):
    """Whether a route is open now."""

    OPEN = "open"
    NOT_YET = "not_yet"  # its threshold is not reached
    NOT_SAID = "not_said"  # nobody has said how far the person is


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands to a route.

    have: of what the threshold counts (fans, followers, certificates); None where there is no threshold, or
    it was not said. weak: ids of competencies of the route below the level a sound hire shows, the largest
    gap first; they close no route. wants_english: clients there mostly write English, and the person named
    languages without it. is_part_time: a full week is not what they have, on a route where most ask for one.
    """

    route: EarningRoute
    state: RouteState
    have: int | None
    weak: tuple[str, ...] = ()
    wants_english: bool = False
    is_part_time: bool = False

    @property
    def missing(self) -> int | None:
        """How many fans, followers or certificates are missing; None where nothing is or it is not known."""
        threshold = self.route.threshold
        if threshold is None or self.have is None or self.have >= threshold.at_least:
            return None
        return threshold.at_least - self.have

    @property
    def steps(self) -> tuple[RouteStep, ...]:
        """What to do first: towards the threshold where it is not reached, else on the route."""
        return self.route.start if self.state is RouteState.OPEN else self.route.towards

    @property
    def reached(self) -> float:
        """The share of the threshold that is there, 0 to 1."""
        threshold = self.route.threshold
        if threshold is None:
            return 1.0
        return min(1.0, (self.have or 0) / threshold.at_least)


def standings(person: JobSeeker, shown: Shown | None, role: Role) -> tuple[Standing, ...]:
    """How the person stands to every route, the most open first."""
    found = [_standing(route, person, shown, role) for route in role.routes]
    return tuple(sorted(found, key=_openness))


def _standing(route: EarningRoute, person: JobSeeker, shown: Shown | None, role: Role) -> Standing:
    have = _have(route, person, shown)
    if route.threshold is None:
        state = RouteState.OPEN
    elif have is None:
        state = RouteState.NOT_SAID
    else:
        state = RouteState.OPEN if have >= route.threshold.at_least else RouteState.NOT_YET
    is_world = route.market == "world"
    is_for_clients = is_world and (route.threshold is None or route.threshold.measure == "certificate")
    return Standing(
        route=route,
        state=state,
        have=have,
        weak=() if shown is None else weak_competencies(route, shown.levels, role),
        wants_english=is_for_clients
        and bool(person.languages)
        and MARKETPLACE_LANGUAGE not in person.languages,
        is_part_time=not is_world and person.hours is not None and person.hours < FULL_WEEK,
    )


def _have(route: EarningRoute, person: JobSeeker, shown: Shown | None) -> int | None:
    match route.threshold.measure if route.threshold is not None else "":
        case "fans":
            return person.fans
        case "followers":
            return person.followers
        case "certificate":
            return int(person.has_certificate or (shown is not None and bool(shown.certificate)))
        case _:
            return None


def weak_competencies(route: EarningRoute, levels: Mapping[str, int], role: Role) -> tuple[str, ...]:
    """Ids of the measured competencies of a route below their target level, the largest gap first."""
    gaps = {
        name: role.competency(name).target_level - levels[name]
        for name in route.competencies
        if name in levels
    }
    return tuple(sorted((name for name, gap in gaps.items() if gap > 0), key=lambda name: -gaps[name]))


def _openness(standing: Standing) -> tuple[int, float, int]:
    """Open routes first, those with the fewest things to work on before others; then the nearest to open."""
    order: Sequence[RouteState] = (RouteState.OPEN, RouteState.NOT_YET, RouteState.NOT_SAID)
    drawbacks = len(standing.weak) + standing.wants_english + standing.is_part_time
    return order.index(standing.state), -standing.reached, drawbacks
