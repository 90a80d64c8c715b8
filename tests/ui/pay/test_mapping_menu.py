"""Mappings are kept, shared as files, opened and removed beside the list of ways to read a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from smmhire.services import mappings
from tests.ui.conftest import RecordingNotices
from tests.ui.pay.made_data import write_survey
from tests.ui.pay.test_import import choose, wait_for_proposal
from ui.pages.page import Workplace
from ui.pages.pay.import_dialog import ImportDialog
from ui.pages.pay.page import PayPage

Open = Callable[[Path], ImportDialog]
Keep = Callable[[ImportDialog], None]


@pytest.fixture
def dialog(open_import: Open, tmp_path: Path) -> ImportDialog:
    return open_import(write_survey(tmp_path))


def offered(dialog: ImportDialog) -> list[str]:
    return [dialog.origin.itemText(at) for at in range(dialog.origin.count())]


def test_a_corrected_reading_comes_first_for_the_next_table_with_such_headings(
    page: PayPage, open_import: Open, keep: Keep, tmp_path: Path
) -> None:
    first = open_import(write_survey(tmp_path))
    choose(first, "experience", "")
    wait_for_proposal(first)
    keep(first)
    (tmp_path / "next").mkdir()
    later = write_survey(tmp_path / "next", rows=40)
    again = open_import(later)
    assert offered(again)[0].startswith("as last time")
    assert again.form.columns["experience"].currentData() in (None, "")
    assert "experience" not in again.form.mapping().columns


def test_a_mapping_is_kept_under_the_name_of_the_source_and_offered_again(
    dialog: ImportDialog, workplace: Workplace, notices: RecordingNotices
) -> None:
    dialog.menu.keep_now()
    (name,) = workplace.settings.current.column_mappings
    assert name in notices.infos[-1]
    assert any(text == f"kept: {name}" for text in offered(dialog))
    dialog.menu.list_kept()
    assert [action.text() for action in dialog.menu.remove.actions()] == [name]


def test_a_kept_mapping_is_removed_and_brought_back_by_undo(
    dialog: ImportDialog, workplace: Workplace, notices: RecordingNotices
) -> None:
    dialog.menu.keep_now()
    before = dict(workplace.settings.current.column_mappings)
    (name,) = before
    dialog.menu.remove_kept(name)
    assert dict(workplace.settings.current.column_mappings) == {}
    assert not any(text.startswith("kept") for text in offered(dialog))
    assert name in notices.infos[-1]
    dialog.menu._set(before)
    assert dict(workplace.settings.current.column_mappings) == before


def test_what_the_user_has_corrected_stays_in_the_form_when_it_is_kept(dialog: ImportDialog) -> None:
    choose(dialog, "experience", "")
    dialog.menu.keep_now()
    assert "experience" not in dialog.form.mapping().columns


def test_a_mapping_is_saved_to_a_file_and_opened_from_it(
    dialog: ImportDialog, tmp_path: Path, notices: RecordingNotices
) -> None:
    choose(dialog, "experience", "")
    wait_for_proposal(dialog)
    dialog.menu.save_to(tmp_path / "ours.json")
    assert "ours.json" in notices.infos[-1]
    dialog.origin.setCurrentIndex(dialog.origin.count() - 1)
    dialog._take_mapping(dialog.origin.currentIndex())
    assert "experience" in dialog.form.mapping().columns
    dialog.menu.open_file(tmp_path / "ours.json")
    assert offered(dialog)[0].startswith("from the file")
    assert "experience" not in dialog.form.mapping().columns
    assert notices.errors == []


def test_a_mapping_made_for_other_columns_is_refused_and_the_form_stays(
    dialog: ImportDialog, tmp_path: Path, notices: RecordingNotices
) -> None:
    before = dialog.form.mapping()
    mappings.to_file(replace(before, columns={"amount": "Wage a month"}), tmp_path / "other.json")
    dialog.menu.open_file(tmp_path / "other.json")
    assert "Wage a month" in str(notices.errors[-1])
    assert dialog.form.mapping() == before


@pytest.mark.parametrize("text", ["", "{}", "not json", '{"format": 2, "name": "x"}'])
def test_a_file_that_is_no_mapping_is_refused_with_a_sentence(
    dialog: ImportDialog, tmp_path: Path, notices: RecordingNotices, text: str
) -> None:
    (tmp_path / "wrong.json").write_text(text, encoding="utf-8")
    dialog.menu.open_file(tmp_path / "wrong.json")
    assert "mapping" in str(notices.errors[-1])


def test_a_folder_that_is_not_there_is_said(
    dialog: ImportDialog, tmp_path: Path, notices: RecordingNotices
) -> None:
    dialog.menu.save_to(tmp_path / "nowhere" / "ours.json")
    assert len(notices.errors) == 1


def test_the_menu_is_reached_by_keyboard_right_behind_the_list(dialog: ImportDialog, qtbot: QtBot) -> None:
    dialog.origin.setFocus()
    qtbot.keyClick(dialog.origin, "\t")
    assert dialog.focusWidget() is dialog.menu
