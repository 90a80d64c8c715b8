"""An employer composes the form of a vacancy in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLabel, QScrollBar, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from smmhire.assessment.attempts import Feedback, FormSettings, Languages
from smmhire.assessment.composition import FormKind, FormSpec
from smmhire.assessment.retakes import RetakeRule
from smmhire.errors import UserError
from smmhire.services import forms, vacancies
from smmhire.vacancies.profile import VacancyProfile
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from tests.ui.test_accessibility import nameless
from ui.pages.page import Workplace
from ui.pages.vacancies.form_dialog import FormDialog
from ui.pages.vacancies.number_spin import NumberSpin
from ui.pages.vacancies.page import VacanciesPage

WEIGHTS = (9, 7, 5, 3, 6, 0, 10, 2)


@pytest.fixture
def profile(workplace: Workplace) -> VacancyProfile:
    made = vacancies.new_profile()
    asked = tuple(replace(r, weight=w) for r, w in zip(made.competencies, WEIGHTS, strict=True) if w)
    made = replace(made, title="দোকানের ব্যবস্থাপক", competencies=asked)
    return vacancies.save(made, unit_of_work=workplace.program.unit_of_work)


@pytest.fixture
def page(workplace: Workplace, profile: VacancyProfile, qtbot: QtBot) -> VacanciesPage:
    made = VacanciesPage(workplace)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.enter()
    made.show()
    return made


def opened(page: VacanciesPage, profile: VacancyProfile, qtbot: QtBot) -> FormDialog:
    dialog = page.form_dialog(profile.id)
    dialog.show()
    qtbot.waitUntil(lambda: "minutes" in dialog.summary.text())
    return dialog


@pytest.fixture
def dialog(page: VacanciesPage, profile: VacancyProfile, qtbot: QtBot) -> FormDialog:
    return opened(page, profile, qtbot)


def test_the_keyboard_begins_with_the_questions_not_with_save(dialog: FormDialog) -> None:
    focused = dialog.focusWidget()
    assert focused is not None and dialog.area.isAncestorOf(focused)


def counts(dialog: FormDialog) -> list[int]:
    return [line.questions.value() for line in dialog.questions.lines]


def said(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_a_vacancy_without_a_form_shows_what_it_gets_and_counts_as_unchanged(dialog: FormDialog) -> None:
    assert counts(dialog) == [10, 10, 10, 10, 10, 0, 10, 10]
    assert not dialog.is_changed and "nothing composed" in dialog.state.text()
    assert dialog.summary.text().startswith("70 questions · about ")
    assert "120" in dialog.fields.adaptive.text() and "36" in dialog.fields.adaptive.text()


def test_everything_chosen_is_there_when_the_form_is_opened_again(
    page: VacanciesPage, profile: VacancyProfile, qtbot: QtBot, notices: RecordingNotices
) -> None:
    dialog = opened(page, profile, qtbot)
    dialog.questions.lines[1].questions.setValue(14)
    dialog.questions.lines[4].questions.setValue(0)
    fields = dialog.fields
    for choice, code in (
        (fields.kind, "random"),
        (fields.time, "own"),
        (fields.languages, "bn"),
        (fields.feedback, "never"),
    ):
        choice.setCurrentIndex(choice.findData(code))
    fields.minutes.setValue(95)
    for box in (fields.self_ratings, fields.shuffled_questions, fields.shuffled_options, fields.confidence):
        box.click()
    fields.with_cut.click()
    fields.cut.setValue(65)
    fields.days.setValue(14)
    fields.new_questions.click()
    assert dialog.is_changed and dialog.state.text() == "not saved yet"
    dialog.save.click()
    assert not dialog.isVisible() and len(notices.infos) == 1
    expected = FormSpec(
        questions=tuple(
            zip((line.competency.id for line in dialog.questions.lines), counts(dialog), strict=True)
        ),
        has_self_ratings=False,
        time_limit=95,
        kind=FormKind.RANDOM,
        settings=FormSettings(Languages.BENGALI, True, False, True, Feedback.NEVER, 65.0),
        retake=RetakeRule(days=14, is_disjoint=False),
    )
    saved = forms.saved_spec(profile.id, unit_of_work=page.program.unit_of_work)
    assert saved == expected
    again = opened(page, profile, qtbot)
    assert again.spec() == expected and not again.is_changed and again.state.text() == "saved"


def test_minutes_and_error_follow_each_number(dialog: FormDialog, qtbot: QtBot) -> None:
    first = dialog.questions.lines[0]
    before, summary = first.error.text(), dialog.summary.text()
    first.questions.setValue(30)
    qtbot.waitUntil(lambda: dialog.summary.text() != summary)
    assert first.error.text() < before and first.minutes.text() > "15"
    first.questions.setValue(0)
    qtbot.waitUntil(lambda: first.minutes.text() == "–")
    assert "90 questions" not in dialog.summary.text()
    assert "stays a guess" in said(dialog.questions)
    assert first.questions.maximum() == 36


def test_the_proposal_tests_the_weightiest_in_depth(dialog: FormDialog) -> None:
    dialog.questions.propose.click()
    assert counts(dialog) == [14, 12, 10, 0, 11, 0, 15, 0]
    assert dialog.summary.text().startswith("62 questions")


def test_a_time_limit_below_what_people_need_is_said(dialog: FormDialog, qtbot: QtBot) -> None:
    dialog.fields.time.setCurrentIndex(dialog.fields.time.findData("own"))
    assert dialog.fields.minutes.isVisibleTo(dialog)
    dialog.fields.minutes.setValue(20)
    qtbot.waitUntil(lambda: "would measure speed" in said(dialog.questions))
    dialog.fields.time.setCurrentIndex(dialog.fields.time.findData("none"))
    qtbot.waitUntil(lambda: "would measure speed" not in said(dialog.questions))
    assert "no limit" in dialog.summary.text()
    assert not dialog.fields.minutes.isVisibleTo(dialog)


def test_a_form_without_questions_is_not_kept_and_the_reason_stands_at_the_foot(
    dialog: FormDialog, profile: VacancyProfile, qtbot: QtBot
) -> None:
    for line in dialog.questions.lines:
        line.questions.setValue(0)
    qtbot.waitUntil(lambda: "no question yet" in dialog.summary.text())
    with pytest.raises(UserError, match="no question yet"):
        dialog.save_now()
    assert dialog.isVisible()


def test_leaving_with_changes_asks_and_can_be_cancelled(
    page: VacanciesPage,
    dialog: FormDialog,
    profile: VacancyProfile,
    notices: RecordingNotices,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    dialog.questions.lines[0].questions.setValue(12)
    monkeypatch.setattr(notices, "decide", lambda *_words, **_labels: None)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    monkeypatch.setattr(notices, "decide", lambda *_words, **_labels: False)
    dialog.cancel.click()
    assert dialog.result() == QDialog.DialogCode.Rejected and not dialog.isVisible()
    assert forms.saved_spec(profile.id, unit_of_work=page.program.unit_of_work) is None


def test_a_vacancy_that_asks_for_nothing_says_so_and_can_still_have_a_form(
    page: VacanciesPage, profile: VacancyProfile, qtbot: QtBot
) -> None:
    empty = replace(profile, competencies=())
    vacancies.save(empty, unit_of_work=page.program.unit_of_work)
    dialog = page.form_dialog(profile.id)
    dialog.show()
    qtbot.waitUntil(lambda: "no question yet" in dialog.summary.text())
    assert dialog.questions.weightless.isVisibleTo(dialog) and not dialog.questions.propose.isEnabled()
    dialog.questions.lines[1].questions.setValue(10)
    qtbot.waitUntil(lambda: dialog.summary.text().startswith("10 questions"))


def test_it_is_opened_from_the_list_by_a_button(
    page: VacanciesPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(FormDialog, "exec", lambda dialog: shown.append(dialog.windowTitle()))
    page.table.setFocus()
    page.form.click()
    assert shown == ["Assessment form: দোকানের ব্যবস্থাপক"]


def test_numbers_are_typed_in_either_digits_and_shown_in_those_of_the_language(
    dialog: FormDialog, qtbot: QtBot
) -> None:
    spin = dialog.questions.lines[0].questions
    spin.selectAll()
    spin.lineEdit().insert("১২")  # as a Bengali keyboard does: QTest knows Latin keys only
    assert spin.value() == 12
    speak("bn")
    assert spin.lineEdit().text() == "১২"
    spin.selectAll()
    qtbot.keyClicks(spin, "7")
    assert spin.value() == 7


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("", QValidator.State.Intermediate),
        ("3", QValidator.State.Intermediate),
        ("১২", QValidator.State.Acceptable),
        ("12.5", QValidator.State.Invalid),
        ("101", QValidator.State.Invalid),
        ("-5", QValidator.State.Invalid),
        ("ten", QValidator.State.Invalid),
    ],
)
def test_a_spin_box_takes_whole_numbers_of_its_range(
    typed: str, state: QValidator.State, qtbot: QtBot
) -> None:
    spin = NumberSpin(5, 100)
    qtbot.addWidget(spin)
    found = spin.validate(typed, 0)
    assert isinstance(found, tuple) and found[0] == state


def test_the_whole_dialog_speaks_bengali_and_keeps_what_was_chosen(
    page: VacanciesPage, profile: VacancyProfile, dialog: FormDialog
) -> None:
    dialog.questions.lines[0].questions.setValue(13)
    dialog.fields.cut.setValue(70)
    before = dialog.spec()
    speak("bn")
    assert dialog.spec() == before
    assert latin_words(texts_of(dialog)) == set()


def test_every_field_has_a_name_and_is_reached_by_tab(dialog: FormDialog) -> None:
    assert nameless(dialog) == []
    fields = (QSpinBox, QComboBox, QAbstractButton)
    for widget in dialog.findChildren(QWidget):
        if isinstance(widget, fields) and not isinstance(widget, QScrollBar) and widget.isEnabled():
            assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget


@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_laptop_at_twice_the_scale_shows_it_without_scrolling_sideways(
    page: VacanciesPage, profile: VacancyProfile, language: str, qtbot: QtBot
) -> None:
    speak(language)
    dialog = page.form_dialog(profile.id)
    dialog.resize(667, 328)
    dialog.show()
    qtbot.waitUntil(lambda: page.background.is_idle)
    qtbot.wait(50)
    assert (dialog.width(), dialog.height()) == (667, 328)
    assert dialog.area.horizontalScrollBar().maximum() == 0
    assert dialog.area.height() > 150
    for widget in (dialog.save, dialog.cancel, dialog.summary):
        assert dialog.rect().contains(widget.geometry())


def test_the_list_has_its_buttons_in_two_rows_where_it_is_narrow(page: VacanciesPage, qtbot: QtBot) -> None:
    page.resize(683, 340)
    qtbot.waitUntil(lambda: page.form.y() > page.open.y())
    qtbot.waitUntil(lambda: page.minimumSizeHint().width() <= 683)  # once the layout has heard of it
    assert page.rank.isVisible()
    page.resize(1180, 700)
    qtbot.waitUntil(lambda: page.form.y() == page.open.y())
    assert page.duplicate.x() < page.form.x() < page.rank.x() < page.delete.x()


def test_that_there_are_no_own_questions_warns_only_where_they_are_asked_for(dialog: FormDialog) -> None:
    fields = dialog.fields
    assert fields.own.property("kind") == "muted"
    fields.source.setCurrentIndex(fields.source.findData("own"))
    assert fields.own.property("kind") == "caution"
    fields.source.setCurrentIndex(fields.source.findData("bank"))
    assert fields.own.property("kind") == "muted"
