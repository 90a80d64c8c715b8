"""One ranked candidate: the arithmetic of the score, the profile, and why they stand where they do."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from smmhire.assessment.attempts import AttemptResult
from smmhire.candidates.ranking import RankedCandidate
from smmhire.services.charts import result_chart
from smmhire.services.ranking import VacancyRanking
from smmhire.services.ranking_words import why_behind
from smmhire.services.role import role
from smmhire.texts import N_, _, day, number, percent
from ui.language import Translated
from ui.pages.ranking.arithmetic import Arithmetic
from ui.widgets.basics import button, card, column, label, row
from ui.widgets.chart_view import ChartView

# Beyond this width a chart only gets larger, not clearer.
WIDEST_CHART = 640


@dataclass(frozen=True, slots=True)
class Place:
    """A candidate in a ranking, with the result that counted."""

    ranking: VacancyRanking
    candidate: RankedCandidate
    result: AttemptResult

    @property
    def name(self) -> str:
        """The candidate's."""
        return self.ranking.names[self.candidate.candidate_id]


class RankingDetail(Translated, QWidget):
    """Shows a Place."""

    report_wanted = Signal()
    result_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._place: Place | None = None
        self.name = label("heading", selectable=True)
        self.about = label("muted")
        self.why = label(selectable=True)
        self.why_card = card(column(self.why))
        self.why_card.setProperty("kind", "band")
        self.arithmetic = Arithmetic()
        self.chart = ChartView()
        self.chart.setMaximumWidth(WIDEST_CHART)
        note = label("muted")
        self.texts.bind(
            note.setText,
            N_(
                "Levels run from 1 to 5; 3.0 is where level 3 begins. Chance: how likely the level asked for "
                "is truly reached. Abilities are in standard deviations: 0 is the average, where level 3 "
                "begins. Figures are rounded."
            ),
        )
        self.report = button("primary")
        self.texts.bind(self.report.setText, N_("Candidate report (PDF) …"))
        self.show_result = button()
        self.texts.bind(self.show_result.setText, N_("Show the result"))
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._sides.setSpacing(20)
        self._sides.addWidget(self.arithmetic, 3)
        self._sides.addLayout(row(self.chart), 2)
        self.setLayout(
            column(
                self.name,
                self.about,
                row(self.report, self.show_result, None),
                self.why_card,
                self._sides,
                note,
            )
        )
        self.report.clicked.connect(self.report_wanted)
        self.show_result.clicked.connect(self.result_wanted)

    @property
    def place(self) -> Place | None:
        """What is shown."""
        return self._place

    def show_place(self, place: Place | None) -> None:
        """Show a candidate; None: nobody is selected."""
        self._place = place
        self._fill()

    def retranslate(self) -> None:
        """Everything again."""
        super().retranslate()
        self._fill()

    def _fill(self) -> None:
        place = self._place
        if place is None:
            self.chart.show_chart(None)
            return
        self.name.setText(place.name)
        self.about.setText(_about(place))
        self.why.setText(_why(place))
        self.why_card.setVisible(bool(self.why.text()))
        self.arithmetic.show_candidate(place.candidate)
        required = {r.competency_id: r.level for r in place.ranking.vacancy.competencies}
        self.chart.show_chart(result_chart(place.result, role(), required, _("the vacancy asks for")))

    def set_side_by_side(self, is_wide: bool) -> None:
        """The chart beside the figures, or below them. Its holder decides: one's own width would follow."""
        self._sides.setDirection(
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )


def _about(place: Place) -> str:
    result = place.result
    text = _(
        "{share} of the questions answered correctly on {day}.",
        share=percent(result.percent_correct),
        day=day(result.scored_at),
    )
    count = place.ranking.attempt_counts[place.candidate.candidate_id]
    if count > 1:
        text += " " + _("The latest of {n} assessments counts.", n=number(count))
    return text


def _why(place: Place) -> str:
    """Why this candidate is behind the one above; for the first, why the next one is behind."""
    ranked = place.ranking.ranking.ranked
    at = next(i for i, one in enumerate(ranked) if one.candidate_id == place.candidate.candidate_id)
    if len(ranked) == 1:
        return ""
    ahead, behind = (ranked[at - 1], ranked[at]) if at else (ranked[0], ranked[1])
    return why_behind(place.ranking, behind.candidate_id, ahead.candidate_id)
