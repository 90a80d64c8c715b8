"""Reads the shipped content (YAML under `resources/content`) into the core's dataclasses.

Nothing is read, and neither yaml nor pydantic imported, until the first call; what was read stays for the
life of the process. Every reader raises UserError, naming file, line, entry and field, where a file is not
as it must be.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from smmhire.settings import RESOURCES

if TYPE_CHECKING:
    from smmhire.assessment.items import Item
    from smmhire.candidates.interview import InterviewContent
    from smmhire.content.glossary import Glossary
    from smmhire.role.description import Role
    from smmhire.vacancies.taxonomy import TaxonomyEntry
    from smmhire.vacancies.templates import VacancyTemplate

CONTENT = RESOURCES / "content"


@lru_cache(maxsize=1)
def load_role() -> Role:
    """What an SMM manager is: facts, duties, qualities, limits, platforms, routes and competencies."""
    from smmhire.content.role_files import read_role

    return read_role(CONTENT / "role")


@lru_cache(maxsize=1)
def load_items() -> tuple[Item, ...]:
    """The whole shipped item bank, sorted by competency, then id."""
    return load_items_from(CONTENT / "items")


def load_items_from(path: Path) -> tuple[Item, ...]:
    """The items of one file, or of every .yaml file of a folder, sorted by competency, then id.

    Not cached: employers write their own items and try them out.
    """
    from smmhire.content.item_files import read_items

    return read_items(path, competencies=frozenset(c.id for c in load_role().competencies))


@lru_cache(maxsize=1)
def load_templates() -> tuple[VacancyTemplate, ...]:
    """The vacancies to begin with, in the order in which they are offered."""
    from smmhire.content.template_files import read_templates

    return read_templates(CONTENT / "templates", load_role())


@lru_cache(maxsize=1)
def load_glossary() -> Glossary:
    """The terms of the product in both languages."""
    from smmhire.content.glossary import read_glossary

    return read_glossary(CONTENT / "glossary.yaml")


@lru_cache(maxsize=1)
def load_references() -> Mapping[str, str]:
    """What questions cite besides the facts of the role: the citation of each key."""
    from smmhire.content.references import read_references

    return MappingProxyType(read_references(CONTENT / "references.yaml"))


@lru_cache(maxsize=1)
def load_interview() -> InterviewContent:
    """The interview questions and work samples, with their anchors."""
    from smmhire.content.interview_files import read_interview

    role = load_role()
    return read_interview(
        CONTENT / "interview",
        competencies=tuple(competency.id for competency in role.competencies),
        known_sources=frozenset(fact.id for fact in role.facts) | frozenset(load_references()),
    )


@lru_cache(maxsize=1)
def load_taxonomy() -> tuple[TaxonomyEntry, ...]:
    """What vacancies may be aligned to: the shipped parts of ESCO and O*NET."""
    from smmhire.content.taxonomy import read_taxonomy

    return read_taxonomy(CONTENT / "taxonomy", load_role())
