"""What is kept beside a candidate: notes, files, tags, consent and the day until which all of it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from smmhire.candidates.tags import read_tags, written_tags
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import attachments, candidates, consent, notes, tags, vacancies
from smmhire.storage.unit_of_work import UnitOfWorkFactory


# -- notes -------------------------------------------------------------------------------------------
def test_note_says_who_when_and_about_which_vacancy_and_its_removal_is_undone(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    person = candidates.new("প্রার্থী ক", unit_of_work=unit_of_work)
    first = notes.write(person.id, " ফোনে কথা হয়েছে ", who="নাসরিন", unit_of_work=unit_of_work)
    second = notes.write(person.id, "b", who="b", vacancy_id=vacancy.id, unit_of_work=unit_of_work)
    assert first.text == "ফোনে কথা হয়েছে"
    assert notes.listing(person.id, unit_of_work=unit_of_work) == (second, first)
    gone = notes.remove(second.id, unit_of_work=unit_of_work)
    assert gone == second and notes.listing(person.id, unit_of_work=unit_of_work) == (first,)
    assert notes.remove(second.id, unit_of_work=unit_of_work) is None
    notes.put_back(second, unit_of_work=unit_of_work)
    assert notes.listing(person.id, unit_of_work=unit_of_work) == (second, first)


def test_empty_note_and_note_on_somebody_gone_are_refused(unit_of_work: UnitOfWorkFactory) -> None:
    person = candidates.new("A", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="empty"):
        notes.write(person.id, "\n ", who="a", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        notes.write(new_id(), "x", who="a", unit_of_work=unit_of_work)


# -- files -------------------------------------------------------------------------------------------
def test_file_is_copied_in_and_comes_back_byte_by_byte(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    person = candidates.new("A", unit_of_work=unit_of_work)
    original = tmp_path / "জীবনবৃত্তান্ত.pdf"
    original.write_bytes(bytes(range(256)) * 5)
    added = attachments.add(person.id, original, who="a", unit_of_work=unit_of_work)
    original.write_bytes(b"changed since")
    assert added.is_new and added.file.size == 1280 and added.file.name == original.name
    saved = attachments.save_as(added.file.id, tmp_path / "copy.pdf", unit_of_work=unit_of_work)
    assert saved.read_bytes() == bytes(range(256)) * 5
    assert attachments.listing(person.id, unit_of_work=unit_of_work) == (added.file,)


def test_same_content_is_kept_once_a_person_whatever_it_is_called(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    first = candidates.new("A", unit_of_work=unit_of_work)
    second = candidates.new("B", unit_of_work=unit_of_work)
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("the same")
    other.write_text("the same")
    added = attachments.add(first.id, one, who="a", unit_of_work=unit_of_work)
    again = attachments.add(first.id, other, who="a", unit_of_work=unit_of_work)
    assert (again.is_new, again.file) == (False, added.file)
    assert attachments.add(second.id, other, who="a", unit_of_work=unit_of_work).is_new


def test_files_that_cannot_be_kept_are_refused_with_a_sentence(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = candidates.new("A", unit_of_work=unit_of_work)
    monkeypatch.setattr(attachments, "LARGEST", 10)
    large, empty, fits = tmp_path / "large.pdf", tmp_path / "empty.pdf", tmp_path / "fits.pdf"
    large.write_bytes(b"x" * 11)
    empty.write_bytes(b"")
    fits.write_bytes(b"x" * 10)
    for path, said in (
        (large, "11 bytes"),
        (empty, "empty"),
        (tmp_path, "folder"),
        (tmp_path / "no", "read"),
    ):
        with pytest.raises(UserError, match=said):
            attachments.add(person.id, path, who="a", unit_of_work=unit_of_work)
    assert attachments.add(person.id, fits, who="a", unit_of_work=unit_of_work).is_new
    with pytest.raises(UserError, match="no longer there"):
        attachments.add(new_id(), fits, who="a", unit_of_work=unit_of_work)


def test_removed_file_can_be_put_back(unit_of_work: UnitOfWorkFactory, tmp_path: Path) -> None:
    person = candidates.new("A", unit_of_work=unit_of_work)
    path = tmp_path / "cv.pdf"
    path.write_bytes(b"abc")
    file = attachments.add(person.id, path, who="a", unit_of_work=unit_of_work).file
    removed = attachments.remove(file.id, unit_of_work=unit_of_work)
    assert attachments.listing(person.id, unit_of_work=unit_of_work) == ()
    with pytest.raises(UserError, match="no longer there"):
        attachments.content(file.id, unit_of_work=unit_of_work)
    attachments.put_back(removed, unit_of_work=unit_of_work)
    assert attachments.content(file.id, unit_of_work=unit_of_work) == b"abc"


def test_only_documents_are_opened_and_their_copies_go(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    person = candidates.new("A", unit_of_work=unit_of_work)
    for name in ("a.pdf", "b.exe", "c.HTML"):
        (tmp_path / name).write_bytes(name.encode())
        attachments.add(person.id, tmp_path / name, who="a", unit_of_work=unit_of_work)
    files = {one.name: one.id for one in attachments.listing(person.id, unit_of_work=unit_of_work)}
    copies = attachments.OpenedCopies()
    copy = copies.make(files["a.pdf"], unit_of_work=unit_of_work)
    assert copy.read_bytes() == b"a.pdf"
    assert copies.make(files["a.pdf"], unit_of_work=unit_of_work) == copy  # opened twice
    for name in ("b.exe", "c.HTML"):
        with pytest.raises(UserError, match="harm"):
            copies.make(files[name], unit_of_work=unit_of_work)
    copies.forget()
    assert not copy.exists()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("cv.pdf", "cv.pdf"),
        ("../../etc/passwd.txt", "_.._etc_passwd.txt"),
        ("a:b?.pdf", "a_b_.pdf"),
        ("জীবন বৃত্তান্ত.docx", "জীবন বৃত্তান্ত.docx"),
        ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
        ("...", "file"),
    ],
)
def test_names_of_copies_fit_any_file_system_and_lead_nowhere_else(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path, name: str, safe: str
) -> None:
    person = candidates.new("A", unit_of_work=unit_of_work)
    (tmp_path / "x").write_bytes(b"x")
    file = attachments.add(person.id, tmp_path / "x", who="a", unit_of_work=unit_of_work).file
    assert attachments.file_name(replace(file, name=name)) == safe


def test_sizes_are_written_for_people() -> None:
    assert [attachments.size_text(n) for n in (999, 1000, 999_499, 999_500, 25_000_000)] == [
        "999 bytes",
        "1 kB",
        "999 kB",
        "1.0 MB",
        "25.0 MB",
    ]


# -- tags --------------------------------------------------------------------------------------------
def test_tags_are_read_from_a_line_each_once_however_it_is_written() -> None:
    assert read_tags(" খুলনা, Design ;design,,  big  shop ") == ("খুলনা", "Design", "big shop")
    assert read_tags("য়, \u09af\u09bc") == ("য়",)  # one letter, or two: the same tag
    assert read_tags(written_tags(("a b", "c"))) == ("a b", "c")


def test_tags_in_use_are_listed_by_use_and_changed_on_many_at_once(unit_of_work: UnitOfWorkFactory) -> None:
    people = [candidates.new(name, unit_of_work=unit_of_work) for name in "ABC"]
    ids = [person.id for person in people]
    assert tags.change(ids, add=["খুলনা"], unit_of_work=unit_of_work) == 3
    assert tags.change(ids[:1], add=["Design"], unit_of_work=unit_of_work) == 1
    assert tags.change(ids[:1], add=["design"], unit_of_work=unit_of_work) == 0
    assert tags.in_use(unit_of_work=unit_of_work) == ("খুলনা", "Design")
    assert tags.change(ids, remove=["DESIGN"], unit_of_work=unit_of_work) == 1
    assert candidates.get(ids[0], unit_of_work=unit_of_work).tags == ("খুলনা",)


# -- consent -----------------------------------------------------------------------------------------
def test_months_later_is_the_same_day_or_the_last_of_the_month() -> None:
    assert consent.months_later(date(2026, 11, 22), 12) == date(2027, 11, 22)
    assert consent.months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert consent.months_later(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert consent.months_later(date(2026, 12, 1), 1) == date(2027, 1, 1)


def test_those_whose_day_has_passed_are_listed_and_nobody_is_erased_by_that(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    people = [candidates.new(name, unit_of_work=unit_of_work) for name in "ABCD"]
    days = (date(2026, 11, 21), date(2026, 11, 22), None, date(2025, 1, 1))
    for person, day in zip(people, days, strict=True):
        consent.agree(person.id, "by email", day, unit_of_work=unit_of_work)
    found = consent.overdue(unit_of_work=unit_of_work, today=date(2026, 11, 22))
    assert ([p.name for p in found.people], found.count) == (["D", "A"], 2)
    assert consent.overdue(unit_of_work=unit_of_work, today=date(2026, 11, 22), limit=1).count == 2
    assert len(candidates.listing(unit_of_work=unit_of_work)) == 4


def test_consent_is_kept_extended_withdrawn_and_brought_back(unit_of_work: UnitOfWorkFactory) -> None:
    person = candidates.new("A", unit_of_work=unit_of_work)
    agreed = consent.agree(person.id, " ইমেইলে ", date(2027, 1, 1), unit_of_work=unit_of_work)
    assert agreed.consent_at is not None and agreed.consent_note == "ইমেইলে"
    later = consent.set_keep_until(person.id, date(2028, 1, 1), unit_of_work=unit_of_work)
    assert later == replace(agreed, keep_until=date(2028, 1, 1))
    without = consent.withdraw(person.id, unit_of_work=unit_of_work)
    assert (without.consent_at, without.keep_until) == (None, date(2028, 1, 1))
    consent.restore(agreed, unit_of_work=unit_of_work)
    assert candidates.get(person.id, unit_of_work=unit_of_work) == agreed
    with pytest.raises(UserError, match="no longer there"):
        consent.withdraw(new_id(), unit_of_work=unit_of_work)
