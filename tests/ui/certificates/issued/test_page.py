"""The list of issued certificates, and what is done with one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from smmhire.certificates.certificate import Certificate
from smmhire.certificates.listing import CertificateState
from smmhire.certificates.number import certificate_number
from smmhire.certificates.verdict import Conclusion
from smmhire.identity import new_id
from smmhire.services import certificate_check, certificates, credentials, issuer_keys, revoking
from smmhire.signing.keys import Signer
from tests.ui.certificates.issued.conftest import FakeDesk, Hired, settle
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from ui.dialogs.document import DocumentDialog
from ui.models.table import NOT_YET
from ui.pages.certificates.list_model import KEPT, STRETCH
from ui.pages.certificates.page import CertificatesPage
from ui.pages.certificates.table import HOLDER, NUMBER
from ui.pages.certificates.withdraw_dialog import WithdrawDialog

LONG_AGO = date(2020, 1, 1)


def shown_holders(page: CertificatesPage) -> list[str]:
    return [str(page.model.index(at, HOLDER).data()) for at in range(page.model.rowCount())]


def enter(page: CertificatesPage, argument: object = None) -> None:
    page.enter(argument)
    settle(page)


def opened(page: CertificatesPage) -> DocumentDialog:
    dialog = page.actions_.dialog
    assert isinstance(dialog, DocumentDialog)
    settle(page)
    assert dialog.data is not None
    return dialog


def add_many(page: CertificatesPage, hired: Hired, count: int) -> list[str]:
    """So many certificates on one attempt, one a day; their numbers, as the list shows them."""
    one = hired.issue("Rahima", date(2026, 1, 1))
    numbers = [one.number]
    with page.program.unit_of_work() as work:
        for n in range(1, count):
            key = new_id()
            day = one.issued_on - timedelta(days=n // 3)
            number = certificate_number(key, day)
            work.certificates.add(_copy(one, key, number, day, f"Issuer {n}"))
            numbers.append(number)
        work.commit()
    return numbers


def _copy(one: Certificate, key: object, number: str, day: date, issuer: str) -> Certificate:
    from dataclasses import replace
    from typing import Any

    changes: dict[str, Any] = {"id": key, "number": number, "issued_on": day, "issuer": issuer}
    return replace(one, **changes)


# -- the list ----------------------------------------------------------------------------------------
def test_without_certificates_the_page_says_where_they_come_from(page: CertificatesPage) -> None:
    went: list[str] = []
    page.go.connect(lambda name, _argument: went.append(name))
    enter(page)
    assert page.stack.currentWidget() is page.empty
    assert not page.filters.isVisible() and not page.many.isVisible()
    page.empty.other.click()
    assert went == ["assessment"]


def test_the_list_is_found_by_holder_number_issuer_and_state(page: CertificatesPage, hired: Hired) -> None:
    made = {name: hired.issue(name) for name in ("Karim Rahman", "নাসরিন আক্তার")}
    old = hired.issue("Rahima", LONG_AGO)
    revoking.revoke(
        made["Karim Rahman"].number, "A mistake.", who="x", unit_of_work=page.program.unit_of_work
    )
    enter(page)
    assert set(shown_holders(page)) == {"Karim Rahman", "নাসরিন আক্তার", "Rahima"}
    texts = [page.filters.state.itemText(i) for i in range(page.filters.state.count())]
    assert texts == ["All states · 3", "valid · 1", "expired · 1", "withdrawn · 1", "practice · 0"]
    for state, holder in (
        (CertificateState.VALID, "নাসরিন আক্তার"),
        (CertificateState.EXPIRED, "Rahima"),
        (CertificateState.REVOKED, "Karim Rahman"),
    ):
        page.filters.show_state(state)
        settle(page)
        assert shown_holders(page) == [holder]
    page.filters.show_state(CertificateState.PRACTICE)
    settle(page)
    assert page.lists.currentWidget() is page.none_found and not page.detail_area.isVisible()
    page.none_found.action.click()
    settle(page)
    assert page.model.rowCount() == 3 and page.lists.currentWidget() is page.table
    for text in ("karim", "shop karim", made["Karim Rahman"].number.lower()):
        page.filters.text.setText(text)
        settle(page)
        assert shown_holders(page) == ["Karim Rahman"], text
    enter(page, old.number)
    assert shown_holders(page) == ["Rahima"]


def test_the_one_that_is_looked_at_stays_so_while_others_are_looked_for(
    page: CertificatesPage, hired: Hired
) -> None:
    for name in hired.attempts:
        hired.issue(name)
    enter(page)
    page.table.select(2)
    settle(page)
    chosen = page.selected()
    assert chosen is not None and page.detail.holder.text() == chosen.holder
    page.filters.text.setText(next(name for name in hired.attempts if name != chosen.holder))
    settle(page)
    assert page.detail.holder.text() != chosen.holder
    page.filters.clear()
    settle(page)
    page.table.select(2)
    settle(page)
    assert page.detail.holder.text() == chosen.holder


def test_a_list_of_any_length_is_walked_through_page_by_page(page: CertificatesPage, hired: Hired) -> None:
    count = (KEPT + 5) * STRETCH + 7
    numbers = add_many(page, hired, count)
    tester = QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page.model
    )
    enter(page)
    assert page.model.rowCount() == count and tester.model() is page.model
    assert page.model.index(count - 1, NUMBER).data() == NOT_YET
    page.table.scrollToBottom()
    settle(page)
    last = str(page.model.index(count - 1, NUMBER).data())
    assert last in numbers and last != NOT_YET
    assert len(page.model.rows_here()) <= (KEPT + 1) * STRETCH
    page.table.scrollToTop()
    settle(page)
    read = [str(page.model.index(at, NUMBER).data()) for at in range(STRETCH)]
    listed = certificates.page(page.filters.query, unit_of_work=page.program.unit_of_work)
    assert read == [one.number for one in listed]
    # Somewhere in the middle, from the nearest page that was read.
    page.table.scrollTo(page.model.index(count // 2, 0))
    settle(page)
    everything = certificates.page(page.filters.query, limit=count, unit_of_work=page.program.unit_of_work)
    assert page.model.index(count // 2, NUMBER).data() == everything[count // 2].number


# -- one certificate ---------------------------------------------------------------------------------
def test_the_detail_says_whose_it_is_how_it_stands_and_that_it_is_not_signed(
    page: CertificatesPage, hired: Hired
) -> None:
    made = hired.issue("Karim Rahman")
    enter(page)
    said = " ".join(texts_of(page.detail))
    for part in ("Karim Rahman", made.number, "Shop", "SMM manager", "assessment, supervised", "Not signed"):
        assert part in said
    assert not page.detail.badge.isVisible() and not page.detail.reinstate.isVisible()


def test_printing_again_signs_with_the_issuer_that_is_unlocked(
    page: CertificatesPage, hired: Hired, signer: Signer, tmp_path: Path
) -> None:
    hired.issue("Karim Rahman")
    enter(page)
    page.open()
    dialog = opened(page)
    file = tmp_path / "signed.pdf"
    file.write_bytes(dialog.data or b"")
    verdict = certificate_check.check_file(file, unit_of_work=page.program.unit_of_work)
    assert verdict.conclusion is Conclusion.GENUINE
    dialog.reject()
    settle(page)
    fingerprint = signer.issuer.fingerprint
    assert fingerprint.replace("-", "") in page.detail.signed.text().replace("-", "").replace("\n", "")
    assert "“দোকান”, which signs now" in page.detail.signed.text()
    assert page.detail.badge.isVisible()


def test_without_a_signer_it_is_printed_unsigned_and_what_was_signed_before_stays_on_it(
    page: CertificatesPage, hired: Hired, signer: Signer, at_desk: FakeDesk, tmp_path: Path
) -> None:
    made = hired.issue("Karim Rahman")
    at_desk.signer = None
    unit_of_work = page.program.unit_of_work
    for is_signed, conclusion in ((False, Conclusion.NOT_SIGNED), (True, Conclusion.PAGE_NOT_SIGNED)):
        if is_signed:
            credentials.sign(made, signer, unit_of_work=unit_of_work)
        enter(page)
        page.open()
        dialog = opened(page)
        file = tmp_path / "unsigned.pdf"
        file.write_bytes(dialog.data or b"")
        assert certificate_check.check_file(file, unit_of_work=unit_of_work).conclusion is conclusion
        dialog.reject()
        settle(page)


def test_who_gives_up_at_the_passphrase_gets_no_document(
    page: CertificatesPage, hired: Hired, at_desk: FakeDesk
) -> None:
    hired.issue("Karim Rahman")
    at_desk.gives_up = True
    enter(page)
    page.open()
    assert at_desk.asked == 1 and page.actions_.dialog is None


@pytest.mark.parametrize(
    ("answer", "conclusion"), [(True, Conclusion.GENUINE), (False, Conclusion.PAGE_NOT_SIGNED)]
)
def test_what_another_issuer_signed_is_signed_anew_only_when_that_is_wanted(
    page: CertificatesPage,
    hired: Hired,
    signer: Signer,
    at_desk: FakeDesk,
    notices: RecordingNotices,
    tmp_path: Path,
    answer: bool,
    conclusion: Conclusion,
) -> None:
    unit_of_work = page.program.unit_of_work
    made = hired.issue("Karim Rahman")
    before = credentials.sign(made, signer, unit_of_work=unit_of_work)
    at_desk.signer = issuer_keys.rotate(signer, "New", "another lock of words", unit_of_work=unit_of_work)
    enter(page)
    assert "which no longer signs" in page.detail.signed.text()
    notices.answers = [answer]
    page.open()
    dialog = opened(page)
    assert "signed by another issuer" in notices.questions[0]
    file = tmp_path / "again.pdf"
    file.write_bytes(dialog.data or b"")
    assert certificate_check.check_file(file, unit_of_work=unit_of_work).conclusion is conclusion
    kept = credentials.of_certificate(made, unit_of_work=unit_of_work)
    assert kept is not None and (kept == before) is not answer


def test_a_certificate_is_withdrawn_with_a_reason_and_the_way_back(
    page: CertificatesPage, hired: Hired, notices: RecordingNotices
) -> None:
    made = hired.issue("Karim Rahman")
    unit_of_work = page.program.unit_of_work
    enter(page)
    page.detail.withdraw.click()
    dialog = page.actions_.dialog
    assert isinstance(dialog, WithdrawDialog)
    dialog.withdraw.click()
    assert dialog.problem.isVisible() and revoking.get(made.number, unit_of_work=unit_of_work) is None
    dialog.usual.setCurrentIndex(1)
    dialog.usual.activated.emit(1)
    assert dialog.reason.toPlainText() == "It was issued by mistake."
    dialog.withdraw.click()
    settle(page)
    kept = revoking.get(made.number, unit_of_work=unit_of_work)
    assert kept is not None and kept.reason == "It was issued by mistake."
    assert "It was issued by mistake." in page.detail.reason.text()
    assert page.detail.reinstate.isVisible() and not page.detail.withdraw.isVisible()
    assert notices.action is not None
    notices.action()  # undo
    settle(page)
    assert revoking.get(made.number, unit_of_work=unit_of_work) is None
    assert page.detail.withdraw.isVisible() and not page.detail.reason.isVisible()


def test_lists_of_all_who_have_signed_a_withdrawn_certificate_are_named(
    page: CertificatesPage, hired: Hired, signer: Signer, notices: RecordingNotices
) -> None:
    unit_of_work = page.program.unit_of_work
    made = hired.issue("Karim Rahman")
    credentials.sign(made, signer, unit_of_work=unit_of_work)
    newer = issuer_keys.rotate(signer, "New", "another lock of words", unit_of_work=unit_of_work)
    credentials.sign(made, newer, anew=True, unit_of_work=unit_of_work)
    enter(page)
    page.detail.withdraw.click()
    dialog = page.actions_.dialog
    assert isinstance(dialog, WithdrawDialog)
    dialog.reason.setPlainText("It was issued by mistake.")
    dialog.withdraw.click()
    settle(page)
    fingerprints = [one.issuer.fingerprint for one in (newer, signer)]
    assert notices.infos[-1].endswith("“New” ({}), “দোকান” ({}).".format(*fingerprints))


def test_a_withdrawal_is_taken_back_and_that_undone_with_the_same_day_and_reason(
    page: CertificatesPage, hired: Hired, notices: RecordingNotices
) -> None:
    made = hired.issue("Karim Rahman")
    unit_of_work = page.program.unit_of_work
    before = revoking.revoke(
        made.number, "So it is.", who="x", unit_of_work=unit_of_work, on=date(2026, 3, 1),
        now=datetime(2026, 3, 1, tzinfo=UTC),
    )  # fmt: skip
    enter(page)
    page.detail.reinstate.click()
    settle(page)
    assert revoking.get(made.number, unit_of_work=unit_of_work) is None
    assert notices.action is not None
    notices.action()
    settle(page)
    assert revoking.get(made.number, unit_of_work=unit_of_work) == before
    assert page.detail.reinstate.isVisible()


@pytest.mark.parametrize("ending", ["png", "jwt", "json"])
def test_the_badge_is_saved_in_the_kind_that_was_chosen(
    ending: str,
    page: CertificatesPage,
    hired: Hired,
    signer: Signer,
    tmp_path: Path,
    notices: RecordingNotices,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = hired.issue("Karim Rahman")
    credentials.sign(made, signer, unit_of_work=page.program.unit_of_work)
    enter(page)

    def choose(_parent: object, _title: str, _path: str, kinds: str) -> tuple[str, str]:
        return str(tmp_path / "badge"), next(kind for kind in kinds.split(";;") if f"*.{ending})" in kind)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    page.detail.badge.click()
    settle(page)
    file = tmp_path / f"badge.{ending}"
    assert file.is_file() and f"badge.{ending}" in notices.infos[-1]
    if ending != "json":
        verdict = certificate_check.check_file(file, unit_of_work=page.program.unit_of_work)
        assert verdict.claims is not None and verdict.claims.number == made.number


def test_the_keys_of_the_list_copy_withdraw_and_find(
    page: CertificatesPage, hired: Hired, qtbot: QtBot
) -> None:
    made = hired.issue("Karim Rahman")
    enter(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == made.number
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert isinstance(page.actions_.dialog, WithdrawDialog)
    page.actions_.dialog.reject()
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filters.text.hasFocus()
    QTest.qWait(5)


def test_in_bengali_nothing_english_is_left(page: CertificatesPage, hired: Hired, signer: Signer) -> None:
    made = hired.issue("নাসরিন আক্তার")
    credentials.sign(made, signer, unit_of_work=page.program.unit_of_work)
    enter(page)
    speak("bn")
    settle(page)
    page.withdraw()
    assert page.actions_.dialog is not None
    read = [
        *texts_of(page.actions_.dialog),
        *(text for text in texts_of(page) if made.number not in text and "Shop" not in text),
    ]
    fingerprint = set(signer.issuer.fingerprint.split("-"))
    words = latin_words([text.replace(made.number, "") for text in read], "SMM", "manager", "Shop")
    assert {word for word in words if not any(word in group for group in fingerprint)} == set()
