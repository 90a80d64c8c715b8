"""`pay sources`, `pay import` and what can be done with a source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from smmhire.cli import pay_mapping
from smmhire.cli.output import listed, table, wrapped
from smmhire.cli.session import Session, session_of
from smmhire.cli.typed import full_id, id_among
from smmhire.cli.usage import Command
from smmhire.errors import UserError
from smmhire.services import mappings, pay, plain_pay
from smmhire.texts import N_, _, day, number

if TYPE_CHECKING:
    from smmhire.exchange.pay_mapping import ColumnMapping
    from smmhire.exchange.tabular import Table
    from smmhire.services.pay import PayImport

SourceId = Annotated[
    str, typer.Argument(metavar=N_("SOURCE"), help=N_("Its id; the last characters are enough."))
]
# Rows that were not understood are shown up to here; JSON has more.
PROBLEMS_SHOWN = 10
PROBLEMS_GIVEN = 1000
PREVIEW_SHOWN = 5


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, work, help_text in (
        ("sources", sources, N_("List the sources of pay data.")),
        (
            "import",
            import_file,
            N_("Bring in a CSV, TSV or XLSX file; --dry-run only shows what would happen."),
        ),
        ("switch", switch, N_("Let a source count in benchmarks (on), or not (off).")),
        ("remove", remove, N_("Remove a source; for 30 days it can be brought back.")),
        ("restore", restore, N_("Bring a removed source back.")),
    ):
        app.command(name, cls=Command, help=help_text)(work)


def sources(context: typer.Context) -> None:
    """List the sources."""
    session = session_of(context)
    found = pay.sources(unit_of_work=session.unit_of_work)
    headings = [_("Id"), _("Source"), _("Figures"), _("Imported"), _("Counts")]
    rows = [
        [
            str(one.id),
            _(one.name),
            number(one.row_count),
            day(one.imported_at),
            _("yes") if one.enabled else _("no"),
        ]
        for one in found
    ]
    lines: list[str] = (
        list(table(headings, rows, numbers=(2,))) if found else [_("There is no pay data yet.")]
    )
    for one in found:
        if one.licence_note:
            lines += wrapped(f"{_(one.name)}: {_(one.licence_note)}")
    session.answer([plain_pay.source(one) for one in found], lines)


def import_file(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar=N_("FILE"), readable=False, help=N_("A table: CSV, TSV or XLSX."))
    ],
    preset: Annotated[
        str,
        typer.Option(
            "--preset",
            metavar=N_("NAME"),
            help=N_("A mapping by name: a shipped one, such as ask-a-manager-2021, or a kept one."),
        ),
    ] = "",
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--mapping",
            metavar=N_("FILE"),
            readable=False,
            help=N_("A mapping file; without either it is read as last time, or guessed."),
        ),
    ] = None,
    save_mapping: Annotated[
        Path | None,
        typer.Option(
            "--save-mapping",
            metavar=N_("FILE"),
            help=N_("Save how the columns were understood, to correct it and import with it."),
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Store nothing."))] = False,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar=N_("NAME"), help=N_("The sheet of a workbook; else the first.")),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar=N_("NAME"), help=N_("What the source is called."))
    ] = None,
    licence: Annotated[
        str | None, typer.Option("--licence", metavar=N_("TEXT"), help=N_("What its licence allows."))
    ] = None,
) -> None:
    """Import a file."""
    session = session_of(context)
    read = pay.read_table(file, sheet=sheet)
    tried = pay.dry_run(
        read,
        _mapping(session, read, preset, mapping),
        source_name=name,
        licence_note=licence,
        unit_of_work=session.unit_of_work,
    )
    if save_mapping is not None:
        mappings.to_file(tried.mapping, save_mapping)
    written = plain_pay.pay_import(tried, problems=PROBLEMS_GIVEN)
    lines = list(_dry_run_lines(tried))
    if dry_run:
        lines.append(_("Nothing has been stored."))
        session.answer(written | {"stored": False}, lines)
        return
    kept = pay.accept(tried, unit_of_work=session.unit_of_work)
    pay_mapping.remember(session, read, tried.mapping)
    is_new = kept.id == tried.source.id
    lines.append(
        _("“{name}” has been imported.", name=_(kept.name))
        if is_new
        else _("“{name}” was here already; nothing has changed.", name=_(kept.name))
    )
    lines.append(_("Id: {id}", id=kept.id))
    session.answer(written | {"source": plain_pay.source(kept), "stored": is_new}, lines)


def switch(
    context: typer.Context,
    source: SourceId,
    state: Annotated[str, typer.Argument(metavar="on|off", help=N_("Whether it counts."))],
) -> None:
    """Switch a source on or off."""
    session = session_of(context)
    if state not in ("on", "off"):
        raise UserError(
            _("“{typed}” is not possible for {name}.", typed=state, name="on|off"),
            _("Possible are: {names}.", names="on, off"),
        )
    found = _source_id(session, source)
    pay.set_enabled(found, state == "on", unit_of_work=session.unit_of_work)
    says = _("The source counts now.") if state == "on" else _("The source no longer counts.")
    session.answer({"id": str(found), "enabled": state == "on"}, [says])


def remove(context: typer.Context, source: SourceId) -> None:
    """Remove a source."""
    session = session_of(context)
    gone = pay.remove(_source_id(session, source), unit_of_work=session.unit_of_work)
    session.answer(
        {"id": str(gone.id), "removed": True},
        [
            _("“{name}” has been removed.", name=_(gone.name)),
            _("To bring it back: pay restore {id}", id=gone.id),
        ],
    )


def restore(context: typer.Context, source: SourceId) -> None:
    """Bring a removed source back."""
    session = session_of(context)
    back = pay.undo_remove(full_id(source), unit_of_work=session.unit_of_work)
    session.answer(plain_pay.source(back), [_("“{name}” is back.", name=_(back.name))])


def _source_id(session: Session, typed: str) -> UUID:
    return id_among(typed, (one.id for one in pay.sources(unit_of_work=session.unit_of_work)))


def _mapping(session: Session, read: Table, preset: str, file: Path | None) -> ColumnMapping:
    if preset and file is not None:
        raise UserError(
            _("Give either --preset or --mapping, not both."), _("Both say which column is what.")
        )
    if preset:
        return mappings.named(preset, session.settings.column_mappings)
    return mappings.from_file(file) if file is not None else pay_mapping.for_table(session, read)


def _dry_run_lines(tried: PayImport) -> Iterator[str]:
    found = tried.result
    yield _("Understood as (mapping {name}):", name=tried.mapping.name)
    yield from pay_mapping.mapping_lines(tried.mapping)
    yield ""
    yield _(
        "Rows: {rows}; {understood} understood, {left_out} left out, {duplicates} there twice.",
        rows=number(found.row_count),
        understood=number(found.understood),
        left_out=number(found.left_out),
        duplicates=number(found.duplicates),
    )
    if found.wages:
        yield _("Published wages: they are shown beside people’s pay, never mixed with it.")
        for one in found.nearest_wages[:PREVIEW_SHOWN]:
            yield from listed(f"  {one.code} ", f"{one.title}, {one.area_name}, {one.year}")
    for one in found.problems[:PROBLEMS_SHOWN]:
        yield from listed(f"  {_('Row {n}', n=number(one.row))}: ", f"{one.reason} {one.what_to_do}")
    more = len(found.problems) - PROBLEMS_SHOWN
    if more > 0:
        yield "  " + _("and {n} more (--json lists them)", n=number(more))
