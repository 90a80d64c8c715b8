"""Who the candidate is: only the name is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from smmhire.candidates.candidate import Candidate
from smmhire.services.vacancies import VacancySummary
from smmhire.texts import N_, _, digits
from ui.dialogs.size import open_at
from ui.language import Translated, number_typed
from ui.pages.candidates.lookalikes import Look, LookalikeWarning
from ui.pages.candidates.tag_edit import TagEdit
from ui.widgets.basics import button, column, label, row, scrolled


class EditDialog(Translated, QDialog):
    """Edits a candidate, or asks for a new one and what they apply for.

    `kept` carries what was typed when the user wants it kept; the dialog closes when told so by `accept`,
    so that nothing typed is lost where keeping fails.
    """

    kept = Signal()

    def __init__(
        self,
        candidate: Candidate | None,
        vacancies: Sequence[VacancySummary] = (),
        vacancy_id: UUID | None = None,
        parent: QWidget | None = None,
        look: Look | None = None,
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self.candidate = candidate
        is_new = candidate is None
        years = None if candidate is None else candidate.experience_years
        self.texts.bind(self.setWindowTitle, N_("New candidate") if is_new else N_("Edit the candidate"))
        self.name = QLineEdit(candidate.name if candidate else "")
        self.email = QLineEdit(candidate.email if candidate else "")
        self.phone = QLineEdit(candidate.phone if candidate else "")
        self.note = QPlainTextEdit(candidate.note if candidate else "")
        self.experience = QLineEdit("" if years is None else digits(f"{years:g}"))
        self.texts.bind(self.experience.setPlaceholderText, N_("in years, as they say themselves"))
        self.tags = TagEdit(candidate.tags if candidate else ())
        self.texts.bind(self.tags.setPlaceholderText, N_("separated by commas"))
        self.note.setTabChangesFocus(True)
        lines = self.note.fontMetrics().lineSpacing()
        self.note.setMinimumHeight(3 * lines)
        self.note.setMaximumHeight(6 * lines)
        self.vacancy = QComboBox()
        self.vacancy.addItem("", None)
        self.texts.bind(lambda text: self.vacancy.setItemText(0, text), N_("no vacancy yet"))
        for summary in vacancies:
            self.vacancy.addItem(summary.title, summary.id)
        # Not findData: Qt compares Python's objects by identity.
        ids = [None, *(summary.id for summary in vacancies)]
        self.vacancy.setCurrentIndex(ids.index(vacancy_id) if vacancy_id in ids else 0)
        self.problem = label("bad")
        self.problem.hide()
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields: list[tuple[QWidget, str]] = [
            (self.name, N_("Name")),
            (self.email, N_("Email")),
            (self.phone, N_("Phone")),
            (self.experience, N_("Experience")),
            (self.tags, N_("Tags")),
            (self.note, N_("Note")),
        ]
        if is_new:
            fields.insert(3, (self.vacancy, N_("Applies for")))
        for field, text in fields:
            made = label(wraps=False)
            made.setBuddy(field)
            self.texts.bind(made.setText, text)
            self.texts.bind(field.setAccessibleName, text)
            form.addRow(made, field)
        hint = label("muted")
        self.texts.bind(
            hint.setText, N_("Name, contact and note are for you alone: they never enter the ranking.")
        )
        self.keep = button("primary")
        self.keep.setDefault(True)
        self.texts.bind(self.keep.setText, N_("Add") if is_new else N_("Save"))
        cancel = button()
        self.texts.bind(cancel.setText, N_("Cancel"))
        fields_and_hint = QWidget()
        fields_and_hint.setLayout(column(form, hint, None))
        self.area = scrolled(fields_and_hint)
        own = [] if look is None else [LookalikeWarning(self.name, self.email, self.phone, look)]
        self.lookalikes = own[0] if own else None
        self.setLayout(column(self.area, *own, self.problem, row(None, cancel, self.keep), margin=18))
        open_at(self, 480, fields_and_hint.sizeHint().height() + 110)
        self.keep.clicked.connect(self.try_keep)
        cancel.clicked.connect(self.reject)
        self.name.textChanged.connect(self._no_problem)
        self.experience.textChanged.connect(self._no_problem)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.try_keep)
        self.name.setFocus()

    @property
    def vacancy_id(self) -> UUID | None:
        """What a new candidate applies for."""
        return self.vacancy.currentData()

    def changed(self) -> Candidate:
        """The candidate with what the fields say. Only for one that was there before."""
        assert self.candidate is not None, "a new candidate is made by the service"
        return replace(
            self.candidate,
            name=self.name.text().strip(),
            email=self.email.text().strip(),
            phone=self.phone.text().strip(),
            note=self.note.toPlainText().strip(),
            experience_years=self.years,
            tags=self.tags.tags,
        )

    @property
    def years(self) -> float | None:
        """The experience typed; None where there is none."""
        return number_typed(self.experience.text())

    def try_keep(self) -> None:
        """Ask for it to be kept, or say what is missing."""
        if not self.name.text().strip():
            self._refuse(
                self.name,
                _("Write the name: a candidate without one cannot be kept."),
                _("The name is missing."),
            )
        elif self.experience.text().strip() and not 0 <= (-1 if self.years is None else self.years) <= 80:
            self._refuse(
                self.experience,
                _("Write the experience as a number of years, such as 2 or 2.5, or leave it empty."),
                _("This is not a number of years."),
            )
        elif self.lookalikes is not None and self.lookalikes.is_to_be_confirmed():
            self.keep.setText(_("Add anyway") if self.candidate is None else _("Save anyway"))
        else:
            self.kept.emit()

    def _refuse(self, field: QLineEdit, what: str, description: str) -> None:
        self.problem.setText(what)
        self.problem.show()
        self._mark(field, description)
        field.setFocus()
        self.area.ensureWidgetVisible(field)

    def _no_problem(self, *_anything: object) -> None:
        self.problem.hide()
        for field in (self.name, self.experience):
            self._mark(field, "")

    def _mark(self, field: QLineEdit, description: str) -> None:
        field.setProperty("invalid", bool(description))
        field.style().unpolish(field)
        field.style().polish(field)
        field.setAccessibleDescription(description)
