"""Checking a certificate of anybody, offline: a PDF, a badge, a picture, or the text of the QR code.

Everything that is signed in it is read and judged together (`certificates.verdict`). Other files of issuers,
lists of withdrawn certificates and announcements of a new issuer, are told apart and taken in by `take_in`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smmhire.certificates.flaws import Refused, sentence_on
from smmhire.certificates.issuers import IssuerKey, RevocationList, TrustedIssuer
from smmhire.certificates.verdict import (
    KnownIssuer,
    Part,
    Verdict,
    Withdrawn,
    WithdrawnList,
    judge,
)
from smmhire.errors import UserError
from smmhire.services.files import read_file
from smmhire.services.other_files import (
    announcement_not_certificate,
    certificate_not_list,
    copy_of_keys,
    list_not_certificate,
)
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

MOST_BYTES = 50_000_000
# Beyond these pages no certificate of ours has a code; a file of a thousand pages is not read to the end.
_MOST_PAGES = 3
_DOTS_A_POINT = 150 / 72
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"BM", b"GIF8", b"II*\0", b"MM\0*")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a list or an announcement of another issuer. sentence: in the current language."""

    fingerprint: str
    is_new: bool
    sentence: str


def check_file(path: Path, *, unit_of_work: UnitOfWorkFactory, today: date | None = None) -> Verdict:
    """The verdict on a file.

    Raises UserError where it cannot be read, or holds nothing that could be a certificate.
    """
    return check(read_file(path, MOST_BYTES), unit_of_work=unit_of_work, today=today)


def check(data: bytes, *, unit_of_work: UnitOfWorkFactory, today: date | None = None) -> Verdict:
    """The verdict on the bytes of a PDF, picture or text. Raises UserError where they are none of these."""
    return _judged(_parts(data), unit_of_work, today)


def check_text(text: str, *, unit_of_work: UnitOfWorkFactory, today: date | None = None) -> Verdict:
    """The verdict on the text of a QR code, or of a badge. Raises UserError where it is neither."""
    return _judged(_parts_of_text(text), unit_of_work, today)


def check_picture(
    width: int, height: int, rgba: bytes, *, unit_of_work: UnitOfWorkFactory, today: date | None = None
) -> Verdict:
    """The verdict on the QR codes in a picture (height × width × 4 bytes), such as one from a clipboard.

    Raises UserError where there is none of ours in it.
    """
    from smmhire.signing.pictures import codes_in_photograph

    parts = _codes(codes_in_photograph(width, height, rgba))
    if not parts:
        raise _no_code()
    return _judged(parts, unit_of_work, today)


# -- reading -----------------------------------------------------------------------------------------
def _parts(data: bytes) -> list[Part]:
    if b"%PDF-" in data[:1024]:
        return _parts_of_pdf(data)
    if data.startswith(_PICTURES):
        return _parts_of_picture(data)
    try:
        return _parts_of_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise _nothing() from wrong


def _parts_of_pdf(data: bytes) -> list[Part]:
    from smmhire.signing.parts import pdf_parts

    return [*pdf_parts(data), *_codes(_codes_on_pages(data))]


def _codes_on_pages(data: bytes) -> list[str]:
    """Texts of the QR codes on the first pages; none where the file cannot be drawn."""
    from smmhire.reports.preview import page_count, render_page
    from smmhire.signing.pictures import codes_in

    texts: list[str] = []
    try:
        for index in range(min(_MOST_PAGES, page_count(data))):
            texts += codes_in(*render_page(data, index, _DOTS_A_POINT))
    except (ValueError, RuntimeError, MemoryError):  # PDFium's errors are RuntimeErrors
        return texts
    return texts


def _parts_of_picture(data: bytes) -> list[Part]:
    from smmhire.signing.badge import unbake
    from smmhire.signing.parts import badge_part
    from smmhire.signing.pictures import codes_in_file

    baked = unbake(data)
    parts = [] if baked is None else [badge_part(baked)]
    parts += _codes(codes_in_file(data))
    if not parts:
        raise _no_code()
    return parts


