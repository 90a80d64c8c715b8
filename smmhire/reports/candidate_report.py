"""The report on one attempt: what was measured beside what is asked for, and what to do next (R9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable, Spacer

from smmhire.assessment.attempts import AttemptResult, Purpose
from smmhire.assessment.confidence import ConfidenceReport
from smmhire.assessment.form_cut import CutStanding, in_words
from smmhire.assessment.headline import adaptive_note, headline
from smmhire.assessment.levels import chance_of_level
from smmhire.assessment.plan import DevelopmentPlan
from smmhire.assessment.self_rating import SURE_ENOUGH, SURE_NOT, SelfRatingGap
from smmhire.assessment.sub_scores import in_words as sub_score_text
from smmhire.bilingual import Language
from smmhire.charts.display_list import Chart
from smmhire.reports.candidate_confidence import confidence_section
from smmhire.reports.candidate_method import method
from smmhire.reports.candidate_sections import Standing, measured, self_ratings, weakest
from smmhire.reports.chart_painter import ChartFlowable
from smmhire.reports.document import report_pdf
from smmhire.reports.plan_sections import development
from smmhire.reports.style import band, styles, title_style
from smmhire.reports.typography import Paragraph, cell
from smmhire.role.description import LEVELS, Role
from smmhire.role.levels import numbered_level
from smmhire.texts import _, day, number, say, using


@dataclass(frozen=True, slots=True)
class CandidateReport:
    """Everything the report says; texts that users typed stand as they typed them.

    required_levels: level by competency id, which `required_label` speaks of ('the vacancy asks for');
    must_haves: ids of those that are gates; vacancy_title and employer are '' where the attempt was for no
    vacancy; cut: how the result stands to the form's cut score; confidence: how sure the person was, beside
    how right; both None where the form has no such thing; made_on is printed at the foot.
    """

    name: str
    purpose: Purpose
    is_supervised: bool
    finished_at: datetime
    vacancy_title: str
    employer: str
    result: AttemptResult
    required_levels: Mapping[str, int]
    required_label: str
    must_haves: frozenset[str]
    gaps: tuple[SelfRatingGap, ...]
    plan: DevelopmentPlan
    chart: Chart
    cut: CutStanding | None
    confidence: ConfidenceReport | None
    made_on: date
    is_adaptive: bool = False
    vacancy_version: int = 0  # published number of the vacancy it is measured by; 0: not published


def candidate_report_pdf(report: CandidateReport, role: Role, language: Language) -> bytes:
    """The report as a PDF on A4, portrait, in `language`.

    Raises KeyError for a competency the role does not have.
    """

    def story() -> list[Flowable]:
        standings = _standings(report, role)
        return [
            *_opening(report, standings),
            *weakest(report.plan, role),
            *_reading(),
            *measured(standings, report.must_haves, sub_score_text(report.result, role)),
            *self_ratings(report.result, report.gaps, role),
            *confidence_section(report.confidence),
            *development(report.plan, role),
            *method(report.result, report.is_supervised, report.cut),
        ]

    with using(language):
        return report_pdf(
            story,
            language,
            title=_("Candidate report: {name}", name=report.name),
            author=report.employer or report.name,
            subject=_setting(report),
            footnote=_(
                "Made with SMM Hire on {day}. For the person and the decision it was made for.",
                day=day(report.made_on),
            ),
        )


def _standings(report: CandidateReport, role: Role) -> tuple[Standing, ...]:
    """All competencies that were asked or are asked for, in the order of the role."""
    found = {one.competency_id: one for one in report.result.competencies}
    if strangers := (found.keys() | report.required_levels.keys()) - {c.id for c in role.competencies}:
        raise KeyError(", ".join(sorted(strangers)))
    standings: list[Standing] = []
    for competency in role.competencies:
        one = found.get(competency.id)
        required = report.required_levels.get(competency.id)
        if one is None and required is None:
            continue
        chance = None
        if one is not None and one.is_measured and required is not None:
            chance = chance_of_level(one.ability, one.standard_error, required)
        standings.append(Standing(competency.id, say(competency.name), one, required, chance))
    return tuple(standings)


# -- the first page ----------------------------------------------------------------------------------
def _opening(report: CandidateReport, standings: tuple[Standing, ...]) -> list[Flowable]:
    look = styles()
    parts = [_setting(report), _("finished on {day}", day=day(report.finished_at))]
    if report.vacancy_title:
        vacancy = _("vacancy: {title}", title=report.vacancy_title)
        parts.append(f"{vacancy} ({report.employer})" if report.employer else vacancy)
        if report.vacancy_version:
            parts.append(_("version {number}", number=number(report.vacancy_version)))
    return [
        cell(_("Candidate report"), look.eyebrow),
        cell(report.name, title_style(report.name)),
        cell(" · ".join(parts), look.meta),
        band([cell(sentence, look.lead) for sentence in _headline(report, standings)]),
        Spacer(0, 14),
        ChartFlowable(report.chart, 1.02),
    ]


def _setting(report: CandidateReport) -> str:
    if report.purpose is Purpose.PRACTICE:
        return _("Practice: self-assessment, unsupervised")
    return (
        _("Employer's assessment, supervised")
        if report.is_supervised
        else _("Employer's assessment, unsupervised")
    )


def _headline(report: CandidateReport, standings: tuple[Standing, ...]) -> list[str]:
    """What the figures allow to be said, and no more: met, not met, or not to be decided."""
    chances = [one.chance for one in standings if one.chance is not None]
    sentences = [headline(chances, report.result.percent_correct)]
    if report.is_adaptive:
        sentences.append(adaptive_note())
    if report.cut is not None:
        sentences.append(in_words(report.cut))
    gates = [one for one in standings if one.competency_id in report.must_haves]
    failed = [one.name for one in gates if one.chance is not None and one.chance <= SURE_NOT]
    # What was not measured is to be verified too: the ranking says so as well.
    undecided = [one.name for one in gates if one.chance is None or SURE_NOT < one.chance < SURE_ENOUGH]
    if failed:
        sentences.append(_("Must-haves not met: {names}.", names=", ".join(failed)))
    if undecided:
        sentences.append(_("Must-haves to be verified in another way: {names}.", names=", ".join(undecided)))
    return sentences


def _reading() -> list[Flowable]:
    """What the levels are called, and what the chart's signs mean."""
    levels = " · ".join(numbered_level(level) for level in LEVELS)
    words = _(
        "<b>How to read the chart.</b> The further out, the higher the level: {levels}. A ring marks where"
        " its level begins. The dot is what was measured, the bar through it one standard error either way;"
        " the dashed line is what is asked for; a small ring is the person's own rating, in the middle of"
        " the level they chose.",
        levels=levels,
    )
    return [Spacer(0, 8), Paragraph(words, styles().small)]
