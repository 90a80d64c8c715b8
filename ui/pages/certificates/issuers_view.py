"""Issuers: one's own with their keys, those of others that are known here, and their lists of withdrawals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from smmhire.certificates.issuers import IssuerKey, RevocationList, TrustedIssuer
from smmhire.services import certificate_check, issuer_keys, issuers
from smmhire.services.certificate_check import TakenIn
from smmhire.services.files import save_file
from smmhire.texts import N_, _, day, number
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.certificates.keys_files import (
    TOKEN_ENDING,
    RestoreDialog,
    ask_for_issuer,
    ask_where_to,
    ask_where_to_export,
    file_name,
)
from ui.pages.certificates.keys_make import MakeIssuerDialog
from ui.pages.certificates.keys_parts import copy, opened
from ui.pages.certificates.keys_unlock import ChangePassphraseDialog
from ui.pages.certificates.own_list import OwnList
from ui.pages.page import Workplace
from ui.widgets.basics import button, card, column, label, row, scrolled
from ui.widgets.file_choice import ask_for_file
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from smmhire.services.issuer_keys import Signer, UnitOfWorkFactory

ROWS_SHOWN = 4  # of each table before it scrolls


@dataclass(frozen=True)
class ListRow:
    """Another issuer's list of withdrawn certificates: whose it is, as of when, and how many it names."""

    kept: RevocationList
    name: str
    count: int


@dataclass(frozen=True)
class Shown:
    """All that the view shows."""

    own: tuple[IssuerKey, ...]
    trusted: tuple[TrustedIssuer, ...]
    lists: tuple[ListRow, ...]


def read_all(*, unit_of_work: UnitOfWorkFactory) -> Shown:
    """What is kept of issuers; in the background, for lists are checked when they are read."""
    return Shown(
        issuers.own(unit_of_work=unit_of_work),
        issuers.trusted(unit_of_work=unit_of_work),
        tuple(
            ListRow(one, *certificate_check.name_and_count(one))
            for one in issuers.revocation_lists(unit_of_work=unit_of_work)
        ),
    )


