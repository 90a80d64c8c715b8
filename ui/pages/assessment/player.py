"""One item a screen. Every answer is committed before anything else happens on the screen."""

from __future__ import annotations

import time
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QProgressBar, QWidget

from smmhire.assessment.attempts import Answer, Feedback
from smmhire.assessment.items import Item, ItemType
from smmhire.bootstrap import Program
from smmhire.errors import UserError
from smmhire.role.description import Role
from smmhire.services import assessments, attempt_events, feedback
from smmhire.texts import N_, _, latin_digits, number, say
from ui import theme
from ui.language import Translated
from ui.notices import Notices
from ui.pages.assessment.answers import AnswerWidget
from ui.pages.assessment.away import AwayWatch
from ui.pages.assessment.form_language import has_one_language, play_in, speaking
from ui.pages.assessment.keys import is_key, switch_full_screen
from ui.pages.assessment.overview import Overview, State
from ui.pages.assessment.player_words import answered, state_of, still_open, tile, what_is_kept
from ui.pages.assessment.question_view import QuestionView
from ui.pages.assessment.time_label import TimeLabel
from ui.widgets.basics import PAGE_MARGIN, button, column, label, row, scrolled, set_kind
from ui.widgets.room import Pages

HEIGHT_FOR_MARGINS = 480
LINE_SHOWN = 24  # pixels of the question above and below what is being answered


