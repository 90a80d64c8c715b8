"""What can be asked and tried, by competency, to be ticked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from smmhire.candidates.interview import InterviewContent, InterviewQuestion, WorkSample
from smmhire.role.description import Role
from smmhire.services.interview_guide import by_weight
from smmhire.texts import _, ngettext, number, say
from smmhire.vacancies.profile import VacancyProfile
from ui.language import Translated

_KEY = Qt.ItemDataRole.UserRole
_TICK = 40  # what a tick box and the spaces beside it take, pixels
_PADDING = 12


class _Wrapping(QStyledItemDelegate):
    """Rows as high as their texts need: Qt's own asks for one line only."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Of the wrapped text at the width there is."""
        depth = 2 if index.parent().isValid() else 1
        room = self._tree.viewport().width() - depth * self._tree.indentation() - _TICK
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        font = index.data(Qt.ItemDataRole.FontRole) or self._tree.font()
        metrics = self._tree.fontMetrics()
        box = metrics.boundingRect(0, 0, max(80, room), 10_000, Qt.TextFlag.TextWordWrap, text)
        # Bold letters are a little wider: one more line where it is near.
        extra = metrics.height() if getattr(font, "bold", bool)() and box.width() > 0.92 * room else 0
        return QSize(max(80, room), box.height() + _PADDING + extra)


class InterviewTree(Translated, QTreeWidget):
    """`changed` tells of a tick; `looked_at` carries the question or work sample of the current row."""

    changed = Signal()
    looked_at = Signal(object)

    def __init__(
        self, role: Role, profile: VacancyProfile, content: InterviewContent, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self._role = role
        self._content = content
        self._things: dict[str, InterviewQuestion | WorkSample] = {
            **{question.id: question for question in content.questions},
            **{sample.id: sample for sample in content.work_samples},
        }
        self._requirements = {r.competency_id: r for r in by_weight(profile)}
        self._items: dict[str, QTreeWidgetItem] = {}
        self._groups: dict[str, QTreeWidgetItem] = {}
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setIndentation(16)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Wrapping(self))
        self._fill()
        self.texts.call(self._name)
        self.itemChanged.connect(self._ticked)
        self.currentItemChanged.connect(self._look)

    def _fill(self) -> None:
        """The competencies of the vacancy, the weightiest first, then the others of the role."""
        others = [c.id for c in self._role.competencies if c.id not in self._requirements]
        for competency_id in (*self._requirements, *others):
            group = QTreeWidgetItem(self)
            font = self.font()
            font.setBold(True)
            group.setFont(0, font)
            group.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self._groups[competency_id] = group
            for thing in self._things.values():
                if thing.competency_id == competency_id:
                    item = QTreeWidgetItem(group)
                    item.setFlags(group.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(0, Qt.CheckState.Unchecked)
                    item.setData(0, _KEY, thing.id)
                    self._items[thing.id] = item

    # -- what is chosen ------------------------------------------------------------------------------
    def chosen(self) -> tuple[str, ...]:
        """The ids ticked, as they are asked: the weightiest competency first, work samples last."""
        ticked = [key for key, item in self._items.items() if item.checkState(0) is Qt.CheckState.Checked]
        return tuple(sorted(ticked, key=lambda key: isinstance(self._things[key], WorkSample)))

    def show_chosen(self, ids: tuple[str, ...]) -> None:
        """Tick exactly these, and open what holds them."""
        self.blockSignals(True)
        for key, item in self._items.items():
            item.setCheckState(0, Qt.CheckState.Checked if key in ids else Qt.CheckState.Unchecked)
        opened = {self._content.competency_of[key] for key in ids}
        for competency_id, group in self._groups.items():
            group.setExpanded(competency_id in opened)
        self.blockSignals(False)
        self._name()
        if ids:
            self.setCurrentItem(self._items[next(key for key in self._items if key in ids)])
        self.scrollToTop()
        self._look()
        self.changed.emit()

    def tick(self, key: str, is_chosen: bool) -> None:
        """As a click on the box does."""
        self._items[key].setCheckState(0, Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)

    def _ticked(self, *_anything: object) -> None:
        self._name()
        self.changed.emit()

    def _look(self, *_anything: object) -> None:
        item = self.currentItem()
        key = None if item is None else item.data(0, _KEY)
        if key is not None:
            self.looked_at.emit(self._things[key])

    # -- words ---------------------------------------------------------------------------------------
    def _name(self) -> None:
        self.blockSignals(True)
        self.setAccessibleName(_("Questions and work samples by competency"))
        chosen = set(self.chosen())
        for competency_id, group in self._groups.items():
            group.setText(0, self._group_text(competency_id, chosen))
        for key, item in self._items.items():
            item.setText(0, _thing_text(self._things[key]))
        self.blockSignals(False)
        self.viewport().update()

    def _group_text(self, competency_id: str, chosen: set[str]) -> str:
        parts = [say(self._role.competency(competency_id).name)]
        requirement = self._requirements.get(competency_id)
        if requirement is None:
            parts.append(_("not asked for by the vacancy"))
        else:
            parts.append(_("weight {weight}", weight=number(requirement.weight)))
            if requirement.is_must_have:
                parts.append(_("must-have"))
        count = sum(self._content.competency_of[key] == competency_id for key in chosen)
        if count:
            parts.append(ngettext("{n} chosen", "{n} chosen", count))
        return " · ".join(parts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other heights of the rows."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def _thing_text(thing: InterviewQuestion | WorkSample) -> str:
    if isinstance(thing, InterviewQuestion):
        return say(thing.question)
    minutes = ngettext("{n} minute", "{n} minutes", thing.minutes)
    return _("Work sample ({minutes}): {title}", minutes=minutes, title=say(thing.title))
