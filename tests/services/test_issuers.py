"""Whose certificates are known: accepted, accepted no longer, and never a forged key."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from smmhire.certificates.issuers import IssuerKey, RevocationList, TrustedIssuer
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import issuers
from smmhire.storage.unit_of_work import UnitOfWorkFactory

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SCHOOL = TrustedIssuer("F-1", "বিদ্যালয়", bytes(range(32)), date(2026, 11, 22), "by telephone", "key.json")


def test_an_issuer_is_trusted_since_the_first_day_whatever_is_changed_later(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    assert issuers.trust(replace(SCHOOL, name=" বিদ্যালয় "), unit_of_work=unit_of_work) == SCHOOL
    later = replace(SCHOOL, name="A school", note="met them", since=date(2027, 1, 1))
    kept = issuers.trust(later, unit_of_work=unit_of_work)
    assert kept == replace(later, since=SCHOOL.since)
    assert issuers.trusted(unit_of_work=unit_of_work) == (kept,)


def test_trust_that_was_taken_away_comes_back_as_it_was(unit_of_work: UnitOfWorkFactory) -> None:
    issuers.trust(SCHOOL, unit_of_work=unit_of_work)
    gone = issuers.distrust("F-1", unit_of_work=unit_of_work)
    assert issuers.trusted(unit_of_work=unit_of_work) == ()
    with pytest.raises(UserError, match="not among those you trust"):
        issuers.distrust("F-1", unit_of_work=unit_of_work)
    issuers.trust(gone, unit_of_work=unit_of_work)
    assert issuers.trusted(unit_of_work=unit_of_work) == (SCHOOL,)


def test_no_issuer_without_a_name_of_our_own_or_with_another_key_is_trusted(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    own = IssuerKey(new_id(), "F-OWN", "I", NOON, None, "sealed")
    with unit_of_work() as work:
        work.issuer_keys.add(own)
        work.commit()
    assert issuers.current(unit_of_work=unit_of_work) == own
    assert issuers.own(unit_of_work=unit_of_work) == (own,)
    issuers.trust(SCHOOL, unit_of_work=unit_of_work)
    for wrong, said in (
        (replace(SCHOOL, name=" "), "no name"),
        (replace(SCHOOL, fingerprint="F-OWN"), "your own"),
        (replace(SCHOOL, public_key=bytes(32)), "forged"),
    ):
        with pytest.raises(UserError, match=said):
            issuers.trust(wrong, unit_of_work=unit_of_work)
    assert issuers.trusted(unit_of_work=unit_of_work) == (SCHOOL,)


def test_the_newest_list_of_an_issuer_counts_and_can_be_forgotten(unit_of_work: UnitOfWorkFactory) -> None:
    first = RevocationList("F-1", NOON, "a.b.c")
    later = replace(first, issued_at=NOON + timedelta(days=1), text="d.e.f")
    for brought, is_newer in ((later, True), (first, False), (later, False)):
        assert issuers.keep_revocation_list(brought, unit_of_work=unit_of_work) is is_newer
    assert issuers.revocation_list("F-1", unit_of_work=unit_of_work) == later
    assert issuers.revocation_lists(unit_of_work=unit_of_work) == (later,)
    assert issuers.remove_revocation_list("F-1", unit_of_work=unit_of_work) == later
    assert issuers.remove_revocation_list("F-1", unit_of_work=unit_of_work) is None
    assert issuers.revocation_lists(unit_of_work=unit_of_work) == ()
