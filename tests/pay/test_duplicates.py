"""One figure counts once, however many sources it stands in."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from smmhire.pay.columns import PayColumns
from smmhire.pay.normalise import first_of_duplicates
from smmhire.pay.observation import PayObservation, PaySource
from tests.pay.builders import observation, source

LATER_ID = UUID(int=2)
EARLIER = source(file_sha256="a" * 64)
LATER = source(LATER_ID, file_sha256="a" * 64, imported_at=datetime(2026, 6, 2, tzinfo=UTC))


def counted(seen: list[PayObservation], *sources: PaySource) -> list[bool]:
    return first_of_duplicates(PayColumns.of(seen, sources)).tolist()


def test_what_two_sources_read_from_one_row_of_a_file_counts_once_as_read_last() -> None:
    seen = [observation(2, amount=3.0), observation(3, amount=3.0), observation(2, source_id=LATER_ID)]
    assert counted(seen, EARLIER, LATER) == [False, True, True]
    assert counted(seen, LATER, EARLIER) == [False, True, True]


def test_the_same_row_of_another_sheet_is_somebody_else() -> None:
    seen = [observation(3), observation(3, source_id=LATER_ID)]
    sheets = replace(EARLIER, sheet="2024"), replace(LATER, sheet="2025")
    assert counted(seen, *sheets) == [True, True]


def test_figures_that_come_from_no_file_are_never_the_same() -> None:
    seen = [
        replace(observation(3), row=None),
        replace(observation(3), row=None),
        observation(3, source_id=LATER_ID),
    ]
    typed = replace(EARLIER, file_sha256=None), replace(LATER, file_sha256=None)
    assert counted(seen, *typed) == [True, True, True]


def test_rows_of_two_files_with_one_key_and_the_same_content_count_once() -> None:
    first = observation(2, row_key="post-7", contributor="A shop")
    other_file = replace(LATER, file_sha256="b" * 64)
    again = replace(first, source_id=LATER_ID, row=9)
    assert counted([first, again], EARLIER, other_file) == [False, True]
    changes: list[dict[str, Any]] = [
        {"amount": 31_000.0}, {"title": "Head of SMM"}, {"currency": "INR"}, {"period": "year"},
        {"contributor": "B shop"}, {"row_key": "post-8"}, {"row_key": None}, {"high": 40_000.0},
    ]  # fmt: skip
    for change in changes:
        assert counted([first, replace(again, **change)], EARLIER, other_file) == [True, True], change


def test_a_band_that_stands_in_two_files_counts_once() -> None:
    first = observation(2, row_key="7", amount=None, low=10_000.0)
    again = replace(first, source_id=LATER_ID, row=5)
    assert counted([first, again], EARLIER, replace(LATER, file_sha256=None)) == [False, True]


def test_a_row_given_twice_counts_once_and_the_first_stays() -> None:
    assert counted([observation(2), observation(3), observation(2, amount=99.0)], source()) == [
        True,
        True,
        False,
    ]


def test_no_rows_are_no_trouble() -> None:
    assert counted([]) == []


def slowly(columns: PayColumns) -> list[bool]:
    """The same by looking at each row on its own, the last imported first."""
    order = sorted(
        range(len(columns.sources)),
        key=lambda at: (columns.sources[at].file_sha256 is None, columns.sources[at].imported_at),
        reverse=True,
    )
    kept = [True] * len(columns)
    for identity in (by_row, by_key):
        seen: set[object] = set()
        for place in sorted(range(len(columns)), key=lambda at: order.index(int(columns.source[at]))):
            found = identity(columns, place)
            if found is not None and found in seen:
                kept[place] = False
            seen.add(found)
    return kept


def by_row(columns: PayColumns, place: int) -> object:
    one = columns.sources[int(columns.source[place])]
    row = int(columns.row[place])
    return (one.file_sha256 or one.id, one.sheet, row) if row else None


def by_key(columns: PayColumns, place: int) -> object:
    seen = columns.observation(place)
    if seen.row_key is None:
        return None
    return (seen.row_key, seen.title, seen.amount, seen.low, seen.high, seen.currency, seen.period,
            seen.contributor)  # fmt: skip


def test_many_rows_of_many_sources_are_told_apart_as_one_by_one() -> None:
    draw = random.Random(6)
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    sources = [
        source(
            UUID(int=at + 1),
            file_sha256=draw.choice(["a" * 64, "b" * 64, None]),
            sheet=draw.choice([None, "2024"]),
            imported_at=begun + timedelta(days=draw.randrange(100) * 10 + at),
        )
        for at in range(6)
    ]
    seen = [
        observation(row, source_id=one.id, row_key=key, amount=draw.choice([None, 1.0, 2.0]),
                    low=draw.choice([None, 1.0]), contributor=draw.choice([None, "A"]))
        for one in sources
        for row, key in enumerate(draw.sample([*map(str, range(60)), *[None] * 30], 50), start=2)
    ]  # fmt: skip
    columns = PayColumns.of(seen, sources)
    kept = first_of_duplicates(columns)
    assert kept.tolist() == slowly(columns)
    assert 0 < np.count_nonzero(~kept) < len(columns)


COPY = replace(LATER, file_sha256="b" * 64, row_count=5)
FIRST = replace(EARLIER, row_count=5)


def file_of(amounts: list[float], source_id: UUID = EARLIER.id, **fields: Any) -> list[PayObservation]:
    """Rows that say the same of all but the amount."""
    given = {"contributor": None, **fields}
    return [
        observation(row, source_id=source_id, amount=amount, **given)
        for row, amount in enumerate(amounts, start=2)
    ]


def n_counted(first: list[float], second: list[float], *sources: PaySource, **fields: Any) -> tuple[int, int]:
    """How many count of each of two files."""
    of_each = counted([*file_of(first), *file_of(second, LATER_ID, **fields)], *(sources or (FIRST, COPY)))
    return sum(of_each[: len(first)]), sum(of_each[len(first) :])


def test_rows_of_a_file_that_differs_by_a_byte_count_once_as_imported_last() -> None:
    assert n_counted([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]) == (0, 5)
    assert n_counted([1, 2, 3, 4, 5], [1, 2, 3, 4, 5], COPY, FIRST) == (0, 5)
    assert n_counted([1, 2, 3, 4, 5], [5, 4, 3, 2, 1]) == (0, 5)


def test_of_a_copy_that_was_changed_here_and_there_the_changed_rows_count_too() -> None:
    assert n_counted([1, 2, 3, 4, 5], [1, 2, 3, 4, 9]) == (1, 5)
    assert n_counted([1, 2, 3, 4, 5], [1, 2, 3, 8, 9]) == (5, 5)  # 60 %: another file
    assert n_counted([1, 2], [1, 2]) == (2, 2)  # too few to tell


def test_people_who_say_the_same_in_one_file_are_as_many_in_its_copy() -> None:
    assert n_counted([7, 7, 7, 7, 5], [7, 7, 7, 7, 5]) == (0, 5)
    assert n_counted([7, 7, 7, 7, 5], [7, 7, 7, 7, 7, 5]) == (0, 6)
    assert n_counted([7, 7, 7, 7, 7, 5], [7, 7, 7, 7, 5]) == (1, 5)
    assert n_counted([7, 7, 7, 7, 7], [7, 1, 2, 3, 4]) == (5, 5)


def test_three_copies_count_as_one() -> None:
    third = source(
        UUID(int=3), file_sha256="c" * 64, imported_at=datetime(2026, 6, 3, tzinfo=UTC), row_count=5
    )
    seen = [row for one in (FIRST, COPY, third) for row in file_of([7, 7, 7, 5, 6], one.id)]
    assert counted(seen, FIRST, COPY, third) == [False] * 10 + [True] * 5


def test_files_of_another_kind_mapping_or_length_are_no_copies() -> None:
    rows = [1.0, 2.0, 3.0, 4.0, 5.0]
    others: list[dict[str, Any]] = [
        {"kind": "postings"}, {"mapping_name": "other"}, {"row_count": 7}, {"row_count": 3},
        {"file_sha256": None}, {"file_sha256": "a" * 64, "sheet": "2025"},
    ]  # fmt: skip
    for other in others:
        assert n_counted(rows, rows, FIRST, replace(COPY, **other)) == (5, 5), other


def test_a_copy_under_another_name_is_one_too_where_its_mapping_was_guessed() -> None:
    rows = [1.0, 2.0, 3.0, 4.0, 5.0]
    first = replace(FIRST, file_name="pay.csv", mapping_name="pay")
    guessed = replace(COPY, file_name="pay (1).csv", mapping_name="pay (1)")
    assert n_counted(rows, rows, first, guessed) == (0, 5)
    assert n_counted(rows, rows, first, replace(guessed, mapping_name="by hand")) == (5, 5)


def test_rows_of_two_files_are_the_same_only_if_every_field_is() -> None:
    rows = [1.0, 2.0, 3.0, 4.0, 5.0]
    changes: list[dict[str, Any]] = [
        {"title": "Head of SMM"}, {"low": 1.0}, {"high": 9.0}, {"bonus": 1.0}, {"currency": "INR"},
        {"period": "year"}, {"basis": "net"}, {"engagement": None}, {"country": None}, {"city": "Dhaka"},
        {"experience": "2 years"}, {"contributor": "A"}, {"observed_on": None}, {"row_key": "7"},
    ]  # fmt: skip
    for change in changes:
        assert n_counted(rows, rows, **change) == (5, 5), change
