"""Whose data were to be kept until a day that has passed: erase, or ask again and extend."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from smmhire.candidates.candidate import Candidate
from smmhire.services import consent, erasing
from smmhire.services.consent import Overdue
from smmhire.services.erasing import Preview
from smmhire.texts import N_, _, day, number
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.candidates.erase_dialog import EraseDialog
from ui.pages.page import Workplace
from ui.widgets.basics import button, column, label, row
from ui.widgets.table_view import TableView


class OverdueDialog(Translated, QDialog):
    """One row a person; nothing happens to anybody without a press of a button. `changed`: something did."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._unit_of_work = workplace.program.unit_of_work
        self._found = Overdue((), 0)
        self.dialog: EraseDialog | None = None
        self.texts.bind(self.setWindowTitle, N_("Kept longer than agreed"))
        self.heading = label("heading")
        hint = label("muted")
        self.texts.bind(
            hint.setText,
            N_(
                "Ask them whether you may keep their data, and extend the date when they agree; "
                "else erase them."
            ),
        )
        self.model = TableModel(
            (
                Column(N_("Name"), lambda c: c.name, stretches=True),
                Column(N_("Email"), lambda c: c.email, stretches=True),
                Column(N_("Phone"), lambda c: c.phone),
                Column(N_("Kept until"), lambda c: day(c.keep_until) if c.keep_until else ""),
            ),
            self,
        )
        self.table = TableView(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Kept longer than agreed"))
        self.extend = button("primary")
        self.texts.bind(self.extend.setText, N_("They agree: extend"))
        self.erase = button("danger")
        self.texts.bind(self.erase.setText, N_("Erase …"))
        close = button()
        self.texts.bind(close.setText, N_("Close"))
        layout = column(self.heading, hint, self.table, row(self.extend, self.erase, None, close), margin=18)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        open_at(self, 720, 460)
        self.extend.clicked.connect(self.extend_selected)
        self.erase.clicked.connect(self.ask_to_erase)
        close.clicked.connect(self.reject)
        self.load()
        self.table.setFocus()

    def retranslate(self) -> None:
        """Rows and counts too."""
        super().retranslate()
        self.model.refresh()
        self._say()

    def load(self) -> None:
        """Read the list again, keeping the place in it."""
        place = max(0, self.table.currentIndex().row())
        self._found = consent.overdue(unit_of_work=self._unit_of_work)
        self.model.show_rows(self._found.people)
        self.table.select(min(place, len(self._found.people) - 1))
        self._say()

    def _say(self) -> None:
        for pressed in (self.extend, self.erase):
            pressed.setEnabled(bool(self._found.people))
        if not self._found.count:
            self.heading.setText(_("Nobody’s data are kept longer than agreed."))
            return
        self.heading.setText(
            _("People whose data are kept longer than agreed: {n}", n=number(self._found.count))
        )

    def selected(self) -> Candidate | None:
        """Whose row is current."""
        return self.table.current_row()

    def extend_selected(self) -> None:
        """They agreed anew: from today on for the usual time."""
        person = self.selected()
        if person is None:
            return
        end = consent.months_later(date.today(), self._workplace.settings.current.retention_months)
        consent.agree(person.id, person.consent_note, end, unit_of_work=self._unit_of_work)

        def back() -> None:
            consent.restore(person, unit_of_work=self._unit_of_work)
            self.changed.emit()

        self._changed()
        self._workplace.notices.info(
            lambda: _("{name}: kept until {day}.", name=person.name, day=day(end)), N_("Undo"), back
        )

    def ask_to_erase(self) -> None:
        """Count first what there is of them, then ask."""
        person = self.selected()
        if person is not None:
            self._workplace.background.run(
                erasing.preview, person.id, unit_of_work=self._unit_of_work, on_done=self._ask
            )

    def _ask(self, found: Preview) -> None:
        dialog = EraseDialog(found, self._workplace, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.erased.connect(self._changed)
        self.dialog = dialog
        dialog.open()

    def _changed(self) -> None:
        self.load()
        self.changed.emit()
