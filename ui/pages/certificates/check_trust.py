"""“I know this issuer”: the fingerprint they gave in another way, typed; then their signatures are known."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from smmhire.certificates.issuers import TrustedIssuer
from smmhire.certificates.verdict import Verdict
from smmhire.services import certificate_check
from smmhire.texts import N_, _
from ui.pages.certificates.keys_parts import KeyDialog
from ui.pages.page import Workplace
from ui.widgets.basics import column, label


class TrustDialog(KeyDialog):
    """`trusted` when the issuer of `verdict` is known here from now on."""

    trusted = Signal(object)  # TrustedIssuer

    def __init__(self, verdict: Verdict, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(
            workplace,
            parent,
            title=N_("I know this issuer"),
            action=N_("Accept the issuer"),
            doing=N_("Comparing …"),
        )
        self._verdict = verdict
        head, what = label("heading"), label()
        self.texts.bind(head.setText, N_("Accept the signatures of this issuer"))
        self.texts.bind(
            what.setText,
            N_(
                "Anybody can make keys under any name. Ask the issuer for their fingerprint in another way "
                "than by this certificate, by telephone or from their website, and type what they say. Do "
                "not copy it from here: that would compare it with itself."
            ),
        )
        self.typed, self.name, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.name.setText(verdict.claims.issuer if verdict.claims is not None else "")
        self.texts.bind(
            self.typed.setPlaceholderText, N_("eight groups of four; small letters and spaces do not matter")
        )
        if not self.name.text():
            self.texts.bind(
                self.name.setPlaceholderText,
                N_("the certificate names no issuer: enter the name under which you know them"),
            )
        self.texts.bind(
            self.note.setPlaceholderText, N_("how you made sure, such as “by telephone with the office”")
        )
        parts: list[QWidget] = [head, what]
        for field, text in (
            (self.typed, N_("Fingerprint they gave you")),
            (self.name, N_("What you call them")),
            (self.note, N_("Note")),
        ):
            name = label()
            name.setBuddy(field)
            self.texts.bind(name.setText, text)
            self.texts.bind(field.setAccessibleName, text)
            parts += [name, field]
        self.lay_out(column(*parts, spacing=8), 580, 440)
        self.typed.textChanged.connect(self.check)
        self.name.textChanged.connect(self.check)
        self.check()
        self.typed.setFocus()

    def check(self) -> None:
        """Fingerprint and name are there."""
        is_ready = bool(self.typed.text().strip() and self.name.text().strip())
        self.act.setEnabled(is_ready and not self._is_busy)

    def try_it(self) -> None:
        """Compare, and accept."""
        self.run(
            certificate_check.trust,
            self._verdict,
            self.typed.text(),
            self.name.text(),
            self.note.text(),
            on_done=self._done,
        )

    def was_refused(self) -> None:
        """Look at the fingerprint once more."""
        self.typed.setFocus()

    def _done(self, accepted: TrustedIssuer) -> None:
        self.finish_work()
        self.accept()
        name = accepted.name
        self.workplace.notices.info(lambda: _("“{name}” is known here from now on.", name=name))
        self.trusted.emit(accepted)
