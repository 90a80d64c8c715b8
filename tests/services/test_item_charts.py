"""The charts of questions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from smmhire.assessment.ability import curves
from smmhire.assessment.curve_fit import ObservedGroup
from smmhire.assessment.estimation import NODES
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.parameters import ItemParameters, information
from smmhire.charts.display_list import Circle, Polygon
from smmhire.services.bank import load_bank
from smmhire.services.item_charts import _curves, calibrated_charts, item_charts, option_charts, prepare
from smmhire.services.item_statistics import ItemStatistics, OptionUse
from smmhire.texts import using
from tests.charts.drawn import parts_outside, texts_that_meet


def first(kind: ItemType) -> Item:
    return next(item for item in load_bank().items if item.type is kind)


def test_the_information_of_a_single_choice_is_that_of_the_three_parameter_model() -> None:
    item = first(ItemType.SINGLE_CHOICE)
    assert item.difficulty is not None
    marks, found = _curves(item)
    model = ItemParameters(item.id, "3pl", 1.0, (item.difficulty,), 1.0 / len(item.options))
    assert found == pytest.approx(information([model], np.array(marks.abilities))[0].tolist(), rel=1e-9)


@pytest.mark.parametrize("kind", [kind for kind in ItemType if kind is not ItemType.SELF_RATING])
def test_curves_agree_with_those_that_scoring_uses(kind: ItemType) -> None:
    item = first(kind)
    graded = curves(item)
    marks, found = _curves(item)
    expected = (np.array(graded.levels) / 3) @ np.exp(graded.log_chance)
    assert np.interp(NODES[15:46], marks.abilities, marks.expected) == pytest.approx(
        expected[15:46], abs=2e-3
    )
    # Σ P'²/P by differences of the curves; steps of .2 cost a hundredth.
    chances = np.exp(graded.log_chance)
    by_differences = (np.gradient(chances, NODES, axis=1) ** 2 / chances).sum(axis=0)
    assert np.interp(NODES[15:46], marks.abilities, found) == pytest.approx(by_differences[15:46], abs=0.01)


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_question_of_the_bank_is_drawn_within_its_frame_and_readably(language: str) -> None:
    items = load_bank().items
    prepare(items)
    with using(language):
        for item in items:
            charts = item_charts(item)
            assert (charts is None) == (not item.is_scored)
            if charts is not None:
                for chart in (charts.characteristic, charts.information):
                    assert parts_outside(chart) == [] and texts_that_meet(chart) == [], item.id
                    assert chart.description


def use(option: str, role: str, by_group: tuple[float | None, ...]) -> OptionUse:
    return OptionUse(option, role, option == "a", 0.5, 0.1, by_group)  # type: ignore[arg-type]


def test_a_situation_has_a_chart_for_the_best_and_one_for_the_worst() -> None:
    shares = (0.2, 0.5, 0.9)
    uses = tuple(use(option, role, shares) for role in ("best", "worst") for option in "abcd")
    assert len(option_charts(ItemStatistics("X", 40, 0, options=uses))) == 2


def test_nothing_is_drawn_without_two_groups_or_for_numbers() -> None:
    assert option_charts(ItemStatistics("X", 4, 26)) == ()
    lone = (use("a", "choice", (0.5, None, None)), use("b", "choice", (0.5, None, None)))
    assert option_charts(ItemStatistics("X", 40, 0, options=lone)) == ()
    assert option_charts(ItemStatistics("X", 40, 0, options=(use("right", "number", (0.1, 0.2)),))) == ()


# -- by the answers ----------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("kind", [kind for kind in ItemType if kind is not ItemType.SELF_RATING])
def test_the_calibrated_curve_is_that_of_the_item_with_that_difficulty(kind: ItemType, language: str) -> None:
    item = first(kind)
    groups = [ObservedGroup(20, at, 0.4, 0.5, 0.06) for at in (-1.2, 0.0, 1.1)]
    moved = replace(item, difficulty=1.3)
    with using(language):
        charts = calibrated_charts(item, 1.3, groups)
    for chart in (charts.characteristic, charts.information):
        assert parts_outside(chart) == [] and texts_that_meet(chart) == []
    author, now = _curves(item), _curves(moved)
    drawn = {
        shape.is_dashed: shape.points
        for shape in charts.characteristic.shapes
        if isinstance(shape, Polygon) and not shape.is_closed
    }
    heights = {is_dashed: [y for _x, y in points] for is_dashed, points in drawn.items()}
    # Down is larger: of two curves the higher one has the smaller y.
    for is_dashed, (marks, _information) in ((True, author), (False, now)):
        order = np.argsort(heights[is_dashed])[::-1]
        assert np.array(marks.expected)[order] == pytest.approx(np.sort(marks.expected), abs=1e-9)
    assert sum(isinstance(shape, Circle) for shape in charts.characteristic.shapes) == 3


def test_without_groups_there_are_no_dots_and_no_words_on_them() -> None:
    charts = calibrated_charts(first(ItemType.SINGLE_CHOICE), 0.2)
    assert not any(isinstance(shape, Circle) for shape in charts.characteristic.shapes)
    assert "groups" not in charts.characteristic.description
    assert "0.20" in charts.characteristic.description
