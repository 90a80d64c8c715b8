"""The desk hands out the unlocked issuer, asks once, and offers to go on without a signature."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from smmhire.services import issuer_keys, issuers
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import latin_words, texts_of
from tests.ui.test_accessibility import nameless
from ui.pages.certificates.keys_make import MakeIssuerDialog
from ui.pages.certificates.keys_unlock import ChangePassphraseDialog, UnlockDialog
from ui.pages.page import Workplace

PASSPHRASE = "চারটি শব্দ দিয়ে তালা"
OTHER = "four words make a lock"


def asked(workplace: Workplace, qtbot: QtBot, told: list[object]) -> object:
    """Ask the desk for an issuer; the dialog it opens."""
    desk = workplace.signing
    desk.with_signer(None, told.append)
    qtbot.waitUntil(lambda: desk.dialog is not None)
    assert desk.dialog is not None
    return desk.dialog


def fill(dialog: MakeIssuerDialog, passphrase: str = PASSPHRASE, name: str = "দোকান") -> None:
    dialog.name.setText(name)
    dialog.passphrase.first.field.setText(passphrase)
    dialog.passphrase.second.field.setText(passphrase)
    dialog.kept.setChecked(True)


def test_the_first_issuer_is_made_once_all_is_said_and_ticked(
    workplace: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    told: list[object] = []
    dialog = asked(workplace, qtbot, told)
    assert isinstance(dialog, MakeIssuerDialog) and not dialog.act.isEnabled()
    fill(dialog)
    assert dialog.act.isEnabled()
    dialog.kept.setChecked(False)
    assert not dialog.act.isEnabled()
    dialog.kept.setChecked(True)
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.stack.currentIndex() == 1)
    assert told == []
    dialog.write_copy(tmp_path / "copy.smmissuer")
    qtbot.waitUntil(lambda: bool(dialog.exported.text()))
    assert (tmp_path / "copy.smmissuer").stat().st_size > 500
    dialog.done_button.click()
    signer = workplace.signing.signer
    assert signer is not None and told == [signer]
    workplace.signing.with_signer(None, told.append)
    qtbot.waitUntil(lambda: told == [signer, signer])
    assert workplace.signing.dialog is None  # without being asked again


def test_an_issuer_that_somebody_else_has_replaced_signs_no_more(workplace: Workplace, qtbot: QtBot) -> None:
    unit_of_work = workplace.program.unit_of_work
    old = issuer_keys.make("Shop", PASSPHRASE, unit_of_work=unit_of_work)
    workplace.signing.take(old)
    issuer_keys.rotate(old, "Shop", OTHER, unit_of_work=unit_of_work)  # at another desk
    told: list[object] = []
    dialog = asked(workplace, qtbot, told)
    assert isinstance(dialog, UnlockDialog) and workplace.signing.signer is None
    dialog.passphrase.field.setText(OTHER)
    dialog.act.click()
    qtbot.waitUntil(lambda: told == [workplace.signing.signer])
    assert workplace.signing.signer is not None
    assert workplace.signing.signer.issuer.fingerprint != old.issuer.fingerprint


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("short", "short", "5 of at least 10 characters"),
        ("long enough", "", "11 characters, which is enough. Type the same once more."),
        ("long enough", "long enougt", "The two are not the same yet."),
        ("long enough", "long enough", "11 characters, twice the same."),
    ],
)
def test_the_characters_of_a_passphrase_are_counted(
    first: str, second: str, said: str, workplace: Workplace, qtbot: QtBot
) -> None:
    dialog = MakeIssuerDialog(workplace, name="Shop")
    qtbot.addWidget(dialog)
    dialog.kept.setChecked(True)
    dialog.passphrase.first.field.setText(first)
    dialog.passphrase.second.field.setText(second)
    assert dialog.passphrase.said.text() == said
    assert dialog.act.isEnabled() is ("twice" in said)


def test_a_wrong_passphrase_is_said_in_place_and_the_right_one_unlocks(
    workplace: Workplace, notices: RecordingNotices, qtbot: QtBot
) -> None:
    issuer_keys.make("Shop", PASSPHRASE, unit_of_work=workplace.program.unit_of_work)
    told: list[object] = []
    dialog = asked(workplace, qtbot, told)
    assert isinstance(dialog, UnlockDialog)
    dialog.passphrase.field.setText(OTHER)
    dialog.act.click()
    qtbot.waitUntil(lambda: not dialog.refused.isHidden())
    assert "The passphrase of “Shop” is not right." in dialog.refused.text()
    assert (told, notices.errors) == ([], [])
    dialog.passphrase.field.setText(PASSPHRASE)
    dialog.act.click()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [workplace.signing.signer]
    workplace.signing.lock()
    assert workplace.signing.signer is None
    assert isinstance(asked(workplace, qtbot, told), UnlockDialog)


@pytest.mark.parametrize("is_there", [False, True])
def test_without_a_signature_is_an_answer_and_giving_up_is_none(
    is_there: bool, workplace: Workplace, qtbot: QtBot
) -> None:
    if is_there:
        issuer_keys.make("Shop", PASSPHRASE, unit_of_work=workplace.program.unit_of_work)
    told: list[object] = []
    for expected in ([], [None]):
        dialog = asked(workplace, qtbot, told)
        assert isinstance(dialog, UnlockDialog | MakeIssuerDialog)
        assert any("nobody can check the certificate" in text for text in texts_of(dialog))
        (dialog.unsigned if expected else dialog.cancel).click()
        assert told == expected
        assert workplace.signing.dialog is None


def test_where_the_passphrase_is_lost_a_new_issuer_takes_the_place_of_the_old_one(
    workplace: Workplace, qtbot: QtBot
) -> None:
    lost = issuer_keys.make("Shop", PASSPHRASE, unit_of_work=workplace.program.unit_of_work)
    told: list[object] = []
    unlock = asked(workplace, qtbot, told)
    assert isinstance(unlock, UnlockDialog) and unlock.ways.isHidden()
    unlock.forgotten.click()
    assert not unlock.ways.isHidden()
    unlock.make_new.click()
    dialog = workplace.signing.dialog
    assert isinstance(dialog, MakeIssuerDialog)
    fill(dialog, OTHER, "New shop")
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.stack.currentIndex() == 1)
    dialog.reject()  # it is made all the same
    assert told == [workplace.signing.signer] and told != [None]
    new, old = issuers.own(unit_of_work=workplace.program.unit_of_work)
    assert (new.name, new.retired_at, new.announced) == ("New shop", None, "")
    assert old.fingerprint == lost.issuer.fingerprint and old.retired_at is not None


def test_a_passphrase_is_changed_by_the_old_one(
    workplace: Workplace, notices: RecordingNotices, qtbot: QtBot
) -> None:
    unit_of_work = workplace.program.unit_of_work
    issuer_keys.make("Shop", PASSPHRASE, unit_of_work=unit_of_work)
    key = issuer_keys.current(unit_of_work=unit_of_work)
    assert key is not None
    dialog = ChangePassphraseDialog(key, workplace)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.old.field.setText(PASSPHRASE)
    for field in (dialog.new.first.field, dialog.new.second.field):
        field.setText(OTHER)
    assert not dialog.act.isEnabled()
    dialog.kept.setChecked(True)
    dialog.act.click()
    qtbot.waitUntil(lambda: bool(notices.infos))
    issuer_keys.unlock(OTHER, unit_of_work=unit_of_work)


def test_passphrases_are_hidden_until_they_are_to_be_seen(workplace: Workplace, qtbot: QtBot) -> None:
    dialog = MakeIssuerDialog(workplace)
    qtbot.addWidget(dialog)
    fields = [dialog.passphrase.first.field, dialog.passphrase.second.field]
    assert {field.echoMode() for field in fields} == {fields[0].EchoMode.Password}
    dialog.passphrase.first.shown.click()
    assert {field.echoMode() for field in fields} == {fields[0].EchoMode.Normal}


def test_the_dialogs_speak_bengali_and_name_their_fields(workplace: Workplace, qtbot: QtBot) -> None:
    issuer_keys.make("দোকান", PASSPHRASE, unit_of_work=workplace.program.unit_of_work)
    key = issuer_keys.current(unit_of_work=workplace.program.unit_of_work)
    assert key is not None
    speak("bn")
    for dialog in (
        MakeIssuerDialog(workplace, offers_unsigned=True),
        MakeIssuerDialog(workplace, instead=True),
        UnlockDialog(key, workplace, offers_unsigned=True),
        ChangePassphraseDialog(key, workplace),
    ):
        qtbot.addWidget(dialog)
        assert nameless(dialog) == []
        said = [text for text in texts_of(dialog) if text != key.fingerprint]
        assert latin_words(said, "QR") == set()
