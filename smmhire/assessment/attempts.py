"""Forms, attempts and answers: what is kept while somebody is being assessed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID


class Purpose(StrEnum):
    """The two kinds of use; a certificate always says which."""

    PRACTICE = "practice"  # a person alone, unsupervised
    ASSESSMENT = "assessment"  # an employer's form, scored on the employer's side


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked: items in their order, for a purpose, within a time limit (seconds; None = no limit).

    `bank_version` names the state of the item bank the form was made from.
    """

    purpose: Purpose
    item_ids: tuple[str, ...]
    time_limit: int | None
    bank_version: str
    vacancy_id: UUID | None = None
    is_supervised: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person answered to one item; which fields are set depends on the item's type.

    selected: option ids of a choice, or all option ids in the chosen order of an ordering;
    pairs: (option id, id of the option whose `match` was chosen) of a matching item;
    number: the value of a numeric item; best, worst: option ids of a situation; rating: 1 to 5.
    """

    selected: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    number: float | None = None
    best: str | None = None
    worst: str | None = None
    rating: int | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing was answered."""
        return self == Answer()

    def to_json(self) -> dict[str, Any]:
        """The set fields as plain JSON values."""
        written: dict[str, Any] = {}
        if self.selected:
            written["selected"] = list(self.selected)
        if self.pairs:
            written["pairs"] = [list(pair) for pair in self.pairs]
        for name in ("number", "best", "worst", "rating"):
            value = getattr(self, name)
            if value is not None:
                written[name] = value
        return written

    @staticmethod
    def from_json(written: dict[str, Any]) -> Answer:
        """The answer that `to_json` wrote."""
        return Answer(
            selected=tuple(written.get("selected", ())),
            pairs=tuple((left, right) for left, right in written.get("pairs", ())),
            number=written.get("number"),
            best=written.get("best"),
            worst=written.get("worst"),
            rating=written.get("rating"),
        )


@dataclass(frozen=True, slots=True)
class Response:
    """An answer given at a moment (UTC), after `seconds` on the item. Later ones replace earlier ones."""

    attempt_id: UUID
    item_id: str
    answer: Answer
    answered_at: datetime
    seconds: float


class EventKind(StrEnum):
    """What happens beside answering. None of it changes a score; `advisory` says what it may mean."""

    FLAGGED = "flagged"  # the taker wants to look at the item again
    UNFLAGGED = "unflagged"
    AWAY = "away"  # another window or program had the keyboard, for `seconds`


@dataclass(frozen=True, slots=True)
class AttemptEvent:
    """Something that happened at a moment (UTC), to an item or to the attempt."""

    attempt_id: UUID
    kind: EventKind
    happened_at: datetime
    item_id: str | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One person's way through one form. `seed` fixes drawn values and shuffles. Times are UTC."""

    id: UUID
    form: Form
    taker_name: str
    candidate_id: UUID | None
    seed: int
    started_at: datetime
    finished_at: datetime | None = None

    @property
    def deadline(self) -> datetime | None:
        """When time runs out; None without a limit. The clock runs on while the program is closed."""
        if self.form.time_limit is None:
            return None
        return self.started_at + timedelta(seconds=self.form.time_limit)

    def remaining(self, now: datetime) -> float | None:
        """Seconds left at `now`, never below 0; None without a limit."""
        if self.deadline is None:
            return None
        return max(0.0, (self.deadline - now).total_seconds())

    def elapsed(self, now: datetime) -> float:
        """Seconds since the start, up to the finish."""
        return max(0.0, ((self.finished_at or now) - self.started_at).total_seconds())

    def is_over(self, now: datetime) -> bool:
        """Finished, or out of time."""
        return self.finished_at is not None or self.remaining(now) == 0.0


@dataclass(frozen=True, slots=True)
class CompetencyResult:
    """What an attempt says about one competency.

    answered, asked: counts of scored items; percent_correct: mean mark in 0..1 (omitted counts 0);
    ability, standard_error: EAP and posterior SD (mean 0, SD 1 scale), from all competencies jointly;
    self_rating: 1 to 5, or None when not rated.
    """

    competency_id: str
    asked: int
    answered: int
    percent_correct: float
    ability: float
    standard_error: float
    self_rating: int | None

    @property
    def is_measured(self) -> bool:
        """At least one scored item was asked; without one the ability is only the prior."""
        return self.asked > 0


@dataclass(frozen=True, slots=True)
class AttemptResult:
    """The scored attempt. `covariance` is the posterior covariance of the abilities, in the order of
    `competencies` (shape k × k)."""

    attempt_id: UUID
    competencies: tuple[CompetencyResult, ...]
    covariance: tuple[tuple[float, ...], ...]
    percent_correct: float
    asked: int
    answered: int
    scored_at: datetime
    scoring_version: int
    bank_version: str

    def to_json(self) -> dict[str, Any]:
        """All fields as plain JSON values; `from_json` reads them."""
        written = asdict(self)
        written["attempt_id"] = str(self.attempt_id)
        written["scored_at"] = self.scored_at.isoformat()
        return written

    @staticmethod
    def from_json(written: dict[str, Any]) -> AttemptResult:
        """The result that `to_json` wrote."""
        values = dict(written)
        values["attempt_id"] = UUID(values["attempt_id"])
        values["scored_at"] = datetime.fromisoformat(values["scored_at"])
        values["competencies"] = tuple(CompetencyResult(**one) for one in values["competencies"])
        values["covariance"] = tuple(tuple(row) for row in values["covariance"])
        return AttemptResult(**values)


@dataclass(frozen=True, slots=True)
class FormerResult:
    """A result that was replaced, when and why."""

    result: AttemptResult
    replaced_at: datetime
    reason: str
