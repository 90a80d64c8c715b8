"""The ways to read a table that are worth offering: last time's, kept ones, ready-made ones, the guess."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from smmhire.errors import UserError
from smmhire.services import mappings, pay
from smmhire.settings import Settings
from smmhire.texts import N_

if TYPE_CHECKING:
    from smmhire.services.pay import ColumnMapping, Table

Origin = Literal["last", "file", "saved", "preset", "guess"]
NAMES: dict[Origin, str] = {
    "last": N_("as last time: {name}"),
    "file": N_("from the file: {name}"),
    "saved": N_("kept: {name}"),
    "preset": N_("ready-made: {name}"),
    "guess": N_("guessed from headings and cells"),
}


def read_file(path: Path) -> tuple[Table, ColumnMapping, tuple[ColumnMapping, ...]]:
    """The table, what its columns probably are, and the ready-made mappings. Raises UserError."""
    table = pay.read_table(path)
    return table, pay.guess(table), pay.presets()


def fitting(
    table: Table, guessed: ColumnMapping, presets: Iterable[ColumnMapping], settings: Settings
) -> tuple[list[tuple[Origin, ColumnMapping]], tuple[UserError, ...]]:
    """The mappings whose headings the table has, that of the last time first, the guess last; and why kept
    ones could not be read."""
    kept, errors = mappings.own(settings.column_mappings)
    found: list[tuple[Origin, ColumnMapping]] = []
    last = mappings.remembered(table, settings.pay_mappings)
    if last is not None:
        found.append(("last", last))
    found.extend(("saved", mapping) for mapping in kept.values())
    found.extend(("preset", mapping) for mapping in presets)
    headings = set(table.headings)
    fits = [entry for entry in found if set(entry[1].columns.values()) <= headings]
    if all(mapping != guessed for _origin, mapping in fits):
        fits.append(("guess", guessed))
    return fits, errors
