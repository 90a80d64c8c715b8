"""People to tick, found by a part of their name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from smmhire.candidates.keys import search_key
from smmhire.texts import N_, _, day, ngettext, percent
from ui.language import Translated
from ui.models.table import Index
from ui.widgets.basics import button, column, label, row

if TYPE_CHECKING:
    from smmhire.services.certificate_batch import FinishedPerson


class _People(QAbstractListModel):
    """Those shown, each with a tick. Who is ticked stays so while others are looked for."""

    ticked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.shown: tuple[FinishedPerson, ...] = ()
        self.picked: set[UUID] = set()

    def show_people(self, people: Sequence[FinishedPerson]) -> None:
        """Show these."""
        self.beginResetModel()
        self.shown = tuple(people)
        self.endResetModel()

    def tick(self, attempt_ids: Sequence[UUID], *, is_on: bool) -> None:
        """Tick them, or take the ticks away."""
        (self.picked.update if is_on else self.picked.difference_update)(attempt_ids)
        if self.shown:
            self.dataChanged.emit(self.index(0), self.index(len(self.shown) - 1))
        self.ticked.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """All that are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Each can be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, result and day; whether they are ticked."""
        if not index.isValid():
            return None
        person = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(
                "{name} · {share} correct · {day}",
                name=person.name,
                share=percent(person.percent_correct),
                day=day(person.finished_at),
            )
        if role == Qt.ItemDataRole.CheckStateRole:
            is_on = person.attempt_id in self.picked
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick one, or take the tick away."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.tick([self.shown[index.row()].attempt_id], is_on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True


class PeopleList(Translated, QWidget):
    """`changed`: others are ticked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._people: tuple[FinishedPerson, ...] = ()
        self._keys: list[str] = []
        self.model = _People(self)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        for bind in (self.search.setPlaceholderText, self.search.setAccessibleName):
            self.texts.bind(bind, N_("Find a name"))
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setUniformItemSizes(True)
        self.view.setMinimumHeight(150)
        self.texts.bind(self.view.setAccessibleName, N_("Who gets a certificate"))
        self.all, self.none = button("quiet"), button("quiet")
        self.texts.bind(self.all.setText, N_("Tick all shown"))
        self.texts.bind(self.none.setText, N_("Tick none"))
        self.said = label("muted")
        self.texts.call(self._say)
        foot = row(self.said, self.all, self.none)
        foot.setStretch(0, 1)
        self.setLayout(column(self.search, self.view, foot, spacing=6))
        self.search.textChanged.connect(self._find)
        self.all.clicked.connect(lambda: self._tick_shown(is_on=True))
        self.none.clicked.connect(self._tick_none)
        self.model.ticked.connect(self._ticked)

    def show_people(self, people: Sequence[FinishedPerson]) -> None:
        """Let these be the people; none of them is ticked."""
        self._people = tuple(people)
        self._keys = [search_key(one.name) for one in people]
        self.model.picked.clear()
        self._find()
        self._say()

    @property
    def picked(self) -> tuple[UUID, ...]:
        """Who is ticked, in the order of the list."""
        return tuple(one.attempt_id for one in self._people if one.attempt_id in self.model.picked)

    def _find(self, *_anything: object) -> None:
        wanted = search_key(self.search.text())
        self.model.show_people(
            [one for one, key in zip(self._people, self._keys, strict=True) if wanted in key]
        )

    def _tick_shown(self, *, is_on: bool) -> None:
        self.model.tick([one.attempt_id for one in self.model.shown], is_on=is_on)

    def _tick_none(self) -> None:
        self.model.tick([one.attempt_id for one in self._people], is_on=False)

    def _ticked(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        self.said.setText(ngettext("{n} ticked", "{n} ticked", len(self.model.picked)))
