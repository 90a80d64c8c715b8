"""Calibrations in the database."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from smmhire.assessment.attempts import Answer, Languages, Purpose
from smmhire.assessment.item_calibration import CalibrationRun, ItemCalibration
from smmhire.identity import new_id
from smmhire.storage.database import Database
from tests.services.made_responses import store
from tests.storage.builders import NOON, candidate


def run(day: int = 0, count: int = 0) -> CalibrationRun:
    return CalibrationRun(new_id(), NOON + timedelta(days=day), 41, 44, count, "0123456789ab")


def item(item_id: str, difficulty: float = 0.1 + 0.2) -> ItemCalibration:
    return ItemCalibration(
        item_id=item_id,
        fingerprint="abcdef012345",
        difficulty=difficulty,
        standard_error=0.31,
        responses=40,
        model="grm",
        a=1.25,
        b=(-0.5, 0.5),
        c=0.0,
        errors={"a": (0.1,), "b": (0.2, 0.3)},
    )


def test_a_calibration_comes_back_as_it_was(database: Database) -> None:
    made, items = run(count=2), (item("AN-K01"), item("AN-K02", -1.0))
    with database.unit_of_work() as work:
        assert work.calibrations.in_use() is None
        work.calibrations.add(made, items)
        work.commit()
    with database.unit_of_work(read_only=True) as work:
        assert work.calibrations.in_use() == work.calibrations.get(made.id) == made
        assert work.calibrations.items(made.id) == {one.item_id: one for one in items}
        assert set(work.calibrations.items(made.id, ["AN-K02", "CO-K01"])) == {"AN-K02"}
        assert work.calibrations.items(made.id, []) == {}
        assert work.calibrations.get(new_id()) is None


def test_the_latest_that_is_in_use_counts_and_the_one_before_it_once_that_is_taken_back(
    database: Database,
) -> None:
    first, second = run(1), run(2)
    with database.unit_of_work() as work:
        work.calibrations.add(second, ())
        work.calibrations.add(first, ())
        work.commit()

    def counts() -> UUID | None:
        with database.unit_of_work(read_only=True) as work:
            found = work.calibrations.in_use()
            assert [one.id for one in work.calibrations.runs()] == [second.id, first.id]
        return None if found is None else found.id

    def set_in_use(which: CalibrationRun, is_in_use: bool) -> None:
        with database.unit_of_work() as work:
            work.calibrations.set_in_use(which.id, is_in_use)
            work.commit()

    assert counts() == second.id
    set_in_use(second, False)
    assert counts() == first.id
    set_in_use(first, False)
    assert counts() is None
    set_in_use(second, True)
    assert counts() == second.id


def test_people_are_counted_once_an_item_however_often_they_came(database: Database) -> None:
    uow, answer = database.unit_of_work, Answer(selected=("a",))
    person, gone = candidate("A"), candidate("B")
    with uow() as work:
        work.candidates.save(person)
        work.candidates.save(gone)
        work.candidates.set_deleted(gone.id, NOON)
        work.commit()
    for minute in (1, 2):
        store(uow, ["X", "Y"], {"X": answer}, name="A", candidate_id=person.id, minute=minute)
    store(uow, ["X", "Y"], {"X": answer, "Y": answer}, name="Rahima", minute=3)
    store(uow, ["X"], {"X": answer}, name="RAHIMA", minute=4)
    store(uow, ["X"], {"X": answer}, name="B", candidate_id=gone.id, minute=5)
    store(uow, ["X"], {"X": answer}, name="open", is_finished=False)
    with uow(read_only=True) as work:
        assert work.responses.people_by_item() == {"X": 2, "Y": 1}


def test_finished_attempts_say_what_they_were_for_and_in_which_language(database: Database) -> None:
    uow = database.unit_of_work
    store(uow, ["X"], {}, name="A", minute=1)
    store(uow, ["X"], {}, name="B", minute=2, purpose=Purpose.PRACTICE, languages=Languages.BENGALI)
    with uow(read_only=True) as work:
        found = list(work.responses.finished()[1])
    assert [(one.purpose, one.languages) for one in found] == [
        (Purpose.ASSESSMENT, Languages.BOTH),
        (Purpose.PRACTICE, Languages.BENGALI),
    ]
