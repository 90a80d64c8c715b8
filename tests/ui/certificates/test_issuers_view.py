"""Own issuers, known ones and lists of withdrawals: shown, handed over, taken in, removed with a way back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smmhire.certificates.issuers import Revocation
from smmhire.certificates.number import certificate_number
from smmhire.identity import new_id
from smmhire.services import certificate_check, issuer_keys, issuers
from smmhire.signing.withdrawn import read_withdrawn
from tests.ui.certificates.conftest import PASSPHRASE, Signed
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from tests.ui.test_accessibility import nameless
from ui.pages.certificates import own_list
from ui.pages.certificates.issuers_view import IssuersView
from ui.pages.certificates.keys_files import RestoreDialog
from ui.pages.certificates.keys_make import MakeIssuerDialog
from ui.pages.certificates.keys_unlock import UnlockDialog
from ui.pages.page import Workplace


@pytest.fixture
def view(workplace: Workplace, qtbot: QtBot) -> IssuersView:
    made = IssuersView(workplace)
    qtbot.addWidget(made)
    made.show()
    return made


def entered(view: IssuersView, qtbot: QtBot) -> None:
    view.enter()
    qtbot.waitUntil(lambda: view.workplace.background.is_idle)


def test_without_an_issuer_one_can_be_made_here(view: IssuersView, qtbot: QtBot) -> None:
    entered(view, qtbot)
    assert view.own_table.isHidden() and view.make.isVisibleTo(view) and not view.export.isVisibleTo(view)
    view.make.click()
    desk = view.workplace.signing
    qtbot.waitUntil(lambda: isinstance(desk.dialog, MakeIssuerDialog))
    assert isinstance(desk.dialog, MakeIssuerDialog)
    assert desk.dialog.unsigned.isHidden()  # there is nothing to go on with
    desk.dialog.reject()


def test_a_new_issuer_follows_and_is_announced(view: IssuersView, qtbot: QtBot) -> None:
    at = view.workplace.program.unit_of_work
    old = issuer_keys.make("Shop", PASSPHRASE, unit_of_work=at)
    view.workplace.signing.take(old)
    view.rotate_issuer()
    qtbot.waitUntil(lambda: view.findChild(MakeIssuerDialog) is not None)
    dialog = view.findChild(MakeIssuerDialog)
    assert isinstance(dialog, MakeIssuerDialog) and dialog.name.text() == "Shop"
    for field in (dialog.passphrase.first.field, dialog.passphrase.second.field):
        field.setText("another long one")
    dialog.kept.setChecked(True)
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.stack.currentIndex() == 1)
    dialog.accept()
    qtbot.waitUntil(lambda: view.own_model.rowCount() == 2)
    signer = view.workplace.signing.signer
    assert signer is not None and signer is not old
    states = [view.own_model.index(row, 2).data() for row in (0, 1)]
    assert states[0].startswith("signs since") and states[1].startswith("signed until")
    view.own_table.select(0)
    assert view.announce.isVisibleTo(view)
    view.own_table.select(1)
    assert not view.announce.isVisibleTo(view) and not view.rotate.isEnabled()
    view.copy.click()
    assert QApplication.clipboard().text() == old.issuer.fingerprint


def test_an_exported_issuer_is_brought_back_by_its_passphrase(
    view: IssuersView, signed: Signed, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
) -> None:
    from smmhire.signing.keys import to_text

    file = tmp_path / "copy.smmissuer"
    file.write_text(to_text(signed.signer.issuer), encoding="utf-8")
    view.restore_from(file)
    dialog = view.findChild(RestoreDialog)
    assert isinstance(dialog, RestoreDialog)
    dialog.passphrase.field.setText("not this one at all")
    dialog.act.click()
    qtbot.waitUntil(lambda: not dialog.refused.isHidden())
    dialog.passphrase.field.setText(PASSPHRASE)
    dialog.act.click()
    qtbot.waitUntil(lambda: view.own_model.rowCount() == 1)
    assert notices.infos == ["“দোকান” is back and can sign once it is unlocked."]


def test_what_is_removed_comes_back_by_undo(
    view: IssuersView, signed: Signed, notices: RecordingNotices, qtbot: QtBot
) -> None:
    at = view.workplace.program.unit_of_work
    verdict = certificate_check.check_text(signed.code, unit_of_work=at)
    certificate_check.trust(verdict, signed.signer.issuer.fingerprint, "দোকান", "phone", unit_of_work=at)
    view.take_in(signed.revoked)
    qtbot.waitUntil(lambda: view.list_model.rowCount() == 1 and view.trusted_model.rowCount() == 1)
    assert view.list_model.index(0, 0).data() == "দোকান" and view.list_model.index(0, 3).data() == "1"
    for remove, model, count in (
        (view.remove_trusted, view.trusted_model, lambda: len(issuers.trusted(unit_of_work=at))),
        (view.remove_list, view.list_model, lambda: len(issuers.revocation_lists(unit_of_work=at))),
    ):
        notices.action = None
        remove.click()
        qtbot.waitUntil(lambda model=model: model.rowCount() == 0)
        assert count() == 0 and notices.action is not None
        notices.action()
        qtbot.waitUntil(lambda model=model: model.rowCount() == 1)
        assert count() == 1
    assert issuers.trusted(unit_of_work=at)[0].note == "phone"


def test_the_view_speaks_bengali_and_names_its_fields(
    view: IssuersView, signed: Signed, qtbot: QtBot
) -> None:
    issuer_keys.make("দোকান", PASSPHRASE, unit_of_work=view.workplace.program.unit_of_work)
    speak("bn")
    entered(view, qtbot)
    assert nameless(view) == []
    own = view.own_model.row(0)
    assert own is not None
    words = latin_words(texts_of(view))
    assert {word for word in words if word not in own.fingerprint} == set()


def test_the_list_of_an_issuer_that_was_followed_is_saved_by_its_own_passphrase(
    view: IssuersView,
    notices: RecordingNotices,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = view.workplace.program.unit_of_work
    old = issuer_keys.make("Shop", PASSPHRASE, unit_of_work=at)
    new = issuer_keys.rotate(old, "New shop", "another long one", unit_of_work=at)
    view.workplace.signing.take(new)
    number = certificate_number(new_id(), date(2026, 11, 22))
    revocation = Revocation(number, old.issuer.fingerprint, date(2026, 11, 22), "By mistake")
    with at() as work:
        work.revocations.add(revocation)
        work.commit()
    entered(view, qtbot)
    path = tmp_path / "list.jwt"
    monkeypatch.setattr(own_list, "ask_where_to", lambda *_anything: path)

    view.own_table.select(0)
    view.write_list.click()
    qtbot.waitUntil(lambda: len(notices.infos) == 1)
    assert notices.infos[0] == (
        "“list.jwt” is saved and names no certificate: “New shop” has withdrawn none. Withdrawn certificates"
        " that “Shop” signed are not in it: select that issuer and save its list too."
    )
    view.own_table.select(1)
    assert view.write_list.isEnabled()
    view.write_list.click()
    qtbot.waitUntil(lambda: view.findChild(UnlockDialog) is not None)
    dialog = view.findChild(UnlockDialog)
    assert isinstance(dialog, UnlockDialog)
    assert any("unlocked for its list of withdrawn certificates" in text for text in texts_of(dialog))
    dialog.forgotten.click()
    assert dialog.make_new.isHidden()  # another one takes its place already
    assert any("nothing can be signed by this issuer any more" in text for text in texts_of(dialog))
    dialog.passphrase.field.setText(PASSPHRASE)
    dialog.act.click()
    qtbot.waitUntil(lambda: len(notices.infos) == 2)
    assert notices.infos[1] == "“list.jwt” names 1 withdrawn certificate of “Shop”."
    listed = read_withdrawn(path.read_text("utf-8"))
    assert listed.public_key == old.issuer.public_key
    assert [one.number for one in listed.entries] == [number]
    assert view.workplace.signing.signer is new  # the old one stays locked
