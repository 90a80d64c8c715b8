"""The titles that the rules took for SMM, each to be left out by the user."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from smmhire.pay.benchmark import TitleCount
from smmhire.pay.title_words import figures_of_title
from smmhire.texts import N_, _, number
from ui.language import Translated
from ui.widgets.basics import button, column, label, row

HIGHEST = 230


class TitlesView(Translated, QWidget):
    """A list with a tick at every title that counts. `changed` when the user ticks."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._titles: tuple[TitleCount, ...] = ()
        self._excluded: set[str] = set()
        self.head = label("heading")
        self.all = button("quiet")
        self.texts.bind(self.all.setText, N_("Count all of them"))
        self.texts.call(self._say_head)
        lead = label("muted")
        self.texts.bind(
            lead.setText,
            N_(
                "The rules took these job titles for SMM. Take the tick away from any that is not; Space "
                "does it too."
            ),
        )
        self.list = QListWidget()
        self.texts.bind(self.list.setAccessibleName, N_("Job titles that count"))
        self.setLayout(column(self.head, lead, self.list, row(self.all, None), spacing=6))
        self.list.itemChanged.connect(self._ticked)
        self.all.clicked.connect(self.count_all)

    def show_titles(self, titles: Sequence[TitleCount]) -> None:
        """Show what matched; the position in the list stays."""
        is_same = [entry.title for entry in titles] == [entry.title for entry in self._titles]
        self._titles = tuple(titles)
        self.list.blockSignals(True)
        if not is_same:  # else the list would jump under the hand that ticks
            self.list.clear()
            for _entry in self._titles:
                item = QListWidgetItem()
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                self.list.addItem(item)
        for index, entry in enumerate(self._titles):
            is_out = _folded(entry.title) in self._excluded
            state = Qt.CheckState.Unchecked if is_out else Qt.CheckState.Checked
            self.list.item(index).setCheckState(state)
        self._name()
        self._fit()
        self.list.blockSignals(False)
        self._say_head()

    def _fit(self) -> None:
        """As high as its rows; many of them are scrolled through."""
        rows = sum(max(0, self.list.sizeHintForRow(at)) for at in range(self.list.count()))
        self.list.setFixedHeight(min(HIGHEST, rows + 2 * self.list.frameWidth() + 8))

    @property
    def excluded(self) -> tuple[str, ...]:
        """The titles the user left out, of other countries and sources too, in lower case."""
        return tuple(sorted(self._excluded))

    def leave_out(self, titles: Sequence[str]) -> None:
        """Leave these out from the start, as an earlier time did."""
        self._excluded = {_folded(title) for title in titles if title.strip()}

    def count_all(self) -> None:
        """Take every title in again."""
        if self._excluded:
            self._excluded.clear()
            self.changed.emit()

    def retranslate(self) -> None:
        """The counts too."""
        super().retranslate()
        self.list.blockSignals(True)
        self._name()
        self._fit()
        self.list.blockSignals(False)

    def _name(self) -> None:
        for index, entry in enumerate(self._titles):
            self.list.item(index).setText(f"{entry.title} · {figures_of_title(entry)}")

    def _say_head(self) -> None:
        counted = sum(_folded(entry.title) not in self._excluded for entry in self._titles)
        text = _("Job titles: {counted} of {all}", counted=number(counted), all=number(len(self._titles)))
        self.head.setText(text)
        self.all.setVisible(bool(self._excluded))

    def _ticked(self, item: QListWidgetItem) -> None:
        title = _folded(self._titles[self.list.row(item)].title)
        if item.checkState() is Qt.CheckState.Checked:
            self._excluded.discard(title)
        else:
            self._excluded.add(title)
        self._say_head()
        self.changed.emit()


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
