"""A vacancy with a candidate who is rated."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smmhire.candidates.interview import Rating, Scorecard, ScorecardKind
from smmhire.services import candidates, scorecards, vacancies
from smmhire.services.vacancies import VacancySummary
from ui.pages.page import Workplace


@dataclass(frozen=True)
class Rated:
    """The candidate, and what raters do."""

    workplace: Workplace
    vacancy: VacancySummary
    candidate: UUID
    window: QWidget  # as in the program, a dialog has a page it was opened from
    name: str = "প্রার্থী ক"

    def begin(self, rater: str, kind: ScorecardKind = ScorecardKind.INTERVIEW) -> Scorecard:
        return scorecards.begin(
            self.vacancy.id, self.candidate, kind, rater, unit_of_work=self.workplace.program.unit_of_work
        )

    def stored(self, rater: str, kind: ScorecardKind = ScorecardKind.INTERVIEW) -> Scorecard | None:
        with self.workplace.program.unit_of_work(read_only=True) as work:
            return work.scorecards.of_rater(self.vacancy.id, self.candidate, kind, rater)

    def rate(self, rater: str, *given: int | None, comment: str = "") -> Scorecard:
        card = self.begin(rater)
        ratings = [Rating(r.about, g, f"note of {rater}") for r, g in zip(card.ratings, given, strict=False)]
        return scorecards.submit(card.id, ratings, comment, unit_of_work=self.workplace.program.unit_of_work)


@pytest.fixture
def rated(workplace: Workplace, qtbot: QtBot) -> Rated:
    window = QWidget()
    qtbot.addWidget(window)
    unit_of_work = workplace.program.unit_of_work
    made = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    person = candidates.new("প্রার্থী ক", unit_of_work=unit_of_work, vacancy_id=made.id)
    (summary,) = vacancies.listing(unit_of_work=unit_of_work)
    workplace.settings.change(user_name="মূল্যায়নকারী")
    return Rated(workplace, summary, person.id, window)
