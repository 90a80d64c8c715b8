"""One question on the screen: its text, the place to answer, how sure one is, and what was right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QRadioButton, QVBoxLayout, QWidget

from smmhire.assessment.attempts import Answer
from smmhire.assessment.instructions import instruction
from smmhire.assessment.items import Item, Option
from smmhire.services.results import ReviewedAnswer
from smmhire.texts import say
from ui.language import Translated, all_widgets
from ui.pages.assessment.answers import AnswerWidget, answer_widget
from ui.pages.assessment.confidence_row import ConfidenceRow
from ui.pages.assessment.review_text import feedback_html
from ui.widgets.basics import card, clear, column, label
from ui.widgets.stops import first_stop


class QuestionView(Translated, QWidget):
    """`answered` carries the whole answer with every change: what was chosen, and how sure one is of it."""

    answered = Signal(object)

    def __init__(self, *, asks_confidence: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._asks_confidence = asks_confidence
        self._item: Item | None = None
        self._answer = Answer()
        self._widget: AnswerWidget | None = None
        self._reviewed: ReviewedAnswer | None = None
        self.stem = label("large", selectable=False)
        self.instruction = label("muted")
        self._slot = QVBoxLayout()
        self.confidence = ConfidenceRow()
        self.feedback = QLabel()
        self.feedback.setTextFormat(Qt.TextFormat.RichText)
        self.feedback.setWordWrap(True)
        self._panel = card(column(self.feedback))
        self._panel.setProperty("kind", "band")
        whole = card(
            column(self.stem, self.instruction, self._slot, self.confidence, self._panel, spacing=16)
        )
        self.setLayout(column(whole, None))
        self.confidence.chosen.connect(self._take_confidence)

    # -- showing -------------------------------------------------------------------------------------
    def show_item(self, item: Item, matches: Sequence[Option], answer: Answer | None) -> None:
        """Show an item with the answer given before, if there was one."""
        self._item, self._reviewed = item, None
        self._answer = answer or Answer()
        clear(self._slot)
        self._widget = answer_widget(item, matches)
        if answer is not None:
            self._widget.show_answer(answer)
        self._widget.answered.connect(self._take)
        self._slot.addWidget(self._widget)
        self.confidence.setVisible(self._asks_confidence and item.is_scored)
        self.confidence.show_value(self._answer.confidence)
        self._panel.hide()
        self.say()

    def show_feedback(self, reviewed: ReviewedAnswer) -> None:
        """Show what was right, and why; the answer stays as it is."""
        self._reviewed = reviewed
        self.say()
        self._panel.show()

    def say(self) -> None:
        """Write everything again."""
        if self._item is None:
            return
        self.stem.setText(say(self._item.stem))
        self.instruction.setText(instruction(self._item))
        is_final = self._reviewed is not None
        self.answer_view.setEnabled(not is_final)
        self.confidence.setEnabled(not is_final and not self._answer.is_empty)
        self.feedback.setText("" if self._reviewed is None else feedback_html(self._reviewed))

    def retranslate(self) -> None:
        """The item too."""
        super().retranslate()
        self.say()

    @property
    def answer_view(self) -> AnswerWidget:
        """The widget that takes the answer."""
        assert self._widget is not None
        return self._widget

    @property
    def panel(self) -> QWidget:
        """What shows the feedback."""
        return self._panel

    @property
    def is_final(self) -> bool:
        """The answer can no longer be changed."""
        return self._reviewed is not None

    # -- answering -----------------------------------------------------------------------------------
    def _take(self, answer: Answer) -> None:
        sure = self.confidence.value
        if answer.is_empty:
            self.confidence.show_value(None)  # nothing is left to be sure of
        elif sure is not None:
            answer = replace(answer, confidence=sure)
        self._answer = answer
        self.confidence.setEnabled(not answer.is_empty)
        self.answered.emit(answer)

    def _take_confidence(self, percentage: int) -> None:
        self._answer = replace(self._answer, confidence=percentage)
        self.answered.emit(self._answer)

    # -- the keyboard --------------------------------------------------------------------------------
    def stops(self) -> list[QWidget]:
        """Where Tab stops, from the first answer to the confidence."""
        within = all_widgets(self.answer_view)
        if not self.confidence.isHidden():
            within += all_widgets(self.confidence)
        here = [w for w in within if w.window() is self.window()]  # no popups
        return [w for w in here if w.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def first_stop(self) -> QWidget | None:
        """What was chosen before, else the first place to answer."""
        chosen = (w for w in all_widgets(self.answer_view) if isinstance(w, QRadioButton) and w.isChecked())
        return first_stop(self.answer_view, next(chosen, None))
