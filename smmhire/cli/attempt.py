"""`attempt …`: start, answer, show, finish, result - each command by itself, and `take` for all in one go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from smmhire.cli import score as score_commands
from smmhire.cli import take as taking
from smmhire.cli.candidate import candidate_id
from smmhire.cli.output import table
from smmhire.cli.questions import question, question_lines, read_answer, written_answer
from smmhire.cli.result_text import history_lines, result_lines, verdict_lines
from smmhire.cli.session import Session, session_of
from smmhire.cli.typed import id_ending, one_of
from smmhire.cli.usage import Command
from smmhire.cli.vacancy import vacancy_id
from smmhire.errors import UserError
from smmhire.services import plain
from smmhire.texts import N_, _, day, duration, moment, number, percent

if TYPE_CHECKING:
    from smmhire.assessment.attempts import Attempt
    from smmhire.assessment.items import Item
    from smmhire.services.assessments import Sitting

AttemptId = Annotated[
    str, typer.Argument(metavar=N_("ATTEMPT"), help=N_("Its id; the last characters are enough."))
]
Practice = Annotated[
    bool, typer.Option("--practice", help=N_("For oneself: all competencies, unsupervised."))
]
Vacancy = Annotated[
    str | None,
    typer.Option("--vacancy", metavar=N_("VACANCY"), help=N_("For this vacancy: what it asks for.")),
]
Name = Annotated[
    str, typer.Option("--name", metavar=N_("NAME"), help=N_("The name that a certificate would carry."))
]
Candidate = Annotated[
    str | None, typer.Option("--candidate", metavar=N_("CANDIDATE"), help=N_("Whose assessment it is."))
]
Supervised = Annotated[bool, typer.Option("--supervised", help=N_("Somebody supervises."))]
Length = Annotated[
    str,
    typer.Option(
        "--length",
        metavar="short|full",
        help=N_("With --practice: 5 or 10 questions a competency; else short."),
    ),
]
NoLimit = Annotated[bool, typer.Option("--no-time-limit", help=N_("As much time as is needed."))]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, work, help_text in (
        (
            "start",
            start,
            N_("Begin an attempt: --practice, or --vacancy VACANCY. Its clock runs from now on."),
        ),
        ("show", show, N_("Show the next open question, or one by its id.")),
        ("answer", answer, N_("Answer a question. It is on the disk when the command ends.")),
        ("finish", finish, N_("End an attempt and score what was answered.")),
        ("result", result, N_("Show the result of a finished attempt, with the development plan.")),
        (
            "rescore",
            rescore,
            N_("Score a finished attempt by the keys of today; the old result is kept with the reason."),
        ),
        ("take", take, N_("Answer question by question here in the terminal; every answer is kept at once.")),
        ("list", list_all, N_("List the attempts, unfinished ones first.")),
    ):
        app.command(name, cls=Command, help=help_text)(work)

    score_commands.register(app)


def start(
    context: typer.Context,
    name: Name = "",
    practice: Practice = False,
    vacancy: Vacancy = None,
    candidate: Candidate = None,
    supervised: Supervised = False,
    length: Length = "",
    no_time_limit: NoLimit = False,
) -> None:
    """Begin an attempt."""
    session = session_of(context)
    made = _started(session, name, practice, vacancy, candidate, supervised, length, no_time_limit)
    limit = made.form.time_limit
    counts = {"name": made.taker_name, "n": number(made.form.most_items)}
    lines = [
        _("{name} has begun: {n} questions.", **counts)
        if made.form.adaptive is None
        else _("{name} has begun: at most {n} questions.", **counts),
        _("Time: {time}", time=duration(limit)) if limit is not None else _("There is no time limit."),
        _("Id: {id}", id=made.id),
    ]
    session.answer(plain.attempt(made), lines)


def _started(
    session: Session,
    name: str,
    practice: bool,
    vacancy: str | None,
    candidate: str | None,
    supervised: bool,
    length: str,
    no_time_limit: bool,
) -> Attempt:
    from smmhire.services import assessments, candidates

    if practice == (vacancy is not None):
        raise UserError(
            _("It is not clear what the attempt is for."),
            _("Give either --practice or --vacancy with the id of a vacancy."),
        )
    if vacancy is not None and length:
        raise UserError(
            _("The length of an assessment for a vacancy is fixed."),
            _("Leave out --length: all candidates of a vacancy get the same questions."),
        )
    who = None if candidate is None else candidate_id(session, candidate)
    if vacancy is None:
        chosen = one_of(length, assessments.Length, "--length") if length else assessments.Length.SHORT
        form = assessments.practice_form(assessments.Length(chosen))
    else:
        form = assessments.vacancy_form(
            vacancy_id(session, vacancy),
            unit_of_work=session.unit_of_work,
            is_supervised=supervised,
            candidate_id=who,
        )
    if no_time_limit:
        form = replace(form, time_limit=None)
    if who is not None and not name:
        name = candidates.get(who, unit_of_work=session.unit_of_work).name
    return assessments.start(form, name, who, unit_of_work=session.unit_of_work)


def show(
    context: typer.Context,
    attempt: AttemptId,
    item: Annotated[
        str,
        typer.Option("--item", metavar=N_("ITEM"), help=N_("This question instead of the next open one.")),
    ] = "",
) -> None:
    """Show a question of an attempt."""
    session = session_of(context)
    sitting = _sitting(session, attempt)
    shown = _item(sitting, item) if item else sitting.items[sitting.first_open]
    matches = taking.matches_of(sitting, shown)
    given = sitting.answers.get(shown.id)
    answered = sum(not one.is_empty for one in sitting.answers.values())
    state: dict[str, Any] = {
        "attempt": plain.attempt(sitting.attempt),
        "answered": answered,
        "remaining_seconds": sitting.remaining,
        "number": sitting.items.index(shown) + 1,
        "question": question(shown, matches),
        "answer": None if given is None or given.is_empty else given.to_json(),
    }
    lines = [*taking.head_lines(sitting, shown, answered), *question_lines(shown, matches)]
    if given is not None and not given.is_empty:
        lines.append(_("Your answer so far: {answer}", answer=written_answer(shown, matches, given)))
    if sitting.is_over:
        lines.append(_("This attempt is finished."))
    elif sitting.is_complete:
        lines.append(_("Nothing more is asked. “attempt finish” shows the result."))
    session.answer(state, lines)


def answer(
    context: typer.Context,
    attempt: AttemptId,
    item: Annotated[str, typer.Argument(metavar=N_("ITEM"), help=N_("The id of the question."))],
    value: Annotated[
        str,
        typer.Argument(
            metavar=N_("ANSWER"),
            help=N_(
                "Letters as shown: b; a,c; c>a>b>d (an order); a=2,b=1 (pairs); best=a,worst=d; a number; "
                "- takes the answer back, in an adaptive form: not known."
            ),
        ),
    ],
) -> None:
    """Answer a question."""
    from smmhire.services import assessments

    session = session_of(context)
    sitting = _sitting(session, attempt)
    asked = _item(sitting, item)
    matches = taking.matches_of(sitting, asked)
    given = read_answer(asked, matches, value)
    kept = assessments.submit_answer(
        sitting.attempt.id, asked.id, given, seconds=0.0, unit_of_work=session.unit_of_work
    )
    written = written_answer(asked, matches, given)
    if sitting.attempt.form.adaptive is None:
        taken_back = _("The answer to {item} has been taken back.", item=asked.id)
    else:
        taken_back = _("Kept: {item} counts as not known.", item=asked.id)
    session.answer(
        {
            "attempt_id": str(kept.attempt_id),
            "item_id": kept.item_id,
            "answer": kept.answer.to_json(),
            "answered_at": kept.answered_at.isoformat(),
        },
        [_("Kept: {item} = {answer}", item=asked.id, answer=written) if written else taken_back],
    )


def finish(context: typer.Context, attempt: AttemptId) -> None:
    """End an attempt."""
    from smmhire.services import assessments

    session = session_of(context)
    found = attempt_id(session, attempt)
    assessments.finish(found, unit_of_work=session.unit_of_work)
    show_result(session, found)


def result(context: typer.Context, attempt: AttemptId) -> None:
    """Show a result."""
    session = session_of(context)
    show_result(session, attempt_id(session, attempt))


def rescore(
    context: typer.Context,
    attempt: AttemptId,
    reason: Annotated[
        str, typer.Option("--reason", metavar=N_("TEXT"), help=N_("What was changed in the keys, and why."))
    ] = "",
) -> None:
    """Score an attempt anew."""
    from smmhire.services import rescoring

    session = session_of(context)
    found = attempt_id(session, attempt)
    rescoring.rescore(found, reason, unit_of_work=session.unit_of_work)
    show_result(session, found)


def take(
    context: typer.Context,
    attempt: Annotated[
        str,
        typer.Argument(metavar=N_("ATTEMPT"), help=N_("The attempt to go on with; without it, a new one.")),
    ] = "",
    name: Name = "",
    practice: Practice = False,
    vacancy: Vacancy = None,
    candidate: Candidate = None,
    supervised: Supervised = False,
    length: Length = "",
    no_time_limit: NoLimit = False,
) -> None:
    """Take an assessment in the terminal."""
    session = session_of(context)
    if attempt:
        found = attempt_id(session, attempt)
    else:
        found = _started(session, name, practice, vacancy, candidate, supervised, length, no_time_limit).id
    if taking.take(session, found):
        show_result(session, found)


def list_all(context: typer.Context) -> None:
    """List the attempts."""
    from smmhire.services import assessments

    session = session_of(context)
    under_way = assessments.unfinished(unit_of_work=session.unit_of_work)
    finished = assessments.listing(unit_of_work=session.unit_of_work)
    rows = [
        [str(a.id), a.taker_name, _("begun {when}", when=moment(a.started_at)), "—", ""] for a in under_way
    ]
    rows += [
        [
            str(r.attempt_id), r.taker_name, _("finished {when}", when=day(r.finished_at)),
            percent(r.percent_correct), r.vacancy_title if r.vacancy_id is not None else _("practice"),
        ]
        for r in finished
    ]  # fmt: skip
    headings = [_("Id"), _("Name"), _("State"), _("Correct"), _("Taken for")]
    session.answer(
        {
            "unfinished": [plain.attempt(one) for one in under_way],
            "finished": [
                {
                    "attempt_id": str(r.attempt_id),
                    "taker_name": r.taker_name,
                    "purpose": r.purpose.value,
                    "vacancy_id": None if r.vacancy_id is None else str(r.vacancy_id),
                    "vacancy_title": r.vacancy_title,
                    "candidate_id": None if r.candidate_id is None else str(r.candidate_id),
                    "finished_at": r.finished_at.isoformat(),
                    "percent_correct": r.percent_correct,
                    "asked": r.asked,
                    "answered": r.answered,
                }
                for r in finished
            ],
        },
        table(headings, rows, numbers=(3,)) if rows else [_("There is no attempt yet.")],
    )


# -- shared ------------------------------------------------------------------------------------------
def attempt_id(session: Session, typed: str) -> UUID:
    """The id of the attempt that was typed, whole or its end."""
    from smmhire.services import ids

    return id_ending(typed, lambda end: ids.attempts(end, unit_of_work=session.unit_of_work))


def show_result(session: Session, of: UUID) -> None:
    """Write the result of a finished attempt."""
    from smmhire.services import assessments, attempt_events, confidence, form_cut, rescoring

    unit_of_work = session.unit_of_work
    taken = assessments.get_attempt(of, unit_of_work=unit_of_work)
    scored = assessments.result(of, unit_of_work=unit_of_work)
    standings = assessments.profile_of(scored, taken.form.vacancy_id, unit_of_work=unit_of_work)
    plan = assessments.plan(scored, taken.form.vacancy_id, unit_of_work=unit_of_work)
    told = attempt_events.advisory_of(of, unit_of_work=unit_of_work)
    former = rescoring.former_results(of, unit_of_work=unit_of_work)
    cut = form_cut.cut_of(taken, scored, unit_of_work=unit_of_work)
    sure = confidence.confidence_of(of, unit_of_work=unit_of_work)
    session.answer(
        plain.result(taken, scored, standings, plan)
        | {
            "cut": plain.cut(cut),
            "confidence": plain.confidence(sure),
            "advisory": plain.advisory(told),
            "former_results": [plain.former_result(one) for one in former],
        },
        [
            *result_lines(taken, scored, standings, plan),
            *verdict_lines(cut, sure),
            *history_lines(taken, told, former),
        ],
    )


def _sitting(session: Session, typed: str) -> Sitting:
    from smmhire.services import assessments

    return assessments.open_attempt(attempt_id(session, typed), unit_of_work=session.unit_of_work)


def _item(sitting: Sitting, typed: str) -> Item:
    found = next((i for i in sitting.items if i.id.casefold() == typed.casefold()), None)
    if found is None:
        raise UserError(
            _("There is no question “{id}” in this attempt.", id=typed),
            _("“attempt show” shows the next one with its id."),
        )
    return found
