"""Rankings and comparisons as documents: PDFs in both languages, a workbook with the arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.bilingual import Language
from smmhire.services import ranking, weight_sensitivity
from smmhire.services.documents import day_of
from smmhire.services.ranking_words import why_behind
from smmhire.texts import say, using

if TYPE_CHECKING:
    from smmhire.candidates.ranking import RankedCandidate
    from smmhire.services.ranking import VacancyRanking

# A report of more people is read by nobody; the workbook holds them all.
MOST_PRINTED = 200
# So many sentences of why one is behind the one before.
MOST_REASONS = 10
TOP = 3


def ranking_pdf(
    found: VacancyRanking, language: Language, *, top: int = TOP, now: datetime | None = None
) -> bytes:
    """The ranking on A4: the first MOST_PRINTED of it. `top`: of how many the sensitivity is shown."""
    from smmhire.content import load_role
    from smmhire.reports.ranking_report import RankingReport, ranking_report_pdf

    ranked = found.ranking.ranked
    printed = ranked[:MOST_PRINTED]
    shares = weight_sensitivity.top_shares(found, top)
    with using(language):
        report = RankingReport(
            vacancy=found.vacancy,
            ranked=printed,
            total=len(ranked),
            names=found.names,
            evidence={one.candidate_id: found.evidence(one.candidate_id) for one in printed},
            untested=sorted(
                (found.names[one] for one in found.ranking.without_evidence[:MOST_PRINTED]), key=str.casefold
            ),
            reasons=_reasons(found, printed[: MOST_REASONS + 1]),
            top=top,
            top_shares={one.candidate_id: shares[one.candidate_id] for one in printed},
            made_on=day_of(now),
        )
    return ranking_report_pdf(report, load_role(), language)


def comparison_pdf(
    found: VacancyRanking, candidate_ids: Sequence[UUID], language: Language, *, now: datetime | None = None
) -> bytes:
    """Two to four candidates side by side on A4. Raises as `ranking.compare` does."""
    from smmhire.content import load_role
    from smmhire.reports.comparison_report import ComparisonReport, comparison_report_pdf

    compared = ranking.compare(found, candidate_ids)
    with using(language):
        report = ComparisonReport(
            vacancy=found.vacancy,
            compared=compared,
            names=found.names,
            reasons=_reasons(found, compared.candidates),
            made_on=day_of(now),
        )
    return comparison_report_pdf(report, load_role(), language)


def _reasons(found: VacancyRanking, ranked: Sequence[RankedCandidate]) -> list[str]:
    """Why each is behind the one before."""
    return [why_behind(found, behind.candidate_id, ahead.candidate_id) for ahead, behind in pairwise(ranked)]


def ranking_xlsx(found: VacancyRanking) -> bytes:
    """All who are ranked as a workbook, in the current language."""
    from smmhire.content import load_role
    from smmhire.exchange.ranking_workbook import ranking_xlsx as make

    ranked = found.ranking.ranked
    role, asked = load_role(), ranked.scored.asked
    return make(
        asked,
        [say(role.competency(requirement.competency_id).short_name) for requirement in asked],
        ranked,
        found.names,
        {one: found.evidence(one) for one in ranked.candidate_ids},
    )
