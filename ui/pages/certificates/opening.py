"""A certificate on the screen and on paper: signed by the issuer that is unlocked, or knowingly unsigned."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from smmhire.assessment.attempts import Attempt, Purpose
from smmhire.certificates.certificate import Certificate
from smmhire.certificates.issuers import Credential
from smmhire.services import certificates, credentials, documents, revoking
from smmhire.services.certificate_look import look_of
from smmhire.services.documents import Language
from smmhire.texts import _
from ui.pages.certificates.desk import Desk, desk_for
from ui.pages.page import Workplace

if TYPE_CHECKING:
    from smmhire.signing.keys import Signer
    from ui.dialogs.document import DocumentDialog


def open_certificate(
    certificate: Certificate,
    workplace: Workplace,
    desk: Desk,
    parent: QWidget,
    *,
    on_opened: Callable[[DocumentDialog], None] | None = None,
) -> None:
    """Ask who signs, then show it. `on_opened` gets the window of the document.

    Raises UserError where it is withdrawn.
    """
    revoking.require_holding(certificate.number, unit_of_work=workplace.program.unit_of_work)

    def show(signer: Signer | None) -> None:
        opened = _show(certificate, signer, workplace, parent)
        if opened is not None and on_opened is not None:
            on_opened(opened)

    desk.with_signer(parent, show)


def issue_and_open(attempt: Attempt, workplace: Workplace, parent: QWidget) -> None:
    """Ask who signs, issue the certificate on the attempt (once), and show it.

    Where no employer stands in the settings it names whoever signs. That is all there is to name for what
    somebody did alone and for themselves: no employer vouches for that.
    """
    purpose = attempt.form.purpose
    unit_of_work = workplace.program.unit_of_work

    def issue(signer: Signer | None) -> None:
        named = "" if purpose is Purpose.PRACTICE else workplace.settings.current.employer.strip()
        signing = "" if signer is None else signer.issuer.name
        named = named or certificates.usual_issuer(attempt.id, signing, unit_of_work=unit_of_work)
        made = certificates.issue(attempt.id, named, unit_of_work=unit_of_work)
        _show(made, signer, workplace, parent)

    desk_for(purpose, workplace).with_signer(parent, issue)


def _show(
    certificate: Certificate, signer: Signer | None, workplace: Workplace, parent: QWidget
) -> DocumentDialog | None:
    """The window of the document; None where the person thought better of it."""
    from ui.dialogs.document import DocumentDialog

    unit_of_work = workplace.program.unit_of_work
    kept = credentials.of_certificate(certificate, unit_of_work=unit_of_work)
    is_anew = False
    if signer is not None and kept is not None and kept.fingerprint != signer.issuer.fingerprint:
        answer = _whose(certificate, signer, workplace)
        if answer is None:
            return None
        is_anew = answer
        signer = signer if is_anew else None
    look = look_of(workplace.settings.current, workplace.program.data_dir)

    def make(language: Language) -> bytes:
        """In the background."""
        if signer is None:
            return _as_it_is(certificate, kept, language, workplace)
        return credentials.signed_pdf(
            certificate, language, signer, look=look, anew=is_anew, unit_of_work=unit_of_work
        )

    dialog = DocumentDialog(
        make,
        _("Certificate {number}", number=certificate.number),
        workplace.background,
        workplace.notices,
        workplace.settings,
        parent,
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _as_it_is(
    certificate: Certificate, kept: Credential | None, language: Language, workplace: Workplace
) -> bytes:
    """Without a seal over the page. A code and badge that were signed before are on it again: they hold."""
    look = look_of(workplace.settings.current, workplace.program.data_dir)
    if kept is None:
        return documents.certificate_pdf(certificate, language, look=look)
    return documents.certificate_pdf(
        certificate,
        language,
        look=look,
        code=kept.code,
        fingerprint=kept.fingerprint,
        badge=kept.badge.encode(),
    )


def _whose(certificate: Certificate, signer: Signer, workplace: Workplace) -> bool | None:
    """Whether to sign anew what another issuer has signed; None: neither."""
    return workplace.notices.decide(
        _("The certificate {number} was signed by another issuer.", number=certificate.number),
        _(
            "“{issuer}” can sign it anew: then the copies handed out so far and the new ones name different "
            "issuers. Or print it with the code and the badge that were signed then, the page itself without "
            "a signature.",
            issuer=signer.issuer.name,
        ),
        yes=_("Sign anew"),
        no=_("Print as it was signed"),
    )
