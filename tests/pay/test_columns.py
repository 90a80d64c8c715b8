"""Observations as columns."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import numpy as np
import pytest

from smmhire.pay.columns import MISSING, Coded, PayColumns, day_of, days_of
from tests.pay.builders import observation, source

OTHER_ID = UUID("00000000-0000-7000-8000-000000000002")


def test_columns_give_back_every_observation_as_it_was() -> None:
    seen = [
        observation(2, row_key="a"),
        observation(
            3, amount=None, low=20_000.0, high=30_000.0, engagement=None, observed_on=None, city="ঢাকা"
        ),
        observation(4, experience="2-4", experience_low=2.0, experience_high=4.0, bonus=500.0, title=None),
    ]
    columns = PayColumns.of(seen, [source()])
    assert [columns.observation(place) for place in range(3)] == seen
    assert columns.is_band.tolist() == [False, True, False]


def test_taking_rows_takes_them_of_every_column() -> None:
    columns = PayColumns.of([observation(2), observation(3, city="Khulna"), observation(4)], [source()])
    taken = columns.take(np.array([False, True, True]))
    assert [taken.observation(0).city, taken.observation(1).row] == ["Khulna", 4]


def test_a_source_that_was_not_given_is_refused() -> None:
    with pytest.raises(ValueError, match="sources that were not given"):
        PayColumns.of([observation(2)], [source(OTHER_ID)])


def test_in_a_survey_each_row_is_another_contributor_and_a_named_one_is_one_everywhere() -> None:
    survey = source(each_row_is_a_contributor=True)
    posts = source(OTHER_ID, kind="postings")
    seen = [
        observation(2, contributor=None),
        observation(3, contributor=None),
        observation(2, source_id=OTHER_ID, contributor="A shop"),
        observation(3, source_id=OTHER_ID, contributor="A shop"),
        observation(4, source_id=OTHER_ID, contributor=None),
    ]
    given = PayColumns.of(seen, [survey, posts]).contributors()
    assert len(set(given[:2].tolist())) == 2
    assert given[2] == given[3] != MISSING
    assert given[4] == MISSING
    assert not set(given[:2].tolist()) & set(given[2:].tolist())


def test_a_coded_column_asks_once_a_word() -> None:
    asked: list[str] = []

    def is_long(word: str) -> bool:
        asked.append(word)
        return len(word) > 3

    column = Coded.of(["SMM", None, "Manager", "SMM"])
    assert column.is_one_of(is_long).tolist() == [False, False, True, False]
    assert asked == ["SMM", "Manager"]


def test_an_empty_column_has_no_words_to_ask_about() -> None:
    assert Coded.of([]).is_one_of(bool).tolist() == []
    assert len(PayColumns.of([], [])) == 0


def test_days_and_dates_are_the_same() -> None:
    for day in (date(1970, 1, 1), date(1999, 12, 31), date(2026, 2, 28), None):
        assert day_of(days_of(day)) == day
