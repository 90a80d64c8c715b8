"""Consent, until when the data are kept, giving out all that is held, and erasing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QDateEdit, QFileDialog, QLineEdit, QWidget

from smmhire.candidates.candidate import Candidate
from smmhire.services import consent, documents, erasing, person_data
from smmhire.services.documents import Language
from smmhire.services.erasing import Preview
from smmhire.services.person_data import Exported
from smmhire.texts import N_, _, day, moment
from ui.dialogs.document import DocumentDialog
from ui.pages.candidates.erase_dialog import EraseDialog
from ui.pages.candidates.section import Section
from ui.pages.page import Workplace
from ui.widgets.basics import button, column, label, row, rule


class ConsentTab(Section):
    """Every button here says what it does to the person's data. `erased`: they are gone."""

    erased = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self.dialog: EraseDialog | DocumentDialog | None = None
        self.state = label()
        self.words = QLineEdit()
        self.texts.bind(self.words.setPlaceholderText, N_("How they agreed: by email, on a form …"))
        self.texts.bind(self.words.setAccessibleName, N_("How they agreed"))
        self.has_end = QCheckBox()
        self.texts.bind(self.has_end.setText, N_("Keep the data until"))
        self.until = QDateEdit()
        self.until.setCalendarPopup(True)
        self.until.setDisplayFormat("d MMMM yyyy")
        self.texts.call(lambda: self.until.setLocale(QLocale()))  # months and digits
        self.texts.bind(self.until.setAccessibleName, N_("Keep the data until"))
        self.agree = button("primary")
        self.withdraw = button("quiet")
        self.texts.bind(self.withdraw.setText, N_("Consent withdrawn"))
        self.keep_date = button()
        self.texts.bind(self.keep_date.setText, N_("Save the date"))
        self.hint = label("muted")
        self.texts.bind(
            self.hint.setText,
            N_("Nothing is erased by itself: when the date has passed, the list of candidates reminds you."),
        )
        self.document = button()
        self.texts.bind(self.document.setText, N_("What is kept (PDF) …"))
        self.export = button()
        self.texts.bind(self.export.setText, N_("Export all data …"))
        self.erase = button("danger")
        self.texts.bind(self.erase.setText, N_("Erase the person …"))
        self.setLayout(
            column(
                self.state,
                self.words,
                row(self.agree, self.withdraw, None),
                self.has_end,
                row(self.until, self.keep_date, None),
                self.hint,
                rule(),
                row(self.document, self.export, None),
                row(self.erase, None),
                None,
                spacing=10,
            )
        )
        self.layout().setContentsMargins(0, 10, 0, 0)  # pyright: ignore[reportOptionalMemberAccess]
        self.has_end.toggled.connect(self.until.setEnabled)
        self.agree.clicked.connect(self.keep_consent)
        self.withdraw.clicked.connect(self.drop_consent)
        self.keep_date.clicked.connect(self.keep_until)
        self.document.clicked.connect(self.show_document)
        self.export.clicked.connect(self.choose_folder)
        self.erase.clicked.connect(self.ask_to_erase)

    def fill(self) -> None:
        """What is agreed, and until when."""
        person = self.candidate
        if person is None:
            self.state.clear()
            self.agree.setText(_("Agrees today"))
            return
        if person.consent_at is None:
            self.state.setText(_("No consent is recorded."))
            self.agree.setText(_("Agrees today"))
        else:
            words = f" · {person.consent_note}" if person.consent_note else ""
            self.state.setText(_("Agreed on {when}", when=moment(person.consent_at)) + words)
            self.agree.setText(_("Agrees anew today"))
        self.words.setText(person.consent_note)
        self.withdraw.setVisible(person.consent_at is not None)
        self.has_end.setChecked(person.keep_until is not None)
        shown = person.keep_until or self._usual_end()
        self.until.setDate(QDate(shown.year, shown.month, shown.day))
        self.until.setEnabled(person.keep_until is not None)

    def _usual_end(self) -> date:
        return consent.months_later(date.today(), self.workplace.settings.current.retention_months)

    @property
    def _chosen_end(self) -> date | None:
        if not self.has_end.isChecked():
            return None
        chosen = self.until.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    # -- consent -------------------------------------------------------------------------------------
    def keep_consent(self) -> None:
        """They agree, from now on for the usual time, or longer where that was set."""
        before = self._before()
        ends = [self._usual_end()] + [end for end in (self._chosen_end,) if end is not None]
        changed = consent.agree(before.id, self.words.text(), max(ends), unit_of_work=self.unit_of_work)
        end = changed.keep_until
        assert end is not None
        self._tell(before, lambda: _("Consent is kept, and the data until {day}.", day=day(end)))

    def drop_consent(self) -> None:
        """They no longer agree; erasing is a step of its own."""
        before = self._before()
        consent.withdraw(before.id, unit_of_work=self.unit_of_work)
        self._tell(before, lambda: _("No consent is recorded any more. Consider erasing the data."))

    def keep_until(self) -> None:
        """Keep the date alone."""
        before = self._before()
        end = self._chosen_end
        consent.set_keep_until(before.id, end, unit_of_work=self.unit_of_work)
        self._tell(
            before,
            lambda: _("No date is set any more.") if end is None else _("Kept until {day}.", day=day(end)),
        )

    def _before(self) -> Candidate:
        assert self.candidate is not None
        return self.candidate

    def _tell(self, before: Candidate, said: Callable[[], str]) -> None:
        def back() -> None:
            consent.restore(before, unit_of_work=self.unit_of_work)
            self.changed.emit()

        self.changed.emit()
        self.workplace.notices.info(said, N_("Undo"), back)

    # -- giving out ----------------------------------------------------------------------------------
    def show_document(self) -> None:
        """What is kept, as a document for the person."""
        person, unit_of_work = self._before(), self.unit_of_work

        def make(language: Language) -> bytes:
            return documents.dossier_pdf(person.id, language, unit_of_work=unit_of_work)

        place = self.workplace
        dialog = DocumentDialog(
            make, _("Data of {name}", name=person.name), place.background, place.notices, place.settings, self
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.open()

    def choose_folder(self) -> None:
        """Ask where to put all of it."""
        folder = QFileDialog.getExistingDirectory(
            self, _("Folder for the data"), self.workplace.settings.current.last_folder or str(Path.home())
        )
        if folder:
            self.workplace.settings.change(last_folder=folder)
            self.write_data(Path(folder))

    def write_data(self, folder: Path) -> None:
        """Write data, documents and files into a folder of their own there."""
        person = self._before()
        name = "".join(c if c.isalnum() or c in " -" or ord(c) > 127 else "_" for c in person.name)[:60]
        self.workplace.background.run(
            person_data.export,
            person.id,
            folder / f"{name} {date.today():%Y-%m-%d}",
            unit_of_work=self.unit_of_work,
            on_done=self._written,
        )

    def _written(self, made: Exported) -> None:
        folder = made.data.parent
        self.workplace.notices.info(
            lambda: _("All that is kept has been written into {folder}.", folder=folder),
            N_("Open the folder"),
            lambda: _open_folder(folder),
        )

    # -- erasing -------------------------------------------------------------------------------------
    def ask_to_erase(self) -> None:
        """Count first what there is, then ask."""
        self.workplace.background.run(
            erasing.preview, self.candidate_id, unit_of_work=self.unit_of_work, on_done=self._ask
        )

    def _ask(self, found: Preview) -> None:
        dialog = EraseDialog(found, self.workplace, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.erased.connect(self.erased)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _forget(self, *_anything: object) -> None:
        self.dialog = None


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
