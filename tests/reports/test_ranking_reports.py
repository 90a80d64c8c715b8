"""Rankings and comparisons on paper and in a workbook, in both languages."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook

from smmhire.candidates.evidence import grouped
from smmhire.candidates.evidence_columns import Rated
from smmhire.candidates.interview import ScorecardKind
from smmhire.candidates.matching import rank_groups
from smmhire.candidates.scorecards import RatingSummary
from smmhire.candidates.stages import Stage
from smmhire.candidates.what_if import WhatIf
from smmhire.reports import ranking_words
from smmhire.services import ranking_documents, vacancies
from smmhire.services.ranking import VacancyRanking, what_if
from smmhire.storage.summaries import Applicant
from smmhire.texts import using
from tests.candidates.test_matching import evidence
from tests.reports.reading import fonts_not_embedded, latin_words, letters, lines_that_meet, pages, text_of

NOW = datetime(2026, 11, 22, tzinfo=UTC)
NAMES = {"bn": "প্রার্থী", "en": "Candidate"}
LANGUAGES = ("bn", "en")


def ranking(language: str, count: int = 60) -> VacancyRanking:
    """So many ranked candidates, the last of them not measured in one competency, and one not assessed."""
    profile = vacancies.new_profile()
    asked = tuple(
        replace(r, is_must_have=at == 1, weight=8 - at) for at, r in enumerate(profile.competencies)
    )
    title = "এসএমএম ম্যানেজার" if language == "bn" else "SMM manager"
    profile = replace(profile, title=title, competencies=asked)
    names = [requirement.competency_id for requirement in asked]
    seen = [
        evidence(
            at, {name: 1.2 - at / 20 + (at * 7 % 5 - place) / 9 for place, name in enumerate(names)}, 0.4
        )
        for at in range(count - 1)
    ]
    seen.append(evidence(count, dict.fromkeys(names[:-1], 0.5), 0.4))
    groups = grouped(seen)
    ids = [one.candidate_id for one in seen]
    untested = UUID(int=1)
    ranked = rank_groups(profile, groups)
    applicants = {
        one: Applicant(
            one,
            f"{NAMES[language]} {chr(ord('A') + at % 26) if language == 'en' else ''}".strip(),
            "",
            Stage.TESTED,
            2.0 if at % 2 else None,
        )
        for at, one in enumerate([*ids, untested])
    }
    interview = RatingSummary(ids[0], ScorecardKind.INTERVIEW, 2, 12, 3.5, {}, 0.5, ())
    return VacancyRanking(
        vacancy=profile,
        ranking=replace(ranked, without_evidence=(untested,)),
        applicants=applicants,
        groups=groups,
        attempts={one: one for one in ids},
        attempt_counts=dict.fromkeys(ids, 1),
        percent_correct=dict.fromkeys(ids, 0.64),
        ratings={(ids[0], ScorecardKind.INTERVIEW): interview},
    )


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def found(language: str) -> VacancyRanking:
    return ranking(language)


@pytest.fixture(scope="module")
def ranking_pdf(found: VacancyRanking, language: str) -> bytes:
    return ranking_documents.ranking_pdf(found, "bn" if language == "bn" else "en", now=NOW)


@pytest.fixture(scope="module")
def comparison_pdf(found: VacancyRanking, language: str) -> bytes:
    ids = found.ranking.ranked.candidate_ids
    last = next(one.candidate_id for one in found.ranking.ranked if one.checks[-1].ability is None)
    chosen = [*[one for one in ids if one != last][:3], last]
    return ranking_documents.comparison_pdf(found, chosen, "bn" if language == "bn" else "en", now=NOW)


def test_a_long_table_repeats_its_head_on_every_page(ranking_pdf: bytes, language: str) -> None:
    head = "Candidate and must-haves" if language == "en" else "প্রার্থী ও আবশ্যিক শর্ত"
    of_table = [page for page in pages(ranking_pdf) if head in page]
    assert len(of_table) >= 2


def test_every_candidate_is_printed_and_what_is_missing_is_said(
    ranking_pdf: bytes, found: VacancyRanking, language: str
) -> None:
    text = text_of(ranking_pdf)
    missing = "missing" if language == "en" else "নেই"
    # Interviews of all but one, work samples of all, years of half of them.
    assert text.count(missing) >= 59 + 60 + 30
    with using(language):
        for one in found.ranking.ranked[:5]:
            assert ranking_words.score(one) in text
    assert ("SMM manager" if language == "en" else "এসএমএম ম্যানেজার") in text


def test_the_comparison_has_a_column_a_candidate_and_names_the_gap(
    comparison_pdf: bytes, language: str
) -> None:
    text = text_of(comparison_pdf)
    for word in {
        "en": ("not measured", "Who is truly better?", "must-have"),
        "bn": ("মাপা হয়নি", "প্রকৃতপক্ষে কে ভালো?", "আবশ্যিক"),
    }[language]:
        assert word in text


def test_what_raises_a_score_has_a_plus_and_stands_in_one_piece(comparison_pdf: bytes, language: str) -> None:
    text = text_of(comparison_pdf)
    assert "·\u00a0+" in text or "· +" in text
    assert {"en": "Sackett et al. 2022", "bn": "স্যাকেট ও অন্যরা, ২০২২"}[language] in " ".join(text.split())


def test_among_the_first_is_left_out_where_nobody_could_fall_behind_them(language: str) -> None:
    word = {"en": r"Among the\s+first", "bn": r"প্রথম\s+[০-৯]+\s+জনে"}[language]
    few, more = (
        text_of(ranking_documents.ranking_pdf(ranking(language, n), "bn" if language == "bn" else "en"))
        for n in (3, 12)
    )
    assert re.search(word, more) and not re.search(word, few)
    assert {"en": "Must-have", "bn": "আবশ্যিক"}[language] in few


@pytest.mark.parametrize("kind", ["ranking_pdf", "comparison_pdf"])
def test_documents_are_whole(request: pytest.FixtureRequest, kind: str, language: str) -> None:
    data: bytes = request.getfixturevalue(kind)
    assert fonts_not_embedded(data) == []
    for page in letters(data):
        assert lines_that_meet(page) == []
    if language == "bn":
        assert latin_words(text_of(data)) == set()


def test_the_same_ranking_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "SOURCE_DATE_EPOCH", "1795305600")
    made = [ranking_documents.ranking_pdf(ranking("en", 6), "en") for _turn in range(2)]
    assert made[0] == made[1]


def test_the_formulas_of_the_workbook_come_to_the_scores(found: VacancyRanking, language: str) -> None:
    with using(language):
        data = ranking_documents.ranking_xlsx(found)
    sheet: Any = load_workbook(BytesIO(data)).worksheets[0]
    shown: Any = load_workbook(BytesIO(data), data_only=True).worksheets[0]
    assert sheet.max_row == 2 + len(found.ranking.ranked)
    k = len(found.ranking.ranked.scored.asked)
    for row, one in enumerate(found.ranking.ranked, start=3):
        formula = sheet.cell(row, 4).value
        assert formula == f"=SUMPRODUCT($I$2:$P$2,I{row}:P{row})/SUM($I$2:$P$2)+Q{row}"
        weights = [float(sheet.cell(2, 9 + at).value or 0) for at in range(k)]
        abilities = [sheet.cell(row, 9 + at).value for at in range(k)]
        assert [ability is None for ability in abilities] == [check.ability is None for check in one.checks]
        worked = sum(w * float(a or 0) for w, a in zip(weights, abilities, strict=True)) / sum(weights)
        worked += float(sheet.cell(row, 9 + k).value or 0)
        assert worked == pytest.approx(one.score) and shown.cell(row, 4).value == pytest.approx(one.score)


def test_nobody_and_no_weights_are_written_too() -> None:
    none = ranking("en", 2)
    none = replace(none, ranking=rank_groups(none.vacancy, ()), groups=())
    assert "Nobody has been assessed yet" in text_of(ranking_documents.ranking_pdf(none, "en", now=NOW))
    even = ranking("en", 3)
    ids = [requirement.competency_id for requirement in even.vacancy.competencies]
    flat = what_if(even, WhatIf(weights=dict.fromkeys(ids, 0)))
    sheet: Any = load_workbook(BytesIO(ranking_documents.ranking_xlsx(flat))).worksheets[0]
    assert sheet.cell(3, 4).value == 0
    assert ranking_documents.ranking_pdf(flat, "en", now=NOW).startswith(b"%PDF")


def test_a_rating_by_one_says_so_and_by_two_how_far_they_are_apart() -> None:
    with using("en"):
        assert ranking_words._rated(Rated(4.0, 1, None)) == ("4.0 of 5", "1 rater")
        assert ranking_words._rated(Rated(3.5, 2, 1.0)) == ("3.5 of 5", "2 raters, 1.0 apart on average")
