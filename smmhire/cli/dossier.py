"""`candidate stage|export-data|erase|overdue`: how far somebody is, what is kept about them, and its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from smmhire.candidates.stages import Stage, stage_name
from smmhire.cli import FINDING, FINE
from smmhire.cli.candidate import CandidateId, candidate_id
from smmhire.cli.output import listed, table
from smmhire.cli.session import Session, session_of
from smmhire.cli.typed import As, one_of
from smmhire.cli.usage import Command
from smmhire.cli.vacancy import vacancy_id
from smmhire.services import consent, erasing, person_data, stages
from smmhire.texts import N_, _, day, ngettext


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, work, help_text in (
        ("stage", stage, N_("Move a candidate to another stage of a vacancy; the log keeps it.")),
        (
            "export-data",
            export_data,
            N_("Write all that is kept about a candidate into a folder: data, documents, files."),
        ),
        ("erase", erase, N_("Erase a candidate for good. Without --yes it only says what would go.")),
        ("overdue", overdue, N_("List those whose data were to be kept until a day that has passed.")),
    ):
        app.command(name, cls=Command, help=help_text)(work)


def stage(
    context: typer.Context,
    candidate: CandidateId,
    vacancy: Annotated[
        str, typer.Option("--vacancy", metavar=N_("VACANCY"), help=N_("The vacancy they apply for."))
    ],
    to: Annotated[
        str,
        typer.Option(
            "--to",
            help=N_("new, invited, tested, interviewed, offer, hired or declined."),
            metavar=N_("STAGE"),
        ),
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar=N_("TEXT"), help=N_("Why; needed for declining."))
    ] = "",
    decider: As = "",
) -> None:
    """Move a candidate to another stage."""
    session = session_of(context)
    chosen = Stage(one_of(to, [one.value for one in Stage], "--to"))
    person = candidate_id(session, candidate)
    made = stages.move(
        (person,),
        vacancy_id(session, vacancy),
        chosen,
        who=session.who(decider),
        reason=reason,
        unit_of_work=session.unit_of_work,
    )
    before = made.before.get(person, chosen)
    said = _("They were at the stage “{stage}” already.", stage=stage_name(chosen))
    if made.before:
        said = _("From “{before}” to “{after}”.", before=stage_name(before), after=stage_name(chosen))
    session.answer(
        {
            "candidate": str(person),
            "vacancy": str(made.vacancy_id),
            "from": before.value,
            "to": chosen.value,
            "moved": bool(made.before),
        },
        [said],
    )


def export_data(
    context: typer.Context,
    candidate: CandidateId,
    out: Annotated[Path, typer.Option("--out", metavar=N_("FOLDER"), help=N_("Where to."))],
) -> None:
    """Write all that is kept about a candidate."""
    session = session_of(context)
    made = person_data.export(_any_candidate(session, candidate), out, unit_of_work=session.unit_of_work)
    plain = {"data": str(made.data), "documents": [str(one) for one in made.documents], "files": made.files}
    lines = [_("Saved as {file}", file=one) for one in (made.data, *made.documents)]
    if made.files:
        lines.append(ngettext("With {n} file.", "With {n} files.", made.files))
    session.answer(plain, lines)


def erase(
    context: typer.Context,
    candidate: CandidateId,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Erase. There is no way back."))] = False,
    unattached: Annotated[
        bool,
        typer.Option(
            "--unattached",
            help=N_("Also take the name out of assessments under it that are nobody's."),
        ),
    ] = False,
    decider: As = "",
) -> int:
    """Erase a candidate for good."""
    session = session_of(context)
    person = _any_candidate(session, candidate)
    found = erasing.preview(person, unit_of_work=session.unit_of_work)
    plain: dict[str, Any] = asdict(found) | {
        "candidate_id": str(person),
        "mentions": list(found.mentions),
        "erased": yes,
    }
    if not yes:
        session.answer(plain, _what_would_go(found))
        return FINDING
    done = erasing.erase(
        person, who=session.who(decider), with_unattached=unattached, unit_of_work=session.unit_of_work
    )
    lines = [_("{name} has been erased.", name=found.name)]
    lines += [line for said in erasing.what_stays(found) for line in listed("• ", said)]
    if not done.is_swept:
        lines.append(
            _("The database is in use elsewhere: the last traces leave its file when it is closed there.")
        )
    session.answer(plain | {"attempts_kept": done.attempts, "is_swept": done.is_swept}, lines)
    return FINE


def _what_would_go(found: erasing.Preview) -> Iterator[str]:
    yield _("This would be erased of {name}:", name=found.name)
    for said in erasing.what_goes(found):
        yield from listed("• ", said)
    if found.unattached:
        yield from listed(
            "• ",
            ngettext(
                "With --unattached: the name in {n} assessment that is nobody’s.",
                "With --unattached: the name in {n} assessments that are nobody’s.",
                found.unattached,
            ),
        )
    yield _("What stays:")
    for said in erasing.what_stays(found):
        yield from listed("• ", said)
    yield _("To erase, say it again with --yes. There is no way back.")


def overdue(context: typer.Context) -> int:
    """List those whose day has passed."""
    session = session_of(context)
    found = consent.overdue(unit_of_work=session.unit_of_work)
    plain = {
        "count": found.count,
        "people": [
            {"id": str(one.id), "name": one.name, "keep_until": one.keep_until.isoformat()}
            for one in found.people
            if one.keep_until is not None
        ],
    }
    rows = [[str(one.id), one.name, day(one.keep_until) if one.keep_until else ""] for one in found.people]
    lines = (
        table([_("Id"), _("Name"), _("Kept until")], rows)
        if rows
        else [_("Nobody’s data are kept longer than agreed.")]
    )
    session.answer(plain, lines)
    return FINDING if found.count else FINE


def _any_candidate(session: Session, typed: str) -> UUID:
    """The candidate typed; by the whole id also one that was deleted and can still be brought back."""
    try:
        return UUID(typed.strip())
    except ValueError:
        return candidate_id(session, typed)
