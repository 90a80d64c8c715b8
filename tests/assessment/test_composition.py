"""How the form of a vacancy is described, proposed and made."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.attempts import Feedback, FormSettings, Languages, Purpose, UnfitSetting
from smmhire.assessment.composition import (
    CONFIDENCE_SECONDS,
    FEEDBACK_SECONDS,
    FormKind,
    FormSpec,
    available_questions,
    compose,
    drawn,
    proposed_questions,
    seconds_needed,
    usual_spec,
)
from smmhire.assessment.forms import expected_seconds, form_for_vacancy
from smmhire.assessment.retakes import RetakeRule
from smmhire.content import load_items, load_role

ROLE, BANK = load_role(), load_items()
NAMES = [competency.id for competency in ROLE.competencies]
BY_ID = {item.id: item for item in BANK}
VACANCY = UUID("01890000-0000-7000-8000-0000000000aa")
PLENTY = dict.fromkeys(NAMES, 36)

settings = st.builds(
    FormSettings,
    languages=st.sampled_from(Languages),
    shuffles_questions=st.booleans(),
    shuffles_options=st.booleans(),
    asks_confidence=st.booleans(),
    feedback=st.sampled_from(Feedback),
    cut=st.none() | st.floats(0, 100),
)
specs = st.builds(
    FormSpec,
    questions=st.dictionaries(st.sampled_from(NAMES), st.integers(0, 200)).map(lambda d: tuple(d.items())),
    has_self_ratings=st.booleans(),
    time_limit=st.none() | st.integers(1, 600) | st.just("usual"),
    kind=st.sampled_from(FormKind),
    settings=settings,
    retake=st.builds(
        RetakeRule, days=st.integers(0, 3650), most_attempts=st.none() | st.integers(1, 9),
        is_disjoint=st.booleans(),
    ),
)  # fmt: skip


def asked_of(spec: FormSpec, seed: int = 1, **more: object) -> Counter[str]:
    form = compose(BANK, spec, ROLE, "v", VACANCY, seed, **more)  # type: ignore[arg-type]
    return Counter(BY_ID[name].competency for name in form.item_ids if BY_ID[name].is_scored)


# -- the description ---------------------------------------------------------------------------------
@given(specs)
def test_a_spec_survives_being_written_as_json(spec: FormSpec) -> None:
    assert FormSpec.from_json(json.loads(json.dumps(spec.to_json())), usual_spec(NAMES)) == spec


def test_what_is_not_written_is_as_usual() -> None:
    usual = usual_spec(NAMES[:2])
    assert FormSpec.from_json({}, usual) == usual
    changed = FormSpec.from_json({"feedback": "never", "retake": {"days": 7}}, usual)
    assert changed.settings.feedback is Feedback.NEVER
    assert changed.retake == RetakeRule(days=7)
    assert replace(changed, settings=usual.settings, retake=usual.retake) == usual


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ([], "form"),
        ({"question": {}}, "form"),
        ({"questions": ["content"]}, "questions"),
        ({"questions": {"content": -1}}, "questions.content"),
        ({"questions": {"content": 2.5}}, "questions.content"),
        ({"questions": {"content": True}}, "questions.content"),
        ({"self_ratings": 1}, "self_ratings"),
        ({"time_limit": 0}, "time_limit"),
        ({"time_limit": 601}, "time_limit"),
        ({"time_limit": "long"}, "time_limit"),
        ({"kind": "clever"}, "kind"),
        ({"languages": "de"}, "languages"),
        ({"shuffle_options": "yes"}, "shuffle_options"),
        ({"feedback": []}, "feedback"),
        ({"cut": 101}, "cut"),
        ({"cut": "high"}, "cut"),
        ({"cut": True}, "cut"),
        ({"retake": 30}, "retake"),
        ({"retake": {"days": -1}}, "retake.days"),
        ({"retake": {"days": None}}, "retake.days"),
        ({"retake": {"most_attempts": 0}}, "retake.most_attempts"),
    ],
)
def test_what_is_not_possible_is_named(written: object, name: str) -> None:
    with pytest.raises(UnfitSetting) as caught:
        FormSpec.from_json(written, usual_spec(NAMES))
    assert caught.value.name == name and caught.value.possible


def test_a_competency_stands_in_a_spec_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        FormSpec((("content", 3), ("content", 4)))
    with pytest.raises(UnfitSetting, match=r"retake\.days"):
        FormSpec((), retake=RetakeRule(days=4000))


# -- the form ----------------------------------------------------------------------------------------
def test_the_usual_spec_makes_the_form_that_vacancies_had_before_forms_were_composed() -> None:
    for names in (NAMES, NAMES[2:5]):
        before = form_for_vacancy(BANK, ROLE, names, "v", vacancy_id=VACANCY, is_supervised=True)
        made = compose(BANK, usual_spec(names), ROLE, "v", VACANCY, VACANCY.int, is_supervised=True)
        assert made == before


def test_each_competency_has_as_many_questions_as_asked_for_in_the_order_of_the_role() -> None:
    spec = FormSpec((("content", 12), ("strategy", 3), ("analytics", 0)), has_self_ratings=False)
    form = compose(BANK, spec, ROLE, "v", VACANCY, 1)
    competencies = [BY_ID[name].competency for name in form.item_ids]
    assert competencies == ["strategy"] * 3 + ["content"] * 12
    assert form.purpose is Purpose.ASSESSMENT and form.vacancy_id == VACANCY
    with_ratings = compose(BANK, replace(spec, has_self_ratings=True), ROLE, "v", VACANCY, 1)
    assert len(with_ratings.item_ids) == 17 and with_ratings.item_ids[2:] == form.item_ids


def test_questions_to_avoid_do_not_come_and_self_ratings_may() -> None:
    spec = usual_spec(NAMES)
    first = compose(BANK, spec, ROLE, "v", VACANCY, 1)
    second = compose(BANK, spec, ROLE, "v", VACANCY, 1, first.item_ids)
    again = {name for name in first.item_ids if name in second.item_ids}
    assert all(not BY_ID[name].is_scored for name in again)
    assert asked_of(spec, avoid=first.item_ids) == asked_of(spec)


def test_a_form_has_what_the_bank_has_and_never_nothing() -> None:
    assert asked_of(FormSpec((("content", 99),)))["content"] == 36
    with pytest.raises(ValueError, match="without questions"):
        compose(BANK, FormSpec((("content", 0),)), ROLE, "v", VACANCY, 1)
    with pytest.raises(ValueError, match="no competency cooking"):
        compose(BANK, FormSpec((("cooking", 3),)), ROLE, "v", VACANCY, 1)


def test_the_time_limit_is_as_said_none_or_half_as_long_again_as_needed() -> None:
    spec = usual_spec(NAMES[:2])
    limits = [
        compose(BANK, replace(spec, time_limit=limit), ROLE, "v", VACANCY, 1).time_limit
        for limit in (None, 45, "usual")
    ]
    items = drawn(BANK, spec, ROLE, 1)
    assert limits[:2] == [None, 2700]
    assert limits[2] is not None and 0 <= limits[2] - 1.5 * expected_seconds(items) < 60


def test_confidence_and_feedback_take_time_of_the_scored_questions() -> None:
    items = drawn(BANK, usual_spec(NAMES[:1]), ROLE, 1)
    both = FormSettings(asks_confidence=True, feedback=Feedback.NOW)
    assert seconds_needed(items, FormSettings()) == expected_seconds(items)
    assert seconds_needed(items, both) - expected_seconds(items) == 10 * (
        CONFIDENCE_SECONDS + FEEDBACK_SECONDS
    )


def test_the_settings_travel_in_the_form() -> None:
    chosen = FormSettings(languages=Languages.BENGALI, cut=60)
    assert (
        compose(BANK, FormSpec((("content", 5),), settings=chosen), ROLE, "v", VACANCY, 1).settings == chosen
    )


# -- the proposal ------------------------------------------------------------------------------------
def proposed(*weights: int, gates: tuple[str, ...] = (), available: dict[str, int] = PLENTY) -> list[int]:
    asked = dict(zip(NAMES, weights, strict=True))
    made = proposed_questions(asked, gates, available)
    assert [name for name, _count in made] == NAMES
    return [count for _name, count in made]


def test_the_weightiest_four_to_six_are_tested_with_ten_to_fifteen_questions() -> None:
    assert proposed(9, 7, 5, 3, 1, 0, 10, 2) == [14, 12, 10, 0, 0, 0, 15, 0]
    assert proposed(5, 5, 5, 5, 5, 5, 5, 5) == [10] * 6 + [0, 0]
    assert proposed(10, 1, 1, 1, 1, 1, 1, 1) == [15, 10, 10, 10, 0, 0, 0, 0]
    assert proposed(0, 0, 4, 0, 0, 0, 0, 0) == [0, 0, 10, 0, 0, 0, 0, 0]
    assert proposed(0, 0, 0, 0, 0, 0, 0, 0) == [0] * 8


def test_must_haves_are_always_tested() -> None:
    counts = proposed(9, 9, 9, 9, 9, 9, 1, 0, gates=(NAMES[6], NAMES[7]))
    assert counts[6] >= 10 and counts[7] == 10
    assert sum(count > 0 for count in counts) == 6
    assert all(proposed(*[1] * 8, gates=tuple(NAMES)))


def test_no_more_is_proposed_than_the_bank_has() -> None:
    assert proposed(5, 5, 0, 0, 0, 0, 0, 0, available={NAMES[0]: 4}) == [4, 0, 0, 0, 0, 0, 0, 0]
    assert available_questions(BANK, NAMES) == PLENTY


@given(st.lists(st.integers(0, 10), min_size=8, max_size=8))
def test_a_weightier_competency_never_gets_fewer_questions(weights: list[int]) -> None:
    counts = proposed(*weights)
    tested = [(weight, count) for weight, count in zip(weights, counts, strict=True) if count]
    assert len(tested) == min(sum(weight > 0 for weight in weights), max(4, min(6, len(tested))))
    assert all(10 <= count <= 15 for _weight, count in tested)
    for one in tested:
        assert all(other[1] >= one[1] for other in tested if other[0] > one[0])
