"""What is paid, and where an offer stands, in the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smmhire.services import pay
from smmhire.vacancies.profile import PayBasis, PayOffer
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.pay.made_data import write_survey
from tests.ui.reading import latin_words, texts_of
from ui.pages.page import Workplace
from ui.pages.pay.day_span import DaySpan
from ui.pages.pay.import_dialog import ImportDialog
from ui.pages.pay.page import PayPage


def choose(page: PayPage, qtbot: QtBot, field: str, code: object) -> None:
    """Choose in the form and wait for the answer."""
    box = getattr(page.benchmark_view.form, field)
    with qtbot.waitSignal(page.benchmark_view.answered, timeout=10_000):
        box.setCurrentIndex(box.findData(code))


def type_offer(page: PayPage, qtbot: QtBot, text: str) -> None:
    offer = page.benchmark_view.offer
    offer.amount.clear()
    offer.amount.insert(text)  # key clicks know no Bengali digits
    qtbot.keyClick(offer.amount, Qt.Key.Key_Return)


def notes(page: PayPage) -> str:
    return "\n".join(texts_of(page.benchmark_view.cells.notes))


def test_without_sources_the_page_says_what_to_do_and_shows_the_shipped_reference(page: PayPage) -> None:
    view = page.benchmark_view
    assert view.empty.isVisible()
    assert not view.form_card.isVisible()
    assert view.reference.model.rowCount() == 5
    assert "◆" in view.reference.model.index(0, 0).data()
    assert "◆" not in view.reference.model.index(2, 0).data()
    assert not page.report.isEnabled()
    rows = page.sources_view.model
    assert rows.rowCount() == 1
    assert "shipped" in rows.index(0, 3).data()
    assert not page.sources_view.remove.isVisibleTo(page.sources_view)


def test_percentiles_come_with_intervals_figures_and_contributors(filled: PayPage) -> None:
    model = filled.benchmark_view.cells.model
    assert model.index(0, 0).data() == "All together\n24 figures,\n24 contributors"
    median = model.index(0, 3).data()
    assert median.splitlines()[0] == "৳31,500"
    assert median.splitlines()[1].startswith("[")
    assert filled.benchmark_view.cells.chart.chart is not None
    assert "31,500" in filled.benchmark_view.cells.answer.text()


def test_bands_are_shown_only_when_asked_for(filled: PayPage, qtbot: QtBot) -> None:
    view = filled.benchmark_view
    assert view.cells.model.rowCount() == 4
    choose(filled, qtbot, "by", "")
    assert view.cells.model.rowCount() == 1
    assert view.cells.spread.chart is not None


def test_more_choices_are_hidden_until_wanted_and_counted_while_in_use(filled: PayPage, qtbot: QtBot) -> None:
    form = filled.benchmark_view.form
    assert not form.extra.isVisibleTo(form)
    qtbot.mouseClick(form.more, Qt.MouseButton.LeftButton)
    assert form.extra.isVisibleTo(form)
    choose(filled, qtbot, "level", "manager")
    qtbot.mouseClick(form.more, Qt.MouseButton.LeftButton)
    assert form.more.text() == "More choices (1 in use)"


def test_the_question_is_remembered_with_the_titles_left_out(
    filled: PayPage, qtbot: QtBot, workplace: Workplace
) -> None:
    view = filled.benchmark_view
    with qtbot.waitSignal(view.answered, timeout=10_000):
        view.titles.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    choose(filled, qtbot, "period", "year")
    choose(filled, qtbot, "by", "title")
    again = PayPage(workplace)
    qtbot.addWidget(again)
    assert again.benchmark_view.query() == view.query()
    assert again.benchmark_view.query().excluded_titles == view.titles.excluded != ()


def test_days_titles_and_sources_narrow_the_question_and_are_remembered(
    filled: PayPage, qtbot: QtBot, workplace: Workplace
) -> None:
    view = filled.benchmark_view
    form = view.form
    form.more.setChecked(True)
    assert not form.days.isVisible() and not form.exact_titles.isVisible()
    choose(filled, qtbot, "since", "days")
    assert form.days.isVisible()
    with qtbot.waitSignal(view.answered, timeout=10_000):
        form.days.choose(date(2026, 3, 1), date(2026, 3, 12))
        form.days.changed.emit()
    assert view.benchmark is not None and view.benchmark.overall.n == 12
    choose(filled, qtbot, "titles", "exact")
    assert view.benchmark.overall.n == 0
    with qtbot.waitSignal(view.answered, timeout=10_000):
        form.exact_titles.insert("accountant; SMM Specialist")
        qtbot.keyClick(form.exact_titles, Qt.Key.Key_Return)
    assert [one.title for one in view.benchmark.used_titles] == ["SMM specialist", "Accountant"]
    choose(filled, qtbot, "source", form.source.itemData(1))
    query = form.query()
    assert query.source_ids is not None and len(query.source_ids) == 1
    again = PayPage(workplace)
    qtbot.addWidget(again)
    again.enter()
    qtbot.waitUntil(lambda: again.benchmark_view.form.query() == query, timeout=10_000)
    assert view.form.more.text() == "Fewer choices"
    view.compare_with(currency="BDT", period="month", country="BD")
    assert form.query().titles == "smm" and form.query().source_ids is None


def test_the_last_day_never_lies_before_the_first(qtbot: QtBot) -> None:
    span = DaySpan()
    qtbot.addWidget(span)
    span.choose(date(2026, 1, 5), date(2026, 2, 5))
    with qtbot.waitSignal(span.changed):
        span.first.setDate(QDate(2026, 3, 1))
    assert span.days == (date(2026, 3, 1), date(2026, 3, 1))
    span.choose(date(2025, 1, 1), date(2025, 2, 1))
    assert span.days == (date(2025, 1, 1), date(2025, 2, 1))


def test_intervals_stand_on_one_line_where_there_is_room(filled: PayPage) -> None:
    cells = filled.benchmark_view.cells
    filled.resize(1500, 800)
    QApplication.processEvents()
    assert cells.model.index(0, 0).data() == "All together\n24 figures, 24 contributors"
    assert cells.model.index(0, 3).data().count("\n") == 1
    assert not cells.table.horizontalScrollBar().isVisible()
    cells.table.setFixedWidth(420)
    QApplication.processEvents()
    assert cells.model.index(0, 3).data().count("\n") == 2
    assert cells.model.index(0, 0).data() == "All together\n24 figures,\n24 contributors"


def test_the_groups_can_be_titles_levels_or_dates(filled: PayPage, qtbot: QtBot) -> None:
    view = filled.benchmark_view
    choose(filled, qtbot, "by", "title")
    assert view.cells.model.rowCount() == 4
    choose(filled, qtbot, "by", "quarter")
    assert view.benchmark is not None
    assert {cell.group.axis for cell in view.benchmark.bands if cell.group} == {"quarter"}
    assert view.cells.spread.chart is not None


def test_smoothed_percentiles_are_shown_only_when_asked_for(filled: PayPage) -> None:
    cells = filled.benchmark_view.cells
    raw = cells.model.index(0, 3).data()
    cells.smoothed.setChecked(True)
    smooth = cells.model.index(0, 3).data()
    assert smooth != raw and "[" not in smooth
    cells.smoothed.setChecked(False)
    assert cells.model.index(0, 3).data() == raw


def test_a_workbook_is_saved_only_after_saying_what_it_holds(
    filled: PayPage, qtbot: QtBot, notices: RecordingNotices, tmp_path: Path
) -> None:
    notices.answers = [False]
    filled.make_workbook()
    assert "single amounts" in notices.questions[-1]
    with qtbot.waitSignal(filled.desk.saving, check_params_cb=lambda busy: not busy, timeout=20_000):
        filled.desk.save_workbook(filled.benchmark_view.query(), None, tmp_path / "pay")
    assert (tmp_path / "pay.xlsx").read_bytes().startswith(b"PK")


def test_a_country_without_data_is_an_answer_with_its_reason(filled: PayPage, qtbot: QtBot) -> None:
    choose(filled, qtbot, "country", "SG")
    cells = filled.benchmark_view.cells
    assert "no figures" in cells.answer.text()
    assert not cells.figures.isVisibleTo(cells)
    assert cells.chart.chart is None
    type_offer(filled, qtbot, "25000")
    assert "too few figures" in filled.benchmark_view.offer.sentence.text()
    assert filled.benchmark_view.offer.measures[0].isHidden()


def test_figures_in_other_currencies_are_counted_not_converted(filled: PayPage, qtbot: QtBot) -> None:
    choose(filled, qtbot, "currency", "USD")
    assert filled.benchmark_view.benchmark is not None
    assert filled.benchmark_view.benchmark.overall.n == 0
    assert "24" in notes(filled)


def test_turning_months_into_years_is_said(filled: PayPage, qtbot: QtBot) -> None:
    choose(filled, qtbot, "period", "year")
    assert filled.benchmark_view.cells.model.index(0, 3).data().startswith("৳378,000")
    assert "× 12" in notes(filled)


def test_a_title_can_be_left_out_and_taken_in_again(filled: PayPage, qtbot: QtBot) -> None:
    view = filled.benchmark_view
    assert view.titles.list.count() == 3
    with qtbot.waitSignal(view.answered, timeout=10_000):
        view.titles.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert view.benchmark is not None
    assert view.benchmark.overall.n == 16
    assert view.titles.list.count() == 3
    assert "2 of 3" in view.titles.head.text()
    with qtbot.waitSignal(view.answered, timeout=10_000):
        qtbot.mouseClick(view.titles.all, Qt.MouseButton.LeftButton)
    assert view.benchmark.overall.n == 24


def test_an_offer_is_placed_said_in_words_and_drawn(filled: PayPage, qtbot: QtBot) -> None:
    type_offer(filled, qtbot, "25,000")
    view = filled.benchmark_view
    place = view.offer.place
    assert place is not None
    assert place.percentile == pytest.approx(100 * 5.5 / 24)
    assert "below the middle pay" in view.offer.sentence.text()
    assert "22.9" in view.offer.measures[0].text()
    chart = view.cells.chart.chart
    assert chart is not None
    assert any("25,000" in getattr(shape, "text", "") for shape in chart.shapes)


def test_an_offer_by_the_year_is_compared_by_the_month(filled: PayPage, qtbot: QtBot) -> None:
    offer = filled.benchmark_view.offer
    offer.period.setCurrentIndex(offer.period.findData("year"))
    type_offer(filled, qtbot, "300000")
    assert offer.place is not None
    assert offer.place.amount == pytest.approx(25_000)
    assert "25,000 a month" in offer.origin.text()


@pytest.mark.parametrize("typed", ["much", "-5", "0"])
def test_what_is_no_amount_is_marked_and_not_placed(filled: PayPage, qtbot: QtBot, typed: str) -> None:
    type_offer(filled, qtbot, typed)
    offer = filled.benchmark_view.offer
    assert offer.place is None
    assert offer.amount.property("invalid") is True
    assert "not an amount" in offer.sentence.text()


def test_bengali_digits_are_an_amount_too(filled: PayPage, qtbot: QtBot) -> None:
    type_offer(filled, qtbot, "২৫,০০০")
    assert filled.benchmark_view.offer.place is not None
    assert filled.benchmark_view.offer.place.amount == 25_000


def test_currencies_and_piece_prices_are_never_mixed(filled: PayPage, qtbot: QtBot) -> None:
    offer = filled.benchmark_view.offer
    offer.currency.setCurrentIndex(offer.currency.findData("USD"))
    type_offer(filled, qtbot, "500")
    assert offer.place is None
    assert "No exchange rate" in offer.sentence.text()
    offer.currency.setCurrentIndex(offer.currency.findData("BDT"))
    offer.period.setCurrentIndex(offer.period.findData("project"))
    offer.place_now()
    assert offer.place is None
    assert "never turned into" in offer.sentence.text()


def test_the_offer_of_a_vacancy_is_filled_in_and_compared(filled: PayPage, qtbot: QtBot) -> None:
    band = PayOffer(Decimal(20000), Decimal(30000), "BDT", "month", PayBasis.UNKNOWN)
    with qtbot.waitSignal(filled.benchmark_view.answered, timeout=10_000):
        filled.enter(("offer", band, "BD"))
    offer = filled.benchmark_view.offer
    assert offer.amount.text() == "25,000"
    assert offer.place is not None
    assert "20,000" in offer.origin.text()
    assert "30,000" in offer.origin.text()
    assert filled.benchmark_view.query().country == "BD"


def test_a_source_can_be_switched_off_and_on(filled: PayPage, qtbot: QtBot) -> None:
    filled.tabs.setCurrentIndex(1)
    qtbot.mouseClick(filled.sources_view.switch, Qt.MouseButton.LeftButton)
    source = filled.sources_view.selected_source()
    assert source is not None
    assert not source.enabled
    assert filled.benchmark_view.benchmark is None
    assert not filled.report.isEnabled()
    with qtbot.waitSignal(filled.benchmark_view.answered, timeout=10_000):
        qtbot.keyClick(filled.sources_view.table, Qt.Key.Key_Space)
    assert filled.benchmark_view.benchmark is not None


def test_a_removed_source_comes_back_with_undo(
    filled: PayPage, qtbot: QtBot, notices: RecordingNotices
) -> None:
    filled.tabs.setCurrentIndex(1)
    filled.sources_view.table.setFocus()
    qtbot.keyClick(filled.sources_view.table, Qt.Key.Key_Delete)
    assert pay.sources(unit_of_work=filled.program.unit_of_work) == ()
    assert notices.action is not None
    with qtbot.waitSignal(filled.benchmark_view.answered, timeout=10_000):
        notices.action()
    assert len(pay.sources(unit_of_work=filled.program.unit_of_work)) == 1
    assert filled.benchmark_view.benchmark is not None
    assert filled.benchmark_view.benchmark.overall.n == 24


def test_the_wheel_scrolls_past_a_choice_without_changing_it(filled: PayPage, qtbot: QtBot) -> None:
    form = filled.benchmark_view.form
    form.country.setFocus()
    before = form.currency.currentData()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(form.currency.mapToGlobal(QPoint(5, 5))),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(form.currency, event)
    assert form.currency.currentData() == before


def test_the_report_opens_as_a_document_of_what_is_on_the_screen(filled: PayPage, qtbot: QtBot) -> None:
    from ui.dialogs.document import DocumentDialog

    type_offer(filled, qtbot, "25000")
    qtbot.mouseClick(filled.report, Qt.MouseButton.LeftButton)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, DocumentDialog))
    qtbot.waitUntil(lambda: dialog.data is not None, timeout=30_000)
    assert dialog.data is not None
    assert dialog.data.startswith(b"%PDF")
    dialog.reject()
    filled.background.wait()


def test_the_whole_page_speaks_bengali_after_a_switch_and_keeps_what_was_typed(
    filled: PayPage, qtbot: QtBot, workplace: Workplace
) -> None:
    type_offer(filled, qtbot, "25000")
    speak("bn")
    assert filled.benchmark_view.offer.amount.text() == "25000"
    codes = {"CSV", "TSV", "XLSX", "PDF", "Harrell", "Davis"}
    codes |= {"World", "Development", "Indicators", "PPP", "PA", "NUS"}  # where price levels are from
    own = {"dhaka", "survey", "csv", "Social", "Media", "Manager", "Executive", "SMM", "specialist"}
    assert latin_words(texts_of(filled), *codes, *own) == set()
    fresh = PayPage(workplace)
    qtbot.addWidget(fresh)
    with qtbot.waitSignal(fresh.benchmark_view.answered, timeout=10_000):
        fresh.enter()
        fresh.benchmark_view.compare_with(currency="BDT", period="month", country="BD")
        fresh.benchmark_view.ask_now()
    fresh.benchmark_view.offer.amount.setText("25000")
    fresh.benchmark_view.offer.place_now()
    assert sorted(texts_of(fresh)) == sorted(texts_of(filled))


def test_the_import_speaks_bengali_after_a_switch(
    page: PayPage, open_import: Callable[[Path], ImportDialog], tmp_path: Path
) -> None:
    from tests.ui.pay.made_data import write_survey

    dialog = open_import(write_survey(tmp_path))
    dialog.form.source_name.setText("ঢাকা")
    dialog.form.source_name.setModified(True)
    speak("bn")
    assert dialog.form.source_name.text() == "ঢাকা"
    assert dialog.form.mapping().source_name == "ঢাকা"
    rows = latin_words([(tmp_path / "dhaka-survey.csv").read_text("utf-8"), "dhaka-survey.csv"])
    assert latin_words(texts_of(dialog), "Enter", *rows) == set()
    dialog.reject()


def test_the_survey_of_2021_gives_the_reference_figures(
    page: PayPage,
    open_import: Callable[[Path], ImportDialog],
    keep: Callable[[ImportDialog], None],
    shared_dir: Path,
    qtbot: QtBot,
) -> None:
    keep(open_import(shared_dir / "data" / "salary" / "ask-a-manager-2021.xlsx"))
    cells = page.benchmark_view.cells.model
    assert cells.index(0, 0).data().startswith("All together\n64 figures")
    figures = [cells.index(0, column).data().splitlines()[0] for column in range(1, 6)]
    assert figures == ["$40,300", "$50,000", "$63,500", "$82,750", "$103,500"]
    assert cells.index(0, 3).data().splitlines()[1:] == ["[55,000–", "71,000]"]
    type_offer(page, qtbot, "55000")
    assert page.benchmark_view.offer.measures[0].text() == "Percentile: 35.2 [24.6–47.4]"
    assert "0.866" in page.benchmark_view.offer.measures[1].text()


@pytest.mark.parametrize("language", ["en", "bn"])
def test_the_table_of_groups_fits_the_usual_window(filled: PayPage, qtbot: QtBot, language: str) -> None:
    speak(language)
    choose(filled, qtbot, "period", "year")  # the longest figures
    table = filled.benchmark_view.cells.table
    assert table.horizontalScrollBar().maximum() == 0
    metrics = table.fontMetrics()
    for row in range(table.model().rowCount()):
        widest = max(
            metrics.horizontalAdvance(line) for line in table.model().index(row, 0).data().splitlines()
        )
        assert widest + 20 < table.columnWidth(0), "with its paddings"


def test_a_page_opened_anew_asks_where_the_figures_are(
    workplace: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write_survey(tmp_path)
    path.write_text(path.read_text("utf-8").replace("BDT,Bangladesh", "USD,United States"), "utf-8")
    table, unit_of_work = pay.read_table(path), workplace.program.unit_of_work
    pay.accept(pay.dry_run(table, pay.guess(table), unit_of_work=unit_of_work), unit_of_work=unit_of_work)
    page = PayPage(workplace)
    qtbot.addWidget(page)
    page.enter()
    query = page.benchmark_view.query()
    assert (query.country, query.currency, query.period) == ("US", "USD", "month")
    page.benchmark_view.compare_with(currency="BDT", period="year", country="BD")
    page.enter()
    assert page.benchmark_view.query().country == "BD", "what somebody chose stays"


def test_tabs_turn_from_anywhere_on_the_page(filled: PayPage, qtbot: QtBot) -> None:
    filled.activateWindow()
    filled.import_file.setFocus()
    qtbot.waitUntil(filled.import_file.hasFocus)
    for index in (*range(1, filled.tabs.count()), 0):
        focused = filled.focusWidget()
        assert focused is not None and focused.isVisible()
        qtbot.keyClick(focused, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        assert filled.tabs.currentIndex() == index
