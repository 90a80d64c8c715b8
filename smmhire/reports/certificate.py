"""The certificate: one A4 page, landscape, in three designs.

Its first line says how the result came about (E4). Nothing on it relies on colour, and a practice result
looks different in every design.
"""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from smmhire.bilingual import Language
from smmhire.certificates.certificate import Certificate
from smmhire.certificates.look import CertificateLook, Design
from smmhire.reports import certificate_classic, certificate_modern, certificate_plain
from smmhire.reports.certificate_classic import HEIGHT, WIDTH
from smmhire.reports.certificate_parts import Sheet
from smmhire.reports.certificate_words import first_line, title
from smmhire.reports.typography import attach, document_lock, new_canvas
from smmhire.role.description import Role
from smmhire.texts import using

_DESIGNS = {
    Design.CLASSIC: certificate_classic,
    Design.MODERN: certificate_modern,
    Design.PLAIN: certificate_plain,
}
_MOST_ROWS = 10  # higher than the role has competencies; more would leave the page


def certificate_pdf(
    certificate: Certificate,
    role: Role,
    language: Language,
    *,
    look: CertificateLook | None = None,
    code: str | None = None,
    fingerprint: str | None = None,
    badge: bytes | None = None,
) -> bytes:
    """The certificate as a PDF of one page, in `language`, not signed by itself.

    code: the text of the QR code; without it the page says that the certificate is not signed. fingerprint:
    the issuer's, printed beside the code. badge: the credential to travel inside the file.

    Raises KeyError for a competency the role does not have, ValueError for more than fit on the page or the
    code.
    """
    if len(certificate.competencies) > _MOST_ROWS:
        raise ValueError(
            f"a certificate holds {_MOST_ROWS} competencies, not {len(certificate.competencies)}"
        )
    look = look or CertificateLook()
    design = _DESIGNS[look.design]
    buffer = BytesIO()
    with using(language), document_lock:
        canvas = new_canvas(
            buffer,
            (WIDTH, HEIGHT),
            title=f"{title(certificate)}: {certificate.holder}",
            author=certificate.issuer or certificate.holder,
            language=language,
            subject=first_line(certificate),
        )
        design.draw(Sheet(canvas, certificate, role, look, design.PALETTE, code or "", fingerprint or ""))
        if badge is not None:
            _attach_badge(canvas, badge)
        canvas.showPage()
        canvas.save()
    return buffer.getvalue()


def _attach_badge(canvas: Canvas, badge: bytes) -> None:
    """The credential as an associated file: what reads the PDF finds it as `credential.jwt`."""
    attach(canvas, "credential.jwt", badge, "application/jwt", "Data", "Open Badges 3.0")
