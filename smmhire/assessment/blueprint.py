"""What the shipped bank holds of each competency, and whether it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from smmhire.assessment.item_review import ItemFinding
from smmhire.assessment.items import Item, ItemType


class ItemKind(StrEnum):
    """The three kinds of item a form is made of."""

    KNOWLEDGE = "knowledge"
    SITUATION = "situation"
    SELF_RATING = "self_rating"


class Band(StrEnum):
    """Thirds of difficulty, by the author's b."""

    EASY = "easy"  # below −0.5
    MIDDLE = "middle"
    HARD = "hard"  # above 0.5


EASY_BELOW, HARD_ABOVE = -0.5, 0.5  # in SD of ability

# Items of each kind in each competency: enough for four forms of ten scored questions without a repeat.
COUNTS = {ItemKind.KNOWLEDGE: 24, ItemKind.SITUATION: 12, ItemKind.SELF_RATING: 4}
# Of the knowledge items, those with drawn values: two people never share their numbers.
LEAST_NUMERIC = 4
# How far a band may be from a third of its kind's items.
MOST_OFF_A_THIRD = 1


@dataclass(frozen=True, slots=True)
class CompetencyCounts:
    """How many items a competency has, by kind, type and band of the scored ones."""

    competency_id: str
    kinds: dict[ItemKind, int]
    types: dict[ItemType, int]
    bands: dict[tuple[ItemKind, Band], int]

    @property
    def total(self) -> int:
        """All items, self-ratings included."""
        return sum(self.kinds.values())


def kind_of(item: Item) -> ItemKind:
    """Knowledge, situation or self-rating."""
    if not item.is_scored:
        return ItemKind.SELF_RATING
    return ItemKind.SITUATION if item.type is ItemType.SITUATIONAL else ItemKind.KNOWLEDGE


def band_of(item: Item) -> Band:
    """The band of a scored item. Raises ValueError for a self-rating, which has no difficulty."""
    if item.difficulty is None:
        raise ValueError(f"item {item.id} has no difficulty")
    if item.difficulty < EASY_BELOW:
        return Band.EASY
    return Band.HARD if item.difficulty > HARD_ABOVE else Band.MIDDLE


def count(items: Sequence[Item], competency_ids: Sequence[str]) -> tuple[CompetencyCounts, ...]:
    """The counts of each competency, in the order given; zeros for one without items."""
    return tuple(_counts([i for i in items if i.competency == name], name) for name in competency_ids)


def _counts(items: Sequence[Item], name: str) -> CompetencyCounts:
    kinds = Counter(kind_of(item) for item in items)
    types = Counter(item.type for item in items)
    bands = Counter((kind_of(item), band_of(item)) for item in items if item.is_scored)
    return CompetencyCounts(
        competency_id=name,
        kinds={kind: kinds[kind] for kind in ItemKind},
        types={item_type: types[item_type] for item_type in ItemType},
        bands={
            (kind, band): bands[kind, band]
            for kind in (ItemKind.KNOWLEDGE, ItemKind.SITUATION)
            for band in Band
        },
    )


def review_blueprint(items: Sequence[Item], competency_ids: Sequence[str]) -> tuple[ItemFinding, ...]:
    """Where the bank is not what the blueprint asks for; empty where it is."""
    return tuple(finding for counts in count(items, competency_ids) for finding in _review(counts))


def _review(counts: CompetencyCounts) -> Iterator[ItemFinding]:
    def found(code: str, what: str, is_there: int, wanted: int) -> ItemFinding:
        params = {"competency": counts.competency_id, "what": what, "count": str(is_there)}
        return ItemFinding(code, (), (*params.items(), ("wanted", str(wanted))))

    for kind, wanted in COUNTS.items():
        if counts.kinds[kind] != wanted:
            yield found("count", kind, counts.kinds[kind], wanted)
    if counts.types[ItemType.NUMERIC] < LEAST_NUMERIC:
        yield found("too_few", ItemType.NUMERIC, counts.types[ItemType.NUMERIC], LEAST_NUMERIC)
    for (kind, band), is_there in counts.bands.items():
        third = round(counts.kinds[kind] / len(Band))
        if abs(is_there - third) > MOST_OFF_A_THIRD:
            yield found("band", f"{kind}.{band}", is_there, third)
