"""How the entries of `resources/content/role/*.yaml` are written: a model a kind of entry and a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal
from unicodedata import normalize

from pydantic import AfterValidator, Field

from smmhire.bilingual import Bilingual
from smmhire.content.source import EntryId, Model, NonEmpty, Text
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


class DescribedEntry(Model):
    id: EntryId
    name: Text
    description: Text
    sources: Ids


class GoalEntry(DescribedEntry):
    def to_core(self) -> Goal:
        return Goal(self.id, self.name.to_core(), self.description.to_core(), tuple(self.sources))


class DirectionEntry(DescribedEntry):
    def to_core(self) -> Direction:
        return Direction(self.id, self.name.to_core(), self.description.to_core(), tuple(self.sources))


class TraitEntry(DescribedEntry):
    def to_core(self) -> Trait:
        return Trait(self.id, self.name.to_core(), self.description.to_core(), tuple(self.sources))


class DutyEntry(DescribedEntry):
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


class PlatformKindEntry(DescribedEntry):
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


class RouteEntry(DescribedEntry):
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


class CompetencyEntry(DescribedEntry):
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


def _bilingual(texts: Iterable[Text]) -> tuple[Bilingual, ...]:
    return tuple(text.to_core() for text in texts)
