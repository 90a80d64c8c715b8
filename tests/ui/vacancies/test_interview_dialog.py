"""An employer chooses what is asked in interviews."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from smmhire.candidates.interview import Rating, ScorecardKind
from smmhire.services import candidates, interview_guide, scorecards, vacancies
from smmhire.vacancies.profile import VacancyProfile
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from tests.ui.test_accessibility import nameless
from ui.dialogs.document import DocumentDialog
from ui.pages.page import Workplace
from ui.pages.vacancies.interview_dialog import InterviewDialog
from ui.pages.vacancies.page import VacanciesPage

WEIGHTS = (9, 7, 5, 3, 6, 0, 10, 2)


@pytest.fixture
def profile(workplace: Workplace) -> VacancyProfile:
    made = vacancies.new_profile()
    asked = [replace(r, weight=w) for r, w in zip(made.competencies, WEIGHTS, strict=True)]
    asked[2] = replace(asked[2], is_must_have=True)
    made = replace(made, title="দোকানের ব্যবস্থাপক", competencies=tuple(asked))
    return vacancies.save(made, unit_of_work=workplace.program.unit_of_work)


@pytest.fixture
def page(workplace: Workplace, profile: VacancyProfile, qtbot: QtBot) -> VacanciesPage:
    made = VacanciesPage(workplace)
    qtbot.addWidget(made)
    made.enter()
    made.show()
    return made


@pytest.fixture
def dialog(page: VacanciesPage, profile: VacancyProfile) -> InterviewDialog:
    made = page.interview_dialog(profile.id)
    made.show()
    return made


def groups(dialog: InterviewDialog) -> list[str]:
    items = [dialog.tree.topLevelItem(at) for at in range(dialog.tree.topLevelItemCount())]
    return [item.text(0) for item in items if isinstance(item, QTreeWidgetItem)]


def kept(page: VacanciesPage, profile: VacancyProfile) -> tuple[str, ...]:
    return vacancies.get(profile.id, unit_of_work=page.program.unit_of_work).interview


def test_the_proposal_is_ticked_and_said_to_be_one(dialog: InterviewDialog, profile: VacancyProfile) -> None:
    assert dialog.tree.chosen() == interview_guide.proposal(profile).ids
    assert dialog.state.text() == "proposed by the weights"
    assert dialog.summary.text() == "8 questions · about 56 minutes · 1 work sample (45 minutes)"
    assert dialog.proposal.isHidden() and not dialog.is_changed


def test_the_must_have_and_then_the_weightiest_competency_stand_first(dialog: InterviewDialog) -> None:
    found = groups(dialog)
    assert found[0] == "Community and moderation · weight 5 · must-have · 3 chosen"
    assert [text.split("weight ")[1].split()[0] for text in found] == [
        "5",
        "10",
        "9",
        "7",
        "6",
        "3",
        "2",
        "0",
    ]


def test_what_is_ticked_is_asked_in_its_order_and_kept_when_saved(
    dialog: InterviewDialog, page: VacanciesPage, profile: VacancyProfile, notices: RecordingNotices
) -> None:
    everything = interview_guide.content()
    extra = next(q for q in everything.questions if q.competency_id == "analytics")
    dialog.tree.tick(extra.id, True)
    assert dialog.state.text() == "chosen by you · not saved yet"
    assert dialog.summary.text().startswith("9 questions · about 63 minutes")
    assert kept(page, profile) == ()
    dialog.save_now()
    assert kept(page, profile) == (
        *(q.id for q in interview_guide.proposal(profile).questions),
        extra.id,
        *(w.id for w in interview_guide.proposal(profile).work_samples),
    )
    assert notices.infos == ["The interview guide of “দোকানের ব্যবস্থাপক” has been saved."]
    again = page.interview_dialog(profile.id)
    assert again.state.text() == "chosen by you" and extra.id in again.tree.chosen()
    again.propose()
    again.save_now()
    assert kept(page, profile) == interview_guide.proposal(profile).ids


def test_a_saved_proposal_stays_as_it_is_when_the_weights_change(
    dialog: InterviewDialog, page: VacanciesPage, profile: VacancyProfile
) -> None:
    dialog.save_now()
    asked = kept(page, profile)
    saved = vacancies.get(profile.id, unit_of_work=page.program.unit_of_work)
    turned = tuple(replace(r, weight=10 - r.weight, is_must_have=False) for r in saved.competencies)
    changed = replace(saved, competencies=turned)
    assert interview_guide.plan(changed).ids == asked
    assert interview_guide.proposal(changed).ids != asked


def test_the_row_looked_at_is_shown_with_probes_and_every_anchor(dialog: InterviewDialog) -> None:
    everything = interview_guide.content()
    key = dialog.tree.chosen()[0]
    question = everything.question(key)
    assert question is not None
    shown = " ".join(dialog.preview.toPlainText().split())
    assert question.question.en in shown
    assert all(text.en in shown for text in (*question.probes, *question.anchors))


def test_nothing_ticked_can_neither_be_saved_nor_printed(dialog: InterviewDialog) -> None:
    for key in dialog.tree.chosen():
        dialog.tree.tick(key, False)
    assert not dialog.save.isEnabled() and not dialog.guide.isEnabled() and not dialog.tasks.isEnabled()
    assert dialog.summary.text() == "Choose at least one question or work sample."
    everything = interview_guide.content()
    dialog.tree.tick(everything.questions[0].id, True)
    assert dialog.guide.isEnabled() and not dialog.tasks.isEnabled()


def test_what_is_printed_is_kept_first(
    dialog: InterviewDialog, page: VacanciesPage, profile: VacancyProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bytes] = []
    monkeypatch.setattr(DocumentDialog, "exec", lambda self: shown.append(self._maker("bn")))
    everything = interview_guide.content()
    dialog.tree.tick(everything.work_samples[-1].id, True)
    dialog.print_guide()
    dialog.print_tasks()
    assert everything.work_samples[-1].id in kept(page, profile)
    assert [data[:5] for data in shown] == [b"%PDF-", b"%PDF-"] and shown[0] != shown[1]
    assert not dialog.is_changed


def test_who_has_rated_is_thought_of_before_other_questions_are_asked(
    page: VacanciesPage, profile: VacancyProfile
) -> None:
    unit_of_work = page.program.unit_of_work
    person = candidates.new("প্রার্থী ক", unit_of_work=unit_of_work, vacancy_id=profile.id)
    card = scorecards.begin(profile.id, person.id, ScorecardKind.INTERVIEW, "A", unit_of_work=unit_of_work)
    scorecards.submit(card.id, [Rating(card.ratings[0].about, 3)], "", unit_of_work=unit_of_work)
    dialog = page.interview_dialog(profile.id)
    dialog.show()
    assert not dialog.caution.isVisible()
    dialog.tree.tick(dialog.tree.chosen()[0], False)
    assert dialog.caution.isVisible() and "1 candidate has been rated" in dialog.caution.text()


def test_closing_with_changes_asks(
    dialog: InterviewDialog, page: VacanciesPage, profile: VacancyProfile, notices: RecordingNotices
) -> None:
    dialog.tree.tick(dialog.tree.chosen()[0], False)
    notices.answers = [True]
    dialog.reject()
    assert len(kept(page, profile)) == 8 and len(notices.questions) == 1


def test_a_tick_is_set_by_the_keyboard(dialog: InterviewDialog, qtbot: QtBot) -> None:
    before = len(dialog.tree.chosen())
    dialog.activateWindow()
    dialog.tree.setFocus()
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert len(dialog.tree.chosen()) == before - 1


def test_the_dialog_speaks_bengali_alone_and_every_field_has_a_name(dialog: InterviewDialog) -> None:
    speak("bn")
    assert nameless(dialog) == []
    texts = [*texts_of(dialog), *groups(dialog), dialog.preview.toPlainText()]
    assert latin_words(texts, "PDF") == set()
