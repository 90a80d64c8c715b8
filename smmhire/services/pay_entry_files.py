"""Pay figures typed by hand, given away as a table that the import reads back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.errors import UserError
from smmhire.pay.entries import PayEntry
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

ENDING = ".csv"
READ_AT_ONCE = 1000


def export(path: Path, list_id: UUID | None = None, *, unit_of_work: UnitOfWorkFactory) -> int:
    """Write the entries of one list (None: of all) to `path`; how many there were.

    Raises UserError where there are none, and where the file cannot be written.
    """
    from smmhire.exchange.pay_entry_table import table_bytes
    from smmhire.services.files import save_file

    with unit_of_work(read_only=True) as work:
        names = {one.id: _(one.name) for one in work.pay.sources()}
        entries = list(_all(work, list_id))
    if not entries:
        raise UserError(_("There are no figures to write."), _("Add the first one, or choose another list."))
    save_file(table_bytes(entries, names), path)
    return len(entries)


def _all(work: UnitOfWork, list_id: UUID | None) -> Iterator[PayEntry]:
    below: UUID | None = None
    while found := work.pay_entries.page(list_id, below, READ_AT_ONCE):
        yield from found
        below = found[-1].id
