"""The Angoff panel against published figures, and against sums of squares by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from smmhire.assessment.cut_angoff import angoff, difficulties
from smmhire.assessment.parameters import ItemParameters

# Shrout & Fleiss (1979), table 2: 6 targets rated by 4 judges on a scale to 10, here as tenths. They give
# ICC(2,1) = .29 and ICC(2,4) = .62.
SHROUT_FLEISS = (
    np.array(
        [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float
    ).T
    / 10
)


def test_agreement_is_that_of_the_published_example() -> None:
    found = angoff([SHROUT_FLEISS])
    assert found.agreement_one == pytest.approx(0.29, abs=0.005)
    assert found.agreement_panel == pytest.approx(0.62, abs=0.005)


def test_the_cut_is_the_mean_and_its_error_that_of_a_mean_of_judges() -> None:
    found = angoff([SHROUT_FLEISS])
    own = [np.mean(row) for row in SHROUT_FLEISS]
    assert found.cut == pytest.approx(np.mean(own))
    assert found.standard_error == pytest.approx(np.std(own, ddof=1) / 2)
    assert found.item_chances == pytest.approx(SHROUT_FLEISS.mean(axis=0))
    assert found.standard_error_of_forms > found.standard_error
    first = found.judges[0]
    others = SHROUT_FLEISS[1:].mean(axis=0)
    assert first.cut == pytest.approx(own[0])
    assert first.severity == pytest.approx(own[0] - others.mean())
    assert first.agreement == pytest.approx(np.corrcoef(SHROUT_FLEISS[0], others)[0, 1])


def test_the_error_of_forms_is_that_of_panels_and_forms_drawn_anew() -> None:
    """Judges, items and what is between them drawn with known SDs: the spread of 4,000 panels' cuts."""
    chance = np.random.default_rng(1)
    of_judge, of_item, rest, judges, items = 0.06, 0.1, 0.08, 6, 20
    cuts, errors = [], []
    for _panel in range(4000):
        table = (
            0.5
            + chance.normal(0, of_judge, (judges, 1))
            + chance.normal(0, of_item, items)
            + chance.normal(0, rest, (judges, items))
        )
        found = angoff([np.clip(table, 0, 1)])
        cuts.append(found.cut)
        errors.append(found.standard_error_of_forms**2)
    assert np.sqrt(np.mean(errors)) == pytest.approx(np.std(cuts), rel=0.05)


def test_the_last_round_counts_and_all_are_kept() -> None:
    first = [[0.2, 0.4], [0.8, 1.0]]
    second = [[0.5, 0.6], [0.6, 0.7]]
    found = angoff([first, second])
    assert found.cut == pytest.approx(0.6)
    assert [one.cut for one in found.rounds] == pytest.approx([0.6, 0.6])
    assert found.rounds[0].judge_sd > found.rounds[1].judge_sd


def test_judges_who_all_write_the_same_leave_nothing_to_agree_on() -> None:
    found = angoff([np.full((3, 4), 0.6)])
    assert found.cut == pytest.approx(0.6) and found.standard_error == pytest.approx(0.0, abs=1e-12)
    assert found.agreement_one is None and found.agreement_panel is None
    assert all(judge.agreement is None for judge in found.judges)


@given(arrays(np.float64, (4, 5), elements=st.floats(0, 1)), st.permutations(range(4)))
def test_the_order_of_judges_does_not_matter(table: np.ndarray, order: list[int]) -> None:
    one, other = angoff([table]), angoff([table[order]])
    assert one.cut == pytest.approx(other.cut) and 0.0 <= one.cut <= 1.0
    assert one.standard_error == pytest.approx(other.standard_error)
    assert [one.judges[at].cut for at in order] == pytest.approx([judge.cut for judge in other.judges])


@given(st.floats(-2, 2), st.floats(0.3, 2.5), st.floats(-3, 3), st.floats(0, 0.4))
def test_difficulties_give_back_the_chances_they_come_from(cut: float, a: float, b: float, c: float) -> None:
    item = ItemParameters("x", "3pl", a, (b,), c)
    chance = c + (1 - c) / (1 + np.exp(-a * (cut - b)))
    assert difficulties([chance], cut, [item])[0] == pytest.approx(b, abs=1e-6)


@pytest.mark.parametrize(
    ("rounds", "message"),
    [
        ([], "no round"),
        ([[[0.5, 0.5]]], "shape"),
        ([[[0.5], [0.5]]], "shape"),
        ([[[0.5, 0.5], [0.5, 1.2]]], r"judge 2, item 2: 1\.2"),
        ([[[0.5, float("nan")], [0.5, 0.2]]], "judge 1, item 2: nan"),
        ([[[0.5, 0.5], [0.5, 0.2]], [[0.5, 0.5, 0.5], [0.5, 0.5, 0.2]]], "different shapes"),
    ],
)
def test_tables_that_are_none_are_refused(rounds: list, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        angoff(rounds)


def test_chances_that_place_no_difficulty_are_refused() -> None:
    item = ItemParameters("x", "3pl", 1.0, (0.0,), 0.25)
    for chance in (0.25, 0.1, 1.0):
        with pytest.raises(ValueError, match="question x"):
            difficulties([chance], 0.0, [item])
    with pytest.raises(ValueError, match="3 levels"):
        difficulties([0.5], 0.0, [ItemParameters("x", "grm", 1.0, (0.0, 1.0))])
    with pytest.raises(ValueError, match="2 chances for 1"):
        difficulties([0.5, 0.6], 0.0, [item])
