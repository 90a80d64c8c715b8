"""The desk where certificates are signed: it holds the unlocked issuer for as long as the program runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from smmhire.certificates.issuers import IssuerKey
from smmhire.services import issuer_keys
from ui.pages.certificates.keys_make import MakeIssuerDialog
from ui.pages.certificates.keys_parts import opened
from ui.pages.certificates.keys_unlock import UnlockDialog
from ui.pages.page import Workplace

if TYPE_CHECKING:
    from smmhire.services.issuer_keys import Signer

OnReady = Callable[["Signer | None"], None]


class SigningDesk(QObject):
    """One for the whole program: `workplace.signing`. `changed`: an issuer was unlocked, locked or made."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.background)
        self._workplace = workplace
        # Keys must not wait behind documents and batches.
        self.background = workplace.background.beside()
        self.signer: Signer | None = None
        self.dialog: QDialog | None = None
        self._parent: QWidget | None = None
        self._on_ready: OnReady | None = None
        self._offers_unsigned = True

    def with_signer(self, parent: QWidget | None, on_ready: OnReady, *, offers_unsigned: bool = True) -> None:
        """Call `on_ready` with the unlocked issuer, after it was unlocked or made where it is not.

        With None where somebody chooses to go on without a signature; not at all where they give up. Where a
        colleague has put another issuer in the place of ours, that one is to be unlocked.
        """
        if self._on_ready is not None:
            return  # somebody is being asked already
        self._parent, self._on_ready, self._offers_unsigned = parent, on_ready, offers_unsigned
        self.background.run(
            issuer_keys.current,
            unit_of_work=self._workplace.program.unit_of_work,
            on_done=self._ask,
            on_failed=self._failed,
        )

    def lock(self) -> None:
        """Forget the keys: the passphrase is asked for again."""
        self.take(None)

    def take(self, signer: Signer | None) -> None:
        """`signer` signs from now on."""
        self.signer = signer
        self.changed.emit()

    # -- asking --------------------------------------------------------------------------------------
    def _ask(self, key: IssuerKey | None) -> None:
        if self.signer is not None and key is not None:
            if key.fingerprint == self.signer.issuer.fingerprint:
                self._answer(self.signer)
                return
            self.lock()
        if key is None:
            self._make(instead=False)
            return
        dialog = UnlockDialog(key, self._workplace, self._parent, offers_unsigned=self._offers_unsigned)
        dialog.unlocked.connect(self._ready)
        dialog.new_wanted.connect(self._make_instead)
        self._open(dialog)

    def _make_instead(self) -> None:
        self._make(instead=True)

    def _make(self, *, instead: bool) -> None:
        dialog = MakeIssuerDialog(
            self._workplace, self._parent, instead=instead, offers_unsigned=self._offers_unsigned
        )
        dialog.made.connect(self._ready)
        self._open(dialog)

    def _open(self, dialog: MakeIssuerDialog | UnlockDialog) -> None:
        self.dialog = dialog
        dialog.unsigned_chosen.connect(self._unsigned)
        dialog.finished.connect(self._finished)
        opened(dialog)

    def _ready(self, signer: Signer) -> None:
        self.take(signer)
        self._answer(signer)

    def _unsigned(self) -> None:
        self._answer(None)

    def _answer(self, signer: Signer | None) -> None:
        on_ready, self._on_ready = self._on_ready, None
        self.dialog = None
        if on_ready is not None:
            on_ready(signer)

    def _finished(self, result: int) -> None:
        """Given up, unless another dialog has taken the place of this one."""
        if result == QDialog.DialogCode.Rejected and self.sender() is self.dialog:
            self.dialog = None
            self._on_ready = None

    def _failed(self, error: BaseException) -> None:
        self._on_ready = None
        self._workplace.notices.error(error)
