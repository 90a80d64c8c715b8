"""A job seeker takes a self-assessment in the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from smmhire.assessment.attempts import Answer, Purpose
from smmhire.assessment.items import Item, ItemType
from smmhire.bilingual import Language
from smmhire.errors import UserError
from smmhire.services import assessments, attempt_events, candidates, certificates, vacancies
from tests.reports.reading import text_of
from tests.services.answering import take
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from ui.pages.assessment.answers import (
    AnswerWidget,
    ChoiceAnswer,
    NumericAnswer,
    OrderAnswer,
    SelfRatingAnswer,
    SituationalAnswer,
)
from ui.pages.assessment.page import AssessmentPage
from ui.pages.assessment.player import Player
from ui.pages.page import Workplace
from ui.widgets.stops import first_stop

PERSON = "Candidate A"
# 1366 × 768 pixels at twice the scale, less the row with the pages and the language.
SMALL_SCREEN = QSize(683, 300)


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> AssessmentPage:
    made = AssessmentPage(workplace)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.enter()
    made.show()
    return made


@pytest.fixture
def player(page: AssessmentPage) -> Player:
    page.start_view.name.setText(PERSON)
    page.start_view._form = assessments.practice_form(assessments.Length.FULL, seed=5)  # every type is in it
    page.start_view.start()
    assert page.player is not None
    return page.player


def go_to(player: Player, item_type: ItemType) -> None:
    player.show_item(next(item.id for item in player.sitting.items if item.type is item_type))


View = TypeVar("View", bound=AnswerWidget)


def view(player: Player, kind: type[View]) -> View:
    """The answer on the screen, which must be of that kind."""
    assert isinstance(player.answer_view, kind)
    return player.answer_view


def stored(player: Player) -> dict[str, Answer]:
    """What the database holds, read anew."""
    sitting = assessments.open_attempt(player.sitting.attempt.id, unit_of_work=player._unit_of_work)
    return {item_id: answer for item_id, answer in sitting.answers.items() if not answer.is_empty}


def test_every_kind_of_answer_is_in_the_database_at_once(player: Player, qtbot: QtBot) -> None:
    go_to(player, ItemType.SINGLE_CHOICE)
    item = player.item
    qtbot.keyClick(player, Qt.Key.Key_2)
    assert stored(player)[item.id].selected == (item.options[1].id,)

    go_to(player, ItemType.MULTIPLE_RESPONSE)
    item = player.item
    player.answer_view.choose(1)
    player.answer_view.choose(3)
    assert stored(player)[item.id].selected == (item.options[0].id, item.options[2].id)

    go_to(player, ItemType.ORDERING)
    item = player.item
    view(player, OrderAnswer).list.move(1)
    expected = [option.id for option in item.options]
    expected[0], expected[1] = expected[1], expected[0]
    assert stored(player)[item.id].selected == tuple(expected)

    go_to(player, ItemType.NUMERIC)
    item = player.item
    qtbot.keyClicks(view(player, NumericAnswer).field, "1,250.5")
    assert stored(player)[item.id].number == 1250.5

    go_to(player, ItemType.SITUATIONAL)
    item = player.item
    player.answer_view.choose(1)
    player.answer_view.choose(2)
    given = stored(player)[item.id]
    assert (given.best, given.worst) == (item.options[0].id, item.options[1].id)

    go_to(player, ItemType.SELF_RATING)
    player.answer_view.choose(4)
    assert stored(player)[player.item.id].rating == 4

    go_to(player, ItemType.MATCHING)
    item = player.item
    player.answer_view.choose(2)
    partner = player.sitting.matches(item)[1]
    assert stored(player)[item.id].pairs == ((item.options[0].id, partner.id),)


@pytest.mark.parametrize(("language", "shown"), [("en", "12.7"), ("bn", "১২.৭")])
def test_a_number_is_shown_again_as_it_was_typed_whatever_rounding_was_asked_for(
    player: Player, qtbot: QtBot, language: str, shown: str
) -> None:
    item = next(i for i in player.sitting.items if i.numeric is not None and i.numeric.decimals == 0)
    player.show_item(item.id)
    qtbot.keyClicks(view(player, NumericAnswer).field, "12.7")
    assert stored(player)[item.id].number == 12.7
    speak(language)
    player.go_on()
    player.show_item(item.id)
    assert view(player, NumericAnswer).field.text() == shown


def test_a_number_typed_in_bengali_digits_is_the_same_number(player: Player, qtbot: QtBot) -> None:
    go_to(player, ItemType.NUMERIC)
    view(player, NumericAnswer).field.setText("১২.৫")
    view(player, NumericAnswer).field.textEdited.emit("১২.৫")
    assert stored(player)[player.item.id].number == 12.5


def test_an_answer_taken_back_stays_taken_back(player: Player, qtbot: QtBot) -> None:
    go_to(player, ItemType.NUMERIC)
    qtbot.keyClicks(view(player, NumericAnswer).field, "7")
    qtbot.keyClick(view(player, NumericAnswer).field, Qt.Key.Key_Backspace)
    assert player.item.id not in stored(player)


def test_one_action_cannot_be_both_best_and_worst(player: Player) -> None:
    go_to(player, ItemType.SITUATIONAL)
    situation = view(player, SituationalAnswer)
    situation.best.button(0).click()
    situation.worst.button(0).click()
    given = stored(player)[player.item.id]
    assert (given.best, given.worst) == (None, player.item.options[0].id)


def test_a_paused_attempt_goes_on_at_the_first_open_question_with_all_answers(
    page: AssessmentPage, player: Player
) -> None:
    for _step in range(5):
        player.answer_view.choose(2)
        player.go_on()
    answered = dict(player.answers)
    attempt_id = player.sitting.attempt.id
    player.leave.click()
    assert page.player is None
    page.open_attempt(attempt_id)
    assert page.player is not None
    assert page.player.answers == answered
    assert page.player.item.id not in answered


def test_the_clock_of_a_resumed_attempt_has_run_on(page: AssessmentPage, player: Player) -> None:
    limit = player.sitting.attempt.form.time_limit
    remaining = player.remaining()
    assert limit is not None and remaining is not None
    assert 0 < remaining <= limit


def test_enter_goes_on_and_page_up_goes_back(player: Player, qtbot: QtBot) -> None:
    first = player.item.id
    qtbot.keyClick(player, Qt.Key.Key_Return)
    assert player.item.id != first
    qtbot.keyClick(player, Qt.Key.Key_PageUp)
    assert player.item.id == first


def test_finishing_says_what_is_open_and_shows_the_result(
    page: AssessmentPage, player: Player, notices: RecordingNotices
) -> None:
    player.answer_view.choose(3)
    player.ask_to_finish()
    open_questions = len(player.sitting.items) - 1
    assert str(open_questions) in notices.questions[0]
    assert page.result_view is not None
    assert PERSON in page.result_view.title.text()
    assert page.result_view.model.rowCount() == 8
    assert page.result_view.chart.chart is not None


def test_a_refused_finish_goes_to_the_first_open_question(
    page: AssessmentPage, player: Player, notices: RecordingNotices
) -> None:
    player.answer_view.choose(3)
    player.show_item(player.sitting.items[-1].id)
    notices.answers = [False]
    player.go_on()
    assert page.player is player
    assert page.result_view is None
    assert player.item is player.sitting.items[1]


def test_enter_pressed_by_habit_does_not_finish_with_open_questions(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    meant: list[bool] = []

    def ask(*_words: str, enter_means_yes: bool, **_labels: str) -> bool:
        meant.append(enter_means_yes)
        return False

    monkeypatch.setattr(player._notices, "ask", ask)
    player.ask_to_finish()
    answers = {item.id: whole_answer(item) for item in player.sitting.items}
    monkeypatch.setattr(player, "answers", answers)
    player.ask_to_finish()
    assert meant == [False, True]


def whole_answer(item: Item) -> Answer:
    """Any answer from which nothing is missing."""
    if item.type is ItemType.SITUATIONAL:
        return Answer(best="a", worst="b")
    if item.type is ItemType.MATCHING:
        return Answer(pairs=tuple((option.id, option.id) for option in item.options))
    return Answer(selected=("any",))


def test_half_an_answer_is_said_and_does_not_count_as_answered(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_to(player, ItemType.SITUATIONAL)
    player.answer_view.choose(2)
    assert player.progress.value() == 0
    assert player.kept.text() == "Choose the least effective action too."
    explanations: list[str] = []
    monkeypatch.setattr(player._notices, "ask", lambda _question, said, **_more: explanations.append(said))
    player.ask_to_finish()
    assert explanations[0].endswith("1 question is answered in part only.")
    assert str(len(player.sitting.items) - 1) in explanations[0]
    go_to(player, ItemType.SITUATIONAL)
    view(player, SituationalAnswer).show_answer(Answer(best="a", worst="b"))
    player._take(Answer(best="a", worst="b"))
    assert player.progress.value() == 1 and "all kept" in player.kept.text()


def test_page_keys_turn_the_questions_from_within_an_answer_too(player: Player, qtbot: QtBot) -> None:
    player.window().activateWindow()
    go_to(player, ItemType.NUMERIC)
    at = player.sitting.items.index(player.item)
    inside = player.focusWidget()
    assert inside is not None and player.answer_view.isAncestorOf(inside)
    qtbot.keyClick(inside, Qt.Key.Key_PageUp)
    assert player.item is player.sitting.items[at - 1]
    within = player.focusWidget()
    assert within is not None
    qtbot.keyClick(within, Qt.Key.Key_PageDown)
    assert player.item is player.sitting.items[at]


def test_an_answer_the_disk_refused_is_said_and_handed_in_again_before_one_goes_on(
    player: Player, notices: RecordingNotices, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = assessments.submit_answer

    def refuse(*_anything: object, **_more: object) -> None:
        raise UserError("The disk is full.", "Make room.")

    first = player.item
    monkeypatch.setattr(assessments, "submit_answer", refuse)
    player.answer_view.choose(3)
    assert "not kept" in player.kept.text()
    for move in (player.go_on, player.pause, player.ask_to_finish):
        move()
        assert player.item is first
    assert len(notices.errors) == 4
    assert notices.questions == []

    monkeypatch.setattr(assessments, "submit_answer", keep)
    player.go_on()
    assert stored(player)[first.id].rating == 3
    assert player.item is not first
    assert "all kept" in player.kept.text()


def test_the_keyboard_is_on_the_first_answer_and_goes_from_there_to_the_buttons(player: Player) -> None:
    for item_type in (ItemType.MULTIPLE_RESPONSE, ItemType.ORDERING, ItemType.NUMERIC):
        go_to(player, item_type)
        widget = player.focusWidget()
        assert widget is first_stop(player.answer_view)
        order: list[QWidget] = []
        while widget is not None and widget not in order:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                order.append(widget)
            widget = widget.nextInFocusChain()
        answers = [w for w in order if player.answer_view.isAncestorOf(w)]
        buttons = [player.leave, player.finish, player.previous, player.next]
        assert order[: len(answers) + 4] == [*answers, *buttons]


def test_the_keyboard_comes_back_to_the_option_that_was_chosen(player: Player) -> None:
    player.answer_view.choose(4)
    player.go_on()
    player.go_back()
    focused = player.focusWidget()
    assert isinstance(focused, QRadioButton) and focused.isChecked()


def test_a_question_is_read_from_its_beginning(page: AssessmentPage, player: Player, qtbot: QtBot) -> None:
    page.resize(660, 320)
    go_to(player, ItemType.MULTIPLE_RESPONSE)
    bar = player._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    player.go_on()
    assert bar.value() == 0


def test_nobody_is_named_as_issuer_of_a_self_assessment(
    page: AssessmentPage, player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.settings.change(employer="A shop")
    player.end()
    view = page.result_view
    assert view is not None
    monkeypatch.setattr(view, "_open", lambda *_anything: None)
    view.open_certificate()
    issued = certificates.listing(view.attempt.id, unit_of_work=page.program.unit_of_work)
    assert [certificate.issuer for certificate in issued] == [""]


@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_plan_is_to_be_had_as_a_document_of_its_own(
    page: AssessmentPage, player: Player, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    player.end()
    view = page.result_view
    assert view is not None
    shown: list[tuple[Callable[[Language], bytes], str]] = []
    monkeypatch.setattr(view, "_open", lambda make, name: shown.append((make, name)))
    view.plan_document.click()
    ((make, name),) = shown
    assert name.endswith(view.attempt.taker_name)
    heading = {"bn": "উন্নয়ন পরিকল্পনা", "en": "Development plan"}[language]
    assert text_of(make(language)).startswith(heading)


def test_the_player_speaks_bengali_without_losing_the_answer(player: Player) -> None:
    go_to(player, ItemType.SINGLE_CHOICE)
    player.answer_view.choose(1)
    speak("bn")
    assert player.stem.text() == player.item.stem.bn
    assert view(player, ChoiceAnswer).group.checkedId() == 0
    assert latin_words(texts_of(player)) == set()


def test_the_result_reads_in_bengali(page: AssessmentPage, player: Player) -> None:
    player.answer_view.choose(3)
    player.ask_to_finish()
    assert page.result_view is not None
    speak("bn")
    # Codes, brands and key words of questions stand in Latin letters inside the questions themselves.
    view = page.result_view
    read = [text for text in texts_of(view) if text != view.review_text.toPlainText()]
    assert latin_words(read, *PERSON.split()) == set()
    assert "৮" in view.headline.text()


def test_a_name_is_asked_for(page: AssessmentPage) -> None:
    from smmhire.errors import UserError

    page.start_view.name.setText("  ")
    with pytest.raises(UserError):
        page.start_view.start()
    assert page.player is None


def test_a_candidate_is_assessed_for_the_vacancy_they_were_sent_for(page: AssessmentPage) -> None:
    unit_of_work = page.program.unit_of_work
    profile = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    candidate = candidates.new(PERSON, unit_of_work=unit_of_work, vacancy_id=profile.id)
    page.enter(("candidate", profile.id, candidate.id, PERSON))
    assert page.start_view.title.text() == f"Assessment of {PERSON}", "nobody takes it for a self-assessment"
    assert not page.start_view.hand_over.isHidden()
    page.start_view.start()
    assert page.player is not None
    attempt = page.player.sitting.attempt
    assert attempt.form.vacancy_id == profile.id
    assert attempt.candidate_id == candidate.id
    assert attempt.form.purpose is Purpose.ASSESSMENT


# -- before it begins --------------------------------------------------------------------------------
def test_the_length_is_chosen_remembered_and_not_asked_for_a_vacancy(page: AssessmentPage) -> None:
    start = page.start_view
    assert start.length.currentData() == "short" and start.about.text().startswith("48 questions")
    start.length.setCurrentIndex(1)
    start.length.activated.emit(1)
    assert start.about.text().startswith("88 questions")
    assert page.settings.current.form_length == "full"
    vacancies.save(vacancies.new_profile(), unit_of_work=page.program.unit_of_work)
    start.load()
    start.vacancy.setCurrentIndex(1)
    assert not start.length.isVisible()
    start.vacancy.setCurrentIndex(0)
    assert start.length.isVisible()


def test_an_unfinished_assessment_says_how_far_it_is_and_can_be_thrown_away(
    page: AssessmentPage, player: Player, notices: RecordingNotices
) -> None:
    go_to(player, ItemType.SINGLE_CHOICE)
    player.answer_view.choose(1)
    player.pause()
    start = page.start_view
    assert start.open_card.isVisible()
    (shown,) = [text for text in texts_of(start.open_card) if PERSON in text and "answered" in text]
    assert "1 of 88 answered" in shown and "left" in shown
    (one,) = start._attempts
    notices.answers = [False, True]
    start.discard(one)
    assert len(start._attempts) == 1, "refused"
    start.discard(one)
    assert start._attempts == () and start.open_card.isHidden()


def test_attempts_of_candidates_are_not_shown_to_whoever_assesses_themselves(page: AssessmentPage) -> None:
    unit_of_work = page.program.unit_of_work
    vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    person = candidates.new(PERSON, vacancy_id=vacancy.id, unit_of_work=unit_of_work)
    form = assessments.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    for is_finished in (True, False):
        attempt = assessments.start(form, PERSON, person.id, unit_of_work=unit_of_work)
        if is_finished:
            assessments.finish(attempt.id, unit_of_work=unit_of_work)
    page.start_view.load()
    assert page.start_view._attempts == () and page.start_view.done_card.isHidden()
    page.start_view.load(vacancy.id, (person.id, PERSON))
    assert len(page.start_view._attempts) == 1 and not page.start_view.done_card.isHidden()
    assert "Throw away" not in texts_of(page.start_view.open_card), "it stays on record"


# -- in a small window -------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["bn", "en"])
def test_no_question_needs_a_wider_or_higher_window_than_a_small_screen_gives(
    language: str, page: AssessmentPage, player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(language)
    page.resize(SMALL_SCREEN)
    for minutes in (90.0, 4.5):
        monkeypatch.setattr(player.clock, "remaining", lambda m=minutes: m * 60)
        for item in player.sitting.items:
            player.show_item(item.id)
            needed = page.minimumSizeHint()
            assert needed.width() <= SMALL_SCREEN.width(), (item.id, minutes)
            assert needed.height() <= SMALL_SCREEN.height(), (item.id, minutes)
    player.show_overview()
    assert page.minimumSizeHint().height() <= SMALL_SCREEN.height()


def test_what_a_key_answers_comes_into_sight(page: AssessmentPage, player: Player, qtbot: QtBot) -> None:
    page.resize(SMALL_SCREEN)
    go_to(player, ItemType.SELF_RATING)
    player.activateWindow()
    viewport = player._area.viewport()
    last = view(player, SelfRatingAnswer).group.button(5)
    qtbot.waitUntil(lambda: not viewport.rect().contains(last.mapTo(viewport, last.rect().center())))
    qtbot.keyClick(player, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: viewport.rect().contains(last.mapTo(viewport, last.rect().center())))


# -- looking around ----------------------------------------------------------------------------------
def test_flags_are_put_up_with_a_key_kept_and_shown_again(
    page: AssessmentPage, player: Player, qtbot: QtBot
) -> None:
    go_to(player, ItemType.NUMERIC)
    item = player.item
    field = view(player, NumericAnswer).field
    qtbot.keyClicks(field, "f")
    assert item.id in player.flags and player.flag.isChecked() and field.text() == ""
    qtbot.keyClicks(field, "12")
    assert field.text() == "12", "digits are an answer"
    player.pause()
    page.open_attempt(player.sitting.attempt.id)
    again = page.player
    assert again is not None and again.flags == {item.id}
    again.show_item(item.id)
    assert again.flag.isChecked()
    qtbot.mouseClick(again.flag, Qt.MouseButton.LeftButton)
    assert again.flags == set() and not again.flag.isChecked()


def test_the_overview_shows_every_state_and_goes_to_a_question(player: Player, qtbot: QtBot) -> None:
    go_to(player, ItemType.SINGLE_CHOICE)
    answered = player.sitting.items.index(player.item)
    player.answer_view.choose(1)
    go_to(player, ItemType.SITUATIONAL)
    in_part = player.sitting.items.index(player.item)
    player.answer_view.choose(1)
    player.set_flag(True)
    qtbot.keyClick(player, Qt.Key.Key_O)
    overview = player.overview
    assert player.middle.currentWidget() is overview
    assert overview.counts.text() == "1 answered, 1 in part, 86 open; 1 flagged."
    names = [tile.accessibleName() for tile in overview.buttons]
    assert names[answered].endswith("answered") and names[in_part].endswith("answered in part, flagged")
    assert names[0] == "Question 1, open"
    overview.buttons[answered].setFocus()
    qtbot.keyClick(overview.buttons[answered], Qt.Key.Key_Right)
    assert overview.buttons[answered + 1].hasFocus()
    speak("bn")
    assert overview.buttons[0].text() == "১"
    speak("en")
    overview.buttons[answered].click()
    assert player.sitting.items.index(player.item) == answered
    assert player.middle.currentWidget() is not overview
    player.show_overview()
    qtbot.keyClick(overview, Qt.Key.Key_Escape)
    assert player.middle.currentWidget() is not overview


def test_the_language_key_asks_the_window_and_the_question_changes(
    page: AssessmentPage, player: Player, qtbot: QtBot
) -> None:
    go_to(player, ItemType.SINGLE_CHOICE)
    with qtbot.waitSignal(page.language_wanted):
        qtbot.keyClick(player, Qt.Key.Key_L)
    english = player.stem.text()
    speak("bn")
    assert player.stem.text() != english and latin_words([player.stem.text()]) == set()


def test_leaving_the_window_is_noted_and_short_absences_are_not_told(player: Player) -> None:
    unit_of_work, attempt_id = player._unit_of_work, player.sitting.attempt.id
    player.away.back.emit(42.0)
    player.away.back.emit(1.0)
    told = attempt_events.advisory_of(attempt_id, unit_of_work=unit_of_work)
    assert (told.away_count, told.away_seconds) == (1, 42.0)
    player.away.take(Qt.ApplicationState.ApplicationInactive)
    player.away.take(Qt.ApplicationState.ApplicationInactive)
    player.away.take(Qt.ApplicationState.ApplicationActive)
    with unit_of_work(read_only=True) as work:
        assert len(work.attempts.events(attempt_id)) == 3


def test_who_takes_an_assessment_for_a_vacancy_is_told_what_is_recorded(page: AssessmentPage) -> None:
    vacancies.save(vacancies.new_profile(), unit_of_work=page.program.unit_of_work)
    page.start_view.load()
    assert page.start_view.told.isHidden()
    page.start_view.vacancy.setCurrentIndex(1)
    assert not page.start_view.told.isHidden() and "changes no score" in page.start_view.told.text()


def test_the_employer_reads_how_an_attempt_went_and_the_job_seeker_does_not(page: AssessmentPage) -> None:
    unit_of_work = page.program.unit_of_work
    vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    shown: list[str] = []
    for form in (
        assessments.vacancy_form(vacancy.id, unit_of_work=unit_of_work),
        assessments.practice_form(seed=5),
    ):
        attempt = assessments.start(form, PERSON, unit_of_work=unit_of_work)
        item = form.item_ids[-1]
        attempt_events.note_away(attempt.id, item, 75.0, unit_of_work=unit_of_work)
        assessments.finish(attempt.id, unit_of_work=unit_of_work)
        page.show_result(attempt.id)
        assert page.result_view is not None
        shown.append(page.result_view.told.text())
    assert shown[0].startswith("Another window had the keyboard 1 time, for 1:15") or "1:15" in shown[0]
    assert "changes no score" in shown[0]
    assert shown[1] == ""


def test_the_result_of_a_candidate_leads_back_to_them(page: AssessmentPage) -> None:
    unit_of_work = page.program.unit_of_work
    profile = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    candidate = candidates.new(PERSON, unit_of_work=unit_of_work, vacancy_id=profile.id)
    form = assessments.vacancy_form(profile.id, unit_of_work=unit_of_work)
    result = take(form, PERSON, 0.5, unit_of_work, candidate_id=candidate.id)
    went: list[tuple[str, object]] = []
    page.go.connect(lambda name, argument: went.append((name, argument)))
    page.show_result(result.attempt_id)
    assert page.result_view is not None
    page.result_view.candidate.click()
    assert went == [("candidates", candidate.id)]
