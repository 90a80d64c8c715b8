"""Certificates of a vacancy; at the desk somebody gives the passphrase, goes on without it, or gives up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smmhire.assessment.attempts import Purpose
from smmhire.certificates.certificate import Certificate
from smmhire.services import assessments, candidates, certificates, issuer_keys, vacancies
from smmhire.signing.keys import Signer
from smmhire.vacancies.profile import VacancyProfile
from tests.services.answering import take
from ui.pages.certificates import batches, desk
from ui.pages.certificates.page import CertificatesPage
from ui.pages.page import Workplace

PASSPHRASE = "four words make a lock"


class FakeDesk:
    """`gives_up`: asked for the passphrase, the person leaves. asked: how often somebody wanted a signer."""

    def __init__(self) -> None:
        self.signer: Signer | None = None
        self.gives_up = False
        self.asked = 0

    def with_signer(self, parent: QWidget, on_ready: Callable[[Signer | None], None]) -> None:
        self.asked += 1
        if not self.gives_up:
            on_ready(self.signer)


@pytest.fixture
def at_desk(monkeypatch: pytest.MonkeyPatch) -> FakeDesk:
    made = FakeDesk()
    monkeypatch.setattr(desk, "desk_of", lambda _workplace: made)
    monkeypatch.setattr(batches, "desk_of", lambda _workplace: made)
    return made


@pytest.fixture
def signer(workplace: Workplace, at_desk: FakeDesk) -> Signer:
    """An issuer that is unlocked."""
    at_desk.signer = issuer_keys.make("দোকান", PASSPHRASE, unit_of_work=workplace.program.unit_of_work)
    return at_desk.signer


@dataclass(frozen=True)
class Hired:
    """A vacancy with people who have finished its assessment, and certificates on some of the attempts."""

    vacancy: VacancyProfile
    attempts: dict[str, UUID]
    workplace: Workplace

    def issue(self, name: str, on: date | None = None) -> Certificate:
        return certificates.issue(
            self.attempts[name], "Shop", unit_of_work=self.workplace.program.unit_of_work, issued_on=on
        )


@pytest.fixture
def hired(workplace: Workplace) -> Hired:
    unit_of_work = workplace.program.unit_of_work
    profile = vacancies.new_profile()
    vacancy = vacancies.save(replace(profile, title="SMM manager"), unit_of_work=unit_of_work)
    form = assessments.practice_form()
    form = replace(
        form,
        item_ids=form.item_ids[:8],
        vacancy_id=vacancy.id,
        purpose=Purpose.ASSESSMENT,
        is_supervised=True,
    )
    attempts: dict[str, UUID] = {}
    for name in ("নাসরিন আক্তার", "Karim Rahman", "Rahima"):
        person = candidates.new(name, unit_of_work=unit_of_work, vacancy_id=vacancy.id)
        result = take(form, name, 0.5, unit_of_work, candidate_id=person.id)
        attempts[name] = result.attempt_id
    workplace.settings.change(employer="Shop", user_name="মূল্যায়নকারী")
    return Hired(vacancy, attempts, workplace)


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot, at_desk: FakeDesk) -> Iterator[CertificatesPage]:
    made = CertificatesPage(workplace)
    qtbot.addWidget(made)
    made.resize(970, 760)
    made.show()
    yield made
    for part in (made.actions_, made.batches):
        if part.dialog is not None:
            part.dialog.reject()


def settle(page: CertificatesPage) -> None:
    """Until what was asked for is there."""
    for _round in range(20_000):
        QTest.qWait(3)
        if page.background.is_idle and not page.model.is_reading:
            break
    QTest.qWait(3)
