"""The list of certificates at any length: pages are found by the last row of the page before.

So rows far down are reached by walking from the nearest page that was read; of every page its last row is
kept, of the rows only some pages. What has not come yet is shown as `NOT_YET`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal

from smmhire.certificates.listing import CertificateCounts, CertificateQuery, CertificateRow
from smmhire.services import certificates
from ui.background import Background, Job
from ui.models.table import Column, Index, RowsModel

if TYPE_CHECKING:
    from smmhire.bootstrap import Program

STRETCH = 100  # rows of a page
STRIDE = 20  # pages read at once where the way to the one that is looked at is long
KEPT = 60  # pages


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds at first."""

    query: CertificateQuery
    counts: CertificateCounts
    rows: tuple[CertificateRow, ...]


class CertificateModel(RowsModel):
    """What `show_query` asks for. `replaced`: another list is shown; `loaded` (first and last row): rows have
    come; `failed` carries an error."""

    replaced = Signal()
    loaded = Signal(int, int)
    failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        program: Program,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._unit_of_work = program.unit_of_work
        self._background = background
        self._query: CertificateQuery | None = None
        self._finding: Job | None = None
        self._reading: Job | None = None
        self.found: Found | None = None
        self._total = 0
        self._pages: OrderedDict[int, tuple[CertificateRow, ...]] = OrderedDict()
        self._lasts: dict[int, CertificateRow] = {}  # of the pages read, however long ago
        self._wanted: int | None = None
        self._asks = QTimer(self)
        self._asks.setSingleShot(True)
        self._asks.setInterval(0)
        self._asks.timeout.connect(self._ask)

    # -- queries -------------------------------------------------------------------------------------
    def show_query(self, query: CertificateQuery, near_row: int = 0) -> None:
        """Let the list be what `query` finds, with the rows around `near_row`; until that has come, the one
        before stays."""
        for job in (self._finding, self._reading):
            if job is not None:
                job.cancel()
        self._reading = None
        self._wanted = None
        self._query = replace(query)  # another object each time: an answer that comes late is known by it
        rows = (near_row // STRETCH + 1) * STRETCH
        self._finding = self._background.run(
            self._find, self._query, rows, on_done=self._replace, on_failed=self._fail
        )

    @property
    def is_reading(self) -> bool:
        """Whether something is about to come."""
        return self._finding is not None or self._reading is not None or self._asks.isActive()

    def _find(self, query: CertificateQuery, rows: int) -> Found:
        """In the thread that reads."""
        counts = certificates.counts(query, unit_of_work=self._unit_of_work)
        return Found(query, counts, certificates.page(query, limit=rows, unit_of_work=self._unit_of_work))

    def _replace(self, found: Found) -> None:
        if found.query is not self._query:
            return
        self._finding = None
        self.beginResetModel()
        self.found = found
        self._total = max(found.counts.of(found.query.state), len(found.rows))
        self._pages.clear()
        self._lasts.clear()
        self._keep(0, found.rows)
        self.endResetModel()
        self.replaced.emit()

    def _fail(self, error: BaseException) -> None:
        self._finding = self._reading = None
        self.failed.emit(error)

    # -- pages ---------------------------------------------------------------------------------------
    def row(self, index: int) -> CertificateRow | None:
        """The row at `index`; None outside, and where it has not come yet: then it is asked for."""
        if not 0 <= index < self._total:
            return None
        page, at = divmod(index, STRETCH)
        rows = self._pages.get(page)
        if rows is None:
            self._wanted = page  # the last one that is painted: what is looked at now
            if not self._asks.isActive():
                self._asks.start()
            return None
        self._pages.move_to_end(page)
        return rows[at] if at < len(rows) else None

    def rows_here(self) -> list[tuple[int, CertificateRow]]:
        """The rows in memory, with where they stand."""
        return [
            (page * STRETCH + at, row) for page, rows in self._pages.items() for at, row in enumerate(rows)
        ]

    def _ask(self) -> None:
        """Read what is looked at, or the way to it."""
        page, self._wanted = self._wanted, None
        if page is None or self.found is None or self._finding is not None or page in self._pages:
            return
        if self._reading is not None:
            self._reading.cancel()
        first = next((one for one in range(page, 0, -1) if one - 1 in self._lasts), 0)
        pages = min(page - first + 1, STRIDE)
        self._reading = self._background.run(
            self._read,
            self.found,
            (first, pages, page),
            self._lasts.get(first - 1),
            on_done=self._take,
            on_failed=self._fail,
        )

    def _read(
        self, found: Found, which: tuple[int, int, int], after: CertificateRow | None
    ) -> tuple[Found, int, int, tuple[CertificateRow, ...]]:
        """In the thread that reads."""
        first, pages, wanted = which
        rows = certificates.page(
            found.query,
            after=after,
            limit=pages * STRETCH,
            unit_of_work=self._unit_of_work,
        )
        return found, first, wanted, rows

    def _take(self, read: tuple[Found, int, int, tuple[CertificateRow, ...]]) -> None:
        found, first, wanted, rows = read
        if found is not self.found:
            return
        self._reading = None
        self._keep(first, rows)
        start, end = first * STRETCH, min(first * STRETCH + len(rows), self._total) - 1
        if end >= start:
            self.dataChanged.emit(self.index(start, 0), self.index(end, len(self.columns) - 1))
            self.loaded.emit(start, end)
        if wanted not in self._pages and self._wanted is None:
            if rows:
                self._wanted = wanted
                self._asks.start()
            else:  # fewer than were counted: some have gone meanwhile
                self._pages[wanted] = ()

    def _keep(self, first: int, rows: Sequence[CertificateRow]) -> None:
        for at in range(0, len(rows), STRETCH):
            page = first + at // STRETCH
            self._pages[page] = tuple(rows[at : at + STRETCH])
            if len(self._pages[page]) == STRETCH:
                self._lasts[page] = self._pages[page][-1]
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """All there are, in memory or not; a table has no children."""
        return 0 if parent.isValid() else self._total
