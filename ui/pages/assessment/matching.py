"""Lines to find partners for: drag the partners, click them, or use the keyboard.

A partner may serve more than one line: an answer is marked line by line, and the command line takes such
answers too. So the partners stay where they are, and what lies on a line is one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from smmhire.assessment.items import Option
from smmhire.texts import N_, _, number, say
from ui.language import Translated
from ui.pages.assessment.dragging import Dragging, page_around
from ui.pages.assessment.form_language import speaking
from ui.pages.assessment.wrapped_button import WrappedButton
from ui.widgets.basics import column, label, set_kind

WIDE = 720  # pixels from which the partners stand beside the lines, not below
NARROW = 440  # pixels up to which a line's partner stands below its left side, not beside
MARGIN_SHOWN = 12  # pixels of the page above and below the line one comes to
PLAIN = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier


class Slot(WrappedButton):
    """The place for a partner. `walked` carries the lines to go, `stepped` the partners to go on, `emptied`
    asks to take off what lies here, `entered` tells that the keyboard is here."""

    walked = Signal(int)
    stepped = Signal(int)
    emptied = Signal()
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Delete; the rest is for buttons and for the page."""
        if event.modifiers() not in PLAIN:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.walked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self.stepped.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.emptied.emit()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The line with the keyboard is the one that is answered."""
        super().focusInEvent(event)
        self.entered.emit()


class Line(QFrame):
    """A left side with the slot for its partner: all of it takes a click or a drop."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = label("answer")
        self.slot = Slot("slot")
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.addWidget(self.text, 1)
        self._sides.addWidget(self.slot, 1)

    def stack(self, is_stacked: bool) -> None:
        """The slot below the left side, or beside it."""
        directions = QBoxLayout.Direction
        self._sides.setDirection(directions.TopToBottom if is_stacked else directions.LeftToRight)
        self._sides.setSpacing(4 if is_stacked else 12)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the left side is a click on the slot."""
        self.slot.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()


class MatchingBoard(Translated, QWidget):
    """`paired` carries all pairs of (left, right) option ids, when the user changes them."""

    paired = Signal(object)

    def __init__(
        self, options: Sequence[Option], matches: Sequence[Option], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self._options = tuple(options)
        self._matches = tuple(matches)
        self._partner: dict[str, str] = {}  # left id to right id
        self._here = self._options[0].id
        self.lines = {option.id: Line() for option in self._options}
        self.cards = {match.id: WrappedButton("partner") for match in self._matches}
        self._dragging = Dragging(self)
        self._build()
        self._connect()

    # -- building ------------------------------------------------------------------------------------
    def _build(self) -> None:
        hint = label("muted")
        self.texts.bind(
            hint.setText,
            N_(
                "Drag a partner to its line; or go to a line with ↑ ↓ and type the partner's number. "
                "Delete takes it off. A partner may serve more than one line."
            ),
        )
        head = label("strong")
        self.texts.bind(head.setText, N_("Partners"))
        for match, card in zip(self._matches, self.cards.values(), strict=True):
            card.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # from the keyboard it is reached by its number
            card.setCursor(Qt.CursorShape.OpenHandCursor)
            self.texts.call(lambda c=card, m=match: self._name_card(c, m))
        self.pool = QFrame()
        self.pool.setProperty("kind", "pool")
        self.pool.setLayout(column(head, *self.cards.values(), None, margin=12, spacing=8))
        rows = column(*self.lines.values(), None, spacing=10)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(20)
        self._sides.addLayout(rows, 2)
        self._sides.addWidget(self.pool, 1)
        self.setLayout(column(hint, self._sides))
        self.texts.call(self._write)

    def _connect(self) -> None:
        for left, line in self.lines.items():
            slot = line.slot
            slot.walked.connect(lambda step, at=left: self._walk(at, step))
            slot.stepped.connect(lambda step, at=left: self._step(at, step))
            slot.emptied.connect(lambda at=left: self.put(at, None))
            slot.entered.connect(lambda at=left: self._enter(at))
            self._dragging.listen(slot, lambda _at, left=left: self._taken_off(left))
        for right, card in self.cards.items():
            card.clicked.connect(lambda _checked=False, right=right: self._click(right))
            self._dragging.listen(card, lambda _at, right=right: ((None, right), self.cards[right].grab()))
        self._dragging.moved.connect(self._show_target)
        self._dragging.dropped.connect(self._drop)
        self._dragging.called_off.connect(lambda: self._mark(None))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The partners stand beside the lines where there is room."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        for line in self.lines.values():
            line.stack(self.width() <= NARROW)
        self._sides.setDirection(directions.LeftToRight if self.width() >= WIDE else directions.TopToBottom)

    # -- answering -----------------------------------------------------------------------------------
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """(left id, right id) of every line that has a partner, in the order of the lines."""
        return tuple((o.id, self._partner[o.id]) for o in self._options if o.id in self._partner)

    def show_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show pairs chosen before, without telling them again."""
        self._partner = dict(pairs)
        self._write()

    def put(self, left: str, right: str | None) -> None:
        """Give the line `left` the partner `right`; None takes off what it has."""
        self._change({left: right})

    def choose(self, place: int) -> None:
        """Give the line with the keyboard the partner of that number (from 1)."""
        if 1 <= place <= len(self._matches):
            self.put(self._here, self._matches[place - 1].id)
            self.lines[self._here].slot.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, wanted: Mapping[str, str | None]) -> None:
        before = self.pairs()
        for left, right in wanted.items():
            if right is None:
                self._partner.pop(left, None)
            else:
                self._partner[left] = right
        if self.pairs() != before:
            self._write()
            self.paired.emit(self.pairs())

    def _click(self, right: str) -> None:
        """The partner goes to the line with the keyboard, which then moves on to the next open line; from a
        line that has this very partner it is taken off."""
        was_open = self._here not in self._partner
        self.put(self._here, None if self._partner.get(self._here) == right else right)
        at = [option.id for option in self._options]
        following = at[at.index(self._here) :] + at
        open_lines = [left for left in following if left not in self._partner]
        to = open_lines[0] if was_open and open_lines else self._here
        self.lines[to].slot.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the keyboard --------------------------------------------------------------------------------
    def _enter(self, left: str) -> None:
        self._here = left
        page = page_around(self)
        if page is not None:
            page.ensureWidgetVisible(self.lines[left], 0, MARGIN_SHOWN)

    def _walk(self, left: str, step: int) -> None:
        at = [option.id for option in self._options]
        to = at.index(left) + step
        if 0 <= to < len(at):
            self.lines[at[to]].slot.setFocus(Qt.FocusReason.TabFocusReason)

    def _step(self, left: str, step: int) -> None:
        """As in a list of choices: before the first partner there is none, after the last nothing."""
        places = [None, *(match.id for match in self._matches)]
        to = places.index(self._partner.get(left)) + step
        if 0 <= to < len(places):
            self.put(left, places[to])

    # -- dragging ------------------------------------------------------------------------------------
    def _taken_off(self, left: str) -> tuple[object, QPixmap] | None:
        right = self._partner.get(left)
        return None if right is None else ((left, right), self.lines[left].slot.grab())

    def _line_at(self, where: QPoint) -> str | None:
        for left, line in self.lines.items():
            if line.rect().contains(line.mapFromGlobal(where)):
                return left
        return None

    def _is_over_pool(self, where: QPoint) -> bool:
        return self.pool.rect().contains(self.pool.mapFromGlobal(where))

    def _show_target(self, thing: tuple[str | None, str], where: QPoint) -> None:
        came_from, _right = thing
        self._mark(self._line_at(where), is_over_pool=came_from is not None and self._is_over_pool(where))

    def _drop(self, thing: tuple[str | None, str], where: QPoint) -> None:
        """Onto a line: there; what came from another line changes places with what lies here. Onto the
        partners: off its line. Anywhere else: as before."""
        came_from, right = thing
        to = self._line_at(where)
        self._mark(None)
        if to is not None:
            moved: dict[str, str | None] = {} if came_from is None else {came_from: self._partner.get(to)}
            self._change({**moved, to: right})
            self.lines[to].slot.setFocus(Qt.FocusReason.MouseFocusReason)
        elif came_from is not None and self._is_over_pool(where):
            self.put(came_from, None)

    def _mark(self, target: str | None, *, is_over_pool: bool = False) -> None:
        """Show where something would fall."""
        for left, line in self.lines.items():
            kind = "slot filled" if left in self._partner else "slot"
            _become(line.slot, f"{kind} target" if left == target else kind)
        _become(self.pool, "pool target" if is_over_pool else "pool")

    # -- writing -------------------------------------------------------------------------------------
    def _name_card(self, card: WrappedButton, match: Option) -> None:
        assert match.match is not None
        place, text = number(self._matches.index(match) + 1), say(match.match)
        card.set_wrapped(f"{place}.  {text}")
        card.setAccessibleName(_("Partner {n}: {text}", n=place, text=text))

    def _write(self) -> None:
        with speaking(self):
            for place, option in enumerate(self._options, start=1):
                self._write_line(place, option)
        for right, card in self.cards.items():
            _become(card, "partner used" if right in self._partner.values() else "partner")
        self._mark(None)

    def _write_line(self, place: int, option: Option) -> None:
        line, said = self.lines[option.id], say(option.text)
        line.text.setText(said)
        at = {"n": number(place), "all": number(len(self._options)), "line": said}
        right = self._partner.get(option.id)
        line.slot.setCursor(Qt.CursorShape.ArrowCursor if right is None else Qt.CursorShape.OpenHandCursor)
        line.slot.setAccessibleDescription(
            _("A digit or ← and → choose the partner, Delete takes it off, ↑ and ↓ go to the other lines.")
        )
        if right is None:
            line.slot.set_wrapped(_("choose …"))
            line.slot.setAccessibleName(_("Line {n} of {all}: {line} – no partner yet", **at))
            return
        index = [match.id for match in self._matches].index(right)
        match = self._matches[index].match
        assert match is not None
        partner = f"{number(index + 1)}.  {say(match)}"
        line.slot.set_wrapped(partner)
        line.slot.setAccessibleName(_("Line {n} of {all}: {line} – {partner}", partner=partner, **at))


def _become(widget: QWidget, kind: str) -> None:
    """Polishing anew takes time: only where something changes."""
    if widget.property("kind") != kind:
        set_kind(widget, kind)
