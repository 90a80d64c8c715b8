"""Two entries of one person made one: which value stays, and how far their applications have come."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from smmhire.candidates.candidate import Candidate
from smmhire.candidates.keys import search_key
from smmhire.candidates.stages import Stage
from smmhire.texts import N_


class Field(StrEnum):
    """What two entries can differ in. Consent is when and in which words; both parts go together."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    EXPERIENCE = "experience_years"
    TAGS = "tags"
    NOTE = "note"
    CONSENT = "consent"
    KEEP_UNTIL = "keep_until"
    RESUME = "resume"


class Choice(StrEnum):
    """Whose value stays: that of the entry that is kept, that of the one merged into it, or both."""

    KEPT = "kept"
    MERGED = "merged"
    BOTH = "both"


FIELD_NAMES = {
    Field.NAME: N_("Name"),
    Field.EMAIL: N_("Email"),
    Field.PHONE: N_("Phone"),
    Field.EXPERIENCE: N_("Years of experience"),
    Field.TAGS: N_("Tags"),
    Field.NOTE: N_("Note"),
    Field.CONSENT: N_("Consent"),
    Field.KEEP_UNTIL: N_("Keep until"),
    Field.RESUME: N_("Résumé"),
}
# Of these both values can stay.
JOINABLE = (Field.TAGS, Field.NOTE)
_PARTS = {Field.CONSENT: ("consent_at", "consent_note")}

Choices = Mapping[Field, Choice]


def parts(field: Field) -> tuple[str, ...]:
    """The fields of a Candidate that the choice is about."""
    return _PARTS.get(field, (field.value,))


def value(person: Candidate, field: Field) -> Any:
    """What the entry says in that field: a tuple where it has several parts."""
    values = tuple(getattr(person, part) for part in parts(field))
    return values[0] if len(values) == 1 else values


def is_empty(found: Any) -> bool:
    """Whether an entry says nothing in a field."""
    if isinstance(found, tuple):
        return all(is_empty(part) for part in found)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return found is None or found == "" or found == {}


def differing(kept: Candidate, merged: Candidate) -> tuple[Field, ...]:
    """The fields in which both say something, and not the same: where there is something to choose."""
    return tuple(
        field
        for field in Field
        if value(kept, field) != value(merged, field)
        and not is_empty(value(kept, field))
        and not is_empty(value(merged, field))
    )


def usual_choices(kept: Candidate, merged: Candidate) -> dict[Field, Choice]:
    """Whose value stays unless somebody says otherwise.

    What only one says; the fuller name; tags and notes of both; the later consent; the earlier day until
    which data are kept, since that was promised; of the rest, what the entry made later says.
    """
    chosen: dict[Field, Choice] = {}
    newer = Choice.MERGED if merged.created_at > kept.created_at else Choice.KEPT
    for field in Field:
        one, other = value(kept, field), value(merged, field)
        if one == other or is_empty(other):
            chosen[field] = Choice.KEPT
        elif is_empty(one):
            chosen[field] = Choice.MERGED
        elif field in JOINABLE:
            chosen[field] = Choice.BOTH
        elif field in _BETTER:
            chosen[field] = Choice.MERGED if _BETTER[field](other, one) else Choice.KEPT
        else:
            chosen[field] = newer
    return chosen


def _is_later(one: tuple[datetime | None, str], other: tuple[datetime | None, str]) -> bool:
    return one[0] is not None and (other[0] is None or one[0] > other[0])


_BETTER: dict[Field, Callable[[Any, Any], bool]] = {
    Field.NAME: lambda one, other: len(search_key(one)) > len(search_key(other)),
    Field.CONSENT: _is_later,
    Field.KEEP_UNTIL: lambda one, other: one < other,
}


def combined(kept: Candidate, merged: Candidate, choices: Choices) -> Candidate:
    """The entry that is kept, with the values chosen; fields that are not named keep their own.

    Raises ValueError where both values of a field are to stay that can have one only.
    """
    values: dict[str, Any] = {}
    for field, choice in choices.items():
        if choice is Choice.MERGED:
            values |= {part: getattr(merged, part) for part in parts(field)}
        elif choice is Choice.BOTH:
            if field not in JOINABLE:
                raise ValueError(f"{field} holds one value")
            values[field.value] = _joined(value(kept, field), value(merged, field))
    return replace(kept, **values)


def _joined(one: Any, other: Any) -> Any:
    if isinstance(one, tuple):
        return _both_tags(one, other)  # pyright: ignore[reportUnknownArgumentType]
    if other in one:
        return one
    return other if one in other else f"{one}\n\n{other}"


def _both_tags(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    known = {search_key(tag): tag for tag in (*other, *one)}
    return tuple(sorted(known.values()))


# -- applications ------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Standing:
    """How far one application has come. `stage_at` None: when it was made."""

    applied_at: datetime
    stage: Stage
    stage_at: datetime | None
    score: float | None = None

    @property
    def changed_at(self) -> datetime:
        """When it came to its stage."""
        return self.stage_at or self.applied_at


_ORDER = [stage for stage in Stage if stage is not Stage.DECLINED]


def further(one: Standing, other: Standing) -> Standing:
    """Of two applications for one vacancy the one that has come further.

    Being declined is no step on the way: where one was declined, the one changed later counts.
    """
    if one.stage is other.stage or Stage.DECLINED in (one.stage, other.stage):
        return max(one, other, key=lambda standing: standing.changed_at)
    return max(one, other, key=lambda standing: _ORDER.index(standing.stage))


def joined(one: Standing, other: Standing) -> Standing:
    """The one application that two become: as far as the further one, made when the first was made."""
    best = further(one, other)
    stage_at = best.stage_at
    first = min(one.applied_at, other.applied_at)
    if stage_at is None and first != best.applied_at and best.stage is not Stage.NEW:
        stage_at = best.applied_at
    return Standing(first, best.stage, stage_at, best.score)
