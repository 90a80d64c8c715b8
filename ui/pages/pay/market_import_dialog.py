"""A file of rates, price levels or an index: looked at first, then kept in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from smmhire.errors import UserError
from smmhire.services import market, market_import
from smmhire.texts import N_, _, ngettext, number
from ui.dialogs.size import open_at
from ui.dialogs.trial import TrialDialog
from ui.models.table import Column, TableModel
from ui.pages.page import Workplace
from ui.widgets.basics import column, label
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from smmhire.services.market_import import MarketImported, MarketPlan

TRY_AFTER_MS = 350
AIR = 8  # pixels above and below a text of several lines
MOST_WRAPPED = 200  # rows: to measure more would be felt; their texts are cut, and whole in the tool tip
# What may hold for all rows that do not say it, by kind of file.
FOR_ALL: dict[str, tuple[tuple[str, str], ...]] = {
    "rates": (("source", N_("Source")), ("currency", N_("Currency")), ("against", N_("Worth in"))),
    "price_levels": (("source", N_("Source")),),
    "indices": (("source", N_("Source")), ("name", N_("Index"))),
}


class MarketImportDialog(TrialDialog):
    """Imports one file. `imported` carries what was done, by which it can be undone."""

    imported = Signal(object)

    def __init__(self, path: Path, kind: str, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(path, workplace, parent)
        open_at(self, 780, 560)
        self._kind = kind
        self._plan: MarketPlan | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TRY_AFTER_MS)
        self._timer.timeout.connect(self.try_now)
        lead = label("muted")
        self.texts.bind(lead.setText, N_("For rows in which the file does not say it:"))
        form = QFormLayout()
        self.given: dict[str, QLineEdit] = {}
        for field, text in FOR_ALL[kind]:
            line = QLineEdit()
            name = label(wraps=False)
            name.setBuddy(line)
            self.texts.bind(name.setText, text)
            self.texts.bind(line.setAccessibleName, text)
            line.textChanged.connect(self._changed)
            form.addRow(name, line)
            self.given[field] = line
        self.counts = label("strong")
        self.warning = label("caution")
        self.changes_model = TableModel(
            (
                Column(N_("What is here"), lambda pair: market.title(pair[0])),
                Column(N_("What it would become"), lambda pair: market.title(pair[1]), stretches=True),
            ),
            self,
        )
        self.problems_model = TableModel(
            (
                Column(N_("Row"), lambda one: number(one.row), is_number=True),
                Column(N_("In the file"), lambda one: one.value),
                Column(N_("Why it is left out"), lambda one: one.reason, stretches=True),
            ),
            self,
        )
        self.changes, self.problems = TableView(self.changes_model), TableView(self.problems_model)
        self.problems.setWordWrap(True)
        self.texts.bind(self.changes.setAccessibleName, N_("What would change"))
        self.texts.bind(self.problems.setAccessibleName, N_("Rows that are left out"))
        content = QWidget()
        content.setLayout(column(lead, form, self.counts, self.warning, self.changes, self.problems, None))
        self._content = content
        self.texts.call(self._show_plan)
        self.show_content(content)
        self.try_now()
        self.given["source"].setFocus()

    def _changed(self) -> None:
        self._plan = None
        self._show_plan()
        self._timer.start()

    def try_now(self) -> None:
        """Find out what the import would do; an earlier try is given up."""
        self._timer.stop()
        self.run(
            market_import.plan,
            self._path,
            self._kind,
            {name: line.text() for name, line in self.given.items()},
            unit_of_work=self._workplace.program.unit_of_work,
            on_done=self._has_tried,
            on_failed=self._could_not_try,
        )

    def _has_tried(self, tried: MarketPlan) -> None:
        if not self.is_current(self.sender()) or self._timer.isActive():
            return
        self.end_work()
        self._plan = tried
        self._show_plan()

    def _could_not_try(self, error: BaseException) -> None:
        if not self.is_current(self.sender()):
            return
        self.end_work()
        if not isinstance(error, UserError):
            self._workplace.notices.error(error)
            return
        self.warning.setText(f"{error.what} {error.what_to_do}")
        self.warning.show()

    def _show_plan(self) -> None:
        tried = self._plan
        n = 0 if tried is None else len(tried.new) + len(tried.changed)
        self.accept_button.setText(ngettext("Import {n} row", "Import {n} rows", n) if n else _("Import"))
        self.accept_button.setEnabled(n > 0)
        self.changes_model.show_rows([] if tried is None else list(tried.changed))
        self.problems_model.show_rows([] if tried is None else list(tried.problems))
        self.changes.setVisible(tried is not None and bool(tried.changed))
        self.problems.setVisible(tried is not None and bool(tried.problems))
        if tried is not None and len(tried.problems) <= MOST_WRAPPED:
            self.problems.resizeRowsToContents()
            for place in range(len(tried.problems)):
                self.problems.setRowHeight(place, self.problems.rowHeight(place) + AIR)
        self.counts.setText("" if tried is None else tried.summary())
        nothing_new = tried is not None and n == 0
        self.warning.setText(_("Importing this file changes nothing.") if nothing_new else "")
        self.warning.setVisible(nothing_new)

    def keep(self) -> None:
        """Store what the dry run has shown."""
        if self._plan is None or not self.accept_button.isEnabled() or self._timer.isActive():
            return
        self._content.setEnabled(False)
        self.accept_button.setEnabled(False)
        self.cancel.setEnabled(False)  # all or nothing: it is one transaction
        self.run(
            market_import.accept,
            self._plan,
            unit_of_work=self._workplace.program.unit_of_work,
            on_done=self._has_kept,
            on_failed=self._could_not_keep,
        )

    def _has_kept(self, done: MarketImported) -> None:
        self.end_work()
        self.imported.emit(done)
        self.cancel.setEnabled(True)
        self.accept()

    def _could_not_keep(self, error: BaseException) -> None:
        self.end_work()
        self._content.setEnabled(True)
        self.cancel.setEnabled(True)
        self._show_plan()
        self._workplace.notices.error(error)

    def reject(self) -> None:
        """Leave without keeping anything; not in the middle of storing."""
        if self.cancel.isEnabled():
            self._timer.stop()
        super().reject()
