"""The ranking of a vacancy on paper: who stands where, how sure that is, all evidence, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from smmhire.bilingual import Language
from smmhire.candidates.evidence_columns import VALIDITY, EvidenceColumns
from smmhire.candidates.interview_words import hidden_meaning
from smmhire.candidates.ranking import RankedCandidate
from smmhire.reports import ranking_words as words
from smmhire.reports.document import report_pdf
from smmhire.reports.style import band, ruled_table, styles, title_style
from smmhire.reports.typography import Paragraph, cell, plain
from smmhire.role.description import Role
from smmhire.texts import _, day, ngettext, number, percent, say, using
from smmhire.vacancies.profile import VacancyProfile


@dataclass(frozen=True, slots=True)
class RankingReport:
    """Everything the report says.

    ranked: those who are printed, in order; total: how many are ranked; untested: names of those who are not
    assessed; reasons: why each is behind the one before, in sentences; top_shares: of those printed, the
    share of drawn weights in which each is among the first `top`; made_on is printed at the foot.
    """

    vacancy: VacancyProfile
    ranked: Sequence[RankedCandidate]
    total: int
    names: Mapping[UUID, str]
    evidence: Mapping[UUID, EvidenceColumns]
    untested: Sequence[str]
    reasons: Sequence[str]
    top: int
    top_shares: Mapping[UUID, float]
    made_on: date


def ranking_report_pdf(report: RankingReport, role: Role, language: Language) -> bytes:
    """The report as a PDF on A4, portrait, in `language`."""

    def story() -> list[Flowable]:
        return [
            *_opening(report),
            *_standings(report, role),
            *evidence_table(report.ranked, report.names, report.evidence),
            *_reasons(report.reasons),
            *_untested(report.untested),
            *_asked_for(report.vacancy, role),
            *_reading(report),
        ]

    with using(language):
        return report_pdf(
            story,
            language,
            title=_("Ranking: {title}", title=report.vacancy.title),
            author=report.vacancy.employer or _("SMM Hire"),
            subject=_answer(report),
            footnote=footnote(report.made_on),
        )


def footnote(made_on: date) -> str:
    """What stands at the foot of every page."""
    return _("Made with SMM Hire on {day}. Confidential: for those who decide.", day=day(made_on))


def _opening(report: RankingReport) -> list[Flowable]:
    look = styles()
    parts = [report.vacancy.employer] if report.vacancy.employer else []
    parts.append(ngettext("{n} candidate ranked", "{n} candidates ranked", report.total))
    if report.untested:
        parts.append(
            ngettext(
                "{n} candidate not assessed yet", "{n} candidates not assessed yet", len(report.untested)
            )
        )
    return [
        cell(_("Ranking"), look.eyebrow),
        cell(report.vacancy.title, title_style(report.vacancy.title)),
        cell(" · ".join(parts), look.meta),
        band([cell(_answer(report), look.lead)]),
    ]


def _answer(report: RankingReport) -> str:
    """The first tier in one sentence."""
    first = [report.names[one.candidate_id] for one in report.ranked if one.tier == 1]
    if not first:
        return (
            _("Nobody who was assessed meets all must-haves.")
            if report.total
            else _("Nobody has been assessed yet.")
        )
    if len(first) == 1:
        return _("{name} stands alone in the first tier.", name=first[0])
    if len(first) <= 4:
        return _("In the first tier, not to be separated by the evidence: {names}.", names=", ".join(first))
    return ngettext(
        "{n} candidate stands in the first tier.",
        "{n} candidates stand in the first tier and cannot be separated by the evidence.",
        len(first),
    )


def _standings(report: RankingReport, role: Role) -> list[Flowable]:
    if not report.ranked:
        return []
    look = styles()
    rows: list[list[Any]] = []
    lines: list[tuple[Any, ...]] = []
    before: int | None = None
    for place, one in enumerate(report.ranked, start=1):
        if before is not None and one.tier != before:
            lines.append(("LINEABOVE", (0, place), (-1, place), 1.0, "#586663"))
        tier = number(one.tier) if one.tier else words.NONE
        share = report.top_shares.get(one.candidate_id)
        line = [
            cell(tier if one.tier != before else "", look.cell),
            [
                cell(report.names[one.candidate_id], look.cell),
                cell(words.must_haves(one, role), look.cell_muted),
            ],
            cell(words.score(one), look.cell_right),
            cell(words.rank_interval(one), look.cell_right),
            cell(words.chance_first(one), look.cell_right),
        ]
        if _has_top(report):
            line.append(
                cell(words.NONE if share is None or not one.tier else percent(share), look.cell_right)
            )
        rows.append(line)
        before = one.tier
    heads = [
        (_("Tier"), False),
        (_("Candidate and must-haves"), False),
        (_("Score"), True),
        (_("Rank, 90%"), True),
        (_("First"), True),
    ]
    widths = [32, 200, 84, 62, 58]
    if _has_top(report):
        heads.append((_("Among the first {n}", n=number(report.top)), True))
        widths.append(66)
    story: list[Flowable] = [
        CondPageBreak(120),
        cell(_("Who stands where"), look.free_heading),
        ruled_table(heads, rows, widths, *lines),
    ]
    left_out = report.total - len(report.ranked)
    if left_out:
        story.append(
            cell(
                ngettext(
                    "{n} more candidate is ranked further down and not printed here.",
                    "{n} more candidates are ranked further down and not printed here.",
                    left_out,
                ),
                look.small,
            )
        )
    return story


def _has_top(report: RankingReport) -> bool:
    """Where no more are ranked than are counted as first, all of them are, whatever the weights."""
    return report.total > report.top


def evidence_table(
    ranked: Sequence[RankedCandidate], names: Mapping[UUID, str], evidence: Mapping[UUID, EvidenceColumns]
) -> list[Flowable]:
    """All evidence by its kind, a row a candidate; nothing where nobody is ranked."""
    if not ranked:
        return []
    look = styles()
    rows: list[list[Any]] = []
    for one in ranked:
        columns = evidence.get(one.candidate_id, EvidenceColumns())
        line: list[Any] = [cell(names[one.candidate_id], look.cell)]
        line += [evidence_cell(columns, kind) for kind in VALIDITY]
        rows.append(line)
    heads = ((_("Candidate"), False), *((words.kind_heading(kind), True) for kind in VALIDITY))
    return [
        CondPageBreak(130),
        cell(_("All evidence by its kind"), look.free_heading),
        cell(words.evidence_note(), look.small),
        *hidden_note(evidence[one.candidate_id] for one in ranked if one.candidate_id in evidence),
        ruled_table(heads, rows, (142, 90, 72, 100, 98)),
    ]


def hidden_note(evidence: Iterable[EvidenceColumns]) -> list[Flowable]:
    """What 'hidden' means, where it stands in the table."""
    return [cell(hidden_meaning(), styles().small)] if any(one.hidden for one in evidence) else []


def evidence_cell(columns: EvidenceColumns, kind: Any) -> list[Flowable]:
    """One kind of evidence on one candidate."""
    look = styles()
    main, about = words.evidence_lines(columns, kind)
    is_there = kind not in columns.missing and kind not in columns.hidden
    lines: list[Flowable] = [cell(main, look.cell_right if is_there else look.cell_muted_right)]
    return [*lines, cell(about, look.cell_tiny_right)] if about else lines


def _reasons(sentences: Sequence[str]) -> list[Flowable]:
    if not sentences:
        return []
    look = styles()
    return [
        CondPageBreak(90),
        cell(_("Why each stands behind the one before"), look.free_heading),
        *(Paragraph(plain(sentence), look.item, bulletText="•") for sentence in sentences),
    ]


def _untested(names: Sequence[str]) -> list[Flowable]:
    if not names:
        return []
    look = styles()
    sentence = _(
        "Without a result for this vacancy nothing is known about them: they have no place, good or bad."
    )
    return [
        CondPageBreak(80),
        cell(_("Not assessed yet"), look.free_heading),
        cell(sentence, look.body),
        cell(", ".join(names), look.body),
    ]


def _asked_for(vacancy: VacancyProfile, role: Role) -> list[Flowable]:
    look = styles()
    asked = [r for r in vacancy.competencies if r.weight > 0 or r.is_must_have]
    total = sum(requirement.weight for requirement in asked)
    rows = [
        [
            cell(say(role.competency(requirement.competency_id).name), look.cell),
            cell(number(requirement.level), look.cell_right),
            cell(number(requirement.weight), look.cell_right),
            cell(percent(requirement.weight / total) if total else words.NONE, look.cell_right),
            cell(_("yes") if requirement.is_must_have else words.NONE, look.cell),
        ]
        for requirement in asked
    ]
    heads = (
        (_("Competency"), False),
        (_("Level asked for"), True),
        (_("Weight"), True),
        (_("Share of the score"), True),
        (_("Must-have"), False),
    )
    return [
        CondPageBreak(160),
        cell(_("What the vacancy asks for"), look.free_heading),
        ruled_table(heads, rows, (210, 76, 60, 90, 66), ("LEFTPADDING", (4, 0), (4, -1), 14)),
    ]


def _reading(report: RankingReport) -> list[Flowable]:
    look = styles()
    sentences = list(words.reading())
    if _has_top(report):
        sentences.append(_sensitivity(report.top))
    return [
        CondPageBreak(120),
        cell(_("How to read it"), look.free_heading),
        *(cell(sentence, look.body) for sentence in sentences),
        Spacer(0, 4),
    ]


def _sensitivity(top: int) -> str:
    return _(
        "“Among the first {n}” is the share of a thousand draws of other weights, near those of the "
        "vacancy, in which somebody is among the first {n}: near 100% the weights hardly matter for them.",
        n=number(top),
    )
