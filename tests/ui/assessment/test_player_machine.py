"""Any way through the player's window, with crashes anywhere: what it shows, what the database holds and what
was really answered are the same at every step."""

from __future__ import annotations

import gc
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from smmhire.assessment.attempts import Answer
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.marking import is_whole
from smmhire.bootstrap import Program, find_program
from smmhire.services import assessments, attempt_events, clock
from smmhire.services.bank import load_bank
from smmhire.settings import load_settings
from smmhire.texts import language
from tests.ui.assessment.typing_in import press_digit, shown, type_number
from tests.ui.conftest import RecordingNotices
from ui.background import Background
from ui.language import set_language
from ui.pages.assessment import player as player_module
from ui.pages.assessment import time_label
from ui.pages.assessment.overview import State
from ui.pages.assessment.page import AssessmentPage
from ui.pages.assessment.player import Player
from ui.pages.page import Workplace
from ui.settings_store import SettingsStore

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SEED = 7
PERSON = "Candidate A"
A_TYPE = 2  # questions of each type in the form
LIMIT = 40 * 60.0  # seconds


def small_form() -> assessments.Form:
    """Every type of question, in few questions."""
    whole = assessments.practice_form(assessments.Length.FULL, seed=3)
    chosen: list[str] = []
    for item_type in ItemType:
        chosen += [i for i in whole.item_ids if load_bank().item(i).type is item_type][:A_TYPE]
    return replace(whole, item_ids=tuple(chosen), time_limit=LIMIT)


