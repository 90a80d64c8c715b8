"""Every document holds long names, words without a place to break, and rows higher than a page.

The certificate and the development plan have tests of their own for that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from smmhire.candidates.candidate import Candidate
from smmhire.candidates.stages import Stage
from smmhire.content import load_role
from smmhire.identity import new_id
from smmhire.reports import dossier
from smmhire.reports.candidate_report import candidate_report_pdf
from smmhire.reports.interview_guide import interview_guide_pdf, task_sheets_pdf
from smmhire.reports.style import SIDE
from smmhire.reports.vacancy_sheet import vacancy_sheet_pdf
from smmhire.services import ranking_documents
from smmhire.services.ranking import VacancyRanking
from tests.reports import build, test_interview_guide, test_ranking_reports, test_vacancy_sheet
from tests.reports.build import LONG_NAME, LONG_WORD, Language
from tests.reports.reading import letters, lines_that_meet, pages

NAME = ("মোহাম্মদ আব্দুল্লাহ আল মামুন চৌধুরী খন্দকার " * 3)[:120].strip()
WORD = LONG_WORD[:40]
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
WIDTH = 595.3


def kept(**changes: object) -> dossier.DossierReport:
    person = Candidate(new_id(), NAME, f"{'x' * 40}@example.org", "", LONG_NAME, NOW, tags=(WORD,) * 4)
    made = dossier.DossierReport(
        person=person,
        merged=(NAME, WORD),
        applications=(dossier.AppliedFor(NAME, WORD, NOW, Stage.TESTED, NOW),) * 9,
        history=(dossier.Happened(NOW, NAME, WORD, NAME, LONG_NAME),) * 9,
        assessments=(dossier.Taken(NAME, NOW, NOW, 0.5, ((WORD, WORD),)),) * 3,
        ratings=(dossier.Rated(WORD, NAME, NAME, NOW, ((NAME, 3, LONG_NAME),), LONG_NAME),) * 3,
        notes=(dossier.Written(NOW, NAME, WORD, LONG_NAME * 3),) * 9,
        files=(dossier.KeptFile(f"{WORD}.pdf", "1 MB", NOW, WORD),) * 9,
        certificates=(
            dossier.KeptCertificate("SMM-2026-7K3F-Q9XD-H", NAME, date(2026, 1, 1), date(2028, 1, 1)),
        ),
        made_on=date(2026, 11, 22),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def candidate(language: Language) -> bytes:
    made = build.candidate_report(language, name=NAME, vacancy_title=WORD, employer=LONG_NAME)
    return candidate_report_pdf(made, load_role(), language)


def vacancy(language: Language) -> bytes:
    profile = test_vacancy_sheet.whole(language)
    long = replace(profile, title=NAME, employer=WORD, description=LONG_NAME * 4, how_to_apply=LONG_WORD)
    return vacancy_sheet_pdf(test_vacancy_sheet.sheet(language, long), load_role(), language)


def guide(language: Language) -> bytes:
    made = replace(test_interview_guide.guide(language), vacancy_title=NAME, employer=WORD)
    return interview_guide_pdf(made, load_role(), language)


def tasks(language: Language) -> bytes:
    made = replace(test_interview_guide.guide(language), vacancy_title=NAME, employer=LONG_NAME)
    return task_sheets_pdf(made, language)


def ranking(language: Language) -> bytes:
    return ranking_documents.ranking_pdf(long_ranking(language), language, now=NOW)


def comparison(language: Language) -> bytes:
    found = long_ranking(language)
    ids = found.ranking.ranked.candidate_ids[:4]
    return ranking_documents.comparison_pdf(found, ids, language, now=NOW)


def long_ranking(language: Language) -> VacancyRanking:
    found = test_ranking_reports.ranking(language, 25)
    names = {
        key: replace(one, name=(NAME, WORD)[at % 2]) for at, (key, one) in enumerate(found.applicants.items())
    }
    return replace(found, vacancy=replace(found.vacancy, title=NAME, employer=LONG_NAME), applicants=names)


DOCUMENTS: dict[str, Callable[[Language], bytes]] = {
    "candidate report": candidate,
    "comparison": comparison,
    "dossier": lambda language: dossier.dossier_pdf(kept(), language),
    "interview guide": guide,
    "ranking": ranking,
    "task sheets": tasks,
    "vacancy sheet": vacancy,
}


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_long_names_and_words_stay_within_the_margins_and_off_other_lines(
    kind: str, language: Language
) -> None:
    for page in letters(DOCUMENTS[kind](language)):
        assert page, "an empty page"
        assert all(letter.left > SIDE - 4 and letter.right < WIDTH - SIDE + 4 for letter in page)
        assert all(letter.bottom > 18 for letter in page)
        assert lines_that_meet(page) == []


LONG_TEXT = "word " * 3000


@pytest.mark.parametrize(
    "changes",
    [
        {"notes": (dossier.Written(NOW, "a", "", LONG_TEXT),)},
        {"history": (dossier.Happened(NOW, "a", "", "", LONG_TEXT),)},
        {"ratings": (dossier.Rated("Interview", "", "a", NOW, (), LONG_TEXT),)},
        {"person": Candidate(new_id(), NAME, "", "", LONG_TEXT, NOW)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_note_longer_than_a_page_goes_on_overleaf_with_the_head_of_its_table(
    changes: dict[str, object],
) -> None:
    read = pages(dossier.dossier_pdf(kept(**changes), "en"))
    assert sum(page.count("word") for page in read) == 3000
    heads = ("When and by whom", "What was rated", "What is kept")
    whole = [page for page in read[1:] if page.count("word") > 250]
    assert whole and all(any(head in page for head in heads) for page in whole)
