"""Levels in words."""

from __future__ import annotations

import pytest

from smmhire.role.levels import measured_level
from smmhire.texts import using


@pytest.mark.parametrize(
    ("level", "shown"),
    [(-0.4, "0.0 ± 0.5"), (3.42, "3.4 ± 0.5"), (5.0, "5.0 ± 0.5"), (5.04, "5.0 ± 0.5"), (6.3, "5+ ± 0.5")],
)
def test_no_level_above_the_highest_is_ever_shown(level: float, shown: str) -> None:
    assert measured_level(level, 0.5) == shown


def test_the_highest_level_is_said_in_the_digits_of_the_language() -> None:
    with using("bn"):
        assert measured_level(6.3, 0.5) == "৫+ ± ০.৫"
