"""An employer builds a vacancy profile in the window."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from smmhire.services import vacancies
from smmhire.texts import say
from smmhire.vacancies.profile import Arrangement, OwnRequirement, PayBasis, PayOffer
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, names_of_services, texts_of
from ui.pages.page import Workplace
from ui.pages.vacancies.page import VacanciesPage
from ui.pages.vacancies.steps import REVIEW, STEPS, step_of


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> VacanciesPage:
    made = VacanciesPage(workplace)
    qtbot.addWidget(made)
    made.resize(1180, 780)
    made.enter()
    made.show()
    return made


def codes(page: VacanciesPage) -> set[str]:
    page.builder.review_now()
    return {finding.code for finding in page.builder.panel.findings}


def test_an_empty_list_offers_to_build_the_first_profile(page: VacanciesPage, qtbot: QtBot) -> None:
    assert page.stack.currentWidget() is page.empty
    assert not page.more.isVisible(), "all but one of its entries would be without effect"
    page.take_focus()
    assert page.empty.action.hasFocus()
    qtbot.mouseClick(page.empty.action, Qt.MouseButton.LeftButton)
    assert page.views.currentWidget() is page.chooser


def test_a_new_vacancy_begins_with_a_template_that_says_why(page: VacanciesPage, qtbot: QtBot) -> None:
    page.begin()
    chooser = page.chooser
    shop, other = chooser.group.button(0), chooser.group.button(1)
    assert shop.hasFocus()
    assert say(chooser.current.explanation) in texts_of(chooser)
    qtbot.keyClick(shop, Qt.Key.Key_Down)
    assert other.isChecked()
    assert chooser.current.id == "brand-community"
    qtbot.keyClick(other, Qt.Key.Key_Up)
    qtbot.keyClick(shop, Qt.Key.Key_Return)
    builder = page.builder
    assert page.views.currentWidget() is builder
    assert builder.profile().title == "SMM manager for a shop"
    assert codes(page) == {"no_pay"}
    row = next(r for r in builder.competencies.rows if r.competency.id == "community")
    builder.go_to_step(2)
    assert row.reason.isVisible()
    assert row.reason.text().startswith("Why: Answering in time")
    speak("bn")
    assert row.reason.text().startswith("কেন: সময়মতো")
    page.make_new()  # without a template nobody has chosen anything for a reason
    assert not row.reason.isVisibleTo(builder)


@pytest.mark.parametrize(("before", "now", "month"), [("en", "bn", "ডিসেম্বর"), ("bn", "en", "December")])
def test_a_last_day_first_shown_after_the_language_was_switched_is_in_that_language(
    workplace: Workplace, qtbot: QtBot, before: str, now: str, month: str
) -> None:
    speak(before)
    page = VacanciesPage(workplace)
    qtbot.addWidget(page)
    page.enter()
    page.show()
    speak(now)
    page.begin()
    page.make_new()
    field = page.builder.conditions.last_day
    field.setDate(QDate(2026, 12, 22))
    assert month in field.text()


def test_one_can_begin_without_a_template_or_go_back(page: VacanciesPage, qtbot: QtBot) -> None:
    page.begin()
    qtbot.keyClick(page.chooser, Qt.Key.Key_Escape)
    assert page.views.currentWidget() is page.listing
    page.begin()
    page.chooser.empty.click()
    assert page.views.currentWidget() is page.builder
    assert page.builder.profile().title == "SMM manager"


def test_everything_chosen_is_there_when_the_profile_is_opened_again(page: VacanciesPage) -> None:
    page.make_new()
    builder = page.builder
    builder.basics.title.setText("SMM manager for a craft shop")
    builder.basics.employer.setText("Craft shop")
    builder.basics.goals.box("goal-sales").setChecked(True)
    builder.duties.rows[0].box.setChecked(False)
    builder.duties.rows[2].measure.setEditText("answers within two hours")
    row = builder.duties.add_own()
    row.text.setText("Writes Bengali and English")
    row.must_have.setChecked(True)
    strict = builder.competencies.rows[1]
    strict.level.setCurrentIndex(strict.level.findData(5))
    strict.weight.setValue(9)
    strict.must_have.setChecked(True)
    builder.competencies.rows[7].weight.setValue(0)
    builder.qualities.qualities.box("R-Q4").setChecked(False)
    builder.qualities.platforms.box("E-P4").setChecked(True)
    builder.conditions.low.setText("২৫,০০০")
    builder.conditions.high.setText("35,000")
    builder.conditions.arrangement.setCurrentIndex(builder.conditions.arrangement.findData("hybrid"))
    builder.conditions.city.setText("Khulna")
    builder.save_now()
    wanted = builder.profile()
    builder.mark_saved(wanted)
    page.close_builder()

    page.open_vacancy(wanted.id)
    opened = page.builder.profile()
    assert opened == wanted
    assert opened.goals == ("goal-sales",)
    assert "R-D1" not in {choice.duty_id for choice in opened.duties}
    assert opened.own_requirements == (OwnRequirement("Writes Bengali and English", True),)
    requirement = opened.competencies[1]
    assert (requirement.level, requirement.weight, requirement.is_must_have) == (5, 9, True)
    assert len(opened.competencies) == 7
    assert "R-Q4" not in opened.qualities
    assert "E-P4" in opened.platform_kinds
    assert opened.pay == PayOffer(Decimal(25_000), Decimal(35_000), "BDT", "month", PayBasis.GROSS)
    assert (opened.place.arrangement, opened.place.city) == (Arrangement.HYBRID, "Khulna")


def test_loading_a_profile_does_not_count_as_a_change(page: VacanciesPage) -> None:
    page.make_new()
    assert not page.builder.is_changed


def test_the_review_tells_what_is_outside_the_role_and_what_is_missing(
    page: VacanciesPage, qtbot: QtBot
) -> None:
    page.make_new()
    builder = page.builder
    assert "outside_role" not in codes(page)
    builder.basics.description.setPlainText("Runs PR campaigns, keeps clients and does SEO of our website.")
    qtbot.waitUntil(lambda: any(f.kind == "outside" for f in builder.panel.findings))
    shown = " ".join(label.text() for label in builder.panel.findChildren(QLabel))
    assert "PR campaigns" in shown
    assert "R5" in shown and "R3" in shown
    kinds = {finding.kind for finding in builder.panel.findings}
    assert {"outside", "missing"} <= kinds
    assert builder.save.isEnabled()


def test_the_review_misses_a_direction_without_duties(page: VacanciesPage) -> None:
    page.make_new()
    before = codes(page)
    for row in page.builder.duties.rows:
        if row.duty.id in ("R-D2", "R-D3"):
            row.box.setChecked(False)
    gained = codes(page) - before
    assert any("direction" in code for code in gained)


def test_duplicates_and_deletions_can_be_seen_and_undone(
    page: VacanciesPage, notices: RecordingNotices
) -> None:
    page.make_new()
    page.builder.basics.title.setText("First")
    page.builder.save_now()
    page.close_builder()
    page.duplicate_selected()
    assert page.model.rowCount() == 2
    page.delete_selected()
    assert page.model.rowCount() == 1
    assert notices.action is not None
    notices.action()
    assert page.model.rowCount() == 2


def test_unsaved_work_is_asked_about_and_saved_on_request(
    page: VacanciesPage, notices: RecordingNotices
) -> None:
    page.make_new()
    page.builder.basics.title.setText("Kept")
    page.builder.basics.title.textEdited.emit("Kept")
    notices.answers = [True]
    assert page.may_leave()
    assert len(notices.questions) == 1
    listed = vacancies.listing(unit_of_work=page.program.unit_of_work)
    assert [summary.title for summary in listed] == ["Kept"]


def test_an_amount_that_is_no_number_is_marked_and_keeps_nothing_from_being_saved(
    page: VacanciesPage,
) -> None:
    page.make_new()
    conditions = page.builder.conditions
    conditions.low.setText("negotiable")
    conditions.low.textEdited.emit("negotiable")
    assert not conditions.problem.isHidden()
    assert page.builder.profile().pay is None


def test_switching_the_language_keeps_what_was_typed(page: VacanciesPage) -> None:
    page.make_new()
    builder = page.builder
    builder.basics.employer.setText("দোকান")
    builder.conditions.low.setText("25,000")
    builder.duties.rows[0].measure.setCurrentIndex(0)
    builder.basics.title.setText("এসএমএম ম্যানেজার")
    speak("bn")
    assert builder.basics.employer.text() == "দোকান"
    assert builder.conditions.low.text() == "২৫,০০০"
    assert builder.duties.rows[0].measure.currentText() == builder.duties.rows[0].duty.measures[0].bn
    assert latin_words(texts_of(builder), *names_of_services()) == set()


def test_the_review_has_a_step_of_its_own_and_stands_beside_the_others_where_there_is_room(
    page: VacanciesPage,
) -> None:
    page.make_new()
    builder = page.builder
    assert builder.panel.isVisible()
    page.resize(640, 600)
    assert not builder.panel.isVisible()
    builder.go_to_step(REVIEW)
    assert builder.panel.isVisible()
    assert builder.review_page.isAncestorOf(builder.panel)
    builder.go_to_step(0)
    page.resize(1180, 780)
    assert builder.panel.isVisible()
    assert not builder.review_page.isAncestorOf(builder.panel)


def test_the_steps_lead_from_the_goals_to_the_review(page: VacanciesPage, qtbot: QtBot) -> None:
    page.make_new()
    builder = page.builder
    assert not builder.earlier.isEnabled()
    for step in range(1, len(STEPS)):
        builder.next.click()
        assert builder.step == builder.rail.list.currentRow() == builder.rail.box.currentIndex() == step
    assert builder.next.text() == "Save"
    builder.next.click()
    assert len(vacancies.listing(unit_of_work=page.program.unit_of_work)) == 1
    builder.earlier.click()
    assert builder.step == REVIEW - 1
    qtbot.keyClick(builder, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert builder.step == 2
    qtbot.keyClick(builder, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert builder.step == 3
    builder.rail.list.setCurrentRow(1)
    assert builder.step == 1


def test_each_step_says_how_much_of_it_is_to_be_looked_at(page: VacanciesPage) -> None:
    page.make_new()
    builder = page.builder
    assert "1 to look at" in builder.rail.list.item(0).text()  # no goal
    builder.basics.goals.box("goal-sales").setChecked(True)
    builder.settle()
    assert builder.rail.list.item(0).text() == "1 · Job and goals"
    assert "5 to look at" in builder.rail.list.item(1).text()  # no duty has a measure
    assert f"{len(builder.panel.findings)} to look at" in builder.rail.list.item(REVIEW).text()


@pytest.mark.parametrize("place", ["title", "goals", "duties.2", "own_requirements.0", "competencies", "pay"])
def test_every_finding_has_its_step(place: str) -> None:
    assert step_of(place) < REVIEW


def test_changes_are_undone_and_redone(page: VacanciesPage, qtbot: QtBot) -> None:
    page.make_new()
    builder = page.builder
    before = builder.profile()
    builder.basics.goals.box("goal-sales").setChecked(True)
    builder.settle()
    builder.competencies.rows[0].weight.setValue(9)
    builder.settle()
    after = builder.profile()
    builder.setFocus()
    for _step in range(2):
        qtbot.keyClick(builder, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert builder.profile() == before
    qtbot.keyClick(builder, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert builder.profile() == before  # there is nothing earlier
    for _step in range(3):
        builder.redo()
    assert builder.profile() == after


def test_in_a_field_undo_takes_back_what_was_typed_there(page: VacanciesPage, qtbot: QtBot) -> None:
    page.make_new()
    builder = page.builder
    builder.basics.goals.box("goal-sales").setChecked(True)
    builder.settle()
    builder.basics.employer.setFocus()
    qtbot.keyClicks(builder.basics.employer, "Shop")
    qtbot.keyClick(builder.basics.employer, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert builder.basics.employer.text() == ""
    assert builder.basics.goals.box("goal-sales").isChecked()


def test_a_level_is_chosen_by_what_somebody_at_that_level_does(page: VacanciesPage, qtbot: QtBot) -> None:
    page.make_new()
    builder = page.builder
    builder.go_to_step(2)
    row = builder.competencies.rows[0]
    assert row.anchor.text() == say(row.competency.anchors[2])
    assert not row.levels.isVisible()
    row.compare.click()
    shown = texts_of(row.levels)
    assert all(any(say(anchor) in text for text in shown) for anchor in row.competency.anchors)
    row.levels._group.button(5).click()  # pyright: ignore[reportPrivateUsage]
    assert row.level.currentData() == 5
    requirement = builder.profile().requirement("strategy")
    assert requirement is not None and requirement.level == 5


def test_a_weight_says_in_words_what_it_does(page: VacanciesPage) -> None:
    page.make_new()
    rows = page.builder.competencies.rows
    assert rows[0].weight_text.text() == "counts, 12% of the score"  # of eight: 12.5
    for row in rows[1:]:
        row.weight.setValue(0)
    rows[0].weight.setValue(9)
    assert rows[0].weight_text.text() == "counts most, 100% of the score"
    assert rows[1].weight_text.text() == "not asked for"


def test_a_question_about_unsaved_work_can_be_cancelled(
    page: VacanciesPage, notices: RecordingNotices, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.make_new()
    page.builder.basics.title.setFocus()
    page.builder.basics.title.setText("Changed")
    page.builder.basics.changed.emit()
    monkeypatch.setattr(notices, "decide", lambda *_words, **_labels: None)
    page.close_builder()
    assert page.views.currentWidget() is page.builder
    assert page.builder.basics.title.text() == "Changed"
    assert page.builder.is_changed


def test_alt_left_goes_back_to_the_rows(page: VacanciesPage, qtbot: QtBot) -> None:
    page.make_new()
    page.builder.save_now()
    qtbot.keyClick(page.builder.basics.title, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.views.currentWidget() is page.listing
    assert page.focusWidget() is page.table


def test_after_a_deletion_and_its_undo_the_keyboard_stays_on_the_page(
    page: VacanciesPage, notices: RecordingNotices
) -> None:
    page.make_new()
    page.builder.save_now()
    page.close_builder()
    page.delete_selected()
    assert page.focusWidget() is page.empty.action
    assert notices.action is not None
    notices.action()
    assert page.focusWidget() is page.table


def test_a_measure_is_chosen_with_the_arrows_from_the_first_on_and_shown_from_its_beginning(
    page: VacanciesPage, qtbot: QtBot
) -> None:
    page.make_new()
    row = page.builder.duties.rows[0]
    qtbot.keyClick(row.measure, Qt.Key.Key_Down)
    assert row.measure.currentText() == say(row.duty.measures[0])
    field = row.measure.lineEdit()
    assert field is not None and field.cursorPosition() == 0


def test_a_title_of_several_lines_has_its_height_on_a_small_screen(page: VacanciesPage, qtbot: QtBot) -> None:
    page.resize(671, 500)
    page.make_new()
    builder = page.builder
    builder.title.setText("A")
    qtbot.wait(50)
    short = builder.minimumSizeHint().height()
    builder.title.setText("এসএমএম ম্যানেজার — " + "খুলনার শাড়ির দোকান " * 6)
    qtbot.wait(50)
    lines = builder.title.height() // builder.title.fontMetrics().lineSpacing()
    assert lines > 2
    assert builder.minimumSizeHint().height() > short, "or the step is pushed under the buttons"
