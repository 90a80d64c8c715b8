"""The first sentence about a result says no more than the figures allow."""

from __future__ import annotations

from smmhire import texts
from smmhire.assessment.headline import headline


def test_chances_are_met_missed_or_open() -> None:
    with texts.using("en"):
        assert headline((0.95, 0.80, 0.5, 0.20), 0.625) == (
            "In 2 of 4 competencies the level asked for is met, in 1 it is not, and in 1 this assessment "
            "cannot tell. 62% of the answers were right."
        )


def test_it_is_said_in_bengali_digits() -> None:
    with texts.using("bn"):
        assert "৮টি" in headline((0.9,) * 8, 0.5)


def test_without_levels_to_compare_only_the_share_is_said() -> None:
    with texts.using("en"):
        assert headline((), 0.5).startswith("50% of the answers were right")
