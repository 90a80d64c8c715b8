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
