"""What a text is by its shape alone: a code, a badge, or another file of an issuer; nothing is checked."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import Any, cast

from smmhire.signing.code import PREFIX_OF_CODE
from smmhire.signing.encodings import from_base64url
from smmhire.signing.keys import FORMAT
from smmhire.signing.withdrawn import LIST_KIND, ROTATION_KIND

# Mail programs break long lines; neither code nor token has any of its own.
_BREAKS = re.compile(r"[\r\n\t\u2028\u2029]")


class Shape(StrEnum):
    """What a text claims to be."""

    CODE = "code"
    BADGE = "badge"  # as token, or any other token
    JSON_BADGE = "json_badge"  # readable, with the token beside it
    READABLE = "readable"  # JSON without a token
    LIST = "list"
    ANNOUNCEMENT = "announcement"
    KEYS = "keys"  # a copy of an issuer with its sealed keys
    OTHER = "other"


def shape_of(text: str) -> tuple[Shape, str]:
    """What a text claims to be, and what of it is to be read: codes and tokens without line breaks."""
    written = _BREAKS.sub("", text).strip()
    if written.startswith(PREFIX_OF_CODE):
        return Shape.CODE, written
    if _is_token(written):
        return _shape_of_token(written), written
    return _shape_of_json(text) if written.startswith("{") else (Shape.OTHER, written)


def token_in_json(text: str) -> str | None:
    """The one token that stands in a JSON object as a text of its own, None where there is not one."""
    tokens = [one for one in _object(text).values() if isinstance(one, str) and _is_token(one)]
    return tokens[0] if len(tokens) == 1 else None


def is_readable_form_of(text: str, token: str) -> bool:
    """Whether the credential that stands in a JSON object beside `token` is what the token says."""
    found = _object(text)
    try:
        return "credential" not in found or found["credential"] == json.loads(
            from_base64url(token.split(".")[1])
        )
    except (ValueError, RecursionError):
        return False


def _is_token(written: str) -> bool:
    return written.count(".") == 2 and written.startswith("eyJ")


def _shape_of_token(token: str) -> Shape:
    try:
        header: Any = json.loads(from_base64url(token.split(".", 1)[0]))
        kind = header.get("typ")
    except (ValueError, AttributeError, RecursionError):
        kind = None
    return {LIST_KIND: Shape.LIST, ROTATION_KIND: Shape.ANNOUNCEMENT}.get(str(kind), Shape.BADGE)


def _shape_of_json(text: str) -> tuple[Shape, str]:
    # Keys that are cut off are keys too.
    if _object(text).get("format") == FORMAT or (not _object(text) and f'"{FORMAT}"' in text):
        return Shape.KEYS, text
    token = token_in_json(text)
    if token is None:
        return Shape.READABLE, text
    shape = _shape_of_token(token)
    return (Shape.JSON_BADGE, text) if shape is Shape.BADGE else (shape, token)


def _object(text: str) -> dict[str, Any]:
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}