def _parts_of_text(text: str) -> list[Part]:
    from smmhire.signing.parts import badge_part, json_badge_part
    from smmhire.signing.shapes import Shape, shape_of

    shape, written = shape_of(text)
    match shape:
        case Shape.CODE:
            return list(_codes([written]))
        case Shape.BADGE:
            return [badge_part(written)]
        case Shape.JSON_BADGE:
            return [json_badge_part(written)]
        case Shape.READABLE:
            raise UserError(
                _("A badge as readable JSON carries no signature, so it cannot be checked."),
                _("Check the PDF, the .jwt file or the .png file of the same badge."),
            )
        case Shape.LIST:
            raise list_not_certificate(written)
        case Shape.ANNOUNCEMENT:
            raise announcement_not_certificate(written)
        case Shape.KEYS:
            raise copy_of_keys()
        case Shape.OTHER:
            raise _nothing()


def _codes(texts: Sequence[str]) -> tuple[Part, ...]:
    """The codes of ours among the texts; a page may show others."""
    from smmhire.content import load_role
    from smmhire.signing.parts import code_parts

    return code_parts(texts, [competency.id for competency in load_role().competencies])


# -- judging -----------------------------------------------------------------------------------------
def _judged(parts: Sequence[Part], unit_of_work: UnitOfWorkFactory, today: date | None) -> Verdict:
    from smmhire.services.issuer_keys import sealed_issuer

    day = today or date.today()
    keys = {part.public_key for part in parts if part.public_key is not None}
    with unit_of_work(read_only=True) as work:
        own = work.issuer_keys.listing()
        trusted = work.trusted_issuers.listing()
        brought = work.revocation_lists.listing()
        withdrawn = work.revocations.listing()
    known = [_own(key, sealed_issuer(key).public_key) for key in own]
    known += [KnownIssuer(one.public_key, one.name, one.since) for one in trusted if one.public_key in keys]
    now = datetime.now(UTC)
    entries = tuple(Withdrawn(one.number, one.revoked_on, one.reason) for one in withdrawn)
    lists = [WithdrawnList(one.public_key, one.name, now, entries) for one in known if one.is_own]
    return judge(parts, known, [*lists, *_read_lists(brought)], day)


def _own(key: IssuerKey, public_key: bytes) -> KnownIssuer:
    return KnownIssuer(public_key, key.name, key.created_at.astimezone().date(), is_own=True)


def _read_lists(brought: Iterable[RevocationList]) -> list[WithdrawnList]:
    from smmhire.signing.withdrawn import read_withdrawn

    return [read_withdrawn(one.text) for one in brought]


def name_and_count(brought: RevocationList) -> tuple[str, int]:
    """Whose list it is, by their own words, and how many certificates it names."""
    (found,) = _read_lists([brought])
    return found.name, len(found.entries)


# -- what issuers hand over --------------------------------------------------------------------------
def trust(
    verdict: Verdict,
    typed_fingerprint: str,
    name: str,
    note: str = "",
    *,
    unit_of_work: UnitOfWorkFactory,
    today: date | None = None,
) -> TrustedIssuer:
    """Accept the issuer of a checked certificate, by the fingerprint that they have given in another way.

    Raises UserError where nothing was signed, the fingerprint is another one, what was checked is not as it
    was issued, or there is no name.
    """
    from smmhire.certificates.fingerprint import read_fingerprint
    from smmhire.services import issuers

    if verdict.public_key is None:
        raise UserError(
            _("No signature holds here, so there is no issuer to accept."),
            _("Ask for the certificate itself, as the PDF that was issued."),
        )
    if read_fingerprint(typed_fingerprint) != verdict.fingerprint:
        raise UserError(
            _("This is not the fingerprint of the issuer who has signed here."),
            _("Compare it once more. If it differs, somebody else has signed under that name."),
        )
    if not verdict.can_vouch:
        raise UserError(
            _(
                "The fingerprint is the right one, but this is not as it was issued: it cannot vouch for"
                " anybody."
            ),
            _("Accept the issuer by another certificate of theirs, as the PDF that was issued."),
        )
    accepted = TrustedIssuer(
        verdict.fingerprint, " ".join(name.split()), verdict.public_key, today or date.today(), note.strip()
    )
    return issuers.trust(accepted, unit_of_work=unit_of_work)


