"""Why a certificate is withdrawn."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QPlainTextEdit, QWidget

from smmhire.certificates.listing import CertificateRow
from smmhire.texts import N_, _
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.widgets.basics import button, column, label, row, scrolled

USUAL = (
    N_("It was issued by mistake."),
    N_("It names somebody else than the person who took the assessment."),
    N_("The assessment was not taken honestly."),
    N_("A new certificate takes its place."),
)


class WithdrawDialog(Translated, QDialog):
    """Asks for the reason. `wanted` once there is one; the dialog stays open until it has been done."""

    wanted = Signal()

    def __init__(self, certificate: CertificateRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.certificate = certificate
        self.texts.bind(self.setWindowTitle, N_("Withdraw a certificate"))
        head = label("heading")
        self.texts.call(
            lambda: head.setText(
                _(
                    "Withdraw the certificate {number} of {holder}?",
                    number=certificate.number,
                    holder=certificate.holder,
                )
            )
        )
        meaning = label()
        self.texts.bind(
            meaning.setText,
            N_(
                "Paper and files that were handed out stay as they are. Who checks one of them learns of the "
                "withdrawal, and reads the reason, as soon as they have your new list of withdrawn "
                "certificates."
            ),
        )
        self.usual = QComboBox()
        self.usual.addItems([""] * (len(USUAL) + 1))
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setMinimumHeight(3 * self.reason.fontMetrics().lineSpacing())
        self.reason.setMaximumHeight(6 * self.reason.fontMetrics().lineSpacing())
        self.texts.call(self._name_usual)
        captions: list[QWidget] = []
        for field, text in (
            (self.usual, N_("Usual reasons")),
            (self.reason, N_("Reason, as it is published")),
        ):
            made = label(wraps=False)
            made.setBuddy(field)
            self.texts.bind(made.setText, text)
            self.texts.bind(field.setAccessibleName, text)
            captions.append(made)
        hint = label("muted")
        self.texts.bind(
            hint.setText, N_("It should not name the holder: the list carries numbers only, no names.")
        )
        self.problem = label("bad")
        self.problem.hide()
        self.texts.bind(self.problem.setText, N_("Write the reason, or choose a usual one."))
        self.withdraw = button("danger")
        self.texts.bind(self.withdraw.setText, N_("Withdraw the certificate"))
        cancel = button()
        cancel.setAutoDefault(False)
        self.texts.bind(cancel.setText, N_("Cancel"))
        content = QWidget()
        content.setLayout(
            column(head, meaning, captions[0], self.usual, captions[1], self.reason, hint, None)
        )
        self.setLayout(column(scrolled(content), self.problem, row(None, cancel, self.withdraw), margin=18))
        open_at(self, 520, 430)
        self.usual.activated.connect(self._take_usual)
        self.reason.textChanged.connect(self.problem.hide)
        self.withdraw.clicked.connect(self.try_it)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.try_it)
        cancel.clicked.connect(self.reject)
        self.usual.setFocus()

    def _name_usual(self) -> None:
        self.usual.setItemText(0, _("another reason: see below"))
        for index, text in enumerate(USUAL, start=1):
            self.usual.setItemText(index, _(text))

    def _take_usual(self, index: int) -> None:
        if index:
            self.reason.setPlainText(_(USUAL[index - 1]))

    def try_it(self) -> None:
        """Withdraw it, or say what is missing."""
        if self.reason.toPlainText().strip():
            self.wanted.emit()
        else:
            self.problem.show()
            self.reason.setFocus()
