"""Taking a test again: when it is allowed, and with which questions.

A second attempt with the same questions measures memory. So a retake waits, and draws questions that the
person has not seen; where the bank has too few, that is said. All attempts stay visible: a second one gains
about a quarter of a SD by practice alone (HAUSKNECHT-2007).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from smmhire.assessment.attempts import Attempt
from smmhire.assessment.forms import draw
from smmhire.assessment.items import Item
from smmhire.texts import _, day, ngettext, number

# Days between the end of an attempt and the next. A month is usual for tests of knowledge: long enough to
# learn and to forget the questions, short enough to wait for.
DAYS_BETWEEN = 30


@dataclass(frozen=True, slots=True)
class RetakeRule:
    """days: between the end of an attempt and the next, 0 or more; most_attempts: all together, None = any
    number; is_disjoint: no question is asked again. Raises ValueError for other numbers."""

    days: int = DAYS_BETWEEN
    most_attempts: int | None = None
    is_disjoint: bool = True

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError(f"a wait of {self.days} days has no meaning")
        if self.most_attempts is not None and self.most_attempts < 1:
            raise ValueError(f"{self.most_attempts} attempts are none")


class NotNow(StrEnum):
    """Why a test cannot be taken now."""

    UNFINISHED = "unfinished"  # an attempt is still open
    USED_UP = "used_up"  # all attempts were taken
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True)
class RetakeDecision:
    """reason: None where the test may be taken; allowed_from: when it may be, None where that is never or
    hangs on an open attempt; taken: finished attempts so far."""

    reason: NotNow | None
    allowed_from: datetime | None
    taken: int

    @property
    def is_allowed(self) -> bool:
        """The test may be taken now."""
        return self.reason is None


def retake_decision(attempts: Sequence[Attempt], now: datetime, rule: RetakeRule) -> RetakeDecision:
    """Whether a person with these attempts at a test may take it at `now` (UTC); the first time always."""
    ends = [attempt.finished_at for attempt in attempts if attempt.finished_at is not None]
    if len(ends) < len(attempts):
        return RetakeDecision(NotNow.UNFINISHED, None, len(ends))
    if rule.most_attempts is not None and len(ends) >= rule.most_attempts:
        return RetakeDecision(NotNow.USED_UP, None, len(ends))
    if not ends:
        return RetakeDecision(None, now, 0)
    allowed_from = max(ends) + timedelta(days=rule.days)
    return RetakeDecision(NotNow.TOO_EARLY if now < allowed_from else None, allowed_from, len(ends))


def why_not_now(decision: RetakeDecision) -> str:
    """One sentence in the current language; empty where the test may be taken."""
    match decision.reason:
        case None:
            return ""
        case NotNow.UNFINISHED:
            return _("An attempt is still open. Finish it first.")
        case NotNow.USED_UP:
            return ngettext(
                "{n} attempt was allowed, and it has been taken.",
                "{n} attempts were allowed, and all have been taken.",
                decision.taken,
            )
        case NotNow.TOO_EARLY:
            assert decision.allowed_from is not None
            return _("This test can be taken again from {day}.", day=day(decision.allowed_from))


@dataclass(frozen=True, slots=True)
class Shortage:
    """A competency that has too few questions left: `wanted` for a form, `left` that were not asked yet."""

    competency_id: str
    wanted: int
    left: int


@dataclass(frozen=True, slots=True)
class DisjointDraw:
    """Items as `forms.draw` chooses them, none of them asked before, and where there are too few of them."""

    items: tuple[Item, ...]
    shortages: tuple[Shortage, ...]

    @property
    def is_whole(self) -> bool:
        """Every competency has as many new questions as asked for."""
        return not self.shortages


def asked_before(attempts: Sequence[Attempt]) -> frozenset[str]:
    """The ids of all items in the forms of these attempts, seen or not."""
    return frozenset(name for attempt in attempts for name in attempt.form.item_ids)


def draw_disjoint(
    items: Sequence[Item], competency_ids: Sequence[str], scored: int, seed: int, avoid: Collection[str]
) -> DisjointDraw:
    """`scored` items of each competency that are not in `avoid` (item ids), and one self-rating each.

    Self-ratings may come again: they ask for a judgement, not for knowledge. A competency with too few new
    items gets what there is, and is named in `shortages`. Without `avoid` it draws what `forms.draw` does.
    """
    new = [item for item in items if not item.is_scored or item.id not in avoid]
    left = {name: sum(i.is_scored and i.competency == name for i in new) for name in competency_ids}
    return DisjointDraw(
        items=draw(new, competency_ids, scored, seed),
        shortages=tuple(Shortage(name, scored, left[name]) for name in competency_ids if left[name] < scored),
    )


def disjoint_forms_left(
    items: Sequence[Item], competency_ids: Sequence[str], scored: int, avoid: Collection[str] = ()
) -> int:
    """How many further forms of `scored` questions a competency the bank can give without a repeat.

    Raises ValueError for forms without questions or competencies, of which there are any number.
    """
    if scored < 1 or not competency_ids:
        raise ValueError("forms without questions can be drawn for ever")
    new = [item for item in items if item.is_scored and item.id not in avoid]
    return min(sum(item.competency == name for item in new) // scored for name in competency_ids)


def describe_shortage(shortage: Shortage, competency: str) -> str:
    """A shortage in words; `competency`: its name in the current language."""
    return ngettext(
        "{competency}: {n} new question is left, a form needs {wanted}. Wait for new questions, or"
        " shorten the form.",
        "{competency}: {n} new questions are left, a form needs {wanted}. Wait for new questions, or"
        " shorten the form.",
        shortage.left,
        competency=competency,
        wanted=number(shortage.wanted),
    )
