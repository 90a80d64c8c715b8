"""The list of certificates an issuer has withdrawn, and the statement that a new identity follows an old one.

Both are tokens signed by the identity, to be handed over or published as files. Of the lists of one issuer
the newest counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, cast

from smmhire.certificates.claims import signed_text
from smmhire.certificates.flaws import Flaw, Refused
from smmhire.certificates.number import read_certificate_number
from smmhire.certificates.verdict import Withdrawn, WithdrawnList
from smmhire.errors import UserError
from smmhire.signing.encodings import key_of_did
from smmhire.signing.keys import SealedIssuer, Signer
from smmhire.signing.tokens import read_token, signed_token

LIST_KIND = "smm-revoked+jwt"
ROTATION_KIND = "smm-rotation+jwt"
_LONGEST_LIST = 20_000_000  # characters: some 100,000 certificates
_LONGEST_REASON = 500


def withdrawn_list(entries: Sequence[Withdrawn], signer: Signer, now: datetime) -> str:
    """The list as a text to hand over, as of `now`; empty lists say that nothing was withdrawn so far."""
    return signed_token(
        {
            "iss": signer.did,
            "iat": int(now.timestamp()),
            "name": signer.issuer.name,
            "revoked": [
                {
                    "number": one.number,
                    "day": one.day.isoformat(),
                    "reason": signed_text(one.reason)[:_LONGEST_REASON],
                }
                for one in sorted(entries, key=lambda one: one.number)
            ],
        },
        LIST_KIND,
        signer,
    )


def read_withdrawn(text: str) -> WithdrawnList:
    """A list whose signature was checked. Whose key it is, the caller has to ask. Raises Refused only."""
    key, said = read_token(text.strip(), LIST_KIND, _LONGEST_LIST)
    try:
        return WithdrawnList(key, _text(said["name"]), _moment(said["iat"]), _entries(said["revoked"]))
    except (ValueError, KeyError, TypeError, OverflowError, OSError, UserError) as error:
        raise Refused(Flaw.CONTENT) from error


def rotation_statement(old: Signer, new: SealedIssuer, now: datetime) -> str:
    """What the old identity signs of the new one: whoever trusts the old may trust the new."""
    return signed_token(
        {
            "iss": old.did,
            "iat": int(now.timestamp()),
            "name": old.issuer.name,
            "sub": new.did,
            "new_name": new.name,
        },
        ROTATION_KIND,
        old,
    )


def read_rotation(text: str) -> tuple[bytes, bytes, str, datetime]:
    """The old identity, the new one, the new name, and when it was said. Raises Refused only."""
    key, said = read_token(text.strip(), ROTATION_KIND)
    try:
        return key, key_of_did(_text(said["sub"])), _text(said["new_name"]), _moment(said["iat"])
    except (ValueError, KeyError, TypeError, OverflowError, OSError) as error:
        raise Refused(Flaw.CONTENT) from error


def _entries(found: Any) -> tuple[Withdrawn, ...]:
    if not isinstance(found, list):
        raise ValueError("no list")
    listed = cast("list[Any]", found)
    entries = tuple(
        Withdrawn(
            read_certificate_number(_text(one["number"])),
            date.fromisoformat(_text(one["day"])),
            _text(one["reason"]),
        )
        for one in listed
    )
    if len({one.number for one in entries}) != len(entries):
        raise ValueError("a number stands there twice")
    return entries


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _moment(value: Any) -> datetime:
    if type(value) is not int:
        raise ValueError("no moment")
    return datetime.fromtimestamp(value, UTC)
