"""The items of the quizzes, as the content files describe them.

Difficulty is the author's estimate `b` on the ability scale (mean 0, SD 1): a person of that ability has
an even chance (above guessing) of answering right.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from smmhire.bilingual import Bilingual


class ItemType(StrEnum):
    """How an item is asked and marked; see `marking`."""

    SINGLE_CHOICE = "single_choice"
    MULTIPLE_RESPONSE = "multiple_response"
    ORDERING = "ordering"
    MATCHING = "matching"
    NUMERIC = "numeric"
    SITUATIONAL = "situational"
    SELF_RATING = "self_rating"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice, element of an order, left side of a match, or action in a situation.

    `is_correct` is for choices, `position` (from 1) for an ordering, `match` for the right side of a
    matching item, `effectiveness` (mean of the experts, 1 to 5) for a situation; the others are None.
    """

    id: str
    text: Bilingual
    rationale: Bilingual
    is_correct: bool | None = None
    position: int | None = None
    match: Bilingual | None = None
    effectiveness: float | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """A value drawn for each attempt: from `minimum` to `maximum` in steps of `step`."""

    name: str
    minimum: float
    maximum: float
    step: float


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong way to calculate, and why it is wrong."""

    formula: str
    rationale: Bilingual


@dataclass(frozen=True, slots=True)
class NumericKey:
    """The right number: `formula` over the drawn variables, rounded to `decimals`.

    `tolerance` is absolute, in the unit of the answer. `rationale` explains the calculation.
    """

    variables: tuple[Variable, ...]
    formula: str
    decimals: int
    tolerance: float
    unit: Bilingual | None
    rationale: Bilingual
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `anchors` are the five descriptions of a self-rating, from 1 to 5.

    `key_status` is 'provisional' while the effectiveness of a situation's options is the authors' own
    judgement and no panel of experts has rated it, else 'panel'. `sources` are ids of the domain's facts or
    keys of `resources/content/references.yaml`. `platform_version` goes with every platform: the version its
    users know it by ('GA4'), or the month in which its rules were looked up ('2026-11').
    """

    id: str
    competency: str
    type: ItemType
    stem: Bilingual
    difficulty: float | None  # None for self-ratings, which are not scored
    difficulty_reason: Bilingual | None
    sources: tuple[str, ...]
    options: tuple[Option, ...] = ()
    numeric: NumericKey | None = None
    anchors: tuple[Bilingual, ...] = ()
    key_status: str | None = None
    platform: str | None = None
    platform_version: str | None = None
    review_by: date | None = None

    @property
    def is_scored(self) -> bool:
        """Self-ratings describe; they never enter a score."""
        return self.type is not ItemType.SELF_RATING
