"""What the review of a vacancy finds: its kind, its place in the profile, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of finding it is, the weightiest first."""

    UNFAIR = "unfair"  # turns people away for who they are
    OUTSIDE = "outside"  # not the work of an SMM manager, or against the platforms' rules
    CONTRADICTION = "contradiction"  # two statements of the profile do not go together
    MISSING = "missing"  # without it applicants or the ranking cannot do their part
    ADVICE = "advice"  # possible as it stands, but there is better


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    place: path of the field ('title', 'own_requirements.0', 'duties.2', 'pay', …; lists count from 0);
    params: what the words need, by name; sources: ids of facts or of `docs/REFERENCES.md`.
    """

    code: str
    kind: Kind
    place: str
    params: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]

    def param(self, name: str) -> str:
        """One of the params. Raises KeyError where there is none of that name."""
        return dict(self.params)[name]

    @property
    def field(self) -> str:
        """The profile's field it is about, without the number in a list."""
        return self.place.partition(".")[0]

    @property
    def index(self) -> int | None:
        """The number in the field's list, from 0; None where it is about the whole field."""
        _field, dot, index = self.place.partition(".")
        return int(index) if dot else None


@dataclass(frozen=True, slots=True)
class PayPlacement:
    """Where the upper end of the pay offered stands among what is paid: percentile (0 to 100) with its 95 %
    interval, among `figures` figures of `source`. Whoever has a benchmark fills it in."""

    percentile: float
    low: float
    high: float
    figures: int
    source: str
