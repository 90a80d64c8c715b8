"""Questions with a time of their own in the window: forward only, and no time is won by closing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from smmhire.assessment.attempts import FormSettings
from smmhire.assessment.composition import FormSpec
from smmhire.assessment.items import ItemType
from smmhire.content import load_items
from smmhire.services import assessments, clock, forms, vacancies
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of, words_of_the_bank
from ui.pages.assessment import player as player_module
from ui.pages.assessment import time_label, timed_player
from ui.pages.assessment.page import AssessmentPage
from ui.pages.assessment.start_words import about_form
from ui.pages.assessment.timed_player import TimedPlayer
from ui.pages.page import Workplace

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


class Times:
    """The clock of the computer, set by the test."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds)


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> Times:
    ours = Times()
    for service in (assessments, clock):
        monkeypatch.setattr(service, "utc_now", ours.now)
    for module in (time_label, player_module, timed_player):
        monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: ours.seconds))
    return ours


@pytest.fixture
def page(workplace: Workplace, times: Times, qtbot: QtBot) -> AssessmentPage:
    unit_of_work = workplace.program.unit_of_work
    vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    spec = FormSpec((("content", 3),), has_self_ratings=False, settings=FormSettings(item_seconds=60))
    forms.save_spec(vacancy.id, spec, unit_of_work=unit_of_work)
    form = forms.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    assert "for each question from when you first see it" in about_form(form, is_timed=True)
    # Of one kind, which a digit answers: what is drawn for a vacancy may be a number or an order.
    asked = [
        item.id
        for item in load_items()
        if item.competency == "content" and item.type is ItemType.SINGLE_CHOICE
    ]
    form = replace(form, item_ids=tuple(asked[: len(form.item_ids)]))
    attempt = assessments.start(form, "P", unit_of_work=unit_of_work)
    made = AssessmentPage(workplace)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.open_attempt(attempt.id)
    return made


def playing(page: AssessmentPage) -> TimedPlayer:
    assert isinstance(page.player, TimedPlayer)
    return page.player


def place(page: AssessmentPage) -> int:
    """Index of the question on the screen."""
    player = playing(page)
    return [item.id for item in player.sitting.items].index(player.item.id)


def test_the_next_question_comes_when_the_time_of_one_is_over(
    page: AssessmentPage, times: Times, notices: RecordingNotices
) -> None:
    player = playing(page)
    assert player.item_remaining() == 60 and not player.previous.isVisible()
    times.seconds = 59
    player.count_down()
    assert place(page) == 0 and "for this question" in player.place.text()
    times.seconds = 60
    player.count_down()
    assert place(page) == 1 and player.item_remaining() == 60
    assert notices.infos == ["The time of the question is over. What you have answered is kept."]


def test_an_answer_is_kept_at_once_and_one_goes_forward_only(
    page: AssessmentPage, times: Times, notices: RecordingNotices
) -> None:
    player = playing(page)
    player.answer_view.choose(1)
    given = dict(player.answers)
    assert given
    player.go_on()  # where half of it is missing, that is confirmed
    player.go_back()
    assert place(page) == 1
    notices.answers = [False]
    player.go_on()
    assert place(page) == 1 and notices.questions[-1].startswith("Go on without a whole answer?")
    kept = assessments.open_attempt(
        player.sitting.attempt.id, unit_of_work=page.program.unit_of_work, now=times.now()
    )
    assert kept.answers == given and kept.first_open == 1


def test_closing_the_program_wins_no_time(page: AssessmentPage, times: Times) -> None:
    attempt_id = playing(page).sitting.attempt.id
    times.seconds = 45
    page.open_attempt(attempt_id)
    assert place(page) == 0 and playing(page).item_remaining() == 15
    times.seconds = 75
    page.open_attempt(attempt_id)
    assert place(page) == 1 and playing(page).item_remaining() == 60


def test_after_the_last_question_it_ends_by_itself(page: AssessmentPage, times: Times, qtbot: QtBot) -> None:
    attempt_id = playing(page).sitting.attempt.id
    for end in (60, 120):
        times.seconds = end
        playing(page).count_down()
    times.seconds = 179
    playing(page).count_down()
    assert page.player is not None
    times.seconds = 180
    playing(page).count_down()
    qtbot.waitUntil(lambda: page.player is None)
    scored = assessments.result(attempt_id, unit_of_work=page.program.unit_of_work)
    assert (scored.asked, scored.answered) == (3, 0)


def test_everything_speaks_bengali(page: AssessmentPage) -> None:
    speak("bn")
    assert latin_words(texts_of(playing(page)), *words_of_the_bank()) == set()
