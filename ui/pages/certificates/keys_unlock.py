"""Unlocking an issuer, and changing what unlocks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from smmhire.certificates.issuers import IssuerKey
from smmhire.services import issuer_keys
from smmhire.texts import N_, _
from ui.pages.certificates.keys_files import RestoreDialog, ask_for_issuer
from ui.pages.certificates.keys_make import LOST_IS_LOST
from ui.pages.certificates.keys_parts import KeyDialog, NewPassphrase, PassphraseField, opened
from ui.pages.page import Workplace
from ui.widgets.basics import button, column, label, row

if TYPE_CHECKING:
    from smmhire.services.issuer_keys import Signer


class UnlockDialog(KeyDialog):
    """Asks for the passphrase of `key`. `unlocked`: it can sign. `new_wanted`: the passphrase is lost, and
    another issuer shall take its place."""

    unlocked = Signal(object)  # Signer
    new_wanted = Signal()

    def __init__(
        self,
        key: IssuerKey,
        workplace: Workplace,
        parent: QWidget | None = None,
        *,
        offers_unsigned: bool = False,
    ) -> None:
        super().__init__(
            workplace,
            parent,
            title=N_("Unlock the issuer"),
            action=N_("Unlock"),
            doing=N_("Trying the passphrase …"),
            offers_unsigned=offers_unsigned,
        )
        self._key = key
        head, printed, what, asks = label("heading"), label("muted", selectable=True), label(), label()
        self.texts.call(lambda: head.setText(_("Unlock “{name}”", name=key.name)))
        printed.setText(key.fingerprint)
        self.texts.bind(
            what.setText,
            N_("It signs your certificates. It stays unlocked until the program is closed.")
            if key.retired_at is None
            else N_("Another issuer signs now. This one is unlocked for its list of withdrawn certificates."),
        )
        self.texts.bind(asks.setText, N_("Passphrase"))
        self.passphrase = PassphraseField(N_("Passphrase"))
        asks.setBuddy(self.passphrase.field)
        self.forgotten = button("quiet")
        self.forgotten.setAutoDefault(False)
        self.texts.bind(self.forgotten.setText, N_("Forgotten?"))
        self.lay_out(
            column(
                head, printed, what, asks, self.passphrase, row(self.forgotten, None), self._ways(), spacing=8
            ),
            560,
            420 if offers_unsigned else 360,
        )
        self.passphrase.field.textChanged.connect(self.check)
        self.forgotten.clicked.connect(self._explain)
        self.check()
        self.passphrase.setFocus()

    def _ways(self) -> QWidget:
        """What can still be done without the passphrase."""
        said = label()
        is_current = self._key.retired_at is None
        self.texts.bind(
            said.setText,
            N_(
                "Nobody can restore the passphrase. Certificates signed so far stay valid. A copy that was"
                " exported earlier opens with the passphrase it had then: restore the issuer from it. Without"
                " one, nothing can be signed by this issuer any more, its list of withdrawn certificates"
                " included."
            )
            if not is_current
            else N_(
                "Nobody can restore the passphrase. This can still be done:\n"
                "• Certificates signed so far stay valid, and anybody can check them.\n"
                "• A copy that was exported earlier opens with the passphrase it had then: restore the "
                "issuer from it.\n"
                "• Otherwise make a new issuer, and tell its fingerprint to those who check your "
                "certificates."
            ),
        )
        self.restore, self.make_new = button(), button()
        self.texts.bind(self.restore.setText, N_("Restore from a file …"))
        self.texts.bind(self.make_new.setText, N_("Make a new issuer …"))
        for one in (self.restore, self.make_new):
            one.setAutoDefault(False)
        self.restore.clicked.connect(self._restore)
        self.make_new.clicked.connect(self._make_new)
        self.make_new.setVisible(is_current)
        self.ways = QWidget()
        self.ways.setLayout(column(said, row(self.restore, self.make_new, None)))
        self.ways.hide()
        return self.ways

    def _explain(self) -> None:
        self.ways.setVisible(self.ways.isHidden())
        if not self.ways.isHidden():
            self.resize(self.width(), max(self.height(), min(600, self.height() + 190)))

    def check(self) -> None:
        """Something was typed."""
        self.act.setEnabled(bool(self.passphrase.text()) and not self._is_busy)

    def try_it(self) -> None:
        """Try the passphrase, in the background: that takes as long as it must."""
        self.run(
            issuer_keys.unlock,
            self.passphrase.text(),
            fingerprint=self._key.fingerprint,
            on_done=self._done,
        )

    def was_refused(self) -> None:
        """Type it anew."""
        self.passphrase.field.selectAll()
        self.passphrase.setFocus()

    def _done(self, signer: Signer) -> None:
        self.finish_work()
        self.accept()
        self.unlocked.emit(signer)

    def _restore(self) -> None:
        path = ask_for_issuer(self, self.workplace.settings)
        if path is not None:
            opened(RestoreDialog(path, self.workplace, self))

    def _make_new(self) -> None:
        self.new_wanted.emit()  # before this one closes: whoever waits goes on waiting
        self.reject()


class ChangePassphraseDialog(KeyDialog):
    """The old passphrase, and a new one twice."""

    def __init__(self, key: IssuerKey, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(
            workplace,
            parent,
            title=N_("Change the passphrase"),
            action=N_("Change the passphrase"),
            doing=N_("Locking the keys anew …"),
        )
        self._key = key
        head, warning, copies, asks = label("heading"), label(), label("muted"), label()
        self.texts.call(lambda: head.setText(_("Passphrase of “{name}”", name=key.name)))
        self.texts.bind(warning.setText, LOST_IS_LOST)
        self.texts.bind(
            copies.setText, N_("Copies that were exported before still open with the old passphrase.")
        )
        self.texts.bind(asks.setText, N_("Passphrase until now"))
        self.old = PassphraseField(N_("Passphrase until now"))
        asks.setBuddy(self.old.field)
        self.new = NewPassphrase()
        self.kept = QCheckBox()
        self.texts.bind(self.kept.setText, N_("I have written it down, or am sure to remember it"))
        self.lay_out(column(head, warning, copies, asks, self.old, self.new, self.kept, spacing=8), 560, 520)
        self.old.field.textChanged.connect(self.check)
        self.new.changed.connect(self.check)
        self.kept.toggled.connect(self.check)
        self.check()
        self.old.setFocus()

    def check(self) -> None:
        """All fields are filled, and the tick is set."""
        is_ready = bool(self.old.text()) and self.new.is_ready and self.kept.isChecked()
        self.act.setEnabled(is_ready and not self._is_busy)

    def try_it(self) -> None:
        """Change it, in the background."""
        self.run(
            issuer_keys.change_passphrase,
            self.old.text(),
            self.new.text(),
            fingerprint=self._key.fingerprint,
            on_done=self._done,
        )

    def was_refused(self) -> None:
        """The old one was wrong, most likely."""
        self.old.field.selectAll()
        self.old.setFocus()

    def _done(self, _nothing: object) -> None:
        self.finish_work()
        self.accept()
        name = self._key.name
        self.workplace.notices.info(lambda: _("The passphrase of “{name}” is changed.", name=name))
