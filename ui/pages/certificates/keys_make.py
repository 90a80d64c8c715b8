"""Making an issuer: what it is, that a lost passphrase is lost, and a copy of it right after."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from smmhire.services import issuer_keys
from smmhire.texts import N_, _
from ui.pages.certificates.keys_files import ask_where_to_export
from ui.pages.certificates.keys_parts import FingerprintRow, KeyDialog, NewPassphrase
from ui.pages.page import Workplace
from ui.widgets.basics import button, column, label, row

if TYPE_CHECKING:
    from smmhire.services.issuer_keys import Signer

WHAT_IT_IS = N_(
    "An issuer is a pair of keys that signs your certificates in your name. Whoever is handed one can then "
    "see, without a network and without asking you, that you have issued it and that nothing in it was "
    "changed. The keys are made on this computer and kept in your data, locked by a passphrase: a secret "
    "sentence that only you know."
)
WHAT_FOLLOWING_IS = N_(
    "A new issuer signs from now on, with keys and a passphrase of its own. The old one announces it by its "
    "signature, so that whoever knows the old one can accept the new one. What the old one has signed stays "
    "valid."
)
WHAT_REPLACING_IS = N_(
    "A new issuer signs from now on. Since the old one cannot be unlocked, it cannot announce the new one: "
    "tell everybody who checks your certificates the new fingerprint. What the old one has signed stays "
    "valid."
)
LOST_IS_LOST = N_(
    "A lost passphrase cannot be restored by anybody: not by us, not by whoever runs the computer. Your "
    "certificates would stay valid, but you could not sign as this issuer any more."
)


class MakeIssuerDialog(KeyDialog):
    """Makes the first issuer, or one that follows: after `old`, which announces it, or `instead` of one whose
    passphrase is lost. `made`: it can sign; said once the dialog is closed."""

    made = Signal(object)  # Signer

    def __init__(
        self,
        workplace: Workplace,
        parent: QWidget | None = None,
        *,
        old: Signer | None = None,
        instead: bool = False,
        name: str = "",
        offers_unsigned: bool = False,
    ) -> None:
        super().__init__(
            workplace,
            parent,
            title=N_("Issuer of certificates"),
            action=N_("Make the issuer"),
            doing=N_("Making the keys …"),
            offers_unsigned=offers_unsigned,
        )
        self._old = old
        self._instead = instead
        self._signer: Signer | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self._form(name))
        self.stack.addWidget(self._after())
        self.lay_out(column(self.stack), 600, 640)
        self.done_button = button("primary")
        self.texts.bind(self.done_button.setText, N_("Done"))
        self.done_button.hide()
        self.done_button.clicked.connect(self.accept)
        self.buttons.addWidget(self.done_button)
        self.finished.connect(self._tell)
        self.check()
        (self.passphrase.first if self.name.text() else self.name).setFocus()

    def _form(self, name: str) -> QWidget:
        head, what = label("heading"), label()
        follows = self._old is not None or self._instead
        self.texts.bind(head.setText, N_("A new issuer") if follows else N_("Who signs your certificates?"))
        self.texts.bind(
            what.setText,
            WHAT_FOLLOWING_IS
            if self._old is not None
            else WHAT_REPLACING_IS
            if self._instead
            else WHAT_IT_IS,
        )
        name_label = label()
        self.texts.bind(name_label.setText, N_("Name, as it stands on the certificates"))
        self.name = QLineEdit(name or self.workplace.settings.current.employer)
        self.name.setMaxLength(200)
        name_label.setBuddy(self.name)
        band = QFrame()
        band.setProperty("kind", "band")
        warning_head, warning = label("caution"), label()
        self.texts.bind(warning_head.setText, N_("Before you choose a passphrase"))
        self.texts.bind(warning.setText, LOST_IS_LOST)
        inner = QVBoxLayout(band)
        inner.setContentsMargins(14, 10, 14, 10)
        inner.addWidget(warning_head)
        inner.addWidget(warning)
        self.passphrase = NewPassphrase()
        self.kept = QCheckBox()
        self.texts.bind(self.kept.setText, N_("I have written it down, or am sure to remember it"))
        self.name.textChanged.connect(self.check)
        self.passphrase.changed.connect(self.check)
        self.kept.toggled.connect(self.check)
        made = QWidget()
        made.setLayout(column(head, what, name_label, self.name, band, self.passphrase, self.kept, None))
        return made

    def _after(self) -> QWidget:
        self._after_head, tell, advice = label("heading"), label(), label()
        self.texts.bind(
            tell.setText,
            N_(
                "Its fingerprint. Tell it to whoever checks your certificates in another way than by the "
                "certificate: on your website, by telephone."
            ),
        )
        self.fingerprint = FingerprintRow()
        self.texts.bind(
            advice.setText,
            N_(
                "Export a copy now, and keep it apart from the passphrase: should your data be lost, the "
                "copy and the passphrase bring the issuer back."
            ),
        )
        self.export = button()
        self.texts.bind(self.export.setText, N_("Export a copy …"))
        self.export.clicked.connect(self.choose_copy)
        self.exported = label("good")
        made = QWidget()
        made.setLayout(
            column(
                self._after_head, tell, self.fingerprint, advice, row(self.export, None), self.exported, None
            )
        )
        return made

    def check(self) -> None:
        """All fields are filled, and the tick is set."""
        is_ready = self.passphrase.is_ready and self.kept.isChecked() and bool(self.name.text().strip())
        self.act.setEnabled(is_ready and not self._is_busy)

    def try_it(self) -> None:
        """Make it, in the background."""
        name, passphrase = self.name.text(), self.passphrase.text()
        if self._old is not None:
            self.run(issuer_keys.rotate, self._old, name, passphrase, on_done=self._made)
        elif self._instead:
            self.run(issuer_keys.make_instead, name, passphrase, on_done=self._made)
        else:
            self.run(issuer_keys.make, name, passphrase, on_done=self._made)

    def _made(self, signer: Signer) -> None:
        self.finish_work()
        self._signer = signer
        self.fingerprint.show_fingerprint(signer.issuer.fingerprint)
        self.texts.call(
            lambda: self._after_head.setText(_("“{name}” can sign now.", name=signer.issuer.name))
        )
        self.stack.setCurrentIndex(1)
        for widget in (self.act, self.cancel, self.unsigned, self._means):
            widget.hide()
        self.done_button.show()
        self.done_button.setDefault(True)
        self.export.setFocus()

    # -- a copy --------------------------------------------------------------------------------------
    def choose_copy(self) -> None:
        """Ask where to, and write the copy."""
        assert self._signer is not None
        path = ask_where_to_export(self, self.workplace.settings, self._signer.issuer.name)
        if path is not None:
            self.write_copy(path)

    def write_copy(self, path: Path) -> None:
        """Write the sealed issuer to `path`."""
        assert self._signer is not None
        fingerprint = self._signer.issuer.fingerprint
        self.run(issuer_keys.export, path, fingerprint=fingerprint, on_done=self._exported)

    def _exported(self, path: Path) -> None:
        self.finish_work()
        self.exported.setText(_("Saved as {file}", file=path.name))
        self.done_button.setFocus()

    def _tell(self) -> None:
        if self._signer is not None:
            self.made.emit(self._signer)

    def retranslate(self) -> None:
        """What was said of the copy goes."""
        super().retranslate()
        self.exported.setText("")
