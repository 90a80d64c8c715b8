"""The charts of questions."""

from __future__ import annotations

import numpy as np
import pytest

from smmhire.assessment.ability import curves
from smmhire.assessment.estimation import NODES
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.parameters import ItemParameters, information
from smmhire.services.bank import load_bank
from smmhire.services.item_charts import _curves, item_charts, option_charts, prepare
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
