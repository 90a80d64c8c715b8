"""`attempt take`: question by question in the terminal. An answer is on the disk before the next question."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from unicodedata import normalize
from uuid import UUID

from smmhire.cli.questions import question_lines, read_answer, written_answer
from smmhire.cli.session import Session
from smmhire.errors import UserError
from smmhire.texts import _, duration, number, say

if TYPE_CHECKING:
    from smmhire.assessment.items import Item, Option
    from smmhire.services.assessments import Sitting

# Single words instead of an answer, in both languages.
_BACK, _STOP, _END = ("back", "আগে"), ("stop", "থামুন"), ("end", "শেষ")
_YES = ("y", "yes", "হ্যাঁ", "হ্যা", "জি")


def take(session: Session, attempt_id: UUID) -> bool:
    """Ask until all is answered, the time is up or the person stops; whether the attempt is finished.

    The questions go to stderr where JSON is asked for, so that stdout holds the result alone.
    """
    from smmhire.services import assessments

    say_it = session.note if session.as_json else print
    sitting = assessments.open_attempt(attempt_id, unit_of_work=session.unit_of_work)
    say_it(_help())
    at: int | None = sitting.first_open
    while at is not None and not sitting.is_over:
        at = _ask(session, sitting, at)
        # Opened again from the disk: what is shown as answered is what is kept there.
        sitting = assessments.open_attempt(attempt_id, unit_of_work=session.unit_of_work)
        if at is not None and at >= len(sitting.items):
            if _wants_to_finish(session, sitting):
                assessments.finish(attempt_id, unit_of_work=session.unit_of_work)
                return True
            at = sitting.first_open
    if sitting.is_over:
        say_it(_("The time is over. What you have answered is scored."))
        return True
    say_it("")
    say_it(_("All answers are kept. To go on: attempt take {id}", id=str(attempt_id)[-8:]))
    return False


def _ask(session: Session, sitting: Sitting, at: int) -> int | None:
    """Ask one question; the index of the next one, None to stop, and that behind the last one to finish."""
    from smmhire.services import assessments

    item = sitting.items[at]
    matches = matches_of(sitting, item)
    say_it = session.note if session.as_json else print
    given = sitting.answers.get(item.id)
    answered = sum(not one.is_empty for one in sitting.answers.values())
    say_it("\n" + "\n".join([*head_lines(sitting, item, answered), *question_lines(item, matches)]))
    if given is not None and not given.is_empty:
        say_it(_("Your answer so far: {answer}", answer=written_answer(item, matches, given)))
    shown_at = time.monotonic()
    while True:
        typed = _typed(session)
        word = "" if typed is None else normalize("NFC", typed).strip().casefold()
        if typed is None or word in _STOP:
            return None
        if word in _BACK:
            return max(0, at - 1)
        if word in _END:
            return len(sitting.items)
        if not word:
            return at + 1
        try:
            answer = read_answer(item, matches, typed)
        except UserError as error:
            say_it(str(error))
            continue
        seconds = time.monotonic() - shown_at
        try:
            assessments.submit_answer(
                sitting.attempt.id, item.id, answer, seconds, unit_of_work=session.unit_of_work
            )
        except UserError as error:  # out of time: opening the attempt again finishes it
            say_it(str(error))
            return at
        say_it(_("Kept."))
        return at + 1


def _wants_to_finish(session: Session, sitting: Sitting) -> bool:
    say_it = session.note if session.as_json else print
    still_open = sum(
        sitting.answers[i.id].is_empty if i.id in sitting.answers else True for i in sitting.items
    )
    say_it("")
    if still_open:
        say_it(_("{n} questions have no answer yet; they count as not known.", n=number(still_open)))
    else:
        say_it(_("All questions are answered."))
    say_it(_("Finish and see the result? Type yes or no."))
    typed = _typed(session)
    return typed is not None and normalize("NFC", typed).strip().casefold() in _YES


def _typed(session: Session) -> str | None:
    """A line from the person; None where there are no more, or they broke off."""
    prompt = "" if session.as_json else "> "
    try:
        return input(prompt)
    except (EOFError, KeyboardInterrupt):
        return None


def _help() -> str:
    return _(
        "Type an answer and press Enter; it is kept at once. An empty line leaves the question open, “back” "
        "goes to the one before, “stop” ends for now, “end” goes to the end. The clock runs on meanwhile."
    )


def head_lines(sitting: Sitting, item: Item, answered: int) -> Iterator[str]:
    """Where one is: the question's number and id, its competency, and the time that is left."""
    from smmhire.services.role import role

    yield (
        _(
            "Question {n} of {all} · {competency}",
            n=number(sitting.items.index(item) + 1),
            all=number(len(sitting.items)),
            competency=say(role().competency(item.competency).name),
        )
        + f" · {item.id}"
    )
    state = _("{n} of {all} answered, all kept", n=number(answered), all=number(len(sitting.items)))
    if sitting.remaining is not None:
        state += " · " + _("{time} left", time=duration(sitting.remaining))
    yield state
    yield ""


def matches_of(sitting: Sitting, item: Item) -> Sequence[Option]:
    """The right sides of a matching item as this attempt shows them; nothing for other types."""
    return sitting.matches(item) if any(o.match is not None for o in item.options) else ()
