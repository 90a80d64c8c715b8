"""A certificate is issued once, kept, and found by its number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from smmhire.assessment.attempts import AttemptResult
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import assessments, certificates, vacancies
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.services.answering import take

TODAY = date(2026, 11, 22)


@pytest.fixture
def scored(unit_of_work: UnitOfWorkFactory) -> AttemptResult:
    form = replace(assessments.practice_form(), item_ids=assessments.practice_form().item_ids[:12])
    return take(form, "প্রার্থী  ক", 1.0, unit_of_work)


def test_certificate_carries_the_result_and_is_found_however_its_number_is_typed(
    scored: AttemptResult, unit_of_work: UnitOfWorkFactory
) -> None:
    issued = certificates.issue(scored.attempt_id, "Issuer", unit_of_work=unit_of_work, issued_on=TODAY)
    assert (issued.holder, issued.issuer, issued.issued_on) == ("প্রার্থী ক", "Issuer", TODAY)
    assert issued.competencies == scored.competencies and issued.percent_correct == scored.percent_correct
    assert certificates.get(issued.number, unit_of_work=unit_of_work) == issued
    assert (
        certificates.get(f" {issued.number.lower().replace('-', ' ')} ", unit_of_work=unit_of_work) == issued
    )
    assert certificates.listing(unit_of_work=unit_of_work) == (issued,)
    assert certificates.listing(new_id(), unit_of_work=unit_of_work) == ()


def test_second_issue_gives_the_first_certificate_again(
    scored: AttemptResult, unit_of_work: UnitOfWorkFactory
) -> None:
    first = certificates.issue(scored.attempt_id, "Issuer", unit_of_work=unit_of_work, issued_on=TODAY)
    again = certificates.issue(
        scored.attempt_id, " Issuer ", unit_of_work=unit_of_work, issued_on=TODAY.replace(year=2027)
    )
    assert again == first
    with pytest.raises(UserError, match="already been issued to প্রার্থী ক"):
        certificates.issue(scored.attempt_id, "Issuer", "Somebody Else", unit_of_work=unit_of_work)
    assert certificates.listing(scored.attempt_id, unit_of_work=unit_of_work) == (first,)


def test_two_issuers_give_two_certificates_with_numbers_of_their_own(
    scored: AttemptResult, unit_of_work: UnitOfWorkFactory
) -> None:
    one, other = (
        certificates.issue(scored.attempt_id, issuer, unit_of_work=unit_of_work, issued_on=TODAY)
        for issuer in ("Issuer", "Other issuer")
    )
    assert one.number != other.number
    assert certificates.get(other.number, unit_of_work=unit_of_work) == other


def test_certificate_names_the_vacancy(unit_of_work: UnitOfWorkFactory) -> None:
    profile = vacancies.new_profile()
    saved = vacancies.save(replace(profile, competencies=profile.competencies[:1]), unit_of_work=unit_of_work)
    result = take(assessments.vacancy_form(saved.id, unit_of_work=unit_of_work), "A", 1.0, unit_of_work)
    issued = certificates.issue(result.attempt_id, "Issuer", unit_of_work=unit_of_work)
    assert issued.vacancy_title == saved.title
    vacancies.delete(saved.id, unit_of_work=unit_of_work)
    assert certificates.get(issued.number, unit_of_work=unit_of_work).vacancy_title == saved.title


def test_nothing_is_certified_that_is_not_finished_or_named(
    scored: AttemptResult, unit_of_work: UnitOfWorkFactory
) -> None:
    attempt = assessments.start(assessments.practice_form(), "Candidate A", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="not finished"):
        certificates.issue(attempt.id, "Issuer", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        certificates.issue(new_id(), "Issuer", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="must name its holder"):
        certificates.issue(scored.attempt_id, "Issuer", " ", unit_of_work=unit_of_work)
    assert certificates.listing(unit_of_work=unit_of_work) == ()


def test_number_that_was_not_issued_here_is_said_to_be_unknown(unit_of_work: UnitOfWorkFactory) -> None:
    from smmhire.certificates.number import certificate_number

    with pytest.raises(UserError, match="was issued here"):
        certificates.get(certificate_number(new_id(), TODAY), unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="not a certificate number"):
        certificates.get("hello", unit_of_work=unit_of_work)
