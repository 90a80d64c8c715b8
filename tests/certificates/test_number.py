"""Certificate numbers: short, checkable by hand, forgiving about how they are typed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smmhire.certificates.number import (
    ALPHABET,
    EXAMPLE,
    certificate_number,
    is_certificate_number,
    read_certificate_number,
)
from smmhire.errors import UserError
from smmhire.texts import BENGALI_DIGITS

numbers = st.builds(certificate_number, st.uuids(), st.dates(date(2000, 1, 1), date(9999, 12, 31)))
PLACES = [at for at, character in enumerate("SMM-2026-7K3F-Q9XD-Z") if at > 3 and character != "-"]


@given(numbers)
def test_a_number_reads_back_as_it_was_written(number: str) -> None:
    assert read_certificate_number(number) == number
    assert len(number) == 20 and number.startswith("SMM-")


@given(numbers)
def test_case_spaces_dashes_prefix_and_bengali_digits_do_not_matter(number: str) -> None:
    for typed in (
        number.lower(),
        f"  {number.replace('-', ' ')} ",
        number.replace("-", ""),
        number.replace("-", "–"),
        number.removeprefix("SMM-"),
        number.translate(BENGALI_DIGITS),
        number.removeprefix("SMM-").replace("1", "I").replace("0", "o"),
        number.removeprefix("SMM-").replace("1", "l"),
    ):
        assert read_certificate_number(typed) == number


@given(numbers, st.sampled_from(PLACES), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_found(number: str, place: int, wrong: str) -> None:
    assume(number[place] != wrong)
    assert not is_certificate_number(number[:place] + wrong + number[place + 1 :])


@given(numbers, st.sampled_from(PLACES[:-1]), st.sampled_from(PLACES[:-1]))
def test_every_swap_of_two_characters_is_found(number: str, one: int, other: int) -> None:
    assume(number[one] != number[other])
    swapped = list(number)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert not is_certificate_number("".join(swapped))


def test_swapping_the_last_character_with_the_check_character_is_found() -> None:
    swaps = 0
    for seed in range(2000):
        number = certificate_number(UUID(int=seed), date(2026, 1, 1))
        if number[-3] != number[-1]:
            swaps += 1
            assert not is_certificate_number(f"{number[:-3]}{number[-1]}-{number[-3]}"), number
    assert swaps > 1000


def test_the_same_attempt_has_the_same_number_and_others_have_others() -> None:
    day = date(2026, 11, 22)
    assert certificate_number(UUID(int=5), day) == certificate_number(UUID(int=5), day)
    many = {certificate_number(UUID(int=at), day) for at in range(5000)}
    assert len(many) == 5000


def test_numbers_are_the_same_on_every_machine() -> None:
    """Written down once: certificates that were handed out must stay valid."""
    assert certificate_number(UUID(int=1), date(2026, 11, 22)) == "SMM-2026-FGYC-T45V-B"


@pytest.mark.parametrize(
    "typed", ["", "SMM", "hello", "SMM-2026-7K3F-Q9XD", EXAMPLE + "A", "SMM-2026-7K3F-U9XD-Z"]
)
def test_what_is_no_number_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(UserError, match="is not a certificate number"):
        read_certificate_number(typed)


def test_a_typing_mistake_is_said_to_be_one() -> None:
    wrong = EXAMPLE.replace("7", "8", 1)
    with pytest.raises(UserError, match="typing mistake"):
        read_certificate_number(wrong)


def test_the_example_is_right() -> None:
    assert is_certificate_number(EXAMPLE)
