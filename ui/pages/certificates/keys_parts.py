"""What the dialogs on issuers' keys share: passphrases, fingerprints, and work that may be refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unicodedata import normalize

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLayout, QLineEdit, QWidget

from smmhire.errors import UserError
from smmhire.services import issuer_keys
from smmhire.texts import N_, _, number
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.page import Workplace
from ui.widgets.basics import button, column, label, row, scrolled
from ui.widgets.work_row import WorkRow

UNSIGNED_MEANS = N_(
    "Without a signature nobody can check the certificate: it has no QR code, and says that it is not "
    "signed. It can be signed later."
)


def copy(text: str) -> None:
    """Put `text` into the clipboard."""
    QApplication.clipboard().setText(text)


class PassphraseField(Translated, QWidget):
    """One passphrase, hidden until somebody wants to see it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """name (`N_`): what the field is called."""
        super().__init__(parent)
        self.init_texts()
        self.field = QLineEdit()
        self.field.setInputMethodHints(
            QtCore.Qt.InputMethodHint.ImhSensitiveData | QtCore.Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.texts.bind(self.field.setAccessibleName, name)
        self.shown = button()
        self.shown.setCheckable(True)
        self.shown.setAutoDefault(False)
        self.shown.toggled.connect(self._show)
        self.texts.call(self._name)
        layout = row(self.field, self.shown)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.field)
        self._show(False)

    def text(self) -> str:
        """What was typed, as it was typed: spaces count."""
        return self.field.text()

    def _show(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)
        self._name()

    def _name(self) -> None:
        self.shown.setText(_("Hide") if self.shown.isChecked() else _("Show"))


