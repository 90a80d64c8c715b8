"""Marks of every type, and what blind guessing gets."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.attempts import Answer
from smmhire.assessment.items import Item
from smmhire.assessment.marking import guessed_marks, guessing, mark, right_number
from smmhire.assessment.numeric import draw_values
from tests.assessment import build


@pytest.mark.parametrize(
    ("selected", "expected"), [(("a",), 1.0), (("b",), 0.0), ((), 0.0), (("a", "b"), 0.0)]
)
def test_a_single_choice_is_right_or_wrong(selected: tuple[str, ...], expected: float) -> None:
    assert mark(build.single(), Answer(selected=selected), seed=1) == expected


@pytest.mark.parametrize(
    ("selected", "expected"),
    [("ab", 1.0), ("a", 0.5), ("abc", 2 / 3), ("ac", 0.5 - 1 / 3), ("cde", 0.0), ("abcde", 0.0), ("", 0.0)],
)
def test_a_multiple_response_loses_for_wrong_ones_what_it_gains_for_right_ones(
    selected: str, expected: float
) -> None:
    assert mark(build.multiple(), Answer(selected=tuple(selected)), seed=1) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("abcd", 1.0),
        ("abdc", 2 / 3),
        ("bacd", 2 / 3),
        ("badc", 1 / 3),
        ("dcba", 0.0),
        ("ab", 1 / 6),
        ("", 0.0),
    ],
)
def test_an_order_is_marked_by_the_pairs_in_it(order: str, expected: float) -> None:
    assert mark(build.ordering(), Answer(selected=tuple(order)), seed=1) == pytest.approx(expected)


def test_an_order_is_marked_as_kendalls_tau() -> None:
    from scipy.stats import kendalltau

    for order in permutations("abcde"):
        tau = kendalltau(range(5), [order.index(name) for name in "abcde"]).statistic
        got = mark(build.ordering("abcde"), Answer(selected=order), seed=1)
        assert got == pytest.approx(max(0.0, tau))


@pytest.mark.parametrize(("hits", "expected"), [(4, 1.0), (2, 1 / 3), (1, 0.0), (0, 0.0)])
def test_one_match_by_luck_is_worth_nothing(hits: int, expected: float) -> None:
    chosen = {4: "abcd", 2: "abdc", 1: "acdb", 0: "badc"}[hits]
    pairs = tuple(zip("abcd", chosen, strict=True))
    assert mark(build.matching(), Answer(pairs=pairs), seed=1) == pytest.approx(expected)


def test_left_sides_with_the_same_right_side_may_be_exchanged() -> None:
    two_alike = build.matching("1123")
    assert mark(two_alike, Answer(pairs=(("a", "b"), ("b", "a"), ("c", "c"), ("d", "d"))), seed=1) == 1.0


def test_a_number_is_right_within_the_tolerance_and_half_right_within_twice() -> None:
    asked = build.number(tolerance=0.1)
    right = right_number(asked, seed=7)
    for distance, expected in [(0, 1.0), (0.1, 1.0), (0.11, 0.5), (0.2, 0.5), (0.21, 0.0), (5, 0.0)]:
        assert mark(asked, Answer(number=right + distance), seed=7) == expected
        assert mark(asked, Answer(number=right - distance), seed=7) == expected
    assert mark(asked, Answer(), seed=7) == 0.0


def test_the_right_number_follows_the_drawn_values_and_rounds_half_up() -> None:
    asked = build.number("spend / clicks", decimals=1)
    values = draw_values(asked.numeric, 3) if asked.numeric else {}
    assert abs(right_number(asked, 3) - values["spend"] / values["clicks"]) <= 0.05
    assert right_number(build.number("0.125 + 0 * spend", decimals=2), 3) == 0.13
    assert right_number(build.number("2.5 + 0 * spend", decimals=0), 3) == 3.0


@pytest.mark.parametrize(
    ("best", "worst", "expected"),
    [("a", "d", 1.0), ("a", "c", 0.5), ("b", "d", 0.5), ("d", "a", 0.0), ("a", None, 0.5), (None, None, 0.0)],
)
def test_a_situation_gives_a_point_for_the_best_and_one_for_the_worst(
    best: str | None, worst: str | None, expected: float
) -> None:
    assert mark(build.situation(), Answer(best=best, worst=worst), seed=1) == expected


def test_any_of_the_equally_effective_actions_is_the_best() -> None:
    tied = build.situation({"a": 4.0, "b": 4.0, "c": 2.0, "d": 1.0})
    assert mark(tied, Answer(best="a", worst="d"), seed=1) == 1.0
    assert mark(tied, Answer(best="b", worst="d"), seed=1) == 1.0


def test_one_action_named_best_and_worst_gets_nothing() -> None:
    assert mark(build.situation(), Answer(best="a", worst="a"), seed=1) == 0.0


def test_a_self_rating_is_not_marked_and_not_guessed() -> None:
    with pytest.raises(ValueError, match="self-rating"):
        mark(build.rating(), Answer(rating=4), seed=1)
    with pytest.raises(ValueError, match="self-rating"):
        guessing(build.rating())


def test_an_answer_with_strange_or_repeated_options_is_refused() -> None:
    with pytest.raises(ValueError, match="no option z"):
        mark(build.single(), Answer(selected=("z",)), seed=1)
    with pytest.raises(ValueError, match="twice"):
        mark(build.ordering(), Answer(selected=("a", "a", "b", "c")), seed=1)
    with pytest.raises(ValueError, match="no option"):
        mark(build.matching(), Answer(pairs=(("a", "z"),)), seed=1)


# Expected marks of blind guessing, worked out apart from the program.
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (build.single(), 0.25),
        (build.single(ids="abcde"), 0.20),
        (build.multiple("a"), 0.26),
        (build.multiple("ab"), 0.19),
        (build.multiple("abc"), 0.19),
        (build.ordering("abcd"), 0.19),
        (build.ordering("abcde"), 0.16),
        (build.matching("1234"), 0.13),
        (build.matching("12345"), 0.09),
        (build.situation(), 0.25),
        (build.number(), 0.0),
    ],
)
def test_blind_guessing_gets_what_chance_gives(asked: Item, expected: float) -> None:
    assert guessing(asked) == pytest.approx(expected, abs=0.0051)


def test_more_elements_than_can_be_gone_through_are_refused() -> None:
    with pytest.raises(ValueError, match="more than 7"):
        guessing(build.ordering("abcdefgh"))


@given(st.sampled_from(build.one_of_each()), st.integers(0, 2**63 - 1), st.data())
def test_every_mark_lies_between_nothing_and_full(asked: Item, seed: int, data: st.DataObject) -> None:
    ids = [option.id for option in asked.options]
    some = st.lists(st.sampled_from(ids), unique=True) if ids else st.just([])
    one = st.sampled_from(ids) | st.none() if ids else st.none()
    answer = Answer(
        selected=tuple(data.draw(some)),
        pairs=tuple((left, data.draw(st.sampled_from(ids))) for left in data.draw(some)),
        number=data.draw(st.none() | st.floats(-1e6, 1e6)),
        best=data.draw(one),
        worst=data.draw(one),
    )
    assert 0.0 <= mark(asked, answer, seed) <= 1.0
    assert mark(asked, Answer(), seed) == 0.0


@given(st.sampled_from(build.one_of_each()))
def test_the_chances_of_guessed_marks_add_up(asked: Item) -> None:
    assert sum(guess.chance for guess in guessed_marks(asked)) == pytest.approx(1.0)
