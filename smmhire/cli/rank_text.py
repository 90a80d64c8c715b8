"""Rankings, comparisons and reports on adverse impact as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.evidence_columns import EvidenceKind
from smmhire.candidates.interview_words import kept_back_text
from smmhire.cli.output import listed, table, wrapped
from smmhire.services import weight_sensitivity
from smmhire.services.ranking_words import listed as competencies
from smmhire.services.ranking_words import name_of, unlike_text, why_behind
from smmhire.texts import N_, _, chance_text, ngettext, number, percent

if TYPE_CHECKING:
    from smmhire.candidates.adverse_impact import ImpactReport
    from smmhire.candidates.evidence_columns import EvidenceColumns, Rated
    from smmhire.candidates.side_by_side import SideBySide
    from smmhire.services.impact import Matched, Question
    from smmhire.services.ranking import VacancyRanking

GATES = {"passed": N_("met"), "verify": N_("to be verified"), "failed": N_("not met")}
# More candidates are not explained one by one; --json has them all.
_EXPLAINED = 50
# Of those who were not assessed, so many are named.
_NAMED = 20


def ranking_lines(
    found: VacancyRanking, top: int | None = None, top_shares: Mapping[UUID, float] | None = None
) -> Iterator[str]:
    """A ranking for people."""
    ranked = found.ranking.ranked
    yield found.vacancy.title
    if not found.names:
        yield _("Nobody has applied yet")
        return
    if ranked:
        yield from _standings(found, top, top_shares or {})
        yield ""
        yield from wrapped(
            _(
                "Candidates in one tier cannot be separated by the evidence there is: their order within it "
                "says little. Only measured abilities count; names and self-ratings never do."
            )
        )
    for ahead, behind in pairwise(ranked[: _EXPLAINED + 1]):
        yield from listed("• ", why_behind(found, behind.candidate_id, ahead.candidate_id))
        if top_shares is not None:
            yield from wrapped(
                weight_sensitivity.swap_text(found, behind.candidate_id, ahead.candidate_id), "  "
            )
    if ranked:
        yield ""
        yield from _evidence(found)
        if found.hidden_ranked:
            yield from wrapped(kept_back_text(found.hidden_ranked))
    without = [found.names[one] for one in found.ranking.without_evidence]
    if without:
        yield from wrapped(_("Not assessed yet: {names}", names=", ".join(without[:_NAMED])))
        if len(without) > _NAMED:
            yield "  " + _("and {n} more (--json lists them)", n=number(len(without) - _NAMED))
    if found.unlike:
        yield from wrapped(f"! {unlike_text(found.unlike)}")
    own = [own.text for own in found.vacancy.own_requirements if own.is_must_have]
    if own:
        yield from wrapped(_("Not tested here, look at it yourself: {names}.", names="; ".join(own)))


def _standings(found: VacancyRanking, top: int | None, top_shares: Mapping[UUID, float]) -> Iterator[str]:
    headings = [
        _("Tier"), _("Name"), _("Must-haves"), _("Score"), _("± error"), _("Rank, 90%"), _("First"),
    ]  # fmt: skip
    rows = [
        [
            number(one.tier) if one.tier else "—",
            found.names[one.candidate_id],
            _(GATES[one.gate.value]),
            number(one.score, 2),
            number(one.standard_error, 2),
            f"{number(one.rank_low)}–{number(one.rank_high)}" if one.tier else "—",
            chance_text(one.chance_first) if one.tier else "—",
        ]
        for one in found.ranking.ranked
    ]
    if top is not None:
        headings.append(_("Among the first {n}", n=number(top)))
        for one, row in zip(found.ranking.ranked.candidate_ids, rows, strict=True):
            row.append(percent(top_shares[one]))
    yield from table(headings, rows, numbers=(0, 3, 4, 5, 6, 7))


def _evidence(found: VacancyRanking) -> Iterator[str]:
    """All evidence by its kind; what is missing or hidden is said to be."""
    headings = [_("Name"), _("Interview"), _("Test"), _("Work sample"), _("Experience")]
    rows: list[list[str]] = []
    for one in found.ranking.ranked.candidate_ids:
        columns = found.evidence(one)
        years = columns.experience
        rows.append(
            [
                found.names[one],
                _rated(columns, EvidenceKind.INTERVIEW, columns.interview),
                _("missing") if columns.test is None else percent(columns.test),
                _rated(columns, EvidenceKind.WORK_SAMPLE, columns.work_sample),
                _("missing")
                if years is None
                else _("{years} years", years=number(years, 0 if years % 1 == 0 else 1)),
            ]
        )
    yield from table(headings, rows, numbers=(1, 2, 3, 4))


def _rated(columns: EvidenceColumns, kind: EvidenceKind, rated: Rated | None) -> str:
    if kind in columns.hidden:
        return _("hidden")
    if rated is None:
        return _("missing")
    return f"{number(rated.mean, 1)} ({ngettext('{n} rater', '{n} raters', rated.raters)})"


def comparison_lines(found: VacancyRanking, compared: SideBySide) -> Iterator[str]:
    """Two to four candidates for people: levels, then the chances of each pair, then why."""
    names = [found.names[one.candidate_id] for one in compared.candidates]
    rows = [
        [
            name_of(one.competency_id),
            number(one.required_level),
            *(
                _("not measured")
                if check.ability is None or check.chance is None
                else f"{number(check.ability, 2)} · {chance_text(check.chance)}"
                for check in one.checks
            ),
        ]
        for one in compared.requirements
    ]
    yield from table([_("Competency"), _("Level"), *names], rows, numbers=range(1, 2 + len(names)))
    yield ""
    chances = [
        [names[a], *("—" if a == b else chance_text(chance) for b, chance in enumerate(line))]
        for a, line in enumerate(compared.chances)
    ]
    yield from table([_("Truly better than"), *names], chances, numbers=range(1, 1 + len(names)))
    yield ""
    for ahead, behind in pairwise(compared.candidates):
        yield from listed("• ", why_behind(found, behind.candidate_id, ahead.candidate_id))
    missing = {
        check.competency_id for one in compared.candidates for check in one.checks if check.ability is None
    }
    if missing:
        yield from wrapped(_("not measured: {names}", names=competencies(sorted(missing))))


def impact_lines(report: ImpactReport, question: Question, matched: Matched) -> Iterator[str]:
    """Selection rates for people, with what they can show."""
    from smmhire.services import impact

    yield from wrapped(
        _(
            "Of {people} people {selected} {decision}.",
            people=number(report.people),
            selected=number(report.selected),
            decision=question.in_words(),
        )
    )
    rows = [
        [
            one.group,
            number(one.people),
            "—" if one.rate is None else percent(one.rate),
            "—" if one.ratio is None else number(one.ratio, 2),
            "—" if one.p is None else number(one.p, 3),
            impact.verdict_text(one),
        ]
        for one in report.groups
    ]
    headings = [_("Group"), _("People"), _("Selected"), _("Of the highest"), _("By chance (p)"), ""]
    yield from table(headings, rows, numbers=(1, 2, 3, 4))
    yield ""
    yield from wrapped(impact.summary(report))
    for count, words in (
        (report.ungrouped, N_("Applicants without a group: {n}.")),
        (len(matched.unmatched), N_("Entries that fit no applicant: {n}.")),
        (len(matched.conflicting), N_("Applicants with two groups, left out: {n}.")),
    ):
        if count:
            yield from wrapped(_(words, n=number(count)))
    yield ""
    for sentence in impact.meaning():
        yield from wrapped(sentence)
