"""Bytes written as text and read back, in one way only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.signing.encodings import base45, base64url, did_key, from_base45, from_base64url, key_of_did


@pytest.mark.parametrize(
    ("data", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"", "")]
)
def test_base_45_is_that_of_the_standard(data: bytes, text: str) -> None:
    assert base45(data) == text
    assert from_base45(text) == data


@given(st.binary(max_size=320))
def test_what_is_written_is_read_back(data: bytes) -> None:
    assert from_base45(base45(data)) == data
    assert from_base64url(base64url(data)) == data


@given(st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:a\u0995", max_size=40))
def test_no_two_texts_in_base_45_are_the_same_bytes(text: str) -> None:
    try:
        data = from_base45(text)
    except ValueError:
        return
    assert base45(data) == text


@pytest.mark.parametrize("text", ["YQ==", "YR", "Y", "Y Q", "YQ\n", "a+/b", "ক"])
def test_base_64_is_read_in_one_way_only(text: str) -> None:
    with pytest.raises(ValueError):
        from_base64url(text)


@given(st.binary(min_size=32, max_size=32))
def test_a_key_is_read_back_from_its_did(key: bytes) -> None:
    assert key_of_did(did_key(key)) == key
    assert did_key(key).startswith("did:key:z6Mk")


@pytest.mark.parametrize(
    "did",
    [
        "",
        "did:key:z",
        "did:web:example.org",
        "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169",  # a P-256 key
        "did:key:z6Mkjvgryb4TbiMQfa1pkBJ4DQLouNxAL2X9yx58rqrCLxS0",
        "did:key:z" + "2" * 80,
    ],
)
def test_other_dids_are_refused(did: str) -> None:
    with pytest.raises(ValueError):
        key_of_did(did)
