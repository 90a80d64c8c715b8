"""Setting the cut by limits and results: four limits a judge, and the picture of the compromise."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from smmhire.assessment.cut_words import HOFSTEE_TASK
from smmhire.services import cut_study
from smmhire.texts import N_, ngettext
from ui.language import Translated
from ui.notices import Notices
from ui.pages.items.split import ListAndDetail
from ui.pages.vacancies.cut_judges import JudgeTools
from ui.pages.vacancies.cut_keeper import CutKeeper
from ui.pages.vacancies.cut_models import BoundsModel, Cells
from ui.pages.vacancies.cut_table import PercentTable
from ui.widgets.basics import card, column, label, row, scrolled
from ui.widgets.chart_view import ChartView

# From this width on the chart stands beside the table.
BESIDE_FROM = 900
# How they share the width: the table needs the larger part.
BESIDE = (5, 4)
LEAST_HEIGHT = 240
WIDEST_CHART = 420


class HofsteeView(Translated, QWidget):
    """Task, table and chart; what is written goes to the keeper."""

    def __init__(self, keeper: CutKeeper, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._keeper = keeper
        self.task = label()
        self.texts.bind(self.task.setText, HOFSTEE_TASK)
        self.model = BoundsModel(self)
        self.table = PercentTable(self.model, notices)
        self.texts.bind(
            self.table.setAccessibleName, N_("The limits of each judge in percent, a row a judge")
        )
        self.tools = JudgeTools(keeper, self.current_judge)
        self.chart = ChartView()
        self.chart.setMaximumWidth(WIDEST_CHART)
        self.no_chart = label("muted")
        self.texts.bind(
            self.no_chart.setText,
            N_("Here the results and the limits are drawn as soon as there are both."),
        )
        self.results = label("muted")
        self.texts.call(self._say_results)
        detail = scrolled(card(column(self.chart, self.no_chart, None)))
        self.split = ListAndDetail(self.table, detail, BESIDE_FROM, BESIDE)
        self.split.setMinimumHeight(LEAST_HEIGHT)
        # It takes what room there is: the figures below must be seen without scrolling.
        self.split.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        tools = row(self.tools, self.results)
        tools.setStretch(1, 1)
        whole = column(self.task, tools, self.split)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        keeper.changed.connect(self.show_study)
        self.model.written.connect(self._write)
        self.table.moved.connect(self.tools.say)
        self.tools.added.connect(self.go_to_judge)
        self.show_study()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts that break into more lines take their height from the page, not from the table."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.minimumHeightForWidth(self.width()))

    def current_judge(self) -> int | None:
        """Whose row is current."""
        at = self.table.currentIndex().row()
        return at if at >= 0 else None

    def go_to_judge(self, judge: int) -> None:
        """To the first limit of that judge."""
        self.table.setCurrentIndex(self.model.index(judge, self.model.FIRST_BOUND))
        self.table.setFocus()

    def show_study(self) -> None:
        """What the keeper holds."""
        at = self.table.currentIndex()
        place = (at.row(), at.column())
        self.model.show_study(self._keeper.study)
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            down = min(max(place[0], 0), self.model.rowCount() - 1)
            self.table.setCurrentIndex(self.model.index(down, max(place[1], self.model.FIRST_BOUND)))
        self._draw()
        self.tools.say()

    def retranslate(self) -> None:
        """Table and chart too."""
        super().retranslate()
        self.model.refresh()
        self.table.fit_columns()
        self._draw()

    def _write(self, cells: Cells) -> None:
        changes = self.model.changes(cells)
        study = self._keeper.study
        for judge, bounds in changes.items():
            study = study.with_bounds(judge, bounds)
        self._keeper.change(lambda _study: study)

    def _say_results(self) -> None:
        n = len(self._keeper.desk.results.percents)
        self.results.setText(
            ngettext(
                "{n} person has finished the assessment of this vacancy; of each the last result counts.",
                "{n} people have finished the assessment of this vacancy; of each the last result counts.",
                n,
            )
        )

    def _draw(self) -> None:
        chart = cut_study.hofstee_chart(self._keeper.desk, self._keeper.study)
        self.chart.show_chart(chart)
        self.chart.setVisible(chart is not None)
        self.no_chart.setVisible(chart is None)
