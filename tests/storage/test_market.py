"""The user's rates, price levels and indices in a database of each kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from smmhire.identity import new_id
from smmhire.pay.ageing import IndexPoint
from smmhire.pay.price_levels import OwnPriceLevel
from smmhire.pay.rate_legs import OwnRate
from smmhire.storage.database import Database
from smmhire.storage.market import AT_ONCE, AnyEntry

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
RATE = OwnRate(new_id(), "BDT", "USD", date(2026, 1, 10), 1 / 122, "বাংলাদেশ ব্যাংক", NOW)
LEVEL = OwnPriceLevel(new_id(), "BD", 2025, 31.25, "BBS", NOW)
POINT = IndexPoint(new_id(), "BBS wage index", date(2025, 7, 1), 225.5, "BBS", NOW)


@pytest.mark.parametrize("entry", [RATE, LEVEL, POINT], ids=lambda entry: type(entry).__name__)
def test_entries_come_back_as_they_were_kept(database: Database, entry: AnyEntry) -> None:
    kind = type(entry)
    with database.unit_of_work() as work:
        work.market.add([entry])
        work.commit()
    with database.unit_of_work() as work:
        assert work.market.all(kind) == (entry,)
        assert work.market.get(kind, entry.id) == entry
        changed = replace(entry, value=entry.value * 1.1, source="Other")
        assert work.market.change(changed)
        assert work.market.get(kind, entry.id) == changed
        assert work.market.remove(kind, [entry.id]) == 1
        assert not work.market.change(entry)
        assert work.market.all(kind) == ()


def test_what_stands_in_the_place_of_another_is_found(database: Database) -> None:
    with database.unit_of_work() as work:
        work.market.add([RATE])
        assert work.market.like(RATE) is None  # itself
        assert work.market.like(replace(RATE, id=new_id(), value=1.0)) == RATE
        assert work.market.like(replace(RATE, id=new_id(), valid_on=date(2026, 1, 11))) is None
        assert work.market.like(replace(RATE, id=new_id(), against="EUR")) is None


def test_the_newest_of_a_pair_comes_first(database: Database) -> None:
    days = [date(2026, 1, 10), date(2026, 3, 1), date(2025, 7, 1)]
    entries = [replace(RATE, id=new_id(), valid_on=day) for day in days]
    with database.unit_of_work() as work:
        work.market.add([*entries, replace(RATE, id=new_id(), currency="AED")])
        found = [(entry.currency, entry.valid_on) for entry in work.market.all(OwnRate)]
    assert found == [("AED", days[0]), ("BDT", days[1]), ("BDT", days[0]), ("BDT", days[2])]


def test_very_many_entries_are_removed_at_once(database: Database) -> None:
    count = AT_ONCE + 3
    entries = [replace(POINT, id=new_id(), name=f"Index {n}") for n in range(count)]
    with database.unit_of_work() as work:
        work.market.add(entries)
        assert work.market.remove(IndexPoint, [entry.id for entry in entries]) == count
