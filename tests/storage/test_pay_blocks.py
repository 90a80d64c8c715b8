"""Figures of files are stored as blocks, come back as they were, and damage is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import func, insert, select, update

from smmhire.errors import UserError
from smmhire.pay.columns import PayColumns
from smmhire.pay.observation import PayObservation, PaySource
from smmhire.pay.reference import ReferenceFigure, ReferencePay, Wages
from smmhire.storage import pay_blocks
from smmhire.storage.database import Database
from smmhire.storage.summaries import Market
from smmhire.storage.tables import pay_block, pay_observation
from tests.pay.figures import rows_of
from tests.storage import builders
from tests.storage.builders import NOON


def many(source: PaySource, count: int) -> tuple[PayObservation, ...]:
    one, band = builders.observations(source.id)
    rows = [
        replace((one, band)[at % 2], row=at + 2, city=f"City {at % 7}", row_key=f"k{at}")
        for at in range(count)
    ]
    return tuple(rows)


def test_blocks_come_back_in_their_order_with_every_field(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pay_blocks, "ROWS_A_BLOCK", 10)
    first, second = builders.source(), builders.source(file_sha256="b" * 64, imported_at=NOON + timedelta(1))
    given = {one: PayColumns.of(many(one, 25), [one]) for one in (first, second)}
    shares: list[float] = []
    with database.unit_of_work() as work:
        for one, figures in given.items():
            work.pay.add(one, "{}", figures, progress=shares.append)
        work.commit()
    with database.unit_of_work() as work:
        assert work.connection.scalar(select(func.count()).select_from(pay_block)) == 6
        for one, figures in given.items():
            assert rows_of(work.pay.columns([one.id])) == rows_of(figures)
        whole = work.pay.columns()
        assert whole.sources == (second, first) and len(whole) == 50
        assert len(set(whole.city.words)) == 7, "a word has one code in all sources"
        assert work.pay.titles() == ("SMM Manager",)
        assert work.pay.markets() == (Market("BD", "BDT", "month", 26),)
    assert shares[:3] == [0.0, pytest.approx(1 / 3), pytest.approx(2 / 3)]


def test_rows_stored_before_there_were_blocks_count_with_the_others(database: Database) -> None:
    old, new = builders.source(), builders.source(file_sha256="b" * 64)
    with database.unit_of_work() as work:
        work.pay.add(new, "{}", builders.figures(new))
        work.pay.add(old, "{}", PayColumns.of([], [old]))
        fields = pay_observation.c.keys()
        rows = [{name: getattr(one, name, None) for name in fields} for one in builders.observations(old.id)]
        work.connection.execute(insert(pay_observation), rows)
        work.commit()
    with database.unit_of_work() as work:
        columns = work.pay.columns()
        assert sorted(np.bincount(columns.source).tolist()) == [2, 2]
        assert work.pay.markets() == (Market("BD", "BDT", "month", 2),)
        assert rows_of(work.pay.columns([old.id])) == rows_of(builders.figures(old))


def test_a_damaged_block_is_named_with_its_source_and_a_way_out(database: Database) -> None:
    source = builders.source(name="Survey of Dhaka")
    with database.unit_of_work() as work:
        work.pay.add(source, "{}", builders.figures(source))
        content = work.connection.scalar(select(pay_block.c.content)) or b""
        work.connection.execute(update(pay_block).values(content=content[: len(content) // 2]))
        work.commit()
    with database.unit_of_work() as work, pytest.raises(UserError, match="Survey of Dhaka") as raised:
        work.pay.columns()
    assert "import its file again" in raised.value.what_to_do


def test_a_removed_source_takes_its_blocks_along_for_good(database: Database) -> None:
    source = builders.source()
    with database.unit_of_work() as work:
        work.pay.add(source, "{}", builders.figures(source))
        work.pay.set_deleted(source.id, NOON)
        assert work.pay.titles() == () and work.pay.markets() == ()
        assert work.pay.purge(NOON + timedelta(1)) == 1
        assert work.connection.scalar(select(func.count()).select_from(pay_block)) == 0


def test_published_wages_come_back_as_they_were(database: Database) -> None:
    source = builders.source(kind="reference", name="OEWS", licence_note="free")
    none, top = ReferenceFigure(None), ReferenceFigure(115.0, is_top_coded=True)
    wages = Wages(none, ReferenceFigure(10.5), ReferenceFigure(12.0), ReferenceFigure(15.0), top, top)
    one = ReferencePay(
        "27-3031", "Public Relations Specialists", "NY", "New York", 2023, NOON.date().replace(year=2023),
        None, "USD", wages, wages, "OEWS", "free",
    )  # fmt: skip
    with database.unit_of_work() as work:
        work.pay.add_wages(source, "{}", [one])
        assert work.pay.published_wages() == (one,) and len(work.pay.columns()) == 0
        work.pay.set_enabled(source.id, False)
        assert work.pay.published_wages() == ()
