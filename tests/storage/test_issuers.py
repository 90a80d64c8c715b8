"""Issuers, what they have signed and withdrawn, and batches: kept exactly, by one process at a time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError

from smmhire.assessment.attempts import Attempt
from smmhire.certificates.certificate import Certificate
from smmhire.certificates.issuers import (
    BatchEntry,
    BatchProgress,
    BatchState,
    Credential,
    IssueBatch,
    IssuerKey,
    Revocation,
    RevocationList,
    TrustedIssuer,
)
from smmhire.certificates.number import certificate_number
from smmhire.identity import new_id
from smmhire.storage.database import Database
from tests.storage import builders
from tests.storage.builders import NOON

TODAY = date(2026, 11, 22)


def key(name: str = "A", days: int = 0) -> IssuerKey:
    return IssuerKey(new_id(), f"FINGER-{name}", "দোকান", NOON + timedelta(days=days), None, f"{name} sealed")


def stored(database: Database) -> tuple[Attempt, Certificate]:
    """A certificate in the database."""
    attempt = builders.attempt()
    scored = builders.result(attempt.id)
    issued = builders.certificate(scored, number=certificate_number(attempt.id, TODAY))
    with database.unit_of_work() as work:
        work.attempts.add(attempt)
        work.attempts.finish(scored, NOON)
        work.certificates.add(issued)
        work.commit()
    return attempt, issued


# -- own keys ----------------------------------------------------------------------------------------
def test_a_new_key_takes_the_place_of_the_one_before_which_is_kept(database: Database) -> None:
    first, second = key("A"), replace(key("B", 1), announced="A says B")
    with database.unit_of_work() as work:
        assert work.issuer_keys.current() is None
        assert work.issuer_keys.add(first) and work.issuer_keys.current() == first
        assert work.issuer_keys.add(second, instead_of=first.id)
        work.commit()
    with database.unit_of_work(read_only=True) as work:
        assert work.issuer_keys.current() == second
        retired = replace(first, retired_at=second.created_at)
        assert work.issuer_keys.listing() == (second, retired)
        assert work.issuer_keys.get("FINGER-A") == retired and work.issuer_keys.get("FINGER-C") is None


def test_a_key_that_is_brought_in_retired_signs_nothing(database: Database) -> None:
    old = replace(key("A"), retired_at=NOON)
    with database.unit_of_work() as work:
        assert work.issuer_keys.add(old)
        assert not work.issuer_keys.add(replace(old, id=new_id()))  # it is there already
        assert work.issuer_keys.current() is None and work.issuer_keys.listing() == (old,)


def test_the_second_of_two_new_keys_is_refused_and_changes_nothing(database: Database) -> None:
    first, second, late = key("A"), key("B", 1), key("C", 2)
    with database.unit_of_work() as work:
        work.issuer_keys.add(first)
        assert not work.issuer_keys.add(late)  # as if there were none
        work.issuer_keys.add(second, instead_of=first.id)
        assert not work.issuer_keys.add(late, instead_of=first.id)  # who does not know of the second
        assert not work.issuer_keys.add(replace(late, fingerprint="FINGER-A"), instead_of=second.id)
        assert work.issuer_keys.current() == second and len(work.issuer_keys.listing()) == 2


def test_of_processes_that_make_the_first_key_at_once_one_succeeds(database: Database) -> None:
    def make(name: int) -> bool:
        with database.unit_of_work() as work:
            is_kept = work.issuer_keys.add(key(str(name)))
            work.commit()
        return is_kept

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(make, range(4))) == [False, False, False, True]
    with database.unit_of_work(read_only=True) as work:
        assert len(work.issuer_keys.listing()) == 1 and work.issuer_keys.current() is not None


def test_a_seal_that_was_changed_meanwhile_is_not_written_over(database: Database) -> None:
    made = key()
    with database.unit_of_work() as work:
        work.issuer_keys.add(made)
        assert work.issuer_keys.seal_anew(made, "another seal")
        assert not work.issuer_keys.seal_anew(made, "a third")
        assert work.issuer_keys.current() == replace(made, sealed="another seal")


def test_a_retired_key_leaves_none_that_signs(database: Database) -> None:
    made = key()
    with database.unit_of_work() as work:
        work.issuer_keys.add(made)
        assert work.issuer_keys.retire(made.id, NOON) and not work.issuer_keys.retire(made.id, NOON)
        assert work.issuer_keys.current() is None


# -- others ------------------------------------------------------------------------------------------
def test_trusted_issuers_come_back_and_are_written_over_by_fingerprint(database: Database) -> None:
    one = TrustedIssuer("F-1", "বিদ্যালয়", bytes(range(32)), TODAY, "by telephone", "key.json")
    other = TrustedIssuer("F-2", "A school", bytes(32), TODAY)
    with database.unit_of_work() as work:
        for kept in (one, other, replace(one, note="met them")):
            work.trusted_issuers.save(kept)
        work.commit()
    with database.unit_of_work() as work:
        assert work.trusted_issuers.listing() == (other, replace(one, note="met them"))
        assert work.trusted_issuers.remove("F-1") and not work.trusted_issuers.remove("F-1")
        assert work.trusted_issuers.get("F-1") is None and work.trusted_issuers.get("F-2") == other


def test_of_the_lists_of_an_issuer_the_newest_is_kept(database: Database) -> None:
    first = RevocationList("F-1", NOON, "first")
    later = RevocationList("F-1", NOON + timedelta(seconds=1), "later")
    with database.unit_of_work() as work:
        lists = work.revocation_lists
        assert lists.add(first) and not lists.add(replace(first, text="as new"))
        assert lists.add(later) and not lists.add(first)
        assert lists.add(replace(first, fingerprint="F-2"))
        assert lists.get("F-1") == later and [one.fingerprint for one in lists.listing()] == ["F-1", "F-2"]
        assert lists.remove("F-1") and not lists.remove("F-1") and lists.get("F-1") is None


def test_a_withdrawal_stays_as_it_was_said_first_until_it_is_taken_back(database: Database) -> None:
    made = Revocation("SMM-1", "F-1", TODAY, "নকল")
    with database.unit_of_work() as work:
        assert work.revocations.add(made) and not work.revocations.add(replace(made, reason="another"))
        assert work.revocations.get("SMM-1") == made
        assert work.revocations.listing("F-1") == work.revocations.listing() == (made,)
        assert work.revocations.listing("F-2") == ()
        assert work.revocations.remove("SMM-1") and not work.revocations.remove("SMM-1")


# -- what was signed ---------------------------------------------------------------------------------
def test_what_was_signed_first_is_what_is_printed_again(database: Database) -> None:
    _attempt, issued = stored(database)
    signed = Credential(issued.id, "F-1", "a.b.c", "SMM1:ABC", NOON)
    with database.unit_of_work() as work:
        assert work.credentials.get(issued.id) is None
        assert work.credentials.add(signed) == signed
        assert work.credentials.add(replace(signed, fingerprint="F-2", badge="d.e.f")) == signed
        work.commit()
    with database.unit_of_work(read_only=True) as work:
        assert work.credentials.get(issued.id) == signed
        assert work.credentials.of_all([issued.id, new_id()]) == {issued.id: signed}


def test_a_certificate_withdrawn_before_it_was_signed_is_on_the_list_of_the_key_that_signs_it(
    database: Database,
) -> None:
    _attempt, issued = stored(database)
    with database.unit_of_work() as work:
        work.revocations.add(Revocation(issued.number, "", TODAY, "r"))
        work.revocations.add(Revocation("SMM-other", "", TODAY, "r"))
        work.credentials.add(Credential(issued.id, "F-1", "b", "c", NOON))
        assert [one.number for one in work.revocations.listing("F-1")] == [issued.number]


def test_what_was_signed_needs_its_certificate(database: Database) -> None:
    with pytest.raises(IntegrityError), database.unit_of_work() as work:
        work.credentials.add(Credential(new_id(), "F-1", "b", "c", NOON))
        work.commit()


# -- batches -----------------------------------------------------------------------------------------
def batch_of(database: Database, count: int) -> tuple[IssueBatch, list[UUID]]:
    batch = IssueBatch(new_id(), "সনদ.zip", "দোকান", "bn", "classic", NOON)
    attempts = [builders.attempt() for _ in range(count)]
    ids = [attempt.id for attempt in attempts]
    with database.unit_of_work() as work:
        for attempt in attempts:
            work.attempts.add(attempt)
        assert work.issue_batches.add(batch, [*ids, *ids[:1]]) == count
        work.commit()
    return batch, ids


def done(attempt_id: UUID) -> BatchEntry:
    return BatchEntry(attempt_id, BatchState.DONE, "SMM-1", "সনদ ১.pdf")


def test_a_batch_that_was_interrupted_goes_on_with_what_is_waiting(database: Database) -> None:
    batch, ids = batch_of(database, 5)
    failed = BatchEntry(ids[1], BatchState.FAILED, reason="no name")
    with database.unit_of_work() as work:
        assert work.issue_batches.settle(batch.id, done(ids[0]))
        assert work.issue_batches.settle(batch.id, failed)
        work.commit()
    with database.unit_of_work() as work:
        batches = work.issue_batches
        assert [one.attempt_id for one in batches.next_waiting(batch.id, 2)] == ids[2:4]
        assert batches.get(batch.id) == BatchProgress(batch, waiting=3, done=1, failed=1)
        assert batches.listing() == (batches.get(batch.id),)
        assert batches.entries(batch.id)[:2] == (done(ids[0]), failed)
        assert batches.entries(batch.id, BatchState.FAILED) == (failed,)
        assert not batches.settle(batch.id, done(ids[1]))  # it waits no more
        assert batches.retry(batch.id) == 1
        assert batches.next_waiting(batch.id)[0] == BatchEntry(ids[1])
        assert batches.remove(batch.id) and batches.get(batch.id) is None
        assert batches.entries(batch.id) == ()


def test_what_was_done_can_wait_again(database: Database) -> None:
    batch, ids = batch_of(database, 250)
    other, _others = batch_of(database, 1)
    with database.unit_of_work() as work:
        batches = work.issue_batches
        for one in ids:
            batches.settle(batch.id, done(one))
        assert batches.wait_again(batch.id, ids[:210]) == 210
        assert batches.wait_again(batch.id, []) == 0
        assert batches.get(batch.id) == BatchProgress(batch, waiting=210, done=40, failed=0)
        assert batches.next_waiting(batch.id, 1) == (BatchEntry(ids[0]),)
        assert batches.get(other.id) == BatchProgress(other, waiting=1, done=0, failed=0)


def test_of_two_processes_with_the_same_batch_each_certificate_is_settled_once(database: Database) -> None:
    batch, ids = batch_of(database, 20)

    def run(_process: int) -> int:
        settled = 0
        for one in ids:
            with database.unit_of_work() as work:
                settled += work.issue_batches.settle(batch.id, done(one))
                work.commit()
        return settled

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(run, range(2))) == 20


def test_a_batch_without_anybody_is_there_and_at_its_end(database: Database) -> None:
    batch, _ids = batch_of(database, 0)
    with database.unit_of_work(read_only=True) as work:
        found = work.issue_batches.get(batch.id)
        assert found == BatchProgress(batch, 0, 0, 0) and found is not None and found.total == 0


# -- people who go -----------------------------------------------------------------------------------
def _erase(database: Database, person: UUID) -> None:
    with database.unit_of_work() as work:
        found = work.persons.find(person)
        assert found is not None
        work.persons.erase(found, NOON)
        work.commit()


def _purge(database: Database, person: UUID) -> None:
    with database.unit_of_work() as work:
        work.candidates.set_deleted(person, NOON)
        work.commit()
    database.purge(NOON + timedelta(days=31))


@pytest.mark.parametrize("go", [_erase, _purge])
def test_when_a_person_goes_their_number_stays_withdrawn_and_nothing_else(
    database: Database, go: Callable[[Database, UUID], None]
) -> None:
    person, other = builders.candidate(), builders.candidate()
    batch = IssueBatch(new_id(), "out", "I", "bn", "classic", NOON)
    issued: list[Certificate] = []
    with database.unit_of_work() as work:
        work.candidates.add_all([person, other])
        attempts = [builders.attempt(candidate_id=one.id) for one in (person, other)]
        for attempt in attempts:
            scored = builders.result(attempt.id)
            work.attempts.add(attempt)
            work.attempts.finish(scored, NOON)
            issued.append(builders.certificate(scored, number=certificate_number(attempt.id, TODAY)))
            issued[-1] = replace(issued[-1], id=new_id())
            work.certificates.add(issued[-1])
            work.credentials.add(Credential(issued[-1].id, "F", "badge", "code", NOON))
            work.revocations.add(Revocation(issued[-1].number, "F", TODAY, "copied by প্রার্থী ক"))
        work.issue_batches.add(batch, [attempt.id for attempt in attempts])
        for attempt in attempts:
            work.issue_batches.settle(batch.id, done(attempt.id))
        work.commit()
    go(database, person.id)
    with database.unit_of_work(read_only=True) as work:
        gone, stays = issued
        assert work.certificates.listing() == (stays,)
        assert work.credentials.of_all([gone.id, stays.id]).keys() == {stays.id}
        assert work.issue_batches.entries(batch.id) == (done(stays.attempt_id),)
        assert work.revocations.get(gone.number) == Revocation(gone.number, "F", TODAY, "")
        assert work.revocations.get(stays.number) == Revocation(stays.number, "F", TODAY, "copied by প্রার্থী ক")
