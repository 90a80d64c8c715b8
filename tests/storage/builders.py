"""Things to store, complete down to the last field, so that a lost one shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from smmhire.assessment.attempts import Attempt, AttemptResult, CompetencyResult, Form, Purpose
from smmhire.candidates.candidate import Candidate
from smmhire.certificates.certificate import Certificate
from smmhire.identity import new_id
from smmhire.pay.columns import PayColumns
from smmhire.pay.observation import PayObservation, PaySource
from smmhire.vacancies.profile import (
    Arrangement,
    CompetencyRequirement,
    DutyChoice,
    OwnRequirement,
    PayBasis,
    PayOffer,
    Place,
    VacancyProfile,
)

NOON = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)
FULL_PAY = PayOffer(Decimal("25000.10"), Decimal("40000.30"), "BDT", "month", PayBasis.NET)


def profile(**changes: Any) -> VacancyProfile:
    values: dict[str, Any] = {
        "id": new_id(),
        "title": "এসএমএম ম্যানেজার",
        "employer": "একটি হস্তশিল্পের দোকান",
        "description": "Two lines\nof text",
        "goals": ("sales", "awareness"),
        "duties": (DutyChoice("R-D4", "৫০০ নতুন গ্রাহক"), DutyChoice("R-D1")),
        "qualities": ("R-Q2", "R-Q1"),
        "technical_skills": ("R-T1a",),
        "platform_kinds": ("E-P4",),
        "competencies": (
            CompetencyRequirement("analytics", 4, 7, True),
            CompetencyRequirement("content", 2, 0),
        ),
        "own_requirements": (OwnRequirement("Speaks Sylheti", True),),
        "pay": FULL_PAY,
        "engagement": "E-W6",
        "place": Place(Arrangement.HYBRID, "খুলনা", "BD"),
        "created_at": NOON,
        "updated_at": NOON + timedelta(microseconds=1),
        "alignment": ("13-1161.00", "http://data.europa.eu/esco/skill/a"),
        "interview": ("IV-ST-1", "WS-ST-1"),
        "apply_until": date(2026, 12, 31),
        "how_to_apply": "ইমেইলে",
    }
    return VacancyProfile(**values | changes)


def candidate(name: str = "প্রার্থী ক", **changes: Any) -> Candidate:
    values: dict[str, Any] = {
        "id": new_id(),
        "name": name,
        "email": "a@example.org",
        "phone": "০১৭০০",
        "note": "note",
        "created_at": NOON,
        "tags": ("খুলনা", "ডিজাইন"),
        "experience_years": 2.5,
        "consent_at": NOON,
        "consent_note": "আবেদনপত্রে",
        "keep_until": date(2027, 5, 22),
        "resume": {"languages": [{"language": "বাংলা"}]},
    }
    return Candidate(**values | changes)


def attempt(
    vacancy_id: UUID | None = None, candidate_id: UUID | None = None, *, started_at: datetime = NOON
) -> Attempt:
    form = Form(Purpose.ASSESSMENT, ("AN-K01", "CO-R01"), 600, "0123456789ab", vacancy_id, is_supervised=True)
    return Attempt(new_id(), form, "প্রার্থী ক", candidate_id, 2**31 - 1, started_at)


def result(attempt_id: UUID, ability: float = 0.1 + 0.2) -> AttemptResult:
    return AttemptResult(
        attempt_id=attempt_id,
        competencies=(
            CompetencyResult("content", 0, 0, 0.0, 0.25, 0.9, 4),
            CompetencyResult("analytics", 7, 6, 1 / 3, ability, 0.55, None),
        ),
        covariance=((0.81, 0.1), (0.1, 0.3025)),
        percent_correct=1 / 3,
        asked=7,
        answered=6,
        scored_at=NOON,
        scoring_version=1,
        bank_version="0123456789ab",
    )


def certificate(scored: AttemptResult, **changes: Any) -> Certificate:
    values: dict[str, Any] = {
        "id": new_id(),
        "number": "SMM-2026-7K3F-Q9XD-H",
        "attempt_id": scored.attempt_id,
        "holder": "প্রার্থী ক",
        "purpose": Purpose.ASSESSMENT,
        "is_supervised": True,
        "issuer": "Issuer",
        "vacancy_title": "",
        "issued_on": date(2026, 11, 22),
        "valid_until": date(2028, 11, 22),
        "percent_correct": scored.percent_correct,
        "competencies": scored.competencies,
        "form_version": "0123456789ab",
    }
    return Certificate(**values | changes)


def source(**changes: Any) -> PaySource:
    values: dict[str, Any] = {
        "id": new_id(),
        "name": "A survey",
        "kind": "survey",
        "licence_note": "with credit",
        "imported_at": NOON,
        "file_name": "survey.csv",
        "file_sha256": "a" * 64,
        "row_count": 2,
        "mapping_name": "mine",
        "credit": "the people asked",
        "enabled": True,
        "each_row_is_a_contributor": True,
        "assumptions": ("Base pay before tax.",),
        "sheet": "Answers",
    }
    return PaySource(**values | changes)


def figures(of: PaySource) -> PayColumns:
    """The observations as a file gives them."""
    return PayColumns.of(observations(of.id), [of])


def observations(source_id: UUID) -> tuple[PayObservation, ...]:
    return (
        PayObservation(
            id=new_id(),
            source_id=source_id,
            currency="BDT",
            period="month",
            amount=0.1 + 0.2,
            basis="net",
            bonus=1.5,
            engagement="E-W6",
            country="BD",
            city="ঢাকা",
            title="SMM Manager",
            experience="2 - 4 years",
            experience_low=2.0,
            experience_high=4.0,
            contributor="2",
            observed_on=date(2025, 5, 1),
            row=2,
        ),
        PayObservation(new_id(), source_id, "USD", "gig", low=5.0, high=50.0, row=3),
    )
