"""All questions of an attempt at a glance: answered, answered in part, open, flagged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from smmhire.texts import N_, _, number
from ui import theme
from ui.language import Translated
from ui.widgets.basics import button, card, column, label, row, scrolled, set_kind

TILE = 64  # pixels a tile takes in the row, gap included


class State(StrEnum):
    """How far a question is; the value is the kind in the style sheet."""

    ANSWERED = "tile answered"
    IN_PART = "tile part"
    OPEN = "tile open"


STATE_NAMES = {
    State.ANSWERED: N_("answered"),
    State.IN_PART: N_("answered in part"),
    State.OPEN: N_("open"),
}


@dataclass(frozen=True, slots=True)
class Tile:
    """One question in the overview."""

    state: State
    is_flagged: bool
    tool_tip: str


class TileButton(QPushButton):
    """Tells of the arrows: Qt would go by where the buttons lie, and the area around them would scroll.
    `walked` carries (columns, rows) to go."""

    walked = Signal(int, int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything but the arrows."""
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.walked.emit(*step)


class Overview(Translated, QWidget):
    """A grid of numbers. `chosen` carries the index of the question to go to, `closed` asks to go back."""

    chosen = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._tiles: tuple[Tile, ...] = ()
        self.buttons: list[TileButton] = []
        title = label("heading", wraps=False)
        self.texts.bind(title.setText, N_("All questions"))
        self.counts = label("muted")
        self.back = button()
        self.texts.bind(self.back.setText, N_("Back to the question"))
        self.back.clicked.connect(self.closed)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._holder = QWidget()
        self._holder.setLayout(column(self._grid, None))
        head = row(title, self.counts, self.back)
        head.setStretch(1, 1)
        whole = column(head, scrolled(self._holder))
        whole.setStretch(1, 1)
        self.setLayout(column(card(whole)))

    def show_tiles(self, tiles: Sequence[Tile], current: int) -> None:
        """Show the state of every question; the keyboard goes to the `current` one."""
        self._tiles = tuple(tiles)
        for at in range(len(self.buttons), len(self._tiles)):
            made = TileButton()
            made.setFixedSize(TILE - 8, 42)
            made.clicked.connect(lambda _checked=False, at=at: self.chosen.emit(at))
            made.walked.connect(lambda across, down, at=at: self._walk(at + across + down * self._columns))
            self.buttons.append(made)
        self._name()
        self._lay_out()
        self.buttons[current].setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self) -> None:
        for at, (made, tile) in enumerate(zip(self.buttons, self._tiles, strict=True)):
            made.setText(number(at + 1))
            # Told by a sign too, not by colour alone.
            sign = "flag" if tile.is_flagged else "done" if tile.state is State.ANSWERED else ""
            made.setIcon(theme.icon(sign) if sign else QIcon())
            set_kind(made, f"{tile.state.value}{' flagged' if tile.is_flagged else ''}")
            said = [_("Question {n}", n=number(at + 1)), _(STATE_NAMES[tile.state])]
            if tile.is_flagged:
                said.append(_("flagged"))
            made.setAccessibleName(", ".join(said))
            made.setToolTip(tile.tool_tip)
        states = [tile.state for tile in self._tiles]
        self.counts.setText(
            _(
                "{answered} answered, {part} in part, {open} open; {flagged} flagged.",
                answered=number(states.count(State.ANSWERED)),
                part=number(states.count(State.IN_PART)),
                open=number(states.count(State.OPEN)),
                flagged=number(sum(tile.is_flagged for tile in self._tiles)),
            )
        )

    def retranslate(self) -> None:
        """Digits and names too."""
        super().retranslate()
        if self._tiles:
            self._name()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many tiles in a row as there is room for."""
        super().resizeEvent(event)
        self._lay_out()

    @property
    def _columns(self) -> int:
        return max(4, (self.width() - 60) // TILE)

    def _lay_out(self) -> None:
        for at, made in enumerate(self.buttons):
            self._grid.addWidget(made, at // self._columns, at % self._columns)
            made.show()  # at once: what is hidden takes no keyboard
        self._grid.setColumnStretch(self._columns, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _walk(self, to: int) -> None:
        if 0 <= to < len(self.buttons):
            self.buttons[to].setFocus(Qt.FocusReason.TabFocusReason)
