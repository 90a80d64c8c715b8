"""Setting the cut question by question: the table of the judges, and the question that is judged."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QSizePolicy, QWidget

from smmhire.assessment.cut_study import MOST_ROUNDS
from smmhire.assessment.cut_words import ANGOFF_TASK
from smmhire.texts import N_, _, number
from ui.language import Translated
from ui.notices import Notices
from ui.pages.items.preview import ItemPreview
from ui.pages.items.split import ListAndDetail
from ui.pages.vacancies.cut_judges import JudgeTools
from ui.pages.vacancies.cut_keeper import CutKeeper
from ui.pages.vacancies.cut_models import Cells, JudgementModel
from ui.pages.vacancies.cut_table import PercentTable
from ui.widgets.basics import GAP, button, card, column, label, row, scrolled

# From this width on the question stands beside the table.
BESIDE_FROM = 900
# Below this width, in pixels, the buttons of the rounds have a row of their own.
WIDTH_FOR_ONE_ROW = 900
# How they share the width: the table needs the larger part.
BESIDE = (5, 4)
LEAST_HEIGHT = 240


class AngoffView(Translated, QWidget):
    """Task, table and question; what is written goes to the keeper."""

    def __init__(self, keeper: CutKeeper, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._keeper = keeper
        self.task = label()
        self.texts.bind(self.task.setText, ANGOFF_TASK)
        self.example = label("muted")
        self.texts.bind(
            self.example.setText,
            N_(
                "Every candidate gets other questions, drawn by the same rules. These are those of one such "
                "form; the cut holds for the others as well as they resemble it."
            ),
        )
        self.example.setVisible(keeper.desk.is_example)
        self.model = JudgementModel(keeper.desk, self)
        self.table = PercentTable(self.model, notices)
        self.texts.bind(
            self.table.setAccessibleName, N_("Chance of each question in percent, a column a judge")
        )
        self.tools = JudgeTools(keeper, self.current_judge)
        self.round = QComboBox()
        self.texts.bind(self.round.setAccessibleName, N_("Round"))
        self.further_round = button()
        self.texts.bind(self.further_round.setText, N_("Further round"))
        self.texts.bind(
            self.further_round.setToolTip,
            N_(
                "The judges see each other’s figures, talk, and judge again. The round before stays as it is."
            ),
        )
        self.drop_round = button()
        self.texts.bind(self.drop_round.setText, N_("Drop this round"))
        self.preview = ItemPreview()
        self.detail = scrolled(card(column(self.preview, None)))
        self.split = ListAndDetail(self.table, self.detail, BESIDE_FROM, BESIDE)
        self.split.setMinimumHeight(LEAST_HEIGHT)
        # It takes what room there is: the figures below must be seen without scrolling.
        self.split.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lines.setSpacing(GAP)
        self._lines.addLayout(row(self.tools, None), 1)
        self._lines.addLayout(row(self.round, self.further_round, self.drop_round, None))
        whole = column(self.task, self.example, self._lines, self.split)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self._connect()
        self.show_study()

    def fit(self, width: int) -> None:
        """Arrange for a dialog of this width."""
        is_wide = width >= WIDTH_FOR_ONE_ROW
        self._lines.setDirection(
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )

    def _connect(self) -> None:
        self._keeper.changed.connect(self.show_study)
        self.model.written.connect(self._write)
        self.table.moved.connect(self._show_current)
        self.tools.added.connect(self.go_to_judge)
        self.split.detail_width.connect(self.preview.fit)
        self.round.activated.connect(self.model.show_round)
        self.round.activated.connect(self._say_rounds)
        self.further_round.clicked.connect(lambda: self._keeper.change(lambda study: study.with_round()))
        self.drop_round.clicked.connect(lambda: self._keeper.change(lambda study: study.without_round()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts that break into more lines take their height from the page, not from the table."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.minimumHeightForWidth(self.width()))

    def current_judge(self) -> int | None:
        """Whose column is current."""
        return self.model.judge_of(self.table.currentIndex().column())

    def go_to_judge(self, judge: int) -> None:
        """To the first question of that judge."""
        self.table.setCurrentIndex(self.model.index(0, self.model.FIRST_JUDGE + judge))
        self.table.setFocus()

    def show_study(self) -> None:
        """What the keeper holds; the current cell stays where it is."""
        at = self.table.currentIndex()
        place = (at.row(), at.column())
        self.model.show_study(self._keeper.study)
        if not self.table.currentIndex().isValid() and min(place) >= 0:
            row_, column_ = (
                min(place[0], self.model.rowCount() - 1),
                min(place[1], self.model.columnCount() - 1),
            )
            self.table.setCurrentIndex(self.model.index(row_, column_))
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.setCurrentIndex(self.table.first_cell() or self.model.index(0, 0))
        self._say_rounds()
        self._show_current()

    def retranslate(self) -> None:
        """The table too."""
        super().retranslate()
        self.model.refresh()
        self.table.fit_columns()
        self._say_rounds()

    def _write(self, cells: Cells) -> None:
        changes = self.model.changes(cells)
        self._keeper.change(lambda study: study.with_chances(changes))

    def _say_rounds(self, *_anything: object) -> None:
        rounds = len(self._keeper.study.rounds)
        texts = [_("Round {n}", n=number(at + 1)) for at in range(rounds)]
        if rounds > 1:
            texts[-1] = _("Round {n}, which counts", n=number(rounds))
        self.round.clear()
        self.round.addItems(texts)
        self.round.setCurrentIndex(self.model.round)
        is_last = self.model.round == rounds - 1
        self.round.setVisible(rounds > 1)
        self.drop_round.setVisible(rounds > 1)
        self.drop_round.setEnabled(is_last)
        has_figures = any(chance is not None for row_ in self._keeper.study.last for chance in row_)
        self.further_round.setEnabled(is_last and has_figures and rounds < MOST_ROUNDS)

    def _show_current(self) -> None:
        self.tools.say()
        items = self._keeper.desk.items
        at = self.table.currentIndex().row()
        item = items[at] if 0 <= at < len(items) else None
        if item is not self.preview.item or item is None:
            self.preview.show_item(item)
            self.detail.verticalScrollBar().setValue(0)
