"""Reads the shipped parts of ESCO and O*NET."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from smmhire.content.source import Model, Text, read, wrong
from smmhire.role.description import Role
from smmhire.texts import _
from smmhire.vacancies.taxonomy import TaxonomyEntry, TaxonomyKind, TaxonomySystem

ESCO_SKILL = "http://data.europa.eu/esco/skill/"


class _Entry(Model):
    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-z./-]+$|^[0-9A-Za-z.]+$")]
    kind: Annotated[str, StringConstraints(pattern="^(skill|knowledge|task)$")]
    name: Text


class _File(Model):
    entries: list[_Entry]


def read_taxonomy(folder: Path, role: Role) -> tuple[TaxonomyEntry, ...]:
    """The entries of both lists: occupations near the role (those outside it are not offered), then ESCO's
    skills and knowledge, then O*NET's tasks, skills and knowledge.

    Raises UserError where a file is not as it must be, or names something twice.
    """
    occupations = [
        TaxonomyEntry(
            occupation.uri or occupation.code,
            TaxonomySystem(occupation.system),
            TaxonomyKind.OCCUPATION,
            occupation.code,
            occupation.name,
        )
        for occupation in role.occupations
        if occupation.limit is None
    ]
    esco = _entries(folder / "esco.yaml", TaxonomySystem.ESCO, ESCO_SKILL)
    return (*occupations, *esco, *_entries(folder / "onet.yaml", TaxonomySystem.ONET, ""))


def _entries(path: Path, system: TaxonomySystem, prefix: str) -> list[TaxonomyEntry]:
    written = read(path, _File).entries
    ids = [entry.id for entry in written]
    twice = [at for at, entry_id in enumerate(ids) if entry_id in ids[:at]]
    if twice:
        problem = _("The id “{id}” stands here twice.", id=ids[twice[0]])
        raise wrong(path, [(("entries", twice[0], "id"), problem)])
    return [
        TaxonomyEntry(
            prefix + entry.id,
            system,
            TaxonomyKind(entry.kind),
            "" if prefix else entry.id,
            entry.name.to_core(),
        )
        for entry in written
    ]
