"""Rating one candidate's interview or work sample: a card for each question, everything kept at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QStackedWidget, QWidget

from smmhire.candidates.interview import Scorecard
from smmhire.candidates.interview_words import scorecard_kind
from smmhire.services import scorecards
from smmhire.services.interview_guide import rated_thing
from smmhire.texts import N_, _, latin_digits, number
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.assessment.keys import is_key
from ui.pages.candidates.rating_card import SKIPPED, RatingCard
from ui.pages.candidates.scorecard_keeper import ScorecardKeeper
from ui.pages.page import Workplace
from ui.widgets.basics import button, card, column, label, row, scrolled

WIDTH, HEIGHT = 860, 760
MARGIN, SMALL_MARGIN, HEIGHT_FOR_MARGINS = 20, 10, 480
HANDED_IN = N_(
    "Once you hand them in, your ratings can no longer be changed. They then count, the others who have rated"
    " see them, and you see theirs."
)


class ScorecardDialog(Translated, QDialog):
    """Rates by the anchors, alone. Closed, it stays as it is and is gone on with later.

    discarded: carries what was thrown away, for the way back.
    """

    handed_in = Signal()
    discarded = Signal(object)

    def __init__(
        self,
        workplace: Workplace,
        scorecard: Scorecard,
        candidate_name: str,
        vacancy_title: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._name = candidate_name
        self._vacancy = vacancy_title
        self._things = [rated_thing(rating.about) for rating in scorecard.ratings]
        self.keeper = ScorecardKeeper(workplace, scorecard, self)
        self.at = 0
        self._build()
        self._connect()
        open_at(self, WIDTH, HEIGHT)
        # Where one has come to: the first that has neither a rating nor the word that it was not asked.
        open_ones = (i for i, r in enumerate(scorecard.ratings) if r.rating is None and not r.is_skipped)
        self.turn_to(next(open_ones, len(self._things)))

    # -- building ------------------------------------------------------------------------------------
    def _build(self) -> None:
        self.title = label("heading")
        self.progress = label("strong", wraps=False)
        self.about = label("muted")
        self.state = label("muted", wraps=False)
        self.card = RatingCard()
        self.last = self._last_card()
        self.cards = QStackedWidget()
        self.card_area, self.last_area = scrolled(self.card), scrolled(self.last)
        self.cards.addWidget(self.card_area)
        self.cards.addWidget(self.last_area)
        self.previous = self._button(N_("Previous"), "Ctrl+PgUp")
        self.place = label("muted", wraps=False)
        self.next = self._button(N_("Next"), "Ctrl+PgDown")
        self.discard = self._button(N_("Discard"), "", "quiet")
        self.close_button = self._button(N_("Close"), "")
        self.texts.bind(self.close_button.setToolTip, N_("Everything is kept; go on whenever you like"))
        self.hand_in = self._button(N_("Hand in …"), "", "primary")
        head = row(self.title, self.progress)
        head.setStretch(0, 1)
        under = row(self.about, self.state)
        under.setStretch(0, 1)
        foot = row(self.previous, self.place, self.next, None, self.discard, self.close_button, self.hand_in)
        foot.setSpacing(8)
        self._whole = column(head, under, self.cards, foot, spacing=6)
        self._whole.setStretch(2, 1)
        self.setLayout(self._whole)
        self.texts.call(self._say)

    def _button(self, text: str, keys: str, kind: str = "") -> QPushButton:
        made = button(kind)
        made.setAutoDefault(False)  # Enter goes on to the next card
        self.texts.bind(made.setText, text)
        if keys:
            self.texts.call(lambda: made.setToolTip(f"{_(text)} ({keys})"))
        return made

    def _last_card(self) -> QWidget:
        heading = label("large")
        self.texts.bind(heading.setText, N_("All in all"))
        self.missing = label()
        self.comment = QPlainTextEdit(self.keeper.card.comment)
        self.comment.setTabChangesFocus(True)
        self.comment.setMinimumHeight(90)
        comment_label = label("strong")
        comment_label.setBuddy(self.comment)
        self.texts.bind(comment_label.setText, N_("What else should be said of the answers"))
        self.texts.bind(self.comment.setAccessibleName, N_("What else should be said of the answers"))
        what_happens = label("muted")
        self.texts.bind(
            what_happens.setText,
            HANDED_IN,
        )
        whole = QWidget()
        whole.setLayout(
            column(card(column(heading, self.missing, comment_label, self.comment, what_happens)), None)
        )
        return whole

    def _connect(self) -> None:
        self.card.rated.connect(self._rated)
        self.card.noted.connect(lambda text: self.keeper.note(self.at, text))
        self.comment.textChanged.connect(lambda: self.keeper.comment(self.comment.toPlainText()))
        self.keeper.changed.connect(self._say_state)
        self.previous.clicked.connect(self.turn_back)
        self.next.clicked.connect(self.turn_on)
        self.discard.clicked.connect(self.throw_away)
        self.close_button.clicked.connect(self.reject)
        self.hand_in.clicked.connect(self.submit)
        for key, slot in (("Ctrl+PgUp", self.turn_back), ("Ctrl+PgDown", self.turn_on)):
            # Shortcuts, for the area that scrolls would take these keys from a field within it.
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, it belongs to the card."""
        super().resizeEvent(event)
        is_high = self.height() >= HEIGHT_FOR_MARGINS
        margin = MARGIN if is_high else SMALL_MARGIN
        self._whole.setContentsMargins(margin, margin, margin, margin)
        self.about.setVisible(is_high)

    # -- going through the cards -----------------------------------------------------------------------
    @property
    def is_last(self) -> bool:
        """Whether the card after all questions is shown."""
        return self.at == len(self._things)

    def turn_to(self, at: int) -> None:
        """Show the card at that place (from 0); the one after the questions is 'all in all'."""
        self.keeper.keep()
        self.at = max(0, min(at, len(self._things)))
        if self.is_last:
            self.cards.setCurrentWidget(self.last_area)
            self.comment.setFocus()
        else:
            self.card.show_thing(self._things[self.at], self.keeper.card.ratings[self.at])
            self.cards.setCurrentWidget(self.card_area)
            self.card_area.verticalScrollBar().setValue(0)
            self._take_focus()
        self._say_state()

    def _take_focus(self) -> None:
        """To the row that is chosen; where none is, to none of them: that would propose it."""
        chosen = self.card.chosen_row
        (self.card_area if chosen is None else chosen.button).setFocus()

    def turn_on(self) -> None:
        """To the card after."""
        self.turn_to(self.at + 1)

    def turn_back(self) -> None:
        """To the card before."""
        self.turn_to(self.at - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5 rate, N says that it was not asked, Enter goes on; letters in a note never come here."""
        typed = latin_digits(event.text())
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            elif not self.is_last:
                self.turn_on()
        elif not self.is_last and not held and typed in tuple("12345"):
            self.card.choose(int(typed))
        elif not self.is_last and is_key(event, Qt.Key.Key_N, "ন"):
            self.card.choose(SKIPPED)
        else:
            super().keyPressEvent(event)

    def _rated(self, value: int | None) -> None:
        self.keeper.rate(self.at, value, is_skipped=value is None)
        chosen = self.card.chosen_row
        if chosen is not None:
            self.card_area.ensureWidgetVisible(chosen)

    # -- words -----------------------------------------------------------------------------------------
    def _say(self) -> None:
        title = f"{scorecard_kind(self.keeper.card.kind)}: {self._name}"
        self.setWindowTitle(title)
        self.title.setText(title)
        self.about.setText(
            _(
                "For “{vacancy}”, rated by {rater}. Choose the description that fits best: keys 1 to 5, N for"
                " not asked, Enter for the next.",
                vacancy=self._vacancy,
                rater=self.keeper.card.rater,
            )
        )
        self._say_state()

    def _say_state(self) -> None:
        ratings = self.keeper.card.ratings
        self.progress.setText(
            _("rated {rated} of {count}", rated=number(self.keeper.rated), count=number(len(ratings)))
        )
        self.state.setText(_("saved") if self.keeper.is_kept else _("not saved yet"))
        self.place.setText("" if self.is_last else f"{number(self.at + 1)} / {number(len(self._things))}")
        self.previous.setEnabled(self.at > 0)
        self.next.setEnabled(not self.is_last)
        self.hand_in.setEnabled(self.keeper.rated > 0)
        skipped = [number(i) for i, r in enumerate(ratings, 1) if r.is_skipped]
        left = [number(i) for i, r in enumerate(ratings, 1) if r.rating is None and not r.is_skipped]
        lines = [_("Everything has been rated.")] if not left and not skipped else []
        if skipped:
            lines.append(_("Not asked: {places}.", places=", ".join(skipped)))
        if left:
            lines.append(_("Not rated yet: {places}. They count as not asked.", places=", ".join(left)))
        self.missing.setText(" ".join(lines))

    # -- ending ----------------------------------------------------------------------------------------
    def submit(self) -> None:
        """Ask, then hand the ratings in and close."""
        if not self._workplace.notices.ask(
            _("Hand in your ratings of {name}?", name=self._name),
            _(HANDED_IN),
            yes=_("Hand in"),
            enter_means_yes=False,
        ):
            return
        given = self.keeper.card
        scorecards.submit(
            given.id, given.ratings, given.comment, unit_of_work=self._workplace.program.unit_of_work
        )
        self.keeper.stop()
        self._workplace.notices.info(_("Your ratings of {name} have been handed in.", name=self._name))
        self.handed_in.emit()
        super().accept()

    def throw_away(self) -> None:
        """Throw the scorecard away and close; `discarded` offers the way back."""
        unit_of_work = self._workplace.program.unit_of_work
        self.keeper.keep()
        gone = scorecards.discard(self.keeper.card.id, unit_of_work=unit_of_work)
        self.keeper.stop()
        self.discarded.emit(gone)
        super().accept()

    def reject(self) -> None:
        """Escape, Close or the window's cross: kept as it is."""
        if self.keeper.keep() or self._workplace.notices.ask(
            _("Close all the same?"),
            _("The last change could not be kept and would be lost."),
            yes=_("Close"),
            no=_("Stay"),
            enter_means_yes=False,
        ):
            self.keeper.stop()
            super().reject()

    def hideEvent(self, event: QHideEvent) -> None:
        """However it ends, what was written is kept."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.keeper.keep()
