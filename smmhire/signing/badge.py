"""The certificate as an Open Badges 3.0 credential: a JWT signed by the identity (1EdTech OB 3.0, 8.2).

Where the claims stand, all in fields of the standard:

- holder: `credentialSubject.identifier`, of type name, not hashed;
- dates: `validFrom`, `validUntil`, midnight UTC of the day;
- issuer: `issuer.name`; the key: `issuer.id`, a did:key;
- one `evidence`, of genre 'practice', 'unsupervised' or 'supervised': `name` the certificate number,
  `description` the version of the questions, `audience` the vacancy's title;
- `result`: 'share' ("74.7", per cent), 'cut' (as the cut's Standing; `requiredValue` of its description is
  the cut in per cent), and two for each competency: 'level/<id>' ("3") and 'ability/<id>' ("0.40 ± 0.31"). A
  result names its description by `urn:smm-hire:result:` and one of these.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from smmhire.assessment.attempts import Purpose
from smmhire.bilingual import Bilingual
from smmhire.certificates.claims import STANDINGS, Claims, CutClaim, LevelClaim, SignedClaims
from smmhire.certificates.flaws import Flaw, Refused
from smmhire.certificates.number import read_certificate_number
from smmhire.errors import UserError
from smmhire.signing.encodings import from_base64url
from smmhire.signing.keys import Signer
from smmhire.signing.tokens import read_token, signed_token

if TYPE_CHECKING:
    from openbadgeslib.ob3 import OpenBadgeCredential, ResultDescription

KIND = "JWT"
_LONGEST = 100_000  # characters
_RESULT = "urn:smm-hire:result:"
_ACHIEVEMENT = "urn:smm-hire:achievement:"
_LEAST_LEVEL, _HIGHEST_LEVEL = 0, 5
_MOST_COMPETENCIES = 32
_FIGURES = re.compile(r"(-?\d{1,3}\.\d\d) ± (\d\.\d\d)")
_LARGEST_PICTURE = 20_000_000  # bytes


class Target(NamedTuple):
    """What a badge is aligned to: an occupation of ESCO, by its name and URI."""

    name: str
    uri: str
    code: str = ""
    framework: str = "ESCO"


# What the badge says of how the result came about: name and description, in both languages at once, because
# whoever reads a badge has not chosen one.
_KINDS = {
    "practice": (
        "SMM manager: practice result · এসএমএম ম্যানেজার: অনুশীলনের ফল",
        "Practice result: self-assessment, unsupervised. Nobody vouches for it."
        " · অনুশীলনের ফল: আত্ম-মূল্যায়ন, তত্ত্বাবধান ছাড়া। কেউ এর নিশ্চয়তা দেয় না।",
    ),
    "unsupervised": (
        "SMM manager: assessment · এসএমএম ম্যানেজার: মূল্যায়ন",
        "Result of an employer's assessment, taken without supervision."
        " · নিয়োগকর্তার মূল্যায়নের ফল, তত্ত্বাবধান ছাড়া নেওয়া।",
    ),
    "supervised": (
        "SMM manager: supervised assessment · এসএমএম ম্যানেজার: তত্ত্বাবধানে নেওয়া মূল্যায়ন",
        "Result of an employer's assessment, taken under supervision. · নিয়োগকর্তার মূল্যায়নের ফল, তত্ত্বাবধানে নেওয়া।",
    ),
}
_CRITERIA = (
    "Questions on the work of an SMM manager were answered. Levels 0 to 5 follow from the measured ability"
    " (mean 0, standard deviation 1), which is given with its standard error."
    " · এসএমএম ম্যানেজারের কাজ নিয়ে প্রশ্নের উত্তর দেওয়া হয়েছে। ০ থেকে ৫ স্তর পরিমাপ করা সামর্থ্য (গড় ০, প্রমিত বিচ্যুতি ১)"
    " থেকে নির্ধারিত; সঙ্গে প্রমিত ত্রুটি দেওয়া আছে।"
)


def badge_jwt(
    claims: Claims,
    certificate_id: UUID,
    names: Mapping[str, Bilingual],
    alignment: Sequence[Target],
    signer: Signer,
) -> str:
    """The credential as a JWT. names: of the competencies, by id.

    Raises KeyError for a competency without a name. The same arguments give the same text.
    """
    return signed_token(
        _credential(claims, certificate_id, names, alignment, signer).to_jwt_payload(), KIND, signer
    )


def read_badge(jwt: str) -> SignedClaims:
    """What a badge of ours says, and which identity signed it. Raises Refused, and nothing else.

    That it has run out is not refused: it is a finding of the verdict.
    """
    from openbadgeslib.ob3 import OpenBadgeCredential

    key, said = read_token(jwt.strip(), KIND, _LONGEST)
    try:
        credential = OpenBadgeCredential.from_jwt_payload(said)
        if credential.issuer.id != said["iss"] or credential.id != said["jti"]:
            raise Refused(Flaw.KEY)
        return SignedClaims(key, _claims(credential, said), str(credential.id))
    except Refused:
        raise
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, UserError) as error:
        raise Refused(Flaw.CONTENT) from error


def badge_json(jwt: str) -> str:
    """The credential in readable form, as JSON, with the JWT that proves it beside it. Not signed by itself.

    Raises ValueError for what is no token.
    """
    said = json.loads(from_base64url(jwt.split(".")[1]))
    return json.dumps({"credential": said, "jwt": jwt}, ensure_ascii=False, indent=1) + "\n"


def baked_png(jwt: str, png: bytes) -> bytes:
    """The picture with the badge inside (OB 3.0, section 5.3). Raises ValueError where `png` is no PNG."""
    from openbadgeslib import baking

    try:
        return baking.bake_png(png, jwt, keyword=baking.ITXT_KEYWORD_OB3)
    except Exception as error:  # the PNG reader has failures of its own kinds
        raise ValueError("no PNG") from error


def unbake(png: bytes) -> str | None:
    """The badge in a picture, None where there is none or it is no PNG. Its signature is not checked."""
    from openbadgeslib import baking

    if len(png) > _LARGEST_PICTURE:
        return None
    try:
        return baking.extract_png(png, keyword=baking.ITXT_KEYWORD_OB3)
    except Exception:  # a broken picture holds no badge
        return None


def _credential(
    claims: Claims,
    certificate_id: UUID,
    names: Mapping[str, Bilingual],
    alignment: Sequence[Target],
    signer: Signer,
) -> OpenBadgeCredential:
    from openbadgeslib import ob3

    kind = _kind(claims)
    name, description = _KINDS[kind]
    results: list[ob3.Result] = []
    descriptions: list[ob3.ResultDescription] = []
    for about, value in _results(claims, names):
        results.append(ob3.Result(value=value, result_description=about.id))
        descriptions.append(about)
    return ob3.OpenBadgeCredential(
        id=certificate_id.urn,
        name=name,
        issuer=ob3.Issuer(id=signer.did, name=claims.issuer),
        recipient_id=None,
        identifiers=[ob3.IdentityObject(claims.holder, "name", hashed=False)],
        issuance_date=_midnight(claims.issued_on),
        expiration_date=_midnight(claims.valid_until),
        evidence=[
            ob3.Evidence(
                name=claims.number,
                genre=kind,
                description=claims.form_version,
                audience=claims.vacancy_title,
            )
        ],
        achievement=ob3.Achievement(
            id=_ACHIEVEMENT + kind,
            name=name,
            description=description,
            criteria_narrative=_CRITERIA,
            achievement_type="Assessment",
            alignments=[ob3.Alignment(one.name, one.uri, one.framework, one.code) for one in alignment],
            result_descriptions=descriptions,
        ),
        results=results,
    )


def _results(claims: Claims, names: Mapping[str, Bilingual]) -> list[tuple[ResultDescription, str]]:
    """Each result's description, and its value."""
    from openbadgeslib.ob3 import ResultDescription

    about = ResultDescription(_RESULT + "share", "Correct · সঠিক", "Percent", value_min="0", value_max="100")
    found = [(about, f"{claims.percent_correct * 100:.1f}")]
    if claims.cut is not None:
        cut = f"{claims.cut.cut * 100:.1f}"
        name = "Cut score · পাস নম্বর"
        about = ResultDescription(
            _RESULT + "cut", name, "ext:CutScore", allowed_values=list(STANDINGS), required_value=cut
        )
        found.append((about, claims.cut.standing))
    for one in claims.competencies:
        both = names[one.competency_id]
        name = f"{both.text('en')} · {both.text('bn')}"
        about = ResultDescription(
            f"{_RESULT}level/{one.competency_id}",
            name,
            "PerformanceLevel",
            value_min=str(_LEAST_LEVEL),
            value_max=str(_HIGHEST_LEVEL),
        )
        found.append((about, str(one.level)))
        about = ResultDescription(f"{_RESULT}ability/{one.competency_id}", name, "ScaledScore")
        found.append((about, f"{one.ability:.2f} ± {one.standard_error:.2f}"))
    return found


