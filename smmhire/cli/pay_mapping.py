"""`pay mapping …`: how tables of pay are read: shipped, kept by name, and in files to share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smmhire.cli.output import listed, table, wrapped
from smmhire.cli.session import Session, session_of
from smmhire.cli.usage import Command, group
from smmhire.services import mappings, pay, plain_pay
from smmhire.settings import save_settings
from smmhire.texts import N_, _

if TYPE_CHECKING:
    from smmhire.exchange.pay_mapping import ColumnMapping
    from smmhire.exchange.tabular import Table

Name = Annotated[
    str, typer.Argument(metavar=N_("NAME"), help=N_("A shipped mapping, or one that you keep by name."))
]


def register(app: typer.Typer) -> None:
    """Add the group of this module."""
    made = group(N_("How tables of pay are read: shipped, kept by name, in files to share."))
    for name, work, help_text in (
        ("list", list_all, N_("List the mappings that ship, and those you keep.")),
        ("show", show, N_("Show which column is what.")),
        ("save", save, N_("Save a mapping as a small file to share.")),
        ("add", add, N_("Keep the mapping in a file, by name.")),
        ("remove", remove, N_("Keep a mapping no longer.")),
    ):
        made.command(name, cls=Command, help=help_text)(work)
    app.add_typer(made, name="mapping")


def list_all(context: typer.Context) -> None:
    """List the mappings."""
    session = session_of(context)
    kept, errors = mappings.own(session.settings.column_mappings)
    for error in errors:
        session.note(str(error))
    shipped = {mapping.name: mapping for mapping in pay.presets()}
    entries = [(name, mapping, True) for name, mapping in shipped.items()]
    entries += [(name, mapping, False) for name, mapping in kept.items()]
    headings = [_("Name"), _("Source"), _("Where from")]
    rows = [
        [name, _(mapping.source_name) if mapping.source_name else "", _("ships") if ships else _("kept")]
        for name, mapping, ships in entries
    ]
    plain = [plain_pay.mapping(mapping) | {"name": name, "ships": ships} for name, mapping, ships in entries]
    session.answer(plain, table(headings, rows))


def show(context: typer.Context, name: Name) -> None:
    """Show a mapping."""
    session = session_of(context)
    found = mappings.named(name, session.settings.column_mappings)
    session.answer(plain_pay.mapping(found), [found.name, *mapping_lines(found)])


def save(
    context: typer.Context,
    name: Name,
    file: Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("The file to write (JSON)."))],
) -> None:
    """Save a mapping to a file."""
    session = session_of(context)
    mappings.to_file(mappings.named(name, session.settings.column_mappings), file)
    session.answer({"name": name, "file": str(file)}, [_("Written: {file}", file=file)])


def add(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar=N_("FILE"), readable=False, help=N_("A mapping file (JSON)."))
    ],
    name: Annotated[
        str, typer.Option("--name", metavar=N_("NAME"), help=N_("The name to keep it by; else its own."))
    ] = "",
) -> None:
    """Keep a mapping by name."""
    session = session_of(context)
    found = mappings.from_file(file)
    kept = mappings.with_own(found, name or found.name, session.settings.column_mappings)
    _keep(session, kept)
    chosen = next(iter(kept))
    session.answer({"name": chosen}, [_("The mapping is kept as “{name}”.", name=chosen)])


def remove(context: typer.Context, name: Name) -> None:
    """Keep a mapping no longer."""
    session = session_of(context)
    _keep(session, mappings.without(name, session.settings.column_mappings))
    says = _("The mapping “{name}” is no longer kept.", name=name)
    session.answer({"name": name, "removed": True}, [says])


def _keep(session: Session, kept: Mapping[str, str]) -> None:
    save_settings(session.data_dir, replace(session.settings, column_mappings=kept))


# -- for `pay import` ---------------------------------------------------------------------------------
def for_table(session: Session, read: Table) -> ColumnMapping:
    """As a table with these headings was last read; else by a shipped mapping that fits, or a guess."""
    return mappings.remembered(read, session.settings.pay_mappings) or pay.guess(read)


def remember(session: Session, read: Table, used: ColumnMapping) -> None:
    """A table with such headings is read the same way the next time."""
    known = session.settings
    last = mappings.with_remembered(read, used, known.pay_mappings)
    save_settings(session.data_dir, replace(known, pay_mappings=last))


def mapping_lines(found: ColumnMapping) -> Iterator[str]:
    """A mapping for people: columns, what holds for every row, what it takes for granted."""
    for field, heading in found.columns.items():
        yield from listed(f"  {field:<14} ← ", heading)
    for field, value in found.fixed.items():
        yield from listed(f"  {field:<14} = ", value)
    for text in found.assumptions:
        yield from listed("  • ", _(text))
    if found.licence_note:
        yield from wrapped(_(found.licence_note))
