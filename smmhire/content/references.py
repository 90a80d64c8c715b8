"""`resources/content/references.yaml`: the books, laws and standards that questions cite."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from smmhire.content.source import EntryId, Model, NonEmpty, Place, read, wrong
from smmhire.texts import _


class ReferenceEntry(Model):
    key: EntryId
    text: NonEmpty


class ReferencesFile(Model):
    references: Annotated[list[ReferenceEntry], Field(min_length=1)]


def read_references(path: Path) -> dict[str, str]:
    """The citation of each key. Raises UserError where the file is wrong or a key stands in it twice."""
    found: dict[str, str] = {}
    problems: list[tuple[Place, str]] = []
    for index, entry in enumerate(read(path, ReferencesFile).references):
        if entry.key in found:
            problems.append((("references", index, "key"), _("“{key}” stands here twice.", key=entry.key)))
        found[entry.key] = entry.text
    if problems:
        raise wrong(path, problems)
    return found