class PlayerMachine(RuleBasedStateMachine):
    """Somebody at the keyboard; the clock is ours; the process may die between any two keys."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._patch = pytest.MonkeyPatch()
        self.now = NOON
        self._inject_clock()
        self.answers: dict[str, Answer] = {}
        self.flags: set[str] = set()
        self.at = 0
        self.is_over = False
        set_language("en")
        self._open()

    def teardown(self) -> None:
        self._drop()
        self._patch.undo()
        self._folder.cleanup()
        set_language("en")
        gc.collect()

    def _inject_clock(self) -> None:
        for service in (assessments, attempt_events, clock):
            self._patch.setattr(service, "utc_now", lambda: self.now)
        ours = SimpleNamespace(monotonic=lambda: (self.now - NOON).total_seconds())
        for module in (time_label, player_module):
            self._patch.setattr(module, "time", ours)

    # -- the process -----------------------------------------------------------------------------
    def _open(self) -> None:
        folder = Path(self._folder.name)
        self.program: Program = find_program(folder)
        self.notices = RecordingNotices()
        self._background = Background()
        store = SettingsStore(folder, load_settings(folder))
        self.page = AssessmentPage(Workplace(self.program, store, self.notices, self._background))
        self.page.language_wanted.connect(lambda: set_language("bn" if language() == "en" else "en"))
        self.page.resize(900, 600)
        self.page.show()
        self.page.activateWindow()
        self.page.enter()
        self._settle()

    def _drop(self) -> None:
        """Nothing is closed, saved or said: another process would find the file as it is."""
        self._background.stop()
        self.page.hide()
        self.page.deleteLater()
        self._settle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.program._ready().engine.dispose()

    def _settle(self) -> None:
        QApplication.processEvents()

    # -- looking ---------------------------------------------------------------------------------
    @property
    def player(self) -> Player:
        assert self.page.player is not None
        return self.page.player

    @property
    def is_playing(self) -> bool:
        return self.page.player is not None

    @property
    def item(self) -> Item:
        return self.items[self.at]

    def _key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._focus(), key, held)
        self._settle()

    def _focus(self) -> QWidget:
        return self.page.window().focusWidget() or self.page

    def _state(self, item: Item) -> State:
        answer = self.answers.get(item.id)
        if answer is None:
            return State.OPEN
        return State.ANSWERED if is_whole(item, answer) else State.IN_PART

    def _first_open(self) -> int:
        found = [at for at, item in enumerate(self.items) if item.id not in self.answers]
        return found[0] if found else len(self.items) - 1

    def _is_out_of_time(self) -> bool:
        return self.now >= NOON + timedelta(seconds=LIMIT)

    # -- rules -----------------------------------------------------------------------------------
    @initialize()
    def begin(self) -> None:
        self.page.start_view.name.setText(PERSON)
        self.page.start_view._form = small_form()
        self._patch.setattr(assessments.secrets, "randbelow", lambda _below: SEED)
        self.page.start_view.begin.click()
        self.attempt_id = self.player.sitting.attempt.id
        self.items = self.player.sitting.items

    @precondition(lambda self: self.is_playing)
    @rule(digit=st.integers(1, 5), line=st.integers(0, 4))
    def answer(self, digit: int, line: int) -> None:
        before = self.answers.get(self.item.id, Answer())
        matches = self.player.sitting.matches(self.item) if self.item.type is ItemType.MATCHING else ()
        expected = press_digit(self.player, self._key, self.item, matches, before, digit, line)
        self._keep(expected)

    @precondition(lambda self: self.is_playing and self.item.type is ItemType.NUMERIC)
    @rule(value=st.one_of(st.none(), st.integers(0, 9999)))
    def type_a_number(self, value: int | None) -> None:
        type_number(self._focus(), value)
        self._keep(Answer(number=None if value is None else float(value)))

    def _keep(self, expected: Answer) -> None:
        if expected.is_empty:
            self.answers.pop(self.item.id, None)
        else:
            self.answers[self.item.id] = expected

    @precondition(lambda self: self.is_playing)
    @rule()
    def go_on(self) -> None:
        self.notices.answers = [False]  # no, not finish
        self._key(Qt.Key.Key_Return)
        if self.at + 1 < len(self.items):
            self.at += 1
        else:
            open_items = [at for at, one in enumerate(self.items) if self._state(one) is not State.ANSWERED]
            self.at = open_items[0] if open_items else self.at

    @precondition(lambda self: self.is_playing)
    @rule()
    def go_back(self) -> None:
        self._key(Qt.Key.Key_PageUp)
        self.at = max(0, self.at - 1)

    @precondition(lambda self: self.is_playing)
    @rule()
    def flag(self) -> None:
        self._key(Qt.Key.Key_F)
        self.flags ^= {self.item.id}

    @precondition(lambda self: self.is_playing)
    @rule()
    def switch_language(self) -> None:
        before = language()
        self._key(Qt.Key.Key_L)
        assert language() != before
        assert self.player.stem.text() == getattr(self.item.stem, language())

    @precondition(lambda self: self.is_playing)
    @rule(to=st.integers(0, 99))
    def jump(self, to: int) -> None:
        self._key(Qt.Key.Key_O)
        overview = self.player.overview
        assert self.player.middle.currentWidget() is overview
        for item, tile in zip(self.items, overview.buttons, strict=True):
            kind = self._state(item).value + (" flagged" if item.id in self.flags else "")
            assert tile.property("kind") == kind, item.id
        self.at = to % len(self.items)
        overview.buttons[self.at].click()
        self._settle()

    @precondition(lambda self: self.is_playing)
    @rule()
    def take_a_break(self) -> None:
        self.player.leave.click()
        self._settle()
        assert not self.is_playing

    @precondition(lambda self: not self.is_playing and not self.is_over)
    @rule()
    def resume(self) -> None:
        found = self.page.start_view.open_card.findChildren(QPushButton)
        found[0].click()
        self._settle()
        if self._is_out_of_time():
            self.is_over = True
        else:
            self.at = self._first_open()

    @rule()
    def be_killed(self) -> None:
        self._drop()
        self._open()
        self.is_over = self.is_over or self._is_out_of_time()

    @rule(minutes=st.integers(1, 12))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        if self.is_playing:
            self.player.clock.show_time()  # as it does every second
            self._settle()
            self.is_over = self._is_out_of_time()

    @precondition(lambda self: self.is_playing)
    @rule(digit=st.integers(1, 4))
    def answer_too_late(self, digit: int) -> None:
        """The time runs out between two ticks of the clock, and a key comes first."""
        self.now = NOON + timedelta(seconds=LIMIT)
        player = self.player
        player.answer_view.choose(digit)
        if self.item.type in (ItemType.SINGLE_CHOICE, ItemType.SELF_RATING):
            assert self.notices.errors, "it is said that the answer came too late"
        player.clock.show_time()
        self._settle()
        self.is_over = True

    @precondition(lambda self: self.is_playing)
    @rule()
    def finish(self) -> None:
        self.notices.answers = [True]
        self.player.finish.click()
        self._settle()
        self.is_over = True

    # -- what always holds -----------------------------------------------------------------------
    @invariant()
    def the_database_holds_what_was_answered(self) -> None:
        sitting = assessments.open_attempt(self.attempt_id, unit_of_work=self.program.unit_of_work)
        kept = {item_id: answer for item_id, answer in sitting.answers.items() if not answer.is_empty}
        assert kept == self.answers
        assert attempt_events.flags(self.attempt_id, unit_of_work=self.program.unit_of_work) == self.flags
        assert sitting.is_over == (self.is_over or self._is_out_of_time())

    @invariant()
    def the_window_shows_what_was_answered(self) -> None:
        if not self.is_playing:
            return
        player = self.player
        assert player.item is self.player.sitting.items[self.at]
        assert player.item.id == self.item.id
        assert player.stem.text() == getattr(self.item.stem, language())
        assert player.answers == self.answers
        assert shown(player.answer_view) == self.answers.get(self.item.id, shown_when_open(self.item))
        states = [self._state(item) for item in self.items]
        assert player.progress.value() == states.count(State.ANSWERED)
        assert player.flag.isChecked() == (self.item.id in self.flags)
        assert self.page.views.currentWidget() is player

    @invariant()
    def what_is_over_is_scored(self) -> None:
        if not self.is_over:
            return
        assert not self.is_playing
        scored = assessments.result(self.attempt_id, unit_of_work=self.program.unit_of_work)
        asked = {item.id for item in self.items if item.is_scored}
        assert scored.answered == len(asked & self.answers.keys()) and scored.asked == len(asked)


def shown_when_open(item: Item) -> Answer:
    """What a question without an answer shows: nothing, or the lines as they came."""
    if item.type is ItemType.ORDERING:
        return Answer(selected=tuple(option.id for option in item.options))
    return Answer()


PlayerMachine.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestPlayerMachine = PlayerMachine.TestCase
