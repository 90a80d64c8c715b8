"""An adaptive form in the window: one question, no way back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from smmhire.assessment.attempts import Languages
from smmhire.assessment.composition import Source
from smmhire.assessment.items import ItemType
from smmhire.bootstrap import Program, open_program
from smmhire.errors import UserError
from smmhire.services import assessments, candidates, forms, results
from smmhire.vacancies.profile import VacancyProfile
from tests.services.adaptive_bank import COMPETENCY, calibrated_bank, spec, vacancy
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from ui.pages.assessment.adaptive_player import AdaptivePlayer
from ui.pages.assessment.page import AssessmentPage
from ui.pages.page import Workplace
from ui.pages.vacancies.form_dialog import FormDialog
from ui.pages.vacancies.page import VacanciesPage

PERSON = "প্রার্থী ক"
SMALL_SCREEN = QSize(683, 300)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, VacancyProfile]:
    data = tmp_path_factory.mktemp("adaptive")
    opened = open_program(data)
    calibrated_bank(opened.unit_of_work)
    profile = vacancy(opened.unit_of_work)
    opened.close()
    return data, profile


@pytest.fixture
def program(made: tuple[Path, VacancyProfile], tmp_path: Path) -> Iterator[Program]:
    shutil.copytree(made[0], tmp_path, dirs_exist_ok=True)
    opened = open_program(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def profile(made: tuple[Path, VacancyProfile]) -> VacancyProfile:
    return made[1]


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> AssessmentPage:
    page = AssessmentPage(workplace)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


def started(page: AssessmentPage, profile: VacancyProfile, **settings: object) -> AdaptivePlayer:
    unit_of_work = page.program.unit_of_work
    forms.save_spec(profile.id, spec(9, **settings), unit_of_work=unit_of_work)  # type: ignore[arg-type]
    person = candidates.new(PERSON, vacancy_id=profile.id, unit_of_work=unit_of_work)
    page.enter(("candidate", profile.id, person.id, PERSON))
    page.start_view.start()
    return playing(page)


def playing(page: AssessmentPage) -> AdaptivePlayer:
    assert isinstance(page.player, AdaptivePlayer)
    return page.player


def answer(player: AdaptivePlayer) -> None:
    player.answer_view.choose(1)
    if player.item.type is ItemType.SITUATIONAL:
        player.answer_view.choose(2)


def kept(player: AdaptivePlayer) -> dict[str, object]:
    """What the database holds, read anew."""
    attempt_id = player.sitting.attempt.id
    return dict(assessments.open_attempt(attempt_id, unit_of_work=player._unit_of_work).answers)


def test_it_is_explained_before_it_begins(page: AssessmentPage, profile: VacancyProfile) -> None:
    started(page, profile).pause()
    forms.save_spec(profile.id, spec(9), unit_of_work=page.program.unit_of_work)
    page.enter(("candidate", profile.id, candidates.new("B", unit_of_work=page.program.unit_of_work).id, "B"))
    about = page.start_view.about.text()
    assert about.startswith("At most 10 questions in at most") and "no way back" in about


def test_one_question_after_the_other_is_answered_to_the_result(
    page: AssessmentPage, profile: VacancyProfile, notices: RecordingNotices, qtbot: QtBot
) -> None:
    player = started(page, profile)
    attempt_id = player.sitting.attempt.id
    for part in (player.previous, player.flag, player.all_questions):
        assert part.isHidden()
    seen: list[str] = []
    for n in range(1, 11):
        assert player.place.text().startswith(f"Question {n} of at most 10 · ")
        assert player.progress.value() == n - 1 and player.item.id not in seen
        assert not player.next.isEnabled()
        seen.append(player.item.id)
        answer(player)
        assert len(kept(player)) == n - 1, "nothing is an answer before one goes on"
        assert player.next.isEnabled() and player.kept.text() == "Final once you go on"
        qtbot.keyClick(player, Qt.Key.Key_Return)
        if n < 10:
            assert set(kept(player)) == set(seen)
    assert page.player is None and page.result_view is not None
    assert notices.questions == []
    assert results.result(attempt_id, unit_of_work=page.program.unit_of_work).asked == 9


def test_there_is_no_way_back_and_none_past_a_question(
    page: AssessmentPage, profile: VacancyProfile, notices: RecordingNotices, qtbot: QtBot
) -> None:
    player = started(page, profile)
    answer(player)
    player.go_on()
    second = player.item
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_O, Qt.Key.Key_F, Qt.Key.Key_Return):
        qtbot.keyClick(player, key)
        assert player.item is second and len(kept(player)) == 1
    assert player.middle.currentWidget() is not player.overview and player.flags == set()
    notices.answers = [False]
    player.unknown.click()
    assert player.item is second
    player.unknown.click()
    assert "counts as not known" in notices.questions[-1]
    assert player.item is not second and kept(player)[second.id] == assessments.Answer()


def test_half_an_answer_has_to_be_completed(page: AssessmentPage, profile: VacancyProfile) -> None:
    player = started(page, profile)
    for _step in range(9):
        if player.item.type is ItemType.SITUATIONAL:
            player.answer_view.choose(1)
            assert not player.next.isEnabled() and "least effective" in player.kept.text()
            before = player.item
            player.go_on()
            assert player.item is before
            return
        answer(player)
        player.go_on()
    pytest.fail("no situation was asked")


def test_what_is_chosen_and_not_kept_is_told_before_leaving_and_one_goes_on_at_the_same_question(
    page: AssessmentPage, profile: VacancyProfile, notices: RecordingNotices
) -> None:
    player = started(page, profile)
    answer(player)
    player.go_on()
    answer(player)
    item_id, attempt_id = player.item.id, player.sitting.attempt.id
    notices.answers = [False]
    player.leave.click()
    assert page.player is player and "kept when you go on" in notices.questions[-1]
    player.leave.click()
    assert page.player is None
    page.open_attempt(attempt_id)
    assert playing(page).item.id == item_id and len(kept(playing(page))) == 1


def test_one_that_came_to_its_end_before_a_crash_shows_its_result(
    page: AssessmentPage, profile: VacancyProfile
) -> None:
    player = started(page, profile)
    attempt_id = player.sitting.attempt.id
    player.finished.disconnect()  # the program is gone before it can finish
    for _step in range(10):
        answer(player)
        player.go_on()
    page.open_attempt(attempt_id)
    assert page.player is None and page.result_view is not None


def test_it_can_be_ended_before_its_end_and_what_that_means_is_said(
    page: AssessmentPage, profile: VacancyProfile, notices: RecordingNotices
) -> None:
    player = started(page, profile)
    for _step in range(4):
        answer(player)
        player.go_on()
    player.finish.click()
    assert "less exact" in notices.questions[-1] and page.result_view is not None


def test_the_whole_player_speaks_bengali(page: AssessmentPage, profile: VacancyProfile) -> None:
    player = started(page, profile, languages=Languages.BENGALI)
    for _step in range(3):
        assert latin_words(texts_of(player)) == set()
        answer(player)
        assert latin_words(texts_of(player)) == set()
        player.go_on()
    speak("bn")
    assert player.unknown.text() == "জানি না" and player.place.text().startswith("প্রশ্ন ৪, সর্বোচ্চ ১০")


@pytest.mark.parametrize("language", ["bn", "en"])
def test_all_buttons_are_on_a_small_screen(
    page: AssessmentPage, profile: VacancyProfile, language: str, qtbot: QtBot
) -> None:
    speak(language)
    player = started(page, profile)
    page.resize(SMALL_SCREEN)
    qtbot.wait(20)
    assert page.width() == SMALL_SCREEN.width()
    for part in (player.leave, player.finish, player.unknown, player.next):
        assert player.rect().contains(part.geometry()), part.text()


# -- composing ---------------------------------------------------------------------------------------
def opened(workplace: Workplace, profile: VacancyProfile, qtbot: QtBot) -> FormDialog:
    page = VacanciesPage(workplace)
    qtbot.addWidget(page)
    page.enter()
    dialog = page.form_dialog(profile.id)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.fields.adaptive.text()) and dialog._ground is not None)
    return dialog


def is_offered(dialog: FormDialog) -> bool:
    kind = dialog.fields.kind
    return bool(
        kind.model().flags(kind.model().index(kind.findData("adaptive"), 0)) & Qt.ItemFlag.ItemIsEnabled
    )


def test_the_third_kind_can_be_chosen_where_all_that_is_asked_is_calibrated(
    workplace: Workplace, profile: VacancyProfile, program: Program, qtbot: QtBot
) -> None:
    dialog = opened(workplace, profile, qtbot)
    fields = dialog.fields
    assert not is_offered(dialog) and "Nearest to it" in fields.adaptive.text()
    fields.source.setCurrentIndex(fields.source.findData("own_first"))
    for line in dialog.questions.lines:
        line.questions.setValue(30 if line.competency.id == COMPETENCY else 0)
    dialog.look_now()
    assert is_offered(dialog) and "at their own level" in fields.adaptive.text()
    fields.kind.setCurrentIndex(fields.kind.findData("adaptive"))
    dialog.look_now()
    assert not fields.shuffled_questions.isEnabled()
    assert dialog.summary.text().startswith("about ") and "of at most 30 questions" in dialog.summary.text()
    dialog.save.click()
    saved = forms.saved_spec(profile.id, unit_of_work=program.unit_of_work)
    assert saved is not None and saved.kind.value == "adaptive" and saved.total == 30
    again = opened(workplace, profile, qtbot)
    assert again.fields.kind.currentData() == "adaptive" and not again.is_changed
    speak("bn")
    assert latin_words(texts_of(again)) == set()


def test_a_competency_that_is_not_calibrated_keeps_the_form_from_being_saved(
    workplace: Workplace, profile: VacancyProfile, program: Program, qtbot: QtBot
) -> None:
    made_by = spec(12, source=Source.OWN_FIRST)
    forms.save_spec(profile.id, made_by, unit_of_work=program.unit_of_work)
    dialog = opened(workplace, profile, qtbot)
    dialog.questions.lines[0].questions.setValue(5)
    dialog.look_now()
    assert not is_offered(dialog) and "as long as it asks about" in dialog.fields.adaptive.text()
    assert "cannot be asked adaptively" in dialog.summary.text()
    with pytest.raises(UserError):
        dialog.save_now()
    assert forms.saved_spec(profile.id, unit_of_work=program.unit_of_work) == made_by
