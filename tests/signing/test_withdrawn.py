"""The list of withdrawn certificates: signed, dated, read strictly."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.certificates.flaws import Flaw, Refused
from smmhire.certificates.number import EXAMPLE
from smmhire.certificates.verdict import Withdrawn
from smmhire.signing.tokens import signed_token
from smmhire.signing.withdrawn import LIST_KIND, read_withdrawn, rotation_statement, withdrawn_list
from tests.signing import build

ENTRIES = (Withdrawn(EXAMPLE, date(2026, 12, 1), "ভুল নামে দেওয়া হয়েছিল"),)


def refusal(text: str) -> Flaw:
    with pytest.raises(Refused) as raised:
        read_withdrawn(text)
    return raised.value.flaw


@pytest.mark.parametrize("entries", [(), ENTRIES])
def test_a_list_says_what_was_withdrawn_as_of_when_and_by_whom(entries: tuple[Withdrawn, ...]) -> None:
    found = read_withdrawn(withdrawn_list(entries, build.signer(), build.NOW) + "\n")
    assert found.public_key == build.issuer().public_key
    assert found.name == build.issuer().name and found.issued_at == build.NOW
    assert found.entries == entries


def test_a_changed_list_is_refused() -> None:
    text = withdrawn_list(ENTRIES, build.signer(), build.NOW)
    empty = withdrawn_list((), build.signer(), build.NOW)
    header, _said, signature = text.split(".")
    assert refusal(f"{header}.{empty.split('.')[1]}.{signature}") is Flaw.SIGNATURE


def test_other_tokens_of_the_same_issuer_are_no_list() -> None:
    assert refusal(build.badge()) is Flaw.FOREIGN
    assert refusal(rotation_statement(build.signer(), build.issuer(), build.NOW)) is Flaw.FOREIGN


@pytest.mark.parametrize(
    "changes",
    [
        {"iat": "now"},
        {"iat": True},
        {"iat": 1 << 70},
        {"name": None},
        {"revoked": {}},
        {"revoked": ["x"]},
        {"revoked": [{"number": EXAMPLE}]},
        {"revoked": [{"number": "7", "day": "2026-12-01", "reason": ""}]},
        {"revoked": [{"number": EXAMPLE, "day": "soon", "reason": ""}]},
        {"revoked": [{"number": EXAMPLE, "day": "2026-12-01", "reason": ""}] * 2},
    ],
)
def test_signed_nonsense_is_refused_as_such(changes: dict[str, Any]) -> None:
    said = {"iss": build.issuer().did, "iat": 1, "name": "A", "revoked": []} | changes
    assert refusal(signed_token(said, LIST_KIND, build.signer())) is Flaw.CONTENT


@given(st.text(max_size=100))
def test_nothing_but_a_refusal_comes_of_text(text: str) -> None:
    with pytest.raises(Refused):
        read_withdrawn(text)
