"""A list of figures typed by hand: what it is called, and what its figures are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFormLayout, QLineEdit, QWidget

from smmhire.pay.observation import PaySource, SourceKind
from smmhire.services.pay_entries import LICENCE_NOTE
from smmhire.texts import N_, _
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.pay.words import translated
from ui.widgets.basics import button, column, label, row

LIST_KINDS: tuple[tuple[SourceKind, str], ...] = (
    ("own_entries", N_("what is paid, or asked for")),
    ("postings", N_("what is offered")),
)


class ListDialog(Translated, QDialog):
    """Asks about a new list, or changes the one given. `kept` when it is to be kept; the dialog stays open
    until that has been done."""

    kept = Signal()

    def __init__(self, source: PaySource | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.source = source
        self.texts.bind(self.setWindowTitle, N_("New list") if source is None else N_("Change the list"))
        self.name = QLineEdit("" if source is None else translated(source.name))
        self.texts.bind(self.name.setPlaceholderText, N_("Our staff 2026, What candidates asked …"))
        self.kind = QComboBox()
        for at, (code, text) in enumerate(LIST_KINDS):
            self.kind.addItem("", code)
            self.texts.bind(lambda t, at=at: self.kind.setItemText(at, t), text)
        self.each_another = QCheckBox()
        self.texts.bind(self.each_another.setText, N_("Each figure is another person’s"))
        why = label("muted")
        self.texts.bind(
            why.setText,
            N_(
                "Tick this for what candidates ask: each of them counts as a contributor. Not for what one "
                "employer pays several people: there the employer is the contributor."
            ),
        )
        self.licence = QLineEdit(_(LICENCE_NOTE) if source is None else translated(source.licence_note))
        if source is not None:
            self.kind.setCurrentIndex(max(0, self.kind.findData(source.kind)))
            self.each_another.setChecked(source.each_row_is_a_contributor)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field, text in (
            (self.name, N_("Name")),
            (self.kind, N_("Its figures are")),
            (self.licence, N_("Licence")),
        ):
            made = label(wraps=False)
            made.setBuddy(field)
            self.texts.bind(made.setText, text)
            self.texts.bind(field.setAccessibleName, text)
            form.addRow(made, field)
        keep = button("primary")
        keep.setDefault(True)
        self.texts.bind(keep.setText, N_("Save"))
        cancel = button()
        cancel.setAutoDefault(False)
        self.texts.bind(cancel.setText, N_("Cancel"))
        self.setLayout(column(form, self.each_another, why, None, row(None, cancel, keep), margin=18))
        open_at(self, 520, 320)
        keep.clicked.connect(self.kept)
        cancel.clicked.connect(self.reject)
        self.name.setFocus()

    @property
    def chosen_kind(self) -> SourceKind:
        """What the figures are."""
        return LIST_KINDS[self.kind.currentIndex()][0]

    def words(self) -> tuple[str, str]:
        """Name and licence note. What the program named and nobody has changed stays as it was, so that it
        is still translated."""
        written = (self.name.text().strip(), self.licence.text().strip())
        before = ("", LICENCE_NOTE)
        if self.source is not None:
            before = (self.source.name, self.source.licence_note)
        name, licence = (
            old if old and new == translated(old) else new for old, new in zip(before, written, strict=True)
        )
        return name, licence
