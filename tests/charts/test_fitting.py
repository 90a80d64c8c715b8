"""Room for text is estimated without a font, and never too small."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.charts.fitting import estimated_width, fitted, wrapped
from smmhire.content import load_role
from smmhire.reports.typography import SANS, string_width

BENGALI_WORDS = ("ক্ষমতা", "প্রতিষ্ঠান", "স্বাস্থ্যসচেতনতা", "সংকট", "র‍্যাংক", "কনটেন্ট", "৳১২,৩৪,৫৬৭")
LATIN_WORDS = ("Community", "MAXIMUM", "WWW", "$1,234,567", "Äquivalenz", "маркетолог")


@pytest.mark.parametrize("word", BENGALI_WORDS + LATIN_WORDS)
def test_no_word_is_wider_than_estimated(word: str) -> None:
    assert string_width(word, SANS, 10) <= estimated_width(word, 10)


def test_no_text_of_the_role_is_wider_than_estimated_and_none_is_thought_twice_as_wide() -> None:
    for competency in load_role().competencies:
        for text in (competency.name, competency.short_name, competency.description):
            for words in (text.en, text.bn):
                real, estimated = string_width(words, SANS, 10), estimated_width(words, 10)
                assert real <= estimated < 2.0 * real


def test_lines_are_no_longer_than_the_room_and_lose_nothing() -> None:
    text = load_role().competencies[0].description.bn
    lines = wrapped(text, 9, 80)
    assert " ".join(lines) == " ".join(text.split())
    assert all(estimated_width(line, 9) <= 80 for line in lines)


def test_a_word_longer_than_the_line_is_torn_between_syllables() -> None:
    word = "ক্ষ্ম" * 12
    lines = wrapped(word, 10, 60)
    assert "".join(lines) == word
    assert len(lines) > 1
    assert all(line.startswith("ক্ষ্ম") and line.endswith("ক্ষ্ম") for line in lines)


def test_text_shrinks_before_it_is_cut() -> None:
    size, lines = fitted("Community and moderation", 10, 110, 1, 7)
    assert 7 <= size < 10
    assert lines == ("Community and moderation",)


def test_text_that_fits_at_no_size_ends_in_an_ellipsis() -> None:
    size, lines = fitted("word " * 50, 10, 60, 2, 7)
    assert size == 7
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(estimated_width(line, size) <= 60 for line in lines)


@given(st.text(alphabet="abc ক্িা্যমLONG,.", max_size=60), st.floats(20, 200))
def test_any_text_keeps_its_letters_when_wrapped(text: str, width: float) -> None:
    assert "".join("".join(wrapped(text, 9, width)).split()) == "".join(text.split())
