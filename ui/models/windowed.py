"""A table of any length of which only what is looked at is in memory.

The rows are read in stretches by a thread of their own; what has not come yet is shown as `NOT_YET`. A new
query takes the place of the one before: what is still being read for that is interrupted and forgotten.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal

from smmhire.candidates.listing import CandidateQuery
from smmhire.services.candidate_table import CandidateReader, CandidateRow, Found, Interrupted
from ui.background import Background, Job
from ui.models.table import Column, Index, RowsModel

STRETCH = 100  # rows read at once: more than a screen shows
KEPT = 60  # stretches


class WindowedModel(RowsModel):
    """The list of candidates that `show_query` asks for.

    `replaced` tells that another list is shown, `loaded` (first and last row) that rows have come,
    `collected` carries what `collect` asked for, `failed` an error.
    """

    replaced = Signal()
    loaded = Signal(int, int)
    collected = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        reader: CandidateReader,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self.reader = reader
        self.background = background
        self.found: Found | None = None
        self._stretches: OrderedDict[int, tuple[CandidateRow, ...]] = OrderedDict()
        self._wanted: set[int] = set()
        self._jobs: dict[int, Job] = {}  # by stretch
        self._finding: Job | None = None
        self._query: CandidateQuery | None = None
        self._is_collecting = 0  # readings under way that no other query may interrupt
        self._asks = QTimer(self)
        self._asks.setSingleShot(True)
        self._asks.setInterval(0)
        self._asks.timeout.connect(self._ask)

    # -- queries -------------------------------------------------------------------------------------
    def show_query(self, query: CandidateQuery, near_row: int = 0) -> None:
        """Let the list be what `query` finds; until that has come, the one before stays. The rows around
        `near_row` come with it."""
        for job in (self._finding, *self._jobs.values()):
            if job is not None:
                job.cancel()
        self._jobs.clear()
        self._wanted.clear()
        if not self._is_collecting:
            self.reader.interrupt()
        self._query = replace(query)  # another object each time: an answer that comes late is known by it
        self._finding = self.background.run(
            self.reader.find,
            self._query,
            STRETCH,
            near_row // STRETCH * STRETCH,
            on_done=self._replace,
            on_failed=self._fail,
        )

    @property
    def is_finding(self) -> bool:
        """Whether another list is about to come."""
        return self._finding is not None

    def collect(self, first: int, count: int) -> None:
        """Read the numbers of these rows of the list; `collected` brings them."""
        if self.found is not None:
            self._is_collecting += 1
            self.background.run(
                self.reader.numbers, self.found, first, count, on_done=self._collect, on_failed=self._fail
            )

    def _collect(self, numbers: list[int]) -> None:
        self._is_collecting -= 1
        self.collected.emit(numbers)

    def _replace(self, found: Found) -> None:
        if found.query is not self._query:
            return
        self._finding = None
        self.beginResetModel()
        self.found = found
        self._stretches.clear()
        self._stretches[found.offset // STRETCH] = found.rows
        self.endResetModel()
        self.replaced.emit()

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, Interrupted):
            self._finding = None
            self.failed.emit(error)

    # -- stretches -----------------------------------------------------------------------------------
    def row(self, index: int) -> CandidateRow | None:
        """The row at `index`; None outside, and where it has not come yet: then it is asked for."""
        if not 0 <= index < self.rowCount():
            return None
        stretch, at = divmod(index, STRETCH)
        rows = self._stretches.get(stretch)
        if rows is None:
            self._wanted.add(stretch)
            if not self._asks.isActive():
                self._asks.start()
            return None
        self._stretches.move_to_end(stretch)
        return rows[at] if at < len(rows) else None

    def rows_here(self) -> list[tuple[int, CandidateRow]]:
        """The rows in memory, with where they stand."""
        return [
            (stretch * STRETCH + at, row)
            for stretch, rows in self._stretches.items()
            for at, row in enumerate(rows)
        ]

    def _ask(self) -> None:
        """Read what was looked at since the last time, and no longer what was not."""
        if self.found is None or self._finding is not None:
            return
        wanted, self._wanted = self._wanted, set()
        for stretch, job in tuple(self._jobs.items()):
            if stretch not in wanted:
                job.cancel()
                del self._jobs[stretch]
        for stretch in sorted(wanted - self._jobs.keys()):
            self._jobs[stretch] = self.background.run(
                self._read, self.found, stretch, on_done=self._take, on_failed=self._fail
            )

    def _read(self, found: Found, stretch: int) -> tuple[Found, int, tuple[CandidateRow, ...]]:
        """In the thread that reads."""
        return found, stretch, self.reader.page(found, stretch * STRETCH, STRETCH)

    def _take(self, read: tuple[Found, int, tuple[CandidateRow, ...]]) -> None:
        found, stretch, rows = read
        if found is not self.found:
            return
        self._jobs.pop(stretch, None)
        self._stretches[stretch] = rows
        while len(self._stretches) > KEPT:
            self._stretches.popitem(last=False)
        first = stretch * STRETCH
        last = min(first + STRETCH, self.rowCount()) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.loaded.emit(first, last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """All there are, in memory or not; a table has no children."""
        return 0 if parent.isValid() or self.found is None else self.found.total
