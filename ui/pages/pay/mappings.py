"""The ways to read a table that are worth offering: kept ones, ready-made ones, and the guess."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from smmhire.errors import UserError
from smmhire.services import pay

if TYPE_CHECKING:
    from smmhire.services.pay import ColumnMapping, Table

Origin = Literal["saved", "preset", "guess"]


def read_file(path: Path) -> tuple[Table, ColumnMapping, tuple[ColumnMapping, ...]]:
    """The table, what its columns probably are, and the ready-made mappings. Raises UserError."""
    table = pay.read_table(path)
    return table, pay.guess(table), pay.presets()


def fitting(
    table: Table, guessed: ColumnMapping, presets: Iterable[ColumnMapping], kept: Iterable[str]
) -> tuple[list[tuple[Origin, ColumnMapping]], list[UserError]]:
    """The mappings whose headings the table has, the user's own (`kept`, as JSON) first, the guess last; and
    why kept ones could not be read (a newer program may have written them)."""
    found: list[tuple[Origin, ColumnMapping]] = []
    errors: list[UserError] = []
    for text in kept:
        try:
            found.append(("saved", guessed.from_json(text)))
        except UserError as error:
            errors.append(error)
    for mapping in presets:
        found.append(("preset", mapping))
    headings = set(table.headings)
    fits = [entry for entry in found if set(entry[1].columns.values()) <= headings]
    if all(mapping != guessed for _origin, mapping in fits):
        fits.append(("guess", guessed))
    return fits, errors
