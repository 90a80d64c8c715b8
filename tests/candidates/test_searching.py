"""What is typed above the list of candidates, understood."""

from __future__ import annotations

import pytest

from smmhire import texts
from smmhire.candidates.searching import Typed, Wanted, typed
from smmhire.candidates.stages import Stage


def needles(text: str) -> list[tuple[str, ...]]:
    return [one.needles for one in typed(text).wanted]


@pytest.mark.parametrize("text", ["", "   ", "\0"])
def test_nothing_typed_asks_for_nothing(text: str) -> None:
    assert typed(text) == Typed()


def test_one_or_two_letters_are_looked_for_where_a_word_begins_and_three_anywhere() -> None:
    assert needles("k ka kar") == [("  k",), ("  ka",), ("kar",)]
    assert needles("ক কর করি") == [("  ক",), ("  কর",), ("করি",)]


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("interviewed", Stage.INTERVIEWED),
        ("Interv", Stage.INTERVIEWED),
        ("নিয়োগপ্রাপ্ত", Stage.HIRED),
        ("আমন্ত্রিত", Stage.INVITED),
        ("নির্বাচিত হননি", Stage.DECLINED),
        ("offer made", Stage.OFFER),
        ("new", Stage.NEW),
        ("নতুন", Stage.NEW),
    ],
)
@pytest.mark.parametrize("language", ["en", "bn"])
def test_the_name_of_a_stage_is_understood_in_either_language(text: str, stage: Stage, language: str) -> None:
    with texts.using(language):
        (one,) = typed(text).wanted
    assert one.stages == {stage}
    assert one.needles == ("  ".join(text.casefold().split()).replace("\u09df", "\u09af\u09bc"),)


def test_two_letters_are_not_yet_the_name_of_a_stage() -> None:
    assert typed("ne").wanted == (Wanted(("  ne",)),)


def test_words_beside_the_name_of_a_stage_are_looked_for_as_well() -> None:
    first, second, third = typed("karim offer made ঢাকা").wanted
    assert (first.stages, second.stages, third.stages) == (frozenset(), {Stage.OFFER}, frozenset())


@pytest.mark.parametrize(
    ("text", "least", "below"),
    [
        ("score>60", 0.605, None),
        ("Score >= 60", 0.595, None),
        ("score≥60", 0.595, None),
        ("স্কোর>৬০", 0.605, None),
        ("স্কোর > ৬০%", 0.605, None),
        ("৬০+", 0.595, None),
        ("60%+", 0.595, None),
        ("<40", None, 0.395),
        ("<=৪০", None, 0.405),
        ("score=75", 0.745, 0.755),
        ("60-80%", 0.595, 0.805),
        ("score 80-60", 0.595, 0.805),
        (">60 <80", 0.605, 0.795),
        (">10 >60", 0.605, None),
    ],
)
def test_a_score_is_asked_for_by_a_sign_in_the_percents_that_are_shown(
    text: str, least: float | None, below: float | None
) -> None:
    assert typed(text) == Typed((), least, below)


@pytest.mark.parametrize("text", ["score", "score>", "স্কোর", "স্কোর>=", ">", "score "])
def test_a_score_that_is_not_typed_to_its_end_asks_for_nothing_yet(text: str) -> None:
    assert typed(text) == Typed()


def test_a_score_stands_beside_words() -> None:
    assert typed("করিম score>60 ঢাকা") == Typed((Wanted(("করিম",)), Wanted(("ঢাকা",))), 0.605, None)


@pytest.mark.parametrize("text", ["101+", "score>250", "60", "a60+b"])
def test_what_is_no_percentage_is_looked_for_as_text(text: str) -> None:
    found = typed(text)
    assert (found.least_score, found.below_score) == (None, None) and found.wanted


@pytest.mark.parametrize(
    "text", ["01711-223344", "০১৭১১ ২২৩৩৪৪", "01711 223 344", "(01711) 223344", "01711.223344"]
)
def test_a_telephone_number_is_found_however_it_is_parted(text: str) -> None:
    (one,) = typed(text).wanted
    assert "01711223344" in one.needles


@pytest.mark.parametrize("text", ["+880 1711-223344", "008801711223344"])
def test_the_code_of_a_country_does_not_count(text: str) -> None:
    (one,) = typed(text).wanted
    assert "1711223344" in one.needles


def test_digits_with_signs_between_them_are_still_found_as_they_stand_in_a_tag() -> None:
    assert needles("2024-25") == [("2024-25", "202425")]
