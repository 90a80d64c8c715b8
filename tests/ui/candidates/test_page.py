"""The page of all candidates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from smmhire.candidates.candidate import Candidate
from smmhire.services import assessments, candidates, merging, vacancies
from smmhire.vacancies.profile import CompetencyRequirement, VacancyProfile
from tests.services.answering import take
from tests.ui.candidates.settled import SettledPage, settle
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from ui.pages.candidates.attach_dialog import AttachDialog
from ui.pages.candidates.detail import Dossier
from ui.pages.candidates.edit_dialog import EditDialog
from ui.pages.candidates.page import CandidatesPage
from ui.pages.page import Workplace


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> Iterator[CandidatesPage]:
    made = SettledPage(workplace)
    qtbot.addWidget(made)
    made.resize(970, 760)
    made.show()
    yield made
    if made.dialog is not None:
        made.dialog.reject()


@pytest.fixture
def went(page: CandidatesPage) -> list[tuple[str, object]]:
    """Where the page asked to go."""
    places: list[tuple[str, object]] = []
    page.go.connect(lambda name, argument: places.append((name, argument)))
    return places


def make_vacancy(workplace: Workplace, title: str = "SMM manager") -> VacancyProfile:
    """One that asks for a single competency, so that its assessment is short."""
    profile = vacancies.new_profile()
    first = profile.competencies[0]
    asked = (CompetencyRequirement(first.competency_id, 3, 5),)
    return vacancies.save(
        replace(profile, title=title, competencies=asked), unit_of_work=workplace.program.unit_of_work
    )


def make_candidate(
    workplace: Workplace, name: str, vacancy_id: UUID | None = None, **fields: str
) -> Candidate:
    unit_of_work = workplace.program.unit_of_work
    made = candidates.new(name, unit_of_work=unit_of_work, vacancy_id=vacancy_id)
    return candidates.save(replace(made, **fields), unit_of_work=unit_of_work)


def assess(workplace: Workplace, vacancy_id: UUID, name: str, candidate_id: UUID | None = None) -> UUID:
    unit_of_work = workplace.program.unit_of_work
    form = assessments.vacancy_form(vacancy_id, unit_of_work=unit_of_work)
    return take(form, name, 0.5, unit_of_work, candidate_id=candidate_id).attempt_id


def names(page: CandidatesPage) -> list[str]:
    settle(page)
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def dossier(page: CandidatesPage) -> Dossier:
    settle(page)
    shown = page.detail.dossier
    assert shown is not None
    return shown


def edit_dialog(page: CandidatesPage) -> EditDialog:
    assert isinstance(page.dialog, EditDialog)
    return page.dialog


# -- the list ----------------------------------------------------------------------------------------
def test_an_empty_list_says_what_to_do_and_does_it(page: CandidatesPage) -> None:
    page.enter()
    assert page.stack.currentWidget() is page.empty
    page.empty.action.click()
    assert edit_dialog(page).isVisible()


def test_the_list_shows_contact_stage_score_tags_and_when_they_were_added(
    page: CandidatesPage, workplace: Workplace
) -> None:
    vacancy = make_vacancy(workplace)
    person = make_candidate(workplace, "Candidate A", vacancy.id, email="a@example.com", phone="01711")
    candidates.save(replace(person, tags=("reels", "ঢাকা")), unit_of_work=workplace.program.unit_of_work)
    make_candidate(workplace, "Candidate B")
    assess(workplace, vacancy.id, "Candidate A", person.id)
    page.enter()
    row = [page.model.index(1, column).data() for column in range(7)]
    assert row[:4] == ["Candidate A", "a@example.com", "01711", "tested"]
    assert row[4].endswith("%") and row[5] == "reels, ঢাকা" and row[6]
    assert [page.model.index(0, column).data() for column in range(6)] == [
        "Candidate B",
        "",
        "",
        "new",
        "none",
        "",
    ]


@pytest.mark.parametrize("typed", ["candidate b", "B@EXAMPLE", "০১৭২", "0172", "ree", "offer made", "প্রস্তাব"])
def test_typing_finds_by_name_email_phone_tag_and_stage(
    page: CandidatesPage, workplace: Workplace, typed: str
) -> None:
    make_candidate(workplace, "Candidate A", email="a@example.com", phone="01711")
    person = make_candidate(workplace, "Candidate B", email="b@example.com", phone="01722")
    with workplace.program.unit_of_work() as work:
        work.candidates.save(replace(person, tags=("reels",)))
        work.connection.exec_driver_sql("UPDATE candidate SET stage = 'offer' WHERE name = 'Candidate B'")
        work.commit()
    page.enter()
    for letter in typed:
        page.filter.insert(letter)  # the keys of QTest know no Bengali
    assert names(page) == ["Candidate B"]
    assert dossier(page).candidate.name == "Candidate B"


def test_finding_nobody_is_said_and_undone_with_one_button(
    page: CandidatesPage, workplace: Workplace
) -> None:
    make_candidate(workplace, "Candidate A")
    page.enter()
    page.filter.setText("zzz")
    settle(page)
    assert page.lists.currentWidget() is page.none_found
    assert not page.detail_area.isVisible()
    page.none_found.action.click()
    assert names(page) == ["Candidate A"]
    settle(page)
    assert page.detail_area.isVisible()


def test_entering_with_an_id_selects_that_candidate_even_under_a_filter(
    page: CandidatesPage, workplace: Workplace
) -> None:
    person = make_candidate(workplace, "Candidate A")
    make_candidate(workplace, "Candidate B")
    page.enter()
    page.filter.setText("B")
    settle(page)
    page.enter(person.id)
    assert dossier(page).candidate.id == person.id


def test_the_candidate_stands_beside_the_list_or_below_it_as_there_is_room(
    page: CandidatesPage, workplace: Workplace
) -> None:
    make_candidate(workplace, "Candidate A")
    page.enter()
    assert page.split.orientation() is Qt.Orientation.Horizontal
    page.resize(652, 560)
    assert page.split.orientation() is Qt.Orientation.Vertical


# -- adding and changing -----------------------------------------------------------------------------
def test_a_candidate_is_added_by_keyboard_and_applies_at_once(
    page: CandidatesPage, workplace: Workplace, qtbot: QtBot
) -> None:
    vacancy = make_vacancy(workplace)
    make_candidate(workplace, "Candidate A")
    page.enter()
    page.activateWindow()
    qtbot.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = edit_dialog(page)
    qtbot.keyClicks(dialog.name, "Candidate B")
    qtbot.keyClicks(dialog.email, "b@example.com")
    qtbot.keyClicks(dialog.vacancy, vacancy.title)
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert page.dialog is None
    shown = dossier(page)
    assert (shown.candidate.name, shown.candidate.email) == ("Candidate B", "b@example.com")
    assert [applied.id for applied in shown.applied] == [vacancy.id]


def test_coming_from_a_vacancy_the_new_candidate_applies_for_it(
    page: CandidatesPage, workplace: Workplace
) -> None:
    make_vacancy(workplace, "Another")
    vacancy = make_vacancy(workplace)
    page.enter(("new", vacancy.id))
    assert edit_dialog(page).vacancy_id == vacancy.id


def test_a_candidate_without_a_name_is_not_kept_and_the_dialog_says_so(
    page: CandidatesPage, workplace: Workplace
) -> None:
    page.enter()
    page.add()
    dialog = edit_dialog(page)
    dialog.email.setText("a@example.com")
    dialog.name.setText("   ")
    dialog.keep.click()
    assert dialog.isVisible() and dialog.problem.isVisible()
    assert dialog.email.text() == "a@example.com"
    assert candidates.listing(unit_of_work=workplace.program.unit_of_work) == ()
    dialog.name.setText("Candidate A")
    assert not dialog.problem.isVisible()


def test_enter_on_a_row_edits_it(page: CandidatesPage, workplace: Workplace, qtbot: QtBot) -> None:
    make_candidate(workplace, "Candidate A", note="Met at a fair")
    page.enter()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    dialog = edit_dialog(page)
    assert dialog.note.toPlainText() == "Met at a fair"
    dialog.phone.setText("01711")
    dialog.keep.click()
    assert dossier(page).candidate.phone == "01711"
    assert dossier(page).candidate.note == "Met at a fair"


def test_deleting_takes_effect_at_once_and_can_be_undone(
    page: CandidatesPage, workplace: Workplace, notices: RecordingNotices, qtbot: QtBot
) -> None:
    make_candidate(workplace, "Candidate A")
    make_candidate(workplace, "Candidate B")
    page.enter()
    page.activateWindow()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert names(page) == ["Candidate A"]
    assert notices.infos == ["Candidate B has been deleted, with their results."]
    assert notices.action is not None
    notices.action()
    assert names(page) == ["Candidate B", "Candidate A"]
    assert dossier(page).candidate.name == "Candidate B"


def test_delete_takes_all_who_are_selected_after_it_was_said_how_many(
    page: CandidatesPage, workplace: Workplace, notices: RecordingNotices, qtbot: QtBot
) -> None:
    for letter in "ABCD":
        make_candidate(workplace, f"Candidate {letter}")
    page.enter()
    page.activateWindow()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert "4 selected" in page.filters.said.text()
    notices.answers = [False]
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    settle(page)
    assert notices.questions[0].startswith("Delete 4 candidates?") and len(names(page)) == 4
    page.table.select(0)
    pick = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    page.table.selectionModel().select(page.model.index(1, 0), pick)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    settle(page)
    assert names(page) == ["Candidate B", "Candidate A"]
    assert "selected" not in page.filters.said.text() and page.table.picked == frozenset()
    assert notices.infos == ["2 candidates have been deleted, with their results."]
    assert notices.action is not None
    notices.action()
    settle(page)
    assert names(page) == ["Candidate D", "Candidate C", "Candidate B", "Candidate A"]


def test_who_was_merged_away_is_no_longer_selected(page: CandidatesPage, workplace: Workplace) -> None:
    people = [make_candidate(workplace, f"Candidate {letter}") for letter in "ABC"]
    page.enter()
    page.table.selectAll()
    settle(page)
    unit_of_work = workplace.program.unit_of_work
    merging.merge(people[0].id, [people[1].id], who="R", unit_of_work=unit_of_work)
    page.refresh()
    assert page.filters.said.text() == "2 candidates · 2 selected"


def test_the_keys_of_tabs_turn_them_from_the_list_too(
    page: CandidatesPage, workplace: Workplace, qtbot: QtBot
) -> None:
    make_candidate(workplace, "Candidate A")
    page.enter()
    page.activateWindow()
    page.table.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(page.table, Qt.Key.Key_Tab, control)
    assert page.detail.tabs.currentIndex() == 1
    qtbot.keyClick(page.table, Qt.Key.Key_Backtab, control | Qt.KeyboardModifier.ShiftModifier)
    assert page.detail.tabs.currentIndex() == 0
    qtbot.keyClick(page.table, Qt.Key.Key_Down)  # lets go of the modifiers, for the tests that follow


# -- applying ----------------------------------------------------------------------------------------
def test_the_menu_offers_the_vacancies_not_applied_for_and_applying_can_be_undone(
    page: CandidatesPage, workplace: Workplace, notices: RecordingNotices
) -> None:
    first, second = make_vacancy(workplace, "First"), make_vacancy(workplace, "Sales & more")
    make_candidate(workplace, "Candidate A", first.id)
    page.enter()
    page.detail.applications.fill_menu()
    actions = page.detail.applications.menu.actions()
    assert [action.text() for action in actions] == ["Sales && more"]
    actions[0].trigger()
    assert {vacancy.id for vacancy in dossier(page).applied} == {first.id, second.id}
    assert notices.action is not None
    notices.action()
    assert [vacancy.id for vacancy in dossier(page).applied] == [first.id]


def test_without_a_vacancy_to_apply_for_the_menu_leads_to_building_one(
    page: CandidatesPage, workplace: Workplace, went: list[tuple[str, object]]
) -> None:
    make_candidate(workplace, "Candidate A")
    page.enter()
    page.detail.applications.fill_menu()
    page.detail.applications.menu.actions()[0].trigger()
    assert went == [("vacancies", "new")]


def test_an_application_can_be_withdrawn_and_that_undone(
    page: CandidatesPage, workplace: Workplace, notices: RecordingNotices
) -> None:
    vacancy = make_vacancy(workplace)
    make_candidate(workplace, "Candidate A", vacancy.id)
    page.enter()
    page.withdraw(vacancy.id)
    assert dossier(page).applied == ()
    assert notices.action is not None
    notices.action()
    assert [applied.id for applied in dossier(page).applied] == [vacancy.id]


def test_two_vacancies_of_the_same_title_are_told_apart(page: CandidatesPage, workplace: Workplace) -> None:
    make_vacancy(workplace, "Same")
    vacancy = make_vacancy(workplace, "Same")
    make_candidate(workplace, "Candidate A", vacancy.id)
    page.enter()
    assert [applied.id for applied in dossier(page).applied] == [vacancy.id]


# -- assessing ---------------------------------------------------------------------------------------
def test_the_assessment_starts_for_the_candidate_and_the_vacancy(
    page: CandidatesPage, workplace: Workplace, went: list[tuple[str, object]]
) -> None:
    vacancy = make_vacancy(workplace)
    person = make_candidate(workplace, "Candidate A", vacancy.id)
    page.enter()
    page.detail.start_wanted.emit(vacancy.id)
    assert went == [("assessment", ("candidate", vacancy.id, person.id, "Candidate A"))]


def test_a_result_is_listed_and_can_be_looked_at(
    page: CandidatesPage, workplace: Workplace, went: list[tuple[str, object]]
) -> None:
    vacancy = make_vacancy(workplace)
    person = make_candidate(workplace, "Candidate A", vacancy.id)
    attempt_id = assess(workplace, vacancy.id, "Candidate A", person.id)
    page.enter()
    assert [result.attempt_id for result in dossier(page).results] == [attempt_id]
    page.detail.result_wanted.emit(attempt_id)
    assert went == [("assessment", ("result", attempt_id))]


def test_a_finished_attempt_without_a_candidate_can_be_attached(
    page: CandidatesPage, workplace: Workplace, notices: RecordingNotices
) -> None:
    vacancy = make_vacancy(workplace)
    assess(workplace, vacancy.id, "Somebody else")
    attempt_id = assess(workplace, vacancy.id, "candidate a")
    make_candidate(workplace, "Candidate A")
    page.enter()
    assert dossier(page).can_attach and dossier(page).results == ()
    page.detail.results.attach.click()
    dialog = page.dialog
    assert isinstance(dialog, AttachDialog)
    proposed = dialog.table.current_row()
    assert proposed is not None and proposed.attempt_id == attempt_id  # the one of the same name
    dialog.attach.click()
    assert page.dialog is None
    shown = dossier(page)
    assert [result.attempt_id for result in shown.results] == [attempt_id]
    assert [applied.id for applied in shown.applied] == [vacancy.id]
    assert notices.infos == ["The result is now Candidate A’s."]


def test_attaching_is_not_offered_where_there_is_nothing_to_attach(
    page: CandidatesPage, workplace: Workplace
) -> None:
    make_candidate(workplace, "Candidate A")
    page.enter()
    assert page.detail.results.attach.isHidden()


# -- language ----------------------------------------------------------------------------------------
def test_a_filled_page_switched_to_bengali_reads_as_one_opened_in_bengali(
    page: CandidatesPage, workplace: Workplace, qtbot: QtBot
) -> None:
    vacancy = make_vacancy(workplace, "এসএমএম ম্যানেজার")
    person = make_candidate(workplace, "প্রার্থী ক", vacancy.id)
    make_vacancy(workplace, "দ্বিতীয় পদ")
    assess(workplace, vacancy.id, "প্রার্থী ক", person.id)
    assess(workplace, vacancy.id, "কেউ একজন")
    page.enter()
    page.filter.setText("ক")
    settle(page)
    speak("bn")
    qtbot.wait(20)
    assert page.filter.text() == "ক"
    assert latin_words(texts_of(page)) == set()
    fresh = SettledPage(workplace)
    qtbot.addWidget(fresh)
    fresh.show()
    fresh.enter()
    fresh.filter.setText("ক")
    settle(fresh)
    assert set(texts_of(page)) == set(texts_of(fresh))


def test_what_was_typed_into_the_dialog_outlives_a_change_of_language(
    page: CandidatesPage, workplace: Workplace
) -> None:
    page.enter()
    page.add()
    dialog = edit_dialog(page)
    dialog.name.setText("প্রার্থী ক")
    speak("bn")
    assert dialog.name.text() == "প্রার্থী ক"
    assert dialog.windowTitle() == "নতুন প্রার্থী"
    assert latin_words(texts_of(dialog)) == set()
