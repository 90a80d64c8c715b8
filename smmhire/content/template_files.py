"""`resources/content/templates/*.yaml`: one vacancy to begin with a file, checked against the role's ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from smmhire.content.source import EntryId, Model, Place, Text, read, wrong
from smmhire.role.description import Duty, Role
from smmhire.texts import _
from smmhire.vacancies.profile import MAX_WEIGHT, Arrangement, CompetencyRequirement
from smmhire.vacancies.templates import (
    TemplateChoice,
    TemplateCompetency,
    TemplateDuty,
    TemplatePlace,
    VacancyTemplate,
)


class ChoiceEntry(Model):
    id: EntryId
    reason: Text

    def to_core(self) -> TemplateChoice:
        return TemplateChoice(self.id, self.reason.to_core())


class TemplateDutyEntry(ChoiceEntry):
    # The number of one of the duty's own measures, from 1, or a measure of the template's own.
    measure: Annotated[int, Field(ge=1)] | Text

    def to_duty(self, duty: Duty) -> TemplateDuty:
        measure = duty.measures[self.measure - 1] if isinstance(self.measure, int) else self.measure.to_core()
        return TemplateDuty(self.id, measure, self.reason.to_core())


class TemplateCompetencyEntry(ChoiceEntry):
    level: Annotated[int, Field(ge=1, le=5)]
    weight: Annotated[int, Field(ge=0, le=MAX_WEIGHT)]
    must_have: bool

    def to_requirement(self) -> TemplateCompetency:
        asked = CompetencyRequirement(self.id, self.level, self.weight, self.must_have)
        return TemplateCompetency(asked, self.reason.to_core())


class ArrangementEntry(Model):
    id: Literal["on_site", "hybrid", "remote"]
    reason: Text


Choices = Annotated[list[ChoiceEntry], Field(min_length=1)]


class TemplateFile(Model):
    id: EntryId
    order: int  # among the templates, as they are offered
    name: Text
    who_for: Text
    explanation: Text
    title: Text
    description: Text
    goals: Choices
    duties: Annotated[list[TemplateDutyEntry], Field(min_length=1)]
    platform_kinds: Choices
    qualities: Choices
    technical_skills: Choices
    competencies: Annotated[list[TemplateCompetencyEntry], Field(min_length=1)]
    engagement: ChoiceEntry
    arrangement: ArrangementEntry


def read_templates(folder: Path, role: Role) -> tuple[VacancyTemplate, ...]:
    """The templates of all files of `folder`, in their order.

    Raises UserError where a file is wrong in itself, names what the role does not have or the same twice, or
    has the id of another file.
    """
    found: dict[str, tuple[int, VacancyTemplate]] = {}
    for path in sorted(folder.glob("*.yaml")):
        file = read(path, TemplateFile)
        problems = list(_problems(file, role))
        if file.id in found:
            problems.append((("id",), _("The id is used twice.")))
        if problems:
            raise wrong(path, problems)
        found[file.id] = (file.order, _to_core(file, role))
    return tuple(template for _order, template in sorted(found.values(), key=lambda pair: pair[0]))


def _problems(file: TemplateFile, role: Role) -> Iterator[tuple[Place, str]]:
    lists: tuple[tuple[str, list[ChoiceEntry], Iterable[str]], ...] = (
        ("goals", list(file.goals), (entry.id for entry in role.goals)),
        ("duties", list(file.duties), (entry.id for entry in role.duties)),
        ("platform_kinds", list(file.platform_kinds), (entry.id for entry in role.platform_kinds)),
        ("qualities", list(file.qualities), (entry.id for entry in role.qualities)),
        ("technical_skills", list(file.technical_skills), (entry.id for entry in role.technical_skills)),
        ("competencies", list(file.competencies), (entry.id for entry in role.competencies)),
    )
    for name, entries, ids in lists:
        known, seen = set(ids), set[str]()
        for at, entry in enumerate(entries):
            if entry.id not in known:
                yield (name, at, "id"), _("There is no “{id}”.", id=entry.id)
            elif entry.id in seen:
                yield (name, at, "id"), _("The id is used twice.")
            seen.add(entry.id)
    if file.engagement.id not in {route.id for route in role.routes}:
        yield ("engagement", "id"), _("There is no “{id}”.", id=file.engagement.id)
    measures = {duty.id: len(duty.measures) for duty in role.duties}
    for at, duty in enumerate(file.duties):
        if isinstance(duty.measure, int) and duty.measure > measures.get(duty.id, duty.measure):
            yield ("duties", at, "measure"), _("There is no “{id}”.", id=duty.measure)


def _to_core(file: TemplateFile, role: Role) -> VacancyTemplate:
    duties = {duty.id: duty for duty in role.duties}
    return VacancyTemplate(
        id=file.id,
        name=file.name.to_core(),
        who_for=file.who_for.to_core(),
        explanation=file.explanation.to_core(),
        title=file.title.to_core(),
        description=file.description.to_core(),
        goals=_choices(file.goals),
        duties=tuple(entry.to_duty(duties[entry.id]) for entry in file.duties),
        platform_kinds=_choices(file.platform_kinds),
        qualities=_choices(file.qualities),
        technical_skills=_choices(file.technical_skills),
        competencies=tuple(entry.to_requirement() for entry in file.competencies),
        engagement=file.engagement.to_core(),
        place=TemplatePlace(Arrangement(file.arrangement.id), file.arrangement.reason.to_core()),
    )


def _choices(entries: list[ChoiceEntry]) -> tuple[TemplateChoice, ...]:
    return tuple(entry.to_core() for entry in entries)
