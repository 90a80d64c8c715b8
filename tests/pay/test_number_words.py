from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.pay.money import Money, parse_money
from smmhire.pay.money_text import folded
from smmhire.pay.number_words import _BENGALI, in_figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("five hundred", "500"),
        ("two hundred and fifty", "250"),
        ("twenty-five thousand", "25 thousand"),
        ("ten-twelve", "10-12"),
        ("two three", "2 3"),
        ("one post 500", "one post 500"),
        ("сто двадцать пять тысяч", "125 тысяч"),
        ("двести", "200"),
        ("полторы тысячи", "1.5 тысячи"),
        ("দেড়শ", "150"),
        ("আড়াইশ টাকা", "250 টাকা"),
        ("সাড়ে পাঁচ হাজার", "5.5 হাজার"),
        ("সাড়ে ৩ লাখ", "3.5 লাখ"),
        ("পৌনে দুই লাখ", "1.75 লাখ"),
        ("সোয়া লাখ", "1.25 লাখ"),
        ("সোয়া দুইশ", "225"),
        ("সাড়ে লাখ", "সাড়ে লাখ"),
        ("সাড়ে", "সাড়ে"),
        ("পাঁচশ", "500"),
        ("তিন শত", "300"),
        ("লাখ টাকা", "লাখ টাকা"),
        ("একাধিক", "একাধিক"),
        ("someone", "someone"),
    ],
)
def test_numbers_in_words_become_figures_and_other_words_stay(text, figures) -> None:
    assert in_figures(folded(text)) == folded(figures)


def test_every_bengali_number_up_to_99_is_there_once() -> None:
    words: list[str] = list(_BENGALI.split())
    assert len(words) == len(set(words)) == 99
    known = {"দশ": 10, "পঁচিশ": 25, "পঞ্চাশ": 50, "পঁচাত্তর": 75, "নিরানব্বই": 99}
    assert {word: words.index(word) + 1 for word in known} == known


@given(st.integers(1, 99))
def test_a_bengali_number_of_thousands_is_read(value: int) -> None:
    assert parse_money(f"{_BENGALI.split()[value - 1]} হাজার টাকা") == Money(amount=value * 1000, currency="BDT")


@given(st.text(max_size=30))
def test_no_text_makes_it_raise(text: str) -> None:
    assert isinstance(in_figures(folded(text)), str)
