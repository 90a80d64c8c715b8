"""People out of a file: what each row says, and what becomes of it beside those who are there already.

Pure: what is known is handed in, and nothing is kept here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from smmhire.candidates.candidate import Candidate
from smmhire.candidates.keys import search_key
from smmhire.candidates.similarity import (
    ALMOST_SURE,
    SHOWN_FROM,
    Similarity,
    Traits,
    similarity,
    traits,
    traits_of,
)
from smmhire.candidates.sound_key import sound_key
from smmhire.candidates.stages import Stage

# People with one key a row is compared with; beyond, a name is too frequent to say anything by itself.
COMPARED = 30
TOLD_EVERY = 1000  # rows between two reports of progress


@dataclass(frozen=True, slots=True)
class Incoming:
    """What one row says of a person. `row` as a spreadsheet counts, or the number of a résumé; `place`: the
    file of a résumé, '' of a table; `vacancy_id`: what they apply for."""

    row: int
    name: str
    email: str = ""
    phone: str = ""
    experience_years: float | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    vacancy_id: UUID | None = None
    applied_at: datetime | None = None
    stage: Stage | None = None
    resume: Mapping[str, Any] | None = None
    place: str = ""


class Outcome(StrEnum):
    """What a row is, beside those who are there and the rows above it."""

    NEW = "new"
    LIKELY = "likely"  # probably somebody who is there, or in a row above: same email or phone
    PERHAPS = "perhaps"  # the same name, or something nearly the same
    ALREADY = "already"  # there with all the row says
    TWICE = "twice"  # a row above says exactly the same


class Fate(StrEnum):
    """What is done with a row."""

    ADD = "add"
    JOIN = "join"
    SKIP = "skip"
    NOTHING = "nothing"  # already there, or there twice


@dataclass(frozen=True, slots=True)
class Match:
    """Who a row is like: somebody who is there (`person_id`), else the row at place `row_at` of the plan."""

    similarity: Similarity
    name: str
    person_id: UUID | None = None
    row_at: int | None = None

    @property
    def group(self) -> UUID | int:
        """What the user decides about at once: all rows like one person or one row."""
        return self.person_id if self.person_id is not None else self.row_at or 0


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row with what it is. `match` is None where it is like nobody."""

    incoming: Incoming
    outcome: Outcome
    match: Match | None = None


