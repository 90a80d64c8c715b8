"""Column mappings for pay files: shipped ones, those a user keeps by name or in files, the last ones used.

What a user keeps lies in the settings; functions here are given it (`kept`, `last`) and give it back changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from smmhire.errors import UserError
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.exchange.pay_mapping import ColumnMapping
    from smmhire.exchange.tabular import Table

LONGEST_NAME = 120  # characters


def named(name: str, kept: Mapping[str, str] | None = None) -> ColumnMapping:
    """The shipped mapping of that name, or the one kept under it. Raises UserError, naming those there are,
    for any other."""
    from smmhire.exchange.pay_mapping import ColumnMapping, preset, preset_names

    if kept and name in kept and name not in preset_names():
        return ColumnMapping.from_json(kept[name])
    if kept and name not in preset_names():
        raise UserError(
            _("There is no mapping “{name}”.", name=name),
            _("The mappings are: {names}.", names=", ".join([*preset_names(), *kept])),
        )
    return preset(name)


def own(kept: Mapping[str, str]) -> tuple[dict[str, ColumnMapping], tuple[UserError, ...]]:
    """The mappings kept by name, the last kept first; and why some cannot be read (a newer program may have
    written them)."""
    from smmhire.exchange.pay_mapping import ColumnMapping

    readable: dict[str, ColumnMapping] = {}
    errors: list[UserError] = []
    for name, text in kept.items():
        try:
            readable[name] = ColumnMapping.from_json(text)
        except UserError as error:
            errors.append(error)
    return readable, tuple(errors)


def with_own(mapping: ColumnMapping, name: str, kept: Mapping[str, str]) -> dict[str, str]:
    """`kept` with this mapping under a name, in place of what had it. Raises UserError for a name that is
    none, too long, or that of a shipped mapping."""
    from smmhire.exchange.pay_mapping import preset_names

    chosen = " ".join(name.split())
    if not chosen or len(chosen) > LONGEST_NAME:
        raise UserError(
            _("The mapping has no name, or too long a name."),
            _("Write a name of up to {n} characters.", n=LONGEST_NAME),
        )
    if chosen in preset_names():
        raise UserError(
            _("“{name}” is the name of a mapping that ships with the program.", name=chosen),
            _("Choose another name."),
        )
    others = {known: text for known, text in kept.items() if known != chosen}
    return {chosen: replace(mapping, name=chosen).to_json(), **others}


def without(name: str, kept: Mapping[str, str]) -> dict[str, str]:
    """`kept` without the mapping of that name. Raises UserError where it is not there."""
    if name not in kept:
        raise UserError(
            _("No mapping is kept under “{name}”.", name=name),
            _("Kept are: {names}.", names=", ".join(kept) or "—"),
        )
    return {known: text for known, text in kept.items() if known != name}


# -- files -------------------------------------------------------------------------------------------
def from_file(path: Path) -> ColumnMapping:
    """The mapping in a file that the program saved. Raises UserError where it cannot be read as one."""
    from smmhire.exchange.pay_mapping import load_mapping

    return load_mapping(path)


def check(mapping: ColumnMapping, table: Table) -> None:
    """Raises UserError where the mapping names columns the table does not have."""
    from smmhire.exchange.column_mapping import check_headings

    check_headings(table, mapping.columns)


def to_file(mapping: ColumnMapping, path: Path) -> None:
    """Save a mapping as a small file to share. Raises UserError where it cannot be written."""
    from smmhire.services.files import save_file

    save_file(mapping.to_json().encode(), path)


# -- the last time -----------------------------------------------------------------------------------
def remembered(table: Table, last: Mapping[str, str]) -> ColumnMapping | None:
    """How a table with these headings was read when it was last imported; None where it never was, or by a
    newer program."""
    from smmhire.exchange.column_mapping import remembered_text
    from smmhire.exchange.pay_mapping import ColumnMapping

    text = remembered_text(table.headings, last)
    try:
        return None if text is None else ColumnMapping.from_json(text)
    except UserError:
        return None


def with_remembered(table: Table, mapping: ColumnMapping, last: Mapping[str, str]) -> dict[str, str]:
    """`last` with how this table is read now, the oldest ones left out."""
    from smmhire.exchange.column_mapping import with_remembered as kept_with

    return kept_with(table.headings, mapping.to_json(), last)


def write_sample(path: Path) -> ColumnMapping:
    """Write official state wages to `path` as a table, one published percentile a row; its mapping.

    Raises UserError where it cannot be written.
    """
    from smmhire.exchange.oews_sample import PRESET, write_sample_csv

    write_sample_csv(path)
    return named(PRESET)
