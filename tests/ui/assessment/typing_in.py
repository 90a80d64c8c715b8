"""Answering a question by its keys, what the answer is then, and reading an answer off its widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QButtonGroup, QWidget

from smmhire.assessment.attempts import Answer
from smmhire.assessment.items import Item, ItemType, Option
from smmhire.texts import digits
from ui.language import number_typed
from ui.pages.assessment.answers import (
    AnswerWidget,
    ChoiceAnswer,
    MatchingAnswer,
    MultipleAnswer,
    NumericAnswer,
    OrderAnswer,
    SelfRatingAnswer,
    SituationalAnswer,
)
from ui.pages.assessment.player import Player

Press = Callable[..., None]


def press_digit(
    player: Player, press: Press, item: Item, matches: Sequence[Option], before: Answer, digit: int, line: int
) -> Answer:
    """Answer the question on the screen with `digit`, in a matching or an ordering on the `line` (from 0);
    what its answer is from then on."""
    ids = [option.id for option in item.options]
    key = Qt.Key(Qt.Key.Key_0.value + digit)
    match item.type:
        case ItemType.ORDERING:
            return _move_down(player, press, list(before.selected) or ids, line)
        case ItemType.MATCHING:
            return _pair(press, ids, [match.id for match in matches], before, key, line)
        case ItemType.NUMERIC:
            type_number(_focus(player), digit)
            return Answer(number=float(digit))
        case ItemType.SELF_RATING:
            press(key)
            return Answer(rating=digit)
        case _:
            press(key)
            return before if digit > len(ids) else _chosen(item.type, ids, before, ids[digit - 1])


def _chosen(item_type: ItemType, ids: list[str], before: Answer, chosen: str) -> Answer:
    if item_type is ItemType.SINGLE_CHOICE:
        return Answer(selected=(chosen,))
    if item_type is ItemType.MULTIPLE_RESPONSE:
        ticked = set(before.selected) ^ {chosen}
        return Answer(selected=tuple(one for one in ids if one in ticked))
    if before.best is None:
        return Answer(best=chosen, worst=None if before.worst == chosen else before.worst)
    return Answer(best=None if before.best == chosen else before.best, worst=chosen)


def _move_down(player: Player, press: Press, order: list[str], line: int) -> Answer:
    """Alt+↓ on one line; on the last one, nothing moves and the order is confirmed instead."""
    at = min(line, len(order) - 1)
    for _line in order:
        press(Qt.Key.Key_Up)
    for _line in range(at):
        press(Qt.Key.Key_Down)
    if at == len(order) - 1:
        assert isinstance(player.answer_view, OrderAnswer)
        player.answer_view.list.keep.click()
        return Answer(selected=tuple(order))
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    order[at], order[at + 1] = order[at + 1], order[at]
    return Answer(selected=tuple(order))


def _pair(
    press: Press, lefts: list[str], rights: list[str], before: Answer, key: Qt.Key, line: int
) -> Answer:
    at, digit = min(line, len(lefts) - 1), key.value - Qt.Key.Key_0.value
    for _line in lefts:
        press(Qt.Key.Key_Up)
    for _line in range(at):
        press(Qt.Key.Key_Down)
    pairs = dict(before.pairs)
    if pairs.get(lefts[at]) is not None and digit <= len(rights) and pairs[lefts[at]] == rights[digit - 1]:
        press(Qt.Key.Key_Delete)  # what lies there already is taken off
        del pairs[lefts[at]]
    else:
        press(key)
        if digit <= len(rights):
            pairs[lefts[at]] = rights[digit - 1]
    return replace(Answer(), pairs=tuple((left, pairs[left]) for left in lefts if left in pairs))


def type_number(field: QWidget, value: int | None) -> None:
    """Replace what the field holds, in the digits of the current language; None leaves it empty."""
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    for letter in "" if value is None else digits(str(value)):
        press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(field, press)


def _focus(player: Player) -> QWidget:
    widget = player.window().focusWidget()
    assert widget is not None
    return widget


def shown(view: AnswerWidget) -> Answer:
    """The answer as somebody would read it off the screen."""
    ids = [option.id for option in view.item.options]
    match view:
        case ChoiceAnswer():
            return Answer(selected=tuple(one for one in ids if view.choices[one].button.isChecked()))
        case MultipleAnswer():
            return Answer(selected=tuple(one for one in ids if view.choices[one].button.isChecked()))
        case MatchingAnswer():
            return Answer(pairs=_shown_pairs(view))
        case NumericAnswer():
            return Answer(number=number_typed(view.field.text()))
        case SituationalAnswer():
            return Answer(best=_checked(view.best, ids), worst=_checked(view.worst, ids))
        case SelfRatingAnswer():
            return Answer(rating=view.group.checkedId() if view.group.checkedId() > 0 else None)
        case OrderAnswer():
            return Answer(selected=view.list.order())
        case _:
            raise AssertionError(f"nobody reads {type(view).__name__}")


def _shown_pairs(view: MatchingAnswer) -> tuple[tuple[str, str], ...]:
    texts = {card.wrapped: right for right, card in view.board.cards.items()}
    found = ((left, texts.get(line.slot.wrapped)) for left, line in view.board.lines.items())
    return tuple((left, right) for left, right in found if right is not None)


def _checked(group: QButtonGroup, ids: list[str]) -> str | None:
    return ids[group.checkedId()] if group.checkedId() >= 0 else None