def _claims(credential: OpenBadgeCredential, said: Mapping[str, Any]) -> Claims:
    (holder,) = credential.identifiers
    (evidence,) = credential.evidence
    kind = str(evidence.genre)
    if holder.identity_type != "name" or holder.hashed or credential.achievement.id != _ACHIEVEMENT + kind:
        raise ValueError("not laid out as our badges are")
    values = {
        str(one.result_description).removeprefix(_RESULT): _text(one.value) for one in credential.results
    }
    required = {
        one.id.removeprefix(_RESULT): one.required_value for one in credential.achievement.result_descriptions
    }
    if len(values) != len(credential.results) or not values.keys() <= required.keys():
        raise ValueError("a result stands there twice, or without its description")
    issued_on, valid_until = _day(said["validFrom"]), _day(said["validUntil"])
    if (_stamp(issued_on), _stamp(valid_until)) != (said["nbf"], said["exp"]):
        raise ValueError("two sets of dates")
    cut = values.get("cut")
    if kind not in _KINDS:
        raise ValueError("came about in another way")
    return Claims(
        number=read_certificate_number(_text(evidence.name)),
        holder=_text(holder.identity_hash),
        issuer=_text(credential.issuer.name),
        purpose=Purpose.PRACTICE if kind == "practice" else Purpose.ASSESSMENT,
        is_supervised=kind == "supervised",
        vacancy_title=_text(evidence.audience or ""),
        form_version=_text(evidence.description or ""),
        issued_on=issued_on,
        valid_until=valid_until,
        percent_correct=_share(values["share"]),
        competencies=_levels(values),
        cut=None
        if cut is None
        else CutClaim(_share(_text(required["cut"])), STANDINGS[STANDINGS.index(cut)]),  # pyright: ignore[reportArgumentType]
    )