class NewPassphrase(Translated, QWidget):
    """A new passphrase, typed twice; its characters are counted. `changed`: another letter."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.first = PassphraseField(N_("New passphrase"))
        self.second = PassphraseField(N_("The same again"))
        self.second.shown.hide()
        self.said = label("muted")
        names = []
        for field, text in ((self.first, N_("New passphrase")), (self.second, N_("The same again"))):
            name = label()
            name.setBuddy(field.field)
            self.texts.bind(name.setText, text)
            names.append(name)
        self.setLayout(column(names[0], self.first, names[1], self.second, self.said, spacing=6))
        # One button shows both: else they could not be compared.
        self.first.shown.toggled.connect(self.second.shown.setChecked)
        self.first.field.textChanged.connect(self._check)
        self.second.field.textChanged.connect(self._check)
        self.texts.call(self._say)

    @property
    def is_ready(self) -> bool:
        """Long enough, and twice the same."""
        return self._length() >= issuer_keys.least_passphrase() and self.first.text() == self.second.text()

    def text(self) -> str:
        """The passphrase."""
        return self.first.text()

    def _length(self) -> int:
        return len(normalize("NFC", self.first.text()))  # as it is counted when the keys are sealed

    def _check(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        length, least = self._length(), issuer_keys.least_passphrase()
        if length < least:
            said = _("{n} of at least {least} characters", n=number(length), least=number(least))
        elif not self.second.text():
            said = _("{n} characters, which is enough. Type the same once more.", n=number(length))
        elif self.first.text() != self.second.text():
            said = _("The two are not the same yet.")
        else:
            said = _("{n} characters, twice the same.", n=number(length))
        self.said.setText(said)


class FingerprintRow(Translated, QWidget):
    """A fingerprint in groups, to be read out or copied."""

    def __init__(self, fingerprint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.shown = label("large", selectable=True)
        self.copy = button()
        self.copied = label("muted", wraps=False)
        self.texts.bind(self.copy.setText, N_("Copy the fingerprint"))
        layout = row(self.copy, self.copied, None)
        self.setLayout(column(self.shown, layout, spacing=6))
        self.copy.clicked.connect(self._copy)
        self.show_fingerprint(fingerprint)

    def show_fingerprint(self, fingerprint: str) -> None:
        """Two lines of four groups: so it fits into narrow windows, and is read out in two breaths."""
        groups = fingerprint.split("-")
        self._fingerprint = fingerprint
        self.shown.setText("\n".join("  ".join(groups[at : at + 4]) for at in range(0, len(groups), 4)))
        self.copied.setText("")

    def retranslate(self) -> None:
        """What was said of copying goes: it is over."""
        super().retranslate()
        self.copied.setText("")

    def _copy(self) -> None:
        copy(self._fingerprint)
        self.copied.setText(_("Copied."))


class KeyDialog(Translated, QDialog):
    """A form, what was refused in place, and the buttons. Its work runs in the background.

    `unsigned_chosen`: rather without a signature, where that is on offer.
    """

    unsigned_chosen = Signal()

    def __init__(
        self,
        workplace: Workplace,
        parent: QWidget | None,
        *,
        title: str,
        action: str,
        doing: str,
        offers_unsigned: bool = False,
    ) -> None:
        """title, action, doing: message ids (`N_`) of the window, its main button, and of what it does."""
        super().__init__(parent)
        self.init_texts()
        self.workplace = workplace
        self.texts.bind(self.setWindowTitle, title)
        self.act, self.cancel, self.unsigned = button("primary"), button(), button()
        self.texts.bind(self.act.setText, action)
        self.texts.bind(self.cancel.setText, N_("Cancel"))
        self.texts.bind(self.unsigned.setText, N_("Go on without a signature"))
        self.texts.bind(self.unsigned.setToolTip, UNSIGNED_MEANS)
        self.act.setDefault(True)
        self.unsigned.setAutoDefault(False)
        self._means = label("muted")
        self.texts.bind(self._means.setText, UNSIGNED_MEANS)
        for widget in (self.unsigned, self._means):
            widget.setVisible(offers_unsigned)
        self.refused = label("bad")
        self.refused.hide()
        self.work = WorkRow(doing)
        self.work.cancel.hide()  # it is all or nothing, and short
        self._is_busy = False
        self.act.clicked.connect(self.try_it)
        self.cancel.clicked.connect(self.reject)
        self.unsigned.clicked.connect(self._go_unsigned)

    def lay_out(self, form: QLayout, width: int = 560, height: int = 420) -> None:
        """The form, scrolled where there is little room, over the rest."""
        form.addWidget(self._means)
        content = QWidget()
        whole = column(form, None)
        whole.setContentsMargins(0, 2, 0, 2)  # in line with the buttons below
        content.setLayout(whole)
        self.buttons: QHBoxLayout = row(self.unsigned, None, self.cancel, self.act)
        self.setLayout(column(scrolled(content), self.refused, self.work, self.buttons, margin=18))
        open_at(self, width, height)

    def try_it(self) -> None:
        """What the main button does."""
        raise NotImplementedError

    def check(self) -> None:
        """Whether the main button can be pressed now."""

    def run(
        self, work: Callable[..., Any], *arguments: Any, on_done: Callable[[Any], None], **more: Any
    ) -> None:
        """Run a service that is given the unit of work; what it refuses stands in the window."""
        self._set_busy(True)
        self.workplace.signing.background.run(
            work,
            *arguments,
            unit_of_work=self.workplace.program.unit_of_work,
            on_done=on_done,
            on_failed=self._failed,
            **more,
        )

    def finish_work(self) -> None:
        """It was done."""
        self._set_busy(False)
        self.refused.hide()

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        if isinstance(error, UserError):
            self.refused.setText(f"{error.what} {error.what_to_do}")
            self.refused.show()
            self.was_refused()
        else:
            self.workplace.notices.error(error)

    def was_refused(self) -> None:
        """Put the keyboard where it can be mended."""

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for widget in (self.act, self.cancel, self.unsigned):
            widget.setEnabled(not is_busy)
        if is_busy:
            self.work.begin()
        else:
            self.work.end()
            self.check()

    def _go_unsigned(self) -> None:
        self.accept()
        self.unsigned_chosen.emit()

    def reject(self) -> None:
        """Not while it is being done."""
        if not self._is_busy:
            super().reject()

    def retranslate(self) -> None:
        """What was refused was said in the other language."""
        super().retranslate()
        self.refused.hide()


def opened(dialog: QDialog) -> None:
    """Show `dialog` over its window; it is gone when it is closed."""
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
