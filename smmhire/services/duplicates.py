"""Entries that may be one person: looked for beside one candidate, and among all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.similarity import SHOWN_FROM, Traits, similarity, traits_of
from smmhire.candidates.similarity import Similarity as Similarity
from smmhire.candidates.sound_key import sound_key
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.storage.lookalikes import Known
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

# Of more people who share a key not everybody is compared with everybody: they are laid in order of email and
# of phone, and each is compared with those who come next. So a thousand people of one name are no million
# pairs; that they have only the name in common is then not told.
CROWD = 40
NEXT = 3
PAIRS_GIVEN = 1000
BESIDE_ONE = 200  # people looked at with one key, when somebody is added

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A candidate who may be the one asked about."""

    id: UUID
    name: str
    similarity: Similarity


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one person; `one` was added first."""

    one: UUID
    other: UUID
    names: tuple[str, str]
    similarity: Similarity

    @property
    def ids(self) -> frozenset[UUID]:
        """Both, in no order."""
        return frozenset((self.one, self.other))


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs, the likeliest first. `total`: how many there are; `crowded`: people of a name so frequent that
    they are told apart by more than the name only."""

    pairs: tuple[Pair, ...]
    total: int
    crowded: int


def beside(
    name: str,
    email: str,
    phone: str,
    *,
    unit_of_work: UnitOfWorkFactory,
    besides: Collection[UUID] = (),
) -> tuple[Lookalike, ...]:
    """Who may be this person already, the likeliest first. `besides` are left out: the person's own entry."""
    asked = traits_of(name, email, phone)
    with unit_of_work(read_only=True) as work:
        known = work.lookalikes.by_keys(
            emails=[asked.email], phones=[asked.phone], sounds=[sound_key(name)], most=BESIDE_ONE
        )
    found = [Lookalike(one.id, one.traits.name, similarity(asked, one.traits)) for one in known]
    worth = [one for one in found if one.similarity.score >= SHOWN_FROM and one.id not in besides]
    return tuple(sorted(worth, key=lambda one: (-one.similarity.score, one.name)))


def among_all(
    *,
    unit_of_work: UnitOfWorkFactory,
    limit: int | None = PAIRS_GIVEN,
    progress: Progress | None = None,
) -> Found:
    """All pairs that may be one person, at most `limit` of them given. Only people who share a key are
    compared."""
    tell = progress or _no_progress
    tell(0.0, _("Reading the candidates …"))
    with unit_of_work(read_only=True) as work:
        people = list(work.lookalikes.all())
    tell(0.3, _("Comparing them …"))
    pairs: dict[tuple[int, int], Similarity] = {}
    crowded: set[int] = set()
    blocks = list(_blocks(people))
    for at, (block, is_name) in enumerate(blocks):
        if at % 2000 == 0:
            tell(0.3 + 0.7 * at / len(blocks), _("Comparing them …"))
        if is_name and len(block) > CROWD:
            crowded.update(block)
        for one, other in _comparisons(people, block):
            if (one, other) not in pairs:
                found = similarity(people[one].traits, people[other].traits)
                if found.score >= SHOWN_FROM:
                    pairs[one, other] = found
    tell(1.0, "")
    order = sorted(pairs, key=lambda pair: (-pairs[pair].score, pair))
    return Found(
        tuple(_pair(people[one], people[other], pairs[one, other]) for one, other in order[:limit]),
        len(pairs),
        len(crowded),
    )


def _no_progress(share: float, what: str) -> None:
    """Nobody watches."""


def _blocks(people: Sequence[Known]) -> Iterator[tuple[list[int], bool]]:
    """The places of people who share a key, and whether it is that of the name."""
    keys: tuple[tuple[bool, Callable[[Known], str]], ...] = (
        (False, lambda one: one.traits.email),
        (False, lambda one: one.traits.phone),
        (True, lambda one: one.sound),
    )
    for is_name, key in keys:
        blocks: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(people):
            if shared := key(one):
                blocks[shared].append(at)
        yield from ((block, is_name) for block in blocks.values() if len(block) > 1)


def _comparisons(people: Sequence[Known], block: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of places, the smaller first."""
    if len(block) <= CROWD:
        yield from ((one, other) for at, one in enumerate(block) for other in block[at + 1 :])
        return
    for order in (_by_email, _by_phone, _by_name):
        row = sorted(block, key=lambda at: order(people[at].traits))
        for at, one in enumerate(row):
            yield from ((min(one, other), max(one, other)) for other in row[at + 1 : at + 1 + NEXT])


def _by_email(traits: Traits) -> str:
    return traits.email


def _by_phone(traits: Traits) -> str:
    return traits.phone


def _by_name(traits: Traits) -> str:
    return traits.name_key


def _pair(one: Known, other: Known, found: Similarity) -> Pair:
    return Pair(one.id, other.id, (one.traits.name, other.traits.name), found)
