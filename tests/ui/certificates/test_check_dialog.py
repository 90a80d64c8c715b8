"""The window that checks certificates tells integrity from identity, and never ends in a bare “valid”."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smmhire.certificates.verdict import Conclusion
from smmhire.services import issuers
from smmhire.signing.badge import badge_json
from tests.ui.certificates.conftest import Signed
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from tests.ui.test_accessibility import nameless
from ui.application import build_window
from ui.pages.certificates.check_dialog import CheckDialog, open_check
from ui.pages.certificates.check_reading import Source, source_of
from ui.pages.certificates.check_trust import TrustDialog
from ui.pages.certificates.check_words import Grade
from ui.pages.page import Workplace


@pytest.fixture
def dialog(workplace: Workplace, qtbot: QtBot) -> CheckDialog:
    made = CheckDialog(workplace)
    qtbot.addWidget(made)
    made.show()
    return made


def checked(dialog: CheckDialog, source: Source, qtbot: QtBot) -> Conclusion:
    """Check it, wait for the answer."""
    dialog.answer.verdict = None
    dialog.check(source)
    qtbot.waitUntil(lambda: dialog.answer.verdict is not None, timeout=20_000)
    assert dialog.answer.verdict is not None
    return dialog.answer.verdict.conclusion


def refused(dialog: CheckDialog, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: not dialog.drop.refused.isHidden(), timeout=20_000)
    assert dialog.stack.currentIndex() == 0
    return dialog.drop.refused.text()


def dropping(data: QMimeData) -> QDropEvent:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QDropEvent(QPointF(40, 40), Qt.DropAction.CopyAction, data, left, none)


def picture_of(code: str) -> QImage:
    import segno

    rows = [list(row) for row in segno.make(code, error="l").matrix_iter(scale=4, border=4)]
    picture = QImage(len(rows[0]), len(rows), QImage.Format.Format_RGB32)
    for y, line in enumerate(rows):
        for x, is_dark in enumerate(line):
            picture.setPixel(x, y, 0xFF000000 if is_dark else 0xFFFFFFFF)
    return picture


def test_the_empty_window_says_what_can_be_dropped_and_that_nothing_leaves(dialog: CheckDialog) -> None:
    said = " ".join(texts_of(dialog.drop))
    assert "PDF" in said and "Nothing leaves this computer" in said


def test_a_text_is_checked_and_an_unknown_issuer_is_no_approval(
    dialog: CheckDialog, signed: Signed, qtbot: QtBot
) -> None:
    assert checked(dialog, Source(text=signed.code), qtbot) is Conclusion.UNKNOWN_ISSUER
    assert dialog.answer.sign.grade is Grade.CAUTION
    assert dialog.answer.word.text() == "Look closer before you rely on it"
    assert ("Holder", "প্রার্থী ক") in dialog.answer.claims_shown
    assert ("Certificate number", signed.certificate.number) in dialog.answer.claims_shown
    said = texts_of(dialog.answer)
    assert "Is it what was signed?" in said and "Who has signed it?" in said
    assert signed.signer.issuer.fingerprint.split("-")[0] in dialog.answer.fingerprint.shown.text()
    dialog.answer.fingerprint.copy.click()
    assert QApplication.clipboard().text() == signed.signer.issuer.fingerprint


def test_lines_broken_on_the_way_are_no_change(dialog: CheckDialog, signed: Signed, qtbot: QtBot) -> None:
    broken = "\r\n".join(signed.code[at : at + 40] for at in range(0, len(signed.code), 40))
    assert checked(dialog, Source(text=broken), qtbot) is Conclusion.UNKNOWN_ISSUER


def test_a_picture_that_is_pasted_is_read(dialog: CheckDialog, signed: Signed, qtbot: QtBot) -> None:
    QApplication.clipboard().setImage(picture_of(signed.code))
    QTest.keyClick(dialog, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.answer.verdict is not None, timeout=20_000)
    assert dialog.name.text() == "Picture from the clipboard"
    assert ("Holder", "প্রার্থী ক") in dialog.answer.claims_shown


def test_another_file_takes_the_place_of_the_first_and_a_broken_one_leaves_no_answer(
    dialog: CheckDialog, signed: Signed, tmp_path: Path, qtbot: QtBot
) -> None:
    checked(dialog, Source(path=signed.badge), qtbot)
    assert dialog.name.text() == "badge.jwt"
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(signed.pdf.read_bytes() + b"\n% more")
    assert checked(dialog, Source(path=changed), qtbot) is Conclusion.CHANGED
    assert (dialog.name.text(), dialog.answer.sign.grade) == ("changed.pdf", Grade.BAD)
    said = texts_of(dialog.answer)
    assert any("something was added behind the signature" in text for text in said)
    assert any(text.startswith("Its term ends on") for text in said)
    assert dialog.answer.trust.isHidden() and dialog.answer.no_voucher.isVisible()
    picture = tmp_path / "empty.png"
    QImage(90, 90, QImage.Format.Format_RGB32).save(str(picture))
    dialog.check_file(picture)
    assert "empty.png: There is no QR code of a certificate in this picture" in refused(dialog, qtbot)


def test_a_picture_nobody_here_can_decode_is_named(dialog: CheckDialog, tmp_path: Path, qtbot: QtBot) -> None:
    photo = tmp_path / "photo.heic"
    photo.write_bytes(b"\x00\x00\x00\x18ftypheic" + bytes(200))
    dialog.check_file(photo)
    said = refused(dialog, qtbot)
    assert "Pictures of the kind HEIC cannot be read here. Save the picture as JPEG or PNG" in said


def test_a_file_that_is_dropped_anywhere_on_the_window_is_checked(
    dialog: CheckDialog, signed: Signed, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(signed.pdf))])
    dialog.dropEvent(dropping(data))
    qtbot.waitUntil(lambda: dialog.answer.verdict is not None, timeout=20_000)
    assert dialog.name.text() == "certificate.pdf"


def test_the_issuer_is_known_after_their_fingerprint_was_typed(
    dialog: CheckDialog, signed: Signed, workplace: Workplace, notices: RecordingNotices, qtbot: QtBot
) -> None:
    checked(dialog, Source(text=signed.code), qtbot)
    assert dialog.answer.verdict is not None
    asks = TrustDialog(dialog.answer.verdict, workplace, dialog)
    asks.trusted.connect(dialog._again)
    asks.open()
    assert asks.name.text() == "দোকান" and not asks.act.isEnabled()
    asks.typed.setText("0000-1111-2222-3333-4444-5555-6666-7777")
    asks.act.click()
    qtbot.waitUntil(lambda: not asks.refused.isHidden())
    assert "This is not the fingerprint of the issuer who has signed here." in asks.refused.text()
    asks.typed.setText(signed.signer.issuer.fingerprint.lower().replace("-", " "))
    dialog.answer.verdict = None
    asks.act.click()
    qtbot.waitUntil(lambda: dialog.answer.verdict is not None, timeout=20_000)
    assert dialog.answer.verdict is not None
    assert dialog.answer.verdict.conclusion is Conclusion.GENUINE
    assert dialog.answer.sign.grade is Grade.CAUTION  # no list of theirs is here
    assert dialog.answer.trust.isHidden()
    dialog.take_in(Source(path=signed.list))
    qtbot.waitUntil(lambda: dialog.answer.sign.grade is Grade.GOOD, timeout=20_000)
    assert dialog.answer.word.text() == "Genuine, as far as it can be checked"
    dialog.take_in(Source(path=signed.revoked))
    qtbot.waitUntil(lambda: dialog.answer.sign.grade is Grade.BAD, timeout=20_000)
    assert any("Issued by mistake" in text for text in texts_of(dialog.answer))
    assert len(issuers.trusted(unit_of_work=workplace.program.unit_of_work)) == 1
    assert notices.errors == []


def test_a_certificate_without_an_issuer_says_what_belongs_into_the_field(
    dialog: CheckDialog, signed: Signed, workplace: Workplace, qtbot: QtBot
) -> None:
    checked(dialog, Source(text=signed.code), qtbot)
    verdict = dialog.answer.verdict
    assert verdict is not None and verdict.claims is not None
    nameless_one = replace(verdict, claims=replace(verdict.claims, issuer=""))
    for language, says in (("en", "the certificate names no issuer"), ("bn", "সনদে সনদদাতার নাম নেই")):
        speak(language)
        asks = TrustDialog(nameless_one, workplace, dialog)
        assert asks.name.placeholderText().startswith(says)
        asks.typed.setText(verdict.fingerprint)
        assert not asks.act.isEnabled()


def test_a_list_that_is_checked_like_a_certificate_can_be_taken_in(
    dialog: CheckDialog, signed: Signed, qtbot: QtBot
) -> None:
    for source in (Source(path=signed.list), Source(text=signed.revoked.read_text(encoding="utf-8"))):
        assert dialog.drop.take_in.isHidden()
        dialog.check(source)
        said = refused(dialog, qtbot)
        assert "a list of withdrawn certificates in the name of “দোকান”, not a certificate" in said
        assert dialog.drop.take_in.isVisible()
        dialog.drop.take_in.click()
        qtbot.waitUntil(lambda: "The list of “দোকান”" in dialog.news.text(), timeout=20_000)
        assert dialog.news.isVisible() and dialog.drop.refused.isHidden()


def test_a_badge_as_readable_file_is_checked_by_what_is_signed_in_it(
    dialog: CheckDialog, signed: Signed, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "badge.json"
    file.write_text(badge_json(signed.badge.read_text(encoding="utf-8")), encoding="utf-8")
    assert checked(dialog, Source(path=file), qtbot) is Conclusion.UNKNOWN_ISSUER
    assert ("Holder", "প্রার্থী ক") in dialog.answer.claims_shown


def test_what_was_cancelled_brings_no_answer(dialog: CheckDialog, signed: Signed, qtbot: QtBot) -> None:
    dialog.check(Source(text=signed.code))
    dialog.work.cancel.click()
    qtbot.waitUntil(lambda: dialog.workplace.background.is_idle)
    QTest.qWait(30)
    assert dialog.answer.verdict is None and dialog.stack.currentIndex() == 0


def test_the_check_is_one_window(workplace: Workplace, dialog: CheckDialog, qtbot: QtBot) -> None:
    first = open_check(workplace, dialog)
    assert open_check(workplace, dialog) is first


def test_nothing_is_made_of_an_empty_clipboard(dialog: CheckDialog, qtbot: QtBot) -> None:
    assert source_of(QMimeData()) is None
    QApplication.clipboard().clear()
    dialog.paste_now()
    assert "neither text nor picture nor file" in refused(dialog, qtbot)


def test_the_window_speaks_bengali_and_names_its_fields(
    dialog: CheckDialog, signed: Signed, workplace: Workplace, qtbot: QtBot
) -> None:
    speak("bn")
    checked(dialog, Source(text=signed.code), qtbot)
    assert dialog.answer.verdict is not None
    asks = TrustDialog(dialog.answer.verdict, workplace, dialog)
    for shown in (dialog, asks):
        assert nameless(shown) == []
        words = latin_words(texts_of(shown), "PDF", "PNG", "JPEG", "jwt", "json", "png", "QR", "SMM", "Ctrl")
        codes = signed.signer.issuer.fingerprint + signed.certificate.number
        codes += signed.certificate.form_version
        assert {word for word in words if word not in codes} == set()


def test_a_certificate_dropped_on_the_main_window_is_checked(
    tmp_path: Path, signed: Signed, qtbot: QtBot
) -> None:
    window = build_window(tmp_path)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.page("home") is not None, timeout=20_000)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(signed.badge))])
    window.dropEvent(dropping(data))
    shown = window.findChild(CheckDialog)
    assert isinstance(shown, CheckDialog)
    qtbot.waitUntil(lambda: shown.answer.verdict is not None, timeout=20_000)
    assert shown.name.text() == "badge.jwt"
    window.check.click()
    assert len(window.findChildren(CheckDialog)) == 1
    window.close()
