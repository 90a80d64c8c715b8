"""What the answers say about all questions: a table with the conspicuous ones first, and each in detail."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from smmhire.assessment.items import Item
from smmhire.services.item_statistics import BankStatistics, ItemStatistics
from smmhire.texts import N_, _, duration, ngettext, number, percent
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.items import words
from ui.pages.items.columns import fit_columns, keep_widths
from ui.pages.items.split import ListAndDetail
from ui.pages.items.statistics_view import StatisticsView, correlation
from ui.widgets.basics import button, card, column, label, row, scrolled
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_view import TableView
from ui.widgets.work_row import WorkRow

# From this width on all columns are read beside the figures of a question.
BESIDE_FROM = 1300


@dataclass(frozen=True, slots=True)
class AnalysedItem:
    """A row: the question and what is known of it."""

    item: Item
    found: ItemStatistics


class AnalysisView(Translated, QWidget):
    """`again_wanted`: read the answers again; `cancel_wanted`: stop reading; `export_wanted`: as a file;
    `question_wanted`: show the question with this id; `start_wanted`: let somebody be assessed."""

    again_wanted = Signal()
    cancel_wanted = Signal()
    export_wanted = Signal()
    start_wanted = Signal()
    question_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._items: dict[str, Item] = {}
        self._statistics: BankStatistics | None = None
        self.about = label("muted")
        self.only_flagged = QCheckBox()
        self.texts.bind(self.only_flagged.setText, N_("Only conspicuous questions"))
        self.again = button()
        self.texts.bind(self.again.setText, N_("Count again"))
        self.export = button()
        self.texts.bind(self.export.setText, N_("Save as CSV …"))
        self.export.setEnabled(False)
        self.working = WorkRow(N_("Reading the answers …"))
        self.model = TableModel(
            (
                Column(N_("Id"), lambda r: r.item.id),
                Column(N_("Question"), lambda r: words.beginning(r.item), stretches=True),
                Column(N_("Responses"), lambda r: number(r.found.responses), is_number=True),
                Column(N_("Mean mark"), _mean, is_number=True),
                Column(N_("Separation"), _separation, is_number=True),
                Column(N_("Time"), _time, is_number=True),
                Column(N_("Remarks"), _remark, stretches=True),
            ),
            self,
        )
        self.table = TableView(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Figures on the questions"))
        keep_widths(self.table, self.model)
        self.name = label("strong", selectable=True)
        self.statistics_view = StatisticsView()
        self.show_question = button()
        self.texts.bind(self.show_question.setText, N_("Show the question"))
        inner = column(self.name, row(self.show_question, None), self.statistics_view, None)
        self.detail = scrolled(card(inner))
        self.split = ListAndDetail(self.table, self.detail, BESIDE_FROM)
        self.none_flagged = EmptyState(
            N_("Nothing conspicuous"),
            N_("No question with enough responses stands out."),
            N_("Show all questions"),
        )
        self.nothing = EmptyState(
            N_("No finished assessment yet"),
            N_(
                "Once people have been assessed, their answers show here which questions are too hard, which "
                "separate, and which wrong options do no work. Each question needs 30 responses."
            ),
            N_("Start an assessment"),
        )
        self.stopped = EmptyState(
            N_("The answers have not been read"),
            N_("The figures stand here as soon as all answers have been read and marked."),
            N_("Count again"),
        )
        self.stack = QStackedWidget()
        for view in (self.stopped, self.nothing, self.none_flagged, self.split):
            self.stack.addWidget(view)
        tools = row(self.only_flagged, None, self.again, self.export)
        whole = column(self.about, tools, self.working, self.stack)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.only_flagged.toggled.connect(self._show_rows)
        self.again.clicked.connect(self.again_wanted)
        self.stopped.acted.connect(self.again_wanted)
        self.nothing.acted.connect(self.start_wanted)
        self.none_flagged.acted.connect(lambda: self.only_flagged.setChecked(False))
        self.working.cancel_wanted.connect(self.cancel_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.table.selected.connect(self._show_selected)
        self.split.detail_width.connect(self.statistics_view.fit)
        self.table.activated.connect(self._want_question)
        self.show_question.clicked.connect(self._want_question)

    # -- working -------------------------------------------------------------------------------------
    def begin(self) -> None:
        """The answers are being read."""
        self.again.setEnabled(False)
        self.working.begin()

    def report(self, share: float, _what: str = "") -> None:
        """How far the reading is, 0 to 1."""
        self.working.report(share)

    def end(self) -> None:
        """The answers have been read, or not."""
        self.working.end()
        self.again.setEnabled(True)

    # -- what is shown -------------------------------------------------------------------------------
    def show_items(self, items: dict[str, Item]) -> None:
        """The questions the figures are about."""
        self._items = items

    def show_statistics(self, statistics: BankStatistics | None) -> None:
        """Show the figures; None: there are none."""
        self._statistics = statistics
        self.export.setEnabled(statistics is not None and statistics.attempts > 0)
        self._describe()
        self._show_rows()
        fit_columns(self.table, self.model)

    def retranslate(self) -> None:
        """Rows and figures too."""
        super().retranslate()
        self.model.refresh()
        fit_columns(self.table, self.model)
        self._describe()
        self._name_selected()

    @property
    def selected(self) -> AnalysedItem | None:
        """The row that is current."""
        return self.table.current_row()

    def _rows(self) -> list[AnalysedItem]:
        """The conspicuous ones first, then those with figures, then by the number of responses."""
        if self._statistics is None:
            return []
        there = self._items  # own questions come and go: the figures follow a moment later
        found = [one for one in self._statistics.items if one.item_id in there]
        rows = [AnalysedItem(there[one.item_id], one) for one in found]
        if self.only_flagged.isChecked():
            rows = [one for one in rows if one.found.flags]
        return sorted(
            rows, key=lambda one: (-len(one.found.flags), not one.found.is_shown, -one.found.responses)
        )

    def _show_rows(self, *_anything: object) -> None:
        kept = self.selected
        rows = self._rows()
        self.table.blockSignals(True)
        self.model.show_rows(rows)
        wanted = (i for i, one in enumerate(rows) if kept is not None and one.item is kept.item)
        self.table.select(next(wanted, 0))
        self.table.blockSignals(False)
        if self._statistics is None:
            self.stack.setCurrentWidget(self.stopped)
        elif self._statistics.attempts == 0:
            self.stack.setCurrentWidget(self.nothing)
        else:
            self.stack.setCurrentWidget(self.split if rows else self.none_flagged)
        has_answers = self._statistics is not None and self._statistics.attempts > 0
        for part in (self.about, self.only_flagged, self.again, self.export):
            part.setVisible(has_answers)
        self._show_selected()

    def _show_selected(self) -> None:
        current = self.selected
        self._name_selected()
        self.detail.verticalScrollBar().setValue(0)
        if current is None:
            self.statistics_view.show_statistics(None, None)
        else:
            self.statistics_view.show_statistics(current.item, current.found)

    def _name_selected(self) -> None:
        current = self.selected
        self.name.setText("" if current is None else f"{current.item.id} · {words.beginning(current.item)}")

    def _want_question(self, *_anything: object) -> None:
        current = self.selected
        if current is not None:
            self.question_wanted.emit(current.item.id)

    def _describe(self) -> None:
        found = self._statistics
        if found is None or found.attempts == 0:
            self.about.setText("")
            return
        parts = [
            ngettext("From {n} finished assessment.", "From {n} finished assessments.", found.attempts),
            _(
                "Of somebody who met a question more than once, the first answer counts. Figures are shown "
                "from {n} responses on.",
                n=number(found.needed),
            ),
        ]
        if found.earlier_versions:
            parts.append(
                ngettext(
                    "{n} assessment was taken with another state of the bank, and is marked by today’s keys.",
                    "{n} assessments were taken with another state of the bank, and are marked by today’s "
                    "keys.",
                    found.earlier_versions,
                )
            )
        if found.unfit:
            parts.append(
                ngettext(
                    "{n} answer is left out: its question has other options since.",
                    "{n} answers are left out: their questions have other options since.",
                    found.unfit,
                )
            )
        self.about.setText(" ".join(parts))


def _mean(one: AnalysedItem) -> str:
    return "" if one.found.p is None else percent(one.found.p)


def _separation(one: AnalysedItem) -> str:
    return correlation(one.found.r_it) if one.found.is_shown else ""


def _time(one: AnalysedItem) -> str:
    return "" if one.found.median_seconds is None else duration(one.found.median_seconds)


def _remark(one: AnalysedItem) -> str:
    return words.flag_names(one.found) if one.found.is_shown else words.suppressed(one.found)
