"""How likely two entries are one person, and why."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smmhire.candidates.similarity import LIKELY, SHOWN_FROM, Sign, Traits, similarity, traits_of

KARIM = traits_of("Karim Uddin", "karim.uddin@example.com", "01711-000111")


def _with(name: str = "Karim Uddin", email: str = "", phone: str = "") -> Traits:
    return traits_of(name, email, phone)


def test_the_same_email_in_other_letters_is_probably_one_person() -> None:
    found = similarity(KARIM, _with(email=" Karim.Uddin@Example.com"))
    assert found.score > 0.95
    assert found.signs == (Sign.SAME_EMAIL, Sign.SAME_NAME)


def test_a_phone_number_counts_however_it_is_written() -> None:
    found = similarity(KARIM, _with("করিম উদ্দিন", phone="+৮৮০ ১৭১১ ০০০১১১"))
    assert found.signs == (Sign.SAME_PHONE, Sign.SOUNDING_NAME)
    assert found.is_likely
    assert found.reasons == "the same phone number, the names sound alike"


def test_a_name_alone_is_only_perhaps_one_person() -> None:
    for name in ("Karim Uddin", "করিম উদ্দিন", "Md Kareem Uddin"):
        found = similarity(KARIM, _with(name))
        assert SHOWN_FROM <= found.score < LIKELY
        assert found.verdict == "perhaps one person"


def test_a_name_with_another_email_and_another_phone_is_not_worth_showing() -> None:
    other = _with(email="someone@example.org", phone="01899-777888")
    assert similarity(KARIM, other).score < SHOWN_FROM


def test_a_sounding_name_and_something_else_is_likely() -> None:
    assert similarity(KARIM, _with("করিম উদ্দিন", phone="01711-000112")).is_likely
    assert similarity(KARIM, _with("Kareem Uddin", email="karimuddin@example.org")).is_likely


def test_a_family_that_shares_a_phone_stays_several_people() -> None:
    found = similarity(KARIM, _with("Salma Khatun", phone="01711000111"))
    assert not found.is_likely
    assert Sign.OTHER_NAME in found.signs
    assert found.reasons == "the same phone number, but the names differ"


def test_a_changed_phone_does_not_speak_against_the_same_email() -> None:
    found = similarity(KARIM, _with(email="karim.uddin@example.com", phone="01999-555666"))
    assert found.score > 0.95


def test_part_of_a_name_counts_little() -> None:
    found = similarity(KARIM, _with("Karim Uddin Ahmed"))
    assert found.signs == (Sign.PART_OF_NAME,)
    assert found.score < SHOWN_FROM


def test_two_digits_exchanged_are_a_slip_of_the_hand() -> None:
    assert Sign.NEAR_PHONE in similarity(KARIM, _with(phone="01711-001011")).signs
    assert Sign.OTHER_PHONE in similarity(KARIM, _with(phone="01711-111000")).signs


def test_addresses_that_offices_share_are_not_near() -> None:
    one, other = _with(email="info@example.com"), _with(email="info@example.org")
    assert Sign.OTHER_EMAIL in similarity(one, other).signs


def test_a_number_in_an_address_is_no_slip_of_the_hand() -> None:
    one, other = _with(email="karim1990@example.com"), _with(email="karim1991@example.com")
    assert Sign.OTHER_EMAIL in similarity(one, other).signs
    assert Sign.NEAR_EMAIL in similarity(one, _with(email="karmi1990@example.com")).signs


def test_numbers_in_names_tell_people_apart() -> None:
    assert similarity(_with("Person 12"), _with("Person 13")).score == 0
    assert similarity(_with("Person 12"), _with("পারসন ১২")).signs != ()


def test_nothing_in_common_is_nothing() -> None:
    assert similarity(KARIM, _with("Nusrat Jahan")).score == 0
    assert similarity(_with(""), _with("")).score == 0


_TRAITS = st.builds(
    traits_of,
    st.sampled_from(["Karim Uddin", "করিম উদ্দিন", "Nusrat Jahan", ""]),
    st.sampled_from(["", "a.b@example.com", "ab@example.com", "abcdefgh@example.org"]),
    st.text("0123456789", max_size=11),
)


@given(_TRAITS, _TRAITS)
def test_either_side_gives_the_same(one: Traits, other: Traits) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other).score < 1
