"""One widget for each type of item: shows the options, tells the answer as it changes.

All work with the keyboard alone: Tab or arrows to move, Space or the option's number to choose.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from smmhire.assessment.attempts import Answer
from smmhire.assessment.instructions import number_example
from smmhire.assessment.items import Item, ItemType, Option
from smmhire.role.description import LEVELS
from smmhire.texts import N_, _, number, say, unrounded
from ui.language import Translated, number_typed
from ui.pages.assessment.form_language import speaking
from ui.pages.assessment.matching import MatchingBoard
from ui.pages.assessment.ordering import OrderingAnswer
from ui.widgets.basics import column, label
from ui.widgets.wrapped_choice import WrappedChoice


class AnswerWidget(Translated, QWidget):
    """Shows one item's options. `answered` carries every change the user makes."""

    answered = Signal(object)

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.item = item

    def show_answer(self, answer: Answer) -> None:
        """Show an answer given before, without telling it again."""
        raise AssertionError(f"{type(self).__name__} must show an answer")

    def choose(self, number_key: int) -> None:
        """The digit `number_key` (from 1) was typed: choose that option where that means something."""


class ChoiceAnswer(AnswerWidget):
    """Single choice: one of the options."""

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self.group = QButtonGroup(self)
        self.choices: dict[str, WrappedChoice] = {}
        parts: list[QWidget] = []
        for index, option in enumerate(item.options):
            choice = WrappedChoice(QRadioButton())
            self.texts.call(
                lambda c=choice, o=option, n=index: c.set_text(f"{number(n + 1)}.  {say(o.text)}")
            )
            self.group.addButton(choice.button, index)
            self.choices[option.id] = choice
            parts.append(choice)
        self.setLayout(column(*parts, None, spacing=6))
        self.group.idClicked.connect(self._tell)

    def _tell(self, index: int) -> None:
        self.answered.emit(Answer(selected=(self.item.options[index].id,)))

    def show_answer(self, answer: Answer) -> None:
        """Mark the chosen option."""
        for option_id in answer.selected:
            self.choices[option_id].button.setChecked(True)

    def choose(self, number_key: int) -> None:
        """Choose the option with that number."""
        if 1 <= number_key <= len(self.item.options):
            chosen = self.group.button(number_key - 1)
            chosen.setFocus()
            chosen.click()


class MultipleAnswer(AnswerWidget):
    """Multiple response: any number of the options."""

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self.choices: dict[str, WrappedChoice] = {}
        parts: list[QWidget] = []
        for index, option in enumerate(item.options):
            choice = WrappedChoice(QCheckBox())
            self.texts.call(
                lambda c=choice, o=option, n=index: c.set_text(f"{number(n + 1)}.  {say(o.text)}")
            )
            choice.button.clicked.connect(self._tell)
            self.choices[option.id] = choice
            parts.append(choice)
        self.setLayout(column(*parts, None, spacing=6))

    def _tell(self, *_anything: object) -> None:
        chosen = tuple(o.id for o in self.item.options if self.choices[o.id].button.isChecked())
        self.answered.emit(Answer(selected=chosen))

    def show_answer(self, answer: Answer) -> None:
        """Tick the chosen options."""
        for option_id, choice in self.choices.items():
            choice.button.setChecked(option_id in answer.selected)

    def choose(self, number_key: int) -> None:
        """Tick or untick the option with that number."""
        if 1 <= number_key <= len(self.item.options):
            button = self.choices[self.item.options[number_key - 1].id].button
            button.setFocus()
            button.click()


class MatchingAnswer(AnswerWidget):
    """Matching: a partner for every line."""

    def __init__(self, item: Item, matches: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self.board = MatchingBoard(item.options, matches)
        self.setLayout(column(self.board))
        self.board.paired.connect(lambda pairs: self.answered.emit(Answer(pairs=pairs)))

    def show_answer(self, answer: Answer) -> None:
        """Show the chosen pairs."""
        self.board.show_pairs(answer.pairs)

    def choose(self, number_key: int) -> None:
        """Give the line with the keyboard the partner of that number."""
        self.board.choose(number_key)


class NumberField(QLineEdit):
    """Leaves letters to the page: there they are keys, and no part of a number."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter without Ctrl goes on to the page."""
        if event.text().isalpha() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)


class NumericAnswer(AnswerWidget):
    """A number, in Bengali or Latin digits."""

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self.field = NumberField()
        self.field.setMaximumWidth(220)
        self.field.setProperty("kind", "answer")
        self.texts.bind(self.field.setAccessibleName, N_("Your answer"))
        self.texts.bind(self.field.setPlaceholderText, N_("a number"))
        self.unit = label("answer", wraps=False)
        key = item.numeric
        if key is not None and key.unit is not None:
            unit = key.unit
            self.texts.call(lambda: self.unit.setText(say(unit)))
        self.problem = label("caution")
        self.problem.hide()
        line = QHBoxLayout()
        line.addWidget(self.field)
        line.addWidget(self.unit)
        line.addStretch(1)
        self.setLayout(column(line, self.problem, None))
        self.field.textEdited.connect(self._tell)

    def _tell(self, typed: str) -> None:
        value = number_typed(typed)
        is_wrong = bool(typed.strip()) and value is None
        example = number_example(self.item)
        with speaking(self):
            self.problem.setText(
                _("This is not a number yet. Write digits only, such as {example}.", example=example)
                if is_wrong
                else ""
            )
        self.problem.setVisible(is_wrong)
        # An answer that is taken back is an answer too: it must not come back after a crash.
        self.answered.emit(Answer(number=value))

    def show_answer(self, answer: Answer) -> None:
        """Show the number as it was given, in the digits of this language."""
        if answer.number is not None:
            self.field.setText(unrounded(answer.number))


