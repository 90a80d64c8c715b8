"""Figures typed by hand in the window: many one after the other, changed, taken away, brought back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smmhire.pay.entries import EntryDraft, draft_of
from smmhire.services import pay, pay_entries
from smmhire.texts import digits
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from ui.pages.page import Workplace
from ui.pages.pay import entries_model
from ui.pages.pay.entries_view import EntriesView
from ui.pages.pay.entry_dialog import EntryDialog
from ui.pages.pay.page import PayPage

OWN = EntryDraft("25000", "BDT", "month", title="SMM manager", country="BD", contributor="Shop 1")


@pytest.fixture
def view(page: PayPage) -> EntriesView:
    tabs = [page.tabs.tabText(at) for at in range(page.tabs.count())]
    page.tabs.setCurrentIndex(tabs.index("Own figures"))
    return page.entries_view


def open_dialog(view: EntriesView, qtbot: QtBot) -> EntryDialog:
    view.add_figures()
    dialog = view.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def type_and_enter(dialog: EntryDialog, qtbot: QtBot, pay_text: str, **fields: str) -> None:
    for name, text in {"pay": pay_text, **fields}.items():
        line = dialog.form.lines[name]
        line.clear()
        line.insert(text)  # key clicks know no Bengali digits
    qtbot.keyClick(dialog.form.lines["pay"], Qt.Key.Key_Return)


def shown(view: EntriesView, qtbot: QtBot, count: int) -> list[str]:
    """The amounts in the table, once it has that many rows."""
    qtbot.waitUntil(lambda: view.model.rowCount() == count, timeout=10_000)
    return [view.model.index(row, 0).data() for row in range(count)]


def kept(view: EntriesView, qtbot: QtBot, *drafts: EntryDraft) -> None:
    pay_entries.add_many(drafts, unit_of_work=view._unit_of_work)
    view.changed.emit()
    shown(view, qtbot, len(drafts))


def test_without_figures_the_tab_says_why_and_what_to_do(view: EntriesView, qtbot: QtBot) -> None:
    assert view.stack.currentWidget() is view.empty
    assert any("nobody publishes" in text for text in texts_of(view.empty))
    qtbot.mouseClick(view.empty.action, Qt.MouseButton.LeftButton)
    assert view.dialog is not None
    view.dialog.reject()


def test_many_figures_are_typed_one_after_the_other(view: EntriesView, qtbot: QtBot) -> None:
    dialog = open_dialog(view, qtbot)
    type_and_enter(dialog, qtbot, "২৫,০০০", title="SMM manager", contributor="Shop 1", note="told")
    form = dialog.form
    assert form.lines["pay"].text() == "" and form.lines["note"].text() == ""
    assert form.lines["title"].text() == "SMM manager"
    qtbot.waitUntil(form.lines["pay"].hasFocus)
    type_and_enter(dialog, qtbot, "$15–25/hr", contributor="Shop 2")
    assert dialog.status.text().startswith("2 figures kept. The last: $15 to $25, an hour")
    assert shown(view, qtbot, 2) == ["$15 to $25", "৳25,000"]
    dialog.reject()
    assert [one.name for one in pay_entries.lists(unit_of_work=view._unit_of_work)] == ["Own figures"]


def test_what_is_typed_is_said_in_words_of_the_language(view: EntriesView, qtbot: QtBot) -> None:
    dialog = open_dialog(view, qtbot)
    dialog.form.lines["pay"].setText("25k–30k before tax")
    assert dialog.form.sentence.text() == "৳25,000 to ৳30,000, a month, before tax"
    speak("bn")
    assert dialog.form.sentence.text().startswith("৳২৫,০০০ থেকে ৳৩০,০০০, ")
    assert latin_words(texts_of(dialog), "Enter", "before", "tax", "k", *_codes(dialog)) == set()
    dialog.form.lines["pay"].setText("unpaid")
    assert dialog.form.lines["pay"].property("invalid") is True
    assert "অবৈতনিক" in dialog.form.remark.text()
    dialog.reject()


def _codes(dialog: EntryDialog) -> list[str]:
    currency = dialog.form.choices["currency"]
    return [currency.itemText(at) for at in range(currency.count())]


@pytest.mark.parametrize("typed", ["", "unpaid", "0", "ask me"])
def test_what_is_no_pay_is_not_kept_and_stays_where_it_is(
    view: EntriesView, qtbot: QtBot, typed: str
) -> None:
    dialog = open_dialog(view, qtbot)
    type_and_enter(dialog, qtbot, typed)
    assert dialog.form.lines["pay"].text() == typed
    assert dialog.form.remark.text()
    assert pay_entries.page(unit_of_work=view._unit_of_work).total == 0
    dialog.reject()


def test_what_is_hardly_possible_is_kept_by_a_second_press(view: EntriesView, qtbot: QtBot) -> None:
    dialog = open_dialog(view, qtbot)
    type_and_enter(dialog, qtbot, "250")
    assert "৳3,000" in dialog.form.remark.text()
    assert dialog.keep.text() == "Keep anyway"
    assert pay_entries.page(unit_of_work=view._unit_of_work).total == 0
    dialog.form.lines["pay"].setText("251")
    assert dialog.keep.text() != "Keep anyway", "another amount is another question"
    type_and_enter(dialog, qtbot, "251")
    qtbot.keyClick(dialog.form.lines["pay"], Qt.Key.Key_Return)
    assert shown(view, qtbot, 1) == ["৳251"]
    dialog.reject()
    assert view.model.index(0, 7).data() == "doubtful"
    qtbot.waitUntil(view.doubt.isVisible)


def test_a_date_that_is_none_is_marked_and_nothing_is_kept(view: EntriesView, qtbot: QtBot) -> None:
    dialog = open_dialog(view, qtbot)
    dialog.form.day.setText("soon")
    type_and_enter(dialog, qtbot, "25000")
    assert dialog.form.day.property("invalid") is True
    assert pay_entries.page(unit_of_work=view._unit_of_work).total == 0
    dialog.form.day.setText("২০২৬-০১-৩১")
    qtbot.keyClick(dialog.form.lines["pay"], Qt.Key.Key_Return)
    shown(view, qtbot, 1)
    dialog.reject()


def test_the_next_dialog_begins_with_what_held_last(
    view: EntriesView, qtbot: QtBot, workplace: Workplace
) -> None:
    dialog = open_dialog(view, qtbot)
    dialog.form.choose({"currency": "INR", "period": "year", "country": "IN", "basis": "net"})
    dialog.form.day.setText("2026-01-31")
    type_and_enter(dialog, qtbot, "5 lakh", title="SMM executive")
    dialog.reject()
    again = open_dialog(view, qtbot)
    assert again.form.chosen() | {"engagement": ""} == {
        "currency": "INR", "period": "year", "country": "IN", "basis": "net", "engagement": "",
    }  # fmt: skip
    assert again.form.day.text() == "2026-01-31"
    assert workplace.settings.current.pay_entry["currency"] == "INR"
    completer = again.form.lines["title"].completer()
    assert completer is not None
    completer.setCompletionPrefix("exec")
    assert completer.currentCompletion() == "SMM executive"
    again.reject()


def test_own_figures_are_compared_once_the_dialog_is_closed(
    page: PayPage, view: EntriesView, qtbot: QtBot
) -> None:
    dialog = open_dialog(view, qtbot)
    for n in range(6):
        type_and_enter(dialog, qtbot, f"{20 + n}k", title="SMM manager", contributor=f"Shop {n}")
    with qtbot.waitSignal(page.benchmark_view.answered, timeout=10_000):
        dialog.reject()
    benchmark = page.benchmark_view.benchmark
    assert benchmark is not None
    assert (benchmark.overall.n, benchmark.overall.contributors) == (6, 6)
    assert benchmark.overall.p50.value == 22_500


def test_a_figure_is_changed_and_keeps_its_place(view: EntriesView, qtbot: QtBot) -> None:
    kept(view, qtbot, OWN, replace(OWN, pay="30k"))
    view.table.select(1)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    dialog = view.dialog
    assert dialog is not None
    assert dialog.form.lines["pay"].text() == "25,000"
    type_and_enter(dialog, qtbot, "26,500", city="Dhaka")
    qtbot.waitUntil(lambda: view.model.index(1, 0).data() == "৳26,500", timeout=10_000)
    assert view.model.index(1, 4).data() == "Dhaka, Bangladesh"
    assert view.dialog is None


def test_a_change_made_elsewhere_is_told_and_nothing_typed_is_lost(
    view: EntriesView, qtbot: QtBot, notices: RecordingNotices
) -> None:
    kept(view, qtbot, OWN)
    view.change_selected()
    dialog = view.dialog
    assert dialog is not None
    entry = view.model.row(0)
    assert entry is not None
    pay_entries.change(entry, replace(draft_of(entry), pay="27000"), unit_of_work=view._unit_of_work)
    type_and_enter(dialog, qtbot, "28,000")
    assert "Somebody else" in str(notices.errors[0])
    assert dialog.isVisible()
    assert dialog.form.lines["pay"].text() == "28,000"
    dialog.reject()
    qtbot.waitUntil(lambda: view.model.index(0, 0).data() == "৳27,000", timeout=10_000)


def test_a_removed_figure_comes_back_with_undo(
    view: EntriesView, qtbot: QtBot, notices: RecordingNotices
) -> None:
    kept(view, qtbot, OWN, replace(OWN, pay="30k"))
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert shown(view, qtbot, 1) == ["৳25,000"]
    assert "৳30,000" in notices.infos[-1]
    assert notices.action is not None
    notices.action()
    assert shown(view, qtbot, 2) == ["৳30,000", "৳25,000"]


def test_lists_are_made_chosen_renamed_and_removed(
    view: EntriesView, page: PayPage, qtbot: QtBot, notices: RecordingNotices
) -> None:
    kept(view, qtbot, OWN)
    view.new_list.trigger()
    dialog = view.list_dialog
    assert dialog is not None
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert "no name" in str(notices.errors[0])
    dialog.name.setText("What candidates asked")
    dialog.each_another.setChecked(True)
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    made = next(one for one in pay_entries.lists(unit_of_work=view._unit_of_work) if one.row_count == 0)
    assert (made.name, made.each_row_is_a_contributor, view.list_id) == (
        "What candidates asked",
        True,
        made.id,
    )
    typing = open_dialog(view, qtbot)
    assert typing.list.currentData() == made.id
    typing.form.lines["pay"].setText("40k")
    assert "Nobody is named" not in typing.form.hints.text()
    typing.list.setCurrentIndex(1 - typing.list.currentIndex())
    assert "Nobody is named" in typing.form.hints.text()
    typing.list.setCurrentIndex(1 - typing.list.currentIndex())
    type_and_enter(typing, qtbot, "40k")
    typing.reject()
    assert shown(view, qtbot, 1) == ["৳40,000"]
    view.change_list.trigger()
    assert view.list_dialog is not None
    view.list_dialog.name.setText("Asked in 2026")
    view.list_dialog.kept.emit()
    assert view.list.currentText() == "Asked in 2026"
    view.remove_list.trigger()
    assert [one.name for one in pay.sources(unit_of_work=page.program.unit_of_work)] == ["Own figures"]
    assert notices.action is not None
    notices.action()
    assert view.list.findText("Asked in 2026") > 0


def test_the_list_the_program_named_stays_translated_when_only_its_kind_is_changed(
    view: EntriesView, qtbot: QtBot
) -> None:
    kept(view, qtbot, OWN)
    speak("bn")
    view.list.setCurrentIndex(1)
    view.list.activated.emit(1)
    view.change_list.trigger()
    assert view.list_dialog is not None
    assert view.list_dialog.name.text() == "নিজের অঙ্ক"
    view.list_dialog.kind.setCurrentIndex(1)
    view.list_dialog.kept.emit()
    [made] = pay_entries.lists(unit_of_work=view._unit_of_work)
    assert (made.name, made.kind) == ("Own figures", "postings")
    assert made.licence_note == pay_entries.LICENCE_NOTE


def test_only_what_is_looked_at_is_read(
    view: EntriesView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries_model, "STRETCH", 10)
    pay_entries.add_many([OWN] * 35, unit_of_work=view._unit_of_work)
    view.changed.emit()
    qtbot.waitUntil(lambda: view.model.rowCount() > 0, timeout=10_000)
    qtbot.waitUntil(lambda: view.count.text() == "35 figures", timeout=10_000)
    qtbot.waitUntil(lambda: not view.model.canFetchMore(view.table.rootIndex()) or view.model.rowCount() < 35)
    while view.model.rowCount() < 35:
        before = view.model.rowCount()
        view.table.scrollToBottom()
        qtbot.waitUntil(lambda seen=before: view.model.rowCount() > seen, timeout=10_000)
    rows = [view.model.row(at) for at in range(35)]
    assert [row.figure.row for row in rows if row is not None] == list(range(35, 0, -1))


def test_the_figures_are_saved_as_a_table(
    view: EntriesView, qtbot: QtBot, tmp_path: Path, notices: RecordingNotices
) -> None:
    kept(view, qtbot, OWN, replace(OWN, pay="30k"))
    view.save_to(tmp_path / "own.csv")
    assert "2 figures written" in notices.infos[-1]
    assert (tmp_path / "own.csv").read_text("utf-8-sig").count("SMM manager") == 2


def test_the_whole_tab_speaks_bengali(view: EntriesView, qtbot: QtBot) -> None:
    kept(view, qtbot, replace(OWN, title="এসএমএম ম্যানেজার", contributor="দোকান ১", note="নিজে"))
    speak("bn")
    cells = [view.model.index(0, at).data() for at in range(view.model.columnCount())]
    assert cells[0] == "৳২৫,০০০"
    assert latin_words([*texts_of(view), *cells], "Ctrl", "N", "CSV") == set()
    assert digits("1") in view.count.text()


LINES = (
    "Job title\tSalary\tCompany\nSMM manager\t25,000\tShop 1\nSMM intern\t250\tShop 2\nSMM lead\task me\t\n"
)


def test_lines_of_a_spreadsheet_are_understood_before_they_are_kept(
    view: EntriesView, qtbot: QtBot, notices: RecordingNotices
) -> None:
    view.paste_figures()
    dialog = view.paste_dialog
    assert dialog is not None
    assert not dialog.keep.isEnabled()
    dialog.text.setPlainText(LINES)
    pays = [dialog.model.index(row, 1).data() for row in range(3)]
    assert pays == ["৳25,000", "৳250", "ask me"]
    assert "৳3,000" in dialog.explanation.text(), "the first doubtful line is explained"
    assert "1 line is not understood" in dialog.warning.text()
    assert "BDT, a month" in dialog.applied.text()
    assert dialog.keep.text() == "Keep 1 figure"
    dialog.doubtful.setChecked(True)
    assert dialog.keep.text() == "Keep 2 figures"
    assert pay_entries.page(unit_of_work=view._unit_of_work).total == 0
    qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    assert shown(view, qtbot, 2) == ["৳250", "৳25,000"]
    assert notices.action is not None
    notices.action()
    shown(view, qtbot, 0)


def test_where_nothing_is_understood_nothing_is_kept_and_the_dialog_stays(
    view: EntriesView, qtbot: QtBot
) -> None:
    view.paste_figures()
    dialog = view.paste_dialog
    assert dialog is not None
    dialog.text.setPlainText("SMM manager\task me\n")
    with qtbot.assertNotEmitted(dialog.kept):
        dialog.try_keep()
    assert dialog.isVisible()
    dialog.kept.emit(())  # an empty list of what was kept is no error either
    assert pay_entries.page(unit_of_work=view._unit_of_work).total == 0


def test_the_pasted_lines_are_shown_in_bengali(view: EntriesView, qtbot: QtBot) -> None:
    view.paste_figures()
    dialog = view.paste_dialog
    assert dialog is not None
    dialog.text.setPlainText(LINES)
    speak("bn")
    assert dialog.model.index(0, 1).data() == "৳২৫,০০০"
    headings = [
        dialog.model.headerData(at, Qt.Orientation.Horizontal) for at in range(dialog.model.columnCount())
    ]
    assert latin_words([*texts_of(dialog), *headings], *LINES.split(), "BDT") == set()
    dialog.reject()
