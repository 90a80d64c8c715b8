"""The way through the builder: which steps there are, where one is, and where there is something to mend."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListWidget, QListWidgetItem, QWidget

from smmhire.texts import N_, _, ngettext, number
from smmhire.vacancies.review import Finding
from ui.language import Translated
from ui.widgets.basics import column

# The steps in their order, and the fields of the profile each of them asks for.
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Job and goals"), ("title", "employer", "description", "goals")),
    (N_("Duties"), ("duties", "own_requirements")),
    (N_("Competencies"), ("competencies",)),
    (N_("Qualities and tools"), ("qualities", "technical_skills", "platform_kinds")),
    (N_("Conditions and pay"), ("engagement", "pay", "place", "apply_until", "how_to_apply")),
    (N_("Review"), ()),
)
REVIEW = len(STEPS) - 1
RAIL_WIDTH = 196


def step_of(place: str) -> int:
    """The step on which the field at `place` ('duties.2') is; the review for one that none asks for."""
    field = place.partition(".")[0]
    return next((at for at, (_name, fields) in enumerate(STEPS) if field in fields), REVIEW)


class StepRail(Translated, QWidget):
    """The steps one below the other, or (where the window is narrow) in a box to choose from.

    `chosen` carries the index of a step the user goes to.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._counts = [0] * len(STEPS)
        self.list = QListWidget()
        self.list.setObjectName("steps")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.setFixedWidth(RAIL_WIDTH)
        self.box = QComboBox()
        for _step in STEPS:
            self.list.addItem(QListWidgetItem())
            self.box.addItem("")
        for widget in (self.list, self.box):
            self.texts.bind(widget.setAccessibleName, N_("Steps of the profile"))
        self.box.hide()
        self.setLayout(column(self.list, self.box))
        self.texts.call(self._name)
        self.list.currentRowChanged.connect(self._go)
        self.box.activated.connect(self._go)

    def _go(self, index: int) -> None:
        if index >= 0:
            self.chosen.emit(index)

    def set_narrow(self, is_narrow: bool) -> None:
        """A box instead of the list."""
        self.list.setVisible(not is_narrow)
        self.box.setVisible(is_narrow)

    def show_current(self, index: int) -> None:
        """Mark the step the user is on; tells nobody."""
        for widget in (self.list, self.box):
            widget.blockSignals(True)
        self.list.setCurrentRow(index)
        self.box.setCurrentIndex(index)
        for widget in (self.list, self.box):
            widget.blockSignals(False)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say at each step how much of it is to be looked at."""
        self._counts = [0] * len(STEPS)
        for finding in findings:
            self._counts[step_of(finding.place)] += 1
        self._counts[REVIEW] = len(findings)
        self._name()

    def _name(self) -> None:
        for at, (name, _fields) in enumerate(STEPS):
            title = f"{number(at + 1)} · {_(name)}"
            count = self._counts[at]
            item = self.list.item(at)
            # Words, not a sign alone: a mark of colour would not be seen by everybody.
            note = ngettext("{n} to look at", "{n} to look at", count) if count else ""
            item.setText(f"{title}\n{note}" if note else title)
            item.setToolTip(_("Alt+{number}", number=at + 1))
            self.box.setItemText(at, f"{title} ({note})" if note else title)
