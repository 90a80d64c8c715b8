"""The arithmetic of a score: what each competency brings, for everybody to check."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from smmhire.candidates.ranking import RankedCandidate, RequirementCheck
from smmhire.services.role import role
from smmhire.texts import _, chance_text, number, percent, say
from ui.pages.ranking import words
from ui.widgets.basics import clear, label, rule

NO_BREAK = "\N{NO-BREAK SPACE}"
FIGURES = 6  # columns of figures, after the competency
# Less than this, in SD of ability, would show as zero.
VISIBLE = 0.005


class Arithmetic(QWidget):
    """A grid of texts; empty until `show_candidate`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(0, 3)
        for column in range(1, FIGURES + 1):
            self._grid.setColumnStretch(column, 1)

    def show_candidate(self, candidate: RankedCandidate) -> None:
        """Write the arithmetic of `candidate` in the current language."""
        clear(self._grid)
        headings = (
            _("Competency"),
            _("Level, ± error"),
            _("Asked for"),
            _("Chance"),
            _("Ability"),
            _("× weight").replace(" ", NO_BREAK),
            _("= contribution").replace(" ", NO_BREAK),
        )
        for column, text in enumerate(headings):
            self._put(0, column, text, "muted")
        self._line(1)
        for at, check in enumerate(candidate.checks):
            self._put_check(2 + at, check)
        last = 2 + len(candidate.checks)
        if abs(candidate.estimated_part) >= VISIBLE:
            self._put(last, 0, _("expected of what was not measured"), "muted")
            self._put(last, FIGURES, number(candidate.estimated_part, 2))
            last += 1
        self._line(last)
        self._put(last + 1, 0, _("Score"), is_bold=True)
        self._put(last + 1, FIGURES - 1, percent(sum(check.weight_share for check in candidate.checks)))
        self._put(last + 1, FIGURES, number(candidate.score, 2), is_bold=True)

    def texts(self) -> list[str]:
        """What is written, in reading order: for tests."""
        items = [self._grid.itemAt(index) for index in range(self._grid.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget.text() for widget in widgets if isinstance(widget, QLabel)]

    def _put_check(self, at: int, check: RequirementCheck) -> None:
        name = say(role().competency(check.competency_id).name)
        note = words.requirement(check)
        self._put(at, 0, f"{name}\n{note}" if note else name)
        self._put(at, 1, words.measured(check), "" if check.ability is not None else "muted")
        self._put(at, 2, number(check.required_level))
        kind = words.GATE_KINDS[check.gate] if check.gate is not None else ""
        self._put(at, 3, words.NONE if check.chance is None else chance_text(check.chance), kind)
        self._put(at, 4, words.NONE if check.ability is None else number(check.ability, 2))
        self._put(at, 5, percent(check.weight_share))
        self._put(at, 6, words.NONE if check.contribution is None else number(check.contribution, 2))

    def _put(self, at: int, column: int, text: str, kind: str = "", *, is_bold: bool = False) -> None:
        made = label(kind, wraps=column == 0 or at == 0)
        made.setText(text)
        side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
        made.setAlignment(side | (Qt.AlignmentFlag.AlignBottom if at == 0 else Qt.AlignmentFlag.AlignTop))
        if is_bold:
            font = made.font()
            font.setBold(True)
            made.setFont(font)
        self._grid.addWidget(made, at, column)

    def _line(self, at: int) -> None:
        self._grid.addWidget(rule(), at, 0, 1, FIGURES + 1)
