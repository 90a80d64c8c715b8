"""The rows of the ranking for a table: each is made when it is looked at, however many there are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from smmhire.candidates.evidence_columns import EvidenceColumns
from smmhire.candidates.ranking import RankedCandidate
from smmhire.services.ranking import VacancyRanking
from smmhire.texts import _, number
from ui.pages.ranking import columns, words
from ui.pages.ranking.columns import Column
from ui.pages.ranking.lines import Heading, Lines
from ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
# Rows that are kept once made: a few screens.
_KEPT = 400


class RankingModel(QAbstractTableModel):
    """Headings and candidates of a ranking, in the order of its lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: VacancyRanking | None = None
        self._lines: Lines | None = None
        self._made: dict[int, tuple[RankedCandidate, EvidenceColumns]] = {}

    @property
    def lines(self) -> Lines | None:
        """Which row shows whom; None while there is no ranking."""
        return self._lines

    def show_ranking(self, ranking: VacancyRanking | None, lines: Lines | None = None) -> None:
        """Replace everything; None empties the table. lines: those to show, where not everybody."""
        self.beginResetModel()
        self._shown = ranking
        self._made = {}
        self._lines = None
        if ranking is not None:
            self._lines = lines if lines is not None else Lines(ranking.ranking.ranked)
        self.endResetModel()

    def show_lines(self, lines: Lines) -> None:
        """Show others of the same ranking, or the same in another order."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def refresh(self) -> None:
        """The language has changed."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(Column) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    # -- rows ----------------------------------------------------------------------------------------
    def candidate(self, row: int) -> RankedCandidate | None:
        """Who is shown in `row`; None for a heading and outside."""
        found = self._at(row)
        return None if found is None else found[0]

    def heading(self, row: int) -> Heading | None:
        """The heading in `row`; None for a candidate."""
        return None if self._lines is None else self._lines.heading(row)

    def row_of(self, candidate_id: UUID | None) -> int | None:
        """Where the candidate is shown; None where they are not."""
        if candidate_id is None or self._shown is None or self._lines is None:
            return None
        ranked = self._shown.ranking.ranked
        return self._lines.row(ranked.place(candidate_id)) if candidate_id in ranked else None

    def _at(self, row: int) -> tuple[RankedCandidate, EvidenceColumns] | None:
        if self._lines is None or self._shown is None:
            return None
        place = self._lines.place(row)
        if place is None:
            return None
        if place not in self._made:
            if len(self._made) >= _KEPT:
                self._made.clear()
            candidate = self._shown.ranking.ranked[place]
            self._made[place] = (candidate, self._shown.evidence(candidate.candidate_id))
        return self._made[place]

    # -- what Qt asks --------------------------------------------------------------------------------
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Headings count as rows."""
        return 0 if parent.isValid() or self._lines is None else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Always the same."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be selected; the arrow keys pass over them."""
        if index.isValid() and self.heading(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, colours and what a screen reader says."""
        if not index.isValid():
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        found = self._at(index.row())
        if found is None:
            heading = self.heading(index.row())
            return None if heading is None else _heading_data(heading, column, role)
        candidate, evidence = found
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(candidate, evidence, column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(candidate, evidence, column, role)
        if role == Qt.ItemDataRole.ForegroundRole:
            return _colour(candidate, self._text(candidate, evidence, column), column)
        return None

    def _text(self, candidate: RankedCandidate, evidence: EvidenceColumns, column: Column) -> str:
        if column is Column.NAME:
            assert self._shown is not None
            return self._shown.names[candidate.candidate_id]
        if kind := columns.KINDS.get(column):
            return columns.evidence_text(evidence, kind)
        return columns.SCORE_TEXTS[column](candidate)

    def _spoken(
        self, candidate: RankedCandidate, evidence: EvidenceColumns, column: Column, role: int
    ) -> str:
        if kind := columns.KINDS.get(column):
            return columns.evidence_note(evidence, kind)
        text = self._text(candidate, evidence, column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.NAME and candidate.tier:
            return _("{name}, tier {tier}", name=text, tier=number(candidate.tier))
        return text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings, and what they mean as tool tips."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return _(columns.HEADINGS[column])
        if role == Qt.ItemDataRole.ToolTipRole:
            return columns.meaning(column) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None


def _heading_data(heading: Heading, column: Column, role: int) -> Any:
    """`HeadingDelegate` paints it."""
    is_text = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    return heading.text if is_text and column is Column.NAME else None


def _colour(candidate: RankedCandidate, text: str, column: Column) -> QColor | None:
    if column is Column.MUST_HAVES:
        return QColor(getattr(colours(), words.GATE_KINDS[candidate.gate]))
    return QColor(colours().muted) if text == words.NONE else None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    is_figure = column not in (Column.NAME, Column.MUST_HAVES)
    side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
