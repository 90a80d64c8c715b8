"""Whose result is it? Assessments that were taken before anybody was named as a candidate."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from smmhire.services.assessments import ResultSummary
from smmhire.texts import N_, _, day, percent
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.widgets.basics import button, column, label, row
from ui.widgets.table_view import TableView


def taken_for(summary: ResultSummary) -> str:
    """The vacancy an attempt was taken for, or 'practice'."""
    return summary.vacancy_title if summary.vacancy_id is not None else _("practice")


class AttachDialog(Translated, QDialog):
    """Finished assessments without a candidate; `chosen` carries the attempt's id."""

    chosen = Signal(object)

    def __init__(self, name: str, results: Sequence[ResultSummary], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.texts.bind(self.setWindowTitle, N_("Attach a result"))
        question = label("heading")
        self.texts.call(lambda: question.setText(_("Which of these results is {name}’s?", name=name)))
        hint = label("muted")
        self.texts.bind(
            hint.setText,
            N_(
                "These assessments were taken without naming a candidate. A result that was taken for a "
                "vacancy also makes the candidate apply for it."
            ),
        )
        self.model = TableModel(
            (
                Column(N_("Taken by"), lambda r: r.taker_name, stretches=True),
                Column(N_("Taken for"), taken_for, stretches=True),
                Column(N_("Correct"), lambda r: percent(r.percent_correct), is_number=True),
                Column(N_("Finished"), lambda r: day(r.finished_at)),
            ),
            self,
        )
        self.model.show_rows(results)
        self.table = TableView(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Results without a candidate"))
        self.attach = button("primary")
        self.attach.setDefault(True)
        self.texts.bind(self.attach.setText, N_("Attach"))
        cancel = button()
        self.texts.bind(cancel.setText, N_("Cancel"))
        self.setLayout(column(question, hint, self.table, row(None, cancel, self.attach), margin=18))
        open_at(self, 620, 400)
        self.attach.clicked.connect(self.choose)
        self.table.activated.connect(self.choose)
        cancel.clicked.connect(self.reject)
        same_name = (i for i, r in enumerate(results) if r.taker_name.casefold() == name.casefold())
        self.table.select(next(same_name, 0))
        self.table.setFocus()

    def retranslate(self) -> None:
        """Rows too."""
        super().retranslate()
        self.model.refresh()

    def choose(self, *_anything: object) -> None:
        """Take the selected result."""
        summary: ResultSummary | None = self.table.current_row()
        if summary is not None:
            attempt_id: UUID = summary.attempt_id
            self.chosen.emit(attempt_id)
