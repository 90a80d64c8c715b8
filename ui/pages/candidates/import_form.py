"""How a file of candidates is read: what they apply for, and which column is what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from smmhire.services import candidate_import
from smmhire.services.candidate_import import Fate
from smmhire.services.vacancies import VacancySummary
from smmhire.texts import N_, _
from ui.language import Translated
from ui.widgets.basics import column, label, rule
from ui.widgets.headings import fill_headings, narrow

if TYPE_CHECKING:
    from smmhire.services.candidate_import import CandidateMapping

POLICIES = (
    (Fate.JOIN, N_("join them with the entry that is here")),
    (Fate.ADD, N_("add them as new entries")),
    (Fate.SKIP, N_("leave them out")),
)
DATES = ((True, N_("day first: 31/12/2026")), (False, N_("month first: 12/31/2026")))


class ImportForm(Translated, QWidget):
    """`changed`: the file has to be tried again; `decided`: only what becomes of doubles has changed."""

    changed = Signal()
    decided = Signal()

    def __init__(
        self, vacancies: Sequence[VacancySummary], vacancy_id: UUID | None, *, has_columns: bool
    ) -> None:
        super().__init__()
        self.init_texts()
        self._mapping: CandidateMapping | None = None
        self._is_loading = False
        self.vacancy = narrow(QComboBox())
        self.vacancy.addItem("", None)
        self.texts.bind(lambda text: self.vacancy.setItemText(0, text), N_("no vacancy yet"))
        for summary in vacancies:
            self.vacancy.addItem(summary.title, summary.id)
        ids = [None, *(summary.id for summary in vacancies)]
        self.vacancy.setCurrentIndex(ids.index(vacancy_id) if vacancy_id in ids else 0)
        self.policy = self._choice(POLICIES)
        self.days = self._choice(DATES)
        self.columns: dict[str, QComboBox] = {}
        hint = label("muted")
        self.texts.bind(
            hint.setText, N_("One entry alone can be decided on otherwise: choose its row in the list.")
        )
        layout = column(
            self._name(self.vacancy, N_("They apply for")),
            self.vacancy,
            self._name(self.policy, N_("Those who are probably here already")),
            self.policy,
            hint,
            spacing=6,
        )
        self.grid = QWidget()
        self.grid.setLayout(self._grid())
        if has_columns:
            layout.addWidget(rule())
            layout.addWidget(self.grid)
            layout.addWidget(self._name(self.days, N_("Dates such as 03/04/2026")))
            layout.addWidget(self.days)
        layout.addStretch(1)
        layout.setContentsMargins(2, 2, 10, 2)
        self.setLayout(layout)
        self.vacancy.currentIndexChanged.connect(self._tell)
        self.days.currentIndexChanged.connect(self._tell)
        self.policy.currentIndexChanged.connect(lambda _index: self.decided.emit())

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        head = label("muted")
        self.texts.bind(head.setText, N_("Column"))
        grid.addWidget(head, 0, 1)
        for line, (field, text) in enumerate(candidate_import.field_names().items(), start=1):
            headings = narrow(QComboBox())
            headings.currentIndexChanged.connect(self._tell)
            self.columns[field] = headings
            grid.addWidget(self._name(headings, text), line, 0)
            grid.addWidget(headings, line, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        return grid

    def _choice(self, entries: Sequence[tuple[object, str]]) -> QComboBox:
        made = narrow(QComboBox())
        for code, text in entries:
            made.addItem("", code)
            index = made.count() - 1
            self.texts.bind(lambda t, i=index: made.setItemText(i, t), text)
        return made

    def _name(self, field: QWidget, text: str) -> QLabel:
        name = label()
        name.setBuddy(field)
        self.texts.bind(name.setText, text)
        self.texts.bind(field.setAccessibleName, text)
        return name

    # -- showing and giving back ---------------------------------------------------------------------
    def load(self, mapping: CandidateMapping, headings: Sequence[str]) -> None:
        """Show `mapping` for a table with these headings."""
        self._mapping = mapping
        self._is_loading = True
        try:
            for field, choice in self.columns.items():
                fill_headings(choice, headings, mapping.columns.get(field))
            self.days.setCurrentIndex(0 if mapping.day_first else 1)
        finally:
            self._is_loading = False

    def mapping(self) -> CandidateMapping:
        """What the form says now."""
        assert self._mapping is not None, "load a mapping first"
        chosen = {field: c.currentData() for field, c in self.columns.items() if c.currentData()}
        return type(self._mapping)(chosen, DATES[self.days.currentIndex()][0])

    @property
    def vacancy_id(self) -> UUID | None:
        """What they apply for."""
        return self.vacancy.currentData()

    @property
    def likely(self) -> Fate:
        """What becomes of all who are probably here already."""
        return POLICIES[self.policy.currentIndex()][0]

    def retranslate(self) -> None:
        """The lists too."""
        super().retranslate()
        for choice in self.columns.values():
            if choice.count():
                choice.setItemText(0, _("no column"))

    def _tell(self, *_anything: object) -> None:
        sender = self.sender()
        if isinstance(sender, QComboBox) and sender in self.columns.values():
            sender.setToolTip(sender.currentData() or "")
        if not self._is_loading:
            self.changed.emit()
