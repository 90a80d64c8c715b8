"""Column mappings for pay files by name or from a file, and a pay file to try the import on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smmhire.exchange.pay_mapping import ColumnMapping


def named(name: str) -> ColumnMapping:
    """The shipped mapping of that name. Raises UserError, naming those there are, for any other."""
    from smmhire.exchange.pay_mapping import preset

    return preset(name)


def from_file(path: Path) -> ColumnMapping:
    """The mapping in a file that the program saved. Raises UserError where it cannot be read as one."""
    from smmhire.exchange.pay_mapping import load_mapping

    return load_mapping(path)


def write_sample(path: Path) -> ColumnMapping:
    """Write official state wages to `path` as a table, one published percentile a row; its mapping.

    Raises UserError where it cannot be written.
    """
    from smmhire.exchange.oews_sample import PRESET, write_sample_csv

    write_sample_csv(path)
    return named(PRESET)
