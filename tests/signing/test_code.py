"""The text of the QR code: short enough, whole, and read strictly."""

from __future__ import annotations

from typing import Any

import cbor2
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from smmhire.assessment.attempts import Purpose
from smmhire.certificates.claims import ELLIPSIS, differing
from smmhire.certificates.flaws import Flaw, Refused
from smmhire.signing.code import MOST_BYTES, PREFIX_OF_CODE, code_text, read_code
from smmhire.signing.encodings import base45, from_base45
from smmhire.signing.pictures import codes_in
from tests.reports.build import Language, practice_certificate
from tests.signing import build

BENGALI = st.text(alphabet="কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহািীুূেৈোৌ্ংঃঁ ", max_size=120)


def raw(text: str) -> bytes:
    return from_base45(text.removeprefix(PREFIX_OF_CODE))


@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_code_says_what_was_signed(language: Language) -> None:
    said = build.claims(language)
    found = read_code(build.code(said), build.role_order())
    assert found.public_key == build.issuer().public_key
    assert differing(found.claims, said) == ()
    assert found.claims.holder == said.holder
    assert found.claims.competencies == said.competencies and len(said.competencies) == 8


@pytest.mark.parametrize(
    "fields",
    [
        {"is_supervised": False},
        {"purpose": Purpose.PRACTICE, "is_supervised": False, "issuer": "", "vacancy_title": ""},
        {"cut": None},
        {"percent_correct": 0.0},
        {"percent_correct": 1.0},
        {"holder": "A"},
    ],
)
def test_every_kind_of_certificate_comes_back(fields: dict[str, Any]) -> None:
    said = build.claims("en", **fields)
    assert read_code(build.code(said), build.role_order()).claims == said


@settings(deadline=None, max_examples=150)
@given(
    BENGALI.filter(lambda text: bool(text.strip())),
    BENGALI,
    BENGALI,
    st.text(alphabet="0123456789abcdef+-", max_size=60),
)
def test_names_of_every_length_fit_into_300_bytes(
    holder: str, issuer: str, vacancy: str, version: str
) -> None:
    said = build.claims(holder=holder, issuer=issuer, vacancy_title=vacancy, form_version=version)
    text = build.code(said)
    assert len(raw(text)) <= MOST_BYTES
    found = read_code(text, build.role_order()).claims
    assert differing(found, said) == ()
    # The order in which it is shortened: a holder is cut only where nothing else is left to cut.
    if found.holder != said.holder:
        for kept, whole in (
            (found.vacancy_title, said.vacancy_title),
            (found.issuer, said.issuer),
            (found.form_version, said.form_version),
        ):
            assert kept == ELLIPSIS or len(whole.encode()) <= 3
    elif found.issuer != said.issuer:
        assert found.vacancy_title == ELLIPSIS or len(said.vacancy_title.encode()) <= 3


def test_the_same_claims_give_the_same_code() -> None:
    assert build.code() == build.code()


def test_what_a_code_cannot_name_is_not_written() -> None:
    with pytest.raises(ValueError):
        code_text(build.claims(), build.role_order()[:3], build.signer())
    many = tuple(f"c{place}" for place in range(40)) + build.role_order()
    with pytest.raises(ValueError):
        code_text(build.claims(), many, build.signer())


def refusal(text: str) -> Flaw:
    with pytest.raises(Refused) as raised:
        read_code(text, build.role_order())
    return raised.value.flaw


def sealed(
    payload: object, header: object = None, unprotected: object = None, tag: int = 18, **more: Any
) -> str:
    """A code signed by our key, whatever it says."""
    signer = build.signer()
    protected = cbor2.dumps(
        {1: -8, 4: signer.issuer.public_key} if header is None else header, canonical=True
    )
    body = payload if isinstance(payload, bytes) else cbor2.dumps(payload, canonical=True)
    signature = signer.sign(cbor2.dumps(["Signature1", protected, b"", body], canonical=True))
    parts = [protected, {} if unprotected is None else unprotected, body, more.get("signature", signature)]
    return PREFIX_OF_CODE + base45(cbor2.dumps(cbor2.CBORTag(tag, parts), canonical=True))


def payload() -> dict[int, Any]:
    return cbor2.loads(cbor2.loads(raw(build.code())).value[2])


def test_our_own_way_of_sealing_in_the_tests_is_read() -> None:
    assert sealed(payload()) == build.code()


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("", Flaw.FOREIGN),
        ("https://example.org/", Flaw.FOREIGN),
        ("SMM1:", Flaw.DAMAGED),
        ("SMM1:abc", Flaw.DAMAGED),
        ("SMM1:" + "0" * 2000, Flaw.TOO_LONG),
        ("SMM1:" + base45(b"\x18" * 100), Flaw.DAMAGED),
        ("SMM1:" + base45(b"\x81" * 290), Flaw.DAMAGED),
        ("SMM1:" + base45(cbor2.dumps([1, 2, 3, 4])), Flaw.FOREIGN),
        ("SMM1:ক", Flaw.DAMAGED),
    ],
)
def test_what_is_no_code_is_refused(text: str, flaw: Flaw) -> None:
    assert refusal(text) is flaw


