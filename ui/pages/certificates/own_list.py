"""Saving the signed list of what an own issuer has withdrawn: also that of one which signs nothing new."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from smmhire.certificates.issuers import IssuerKey
from smmhire.services import withdrawing
from smmhire.services.withdrawing import LeftOut
from smmhire.texts import _, ngettext
from ui.pages.certificates.keys_files import TOKEN_ENDING, ask_where_to, file_name
from ui.pages.certificates.keys_parts import opened
from ui.pages.certificates.keys_unlock import UnlockDialog
from ui.pages.page import Workplace

if TYPE_CHECKING:
    from smmhire.services.issuer_keys import Signer, UnitOfWorkFactory


@dataclass(frozen=True)
class Saved:
    """A list that was saved: whose, how many certificates it names, and which of ours it does not."""

    path: Path
    issuer: str
    count: int
    others: tuple[LeftOut, ...]

    def sentences(self) -> str:
        """What is in the file, and what is not."""
        if self.count:
            said = [
                ngettext(
                    "“{file}” names {n} withdrawn certificate of “{issuer}”.",
                    "“{file}” names {n} withdrawn certificates of “{issuer}”.",
                    self.count,
                    file=self.path.name,
                    issuer=self.issuer,
                )
            ]
        else:
            said = [
                _(
                    "“{file}” is saved and names no certificate: “{issuer}” has withdrawn none.",
                    file=self.path.name,
                    issuer=self.issuer,
                )
            ]
        names = [f"“{one.key.name}”" for one in self.others if one.key is not None]
        if names:
            said.append(
                _(
                    "Withdrawn certificates that {issuers} signed are not in it: select that issuer and save"
                    " its list too.",
                    issuers=", ".join(names),
                )
            )
        if any(not one.fingerprint for one in self.others):
            said.append(_("Certificates that were never signed are in no list."))
        return " ".join(said)


def write(path: Path, signer: Signer, *, unit_of_work: UnitOfWorkFactory) -> Saved:
    """In the background: the list of `signer`."""
    issuer = signer.issuer
    named = withdrawing.named(issuer.fingerprint, unit_of_work=unit_of_work)
    withdrawing.export_list(path, signer, unit_of_work=unit_of_work)
    others = withdrawing.left_out(issuer.fingerprint, unit_of_work=unit_of_work)
    return Saved(path, issuer.name, len(named), others)


class OwnList(QObject):
    """Asks for the passphrase where it has to, then where to, and saves the list."""

    def __init__(self, workplace: Workplace, window: QWidget) -> None:
        super().__init__(window)
        self._workplace = workplace
        self._window = window

    def begin(self, key: IssuerKey) -> None:
        """That of `key`. One that signs nothing new is unlocked for this list alone."""
        if key.retired_at is None:
            self._workplace.signing.with_signer(self._window, self._choose, offers_unsigned=False)
            return
        dialog = UnlockDialog(key, self._workplace, self._window)
        dialog.unlocked.connect(self._choose)
        opened(dialog)

    def _choose(self, signer: Signer | None) -> None:
        if signer is None:
            return
        path = ask_where_to(
            self._window,
            self._workplace.settings,
            _("Save the list of withdrawn certificates"),
            file_name(_("Withdrawn {name}", name=signer.issuer.name), TOKEN_ENDING),
            _("Lists of issuers"),
        )
        if path is not None:
            self.save(path, signer)

    def save(self, path: Path, signer: Signer) -> None:
        """Write it, and say what is in it."""
        self._workplace.signing.background.run(
            write,
            path,
            signer,
            unit_of_work=self._workplace.program.unit_of_work,
            on_done=self._saved,
            on_failed=self._workplace.notices.error,
        )

    def _saved(self, saved: Saved) -> None:
        self._workplace.notices.info(saved.sentences)
