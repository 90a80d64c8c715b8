"""`resources/content/role/*.yaml`: one file a kind of entry, each a list under the file's own name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from smmhire.content.role_entries import (
    CompetenciesFile,
    CompetencyEntry,
    DescribedEntry,
    DirectionsFile,
    DutiesFile,
    FactEntry,
    FactsFile,
    GoalsFile,
    LimitEntry,
    LimitsFile,
    OccupationEntry,
    OccupationsFile,
    PlatformsFile,
    QualitiesFile,
    RouteEntry,
    RoutesFile,
    TechnicalSkillsFile,
)
from smmhire.content.source import Place, read, wrong
from smmhire.role.description import Role
from smmhire.texts import _


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


Entry = FactEntry | DescribedEntry | LimitEntry | OccupationEntry


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
