"""What is comparable of names, addresses and numbers."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.candidates.keys import email_key, phone_key, search_key, searched_text
from smmhire.texts import latin_digits
from smmhire.vacancies.wording import fold


@pytest.mark.parametrize("name", ["রায়হান", "বড়ুয়া", "আষাঢ়", "José Müller"])
def test_spellings_that_look_the_same_are_the_same(name: str) -> None:
    assert search_key(normalize("NFC", name)) == search_key(normalize("NFD", name))


def test_one_letter_or_two() -> None:
    assert search_key("রা\u09dfহান") == search_key("রা\u09af\u09bcহান")
    assert search_key("ব\u09dcুয়া") == search_key("ব\u09a1\u09bcুয়া")
    assert search_key("র\u200d্যাংক") == search_key("র্যাংক")


def test_case_digits_and_spaces_do_not_count() -> None:
    assert search_key("  Karim\tAHMED ২৪ ") == "karim ahmed 24"
    assert email_key(" Karim@Example.ORG ") == "karim@example.org"


@pytest.mark.parametrize("phone", ["+880 1712-345678", "০১৭১২৩৪৫৬৭৮", "008801712345678", "1712 345 678"])
def test_a_number_is_the_same_with_and_without_what_stands_before_it(phone: str) -> None:
    assert phone_key(phone) == "1712345678"


def test_a_few_digits_are_no_number() -> None:
    assert phone_key("12345") == phone_key("none") == ""


def test_tags_and_digits_of_the_number_are_searched() -> None:
    found = searched_text("আব্দুল করিম", "K@x.org", "০১৭১২-৩৪৫", ("খুলনা", "Design"))
    assert found.split("\n") == ["  আব্দুল  করিম", "  k@x.org", "  01712345", "  খুলনা", "  design"]


@given(st.text(max_size=40))
def test_the_key_folds_as_texts_are_folded_everywhere(text: str) -> None:
    assert search_key(text) == " ".join(latin_digits(fold(text).folded).split())
