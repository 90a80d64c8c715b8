"""A file becomes a pay source in the window, after a dry run that hides nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from smmhire.exchange.pay_mapping import FIELDS, FIXED_FIELDS
from smmhire.services import mappings, pay
from tests.ui.conftest import RecordingNotices
from tests.ui.pay.made_data import write_survey
from ui.pages.page import Workplace
from ui.pages.pay.import_dialog import ImportDialog
from ui.pages.pay.page import PayPage

Open = Callable[[Path], ImportDialog]
Keep = Callable[[ImportDialog], None]


def names(page: PayPage) -> list[str]:
    return [source.name for source in pay.sources(unit_of_work=page.program.unit_of_work)]


def test_the_form_has_a_row_for_every_field_a_column_can_feed(open_import: Open, tmp_path: Path) -> None:
    dialog = open_import(write_survey(tmp_path))
    assert set(dialog.form.columns) == set(FIELDS)
    assert set(dialog.form.fixed) == set(FIXED_FIELDS)


def test_the_dry_run_shows_rows_counts_and_problems_before_anything_is_kept(
    page: PayPage, open_import: Open, tmp_path: Path
) -> None:
    dialog = open_import(write_survey(tmp_path))
    assert dialog.view.preview.rowCount() == 20
    assert "25 of 28 rows understood" in dialog.view.counts.text()
    assert "1 duplicate dropped" in dialog.view.counts.text()
    assert "2 rows not understood" in dialog.view.counts.text()
    problems = [dialog.view.problems.row(i) for i in range(dialog.view.problems.rowCount())]
    assert [(p.row, p.column, p.value) for p in problems if p is not None] == [
        (28, "Monthly salary", "ask me"),
        (29, "Monthly salary", "unpaid"),
    ]
    assert "→" in dialog.view.explanation.text()
    assert names(page) == []
    dialog.reject()
    assert names(page) == []


def test_import_keeps_the_rows_compares_them_and_remembers_the_mapping(
    page: PayPage, open_import: Open, keep: Keep, tmp_path: Path, workplace: Workplace
) -> None:
    dialog = open_import(write_survey(tmp_path))
    dialog.form.source_name.clear()
    dialog.form.source_name.setModified(True)
    dialog.form.source_name.insert("Dhaka survey")
    dialog.form.source_name.textEdited.emit("Dhaka survey")
    dialog.try_now()
    dialog = page.import_dialog
    assert dialog is not None
    wait_for_proposal(dialog)
    keep(dialog)
    assert names(page) == ["Dhaka survey"]
    view = page.benchmark_view
    assert view.benchmark is not None
    assert (view.query().country, view.query().currency, view.query().period) == ("BD", "BDT", "month")
    assert view.benchmark.overall.n == 24
    (last,) = workplace.settings.current.pay_mappings.values()
    assert "Dhaka survey" in last


def wait_for_proposal(dialog: ImportDialog) -> None:
    from PySide6.QtTest import QTest

    for _turn in range(400):
        if dialog.accept_button.isEnabled():
            return
        QTest.qWait(20)
    raise AssertionError("no dry run")


def test_the_same_file_again_changes_nothing_and_says_so(
    filled: PayPage, open_import: Open, tmp_path: Path
) -> None:
    dialog = open_import(tmp_path / "dhaka-survey.csv")
    assert dialog.origin.currentText().startswith("as last time")
    assert "changes nothing" in dialog.view.warning.text()
    assert not dialog.accept_button.isEnabled()
    dialog.keep()
    assert len(names(filled)) == 1


def test_the_same_file_read_differently_is_told_apart(
    filled: PayPage, open_import: Open, tmp_path: Path
) -> None:
    dialog = open_import(tmp_path / "dhaka-survey.csv")
    choose(dialog, "experience", "")
    wait_for_proposal(dialog)
    assert "every row counts once, as you read it now" in dialog.view.warning.text()


def test_a_wrong_pay_column_is_doubted_where_most_figures_cannot_be_true(
    filled: PayPage, open_import: Open, tmp_path: Path
) -> None:
    path = tmp_path / "ages.csv"
    rows = "\n".join(f"{20 + n},SMM Manager,BDT,month,{25_000 + n}" for n in range(12))
    path.write_text(f"Salary,Job title,Currency,Period,Real pay\n{rows}\n", encoding="utf-8")
    dialog = open_import(path)
    assert "12 of 12 figures cannot be true" in dialog.view.warning.text()
    choose(dialog, "amount", "Real pay")
    wait_for_proposal(dialog)
    assert dialog.view.warning.text() == ""


def choose(dialog: ImportDialog, field: str, heading: str) -> None:
    box = dialog.form.columns[field]
    box.setCurrentIndex(box.findData(heading))


def test_without_a_pay_column_the_dialog_says_what_is_missing(
    open_import: Open, tmp_path: Path, qtbot: QtBot, notices: RecordingNotices
) -> None:
    dialog = open_import(write_survey(tmp_path))
    choose(dialog, "amount", "")
    assert not dialog.accept_button.isEnabled()
    qtbot.waitUntil(lambda: "which column holds the pay" in dialog.view.warning.text())
    assert not dialog.accept_button.isEnabled()
    assert notices.errors == []
    choose(dialog, "amount", "Monthly salary")
    wait_for_proposal(dialog)
    assert dialog.view.warning.isHidden()


def test_what_holds_for_every_row_is_used_where_no_column_says_it(
    open_import: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_import(write_survey(tmp_path))
    basis = dialog.form.fixed["basis"]
    basis.setCurrentIndex(basis.findData("net"))  # type: ignore[union-attr]
    wait_for_proposal(dialog)
    first = dialog.view.preview.row(0)
    assert first is not None
    assert first.basis == "net"


def test_a_mapping_that_was_not_touched_is_given_back_as_it_was_loaded(
    open_import: Open, tmp_path: Path
) -> None:
    dialog = open_import(write_survey(tmp_path))
    loaded = dialog._mappings[0][1]
    assert dialog.form.mapping().to_json() == loaded.to_json()
    choose(dialog, "experience", "")
    assert dialog.form.mapping() != loaded
    choose(dialog, "experience", "Experience")
    assert dialog.form.mapping().to_json() == loaded.to_json()


def test_a_date_that_is_none_is_marked_and_not_used(open_import: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = open_import(write_survey(tmp_path))
    field = dialog.form.fixed["observed_on"]
    qtbot.keyClicks(field, "soon")
    assert field.property("invalid") is True
    assert "observed_on" not in dialog.form.mapping().fixed
    field.clear()  # type: ignore[union-attr]
    qtbot.keyClicks(field, "2026-01-31")
    assert field.property("invalid") is False
    assert dialog.form.mapping().fixed["observed_on"] == "2026-01-31"


def test_enter_in_a_field_imports_nothing(
    page: PayPage, open_import: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_import(write_survey(tmp_path))
    qtbot.keyClick(dialog.form.source_name, Qt.Key.Key_Return)
    page.background.wait()
    assert dialog.isVisible()
    assert names(page) == []


def test_a_file_that_is_no_table_is_refused_with_its_reason(
    page: PayPage, tmp_path: Path, qtbot: QtBot, notices: RecordingNotices
) -> None:
    path = tmp_path / "scan.csv"
    path.write_bytes(b"%PDF-1.7 and so on")
    page.open_import(path)
    qtbot.waitUntil(lambda: bool(notices.errors))
    assert "PDF" in str(notices.errors[0])
    assert page.import_dialog is None
    assert names(page) == []


def test_a_table_dropped_on_the_page_is_opened_and_others_are_not(
    page: PayPage, tmp_path: Path, qtbot: QtBot, notices: RecordingNotices
) -> None:
    first = write_survey(tmp_path)
    second = write_survey(tmp_path, "second.csv")
    picture = tmp_path / "logo.png"

    def drop(*paths: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        page.dropEvent(
            QDropEvent(
                QPoint(5, 5),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )

    drop(picture)
    assert page.import_dialog is None
    drop(first, second)
    dialog = page.import_dialog
    assert dialog is not None
    assert "dhaka-survey.csv" in dialog.windowTitle()
    assert len(notices.infos) == 1
    wait_for_proposal(dialog)
    dialog.reject()


def test_a_kept_mapping_that_cannot_be_read_is_said_and_passed_over(
    open_import: Open, tmp_path: Path, workplace: Workplace, notices: RecordingNotices
) -> None:
    workplace.settings.change(column_mappings={"Old survey": "{}"})
    dialog = open_import(write_survey(tmp_path))
    assert any("column mapping" in info for info in notices.infos)
    assert dialog.origin.count() == 1
    assert dialog.view.preview.rowCount() == 20


def test_a_mapping_set_wrong_shows_its_problems_first(
    open_import: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_import(write_survey(tmp_path))
    assert dialog.view.tabs.currentIndex() == 0
    choose(dialog, "amount", "Gender")
    qtbot.waitUntil(lambda: dialog.view.counts.text().startswith("0 of 28 rows"), timeout=20_000)
    assert dialog.view.tabs.currentIndex() == 1
    assert not dialog.accept_button.isEnabled()


def test_what_is_shown_of_many_rows_says_that_it_is_the_beginning(open_import: Open, tmp_path: Path) -> None:
    dialog = open_import(write_survey(tmp_path, rows=60))
    shown = dialog.view.preview.rowCount()
    assert shown < 60
    assert dialog.view.tabs.tabText(0) == f"As understood (the first {shown})"


def test_rows_kept_with_a_doubt_are_counted_in_the_headline(open_import: Open, tmp_path: Path) -> None:
    path = write_survey(tmp_path)
    path.write_text(path.read_text("utf-8").replace(",20000,", ",2,"), "utf-8")
    dialog = open_import(path)
    assert "1 row kept with a problem" in dialog.view.counts.text()


def test_published_wages_are_shown_as_such_and_compared_with_nobody(
    page: PayPage, open_import: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "official-wages.csv"
    mappings.write_sample(path)
    page.open_import(path)
    dialog = page.import_dialog
    assert dialog is not None
    wait_for_proposal(dialog)
    assert dialog.view.wages.rowCount() == 20 and dialog.view.wages_table.isVisible()
    assert not dialog.view.preview_table.isVisible() and not dialog.form.kind.isVisible()
    assert "never mixed" in dialog.view.warning.text()
    dialog.form.source_name.selectAll()
    qtbot.keyClicks(dialog.form.source_name, "Wages of the states")
    wait_for_proposal(dialog)
    with qtbot.waitSignal(page.benchmark_view.answered, timeout=20_000):
        dialog.keep()
    assert names(page) == ["Wages of the states"]
    assert page.benchmark_view.benchmark is not None and page.benchmark_view.benchmark.overall.n == 0


def test_problems_are_counted_by_their_reasons(open_import: Open, tmp_path: Path) -> None:
    dialog = open_import(write_survey(tmp_path))
    assert dialog.view.reasons.text().splitlines() == [
        "1 × The work is unpaid.",
        "1 × There is no number in “…”.",
    ]


def test_storing_that_is_cancelled_leaves_nothing_and_closes(
    page: PayPage, open_import: Open, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_import(write_survey(tmp_path))
    begun, may_go_on = threading.Event(), threading.Event()
    accept = pay.accept

    def slowly(*arguments: object, **keywords: object) -> object:
        begun.set()
        may_go_on.wait(20)
        return accept(*arguments, **keywords)  # type: ignore[arg-type]

    monkeypatch.setattr(pay, "accept", slowly)
    dialog.keep()
    assert begun.wait(20)
    dialog.reject()
    assert not dialog.cancel.isEnabled() and dialog.isVisible()
    may_go_on.set()
    qtbot.waitUntil(lambda: page.import_dialog is None, timeout=20_000)
    assert names(page) == []
