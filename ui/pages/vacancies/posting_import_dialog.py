"""A job posting of others: what of it becomes the new vacancy, and what does not; only then is it kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from smmhire.services import job_postings
from smmhire.services.job_postings import FATES, FoundPosting, property_name
from smmhire.texts import N_, _, number
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.widgets.basics import button, column, label, row
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from smmhire.bootstrap import Program


class PostingImportDialog(Translated, QDialog):
    """Shows the dry run. `imported` carries the id of the vacancy that was made."""

    imported = Signal(object)

    def __init__(self, found: FoundPosting, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._found = found
        self._program = program
        self.title = label("heading")
        self.title.setText(found.read.profile.title)
        self.lead = label()
        self.several = label("caution")
        self.model = TableModel(
            (
                Column(N_("In the posting"), lambda r: property_name(r.property)),
                Column(N_("What becomes of it"), lambda r: _(FATES[r.fate])),
                Column(N_("What it says"), lambda r: r.value, stretches=True),
            ),
            self,
        )
        self.model.show_rows(found.read.lines)
        self.table = TableView(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("What the posting says"))
        self.detail = QPlainTextEdit()
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.texts.bind(self.detail.setAccessibleName, N_("What becomes of it"))
        self.keep, self.cancel = button("primary"), button()
        self.keep.setDefault(True)
        self.texts.bind(self.keep.setText, N_("Make a vacancy of it"))
        self.texts.bind(self.cancel.setText, N_("Cancel"))
        self.texts.bind(self.setWindowTitle, N_("Bring in a job posting"))
        self.texts.call(self._say)
        layout = column(
            self.title,
            self.lead,
            self.several,
            self.table,
            self.detail,
            row(None, self.cancel, self.keep),
            margin=18,
        )
        layout.setStretch(3, 3)
        layout.setStretch(4, 1)
        self.setLayout(layout)
        # A small screen has less height than both would like.
        self.table.setMinimumHeight(56)
        self.detail.setMinimumHeight(44)
        open_at(self, 820, 600)
        self.table.selected.connect(self._show_line)
        self.keep.clicked.connect(self.make_vacancy)
        self.cancel.clicked.connect(self.reject)
        self.table.select(0)

    def _say(self) -> None:
        self.lead.setText(
            _(
                "Nothing has been kept yet. The new vacancy begins with the duties and competencies of the "
                "role; from the posting comes what stands here. Look it through afterwards."
            )
        )
        self.several.setText(
            _("The file holds {count} postings; this is the first one.", count=number(self._found.count))
        )
        self.several.setVisible(self._found.count > 1)
        self.model.refresh()

    def _show_line(self) -> None:
        line = self.table.current_row()
        self.detail.setPlainText("" if line is None else "\n".join(p for p in (line.value, line.reason) if p))

    def make_vacancy(self) -> None:
        """Keep what was read."""
        kept = job_postings.accept(self._found, unit_of_work=self._program.unit_of_work)
        self.imported.emit(kept.id)
        self.accept()
