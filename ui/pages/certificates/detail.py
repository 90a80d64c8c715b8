"""One certificate: whose it is, how it stands, who has signed it, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from smmhire.certificates.certificate import Certificate
from smmhire.certificates.issuers import IssuerKey, Revocation
from smmhire.certificates.listing import CertificateRow, CertificateState
from smmhire.role.description import level_of_ability
from smmhire.role.levels import numbered_level
from smmhire.services import certificates, issuers, revoking
from smmhire.services.role import role
from smmhire.texts import N_, _, day, percent, say
from ui.language import Translated
from ui.pages.certificates.words import STATE_KINDS, kind, standing
from ui.widgets.basics import button, column, label, row, set_kind

if TYPE_CHECKING:
    from smmhire.bootstrap import Program


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a certificate. key: the own issuer that signed it; None where none has, or it is no
    longer kept here."""

    row: CertificateRow
    certificate: Certificate
    revocation: Revocation | None
    key: IssuerKey | None


def load(row: CertificateRow, program: Program) -> Shown:
    """What there is on the certificate. Raises UserError where it is no longer there."""
    unit_of_work = program.unit_of_work
    found = certificates.get(row.number, unit_of_work=unit_of_work)
    revocation = revoking.get(row.number, unit_of_work=unit_of_work)
    keys = issuers.own(unit_of_work=unit_of_work) if row.fingerprint else ()
    key = next((one for one in keys if one.fingerprint == row.fingerprint), None)
    return Shown(row, found, revocation, key)


class CertificateDetail(Translated, QWidget):
    """Shows a certificate. The signals ask for what the buttons say."""

    open_wanted = Signal()
    badge_wanted = Signal()
    copy_wanted = Signal()
    withdraw_wanted = Signal()
    reinstate_wanted = Signal()
    result_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.shown: Shown | None = None
        self.holder = label("heading", selectable=True)
        self.state = label("strong")
        self.reason = label(selectable=True)
        self.number = label(wraps=False, selectable=True)
        self.copy = button("quiet")
        self.open = button("primary")
        self.badge = button()
        self.withdraw = button("danger")
        self.reinstate = button()
        self.result = button()
        for made, text, hint, asked in (
            (self.open, N_("Show and print …"), N_("Show and print (Ctrl+P)"), self.open_wanted),
            (
                self.badge,
                N_("Save the badge …"),
                N_("The signed badge as a file: for wallets, profiles and other programs"),
                self.badge_wanted,
            ),
            (self.copy, N_("Copy the number"), N_("Copy the number (Ctrl+C)"), self.copy_wanted),
            (self.result, N_("Show the result"), "", self.result_wanted),
            (
                self.withdraw,
                N_("Withdraw …"),
                N_("Whoever checks it with your next list of withdrawn certificates learns of it"),
                self.withdraw_wanted,
            ),
            (
                self.reinstate,
                N_("Let it hold again"),
                N_("Takes the withdrawal back"),
                self.reinstate_wanted,
            ),
        ):
            self.texts.bind(made.setText, text)
            if hint:
                self.texts.bind(made.setToolTip, hint)
            made.clicked.connect(asked)
        self._facts = QFormLayout()
        self._levels = QFormLayout()
        for form in (self._facts, self._levels):
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
            form.setHorizontalSpacing(14)
            form.setVerticalSpacing(5)
        self._levels_head = label("strong")
        self.texts.bind(self._levels_head.setText, N_("Levels"))
        self._signed_head = label("strong")
        self.texts.bind(self._signed_head.setText, N_("Signature"))
        self.signed = label(selectable=True)
        self.setLayout(
            column(
                self.holder,
                self.state,
                self.reason,
                row(self.number, self.copy, None),
                row(self.open, self.badge, None),
                self._facts,
                self._signed_head,
                self.signed,
                self._levels_head,
                self._levels,
                row(self.result, None, self.reinstate, self.withdraw),
                None,
                spacing=9,
            )
        )

    def show_certificate(self, shown: Shown | None) -> None:
        """Show this one; None: none."""
        self.shown = shown
        self._fill()

    def retranslate(self) -> None:
        """What is said of the certificate, too."""
        super().retranslate()
        self._fill()

    def _fill(self) -> None:
        for form in (self._facts, self._levels):
            while form.rowCount():
                form.removeRow(0)
        shown = self.shown
        if shown is None:
            return
        listed, made = shown.row, shown.certificate
        is_withdrawn = listed.state is CertificateState.REVOKED
        self.holder.setText(listed.holder)
        self.state.setText(standing(listed))
        set_kind(self.state, STATE_KINDS[listed.state])
        self.reason.setVisible(shown.revocation is not None)
        if shown.revocation is not None:
            self.reason.setText(_("Reason: {reason}", reason=shown.revocation.reason))
        self.number.setText(listed.number)
        self.withdraw.setVisible(not is_withdrawn)
        self.reinstate.setVisible(is_withdrawn)
        for name, value in (
            (_("Certificate issuer"), listed.issuer),
            (_("Vacancy"), listed.vacancy_title),
            (_("Kind"), kind(listed)),
            (_("Issued on"), day(listed.issued_on)),
            (_("Valid until"), day(listed.valid_until)),
            (_("Share correct"), percent(listed.percent_correct)),
        ):
            if value:
                _add(self._facts, name, value)
        for one in made.competencies:
            _add(
                self._levels,
                say(role().competency(one.competency_id).name),
                numbered_level(level_of_ability(one.ability)),
            )
        self.badge.setVisible(bool(listed.fingerprint))
        self.signed.setText(self._signature(shown))

    def _signature(self, shown: Shown) -> str:
        fingerprint = shown.row.fingerprint
        if not fingerprint:
            return _(
                "Not signed: whoever is shown it can only ask you whether it is genuine. Show and print it "
                "with your issuer unlocked, and it is signed."
            )
        if shown.key is None:
            said = _("By an issuer that is not kept here.")
        elif shown.key.retired_at is not None:
            said = _(
                "By “{issuer}”, which no longer signs; what it has signed stays valid.", issuer=shown.key.name
            )
        else:
            said = _("By “{issuer}”, which signs now.", issuer=shown.key.name)
        # Two lines of four groups, where nothing breaks a group.
        groups = fingerprint.split("-")
        return "\n".join((said, _("Fingerprint:"), "-".join(groups[:4]), "-".join(groups[4:])))


def _add(form: QFormLayout, name: str, value: str) -> None:
    head, body = label("muted"), label(selectable=True)
    head.setText(name)
    body.setText(value)
    body.setAlignment(Qt.AlignmentFlag.AlignTop)
    form.addRow(head, body)
