"""What is said of a form before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from smmhire.assessment.attempts import Feedback, Form, Languages
from smmhire.texts import _, duration, number


def about_form(form: Form, *, is_timed: bool) -> str:
    """How long it is and how it is played, in sentences."""
    return " ".join(_sentences(form, is_timed))


def _sentences(form: Form, is_timed: bool) -> Iterator[str]:
    count, settings = number(form.most_items), form.settings
    minutes = number(form.time_limit / 60) if is_timed and form.time_limit is not None else ""
    match form.adaptive is not None, bool(minutes):
        case False, True:
            yield _("{n} questions, at most {minutes} minutes.", n=count, minutes=minutes)
        case False, False:
            yield _("{n} questions, as much time as you need.", n=count)
        case True, True:
            yield _("At most {n} questions in at most {minutes} minutes.", n=count, minutes=minutes)
        case _:
            yield _("At most {n} questions, as much time as you need.", n=count)
    if form.adaptive is not None:
        yield _(
            "Each question is chosen by your answers so far, so that some will be hard for everybody. An"
            " answer is final when you go on, and there is no way back. The assessment ends by itself, and"
            " sooner where the result is exact enough."
        )
    if settings.item_seconds is not None:
        yield _(
            "You have {time} for each question from when you first see it; the next one then comes by "
            "itself, and there is no way back.",
            time=duration(settings.item_seconds),
        )
    if settings.languages is Languages.BENGALI:
        yield _("The questions are in Bengali only.")
    elif settings.languages is Languages.ENGLISH:
        yield _("The questions are in English only.")
    if settings.feedback is Feedback.NOW:
        yield _("After each answer you are told what is right; the answer is final then.")
    elif settings.feedback is Feedback.NEVER:
        yield _("The result is shown, but not which answers were right.")
    if settings.asks_confidence:
        from smmhire.assessment.confidence import how_it_is_counted  # loads NumPy, for those who need it

        yield how_it_is_counted()
