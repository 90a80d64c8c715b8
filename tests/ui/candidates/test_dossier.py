"""The tabs of a candidate: stages, notes, files, history, consent, erasing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smmhire.candidates.candidate import Candidate
from smmhire.candidates.stages import Stage
from smmhire.errors import UserError
from smmhire.services import attachments, candidates, consent, decisions, erasing, notes, stages, tags
from tests.ui.candidates.settled import SettledPage
from tests.ui.candidates.test_page import make_candidate, make_vacancy
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from ui.dialogs.decision_log import DecisionLogDialog
from ui.pages.candidates.edit_dialog import EditDialog
from ui.pages.candidates.erase_dialog import EraseDialog
from ui.pages.candidates.overdue_dialog import OverdueDialog
from ui.pages.candidates.page import CandidatesPage
from ui.pages.candidates.stage_dialog import StageDialog
from ui.pages.candidates.tag_edit import TagEdit
from ui.pages.page import Workplace
from ui.pages.settings.page import SettingsPage

APPLICATIONS, RESULTS, INTERVIEWS, NOTES, FILES, HISTORY, CONSENT = range(7)


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> Iterator[CandidatesPage]:
    made = SettledPage(workplace)
    qtbot.addWidget(made)
    made.resize(970, 760)
    made.show()
    yield made
    for section in (made.detail.applications, made.detail.history, made.detail.consent):
        if section.dialog is not None:
            section.dialog.reject()


@pytest.fixture
def person(workplace: Workplace) -> Candidate:
    """Somebody who applies for a vacancy."""
    return make_candidate(workplace, "Candidate A", make_vacancy(workplace).id)


def stage_of(workplace: Workplace, person: Candidate) -> Stage:
    (applied,) = stages.of_candidate(person.id, unit_of_work=workplace.program.unit_of_work)
    return applied.stage


def labels(widget: QWidget) -> list[str]:
    QTest.qWait(10)  # what was put into a layout is shown with the next event
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def press(widget: QWidget, name: str) -> None:
    """The button that screen readers call so; not one that was just replaced."""
    QTest.qWait(10)
    (found,) = (
        one for one in widget.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible()
    )
    found.click()


def until(qtbot: QtBot, workplace: Workplace, holds: Callable[[], Any]) -> None:
    """Wait for the background, and for what it says to arrive."""
    workplace.background.wait()
    qtbot.waitUntil(lambda: bool(holds()))


# -- stages ------------------------------------------------------------------------------------------
def test_a_stage_is_chosen_from_a_menu_and_taken_back_with_undo(
    page: CandidatesPage, workplace: Workplace, notices: RecordingNotices, person: Candidate
) -> None:
    page.enter()
    (menu,) = page.detail.applications.stage_menus.values()
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["new"]
    next(a for a in menu.actions() if a.text() == "invited").trigger()
    assert stage_of(workplace, person) is Stage.INVITED
    assert notices.infos == ["1 candidate is now at the stage “invited”."]
    (menu,) = page.detail.applications.stage_menus.values()
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["invited"]
    assert notices.action is not None
    notices.action()
    assert stage_of(workplace, person) is Stage.NEW
    assert len(decisions.listing(unit_of_work=workplace.program.unit_of_work)) == 2


def test_declining_asks_for_a_reason_and_goes_no_further_without_one(
    page: CandidatesPage, workplace: Workplace, person: Candidate
) -> None:
    page.enter()
    (menu,) = page.detail.applications.stage_menus.values()
    next(a for a in menu.actions() if a.text() == "declined …").trigger()
    dialog = page.detail.applications.dialog
    assert isinstance(dialog, StageDialog) and dialog.to is Stage.DECLINED
    dialog.move_all.click()
    assert dialog.problem.isVisible() and stage_of(workplace, person) is Stage.NEW
    dialog.usual.setCurrentIndex(1)
    assert not dialog.problem.isVisible()
    dialog.reason.setPlainText("level 2")
    dialog.move_all.click()
    assert stage_of(workplace, person) is Stage.DECLINED
    (entry,) = decisions.listing(unit_of_work=workplace.program.unit_of_work)
    assert entry.decision.reason == "A must-have is not met: level 2"


def test_many_are_moved_at_once_and_those_who_do_not_apply_are_said_to_be_left_out(
    workplace: Workplace, notices: RecordingNotices, qtbot: QtBot, person: Candidate
) -> None:
    stranger = make_candidate(workplace, "Candidate B")
    dialog = StageDialog((person.id, stranger.id), workplace)
    qtbot.addWidget(dialog)
    assert "1 of those chosen does not apply" in dialog.hint.text()
    with qtbot.waitSignal(dialog.moved):
        dialog.move_all.click()
    assert notices.infos == ["1 candidate is now at the stage “invited”."]
    assert stage_of(workplace, person) is Stage.INVITED
    nobody = StageDialog((stranger.id,), workplace)
    qtbot.addWidget(nobody)
    assert not nobody.move_all.isEnabled()


# -- notes -------------------------------------------------------------------------------------------
def test_a_note_is_written_by_keyboard_and_its_deletion_undone(
    page: CandidatesPage, workplace: Workplace, notices: RecordingNotices, qtbot: QtBot, person: Candidate
) -> None:
    workplace.settings.change(user_name="Nasrin")
    page.enter()
    page.activateWindow()
    page.detail.tabs.setCurrentIndex(NOTES)
    tab = page.detail.notes
    tab.text.setFocus()
    qtbot.keyClicks(tab.text, "Called on Monday")
    qtbot.keyClick(tab.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (note,) = notes.listing(person.id, unit_of_work=workplace.program.unit_of_work)
    assert (note.text, note.who) == ("Called on Monday", "Nasrin")
    assert "Called on Monday" in labels(tab) and tab.text.toPlainText() == ""
    tab.remove(note)
    assert "No note yet." in labels(tab)
    assert notices.action is not None
    notices.action()
    assert notes.listing(person.id, unit_of_work=workplace.program.unit_of_work) == (note,)


def test_what_was_typed_into_a_note_waits_for_its_candidate(
    page: CandidatesPage, workplace: Workplace, person: Candidate
) -> None:
    other = make_candidate(workplace, "Candidate B")
    page.enter(person.id)
    page.detail.tabs.setCurrentIndex(NOTES)
    page.detail.notes.text.setPlainText("half a sen")
    page.refresh(select=other.id)
    assert page.detail.notes.text.toPlainText() == ""
    page.refresh(select=person.id)
    assert page.detail.notes.text.toPlainText() == "half a sen"
    page.detail.tabs.setCurrentIndex(FILES)
    page.detail.tabs.setCurrentIndex(NOTES)
    assert page.detail.notes.text.toPlainText() == "half a sen"


# -- files -------------------------------------------------------------------------------------------
def test_dropped_files_are_kept_and_their_removal_undone(
    page: CandidatesPage,
    workplace: Workplace,
    notices: RecordingNotices,
    qtbot: QtBot,
    person: Candidate,
    tmp_path: Path,
) -> None:
    page.enter()
    page.detail.tabs.setCurrentIndex(FILES)
    tab = page.detail.files
    for name in ("cv.pdf", "empty.pdf"):
        (tmp_path / name).write_bytes(b"x" * 1500 if name == "cv.pdf" else b"")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("cv.pdf", "empty.pdf")])
    tab.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    until(qtbot, workplace, lambda: notices.errors)
    assert notices.infos == ["1 file has been added."] and "empty" in str(notices.errors[0])
    assert tab.total.text() == "1 file, 2 kB"
    press(tab, "Remove cv.pdf")
    until(qtbot, workplace, lambda: tab.total.text() == "No file yet.")
    assert notices.action is not None
    notices.action()
    assert tab.total.text() == "1 file, 2 kB"


def test_a_file_that_could_be_a_program_is_not_opened(
    page: CandidatesPage, workplace: Workplace, qtbot: QtBot, person: Candidate, tmp_path: Path
) -> None:
    (tmp_path / "setup.exe").write_bytes(b"x")
    attachments.add(person.id, tmp_path / "setup.exe", who="a", unit_of_work=workplace.program.unit_of_work)
    page.enter()
    page.detail.tabs.setCurrentIndex(FILES)
    QTest.qWait(10)
    (opens,) = (
        one for one in page.detail.files.findChildren(QPushButton) if one.accessibleName() == "Open setup.exe"
    )
    assert not opens.isEnabled() and "only be saved" in opens.toolTip()
    failures: list[BaseException] = []
    workplace.background.failed.connect(failures.append)
    (file,) = attachments.listing(person.id, unit_of_work=workplace.program.unit_of_work)
    page.detail.files.open(file.id)
    until(qtbot, workplace, lambda: failures)
    assert isinstance(failures[0], UserError)


# -- history -----------------------------------------------------------------------------------------
def test_history_says_who_when_and_why_and_leads_to_the_whole_log(
    page: CandidatesPage, workplace: Workplace, qtbot: QtBot, person: Candidate
) -> None:
    unit_of_work = workplace.program.unit_of_work
    (applied,) = stages.of_candidate(person.id, unit_of_work=unit_of_work)
    stages.move(
        [person.id], applied.vacancy_id, Stage.OFFER, who="Nasrin", reason="best", unit_of_work=unit_of_work
    )
    page.enter()
    page.detail.tabs.setCurrentIndex(HISTORY)
    shown = labels(page.detail.history)
    assert "From “new” to “offer made”." in shown and "Reason: best" in shown
    page.detail.history.show_log.click()
    dialog = page.detail.history.dialog
    assert isinstance(dialog, DecisionLogDialog)
    until(qtbot, workplace, lambda: dialog.model.rowCount() == 1)
    assert dialog.heading.text() == "Decisions: Candidate A"


def log_of(workplace: Workplace, qtbot: QtBot, count: int) -> DecisionLogDialog:
    unit_of_work = workplace.program.unit_of_work
    with unit_of_work() as work:
        for n in range(count):
            decisions.record(work, decisions.DecisionKind.PUBLISHED, who=f"person {n}", details={"number": n})
        work.commit()
    dialog = DecisionLogDialog(workplace)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_log_is_read_in_pages_and_found_by_words(workplace: Workplace, qtbot: QtBot) -> None:
    dialog = log_of(workplace, qtbot, decisions.PAGE + 5)
    assert dialog.focusWidget() is dialog.words
    until(qtbot, workplace, lambda: dialog.model.rowCount() == decisions.PAGE)
    assert dialog.more.isVisible()
    dialog.more.click()
    until(qtbot, workplace, lambda: dialog.model.rowCount() == decisions.PAGE + 5)
    assert not dialog.more.isVisible()
    dialog.words.setText("person 203")
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    dialog.kind.setCurrentIndex(1)
    until(qtbot, workplace, lambda: dialog.model.rowCount() == 0)
    assert dialog.state.text() == "No entry."


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_the_export_has_all_that_the_filter_lets_through(
    workplace: Workplace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    dialog = log_of(workplace, qtbot, decisions.PAGE + 5)
    until(qtbot, workplace, lambda: dialog.model.rowCount() == decisions.PAGE)
    file = tmp_path / f"log.{kind}"
    monkeypatch.setattr(
        "ui.dialogs.decision_log.QFileDialog.getSaveFileName", lambda *_arguments: (str(file), "")
    )
    dialog.export(kind)
    until(qtbot, workplace, lambda: "Saved" in dialog.state.text())
    assert file.read_text(encoding="utf-8-sig").count("published") == decisions.PAGE + 5


# -- consent and erasing -----------------------------------------------------------------------------
def test_consent_sets_the_usual_date_and_is_taken_back_with_undo(
    page: CandidatesPage, workplace: Workplace, notices: RecordingNotices, person: Candidate
) -> None:
    workplace.settings.change(retention_months=6)
    unit_of_work = workplace.program.unit_of_work
    page.enter()
    page.detail.tabs.setCurrentIndex(CONSENT)
    tab = page.detail.consent
    tab.words.setText("by email")
    tab.agree.click()
    kept = candidates.get(person.id, unit_of_work=unit_of_work)
    assert (kept.consent_note, kept.keep_until) == ("by email", consent.months_later(date.today(), 6))
    assert tab.state.text().startswith("Agreed on") and tab.has_end.isChecked()
    assert notices.action is not None
    notices.action()
    assert candidates.get(person.id, unit_of_work=unit_of_work) == person
    assert tab.state.text() == "No consent is recorded."


def test_erasing_needs_the_name_and_then_the_person_is_gone(
    page: CandidatesPage, workplace: Workplace, notices: RecordingNotices, qtbot: QtBot, person: Candidate
) -> None:
    page.enter()
    page.detail.tabs.setCurrentIndex(CONSENT)
    page.detail.consent.erase.click()
    until(qtbot, workplace, lambda: page.detail.consent.dialog)
    dialog = page.detail.consent.dialog
    assert isinstance(dialog, EraseDialog) and not dialog.erase.isEnabled()
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)  # Enter alone closes without erasing
    assert candidates.listing(unit_of_work=workplace.program.unit_of_work)
    again = EraseDialog(erasing.preview(person.id, unit_of_work=workplace.program.unit_of_work), workplace)
    qtbot.addWidget(again)
    again.erased.connect(page.refresh)
    again.show()
    again.name.setText("Candidate")
    assert not again.erase.isEnabled()
    again.name.setText(" candidate  a ")
    again.erase.click()
    until(qtbot, workplace, lambda: notices.infos)
    assert notices.infos == ["Candidate A has been erased."] and notices.action is None
    assert candidates.listing(unit_of_work=workplace.program.unit_of_work) == ()
    assert page.stack.currentWidget() is page.empty


def test_those_kept_too_long_are_pointed_out_and_extended_with_undo(
    page: CandidatesPage, workplace: Workplace, notices: RecordingNotices, person: Candidate
) -> None:
    unit_of_work = workplace.program.unit_of_work
    page.enter()
    assert page.overdue.isHidden()
    consent.set_keep_until(person.id, date(2020, 1, 1), unit_of_work=unit_of_work)
    page.refresh()
    assert page.overdue.isVisible() and page.overdue.text() == "1 kept too long …"
    page.overdue.click()
    dialog = page.overdue.dialog
    assert isinstance(dialog, OverdueDialog)
    dialog.extend.click()
    assert not dialog.extend.isEnabled() and page.overdue.isHidden()
    assert notices.action is not None
    notices.action()
    assert page.overdue.isVisible()
    dialog.reject()


def test_new_candidates_get_the_usual_date_tags_and_experience(
    page: CandidatesPage, workplace: Workplace
) -> None:
    page.enter()
    page.add()
    dialog = page.dialog
    assert isinstance(dialog, EditDialog)
    dialog.name.setText("প্রার্থী ক")
    dialog.tags.setText("খুলনা, ডিজাইন,")
    dialog.experience.setText("many")
    dialog.keep.click()
    assert dialog.isVisible() and "number of years" in dialog.problem.text()
    dialog.experience.setText("২.৫")
    dialog.keep.click()
    (row,) = candidates.listing(unit_of_work=workplace.program.unit_of_work)
    kept = candidates.get(row.id, unit_of_work=workplace.program.unit_of_work)
    assert (kept.experience_years, set(kept.tags)) == (2.5, {"খুলনা", "ডিজাইন"})
    assert kept.keep_until == consent.months_later(date.today(), 12)


def test_the_tag_behind_the_last_comma_is_completed(workplace: Workplace, qtbot: QtBot) -> None:
    person = make_candidate(workplace, "A")
    tags.change([person.id], add=["designer"], unit_of_work=workplace.program.unit_of_work)
    edit = TagEdit(("Khulna",))
    qtbot.addWidget(edit)
    edit.know(tags.in_use(unit_of_work=workplace.program.unit_of_work))
    edit.show()
    edit.setText("Khulna, ")
    qtbot.keyClicks(edit, "des")
    assert edit.completer_.completionCount() == 1
    edit.completer_.activated.emit("designer")
    assert edit.text() == "Khulna, designer, " and edit.tags == ("Khulna", "designer")


# -- settings and language ---------------------------------------------------------------------------
def test_name_and_months_are_kept_in_the_settings(workplace: Workplace, qtbot: QtBot) -> None:
    page = SettingsPage(workplace)
    qtbot.addWidget(page)
    page.enter()
    page.user.setText("Nasrin")
    page.user.editingFinished.emit()
    page.retention.setValue(24)
    kept = workplace.settings.current
    assert (kept.user_name, kept.retention_months) == ("Nasrin", 24)


def test_every_tab_speaks_bengali(
    page: CandidatesPage, workplace: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    unit_of_work = workplace.program.unit_of_work
    vacancy = make_vacancy(workplace, "এসএমএম ম্যানেজার")
    person = make_candidate(workplace, "প্রার্থী ক", vacancy.id)
    candidates.save(
        replace(person, tags=("খুলনা",), experience_years=1.5, keep_until=date(2027, 1, 31)),
        unit_of_work=unit_of_work,
    )
    moved: UUID = person.id
    stages.move([moved], vacancy.id, Stage.OFFER, who="নাসরিন", reason="ভালো", unit_of_work=unit_of_work)
    notes.write(person.id, "কথা হয়েছে", who="নাসরিন", unit_of_work=unit_of_work)
    (tmp_path / "ক").write_bytes(b"x")
    attachments.add(person.id, tmp_path / "ক", who="নাসরিন", unit_of_work=unit_of_work)
    page.enter()
    speak("bn")
    for tab in range(page.detail.tabs.count()):
        page.detail.tabs.setCurrentIndex(tab)
        qtbot.wait(10)
        assert latin_words(texts_of(page)) == set(), tab
    for dialog in (
        StageDialog((person.id,), workplace),
        EraseDialog(erasing.preview(person.id, unit_of_work=unit_of_work), workplace),
        OverdueDialog(workplace),
        DecisionLogDialog(workplace),
    ):
        qtbot.addWidget(dialog)
        until(qtbot, workplace, lambda: True)
        qtbot.wait(10)
        assert latin_words(texts_of(dialog)) <= {"JSON"}, type(dialog)
