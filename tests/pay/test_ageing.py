"""Ageing by the ratio of two points of an index."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest

from smmhire.exchange.reference import oews
from smmhire.identity import new_id
from smmhire.pay.ageing import IndexPoint, oews_index, own_indices
from smmhire.pay.columns import NO_DATE, days_of
from smmhire.pay.rate_words import ageing_reasons, ratio_text


def days(*on: date | None) -> np.ndarray:
    return np.array([days_of(day) for day in on], dtype=np.int32)


def test_the_shipped_index_is_the_median_of_all_occupations() -> None:
    index = oews_index(oews())
    assert [value for _day, value in index.points] == [45_760, 48_060, 50_980]
    ratio = index.ratio(days(date(2021, 5, 1)), date(2023, 5, 1))[0]
    assert ratio == pytest.approx(48060 / 45760)
    assert round(ratio, 6) == 1.050262
    with pytest.raises(ValueError, match="no median"):
        oews_index([])


def test_a_figure_takes_the_nearest_point_and_of_two_the_earlier() -> None:
    index = oews_index(oews())
    seen = days(date(2021, 4, 27), date(2022, 5, 1), date(2022, 5, 2), date(2025, 12, 1))
    expected = [48060 / 45760, 48060 / 45760, 1.0, 48060 / 50980]
    np.testing.assert_allclose(index.ratio(seen, date(2023, 9, 1)), expected)


def test_without_a_date_or_far_from_every_point_nothing_is_aged() -> None:
    index = oews_index(oews())
    seen = days(None, date(2020, 4, 29), date(2020, 4, 30), date(2026, 5, 2), date(2026, 5, 3))
    assert np.isnan(index.ratio(seen, date(2025, 5, 1))).tolist() == [True, True, False, False, True]
    assert np.isnan(index.ratio(seen, date(2026, 11, 22))).all()
    assert index.uses(seen, date(2026, 11, 22)) == ()


def test_what_is_printed_can_be_repeated_by_hand() -> None:
    index = oews_index(oews())
    uses = index.uses(days(date(2021, 5, 1), date(2021, 6, 9), date(2023, 5, 1), None), date(2023, 5, 1))
    assert [(use.from_on, use.n) for use in uses] == [(date(2021, 5, 1), 2), (date(2023, 5, 1), 1)]
    assert ratio_text(uses[0]) == "48060 / 45760 = 1.050262"
    (reason,) = ageing_reasons(index, uses)  # those of 2023 stay as they are
    assert "48060 / 45760 = 1.050262" in reason.text()
    assert "1 May 2021" in reason.text()


def test_points_of_one_name_make_one_index() -> None:
    def point(name: str, on: date, value: float, source: str) -> IndexPoint:
        return IndexPoint(new_id(), name, on, value, source, datetime(2026, 6, 1, tzinfo=UTC))

    found = own_indices(
        [
            point("Wage index", date(2025, 7, 1), 225.0, "BBS, July"),
            point("Prices", date(2024, 7, 1), 1.0, "BBS"),
            point("Wage index", date(2024, 7, 1), 200.0, "BBS, May"),
        ]
    )
    assert [index.name for index in found] == ["Prices", "Wage index"]
    assert found[1].points == ((date(2024, 7, 1), 200.0), (date(2025, 7, 1), 225.0))
    assert found[1].source == "BBS, May; BBS, July"
    assert found[1].ratio(np.array([days_of(date(2024, 9, 1)), NO_DATE], np.int32), date(2025, 8, 1))[
        0
    ] == pytest.approx(1.125)