class IssuersView(Translated, QWidget):
    """Can be placed on a page or in a dialog. Call `enter` when it is shown. `changed`: something is other
    than it was."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.workplace = workplace
        self.own_list = OwnList(workplace, self)
        content = QWidget()
        content.setLayout(column(self._own(), self._trusted(), self._lists(), None, spacing=16))
        self.setLayout(column(scrolled(content)))
        workplace.signing.changed.connect(self.enter)
        self._enable()

    # -- building ------------------------------------------------------------------------------------
    def _own(self) -> QWidget:
        self.own_model, self.own_table, self._own_empty = self._table(
            N_("Your own issuers"),
            (
                Column(N_("Name"), lambda key: key.name, stretches=True),
                Column(N_("Fingerprint"), lambda key: key.fingerprint),
                Column(N_("State"), _state),
            ),
            N_("There is no issuer of your own yet: your certificates are not signed."),
        )
        self.make = self._button(N_("Make an issuer …"), self.make_issuer, "primary")
        self.copy = self._button(N_("Copy the fingerprint"), self.copy_fingerprint)
        self.passphrase = self._button(N_("Change the passphrase …"), self.change_passphrase)
        self.export = self._button(N_("Export a copy …"), self.choose_export)
        self.restore = self._button(N_("Restore from a file …"), self.choose_restore)
        self.rotate = self._button(N_("Let a new issuer follow …"), self.rotate_issuer)
        self.announce = self._button(N_("Save the announcement …"), self.choose_announcement)
        self.texts.bind(
            self.announce.setToolTip,
            N_("What the issuer before has signed of this one: whoever knows that one can take it in."),
        )
        self.write_list = self._button(N_("Save the list of withdrawn certificates …"), self.choose_own_list)
        self.texts.bind(
            self.write_list.setToolTip,
            N_("Signed: hand it to whoever checks your certificates, or publish it."),
        )
        self.lock = self._button(N_("Lock"), self.workplace.signing.lock)
        self.own_table.selected.connect(self._enable)
        self.own_table.activated.connect(self.copy_fingerprint)
        return self._section(
            N_("Your own issuers"),
            N_("Their keys sign your certificates. Certificates of an earlier issuer stay valid."),
            self._own_empty,
            self.own_table,
            row(self.make, self.copy, self.export, self.restore, None),
            row(self.passphrase, self.rotate, self.lock, None),
            row(self.write_list, self.announce, None),
        )

    def _trusted(self) -> QWidget:
        self.trusted_model, self.trusted_table, self._trusted_empty = self._table(
            N_("Issuers of others that you know"),
            (
                Column(N_("Name"), lambda one: one.name, stretches=True),
                Column(N_("Fingerprint"), lambda one: one.fingerprint),
                Column(N_("Known since"), lambda one: day(one.since)),
                Column(N_("Note"), lambda one: one.note),
            ),
            N_(
                "None yet. Check a certificate, and press “I know this issuer …” once you have compared the"
                " fingerprint."
            ),
        )
        self.remove_trusted = self._button(N_("Know them no longer"), self.distrust, "danger")
        self.trusted_table.selected.connect(self._enable)
        return self._section(
            N_("Issuers of others that you know"),
            N_("A certificate they have signed is shown as that of a known issuer."),
            self._trusted_empty,
            self.trusted_table,
            row(None, self.remove_trusted),
        )

    def _lists(self) -> QWidget:
        self.list_model, self.list_table, self._list_empty = self._table(
            N_("Lists of withdrawn certificates"),
            (
                Column(N_("Issuer"), lambda one: one.name, stretches=True),
                Column(N_("Fingerprint"), lambda one: one.kept.fingerprint),
                Column(N_("As of"), lambda one: day(one.kept.issued_at)),
                Column(N_("Withdrawn"), lambda one: number(one.count), is_number=True),
            ),
            N_("None yet. Ask issuers for their list, or look on their website."),
        )
        self.take = self._button(N_("Take in a list or announcement …"), self.choose_list)
        self.remove_list = self._button(N_("Remove the list"), self.forget_list, "danger")
        self.list_table.selected.connect(self._enable)
        return self._section(
            N_("Lists of withdrawn certificates"),
            N_("A check says whether a certificate was withdrawn, as of the day of the list that is here."),
            self._list_empty,
            self.list_table,
            row(self.take, None, self.remove_list),
        )

    def _table(
        self, name: str, columns: tuple[Column, ...], empty: str
    ) -> tuple[TableModel, TableView, QWidget]:
        model = TableModel(columns, self)
        table = TableView(model)
        self.texts.bind(table.setAccessibleName, name)
        heading = table.horizontalHeader().sizeHint().height()
        table.setFixedHeight(heading + ROWS_SHOWN * table.verticalHeader().defaultSectionSize() + 6)
        said = label("muted")
        self.texts.bind(said.setText, empty)
        return model, table, said

    def _section(self, heading: str, lead: str, *parts: object) -> QWidget:
        head, said = label("heading"), label("muted")
        self.texts.bind(head.setText, heading)
        self.texts.bind(said.setText, lead)
        return card(column(head, said, *parts))  # type: ignore[arg-type]

    def _button(self, text: str, act: Callable[..., object], kind: str = "") -> QPushButton:
        made = button(kind)
        made.setAutoDefault(False)
        self.texts.bind(made.setText, text)
        made.clicked.connect(lambda: act())
        return made

    # -- showing -------------------------------------------------------------------------------------
    def enter(self) -> None:
        """Read what there is."""
        self._run(read_all, on_done=self._show)

    def _show(self, found: Shown) -> None:
        for table, model, rows, empty in (
            (self.own_table, self.own_model, found.own, self._own_empty),
            (self.trusted_table, self.trusted_model, found.trusted, self._trusted_empty),
            (self.list_table, self.list_model, found.lists, self._list_empty),
        ):
            current = max(0, table.currentIndex().row())
            model.show_rows(rows)
            table.setVisible(bool(rows))
            empty.setVisible(not rows)
            table.select(min(current, len(rows) - 1))
        self._enable()

    def _enable(self) -> None:
        key = self._key()
        is_current = key is not None and key.retired_at is None
        has_any = self.own_model.rowCount() > 0
        self.make.setVisible(not has_any)
        for one in (self.copy, self.passphrase, self.export, self.write_list):
            one.setVisible(has_any)
            one.setEnabled(key is not None)
        self.rotate.setVisible(has_any)
        self.rotate.setEnabled(is_current)
        self.announce.setVisible(key is not None and bool(key.announced))
        self.lock.setVisible(self.workplace.signing.signer is not None)
        self.remove_trusted.setVisible(self.trusted_table.current_row() is not None)
        self.remove_list.setVisible(self.list_table.current_row() is not None)

    def retranslate(self) -> None:
        """The rows too."""
        super().retranslate()
        for model in (self.own_model, self.trusted_model, self.list_model):
            model.refresh()

    def _key(self) -> IssuerKey | None:
        return self.own_table.current_row()

    def _run(
        self, work: Callable[..., object], *arguments: object, on_done: Callable[..., None], **more: Any
    ) -> None:
        self.workplace.signing.background.run(
            work,
            *arguments,
            unit_of_work=self.workplace.program.unit_of_work,
            on_done=on_done,
            on_failed=self.workplace.notices.error,
            **more,
        )

    def _was_changed(self, *_anything: object) -> None:
        self.enter()
        self.changed.emit()

    # -- own issuers ---------------------------------------------------------------------------------
    def make_issuer(self) -> None:
        """The first one."""
        self.workplace.signing.with_signer(self, self._was_changed, offers_unsigned=False)

    def copy_fingerprint(self, *_anything: object) -> None:
        """Of the issuer that is selected."""
        key = self._key()
        if key is not None:
            copy(key.fingerprint)
            self.workplace.notices.info(lambda: _("The fingerprint of “{name}” is copied.", name=key.name))

    def change_passphrase(self) -> None:
        """Of the issuer that is selected."""
        key = self._key()
        if key is not None:
            dialog = ChangePassphraseDialog(key, self.workplace, self)
            dialog.accepted.connect(self._was_changed)
            opened(dialog)

    def choose_export(self) -> None:
        """Ask where to, and write a copy."""
        key = self._key()
        path = None if key is None else ask_where_to_export(self, self.workplace.settings, key.name)
        if key is not None and path is not None:
            self._run(issuer_keys.export, path, fingerprint=key.fingerprint, on_done=self._saved)

    def choose_restore(self) -> None:
        """Ask for the file, then for its passphrase."""
        path = ask_for_issuer(self, self.workplace.settings)
        if path is not None:
            self.restore_from(path)

    def restore_from(self, path: Path) -> None:
        """Bring back the issuer in that file."""
        dialog = RestoreDialog(path, self.workplace, self)
        dialog.restored.connect(self._was_changed)
        opened(dialog)

    def rotate_issuer(self) -> None:
        """Let a new issuer follow, announced by the one that signs now: that has to be unlocked."""
        self.workplace.signing.with_signer(self, self._follow, offers_unsigned=False)

    def _follow(self, signer: Signer | None) -> None:
        if signer is not None:
            dialog = MakeIssuerDialog(self.workplace, self, old=signer, name=signer.issuer.name)
            dialog.made.connect(self.workplace.signing.take)
            opened(dialog)

    def choose_announcement(self) -> None:
        """Save what the issuer before has signed of this one."""
        key = self._key()
        if key is None:
            return
        name = file_name(_("Announcement {name}", name=key.name), TOKEN_ENDING)
        path = ask_where_to(
            self, self.workplace.settings, _("Save the announcement"), name, _("Announcements")
        )
        if path is not None:
            self.workplace.signing.background.run(
                save_file,
                key.announced.encode(),
                path,
                on_done=self._saved,
                on_failed=self.workplace.notices.error,
            )

    def choose_own_list(self) -> None:
        """Save the signed list of what the selected issuer has withdrawn."""
        key = self._key()
        if key is not None:
            self.own_list.begin(key)

    def _saved(self, path: Path) -> None:
        self.workplace.notices.info(lambda: _("Saved as {file}", file=path.name))

    # -- others --------------------------------------------------------------------------------------
    def distrust(self) -> None:
        """Know the selected issuer no longer; that can be undone."""
        one = self.trusted_table.current_row()
        if one is not None:
            self._run(issuers.distrust, one.fingerprint, on_done=self._distrusted)

    def _distrusted(self, gone: TrustedIssuer) -> None:
        self._was_changed()
        self.workplace.notices.info(
            lambda: _("“{name}” is no longer known here.", name=gone.name),
            N_("Undo"),
            lambda: self._run(issuers.trust, gone, on_done=self._was_changed),
        )

    def choose_list(self) -> None:
        """Ask for a list of withdrawn certificates, or an announcement."""
        path = ask_for_file(
            self,
            self.workplace.settings,
            title=_("Take in a list or announcement"),
            kind=_("Lists of issuers"),
            endings=[TOKEN_ENDING],
        )
        if path is not None:
            self.take_in(path)

    def take_in(self, path: Path) -> None:
        """Take in what an issuer has handed over."""
        self._run(certificate_check.take_in, path, on_done=self._taken_in)

    def _taken_in(self, found: TakenIn) -> None:
        self._was_changed()
        self.workplace.notices.info(found.sentence)

    def forget_list(self) -> None:
        """Remove the selected list; that can be undone."""
        one = self.list_table.current_row()
        if one is not None:
            self._run(issuers.remove_revocation_list, one.kept.fingerprint, on_done=self._forgotten)

    def _forgotten(self, gone: RevocationList | None) -> None:
        self._was_changed()
        if gone is not None:
            self.workplace.notices.info(
                lambda: _("The list of {day} is removed.", day=day(gone.issued_at)),
                N_("Undo"),
                lambda: self._run(issuers.keep_revocation_list, gone, on_done=self._was_changed),
            )


def _state(key: IssuerKey) -> str:
    if key.retired_at is None:
        return _("signs since {day}", day=day(key.created_at.astimezone()))
    return _("signed until {day}", day=day(key.retired_at.astimezone()))
