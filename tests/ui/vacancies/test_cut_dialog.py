"""Judges set the cut score of a form in the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smmhire.assessment.composition import FormSpec
from smmhire.assessment.cut_figures import Results
from smmhire.assessment.cut_study import CutMethod, CutStudy
from smmhire.errors import UserError
from smmhire.services import cut_study, forms, vacancies
from smmhire.vacancies.profile import VacancyProfile
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of, words_of_the_bank
from tests.ui.test_accessibility import nameless
from ui.pages.page import Workplace
from ui.pages.vacancies.cut_dialog import CutDialog
from ui.pages.vacancies.cut_files import ExportDialog, ImportDialog
from ui.pages.vacancies.cut_judges import NameDialog
from ui.pages.vacancies.page import VacanciesPage

SHORT = FormSpec((("content", 3), ("strategy", 2)))
FIRST = 2  # the column of the first judge


@pytest.fixture
def profile(workplace: Workplace) -> VacancyProfile:
    made = replace(vacancies.new_profile(), title="দোকানের ব্যবস্থাপক")
    unit_of_work = workplace.program.unit_of_work
    made = vacancies.save(made, unit_of_work=unit_of_work)
    forms.save_spec(made.id, SHORT, unit_of_work=unit_of_work)
    return made


@pytest.fixture
def page(workplace: Workplace, profile: VacancyProfile, qtbot: QtBot) -> VacanciesPage:
    made = VacanciesPage(workplace)
    qtbot.addWidget(made)
    return made


def opened(
    page: VacanciesPage, profile: VacancyProfile, qtbot: QtBot, results: Results | None = None
) -> CutDialog:
    desk = cut_study.open_desk(profile.id, unit_of_work=page.program.unit_of_work)
    if results is not None:
        desk = replace(desk, results=results)
    dialog = CutDialog(page, profile.title, desk)
    qtbot.addWidget(dialog)
    dialog.resize(1180, 780)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


@pytest.fixture
def dialog(page: VacanciesPage, profile: VacancyProfile, qtbot: QtBot) -> CutDialog:
    return opened(page, profile, qtbot)


def stored(page: VacanciesPage, profile: VacancyProfile) -> CutStudy:
    return cut_study.open_desk(profile.id, unit_of_work=page.program.unit_of_work).study


def said(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def judge(dialog: CutDialog, name: str, *percents: int) -> None:
    """Add a judge who has written these figures from the first question on."""
    dialog.angoff.tools.add_judge(name)
    at = len(dialog.keeper.study.judges) - 1
    ids = dialog.keeper.study.item_ids
    written = {(at, one): percent / 100 for one, percent in zip(ids, percents, strict=False)}
    dialog.keeper.change(lambda study: study.with_chances(written))


def shown(dialog: CutDialog, column: int) -> list[str]:
    model = dialog.angoff.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def type_line(dialog: CutDialog, qtbot: QtBot, text: str, key: Qt.Key) -> None:
    """Type a figure into the current cell as a person does, and leave it with `key`."""
    table = dialog.angoff.table
    qtbot.keyClicks(table, text[0])
    (editor,) = [line for line in table.findChildren(QLineEdit) if line.isVisible()]
    qtbot.keyClicks(editor, text[1:])
    qtbot.keyClick(editor, key)
    qtbot.waitUntil(lambda: table.state() != table.State.EditingState)


# -- Angoff ------------------------------------------------------------------------------------------
def test_before_anybody_judges_the_way_on_is_said_and_no_cut_can_be_taken(dialog: CutDialog) -> None:
    assert "Add the first judge" in said(dialog.figures[CutMethod.ANGOFF])
    assert not dialog.use.isEnabled() and not dialog.give_out.isEnabled()
    assert not dialog.angoff.tools.rename.isEnabled() and not dialog.angoff.tools.remove.isEnabled()


def test_the_keyboard_is_where_the_next_thing_is_to_be_done(
    dialog: CutDialog, page: VacanciesPage, profile: VacancyProfile, qtbot: QtBot
) -> None:
    assert dialog.focusWidget() is dialog.angoff.tools.add
    judge(dialog, "A", 50, 60)
    again = opened(page, profile, qtbot)
    at = again.angoff.table.currentIndex()
    assert again.focusWidget() is again.angoff.table and (at.row(), at.column()) == (2, FIRST)


def test_figures_are_typed_down_a_column_with_enter_and_across_with_tab(
    dialog: CutDialog, page: VacanciesPage, profile: VacancyProfile, qtbot: QtBot
) -> None:
    dialog.angoff.tools.add_judge("A")
    dialog.angoff.tools.add_judge("B")
    dialog.angoff.go_to_judge(0)
    type_line(dialog, qtbot, "60", Qt.Key.Key_Return)
    assert dialog.angoff.table.currentIndex().row() == 1
    type_line(dialog, qtbot, "70", Qt.Key.Key_Tab)
    at = dialog.angoff.table.currentIndex()
    assert (at.row(), at.column()) == (1, FIRST + 1)
    type_line(dialog, qtbot, "75", Qt.Key.Key_Return)
    assert shown(dialog, FIRST)[:3] == ["60", "70", ""] and shown(dialog, FIRST + 1)[1] == "75"
    assert stored(page, profile) == dialog.keeper.study, "kept before anything else happens"
    qtbot.keyClick(dialog.angoff.table, Qt.Key.Key_Up)
    qtbot.keyClick(dialog.angoff.table, Qt.Key.Key_Delete)
    assert shown(dialog, FIRST + 1)[1] == ""


def test_nothing_but_a_percentage_can_be_typed(dialog: CutDialog, qtbot: QtBot) -> None:
    dialog.angoff.tools.add_judge("A")
    dialog.angoff.go_to_judge(0)
    type_line(dialog, qtbot, "1x05.5", Qt.Key.Key_Return)
    assert shown(dialog, FIRST)[0] == "10.5" or shown(dialog, FIRST)[0] == "15.5"
    model = dialog.angoff.model
    for wrong in ("101", "-1", "abc", "1e9"):
        assert not model.setData(model.index(0, FIRST), wrong), wrong
    assert (
        model.setData(model.index(1, FIRST), "৬৫,৫ %".replace(" %", "%"))
        and shown(dialog, FIRST)[1] == "65.5"
    )


def test_tab_leaves_the_table_at_the_end_of_a_row(dialog: CutDialog, qtbot: QtBot) -> None:
    dialog.angoff.tools.add_judge("A")
    dialog.angoff.go_to_judge(0)
    qtbot.keyClick(dialog.angoff.table, Qt.Key.Key_Tab)
    assert not dialog.angoff.table.hasFocus()


def test_the_question_of_the_row_stands_beside_the_table(dialog: CutDialog, qtbot: QtBot) -> None:
    dialog.angoff.tools.add_judge("A")
    for row in (2, 4):
        dialog.angoff.table.setCurrentIndex(dialog.angoff.model.index(row, FIRST))
        assert dialog.angoff.preview.item is dialog.keeper.desk.items[row]


def test_a_block_from_a_spreadsheet_is_pasted_and_one_that_does_not_fit_is_refused_whole(
    dialog: CutDialog, notices: RecordingNotices, qtbot: QtBot
) -> None:
    for name in "AB":
        dialog.angoff.tools.add_judge(name)
    dialog.angoff.go_to_judge(0)
    QGuiApplication.clipboard().setText("60\t৭০\n\t5%\n0\t100\n")
    dialog.angoff.table.paste()
    assert shown(dialog, FIRST)[:3] == ["60", "", "0"] and shown(dialog, FIRST + 1)[:3] == ["70", "5", "100"]
    for text in ("1\n" * 6, "60\t70\t80", "60\nmany"):
        QGuiApplication.clipboard().setText(text.replace("1", "50"))
        before = dialog.keeper.study
        dialog.angoff.table.paste()
        assert dialog.keeper.study == before
    assert len(notices.errors) == 3
    dialog.angoff.table.selectAll()
    dialog.angoff.table.copy()
    assert QGuiApplication.clipboard().text().splitlines()[0].startswith("60\t70")


def test_changes_are_taken_back_and_made_again_and_kept_each_time(
    dialog: CutDialog, page: VacanciesPage, profile: VacancyProfile, qtbot: QtBot
) -> None:
    judge(dialog, "A", 60, 70)
    dialog.angoff.tools.remove_current()
    assert dialog.keeper.study.judges == () and stored(page, profile).judges == ()
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(dialog, FIRST)[:2] == ["60", "70"] and stored(page, profile).judges == ("A",)
    dialog.undo.click()
    assert shown(dialog, FIRST)[:2] == ["", ""]
    dialog.redo.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert dialog.keeper.study.judges == () and not dialog.redo.isEnabled()


def test_the_figures_follow_each_change_and_name_who_is_far_from_the_others(dialog: CutDialog) -> None:
    figures = dialog.figures[CutMethod.ANGOFF]
    judge(dialog, "A", 50, 60, 60, 60, 70)
    assert "of one judge" in figures.cut.text() and not dialog.use.isEnabled()
    judge(dialog, "B", 55, 60, 65, 60, 70)
    assert dialog.use.isEnabled() and "61%" in dialog.use.text() and "61.0% ± 1.0" in figures.cut.text()
    judge(dialog, "C", 95, 95, 95, 95)
    assert not dialog.use.isEnabled() and "C has 1 question still to judge" in said(figures)
    judge(dialog, "D")
    dialog.keeper.change(lambda study: study.with_chances({(2, study.item_ids[4]): 0.95}))
    assert "C asks for far more than the others" in said(figures) and "D has not written" in said(figures)
    figures.adjustment.setCurrentIndex(2)
    figures.adjustment.activated.emit(2)
    assert "less 2 standard errors" in figures.cut.text() and dialog.keeper.study.minus_errors == 2


def test_a_further_round_leaves_the_first_to_be_looked_at_only(dialog: CutDialog) -> None:
    judge(dialog, "A", 50, 60, 60, 60, 70)
    judge(dialog, "B", 70, 70, 70, 70, 80)
    view, model = dialog.angoff, dialog.angoff.model
    view.further_round.click()
    assert view.round.count() == 2 and view.round.currentIndex() == 1
    assert model.setData(model.index(0, FIRST), "64") and shown(dialog, FIRST)[0] == "64"
    assert "Round by round" in said(dialog.figures[CutMethod.ANGOFF])
    view.round.setCurrentIndex(0)
    view.round.activated.emit(0)
    assert shown(dialog, FIRST)[0] == "50" and not model.setData(model.index(0, FIRST), "1")
    view.round.setCurrentIndex(1)
    view.round.activated.emit(1)
    view.drop_round.click()
    assert shown(dialog, FIRST)[0] == "50" and not view.drop_round.isVisibleTo(dialog)


def test_a_name_that_is_taken_is_refused_and_a_judge_can_be_renamed(
    dialog: CutDialog, notices: RecordingNotices
) -> None:
    judge(dialog, "A", 50)
    dialog.angoff.tools.add_judge(" a ")
    assert len(notices.errors) == 1 and dialog.keeper.study.judges == ("A",)
    dialog.angoff.tools.rename_judge(0, "বিচারক ক")
    assert dialog.angoff.model.headerData(FIRST, Qt.Orientation.Horizontal) == "বিচারক ক"


def test_names_are_asked_for_in_a_dialog(
    dialog: CutDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def answer(asked: NameDialog) -> int:
        assert not asked.ok.isEnabled() or asked.name.text() == "A"
        asked.name.setText("A" if not asked.name.text() else "B")
        return QDialog.DialogCode.Accepted.value if asked.ok.isEnabled() else 0

    monkeypatch.setattr(NameDialog, "exec", answer)
    dialog.angoff.tools.add.click()
    assert dialog.keeper.study.judges == ("A",)
    dialog.angoff.tools.rename.click()
    assert dialog.keeper.study.judges == ("B",)


# -- Hofstee -----------------------------------------------------------------------------------------
def test_limits_are_typed_and_the_compromise_is_drawn(
    page: VacanciesPage, profile: VacancyProfile, qtbot: QtBot
) -> None:
    results = Results(tuple(float(n) for n in range(10, 100, 2)))
    dialog = opened(page, profile, qtbot, results)
    dialog.tabs.setCurrentIndex(1)
    view = dialog.hofstee
    view.tools.add_judge("A")
    assert view.chart.chart is None and not dialog.use.isEnabled()
    for column, text in enumerate(("40", "60", "২০", "60"), start=1):
        assert view.model.setData(view.model.index(0, column), text)
    assert view.chart.chart is not None and view.chart.isVisibleTo(dialog)
    assert dialog.use.isEnabled() and "only one judge" in said(dialog.figures[CutMethod.HOFSTEE])
    assert stored(page, profile).method is CutMethod.HOFSTEE
    assert view.model.setData(view.model.index(0, 1), "70")
    assert "the lowest cut is above the highest" in said(dialog.figures[CutMethod.HOFSTEE])
    again = opened(page, profile, qtbot, results)
    assert again.tabs.currentIndex() == 1 and again.hofstee.model.index(0, 3).data() == "20"


def test_turning_to_the_other_method_is_no_change_to_take_back(dialog: CutDialog) -> None:
    judge(dialog, "A", 50)
    dialog.tabs.setCurrentIndex(1)
    dialog.undo.click()
    assert dialog.keeper.study.method is CutMethod.HOFSTEE and dialog.tabs.currentIndex() == 1


# -- ending ------------------------------------------------------------------------------------------
def test_the_cut_goes_into_the_form_as_if_it_were_typed(
    page: VacanciesPage, profile: VacancyProfile, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = page.form_dialog(profile.id)
    qtbot.addWidget(form)
    form.show()
    assert not form.fields.set_cut.isEnabled()
    qtbot.waitUntil(form.fields.set_cut.isEnabled)

    def judge_it(dialog: CutDialog) -> int:
        judge(dialog, "A", 50, 60, 60, 60, 70)
        judge(dialog, "B", 60, 70, 70, 70, 80)
        dialog.use.click()
        return dialog.result()

    monkeypatch.setattr(CutDialog, "exec", judge_it)
    form.fields.set_cut.click()
    assert form.fields.with_cut.isChecked() and form.fields.cut.value() == 65 and form.is_changed
    form.save.click()
    spec = forms.saved_spec(profile.id, unit_of_work=page.program.unit_of_work)
    assert spec is not None and spec.settings.cut == 65


def test_the_judges_see_the_form_as_it_is_composed_now(
    page: VacanciesPage, profile: VacancyProfile, qtbot: QtBot
) -> None:
    form = page.form_dialog(profile.id)
    qtbot.addWidget(form)
    form.show()
    qtbot.waitUntil(form.fields.set_cut.isEnabled)
    form.questions.lines[1].questions.setValue(7)
    form.fields.kind.setCurrentIndex(form.fields.kind.findData("random"))
    dialog = form.cut_dialog()
    assert dialog.angoff.model.rowCount() == 9 and not dialog.angoff.example.isHidden()


def test_what_could_not_be_kept_stays_on_the_screen_and_is_asked_about(
    dialog: CutDialog, page: VacanciesPage, notices: RecordingNotices, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_anything: object, **_more: object) -> None:
        raise UserError("The disk is full.")

    monkeypatch.setattr(cut_study, "save_study", full)
    judge(dialog, "A", 60)
    assert shown(dialog, FIRST)[0] == "60" and dialog.state.text() == "not saved yet"
    notices.answers = [False]
    dialog.reject()
    assert dialog.isVisible()
    monkeypatch.undo()
    dialog.reject()
    assert not dialog.isVisible() and notices.questions


def test_a_form_with_other_questions_opens_with_nothing_to_be_kept(
    page: VacanciesPage, profile: VacancyProfile, dialog: CutDialog, qtbot: QtBot
) -> None:
    judge(dialog, "A", 50, 60, 60, 60, 70)
    other = replace(SHORT, questions=(("analytics", 2),))
    desk = cut_study.open_desk(profile.id, other, unit_of_work=page.program.unit_of_work)
    again = CutDialog(page, profile.title, desk)
    qtbot.addWidget(again)
    assert again.state.text() == "Everything is kept"
    assert "5 judged questions are no longer in the form" in said(again.figures[CutMethod.ANGOFF])
    again.angoff.tools.add_judge("B")
    back = stored(page, profile)
    assert back.judges == ("A", "B") and back.last[0] == (0.5, 0.6, 0.6, 0.6, 0.7)


# -- tables ------------------------------------------------------------------------------------------
def test_a_table_goes_out_and_comes_in_after_a_dry_run(
    dialog: CutDialog, page: VacanciesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    judge(dialog, "A", 50, 60, 60, 60, 70)
    path = tmp_path / "a.xlsx"
    dialog.export(path, "bn", "A", with_key=True)
    dialog.angoff.tools.remove_current()
    lines: list[str] = []

    def look(asked: ImportDialog) -> int:
        lines.append(asked.lead.text() + asked.lines.text())
        return QDialog.DialogCode.Accepted.value if asked.take.isEnabled() else 0

    monkeypatch.setattr(ImportDialog, "exec", look)
    dialog.try_import(path)
    qtbot.waitUntil(lambda: len(lines) == 1)
    assert "A: 5 figures · a new judge" in lines[0]
    assert shown(dialog, FIRST) == ["50", "60", "60", "60", "70"]
    wrong = tmp_path / "b.csv"
    wrong.write_text("Id,B\nXX-1,50\n", encoding="utf-8")
    dialog.try_import(wrong)
    qtbot.waitUntil(lambda: len(lines) == 2)
    assert "cannot be read" in lines[1] and "XX-1" in lines[1] and dialog.keeper.study.judges == ("A",)


def test_a_file_that_is_no_table_is_said_to_be_none(
    dialog: CutDialog, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    dialog.try_import(path)
    qtbot.waitUntil(lambda: len(notices.errors) == 1)
    assert "no column “Id”" in str(notices.errors[0])


def test_what_goes_into_a_table_can_be_chosen(qtbot: QtBot) -> None:
    dialog = ExportDialog(("A", "B"), 1)
    qtbot.addWidget(dialog)
    assert (dialog.judge, dialog.language, dialog.with_key) == ("B", "en", True)
    dialog.for_whom.setCurrentIndex(2)
    dialog.in_language.setCurrentIndex(0)
    assert dialog.judge is None and dialog.language == "bn"
    speak("bn")
    assert latin_words(texts_of(dialog)) == set()
    assert nameless(dialog) == []


# -- for everybody -----------------------------------------------------------------------------------
def test_the_whole_dialog_speaks_bengali_and_keeps_what_was_written(
    page: VacanciesPage, profile: VacancyProfile, qtbot: QtBot
) -> None:
    dialog = opened(page, profile, qtbot, Results(tuple(float(n) for n in range(40))))
    for name, add in (("ক", 0), ("খ", 20), ("গ", 30)):
        judge(dialog, name, 50 + add, 40 + add, 60 + add, 50 + add, 55)
    before = dialog.keeper.study
    speak("bn")
    assert dialog.keeper.study == before and shown(dialog, FIRST)[0] == "৫০"
    assert latin_words(texts_of(dialog), *words_of_the_bank()) == set()
    dialog.tabs.setCurrentIndex(1)
    assert latin_words(texts_of(dialog), *words_of_the_bank()) == set()


def test_every_field_has_a_name_and_is_reached_by_tab(dialog: CutDialog) -> None:
    judge(dialog, "A", 50)
    assert nameless(dialog) == []
    for widget in dialog.findChildren(QWidget):
        is_field = isinstance(widget, QComboBox | QPushButton | QTableView)
        if is_field and widget.isVisibleTo(dialog) and widget.isEnabled():
            assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget


@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_laptop_at_twice_the_scale_shows_it_without_scrolling_sideways(
    page: VacanciesPage, profile: VacancyProfile, language: str, qtbot: QtBot
) -> None:
    speak(language)
    dialog = opened(page, profile, qtbot)
    judge(dialog, "A", 50, 60, 60, 60, 70)
    judge(dialog, "B", 60, 70, 70, 70, 80)
    dialog.angoff.further_round.click()
    dialog.resize(667, 328)
    qtbot.wait(50)
    assert (dialog.width(), dialog.height()) == (667, 328)
    for widget in (dialog.use, dialog.close_button, dialog.undo, dialog.give_out):
        assert dialog.rect().contains(widget.geometry()), widget
    for at in (0, 1):
        dialog.tabs.setCurrentIndex(at)
        qtbot.wait(20)
        area = dialog.tabs.currentWidget()
        assert area.horizontalScrollBar().maximum() == 0  # type: ignore[union-attr]


@pytest.mark.parametrize("size", [(1180, 740), (900, 640)])
def test_no_text_takes_its_room_from_under_the_table(dialog: CutDialog, size: tuple[int, int]) -> None:
    speak("bn")
    dialog.resize(*size)
    QTest.qWait(20)
    for at, view in enumerate((dialog.angoff, dialog.hofstee)):
        dialog.tabs.setCurrentIndex(at)
        QTest.qWait(20)
        assert view.split.geometry().bottom() <= view.rect().bottom()


def test_the_figures_of_the_judges_fit_their_card_in_bengali(dialog: CutDialog) -> None:
    speak("bn")
    judge(dialog, "ফারহানা আক্তার", 50, 60, 70, 80, 90)
    judge(dialog, "মো. রফিকুল ইসলাম তালুকদার", 40, 60, 60, 80, 70)
    dialog.resize(1180, 740)
    QTest.qWait(20)
    figures = dialog.figures[CutMethod.ANGOFF]
    for area in figures.findChildren(QScrollArea):
        assert area.horizontalScrollBar().maximum() == 0
