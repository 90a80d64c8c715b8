"""One option of a question while it is written: its words, what makes it right, and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QRadioButton, QWidget

from smmhire.assessment.items import ItemType, Option
from smmhire.bilingual import Language
from smmhire.texts import N_, _, number
from ui.language import Translated
from ui.pages.items.text_fields import BilingualField
from ui.widgets.basics import button, card, column, label, row

# The scale on which experts rate actions; halves are means of theirs.
EFFECTIVENESS = {
    1.0: N_("1: does harm"),
    2.0: N_("2: helps little"),
    3.0: N_("3: so-so"),
    4.0: N_("4: good"),
    5.0: N_("5: best practice"),
}


class OptionRow(Translated, QWidget):
    """`moved`: up (−1) or down (1); `removed`: it is to go; `keyed`: it was made the right one."""

    changed = Signal()
    keyed = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, kind: ItemType, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._kind = kind
        self._option = option
        self._place = 0
        self.number = label("strong", wraps=False)
        self.key = self._key()
        self.effectiveness = QComboBox()
        self.up, self.down, self.remove = (button("quiet") for _each in range(3))
        for made, sign, text in (
            (self.up, "↑", N_("Move up")),
            (self.down, "↓", N_("Move down")),
            (self.remove, "✕", N_("Remove this option")),
        ):
            made.setText(sign)
            made.setFixedWidth(34)
            self.texts.bind(made.setToolTip, text)
            self.texts.bind(made.setAccessibleName, text)
        is_matching = kind is ItemType.MATCHING
        self.words = BilingualField(N_("Left side") if is_matching else N_("Option"))
        self.match = BilingualField(N_("Right side"))
        self.match.setVisible(is_matching)
        self.why = BilingualField(N_("Why it is right or wrong"))
        arrow = QLabel("↔")
        arrow.setVisible(is_matching)
        head = row(self.number, self.key, self.effectiveness, None, self.up, self.down, self.remove)
        head.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        pair = row(self.words, arrow, self.match)
        pair.setStretch(0, 1)
        pair.setStretch(2, 1 if is_matching else 0)
        whole = card(column(head, pair, self.why, spacing=6))
        whole.setProperty("kind", "card")
        layout = column(whole)
        self.setLayout(layout)
        inner = whole.layout()
        assert inner is not None
        inner.setContentsMargins(12, 8, 12, 10)
        self._load()
        for part in (self.words, self.match, self.why):
            part.changed.connect(self.changed)
        self.effectiveness.activated.connect(self.changed)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)
        self.texts.call(self._say)

    def _key(self) -> QAbstractButton:
        if self._kind is ItemType.SINGLE_CHOICE:
            made: QAbstractButton = QRadioButton()
            # Alone in its row, it would not know of the others: whoever holds the rows sees to it.
            made.setAutoExclusive(False)
            made.clicked.connect(self._choose)
        else:
            made = QCheckBox()
            made.clicked.connect(self.changed)
        self.texts.bind(made.setText, N_("right"))
        return made

    def _choose(self) -> None:
        self.key.setChecked(True)  # a second click takes nothing away
        self.keyed.emit()

    def _load(self) -> None:
        option, kind = self._option, self._kind
        self.key.setVisible(kind in (ItemType.SINGLE_CHOICE, ItemType.MULTIPLE_RESPONSE))
        self.key.setChecked(option.is_correct is True)
        self.effectiveness.setVisible(kind is ItemType.SITUATIONAL)
        self.words.show_text(option.text)
        self.why.show_text(option.rationale)
        if option.match is not None:
            self.match.show_text(option.match)
        self._values = sorted({*EFFECTIVENESS, option.effectiveness or 3.0})
        self.effectiveness.addItems([""] * len(self._values))
        self.effectiveness.setCurrentIndex(self._values.index(option.effectiveness or 3.0))
        self.texts.bind(self.effectiveness.setAccessibleName, N_("How effective the action is"))

    # -- reading -------------------------------------------------------------------------------------
    @property
    def id(self) -> str:
        """That of the option."""
        return self._option.id

    def option(self) -> Option:
        """What stands there."""
        kind = self._kind
        is_choice = kind in (ItemType.SINGLE_CHOICE, ItemType.MULTIPLE_RESPONSE)
        return replace(
            self._option,
            text=self.words.text(),
            rationale=self.why.text(),
            is_correct=self.key.isChecked() if is_choice else None,
            position=self._place + 1 if kind is ItemType.ORDERING else None,
            match=self.match.text() if kind is ItemType.MATCHING else None,
            effectiveness=self._values[self.effectiveness.currentIndex()]
            if kind is ItemType.SITUATIONAL
            else None,
        )

    # -- showing -------------------------------------------------------------------------------------
    def show_place(self, place: int, count: int, *, may_remove: bool) -> None:
        """Where it stands (from 0) among how many."""
        self._place = place
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < count - 1)
        self.remove.setEnabled(may_remove)
        self._say()

    def show_fields(self, languages: Collection[Language], *, with_reasons: bool) -> None:
        """Show the fields of these languages, and those for the reasons or not."""
        for part in (self.words, self.match, self.why):
            part.show_languages(languages)
        self.why.setVisible(with_reasons)

    def set_focus(self) -> None:
        """Into its words."""
        self.words.set_focus()

    def _say(self) -> None:
        self.number.setText(f"{number(self._place + 1)}.")
        for at, value in enumerate(self._values):
            known = EFFECTIVENESS.get(value)
            self.effectiveness.setItemText(at, number(value, 1) if known is None else _(known))
