"""What is remarked while a form is composed."""

from __future__ import annotations

from dataclasses import replace

from smmhire.assessment.attempts import Feedback, FormSettings
from smmhire.assessment.composition import FormKind, FormSpec, drawn, time_limit_seconds, usual_spec
from smmhire.assessment.composition_review import Code, Remark, describe, review_form
from smmhire.assessment.form_precision import estimate
from smmhire.assessment.retakes import RetakeRule
from smmhire.content import load_items, load_role
from smmhire.texts import using

ROLE, BANK = load_role(), load_items()
NAMES = [competency.id for competency in ROLE.competencies]
PLENTY = dict.fromkeys(NAMES, 36)


def remarks(
    spec: FormSpec,
    weights: dict[str, int] | None = None,
    must_haves: frozenset[str] = frozenset(),
) -> tuple[Remark, ...]:
    items = drawn(BANK, spec, ROLE, 1)
    made = estimate(items, spec.settings, time_limit_seconds(items, spec))
    return review_form(spec, made, weights or {}, must_haves, PLENTY)


def codes(spec: FormSpec, weights: dict[str, int] | None = None) -> list[Code]:
    return [remark.code for remark in remarks(spec, weights)]


FIVE = usual_spec(NAMES[:5])
WEIGHTS = dict.fromkeys(NAMES[:5], 5)


def test_a_sound_form_has_no_remarks() -> None:
    assert remarks(FIVE, WEIGHTS) == ()


def test_a_form_without_questions_or_with_more_than_there_are_cannot_be_kept() -> None:
    assert codes(FormSpec(()), WEIGHTS) == [Code.NO_QUESTIONS]
    (first, *_others) = remarks(FormSpec((("content", 40), ("strategy", 2))), WEIGHTS)
    assert first == Remark(Code.TOO_MANY, ("content",), 40, 36) and first.is_blocking
    assert not remarks(FormSpec((("content", 3),)), {"content": 5})[0].is_blocking


def test_what_the_vacancy_weighs_and_the_form_leaves_out_is_said_in_one_remark() -> None:
    weights = dict.fromkeys(NAMES, 5)
    (left_out,) = remarks(FIVE, weights)
    assert left_out == Remark(Code.NOT_ASKED, tuple(NAMES[5:]))
    gate, other = remarks(FIVE, WEIGHTS | {NAMES[6]: 1}, frozenset({NAMES[5]}))
    assert gate == Remark(Code.GATE_NOT_ASKED, (NAMES[5],)) and other.competency_ids == (NAMES[6],)
    assert codes(FIVE, WEIGHTS | {NAMES[0]: 0}) == [Code.NOT_WEIGHED]


def test_too_few_questions_too_little_time_and_too_long_a_form_are_said() -> None:
    few = FormSpec(((NAMES[0], 4), *FIVE.questions[1:]))
    assert remarks(few, WEIGHTS) == (Remark(Code.FEW, (NAMES[0],), 4),)
    assert codes(replace(FIVE, time_limit=30), WEIGHTS) == [Code.SHORT_TIME]
    assert codes(replace(FIVE, time_limit=None), WEIGHTS) == []
    long = FormSpec(tuple((name, 18) for name in NAMES[:5]))
    assert codes(long, WEIGHTS) == [Code.LONG]


def test_a_key_told_at_once_spreads_where_all_get_the_same_questions() -> None:
    told = replace(usual_spec(NAMES[:3]), settings=FormSettings(feedback=Feedback.NOW))
    weights = dict.fromkeys(NAMES[:3], 5)
    assert codes(told, weights) == [Code.KEY_SPREADS]
    assert codes(replace(told, kind=FormKind.RANDOM), weights) == []


def test_a_bank_too_small_for_a_second_form_without_repeats_is_said() -> None:
    deep = FormSpec((("content", 20),))
    assert remarks(deep, {"content": 5}) == (Remark(Code.NO_RETAKE, ("content",), 36, 20),)
    assert codes(replace(deep, retake=RetakeRule(is_disjoint=False)), {"content": 5}) == []
    assert codes(replace(deep, retake=RetakeRule(most_attempts=1)), {"content": 5}) == []


def test_every_remark_is_a_sentence_with_its_figures() -> None:
    with using("en"):
        for code in Code:
            said = describe(Remark(code, ("content",), 12, 34), "Content and copy")
            assert said.endswith((".", ".")) and "{" not in said
        said = describe(Remark(Code.TOO_MANY, ("content",), 40, 36), "Content and copy")
        assert said == "Content and copy: there are 36 questions, and 40 are asked for."
