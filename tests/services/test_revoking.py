"""A certificate is withdrawn with a reason, in the log, and that can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from smmhire.candidates.decisions import DecisionKind
from smmhire.certificates.certificate import Certificate
from smmhire.certificates.issuers import Credential, IssuerKey, Revocation
from smmhire.certificates.listing import CertificateQuery, CertificateState
from smmhire.certificates.number import certificate_number
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import assessments, candidates, certificates, decisions, revoking
from smmhire.services.decision_words import in_words
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.services.answering import take

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def issued(unit_of_work: UnitOfWorkFactory) -> Certificate:
    person = candidates.new("প্রার্থী ক", unit_of_work=unit_of_work)
    form = replace(assessments.practice_form(), item_ids=assessments.practice_form().item_ids[:4])
    scored = take(form, "প্রার্থী ক", 1.0, unit_of_work, candidate_id=person.id)
    made = certificates.issue(scored.attempt_id, "I", unit_of_work=unit_of_work, issued_on=TODAY)
    with unit_of_work() as work:
        work.credentials.add(Credential(made.id, "F-1", "badge", "code", NOON))
        work.commit()
    return made


def states(unit_of_work: UnitOfWorkFactory) -> list[CertificateState]:
    return [one.state for one in certificates.page(CertificateQuery(TODAY), unit_of_work=unit_of_work)]


def test_a_withdrawal_stands_in_list_and_log_with_its_reason(
    issued: Certificate, unit_of_work: UnitOfWorkFactory
) -> None:
    typed = f" {issued.number.lower().replace('-', ' ')} "
    made = revoking.revoke(
        typed, "  taken by another ", who="নাসরিন", unit_of_work=unit_of_work, on=TODAY, now=NOON
    )
    assert made == Revocation(issued.number, "F-1", TODAY, "taken by another")
    assert revoking.listing("F-1", unit_of_work=unit_of_work) == (made,)
    assert revoking.get(issued.number, unit_of_work=unit_of_work) == made
    assert states(unit_of_work) == [CertificateState.REVOKED]
    assert certificates.counts(CertificateQuery(TODAY), unit_of_work=unit_of_work).revoked == 1
    (entry,) = decisions.listing(kinds=[DecisionKind.REVOKED], unit_of_work=unit_of_work)
    assert (entry.candidate_name, entry.decision.who) == ("প্রার্থী ক", "নাসরিন")
    assert (entry.decision.reason, entry.decision.details) == ("taken by another", {"number": issued.number})
    assert in_words(entry.decision) == f"The certificate {issued.number} was withdrawn."


def test_taking_it_back_and_undoing_that_are_entries_too(
    issued: Certificate, unit_of_work: UnitOfWorkFactory
) -> None:
    made = revoking.revoke(issued.number, "r", who="a", unit_of_work=unit_of_work, on=date(2026, 1, 2))
    back = revoking.unrevoke(issued.number, who="b", reason="a mistake", unit_of_work=unit_of_work)
    assert back == made and states(unit_of_work) == [CertificateState.PRACTICE]
    revoking.bring_back(back, who="c", unit_of_work=unit_of_work)
    assert revoking.listing(unit_of_work=unit_of_work) == (made,)  # since the same day
    log = [one.decision for one in decisions.listing(unit_of_work=unit_of_work)]
    assert [(one.kind, one.who, one.reason) for one in log] == [
        (DecisionKind.REVOKED, "c", "r"),
        (DecisionKind.UNREVOKED, "b", "a mistake"),
        (DecisionKind.REVOKED, "a", "r"),
    ]
    assert "was taken back" in in_words(log[1])


def test_what_cannot_be_withdrawn_or_taken_back_is_said_and_changes_nothing(
    issued: Certificate, unit_of_work: UnitOfWorkFactory
) -> None:
    other = certificate_number(new_id(), TODAY)

    def revoke(number: str, reason: str = "r", fingerprint: str | None = None) -> None:
        revoking.revoke(number, reason, who="a", fingerprint=fingerprint, unit_of_work=unit_of_work)

    with pytest.raises(UserError, match="no reason"):
        revoke(issued.number, " ")
    with pytest.raises(UserError, match="not a certificate number"):
        revoke("hello")
    with pytest.raises(UserError, match="was issued here"):
        revoke(other)
    with pytest.raises(UserError, match="was issued here"):
        revoke(other, fingerprint="of somebody else")
    with pytest.raises(UserError, match="is not withdrawn"):
        revoking.unrevoke(issued.number, who="a", unit_of_work=unit_of_work)
    assert decisions.listing(unit_of_work=unit_of_work) == ()
    revoke(issued.number)
    kept = revoking.get(issued.number, unit_of_work=unit_of_work)
    assert kept is not None
    with pytest.raises(UserError, match="withdrawn already, since"):
        revoke(issued.number, "another")
    with pytest.raises(UserError, match="withdrawn already, since"):
        revoking.bring_back(kept, who="a", unit_of_work=unit_of_work)
    assert revoking.listing(unit_of_work=unit_of_work) == (kept,)
    assert len(decisions.listing(unit_of_work=unit_of_work)) == 1


def test_a_certificate_no_longer_kept_is_withdrawn_by_naming_the_own_key_that_signed_it(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    number = certificate_number(new_id(), TODAY)
    with unit_of_work() as work:
        work.issuer_keys.add(IssuerKey(new_id(), "F-1", "I", NOON, None, "sealed"))
        work.commit()
    made = revoking.revoke(number, "r", who="a", fingerprint="F-1", unit_of_work=unit_of_work)
    assert revoking.listing("F-1", unit_of_work=unit_of_work) == (made,)
    (entry,) = decisions.listing(unit_of_work=unit_of_work)
    assert entry.decision.candidate_id is None
