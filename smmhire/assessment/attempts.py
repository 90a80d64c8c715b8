"""Forms, attempts and answers: what is kept while somebody is being assessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from smmhire.assessment.adaptive_plan import AdaptivePlan


class Purpose(StrEnum):
    """The two kinds of use; a certificate always says which."""

    PRACTICE = "practice"  # a person alone, unsupervised
    ASSESSMENT = "assessment"  # an employer's form, scored on the employer's side


class Languages(StrEnum):
    """In which languages the questions are shown."""

    BOTH = "both"  # the taker's choice, with a switch at every question
    BENGALI = "bn"
    ENGLISH = "en"


class Feedback(StrEnum):
    """When the taker sees what was right, and why."""

    NOW = "now"  # after each answer, which is final from then on
    END = "end"  # with the result
    NEVER = "never"


class UnfitSetting(ValueError):
    """A setting of a form that is not one; `possible` says in figures and codes what it may be."""

    def __init__(self, name: str, value: object, possible: str) -> None:
        super().__init__(f"{name} cannot be {value!r}: possible are {possible}")
        self.name = name
        self.value = value
        self.possible = possible


MOST_PERCENT = 100
# Seconds that one question may be given: less cannot be read, more is no limit.
LEAST_ITEM_SECONDS, MOST_ITEM_SECONDS = 10, 3600


@dataclass(frozen=True, slots=True)
class FormSettings:
    """How a form is played, fixed when an attempt begins.

    shuffles_questions: within a competency, else the easier first; shuffles_options: in another order for
    each attempt, else in one for all; asks_confidence: how sure one is of each answer; cut: the percentage of
    the marks that is asked for, 0 to 100, None = none; item_seconds: how long a scored question stays open
    from when it is first shown, None = no such limit; then there is no way back to a question that was left.
    Raises UnfitSetting for another cut or limit.
    """

    languages: Languages = Languages.BOTH
    shuffles_questions: bool = False
    shuffles_options: bool = True
    asks_confidence: bool = False
    feedback: Feedback = Feedback.END
    cut: float | None = None
    item_seconds: int | None = None

    def __post_init__(self) -> None:
        if self.cut is not None and not 0 <= self.cut <= MOST_PERCENT:
            raise UnfitSetting("cut", self.cut, f"0–{MOST_PERCENT}, null")
        if self.item_seconds is not None and not LEAST_ITEM_SECONDS <= self.item_seconds <= MOST_ITEM_SECONDS:
            raise UnfitSetting("item_seconds", self.item_seconds, _ITEM_SECONDS)

    def to_json(self) -> dict[str, Any]:
        """All settings as plain JSON values; `from_json` reads them."""
        return {
            "languages": self.languages.value,
            "shuffle_questions": self.shuffles_questions,
            "shuffle_options": self.shuffles_options,
            "confidence": self.asks_confidence,
            "feedback": self.feedback.value,
            "cut": self.cut,
            "item_seconds": self.item_seconds,
        }

    @staticmethod
    def from_json(written: Mapping[str, Any]) -> FormSettings:
        """The settings that `to_json` wrote; what is missing is as usual. Raises UnfitSetting."""
        usual = FormSettings()
        return FormSettings(
            languages=one_of(Languages, written, "languages", usual.languages),
            shuffles_questions=yes_or_no(written, "shuffle_questions", usual.shuffles_questions),
            shuffles_options=yes_or_no(written, "shuffle_options", usual.shuffles_options),
            asks_confidence=yes_or_no(written, "confidence", usual.asks_confidence),
            feedback=one_of(Feedback, written, "feedback", usual.feedback),
            cut=_cut(written.get("cut")),
            item_seconds=_item_seconds(written.get("item_seconds")),
        )


_Choice = TypeVar("_Choice", bound=StrEnum)


def one_of(kind: type[_Choice], written: Mapping[str, Any], name: str, usual: _Choice) -> _Choice:
    """The value of `name` as a `kind`; `usual` where it is missing. Raises UnfitSetting for another."""
    value = written.get(name, usual.value)
    if value not in [one.value for one in kind]:
        raise UnfitSetting(name, value, ", ".join(one.value for one in kind))
    return kind(value)


def yes_or_no(written: Mapping[str, Any], name: str, usual: bool) -> bool:
    """The value of `name`; `usual` where it is missing. Raises UnfitSetting where it is neither."""
    value = written.get(name, usual)
    if not isinstance(value, bool):
        raise UnfitSetting(name, value, "true, false")
    return value


_ITEM_SECONDS = f"{LEAST_ITEM_SECONDS}–{MOST_ITEM_SECONDS}, null"


def _item_seconds(value: object) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise UnfitSetting("item_seconds", value, _ITEM_SECONDS)
    return value


def _cut(value: object) -> float | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise UnfitSetting("cut", value, f"0–{MOST_PERCENT}, null")
    return value


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked: items in their order, for a purpose, within a time limit (seconds; None = no limit).

    `bank_version` names the state of the item bank the form was made from. adaptive: how the questions of an
    adaptive form are chosen, None for any other; `item_ids` are then those asked so far.
    """

    purpose: Purpose
    item_ids: tuple[str, ...]
    time_limit: int | None
    bank_version: str
    vacancy_id: UUID | None = None
    is_supervised: bool = False
    settings: FormSettings = FormSettings()
    adaptive: AdaptivePlan | None = None

    @property
    def most_items(self) -> int:
        """How many items there are, or of an adaptive form, may become."""
        return len(self.item_ids) if self.adaptive is None else self.adaptive.most_items


# What one can say of how sure one is: from a guess between right and wrong to certainty, in percent.
CONFIDENCES = (50, 60, 70, 80, 90, 100)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person answered to one item; which fields are set depends on the item's type.

    selected: option ids of a choice, or all option ids in the chosen order of an ordering;
    pairs: (option id, id of the option whose `match` was chosen) of a matching item;
    number: the value of a numeric item; best, worst: option ids of a situation; rating: 1 to 5;
    confidence: how sure the person is of the answer, one of CONFIDENCES, where that is asked.
    """

    selected: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    number: float | None = None
    best: str | None = None
    worst: str | None = None
    rating: int | None = None
    confidence: int | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing was answered, however sure somebody is of it."""
        fields = (self.number, self.best, self.worst, self.rating)
        return not self.selected and not self.pairs and fields == (None, None, None, None)

    def to_json(self) -> dict[str, Any]:
        """The set fields as plain JSON values."""
        written: dict[str, Any] = {}
        if self.selected:
            written["selected"] = list(self.selected)
        if self.pairs:
            written["pairs"] = [list(pair) for pair in self.pairs]
        for name in ("number", "best", "worst", "rating", "confidence"):
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
            confidence=written.get("confidence"),
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
    REVEALED = "revealed"  # the taker was shown what is right: the answer is final
    SHOWN = "shown"  # the item came on the screen for the first time: its own clock runs from now on


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
    """One person's way through one form. `seed` fixes drawn values and shuffles. Times are UTC.

    vacancy_version: the number of the profile that was published when it began; None: none was.
    """

    id: UUID
    form: Form
    taker_name: str
    candidate_id: UUID | None
    seed: int
    started_at: datetime
    finished_at: datetime | None = None
    vacancy_version: int | None = None

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
