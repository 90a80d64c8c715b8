"""The role as data: duties, qualities, competencies, limits, platforms and earning routes.

Every entry names the facts it rests on in `sources` (ids such as 'R-D4', listed as `Fact`s), so that the
program can always say where a statement comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from smmhire.bilingual import Bilingual

# Ability at which a level begins, in standard deviations of the population the items are scaled to
# (mean 0, SD 1). Three quarters of an SD a level: half the population reaches level 3 and about 7 % reach
# level 5, so every level separates people and none is empty.
LEVELS = (1, 2, 3, 4, 5)
LEVEL_ABILITY = {1: -1.5, 2: -0.75, 3: 0.0, 4: 0.75, 5: 1.5}


def level_of_ability(ability: float) -> int:
    """The highest level whose ability threshold is reached; 0 below level 1."""
    return max((level for level in LEVELS if ability >= LEVEL_ABILITY[level]), default=0)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the domain says, with its id."""

    id: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Goal:
    """What the platforms are run for (R7)."""

    id: str
    name: Bilingual
    description: Bilingual
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Direction:
    """One of the two main directions of work (R8)."""

    id: str
    name: Bilingual
    description: Bilingual
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """A daily duty; `measures` are results by which the work can be judged.

    `directions` are ids of the directions the duty serves, `competencies` those it calls for.
    """

    id: str
    name: Bilingual
    description: Bilingual
    measures: tuple[Bilingual, ...]
    directions: tuple[str, ...]
    competencies: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trait:
    """A personal quality (R-Q*) or a technical skill (R-T1*)."""

    id: str
    name: Bilingual
    description: Bilingual
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlatformKind:
    """A kind of platform; `examples` are names of services as they write themselves."""

    id: str
    name: Bilingual
    description: Bilingual
    examples: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitOfPay:
    """What one price on a route is for: `period` is that of pay data ('hour', 'project', 'task', 'gig',
    'month'), `name` what it is called here ('a paid post').

    `counts_hours`: a time rate, from which pay for some hours a week may be worked out; never a piece price.
    """

    period: str
    name: Bilingual
    counts_hours: bool


@dataclass(frozen=True, slots=True)
class RouteThreshold:
    """What the source demands before a route is open: `at_least` so many 'fans' of an own page, 'followers',
    or 'certificate's. `remark` says what to know about that today."""

    measure: str
    at_least: int
    remark: Bilingual
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One thing to do on a route."""

    action: Bilingual
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EarningRoute:
    """A way of earning (E-W*), and so an engagement type of a vacancy and of pay data.

    `paid` says how it is paid, `units` what one price is for, the usual one first; `market` is 'world' where
    clients come from everywhere, 'country' where the pay of the person's country counts. `requirement` is
    what must be there first (5,000 fans) in words, `threshold` the same to reckon with; `caution` says what
    is no longer allowed or advised. `competencies` are ids of those the route lives on; `towards` leads to
    the threshold, `start` are the first steps of whoever has reached it.
    """

    id: str
    name: Bilingual
    description: Bilingual
    places: tuple[str, ...]
    paid: Bilingual
    units: tuple[UnitOfPay, ...]
    market: str
    requirement: Bilingual | None
    threshold: RouteThreshold | None
    caution: Bilingual | None
    competencies: tuple[str, ...]
    towards: tuple[RouteStep, ...]
    start: tuple[RouteStep, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleLimit:
    """Work that is outside the role, whose work it is, and the words by which a text betrays it.

    `phrases` are lower-case words or phrases in English, Bengali and Russian; a phrase matches where it
    stands at the beginning of a word, so that Bengali and Russian endings do not hide it. `exceptions` are
    longer phrases that contain one of them and are the role's own work ('social media account management').
    `job_titles` are phrases by which a vacancy's title names whoever does this work ('graphic designer').
    All are in Unicode NFC, so the text they are looked for in must be too.
    """

    id: str
    name: Bilingual
    belongs_to: Bilingual
    reason: Bilingual
    suggestion: Bilingual
    phrases: tuple[str, ...]
    sources: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    job_titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation of an official list (`system` 'ESCO' or 'O*NET') near the role or outside it.

    `uri` is ESCO's own name for it (O*NET has none); `limit` is the id of the role's limit whose work it
    does, None for a neighbour of the role.
    """

    id: str
    system: str
    code: str
    uri: str | None
    name: Bilingual
    note: Bilingual
    limit: str | None


@dataclass(frozen=True, slots=True)
class DevelopmentStep:
    """One concrete thing to do, for people whose level is below `up_to_level`.

    `hours` is the effort expected; `evidence` is what shows that the step is done.
    """

    id: str
    up_to_level: int
    action: Bilingual
    evidence: Bilingual
    hours: int


@dataclass(frozen=True, slots=True)
class Competency:
    """One of the areas that are assessed.

    `anchors` describe levels 1 to 5 by behaviour, in that order; `target_level` is what a sound hire shows
    where no vacancy says otherwise.
    """

    id: str
    name: Bilingual
    short_name: Bilingual
    description: Bilingual
    anchors: tuple[Bilingual, ...]
    target_level: int
    steps: tuple[DevelopmentStep, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Role:
    """Everything the product knows about the role, as read from the content."""

    facts: tuple[Fact, ...]
    goals: tuple[Goal, ...]
    directions: tuple[Direction, ...]
    duties: tuple[Duty, ...]
    qualities: tuple[Trait, ...]
    technical_skills: tuple[Trait, ...]
    platform_kinds: tuple[PlatformKind, ...]
    routes: tuple[EarningRoute, ...]
    limits: tuple[RoleLimit, ...]
    competencies: tuple[Competency, ...]
    occupations: tuple[Occupation, ...]

    @cached_property
    def _by_id(self) -> dict[str, object]:
        groups = (
            self.facts,
            self.goals,
            self.directions,
            self.duties,
            self.qualities,
            self.technical_skills,
            self.platform_kinds,
            self.routes,
            self.limits,
            self.competencies,
            self.occupations,
        )
        # Facts come first, so that an id which is both a fact and a thing (R-D1) names the thing.
        return {entry.id: entry for group in groups for entry in group}

    def competency(self, competency_id: str) -> Competency:
        """The competency with that id. Raises KeyError where there is none."""
        return {c.id: c for c in self.competencies}[competency_id]

    def fact(self, fact_id: str) -> Fact:
        """The fact with that id. Raises KeyError where there is none."""
        return {f.id: f for f in self.facts}[fact_id]

    def name_of(self, entry_id: str) -> Bilingual:
        """The name of any goal, duty, quality, skill, platform kind, route, limit or competency.

        Raises KeyError where there is none.
        """
        entry = self._by_id[entry_id]
        if isinstance(entry, Fact):
            return entry.text
        name = getattr(entry, "name", None)
        assert isinstance(name, Bilingual)
        return name