KEY = build.issuer().public_key


@pytest.mark.parametrize(
    ("header", "flaw"),
    [
        ({1: -7, 4: KEY}, Flaw.ALGORITHM),
        ({1: 5, 4: KEY}, Flaw.ALGORITHM),  # HMAC with the public key as its secret
        ({1: None, 4: KEY}, Flaw.ALGORITHM),
        ({4: KEY}, Flaw.ALGORITHM),
        ({1: -8}, Flaw.KEY),
        ({1: -8, 4: KEY[:31]}, Flaw.KEY),
        ({1: -8, 4: KEY.hex()[:32]}, Flaw.KEY),
        ({1: -8, 4: KEY, 3: 0}, Flaw.KEY),
        ({1: -8, 4: bytes(32)}, Flaw.SIGNATURE),
        ({1: -8, 4: build.issuer("Another").public_key}, Flaw.SIGNATURE),
    ],
)
def test_algorithm_and_key_are_what_we_expect(header: object, flaw: Flaw) -> None:
    assert refusal(sealed(payload(), header)) is flaw


def test_the_structure_is_ours_to_the_last_byte() -> None:
    assert refusal(sealed(payload(), unprotected={4: b"x"})) is Flaw.DAMAGED
    assert refusal(sealed(payload(), tag=17)) is Flaw.FOREIGN
    assert refusal(sealed(payload(), signature=b"short")) is Flaw.DAMAGED
    assert refusal(sealed(payload(), signature=bytes(64))) is Flaw.SIGNATURE
    longer = bytearray(raw(build.code()))
    assert longer[:2] == b"\xd2\x84"
    assert refusal(PREFIX_OF_CODE + base45(b"\xd2\x98\x04" + bytes(longer[2:]))) is Flaw.DAMAGED
    assert refusal(PREFIX_OF_CODE + base45(bytes(longer) + b"\0")) is Flaw.DAMAGED


@pytest.mark.parametrize(
    "changes",
    [
        {2: ""},
        {2: b"x"},
        {1: 5},
        {4: 1.5},
        {4: 12345},
        {6: 1 << 60},
        {7: b"20267K3FQ9XD0"},
        {7: "text"},
        {8: 1},
        {-70001: []},
        {-70001: [3, 1, "", "", None, b""]},
        {-70001: [True, 1, "", "", None, b""]},
        {-70001: [1, 1001, "", "", None, b""]},
        {-70001: [1, 1, "", "", [1], b""]},
        {-70001: [1, 1, "", "", [1, 3], b""]},
        {-70001: [1, 1, "", "", None, b"abc"]},
        {-70001: [1, 1, "", "", None, b"\x07\0\0\0"]},
        {-70001: [1, 1, "", "", None, b"\xf9\0\0\0"]},
        {-70001: [1, 1, "", "", None, b"\x01\0\0\0\x01\0\0\0"]},
    ],
)
def test_signed_nonsense_is_refused_as_such(changes: dict[int, Any]) -> None:
    assert refusal(sealed(payload() | changes)) is Flaw.CONTENT


def test_every_changed_byte_is_refused() -> None:
    good = raw(build.code())
    for place in range(len(good)):
        for bit in (0, 5):
            changed = bytearray(good)
            changed[place] ^= 1 << bit
            with pytest.raises(Refused):
                read_code(PREFIX_OF_CODE + base45(bytes(changed)), build.role_order())


@settings(deadline=None)
@given(st.binary(max_size=320))
def test_nothing_but_a_refusal_comes_of_noise(data: bytes) -> None:
    with pytest.raises(Refused):
        read_code(PREFIX_OF_CODE + base45(data), build.role_order())


@settings(deadline=None)
@given(st.text(max_size=60))
def test_nothing_but_a_refusal_comes_of_text(text: str) -> None:
    for given_text in (text, PREFIX_OF_CODE + text):
        with pytest.raises(Refused):
            read_code(given_text, build.role_order())


def pixels(text: str, scale: int) -> tuple[int, int, bytes]:
    rows = segno.make(text, error="m", boost_error=False).matrix_iter(scale=scale, border=4)
    dark = [list(row) for row in rows]
    flat = bytearray()
    for row in dark:
        for module in row:
            flat += b"\0\0\0\xff" if module else b"\xff\xff\xff\0"
    return len(dark[0]), len(dark), bytes(flat)


def test_a_code_is_read_from_a_picture() -> None:
    text = build.code(build.claims(holder="প্রার্থী " * 30))
    assert codes_in(*pixels(text, 3)) == (text,)


def test_a_picture_without_a_code_has_none() -> None:
    assert codes_in(50, 40, b"\xff" * 50 * 40 * 4) == ()
    with pytest.raises(ValueError):
        codes_in(50, 40, b"\xff")
    with pytest.raises(ValueError):
        codes_in(0, 0, b"")


def test_a_practice_code_says_practice() -> None:
    said = build.claims_of(practice_certificate("bn", number=build.EXAMPLE), build.load_role())
    assert read_code(build.code(said), build.role_order()).claims.purpose is Purpose.PRACTICE
