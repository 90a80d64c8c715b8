"""Columns of several sources as one."""

from __future__ import annotations

from uuid import UUID

import numpy as np
import pytest

from smmhire.pay.columns import Coded, PayColumns
from smmhire.pay.joining import joined, without_unused
from tests.pay.builders import observation, source
from tests.pay.figures import rows_of

OTHER_ID = UUID(int=2)


def test_joined_rows_are_those_of_the_parts_in_their_order() -> None:
    first = [observation(2, city="Dhaka", row_key="a"), observation(3, city="খুলনা", engagement=None)]
    second = [observation(2, source_id=OTHER_ID, city="খুলনা"), observation(3, source_id=OTHER_ID, city=None)]
    sources = [source(OTHER_ID), source()]
    parts = [PayColumns.of(second, sources[:1]), PayColumns.of(first, sources[1:])]
    whole = joined(parts, sources)
    assert rows_of(whole) == [*second, *first]
    assert whole.city.words == ("খুলনা", "Dhaka"), "a word that stands in both has one code"
    assert len(joined([], sources)) == 0 and joined([], sources).sources == tuple(sources)


def test_a_part_of_a_source_that_was_not_given_is_refused() -> None:
    part = PayColumns.of([observation(2)], [source()])
    with pytest.raises(ValueError, match="sources that were not given"):
        joined([part], [source(OTHER_ID)])


def test_words_that_no_row_has_are_left_out_and_the_rows_stay() -> None:
    column = Coded.of(["SMM", "Designer", None, "Writer"]).take(np.array([3, 2, 0]))
    kept = without_unused(column)
    assert kept.words == ("SMM", "Writer")
    assert [kept.word(at) for at in range(3)] == ["Writer", None, "SMM"]
    assert without_unused(kept) is kept
    assert without_unused(Coded.of([])).words == ()
