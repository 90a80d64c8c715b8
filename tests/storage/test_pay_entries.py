"""Pay figures typed by hand come back as they were, on either database, and nobody's are lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from smmhire.identity import new_id
from smmhire.pay.entries import EntryDraft, PayEntry
from smmhire.pay.observation import PayObservation, PaySource
from smmhire.services import pay_entries
from smmhire.storage.database import Database
from tests.storage.builders import NOON


def own_list(database: Database, name: str = "Our staff 2026", **fields: object) -> PaySource:
    source = replace(PaySource(new_id(), name, "own_entries", "ours", NOON), **fields)
    with database.unit_of_work() as work:
        work.pay_entries.add_list(source)
        work.commit()
    return source


def entry(source: PaySource, amount: float = 25_000, **fields: object) -> PayEntry:
    figure = PayObservation(
        id=new_id(),
        source_id=source.id,
        currency="BDT",
        period="month",
        amount=amount,
        title="এসএমএম ম্যানেজার",
        contributor="Shop 1",
        observed_on=date(2026, 11, 1),
    )
    return PayEntry(replace(figure, **fields), "told by a friend", NOON)


def kept(database: Database, *entries: PayEntry) -> tuple[PayEntry, ...]:
    with database.unit_of_work() as work:
        for source_id in {one.figure.source_id for one in entries}:
            assert work.pay_entries.lock_list(source_id)
        added = work.pay_entries.add(entries)
        for source_id in {one.figure.source_id for one in entries}:
            work.pay_entries.count_anew(source_id)
        work.commit()
    return added


def ids(entries: tuple[PayEntry, ...]) -> list[UUID]:
    return [one.id for one in entries]


def test_entries_come_back_as_they_were_numbered_the_last_first(database: Database) -> None:
    source = own_list(database)
    plain = entry(source)
    band = entry(source, low=20_000, high=30_000, experience="2–4", experience_low=2, experience_high=4)
    band = replace(band, figure=replace(band.figure, amount=None))
    added = kept(database, plain, band)
    assert [one.figure.row for one in added] == [1, 2]
    with database.unit_of_work(read_only=True) as work:
        assert work.pay_entries.page(source.id, None, 10) == added[::-1]
        assert work.pay_entries.get(added[0].id) == added[0]
        assert work.pay.get(source.id) == replace(source, row_count=2)


def test_a_list_is_read_stretch_by_stretch(database: Database) -> None:
    source, other = own_list(database), own_list(database, "What candidates asked")
    added = kept(database, *(entry(source, 20_000 + n) for n in range(7)))
    kept(database, entry(other))
    with database.unit_of_work(read_only=True) as work:
        assert work.pay_entries.count(source.id) == 7
        assert work.pay_entries.count(None) == 8
        seen: list[UUID] = []
        below: UUID | None = None
        while found := work.pay_entries.page(source.id, below, 3):
            seen += ids(found)
            below = found[-1].id
    assert seen == ids(added)[::-1]


def test_what_is_taken_away_is_in_nothing_and_comes_back(database: Database) -> None:
    source = own_list(database)
    first, second = kept(database, entry(source), entry(source, 30_000))
    with database.unit_of_work() as work:
        assert work.pay_entries.set_deleted([first.id], NOON) == 1
        assert work.pay_entries.set_deleted([first.id], NOON) == 0
        work.pay_entries.count_anew(source.id)
        work.commit()
    with database.unit_of_work(read_only=True) as work:
        assert ids(work.pay_entries.page(None, None, 9)) == [second.id]
        assert work.pay_entries.get(first.id) is None
        assert [seen.id for seen in work.pay.observations()] == [second.id]
        assert [market.count for market in work.pay.markets()] == [1]
        assert work.pay_entries.words("title", 9) == ("এসএমএম ম্যানেজার",)
        assert work.ids.pay_entries(first.id.hex[-8:]) == ()
        assert work.ids.pay_entries(first.id.hex[-8:], is_deleted=True) == (first.id,)
    third = kept(database, entry(source))[0]
    assert third.figure.row == 3, "the number of one that may come back is not given again"
    with database.unit_of_work() as work:
        assert work.pay_entries.set_deleted([first.id], None) == 1
        work.commit()
    with database.unit_of_work(read_only=True) as work:
        assert work.pay_entries.count(source.id) == 3


def test_after_thirty_days_what_was_taken_away_is_gone(database: Database) -> None:
    source = own_list(database)
    first, second = kept(database, entry(source), entry(source))
    with database.unit_of_work() as work:
        work.pay_entries.set_deleted([first.id], NOON)
        work.commit()
    assert database.purge(NOON + timedelta(days=29)) == 0
    assert database.purge(NOON + timedelta(days=31)) == 1
    with database.unit_of_work() as work:
        assert work.pay_entries.set_deleted([first.id], None) == 0
        assert ids(work.pay_entries.page(None, None, 9)) == [second.id]


def test_entries_of_a_removed_list_and_files_are_no_entries(database: Database) -> None:
    removed, file = own_list(database), own_list(database, "file", file_sha256="0" * 64, kind="survey")
    [gone] = kept(database, entry(removed))
    with database.unit_of_work() as work:
        work.pay.set_deleted(removed.id, NOON)
        work.commit()
    with database.unit_of_work() as work:
        assert not work.pay_entries.lock_list(removed.id)
        assert not work.pay_entries.lock_list(file.id)
        assert not work.pay_entries.change_list(removed)
        assert work.pay_entries.get(gone.id) is None
        assert work.pay_entries.count(None) == 0


def test_people_who_add_at_the_same_time_lose_nothing(database: Database) -> None:
    source = own_list(database)
    writers, each = 4, 12

    def add_some(_writer: int) -> None:
        for n in range(each):
            kept(database, entry(source, 20_000 + n))

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(add_some, range(writers)))
    with database.unit_of_work(read_only=True) as work:
        found = work.pay_entries.page(source.id, None, 1000)
        stored = work.pay.get(source.id)
    assert sorted(one.figure.row or 0 for one in found) == list(range(1, writers * each + 1))
    assert stored is not None
    assert stored.row_count == writers * each


def test_those_who_take_away_and_bring_back_do_not_wait_for_each_other(database: Database) -> None:
    """Lists are always locked before entries, and in one order."""
    lists = [own_list(database, name) for name in ("one", "two")]
    added = [kept(database, entry(source))[0].id for source in lists]

    def turn(order: list[UUID]) -> Callable[[], None]:
        def work_on() -> None:
            for _again in range(10):
                for deleted_at in (NOON, None):
                    with database.unit_of_work() as work:
                        for source_id in work.pay_entries.lists_of(order):
                            work.pay_entries.lock_list(source_id)
                        work.pay_entries.set_deleted(order, deleted_at)
                        work.commit()

        return work_on

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(turn(added)), pool.submit(turn(added[::-1]))]:
            done.result(timeout=60)
    with database.unit_of_work(read_only=True) as work:
        assert work.pay_entries.count(None) == 2


def test_those_who_type_the_first_figures_at_the_same_time_share_one_list(database: Database) -> None:
    draft = EntryDraft("25,000 BDT a month", title="SMM manager")

    def type_one(_person: int) -> None:
        pay_entries.add(draft, unit_of_work=database.unit_of_work)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(type_one, range(12)))
    [made] = pay_entries.lists(unit_of_work=database.unit_of_work)
    assert made.row_count == pay_entries.page(unit_of_work=database.unit_of_work).total == 12
