"""Scoring from files, as a use case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smmhire.errors import UserError
from smmhire.services.psychometrics import FIGURES, plain_persons, plain_summary, score_files

ITEMS = "item,model,a,b,b1,b2,c\nq1,2pl,1.2,-0.5,,,\nq2,3pl,1.0,0.4,,,0.2\nq3,grm,0.9,,-1,1,\n"
RESPONSES = "person,q3,q1\nann,2,1\nbob,0,1\ncem,,\n"


@pytest.fixture
def files(tmp_path: Path):
    def write(items: str = ITEMS, responses: str = RESPONSES) -> tuple[Path, Path]:
        (tmp_path / "items.csv").write_text(items)
        (tmp_path / "answers.csv").write_text(responses)
        return tmp_path / "items.csv", tmp_path / "answers.csv"

    return write


def test_columns_are_matched_with_items_by_name(files) -> None:
    scored = score_files(*files())
    assert [item.item for item in scored.items] == ["q3", "q1"]
    assert scored.scores.percent.tolist()[:2] == pytest.approx([100.0, 100 / 3])


def test_what_is_not_finite_is_null_in_json(files) -> None:
    scored = score_files(*files())
    ann, bob, cem = plain_persons(scored)
    assert list(ann) == ["person", *FIGURES]
    assert ann["ml"] is None and ann["ml_se"] is None and ann["wle"] > 0
    assert bob["ml"] is not None
    assert (cem["eap"], cem["eap_se"]) == pytest.approx((0.0, 1.0), abs=1e-6)
    assert cem["percent"] is None and cem["lz"] is None
    json.dumps([ann, bob, cem, plain_summary(scored)], allow_nan=False)


def test_the_prior_pulls_the_means(files) -> None:
    low, high = (plain_persons(score_files(*files(), prior_mean=mean))[0] for mean in (-1.0, 1.0))
    assert low["eap"] < high["eap"] and low["map"] < high["map"]
    assert low["ml"] == high["ml"] and low["wle"] == pytest.approx(high["wle"], abs=1e-9)


@pytest.mark.parametrize(
    ("responses", "what"),
    [
        ("person,q1,q9\nann,1,0\n", "Column “q9” of “answers.csv” is no item of “items.csv”"),
        ("person,q1,q3\nann,1,0\nbob,1,3\n", "Line 3, column “q3” of “answers.csv”: “3”"),
        ("person,q1\nann,2\n", "from 0 to 1"),
    ],
)
def test_responses_that_do_not_fit_the_items_are_refused_with_their_place(
    files, responses: str, what: str
) -> None:
    with pytest.raises(UserError) as refused:
        score_files(*files(responses=responses))
    assert what in refused.value.what and refused.value.what_to_do


@pytest.mark.parametrize("prior", [{"prior_sd": 0.0}, {"prior_sd": float("nan")}, {"prior_mean": 50.0}])
def test_an_impossible_prior_is_refused(files, prior: dict[str, float]) -> None:
    with pytest.raises(UserError, match="--prior"):
        score_files(*files(), **prior)
