"""A rater rates an interview in the window."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smmhire.candidates.interview import Scorecard, ScorecardKind
from smmhire.errors import UserError
from smmhire.services import scorecards
from smmhire.services.interview_guide import rated_thing
from tests.conftest import ROOT
from tests.ui.candidates.conftest import Rated
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from tests.ui.test_accessibility import nameless
from ui.pages.candidates.scorecard_dialog import ScorecardDialog

A = "রেটিংদাতা ক"


def opened(rated: Rated, qtbot: QtBot, kind: ScorecardKind = ScorecardKind.INTERVIEW) -> ScorecardDialog:
    made = ScorecardDialog(
        rated.workplace, rated.begin(A, kind), rated.name, rated.vacancy.title, rated.window
    )
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def dialog(rated: Rated, qtbot: QtBot) -> ScorecardDialog:
    return opened(rated, qtbot)


def press(qtbot: QtBot, dialog: ScorecardDialog, *keys: Qt.Key) -> None:
    for key in keys:
        focused: QWidget = dialog.focusWidget() or dialog
        qtbot.keyClick(focused, key)


def kept(rated: Rated, kind: ScorecardKind = ScorecardKind.INTERVIEW) -> Scorecard:
    card = rated.stored(A, kind)
    assert card is not None
    return card


def test_a_question_is_shown_with_its_five_anchors_and_none_is_proposed(dialog: ScorecardDialog) -> None:
    thing = rated_thing(dialog.keeper.card.ratings[0].about)
    assert dialog.card.question.text() == thing.text.en
    assert [dialog.card.choices[n].button.accessibleName() for n in range(1, 6)] == [
        f"{n}.  {anchor.en}" for n, anchor in enumerate(thing.anchors, 1)
    ]
    assert dialog.card.chosen_row is None
    assert not any(choice.button.hasFocus() for choice in dialog.card.choices.values())
    assert dialog.progress.text() == "rated 0 of 8" and not dialog.hand_in.isEnabled()


def test_everything_is_rated_with_the_keyboard_alone(
    dialog: ScorecardDialog, rated: Rated, qtbot: QtBot, notices: RecordingNotices
) -> None:
    keys = Qt.Key
    press(qtbot, dialog, keys.Key_4, keys.Key_Return, keys.Key_N, keys.Key_Return, keys.Key_2, keys.Key_Down)
    assert [r.rating for r in kept(rated).ratings[:3]] == [4, None, 3]
    assert kept(rated).ratings[1].is_skipped
    assert dialog.progress.text() == "rated 2 of 8"
    for _place in range(3, 9):
        press(qtbot, dialog, keys.Key_Return)
    assert dialog.is_last
    assert dialog.missing.text() == ("Not asked: 2. Not rated yet: 4, 5, 6, 7, 8. They count as not asked.")
    qtbot.keyClicks(dialog.comment, "calm")
    dialog.hand_in.setFocus()
    press(qtbot, dialog, keys.Key_Return)
    card = kept(rated)
    assert card.submitted_at is not None and card.comment == "calm"
    assert "no longer be changed" in notices.questions[0] and not dialog.isVisible()


def type_bengali(dialog: ScorecardDialog, letter: str) -> None:
    """As a Bengali keyboard does: the letter has no key of its own in Qt."""
    nothing_held = Qt.KeyboardModifier.NoModifier
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, nothing_held, letter)
    QApplication.sendEvent(dialog.focusWidget() or dialog, event)


def test_bengali_digits_rate_too(dialog: ScorecardDialog, rated: Rated) -> None:
    type_bengali(dialog, "৫")
    assert kept(rated).ratings[0].rating == 5
    type_bengali(dialog, "ন")
    assert kept(rated).ratings[0].rating is None and kept(rated).ratings[0].is_skipped


def test_digits_and_letters_in_a_note_are_a_note(dialog: ScorecardDialog, rated: Rated, qtbot: QtBot) -> None:
    dialog.card.note.setFocus()
    qtbot.keyClicks(dialog.card.note, "3 posts, no plan")
    assert dialog.state.text() == "not saved yet"
    qtbot.waitUntil(lambda: kept(rated).ratings[0].note == "3 posts, no plan")
    assert kept(rated).ratings[0].rating is None and dialog.state.text() == "saved"


def test_a_note_stays_with_its_question_when_one_goes_on_at_once(
    dialog: ScorecardDialog, rated: Rated, qtbot: QtBot
) -> None:
    qtbot.keyClicks(dialog.card.note, "first")
    dialog.turn_on()
    assert [r.note for r in kept(rated).ratings[:2]] == ["first", ""]
    assert dialog.card.note.toPlainText() == ""
    dialog.turn_back()
    assert dialog.card.note.toPlainText() == "first"


def test_closed_and_opened_again_it_goes_on_where_one_was(
    dialog: ScorecardDialog, rated: Rated, qtbot: QtBot
) -> None:
    press(qtbot, dialog, Qt.Key.Key_4, Qt.Key.Key_Return, Qt.Key.Key_N)
    dialog.reject()
    again = opened(rated, qtbot)
    assert again.at == 2 and again.progress.text() == "rated 1 of 8"
    again.turn_to(1)
    row = again.card.chosen_row
    assert row is not None and row.button.accessibleName() == "Not asked"


def test_handing_in_can_be_thought_better_of(
    dialog: ScorecardDialog, rated: Rated, qtbot: QtBot, notices: RecordingNotices
) -> None:
    press(qtbot, dialog, Qt.Key.Key_3)
    notices.answers = [False]
    dialog.submit()
    assert kept(rated).submitted_at is None and dialog.isVisible()


def test_discarding_hands_over_what_can_be_brought_back(
    dialog: ScorecardDialog, rated: Rated, qtbot: QtBot
) -> None:
    press(qtbot, dialog, Qt.Key.Key_3)
    qtbot.keyClicks(dialog.card.note, "words")
    with qtbot.waitSignal(dialog.discarded) as told:
        dialog.throw_away()
    assert rated.stored(A) is None and not dialog.isVisible()
    assert told.args is not None
    scorecards.restore(told.args[0], unit_of_work=rated.workplace.program.unit_of_work)
    assert (kept(rated).ratings[0].rating, kept(rated).ratings[0].note) == (3, "words")


def test_what_cannot_be_kept_is_said_and_not_lost_silently(
    dialog: ScorecardDialog,
    rated: Rated,
    qtbot: QtBot,
    notices: RecordingNotices,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_anything: object, **_named: object) -> None:
        raise UserError("The disk is full.", "Free some space.")

    with monkeypatch.context() as patch:
        patch.setattr(scorecards, "keep", full)
        press(qtbot, dialog, Qt.Key.Key_3)
        assert len(notices.errors) == 1 and dialog.state.text() == "not saved yet"
        notices.answers = [False]
        dialog.reject()
        assert dialog.isVisible()
    press(qtbot, dialog, Qt.Key.Key_4)
    assert kept(rated).ratings[0].rating == 4 and dialog.state.text() == "saved"


def test_a_work_sample_is_rated_criterion_by_criterion(rated: Rated, qtbot: QtBot) -> None:
    dialog = opened(rated, qtbot, ScorecardKind.WORK_SAMPLE)
    thing = rated_thing(dialog.keeper.card.ratings[0].about)
    assert thing.part_of is not None and thing.part_of.en in dialog.card.about.text()
    assert dialog.card.probes_head.isHidden()
    press(qtbot, dialog, Qt.Key.Key_5)
    assert kept(rated, ScorecardKind.WORK_SAMPLE).ratings[0].rating == 5


def test_on_a_small_screen_every_row_can_be_reached_and_nothing_is_cut_off(
    dialog: ScorecardDialog, qtbot: QtBot
) -> None:
    for language in ("bn", "en"):
        speak(language)
        dialog.resize(667, 328)
        qtbot.waitUntil(lambda: dialog.height() == 328)
        assert dialog.width() == 667
        dialog.card.choose(5)
        row = dialog.card.choices[5]
        top = row.mapTo(dialog.card_area.viewport(), row.rect().topLeft()).y()
        assert top >= 0 and top + min(row.height(), 60) <= dialog.card_area.viewport().height()
        buttons = [made for made in dialog.findChildren(QPushButton) if made.isVisible()]
        assert len(buttons) == 5
        qtbot.waitUntil(
            lambda shown=buttons: all(b.width() >= b.minimumSizeHint().width() - 2 for b in shown)
        )
        assert all(dialog.rect().contains(b.geometry()) for b in buttons)


def test_it_speaks_bengali_alone_and_every_field_has_a_name(dialog: ScorecardDialog) -> None:
    speak("bn")
    assert nameless(dialog) == []
    assert latin_words(texts_of(dialog), "PgUp", "PgDown", "SMM", "manager") == set()


def test_a_killed_program_loses_no_rating(rated: Rated, tmp_path: Path) -> None:
    """Another process rates by the window and is killed at once, without a word."""
    rated.begin(A)
    script = f"""
        import os, signal
        from pathlib import Path
        from uuid import UUID
        from PySide6.QtTest import QTest
        from PySide6.QtCore import Qt
        from smmhire.bootstrap import open_program
        from smmhire.candidates.interview import ScorecardKind
        from smmhire.services import scorecards
        from smmhire.settings import load_settings
        from ui.application import make_application
        from ui.background import Background
        from ui.notices import Notices
        from ui.pages.candidates.scorecard_dialog import ScorecardDialog
        from ui.pages.page import Workplace
        from ui.settings_store import SettingsStore
        application = make_application()
        folder = Path({str(tmp_path)!r})
        program = open_program(folder)
        card = scorecards.begin(
            UUID({str(rated.vacancy.id)!r}), UUID({str(rated.candidate)!r}), ScorecardKind.INTERVIEW,
            {A!r}, unit_of_work=program.unit_of_work,
        )
        place = Workplace(program, SettingsStore(folder, load_settings(folder)), Notices(None), Background())
        dialog = ScorecardDialog(place, card, "x", "y")
        dialog.show()
        QTest.keyClick(dialog.card_area, Qt.Key.Key_2)
        QTest.keyClicks(dialog.card.note, "said little")
        dialog.turn_on()
        QTest.keyClick(dialog.card_area, Qt.Key.Key_5)
        os.kill(os.getpid(), signal.SIGKILL)
    """
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        capture_output=True,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert [(r.rating, r.note) for r in kept(rated).ratings[:2]] == [(2, "said little"), (5, "")]
