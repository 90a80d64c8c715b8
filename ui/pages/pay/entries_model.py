"""The figures typed by hand as a table that grows while one scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QModelIndex, QObject, Signal

from smmhire.pay.entries import PayEntry
from smmhire.services import pay_entries
from smmhire.services.pay_entries import EntryPage
from ui.background import Background, Job
from ui.models.table import Column, Index, RowsModel
from ui.pages.page import Workplace

STRETCH = 200  # entries read at once: more than a screen shows


@dataclass(frozen=True, slots=True)
class _Asked:
    """A reading: of which list, how many, after which entry (None: from the first on)."""

    list_id: UUID | None
    limit: int
    below: UUID | None


class EntriesModel(RowsModel):
    """The entries of one list, or of all, the last typed first; read in a thread as far as they are looked
    at. `replaced` when the rows were read anew, `failed` with an error."""

    replaced = Signal()
    failed = Signal(object)

    def __init__(
        self, columns: Sequence[Column], workplace: Workplace, parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self._unit_of_work = workplace.program.unit_of_work
        self._background: Background = workplace.background.beside()
        self._list_id: UUID | None = None
        self._rows: list[PayEntry] = []
        self.total = 0
        self.has_read = False  # else nobody knows yet how many there are
        self._job: Job | None = None

    def show_list(self, list_id: UUID | None) -> None:
        """Read one list (None: all) anew, as far as it was read before."""
        if list_id != self._list_id:
            self._list_id = list_id
            self._clear()
        self._ask(_Asked(list_id, max(STRETCH, len(self._rows)), None))

    def _clear(self) -> None:
        self.beginResetModel()
        self._rows, self.total, self.has_read = [], 0, False
        self.endResetModel()

    def _ask(self, asked: _Asked) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = self._background.run(self._read, asked, on_done=self._take, on_failed=self._fail)

    def _read(self, asked: _Asked) -> tuple[_Asked, EntryPage]:
        """In the thread that reads."""
        page = pay_entries.page(asked.list_id, asked.below, asked.limit, unit_of_work=self._unit_of_work)
        return asked, page

    def _take(self, read: tuple[_Asked, EntryPage]) -> None:
        asked, page = read
        last = self._rows[-1].id if self._rows else None
        if asked.list_id != self._list_id or (asked.below is not None and asked.below != last):
            return  # another list has been asked for since
        self._job = None
        self.total, self.has_read = page.total, True
        if asked.below is None:
            self.beginResetModel()
            self._rows = list(page.entries)
            self.endResetModel()
            self.replaced.emit()
            return
        if page.entries:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(page.entries) - 1)
            self._rows += page.entries
            self.endInsertRows()

    def _fail(self, error: BaseException) -> None:
        self._job = None
        self.failed.emit(error)

    # -- what Qt asks --------------------------------------------------------------------------------
    def row(self, index: int) -> PayEntry | None:
        """The entry at `index`; None outside."""
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def place_of(self, entry_id: UUID) -> int | None:
        """Where the entry stands; None where it has not been read."""
        return next((at for at, entry in enumerate(self._rows) if entry.id == entry_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """As many as were read; a table has no children."""
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are entries that nobody has looked at yet."""
        return not parent.isValid() and self._job is None and 0 < len(self._rows) < self.total

    def fetchMore(self, parent: Index) -> None:
        """Read the next ones."""
        if self.canFetchMore(parent):
            self._ask(_Asked(self._list_id, STRETCH, self._rows[-1].id))
