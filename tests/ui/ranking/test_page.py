"""The page that ranks the candidates of a vacancy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smmhire.bootstrap import Program, open_program
from smmhire.candidates.decisions import DecisionKind
from smmhire.candidates.interview import Rating, ScorecardKind
from smmhire.candidates.ranking import Gate, RankedCandidate
from smmhire.errors import UserError
from smmhire.services import (
    assessments,
    candidates,
    decisions,
    ranking,
    ranking_words,
    rescoring,
    scorecards,
    vacancies,
)
from smmhire.texts import chance_text, number, percent
from smmhire.vacancies.profile import CompetencyRequirement, OwnRequirement
from tests.services.answering import take
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from ui.dialogs.decision_log import DecisionLogDialog
from ui.dialogs.document import DocumentDialog
from ui.pages.page import Workplace
from ui.pages.ranking.choose_dialog import ChooseDialog
from ui.pages.ranking.columns import Column
from ui.pages.ranking.compare_dialog import CompareDialog
from ui.pages.ranking.lines import Heading
from ui.pages.ranking.page import RankingPage
from ui.pages.ranking.what_if_dialog import WhatIfDialog

# Shares of right answers: the second and third cannot be separated, the last fails the must-have.
SHARES = {"প্রার্থী ক": 1.0, "প্রার্থী খ": 0.6, "প্রার্থী গ": 0.58, "প্রার্থী ঘ": 0.0}
UNTESTED = "প্রার্থী ঙ"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A data folder with a vacancy, four assessed candidates and one who is not."""

    folder: Path
    vacancy_id: UUID
    empty_vacancy_id: UUID
    ids: dict[str, UUID]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("ranked")
    program = open_program(folder)
    unit_of_work = program.unit_of_work
    profile = vacancies.new_profile()
    asked = tuple(
        CompetencyRequirement(requirement.competency_id, 2, weight, is_must_have)
        for requirement, weight, is_must_have in zip(
            profile.competencies[:3], (10, 5, 5), (True, False, False), strict=True
        )
    )
    own = (OwnRequirement("ঢাকায় থাকা", True), OwnRequirement("সাইকেল", False))
    vacancy = vacancies.save(
        replace(profile, title="এসএমএম ম্যানেজার", competencies=asked, own_requirements=own),
        unit_of_work=unit_of_work,
    )
    empty = vacancies.save(replace(vacancies.new_profile(), title="নতুন পদ"), unit_of_work=unit_of_work)
    form = assessments.vacancy_form(vacancy.id, unit_of_work=unit_of_work, seed=1)
    ids: dict[str, UUID] = {}
    for name, share in SHARES.items():
        ids[name] = candidates.new(name, unit_of_work=unit_of_work, vacancy_id=vacancy.id).id
        take(form, name, share, unit_of_work, candidate_id=ids[name])
    ids[UNTESTED] = candidates.new(UNTESTED, unit_of_work=unit_of_work, vacancy_id=vacancy.id).id
    program.close()
    return Prepared(folder, vacancy.id, empty.id, ids)


