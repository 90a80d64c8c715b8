"""A list to put in order: drag, or Alt+arrows, or the buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from smmhire.assessment.items import Option
from smmhire.texts import N_, number, say
from ui.language import Translated
from ui.pages.assessment.dragging import Dragging
from ui.pages.assessment.form_language import speaking
from ui.widgets.basics import button, column, label, row


class LinesToOrder(QListWidget):
    """Leaves letters and digits to the page, where they are keys: Qt's list would look for lines that begin
    with them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only the keys that move."""
        if event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)


class OrderingAnswer(Translated, QWidget):
    """`ordered` carries the option ids from first to last, when the user changes or confirms the order."""

    ordered = Signal(object)

    def __init__(self, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._options = {option.id: option for option in options}
        hint = label("muted")
        self.texts.bind(
            hint.setText, N_("Drag the lines into order, or select one and press Alt+↑ or Alt+↓.")
        )
        self.list = LinesToOrder()
        self.list.setProperty("kind", "answer")
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.texts.bind(self.list.setAccessibleName, N_("Lines to put in order"))
        self.up = button()
        self.texts.bind(self.up.setText, N_("Move up"))
        self.down = button()
        self.texts.bind(self.down.setText, N_("Move down"))
        self.keep = button()
        self.texts.bind(self.keep.setText, N_("This order is right"))
        self.setLayout(column(hint, self.list, row(self.up, self.down, None, self.keep), None))
        for option in options:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, option.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._write()
        self._before_drag: tuple[str, ...] = ()
        self._dragging = Dragging(self)
        self._dragging.listen(self.list.viewport(), self._take_up)
        self._dragging.moved.connect(self._make_room)
        self._dragging.dropped.connect(self._drop)
        self._dragging.called_off.connect(self._put_back)
        self.up.clicked.connect(lambda: self.move(-1))
        self.down.clicked.connect(lambda: self.move(1))
        self.keep.clicked.connect(self._tell)
        for key, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda s=step: self.move(s))

    def retranslate(self) -> None:
        """The lines too."""
        super().retranslate()
        self._write()

    def order(self) -> tuple[str, ...]:
        """The option ids as they stand."""
        return tuple(self.list.item(i).data(Qt.ItemDataRole.UserRole) for i in range(self.list.count()))

    def show_order(self, ids: Sequence[str]) -> None:
        """Put the lines into the order `ids`."""
        for index, option_id in enumerate(ids):
            if index < self.list.count():
                self.list.item(index).setData(Qt.ItemDataRole.UserRole, option_id)
        self._write()

    def move(self, step: int) -> None:  # type: ignore[override]
        """Move the current line one place up (-1) or down (1)."""
        here = self.list.currentRow()
        there = here + step
        if here < 0 or not 0 <= there < self.list.count():
            return
        ids = list(self.order())
        ids[here], ids[there] = ids[there], ids[here]
        self.show_order(ids)
        self.list.setCurrentRow(there)
        self._tell()

    # -- dragging ------------------------------------------------------------------------------------
    def _take_up(self, at: QPoint) -> tuple[object, QPixmap] | None:
        line = self.list.itemAt(at)
        if line is None:
            return None
        self._before_drag = self.order()
        picture = self.list.viewport().grab(self.list.visualItemRect(line))
        return line.data(Qt.ItemDataRole.UserRole), picture

    def _make_room(self, option_id: str, where: QPoint) -> None:
        """The others give way while a line is dragged past their middle."""
        height = self.list.viewport().mapFromGlobal(where).y()
        others = [
            (other, self.list.visualItemRect(self.list.item(at)).center().y())
            for at, other in enumerate(self.order())
            if other != option_id
        ]
        above = [other for other, middle in others if middle <= height]
        below = [other for other, middle in others if middle > height]
        wanted = (*above, option_id, *below)
        if wanted != self.order():
            self.show_order(wanted)
            self.list.setCurrentRow(len(above))

    def _drop(self, _option_id: str, _where: QPoint) -> None:
        self._tell()

    def _put_back(self) -> None:
        """A drag that was called off has changed nothing."""
        current = self.order()[self.list.currentRow()]
        self.show_order(self._before_drag)
        self.list.setCurrentRow(self._before_drag.index(current))

    def _tell(self) -> None:
        self.ordered.emit(self.order())

    def _write(self) -> None:
        with speaking(self):
            for index in range(self.list.count()):
                line = self.list.item(index)
                option = self._options[line.data(Qt.ItemDataRole.UserRole)]
                line.setText(f"{number(index + 1)}.  {say(option.text)}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All lines are visible at every width: the list never scrolls inside the page."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = max(200, self.list.viewport().width() - 24)
        total = 8
        for index in range(self.list.count()):
            line = self.list.item(index)
            rect = self.list.fontMetrics().boundingRect(
                0, 0, width, 2000, Qt.TextFlag.TextWordWrap, line.text()
            )
            line.setSizeHint(QSize(width, rect.height() + 16))
            total += rect.height() + 16
        self.list.setFixedHeight(total)
