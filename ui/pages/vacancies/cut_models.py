"""What judges write, as tables: chances of questions, and limits. Cells are percentages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from smmhire.assessment.cut_study import BOUNDS, CutStudy, WrittenBounds
from smmhire.services.cut_study import CutDesk
from smmhire.texts import N_, _, number
from ui.language import number_typed
from ui.models.table import Index
from ui.pages.items import words

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

# Place of a cell, and the percentage there; None: nothing.
Cells = Mapping[tuple[int, int], float | None]


def percent_typed(text: str) -> float | None:
    """The percentage in `text`, with a percent sign or without, in either digits; None where it is none."""
    plain = text.strip().removesuffix("%")
    # Nobody groups thousands here: a comma is a decimal one.
    value = number_typed(plain.replace(",", "."))
    return value if value is not None and 0 <= value <= 100 else None


def percent_shown(value: float | None) -> str:
    """As few places as it has, at most one; '' for nothing."""
    if value is None:
        return ""
    return number(value, 0 if abs(value - round(value)) < 0.05 else 1)


class PercentModel(QAbstractTableModel):
    """A table of which some cells are percentages to write. `written` carries Cells; the model itself changes
    only when it is shown another study."""

    written = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.study = CutStudy()

    def show_study(self, study: CutStudy) -> None:
        """Show what is written in this study."""
        is_same_size = (study.judges, study.item_ids) == (self.study.judges, self.study.item_ids)
        if not is_same_size:
            self.beginResetModel()
        self.study = study
        if is_same_size:
            self.refresh()
        else:
            self.endResetModel()

    def refresh(self) -> None:
        """Every text again."""
        rows, columns = self.rowCount(), self.columnCount()
        if rows and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))
        if columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, columns - 1)

    def is_writable(self, row: int, column: int) -> bool:
        """Whether the cell is one to write into."""
        raise NotImplementedError

    def value(self, row: int, column: int) -> float | None:
        """The percentage of a cell to write into."""
        raise NotImplementedError

    def text(self, row: int, column: int) -> str:
        """The text of any other cell."""
        raise NotImplementedError

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells to write into can be edited."""
        flags = super().flags(index)
        if index.isValid() and self.is_writable(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text and alignment of a cell."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        is_figure = self.is_figure(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if is_figure else LEFT
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return percent_shown(self.value(row, column)) if is_figure else self.text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and not is_figure:
            return self.text(row, column)
        return None

    def is_figure(self, column: int) -> bool:
        """Whether a column holds percentages."""
        raise NotImplementedError

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed into a cell; '' takes back what is there."""
        if role != Qt.ItemDataRole.EditRole or not self.is_writable(index.row(), index.column()):
            return False
        text = str(value).strip()
        typed = percent_typed(text)
        if text and typed is None:
            return False
        # What is shown may be rounded: leaving a cell as it is changes nothing.
        if text != percent_shown(self.value(index.row(), index.column())):
            self.written.emit({(index.row(), index.column()): typed})
        return True


class JudgementModel(PercentModel):
    """A row a question, a column a judge; at the end their mean and how far they are apart."""

    ID, QUESTION, FIRST_JUDGE = range(3)

    def __init__(self, desk: CutDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.round = 0

    def show_round(self, at: int) -> None:
        """Show this round; only the last can be written into."""
        self.round = at
        self.refresh()

    def show_study(self, study: CutStudy) -> None:
        """The last round of a study with more or fewer of them than before."""
        if len(study.rounds) != len(self.study.rounds) or self.round >= len(study.rounds):
            self.round = len(study.rounds) - 1
        super().show_study(study)

    @property
    def has_summary(self) -> bool:
        """Whether there is something to compare."""
        return len(self.study.judges) > 1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The questions of the form."""
        return 0 if parent.isValid() else len(self.study.item_ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Id and question, the judges, and two columns where there are several."""
        if parent.isValid():
            return 0
        return self.FIRST_JUDGE + len(self.study.judges) + (2 if self.has_summary else 0)

    def judge_of(self, column: int) -> int | None:
        """Whose column it is."""
        at = column - self.FIRST_JUDGE
        return at if 0 <= at < len(self.study.judges) else None

    def is_writable(self, row: int, column: int) -> bool:
        """Judges' cells in the round that counts."""
        return self.judge_of(column) is not None and self.round == len(self.study.rounds) - 1

    def is_figure(self, column: int) -> bool:
        """All but the question."""
        return column >= self.FIRST_JUDGE

    def value(self, row: int, column: int) -> float | None:
        """What the judge wrote, the mean of all who did, or the widest difference."""
        table = self.study.rounds[self.round]
        judge = self.judge_of(column)
        if judge is not None:
            return _in_percent(table[judge][row])
        written = [chances[row] for chances in table]
        there = [chance for chance in written if chance is not None]
        if len(there) < 2:
            return None
        if column == self.FIRST_JUDGE + len(self.study.judges):
            return _in_percent(sum(there) / len(there))
        return _in_percent(max(there) - min(there))

    def text(self, row: int, column: int) -> str:
        """Id or beginning of the question."""
        item = self._desk.items[row]
        return item.id if column == self.ID else words.beginning(item)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The judges' names, and the others in the current language."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section >= self.FIRST_JUDGE else LEFT
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        judge = self.judge_of(section)
        if judge is not None:
            return self.study.judges[judge]
        if section < self.FIRST_JUDGE:
            return _("Id") if section == self.ID else _("Question")
        return _("Mean") if section == self.FIRST_JUDGE + len(self.study.judges) else _("Apart")

    def changes(self, cells: Cells) -> dict[tuple[int, str], float | None]:
        """Cells as the study takes them: judge, id of the question, and chance."""
        return {
            (column - self.FIRST_JUDGE, self.study.item_ids[row]): None if value is None else value / 100
            for (row, column), value in cells.items()
        }


BOUND_NAMES = (
    N_("Lowest cut"),
    N_("Highest cut"),
    N_("At least failing"),
    N_("At most failing"),
)


class BoundsModel(PercentModel):
    """A row a judge, with the four limits."""

    NAME, FIRST_BOUND = range(2)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The judges."""
        return 0 if parent.isValid() else len(self.study.judges)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The name and the limits."""
        return 0 if parent.isValid() else self.FIRST_BOUND + len(BOUNDS)

    def is_writable(self, row: int, column: int) -> bool:
        """The limits."""
        return self.is_figure(column)

    def is_figure(self, column: int) -> bool:
        """All but the name."""
        return column >= self.FIRST_BOUND

    def value(self, row: int, column: int) -> float | None:
        """A limit."""
        return self.study.bounds[row].values[column - self.FIRST_BOUND]

    def text(self, row: int, column: int) -> str:
        """The name."""
        return self.study.judges[row]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What each limit is."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section >= self.FIRST_BOUND else LEFT
        if role == Qt.ItemDataRole.DisplayRole:
            return _("Judge") if section == self.NAME else _(BOUND_NAMES[section - self.FIRST_BOUND])
        return None

    def changes(self, cells: Cells) -> dict[int, WrittenBounds]:
        """Cells as the study takes them: the limits of each judge that changes."""
        made: dict[int, WrittenBounds] = {}
        for (row, column), value in cells.items():
            before = made.get(row, self.study.bounds[row])
            made[row] = replace(before, **{BOUNDS[column - self.FIRST_BOUND]: value})
        return made


def _in_percent(chance: float | None) -> float | None:
    return None if chance is None else round(100 * chance, 2)
