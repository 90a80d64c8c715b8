"""One of very many candidates of a ranking, found by name."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from smmhire.candidates.keys import search_key
from smmhire.services.ranking import VacancyRanking
from smmhire.texts import N_, _, number
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.widgets.basics import button, column, label, row
from ui.widgets.table_view import TableView

# So many names are shown; whoever looks for another types more of it.
SHOWN = 200


class ChooseDialog(Translated, QDialog):
    """`chosen`, once accepted. keys: by what each of the ranked is found, in their order; within: the places
    (from, to) to choose from."""

    def __init__(
        self,
        ranking: VacancyRanking,
        keys: Sequence[str],
        title: str,
        *,
        without: UUID,
        within: tuple[int, int] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """The title is a message id."""
        super().__init__(parent)
        self.init_texts()
        self._ranking, self._keys, self._without = ranking, keys, without
        self._range = range(*(within if within is not None else (0, len(keys))))
        self.texts.bind(self.setWindowTitle, title)
        head = label("heading")
        self.texts.bind(head.setText, title)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.texts.bind(self.search.setPlaceholderText, N_("Find a name in the ranking"))
        self.texts.bind(self.search.setAccessibleName, N_("Find a name in the ranking"))
        ids = ranking.ranking.ranked.candidate_ids
        self.model = TableModel(
            (
                Column(N_("Place"), lambda at: number(at + 1), is_number=True),
                Column(N_("Candidate"), lambda at: ranking.names[ids[at]], stretches=True),
            ),
            self,
        )
        self.table = TableView(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Candidates to choose from"))
        self.more = label("muted")
        self.take = button("primary")
        self.take.setDefault(True)
        self.texts.bind(self.take.setText, N_("Choose"))
        cancel = button()
        self.texts.bind(cancel.setText, N_("Cancel"))
        layout = column(head, self.search, self.table, self.more, row(None, cancel, self.take), margin=18)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        open_at(self, 460, 480)
        self.search.textChanged.connect(self._find)
        self.table.activated.connect(self.accept)
        self.table.selected.connect(self._can_take)
        self.take.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self._find()
        self.search.setFocus()

    @property
    def chosen(self) -> UUID | None:
        """Who is current in the list."""
        at: int | None = self.table.current_row()
        return None if at is None else self._ranking.ranking.ranked.candidate_ids[at]

    def retranslate(self) -> None:
        """The numbers too."""
        super().retranslate()
        self.model.refresh()
        self._find()

    def _find(self, *_anything: object) -> None:
        wanted = search_key(self.search.text())
        own = self._ranking.ranking.ranked.place(self._without)
        fitting = [at for at in self._range if at != own and wanted in self._keys[at]]
        self.model.show_rows(fitting[:SHOWN])
        self.table.select(0)
        rest = len(fitting) - SHOWN
        self.more.setVisible(rest > 0 or not fitting)
        self.more.setText(
            _("and {n} more: type more of the name", n=number(rest)) if rest > 0 else _("No name fits.")
        )
        self._can_take()

    def _can_take(self) -> None:
        self.take.setEnabled(self.chosen is not None)
