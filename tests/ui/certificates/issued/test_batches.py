"""Certificates for many: asked for, made beside the window's work, stopped and gone on with."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smmhire.certificates.verdict import Conclusion
from smmhire.services import assessments, certificate_batch, certificate_check
from smmhire.signing.keys import Signer
from tests.ui.certificates.issued.conftest import FakeDesk, Hired, settle
from tests.ui.conftest import RecordingNotices
from ui.pages.certificates.batch_dialog import BatchDialog
from ui.pages.certificates.batches_dialog import BatchesDialog
from ui.pages.certificates.page import CertificatesPage


def asked(page: CertificatesPage) -> BatchDialog:
    """The dialog that asks for a batch, once it has read the people."""
    page.enter()
    settle(page)
    page.batches.begin()
    settle(page)
    dialog = page.batches.dialog
    assert isinstance(dialog, BatchDialog)
    return dialog


def listed(page: CertificatesPage) -> BatchesDialog:
    page.batches.show_all()
    settle(page)
    dialog = page.batches.dialog
    assert isinstance(dialog, BatchesDialog)
    return dialog


@pytest.fixture
def folders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked to be opened by the system."""
    opened: list[str] = []

    def take(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return opened


def test_everybody_gets_a_signed_certificate_and_the_folder_is_offered(
    page: CertificatesPage,
    hired: Hired,
    signer: Signer,
    notices: RecordingNotices,
    folders: list[str],
    tmp_path: Path,
) -> None:
    dialog = asked(page)
    assert dialog.make.text() == "Make 3 certificates" and dialog.signed.button.isChecked()
    target = tmp_path / "all"
    dialog.target.setText(str(target))
    dialog.make.click()
    assert page.batches.is_running and page.batches.band.isVisible()
    settle(page)
    assert not page.batches.band.isVisible() and page.batches.dialog is None
    files = sorted(target.iterdir())
    assert len(files) == 3
    for file in files:
        verdict = certificate_check.check_file(file, unit_of_work=page.program.unit_of_work)
        assert verdict.conclusion is Conclusion.GENUINE
    assert page.model.rowCount() == 3  # the list has read them
    assert notices.infos[-1] == "3 certificates stand in “all”."
    assert notices.action is not None
    notices.action()
    assert folders == [str(target)]


def test_only_those_ticked_get_one_and_unsigned_is_said_to_mean_something(
    page: CertificatesPage, hired: Hired, at_desk: FakeDesk, tmp_path: Path
) -> None:
    dialog = asked(page)
    assert dialog.unsigned.button.isChecked() and not dialog.signed.isEnabled()  # there is no issuer
    assert "nobody can check them" in dialog.unsigned.button.accessibleName()
    dialog.selected.button.setChecked(True)
    assert not dialog.make.isEnabled()
    dialog.people.search.setText("karim")
    dialog.people.all.click()
    dialog.people.search.clear()
    assert dialog.attempt_ids == (hired.attempts["Karim Rahman"],)
    assert dialog.make.text() == "Make 1 certificate"
    dialog.zip.button.setChecked(True)
    assert dialog.target.text().endswith(".zip")
    dialog.target.setText(str(tmp_path / "some.zip"))
    dialog.make.click()
    settle(page)
    assert at_desk.asked == 0
    with zipfile.ZipFile(tmp_path / "some.zip") as packed:
        assert len(packed.namelist()) == 1


def test_what_is_missing_is_said_before_anything_is_made(
    page: CertificatesPage, hired: Hired, tmp_path: Path
) -> None:
    dialog = asked(page)
    (tmp_path / "file").write_text("x")
    for text, said in (
        (str(tmp_path / "no" / "such"), "a place that exists"),
        ("", "a place that exists"),
        (str(tmp_path / "file"), "something else under this name"),
        (str(tmp_path / "a.zip"), "must not end in .zip"),
    ):
        dialog.target.setText(text)
        dialog.make.click()
        assert said in dialog.problem.text() and dialog.problem.isVisible()
    dialog.issuer.clear()
    dialog.make.click()
    assert "who issues" in dialog.problem.text()
    assert certificate_batch.listing(unit_of_work=page.program.unit_of_work) == ()


def test_who_gives_up_at_the_passphrase_is_back_in_the_dialog(
    page: CertificatesPage, hired: Hired, signer: Signer, at_desk: FakeDesk, tmp_path: Path
) -> None:
    at_desk.gives_up = True
    dialog = asked(page)
    dialog.target.setText(str(tmp_path / "all"))
    dialog.make.click()
    assert dialog.isVisible() and not page.batches.is_running


def test_a_batch_that_was_cancelled_is_gone_on_with_from_the_list(
    page: CertificatesPage, hired: Hired, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = asked(page)
    dialog.target.setText(str(tmp_path / "all"))
    dialog.make.click()
    page.batches.band.cancel.click()
    assert "Stopping" in page.batches.band.said.text()
    settle(page)
    assert not page.batches.is_running
    found = certificate_batch.listing(unit_of_work=page.program.unit_of_work)
    if found:  # the first report of progress came after the batch was kept
        assert found[0].waiting and "stopped" in notices.infos[-1]
        assert "1 not finished" in page.batches.listing.button.text()
        batches = listed(page)
        assert batches.go_on.isEnabled() and not batches.signs.isChecked()
        batches.go_on.click()
        settle(page)
        assert len(list((tmp_path / "all").iterdir())) == 3
        assert page.batches.listing.button.text() == "Batches …"


def test_what_failed_is_named_with_its_reason_and_tried_again(
    page: CertificatesPage, hired: Hired, notices: RecordingNotices, tmp_path: Path
) -> None:
    unit_of_work = page.program.unit_of_work
    nobody = assessments.start(assessments.practice_form(), "Not done", unit_of_work=unit_of_work)
    certificate_batch.start(
        [*hired.attempts.values(), nobody.id], tmp_path / "all", "Shop", "bn", unit_of_work=unit_of_work
    )
    page.enter()
    settle(page)
    listed(page).go_on.click()
    settle(page)
    assert notices.infos[-1] == "3 of 4 certificates were made, 1 could not be."
    dialog = listed(page)
    assert [dialog.failures.index(0, column).data() for column in (0, 1)] == [
        "Not done",
        "The attempt is not finished, so there is nothing to certify yet. Finish the attempt first.",
    ]
    assessments.finish(nobody.id, unit_of_work=unit_of_work)
    dialog.go_on.click()
    settle(page)
    assert notices.infos[-1] == "4 certificates stand in “all”."
    QTest.qWait(5)


def test_a_folder_that_cannot_be_made_is_an_error_that_says_so(
    page: CertificatesPage, hired: Hired, notices: RecordingNotices, tmp_path: Path
) -> None:
    certificate_batch.start(
        list(hired.attempts.values()), tmp_path / "all", "S", "en", unit_of_work=page.program.unit_of_work
    )
    (tmp_path / "all").rmdir()
    (tmp_path / "all").write_text("x")
    page.enter()
    settle(page)
    listed(page).go_on.click()
    settle(page)
    assert "cannot be made" in str(notices.errors[-1]) and not page.batches.is_running


def test_a_batch_is_taken_off_the_list_and_its_files_stay(
    page: CertificatesPage, hired: Hired, signer: Signer, tmp_path: Path
) -> None:
    dialog = asked(page)
    dialog.target.setText(str(tmp_path / "all"))
    dialog.make.click()
    settle(page)
    batches = listed(page)
    assert batches.model.rowCount() == 1 and batches.forget.isEnabled()
    batches.forget.click()
    settle(page)
    assert batches.model.rowCount() == 0 and not batches.forget.isEnabled()
    assert batches.said.text() == "There are no batches."
    assert len(list((tmp_path / "all").iterdir())) == 3
