"""`candidate …`: those who apply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any
from uuid import UUID

import typer

from smmhire.candidates.listing import CandidateQuery, SortBy
from smmhire.candidates.stages import Stage, stage_name
from smmhire.cli.output import table
from smmhire.cli.session import Session, session_of
from smmhire.cli.typed import id_ending, one_of, whole
from smmhire.cli.usage import Command
from smmhire.cli.vacancy import vacancy_id
from smmhire.services import candidate_table, candidates, ids
from smmhire.services.candidates import CandidateSummary
from smmhire.texts import N_, _, number, percent

CandidateId = Annotated[
    str, typer.Argument(metavar=N_("CANDIDATE"), help=N_("Its id; the last characters are enough."))
]
Vacancy = Annotated[
    str | None,
    typer.Option("--vacancy", metavar=N_("VACANCY"), help=N_("The vacancy they apply for.")),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, work, help_text in (
        ("add", add, N_("Add a candidate.")),
        ("list", list_all, N_("List the candidates, of all vacancies or of one.")),
        ("delete", delete, N_("Delete a candidate with all results; for 30 days they can be brought back.")),
        ("undelete", undelete, N_("Bring a deleted candidate back.")),
    ):
        app.command(name, cls=Command, help=help_text)(work)


def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("The name."))],
    vacancy: Vacancy = None,
    email: Annotated[str, typer.Option("--email", metavar=N_("TEXT"), help=N_("The e-mail address."))] = "",
    phone: Annotated[str, typer.Option("--phone", metavar=N_("TEXT"), help=N_("The telephone number."))] = "",
    note: Annotated[str, typer.Option("--note", metavar=N_("TEXT"), help=N_("A note of yours."))] = "",
) -> None:
    """Add a candidate."""
    session = session_of(context)
    made = candidates.new(
        name,
        email=email,
        phone=phone,
        note=note,
        vacancy_id=None if vacancy is None else vacancy_id(session, vacancy),
        unit_of_work=session.unit_of_work,
    )
    session.answer(
        {"id": str(made.id), "name": made.name, "email": made.email, "phone": made.phone, "note": made.note},
        [_("{name} has been added.", name=made.name), _("Id: {id}", id=made.id)],
    )


def list_all(
    context: typer.Context,
    vacancy: Vacancy = None,
    find: Annotated[
        str,
        typer.Option(
            "--find",
            metavar=N_("TEXT"),
            help=N_("In name, email, phone or tag; a stage; a score, as score>60."),
        ),
    ] = "",
    stage: Annotated[
        str | None,
        typer.Option("--stage", metavar=N_("STAGE"), help=N_("Only those at this stage, such as invited.")),
    ] = None,
    sort: Annotated[
        str,
        typer.Option("--sort", metavar="added|name|…", help=N_("By which column; “-” before it: downwards.")),
    ] = "-added",
    limit: Annotated[
        str, typer.Option("--limit", metavar=N_("NUMBER"), help=N_("At most so many; 0: all."))
    ] = "200",
    everybody: Annotated[bool, typer.Option("--all", help=N_("All candidates."))] = False,
) -> None:
    """List the candidates."""
    session = session_of(context)
    column = SortBy(one_of(sort.removeprefix("-"), [one.value for one in SortBy], "--sort"))
    query = CandidateQuery(
        text=find,
        stage=None if stage is None else Stage(one_of(stage, [one.value for one in Stage], "--stage")),
        vacancy_id=None if vacancy is None else vacancy_id(session, vacancy),
        sort_by=column,
        is_descending=sort.startswith("-"),
    )
    most = None if everybody else whole(limit, "--limit") or None
    found = candidates.listing(query, limit=most, unit_of_work=session.unit_of_work)
    total = len(found) if most is None else candidate_table.count(query, unit_of_work=session.unit_of_work)
    session.answer(
        {"total": total, "candidates": [_plain(one) for one in found]}, _lines(found, total, query)
    )


def _lines(found: Sequence[CandidateSummary], total: int, query: CandidateQuery) -> Iterator[str]:
    if not found:
        is_narrow = query.text or query.stage or query.vacancy_id
        yield _("Nobody fits.") if is_narrow else _("There is no candidate yet.")
        return
    headings = [_("Id"), _("Name"), _("Stage"), _("Vacancies"), _("Assessments"), _("Latest: correct")]
    rows = [
        [
            str(one.id), one.name, stage_name(one.stage), ", ".join(one.vacancy_titles),
            number(one.attempt_count), "—" if one.percent_correct is None else percent(one.percent_correct),
        ]
        for one in found
    ]  # fmt: skip
    yield from table(headings, rows, numbers=(4, 5))
    if total > len(found):
        yield _("{n} of {total}; --all shows all", n=number(len(found)), total=number(total))


def _plain(one: CandidateSummary) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "name": one.name,
        "email": one.email,
        "phone": one.phone,
        "stage": one.stage.value,
        "tags": list(one.tags),
        "vacancies": list(one.vacancy_titles),
        "attempts": one.attempt_count,
        "latest_attempt_id": None if one.latest_attempt_id is None else str(one.latest_attempt_id),
        "finished_at": None if one.finished_at is None else one.finished_at.isoformat(),
        "percent_correct": one.percent_correct,
    }


def delete(context: typer.Context, candidate: CandidateId) -> None:
    """Delete a candidate."""
    session = session_of(context)
    gone = candidates.delete(candidate_id(session, candidate), unit_of_work=session.unit_of_work)
    session.answer(
        {"id": str(gone.id), "deleted": True},
        [
            _("{name} has been deleted, with their results.", name=gone.name),
            _("To bring them back: candidate undelete {id}", id=gone.id),
        ],
    )


def undelete(context: typer.Context, candidate: CandidateId) -> None:
    """Bring a deleted candidate back."""
    session = session_of(context)
    unit_of_work = session.unit_of_work
    gone = id_ending(candidate, lambda end: ids.candidates(end, is_deleted=True, unit_of_work=unit_of_work))
    back = candidates.undo_delete(gone, unit_of_work=unit_of_work)
    session.answer({"id": str(back.id), "name": back.name}, [_("{name} is back.", name=back.name)])


def candidate_id(session: Session, typed: str) -> UUID:
    """The id of the candidate that was typed, whole or its end."""
    return id_ending(typed, lambda end: ids.candidates(end, unit_of_work=session.unit_of_work))
