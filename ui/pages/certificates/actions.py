"""What is done with one certificate: shown, its badge saved, withdrawn, let hold again, its number copied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from smmhire.certificates.certificate import Certificate
from smmhire.certificates.issuers import IssuerKey, Revocation
from smmhire.certificates.listing import CertificateRow
from smmhire.errors import UserError
from smmhire.services import credentials, revoking, withdrawing
from smmhire.services.common import who
from smmhire.services.files import save_file
from smmhire.texts import N_, _
from ui.pages.certificates.desk import desk_for
from ui.pages.certificates.detail import Shown
from ui.pages.certificates.opening import open_certificate
from ui.pages.certificates.withdraw_dialog import WithdrawDialog
from ui.pages.page import Workplace

# By suffix, in the order in which they are offered.
BADGE_KINDS = {
    ".png": N_("Picture with the badge inside (*.png)"),
    ".jwt": N_("Signed badge (*.jwt)"),
    ".json": N_("Badge to be read, without its signature (*.json)"),
}


class CertificateActions(QObject):
    """`changed`: the list is to be read again."""

    changed = Signal()

    def __init__(self, workplace: Workplace, window: QWidget) -> None:
        super().__init__(window)
        self._workplace = workplace
        self._window = window
        self._unit_of_work = workplace.program.unit_of_work
        self.dialog: QDialog | None = None

    @property
    def _who(self) -> str:
        return who(self._workplace.settings.current.user_name)

    # -- paper ---------------------------------------------------------------------------------------
    def open(self, shown: Shown) -> None:
        """Show it, ready to be printed and saved."""
        open_certificate(
            shown.certificate,
            self._workplace,
            desk_for(shown.certificate.purpose, self._workplace),
            self._window,
            on_opened=self._opened,
        )

    def _opened(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)

    def _closed(self, *_anything: object) -> None:
        self.dialog = None
        self.changed.emit()  # it may be signed now

    def copy(self, row: CertificateRow) -> None:
        """Its number onto the clipboard."""
        QGuiApplication.clipboard().setText(row.number)
        number = row.number
        self._workplace.notices.info(lambda: _("Copied: {number}", number=number))

    # -- badge ---------------------------------------------------------------------------------------
    def save_badge(self, shown: Shown) -> None:
        """Ask for the kind and the place of the file, and write it."""
        settings = self._workplace.settings
        last = Path(settings.current.last_folder or Path.home())
        name, chosen = QFileDialog.getSaveFileName(
            self._window,
            _("Save the badge"),
            str((last if last.is_dir() else Path.home()) / f"{shown.row.number}.png"),
            ";;".join(_(kind) for kind in BADGE_KINDS.values()),
        )
        if not name:
            return
        path = Path(name)
        found = re.search(r"\*(\.\w+)", chosen)
        suffix = found.group(1) if found else ".png"
        if path.suffix.lower() not in BADGE_KINDS:
            path = path.with_name(path.name + suffix)
        settings.change(last_folder=str(path.parent))
        self.write_badge(shown.certificate, path)

    def write_badge(self, certificate: Certificate, path: Path) -> None:
        """Write the badge to a file; its ending says which kind."""
        self._workplace.background.run(
            self._write_badge,
            certificate,
            path,
            on_done=self._badge_saved,
            on_failed=self._workplace.notices.error,
        )

    def _write_badge(self, certificate: Certificate, path: Path) -> Path:
        """In the background."""
        revoking.require_holding(certificate.number, unit_of_work=self._unit_of_work)
        kept = credentials.of_certificate(certificate, unit_of_work=self._unit_of_work)
        if kept is None:
            raise UserError(
                _("The certificate {number} is not signed, so it has no badge.", number=certificate.number),
                _("Show and print it with your issuer unlocked: then it is signed."),
            )
        return save_file(credentials.badge_files(kept)[path.suffix.lower()], path)

    def _badge_saved(self, path: Path) -> None:
        self._workplace.notices.info(lambda: _("The badge was saved as “{file}”.", file=path.name))

    # -- withdrawing ---------------------------------------------------------------------------------
    def withdraw(self, row: CertificateRow) -> None:
        """Ask for the reason, and withdraw it."""
        dialog = WithdrawDialog(row, self._window)
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._withdraw)
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self, *_anything: object) -> None:
        self.dialog = None

    def _withdraw(self) -> None:
        dialog = self.dialog
        if not isinstance(dialog, WithdrawDialog):
            return
        number = dialog.certificate.number
        reason = dialog.reason.toPlainText()
        made = revoking.revoke(number, reason, who=self._who, unit_of_work=self._unit_of_work)
        issuers = withdrawing.issuers_naming(made, unit_of_work=self._unit_of_work)
        dialog.accept()
        self.changed.emit()
        self._workplace.notices.info(
            lambda: _withdrawn_text(number, issuers),
            N_("Undo"),
            lambda: self._unrevoke(number),
        )

    def _unrevoke(self, number: str) -> None:
        self._take_back(number)

    def _take_back(self, number: str) -> Revocation:
        made = revoking.unrevoke(number, who=self._who, unit_of_work=self._unit_of_work)
        self.changed.emit()
        return made

    def reinstate(self, row: CertificateRow) -> None:
        """Let it hold again, and offer the way back."""
        number = row.number
        made = self._take_back(number)
        self._workplace.notices.info(
            lambda: _(
                "The certificate {number} holds again. Hand out a new list of withdrawn certificates where "
                "the old one names it.",
                number=number,
            ),
            N_("Undo"),
            lambda: self._bring_back(made),
        )

    def _bring_back(self, made: Revocation) -> None:
        revoking.bring_back(made, who=self._who, unit_of_work=self._unit_of_work)
        self.changed.emit()


def _withdrawn_text(number: str, issuers: Sequence[IssuerKey]) -> str:
    """issuers: those whose lists name it, the one that signed it first."""
    if len(issuers) < 2:
        return _("The certificate {number} is withdrawn.", number=number)
    return _(
        "The certificate {number} is withdrawn. Copies that an earlier issuer of yours had signed are about: "
        "save the list of each anew, of {issuers}.",
        number=number,
        issuers=", ".join(f"“{one.name}” ({one.fingerprint})" for one in issuers),
    )
