"""A vacancy's pay becomes a pay figure with one press."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from smmhire.errors import UserError
from smmhire.services import pay_entries, vacancies
from smmhire.vacancies.profile import PayBasis, PayOffer
from tests.ui.conftest import RecordingNotices
from ui.pages.page import Workplace
from ui.pages.vacancies.page import VacanciesPage

BAND = PayOffer(Decimal(25000), Decimal(30000), "BDT", "month", PayBasis.UNKNOWN)


def page_with(workplace: Workplace, qtbot: QtBot, offer: PayOffer | None) -> VacanciesPage:
    unit_of_work = workplace.program.unit_of_work
    vacancies.save(replace(vacancies.new_profile(), pay=offer), unit_of_work=unit_of_work)
    page = VacanciesPage(workplace)
    qtbot.addWidget(page)
    page.show()
    page.enter()
    return page


def test_the_pay_is_kept_as_an_offer_and_taken_back(
    workplace: Workplace, qtbot: QtBot, notices: RecordingNotices
) -> None:
    page = page_with(workplace, qtbot, BAND)
    page.more.pay.trigger()
    unit_of_work = workplace.program.unit_of_work
    [entry] = pay_entries.page(unit_of_work=unit_of_work).entries
    assert (entry.figure.low, entry.figure.high) == (25_000, 30_000)
    assert "৳25,000 to ৳30,000" in notices.infos[-1]
    undo = notices.action
    page.more.pay.trigger()
    assert "already" in notices.infos[-1]
    assert undo is not None
    undo()
    assert pay_entries.page(unit_of_work=unit_of_work).total == 0


def test_undo_after_a_changed_offer_brings_the_one_before_back(
    workplace: Workplace, qtbot: QtBot, notices: RecordingNotices
) -> None:
    page = page_with(workplace, qtbot, BAND)
    page.more.pay.trigger()
    unit_of_work = workplace.program.unit_of_work
    [summary] = vacancies.listing(unit_of_work=unit_of_work)
    profile = vacancies.get(summary.id, unit_of_work=unit_of_work)
    more = replace(BAND, high=Decimal(40000))
    vacancies.save(replace(profile, pay=more), unit_of_work=unit_of_work)
    page.more.pay.trigger()
    [entry] = pay_entries.page(unit_of_work=unit_of_work).entries
    assert entry.figure.high == 40_000
    assert notices.action is not None
    notices.action()
    [entry] = pay_entries.page(unit_of_work=unit_of_work).entries
    assert entry.figure.high == 30_000


def test_a_vacancy_without_pay_says_what_to_do(workplace: Workplace, qtbot: QtBot) -> None:
    page = page_with(workplace, qtbot, None)
    with pytest.raises(UserError, match="names no pay"):
        page.more.keep_pay()


def wanted(page: VacanciesPage) -> list[tuple[str, object]]:
    """Where the page asks to go, from now on."""
    asked: list[tuple[str, object]] = []
    page.go.connect(lambda name, argument: asked.append((name, argument)))
    return asked


def test_the_pay_of_a_listed_vacancy_is_compared_with_one_press(workplace: Workplace, qtbot: QtBot) -> None:
    page = page_with(workplace, qtbot, BAND)
    asked = wanted(page)
    page.more.actions_menu.aboutToShow.emit()
    assert page.more.compare.isEnabled()
    page.more.compare.trigger()
    assert asked == [("pay", ("offer", BAND, vacancies.new_profile().place.country))]


def test_a_vacancy_without_pay_is_not_compared(workplace: Workplace, qtbot: QtBot) -> None:
    page = page_with(workplace, qtbot, None)
    page.more.actions_menu.aboutToShow.emit()
    assert not page.more.compare.isEnabled() and page.more.pay.isEnabled()
    page.open_selected()
    assert not page.builder.conditions.compare.isEnabled()


def test_the_builder_compares_what_is_typed_and_loses_nothing(
    workplace: Workplace, qtbot: QtBot, notices: RecordingNotices
) -> None:
    page = page_with(workplace, qtbot, BAND)
    asked = wanted(page)
    page.open_selected()
    conditions = page.builder.conditions
    conditions.high.setText("45000")
    conditions.high.textEdited.emit("45000")
    conditions.country.setCurrentIndex(conditions.country.findData("IN"))
    conditions.compare.click()
    assert asked == [("pay", ("offer", replace(BAND, high=Decimal(45000)), "IN"))]
    assert page.builder.is_changed, "leaving asks what becomes of it"
    assert page.may_leave() and "Save the changes" in notices.questions[-1]
    unit_of_work = workplace.program.unit_of_work
    [summary] = vacancies.listing(unit_of_work=unit_of_work)
    kept = vacancies.get(summary.id, unit_of_work=unit_of_work).pay
    assert kept is not None and kept.high == 45_000
