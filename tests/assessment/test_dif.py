"""Mantel-Haenszel against R's figures for the Verbal aggression data, and in its properties."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import false_discovery_control

from smmhire.assessment.dif import adjusted, ets_class, mantel_haenszel
from tests.assessment.calibration_cases import answers, rows_of

COLUMNS = {
    "alpha": "alphaMH",
    "log_alpha_se": "se_lnalpha",
    "chi2": "chi2_cc",
    "p": "p_cc",
    "chi2_uncorrected": "chi2_nocc",
    "p_uncorrected": "p_nocc",
    "delta": "deltaMH",
}


def test_verbal_aggression_by_gender_is_as_in_r(shared_dir: Path) -> None:
    """All 24 items, all figures within 1e-8 (the table has ten digits), and the classes."""
    folder = shared_dir / "data" / "psychometrics"
    rows, table = rows_of(folder / "VerbalAggression_dich.csv"), rows_of(folder / "Verbal_MH.csv")
    names = [row["item"] for row in table]
    marks = np.array([[float(row[name]) for name in names] for row in rows])
    found = mantel_haenszel(marks, [row["gender"] for row in rows], names, reference="female", focal="male")
    for got, wanted in zip(found, table, strict=True):
        assert got is not None and got.item == wanted["item"] and got.ets_class == wanted["ets"]
        for ours, theirs in COLUMNS.items():
            assert getattr(got, ours) == pytest.approx(float(wanted[theirs]), abs=1e-8), (got.item, ours)


def test_an_item_made_harder_for_one_group_is_found_and_no_other() -> None:
    b = np.zeros(15)
    bengali = answers(1500, np.ones(15), b, seed=1)
    b[4] = 1.0
    english = answers(1500, np.ones(15), b, seed=2)
    groups = ["bn"] * 1500 + ["en"] * 1500
    marks = np.concatenate([bengali, english])
    found = mantel_haenszel(marks, groups, [str(n) for n in range(15)], reference="bn", focal="en")
    assert [mh.item for mh in found if mh is not None and mh.ets_class == "C"] == ["4"]
    studied = found[4]
    assert studied is not None and studied.alpha > 1.5 and studied.delta < -1.5


def test_changing_the_reference_group_turns_the_sign() -> None:
    marks = answers(400, np.ones(8), np.zeros(8), missing=0.1)
    groups = ["x", "y", None, "z"] * 100
    names = [str(n) for n in range(8)]
    there = mantel_haenszel(marks, groups, names, reference="x", focal="y")
    back = mantel_haenszel(marks, groups, names, reference="y", focal="x")
    for one, other in zip(there, back, strict=True):
        assert one is not None and other is not None
        assert one.delta == pytest.approx(-other.delta, abs=1e-9)
        assert (one.chi2, one.log_alpha_se) == pytest.approx((other.chi2, other.log_alpha_se), abs=1e-9)


def test_small_groups_and_items_without_variation_are_not_compared() -> None:
    marks = answers(100, np.ones(4), np.zeros(4))
    marks[:, 1] = 1.0
    few = mantel_haenszel(marks, ["x"] * 80 + ["y"] * 20, list("abcd"), reference="x", focal="y")
    assert few == (None, None, None, None)
    found = mantel_haenszel(marks, ["x", "y"] * 50, list("abcd"), reference="x", focal="y")
    assert found[1] is None and found[0] is not None


def test_what_cannot_be_compared_is_refused() -> None:
    marks = np.ones((2, 2))
    with pytest.raises(ValueError, match="nobody belongs to group 'z'"):
        mantel_haenszel(marks, ["x", "y"], ["a", "b"], reference="x", focal="z")
    with pytest.raises(ValueError, match="neither 0 nor 1"):
        mantel_haenszel(marks * 2, ["x", "y"], ["a", "b"], reference="x", focal="y")
    with pytest.raises(ValueError, match="1 groups"):
        mantel_haenszel(marks, ["x"], ["a", "b"], reference="x", focal="y")


# -- people matched on something else than the total; many items at once -------------------------------
def test_strata_that_are_given_take_the_place_of_the_total() -> None:
    marks = answers(400, np.ones(8), np.zeros(8))
    groups, names = ["x", "y"] * 200, [str(n) for n in range(8)]
    by_total = mantel_haenszel(marks, groups, names, reference="x", focal="y")
    total = marks.sum(axis=1).astype(int)
    assert mantel_haenszel(marks, groups, names, reference="x", focal="y", matched_on=total) == by_total
    apart = mantel_haenszel(marks, groups, names, reference="x", focal="y", matched_on=np.array([0, 1] * 200))
    assert apart == (None,) * 8  # nobody to be compared with
    for wrong in (total[:10], total + 0.5, total - 9):
        with pytest.raises(ValueError, match="one whole number"):
            mantel_haenszel(marks, groups, names, reference="x", focal="y", matched_on=wrong)


def test_p_values_are_adjusted_as_in_scipy() -> None:
    p = np.random.default_rng(1).random(200) ** 2
    np.testing.assert_allclose(adjusted(p), false_discovery_control(p), atol=1e-12)
    assert adjusted([]).tolist() == [] and adjusted([0.03]).tolist() == [0.03]


def test_the_class_follows_size_and_p() -> None:
    assert ets_class(-1.6, 0.001) == "C" and ets_class(1.2, 0.001) == "B"
    assert ets_class(2.0, 0.06) == "A" and ets_class(0.9, 0.001) == "A"
