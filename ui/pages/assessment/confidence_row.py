"""How sure the taker is of the answer above: from a guess between right and wrong to certainty."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from smmhire.assessment.attempts import CONFIDENCES
from smmhire.texts import N_, _, percent
from ui.language import Translated
from ui.widgets.basics import column, label


class ConfidenceRow(Translated, QWidget):
    """`chosen` carries the percentage. It can be used once there is an answer to be sure of."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        question = label("strong")
        self.texts.bind(question.setText, N_("How sure are you that this is right?"))
        self.group = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(10)
        for value in CONFIDENCES:
            button = QRadioButton()
            self.texts.call(lambda b=button, v=value: b.setText(percent(v / 100)))
            self.texts.call(
                lambda b=button, v=value: b.setAccessibleName(_("{share} sure", share=percent(v / 100)))
            )
            self.group.addButton(button, value)
            line.addWidget(button)
        line.addStretch(1)
        ends = label("muted")
        self.texts.bind(
            ends.setText, N_("50% is a guess, 100% is certainty. It never changes the score (C).")
        )
        self.setLayout(column(question, line, ends, spacing=4))
        self.group.idClicked.connect(self.chosen)

    @property
    def value(self) -> int | None:
        """The percentage chosen; None for none."""
        return self.group.checkedId() if self.group.checkedId() > 0 else None

    def show_value(self, value: int | None) -> None:
        """Show what was chosen, without telling it again."""
        self.group.setExclusive(False)
        for button in self.group.buttons():
            button.setChecked(self.group.id(button) == value)
        self.group.setExclusive(True)

    def take_focus(self) -> None:
        """The keyboard goes to what is chosen, else to the first."""
        button = self.group.checkedButton() or self.group.buttons()[0]
        button.setFocus(Qt.FocusReason.TabFocusReason)
