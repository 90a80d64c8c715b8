"""A spin box for whole numbers in the digits of the language; it reads either digits."""

from __future__ import annotations

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QSpinBox, QWidget

from smmhire.settings import RESOURCES
from smmhire.texts import number
from ui import theme
from ui.language import Translated, number_typed

MARGIN = 8  # pixels, as in other fields


class NumberSpin(Translated, QSpinBox):
    """Whole numbers from `least` to `most`."""

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.setRange(least, most)
        self.setCorrectionMode(QSpinBox.CorrectionMode.CorrectToNearestValue)
        self.setStyleSheet(_style())
        # The padding of the style sheet does not reach the line: figures would stand at the frame.
        self.lineEdit().setTextMargins(MARGIN, 0, 0, 0)

    def textFromValue(self, val: int) -> str:
        """The number as the language writes it."""
        return number(val)

    def valueFromText(self, text: str) -> int:
        """The number that was typed."""
        value = number_typed(text)
        return self.minimum() if value is None else int(value)

    def validate(self, input: str, pos: int) -> object:
        """Nothing yet, or a whole number in the range; one outside it may still become one inside."""
        value = number_typed(input)
        if not input.strip():
            return (QValidator.State.Intermediate, input, pos)
        if value is None or value != int(value) or value < 0 or value > self.maximum():
            return (QValidator.State.Invalid, input, pos)
        is_inside = value >= self.minimum()
        return (
            QValidator.State.Acceptable if is_inside else QValidator.State.Intermediate,
            input,
            pos,
        )

    def retranslate(self) -> None:
        """The digits belong to the language."""
        super().retranslate()
        self.lineEdit().setText(self.textFromValue(self.value()))


def _style() -> str:
    """The two buttons: Qt's own do not go with a border drawn by a style sheet."""
    icons = (RESOURCES / "icons").as_posix()
    name = "dark" if theme.colours() is theme.DARK else "light"
    line = theme.colours().line
    return f"""
    QSpinBox {{ padding: 4px 24px 4px 7px; min-width: 34px; }}
    QSpinBox:focus {{ padding: 3px 23px 3px 6px; }}
    QSpinBox::up-button, QSpinBox::down-button {{ subcontrol-origin: border; width: 22px; border: none;
        border-left: 1px solid {line}; }}
    QSpinBox::up-button {{ subcontrol-position: top right; }}
    QSpinBox::down-button {{ subcontrol-position: bottom right; }}
    QSpinBox::up-arrow {{ image: url({icons}/chevron-up-{name}.svg); width: 10px; height: 10px; }}
    QSpinBox::down-arrow {{ image: url({icons}/chevron-down-{name}.svg); width: 10px; height: 10px; }}
    """
