"""Making a form: what is asked, in what order, for how long, and what is shuffled."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.attempts import FormSettings, Purpose
from smmhire.assessment.forms import (
    Length,
    bank_version,
    default_time_limit,
    draw,
    expected_minutes,
    form_for_vacancy,
    options_seed,
    practice_form,
    shuffled_matches,
    shuffled_options,
    shuffled_questions,
)
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.marking import right_order
from smmhire.content import load_items, load_role
from tests.assessment import build

ROLE, BANK = load_role(), load_items()
BY_ID = {item.id: item for item in BANK}
VACANCY = UUID("01890000-0000-7000-8000-0000000000aa")


def competency_items(name: str = "content") -> list[Item]:
    """A bank of one competency: 12 choices, 6 orderings, 6 calculations, 12 situations, 4 self-ratings, of
    evenly spread difficulty."""
    makers = [build.single] * 12 + [build.ordering] * 6 + [build.number] * 6 + [build.situation] * 12
    made = [
        make(id=f"{name}-{at:02}", competency=name, difficulty=at % 12 / 4 - 1.5)
        for at, make in enumerate(makers)
    ]
    return made + [build.rating(id=f"{name}-r{at}", competency=name) for at in range(4)]


def test_a_form_spreads_over_kinds_difficulties_and_types() -> None:
    for seed in range(30):
        drawn = draw(competency_items(), ["content"], 10, seed)
        assert len(drawn) == len(set(drawn)) == 11
        types = Counter(item.type for item in drawn)
        assert types[ItemType.SITUATIONAL] == 3 and types[ItemType.SELF_RATING] == 1
        assert min(types[t] for t in (ItemType.SINGLE_CHOICE, ItemType.ORDERING, ItemType.NUMERIC)) >= 2
        for of_situations, most in ((True, 1), (False, 3)):
            difficulties = [
                item.difficulty
                for item in drawn
                if item.difficulty is not None and (item.type is ItemType.SITUATIONAL) is of_situations
            ]
            thirds = Counter(int((difficulty + 1.5) / 3 * 3) for difficulty in difficulties)
            assert len(thirds) == 3 and max(thirds.values()) <= most


def test_every_item_is_asked_of_somebody_and_none_of_nearly_everybody() -> None:
    bank = competency_items()
    asked = Counter(item.id for seed in range(400) for item in draw(bank, ["content"], 10, seed))
    assert set(asked) == {item.id for item in bank}
    assert max(asked.values()) < 0.6 * 400


def test_a_competency_does_not_change_what_is_drawn_of_another() -> None:
    bank = competency_items("content") + competency_items("community")
    both = draw(bank, ["community", "content"], 10, 7)
    assert [item for item in both if item.competency == "content"] == list(draw(bank, ["content"], 10, 7))


def test_what_a_small_bank_has_is_asked_whole() -> None:
    bank = [build.single(id="A"), build.situation(id="B"), build.rating(id="C")]
    assert {item.id for item in draw(bank, ["content"], 10, 1)} == {"A", "B", "C"}
    assert draw(bank, ["content", "community"], 0, 1) == (bank[2],)
    assert draw(bank, [], 10, 1) == ()


def test_practice_asks_every_competency_alike_in_two_lengths() -> None:
    for length, scored in ((Length.SHORT, 5), (Length.FULL, 10)):
        form = practice_form(BANK, ROLE, "v1", seed=1, length=length)
        asked = Counter(BY_ID[name].competency for name in form.item_ids if BY_ID[name].is_scored)
        assert asked == {competency.id: scored for competency in ROLE.competencies}
        assert len(set(form.item_ids)) == len(form.item_ids) == 8 * (scored + 1)
    assert form.purpose is Purpose.PRACTICE and form.vacancy_id is None
    assert form.bank_version == "v1"


def test_another_practice_asks_other_questions_and_all_candidates_of_a_vacancy_get_the_same() -> None:
    first, second = (set(practice_form(BANK, ROLE, "v1", seed=seed).item_ids) for seed in (1, 2))
    assert first != second
    forms = [form_for_vacancy(BANK, ROLE, ("analytics",), "v1", vacancy_id=VACANCY) for _n in range(2)]
    assert forms[0] == forms[1]
    other = form_for_vacancy(BANK, ROLE, ("analytics",), "v1", vacancy_id=UUID(int=VACANCY.int + 1))
    assert forms[0].item_ids != other.item_ids


def test_self_ratings_come_before_any_question_and_competencies_stay_together() -> None:
    items = [BY_ID[name] for name in practice_form(BANK, ROLE, "v1", seed=3).item_ids]
    kinds = [item.is_scored for item in items]
    assert kinds == sorted(kinds)
    questions = [item.competency for item in items if item.is_scored]
    order = [competency.id for competency in ROLE.competencies]
    assert questions == sorted(questions, key=order.index)


def test_within_a_competency_the_easier_questions_come_first() -> None:
    items = [BY_ID[name] for name in practice_form(BANK, ROLE, "v1", seed=3).item_ids]
    for competency in ROLE.competencies:
        difficulties = [
            i.difficulty for i in items if i.competency == competency.id and i.difficulty is not None
        ]
        assert difficulties == sorted(difficulties)


def test_a_vacancys_form_asks_only_what_the_vacancy_asks_for() -> None:
    form = form_for_vacancy(
        BANK, ROLE, ("community", "analytics"), "v1", vacancy_id=VACANCY, is_supervised=True
    )
    assert {BY_ID[name].competency for name in form.item_ids} == {"community", "analytics"}
    assert form.purpose is Purpose.ASSESSMENT
    assert form.vacancy_id == VACANCY and form.is_supervised


def test_a_competency_the_role_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="no competency cooking"):
        form_for_vacancy(BANK, ROLE, ("cooking",), "v1", vacancy_id=VACANCY)


def test_the_order_of_the_bank_does_not_matter() -> None:
    assert practice_form(BANK[::-1], ROLE, "v1", seed=3) == practice_form(BANK, ROLE, "v1", seed=3)


def test_the_time_limit_is_whole_minutes_and_half_as_long_again_as_usual() -> None:
    items = [build.single(id=f"S-{at}") for at in range(10)]
    assert expected_minutes(items) == 10
    assert default_time_limit(items) == 15 * 60
    assert default_time_limit([]) == expected_minutes([]) == 0


def test_the_version_of_the_bank_changes_with_any_item_and_not_with_their_order() -> None:
    version = bank_version(BANK)
    assert version == bank_version(BANK[::-1])
    assert version != bank_version([replace(BANK[0], difficulty=2.9), *BANK[1:]])
    assert version != bank_version(BANK[1:])


@given(st.sampled_from([i for i in BANK if i.options]), st.integers(0, 2**63 - 1))
def test_shuffling_keeps_every_option_and_repeats_itself(asked: Item, seed: int) -> None:
    shown = shuffled_options(asked, seed)
    assert sorted(o.id for o in shown) == sorted(o.id for o in asked.options)
    assert shown == shuffled_options(asked, seed)
    assert sorted(o.id for o in shuffled_matches(asked, seed)) == sorted(o.id for o in asked.options)


@given(st.integers(0, 2**63 - 1), st.sampled_from(["ab", "abc", "abcd", "abcde"]))
def test_an_ordering_is_never_shown_in_the_right_order(seed: int, right: str) -> None:
    shown = shuffled_options(build.ordering(right), seed)
    assert "".join(o.id for o in shown) != right


def test_every_place_is_as_likely() -> None:
    places = [0] * 4
    for seed in range(4000):
        places[[o.id for o in shuffled_options(build.single(), seed)].index("a")] += 1
    assert all(900 < count < 1100 for count in places)


def test_shuffles_are_the_same_on_every_machine() -> None:
    """Written down once: a change here would change attempts that people have begun."""
    assert "".join(o.id for o in shuffled_options(build.single(), 12345)) == "bdac"
    assert "".join(o.id for o in shuffled_matches(build.matching(), 12345)) == "cdab"


def test_self_ratings_and_numbers_are_not_shuffled() -> None:
    for asked in BANK:
        if asked.type in (ItemType.SELF_RATING, ItemType.NUMERIC):
            assert shuffled_options(asked, 5) == asked.options


# -- composed forms ----------------------------------------------------------------------------------
def test_each_competency_can_have_a_number_of_its_own_and_none_where_it_is_not_named() -> None:
    names = ["content", "community", "analytics"]
    bank = [item for name in names for item in competency_items(name)]
    drawn = draw(bank, names, {"content": 3, "community": 12}, 7)
    assert Counter(item.competency for item in drawn if item.is_scored) == {"content": 3, "community": 12}
    assert sum(not item.is_scored for item in drawn) == 3
    alone = draw(bank, names, {"content": 3}, 7, with_self_ratings=False)
    assert [item for item in drawn if item.competency == "content" and item.is_scored] == list(alone)


@given(st.integers(0, 2**31), st.integers(1, 12))
def test_what_is_to_be_avoided_does_not_come_and_the_rest_is_spread_as_before(seed: int, count: int) -> None:
    bank = competency_items()
    first = draw(bank, ["content"], count, seed)
    assert draw(bank, ["content"], count, seed, avoid=()) == first
    second = draw(bank, ["content"], count, seed, avoid=[item.id for item in first])
    assert not {item.id for item in first if item.is_scored} & {item.id for item in second}
    assert sum(item.is_scored for item in second) == count


def test_questions_shuffle_within_their_competency_and_self_ratings_stay_first() -> None:
    items = [BY_ID[name] for name in practice_form(BANK, ROLE, "v1", seed=3).item_ids]
    shown = shuffled_questions(items, 5)
    assert [(i.is_scored, i.competency) for i in shown] == [(i.is_scored, i.competency) for i in items]
    assert sorted(i.id for i in shown) == sorted(i.id for i in items) and shown != tuple(items)
    assert shown == shuffled_questions(items, 5) != shuffled_questions(items, 6)
    assert [i for i in shown if not i.is_scored] == [i for i in items if not i.is_scored]


def test_options_that_are_not_shuffled_stand_in_one_order_for_all_that_shows_no_key() -> None:
    fixed = FormSettings(shuffles_options=False)
    assert options_seed(5, fixed) == options_seed(6, fixed) and options_seed(5, FormSettings()) == 5
    for item in BANK:
        if item.type is ItemType.ORDERING:
            shown = shuffled_options(item, options_seed(5, fixed))
            assert tuple(option.id for option in shown) != right_order(item)
