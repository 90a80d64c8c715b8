"""What was rated of a candidate: hidden first, then side by side."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smmhire.candidates.decisions import DecisionKind
from smmhire.candidates.interview import Rating, ScorecardKind
from smmhire.services import candidates, scorecards
from tests.ui.candidates.conftest import Rated
from tests.ui.candidates.settled import SettledPage
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from tests.ui.test_accessibility import nameless
from ui.dialogs.document import DocumentDialog
from ui.pages.candidates.evidence_section import EvidenceSection
from ui.pages.candidates.ratings_view import RatingsView
from ui.pages.candidates.scorecard_dialog import ScorecardDialog

ME = "মূল্যায়নকারী"  # as the settings of `rated` have it


@pytest.fixture
def section(rated: Rated, qtbot: QtBot) -> EvidenceSection:
    made = EvidenceSection(rated.workplace)
    qtbot.addWidget(made)
    made.show()
    show(made, rated)
    return made


def show(section: EvidenceSection, rated: Rated) -> None:
    section.show_candidate(rated.candidate, rated.name, (rated.vacancy,))


def view(rated: Rated, viewer: str, qtbot: QtBot) -> RatingsView:
    made = RatingsView(
        rated.workplace,
        rated.vacancy.id,
        rated.candidate,
        ScorecardKind.INTERVIEW,
        viewer,
        rated.name,
        rated.window,
    )
    made.show()
    return made


def said(widget: QWidget) -> str:
    """What stands on it, dialogs over it left out."""
    QApplication.processEvents()  # new rows are shown by their layout
    labels = [one for one in widget.findChildren(QLabel) if one.window() is widget.window()]
    return " | ".join(label.text() for label in labels if label.isVisibleTo(widget))


def buttons(widget: QWidget) -> list[str]:
    QApplication.processEvents()
    made = [one for one in widget.findChildren(QPushButton) if one.window() is widget.window()]
    return [one.text() for one in made if one.isVisibleTo(widget)]


# -- the section -----------------------------------------------------------------------------------
def test_nothing_rated_offers_to_rate_interview_and_work_sample(section: EvidenceSection) -> None:
    assert said(section).count("Not rated yet.") == 2
    assert buttons(section) == ["Rate …", "Print the questions …", "Rate …", "Print the task …"]


def test_rating_begins_goes_on_and_is_handed_in(section: EvidenceSection, rated: Rated, qtbot: QtBot) -> None:
    section.rate(rated.vacancy, ScorecardKind.INTERVIEW)
    dialog = section.dialog
    assert isinstance(dialog, ScorecardDialog) and dialog.keeper.card.rater == ME
    dialog.card.choose(4)
    dialog.reject()
    assert "You have begun: rated 1 of 8." in said(section) and "Go on rating …" in buttons(section)
    section.rate(rated.vacancy, ScorecardKind.INTERVIEW)
    dialog = section.dialog
    assert isinstance(dialog, ScorecardDialog)
    with qtbot.waitSignal(section.changed):
        dialog.submit()
    assert "You handed in your ratings on" in said(section)
    assert "1 person has rated. Mean 4.0 of 5." in said(section)
    assert buttons(section)[:1] == ["Ratings …"] and buttons(section).count("Rate …") == 1


def test_discarded_ratings_can_be_brought_back(
    section: EvidenceSection, rated: Rated, notices: RecordingNotices
) -> None:
    section.rate(rated.vacancy, ScorecardKind.INTERVIEW)
    dialog = section.dialog
    assert isinstance(dialog, ScorecardDialog)
    dialog.card.choose(2)
    dialog.throw_away()
    assert rated.stored(ME) is None and "discarded" in notices.infos[-1]
    assert notices.action is not None
    notices.action()
    stored = rated.stored(ME)
    assert stored is not None and stored.ratings[0].rating == 2
    assert "You have begun: rated 1 of 8." in said(section)


def test_others_are_counted_before_they_are_shown(section: EvidenceSection, rated: Rated) -> None:
    rated.rate("A", 5, 5)
    rated.rate("B", 5, 5)
    show(section, rated)
    assert "2 people have rated." in said(section)
    assert "Mean" not in said(section)


def test_nobody_selected_shows_nothing(section: EvidenceSection) -> None:
    section.show_candidate(None, "", ())
    assert section.isHidden()


def test_the_page_of_candidates_has_it(rated: Rated, qtbot: QtBot) -> None:
    page = SettledPage(rated.workplace)
    qtbot.addWidget(page)
    page.enter(rated.candidate)
    page.show()
    qtbot.waitUntil(lambda: page.detail.dossier is not None)
    page.detail.tabs.setCurrentWidget(page.detail.interviews)
    evidence = page.detail.interviews.evidence
    assert "Interviews and work samples" in said(evidence)
    assert buttons(evidence).count("Rate …") == 2


# -- the ratings -----------------------------------------------------------------------------------
def test_ratings_are_hidden_from_somebody_who_may_still_rate(rated: Rated, qtbot: QtBot) -> None:
    rated.rate("A", 5, 1, comment="secret")
    rated.rate("B", 4, 4)
    shown = view(rated, "C", qtbot)
    text = said(shown)
    assert "2 people have rated; you see their ratings when you have handed in your own." in text
    assert not any(word in text for word in ("secret", "note of", "Mean", "agree", "Far apart"))
    assert shown.look.isVisible()


def test_who_has_begun_is_not_offered_to_look(rated: Rated, qtbot: QtBot) -> None:
    rated.rate("A", 5)
    rated.begin("C")
    shown = view(rated, "C", qtbot)
    assert shown.is_hidden and not shown.look.isVisible()


def test_looking_without_rating_is_asked_and_logged(
    rated: Rated, qtbot: QtBot, notices: RecordingNotices
) -> None:
    rated.rate("A", 5, comment="clear")
    shown = view(rated, "C", qtbot)
    notices.answers = [False]
    shown.look_without_rating()
    assert shown.is_hidden
    shown.look_without_rating()
    assert not shown.is_hidden and "clear" in said(shown)
    with rated.workplace.program.unit_of_work(read_only=True) as work:
        (entry,) = work.decisions.of_candidate(rated.candidate)
    assert (entry.decision.kind, entry.decision.who) == (DecisionKind.RATINGS_SEEN, "C")


def test_who_looks_at_all_ratings_of_the_vacancy_is_not_offered_to_rate(
    section: EvidenceSection, rated: Rated, qtbot: QtBot
) -> None:
    unit_of_work = rated.workplace.program.unit_of_work
    scorecards.look_at_all(rated.vacancy.id, ME, unit_of_work=unit_of_work)
    show(section, rated)
    assert "Rate …" not in buttons(section)  # nor where nobody has rated yet
    rated.rate("A", 5)
    show(section, rated)
    assert "Mean 5.0 of 5." in said(section) and "Rate …" not in buttons(section)
    assert not view(rated, ME, qtbot).is_hidden


def test_the_agreement_is_that_of_the_ratings_one_sees(rated: Rated, qtbot: QtBot) -> None:
    unit_of_work = rated.workplace.program.unit_of_work
    for rater in ("A", "B"):
        rated.rate(rater, 1, 2, 3, 4, 5, 4, 3, 2)
    other = candidates.new("প্রার্থী খ", vacancy_id=rated.vacancy.id, unit_of_work=unit_of_work)
    card = scorecards.begin(
        rated.vacancy.id, other.id, ScorecardKind.INTERVIEW, "C", unit_of_work=unit_of_work
    )
    scorecards.submit(card.id, [Rating(card.ratings[0].about, 3)], "", unit_of_work=unit_of_work)
    of_other = RatingsView(
        rated.workplace, rated.vacancy.id, other.id, ScorecardKind.INTERVIEW, "C", "প্রার্থী খ", rated.window
    )
    of_other.show()
    assert "over all candidates whose ratings you see" in said(of_other)
    assert "No answer has been rated by two people yet" in said(of_other)
    assert "ICC" in said(view(rated, "A", qtbot))


def test_ratings_stand_side_by_side_and_the_far_ones_are_to_be_talked_about(
    rated: Rated, qtbot: QtBot
) -> None:
    rated.rate("A", 5, 3, None, comment="good talk")
    rated.rate("B", 2, 3, 4)
    shown = view(rated, "A", qtbot)
    text = said(shown)
    assert text.count("Far apart: talk about this one.") == 1
    assert text.index("Far apart") < text.index("2. ")
    assert "A | 5 | note of A | B | 2 | note of B | mean | 3.5" in text
    assert "A | not asked" in text
    assert "Mean 3.5 of 5. The raters differ much: on average 1.5 steps apart." in text
    assert "A: good talk" in text
    assert "2 answers have been rated by two people or more, and 5 are needed" in text


def test_with_enough_ratings_the_agreement_is_told_with_its_interval(rated: Rated, qtbot: QtBot) -> None:
    rated.rate("A", 1, 2, 3, 4, 5, 4, 3, 2)
    rated.rate("B", 1, 2, 3, 4, 5, 4, 3, 3)
    text = said(view(rated, "A", qtbot))
    assert "ICC(A,1) = 0.9" in text and "95% interval" in text and "from 8 answers" in text
    assert "Weighted kappa of the two raters: 0.9" in text


def test_everything_is_said_in_bengali(rated: Rated, section: EvidenceSection, qtbot: QtBot) -> None:
    rated.rate(ME, 1, 2, 3, 4, 5, 4, 3, 2)
    rated.rate("রেটিংদাতা খ", 1, 4, 3, 4, 5, 4, 3, 3)
    shown = view(rated, ME, qtbot)
    speak("bn")
    show(section, rated)
    assert nameless(shown) == [] and nameless(section) == []
    assert latin_words(texts_of(section)) == set()
    assert latin_words(texts_of(shown), "ICC", "note", "of") == set()


def test_a_second_rater_writes_their_name_and_sees_nothing_of_the_first(
    section: EvidenceSection, rated: Rated
) -> None:
    rated.rate(ME, 4, 4)
    show(section, rated)
    assert "You handed in your ratings" in said(section)
    section.rater_field.setText("আরেকজন")
    section.rater_field.editingFinished.emit()
    assert "You handed in your ratings" not in said(section) and "Rate …" in buttons(section)
    section.rate(rated.vacancy, ScorecardKind.INTERVIEW)
    dialog = section.dialog
    assert isinstance(dialog, ScorecardDialog) and dialog.keeper.card.rater == "আরেকজন"
    dialog.reject()
    assert rated.workplace.settings.current.user_name == ME, "the user is who they were"
    section.rater_field.clear()
    section.rater_field.editingFinished.emit()
    assert section.rater_field.text() == ME, "an empty name is the user's again"


def test_whoever_writes_their_name_first_is_the_user(section: EvidenceSection, rated: Rated) -> None:
    rated.workplace.settings.change(user_name="")
    show(section, rated)
    assert section.rater_field.text() == "", "the name of the account is nobody's name"
    section.rater_field.setText("রিনা")
    section.rater_field.editingFinished.emit()
    assert rated.workplace.settings.current.user_name == "রিনা"


def test_questions_and_task_are_printed_from_where_they_are_rated(
    section: EvidenceSection, rated: Rated
) -> None:
    section.print_sheet(rated.vacancy, ScorecardKind.INTERVIEW)
    assert isinstance(section.dialog, DocumentDialog)
    section.dialog.reject()
    section.print_sheet(rated.vacancy, ScorecardKind.WORK_SAMPLE)
    assert isinstance(section.dialog, DocumentDialog)
    section.dialog.reject()
