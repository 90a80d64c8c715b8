"""What is settled of an adaptive attempt when it begins; which questions it asks follows from its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AdaptivePart:
    """One competency: `most` questions at the most, out of `pool` (item ids)."""

    competency_id: str
    most: int
    pool: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdaptivePlan:
    """calibration_id: the calibration by which questions are chosen, to the end of the attempt; self_ratings:
    how many come first; parts: the competencies, in the order in which they are asked."""

    calibration_id: UUID
    self_ratings: int
    parts: tuple[AdaptivePart, ...]

    @property
    def most(self) -> int:
        """Scored questions at the most."""
        return sum(part.most for part in self.parts)

    @property
    def most_items(self) -> int:
        """All that is asked at the most, with the self-ratings."""
        return self.self_ratings + self.most

    def to_json(self) -> dict[str, Any]:
        """All fields as plain JSON values; `from_json` reads them."""
        return {
            "calibration": str(self.calibration_id),
            "self_ratings": self.self_ratings,
            "parts": [
                {"competency": part.competency_id, "most": part.most, "pool": list(part.pool)}
                for part in self.parts
            ],
        }

    @staticmethod
    def from_json(written: Mapping[str, Any]) -> AdaptivePlan:
        """The plan that `to_json` wrote."""
        return AdaptivePlan(
            calibration_id=UUID(written["calibration"]),
            self_ratings=written["self_ratings"],
            parts=tuple(
                AdaptivePart(part["competency"], part["most"], tuple(part["pool"]))
                for part in written["parts"]
            ),
        )
