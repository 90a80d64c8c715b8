"""The page 'What could I earn': remembered, answered as one types, reached from a result."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from smmhire.services import assessments, candidates, pay
from smmhire.settings import load_settings
from tests.services.answering import take
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, names_of_services, texts_of
from ui.pages.assessment.page import AssessmentPage
from ui.pages.earning.page import EarningPage
from ui.pages.home.page import HomePage
from ui.pages.page import Workplace


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> EarningPage:
    made = EarningPage(workplace)
    qtbot.addWidget(made)
    made.resize(1130, 700)
    made.show()
    enter(made, qtbot)
    return made


def enter(page: EarningPage, qtbot: QtBot, argument: object = None) -> None:
    page.found = None
    page.enter(argument)
    qtbot.waitUntil(lambda: page.found is not None, timeout=20_000)


def say(page: EarningPage, qtbot: QtBot, field: str, text: str) -> None:
    page.found = None
    getattr(page.form, field).setText(text)
    qtbot.waitUntil(lambda: page.found is not None, timeout=20_000)


def headings(page: EarningPage) -> list[str]:
    labels = page.answer.findChildren(QLabel)
    return [one.text() for one in labels if one.property("kind") == "heading" and one.text()[0].isdigit()]


def test_without_an_answer_the_open_routes_come_first_and_none_is_left_out(page: EarningPage) -> None:
    assert headings(page) == [
        "1. Micro-jobs",
        "2. Fixed-price offers",
        "3. Employment",
        "4. Outsourcing",
        "5. Own Facebook page",
        "6. Twitter",
    ]
    assert page.summary.text() == "3 of 6 routes are open to you now."
    assert page.no_figures_card.isVisibleTo(page) and "Bangladesh" in page.no_figures.text()
    assert page.side_by_side.model.rowCount() == 8


def test_what_is_typed_is_answered_and_remembered(
    page: EarningPage, workplace: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    say(page, qtbot, "followers", "৮০০")
    assert page.summary.text() == "4 of 6 routes are open to you now."
    say(page, qtbot, "fans", "1,200")
    assert load_settings(tmp_path).earning_answers == {"followers": "800", "fans": "1200"}
    again = EarningPage(workplace)
    qtbot.addWidget(again)
    enter(again, qtbot)
    assert (again.form.fans.text(), again.form.followers.text()) == ("1,200", "800")


def test_what_was_typed_last_is_kept_when_one_leaves_at_once(page: EarningPage, tmp_path: Path) -> None:
    page.form.fans.setText("77")
    assert page.may_leave()
    assert load_settings(tmp_path).earning_answers == {"fans": "77"}


def test_what_cannot_be_understood_is_marked_and_neither_asked_nor_kept(
    page: EarningPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.form.hours.setText("200")
    assert page.form.refusal.isVisibleTo(page) and "0 to 112" in page.form.refusal.text()
    assert page.form.hours.property("invalid")
    assert page.form.person() is None
    qtbot.wait(400)
    assert load_settings(tmp_path).earning_answers == {}
    say(page, qtbot, "hours", "20")
    assert not page.form.refusal.isVisibleTo(page)


def test_the_figures_stand_on_the_card_and_in_the_table(
    page: EarningPage, workplace: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = [f"Social media manager,{10 + n},USD,hour,E-W1,Client {n}" for n in range(40)]
    path = tmp_path / "rates.csv"
    path.write_text(
        "\n".join(["Job title,Salary,Currency,Period,Engagement,Company", *rows]), encoding="utf-8"
    )
    read = pay.read_table(path)
    unit_of_work = workplace.program.unit_of_work
    pay.accept(pay.dry_run(read, pay.guess(read), unit_of_work=unit_of_work), unit_of_work=unit_of_work)
    say(page, qtbot, "hours", "20")
    texts = [one.text() for one in page.answer.findChildren(QLabel)]
    assert any(text.startswith("USD, an hour: P25 $19.75, median $29.50") for text in texts)
    assert any("$2,557 a month" in text and "not observed" in text for text in texts)
    shown = [page.side_by_side.model.index(0, column).data() for column in range(6)]
    assert shown[0] == "Outsourcing" and shown[4].startswith("$29.50")


def test_a_result_leads_here_and_counts(page: EarningPage, workplace: Workplace, qtbot: QtBot) -> None:
    taken = take(assessments.practice_form(), "Me", 0.4, workplace.program.unit_of_work)
    assessment = AssessmentPage(workplace)
    qtbot.addWidget(assessment)
    assessment.show()
    assessment.show_result(taken.attempt_id)
    assert assessment.result_view is not None
    with qtbot.waitSignal(assessment.go) as asked:
        assessment.result_view.earning.click()
    assert asked.args == ["earning", ("result", taken.attempt_id)]
    enter(page, qtbot, ("result", taken.attempt_id))
    assert "the assessment of Me" in page.shown.text()
    assert not page.assess.isVisibleTo(page)
    with qtbot.waitSignal(page.go) as back:
        page.to_result.click()
    assert back.args == ["assessment", ("result", taken.attempt_id)]


def test_an_employers_result_does_not_lead_here(workplace: Workplace, qtbot: QtBot) -> None:
    unit_of_work = workplace.program.unit_of_work
    candidate = candidates.new("Somebody", unit_of_work=unit_of_work)
    taken = take(assessments.practice_form(), "Somebody", 0.4, unit_of_work, candidate_id=candidate.id)
    assessment = AssessmentPage(workplace)
    qtbot.addWidget(assessment)
    assessment.show_result(taken.attempt_id)
    assert assessment.result_view is not None
    assert not assessment.result_view.earning.isVisibleTo(assessment.result_view)


def test_the_first_page_leads_here(workplace: Workplace, qtbot: QtBot) -> None:
    home = HomePage(workplace)
    qtbot.addWidget(home)
    (way,) = [one for one in home.findChildren(QPushButton) if one.text() == "What could I earn"]
    with qtbot.waitSignal(home.go) as asked:
        way.click()
    assert asked.args == ["earning", None]


def test_everything_is_reached_by_the_keyboard(page: EarningPage, qtbot: QtBot) -> None:
    wanted = [page.form.followers, page.form.hours, page.form.fee, page.form.country, page.form.currency]
    page.activateWindow()
    page.form.fans.setFocus()
    for field in wanted:
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert page.focusWidget() is field


def test_an_answered_page_is_bengali_throughout(page: EarningPage, qtbot: QtBot) -> None:
    say(page, qtbot, "fans", "1200")
    speak("bn")
    assert page.form.fans.text() == "১,২০০"
    assert latin_words(texts_of(page), *names_of_services()) == set()
    assert "৩,৮০০" in " ".join(texts_of(page))


@pytest.mark.parametrize("language", ["bn", "en"])
def test_at_twice_the_scale_nothing_needs_scrolling_sideways(
    page: EarningPage, language: str, qtbot: QtBot
) -> None:
    speak(language)
    page.resize(640, 300)
    qtbot.wait(50)
    area = page.form.parentWidget()
    while area is not None and not hasattr(area, "horizontalScrollBar"):
        area = area.parentWidget()
    assert area is not None
    assert area.horizontalScrollBar().maximum() == 0  # type: ignore[attr-defined]


def test_the_document_is_made_of_what_is_shown(
    page: EarningPage, notices: RecordingNotices, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.dialogs import document

    made: list[bytes] = []

    class Dialog:
        def __init__(self, make, *_rest: object) -> None:  # type: ignore[no-untyped-def]
            made.append(make("en"))

        def exec(self) -> None:
            pass

    monkeypatch.setattr(document, "DocumentDialog", Dialog)
    page.print_button.click()
    assert made and made[0].startswith(b"%PDF") and notices.errors == []
