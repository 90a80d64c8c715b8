"""One ranked candidate: the arithmetic of the score, the profile, and why they stand where they do."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from smmhire.assessment.attempts import AttemptResult
from smmhire.candidates.evidence_columns import EvidenceKind
from smmhire.candidates.ranking import RankedCandidate
from smmhire.services.charts import result_chart
from smmhire.services.ranking import VacancyRanking
from smmhire.services.role import role
from smmhire.texts import N_, _, day, number, percent
from ui.language import Translated
from ui.pages.ranking import columns
from ui.pages.ranking.arithmetic import Arithmetic
from ui.pages.ranking.sensitivity_card import SensitivityCard
from ui.pages.ranking.why_card import WhyCard
from ui.widgets.basics import button, column, label, row, rule
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
    candidate_wanted = Signal()  # to move them to another stage, or see what else is kept of them
    other_wanted = Signal()  # whom to explain the place against
    override_wanted = Signal()
    shares_wanted = Signal()  # of other weightings

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._place: Place | None = None
        self.name = label("heading", selectable=True)
        self.about = label("muted")
        self.evidence = label(selectable=True)
        self.why = WhyCard()
        self.sensitivity = SensitivityCard()
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
        self.show_candidate = button()
        self.texts.bind(self.show_candidate.setText, N_("Stage and dossier"))
        self.texts.bind(
            self.show_candidate.setToolTip, N_("Show the candidate, to invite, hire or decline them")
        )
        self.override = button()
        self.texts.bind(self.override.setText, N_("Take another decision …"))
        self.texts.bind(
            self.override.setToolTip,
            N_("Decide against the ranking; the reason is kept in the log of decisions"),
        )
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._sides.setSpacing(20)
        self._sides.addWidget(self.arithmetic, 3)
        self._sides.addLayout(row(self.chart), 2)
        self.setLayout(
            column(
                self.name,
                self.about,
                self.evidence,
                row(self.report, self.show_result, None),
                row(self.show_candidate, self.override, None),
                self.why,
                self._sides,
                note,
                rule(),
                self.sensitivity,
            )
        )
        self.report.clicked.connect(self.report_wanted)
        self.show_result.clicked.connect(self.result_wanted)
        self.show_candidate.clicked.connect(self.candidate_wanted)
        self.override.clicked.connect(self.override_wanted)
        self.why.other_wanted.connect(self.other_wanted)
        self.sensitivity.wanted.connect(self.shares_wanted)

    @property
    def place(self) -> Place | None:
        """What is shown."""
        return self._place

    def show_place(self, place: Place | None) -> None:
        """Show a candidate; None: nobody is selected."""
        self._place = place
        if place is None:
            self.why.show_pair(None, None, None)
            self.sensitivity.show_candidate(None, None)
        else:
            self.sensitivity.show_candidate(place.ranking, place.candidate.candidate_id)
            self.explain(None)
        self._fill()

    def explain(self, other: UUID | None) -> None:
        """Say why the candidate stands behind or before `other`; None: their neighbour in the ranking."""
        if self._place is not None:
            one = self._place.candidate.candidate_id
            self.why.show_pair(self._place.ranking, one, other or _neighbour(self._place))

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
        self.evidence.setText(_evidence(place))
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


def _evidence(place: Place) -> str:
    """What there is beside the test, and what is missing."""
    evidence = place.ranking.evidence(place.candidate.candidate_id)
    there = [
        f"{_(columns.HEADINGS[column])}: {columns.evidence_note(evidence, kind)}"
        for column, kind in columns.KINDS.items()
        if kind is not EvidenceKind.TEST and kind not in evidence.missing
    ]
    if evidence.missing:
        there.append(_("missing: {names}", names=columns.missing_kinds(evidence)))
    return " · ".join(there)


def _neighbour(place: Place) -> UUID | None:
    """The one above; for the first, the next one."""
    ids = place.ranking.ranking.ranked.candidate_ids
    at = place.ranking.ranking.ranked.place(place.candidate.candidate_id)
    if at:
        return ids[at - 1]
    return ids[1] if len(ids) > 1 else None
