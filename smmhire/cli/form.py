"""`vacancy form`: the form of a vacancy, shown or set from a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smmhire.cli.output import table, wrapped
from smmhire.cli.session import session_of
from smmhire.cli.usage import Command
from smmhire.services import adaptive, form_file, forms, vacancies
from smmhire.texts import N_, _, number, percent, say

if TYPE_CHECKING:
    from smmhire.assessment.composition import FormSpec
    from smmhire.services.forms import Look
    from smmhire.vacancies.profile import VacancyProfile


def register(app: typer.Typer) -> None:
    """Add the command of this module to the group `vacancy`."""
    help_text = N_("Show how the form of a vacancy is made and what it measures, or set it from a file.")
    app.command("form", cls=Command, help=help_text)(form)


def form(
    context: typer.Context,
    vacancy: Annotated[
        str, typer.Argument(metavar=N_("VACANCY"), help=N_("Its id; the last characters are enough."))
    ],
    file: Annotated[
        Path | None,
        typer.Option(
            "--set",
            metavar=N_("FILE"),
            readable=False,
            help=N_("A form as JSON, as `vacancy form --json` shows it; what it leaves out stays."),
        ),
    ] = None,
    proposed: Annotated[
        bool, typer.Option("--propose", help=N_("Set the questions by the weights of the vacancy."))
    ] = False,
) -> None:
    """Show or set the form of a vacancy."""
    from smmhire.cli.vacancy import vacancy_id

    session = session_of(context)
    unit_of_work = session.unit_of_work
    found = vacancy_id(session, vacancy)
    profile = vacancies.get(found, unit_of_work=unit_of_work)
    before = forms.saved_spec(found, unit_of_work=unit_of_work)
    spec = before or forms.usual_spec(profile)
    there, ground = forms.bank(unit_of_work=unit_of_work), adaptive.read_ground(unit_of_work=unit_of_work)
    if proposed:
        spec = forms.propose(profile, spec, there, ground)
    if file is not None:
        spec = form_file.read_file(file, spec)
    if proposed or file is not None:
        before = spec = forms.save_spec(found, spec, unit_of_work=unit_of_work)
    seen = forms.look(spec, profile, there, ground)
    session.answer(
        form_file.to_plain(profile, spec, seen, is_composed=before is not None),
        _lines(profile, spec, seen, is_composed=before is not None),
    )


def _lines(profile: VacancyProfile, spec: FormSpec, seen: Look, *, is_composed: bool) -> Iterator[str]:
    from smmhire.assessment.levels import LEVEL_WIDTH
    from smmhire.services.role import role

    yield _("Form of “{title}”", title=profile.title)
    if not is_composed:
        yield _("Nobody has composed one: it is made as usual.")
    yield ""
    rows: list[list[str]] = []
    for name, count in spec.questions:
        one = seen.estimate.of(name)
        rows.append(
            [
                say(role().competency(name).name),
                number(count),
                number(one.seconds / 60) if one else "–",
                f"± {number(one.joint / LEVEL_WIDTH, 1)}" if one else "–",
            ]
        )
    headings = [_("Competency"), _("Questions"), _("Minutes"), _("Error (levels)")]
    yield from table(headings, rows, numbers=(1, 2, 3))
    yield ""
    for line in _facts(spec, seen, is_composed=is_composed):
        yield from wrapped(line)
    for remark in seen.remarks:
        yield from wrapped(f"! {forms.described(remark)}")


def _facts(spec: FormSpec, seen: Look, *, is_composed: bool) -> Iterator[str]:
    from smmhire.assessment.composition import FormKind
    from smmhire.assessment.composition_words import FEEDBACK, KINDS, LANGUAGES, SOURCES

    made, settings = seen.estimate, spec.played
    counts = {"n": number(made.questions), "all": number(made.items), "minutes": number(made.minutes)}
    if spec.kind is FormKind.ADAPTIVE:
        yield _(
            "At most {n} questions, {all} with the self-ratings; on average about {mean}, in about {minutes} "
            "minutes.",
            mean=number(made.mean_questions, 0),
            **counts,
        )
    else:
        yield _("{n} questions, {all} with the self-ratings; about {minutes} minutes.", **counts)
    if made.time_limit is None:
        yield _("No time limit.")
    else:
        yield _("At most {minutes} minutes.", minutes=number(made.time_limit))
    if settings.item_seconds is not None:
        yield _("At most {n} seconds a question; no way back.", n=number(settings.item_seconds))
    yield _(KINDS[FormKind(spec.kind)])
    if spec.kind is not FormKind.ADAPTIVE:
        yield adaptive.in_words(seen.offers)
    yield _("Taken from: {source}", source=_(SOURCES[spec.source]))
    yield _("Language: {language}", language=_(LANGUAGES[settings.languages]))
    yield _("Feedback: {when}", when=_(FEEDBACK[settings.feedback]))
    for is_on, text in (
        (settings.shuffles_questions, N_("Questions are shuffled within a competency.")),
        (settings.shuffles_options, N_("Options are shuffled.")),
        (settings.asks_confidence, N_("Takers say how sure they are.")),
    ):
        if is_on:
            yield _(text)
    if settings.cut is not None:
        yield _("Cut score: {share} of the marks.", share=percent(settings.cut / 100))
    if is_composed:
        yield retake_text(spec)


def retake_text(spec: FormSpec) -> str:
    """The rule for further attempts, in a sentence."""
    days = number(spec.retake.days)
    if spec.retake.is_disjoint:
        return _("A further attempt after {days} days, with new questions.", days=days)
    return _("A further attempt after {days} days, with any questions.", days=days)
