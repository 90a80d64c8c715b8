"""Erasing a person: nothing of them is found afterwards, and what was learned from their answers stays."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, insert, select

from smmhire.bootstrap import Program
from smmhire.candidates.decisions import DecisionKind
from smmhire.candidates.stages import Stage
from smmhire.certificates.issuers import BatchEntry, BatchState, Credential, IssueBatch
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import (
    assessments,
    attachments,
    candidates,
    certificates,
    consent,
    decisions,
    erasing,
    item_statistics,
    notes,
    revoking,
    stages,
)
from smmhire.services.common import utc_now
from smmhire.storage import tables
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.services.answering import take
from tests.services.test_stages import make_vacancy

NAME, EMAIL, PHONE = "Zohra Quintavalle", "zohra.q@example.org", "+880 1799 555444"
# What must not be found anywhere: as written, and as it stands in the keys and in names of files.
TRACES = ("zohra", "quintavalle", "zohra.q@", "1799555444", "1799 555444", "her secret reason", "pixels")


def a_full_dossier(unit_of_work: UnitOfWorkFactory, folder: Path) -> UUID:
    """A candidate of whom there is a row in every table that can have one; her vacancy stays."""
    vacancy = make_vacancy(unit_of_work)
    person = candidates.new(
        NAME, email=EMAIL, phone=PHONE, note="Zohra called", vacancy_id=vacancy.id, unit_of_work=unit_of_work
    )
    candidates.save(
        replace(person, tags=("zohra-tag",), resume={"basics": {"name": NAME}}), unit_of_work=unit_of_work
    )
    consent.agree(person.id, "zohra agreed", None, unit_of_work=unit_of_work)
    notes.write(person.id, "Zohra Quintavalle is punctual", who="a", unit_of_work=unit_of_work)
    file = folder / "Zohra_Quintavalle.pdf"
    file.write_bytes(b"pixels of zohra" * 1000)
    attachments.add(person.id, file, who="a", unit_of_work=unit_of_work)
    stages.move(
        [person.id], vacancy.id, Stage.INVITED, who="a", reason="her secret reason", unit_of_work=unit_of_work
    )
    form = assessments.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    scored = take(form, NAME, 0.5, unit_of_work, candidate_id=person.id)
    issued = certificates.issue(scored.attempt_id, "Employer", unit_of_work=unit_of_work)
    assessments.start(form, NAME, person.id, unit_of_work=unit_of_work)
    with unit_of_work() as work:
        work.credentials.add(Credential(issued.id, "F-1", "zohra.badge", "SMM1:ZOHRA", utc_now()))
        batch = IssueBatch(new_id(), "/out", "Employer", "bn", "classic", utc_now())
        work.issue_batches.add(batch, [scored.attempt_id])
        saved = BatchEntry(scored.attempt_id, BatchState.DONE, issued.number, "Zohra Quintavalle 1.pdf")
        work.issue_batches.settle(batch.id, saved)
        work.commit()
    revoking.revoke(issued.number, "Zohra sold it", who="a", unit_of_work=unit_of_work)
    with unit_of_work() as work:
        decisions.record(
            work, DecisionKind.IMPORTED, who="a", details={"file": "CV Zohra-Quintavalle.json", "added": 1}
        )
        other = replace(person, id=new_id(), name="Quintavalle, Zohra", email="")
        work.candidates.save(other)
        work.candidates.set_deleted(other.id, utc_now())
        run = work.connection.execute
        run(
            insert(tables.candidate_merge).values(
                id=new_id(),
                kept_id=person.id,
                merged_id=other.id,
                merged_at=utc_now(),
                who="a",
                before={"name": NAME},
            )
        )
        run(
            insert(tables.scorecard).values(
                id=new_id(),
                kind="interview",
                vacancy_id=vacancy.id,
                candidate_id=person.id,
                rater="a",
                ratings=[{"about": "IV-ST-1", "rating": 4, "note": "Zohra knew"}],
                comment="Zohra was fine",
                started_at=utc_now(),
            )
        )
        run(
            insert(tables.former_result).values(
                attempt_id=scored.attempt_id,
                number=1,
                replaced_at=utc_now(),
                reason="key changed",
                result=scored.to_json(),
            )
        )
        run(
            insert(tables.attempt_event).values(
                attempt_id=scored.attempt_id, number=1, kind="paused", happened_at=utc_now()
            )
        )
        work.commit()
    return person.id


def found_in_tables(unit_of_work: UnitOfWorkFactory) -> list[str]:
    """Where in the database a trace of the person stands: every value of every column of every table."""
    found: list[str] = []
    with unit_of_work(read_only=True) as work:
        for table in tables.metadata.sorted_tables:
            for row in work.connection.execute(select(table)).mappings():
                for column, value in row.items():
                    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
                    found += [f"{table.name}.{column}" for trace in TRACES if trace in text.lower()]
    return found


def found_in_files(folder: Path) -> list[str]:
    """In which files of the data a trace stands, byte by byte: also in what SQLite no longer uses."""
    return [
        f"{path.name}: {trace}"
        for path in folder.glob("smmhire.db*")
        for trace in TRACES
        if trace.encode() in path.read_bytes().lower()
    ]


def test_nothing_of_the_person_is_found_in_any_table_nor_in_the_file(
    program: Program, tmp_path: Path
) -> None:
    unit_of_work = program.unit_of_work
    person = a_full_dossier(unit_of_work, tmp_path)
    assert len(set(found_in_tables(unit_of_work))) > 15
    assert found_in_files(program.data_dir)
    erased = erasing.erase(person, who="নাসরিন", unit_of_work=unit_of_work)
    assert erased == erasing.Erased(attempts=1, is_swept=True)
    assert found_in_tables(unit_of_work) == []
    assert found_in_files(program.data_dir) == []
    # Nor do the letters stand in the index by which people are found.
    copy = tmp_path / "copy.db"
    shutil.copy(program.data_dir / "smmhire.db", copy)
    with sqlite3.connect(copy) as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5vocab(candidate_search, row)")
        assert connection.execute("SELECT count(*) FROM words").fetchone() == (0,)


def test_log_keeps_that_somebody_was_erased_and_by_whom_but_not_who_or_why(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    person = a_full_dossier(unit_of_work, tmp_path)
    before = len(decisions.listing(unit_of_work=unit_of_work))
    erasing.erase(person, who="নাসরিন", unit_of_work=unit_of_work)
    entries = [one.decision for one in decisions.listing(unit_of_work=unit_of_work)]
    assert len(entries) == before + 1  # none has gone
    assert (entries[0].kind, entries[0].who, entries[0].details) == ("erased", "নাসরিন", {"attempts": 1})
    assert {one.candidate_id for one in entries} == {None} and {one.reason for one in entries} == {""}
    assert [one.details for one in entries if one.kind == "imported"] == [{"file": "", "added": 1}]
    assert [one.details["to"] for one in entries if one.kind == "stage"] == ["tested", "invited"]


def test_answers_stay_for_the_statistics_and_belong_to_nobody(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    person = a_full_dossier(unit_of_work, tmp_path)

    def figures() -> tuple[object, ...]:
        with unit_of_work(read_only=True) as work:
            answers = work.connection.scalar(select(func.count()).select_from(tables.answer))
            return answers, work.responses.people_by_item(), work.responses.finished()[0]

    before = figures(), item_statistics.bank_statistics(unit_of_work=unit_of_work)
    erasing.erase(person, who="a", unit_of_work=unit_of_work)
    assert (figures(), item_statistics.bank_statistics(unit_of_work=unit_of_work)) == before
    with unit_of_work(read_only=True) as work:
        (row,) = work.connection.execute(select(tables.attempt)).all()
    assert (row.taker_name, row.candidate_id) == ("", None) and row.anonymised_at is not None


def test_attempts_without_a_name_are_in_no_list_and_can_be_given_to_nobody(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    person = a_full_dossier(unit_of_work, tmp_path)
    (listed,) = assessments.listing(unit_of_work=unit_of_work)
    erasing.erase(person, who="a", unit_of_work=unit_of_work)
    other = candidates.new("Other", unit_of_work=unit_of_work)
    assert assessments.listing(unit_of_work=unit_of_work) == ()
    assert assessments.under_way(unit_of_work=unit_of_work) == ()
    with pytest.raises(UserError, match="no longer there"):
        assessments.attach_candidate(listed.attempt_id, other.id, unit_of_work=unit_of_work)


def test_the_list_of_what_was_withdrawn_goes_on_naming_the_number_alone(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    person = a_full_dossier(unit_of_work, tmp_path)
    (before,) = revoking.listing("F-1", unit_of_work=unit_of_work)
    erasing.erase(person, who="a", unit_of_work=unit_of_work)
    assert revoking.listing("F-1", unit_of_work=unit_of_work) == (replace(before, reason=""),)
    assert before.reason == "Zohra sold it"
    # And can still be taken back, as nobody's.
    revoking.unrevoke(before.number, who="a", unit_of_work=unit_of_work)
    assert revoking.listing(unit_of_work=unit_of_work) == ()


def test_others_stay_as_they_are_and_those_who_speak_of_the_person_are_named(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    person = a_full_dossier(unit_of_work, tmp_path)
    other = candidates.new("Other", email="o@example.org", unit_of_work=unit_of_work)
    notes.write(other.id, "better than Zohra Quintavalle", who="a", unit_of_work=unit_of_work)
    assert erasing.preview(person, unit_of_work=unit_of_work).mentions == ("Other",)
    erasing.erase(person, who="a", unit_of_work=unit_of_work)
    assert candidates.get(other.id, unit_of_work=unit_of_work) == other
    assert len(notes.listing(other.id, unit_of_work=unit_of_work)) == 1


def test_what_goes_and_what_stays_is_counted_and_said_beforehand(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    person = a_full_dossier(unit_of_work, tmp_path)
    found = erasing.preview(person, unit_of_work=unit_of_work)
    assert found == erasing.Preview(
        candidate_id=person,
        name=NAME,
        entries=2,
        applications=1,
        notes=1,
        files=1,
        scorecards=1,
        certificates=1,
        signed=1,
        withdrawn=1,
        finished=1,
        unfinished=1,
        log_entries=3,
        unattached=0,
        mentions=(),
    )
    assert len(erasing.what_goes(found)) == 9
    assert any("1 finished assessment without a name" in said for said in erasing.what_stays(found))
    assert any("go on checking its signature" in said for said in erasing.what_stays(found))
    assert any("1 certificate was withdrawn" in said for said in erasing.what_stays(found))
    assert any("backups" in said for said in erasing.what_stays(found))


def test_attempts_under_the_same_name_are_taken_along_only_when_asked(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    form = replace(assessments.practice_form(), item_ids=assessments.practice_form().item_ids[:4])
    for _time in range(2):
        person = candidates.new(NAME, unit_of_work=unit_of_work)
        if not _time:
            take(form, "zohra  quintavalle", 0.5, unit_of_work)
        assert erasing.preview(person.id, unit_of_work=unit_of_work).unattached == 1
        erasing.erase(person.id, who="a", with_unattached=bool(_time), unit_of_work=unit_of_work)
        assert bool(found_in_tables(unit_of_work)) is not bool(_time)


def test_deleted_person_can_be_erased_and_one_erased_is_gone(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    person = a_full_dossier(unit_of_work, tmp_path)
    candidates.delete(person, unit_of_work=unit_of_work)
    erasing.erase(person, who="a", unit_of_work=unit_of_work)
    assert found_in_tables(unit_of_work) == []
    for call in (
        lambda: erasing.erase(person, who="a", unit_of_work=unit_of_work),
        lambda: erasing.preview(person, unit_of_work=unit_of_work),
        lambda: candidates.undo_delete(person, unit_of_work=unit_of_work),
    ):
        with pytest.raises(UserError, match="no longer there"):
            call()


def test_a_parted_merge_does_not_erase_the_other_person(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    first, second = (candidates.new(name, unit_of_work=unit_of_work) for name in ("Zohra", "Other"))
    with unit_of_work() as work:
        work.connection.execute(
            insert(tables.candidate_merge).values(
                id=new_id(),
                kept_id=first.id,
                merged_id=second.id,
                merged_at=utc_now(),
                who="a",
                before={"name": "Zohra"},
                undone_at=utc_now(),
            )
        )
        work.commit()
    erasing.erase(first.id, who="a", unit_of_work=unit_of_work)
    assert candidates.get(second.id, unit_of_work=unit_of_work) == second
    assert found_in_tables(unit_of_work) == []


def test_reasons_go_too_when_a_deleted_person_is_removed_after_thirty_days(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    person = a_full_dossier(unit_of_work, tmp_path)
    candidates.delete(person, unit_of_work=unit_of_work)
    with unit_of_work() as work:
        assert work.candidates.purge(utc_now()) == 2
        work.commit()
    written = json.loads(decisions.to_json(decisions.listing(unit_of_work=unit_of_work)))
    assert {one["reason"] for one in written} == {""}


def test_while_another_window_reads_the_person_is_erased_and_the_rest_is_said(
    program: Program, tmp_path: Path
) -> None:
    person = a_full_dossier(program.unit_of_work, tmp_path)
    with sqlite3.connect(program.data_dir / "smmhire.db") as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM candidate").fetchone()
        erased = erasing.erase(person, who="a", unit_of_work=program.unit_of_work)
        assert not erased.is_swept
        reader.rollback()
    assert found_in_tables(program.unit_of_work) == []