def take_in(path: Path, *, unit_of_work: UnitOfWorkFactory, today: date | None = None) -> TakenIn:
    """Keep another issuer's list of withdrawn certificates, or follow their announcement of a new issuer.

    Raises UserError for other files, and for what is not signed by a known issuer.
    """
    from smmhire.services.files import read_text_file

    data = read_file(path, MOST_BYTES)
    if b"%PDF-" in data[:1024] or data.startswith(_PICTURES):
        raise certificate_not_list()
    return take_in_text(read_text_file(path, MOST_BYTES), unit_of_work=unit_of_work, today=today)


def take_in_text(text: str, *, unit_of_work: UnitOfWorkFactory, today: date | None = None) -> TakenIn:
    """As `take_in`, of the text of such a file."""
    from smmhire.signing.shapes import Shape, shape_of

    shape, written = shape_of(text)
    match shape:
        case Shape.LIST:
            return _keep_list(written, unit_of_work)
        case Shape.CODE | Shape.JSON_BADGE:
            raise certificate_not_list()
        case Shape.BADGE if _is_badge(written):
            raise certificate_not_list()
        case Shape.KEYS:
            raise copy_of_keys()
        case _:
            return _follow(written, unit_of_work, today)


def _is_badge(token: str) -> bool:
    from smmhire.certificates.verdict import Integrity
    from smmhire.signing.parts import badge_part

    return badge_part(token).integrity is not Integrity.UNREADABLE


def _keep_list(text: str, unit_of_work: UnitOfWorkFactory) -> TakenIn:
    from smmhire.certificates.fingerprint import fingerprint
    from smmhire.services import issuers
    from smmhire.signing.withdrawn import read_withdrawn
    from smmhire.texts import day, ngettext

    try:
        found = read_withdrawn(text)
    except Refused as refused:
        raise UserError(sentence_on(refused.flaw), _("Ask the issuer for the file again.")) from refused
    printed = fingerprint(found.public_key)
    kept = issuers.revocation_list(printed, unit_of_work=unit_of_work)
    is_new = issuers.keep_revocation_list(
        RevocationList(printed, found.issued_at, text), unit_of_work=unit_of_work
    )
    as_of = day(found.issued_at)
    if is_new:
        sentence = ngettext(
            "The list of “{name}” of {day} is kept: {n} certificate is withdrawn.",
            "The list of “{name}” of {day} is kept: {n} certificates are withdrawn.",
            len(found.entries),
            name=found.name,
            day=as_of,
        )
    elif kept is not None and kept.text == text:
        sentence = _("Exactly this list of “{name}” of {day} is here already.", name=found.name, day=as_of)
    else:
        sentence = _(
            "A newer list of “{name}” than that of {day} is here already.", name=found.name, day=as_of
        )
    return TakenIn(printed, is_new, sentence)


def _follow(text: str, unit_of_work: UnitOfWorkFactory, today: date | None) -> TakenIn:
    from smmhire.certificates.fingerprint import fingerprint
    from smmhire.services import issuers
    from smmhire.signing.withdrawn import read_rotation

    try:
        old, new, name, _said_at = read_rotation(text)
    except Refused as refused:
        raise UserError(
            sentence_on(refused.flaw),
            _("Lists of withdrawn certificates and announcements of a new issuer are taken in here."),
        ) from refused
    printed = fingerprint(old)
    known = next((one for one in issuers.trusted(unit_of_work=unit_of_work) if one.public_key == old), None)
    if known is None:
        raise UserError(
            _("The issuer {fingerprint}, who announces a new one, is not known here.", fingerprint=printed),
            _("Accept that issuer first, or compare the new fingerprint with what they tell you."),
        )
    note = _("announced by {fingerprint}", fingerprint=printed)
    accepted = issuers.trust(
        TrustedIssuer(fingerprint(new), name, new, today or date.today(), note),
        unit_of_work=unit_of_work,
    )
    return TakenIn(
        accepted.fingerprint,
        True,
        _("“{name}” signs by a new key from now on; it is known here.", name=name),
    )


def _no_code() -> UserError:
    return UserError(
        _("There is no QR code of a certificate in this picture, and no badge."),
        _("Take a sharper picture, straight from above, with the whole code in it; or check the PDF."),
    )


def _nothing() -> UserError:
    return UserError(
        _("This is no certificate: no PDF, no badge, no picture and no text of a QR code."),
        _("Choose the file that was handed to you, or copy the whole text of the code (SMM1:…)."),
    )
