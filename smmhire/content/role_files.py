"""`resources/content/role/*.yaml`: one file a kind of entry, each a list under the file's own name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal
from unicodedata import normalize

from pydantic import AfterValidator, Field

from smmhire.bilingual import Bilingual
from smmhire.content.source import EntryId, Model, NonEmpty, Place, Text, read, wrong
from smmhire.role.description import (
    Competency,
    DevelopmentStep,
    Direction,
    Duty,
    EarningRoute,
    Fact,
    Goal,
    Occupation,
    PlatformKind,
    Role,
    RoleLimit,
    RouteStep,
    RouteThreshold,
    Trait,
    UnitOfPay,
)
from smmhire.texts import _


def _phrase(text: str) -> str:
    text = normalize("NFC", text)
    if text != text.lower():
        raise ValueError(_("A phrase is written in lower case."))
    return text


Phrase = Annotated[NonEmpty, AfterValidator(_phrase)]
Ids = Annotated[list[EntryId], Field(min_length=1)]


class FactEntry(Model):
    id: EntryId
    text: Text

    def to_core(self) -> Fact:
        return Fact(self.id, self.text.to_core())


class _Described(Model):
    id: EntryId
    name: Text
    description: Text
    sources: Ids


class GoalEntry(_Described):
    def to_core(self) -> Goal:
        return Goal(self.id, self.name.to_core(), self.description.to_core(), tuple(self.sources))


class DirectionEntry(_Described):
    def to_core(self) -> Direction:
        return Direction(self.id, self.name.to_core(), self.description.to_core(), tuple(self.sources))


class TraitEntry(_Described):
    def to_core(self) -> Trait:
        return Trait(self.id, self.name.to_core(), self.description.to_core(), tuple(self.sources))


class DutyEntry(_Described):
    measures: Annotated[list[Text], Field(min_length=1)]
    directions: list[EntryId]  # may be empty: watching the field serves neither direction by itself
    competencies: Ids

    def to_core(self) -> Duty:
        return Duty(
            id=self.id,
            name=self.name.to_core(),
            description=self.description.to_core(),
            measures=_bilingual(self.measures),
            directions=tuple(self.directions),
            competencies=tuple(self.competencies),
            sources=tuple(self.sources),
        )


class PlatformKindEntry(_Described):
    examples: Annotated[list[NonEmpty], Field(min_length=1)]

    def to_core(self) -> PlatformKind:
        return PlatformKind(
            id=self.id,
            name=self.name.to_core(),
            description=self.description.to_core(),
            examples=tuple(self.examples),
            sources=tuple(self.sources),
        )


class UnitEntry(Model):
    period: Literal["hour", "project", "task", "gig", "month"]
    name: Text
    counts_hours: bool

    def to_core(self) -> UnitOfPay:
        return UnitOfPay(self.period, self.name.to_core(), self.counts_hours)


class ThresholdEntry(Model):
    measure: Literal["fans", "followers", "certificate"]
    at_least: Annotated[int, Field(ge=1)]
    remark: Text
    sources: Ids

    def to_core(self) -> RouteThreshold:
        return RouteThreshold(self.measure, self.at_least, self.remark.to_core(), tuple(self.sources))


class RouteStepEntry(Model):
    action: Text
    sources: Ids

    def to_core(self) -> RouteStep:
        return RouteStep(self.action.to_core(), tuple(self.sources))


class RouteEntry(_Described):
    places: list[NonEmpty]
    paid: Text
    units: Annotated[list[UnitEntry], Field(min_length=1)]
    market: Literal["world", "country"]
    requirement: Text | None
    threshold: ThresholdEntry | None
    caution: Text | None
    competencies: Ids
    towards: list[RouteStepEntry]
    start: Annotated[list[RouteStepEntry], Field(min_length=1)]

    def to_core(self) -> EarningRoute:
        return EarningRoute(
            id=self.id,
            name=self.name.to_core(),
            description=self.description.to_core(),
            places=tuple(self.places),
            paid=self.paid.to_core(),
            units=tuple(unit.to_core() for unit in self.units),
            market=self.market,
            requirement=self.requirement.to_core() if self.requirement else None,
            threshold=self.threshold.to_core() if self.threshold else None,
            caution=self.caution.to_core() if self.caution else None,
            competencies=tuple(self.competencies),
            towards=tuple(step.to_core() for step in self.towards),
            start=tuple(step.to_core() for step in self.start),
            sources=tuple(self.sources),
        )


class LimitEntry(Model):
    id: EntryId
    name: Text
    belongs_to: Text
    reason: Text
    suggestion: Text
    phrases: Annotated[list[Phrase], Field(min_length=1)]
    exceptions: list[Phrase]
    job_titles: Annotated[list[Phrase], Field(min_length=1)]
    sources: Ids

    def to_core(self) -> RoleLimit:
        return RoleLimit(
            id=self.id,
            name=self.name.to_core(),
            belongs_to=self.belongs_to.to_core(),
            reason=self.reason.to_core(),
            suggestion=self.suggestion.to_core(),
            phrases=tuple(self.phrases),
            sources=tuple(self.sources),
            exceptions=tuple(self.exceptions),
            job_titles=tuple(self.job_titles),
        )


class StepEntry(Model):
    id: EntryId
    up_to_level: Annotated[int, Field(ge=2, le=5)]  # nobody is below level 1
    action: Text
    evidence: Text
    hours: Annotated[int, Field(ge=1, le=200)]

    def to_core(self) -> DevelopmentStep:
        return DevelopmentStep(
            self.id, self.up_to_level, self.action.to_core(), self.evidence.to_core(), self.hours
        )


class CompetencyEntry(_Described):
    short_name: Text
    anchors: Annotated[list[Text], Field(min_length=5, max_length=5)]
    target_level: Annotated[int, Field(ge=1, le=5)]
    steps: Annotated[list[StepEntry], Field(min_length=1)]

    def to_core(self) -> Competency:
        return Competency(
            id=self.id,
            name=self.name.to_core(),
            short_name=self.short_name.to_core(),
            description=self.description.to_core(),
            anchors=_bilingual(self.anchors),
            target_level=self.target_level,
            steps=tuple(step.to_core() for step in self.steps),
            sources=tuple(self.sources),
        )


class OccupationEntry(Model):
    id: EntryId
    system: Literal["ESCO", "O*NET"]
    code: NonEmpty
    uri: NonEmpty | None
    name: Text
    note: Text
    limit: EntryId | None

    def to_core(self) -> Occupation:
        return Occupation(
            id=self.id,
            system=self.system,
            code=self.code,
            uri=self.uri,
            name=self.name.to_core(),
            note=self.note.to_core(),
            limit=self.limit,
        )


class FactsFile(Model):
    facts: list[FactEntry]


class GoalsFile(Model):
    goals: list[GoalEntry]


class DirectionsFile(Model):
    directions: list[DirectionEntry]


class DutiesFile(Model):
    duties: list[DutyEntry]


class QualitiesFile(Model):
    qualities: list[TraitEntry]


class TechnicalSkillsFile(Model):
    technical_skills: list[TraitEntry]


class PlatformsFile(Model):
    platforms: list[PlatformKindEntry]


class RoutesFile(Model):
    routes: list[RouteEntry]


class LimitsFile(Model):
    limits: list[LimitEntry]


class CompetenciesFile(Model):
    competencies: list[CompetencyEntry]


class OccupationsFile(Model):
    occupations: list[OccupationEntry]


def read_role(folder: Path) -> Role:
    """The role from the eleven files of `folder`.

    Raises UserError where a file is wrong in itself, an id is used twice, or an entry speaks of a fact,
    direction or competency that is not there.
    """
    facts = read(folder / "facts.yaml", FactsFile).facts
    goals = read(folder / "goals.yaml", GoalsFile).goals
    directions = read(folder / "directions.yaml", DirectionsFile).directions
    duties = read(folder / "duties.yaml", DutiesFile).duties
    qualities = read(folder / "qualities.yaml", QualitiesFile).qualities
    skills = read(folder / "technical_skills.yaml", TechnicalSkillsFile).technical_skills
    platforms = read(folder / "platforms.yaml", PlatformsFile).platforms
    routes = read(folder / "routes.yaml", RoutesFile).routes
    limits = read(folder / "limits.yaml", LimitsFile).limits
    competencies = read(folder / "competencies.yaml", CompetenciesFile).competencies
    occupations = read(folder / "occupations.yaml", OccupationsFile).occupations

    fact_ids = _ids(facts)
    _check(folder / "facts.yaml", "facts", facts, {})
    for name, entries in (
        ("goals", goals),
        ("directions", directions),
        ("qualities", qualities),
        ("technical_skills", skills),
        ("platforms", platforms),
        ("limits", limits),
        ("competencies", competencies),
    ):
        _check(folder / f"{name}.yaml", name, entries, {"sources": fact_ids})
    routes_rest_on = {"sources": fact_ids, "competencies": _ids(competencies)}
    _check(folder / "routes.yaml", "routes", routes, routes_rest_on)
    _check_routes(folder / "routes.yaml", routes, fact_ids)
    references = {"sources": fact_ids, "directions": _ids(directions), "competencies": _ids(competencies)}
    _check(folder / "duties.yaml", "duties", duties, references)
    _check(folder / "occupations.yaml", "occupations", occupations, {})
    _check_limits(folder / "occupations.yaml", occupations, _ids(limits))
    _check_steps(folder / "competencies.yaml", competencies)
    return Role(
        facts=tuple(entry.to_core() for entry in facts),
        goals=tuple(entry.to_core() for entry in goals),
        directions=tuple(entry.to_core() for entry in directions),
        duties=tuple(entry.to_core() for entry in duties),
        qualities=tuple(entry.to_core() for entry in qualities),
        technical_skills=tuple(entry.to_core() for entry in skills),
        platform_kinds=tuple(entry.to_core() for entry in platforms),
        routes=tuple(entry.to_core() for entry in routes),
        limits=tuple(entry.to_core() for entry in limits),
        competencies=tuple(entry.to_core() for entry in competencies),
        occupations=tuple(entry.to_core() for entry in occupations),
    )


Entry = FactEntry | _Described | LimitEntry | OccupationEntry


def _ids(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(entry.id for entry in entries)


def _check(
    path: Path, list_name: str, entries: Sequence[Entry], references: Mapping[str, frozenset[str]]
) -> None:
    problems = list(_problems(list_name, entries, references))
    if problems:
        raise wrong(path, problems)


def _problems(
    list_name: str, entries: Sequence[Entry], references: Mapping[str, frozenset[str]]
) -> Iterator[tuple[Place, str]]:
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if entry.id in seen:
            yield (list_name, index, "id"), _("The id is used twice.")
        seen.add(entry.id)
        for field, known in references.items():
            for position, reference in enumerate(getattr(entry, field)):
                if reference not in known:
                    yield (list_name, index, field, position), _("There is no “{id}”.", id=reference)


def _check_limits(path: Path, occupations: Sequence[OccupationEntry], limits: frozenset[str]) -> None:
    problems: list[tuple[Place, str]] = [
        (("occupations", index, "limit"), _("There is no “{id}”.", id=entry.limit))
        for index, entry in enumerate(occupations)
        if entry.limit is not None and entry.limit not in limits
    ]
    if problems:
        raise wrong(path, problems)


def _check_routes(path: Path, routes: Sequence[RouteEntry], facts: frozenset[str]) -> None:
    """Thresholds and steps rest on facts too, and where there is a threshold there is a way to it."""
    problems: list[tuple[Place, str]] = []
    for index, route in enumerate(routes):
        if (route.threshold is None) == bool(route.towards):
            place = ("routes", index, "towards")
            problems.append((place, _("Steps towards a threshold belong where there is one.")))
        resting: list[tuple[Place, list[str]]] = [
            (("routes", index, kind, position, "sources"), step.sources)
            for kind in ("towards", "start")
            for position, step in enumerate(getattr(route, kind))
        ]
        if route.threshold is not None:
            resting.append((("routes", index, "threshold", "sources"), route.threshold.sources))
        problems += [
            ((*place, position), _("There is no “{id}”.", id=one))
            for place, ids in resting
            for position, one in enumerate(ids)
            if one not in facts
        ]
    if problems:
        raise wrong(path, problems)


def _check_steps(path: Path, competencies: Sequence[CompetencyEntry]) -> None:
    seen: set[str] = set()
    problems: list[tuple[Place, str]] = []
    for index, competency in enumerate(competencies):
        for position, step in enumerate(competency.steps):
            if step.id in seen:
                place = ("competencies", index, "steps", position, "id")
                problems.append((place, _("The id is used twice.")))
            seen.add(step.id)
    if problems:
        raise wrong(path, problems)


def _bilingual(texts: Iterable[Text]) -> tuple[Bilingual, ...]:
    return tuple(text.to_core() for text in texts)
