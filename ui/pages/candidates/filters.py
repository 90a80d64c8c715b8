"""What is filtered: a field to type in, a stage and a vacancy to choose, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from smmhire.candidates.listing import CandidateQuery, SortBy
from smmhire.candidates.searching import typed
from smmhire.candidates.stages import Stage, stage_name
from smmhire.services.vacancies import VacancySummary
from smmhire.texts import N_, _, ngettext, number
from ui.language import Translated
from ui.pages.candidates.table import COLUMNS, SORTS
from ui.widgets.basics import button, column, label, row
from ui.widgets.choices import index_of

# Who is new, and who did best, stands at the top at first; names begin with A.
FALLING_FIRST = (SortBy.ADDED, SortBy.SCORE)


class CandidateFilters(Translated, QWidget):
    """`changed` tells that `query` is another."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._vacancies: tuple[VacancySummary, ...] = ()
        self._total: int | None = None
        self.text = QLineEdit()
        self.text.setClearButtonEnabled(True)
        self.texts.bind(self.text.setPlaceholderText, N_("Find by name, email, phone, tag, stage or score"))
        self.texts.bind(self.text.setAccessibleName, N_("Find by name, email, phone, tag, stage or score"))
        self.texts.bind(
            self.text.setToolTip,
            N_(
                "Part of a name, an address, a number or a tag; the name of a stage; or a score: "
                "score>60, <40, 60+, 60-80%"
            ),
        )
        self.stage = _box()
        self.texts.bind(self.stage.setAccessibleName, N_("Stage"))
        self.stage.addItem("", None)
        for stage in Stage:
            self.stage.addItem("", stage)
        self.vacancy = _box()
        self.vacancy.setMaximumWidth(320)
        self.texts.bind(self.vacancy.setAccessibleName, N_("Vacancy"))
        self.vacancy.addItem("", None)
        self.sort = _box()
        self.texts.bind(self.sort.setAccessibleName, N_("Sort by"))
        self.sort.addItems([""] * len(SORTS))
        self.sort.setCurrentIndex(SORTS.index(SortBy.ADDED))
        self.direction = button()
        self.direction.setCheckable(True)
        self.direction.setChecked(True)
        self.texts.call(self._name_entries)
        self.said = label("muted")
        self.show_all = button("quiet")
        self.texts.bind(self.show_all.setText, N_("Show all candidates"))
        kept = self.show_all.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the table does not jump when it comes
        self.show_all.setSizePolicy(kept)
        self.boxes = row(self.stage, self.vacancy, self.sort, self.direction, None)
        foot = row(self.said, self.show_all)
        foot.setStretch(0, 1)
        self.setLayout(column(self.boxes, foot, spacing=6))
        self.text.textChanged.connect(self.changed)
        self.stage.currentIndexChanged.connect(self.changed)
        self.vacancy.currentIndexChanged.connect(self.changed)
        self.sort.currentIndexChanged.connect(self._sort_anew)
        self.direction.toggled.connect(self._turn)
        self.show_all.clicked.connect(self.clear)
        self._say()

    def _name_entries(self) -> None:
        self.stage.setItemText(0, _("All stages"))
        for index, stage in enumerate(Stage, start=1):
            self.stage.setItemText(index, stage_name(stage))
        self.vacancy.setItemText(0, _("All vacancies"))
        for index, column_ in enumerate(COLUMNS):
            self.sort.setItemText(index, _("Sorted by: {column}", column=_(column_.heading)))
        self._name_direction()

    def _name_direction(self) -> None:
        is_falling = self.direction.isChecked()
        self.direction.setText("↓" if is_falling else "↑")
        name = (
            _("Descending: the largest or latest first") if is_falling else _("Ascending: the smallest first")
        )
        self.direction.setToolTip(name)
        self.direction.setAccessibleName(name)

    def offer(self, vacancies: Sequence[VacancySummary]) -> None:
        """The vacancies to choose from; the chosen one stays, if it is still there."""
        if tuple(vacancies) == self._vacancies:
            return
        chosen = self.vacancy.currentData()
        self._vacancies = tuple(vacancies)
        self.vacancy.blockSignals(True)
        while self.vacancy.count() > 1:
            self.vacancy.removeItem(1)
        for one in vacancies:
            self.vacancy.addItem(one.title, one.id)
        self.vacancy.setCurrentIndex(max(0, index_of(self.vacancy, chosen)))
        self.vacancy.blockSignals(False)

    # -- the query -----------------------------------------------------------------------------------
    @property
    def query(self) -> CandidateQuery:
        """What is asked for."""
        vacancy_id: UUID | None = self.vacancy.currentData()
        stage: str | None = self.stage.currentData()  # Qt has made a plain string of it
        return CandidateQuery(
            text=self.text.text(),
            stage=None if stage is None else Stage(stage),
            vacancy_id=vacancy_id,
            sort_by=self.sort_by,
            is_descending=self.direction.isChecked(),
        )

    @property
    def sort_by(self) -> SortBy:
        """The column it is sorted by."""
        return SORTS[self.sort.currentIndex()]

    @property
    def is_filtered(self) -> bool:
        """Whether somebody may be left out."""
        return bool(self._parts())

    def clear(self) -> None:
        """Leave nobody out."""
        self.blockSignals(True)
        self.text.clear()
        self.stage.setCurrentIndex(0)
        self.vacancy.setCurrentIndex(0)
        self.blockSignals(False)
        self.changed.emit()

    def sort_by_section(self, section: int) -> None:
        """A heading was clicked: sort by it, or the other way round."""
        if section == self.sort.currentIndex():
            self.direction.toggle()
        else:
            self.sort.setCurrentIndex(section)

    def _sort_anew(self, *_anything: object) -> None:
        self.direction.blockSignals(True)
        self.direction.setChecked(self.sort_by in FALLING_FIRST)
        self.direction.blockSignals(False)
        self._turn()

    def _turn(self, *_anything: object) -> None:
        self._name_direction()
        self.changed.emit()

    # -- what is said --------------------------------------------------------------------------------
    def say_found(self, total: int, picked: int = 0) -> None:
        """How many there are, and how many of them are selected."""
        self._total = total
        self._picked = picked
        self._say()

    def retranslate(self) -> None:
        """The sentence, too."""
        super().retranslate()
        self._say()

    def _say(self) -> None:
        parts = self._parts()
        self.show_all.setVisible(bool(parts))
        if self._total is None:
            self.said.setText("")
            return
        told = [ngettext("{n} candidate", "{n} candidates", self._total), *parts]
        if self._picked > 1:
            told.append(ngettext("{n} selected", "{n} selected", self._picked))
        self.said.setText(" · ".join(told))

    def _parts(self) -> list[str]:
        """Each thing that somebody has to meet, in words."""
        query = self.query
        found = typed(query.text)
        parts: list[str] = []
        for one in found.wanted:
            text = one.needles[0].strip().replace("  ", " ")
            if one.stages:
                stages = ", ".join(stage_name(stage) for stage in Stage if stage in one.stages)
                parts.append(_("with “{text}”, or at the stage “{stage}”", text=text, stage=stages))
            else:
                parts.append(_("with “{text}”", text=text))
        if found.least_score is not None:
            parts.append(_("score from {percent}%", percent=number(round(found.least_score * 100 + 0.5))))
        if found.below_score is not None:
            parts.append(_("score up to {percent}%", percent=number(round(found.below_score * 100 - 0.5))))
        if query.stage is not None:
            parts.append(_("stage: {stage}", stage=stage_name(query.stage)))
        if query.vacancy_id is not None:
            parts.append(_("vacancy: {vacancy}", vacancy=self.vacancy.currentText()))
        return parts

    _picked = 0


def _box() -> QComboBox:
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made
