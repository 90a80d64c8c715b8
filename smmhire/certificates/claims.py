"""What is signed: the same few statements in the PDF's badge, in the badge alone and in the QR code.

They are rounded to what the code can carry, so that the three say exactly the same and can be compared. Only
texts may be shorter in the code: they end with an ellipsis there (docs/decisions/0031).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args
from unicodedata import category, normalize

from smmhire.assessment.attempts import Purpose

if TYPE_CHECKING:
    from smmhire.certificates.certificate import Certificate
    from smmhire.role.description import Role

ELLIPSIS = "…"
# The values of smmhire.assessment.cut_scores.Standing, which would bring numpy; in the order of the code.
StandingName = Literal["not_reached", "borderline", "reached"]
STANDINGS: tuple[StandingName, ...] = get_args(StandingName)

# What two bytes and one byte hold, in hundredths.
MOST_ABILITY = 327.67
MOST_ERROR = 2.55

_ZERO_WIDTH = "\u200c\u200d"
_VIRAMA = "\u09cd"


@dataclass(frozen=True, slots=True)
class LevelClaim:
    """level: 0 (below the first) to 5; ability, standard_error: in SD around a mean of 0, in hundredths."""

    competency_id: str
    level: int
    ability: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class CutClaim:
    """cut: share of the marks asked for, 0 to 1 in thousandths; where the result stood to it."""

    cut: float
    standing: StandingName


@dataclass(frozen=True, slots=True)
class Claims:
    """What a certificate says, as it is signed. percent_correct: 0 to 1, in thousandths; competencies: those
    measured, in the role's order. Texts are in NFC with single spaces; issuer, vacancy_title may be empty."""

    number: str
    holder: str
    issuer: str
    purpose: Purpose
    is_supervised: bool
    vacancy_title: str
    form_version: str
    issued_on: date
    valid_until: date
    percent_correct: float
    competencies: tuple[LevelClaim, ...]
    cut: CutClaim | None


@dataclass(frozen=True, slots=True)
class SignedClaims:
    """Claims whose signature was checked, and the identity (Ed25519, 32 bytes) that signed them. Whose key
    that is, is another question. `credential_id` is the badge's own id, empty in a code."""

    public_key: bytes
    claims: Claims
    credential_id: str = ""


def claims_of(certificate: Certificate, role: Role) -> Claims:
    """What is signed of `certificate`: its level is that of the ability before rounding, as on the paper.

    Raises KeyError for a competency that the role does not have.
    """
    from smmhire.role.description import level_of_ability

    places = {competency.id: place for place, competency in enumerate(role.competencies)}
    measured = sorted(
        (one for one in certificate.competencies if one.is_measured),
        key=lambda one: places[one.competency_id],
    )
    is_supervised = certificate.is_supervised and certificate.purpose is not Purpose.PRACTICE
    cut = certificate.cut
    return Claims(
        number=certificate.number,
        holder=signed_text(certificate.holder),
        issuer=signed_text(certificate.issuer),
        purpose=certificate.purpose,
        is_supervised=is_supervised,
        vacancy_title=signed_text(certificate.vacancy_title),
        form_version=signed_text(certificate.form_version),
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        percent_correct=round(certificate.percent_correct, 3),
        competencies=tuple(
            LevelClaim(
                one.competency_id,
                level_of_ability(one.ability),
                _hundredths(one.ability, MOST_ABILITY),
                _hundredths(one.standard_error, MOST_ERROR),
            )
            for one in measured
        ),
        cut=None if cut is None else CutClaim(round(cut.cut, 3), _standing_name(cut.standing.value)),
    )


def differing(one: Claims, other: Claims) -> tuple[str, ...]:
    """Names of the fields in which the two differ, in their order.

    A text that ends with an ellipsis agrees with every text that begins so: the code may shorten texts.
    """
    return tuple(
        field.name
        for field in fields(Claims)
        if not _agree(getattr(one, field.name), getattr(other, field.name))
    )


def shortened(text: str, most_bytes: int) -> str:
    """`text` cut to at most `most_bytes` bytes of UTF-8 including an ellipsis, never inside a syllable that
    one more sign belongs to. The ellipsis alone where nothing else fits, which takes three bytes."""
    if len(text.encode()) <= most_bytes:
        return text
    kept = text.encode()[: max(0, most_bytes - len(ELLIPSIS.encode()))].decode(errors="ignore")
    while kept and not _may_end(kept, text[len(kept)]):
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def signed_text(text: str) -> str:
    """`text` as it is signed: NFC, without spaces around and with single ones inside."""
    return normalize("NFC", " ".join(text.split()))


def _may_end(kept: str, following: str) -> bool:
    """Whether a syllable ends behind `kept`: what follows neither changes it nor is bound to it."""
    return not (
        category(following).startswith("M") or following in _ZERO_WIDTH or kept[-1] in _ZERO_WIDTH + _VIRAMA
    )


def _agree(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str) and not isinstance(one, Purpose):
        return one == other or _begins_so(one, other) or _begins_so(other, one)
    return one == other


def _begins_so(short: str, long: str) -> bool:
    return short.endswith(ELLIPSIS) and long.startswith(short.removesuffix(ELLIPSIS))


def _hundredths(value: float, most: float) -> float:
    return round(max(-most, min(most, value)), 2) + 0.0  # no minus before a zero


def _standing_name(value: str) -> StandingName:
    return STANDINGS[STANDINGS.index(value)]  # pyright: ignore[reportArgumentType]
