"""Choosing one of a table's headings, which can be whole paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from smmhire.texts import _

CHARACTERS_SHOWN = 8  # of a heading before it is cut; the whole one is the tool tip


def narrow(choice: QComboBox) -> QComboBox:
    """The box stays narrow and cuts what is long."""
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(CHARACTERS_SHOWN)
    return choice


def fill_headings(choice: QComboBox, headings: Sequence[str], chosen: str | None) -> None:
    """Offer 'no column' and the headings."""
    choice.clear()
    choice.addItem(_("no column"), "")
    for heading in headings:
        choice.addItem(heading, heading)
        choice.setItemData(choice.count() - 1, heading, Qt.ItemDataRole.ToolTipRole)
    choice.setCurrentIndex(max(0, choice.findData(chosen)) if chosen else 0)
    choice.setToolTip(choice.currentData() or "")
