"""Many certificates at once: all of them, resumable, never half a file."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from smmhire.certificates.verdict import Conclusion
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import (
    assessments,
    certificate_batch,
    certificate_check,
    certificates,
    credentials,
    issuer_keys,
)
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from smmhire.texts import using
from tests.services.answering import take

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
NAMES = ("নাসরিন আক্তার", "সুমন/রায়", 'Jane "JD" Doe: HR?', "ক" * 120, "র‍্যাংক")


@pytest.fixture
def attempts(unit_of_work: UnitOfWorkFactory) -> list[UUID]:
    form = replace(assessments.practice_form(), item_ids=assessments.practice_form().item_ids[:12])
    return [take(form, name, 0.5, unit_of_work).attempt_id for name in NAMES]


class Stop(Exception):
    """Somebody pressed cancel."""


def test_signed_certificates_fill_a_folder(
    attempts: list[UUID], unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    signer = issuer_keys.make("Shop", "four words make a lock", unit_of_work=unit_of_work)
    batch = certificate_batch.start(attempts, tmp_path / "all", "Shop", "bn", unit_of_work=unit_of_work)
    shares: list[float] = []
    found = certificate_batch.run(
        batch.id, signer, unit_of_work=unit_of_work, progress=shares.append, workers=2, now=NOW
    )
    assert (found.done, found.failed, found.waiting) == (len(NAMES), 0, 0)
    assert shares == sorted(shares) and shares[-1] == 1.0
    files = sorted((tmp_path / "all").iterdir())
    assert len(files) == len(NAMES)
    holders: set[str] = set()
    for file in files:
        verdict = certificate_check.check_file(file, unit_of_work=unit_of_work)
        assert verdict.conclusion is Conclusion.GENUINE
        assert verdict.claims is not None
        holders.add(verdict.claims.holder)
        assert file.name.startswith(verdict.claims.number)
    assert holders == set(NAMES)


def test_a_batch_that_was_cancelled_goes_on_where_it_was(
    attempts: list[UUID], unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    target = tmp_path / "all.zip"
    batch = certificate_batch.start(attempts, target, "Shop", "en", unit_of_work=unit_of_work)

    def cancel(share: float) -> None:
        if share >= 0.2:
            raise Stop

    with pytest.raises(Stop):
        certificate_batch.run(batch.id, None, unit_of_work=unit_of_work, progress=cancel, workers=1)
    (before,) = certificate_batch.listing(unit_of_work=unit_of_work)
    assert before.done > 0 and not target.exists()
    parts = tmp_path / "all.zip.parts"
    assert all(file.read_bytes().endswith(b"%%EOF\n") for file in parts.glob("*.pdf"))
    found = certificate_batch.run(batch.id, None, unit_of_work=unit_of_work, workers=1)
    assert (found.done, found.waiting) == (len(NAMES), 0)
    with zipfile.ZipFile(target) as packed:
        assert packed.testzip() is None
        assert len(packed.namelist()) == len(NAMES)
    assert not parts.exists()


def test_what_cannot_be_issued_fails_alone_and_is_tried_again(
    attempts: list[UUID], unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    nobody = assessments.start(assessments.practice_form(), "Unfinished", unit_of_work=unit_of_work)
    batch = certificate_batch.start(
        [attempts[0], nobody.id], tmp_path / "all", "Shop", "en", unit_of_work=unit_of_work
    )
    found = certificate_batch.run(batch.id, None, unit_of_work=unit_of_work, workers=1)
    assert (found.done, found.failed) == (1, 1)
    (failed,) = certificate_batch.failures(batch.id, unit_of_work=unit_of_work)
    assert failed.attempt_id == nobody.id and "not finished" in failed.reason
    assessments.finish(nobody.id, unit_of_work=unit_of_work)
    again = certificate_batch.run(batch.id, None, unit_of_work=unit_of_work, workers=1)
    assert (again.done, again.failed) == (2, 0)


def test_nothing_begins_without_people_or_a_place(
    attempts: list[UUID], unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="nobody to issue"):
        certificate_batch.start([], tmp_path / "x", "Shop", "en", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="is not there"):
        certificate_batch.start([new_id()], tmp_path / "no" / "x", "S", "en", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        certificate_batch.run(new_id(), None, unit_of_work=unit_of_work)
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError, match="cannot be made"):
        certificate_batch.start(attempts, tmp_path / "file", "S", "en", unit_of_work=unit_of_work)
    (tmp_path / "folder.zip").mkdir()
    with pytest.raises(UserError, match="is a folder"):
        certificate_batch.start(attempts, tmp_path / "folder.zip", "S", "en", unit_of_work=unit_of_work)
    assert certificate_batch.listing(unit_of_work=unit_of_work) == ()


def test_going_on_with_a_finished_zip_leaves_it_whole(
    attempts: list[UUID], unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    target = tmp_path / "all.zip"
    batch = certificate_batch.start(attempts, target, "Shop", "en", unit_of_work=unit_of_work)
    for _turn in range(2):
        found = certificate_batch.run(batch.id, None, unit_of_work=unit_of_work, workers=1)
        assert (found.done, found.waiting) == (len(NAMES), 0)
        assert len(names_in(target)) == len(NAMES) and not (tmp_path / "all.zip.parts").exists()


def test_what_failed_at_first_joins_the_others_in_the_zip(
    attempts: list[UUID], unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    late = assessments.start(assessments.practice_form(), "Late", unit_of_work=unit_of_work)
    target = tmp_path / "all.zip"
    batch = certificate_batch.start([*attempts, late.id], target, "Shop", "en", unit_of_work=unit_of_work)
    found = certificate_batch.run(batch.id, None, unit_of_work=unit_of_work, workers=1)
    assert (found.done, found.failed) == (len(NAMES), 1)
    first = names_in(target)
    assessments.finish(late.id, unit_of_work=unit_of_work)
    found = certificate_batch.run(batch.id, None, unit_of_work=unit_of_work, workers=1)
    assert (found.done, found.failed) == (len(NAMES) + 1, 0)
    assert set(first) < set(names_in(target)) and len(names_in(target)) == len(NAMES) + 1


@pytest.mark.parametrize("name", ["all", "all.zip"])
def test_files_that_were_deleted_are_made_again(
    name: str, attempts: list[UUID], unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    target = tmp_path / name
    batch = certificate_batch.start(attempts, target, "Shop", "en", unit_of_work=unit_of_work)
    certificate_batch.run(batch.id, None, unit_of_work=unit_of_work, workers=1)
    if target.suffix:
        target.unlink()
    else:
        for file in sorted(target.iterdir())[:2]:
            file.unlink()
    found = certificate_batch.run(batch.id, None, unit_of_work=unit_of_work, workers=1)
    assert (found.done, found.waiting) == (len(NAMES), 0)
    made = names_in(target) if target.suffix else [file.name for file in target.iterdir()]
    assert len(made) == len(NAMES)


def test_a_zip_is_for_whoever_may_read_new_files(
    attempts: list[UUID], unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    (tmp_path / "plain").touch()
    target = tmp_path / "all.zip"
    batch = certificate_batch.start(attempts[:1], target, "Shop", "en", unit_of_work=unit_of_work)
    certificate_batch.run(batch.id, None, unit_of_work=unit_of_work, workers=1)
    assert target.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_one_that_another_issuer_has_signed_fails_alone(
    attempts: list[UUID], unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    old = issuer_keys.make("Shop", "four words make a lock", unit_of_work=unit_of_work)
    paper = certificates.issue(attempts[1], "Shop", unit_of_work=unit_of_work)
    credentials.sign(paper, old, unit_of_work=unit_of_work)
    new = issuer_keys.rotate(old, "Shop", "four words make a lock", unit_of_work=unit_of_work)
    batch = certificate_batch.start(attempts, tmp_path / "all", "Shop", "bn", unit_of_work=unit_of_work)
    found = certificate_batch.run(batch.id, new, unit_of_work=unit_of_work, workers=1)
    assert (found.done, found.failed) == (len(NAMES) - 1, 1)
    (failed,) = certificate_batch.failed_people(batch.id, unit_of_work=unit_of_work)
    assert failed[0] == NAMES[1] and old.issuer.fingerprint in failed[1]


def test_workers_refuse_in_the_language_of_the_program(
    attempts: list[UUID], unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    target = tmp_path / "all"
    batch = certificate_batch.start(attempts[:1], target, "Shop", "bn", unit_of_work=unit_of_work)
    paper = certificates.issue(attempts[0], "Shop", unit_of_work=unit_of_work)
    (target / certificate_batch.file_name(paper)).mkdir()  # no file can be saved under that name
    with using("bn"):
        found = certificate_batch.run(batch.id, None, unit_of_work=unit_of_work, workers=1)
    assert found.failed == 1
    (failed,) = certificate_batch.failures(batch.id, unit_of_work=unit_of_work)
    assert "একটি ফোল্ডার" in failed.reason


def test_a_batch_can_be_forgotten_and_its_files_stay(
    attempts: list[UUID], unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    batch = certificate_batch.start(attempts, tmp_path / "all", "Shop", "en", unit_of_work=unit_of_work)
    certificate_batch.run(batch.id, None, unit_of_work=unit_of_work, workers=1)
    certificate_batch.forget(batch.id, unit_of_work=unit_of_work)
    assert certificate_batch.listing(unit_of_work=unit_of_work) == ()
    assert len(list((tmp_path / "all").iterdir())) == len(NAMES)
    with pytest.raises(UserError, match="no longer there"):
        certificate_batch.forget(batch.id, unit_of_work=unit_of_work)


def names_in(target: Path) -> list[str]:
    """Of the files in a ZIP, which is whole."""
    with zipfile.ZipFile(target) as packed:
        assert packed.testzip() is None
        return packed.namelist()


def test_file_names_hold_the_name_and_no_sign_that_systems_refuse(
    attempts: list[UUID], unit_of_work: UnitOfWorkFactory
) -> None:
    for attempt, name in zip(attempts, NAMES, strict=True):
        made = certificate_batch.file_name(certificates.issue(attempt, "S", unit_of_work=unit_of_work))
        assert made.endswith(".pdf") and len(made.encode()) <= 255
        assert not set(made) & set('<>:"/\\|?*')
        assert name[:4] in made
