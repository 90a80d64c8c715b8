"""Erasing a person: what goes and what stays, told beforehand, and a deliberate act."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QWidget

from smmhire.candidates.keys import search_key
from smmhire.services import erasing
from smmhire.services.common import who
from smmhire.services.erasing import Erased, Preview, what_goes, what_stays
from smmhire.texts import N_, _, ngettext
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.page import Workplace
from ui.widgets.basics import button, column, label, row, scrolled
from ui.widgets.work_row import WorkRow


class EraseDialog(Translated, QDialog):
    """Names the person and has the name written: only then can the button be pressed. `erased` when they are
    gone; there is no way back."""

    erased = Signal()

    def __init__(self, found: Preview, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._found = found
        self._workplace = workplace
        self.texts.bind(self.setWindowTitle, N_("Erase a person"))
        question = label("heading")
        self.texts.call(lambda: question.setText(_("Erase {name} for good?", name=found.name)))
        warning = label("bad")
        self.texts.bind(warning.setText, N_("This cannot be undone."))
        goes, stays = label(), label()
        goes_head, stays_head = label("muted"), label("muted")
        self.texts.bind(goes_head.setText, N_("What is erased"))
        self.texts.bind(stays_head.setText, N_("What stays"))
        self.texts.call(lambda: goes.setText(_bullets(what_goes(found))))
        self.texts.call(lambda: stays.setText(_bullets(what_stays(found))))
        self.unattached = QCheckBox()
        self.texts.call(
            lambda: self.unattached.setText(
                ngettext(
                    "Also take the name out of {n} assessment under it that is nobody’s",
                    "Also take the name out of {n} assessments under it that are nobody’s",
                    found.unattached,
                )
            )
        )
        self.unattached.setVisible(bool(found.unattached))
        content = QWidget()
        content.setLayout(
            column(question, warning, goes_head, goes, stays_head, stays, self.unattached, None, spacing=8)
        )
        ask = label()
        self.texts.call(lambda: ask.setText(_("To erase, write the name: {name}", name=found.name)))
        self.name = QLineEdit()
        ask.setBuddy(self.name)
        self.texts.bind(self.name.setAccessibleName, N_("The name of the person to erase"))
        self.erase = button("danger")
        self.erase.setAutoDefault(False)  # a second Enter, pressed by habit, must not erase anybody
        self.texts.bind(self.erase.setText, N_("Erase for good"))
        self.cancel = button()
        self.cancel.setDefault(True)
        self.texts.bind(self.cancel.setText, N_("Cancel"))
        self.work = WorkRow(N_("Erasing …"))
        self.work.cancel.hide()  # it is all or nothing, and short
        self.setLayout(
            column(
                scrolled(content), ask, self.name, self.work, row(None, self.cancel, self.erase), margin=18
            )
        )
        open_at(self, 560, content.sizeHint().height() + 260)
        self.name.textChanged.connect(self._check)
        self.erase.clicked.connect(self.try_erase)
        self.cancel.clicked.connect(self.reject)
        self._check()
        self.name.setFocus()

    def _check(self) -> None:
        """The button can be pressed once the name is there, in any spelling that is the same name."""
        self.erase.setEnabled(search_key(self.name.text()) == search_key(self._found.name))

    def try_erase(self) -> None:
        """Erase the person, in the background: a large file takes a while to be swept."""
        self._enable(False)
        self.work.begin()
        self._workplace.background.run(
            erasing.erase,
            self._found.candidate_id,
            who=who(self._workplace.settings.current.user_name),
            with_unattached=self.unattached.isChecked(),
            unit_of_work=self._workplace.program.unit_of_work,
            on_done=self._done,
            on_failed=self._failed,
        )

    def _enable(self, is_on: bool) -> None:
        for widget in (self.name, self.erase, self.cancel, self.unattached):
            widget.setEnabled(is_on)

    def reject(self) -> None:
        """Not while it is being done."""
        if self.cancel.isEnabled():
            super().reject()

    def _done(self, done: Erased) -> None:
        self._enable(True)
        self.work.end()
        self.accept()
        self.erased.emit()
        name = self._found.name
        self._workplace.notices.info(lambda: _done_text(name, done))

    def _failed(self, error: BaseException) -> None:
        self._enable(True)
        self.work.end()
        self._workplace.notices.error(error)


def _bullets(sentences: Sequence[str]) -> str:
    return "\n".join(f"• {sentence}" for sentence in sentences)


def _done_text(name: str, done: Erased) -> str:
    said = _("{name} has been erased.", name=name)
    if done.is_swept:
        return said
    return f"{said} " + _(
        "The database is in use elsewhere: the last traces leave its file when it is closed there."
    )
