"""The table of a ranking: candidates under the heading of their tier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from smmhire.candidates.ranking import RankedCandidate
from smmhire.services.ranking import VacancyRanking
from smmhire.texts import N_, _, ngettext, number
from ui.pages.ranking import words
from ui.theme import colours

Index = QModelIndex | QPersistentModelIndex

# (heading, what it means)
COLUMNS = (
    (N_("Candidate"), ""),
    (
        N_("Must-haves"),
        N_("A must-have is met from a chance of 80% and failed up to 20%; between, verify it."),
    ),
    (N_("Score"), N_("Ability times weight, added up, with its standard error")),
    (N_("Rank"), N_("The true rank lies between these two with a chance of 90%.")),
    (N_("First"), N_("The chance of being truly the best of all who fail no must-have")),
)
NAME, MUST_HAVES = 0, 1
# More rows than this scroll inside the table.
ROWS_SHOWN = 14


@dataclass(frozen=True, slots=True)
class Heading:
    """The line above a tier; tier 0 are those who fail a must-have."""

    tier: int
    count: int

    @property
    def text(self) -> str:
        """In the current language."""
        if self.tier == 0:
            return ngettext(
                "{n} candidate fails a must-have, whatever the score",
                "{n} candidates fail a must-have, whatever the score",
                self.count,
            )
        if self.count == 1:
            return _("Tier {tier}", tier=number(self.tier))
        return _(
            "Tier {tier} · {count} who cannot be separated",
            tier=number(self.tier),
            count=number(self.count),
        )


class RankingModel(QAbstractTableModel):
    """Headings and candidates, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Heading | RankedCandidate] = []
        self._names: dict[UUID, str] = {}

    def show_ranking(self, ranking: VacancyRanking | None) -> None:
        """Replace everything; None empties the table."""
        self.beginResetModel()
        self.lines = []
        self._names = dict(ranking.names) if ranking is not None else {}
        ranked = ranking.ranking.ranked if ranking is not None else ()
        for at, candidate in enumerate(ranked):
            if at == 0 or ranked[at - 1].tier != candidate.tier:
                count = sum(1 for one in ranked if one.tier == candidate.tier)
                self.lines.append(Heading(candidate.tier, count))
            self.lines.append(candidate)
        self.endResetModel()

    def refresh(self) -> None:
        """The language has changed."""
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(COLUMNS) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Headings count as rows."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Always the same."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be selected; the arrow keys pass over them."""
        if index.isValid() and isinstance(self.lines[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, colours and what a screen reader says."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if isinstance(line, Heading):
            return _heading_data(line, index.column(), role)
        column = index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = self._text(line, column)
            if column == NAME and line.tier:
                return _("{name}, tier {tier}", name=text, tier=number(line.tier))
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole and column == MUST_HAVES:
            return QColor(getattr(colours(), words.GATE_KINDS[line.gate]))
        return None

    def _text(self, line: RankedCandidate, column: int) -> str:
        if column == NAME:
            return self._names[line.candidate_id]
        write = (words.must_haves, words.score, words.rank_interval, words.chance_first)[column - 1]
        return write(line)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings, and what they mean as tool tips."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section][0])
        if role == Qt.ItemDataRole.ToolTipRole:
            meaning = COLUMNS[section][1]
            return _(meaning) if meaning else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None


def _heading_data(heading: Heading, column: int, role: int) -> Any:
    if role == Qt.ItemDataRole.BackgroundRole:
        return QColor(colours().accent_pale)
    if role == Qt.ItemDataRole.ForegroundRole:
        return QColor(colours().text if heading.tier else colours().bad)
    if role == Qt.ItemDataRole.FontRole:
        font = QFont()
        font.setBold(True)
        return font
    if role == Qt.ItemDataRole.DisplayRole and column == 0:
        return heading.text
    return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column > MUST_HAVES else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class RankingTable(QTableView):
    """Shows a ranking, as high as its rows. `selected` tells that another candidate is current."""

    selected = Signal()

    def __init__(self, model: RankingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines_model = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(int(self.fontMetrics().height() * 1.75))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (NAME, MUST_HAVES):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._tell)
        model.modelReset.connect(self._fit)

    def _tell(self, *_changed: object) -> None:
        self.selected.emit()

    def _fit(self) -> None:
        self.clearSpans()
        lines = self.lines_model.lines
        for row, line in enumerate(lines):
            if isinstance(line, Heading):
                self.setSpan(row, 0, 1, len(COLUMNS))
        rows = min(len(lines), ROWS_SHOWN)
        height = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(height + rows * self.verticalHeader().defaultSectionSize() + 4)

    def current(self) -> RankedCandidate | None:
        """The candidate whose row is current."""
        row = self.currentIndex().row()
        line = self.lines_model.lines[row] if 0 <= row < len(self.lines_model.lines) else None
        return line if isinstance(line, RankedCandidate) else None

    def select(self, candidate_id: UUID | None) -> None:
        """Make a candidate current; the first where that one is not there."""
        rows = {
            line.candidate_id: row
            for row, line in enumerate(self.lines_model.lines)
            if isinstance(line, RankedCandidate)
        }
        if rows:
            wanted = candidate_id if candidate_id is not None and candidate_id in rows else next(iter(rows))
            self.selectRow(rows[wanted])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row on every platform (Qt leaves that to the platform)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
