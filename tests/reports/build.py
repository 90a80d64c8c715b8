"""Results, certificates and reports of neutral people, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Literal
from uuid import UUID

from smmhire.assessment.attempts import AttemptResult, Purpose
from smmhire.assessment.form_cut import CutStanding
from smmhire.assessment.plan import development_plan, target_levels
from smmhire.assessment.self_rating import self_rating_gaps
from smmhire.certificates.certificate import Certificate
from smmhire.content import load_role
from smmhire.pay.benchmark import BenchmarkQuery
from smmhire.pay.offer import place_offer
from smmhire.pay.reference import NEAREST_OCCUPATIONS
from smmhire.reports.candidate_report import CandidateReport
from smmhire.reports.pay_report import PayReport
from smmhire.services import pay
from smmhire.services.charts import pay_chart, result_chart, spread_chart
from smmhire.texts import using
from tests.assessment import build
from tests.pay.builders import benchmark_of, observation, source

Language = Literal["bn", "en"]
MADE_ON = date(2026, 11, 22)
LONG_WORD = "অতিদীর্ঘনামধারীপ্রতিষ্ঠানেরপ্রতিনিধিবৃন্দ" * 2
LONG_NAME = f"মোহাম্মদ আব্দুল্লাহ আল মামুন চৌধুরী খন্দকার {LONG_WORD}"
NAMES = {"bn": "প্রার্থী ক", "en": "Candidate A"}
EMPLOYERS = {"bn": "নিয়োগকর্তা ক", "en": "Employer A"}
VACANCIES = {"bn": "এসএমএম ম্যানেজার", "en": "SMM manager"}

# With a cut of 60 % of the marks: chances of 96, 62 and 1 %.
CUTS = {
    "reached": CutStanding(0.6, 0.68, 0.045, 0.962),
    "borderline": CutStanding(0.6, 0.615, 0.05, 0.618),
    "not reached": CutStanding(0.6, 0.48, 0.05, 0.008),
}

# From far below level 1 to above the beginning of level 5.
ABILITIES = (1.62, 1.3, -0.25, 0.7, -1.9, 0.1, -0.8, 0.4)


def result(abilities: tuple[float, ...] = ABILITIES, *, unmeasured: int | None = None) -> AttemptResult:
    ids = [competency.id for competency in load_role().competencies]
    given = dict(zip(ids, abilities, strict=False))
    ratings = {name: place % 5 + 1 for place, name in enumerate(given)}
    skipped = () if unmeasured is None else (ids[unmeasured],)
    return build.result(given, error=0.55, ratings=ratings, unmeasured=skipped)


def certificate(language: Language = "en", **fields: Any) -> Certificate:
    measured = result()
    given: dict[str, Any] = {
        "id": UUID(int=2),
        "number": "SMM-2026-7K3F-Q9XD-H",
        "attempt_id": measured.attempt_id,
        "holder": NAMES[language],
        "purpose": Purpose.ASSESSMENT,
        "is_supervised": True,
        "issuer": EMPLOYERS[language],
        "vacancy_title": VACANCIES[language],
        "issued_on": date(2026, 11, 22),
        "valid_until": date(2028, 11, 22),
        "percent_correct": 0.734,
        "competencies": measured.competencies,
        "form_version": "3f9a12c07be4",
    }
    return Certificate(**{**given, **fields})


def practice_certificate(language: Language = "en", **fields: Any) -> Certificate:
    given: dict[str, Any] = {
        "purpose": Purpose.PRACTICE, "is_supervised": False, "issuer": "", "vacancy_title": ""
    }  # fmt: skip
    return certificate(language, **{**given, **fields})


def candidate_report(
    language: Language = "en",
    measured: AttemptResult | None = None,
    required: Mapping[str, int] | None = None,
    **fields: Any,
) -> CandidateReport:
    role = load_role()
    scored = measured or result()
    levels = required or target_levels(role)
    label = {"bn": "শূন্যপদ যা চায়", "en": "the vacancy asks for"}[language]
    with using(language):
        chart = result_chart(scored, role, levels, label)
    given: dict[str, Any] = {
        "name": NAMES[language],
        "purpose": Purpose.ASSESSMENT,
        "is_supervised": False,
        "finished_at": datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
        "vacancy_title": VACANCIES[language],
        "employer": EMPLOYERS[language],
        "result": scored,
        "required_levels": levels,
        "required_label": label,
        "must_haves": frozenset({role.competencies[2].id}),
        "gaps": self_rating_gaps(scored),
        "plan": development_plan(scored, role, levels),
        "chart": chart,
        "cut": None,
        "confidence": None,
        "made_on": MADE_ON,
    }
    return CandidateReport(**{**given, **fields})


def pay_report(language: Language = "en", offer: float | None = 55_000.0, **query: Any) -> PayReport:
    """Forty figures of 30,000 to 108,000 dollars a year in three bands; one band has three, one seven."""
    bands = {(2.0, 4.0): 30, (5.0, 7.0): 7, (8.0, 10.0): 3}
    years = [band for band, count in bands.items() for _ in range(count)]
    seen = [
        observation(
            row,
            amount=30_000.0 + 2_000.0 * row,
            currency="USD",
            period="year",
            country="US",
            experience_low=low,
            experience_high=high,
            title="Social Media Manager",
        )
        for row, (low, high) in enumerate(years)
    ]
    given: dict[str, Any] = {
        "currency": "USD", "period": "year", "country": "US", "by": "experience", "as_of": MADE_ON
    }  # fmt: skip
    found = benchmark_of(seen, [source(name="A survey <2026> & more")], BenchmarkQuery(**{**given, **query}))
    place = None if offer is None else place_offer(offer, found.overall)
    rows = tuple(
        one for code in NEAREST_OCCUPATIONS if (one := pay.reference_for(code, year=2025)) is not None
    )
    with using(language):
        chart, spread = pay_chart(found, place), spread_chart(found.overall, place)
    return PayReport(found, place, chart, spread, rows if found.query.country == "US" else (), MADE_ON)
