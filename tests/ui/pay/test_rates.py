"""The tab of rates and price levels."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smmhire.pay.ageing import IndexPoint
from smmhire.pay.price_levels import OwnPriceLevel
from smmhire.pay.rate_legs import OwnRate
from smmhire.services import market
from tests.ui.conftest import RecordingNotices, speak
from ui.pages.pay.market_entry_dialog import MarketEntryDialog
from ui.pages.pay.market_import_dialog import MarketImportDialog
from ui.pages.pay.page import PayPage
from ui.pages.pay.rates_view import RatesView


@pytest.fixture
def view(page: PayPage, qtbot: QtBot) -> RatesView:
    page.tabs.setCurrentIndex(page.tabs.count() - 1)
    qtbot.waitUntil(lambda: bool(page.rates_view.shipped.text()), timeout=20_000)
    return page.rates_view


def own(page: PayPage) -> tuple[OwnRate, ...]:
    return market.own_rates(unit_of_work=page.program.unit_of_work)


def entry_dialog(view: RatesView) -> MarketEntryDialog:
    assert isinstance(view.dialog, MarketEntryDialog)
    return view.dialog


def enter_taka(view: RatesView, value: str = "122.35") -> None:
    view.sections[OwnRate].add.click()
    dialog = entry_dialog(view)
    dialog.currency.setEditText("USD")
    dialog.against.setEditText("BDT")
    dialog.value.setText(value)
    dialog.day.setDate(QDate(2026, 1, 10))
    dialog.source.setText("Bangladesh Bank")
    dialog.save.click()


def test_the_empty_list_says_where_a_rate_of_the_taka_is_to_be_found(view: RatesView) -> None:
    section = view.sections[OwnRate]
    assert section.nothing.isVisible() and not section.table.isVisible()
    assert "Bangladesh Bank" in section.nothing.text()
    assert not section.change.isVisible() and not section.remove.isVisible()
    assert "30 October 2026" in view.shipped.text() and "2024" in view.shipped.text()


def test_a_rate_is_entered_and_the_entry_undone(
    page: PayPage, view: RatesView, notices: RecordingNotices
) -> None:
    enter_taka(view)
    assert view.dialog is None
    (entry,) = own(page)
    assert (entry.currency, entry.against, entry.value, entry.valid_on) == (
        "USD",
        "BDT",
        122.35,
        date(2026, 1, 10),
    )
    assert view.sections[OwnRate].model.rowCount() == 1
    assert notices.infos == ["Entered: 1 USD = 122.35 BDT from 10 January 2026 on."]
    assert notices.action is not None
    notices.action()
    assert own(page) == ()


def test_a_wrong_rate_stays_in_the_dialog_with_the_reason(page: PayPage, view: RatesView) -> None:
    view.sections[OwnRate].add.click()
    dialog = entry_dialog(view)
    assert not dialog.problem.isVisible()
    dialog.value.setText("১২২.৩৫")
    dialog.source.setText("Bangladesh Bank")
    dialog.save.click()  # one taka is not 122 dollars
    assert dialog.isVisible() and dialog.problem.isVisible()
    assert "1 USD = 122.35 BDT" in dialog.problem.text()
    field = dialog.source.height()
    assert field >= dialog.source.minimumSizeHint().height()
    dialog.value.setText("0,0082")
    assert not dialog.problem.isVisible()
    assert "0.0082 USD" in dialog.reading.text()
    for text in ("", "a lot", "1,234"):
        dialog.value.setText(text)
        dialog.save.click()
        assert "not a number" in dialog.problem.text()
    assert own(page) == ()


def test_a_change_is_shown_and_undone(page: PayPage, view: RatesView, notices: RecordingNotices) -> None:
    enter_taka(view)
    section = view.sections[OwnRate]
    section.table.setFocus()
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    dialog = entry_dialog(view)
    assert (dialog.value.text(), dialog.source.text()) == ("122.35", "Bangladesh Bank")
    dialog.value.setText("123")
    dialog.save.click()
    assert [one.value for one in own(page)] == [123.0]
    assert notices.action is not None
    notices.action()
    assert [one.value for one in own(page)] == [122.35]


def test_delete_removes_and_undo_brings_back(
    page: PayPage, view: RatesView, notices: RecordingNotices
) -> None:
    enter_taka(view)
    (entry,) = own(page)
    QTest.keyClick(view.sections[OwnRate].table, Qt.Key.Key_Delete)
    assert own(page) == ()
    assert notices.action is not None
    notices.action()
    assert own(page) == (entry,)


def test_price_levels_and_indices_are_entered_likewise(page: PayPage, view: RatesView) -> None:
    view.sections[OwnPriceLevel].add.click()
    dialog = entry_dialog(view)
    dialog.country.setCurrentIndex(dialog.country.findData("BD"))
    dialog.year.setText("২০২৫")
    dialog.value.setText("31.2")
    dialog.source.setText("BBS")
    dialog.save.click()
    view.sections[IndexPoint].add.click()
    dialog = entry_dialog(view)
    dialog.name.setText("BBS wage index")
    dialog.value.setText("225")
    dialog.source.setText("BBS")
    dialog.save.click()
    unit_of_work = page.program.unit_of_work
    (level,) = market.own_price_levels(unit_of_work=unit_of_work)
    (point,) = market.own_points(unit_of_work=unit_of_work)
    assert (level.country, level.year, level.value) == ("BD", 2025, 31.2)
    assert (point.name, point.value, point.valid_on) == ("BBS wage index", 225.0, date.today())
    view.sections[IndexPoint].add.click()
    assert entry_dialog(view).name.text() == "BBS wage index"


def test_a_file_dropped_here_is_looked_at_and_imported_as_rates(
    page: PayPage, view: RatesView, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("date,currency,against,rate\n2026-01-10,USD,BDT,122.35\n2026-02-10,USD,BDT,1.2\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    page.dropEvent(
        QDropEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    dialog = view.dialog
    assert isinstance(dialog, MarketImportDialog)
    qtbot.waitUntil(lambda: "no column" in dialog.warning.text(), timeout=20_000)
    assert not dialog.accept_button.isEnabled()
    dialog.given["source"].setText("Bangladesh Bank")
    qtbot.waitUntil(lambda: dialog.accept_button.isEnabled(), timeout=20_000)
    assert dialog.counts.text().startswith("Rows: 2; 1 new")
    assert dialog.problems.isVisible() and not dialog.changes.isVisible()
    assert own(page) == ()
    with qtbot.waitSignal(dialog.imported, timeout=20_000):
        dialog.keep()
    assert len(own(page)) == 1
    assert notices.infos[-1] == "1 entry has been imported."
    assert notices.action is not None
    notices.action()
    assert own(page) == ()


def test_the_import_of_pay_data_is_not_offered_over_the_rates(page: PayPage, view: RatesView) -> None:
    assert not page.import_file.isVisible()
    page.tabs.setCurrentIndex(1)
    assert page.import_file.isVisible()


def test_everything_is_said_in_bengali_too(page: PayPage, view: RatesView) -> None:
    enter_taka(view)
    speak("bn")
    assert "৩০ অক্টোবর ২০২৬" in view.shipped.text()
    model = view.sections[OwnRate].model
    assert model.data(model.index(0, 1)) == "১২২.৩৫"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "মুদ্রা"
