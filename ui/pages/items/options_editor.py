"""The options of a question, or the five descriptions of a self-rating, while they are written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from smmhire.assessment.items import Item, ItemType, Option
from smmhire.assessment.own_items import MOST_CHOICES, MOST_ELEMENTS
from smmhire.bilingual import LANGUAGES, Bilingual, Language
from smmhire.services.own_items import blank_option
from smmhire.texts import N_, number
from ui.language import Translated
from ui.pages.items.option_row import OptionRow
from ui.pages.items.text_fields import BilingualField, line_height
from ui.widgets.basics import button, column, label, row

LEAST_OPTIONS = 2
# What is asked of those who write them, by type.
LEADS: dict[ItemType, str] = {
    ItemType.SINGLE_CHOICE: N_("Mark the one right option. Three or four of like length are best."),
    ItemType.MULTIPLE_RESPONSE: N_("Mark all right options; at least one must be wrong."),
    ItemType.ORDERING: N_("Write the elements in the right order; takers get them shuffled."),
    ItemType.MATCHING: N_("Write the pairs; takers get the right sides shuffled."),
    ItemType.SITUATIONAL: N_(
        "Say how effective each action is. Takers name the best and the worst: there must be one of each."
    ),
    ItemType.SELF_RATING: N_("Describe five levels, from the lowest (1) to the highest (5)."),
}


class OptionsEditor(Translated, QWidget):
    """`changed`: anything of them has. `rearranged`: there are others, or in another order; carries the
    widget that has the keyboard now."""

    changed = Signal()
    rearranged = Signal(QWidget)

    def __init__(self, kind: ItemType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._kind = kind
        self._languages: Collection[Language] = LANGUAGES
        self._with_reasons = True
        self._removed: tuple[int, Option] | None = None
        self.rows: list[OptionRow] = []
        self.anchors: list[BilingualField] = []
        lead = label("muted")
        self.texts.bind(lead.setText, LEADS[kind])
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.add = button()
        self.texts.bind(
            self.add.setText, N_("Add a pair") if kind is ItemType.MATCHING else N_("Add an option")
        )
        self.bring_back = button("quiet")
        self.texts.bind(self.bring_back.setText, N_("Bring the removed option back"))
        self.bring_back.hide()
        self.setLayout(column(lead, self._list, row(self.add, self.bring_back, None)))
        self.add.setVisible(kind is not ItemType.SELF_RATING)
        self.add.clicked.connect(self.add_option)
        self.bring_back.clicked.connect(self.undo_remove)

    @property
    def most(self) -> int:
        """How many options there may be."""
        return MOST_ELEMENTS if self._kind in (ItemType.ORDERING, ItemType.MATCHING) else MOST_CHOICES

    # -- showing and reading -------------------------------------------------------------------------
    def show_item(self, item: Item) -> None:
        """Show the options of an item, without telling anybody."""
        options = item.options
        if item.type is ItemType.ORDERING:
            options = tuple(sorted(options, key=lambda option: option.position or 0))
        for option in options:
            self._insert(len(self.rows), option)
        for anchor in item.anchors:
            field = BilingualField(N_("What people at this level do"))
            field.show_text(anchor)
            field.changed.connect(self.changed)
            self.anchors.append(field)
            self._list.addLayout(self._numbered(field, len(self.anchors)))
        self._number()

    def _numbered(self, field: BilingualField, level: int) -> QHBoxLayout:
        name = label("strong", wraps=False)
        name.setFixedHeight(line_height(name))
        self.texts.call(lambda: name.setText(f"{number(level)}."))
        line = row(name, field)
        line.setStretch(1, 1)
        line.setAlignment(name, Qt.AlignmentFlag.AlignTop)
        return line

    def options(self) -> tuple[Option, ...]:
        """What stands there."""
        return tuple(one.option() for one in self.rows)

    def anchor_texts(self) -> tuple[Bilingual, ...]:
        """The descriptions of a self-rating."""
        return tuple(field.text() for field in self.anchors)

    def show_fields(self, languages: Collection[Language], *, with_reasons: bool) -> None:
        """Show the fields of these languages, and those for the reasons or not."""
        self._languages, self._with_reasons = languages, with_reasons
        for one in self.rows:
            one.show_fields(languages, with_reasons=with_reasons)
        for field in self.anchors:
            field.show_languages(languages)

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        parts = (*self.rows, *self.anchors)
        return [*(stop for part in parts for stop in part.stops()), self.add, self.bring_back]

    # -- changing ------------------------------------------------------------------------------------
    def add_option(self) -> None:
        """A further option at the end, ready to be written."""
        if len(self.rows) >= self.most:
            return
        taken = [one.id for one in self.rows]
        self._insert(len(self.rows), blank_option(self._kind, len(self.rows), taken))
        self._number()
        self._go_to(self.rows[-1])
        self.changed.emit()

    def remove(self, one: OptionRow) -> None:
        """Take an option out; it can be brought back until the next is removed."""
        at = self.rows.index(one)
        self._removed = (at, one.option())
        self.rows.remove(one)
        self._list.removeWidget(one)
        one.hide()
        one.deleteLater()
        self.bring_back.show()
        self._number()
        self._go_to(self.rows[min(at, len(self.rows) - 1)])
        self.changed.emit()

    def undo_remove(self) -> None:
        """Bring the last removed option back to its place."""
        if self._removed is None:
            return
        at, option = self._removed
        self._removed = None
        if option.id in {one.id for one in self.rows}:  # another was added meanwhile, under its letter
            option = replace(option, id=blank_option(self._kind, at, [one.id for one in self.rows]).id)
        self._insert(at, option)
        self.bring_back.hide()
        self._number()
        self._go_to(self.rows[at])
        self.changed.emit()

    def _insert(self, at: int, option: Option) -> None:
        one = OptionRow(self._kind, option)
        one.show_fields(self._languages, with_reasons=self._with_reasons)
        one.changed.connect(self.changed)
        one.keyed.connect(lambda: self._key_only(one))
        one.moved.connect(lambda by: self._move(one, by))
        one.removed.connect(lambda: self.remove(one))
        self.rows.insert(at, one)
        self._list.insertWidget(at, one)

    def _key_only(self, right: OptionRow) -> None:
        for one in self.rows:
            one.key.setChecked(one is right)
        self.changed.emit()

    def _move(self, one: OptionRow, by: int) -> None:
        at = self.rows.index(one)
        to = at + by
        if not 0 <= to < len(self.rows):
            return
        writing = one.focusWidget() if one.isAncestorOf(QApplication.focusWidget() or self) else None
        self.rows.insert(to, self.rows.pop(at))
        self._list.removeWidget(one)
        self._list.insertWidget(to, one)
        self._number()
        if writing is None or writing in (one.up, one.down):
            # The button that was pressed, for the next step; the other one where there is no way further.
            pressed, other = (one.up, one.down) if by < 0 else (one.down, one.up)
            writing = pressed if pressed.isEnabled() else other
        writing.setFocus()
        self.rearranged.emit(writing)
        self.changed.emit()

    def _go_to(self, one: OptionRow) -> None:
        one.set_focus()
        self.rearranged.emit(one)

    def _number(self) -> None:
        for place, one in enumerate(self.rows):
            one.show_place(place, len(self.rows), may_remove=len(self.rows) > LEAST_OPTIONS)
        self.add.setEnabled(len(self.rows) < self.most)
