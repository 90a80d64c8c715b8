"""`backup` and `doctor`: looking after the installation and its data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from smmhire.cli import FINDING, FINE
from smmhire.cli.output import listed, width
from smmhire.cli.session import session_of
from smmhire.cli.usage import Command
from smmhire.errors import UserError
from smmhire.services import upkeep
from smmhire.texts import N_, _


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("backup", cls=Command, help=N_("Copy the database, whole even while it is in use."))(backup)
    app.command(
        "doctor",
        cls=Command,
        help=N_("Look whether everything is in its place. Exit code 1 where it is not."),
    )(doctor)


def backup(
    context: typer.Context,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar=N_("FOLDER"), help=N_("Where to; else into “backups” beside the data.")
        ),
    ] = None,
) -> None:
    """Copy the database."""
    session = session_of(context)
    folder = out or session.data_dir / "backups"
    copy = upkeep.back_up(session.program.database_name, folder)
    session.answer({"file": str(copy), "bytes": copy.stat().st_size}, [_("Copied to {file}", file=copy)])


def doctor(context: typer.Context) -> int:
    """Look whether everything is in its place."""
    session = session_of(context)
    name: str | None = None
    failure: UserError | None = None
    try:
        name = session.program.database_name
    except UserError as not_opened:
        failure = not_opened
    checks = (*upkeep.installation(), *upkeep.surroundings(session.data_dir, name, failure))
    all_fine = all(one.is_fine for one in checks)
    session.answer(
        {
            "is_fine": all_fine,
            "checks": [{"code": c.code, "found": c.found, "is_fine": c.is_fine} for c in checks],
        },
        _lines(checks),
    )
    return FINE if all_fine else FINDING


def _lines(checks: Sequence[upkeep.Check]) -> Iterator[str]:
    columns = max(width(one.name) for one in checks)
    for one in checks:
        sign = "✓" if one.is_fine else "✗"
        space = " " * (columns - width(one.name))
        yield from listed(f"{sign} {one.name}{space}  ", one.found)
