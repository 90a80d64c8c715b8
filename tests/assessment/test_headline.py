"""The first sentence about a result says no more than the figures allow."""

from __future__ import annotations

import pytest

from smmhire import texts
from smmhire.assessment.headline import headline


def test_chances_are_met_missed_or_open() -> None:
    with texts.using("en"):
        assert headline((0.95, 0.80, 0.5, 0.20), 0.625) == (
            "In 2 of 4 competencies the level asked for is met, in 1 it is not, and in 1 this assessment "
            "cannot tell. 62% of the answers were right."
        )


@pytest.mark.parametrize(
    ("chances", "sentence"),
    [
        ((0.9, 0.9, 0.1), "In 2 of 3 competencies the level asked for is met, in 1 it is not."),
        (
            (0.9, 0.5),
            "In 1 of 2 competencies the level asked for is met; in 1 this assessment cannot tell.",
        ),
        (
            (0.1, 0.5),
            "In 1 of 2 competencies the level asked for is not met; in 1 this assessment cannot tell.",
        ),
        ((0.9, 0.9), "The level asked for is met in all 2 competencies."),
        ((0.9,), "In the one competency asked for, the level is met."),
        ((0.1, 0.1), "The level asked for is met in none of the 2 competencies."),
        ((0.1,), "In the one competency asked for, the level is not met."),
        (
            (0.5, 0.5),
            "Whether the level asked for is met, this assessment cannot tell in any of the 2 competencies.",
        ),
        ((0.5,), "Whether the level is met in the one competency asked for, this assessment cannot tell."),
    ],
)
def test_what_there_is_none_of_is_not_counted(chances: tuple[float, ...], sentence: str) -> None:
    with texts.using("en"):
        assert headline(chances, 0.5) == f"{sentence} 50% of the answers were right."
    with texts.using("bn"):
        said = headline(chances, 0.5)
        assert "০টি" not in said.replace("৫০", "") and said.endswith("৫০% উত্তর সঠিক।")


def test_it_is_said_in_bengali_digits() -> None:
    with texts.using("bn"):
        assert "৮টি" in headline((0.9,) * 8, 0.5)


def test_without_levels_to_compare_only_the_share_is_said() -> None:
    with texts.using("en"):
        assert headline((), 0.5).startswith("50% of the answers were right")
