"""Calibration and item analysis of files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from smmhire.errors import UserError
from smmhire.services import calibration
from tests.assessment.calibration_cases import REFERENCE, answers, persons_of


def written(path: Path, marks: np.ndarray, names: list[str] | None = None) -> Path:
    """A response file with a row a person; NaN becomes an empty cell."""
    heads = names or [f"item{n + 1}" for n in range(marks.shape[1])]
    lines = [",".join("" if np.isnan(x) else f"{x:g}" for x in row) for row in marks]
    path.write_text("\n".join([",".join(heads), *lines]) + "\n", encoding="utf-8")
    return path


def test_a_file_is_calibrated_as_its_matrix_is(tmp_path: Path) -> None:
    file = written(tmp_path / "lsat6.csv", persons_of(REFERENCE / "lsat6_patterns.csv"))
    found = calibration.calibrate(file, "2pl")
    assert found.log_likelihood == pytest.approx(-2466.653, abs=1e-3)
    assert [item.item for item in found.items] == ["item1", "item2", "item3", "item4", "item5"]


def test_chosen_options_are_calibrated_by_their_key(tmp_path: Path) -> None:
    marks = persons_of(REFERENCE / "lsat6_patterns.csv")
    options = tmp_path / "options.csv"
    rows = [",".join("B" if mark else "C" for mark in row) for row in marks]
    options.write_text("\n".join(["v,w,x,y,z", *rows]), encoding="utf-8")
    key = tmp_path / "key.csv"
    key.write_text("item,key\n" + "".join(f"{name},B\n" for name in "vwxyz"), encoding="utf-8")
    found = calibration.calibrate(options, "2pl", key=key)
    assert found.log_likelihood == pytest.approx(-2466.653, abs=1e-3)
    analysed = calibration.analyse(options, key=key)
    assert [option.option for option in analysed.items[0].distractors] == ["B", "C"]


def test_groups_are_compared_with_the_larger_one_as_reference(tmp_path: Path) -> None:
    file = written(tmp_path / "answers.csv", answers(300, np.ones(6), np.zeros(6)))
    groups = tmp_path / "groups.csv"
    members = ["en" if n % 3 else "bn" for n in range(299)] + [""]
    lines = [f"{n + 1},{member}" for n, member in enumerate(members)]
    groups.write_text("\n".join(["person,group", *lines]), encoding="utf-8")
    found = calibration.analyse(file, groups=groups)
    first = found.mantel_haenszel[0]
    assert first is not None and (first.reference, first.focal) == ("en", "bn")
    turned = calibration.analyse(file, groups=groups, reference="bn").mantel_haenszel[0]
    assert turned is not None and turned.delta == pytest.approx(-first.delta)
    with pytest.raises(UserError, match="no group “hi”"):
        calibration.analyse(file, groups=groups, reference="hi")


def test_alpha_and_omega_of_a_file_are_given_or_none(tmp_path: Path) -> None:
    marks = answers(200, np.ones(6), np.zeros(6))
    found = calibration.analyse(written(tmp_path / "good.csv", marks))
    assert found.alpha is not None and found.omega is not None and 0.4 < found.alpha < 0.9
    bare = calibration.analyse(written(tmp_path / "bare.csv", np.ones((40, 2))))
    assert bare.alpha is None and bare.omega is None


def test_what_does_not_fit_is_said_in_a_sentence(tmp_path: Path) -> None:
    graded = written(tmp_path / "graded.csv", np.array([[0.0, 2.0], [1.0, 0.0]]))
    with pytest.raises(UserError, match="person 1 has the response 2 to item “item2”"):
        calibration.calibrate(graded, "2pl")
    flat = written(tmp_path / "flat.csv", np.ones((40, 3)))
    with pytest.raises(UserError, match="Fewer than two items"):
        calibration.calibrate(flat, "2pl")
    with pytest.raises(UserError, match="blind guess"):
        calibration.calibrate(flat, "3pl", guessing=1.5)
    three = tmp_path / "three.csv"
    three.write_text("group\n" + "\n".join(["a", "b", "c", "a"] * 10), encoding="utf-8")
    with pytest.raises(UserError, match="3 groups, but two are compared"):
        calibration.analyse(flat, groups=three)
