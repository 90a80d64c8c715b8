"""Own issuers are made once, opened by their passphrase alone, exported, restored and followed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from smmhire.bootstrap import open_program
from smmhire.certificates.issuers import TrustedIssuer
from smmhire.errors import UserError
from smmhire.services import certificate_check, issuer_keys, issuers
from smmhire.signing.withdrawn import read_rotation
from smmhire.storage.unit_of_work import UnitOfWorkFactory

PASSPHRASE = "চারটি শব্দ দিয়ে তালা"
OTHER = "four words make a lock"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_an_issuer_is_made_once_and_opened_by_its_passphrase_alone(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    assert issuer_keys.current(unit_of_work=unit_of_work) is None
    with pytest.raises(UserError, match="There is no issuer yet"):
        issuer_keys.unlock(PASSPHRASE, unit_of_work=unit_of_work)
    made = issuer_keys.make("দোকান", PASSPHRASE, unit_of_work=unit_of_work, now=NOW)
    kept = issuer_keys.current(unit_of_work=unit_of_work)
    assert kept is not None and (kept.fingerprint, kept.name) == (made.issuer.fingerprint, "দোকান")
    assert PASSPHRASE not in kept.sealed
    with pytest.raises(UserError, match="is not right"):
        issuer_keys.unlock(OTHER, unit_of_work=unit_of_work)
    again = issuer_keys.unlock(PASSPHRASE, unit_of_work=unit_of_work)
    assert again.sign(b"x") == made.sign(b"x")
    with pytest.raises(UserError, match="There is an issuer already: “দোকান”"):
        issuer_keys.make("Another", OTHER, unit_of_work=unit_of_work)


@pytest.mark.parametrize(("name", "passphrase"), [("", PASSPHRASE), ("Shop", "short")])
def test_nothing_is_kept_where_name_or_passphrase_is_refused(
    name: str, passphrase: str, unit_of_work: UnitOfWorkFactory
) -> None:
    with pytest.raises(UserError):
        issuer_keys.make(name, passphrase, unit_of_work=unit_of_work)
    assert issuer_keys.current(unit_of_work=unit_of_work) is None


def test_a_passphrase_is_changed_and_the_old_one_opens_no_longer(unit_of_work: UnitOfWorkFactory) -> None:
    made = issuer_keys.make("Shop", PASSPHRASE, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="is not right"):
        issuer_keys.change_passphrase(OTHER, PASSPHRASE, unit_of_work=unit_of_work)
    issuer_keys.change_passphrase(PASSPHRASE, OTHER, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="is not right"):
        issuer_keys.unlock(PASSPHRASE, unit_of_work=unit_of_work)
    again = issuer_keys.unlock(OTHER, unit_of_work=unit_of_work)
    assert again.issuer.fingerprint == made.issuer.fingerprint


def test_an_exported_issuer_signs_the_same_on_another_computer(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    made = issuer_keys.make("Shop", PASSPHRASE, unit_of_work=unit_of_work)
    file = issuer_keys.export(tmp_path / "issuer.json", unit_of_work=unit_of_work)
    assert PASSPHRASE not in file.read_text("utf-8")
    other = open_program(tmp_path / "other")
    try:
        with pytest.raises(UserError, match="is not right"):
            issuer_keys.restore(file, OTHER, unit_of_work=other.unit_of_work)
        assert issuer_keys.current(unit_of_work=other.unit_of_work) is None
        found = issuer_keys.restore(file, PASSPHRASE, unit_of_work=other.unit_of_work)
        assert (found.is_new, found.is_current) == (True, True)
        there = issuer_keys.unlock(PASSPHRASE, unit_of_work=other.unit_of_work)
        assert there.sign(b"x") == made.sign(b"x")
        again = issuer_keys.restore(file, PASSPHRASE, unit_of_work=other.unit_of_work)
        assert (again.is_new, again.is_current) == (False, True)
    finally:
        other.close()


def test_an_older_copy_brings_its_own_passphrase_back(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    issuer_keys.make("Shop", PASSPHRASE, unit_of_work=unit_of_work)
    file = issuer_keys.export(tmp_path / "issuer.json", unit_of_work=unit_of_work)
    issuer_keys.change_passphrase(PASSPHRASE, OTHER, unit_of_work=unit_of_work)
    issuer_keys.restore(file, PASSPHRASE, unit_of_work=unit_of_work)
    assert issuer_keys.unlock(PASSPHRASE, unit_of_work=unit_of_work).issuer.name == "Shop"
    with pytest.raises(UserError):
        issuer_keys.unlock(OTHER, unit_of_work=unit_of_work)


def test_a_restored_issuer_beside_another_one_signs_nothing_new(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    issuer_keys.make("Shop", PASSPHRASE, unit_of_work=unit_of_work)
    other = open_program(tmp_path / "other")
    try:
        first = issuer_keys.make("Old shop", OTHER, unit_of_work=other.unit_of_work)
        file = issuer_keys.export(tmp_path / "old.json", unit_of_work=other.unit_of_work)
    finally:
        other.close()
    found = issuer_keys.restore(file, OTHER, unit_of_work=unit_of_work)
    assert (found.is_new, found.is_current) == (True, False)
    current = issuer_keys.current(unit_of_work=unit_of_work)
    assert current is not None and current.name == "Shop"
    old = issuer_keys.unlock(OTHER, unit_of_work=unit_of_work, fingerprint=first.issuer.fingerprint)
    assert old.issuer.name == "Old shop"


def test_files_that_are_no_issuer_say_so(unit_of_work: UnitOfWorkFactory, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not there"):
        issuer_keys.restore(tmp_path / "none.json", PASSPHRASE, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="is a folder"):
        issuer_keys.restore(tmp_path, PASSPHRASE, unit_of_work=unit_of_work)
    broken = tmp_path / "broken.json"
    broken.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match="is no text"):
        issuer_keys.restore(broken, PASSPHRASE, unit_of_work=unit_of_work)
    broken.write_text("{}", "utf-8")
    with pytest.raises(UserError, match="no file of an issuer"):
        issuer_keys.restore(broken, PASSPHRASE, unit_of_work=unit_of_work)
    broken.write_bytes(b" " * 300_000)
    with pytest.raises(UserError, match="too large"):
        issuer_keys.restore(broken, PASSPHRASE, unit_of_work=unit_of_work)


def test_a_new_issuer_follows_and_those_who_know_the_old_one_may_follow_too(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    old = issuer_keys.make("Shop", PASSPHRASE, unit_of_work=unit_of_work, now=NOW)
    new = issuer_keys.rotate(old, "New shop", OTHER, unit_of_work=unit_of_work)
    keys = issuers.own(unit_of_work=unit_of_work)
    assert [(one.name, one.retired_at is None) for one in keys] == [("New shop", True), ("Shop", False)]
    assert read_rotation(keys[0].announced)[:3] == (
        old.issuer.public_key, new.issuer.public_key, "New shop"
    )  # fmt: skip
    with pytest.raises(UserError, match="no longer signs"):
        issuer_keys.rotate(old, "Third", PASSPHRASE, unit_of_work=unit_of_work)

    announcement = tmp_path / "new-issuer.txt"
    announcement.write_text(keys[0].announced, "utf-8")
    other = open_program(tmp_path / "other")
    try:
        elsewhere = other.unit_of_work
        with pytest.raises(UserError, match="is not known here"):
            certificate_check.take_in(announcement, unit_of_work=elsewhere)
        known = TrustedIssuer(old.issuer.fingerprint, "Shop", old.issuer.public_key, NOW.date())
        issuers.trust(known, unit_of_work=elsewhere)
        taken = certificate_check.take_in(announcement, unit_of_work=elsewhere)
        assert taken.fingerprint == new.issuer.fingerprint
        assert {one.name for one in issuers.trusted(unit_of_work=elsewhere)} == {"Shop", "New shop"}
    finally:
        other.close()
