"""Documents made from what is stored, and saved whole or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.pay.benchmark import BenchmarkQuery
from smmhire.services import (
    assessments,
    certificates,
    charts,
    documents,
    pay,
    pay_documents,
    results,
    vacancies,
)
from smmhire.services.role import role
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from smmhire.texts import using
from tests.reports.reading import pages, text_of
from tests.services.answering import take

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)

SURVEY = "title,salary,currency,period,country,date\n" + "".join(
    f"Social Media Manager,{50_000 + 1_000 * place},USD,year,United States,2025-03-01\n"
    for place in range(12)
)


def table(tmp_path: Path) -> Path:
    path = tmp_path / "survey.csv"
    path.write_text(SURVEY, encoding="utf-8")
    return path


def import_survey(tmp_path: Path, unit_of_work: UnitOfWorkFactory) -> None:
    read = pay.read_table(table(tmp_path))
    proposal = pay.dry_run(read, pay.guess(read), unit_of_work=unit_of_work, source_name="A survey")
    assert pay.accept(proposal, unit_of_work=unit_of_work).row_count == 12


@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_finished_practice_attempt_becomes_report_and_certificate(
    language: documents.Language, unit_of_work: UnitOfWorkFactory
) -> None:
    name = {"bn": "প্রার্থী ক", "en": "Candidate A"}[language]
    scored = take(assessments.practice_form(), name, 0.6, unit_of_work, now=NOW)
    report = documents.candidate_report_pdf(
        scored.attempt_id, None, language, unit_of_work=unit_of_work, now=NOW
    )
    assert name in pages(report)[0]
    assert {"bn": "লক্ষ্য-স্তর", "en": "target profile"}[language] in pages(report)[0]
    issued = certificates.issue(scored.attempt_id, "", unit_of_work=unit_of_work)
    (text,) = pages(documents.certificate_pdf(issued, language))
    assert issued.number in text
    assert name in text


def test_a_report_for_a_vacancy_compares_with_what_the_vacancy_asks_for(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    from dataclasses import replace

    profile = vacancies.new_profile(employer="Employer A", now=NOW)
    first, *rest = profile.competencies
    asked = (
        replace(first, level=5, is_must_have=True),
        *(replace(one, weight=0) for one in rest[1:]),
        rest[0],
    )
    profile = vacancies.save(replace(profile, competencies=asked), unit_of_work=unit_of_work, now=NOW)
    form = assessments.vacancy_form(profile.id, unit_of_work=unit_of_work)
    scored = take(form, "Candidate A", 0.0, unit_of_work, now=NOW)
    text = text_of(
        documents.candidate_report_pdf(
            scored.attempt_id, profile.id, "en", unit_of_work=unit_of_work, now=NOW
        )
    )
    assert "vacancy: SMM manager (Employer A)" in text
    assert f"Must-haves not met: {role().competency(first.competency_id).name.en}." in text
    assert "met in none of the 2 competencies" in text


def test_an_unfinished_attempt_has_no_report(unit_of_work: UnitOfWorkFactory) -> None:
    attempt = assessments.start(assessments.practice_form(), "Candidate A", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="not finished"):
        documents.candidate_report_pdf(attempt.id, None, "en", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        documents.candidate_report_pdf(new_id(), None, "en", unit_of_work=unit_of_work)


def test_a_pay_report_shows_the_nearest_official_figures_of_the_data_s_year_and_the_newest(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    import_survey(tmp_path, unit_of_work)
    query = BenchmarkQuery(currency="USD", period="year", country="US", as_of=date(2026, 11, 22))
    data = pay_documents.pay_report_pdf(query, 55_000, "en", unit_of_work=unit_of_work, now=NOW)
    text = text_of(data)
    assert "The offer of $55,000 a year" in text
    assert text.count("27-3031") == 1  # 2025 is the data's year and the newest
    assert "A survey" in text
    assert documents.preview_pages(data) == len(pages(data))


def test_official_dollars_do_not_stand_beside_takas(unit_of_work: UnitOfWorkFactory) -> None:
    query = BenchmarkQuery(currency="BDT", period="month", country="BD", as_of=date(2026, 11, 22))
    text = text_of(pay_documents.pay_report_pdf(query, None, "en", unit_of_work=unit_of_work, now=NOW))
    assert "27-3031" not in text
    assert "none stand here" in text


def test_documents_carry_the_day_of_source_date_epoch(
    unit_of_work: UnitOfWorkFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    query = BenchmarkQuery(currency="BDT", period="month", as_of=date(2026, 11, 22))
    made = [pay_documents.pay_report_pdf(query, None, "en", unit_of_work=unit_of_work) for _ in range(2)]
    assert made[0] == made[1]
    assert "2 January 1970" in text_of(made[0])


def test_the_chart_of_a_result_is_the_same_in_windows_and_documents(unit_of_work: UnitOfWorkFactory) -> None:
    scored = take(assessments.practice_form(), "Candidate A", 0.5, unit_of_work, now=NOW)
    standings = results.profile_of(scored, unit_of_work=unit_of_work)
    levels = {one.competency_id: one.required_level or 0 for one in standings}
    with using("bn"):
        chart = charts.result_chart(scored, role(), levels, "লক্ষ্য-স্তর")
    for standing in standings:
        assert standing.short_name.bn in chart.description


def test_a_benchmark_without_figures_has_no_chart(unit_of_work: UnitOfWorkFactory) -> None:
    query = BenchmarkQuery(currency="BDT", period="month", as_of=date(2026, 11, 22))
    assert charts.pay_chart(pay.benchmark(query, unit_of_work=unit_of_work), None) is None


def test_the_preview_is_width_height_and_pixels(unit_of_work: UnitOfWorkFactory) -> None:
    query = BenchmarkQuery(currency="BDT", period="month", as_of=date(2026, 11, 22))
    data = pay_documents.pay_report_pdf(query, None, "bn", unit_of_work=unit_of_work, now=NOW)
    width, height, rgba = documents.render_page(data, 0, 0.5)
    assert (width, height, len(rgba)) == (298, 421, 298 * 421 * 4)