def _levels(values: Mapping[str, str]) -> tuple[LevelClaim, ...]:
    found: list[LevelClaim] = []
    for name, value in values.items():
        competency_id = name.removeprefix("level/")
        if competency_id == name:
            continue
        figures = _FIGURES.fullmatch(values[f"ability/{competency_id}"])
        if figures is None or value not in {str(level) for level in range(_HIGHEST_LEVEL + 1)}:
            raise ValueError("no level, or no ability")
        found.append(LevelClaim(competency_id, int(value), float(figures[1]), float(figures[2])))
    if len(found) > _MOST_COMPETENCIES:
        raise ValueError("more competencies than a role has")
    return tuple(found)


def _kind(claims: Claims) -> str:
    if claims.purpose is Purpose.PRACTICE:
        return "practice"
    return "supervised" if claims.is_supervised else "unsupervised"


def _share(written: str) -> float:
    if re.fullmatch(r"\d{1,3}\.\d", written) is None or float(written) > 100:
        raise ValueError(f"{written!r} is no share")
    return round(float(written) / 100, 3)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _stamp(day: date) -> int:
    return int(_midnight(day).timestamp())


def _day(written: Any) -> date:
    moment = datetime.fromisoformat(_text(written))
    if moment.tzinfo is None or moment.astimezone(UTC).time() != time():
        raise ValueError("not the midnight of a day")
    return moment.astimezone(UTC).date()
