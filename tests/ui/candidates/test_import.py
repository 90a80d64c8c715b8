"""Candidates out of files in the window: mapped, looked at, kept, taken back; and doubles made one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from smmhire.candidates.listing import CandidateQuery
from smmhire.services import candidates, merging, stages, vacancies
from smmhire.services.candidate_import import Fate
from smmhire.services.merging import Choice, Field
from tests.ui.candidates.settled import SettledPage
from tests.ui.conftest import RecordingNotices, speak
from ui.pages.candidates.duplicates_dialog import DuplicatesDialog
from ui.pages.candidates.edit_dialog import EditDialog
from ui.pages.candidates.history_tab import HistoryTab
from ui.pages.candidates.import_dialog import ImportDialog
from ui.pages.candidates.page import CandidatesPage
from ui.pages.page import Workplace

TABLE = (
    "নাম;ইমেইল;মোবাইল নম্বর;পদ\n"
    "করিম উদ্দিন;k@example.org;০১৭১১০০০১১১;ম্যানেজার\n"
    "নুসরাত জাহান;;;ম্যানেজার\n"
    ";x@example.org;;\n"
)
MISTYPED = "নাম,মোবাইল\nকরিম উদ্দিন,০১৭-১২\nনুসরাত জাহান,০১৭১১-২০০০০১\nরহিমা খাতুন,০১৮১১-৩০০০০২\n"


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace) -> CandidatesPage:
    made = SettledPage(workplace)
    qtbot.addWidget(made)
    made.enter()
    return made


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def until(is_so: Callable[[], bool]) -> None:
    for _turn in range(2000):
        if is_so():
            return
        QTest.qWait(20)
    raise AssertionError("never came")


def open_import(page: CandidatesPage, *paths: Path) -> ImportDialog:
    page.desk.import_files(paths)
    dialog = page.desk.dialog
    assert isinstance(dialog, ImportDialog)
    until(lambda: dialog.plan is not None)
    return dialog


def names(page: CandidatesPage) -> set[str]:
    return {one.name for one in candidates.listing(unit_of_work=page.program.unit_of_work)}


def make_vacancy(page: CandidatesPage) -> UUID:
    profile = vacancies.new_profile()
    return vacancies.save(profile, unit_of_work=page.program.unit_of_work).id


def test_every_row_is_shown_and_nothing_is_kept_before_import(page: CandidatesPage, table: Path) -> None:
    dialog = open_import(page, table)
    view = dialog.view
    assert view.counts.text() == "3 rows · 2 are added · 1 cannot be used · 2 with remarks"
    assert view.model.rowCount() == 3
    view.table.select(2)
    assert "There is no name." in view.detail.text()
    assert dialog.accept_button.text() == "Import 2 rows"
    dialog.reject()
    assert names(page) == set()


def test_what_was_shown_is_kept_and_undone_in_one_step(
    page: CandidatesPage, table: Path, notices: RecordingNotices
) -> None:
    vacancy = make_vacancy(page)
    page.desk.import_files([table], vacancy)
    dialog = page.desk.dialog
    assert isinstance(dialog, ImportDialog)
    until(lambda: dialog.plan is not None)
    dialog.keep()
    until(lambda: page.desk.dialog is None)
    assert names(page) == {"করিম উদ্দিন", "নুসরাত জাহান"}
    query = CandidateQuery(vacancy_id=vacancy)
    assert len(candidates.listing(query, unit_of_work=page.program.unit_of_work)) == 2
    assert notices.infos[-1].startswith("“people.csv”: 2 candidates added.")
    assert notices.action is not None
    notices.action()
    assert names(page) == set()


def test_a_column_that_is_said_to_be_another_changes_what_is_shown(page: CandidatesPage, table: Path) -> None:
    dialog = open_import(page, table)
    dialog.form.columns["email"].setCurrentIndex(0)
    assert dialog.plan is None
    assert not dialog.accept_button.isEnabled()
    dialog.try_now()
    until(lambda: dialog.plan is not None)
    assert dialog.plan is not None
    assert dialog.plan.rows[0].incoming.email == ""
    dialog.form.columns["name"].setCurrentIndex(0)
    dialog.try_now()
    until(lambda: bool(dialog.view.warning.text()))
    assert "holds the name" in dialog.view.warning.text()


def test_the_same_columns_are_read_the_same_way_the_next_time(page: CandidatesPage, table: Path) -> None:
    dialog = open_import(page, table)
    assert dialog.form.columns["email"].currentIndex() > 0
    dialog.form.columns["email"].setCurrentIndex(0)
    dialog.try_now()
    until(lambda: dialog.plan is not None)
    dialog.keep()
    until(lambda: page.desk.dialog is None)
    again = open_import(page, table)
    assert again.form.columns["email"].currentIndex() == 0
    again.reject()


def test_one_double_is_decided_apart_from_the_others(page: CandidatesPage, table: Path) -> None:
    unit_of_work = page.program.unit_of_work
    there = candidates.new("Karim Uddin", phone="01711000111", unit_of_work=unit_of_work)
    dialog = open_import(page, table)
    view = dialog.view
    assert view.counts.text().startswith("3 rows · 1 is added · 1 is joined with somebody")
    view.shown.setCurrentIndex(1)
    assert view.model.rowCount() == 1
    assert "the same phone number" in view.detail.text()
    assert not view.decision.isHidden()
    view.decision.setCurrentIndex(3)
    view.decision.activated.emit(3)
    assert view.decisions.by_group == {there.id: Fate.SKIP}
    assert dialog.accept_button.text() == "Import 1 row"
    dialog.form.policy.setCurrentIndex(1)  # the one decided on stays as decided
    assert dialog.accept_button.text() == "Import 1 row"
    dialog.keep()
    until(lambda: page.desk.dialog is None)
    assert names(page) == {"Karim Uddin", "নুসরাত জাহান"}


def test_a_cancelled_import_keeps_nothing(page: CandidatesPage, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    rows = "\n".join(f"Person {n},p{n}@example.org" for n in range(3000))
    path.write_text(f"Name,Email\n{rows}\n", encoding="utf-8")
    dialog = open_import(page, path)
    dialog.keep()
    dialog.reject()
    until(lambda: page.desk.dialog is None)
    assert names(page) == set()


def test_files_dropped_on_the_page_are_imported(page: CandidatesPage, tmp_path: Path) -> None:
    for n in range(2):
        (tmp_path / f"{n}.json").write_text(f'{{"basics": {{"name": "Person {n}"}}}}', encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / f"{n}.json")) for n in range(2)])
    what = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter, drop = QDragEnterEvent(QPoint(5, 5), *what), QDropEvent(QPoint(5, 5), *what)
    for event in (enter, drop):  # Qt drops on what was entered
        QApplication.sendEvent(page, event)
        assert event.isAccepted()
    dialog = page.desk.dialog
    assert isinstance(dialog, ImportDialog)
    until(lambda: dialog.plan is not None)
    assert dialog.accept_button.text() == "Import 2 rows"
    assert dialog.form.grid.isHidden() or dialog.form.grid.parent() is None
    dialog.reject()


def test_a_file_that_cannot_be_read_says_so_and_closes(
    page: CandidatesPage, tmp_path: Path, notices: RecordingNotices
) -> None:
    path = tmp_path / "none.json"
    path.write_text("none", encoding="utf-8")
    page.desk.import_files([path])
    until(lambda: page.desk.dialog is None)
    assert "not a JSON file" in str(notices.errors[-1])


def test_the_dialog_speaks_bengali_at_once(page: CandidatesPage, table: Path) -> None:
    dialog = open_import(page, table)
    speak("bn")
    assert dialog.accept_button.text() != "Import 2 rows"
    assert "৩" in dialog.view.counts.text()
    dialog.reject()


# -- doubles -----------------------------------------------------------------------------------------
def open_duplicates(page: CandidatesPage) -> DuplicatesDialog:
    page.desk.show_duplicates()
    dialog = page.desk.dialog
    assert isinstance(dialog, DuplicatesDialog)
    until(lambda: dialog.busy.isHidden())
    return dialog


def add_doubles(page: CandidatesPage) -> tuple[UUID, UUID]:
    unit_of_work = page.program.unit_of_work
    one = candidates.new("Karim Uddin", phone="01711000111", note="one", unit_of_work=unit_of_work)
    other = candidates.new(
        "করিম উদ্দিন", phone="+8801711000111", email="k@example.org", unit_of_work=unit_of_work
    )
    page.refresh()
    return one.id, other.id


def test_a_pair_is_merged_as_the_form_says_and_parted_again(page: CandidatesPage) -> None:
    one, other = add_doubles(page)
    dialog = open_duplicates(page)
    assert dialog.counts.text() == "1 pair to look at"
    assert dialog.why.text() == "the same phone number, the names sound alike"
    assert dialog.form.kept_id == one
    assert set(dialog.form.choices) == {Field.NAME, Field.PHONE}
    dialog.form.choices[Field.NAME].button(list(Choice).index(Choice.MERGED)).setChecked(True)
    dialog.merge_button.setFocus()
    dialog.merge_button.click()
    assert not dialog.merge_button.hasFocus(), "Enter again must not merge a pair nobody has looked at"
    kept = candidates.get(one, unit_of_work=page.program.unit_of_work)
    assert (kept.name, kept.email, kept.note) == ("করিম উদ্দিন", "k@example.org", "one")
    assert names(page) == {"করিম উদ্দিন"}
    assert dialog.model.rowCount() == 0
    assert not dialog.merge_button.isEnabled()
    dialog.undo_button.click()
    until(lambda: dialog.busy.isHidden())
    assert names(page) == {"Karim Uddin", "করিম উদ্দিন"}
    assert candidates.get(other, unit_of_work=page.program.unit_of_work).email == "k@example.org"


def test_a_merge_is_undone_from_the_history_too(page: CandidatesPage, notices: RecordingNotices) -> None:
    one, other = add_doubles(page)
    merging.merge(one, [other], who="A", unit_of_work=page.program.unit_of_work)
    page.refresh(select=one)
    history = page.findChild(HistoryTab)
    assert history is not None
    history.show_candidate(candidates.get(one, unit_of_work=page.program.unit_of_work))
    assert not history.part_button.isHidden()
    history.part_button.click()
    assert len(names(page)) == 2
    assert "stand by themselves again" in notices.infos[-1]
    history.fill()
    assert history.part_button.isHidden()


def test_the_other_entry_may_stay(page: CandidatesPage) -> None:
    one, other = add_doubles(page)
    dialog = open_duplicates(page)
    dialog.form.keeps[1].setChecked(True)
    assert (dialog.form.kept_id, dialog.form.merged_id) == (other, one)
    dialog.merge_button.click()
    assert candidates.get(other, unit_of_work=page.program.unit_of_work).note == "one"


def test_two_people_are_not_shown_again_while_the_program_runs(page: CandidatesPage) -> None:
    add_doubles(page)
    dialog = open_duplicates(page)
    dialog.differ.click()
    assert dialog.none.text() == "No two entries look like one person."
    dialog.reject()
    assert open_duplicates(page).model.rowCount() == 0


def test_later_puts_a_pair_at_the_end(page: CandidatesPage) -> None:
    add_doubles(page)
    unit_of_work = page.program.unit_of_work
    for _n in range(2):
        candidates.new("Nusrat Jahan", unit_of_work=unit_of_work)
    dialog = open_duplicates(page)
    first = dialog.model.row(0)
    dialog.later.click()
    assert dialog.model.row(1) is first


def test_who_is_added_by_hand_is_compared_while_typing_and_at_the_end(page: CandidatesPage) -> None:
    add_doubles(page)
    page.add()
    dialog = page.dialog
    assert isinstance(dialog, EditDialog)
    QTest.keyClicks(dialog.name, "Kareem Uddin")
    warning = dialog.lookalikes
    assert warning is not None
    until(lambda: not warning.isHidden())
    assert warning.text().startswith("Perhaps here already: ")
    dialog.phone.setText("01711-000111")
    dialog.keep.click()
    assert warning.text().startswith("Probably here already: ")
    assert dialog.keep.text() == "Add anyway"
    assert len(names(page)) == 2
    dialog.keep.click()
    assert "Kareem Uddin" in names(page)


def test_stages_of_a_file_come_in(page: CandidatesPage, tmp_path: Path) -> None:
    vacancy = make_vacancy(page)
    path = tmp_path / "a.csv"
    path.write_text("Name,Status\nKarim,interviewed\n", encoding="utf-8")
    page.desk.import_files([path], vacancy)
    dialog = page.desk.dialog
    assert isinstance(dialog, ImportDialog)
    until(lambda: dialog.plan is not None)
    dialog.keep()
    until(lambda: page.desk.dialog is None)
    (one,) = candidates.listing(unit_of_work=page.program.unit_of_work)
    (application,) = stages.of_candidate(one.id, unit_of_work=page.program.unit_of_work)
    assert application.stage == "interviewed"


def test_they_apply_for_the_only_vacancy_unless_the_user_says_another(
    page: CandidatesPage, table: Path, notices: RecordingNotices
) -> None:
    vacancy = make_vacancy(page)
    dialog = open_import(page, table)
    assert dialog.form.vacancy_id == vacancy
    dialog.keep()
    until(lambda: page.desk.dialog is None)
    assert (
        len(candidates.listing(CandidateQuery(vacancy_id=vacancy), unit_of_work=page.program.unit_of_work))
        == 2
    )
    assert notices.infos[-1].endswith("press “Start the assessment”.")
    make_vacancy(page)
    dialog = open_import(page, table)
    assert dialog.form.vacancy_id is None, "of two, the user has to say which"
    dialog.reject()


def test_people_without_a_vacancy_are_told_the_next_step_and_apply_all_at_once(
    page: CandidatesPage, table: Path, notices: RecordingNotices
) -> None:
    dialog = open_import(page, table)
    dialog.keep()
    until(lambda: page.desk.dialog is None)
    assert "let them apply for a vacancy" in notices.infos[-1]
    vacancy = make_vacancy(page)
    unit_of_work = page.program.unit_of_work
    page.table.selectAll()
    page.bulk.actions_menu.aboutToShow.emit()
    (offered,) = page.bulk.apply_menu.actions()
    offered.trigger()
    until(lambda: "now apply for" in notices.infos[-1])
    assert len(candidates.listing(CandidateQuery(vacancy_id=vacancy), unit_of_work=unit_of_work)) == 2
    assert notices.action is not None
    notices.action()
    assert candidates.listing(CandidateQuery(vacancy_id=vacancy), unit_of_work=unit_of_work) == ()


def test_an_empty_list_offers_the_import_and_nothing_that_needs_candidates(
    page: CandidatesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    until(lambda: page.stack.currentWidget() is page.empty)
    assert page.desk.isHidden()
    asked: list[object] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: (asked.append(1), ([], ""))[1])
    page.empty.other.click()
    assert asked == [1]


def test_what_was_not_understood_is_counted_and_listed(page: CandidatesPage, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(MISTYPED, "utf-8")
    dialog = open_import(page, path)
    view = dialog.view
    assert view.counts.text() == "3 rows · 3 are added · 1 with a remark"
    view.shown.setCurrentIndex(3)
    assert view.model.rowCount() == 1
    dialog.reject()
