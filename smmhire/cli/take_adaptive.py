"""`attempt take` for an adaptive form: one question after the other, each answer final."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from smmhire.assessment.attempts import FormSettings
from smmhire.cli.output import wrapped
from smmhire.cli.questions import question_lines, read_answer
from smmhire.cli.session import Session
from smmhire.cli.take import STOP, ask_confidence, ended, head_lines, matches_of, read_word
from smmhire.errors import UserError
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.services.assessments import Sitting


def take_adaptive(session: Session, sitting: Sitting) -> bool:
    """As `take.take`: ask until nothing more is asked, the time is up or the person stops."""
    from smmhire.services import assessments

    say_it = session.note if session.as_json else print
    for paragraph in _help(sitting.attempt.form.settings):
        say_it("\n".join(wrapped(paragraph)))
    while not sitting.is_over:
        if sitting.is_complete:
            assessments.finish(sitting.attempt.id, unit_of_work=session.unit_of_work)
            say_it("")
            say_it(_("Nothing more is asked: here is the result."))
            return True
        if not _ask(session, sitting):
            break
        # Opened again from the disk: what is asked next stands there.
        sitting = assessments.open_attempt(sitting.attempt.id, unit_of_work=session.unit_of_work)
    return ended(session, sitting)


def _ask(session: Session, sitting: Sitting) -> bool:
    """Ask the open question until it is answered or the time is up; False where the person stops."""
    from smmhire.assessment.marking import is_whole
    from smmhire.services import assessments

    say_it = session.note if session.as_json else print
    item = sitting.items[sitting.first_open]
    matches = matches_of(sitting, item)
    lines = [*head_lines(sitting, item, len(sitting.answers)), *question_lines(item, matches)]
    say_it("\n" + "\n".join(lines))
    shown_at = time.monotonic()
    while (word := read_word(session)) not in STOP:
        if not word:
            say_it(_("There is no way past a question: give an answer, or “-” for “I do not know”."))
            continue
        try:
            answer = read_answer(item, matches, word)
        except UserError as error:
            say_it(str(error))
            continue
        if not answer.is_empty and not is_whole(item, answer):
            say_it(_("A part of the answer is missing: give it whole, or “-” for “I do not know”."))
            continue
        if item.is_scored and not answer.is_empty and sitting.attempt.form.settings.asks_confidence:
            sure, moved = ask_confidence(session)
            if moved in STOP:
                return False
            answer = replace(answer, confidence=sure)
        try:
            assessments.submit_answer(
                sitting.attempt.id,
                item.id,
                answer,
                time.monotonic() - shown_at,
                unit_of_work=session.unit_of_work,
            )
        except UserError as error:  # out of time: opening the attempt again finishes it
            say_it(str(error))
            return True
        say_it(_("Kept."))
        return True
    return False


def _help(settings: FormSettings) -> Iterator[str]:
    yield _(
        "Each question is chosen by your answers so far. Type an answer and press Enter: it is kept at once"
        " and is final, and there is no way back. “-” means “I do not know”, “stop” ends for now. The clock"
        " runs on meanwhile."
    )
    if settings.asks_confidence:
        from smmhire.assessment.confidence import how_it_is_counted  # loads NumPy, for those who need it

        yield how_it_is_counted()
