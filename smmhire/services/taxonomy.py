"""The shipped parts of ESCO and O*NET: found by words in both languages, and by what a profile holds."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

from smmhire.texts import N_, _
from smmhire.vacancies.taxonomy import TaxonomyEntry as TaxonomyEntry
from smmhire.vacancies.taxonomy import TaxonomyKind, TaxonomySystem

KIND_NAMES = {
    TaxonomyKind.OCCUPATION: N_("occupation"),
    TaxonomyKind.SKILL: N_("skill"),
    TaxonomyKind.KNOWLEDGE: N_("knowledge"),
    TaxonomyKind.TASK: N_("work task"),
}
# What both publishers ask to be said wherever their lists are shown.
CREDIT = N_(
    "Skills and occupations: ESCO v1.1.1, European Commission; O*NET, US Department of Labor, Employment and "
    "Training Administration; both CC BY 4.0. Bengali names are our translations."
)


def entries() -> tuple[TaxonomyEntry, ...]:
    """All entries: occupations first, then ESCO, then O*NET."""
    from smmhire.content import load_taxonomy

    return load_taxonomy()


@lru_cache(maxsize=1)
def _by_id() -> dict[str, TaxonomyEntry]:
    return {one.id: one for one in entries()}


def entry(entry_id: str) -> TaxonomyEntry | None:
    """The entry a profile's alignment names; None where the shipped lists do not have it."""
    return _by_id().get(entry_id)


def search(text: str) -> tuple[TaxonomyEntry, ...]:
    """Entries whose names or codes hold every word of `text`, in either language; all for no text.

    Those where a name begins with `text` come first.
    """
    words = _key(text).split()
    if not words:
        return entries()
    found = [one for one in entries() if all(word in _searched(one) for word in words)]
    whole = " ".join(words)
    return tuple(sorted(found, key=lambda one: not any(name.startswith(whole) for name in _names(one))))


def kind_text(one: TaxonomyEntry) -> str:
    """Whose entry it is and what it is: 'ESCO, skill'."""
    return f"{one.system.value}, {_(KIND_NAMES[one.kind])}"


def is_esco(one: TaxonomyEntry) -> bool:
    """Whether the entry has a URI of ESCO."""
    return one.system is TaxonomySystem.ESCO


def _searched(one: TaxonomyEntry) -> str:
    return " ".join([*_names(one), one.code, one.system.value.casefold()])


def _names(one: TaxonomyEntry) -> tuple[str, str]:
    return _key(one.name.en), _key(one.name.bn)


def _key(text: str) -> str:
    """Small letters, and one code-point order: Bengali has letters with two spellings."""
    return " ".join(normalize("NFC", text).replace("’", "'").casefold().split())
