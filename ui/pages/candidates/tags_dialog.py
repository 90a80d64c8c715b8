"""Tags for several candidates at once: which to put on, which to take off."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget

from smmhire.services import tags
from smmhire.texts import N_, ngettext
from ui.language import Translated
from ui.pages.candidates.tag_edit import TagEdit
from ui.pages.page import Workplace
from ui.widgets.basics import PAGE_MARGIN, column, label


class TagsDialog(Translated, QDialog):
    """`kept` carries the tags to put on and those to take off."""

    kept = Signal(object, object)

    def __init__(self, ids: Sequence[UUID], workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.ids = tuple(ids)
        self.texts.bind(self.setWindowTitle, N_("Tags"))
        heading = label("heading")
        self.texts.call(
            lambda: heading.setText(
                ngettext("Tags of {n} candidate", "Tags of {n} candidates", len(self.ids))
            )
        )
        known = tags.in_use(unit_of_work=workplace.program.unit_of_work)
        self.add, self.remove = TagEdit(), TagEdit()
        form = QFormLayout()
        for field, text in ((self.add, N_("Put on")), (self.remove, N_("Take off"))):
            field.know(known)
            name = label(wraps=False)
            name.setBuddy(field)
            self.texts.bind(name.setText, text)
            self.texts.bind(field.setAccessibleName, text)
            self.texts.bind(field.setPlaceholderText, N_("tags, with commas between them"))
            form.addRow(name, field)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.save = buttons.button(QDialogButtonBox.StandardButton.Save)
        buttons.accepted.connect(self._keep)
        buttons.rejected.connect(self.reject)
        for field in (self.add, self.remove):
            field.textChanged.connect(self._show_state)
        self.setLayout(column(heading, form, buttons, margin=PAGE_MARGIN))
        self.setMinimumWidth(420)
        self._show_state()

    def _show_state(self, *_anything: object) -> None:
        self.save.setEnabled(bool(self.add.tags or self.remove.tags))

    def _keep(self) -> None:
        self.kept.emit(self.add.tags, self.remove.tags)
        self.accept()
