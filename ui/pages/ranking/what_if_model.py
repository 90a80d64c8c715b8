"""The ranking of a what-if: who would stand where, and by how many places each would move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from smmhire.candidates.ranking import Gate, RankedCandidate
from smmhire.candidates.what_if import WhatIf
from smmhire.services import ranking as service
from smmhire.services.ranking import VacancyRanking
from smmhire.texts import N_, _, ngettext, number
from ui.pages.ranking import columns, words
from ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
HEADINGS = (N_("Place"), N_("Moved"), N_("Candidate"), N_("Tier"), N_("Score"), N_("Must-haves"))
PLACE, MOVED, NAME, TIER, SCORE, MUST_HAVES = range(len(HEADINGS))
_KEPT = 400


@dataclass(frozen=True, slots=True)
class Tried:
    """A what-if worked out. moves: of each place by how many places its candidate moves up (below 0: down);
    failing: how many more fail a must-have than before (below 0: fewer)."""

    what_if: WhatIf
    ranking: VacancyRanking
    moves: list[int]
    failing: int

    @property
    def moved(self) -> int:
        """How many candidates change their place."""
        return sum(1 for one in self.moves if one)


def try_out(found: VacancyRanking, what_if: WhatIf) -> Tried:
    """The same people and evidence by other weights. Nothing is kept."""
    changed = service.what_if(found, what_if)
    before, after = found.ranking.ranked, changed.ranking.ranked
    # Who was measured in nothing that is asked for now has left the ranking, or come into it: no move.
    moves = [
        before.place(one) - place if one in before else 0 for place, one in enumerate(after.candidate_ids)
    ]
    failing = (len(after) - after.eligible) - (len(before) - before.eligible)
    return Tried(what_if, changed, moves, failing)


def move_sign(by: int) -> str:
    """'▲3', '▼1' or '–'."""
    if not by:
        return words.NONE
    return f"{'▲' if by > 0 else '▼'}{number(abs(by))}"


def move_words(by: int) -> str:
    """The same for those who hear it."""
    if by > 0:
        return ngettext("up by {n} place", "up by {n} places", by)
    if by < 0:
        return ngettext("down by {n} place", "down by {n} places", -by)
    return _("same place")


class WhatIfModel(QAbstractTableModel):
    """Rows are made when they are looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tried: Tried | None = None
        self._made: dict[int, RankedCandidate] = {}

    def show_tried(self, tried: Tried) -> None:
        """Replace everything; the view stays where it was, as long as there are as many."""
        is_same_size = self._tried is not None and len(self._tried.moves) == len(tried.moves)
        if is_same_size:
            self._tried, self._made = tried, {}
            self.refresh()
            return
        self.beginResetModel()
        self._tried, self._made = tried, {}
        self.endResetModel()

    def refresh(self) -> None:
        """Every text again."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(HEADINGS) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADINGS) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Everybody who is ranked."""
        return 0 if parent.isValid() or self._tried is None else len(self._tried.moves)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Always the same."""
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, colours and what a screen reader says."""
        if not index.isValid() or self._tried is None:
            return None
        column, by = index.column(), self._tried.moves[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(index.row(), column, by)
        if column == MOVED and role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return move_words(by)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(index.row(), column, by)
        return None

    def _candidate(self, row: int) -> RankedCandidate:
        assert self._tried is not None
        if row not in self._made:
            if len(self._made) >= _KEPT:
                self._made.clear()
            self._made[row] = self._tried.ranking.ranking.ranked[row]
        return self._made[row]

    def _text(self, row: int, column: int, by: int) -> str:
        assert self._tried is not None
        if column == PLACE:
            return number(row + 1)
        if column == MOVED:
            return move_sign(by)
        one = self._candidate(row)
        if column == NAME:
            return self._tried.ranking.names[one.candidate_id]
        write = {TIER: columns.tier_text, SCORE: words.score, MUST_HAVES: words.must_haves}[column]
        return write(one)

    def _colour(self, row: int, column: int, by: int) -> QColor | None:
        if column == MOVED:
            return QColor(colours().good if by > 0 else colours().bad if by < 0 else colours().muted)
        if column == MUST_HAVES:
            gate: Gate = self._candidate(row).gate
            return QColor(getattr(colours(), words.GATE_KINDS[gate]))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings in the current language."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(HEADINGS[section])
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _alignment(column: int) -> Qt.AlignmentFlag:
    is_text = column in (NAME, MUST_HAVES)
    side = Qt.AlignmentFlag.AlignLeft if is_text else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