@dataclass(frozen=True)
class Decisions:
    """What the user wants: `likely` for all rows that are probably somebody; `by_group` where they say
    otherwise for one group, also of those that are only perhaps somebody."""

    likely: Fate = Fate.JOIN
    by_group: Mapping[UUID | int, Fate] = field(default_factory=dict[UUID | int, Fate])

    def fate(self, row: PlannedRow) -> Fate:
        """What is done with the row."""
        if row.outcome in (Outcome.ALREADY, Outcome.TWICE):
            return Fate.NOTHING
        if row.match is None:
            return Fate.ADD
        usual = self.likely if row.outcome is Outcome.LIKELY else Fate.ADD
        return self.by_group.get(row.match.group, usual)


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who is there: the entry, and what they apply for."""

    person: Candidate
    applied: frozenset[UUID]


Progress = Callable[[float], None]


# -- planning ----------------------------------------------------------------------------------------
def keys_of(row: Incoming) -> tuple[Traits, str]:
    """What a row is compared and looked up by: its traits and the sound key of its name."""
    return traits_of(row.name, row.email, row.phone), sound_key(row.name)


def plan(
    rows: Sequence[Incoming],
    keys: Sequence[tuple[Traits, str]],
    known: Iterable[tuple[UUID, Traits, str]],
    present: Callable[[Sequence[UUID]], Mapping[UUID, Present]],
    progress: Progress,
) -> tuple[PlannedRow, ...]:
    """What each row is.

    keys: `keys_of` each row; known: id, traits and sound key of all who share a key with a row; present:
    gives the entries of some of them.
    """
    places = _Places()
    ids: list[UUID] = []
    for person_id, own, sound in known:
        places.add(own, sound, len(ids))
        ids.append(person_id)
    matches: list[list[tuple[Similarity, int]]] = []
    for at, (own, sound) in enumerate(keys):
        if at % TOLD_EVERY == 0:
            progress(0.7 * at / len(rows))
        matches.append(places.like(own, sound))
        places.add(own, sound, len(ids) + at)
    wanted = {ids[place] for found in matches for _score, place in found if place < len(ids)}
    entries = present(list(wanted))
    planned: list[PlannedRow] = []
    seen: dict[tuple[object, ...], int] = {}
    roots: list[Match | None] = []
    for at, (row, found) in enumerate(zip(rows, matches, strict=True)):
        if at % TOLD_EVERY == 0:
            progress(0.7 + 0.3 * at / len(rows))
        bare = _bare(row)
        one = _planned(row, found, ids, entries, planned, roots, seen.get(bare))
        seen.setdefault(bare, at)
        roots.append(one.match if one.outcome is not Outcome.PERHAPS else None)
        planned.append(one)
    return tuple(planned)


class _Places:
    """Places of people by each key, and the people at them."""

    def __init__(self) -> None:
        self._traits: list[Traits] = []
        self._by_email: dict[str, list[int]] = defaultdict(list)
        self._by_phone: dict[str, list[int]] = defaultdict(list)
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        self._exact: dict[tuple[str, str, str], list[int]] = defaultdict(list)

    def add(self, own: Traits, sound: str, place: int) -> None:
        """Somebody at the next place, which is `place`."""
        assert place == len(self._traits)
        self._traits.append(own)
        for keys, key in (
            (self._by_email, own.email),
            (self._by_phone, own.phone),
            (self._by_sound, sound),
        ):
            if key:
                keys[key].append(place)
        self._exact[own.name_key, own.email, own.phone].append(place)

    def like(self, own: Traits, sound: str) -> list[tuple[Similarity, int]]:
        """The places of people like these traits, the likeliest and first first."""
        near = dict.fromkeys(self._exact.get((own.name_key, own.email, own.phone), ())[: 10 * COMPARED])
        near |= dict.fromkeys(self._by_email.get(own.email, ())[:COMPARED] if own.email else ())
        near |= dict.fromkeys(self._by_phone.get(own.phone, ())[:COMPARED] if own.phone else ())
        found = [(similarity(own, self._traits[place]), place) for place in near]
        # Who is almost certainly somebody need not be compared with all whose name sounds the same.
        if sound and not any(likeness.score >= ALMOST_SURE for likeness, _place in found):
            others = [place for place in self._by_sound.get(sound, ())[:COMPARED] if place not in near]
            found += [(similarity(own, self._traits[place]), place) for place in others]
        worth = [one for one in found if one[0].score >= SHOWN_FROM]
        return sorted(worth, key=lambda one: (-one[0].score, one[1]))


def _planned(
    row: Incoming,
    found: list[tuple[Similarity, int]],
    ids: list[UUID],
    entries: Mapping[UUID, Present],
    above: list[PlannedRow],
    roots: list[Match | None],
    same: int | None,
) -> PlannedRow:
    for likeness, place in found:
        entry = entries.get(ids[place]) if place < len(ids) else None
        if entry is not None and says_nothing_new(entry, row, likeness):
            return PlannedRow(row, Outcome.ALREADY, Match(likeness, entry.person.name, entry.person.id))
    if same is not None:
        likeness = found[0][0] if found else Similarity(1.0, ())
        return PlannedRow(row, Outcome.TWICE, Match(likeness, above[same].incoming.name, row_at=same))
    for likeness, place in found:
        outcome = Outcome.LIKELY if likeness.is_same_contact else Outcome.PERHAPS
        if place < len(ids):
            entry = entries.get(ids[place])
            if entry is None:
                continue
            return PlannedRow(row, outcome, Match(likeness, entry.person.name, entry.person.id))
        at = place - len(ids)
        root = roots[at]
        if root is not None:  # the row above is somebody itself
            return PlannedRow(row, outcome, replace(root, similarity=likeness))
        return PlannedRow(row, outcome, Match(likeness, above[at].incoming.name, row_at=at))
    return PlannedRow(row, Outcome.NEW)


def _bare(row: Incoming) -> tuple[object, ...]:
    """What a row says, wherever it stands. Two résumés are never the same: their content has no hash."""
    said = (row.name, row.email, row.phone, row.experience_years, row.tags, row.note, row.vacancy_id)
    return (*said, row.applied_at, row.stage, None if row.resume is None else row.row)


# -- joining -----------------------------------------------------------------------------------------
def says_nothing_new(entry: Present, row: Incoming, likeness: Similarity) -> bool:
    """Whether the person is there with all that the row adds.

    Of a name alone it is asked that email and phone are the same too, be it that neither has any: else it
    may be somebody else.
    """
    if row.vacancy_id is not None and row.vacancy_id not in entry.applied:
        return False
    if filled(entry.person, row) != entry.person:
        return False
    return likeness.is_same_contact or (
        not conflicts(entry.person, row)
        and traits(entry.person) == traits_of(entry.person.name, row.email, row.phone)
        and search_key(entry.person.name) == search_key(row.name)
    )


def filled(person: Candidate, row: Incoming) -> Candidate:
    """The person with what the row adds: fields that are empty, tags, and a note that is not there yet.

    What the person has stays, even where the row says otherwise (`conflicts`); another email or phone number
    is added to the note, so that it is not lost.
    """
    differs = conflicts(person, row)
    more = [row.note, *(getattr(row, name) for name in ("email", "phone") if name in differs)]
    note = person.note
    for text in more:
        if text not in note:
            note = f"{note}\n\n{text}" if note else text
    return replace(
        person,
        email=person.email or row.email,
        phone=person.phone or row.phone,
        experience_years=row.experience_years if person.experience_years is None else person.experience_years,
        tags=_with_tags(person.tags, row.tags),
        note=note,
        resume=row.resume if person.resume is None else person.resume,
    )


def conflicts(person: Candidate, row: Incoming) -> tuple[str, ...]:
    """The fields in which the row says otherwise than the person has it."""
    one, other = traits_of(person.name, person.email, person.phone), traits_of(row.name, row.email, row.phone)
    pairs: tuple[tuple[str, Any, Any], ...] = (
        ("email", one.email, other.email),
        ("phone", one.phone or person.phone, other.phone or row.phone),
        ("experience_years", person.experience_years, row.experience_years),
        ("resume", person.resume, row.resume),
    )
    return tuple(name for name, has, says in pairs if has and says and has != says)


def _with_tags(tags: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    known = {search_key(tag) for tag in tags}
    new = {search_key(tag): tag for tag in more if search_key(tag) not in known}
    return tuple(sorted([*tags, *new.values()])) if new else tuple(tags)


def made(row: Incoming, person_id: UUID, created_at: datetime) -> Candidate:
    """A new person out of a row."""
    return Candidate(
        id=person_id,
        name=row.name,
        email=row.email,
        phone=row.phone,
        note=row.note,
        created_at=created_at,
        tags=tuple(sorted(row.tags)),
        experience_years=row.experience_years,
        resume=row.resume,
    )
