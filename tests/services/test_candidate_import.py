"""Candidates out of tables: understood, compared with those who are there, kept, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from smmhire.candidates.decisions import DecisionKind
from smmhire.candidates.stages import Stage
from smmhire.errors import UserError
from smmhire.services import candidate_import as service
from smmhire.services import candidates, decisions, stages, vacancies
from smmhire.services.candidate_import import Brought, Decisions, Fate, ImportPlan, Outcome
from smmhire.services.decision_words import in_words
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.services.test_merging import state

WHO = "Owner"
BENGALI = """নাম;ইমেইল;মোবাইল নম্বর;অভিজ্ঞতা (বছর);মন্তব্য;পদ;আবেদনের তারিখ
করিম উদ্দিন;karim@example.org;০১৭১১-০০০১১১;২.৫;ভালো লেখেন;এসএমএম ম্যানেজার;২০/১১/২০২৬
নুসরাত জাহান;;০১৮১১০০০২২২;৩ বছর ৬ মাস;;এসএমএম ম্যানেজার;১ নভেম্বর ২০২৬
"""


def write(tmp_path: Path, text: str, name: str = "people.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def plan(path: Path, unit_of_work: UnitOfWorkFactory, vacancy_id: UUID | None = None) -> ImportPlan:
    table = service.read_table(path)
    return service.plan_table(table, service.guess(table), vacancy_id=vacancy_id, unit_of_work=unit_of_work)


def keep(planned: ImportPlan, unit_of_work: UnitOfWorkFactory, wanted: Decisions | None = None) -> Brought:
    return service.bring_in(planned, wanted or Decisions(), who=WHO, unit_of_work=unit_of_work)


def make_vacancy(unit_of_work: UnitOfWorkFactory, title: str = "এসএমএম ম্যানেজার") -> UUID:
    profile = replace(vacancies.new_profile(), title=title)
    return vacancies.save(profile, unit_of_work=unit_of_work).id


def people(unit_of_work: UnitOfWorkFactory) -> dict[str, candidates.Candidate]:
    listed = candidates.listing(unit_of_work=unit_of_work)
    return {one.name: candidates.get(one.id, unit_of_work=unit_of_work) for one in listed}


def test_a_table_with_bengali_headings_comes_in_whole(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    vacancy = make_vacancy(unit_of_work)
    planned = plan(write(tmp_path, BENGALI), unit_of_work)
    assert planned.issues == ()
    assert state(unit_of_work)["candidate"] == []  # nothing is kept by trying
    keep(planned, unit_of_work)
    found = people(unit_of_work)
    karim, nusrat = found["করিম উদ্দিন"], found["নুসরাত জাহান"]
    assert (karim.email, karim.phone, karim.note) == ("karim@example.org", "০১৭১১-০০০১১১", "ভালো লেখেন")
    assert (karim.experience_years, nusrat.experience_years) == (2.5, 3.5)
    (application,) = stages.of_candidate(karim.id, unit_of_work=unit_of_work)
    assert (application.vacancy_id, application.applied_at) == (vacancy, datetime(2026, 11, 20, tzinfo=UTC))


def test_importing_the_same_file_twice_changes_nothing(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    make_vacancy(unit_of_work)
    path = write(tmp_path, BENGALI + "শুধু নাম;;;;;;\nশুধু নাম;;;;অন্য একজন;;\n")
    first = plan(path, unit_of_work)
    keep(first, unit_of_work)
    before = state(unit_of_work)
    again = plan(path, unit_of_work)
    assert {row.outcome for row in again.rows} == {Outcome.ALREADY}
    with pytest.raises(UserError, match="brings nothing new"):
        keep(again, unit_of_work)
    assert state(unit_of_work) == before


def test_who_is_there_is_joined_and_keeps_what_they_have(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    there = candidates.new("Karim Uddin", phone="01711000111", note="called", unit_of_work=unit_of_work)
    vacancy = make_vacancy(unit_of_work)
    planned = plan(write(tmp_path, BENGALI), unit_of_work)
    row = planned.rows[0]
    assert row.outcome is Outcome.LIKELY
    assert row.match is not None and row.match.person_id == there.id
    assert row.match.similarity.reasons == "the same phone number, the names sound alike"
    brought = keep(planned, unit_of_work)
    assert len(brought.new) == 1
    joined = candidates.get(there.id, unit_of_work=unit_of_work)
    assert (joined.name, joined.email, joined.phone) == ("Karim Uddin", "karim@example.org", "01711000111")
    assert joined.note == "called\n\nভালো লেখেন"
    assert [a.vacancy_id for a in stages.of_candidate(there.id, unit_of_work=unit_of_work)] == [vacancy]


@pytest.mark.parametrize(("fate", "names"), [(Fate.ADD, 3), (Fate.SKIP, 2), (Fate.JOIN, 2)])
def test_the_user_decides_what_becomes_of_doubles(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory, fate: Fate, names: int
) -> None:
    candidates.new("Karim Uddin", phone="01711000111", unit_of_work=unit_of_work)
    keep(plan(write(tmp_path, BENGALI), unit_of_work), unit_of_work, Decisions(likely=fate))
    assert len(candidates.listing(unit_of_work=unit_of_work)) == names


def test_a_name_alone_is_added_unless_the_user_joins_it(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    there = candidates.new("Nusrat Jahan", email="nusrat@example.org", unit_of_work=unit_of_work)
    path = write(tmp_path, "Name,Phone\nনুসরাত জাহান,01811000222\nRahim,01911000333\n")
    planned = plan(path, unit_of_work)
    assert [row.outcome for row in planned.rows] == [Outcome.PERHAPS, Outcome.NEW]
    assert planned.fates(Decisions()) == {Fate.ADD: 2}
    one_joined = Decisions(by_group={there.id: Fate.JOIN})
    assert planned.fates(one_joined) == {Fate.JOIN: 1, Fate.ADD: 1}
    keep(planned, unit_of_work, one_joined)
    assert candidates.get(there.id, unit_of_work=unit_of_work).phone == "01811000222"


def test_rows_of_one_file_are_compared_too(tmp_path: Path, unit_of_work: UnitOfWorkFactory) -> None:
    path = write(
        tmp_path,
        "Name,Email,Phone\nKarim Uddin,k@example.org,\nKarim Uddin,k@example.org,\n"
        "করিম উদ্দিন,K@Example.org,01711000111\n",
    )
    planned = plan(path, unit_of_work)
    assert [row.outcome for row in planned.rows] == [Outcome.NEW, Outcome.TWICE, Outcome.LIKELY]
    keep(planned, unit_of_work)
    (only,) = people(unit_of_work).values()
    assert (only.name, only.phone) == ("Karim Uddin", "01711000111")


def test_each_row_that_cannot_be_used_says_why_and_what_to_do(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    path = write(
        tmp_path,
        "Full Name,E-mail,Mobile,Experience,Applied On,Status\n"
        ",a@example.org,01711000111,2,2026-01-02,new\n"
        "Rahim,not an address,12,long,31/02/2026,wandering\n"
        "Karim,k@example.org,01711000111,3 years,13/01/2026,new\n"
        "Selim,s@example.org,01711000112,3 years,13/01/2026,new\n",
    )
    vacancy = make_vacancy(unit_of_work)
    table = service.read_table(path)
    mapping = service.guess(table)
    assert set(mapping.columns) == {"name", "email", "phone", "experience", "applied_at", "stage"}
    planned = service.plan_table(table, mapping, vacancy_id=vacancy, unit_of_work=unit_of_work)
    assert (planned.count, planned.left_out, len(planned.rows)) == (4, 1, 3)
    assert [(i.row, i.code) for i in planned.issues] == [
        (2, "no_name"), (3, "no_stage"), (3, "no_email"), (3, "no_phone"), (3, "no_years"), (3, "no_date"),
    ]  # fmt: skip
    assert planned.issues[2].column == "E-mail"
    assert planned.issues[2].reason == "“not an address” is not an email address. It is left out."
    assert all(issue.what_to_do for issue in planned.issues)


def test_first_and_last_names_stages_and_american_dates(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    path = write(
        tmp_path,
        "First Name\tLast Name\tEmail Address\tPhone Number\tApplied date\tStatus\tTags\n"
        "Karim\tUddin\tk@example.org\t+8801711000111\t01/13/2026\tInterviewed\tdesign; video\n"
        "Nusrat\tJahan\tn@example.org\t+8801811000222\t02/03/2026\tNot selected\t\n",
        "linkedin.tsv",
    )
    vacancy = make_vacancy(unit_of_work)
    keep(plan(path, unit_of_work, vacancy), unit_of_work)
    found = people(unit_of_work)
    karim, nusrat = found["Karim Uddin"], found["Nusrat Jahan"]
    assert karim.tags == ("design", "video")
    (first,) = stages.of_candidate(karim.id, unit_of_work=unit_of_work)
    (second,) = stages.of_candidate(nusrat.id, unit_of_work=unit_of_work)
    assert (first.stage, first.applied_at.date().isoformat()) == (Stage.INTERVIEWED, "2026-01-13")
    assert (second.stage, second.applied_at.date().isoformat()) == (Stage.DECLINED, "2026-02-03")


def test_columns_without_telling_headings_are_told_by_what_is_in_them(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    path = write(
        tmp_path,
        "A,B,C,D\n1,Karim Uddin,k@example.org,01711000111\n2,Nusrat Jahan,n@example.org,01811000222\n",
    )
    mapping = service.guess(service.read_table(path))
    assert mapping.columns == {"email": "C", "phone": "D", "name": "B"}


def test_russian_headings_are_known(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "ФИО;Эл. почта;Телефон;Опыт работы;Комментарий\nКарим Уддин;k@example.org;+7 900 000-00-11;3 года;\n",
    )
    mapping = service.guess(service.read_table(path))
    assert mapping.columns == {
        "name": "ФИО",
        "email": "Эл. почта",
        "phone": "Телефон",
        "experience": "Опыт работы",
        "note": "Комментарий",
    }


def test_an_import_is_one_step_to_take_back(tmp_path: Path, unit_of_work: UnitOfWorkFactory) -> None:
    make_vacancy(unit_of_work)
    candidates.new("Karim Uddin", phone="01711000111", unit_of_work=unit_of_work)
    before = state(unit_of_work)
    brought = keep(plan(write(tmp_path, BENGALI), unit_of_work), unit_of_work)
    done = service.undo(brought, who=WHO, unit_of_work=unit_of_work)
    assert (done.removed, done.restored, done.left) == (1, 1, 0)
    after = state(unit_of_work)
    assert [row for row in after["candidate"] if row[6] is None] == before["candidate"]
    kinds = [e.decision.kind for e in decisions.listing(unit_of_work=unit_of_work)]
    assert kinds == [DecisionKind.IMPORTED, DecisionKind.IMPORTED]
    last, first = (in_words(e.decision) for e in decisions.listing(unit_of_work=unit_of_work))
    assert first == "From “people.csv”: 1 added, 1 changed."
    assert last == "The import of “people.csv” has been taken back."


def test_taking_back_leaves_those_who_were_changed_since(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    there = candidates.new("Karim Uddin", phone="01711000111", unit_of_work=unit_of_work)
    brought = keep(plan(write(tmp_path, BENGALI), unit_of_work), unit_of_work)
    now = candidates.get(there.id, unit_of_work=unit_of_work)
    candidates.save(replace(now, note="by hand"), unit_of_work=unit_of_work)
    done = service.undo(brought, who=WHO, unit_of_work=unit_of_work)
    assert (done.restored, done.left) == (0, 1)
    assert candidates.get(there.id, unit_of_work=unit_of_work).note == "by hand"


def test_an_import_that_is_cancelled_keeps_nothing(tmp_path: Path, unit_of_work: UnitOfWorkFactory) -> None:
    planned = plan(write(tmp_path, BENGALI), unit_of_work)
    before = state(unit_of_work)

    class Cancelled(Exception):
        pass

    def cancel(share: float, _what: str) -> None:
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        service.bring_in(planned, Decisions(), who=WHO, unit_of_work=unit_of_work, progress=cancel)
    assert state(unit_of_work) == before


def test_a_vacancy_deleted_meanwhile_stops_the_import_whole(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    vacancy = make_vacancy(unit_of_work)
    planned = plan(write(tmp_path, BENGALI), unit_of_work)
    vacancies.delete(vacancy, unit_of_work=unit_of_work)
    with pytest.raises(UserError):
        keep(planned, unit_of_work)
    assert candidates.listing(unit_of_work=unit_of_work) == ()


def test_a_vacancy_that_is_not_there_is_told_and_the_chosen_one_taken(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    path = write(tmp_path, "Name,Position,Email\nKarim,Astronaut,k@example.org\n")
    assert [issue.code for issue in plan(path, unit_of_work).issues] == ["no_vacancy"]
    vacancy = make_vacancy(unit_of_work)
    planned = plan(path, unit_of_work, vacancy)
    assert planned.issues == ()
    assert planned.rows[0].incoming.vacancy_id == vacancy


def test_a_table_without_names_is_refused_with_a_way_out(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    with pytest.raises(UserError, match="names") as failed:
        plan(write(tmp_path, "a,b\n1,2\n"), unit_of_work)
    assert "Say which column" in failed.value.what_to_do


def test_a_mapping_survives_its_file(tmp_path: Path) -> None:
    mapping = replace(service.guess(service.read_table(write(tmp_path, BENGALI))), day_first=False)
    path = write(tmp_path, mapping.to_json(), "mapping.json")
    assert service.mapping_file(path) == mapping


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": 1}', '{"format": 1, "kind": "candidates", "columns": {"shoe": "A"}}',
     '{"format": 1, "kind": "candidates", "columns": {"name": 1}}', "[" * 100_000],
)  # fmt: skip
def test_anything_else_is_no_mapping(text: str) -> None:
    with pytest.raises(UserError, match="not a column mapping"):
        service.mapping_from(text)


def test_another_phone_of_somebody_who_is_there_is_not_lost(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    there = candidates.new("Karim", email="k@example.org", phone="01711000111", unit_of_work=unit_of_work)
    path = write(tmp_path, "Name,Email,Phone\nKarim,k@example.org,01999000999\n")
    keep(plan(path, unit_of_work), unit_of_work)
    joined = candidates.get(there.id, unit_of_work=unit_of_work)
    assert (joined.phone, joined.note) == ("01711000111", "01999000999")
    assert [row.outcome for row in plan(path, unit_of_work).rows] == [Outcome.ALREADY]


def test_people_numbered_one_after_the_other_stay_as_many(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    """Nearly the same is not enough to be joined without being asked; nor is the file's second coming."""
    rows = "".join(f"Person {n},p{n}@example.org,017{n:08}\n" for n in range(300))
    path = write(tmp_path, f"Name,Email,Phone\n{rows}")
    assert len(keep(plan(path, unit_of_work), unit_of_work).new) == 300
    assert {row.outcome for row in plan(path, unit_of_work).rows} == {Outcome.ALREADY}
