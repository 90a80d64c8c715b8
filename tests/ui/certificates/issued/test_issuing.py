"""The certificate of a result is signed by the issuer that is unlocked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smmhire.certificates.verdict import Conclusion
from smmhire.errors import UserError
from smmhire.services import assessments, certificate_check, certificates, revoking
from smmhire.signing.keys import Signer
from tests.services.answering import take
from tests.ui.certificates.issued.conftest import FakeDesk, Hired
from ui.dialogs.document import DocumentDialog
from ui.pages.assessment.page import AssessmentPage
from ui.pages.certificates.desk import NoDesk
from ui.pages.certificates.opening import open_certificate
from ui.pages.page import Workplace


@pytest.fixture
def results(workplace: Workplace, qtbot: QtBot, at_desk: FakeDesk) -> AssessmentPage:
    made = AssessmentPage(workplace)
    qtbot.addWidget(made)
    made.show()
    return made


def conclusion_of(page: AssessmentPage, folder: Path) -> Conclusion:
    """Of the document that is open; it is closed then."""
    dialog = next(
        w for w in QApplication.topLevelWidgets() if isinstance(w, DocumentDialog) and w.isVisible()
    )
    for _round in range(10_000):
        if dialog.data is not None:
            break
        QTest.qWait(5)
    file = folder / "shown.pdf"
    file.write_bytes(dialog.data or b"")
    dialog.reject()
    return certificate_check.check_file(file, unit_of_work=page.program.unit_of_work).conclusion


def test_a_result_gets_a_signed_certificate(
    results: AssessmentPage, hired: Hired, signer: Signer, tmp_path: Path
) -> None:
    results.show_result(hired.attempts["Karim Rahman"])
    assert results.result_view is not None
    results.result_view.certificate.click()
    assert conclusion_of(results, tmp_path) is Conclusion.GENUINE
    (made,) = certificates.listing(unit_of_work=results.program.unit_of_work)
    assert made.issuer == "Shop"


def test_who_practises_without_an_issuer_is_asked_for_none(
    results: AssessmentPage, at_desk: FakeDesk, tmp_path: Path
) -> None:
    unit_of_work = results.program.unit_of_work
    result = take(assessments.practice_form(), "Rahima", 0.5, unit_of_work)
    results.show_result(result.attempt_id)
    assert results.result_view is not None
    results.result_view.certificate.click()
    assert at_desk.asked == 0
    assert conclusion_of(results, tmp_path) is Conclusion.NOT_SIGNED


def test_of_an_employer_who_has_no_issuer_it_is_asked_what_to_do(
    results: AssessmentPage, hired: Hired, at_desk: FakeDesk
) -> None:
    at_desk.gives_up = True
    results.show_result(hired.attempts["Karim Rahman"])
    assert results.result_view is not None
    results.result_view.certificate.click()
    assert at_desk.asked == 1
    assert not any(isinstance(w, DocumentDialog) and w.isVisible() for w in QApplication.topLevelWidgets())


def test_without_an_employer_the_certificate_names_whoever_signs(
    results: AssessmentPage, hired: Hired, signer: Signer, tmp_path: Path
) -> None:
    hired.workplace.settings.change(employer="")
    results.show_result(hired.attempts["Karim Rahman"])
    assert results.result_view is not None
    results.result_view.certificate.click()
    assert conclusion_of(results, tmp_path) is Conclusion.GENUINE
    (made,) = certificates.listing(unit_of_work=results.program.unit_of_work)
    assert made.issuer == signer.issuer.name


def test_a_withdrawn_certificate_is_not_given_out_again(
    results: AssessmentPage, hired: Hired, signer: Signer
) -> None:
    unit_of_work = results.program.unit_of_work
    made = hired.issue("Karim Rahman")
    revoking.revoke(made.number, "By mistake", who="HR", unit_of_work=unit_of_work)
    results.show_result(hired.attempts["Karim Rahman"])
    assert results.result_view is not None
    with pytest.raises(UserError, match="is withdrawn since"):
        results.result_view.open_certificate()
    with pytest.raises(UserError, match="is withdrawn since"):
        open_certificate(made, hired.workplace, NoDesk(), results)
    assert not any(isinstance(w, DocumentDialog) and w.isVisible() for w in QApplication.topLevelWidgets())