class SituationalAnswer(AnswerWidget):
    """Situational judgement: the most and the least effective of the actions."""

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self.best = QButtonGroup(self)
        self.worst = QButtonGroup(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        for place, text in ((0, N_("most effective")), (1, N_("least effective"))):
            head = label("muted", wraps=False)
            self.texts.bind(head.setText, text)
            grid.addWidget(head, 0, place, Qt.AlignmentFlag.AlignHCenter)
        for index, option in enumerate(item.options):
            action = label("answer")
            self.texts.call(lambda w=action, o=option, n=index: w.setText(f"{number(n + 1)}.  {say(o.text)}"))
            for place, group, text in (
                (0, self.best, N_("most effective: {action}")),
                (1, self.worst, N_("least effective: {action}")),
            ):
                button = QRadioButton()
                self.texts.call(
                    lambda b=button, o=option, t=text: b.setAccessibleName(_(t, action=say(o.text)))
                )
                group.addButton(button, index)
                grid.addWidget(button, index + 1, place, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(action, index + 1, 2)
        grid.setColumnStretch(2, 1)
        self.setLayout(column(grid, None))
        self.best.idClicked.connect(lambda index: self._clicked(index, self.worst))
        self.worst.idClicked.connect(lambda index: self._clicked(index, self.best))

    def _clicked(self, index: int, other: QButtonGroup) -> None:
        # One action cannot be both: the other mark is taken off it.
        if other.checkedId() == index:
            other.setExclusive(False)
            other.button(index).setChecked(False)
            other.setExclusive(True)
        self.answered.emit(Answer(best=self._chosen(self.best), worst=self._chosen(self.worst)))

    def _chosen(self, group: QButtonGroup) -> str | None:
        index = group.checkedId()
        return self.item.options[index].id if index >= 0 else None

    def show_answer(self, answer: Answer) -> None:
        """Mark the chosen actions."""
        for group, option_id in ((self.best, answer.best), (self.worst, answer.worst)):
            for index, option in enumerate(self.item.options):
                if option.id == option_id:
                    group.button(index).setChecked(True)

    def choose(self, number_key: int) -> None:
        """The first number typed is the most effective action, the next the least effective."""
        if not 1 <= number_key <= len(self.item.options):
            return
        group = self.best if self.best.checkedId() < 0 else self.worst
        group.button(number_key - 1).setFocus()
        group.button(number_key - 1).click()


class SelfRatingAnswer(AnswerWidget):
    """Self-rating: which of five descriptions fits best."""

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self.group = QButtonGroup(self)
        parts: list[QWidget] = []
        for level, anchor in zip(LEVELS, item.anchors, strict=True):
            choice = WrappedChoice(QRadioButton())
            self.texts.call(lambda c=choice, a=anchor, n=level: c.set_text(f"{number(n)}.  {say(a)}"))
            self.group.addButton(choice.button, level)
            parts.append(choice)
        self.setLayout(column(*parts, None, spacing=6))
        self.group.idClicked.connect(lambda level: self.answered.emit(Answer(rating=level)))

    def show_answer(self, answer: Answer) -> None:
        """Mark the chosen level."""
        if answer.rating is not None:
            self.group.button(answer.rating).setChecked(True)

    def choose(self, number_key: int) -> None:
        """Choose that level."""
        if number_key in LEVELS:
            self.group.button(number_key).setFocus()
            self.group.button(number_key).click()


class OrderAnswer(AnswerWidget):
    """Ordering: all options, moved into the right order."""

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self.list = OrderingAnswer(item.options)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.list.ordered.connect(lambda ids: self.answered.emit(Answer(selected=ids)))

    def show_answer(self, answer: Answer) -> None:
        """Show the chosen order."""
        if answer.selected:
            self.list.show_order(answer.selected)


def answer_widget(item: Item, matches: Sequence[Option]) -> AnswerWidget:
    """The widget for an item; `matches` are the right-hand sides of a matching item as they are shown."""
    if item.type is ItemType.MATCHING:
        return MatchingAnswer(item, matches)
    made: dict[ItemType, type[AnswerWidget]] = {
        ItemType.SINGLE_CHOICE: ChoiceAnswer,
        ItemType.MULTIPLE_RESPONSE: MultipleAnswer,
        ItemType.ORDERING: OrderAnswer,
        ItemType.NUMERIC: NumericAnswer,
        ItemType.SITUATIONAL: SituationalAnswer,
        ItemType.SELF_RATING: SelfRatingAnswer,
    }
    return made[item.type](item)
