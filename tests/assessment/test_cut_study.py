"""What judges have written to set a cut, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.attempts import UnfitSetting
from smmhire.assessment.cut_angoff import angoff
from smmhire.assessment.cut_figures import (
    CutRemarkCode,
    Results,
    angoff_figures,
    cut_figures,
    guessed_share,
    hofstee_figures,
)
from smmhire.assessment.cut_study import CutMethod, CutStudy, WrittenBounds
from smmhire.assessment.cut_words import cut_sentence, describe
from smmhire.texts import using
from tests.assessment.build import single

IDS = tuple(f"Q-{n}" for n in range(12))
Code = CutRemarkCode


def study(*rows: tuple[float | None, ...], ids: tuple[str, ...] = IDS) -> CutStudy:
    made = CutStudy().for_items(ids[: len(rows[0])] if rows else ids)
    for at, row in enumerate(rows):
        made = made.with_judge(f"J{at}")
        made = made.with_chances({(at, one): chance for one, chance in zip(made.item_ids, row, strict=True)})
    return made


NO_RESULTS = Results()


def codes(found_in: CutStudy, results: Results = NO_RESULTS) -> list[CutRemarkCode]:
    return [remark.code for remark in cut_figures(found_in, {}, results).remarks]


@st.composite
def studies(draw: st.DrawFn) -> CutStudy:
    chances = st.none() | st.integers(0, 10_000).map(lambda n: n / 10_000)
    percents = st.none() | st.integers(0, 100)
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=6))
    made = CutStudy(method=draw(st.sampled_from(CutMethod)), minus_errors=draw(st.integers(0, 2))).for_items(
        ids
    )
    for at in range(draw(st.integers(0, 4))):
        made = made.with_judge(f"বিচারক {at}").with_bounds(
            at, WrittenBounds(*(draw(percents) for _bound in range(4)))
        )
        made = made.with_chances({(at, one): draw(chances) for one in ids})
    if draw(st.booleans()):
        made = made.with_round()
    return made


# -- what is written -------------------------------------------------------------------------------
@given(studies())
def test_a_study_comes_back_from_json_as_it_was(one: CutStudy) -> None:
    assert CutStudy.from_json(one.to_json()) == one


@given(studies(), st.lists(st.sampled_from(IDS), unique=True, max_size=8))
def test_no_judgement_is_lost_when_the_form_gets_other_questions(one: CutStudy, other: list[str]) -> None:
    moved = one.for_items(other)
    assert moved.item_ids == tuple(other)
    for before, after in zip(one.rounds, moved.rounds, strict=True):
        for old, new in zip(before, after, strict=True):
            written = {i: c for i, c in zip(one.ids, old, strict=True) if c is not None}
            assert written == {i: c for i, c in zip(moved.ids, new, strict=True) if c is not None}
    assert moved.for_items(one.item_ids).rounds == one.for_items(one.item_ids).rounds


@given(studies())
def test_figures_of_any_study_lie_in_their_range_or_say_what_is_missing(one: CutStudy) -> None:
    found = cut_figures(one, {}, Results((20.0, 55.0, 70.0)))
    if found.cut is not None:
        assert -1e-9 <= found.cut <= 100 + 1e-9
    if found.adjusted is not None:
        assert 0 <= found.adjusted <= 100 and found.adjusted <= (found.cut or 0) + 0.5 + 1e-9
    if not found.is_usable:
        assert any(remark.is_blocking for remark in found.remarks)
    for language in ("bn", "en"):
        with using(language):
            assert all(describe(remark) for remark in found.remarks)
            assert bool(cut_sentence(found, one.minus_errors)) is (found.cut is not None)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda s: s.with_judge("j0 "), "judges.name"),
        (lambda s: s.with_judge("  "), "judges.name"),
        (lambda s: s.with_judge("x" * 61), "judges.name"),
        (lambda s: s.renamed(0, "J1"), "judges.name"),
        (lambda s: s.with_chances({(0, "Q-0"): 1.2}), "chance"),
        (lambda s: s.without_round(), "rounds"),
        (lambda s: s.with_bounds(0, WrittenBounds(101)), "bounds.lowest_cut"),
    ],
)
def test_what_cannot_be_is_refused_by_its_name(make: Callable[[CutStudy], CutStudy], name: str) -> None:
    with pytest.raises(UnfitSetting) as refused:
        make(study((0.5, 0.6), (0.5, 0.7)))
    assert refused.value.name == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ([], "study"),
        ({"judges": "A"}, "judges"),
        ({"judge": []}, "study"),
        ({"method": "nedelsky"}, "method"),
        ({"minus_errors": 1.5}, "minus_errors"),
        ({"items": [3]}, "items"),
        ({"items": ["a", "a"], "rounds": [[]]}, "items"),
        ({"judges": [{"name": "A"}], "items": ["a"], "rounds": [[[0.5, 0.5]]]}, "rounds"),
        ({"judges": [{"name": "A"}], "items": ["a"], "rounds": [[["0.5"]]]}, "chance"),
        ({"judges": [{"name": "A"}], "items": ["a"], "rounds": [[[True]]]}, "chance"),
        ({"judges": [{"name": "A", "bounds": {"cut": 3}}], "rounds": [[[]]]}, "bounds"),
        ({"judges": [{"name": "A", "bounds": {"lowest_cut": "x"}}], "rounds": [[[]]]}, "bounds.lowest_cut"),
    ],
)
def test_json_that_says_no_study_is_refused_by_the_field(written: object, name: str) -> None:
    with pytest.raises(UnfitSetting) as refused:
        CutStudy.from_json(written)
    assert refused.value.name == name


def test_a_further_round_begins_with_the_last_and_leaves_it_as_it_is() -> None:
    first = study((0.5, 0.6), (0.9, 0.8))
    second = first.with_round().with_chances({(1, "Q-0"): 0.6})
    assert second.rounds[0] == first.rounds[0]
    assert second.last == ((0.5, 0.6), (0.6, 0.8))
    assert second.without_round() == first
    found = angoff_figures(second, {})
    assert found.angoff is not None and [round(r.cut, 4) for r in found.angoff.rounds] == [0.7, 0.625]


# -- Angoff ----------------------------------------------------------------------------------------
def test_the_cut_is_that_of_the_engine_in_percent_and_lowered_by_standard_errors() -> None:
    rows = ((0.5, 0.6, 0.7), (0.55, 0.7, 0.75), (0.6, 0.6, 0.9))
    made, engine = study(*rows), angoff([rows])
    found = angoff_figures(made, {})
    assert found.cut == pytest.approx(100 * engine.cut)
    assert found.standard_error == pytest.approx(100 * engine.standard_error)
    assert found.adjusted == 66 and found.is_usable
    from dataclasses import replace

    lowered = angoff_figures(replace(made, minus_errors=2), {})
    assert lowered.adjusted == round(65.5556 - 2 * 100 * engine.standard_error)


def test_one_judge_alone_gives_a_cut_to_look_at_but_none_to_take() -> None:
    found = angoff_figures(study((0.5, 0.7)), {})
    assert found.cut == pytest.approx(60) and found.standard_error is None and not found.is_usable
    assert found.remarks[0].code is Code.FEW_JUDGES
    assert "of one judge" in cut_sentence(found, 0)


def test_a_judge_who_has_not_begun_is_left_out_and_named() -> None:
    found = angoff_figures(study((0.5, 0.7), (0.6, 0.8), (None, None)), {})
    assert found.is_usable and found.counted == (0, 1)
    assert [r.judge for r in found.remarks if r.code is Code.NOT_BEGUN] == ["J2"]


def test_while_questions_are_unjudged_the_cut_is_of_the_common_ones_and_cannot_be_taken() -> None:
    found = angoff_figures(study((0.5, 0.7, 0.1), (0.6, 0.8, None)), {})
    assert found.cut == pytest.approx(65) and found.questions == 2 and not found.is_usable
    (left,) = [r for r in found.remarks if r.code is Code.UNJUDGED]
    assert (left.judge, left.n, left.item_ids) == ("J1", 1, ("Q-2",))


def test_questions_that_came_later_and_those_that_went_are_named() -> None:
    moved = study((0.5, 0.7, 0.4), (0.6, 0.8, 0.5)).for_items(("Q-0", "Q-9", "Q-1"))
    found = angoff_figures(moved, {})
    named = {r.code: r.item_ids for r in found.remarks}
    assert named[Code.NEW] == ("Q-9",) and named[Code.FORMER] == ("Q-2",)
    assert found.cut == pytest.approx(65) and not found.is_usable


def test_a_study_nobody_has_begun_has_no_new_questions() -> None:
    assert study().for_items(IDS).new_ids == ()
    assert study((None, None), (None, None)).new_ids == ()


def test_a_judge_far_from_the_others_is_named_with_the_distance() -> None:
    severe = study((0.5, 0.6), (0.5, 0.62), (0.9, 0.9))
    (found,) = [r for r in angoff_figures(severe, {}).remarks if r.code is Code.SEVERE]
    assert found.judge == "J2" and found.value == pytest.approx(34.5)
    assert "35" in describe(found) or "34" in describe(found)
    assert Code.LENIENT in codes(study((0.5, 0.6), (0.52, 0.62), (0.1, 0.2)))
    pair = codes(study((0.5, 0.6), (0.8, 0.9)))
    assert Code.APART in pair and Code.SEVERE not in pair


def test_figures_in_the_wrong_rows_and_figures_all_alike_are_noticed() -> None:
    rising = tuple(0.3 + 0.05 * n for n in range(12))
    found = codes(study(rising, rising, rising[::-1], (0.5,) * 12))
    assert Code.ODD in found and Code.ALIKE in found and Code.LITTLE_AGREEMENT in found
    assert not {Code.ODD, Code.ALIKE, Code.LITTLE_AGREEMENT} & set(codes(study(rising, rising, rising)))


def test_a_chance_below_blind_guessing_is_noticed() -> None:
    item = single(id="Q-0")
    assert guessed_share(item) == pytest.approx(0.25)
    low = study((0.2, 0.7), (0.25, 0.8))
    found = angoff_figures(low, {"Q-0": guessed_share(item)})
    assert [(r.judge, r.item_ids) for r in found.remarks if r.code is Code.BELOW_GUESSING] == [
        ("J0", ("Q-0",))
    ]


def test_five_judges_who_agree_leave_nothing_to_say() -> None:
    rows = [tuple(0.3 + 0.05 * n + 0.01 * judge for n in range(12)) for judge in range(5)]
    assert codes(study(*rows)) == []
    assert codes(study(*rows[:4])) == [Code.SMALL_PANEL]


# -- Hofstee ---------------------------------------------------------------------------------------
SPREAD = Results(tuple(float(n) for n in range(0, 100, 3)))


def limits(*bounds: WrittenBounds) -> CutStudy:
    from dataclasses import replace

    made = replace(study(), method=CutMethod.HOFSTEE)
    for at, one in enumerate(bounds):
        made = made.with_judge(f"J{at}").with_bounds(at, one)
    return made


def test_the_compromise_lies_within_the_limits_where_diagonal_and_results_meet() -> None:
    found = hofstee_figures(limits(WrittenBounds(40, 60, 30, 60), WrittenBounds(44, 64, 30, 60)), SPREAD)
    assert found.is_usable and found.cut is not None and found.hofstee is not None
    assert 42 <= found.cut <= 62 and 0.3 <= found.hofstee.failing <= 0.6
    line = 0.6 - 0.3 * (found.cut - 42) / 20
    assert found.hofstee.failing == pytest.approx(line, abs=0.03)


@pytest.mark.parametrize(
    ("bounds", "code"),
    [
        (WrittenBounds(40, 60, 30), Code.MISSING_BOUNDS),
        (WrittenBounds(60, 40, 30, 50), Code.CROSSED_CUTS),
        (WrittenBounds(40, 60, 50, 30), Code.CROSSED_FAILING),
        (WrittenBounds(), Code.NO_BOUNDS),
    ],
)
def test_limits_that_cannot_be_used_are_named(bounds: WrittenBounds, code: CutRemarkCode) -> None:
    found = hofstee_figures(limits(bounds), SPREAD)
    assert code in [r.code for r in found.remarks] and not found.is_usable


def test_too_few_results_make_no_cut_and_few_a_rough_one() -> None:
    usable = limits(WrittenBounds(40, 60, 10, 60))
    assert codes(usable, Results()) == [Code.NO_RESULTS, Code.ONE_JUDGE]
    assert Code.FEW_RESULTS in codes(usable, Results((50.0,) * 9))
    assert not hofstee_figures(usable, Results((50.0,) * 9)).is_usable
    rough = hofstee_figures(usable, Results(SPREAD.percents[:20], other_forms=2))
    assert {Code.ROUGH_RESULTS, Code.OTHER_FORMS} <= {r.code for r in rough.remarks}
    assert Code.ROUGH_RESULTS not in codes(usable, SPREAD)


def test_results_outside_the_limits_are_told_from_which_side() -> None:
    assert Code.TOO_MANY_FAIL in codes(limits(WrittenBounds(80, 90, 0, 20)), SPREAD)
    assert Code.TOO_FEW_FAIL in codes(limits(WrittenBounds(5, 10, 50, 80)), SPREAD)
