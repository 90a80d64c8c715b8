"""`resources/content/glossary.yaml`: which word stands for which, in the interface and in all content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from pydantic import Field

from smmhire.bilingual import Bilingual
from smmhire.content.source import Model, NonEmpty, Place, Text, read, wrong
from smmhire.texts import _


@dataclass(frozen=True, slots=True)
class Term:
    """A term in both languages; `note` says what is meant by it here, `avoid` are Bengali words or spellings
    that stand for the same elsewhere and do not stand here."""

    term: Bilingual
    note: Bilingual
    avoid: tuple[str, ...] = ()


Glossary = tuple[Term, ...]


class TermEntry(Model):
    term: Text
    note: Text
    avoid: tuple[NonEmpty, ...] = Field(default=(), strict=False)


class GlossaryFile(Model):
    terms: list[TermEntry]


def read_glossary(path: Path) -> Glossary:
    """The terms, sorted by their English name.

    Raises UserError where the file is wrong or an English term stands in it twice.
    """
    entries = read(path, GlossaryFile).terms
    seen: set[str] = set()
    problems: list[tuple[Place, str]] = []
    for index, entry in enumerate(entries):
        name = entry.term.en.casefold()
        if name in seen:
            problems.append((("terms", index, "term", "en"), _("The term stands in the glossary twice.")))
        seen.add(name)
    if problems:
        raise wrong(path, problems)
    terms = (
        Term(
            entry.term.to_core(),
            entry.note.to_core(),
            avoid=tuple(normalize("NFC", word) for word in entry.avoid),
        )
        for entry in entries
    )
    return tuple(sorted(terms, key=lambda term: term.term.en.casefold()))
