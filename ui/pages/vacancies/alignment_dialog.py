"""Choosing skills, tasks and occupations of the official lists; nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from smmhire.services import taxonomy
from smmhire.services.taxonomy import TaxonomyEntry
from smmhire.texts import N_, _, ngettext, say
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.widgets.basics import button, column, label, row

ID_ROLE = Qt.ItemDataRole.UserRole


class AlignmentDialog(Translated, QDialog):
    """Search as one types; those ticked stand on top and stay, whatever is searched for.

    `chosen()` holds the ids after `exec()` was accepted: first those there were, in their order.
    """

    def __init__(self, chosen: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        # Those that the shipped lists no longer have are kept: nobody has taken them out.
        self._chosen = list(chosen)
        self.lead = label()
        self.texts.bind(
            self.lead.setText,
            N_(
                "Tick what fits this vacancy. Job boards and offices in other countries know these names; "
                "for the assessment they mean nothing."
            ),
        )
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        for setter in (self.search.setPlaceholderText, self.search.setAccessibleName):
            self.texts.bind(setter, N_("Find by words, in Bengali or English"))
        self.count = label("muted")
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.texts.bind(self.list.setAccessibleName, N_("Official skills and tasks"))
        self.credit = label("muted")
        self.texts.bind(self.credit.setText, taxonomy.CREDIT)
        self.keep, self.cancel = button("primary"), button()
        self.texts.bind(self.keep.setText, N_("Keep"))
        self.texts.bind(self.cancel.setText, N_("Cancel"))
        self.texts.bind(self.setWindowTitle, N_("Official skills and tasks"))
        for made in (self.keep, self.cancel):
            made.setAutoDefault(False)  # Enter in the search field is not the end of the choice
        foot = row(self.count, None, self.cancel, self.keep)
        foot.setStretch(0, 1)
        layout = column(self.lead, self.search, self.list, self.credit, foot, margin=18)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        open_at(self, 720, 600)
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.itemChanged.connect(self._ticked)
        self.keep.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self.search.setFocus)
        self._fill()
        self.search.setFocus()

    def chosen(self) -> tuple[str, ...]:
        """The ids of all ticked entries."""
        return tuple(self._chosen)

    def retranslate(self) -> None:
        """The names too."""
        super().retranslate()
        if hasattr(self, "list"):
            self._fill()

    def _fill(self, *_anything: object) -> None:
        """Ticked ones first, then what was found."""
        found = taxonomy.search(self.search.text())
        ticked = [entry for one in self._chosen if (entry := taxonomy.entry(one)) is not None]
        on_top = {entry.id for entry in ticked}
        self.list.blockSignals(True)
        self.list.clear()
        for entry in (*ticked, *(one for one in found if one.id not in on_top)):
            self.list.addItem(self._item(entry, is_ticked=entry.id in on_top))
        if self.list.count():
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._say_count()

    def _item(self, entry: TaxonomyEntry, *, is_ticked: bool) -> QListWidgetItem:
        made = QListWidgetItem(f"{say(entry.name)} · {taxonomy.kind_text(entry)}")
        made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        made.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
        made.setData(ID_ROLE, entry.id)
        made.setToolTip(" ".join(part for part in (entry.code, entry.name.en) if part))
        return made

    def _ticked(self, item: QListWidgetItem) -> None:
        """Remember; the list is not sorted anew under the pointer, but at the next search."""
        entry_id = item.data(ID_ROLE)
        is_ticked = item.checkState() is Qt.CheckState.Checked
        if is_ticked and entry_id not in self._chosen:
            self._chosen.append(entry_id)
        elif not is_ticked and entry_id in self._chosen:
            self._chosen.remove(entry_id)
        self._say_count()

    def _say_count(self) -> None:
        chosen = len(self._chosen)
        self.count.setText(
            ngettext("{n} chosen", "{n} chosen", chosen) if chosen else _("Nothing is chosen.")
        )
