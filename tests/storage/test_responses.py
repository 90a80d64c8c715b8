"""All answers of finished attempts, read for the analysis of items."""

from __future__ import annotations

from datetime import timedelta

from smmhire.assessment.attempts import Answer, Response
from smmhire.storage.database import Database
from smmhire.storage.responses import FinishedAttempt
from tests.services.made_responses import store
from tests.storage.builders import NOON, candidate, result

ITEMS = ("AN-K01", "AN-K02", "AN-K03")


def finished(database: Database) -> list[FinishedAttempt]:
    with database.unit_of_work(read_only=True) as work:
        count, attempts = work.responses.finished()
        found = list(attempts)
    assert count == len(found)
    return found


def test_an_attempt_comes_with_the_latest_answer_to_each_item_and_all_its_seconds(database: Database) -> None:
    attempt_id = store(
        database.unit_of_work, ITEMS, {"AN-K02": Answer(selected=("a",))}, name="A", is_finished=False
    )
    with database.unit_of_work() as work:
        later = Response(attempt_id, "AN-K02", Answer(selected=("c",)), NOON, 5.5)
        work.attempts.add_answer(later)
        work.attempts.finish(result(attempt_id), NOON + timedelta(minutes=3))
        work.commit()
    (only,) = finished(database)
    assert only.id == attempt_id and only.item_ids == ITEMS and only.seed == 7
    assert only.answers == {"AN-K02": Answer(selected=("c",))}
    assert only.seconds == {"AN-K02": 25.5}


def test_attempts_come_in_the_order_they_were_finished_each_with_its_own_answers(database: Database) -> None:
    uow = database.unit_of_work
    late = store(uow, ITEMS, {"AN-K01": Answer(selected=("b",))}, name="late", minute=9)
    none = store(uow, ITEMS, {}, name="none", minute=5)
    early = store(uow, ITEMS, {"AN-K03": Answer(selected=("a", "c"))}, name="early", minute=1)
    found = finished(database)
    assert [one.id for one in found] == [early, none, late]
    assert [sorted(one.answers) for one in found] == [["AN-K03"], [], ["AN-K01"]]


def test_attempts_under_way_and_those_of_deleted_candidates_are_left_out(database: Database) -> None:
    uow = database.unit_of_work
    gone, stays = candidate("gone"), candidate("stays")
    with uow() as work:
        for person in (gone, stays):
            work.candidates.save(person)
        work.candidates.set_deleted(gone.id, NOON)
        work.commit()
    store(uow, ITEMS, {"AN-K01": Answer(selected=("a",))}, name="open", is_finished=False)
    store(uow, ITEMS, {"AN-K01": Answer(selected=("a",))}, name="gone", candidate_id=gone.id)
    store(uow, ITEMS, {"AN-K01": Answer(selected=("a",))}, name="stays", candidate_id=stays.id)
    assert [one.taker_name for one in finished(database)] == ["stays"]


def test_the_state_changes_with_every_attempt_that_is_finished_or_goes(database: Database) -> None:
    uow = database.unit_of_work
    person = candidate("A")
    with uow() as work:
        work.candidates.save(person)
        work.commit()

    def state() -> str:
        with uow(read_only=True) as work:
            return work.responses.state()

    seen = [state()]
    store(uow, ITEMS, {}, name="open", is_finished=False)
    assert state() == seen[-1]
    for minute in (0, 1):
        store(uow, ITEMS, {}, name="A", candidate_id=person.id, minute=minute)
        seen.append(state())
    with uow() as work:
        work.candidates.set_deleted(person.id, NOON)
        work.commit()
    assert len(set(seen)) == 3 and state() == seen[0]
