"""A certificate is issued once, kept, and found by its number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from smmhire.assessment.attempts import AttemptResult
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import assessments, certificates, documents, forms, results, revoking, vacancies
from smmhire.services.bank import Bank, load_bank
from smmhire.services.form_cut import cut_of
from smmhire.services.rescoring import rescore
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.reports.reading import text_of
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


def test_what_a_certificate_says_of_the_cut_score_stays_as_it_was_issued(
    unit_of_work: UnitOfWorkFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the attempt is scored anew, and where its questions have gone from the bank."""
    from smmhire.assessment import ability

    saved = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    spec = forms.usual_spec(saved)
    spec = replace(spec, settings=replace(spec.settings, cut=70.0))
    forms.save_spec(saved.id, spec, unit_of_work=unit_of_work)
    scored = take(assessments.vacancy_form(saved.id, unit_of_work=unit_of_work), "A", 0.7, unit_of_work)
    attempt = results.get_attempt(scored.attempt_id, unit_of_work=unit_of_work)
    issued = certificates.issue(scored.attempt_id, "Issuer", unit_of_work=unit_of_work)
    assert issued.cut == cut_of(attempt, scored, unit_of_work=unit_of_work) is not None
    printed = text_of(documents.certificate_pdf(issued, "en"))
    assert "Cut score, 70% of the marks" in printed
    assert "Cut score 70%" in text_of(
        documents.candidate_report_pdf(scored.attempt_id, saved.id, "en", unit_of_work=unit_of_work)
    )

    monkeypatch.setattr(ability, "SCORING_VERSION", ability.SCORING_VERSION + 1)
    rescore(scored.attempt_id, "a look", unit_of_work=unit_of_work)
    monkeypatch.setattr(Bank, "items_of", lambda *_: pytest.fail("the bank has been asked"))
    again = certificates.get(issued.number, unit_of_work=unit_of_work)
    assert text_of(documents.certificate_pdf(again, "en")) == printed
    assert certificates.issue(scored.attempt_id, "Issuer", unit_of_work=unit_of_work) == issued


def test_a_certificate_does_not_keep_quiet_about_a_cut_score_that_can_no_longer_be_judged(
    unit_of_work: UnitOfWorkFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = assessments.practice_form()
    form = replace(form, item_ids=form.item_ids[:12], settings=replace(form.settings, cut=50.0))
    scored = take(form, "A", 0.5, unit_of_work)
    bank = load_bank()
    without = {name: item for name, item in bank.by_id.items() if name != form.item_ids[0]}
    monkeypatch.setattr("smmhire.services.bank.load_bank", lambda: replace(bank, by_id=without))
    with pytest.raises(UserError, match=f"no longer in the item bank: {form.item_ids[0]}"):
        certificates.issue(scored.attempt_id, "", unit_of_work=unit_of_work)
    assert certificates.listing(unit_of_work=unit_of_work) == ()


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


def test_one_attempt_is_one_person_s_whoever_issues(
    scored: AttemptResult, unit_of_work: UnitOfWorkFactory
) -> None:
    first = certificates.issue(scored.attempt_id, "Issuer", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="must name its holder"):
        certificates.issue(scored.attempt_id, "Issuer", " ", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="already been issued to প্রার্থী ক"):
        certificates.issue(scored.attempt_id, "Other issuer", "Somebody Else", unit_of_work=unit_of_work)
    # Withdrawn, it may have named somebody else by mistake: another one may name them rightly.
    revoking.revoke(first.number, "r", who="a", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="is withdrawn since"):
        certificates.issue(scored.attempt_id, "Issuer", unit_of_work=unit_of_work)
    other = certificates.issue(scored.attempt_id, "Other issuer", "Somebody Else", unit_of_work=unit_of_work)
    assert other.holder == "Somebody Else"


def test_who_issues_is_who_did_before_else_who_signs(
    scored: AttemptResult, unit_of_work: UnitOfWorkFactory
) -> None:
    def usual(signing: str) -> str:
        return certificates.usual_issuer(scored.attempt_id, signing, unit_of_work=unit_of_work)

    certificates.issue(scored.attempt_id, "", unit_of_work=unit_of_work, issued_on=TODAY)
    assert (usual("Shop"), usual("")) == ("Shop", "")
    certificates.issue(scored.attempt_id, "Shop", unit_of_work=unit_of_work, issued_on=TODAY)
    assert (usual("Shop 2"), usual("")) == ("Shop", "Shop")


def test_number_that_was_not_issued_here_is_said_to_be_unknown(unit_of_work: UnitOfWorkFactory) -> None:
    from smmhire.certificates.number import certificate_number

    with pytest.raises(UserError, match="was issued here"):
        certificates.get(certificate_number(new_id(), TODAY), unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="not a certificate number"):
        certificates.get("hello", unit_of_work=unit_of_work)
