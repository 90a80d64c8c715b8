"""One option of a question while it is written: its words, what makes it right, and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QRadioButton,
    QWidget,
)

from smmhire.assessment.items import ItemType, Option
from smmhire.bilingual import Language
from smmhire.texts import N_, _, number
from ui.language import Translated
from ui.pages.items.sign_button import sign_button
from ui.pages.items.text_fields import BilingualField, line_height
from ui.widgets.basics import card, column, label, row

# The scale on which experts rate actions; halves are means of theirs.
EFFECTIVENESS = {
    1.0: N_("1: does harm"),
    2.0: N_("2: helps little"),
    3.0: N_("3: so-so"),
    4.0: N_("4: good"),
    5.0: N_("5: best practice"),
}
# What the reason gives where an option is neither right nor wrong.
REASONS = {
    ItemType.ORDERING: N_("Why it stands here"),
    ItemType.MATCHING: N_("Why they belong together"),
    ItemType.SITUATIONAL: N_("Why so"),
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
        self.up, self.down, self.remove = (sign_button(sign) for sign in "↑↓✕")
        for made, tip, text in (
            (self.up, N_("Move up (Alt+↑)"), N_("Move up")),
            (self.down, N_("Move down (Alt+↓)"), N_("Move down")),
            (self.remove, N_("Remove this option"), N_("Remove this option")),
        ):
            self.texts.bind(made.setToolTip, tip)
            self.texts.bind(made.setAccessibleName, text)
        is_matching = kind is ItemType.MATCHING
        self.words = BilingualField(N_("Left side") if is_matching else N_("Option"))
        self.match = BilingualField(N_("Right side"))
        self.match.setVisible(is_matching)
        self.why = BilingualField(REASONS.get(kind, N_("Why it is right or wrong")))
        # Sides in two languages each would leave a hand's breadth for a sentence: they stand in two lines.
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(6)
        self._pair.addWidget(self.words, 1)
        self._pair.addWidget(self.match, 1)
        reasons = row(self.effectiveness, self.why)
        reasons.setSpacing(8)
        reasons.setStretch(1, 1)
        reasons.setAlignment(self.effectiveness, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        places = QGridLayout()
        places.addWidget(self._head(), 0, 0, Qt.AlignmentFlag.AlignTop)
        places.addLayout(self._pair, 0, 1)
        places.addWidget(self._buttons(), 0, 2, Qt.AlignmentFlag.AlignTop)
        places.addLayout(reasons, 1, 1)
        places.setColumnStretch(1, 1)
        whole = card(places)
        places.setContentsMargins(12, 8, 8, 8)  # less than a card has: there are up to ten of them
        places.setHorizontalSpacing(8)
        places.setVerticalSpacing(6)
        self.setLayout(column(whole))
        self._load()
        for part in (self.words, self.match, self.why):
            part.changed.connect(self.changed)
        self.effectiveness.activated.connect(self.changed)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        for made, keys in ((self.up, "Alt+Up"), (self.down, "Alt+Down")):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(made.click)  # which does nothing where there is no way further
        self.remove.clicked.connect(self.removed)
        self.texts.call(self._say)

    def _head(self) -> QWidget:
        """Number and key, as high as the line of words beside them."""
        made = QWidget()
        layout = row(self.number, self.key)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        made.setLayout(layout)
        made.setFixedHeight(line_height(self.words.edits["en"]))
        return made

    def _buttons(self) -> QWidget:
        made = QWidget()
        layout = row(self.up, self.down, self.remove)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        made.setLayout(layout)
        made.setFixedHeight(line_height(self.words.edits["en"]))
        return made

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
        self._pair.setDirection(
            QBoxLayout.Direction.TopToBottom if len(languages) > 1 else QBoxLayout.Direction.LeftToRight
        )

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        texts = [stop for part in (self.words, self.match) for stop in part.stops()]
        rest = (self.effectiveness, *self.why.stops(), self.up, self.down, self.remove)
        return [self.key, *texts, *rest]

    def set_focus(self) -> None:
        """Into its words."""
        self.words.set_focus()

    def _say(self) -> None:
        self.number.setText(f"{number(self._place + 1)}.")
        self.key.setAccessibleName(f"{self.number.text()} {self.key.text()}")
        for at, value in enumerate(self._values):
            known = EFFECTIVENESS.get(value)
            self.effectiveness.setItemText(at, number(value, 1) if known is None else _(known))
