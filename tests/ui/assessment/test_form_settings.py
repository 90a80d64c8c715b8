"""The player and the result as the settings of the form ask for."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smmhire.assessment.attempts import Answer, Feedback, FormSettings, Languages
from smmhire.assessment.composition import FormSpec
from smmhire.assessment.items import ItemType
from smmhire.services import assessments, candidates, forms, vacancies
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from ui.pages.assessment.page import AssessmentPage
from ui.pages.assessment.player import Player
from ui.pages.page import Workplace

PERSON = "Candidate A"
BENGALI = re.compile(r"[\u0980-\u09ff]")


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> AssessmentPage:
    made = AssessmentPage(workplace)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.enter()
    made.show()
    return made


def play(page: AssessmentPage, settings: FormSettings) -> Player:
    form = replace(assessments.practice_form(assessments.Length.FULL, seed=5), settings=settings)
    page.start_view.name.setText(PERSON)
    page.start_view._form = form
    page.start_view.start()
    assert page.player is not None
    return page.player


def go_to(player: Player, item_type: ItemType) -> None:
    player.show_item(next(item.id for item in player.sitting.items if item.type is item_type))


def stored(player: Player) -> dict[str, Answer]:
    sitting = assessments.open_attempt(player.sitting.attempt.id, unit_of_work=player._unit_of_work)
    return dict(sitting.answers)


# -- language ----------------------------------------------------------------------------------------
def test_a_form_in_bengali_is_played_in_bengali_in_an_english_window(
    page: AssessmentPage, qtbot: QtBot
) -> None:
    player = play(page, FormSettings(languages=Languages.BENGALI))
    for _round in range(2):
        for kind in ItemType:
            go_to(player, kind)
            assert latin_words(texts_of(player)) == set()
        speak("bn")
        speak("en")
    go_to(player, ItemType.NUMERIC)
    qtbot.keyClicks(player.answer_view.field, "-")  # type: ignore[attr-defined]
    player.show_overview()
    assert BENGALI.search(player.overview.counts.text())
    go_to(player, ItemType.ORDERING)
    player.answer_view.list.move(1)  # type: ignore[attr-defined]
    assert latin_words(texts_of(player)) == set()


def test_a_form_in_english_stays_english_in_a_bengali_window_and_its_result_does_not(
    page: AssessmentPage, notices: RecordingNotices
) -> None:
    speak("bn")
    player = play(page, FormSettings(languages=Languages.ENGLISH))
    shown = [text for text in texts_of(player) if text != PERSON]
    assert not any(BENGALI.search(text) for text in shown)
    player.ask_to_finish()
    assert notices.questions[0].startswith("Finish and see the result?")
    assert page.result_view is not None and BENGALI.search(page.result_view.headline.text())


def test_there_is_no_switch_of_the_language_where_the_form_has_one(
    page: AssessmentPage, qtbot: QtBot
) -> None:
    wanted: list[bool] = []
    page.language_wanted.connect(lambda: wanted.append(True))
    qtbot.keyClick(play(page, FormSettings(languages=Languages.BENGALI)), Qt.Key.Key_L)
    assert wanted == []
    qtbot.keyClick(play(page, FormSettings()), Qt.Key.Key_L)
    assert wanted == [True]


# -- confidence --------------------------------------------------------------------------------------
def test_how_sure_one_is_is_kept_with_the_answer_once_there_is_one(
    page: AssessmentPage, qtbot: QtBot
) -> None:
    player = play(page, FormSettings(asks_confidence=True))
    assert player.question.confidence.isHidden(), "of a self-rating nobody is asked"
    go_to(player, ItemType.SINGLE_CHOICE)
    row, item = player.question.confidence, player.item
    assert not row.isHidden() and not row.isEnabled()
    player.answer_view.choose(2)
    assert row.isEnabled() and stored(player)[item.id].confidence is None
    qtbot.keyClick(player, Qt.Key.Key_C)
    assert row.isAncestorOf(player.focusWidget())
    row.group.button(80).click()
    assert stored(player)[item.id] == Answer(selected=(item.options[1].id,), confidence=80)
    player.answer_view.choose(1)
    assert stored(player)[item.id] == Answer(selected=(item.options[0].id,), confidence=80)
    player.go_on()
    player.go_back()
    assert player.question.confidence.value == 80


def test_an_answer_taken_back_takes_the_confidence_along(page: AssessmentPage, qtbot: QtBot) -> None:
    player = play(page, FormSettings(asks_confidence=True))
    go_to(player, ItemType.NUMERIC)
    field = player.answer_view.field  # type: ignore[attr-defined]
    qtbot.keyClicks(field, "7")
    player.question.confidence.group.button(100).click()
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert player.question.confidence.value is None and not player.question.confidence.isEnabled()
    assert stored(player)[player.item.id].is_empty and player.item.id not in player.answers


def test_the_result_tells_how_well_one_knew_what_one_knows(page: AssessmentPage) -> None:
    player = play(page, FormSettings(asks_confidence=True))
    go_to(player, ItemType.SINGLE_CHOICE)
    player.answer_view.choose(2)
    player.question.confidence.group.button(70).click()
    player.end()
    view = page.result_view
    assert view is not None and not view.sure.isHidden()
    assert "Brier score 0." in view.sure.text() and "70% sure" in view.sure.text()


def test_nobody_is_asked_for_confidence_where_the_form_does_not(page: AssessmentPage) -> None:
    player = play(page, FormSettings())
    go_to(player, ItemType.SINGLE_CHOICE)
    assert player.question.confidence.isHidden()
    player.end()
    assert page.result_view is not None and page.result_view.sure.isHidden()


# -- feedback ----------------------------------------------------------------------------------------
def test_going_on_first_tells_what_was_right_and_the_answer_is_final(
    page: AssessmentPage, qtbot: QtBot
) -> None:
    player = play(page, FormSettings(feedback=Feedback.NOW, asks_confidence=True))
    go_to(player, ItemType.SINGLE_CHOICE)
    item = player.item
    assert player.next.text() == "Next"
    player.answer_view.choose(2)
    assert player.next.text() == "Check"
    qtbot.keyClick(player, Qt.Key.Key_Return)
    assert player.item is item and player.question.panel.isVisible()
    right = next(option for option in item.options if option.is_correct)
    assert right.rationale.en in player.question.feedback.text()
    assert not player.answer_view.isEnabled() and not player.question.confidence.isEnabled()
    before = stored(player)
    qtbot.keyClick(player, Qt.Key.Key_1)
    assert stored(player) == before and player.next.hasFocus()
    qtbot.keyClick(player.next, Qt.Key.Key_Return)
    assert player.item is not item and player.question.panel.isHidden()
    assert player.answer_view.isEnabled()


def test_what_was_told_is_there_again_when_one_comes_back(page: AssessmentPage) -> None:
    player = play(page, FormSettings(feedback=Feedback.NOW))
    go_to(player, ItemType.SINGLE_CHOICE)
    item = player.item
    player.answer_view.choose(2)
    player.go_on()
    player.pause()
    page.open_attempt(player.sitting.attempt.id)
    again = page.player
    assert again is not None and again.revealed == {item.id}
    again.show_item(item.id)
    assert again.question.panel.isVisible() and not again.answer_view.isEnabled()
    speak("bn")
    assert item.options[0].rationale.bn in again.question.feedback.text()


def test_self_ratings_open_and_half_answers_are_passed_without_a_word(page: AssessmentPage) -> None:
    player = play(page, FormSettings(feedback=Feedback.NOW))
    player.answer_view.choose(3)
    first = player.item
    player.go_on()
    assert player.item is not first and player.revealed == set()
    go_to(player, ItemType.SITUATIONAL)
    situation = player.item
    player.answer_view.choose(1)
    assert player.next.text() == "Next"
    player.go_on()
    assert player.item is not situation and player.revealed == set()


@pytest.mark.parametrize("kind", [kind for kind in ItemType if kind is not ItemType.SELF_RATING])
def test_every_kind_of_question_can_be_explained(page: AssessmentPage, kind: ItemType) -> None:
    from tests.services.answering import wrong_answer

    player = play(page, FormSettings(feedback=Feedback.NOW))
    go_to(player, kind)
    given = wrong_answer(player.item)
    player.answer_view.show_answer(given)
    player.question._take(given)
    player.go_on()
    assert player.question.is_final
    words = player.question.feedback.text()
    assert player.item.stem.en not in words and len(words) > 400


def test_a_form_that_never_tells_shows_a_result_without_the_answers(page: AssessmentPage) -> None:
    tabs: list[int] = []
    for settings in (FormSettings(feedback=Feedback.NEVER), FormSettings()):
        play(page, settings).end()
        assert page.result_view is not None
        tabs.append(page.result_view.tabs.count())
        speak("bn")
        speak("en")
    assert tabs == [2, 3]


def test_the_cut_score_of_the_form_stands_on_the_result(page: AssessmentPage) -> None:
    for cut in (80.0, None):
        play(page, FormSettings(cut=cut)).end()
        view = page.result_view
        assert view is not None and view.cut_text.isHidden() is (cut is None)
    play(page, FormSettings(cut=80.0)).end()
    assert page.result_view is not None
    assert page.result_view.cut_text.text().startswith("Cut score 80%: not reached.")
    speak("bn")
    assert BENGALI.search(page.result_view.cut_text.text())


# -- before it begins --------------------------------------------------------------------------------
def composed(page: AssessmentPage, spec: FormSpec) -> object:
    unit_of_work = page.program.unit_of_work
    vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    forms.save_spec(vacancy.id, spec, unit_of_work=unit_of_work)
    return vacancy.id


def test_what_awaits_the_taker_is_said_beforehand(page: AssessmentPage) -> None:
    settings = FormSettings(Languages.BENGALI, asks_confidence=True, feedback=Feedback.NOW)
    vacancy_id = composed(page, FormSpec((("content", 5),), time_limit=20, settings=settings))
    start = page.start_view
    start.load(vacancy_id)  # type: ignore[arg-type]
    text = start.about.text()
    assert text.startswith("6 questions, at most 20 minutes. The questions are in Bengali only.")
    assert "final" in text and "how sure you are" in text
    assert start.timed.isHidden(), "the limit is not the taker's to take away"
    start.vacancy.setCurrentIndex(0)
    assert not start.timed.isHidden()


def test_a_form_without_a_limit_says_so(page: AssessmentPage) -> None:
    settings = FormSettings(Languages.ENGLISH, feedback=Feedback.NEVER)
    vacancy_id = composed(page, FormSpec((("content", 5),), time_limit=None, settings=settings))
    page.start_view.load(vacancy_id)  # type: ignore[arg-type]
    text = page.start_view.about.text()
    assert text.startswith("6 questions, as much time as you need. The questions are in English only.")
    assert "not which answers were right" in text
    page.start_view.name.setText(PERSON)
    page.start_view.start()
    assert page.player is not None and page.player.remaining() is None


def test_who_comes_again_too_early_reads_when_it_is_possible_and_cannot_begin(
    page: AssessmentPage,
) -> None:
    unit_of_work = page.program.unit_of_work
    vacancy_id = composed(page, FormSpec((("content", 5),)))
    person = candidates.new(PERSON, vacancy_id=vacancy_id, unit_of_work=unit_of_work)  # type: ignore[arg-type]
    page.enter(("candidate", vacancy_id, person.id, PERSON))
    page.start_view.start()
    assert page.player is not None
    page.player.end()
    page.enter(("candidate", vacancy_id, person.id, PERSON))
    start = page.start_view
    assert "This test can be taken again from" in start.about.text()
    assert not start.begin.isEnabled()
    start.start()
    assert page.player is None
    speak("bn")
    start.vacancy.setCurrentIndex(0)
    assert start.begin.isEnabled()
