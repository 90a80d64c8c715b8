"""A calibration of the bank from its own responses, as it is proposed, kept and used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, TypeAlias
from uuid import UUID

from smmhire.assessment.items import Item

# 'fixed': only the difficulty was estimated, slope 1 and guessing are those of scoring.
CurveModel: TypeAlias = Literal["fixed", "3pl", "grm"]

# As many last characters of a calibration's id as results name it by: among 100 calibrations two are alike in
# one case of 3,000.
NAMED_BY = 6
JOINED_BY = "~"


@dataclass(frozen=True, slots=True)
class ItemCalibration:
    """What one calibration says of one item.

    fingerprint: of the item as it was; difficulty and its standard error, in SD of ability: what scoring
    takes in the place of the author's. model, a, b, c: the response curve, with a slope of its own where
    there were responses enough, else 'fixed' (b: one for each step; c: the chance that a blind guess reaches
    the lowest one); errors: of a, b and c where they were estimated.
    """

    item_id: str
    fingerprint: str
    difficulty: float
    standard_error: float
    responses: int
    model: CurveModel
    a: float
    b: tuple[float, ...]
    c: float
    errors: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class CalibrationRun:
    """When and from what a calibration was made; people: with at least one answer that counts.

    bank_version: the state of the whole bank then; is_in_use: not taken back. The latest in use counts.
    """

    id: UUID
    calibrated_at: datetime
    people: int
    attempts: int
    item_count: int
    bank_version: str
    is_in_use: bool = True

    @property
    def name(self) -> str:
        """How results name it."""
        return self.id.hex[-NAMED_BY:]


def scored_version(bank_version: str, run: CalibrationRun | None) -> str:
    """What a result says of the questions it was scored by: the bank, and the calibration where one was
    used."""
    return bank_version if run is None else f"{bank_version}{JOINED_BY}{run.name}"


def calibration_named(version: str) -> str:
    """The name of the calibration in what `scored_version` wrote; empty where there is none."""
    return version.partition(JOINED_BY)[2]


def with_difficulties(items: Sequence[Item], calibrations: Mapping[str, ItemCalibration]) -> tuple[Item, ...]:
    """The items with the calibrated difficulty where there is one, by item id."""
    return tuple(
        replace(item, difficulty=calibrations[item.id].difficulty) if item.id in calibrations else item
        for item in items
    )
