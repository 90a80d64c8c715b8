"""An employer's own questions come back as they were, and those that were asked stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from smmhire.assessment.items import Item, ItemType, Option
from smmhire.assessment.own_items import OwnItem
from smmhire.bilingual import Bilingual
from smmhire.content import load_items
from smmhire.storage.database import Database
from tests.storage import builders
from tests.storage.builders import NOON


def own(item_id: str, *, minute: int = 0, is_released: bool = True) -> OwnItem:
    item = Item(
        id=item_id,
        competency="content",
        type=ItemType.SINGLE_CHOICE,
        stem=Bilingual(en="", bn="কোনটি?"),
        difficulty=0.0,
        difficulty_reason=None,
        sources=(),
        options=tuple(
            Option(one, Bilingual("", one), Bilingual("", ""), is_correct=one == "a") for one in "abc"
        ),
    )
    at = NOON + timedelta(minutes=minute)
    return OwnItem(item, f"নাম {item_id}", "q.gift", is_released, at, at)


def kept(database: Database, *items: OwnItem) -> None:
    with database.unit_of_work() as work:
        work.own_items.add(items)
        work.commit()


def test_every_kind_comes_back_with_every_field(database: Database) -> None:
    shipped = {item.type: item for item in load_items()}
    items = [
        replace(own(f"OWN-{at}", minute=at), item=replace(item, id=f"OWN-{at}"))
        for at, item in enumerate(shipped.values())
    ]
    kept(database, *items)
    with database.unit_of_work(read_only=True) as work:
        assert work.own_items.listing() == tuple(reversed(items))
        assert work.own_items.released() == tuple(one.item for one in items)
        assert {*work.own_items.items([one.id for one in items])} == {one.item for one in items}
        assert work.own_items.get("OWN-0") == items[0] and work.own_items.get("OWN-X") is None
        assert work.own_items.taken_ids() == {one.id for one in items}


def test_an_id_is_taken_once_and_a_failed_addition_keeps_nothing(database: Database) -> None:
    kept(database, own("OWN-A"))
    with pytest.raises(IntegrityError):
        kept(database, own("OWN-B"), own("OWN-A"))
    with database.unit_of_work(read_only=True) as work:
        assert work.own_items.taken_ids() == {"OWN-A"}


def test_state_changes_with_every_change(database: Database) -> None:
    states: list[str] = []

    def note() -> None:
        with database.unit_of_work(read_only=True) as work:
            states.append(work.own_items.state())

    note()
    kept(database, own("OWN-A"))
    note()
    kept(database, own("OWN-B"))
    note()
    with database.unit_of_work() as work:
        assert work.own_items.save(replace(own("OWN-A"), updated_at=NOON + timedelta(hours=1)))
        assert not work.own_items.save(own("OWN-NONE"))
        work.commit()
    note()
    with database.unit_of_work() as work:
        assert work.own_items.set_released(["OWN-A", "OWN-B"], False, NOON + timedelta(hours=2)) == 2
        assert work.own_items.set_released(["OWN-A", "OWN-B"], False, NOON + timedelta(hours=3)) == 0
        work.commit()
    note()
    with database.unit_of_work() as work:
        work.own_items.set_deleted(["OWN-A"], NOON)
        work.commit()
    note()
    assert len({*states}) == len(states)


def test_what_was_asked_is_hidden_and_never_removed(database: Database) -> None:
    kept(database, own("OWN-A"), own("OWN-AB"), own("OWN-C"))
    attempt = builders.attempt()
    asked = replace(attempt, form=replace(attempt.form, item_ids=("ST-K01", "OWN-AB")))
    with database.unit_of_work() as work:
        work.attempts.add(asked)
        assert work.own_items.is_asked("OWN-AB")
        assert not work.own_items.is_asked("OWN-A") and not work.own_items.is_asked("OWN-%")
        assert work.own_items.set_deleted(["OWN-A", "OWN-AB"], NOON) == 2
        work.commit()
    with database.unit_of_work() as work:
        assert [one.id for one in work.own_items.listing()] == ["OWN-C"]
        assert [item.id for item in work.own_items.released()] == ["OWN-C"]
        assert work.own_items.purge(NOON) == 0
        assert work.own_items.purge(NOON + timedelta(seconds=1)) == 1
        assert [item.id for item in work.own_items.items(["OWN-A", "OWN-AB"])] == ["OWN-AB"]
        assert work.own_items.set_deleted(["OWN-AB"], None) == 1
        work.commit()


def test_former_words_are_kept_in_their_order(database: Database) -> None:
    first = own("OWN-A")
    second = replace(first, item=replace(first.item, stem=Bilingual("", "তাহলে কোনটি?")))
    kept(database, first)
    with database.unit_of_work() as work:
        for at, one in enumerate((first, second)):
            work.own_items.keep_former(one, NOON + timedelta(hours=at))
        work.commit()
    with database.unit_of_work(read_only=True) as work:
        assert work.own_items.former("OWN-A") == (
            (NOON, first.item),
            (NOON + timedelta(hours=1), second.item),
        )
