"""Confidence beside the answers: the proper score, over-confidence, bands."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binomtest

from smmhire import texts
from smmhire.assessment.confidence import (
    Calibration,
    brier,
    brier_parts,
    calibration_table,
    confidence_report,
    expected_brier,
    how_it_is_counted,
    in_words,
)

answers = st.lists(
    st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.8, 0.9, 1.0]), st.sampled_from([0.0, 1.0])), min_size=1
)


@given(st.floats(0, 1), st.floats(0, 1))
def test_nothing_costs_less_than_saying_what_one_believes(stated: float, believed: float) -> None:
    assert expected_brier(stated, believed) >= expected_brier(believed, believed)
    assert expected_brier(stated, believed) == pytest.approx(
        believed * brier([stated], [1]) + (1 - believed) * brier([stated], [0])
    )


@given(answers)
def test_the_score_is_its_parts(pairs: list[tuple[float, float]]) -> None:
    stated, marks = zip(*pairs, strict=True)
    reliability, resolution, uncertainty = brier_parts(stated, marks)
    assert brier(stated, marks) == pytest.approx(reliability - resolution + uncertainty, abs=1e-12)
    assert 0.0 <= brier(stated, marks) <= 1.0


@given(answers)
def test_the_bands_hold_every_answer_once(pairs: list[tuple[float, float]]) -> None:
    stated, marks = (np.array(values) for values in zip(*pairs, strict=True))
    table = calibration_table(stated, marks)
    assert sum(band.count for band in table) == len(stated)
    for band in table:
        inside = (stated >= band.low) & ((stated < band.high) | (band.high == 1.0))
        assert band.count == inside.sum()
        if band.count:
            assert band.stated == pytest.approx(stated[inside].mean())
            assert band.right == pytest.approx(marks[inside].mean())
        else:
            assert band.stated is band.right is band.right_low is band.right_high is None


def test_intervals_of_bands_are_wilsons() -> None:
    for right, count in ((0, 5), (3, 8), (20, 20), (41, 60)):
        (band,) = calibration_table([0.5] * count, [1] * right + [0] * (count - right), (0.0, 1.0))
        expected = binomtest(right, count).proportion_ci(method="wilson")
        assert (band.right_low, band.right_high) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_a_small_example_by_hand() -> None:
    report = confidence_report([0.9, 0.6, 0.8, 0.5], [1, 0, 1, 0])
    assert report.brier == pytest.approx((0.01 + 0.36 + 0.04 + 0.25) / 4)
    assert (report.stated, report.right) == pytest.approx((0.7, 0.5))
    assert report.over_confidence == pytest.approx(0.2)
    assert report.standard_error == pytest.approx(np.std([-0.1, 0.6, -0.2, 0.5], ddof=1) / 2)
    assert report.discrimination == pytest.approx(0.85 - 0.55)
    assert report.verdict is Calibration.CANNOT_TELL


@pytest.mark.parametrize(
    ("stated", "right", "verdict", "sentence"),
    [
        (0.9, 24, Calibration.OVER, "More confident than right: 90% sure on average, 60% right."),
        (0.3, 24, Calibration.UNDER, "More often right than confident: 30% sure on average, 60% right."),
        (0.6, 24, Calibration.CANNOT_TELL, "60% sure on average, 60% right. There are too few answers"),
    ],
)
def test_the_verdict_is_said_in_words(stated: float, right: int, verdict: Calibration, sentence: str) -> None:
    report = confidence_report([stated] * 40, [1] * right + [0] * (40 - right))
    assert report.verdict is verdict
    assert in_words(report).startswith(sentence)


def test_many_honest_answers_fit() -> None:
    chance = np.random.default_rng(1)
    stated = chance.random(20_000)
    report = confidence_report(stated, chance.random(20_000) < stated)
    assert report.verdict is Calibration.FITS
    assert in_words(report) == "Confidence and answers agree: 50% sure on average, 50% right."
    assert report.discrimination is not None and report.discrimination > 0.3
    for band in report.bands:
        assert band.right == pytest.approx(band.stated, abs=0.03)


def test_sure_and_always_right_fits_without_any_spread() -> None:
    report = confidence_report([1.0] * 12, [1.0] * 12)
    assert (report.verdict, report.brier, report.discrimination) == (Calibration.FITS, 0.0, None)
    assert confidence_report([0.5] * 12, [1.0] * 12).verdict is Calibration.UNDER
    assert confidence_report([1.0] * 12, [0.0] * 12).verdict is Calibration.OVER
    assert confidence_report([1.0], [1.0]).standard_error is None


@given(answers)
def test_the_mirror_image_is_the_opposite(pairs: list[tuple[float, float]]) -> None:
    stated, marks = (np.array(values) for values in zip(*pairs, strict=True))
    one, other = confidence_report(stated, marks), confidence_report(1 - stated, 1 - marks)
    assert one.over_confidence == pytest.approx(-other.over_confidence)
    assume(one.standard_error is None or one.standard_error > 1e-9)
    swap = {Calibration.OVER: Calibration.UNDER, Calibration.UNDER: Calibration.OVER}
    assert other.verdict is swap.get(one.verdict, one.verdict)


def test_takers_are_told_how_it_is_counted() -> None:
    said = how_it_is_counted()
    assert "80% loses 0.04 if right and 0.64 if wrong" in said and "50% loses 0.25 either way" in said
    with texts.using("bn"):
        assert "৮০%" in how_it_is_counted()


@pytest.mark.parametrize(
    ("stated", "marks", "message"),
    [
        ([], [], "0 confidences"),
        ([0.5], [1, 0], "1 confidences for 2"),
        ([1.2], [1], "1.2"),
        ([0.5], [2], "2.0"),
    ],
)
def test_what_is_no_chance_is_refused(stated: list[float], marks: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        brier(stated, marks)


@pytest.mark.parametrize("edges", [(0.0,), (0.1, 1.0), (0.0, 0.9), (0.0, 0.5, 0.5, 1.0)])
def test_bands_that_leave_something_out_are_refused(edges: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="edges"):
        calibration_table([0.5], [1], edges)
