"""Publishing a vacancy, showing it outside and bringing one in, in the window."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from smmhire.errors import UserError
from smmhire.services import job_postings, vacancies, vacancy_versions
from smmhire.vacancies.profile import CompetencyRequirement, Place, VacancyProfile
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from tests.ui.test_accessibility import nameless
from tests.vacancies import build
from ui.pages.page import Workplace
from ui.pages.vacancies.alignment_dialog import ID_ROLE, AlignmentDialog
from ui.pages.vacancies.page import VacanciesPage

SKILL = "http://data.europa.eu/esco/skill/64e09849-a7db-4d6b-a932-66264420eb97"


@pytest.fixture
def profile(workplace: Workplace) -> VacancyProfile:
    return vacancies.save(build.bengali(title="দোকানের ব্যবস্থাপক"), unit_of_work=workplace.program.unit_of_work)


@pytest.fixture
def page(workplace: Workplace, profile: VacancyProfile, qtbot: QtBot) -> VacanciesPage:
    made = VacanciesPage(workplace)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.enter()
    made.show()
    return made


def state(page: VacanciesPage) -> str:
    return page.model.index(0, 2).data()


def get(page: VacanciesPage, profile: VacancyProfile) -> VacancyProfile:
    return vacancies.get(profile.id, unit_of_work=page.program.unit_of_work)


def change(page: VacanciesPage, profile: VacancyProfile, **values: object) -> VacancyProfile:
    changed = replace(get(page, profile), **values)  # type: ignore[arg-type]
    saved = vacancies.save(changed, unit_of_work=page.program.unit_of_work)
    page.refresh()
    return saved


def test_a_vacancy_is_published_after_a_question_and_the_list_says_so(
    page: VacanciesPage, profile: VacancyProfile, notices: RecordingNotices
) -> None:
    page.settings.change(user_name="রিনা")
    assert state(page) == "draft"
    notices.answers = [False]
    page.more.publish.trigger()
    assert state(page) == "draft", "asked, and refused"
    page.more.publish.trigger()
    assert "as version 1" in notices.questions[-1] and "stays as it is" in notices.questions[-1]
    assert state(page) == "version 1" and "version 1" in notices.infos[-1]
    (one,) = vacancy_versions.versions(profile.id, unit_of_work=page.program.unit_of_work)
    assert one.version.who == "রিনা"
    change(page, profile, title="Other")
    assert state(page) == "version 1, changed since"


def test_publishing_the_same_again_says_that_nothing_changed(
    page: VacanciesPage, profile: VacancyProfile, notices: RecordingNotices
) -> None:
    page.more.publish_vacancy(profile.id)
    asked = len(notices.questions)
    with pytest.raises(UserError, match="Nothing has changed"):
        page.more.publish_vacancy(profile.id)
    assert len(notices.questions) == asked, "not asked about what cannot be done"


def test_versions_show_what_changed_and_bring_one_back_with_undo(
    page: VacanciesPage, profile: VacancyProfile, notices: RecordingNotices, qtbot: QtBot
) -> None:
    page.more.publish_vacancy(profile.id)
    change(page, profile, competencies=(CompetencyRequirement("content", 5, 9),))
    dialog = page.more.versions_dialog()
    assert dialog is not None
    dialog.show()
    assert "Not published yet" in dialog.state.text() and dialog.publish.isEnabled()
    dialog.publish.click()
    assert dialog.model.rowCount() == 2 and not dialog.publish.isEnabled()
    assert "no longer asked for" in dialog.changes.toPlainText()
    dialog.table.select(1)
    assert "first version" in dialog.changes.toPlainText()
    dialog.restore.click()
    assert get(page, profile).competencies == profile.competencies
    assert "Not published yet" in dialog.state.text()
    assert state(page) == "version 2, changed since"
    assert notices.action is not None
    notices.action()
    assert [r.competency_id for r in get(page, profile).competencies] == ["content"]
    assert state(page) == "version 2"


def test_without_a_version_there_is_nothing_to_bring_back(page: VacanciesPage) -> None:
    dialog = page.more.versions_dialog()
    assert dialog is not None
    assert not dialog.restore.isEnabled() and "Nothing has been published" in dialog.state.text()


def test_the_posting_is_copied_in_the_language_chosen(page: VacanciesPage) -> None:
    dialog = page.more.posting_dialog()
    assert dialog is not None
    assert "WHAT YOU WILL DO" in dialog.text.toPlainText()
    dialog.language_choice.setCurrentIndex(dialog.language_choice.findData("bn"))
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("দোকানের ব্যবস্থাপক") and "আপনার কাজ" in copied
    assert "From the draft" not in dialog.which.text(), "the news of copying stands there"


def test_the_posting_is_saved_as_what_its_ending_says(
    page: VacanciesPage, profile: VacancyProfile, tmp_path: Path
) -> None:
    unfinished = page.more.posting_dialog()
    assert unfinished is not None
    assert unfinished.note.isVisibleTo(unfinished) and "last day" in unfinished.note.text()
    with pytest.raises(UserError, match="validThrough"):
        unfinished.save_to(tmp_path / "a.jsonld")
    assert not (tmp_path / "a.jsonld").exists()
    change(page, profile, apply_until=date(2027, 1, 31))
    dialog = page.more.posting_dialog()
    assert dialog is not None and not dialog.note.isVisibleTo(dialog)
    dialog.hours.setCurrentIndex(dialog.hours.findData("PART_TIME"))
    for name in ("a.txt", "a.html", "a.jsonld"):
        dialog.save_to(tmp_path / name)
    assert json.loads((tmp_path / "a.jsonld").read_text("utf-8"))["employmentType"] == "PART_TIME"
    assert "PART_TIME" in (tmp_path / "a.html").read_text("utf-8")
    assert (tmp_path / "a.txt").read_text("utf-8").startswith("দোকানের ব্যবস্থাপক")


# -- official lists ----------------------------------------------------------------------------------
def shown(dialog: AlignmentDialog) -> list[str]:
    return [dialog.list.item(at).data(ID_ROLE) for at in range(dialog.list.count())]


def tick(dialog: AlignmentDialog, entry_id: str, is_ticked: bool = True) -> None:
    item = dialog.list.item(shown(dialog).index(entry_id))
    item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)


def test_nothing_is_ticked_beforehand_and_what_is_ticked_stays_on_top(qtbot: QtBot) -> None:
    dialog = AlignmentDialog(())
    qtbot.addWidget(dialog)
    items = [dialog.list.item(at) for at in range(dialog.list.count())]
    assert items and all(item.checkState() is Qt.CheckState.Unchecked for item in items)
    qtbot.keyClicks(dialog.search, "social media")
    tick(dialog, SKILL)
    dialog.search.setText("writing")
    assert shown(dialog)[0] == SKILL and "2.A.1.c" in shown(dialog)[1:]
    tick(dialog, "2.A.1.c")
    assert dialog.chosen() == (SKILL, "2.A.1.c")
    tick(dialog, SKILL, is_ticked=False)
    assert dialog.chosen() == ("2.A.1.c",) and "1 chosen" in dialog.count.text()


def test_what_the_lists_no_longer_have_is_kept(qtbot: QtBot) -> None:
    dialog = AlignmentDialog(("gone", SKILL))
    qtbot.addWidget(dialog)
    tick(dialog, SKILL, is_ticked=False)
    assert dialog.chosen() == ("gone",)


def test_enter_in_the_search_goes_to_the_list_and_space_ticks(qtbot: QtBot) -> None:
    dialog = AlignmentDialog(())
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.keyClicks(dialog.search, "apply social")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible() and dialog.focusWidget() is dialog.list
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.chosen() == (SKILL,)


def test_what_was_chosen_is_kept_in_the_draft(
    page: VacanciesPage, profile: VacancyProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(dialog: QDialog) -> int:
        assert isinstance(dialog, AlignmentDialog)
        tick(dialog, SKILL)
        dialog.accept()
        return 1

    monkeypatch.setattr(AlignmentDialog, "exec", choose)
    page.more.alignment.trigger()
    assert get(page, profile).alignment == (SKILL,)


# -- files -------------------------------------------------------------------------------------------
def test_a_vacancy_goes_out_and_comes_in_again_with_undo(
    page: VacanciesPage, profile: VacancyProfile, notices: RecordingNotices, tmp_path: Path
) -> None:
    path = tmp_path / "পদ.json"
    page.more.write_to(profile.id, path)
    page.more.bring_in_file(path)
    assert page.model.rowCount() == 2
    listed = vacancies.listing(unit_of_work=page.program.unit_of_work)
    assert {one.title for one in listed} == {profile.title}
    assert notices.action is not None
    notices.action()
    assert page.model.rowCount() == 1


def test_a_posting_of_others_is_shown_before_it_is_kept(
    page: VacanciesPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "saved.html"
    other = build.english(apply_until=date(2027, 1, 31))
    path.write_text(
        job_postings.posting_page(job_postings.Offered(other, date(2026, 1, 1), 0), "en"), "utf-8"
    )
    dialog = page.more.import_dialog(job_postings.read_file(path))
    dialog.show()
    assert page.model.rowCount() == 1
    told = [dialog.model.index(row, 0).data() for row in range(dialog.model.rowCount())]
    assert "Title" in told and "Last day to apply" in told
    dialog.table.select(told.index("Pay"))
    assert "before or after tax" in dialog.detail.toPlainText()
    dialog.cancel.click()
    assert page.model.rowCount() == 1, "cancelled: nothing was kept"
    dialog.keep.click()
    assert page.model.rowCount() == 2
    selected = page.table.current_row()
    assert selected is not None
    assert get(page, selected).employer == "Bakery", "what was brought in is selected"


def test_in_an_empty_list_one_can_still_bring_a_vacancy_in(
    workplace: Workplace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("ui.widgets.file_choice.ask_for_file", lambda *_a, title, **_k: asked.append(title))
    page = VacanciesPage(workplace)
    qtbot.addWidget(page)
    page.enter()
    page.show()
    page.empty.other.click()
    assert asked == ["Bring in a vacancy"]
    page.more.actions_menu.aboutToShow.emit()
    assert page.more.bring_in.isEnabled()
    assert not page.more.publish.isEnabled() and not page.more.write_out.isEnabled()


def test_what_is_saved_can_be_published_and_what_is_published_leads_to_candidates(
    page: VacanciesPage, profile: VacancyProfile, notices: RecordingNotices
) -> None:
    gone: list[str] = []
    page.go.connect(lambda name, _argument: gone.append(name))
    page.open_vacancy(profile.id)
    page.builder.save_now()
    assert "publish it" in notices.infos[-1] and notices.action is not None
    notices.action()
    assert "has been published as version 1" in notices.infos[-1] and notices.action is not None
    notices.action()
    assert gone == ["candidates"]
    page.builder.save_now()
    assert "publish it" not in notices.infos[-1], "nothing has changed since"


def test_buttons_never_make_the_page_wider_than_its_window(page: VacanciesPage) -> None:
    for width in (1180, 1000, 972, 900, 683):
        page.resize(width, 700)
        assert page.minimumSizeHint().width() <= width


# -- the builder -------------------------------------------------------------------------------------
def test_the_last_day_and_how_to_apply_are_filled_in_and_kept(
    page: VacanciesPage, profile: VacancyProfile
) -> None:
    page.open_vacancy(profile.id)
    section = page.builder.conditions
    assert not section.last_day.isEnabled() and not page.builder.is_changed
    assert page.builder.profile().apply_until is None, "a proposed day is no answer"
    section.has_last_day.click()
    assert page.builder.is_changed
    day = page.builder.profile().apply_until
    assert day is not None and day > date.today()
    section.how_to_apply.setPlainText("  ইমেইলে ")
    page.builder.save_now()
    kept = get(page, profile)
    assert (kept.apply_until, kept.how_to_apply) == (day, "ইমেইলে")
    page.open_vacancy(profile.id)
    assert section.has_last_day.isChecked() and page.builder.profile().apply_until == day


# -- both languages, names, small screens ------------------------------------------------------------
@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_dialog_speaks_the_language_has_names_and_fits_a_small_screen(
    page: VacanciesPage, profile: VacancyProfile, language: str, tmp_path: Path, qtbot: QtBot
) -> None:
    page.settings.change(user_name="রিনা")
    page.more.publish_vacancy(profile.id)
    change(page, profile, employer="দোকান", place=Place(profile.place.arrangement, "ঢাকা", "BD"))
    path = tmp_path / "a.jsonld"
    path.write_text(json.dumps({"@type": "JobPosting", "title": "পদ", "validThrough": "x"}), "utf-8")
    speak(language)
    dialogs = [
        page.more.versions_dialog(),
        page.more.posting_dialog(),
        page.more.alignment_dialog(),
        page.more.import_dialog(job_postings.read_file(path)),
    ]
    for dialog in dialogs:
        assert dialog is not None
        qtbot.addWidget(dialog)
        dialog.resize(667, 328)
        dialog.show()
        qtbot.wait(20)
        assert (dialog.width(), dialog.height()) == (667, 328), type(dialog).__name__
        assert nameless(dialog) == []
        if language == "bn":
            words = set(latin_words(texts_of(dialog)))
            allowed = {"ESCO", "NET", "CC", "BY", "JSON", "LD", "HTML", "English", "Bakery", "Dhaka"}
            assert words - allowed == set(), type(dialog).__name__


def test_the_menu_speaks_the_language_of_now(page: VacanciesPage) -> None:
    speak("bn")
    page.more.actions_menu.aboutToShow.emit()
    assert page.more.publish.text() == "প্রকাশ করুন" and page.more.publish.isEnabled()
