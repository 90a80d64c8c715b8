"""Entries of official lists (ESCO, O*NET) that a vacancy may be aligned to; the employer chooses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from smmhire.bilingual import Bilingual


class TaxonomySystem(StrEnum):
    """Whose list it is."""

    ESCO = "ESCO"
    ONET = "O*NET"


class TaxonomyKind(StrEnum):
    """What an entry is."""

    OCCUPATION = "occupation"
    SKILL = "skill"
    KNOWLEDGE = "knowledge"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class TaxonomyEntry:
    """One entry. `id` is what a profile's alignment holds: ESCO's URI, O*NET's code; `code` is what the list
    calls it in short ('' where it has no shorter name than its URI)."""

    id: str
    system: TaxonomySystem
    kind: TaxonomyKind
    code: str
    name: Bilingual
