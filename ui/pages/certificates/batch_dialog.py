"""Certificates for many people of a vacancy: who gets one, in which language, where to, signed or not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from smmhire import texts
from smmhire.certificates.issuers import IssuerKey
from smmhire.services import certificate_batch, issuer_keys, vacancies
from smmhire.services.documents import Language
from smmhire.texts import N_, _, ngettext
from ui.dialogs.document import LANGUAGES
from ui.dialogs.document_file import FORBIDDEN
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.certificates.people import PeopleList
from ui.pages.page import Workplace
from ui.widgets.basics import button, column, label, row, scrolled
from ui.widgets.eliding_combo import ElidingCombo
from ui.widgets.quiet_wheel import QuietWheel
from ui.widgets.wrapped_choice import WrappedChoice

if TYPE_CHECKING:
    from smmhire.services.certificate_batch import FinishedPerson


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """What was asked for."""

    attempt_ids: tuple[UUID, ...]
    target: Path
    issuer: str
    language: Language
    is_signed: bool


class BatchDialog(Translated, QDialog):
    """`wanted` once everything is said; the dialog stays open until somebody accepts it."""

    wanted = Signal()

    def __init__(
        self, workplace: Workplace, vacancy_id: UUID | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._unit_of_work = workplace.program.unit_of_work
        self._vacancies = vacancies.listing(unit_of_work=self._unit_of_work)
        self.key: IssuerKey | None = issuer_keys.current(unit_of_work=self._unit_of_work)
        self._people: tuple[FinishedPerson, ...] | None = None
        self.texts.bind(self.setWindowTitle, N_("Certificates for a vacancy"))
        head = label("heading")
        self.texts.bind(head.setText, N_("Certificates for a vacancy"))
        self.vacancy = ElidingCombo()
        for one in self._vacancies:
            self.vacancy.addItem(one.title or _("Untitled"), one.id)
        asked: list[UUID | None] = [one.id for one in self._vacancies]
        self.vacancy.setCurrentIndex(asked.index(vacancy_id) if vacancy_id in asked else 0)
        self.everybody, self.selected, self._who = _choices(self)
        self.people = PeopleList()
        self.issuer = QLineEdit(self._first_issuer())
        self.language_choice = QComboBox()
        for code, name in LANGUAGES:
            self.language_choice.addItem(name, code)
        self.language_choice.setCurrentIndex(max(0, self.language_choice.findData(texts.language())))
        self.folder, self.zip, self._kind = _choices(self)
        self.target = QLineEdit()
        self.choose = button()
        self.texts.bind(self.choose.setText, N_("Choose …"))
        self.signed, self.unsigned, self._signing = _choices(self)
        self.problem = label("bad")
        self.problem.hide()
        self.make = button("primary")
        self.make.setDefault(True)
        cancel = button()
        cancel.setAutoDefault(False)
        self.texts.bind(cancel.setText, N_("Cancel"))
        content = QWidget()
        content.setLayout(column(head, self._form(), None))
        self.setLayout(column(scrolled(content), self.problem, row(None, cancel, self.make), margin=18))
        open_at(self, 640, 700)
        QuietWheel(self)
        self.vacancy.currentIndexChanged.connect(self._read_people)
        self.selected.button.toggled.connect(self._say)
        self.zip.button.toggled.connect(self._propose)
        self.people.changed.connect(self._say)
        self.target.textEdited.connect(self._say)
        self.choose.clicked.connect(self.choose_target)
        self.make.clicked.connect(self.try_make)
        cancel.clicked.connect(self.reject)
        self.everybody.button.setChecked(True)
        self.folder.button.setChecked(True)
        (self.signed if self.key is not None else self.unsigned).button.setChecked(True)
        self.signed.setEnabled(self.key is not None)
        self._propose()
        self._read_people()
        self.vacancy.setFocus()

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        where = row(self.target, self.choose)
        where.setStretch(0, 1)
        for name, text, field in (
            (N_("Vacancy"), self.vacancy, self.vacancy),
            (N_("Who gets one"), None, column(self.everybody, self.selected, self.people, spacing=2)),
            (N_("Issuer on the certificate"), self.issuer, self.issuer),
            (N_("Language"), self.language_choice, self.language_choice),
            (N_("Into"), self.target, column(row(self.folder, self.zip), where, spacing=4)),
            (N_("Signature"), None, column(self.signed, self.unsigned, spacing=2)),
        ):
            made = label(wraps=False)
            self.texts.bind(made.setText, name)
            if text is not None:
                made.setBuddy(text)
                self.texts.bind(text.setAccessibleName, name)
            form.addRow(made, field)
        return form

    def retranslate(self) -> None:
        """The sentences too."""
        super().retranslate()
        self._say()

    def _first_issuer(self) -> str:
        employer = self._workplace.settings.current.employer
        return employer or ("" if self.key is None else self.key.name)

    # -- people --------------------------------------------------------------------------------------
    def _read_people(self, *_anything: object) -> None:
        self._people = None
        self.people.show_people(())
        self._propose()
        vacancy_id: UUID | None = self.vacancy.currentData()
        if vacancy_id is None:
            self._people = ()
            self._say()
            return
        self._workplace.background.run(
            self._find_people, vacancy_id, on_done=self._found, on_failed=self._workplace.notices.error
        )

    def _find_people(self, vacancy_id: UUID) -> tuple[UUID, tuple[FinishedPerson, ...]]:
        """In the background."""
        return vacancy_id, certificate_batch.finished_people(vacancy_id, unit_of_work=self._unit_of_work)

    def _found(self, found: tuple[UUID, tuple[FinishedPerson, ...]]) -> None:
        vacancy_id, people = found
        if vacancy_id == self.vacancy.currentData():
            self._people = people
            self.people.show_people(people)
            self._say()

    @property
    def attempt_ids(self) -> tuple[UUID, ...]:
        """Whose certificates are asked for."""
        if self.selected.button.isChecked():
            return self.people.picked
        return tuple(one.attempt_id for one in self._people or ())

    # -- where to ------------------------------------------------------------------------------------
    def _propose(self, *_anything: object) -> None:
        """A place of its own for every vacancy, beside what was saved last."""
        last = Path(self._workplace.settings.current.last_folder or Path.home())
        folder = last if last.is_dir() else Path.home()
        said = _("Certificates {vacancy}", vacancy=self.vacancy.currentText())
        name = FORBIDDEN.sub("-", said).strip(" .-")
        self.target.setText(str(folder / (f"{name}.zip" if self.zip.button.isChecked() else name)))
        self._say()

    def choose_target(self) -> None:
        """Ask for the folder or the ZIP file."""
        if self.zip.button.isChecked():
            name, _filter = QFileDialog.getSaveFileName(
                self, _("ZIP file for the certificates"), self.target.text(), _("ZIP files (*.zip)")
            )
            if name and not name.lower().endswith(".zip"):
                name += ".zip"
        else:
            begin = Path(self.target.text()).parent
            name = QFileDialog.getExistingDirectory(self, _("Folder for the certificates"), str(begin))
        if name:
            self.target.setText(name)
            self._say()

    # -- what is said --------------------------------------------------------------------------------
    def _say(self, *_anything: object) -> None:
        people = self._people
        count = 0 if people is None else len(people)
        self.everybody.set_text(
            _("Looking …")
            if people is None
            else ngettext(
                "{n} person whose assessment is finished", "All {n} whose assessment is finished", count
            )
            if count
            else _("Nobody has finished the assessment for this vacancy yet.")
            if self._vacancies
            else _("There is no vacancy yet. Make one on the page “Vacancies”, and have candidates assessed.")
        )
        self.selected.set_text(_("Only those ticked below"))
        self.selected.setEnabled(bool(count))
        self.people.setVisible(self.selected.button.isChecked())
        self.folder.set_text(_("a folder"))
        self.zip.set_text(_("a ZIP file"))
        self.signed.set_text(
            _("Signed by “{issuer}”: anybody can check them, also without network.", issuer=self.key.name)
            if self.key is not None
            else _("Signed: make an issuer first, then they can be.")
        )
        self.unsigned.set_text(
            _("Without signatures: nobody can check them, only ask you. They say so themselves.")
        )
        wanted = len(self.attempt_ids)
        self.make.setText(
            ngettext("Make {n} certificate", "Make {n} certificates", wanted)
            if wanted
            else _("Make certificates")
        )
        self.make.setEnabled(bool(wanted))
        self.problem.hide()

    # -- done ----------------------------------------------------------------------------------------
    @property
    def order(self) -> BatchOrder:
        """What is asked for."""
        return BatchOrder(
            self.attempt_ids,
            Path(self.target.text().strip()).expanduser(),
            self.issuer.text().strip(),
            self.language_choice.currentData(),
            self.signed.button.isChecked(),
        )

    def try_make(self) -> None:
        """Pass the order on, or say what is missing."""
        problem, field = self._missing()
        if field is not None:
            self.problem.setText(problem)
            self.problem.show()
            field.setFocus()
            return
        self.wanted.emit()

    def _missing(self) -> tuple[str, QWidget | None]:
        order = self.order
        if not order.issuer:
            return _("Write who issues the certificates: the name stands on each of them."), self.issuer
        if not self.target.text().strip() or not order.target.parent.is_dir():
            return _("Choose a place that exists for the files."), self.choose
        is_zip = order.target.suffix.lower() == ".zip"
        if is_zip != self.zip.button.isChecked():
            return (
                _("The name of a ZIP file ends in .zip.")
                if not is_zip
                else _("A folder’s name must not end in .zip: choose “a ZIP file”, or another name."),
                self.target,
            )
        if order.target.is_dir() == is_zip and order.target.exists():
            return _("There is something else under this name: choose another one."), self.target
        return "", None


def _choices(parent: QWidget) -> tuple[WrappedChoice, WrappedChoice, QButtonGroup]:
    """Two radio buttons of which one is chosen."""
    group = QButtonGroup(parent)
    first, second = (WrappedChoice(QRadioButton(), is_in_form=True) for _each in range(2))
    for one in (first, second):
        group.addButton(one.button)
    return first, second, group
