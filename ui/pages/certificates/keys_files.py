"""Files of issuers: where they go, and where they are brought back from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from smmhire.services import issuer_keys
from smmhire.services.issuer_keys import Restored
from smmhire.texts import N_, _
from ui.dialogs.document_file import FORBIDDEN
from ui.pages.certificates.keys_parts import KeyDialog, PassphraseField
from ui.pages.page import Workplace
from ui.settings_store import SettingsStore
from ui.widgets.basics import column, label
from ui.widgets.file_choice import ask_for_file

# An issuer, sealed: a text by its nature, but nobody should take it for something to be read.
ISSUER_ENDING = ".smmissuer"
TOKEN_ENDING = ".jwt"  # of lists and announcements


def ask_where_to(parent: QWidget, settings: SettingsStore, title: str, name: str, kind: str) -> Path | None:
    """Where to save `name` (with its ending); begins in the folder of last time, which is remembered."""
    folder = settings.current.last_folder
    known = Path(folder) if folder and Path(folder).is_dir() else Path.home()
    ending = Path(name).suffix
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, str(known / name), f"{kind} (*{ending})")
    if not chosen:
        return None
    path = Path(chosen)
    path = path if path.suffix.lower() == ending else path.with_name(path.name + ending)
    settings.change(last_folder=str(path.parent))
    return path


def ask_where_to_export(parent: QWidget, settings: SettingsStore, issuer: str) -> Path | None:
    """Where to write a copy of the issuer of that name."""
    return ask_where_to(
        parent, settings, _("Export the issuer"), file_name(issuer, ISSUER_ENDING), _("Issuers")
    )


def file_name(issuer: str, ending: str) -> str:
    """A name for a file of that issuer, which every system takes."""
    return (FORBIDDEN.sub("-", issuer).strip(" .-")[:60] or "issuer") + ending


def ask_for_issuer(parent: QWidget, settings: SettingsStore) -> Path | None:
    """The exported issuer to bring back."""
    return ask_for_file(
        parent, settings, title=_("Restore an issuer"), kind=_("Issuers"), endings=[ISSUER_ENDING]
    )


class RestoreDialog(KeyDialog):
    """Asks for the passphrase the file had when it was written. `restored` when the issuer is here."""

    restored = Signal(object)  # Restored

    def __init__(self, path: Path, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(
            workplace,
            parent,
            title=N_("Restore an issuer"),
            action=N_("Restore"),
            doing=N_("Trying the passphrase …"),
        )
        self._path = path
        head, what = label("heading"), label()
        self.texts.call(lambda: head.setText(_("Restore the issuer from “{file}”", file=path.name)))
        self.texts.bind(
            what.setText,
            N_(
                "Enter the passphrase the issuer had when this file was written. If the issuer is here "
                "already, it gets that passphrase back."
            ),
        )
        self.passphrase = PassphraseField(N_("Passphrase of the file"))
        self.lay_out(column(head, what, self.passphrase), 540, 300)
        self.passphrase.field.textChanged.connect(self.check)
        self.check()
        self.passphrase.setFocus()

    def check(self) -> None:
        """Something was typed."""
        self.act.setEnabled(bool(self.passphrase.text()) and not self._is_busy)

    def try_it(self) -> None:
        """Bring it back, in the background."""
        self.run(issuer_keys.restore, self._path, self.passphrase.text(), on_done=self._done)

    def was_refused(self) -> None:
        """Another passphrase, most likely."""
        self.passphrase.field.selectAll()
        self.passphrase.setFocus()

    def _done(self, found: Restored) -> None:
        self.finish_work()
        self.accept()
        self.workplace.notices.info(lambda: _what_became(found))
        self.restored.emit(found)


def _what_became(found: Restored) -> str:
    if not found.is_new:
        return _("“{name}” was here already; it has the passphrase of the file now.", name=found.key.name)
    if not found.is_current:
        return _(
            "“{name}” is back. Another issuer signs at the moment; this one is kept for what it has signed.",
            name=found.key.name,
        )
    return _("“{name}” is back and can sign once it is unlocked.", name=found.key.name)