@pytest.fixture
def program(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Program]:
    """The prepared data, as a copy of one's own; an empty program for tests marked so."""
    if "prepared" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("prepared").folder, tmp_path, dirs_exist_ok=True)
    opened = open_program(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> RankingPage:
    made = RankingPage(workplace)
    qtbot.addWidget(made)
    made.resize(970, 760)
    made.show()
    return made


@pytest.fixture
def went(page: RankingPage) -> list[tuple[str, object]]:
    """Where the page asked to go."""
    places: list[tuple[str, object]] = []
    page.go.connect(lambda name, argument: places.append((name, argument)))
    return places


def open_ranking(page: RankingPage, qtbot: QtBot, argument: object = None) -> None:
    page.enter(argument)
    qtbot.waitUntil(lambda: page.background.is_idle)


def select(page: RankingPage, candidate_id: UUID) -> RankedCandidate:
    page.table.select(candidate_id)
    current = page.table.current()
    assert current is not None and current.candidate_id == candidate_id
    return current


def lines_of(page: RankingPage) -> list[Heading | RankedCandidate]:
    """What stands in the rows of the table."""
    rows = range(page.model.rowCount())
    lines = [page.model.heading(row) or page.model.candidate(row) for row in rows]
    return [line for line in lines if line is not None]


def cell(page: RankingPage, candidate_id: UUID, column: int) -> str:
    row = page.model.row_of(candidate_id)
    assert row is not None
    return page.model.index(row, column).data()


# -- nothing to show ---------------------------------------------------------------------------------
def test_without_a_vacancy_the_page_leads_to_building_one(
    page: RankingPage, went: list[tuple[str, object]], qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    assert page.stack.currentWidget() is page.no_vacancy
    page.no_vacancy.action.click()
    assert went == [("vacancies", "new")]


def test_without_applicants_the_page_leads_to_adding_one_for_this_vacancy(
    prepared: Prepared, page: RankingPage, went: list[tuple[str, object]], qtbot: QtBot
) -> None:
    open_ranking(page, qtbot, prepared.empty_vacancy_id)
    assert page.stack.currentWidget() is page.no_candidate
    page.no_candidate.action.click()
    assert went == [("candidates", ("new", prepared.empty_vacancy_id))]


# -- the table ---------------------------------------------------------------------------------------
def test_candidates_stand_in_tiers_in_the_order_of_the_ranking(
    prepared: Prepared, page: RankingPage, workplace: Workplace, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    ranked = ranking.rank(prepared.vacancy_id, unit_of_work=workplace.program.unit_of_work).ranking.ranked
    lines = lines_of(page)
    assert [line for line in lines if isinstance(line, RankedCandidate)] == list(ranked)
    tier: int | None = None
    for line in lines:
        if isinstance(line, Heading):
            tier = line.tier
        else:
            assert line.tier == tier
    together = [line for line in lines if isinstance(line, Heading) and line.count == 2]
    assert [heading.text for heading in together] == ["Tier 2 · 2 who cannot be separated"]


def test_a_row_says_score_with_error_rank_interval_and_chance_of_being_first(
    prepared: Prepared, page: RankingPage, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    best = prepared.ids["প্রার্থী ক"]
    candidate = select(page, best)
    assert cell(page, best, 0) == "প্রার্থী ক"
    assert cell(page, best, 1) == "all met"
    assert cell(page, best, 2) == f"{number(candidate.score, 2)} ± {number(candidate.standard_error, 2)}"
    assert cell(page, best, 3) == "1"
    assert cell(page, best, 4) == chance_text(candidate.chance_first)


def test_who_fails_a_must_have_stands_apart_with_the_requirement_named_and_no_rank(
    prepared: Prepared, page: RankingPage, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    heading, last = lines_of(page)[-2:]
    assert isinstance(heading, Heading) and isinstance(last, RankedCandidate)
    assert heading.text == "1 candidate fails a must-have, whatever the score"
    assert last.candidate_id == prepared.ids["প্রার্থী ঘ"] and last.gate is Gate.FAILED
    assert cell(page, last.candidate_id, 1) == "fails: Strategy"
    assert (cell(page, last.candidate_id, 3), cell(page, last.candidate_id, 4)) == ("–", "–")


def test_the_arrow_keys_walk_over_candidates_only(
    prepared: Prepared, page: RankingPage, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    seen = []
    for _step in SHARES:
        current = page.table.current()
        assert current is not None
        seen.append(current.candidate_id)
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert seen == [prepared.ids[name] for name in SHARES]


def test_who_has_no_result_stands_apart_with_the_way_to_one(
    prepared: Prepared, page: RankingPage, went: list[tuple[str, object]], qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    assert page.view.untested.isVisible()
    assert page.view.untested.head.text() == "1 candidate not assessed yet"
    assert UNTESTED in texts_of(page.view.untested)
    page.start_assessment(prepared.ids[UNTESTED])
    start = ("candidate", prepared.vacancy_id, prepared.ids[UNTESTED], UNTESTED)
    assert went == [("assessment", start)]


def test_the_page_says_what_tiers_mean_and_what_no_test_covers(
    prepared: Prepared, page: RankingPage, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    assert "cannot be separated" in page.view.explanation.text()
    assert "names and self-ratings never do" in page.view.explanation.text()
    assert "ঢাকায় থাকা" in page.view.own.text()
    assert "সাইকেল" not in page.view.own.text()


def test_a_vacancy_given_on_entry_is_chosen_and_another_can_be_chosen(
    prepared: Prepared, page: RankingPage, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot, prepared.vacancy_id)
    assert page.vacancy_id == prepared.vacancy_id
    page.vacancy.setCurrentText("নতুন পদ")
    qtbot.waitUntil(lambda: page.background.is_idle)
    assert page.stack.currentWidget() is page.no_candidate
    open_ranking(page, qtbot, prepared.vacancy_id)
    assert page.table.current() is not None


def test_coming_back_keeps_the_candidate_that_was_looked_at(
    prepared: Prepared, page: RankingPage, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    select(page, prepared.ids["প্রার্থী গ"])
    open_ranking(page, qtbot)
    current = page.table.current()
    assert current is not None and current.candidate_id == prepared.ids["প্রার্থী গ"]


# -- one candidate -----------------------------------------------------------------------------------
def test_the_arithmetic_of_the_selected_candidate_adds_up_to_the_score(
    prepared: Prepared, page: RankingPage, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    candidate = select(page, prepared.ids["প্রার্থী খ"])
    written = page.detail.arithmetic.texts()
    for check in candidate.checks:
        assert check.ability is not None and check.contribution is not None and check.chance is not None
        for figure in (
            number(check.ability, 2),
            percent(check.weight_share),
            number(check.contribution, 2),
            percent(check.chance),
            number(check.required_level),
        ):
            assert figure in written
    total = sum(check.contribution or 0.0 for check in candidate.checks)
    assert total == pytest.approx(candidate.score)
    assert written[-3:] == ["Score", "100%", number(candidate.score, 2)]


def test_a_must_have_is_marked_in_the_arithmetic_with_its_state(
    prepared: Prepared, page: RankingPage, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    select(page, prepared.ids["প্রার্থী ঘ"])
    assert any(text.endswith("\nmust-have, not met") for text in page.detail.arithmetic.texts())
    select(page, prepared.ids["প্রার্থী ক"])
    assert any(text.endswith("\nmust-have, met") for text in page.detail.arithmetic.texts())


def test_why_somebody_is_behind_the_one_above_is_said(
    prepared: Prepared, page: RankingPage, workplace: Workplace, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    assert page.shown is not None
    first, second, third, last = (prepared.ids[name] for name in SHARES)
    for selected, ahead, behind in ((second, first, second), (third, second, third), (first, first, second)):
        select(page, selected)
        text = page.detail.why.text.text()
        assert text == ranking_words.why_behind(page.shown, behind, ahead)
    select(page, last)
    assert "must-have" in page.detail.why.text.text()


def test_the_chart_shows_the_selected_candidate_beside_what_is_asked_for(
    prepared: Prepared, page: RankingPage, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    select(page, prepared.ids["প্রার্থী ক"])
    best = page.detail.chart.chart
    select(page, prepared.ids["প্রার্থী ঘ"])
    worst = page.detail.chart.chart
    assert best is not None and worst is not None
    assert best.description and best != worst


def test_the_latest_of_several_assessments_counts_and_that_is_said(
    prepared: Prepared, page: RankingPage, workplace: Workplace, qtbot: QtBot
) -> None:
    unit_of_work = workplace.program.unit_of_work
    last = prepared.ids["প্রার্থী ঘ"]
    form = assessments.vacancy_form(prepared.vacancy_id, unit_of_work=unit_of_work)
    take(form, "প্রার্থী ঘ", 1.0, unit_of_work, candidate_id=last)
    open_ranking(page, qtbot)
    assert select(page, last).gate is Gate.PASSED
    assert "The latest of 2 assessments counts." in page.detail.about.text()


def test_a_competency_asked_for_later_is_shown_as_not_measured(
    prepared: Prepared, page: RankingPage, workplace: Workplace, qtbot: QtBot
) -> None:
    unit_of_work = workplace.program.unit_of_work
    vacancy = vacancies.get(prepared.vacancy_id, unit_of_work=unit_of_work)
    later = CompetencyRequirement(vacancies.new_profile().competencies[4].competency_id, 3, 10)
    extended = replace(vacancy, competencies=(*vacancy.competencies, later))
    vacancies.save(extended, unit_of_work=unit_of_work)
    open_ranking(page, qtbot)
    best = prepared.ids["প্রার্থী ক"]
    candidate = select(page, best)
    assert cell(page, best, 1) == "not measured: Analytics"
    written = page.detail.arithmetic.texts()
    assert "not measured" in written
    expected = written.index("expected of what was not measured")
    assert written[expected + 1] == number(candidate.estimated_part, 2)
    known = sum(check.contribution or 0.0 for check in candidate.checks)
    assert known + candidate.estimated_part == pytest.approx(candidate.score)


def test_a_vacancy_deleted_meanwhile_is_told(
    prepared: Prepared,
    page: RankingPage,
    workplace: Workplace,
    notices: RecordingNotices,
    qtbot: QtBot,
) -> None:
    open_ranking(page, qtbot)
    vacancies.delete(prepared.vacancy_id, unit_of_work=workplace.program.unit_of_work)
    page.rank()
    qtbot.waitUntil(lambda: page.background.is_idle)
    assert [str(error) for error in notices.errors] != []
    open_ranking(page, qtbot)
    assert page.vacancy_id == prepared.empty_vacancy_id


def test_the_result_of_the_selected_candidate_can_be_looked_at(
    prepared: Prepared, page: RankingPage, went: list[tuple[str, object]], qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    assert page.shown is not None
    selected = prepared.ids["প্রার্থী খ"]
    select(page, selected)
    page.detail.show_result.click()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    attempt_id = page.shown.attempts[selected]
    assert went == [("assessment", ("result", attempt_id))] * 2


def test_the_report_on_the_selected_candidate_opens_as_a_document(
    prepared: Prepared, page: RankingPage, workplace: Workplace, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    select(page, prepared.ids["প্রার্থী ক"])
    page.detail.report.click()
    dialog = page.desk.dialog
    assert isinstance(dialog, DocumentDialog)
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20_000)
    assert dialog.data is not None and dialog.data.startswith(b"%PDF")
    assert dialog.file.suggested_path().name == "Report প্রার্থী ক-en.pdf"
    dialog.reject()
    assert page.desk.dialog is None


# -- windows over the page ---------------------------------------------------------------------------
def test_marked_candidates_are_compared_with_ctrl_k_and_the_comparison_is_a_document(
    prepared: Prepared, page: RankingPage, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    assert not page.view.tools.compare.isEnabled()
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.view.tools.compare.isEnabled()
    page.activateWindow()
    qtbot.keyClick(page, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog = page.desk.dialog
    assert isinstance(dialog, CompareDialog)
    first, second, *_others = (prepared.ids[name] for name in SHARES)
    assert [one.candidate_id for one in dialog.compared.candidates] == [first, second]
    dialog.pdf.click()
    document = dialog.findChild(DocumentDialog)
    assert document is not None
    qtbot.waitUntil(lambda: document.data is not None, timeout=20_000)
    assert document.data is not None and document.data.startswith(b"%PDF")
    document.reject()
    dialog.reject()


def test_the_ranking_is_a_document_and_a_workbook(
    prepared: Prepared, page: RankingPage, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    assert page.shown is not None
    page.view.tools.actions_by_name["ranking_pdf"].trigger()
    dialog = page.desk.dialog
    assert isinstance(dialog, DocumentDialog)
    qtbot.waitUntil(lambda: dialog.data is not None, timeout=20_000)
    dialog.reject()
    page.desk.save_xlsx(page.shown, tmp_path / "ranking")
    qtbot.waitUntil(lambda: notices.infos == ["Saved as ranking.xlsx"])
    assert (tmp_path / "ranking.xlsx").read_bytes().startswith(b"PK")


def test_weights_that_are_kept_rank_anew(prepared: Prepared, page: RankingPage, qtbot: QtBot) -> None:
    open_ranking(page, qtbot)
    page.view.tools.what_if.click()
    dialog = page.desk.dialog
    assert isinstance(dialog, WhatIfDialog)
    dialog.controls.rows[0].must_have.setChecked(False)
    dialog.keep_it("Others can be taught it.")
    qtbot.waitUntil(lambda: page.background.is_idle)
    assert page.shown is not None and not page.shown.vacancy.competencies[0].is_must_have
    assert page.detail.place is not None and page.detail.place.ranking is page.shown


def test_somebody_else_can_be_chosen_to_stand_behind(
    prepared: Prepared, page: RankingPage, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    assert page.shown is not None
    first, _second, third, _last = (prepared.ids[name] for name in SHARES)
    select(page, third)
    page.detail.why.other.click()
    dialog = page.desk.dialog
    assert isinstance(dialog, ChooseDialog)
    dialog.search.setText("ক")
    dialog.take.click()
    assert page.detail.why.pair == (third, first)
    assert page.detail.why.text.text() == ranking_words.why_behind(page.shown, third, first)
    page.detail.why.unfold.click()
    assert page.detail.why.details.isVisible()
    assert "Speaks for প্রার্থী ক:" in texts_of(page.detail.why)


def test_how_far_a_place_hangs_on_the_weights_is_said_in_words(
    prepared: Prepared, page: RankingPage, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    select(page, prepared.ids["প্রার্থী ক"])
    card = page.detail.sensitivity
    assert not card.result.isVisible()
    card.top_field.setValue(1)
    card.ask.click()
    qtbot.waitUntil(lambda: card.result.isVisible())
    assert card.result.text() == (
        "প্রার্থী ক is among the first 1 in 100 of 100 weightings like yours. "
        "That place does not hang on the exact weights."
    )
    assert "প্রার্থী খ" in card.swaps.text()
    card.top_field.setValue(2)  # another question: the old answer is none to it
    assert not card.result.isVisible()


def test_the_log_of_the_vacancy_opens_from_the_menu(
    prepared: Prepared, page: RankingPage, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    page.view.tools.actions_by_name["log"].trigger()
    dialog = page.desk.dialog
    assert isinstance(dialog, DecisionLogDialog)
    assert page.shown is not None and page.shown.vacancy.title in " ".join(texts_of(dialog))
    dialog.reject()
    assert page.desk.dialog is None


def test_a_single_candidate_stands_behind_nobody(
    prepared: Prepared, page: RankingPage, workplace: Workplace, qtbot: QtBot
) -> None:
    unit_of_work = workplace.program.unit_of_work
    for name in list(SHARES)[1:]:
        candidates.delete(prepared.ids[name], unit_of_work=unit_of_work)
    open_ranking(page, qtbot)
    assert page.detail.place is not None
    assert not page.detail.why.isVisible() and page.detail.sensitivity.swaps.text() == ""
    assert not page.view.tools.compare.isEnabled()


# -- language and room -------------------------------------------------------------------------------
def test_a_filled_page_switched_to_bengali_reads_as_one_opened_in_bengali(
    prepared: Prepared, page: RankingPage, workplace: Workplace, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot)
    speak("bn")
    qtbot.wait(20)
    assert latin_words(texts_of(page)) == set()
    assert "ধাপ ২ · ২ জন, আলাদা করা যায় না" in [line.text for line in lines_of(page) if isinstance(line, Heading)]
    fresh = RankingPage(workplace)
    qtbot.addWidget(fresh)
    open_ranking(fresh, qtbot)
    assert set(texts_of(page)) == set(texts_of(fresh))


def test_the_page_fits_the_smallest_window_without_scrolling_sideways(
    prepared: Prepared, page: RankingPage, qtbot: QtBot
) -> None:
    for language in ("en", "bn"):
        speak(language)
        page.resize(652, 560)
        open_ranking(page, qtbot)
        qtbot.wait(20)
        assert page.area.horizontalScrollBar().maximum() == 0, language


def test_results_scored_by_other_rules_are_pointed_out_and_brought_to_the_same(
    page: RankingPage,
    notices: RecordingNotices,
    prepared: Prepared,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from smmhire.assessment import ability

    page.enter(prepared.vacancy_id)
    qtbot.waitUntil(lambda: page.shown is not None)
    assert not page.view.unlike_row.isVisibleTo(page)
    assert page.shown is not None
    unit_of_work = page.program.unit_of_work
    with monkeypatch.context() as other:
        other.setattr(ability, "SCORING_VERSION", ability.SCORING_VERSION + 1)
        other.setattr(ability, "SLOPE", 1.2)
        one = next(iter(page.shown.attempts.values()))
        rescoring.rescore(one, "another rule", unit_of_work=unit_of_work)
    page.rank()
    qtbot.waitUntil(lambda: page.view.unlike_row.isVisibleTo(page))
    assert page.view.unlike.text().startswith("1 result was scored with other")
    page.view.rescore.click()
    qtbot.waitUntil(lambda: not page.view.unlike_row.isVisibleTo(page))
    assert notices.infos[-1] == "1 result came out differently." and len(notices.questions) == 1


# -- the ratings of others ---------------------------------------------------------------------------
def rated_by(rater: str, prepared: Prepared, name: str, page: RankingPage) -> None:
    unit_of_work = page.program.unit_of_work
    card = scorecards.begin(
        prepared.vacancy_id, prepared.ids[name], ScorecardKind.INTERVIEW, rater, unit_of_work=unit_of_work
    )
    scorecards.submit(card.id, [Rating(card.ratings[0].about, 4)], "", unit_of_work=unit_of_work)


def test_ratings_of_others_are_hidden_in_the_table_until_ones_own_are_handed_in(
    prepared: Prepared, page: RankingPage, qtbot: QtBot
) -> None:
    page.settings.change(user_name="রিনা")
    for name in ("প্রার্থী ক", "প্রার্থী খ", UNTESTED):
        rated_by("A", prepared, name, page)
    open_ranking(page, qtbot)
    view = page.view
    best = prepared.ids["প্রার্থী ক"]
    assert cell(page, best, Column.INTERVIEW) == "hidden" and cell(page, best, Column.WORK_SAMPLE) == "–"
    row = page.model.row_of(best)
    assert row is not None
    tip = page.model.index(row, Column.INTERVIEW).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "hidden until you have handed in ratings of your own"
    assert view.hidden_row.isVisibleTo(page)
    assert view.hidden.text().startswith("The ratings of 2 interviews and work samples are hidden")
    select(page, best)
    said = " ".join(texts_of(page.detail))
    assert "Interview: hidden until" in said and "4.0 of 5" not in said
    rated_by("রিনা", prepared, "প্রার্থী ক", page)
    open_ranking(page, qtbot)
    assert cell(page, best, Column.INTERVIEW) == "4.0 (2)"
    assert cell(page, prepared.ids["প্রার্থী খ"], Column.INTERVIEW) == "hidden"
    assert view.hidden.text().startswith("The ratings of 1 interview or work sample are hidden")
    rated_by("রিনা", prepared, "প্রার্থী খ", page)
    open_ranking(page, qtbot)
    assert not view.hidden_row.isVisibleTo(page), "who is not in the ranking is not spoken of"


def test_who_does_not_rate_is_asked_before_all_ratings_are_shown_and_logged(
    prepared: Prepared, page: RankingPage, notices: RecordingNotices, qtbot: QtBot
) -> None:
    page.settings.change(user_name="রিনা")
    open_ranking(page, qtbot)
    assert not page.view.hidden_row.isVisibleTo(page)
    best = prepared.ids["প্রার্থী ক"]
    rated_by("A", prepared, "প্রার্থী ক", page)
    open_ranking(page, qtbot)
    notices.answers = [False]
    qtbot.mouseClick(page.view.look, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.background.is_idle)
    assert "can then rate nobody for this vacancy" in notices.questions[-1]
    seen = [DecisionKind.RATINGS_SEEN]
    listing = partial(decisions.listing, kinds=seen, unit_of_work=page.program.unit_of_work)
    assert cell(page, best, Column.INTERVIEW) == "hidden" and listing() == ()
    page.view.look.setFocus()
    qtbot.keyClick(page.view.look, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.view.hidden_row.isVisibleTo(page))
    assert len(notices.questions) == 2
    assert cell(page, best, Column.INTERVIEW) == "4.0 (1)"
    (entry,) = listing()
    assert (entry.decision.who, entry.decision.vacancy_id) == ("রিনা", prepared.vacancy_id)


def test_who_has_begun_to_rate_is_told_that_they_may_not_look(
    prepared: Prepared, page: RankingPage, qtbot: QtBot
) -> None:
    page.settings.change(user_name="রিনা")
    rated_by("A", prepared, "প্রার্থী ক", page)
    unit_of_work = page.program.unit_of_work
    person = prepared.ids["প্রার্থী খ"]
    scorecards.begin(prepared.vacancy_id, person, ScorecardKind.WORK_SAMPLE, "রিনা", unit_of_work=unit_of_work)
    open_ranking(page, qtbot)
    with pytest.raises(UserError, match="begun to rate a candidate of this vacancy"):
        page.look_at_ratings()
    assert cell(page, prepared.ids["প্রার্থী ক"], Column.INTERVIEW) == "hidden"


def test_an_empty_ranking_leads_to_the_import_and_a_ranked_one_to_the_candidate(
    page: RankingPage, prepared: Prepared, went: list[tuple[str, object]], qtbot: QtBot
) -> None:
    open_ranking(page, qtbot, prepared.empty_vacancy_id)
    page.no_candidate.other.click()
    assert went == [("candidates", ("import", prepared.empty_vacancy_id))]
    open_ranking(page, qtbot, prepared.vacancy_id)
    current = page.table.current()
    assert current is not None
    page.detail.show_candidate.click()
    assert went[-1] == ("candidates", current.candidate_id)


def test_a_comparison_that_cannot_be_made_yet_says_how(
    page: RankingPage, prepared: Prepared, qtbot: QtBot
) -> None:
    open_ranking(page, qtbot, prepared.vacancy_id)
    assert not page.view.tools.compare.isEnabled()
    assert "two to four" in page.view.tools.how.text()
    page.table.selectAll()
    assert page.view.tools.compare.isEnabled() == (page.view.tools.how.text() == "")
