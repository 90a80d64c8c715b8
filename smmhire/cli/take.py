"""`attempt take`: question by question in the terminal. An answer is on the disk before the next question."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import normalize
from uuid import UUID

from smmhire.assessment.attempts import CONFIDENCES, Answer, Feedback, FormSettings
from smmhire.cli.feedback_text import feedback_lines
from smmhire.cli.output import wrapped
from smmhire.cli.questions import question_lines, read_answer, written_answer
from smmhire.cli.session import Session
from smmhire.errors import UserError
from smmhire.texts import _, duration, latin_digits, number, percent, say

if TYPE_CHECKING:
    from smmhire.assessment.items import Item, Option
    from smmhire.services.assessments import Sitting

# Single words instead of an answer, in both languages.
BACK, STOP, END = ("back", "আগে"), ("stop", "থামুন"), ("end", "শেষ")
MOVES = ("", *BACK, *STOP, *END)
_YES = ("y", "yes", "হ্যাঁ", "হ্যা", "জি")


def take(session: Session, attempt_id: UUID) -> bool:
    """Ask until all is answered, the time is up or the person stops; whether the attempt is finished.

    The questions go to stderr where JSON is asked for, so that stdout holds the result alone.
    """
    from smmhire.services import assessments

    say_it = session.note if session.as_json else print
    sitting = assessments.open_attempt(attempt_id, unit_of_work=session.unit_of_work)
    if sitting.attempt.form.adaptive is not None:
        from smmhire.cli.take_adaptive import take_adaptive

        return take_adaptive(session, sitting)
    for paragraph in _help(sitting.attempt.form.settings):
        say_it("\n".join(wrapped(paragraph)))
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
    return ended(session, sitting)


def ended(session: Session, sitting: Sitting) -> bool:
    """Say why no more is asked: the time is over, or the person stops; whether the attempt is finished."""
    say_it = session.note if session.as_json else print
    if sitting.is_over:
        say_it(_("The time is over. What you have answered is scored."))
        return True
    say_it("")
    say_it(_("All answers are kept. To go on: attempt take {id}", id=str(sitting.attempt.id)[-8:]))
    return False


def _ask(session: Session, sitting: Sitting, at: int) -> int | None:
    """Ask one question; the index of the next one, None to stop, and that behind the last one to finish."""
    item, count = sitting.items[at], len(sitting.items)
    matches = matches_of(sitting, item)
    say_it = session.note if session.as_json else print
    try:
        left = _time_left(session, sitting, item)
    except UserError as closed:
        say_it(str(closed))
        return at + 1
    given = sitting.answers.get(item.id)
    answered = sum(not one.is_empty for one in sitting.answers.values())
    say_it("\n" + "\n".join([*head_lines(sitting, item, answered), *question_lines(item, matches)]))
    if given is not None and not given.is_empty:
        written = written_answer(item, matches, given)
        if given.confidence is not None:
            written += f" ({_('{share} sure', share=percent(given.confidence / 100))})"
        say_it(_("Your answer so far: {answer}", answer=written))
    if left is not None:
        say_it(_("{time} for this question", time=duration(left)))
    is_final = item.id in sitting.revealed
    if is_final:
        _tell(session, sitting, item)
    shown_at = time.monotonic()
    while (word := read_word(session)) not in MOVES:
        if is_final:
            say_it(_("What is right here has been shown: this answer can no longer be changed."))
            continue
        try:
            answer = read_answer(item, matches, word)
        except UserError as error:
            say_it(str(error))
            continue
        try:
            return _keep(session, sitting, at, answer, shown_at)
        except UserError as error:  # out of time: opening the attempt again finishes it
            say_it(str(error))
            return at
    if not word and not is_final and given is not None:
        _tell_if_due(session, sitting, item, given)  # going on with the answer it has
    return _moved(word, at, count)


def _time_left(session: Session, sitting: Sitting, item: Item) -> float | None:
    """The seconds left for the question, where it has a time of its own. Raises UserError where it is
    closed."""
    from smmhire.services import item_clock

    if sitting.attempt.form.settings.item_seconds is None:
        return None
    return item_clock.show(sitting.attempt.id, item.id, unit_of_work=session.unit_of_work)


def _keep(session: Session, sitting: Sitting, at: int, answer: Answer, shown_at: float) -> int | None:
    """Keep the answer, then ask how sure it is and tell what is right, where the form does; where to go on.

    The answer is on the disk before confidence is asked for. Raises UserError where time is up.
    """
    item, settings = sitting.items[at], sitting.attempt.form.settings
    say_it = session.note if session.as_json else print
    _submit(session, sitting, item, answer, shown_at)
    say_it(_("Kept."))
    if answer.is_empty or not item.is_scored:
        return at + 1
    if settings.asks_confidence:
        sure, word = ask_confidence(session)
        if sure is not None:
            _submit(session, sitting, item, replace(answer, confidence=sure), time.monotonic())
            say_it(_("Kept."))
        elif word:
            return _moved(word, at, len(sitting.items))
    _tell_if_due(session, sitting, item, answer)
    return at + 1


def _submit(session: Session, sitting: Sitting, item: Item, answer: Answer, shown_at: float) -> None:
    from smmhire.services import assessments

    seconds = time.monotonic() - shown_at
    assessments.submit_answer(sitting.attempt.id, item.id, answer, seconds, unit_of_work=session.unit_of_work)


def ask_confidence(session: Session) -> tuple[int | None, str]:
    """How sure the person is, in percent; None with the word that was typed instead ('' to leave it open)."""
    say_it = session.note if session.as_json else print
    possible = ", ".join(number(one) for one in CONFIDENCES)
    say_it(_("How sure are you that this is right?") + " " + _("Possible are: {names}.", names=possible))
    say_it(_("50% is a guess, 100% is certainty. An empty line leaves it open."))
    while (word := read_word(session)) not in MOVES:
        typed = latin_digits(word).removesuffix("%").strip()
        if typed in map(str, CONFIDENCES):
            return int(typed), ""
        say_it(_("“{typed}” is none of them. Possible are: {names}.", typed=word, names=possible))
    return None, word


def _tell_if_due(session: Session, sitting: Sitting, item: Item, answer: Answer) -> None:
    """Tell what is right where the form does so at once, and the answer is whole."""
    from smmhire.assessment.marking import is_whole

    is_told = sitting.attempt.form.settings.feedback is Feedback.NOW and item.is_scored
    if not is_told or answer.is_empty:
        return
    if is_whole(item, answer):
        _tell(session, sitting, item)
    else:
        say_it = session.note if session.as_json else print
        say_it(_("A part of the answer is missing. What is right is told once it is whole."))


def _tell(session: Session, sitting: Sitting, item: Item) -> None:
    """Show what is right and why; from then on the answer is final, and that is on the disk."""
    from smmhire.services import feedback

    say_it = session.note if session.as_json else print
    told = feedback.reveal(sitting.attempt.id, item.id, unit_of_work=session.unit_of_work)
    say_it("\n".join(feedback_lines(told)))


def _moved(word: str, at: int, count: int) -> int | None:
    """Where one of `MOVES` leads from the question at that index; None to stop."""
    if word in STOP:
        return None
    if word in BACK:
        return max(0, at - 1)
    return count if word in END else at + 1


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
    return read_word(session) in _YES


def read_word(session: Session) -> str:
    """What the person types in a line; 'stop' where there are no more, or they broke off."""
    prompt = "" if session.as_json else "> "
    try:
        return normalize("NFC", input(prompt)).strip().casefold()
    except (EOFError, KeyboardInterrupt):
        return STOP[0]


def _help(settings: FormSettings) -> Iterator[str]:
    yield _(
        "Type an answer and press Enter; it is kept at once. An empty line leaves the question open, “back” "
        "goes to the one before, “stop” ends for now, “end” goes to the end. The clock runs on meanwhile."
    )
    if settings.feedback is Feedback.NOW:
        yield _("After each answer you are told what is right; the answer is final then.")
    if settings.asks_confidence:
        from smmhire.assessment.confidence import how_it_is_counted  # loads NumPy, for those who need it

        yield how_it_is_counted()


def head_lines(sitting: Sitting, item: Item, answered: int) -> Iterator[str]:
    """Where one is: the question's number and id, its competency, and the time that is left."""
    from smmhire.services.role import role

    at = {
        "n": number(sitting.items.index(item) + 1),
        "all": number(sitting.attempt.form.most_items),
        "competency": say(role().competency(item.competency).name),
    }
    if sitting.attempt.form.adaptive is None:
        yield _("Question {n} of {all} · {competency}", **at) + f" · {item.id}"
        state = _("{n} of {all} answered, all kept", n=number(answered), all=number(len(sitting.items)))
    else:
        yield _("Question {n} of at most {all} · {competency}", **at) + f" · {item.id}"
        state = _("{n} answered, all kept", n=number(len(sitting.answers)))
    if sitting.remaining is not None:
        state += " · " + _("{time} left", time=duration(sitting.remaining))
    yield state
    yield ""


def matches_of(sitting: Sitting, item: Item) -> Sequence[Option]:
    """The right sides of a matching item as this attempt shows them; nothing for other types."""
    return sitting.matches(item) if any(o.match is not None for o in item.options) else ()