class Player(Translated, QWidget):
    """Plays one sitting. `finished` carries the attempt's id when it is over, `left` when the user pauses."""

    finished = Signal(object)
    left = Signal()
    language_wanted = Signal()

    def __init__(
        self,
        sitting: assessments.Sitting,
        role: Role,
        program: Program,
        notices: Notices,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self.sitting = sitting
        self._role = role
        self._unit_of_work = program.unit_of_work
        self._notices = notices
        self._settings = sitting.attempt.form.settings
        self.answers: dict[str, Answer] = dict(sitting.answers)
        self.revealed = set(sitting.revealed)
        self.flags = set(attempt_events.flags(sitting.attempt.id, unit_of_work=self._unit_of_work))
        self._index = sitting.first_open
        self._shown_at = time.monotonic()
        self._unkept: Answer | None = None
        self._is_over = False
        play_in(self, self._settings.languages)
        with speaking(self):
            self._build()
        self._connect()
        self._show_item()

    # -- building ------------------------------------------------------------------------------------
    def _build(self) -> None:
        self.place = label("muted")
        self.flag = button("flag")
        self.flag.setCheckable(True)
        self.flag.setIcon(theme.icon("flag"))
        self.texts.bind(self.flag.setText, N_("Flag"))
        self.texts.bind(self.flag.setToolTip, N_("Mark the question to look at it again (F)"))
        self.all_questions = button()
        self.texts.bind(self.all_questions.setText, N_("All questions"))
        self.texts.bind(self.all_questions.setToolTip, N_("What is answered, open and flagged (O)"))
        self.clock = TimeLabel(self.sitting)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, len(self.sitting.items))
        self.texts.bind(self.progress.setAccessibleName, N_("Questions answered"))
        self.question = QuestionView(asks_confidence=self._settings.asks_confidence)
        self.stem = self.question.stem
        self._area = scrolled(self.question)
        self.leave = button("quiet")
        self.texts.bind(self.leave.setText, N_("Pause"))
        self.texts.bind(self.leave.setToolTip, N_("Every answer is kept; go on whenever you like."))
        self.previous = button()
        self.texts.bind(self.previous.setText, N_("Previous"))
        self.next = button("primary")
        self.finish = button()
        self.texts.bind(self.finish.setText, N_("Finish …"))
        self.kept = label("muted")
        self.overview = Overview()
        self.middle = Pages()
        self.middle.addWidget(self._area)
        self.middle.addWidget(self.overview)
        self.below = [self.leave, self.finish, self.previous, self.next]
        self.foot = row(self.leave, self.kept, *self.below[1:])
        self.foot.setStretch(1, 1)
        head = row(self.place, self.flag, self.all_questions, self.clock)
        head.setStretch(0, 1)
        layout = column(head, self.progress, self.middle, self.foot, margin=PAGE_MARGIN)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.question.answered.connect(self._take)
        self.next.clicked.connect(self.go_on)
        self.previous.clicked.connect(self.go_back)
        self.finish.clicked.connect(self.ask_to_finish)
        self.leave.clicked.connect(self.pause)
        self.flag.clicked.connect(self.set_flag)
        self.all_questions.clicked.connect(self.show_overview)
        self.overview.chosen.connect(self._jump)
        self.overview.closed.connect(self._close_overview)
        for key, slot in (
            ("Alt+Right", self.go_on),
            ("Alt+Left", self.go_back),
            # Shortcuts, for the area that scrolls would take these keys from a field within it.
            ("PgDown", self.go_on),
            ("PgUp", self.go_back),
            ("F11", self.switch_full_screen),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(slot)
        self.clock.ran_out.connect(self._run_out)
        self.away = AwayWatch(self)
        self.away.back.connect(self._note_away)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, it belongs to the question and not to the margins."""
        super().resizeEvent(event)
        margin = PAGE_MARGIN if self.height() >= HEIGHT_FOR_MARGINS else PAGE_MARGIN // 3
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(PAGE_MARGIN, margin, PAGE_MARGIN, margin)

    def event(self, event: QEvent) -> bool:
        """News of another language goes through here to everything within: a form in one language stays."""
        if event.type() != QEvent.Type.LanguageChange:
            return super().event(event)
        with speaking(self):
            return super().event(event)

    # -- moving --------------------------------------------------------------------------------------
    @property
    def item(self) -> Item:
        """The item on the screen."""
        return self.sitting.items[self._index]

    @property
    def answer_view(self) -> AnswerWidget:
        """The widget that takes the answer."""
        return self.question.answer_view

    def go_on(self) -> None:
        """The next item; after the last one, the question whether to finish. Where the form tells at once,
        first what was right about this one."""
        if not self._all_kept():
            return
        if self._will_tell:
            self._reveal()
            QTimer.singleShot(0, self._scroll_to_feedback)
            return
        if self._index + 1 < len(self.sitting.items):
            self._index += 1
            self._show_item()
        else:
            self.ask_to_finish()

    def go_back(self) -> None:
        """The item before."""
        if self._index > 0 and self._all_kept():
            self._index -= 1
            self._show_item()

    def show_item(self, item_id: str) -> None:
        """Go to an item by its id. Raises ValueError for an id that is not in the form."""
        self._index = [item.id for item in self.sitting.items].index(item_id)
        self._show_item()

    def _jump(self, index: int) -> None:
        self._index = index
        self._show_item()

    def _show_item(self) -> None:
        item = self.item
        self.middle.setCurrentWidget(self._area)
        matches = self.sitting.matches(item) if item.type is ItemType.MATCHING else ()
        with speaking(self):
            self.question.show_item(item, matches, self.answers.get(item.id))
        self._shown_at = time.monotonic()
        self._say_state()
        self.take_focus()
        if item.id in self.revealed:
            self._reveal()
        self._area.verticalScrollBar().setValue(0)  # first the question, then its answers

    @property
    def _will_tell(self) -> bool:
        """Going on shows what was right first: there is a whole answer, and nothing was shown yet."""
        return (
            self._settings.feedback is Feedback.NOW
            and self.item.is_scored
            and not self.question.is_final
            and state_of(self.item, self.answers) is State.ANSWERED
        )

    def _reveal(self) -> None:
        """Show what was right; the answer is final from now on."""
        shown = feedback.reveal(self.sitting.attempt.id, self.item.id, unit_of_work=self._unit_of_work)
        self.revealed.add(self.item.id)
        with speaking(self):
            self.question.show_feedback(shown)
        self._say_state()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _scroll_to_feedback(self) -> None:
        if self.question.is_final:
            self._area.ensureWidgetVisible(self.question.panel, 0, 0)

    def take_focus(self) -> None:
        """Put the keyboard on the first place to answer; from the answers Tab goes to the buttons below,
        though these were made before."""
        stops = [*self.question.stops(), *self.below]
        for stop, following in pairwise(stops):
            QWidget.setTabOrder(stop, following)
        first = self.question.first_stop()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- looking around ------------------------------------------------------------------------------
    def set_flag(self, is_flagged: bool) -> None:
        """Mark the item on the screen to look at it again, or take the mark off."""
        attempt_events.set_flag(
            self.sitting.attempt.id, self.item.id, is_flagged, unit_of_work=self._unit_of_work
        )
        (self.flags.add if is_flagged else self.flags.discard)(self.item.id)
        self._say_state()

    def show_overview(self) -> None:
        """All questions at a glance; the answer on the screen is kept already."""
        if self.middle.currentWidget() is self.overview:
            self._close_overview()
            return
        if not self._all_kept():
            return
        self.middle.setCurrentWidget(self.overview)
        with speaking(self):
            tiles = [tile(item, self.answers, item.id in self.flags) for item in self.sitting.items]
            self.overview.show_tiles(tiles, self._index)

    def _close_overview(self) -> None:
        self.middle.setCurrentWidget(self._area)
        self.take_focus()

    def switch_full_screen(self) -> None:
        """The whole screen for the questions, and back."""
        switch_full_screen(self.window())

    def _note_away(self, seconds: float) -> None:
        """Kept for the person who decides; the taker was told so beforehand."""
        if self.isVisible() and not self._is_over:
            attempt_events.note_away(
                self.sitting.attempt.id, self.item.id, seconds, unit_of_work=self._unit_of_work
            )

    # -- answering -----------------------------------------------------------------------------------
    def _take(self, answer: Answer) -> None:
        seconds = time.monotonic() - self._shown_at
        try:
            assessments.submit_answer(
                self.sitting.attempt.id,
                self.item.id,
                answer,
                seconds,
                unit_of_work=self._unit_of_work,
            )
        except UserError as error:
            self._unkept = answer
            self._say_state()
            self._notices.error(error)
            return
        self._unkept = None
        self._shown_at = time.monotonic()  # the seconds of all answers to a question are added up
        if answer.is_empty:
            self.answers.pop(self.item.id, None)
        else:
            self.answers[self.item.id] = answer
        self._say_state()
        QTimer.singleShot(0, self._scroll_to_answer)  # once it is laid out: it may have become higher

    def _scroll_to_answer(self) -> None:
        """A key may answer what is not in sight."""
        within = self.focusWidget()
        if within is not None and self.answer_view.isAncestorOf(within):
            self._area.ensureWidgetVisible(within, 0, LINE_SHOWN)

    def _all_kept(self) -> bool:
        """Whether one may go on: an answer that could not be kept (a full disk) is handed in once more."""
        if self._unkept is not None:
            self._take(self._unkept)
        return self._unkept is None

    def pause(self) -> None:
        """Leave, to go on another time."""
        if self._all_kept():
            self.left.emit()

    def ask_to_finish(self) -> None:
        """Say what is still open, and finish when the user wants to; else go to the first open question."""
        if not self._all_kept():
            return
        open_items = [
            index
            for index, item in enumerate(self.sitting.items)
            if state_of(item, self.answers) is not State.ANSWERED
        ]
        with speaking(self):
            words = (_("Finish and see the result?"), still_open(self.sitting.items, self.answers))
            yes, no = _("Finish"), _("Go on answering")
        if self._notices.ask(*words, yes=yes, no=no, enter_means_yes=not open_items):
            self.end()
        elif open_items:
            self._index = open_items[0]
            self._show_item()

    def end(self) -> None:
        """Score what there is."""
        if self._is_over:
            return
        self._is_over = True
        self.clock.stop()
        self.finished.emit(self.sitting.attempt.id)

    # -- showing -------------------------------------------------------------------------------------
    def remaining(self) -> float | None:
        """Seconds left; None without a limit."""
        return self.clock.remaining()

    def _run_out(self) -> None:
        if not self._is_over:
            self._notices.info(lambda: _("The time is over. What you have answered is scored."))
            self.end()

    def retranslate(self) -> None:
        """Where one is, too."""
        super().retranslate()
        self._say_state()

    def _say_state(self) -> None:
        with speaking(self):
            self._write_state()
        self.clock.show_time()

    def _write_state(self) -> None:
        item = self.item
        competency = say(self._role.competency(item.competency).name)
        self.place.setText(
            _(
                "Question {n} of {all} · {competency}",
                n=number(self._index + 1),
                all=number(len(self.sitting.items)),
                competency=competency,
            )
        )
        self.progress.setValue(answered(self.sitting.items, self.answers))
        self.previous.setEnabled(self._index > 0)
        self.flag.setChecked(item.id in self.flags)
        is_last = self._index + 1 == len(self.sitting.items)
        self.next.setText(_("Check") if self._will_tell else _("To the end") if is_last else _("Next"))
        kind, text = what_is_kept(item, self.sitting.items, self.answers, is_kept=self._unkept is None)
        set_kind(self.kept, kind)
        self.kept.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits (Bengali or Latin) choose an option, Enter goes on."""
        typed = latin_digits(event.text())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        elif len(typed) == 1 and typed in "123456789":
            if not self.question.is_final:
                self.answer_view.choose(int(typed))
        elif is_key(event, Qt.Key.Key_F, "ফ"):
            self.set_flag(self.item.id not in self.flags)
        elif is_key(event, Qt.Key.Key_O, "ও"):
            self.show_overview()
        elif is_key(event, Qt.Key.Key_C, "চ") and self.question.confidence.isEnabled():
            self.question.confidence.take_focus()
        elif is_key(event, Qt.Key.Key_L, "ল"):
            if not has_one_language(self):
                self.language_wanted.emit()
        else:
            super().keyPressEvent(event)
