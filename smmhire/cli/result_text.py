"""A result for people: levels beside what is asked for, self-ratings, and the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smmhire.assessment.advisory_text import advisory_text
from smmhire.assessment.attempts import Purpose
from smmhire.cli.output import listed, table, wrapped
from smmhire.texts import _, chance_text, day, number, percent, say

if TYPE_CHECKING:
    from smmhire.assessment.advisory import Advisory
    from smmhire.assessment.attempts import Attempt, AttemptResult, FormerResult
    from smmhire.assessment.confidence import ConfidenceReport
    from smmhire.assessment.form_cut import CutStanding
    from smmhire.assessment.plan import DevelopmentPlan
    from smmhire.services.results import CompetencyStanding


def result_lines(
    taken: Attempt,
    scored: AttemptResult,
    standings: Sequence[CompetencyStanding],
    plan: DevelopmentPlan,
) -> Iterator[str]:
    """The lines of a result."""
    from smmhire.assessment.sub_scores import in_words
    from smmhire.services.role import role

    yield _(
        "Result of {name}, {when}", name=taken.taker_name, when=day(taken.finished_at or scored.scored_at)
    )
    yield _kind(taken)
    if taken.vacancy_version is not None:
        yield _("Measured by version {number} of the vacancy.", number=number(taken.vacancy_version))
    yield _(
        "{share} correct; {answered} of {asked} questions answered.",
        share=percent(scored.percent_correct),
        answered=number(scored.answered),
        asked=number(scored.asked),
    )
    if taken.form.adaptive is not None:
        from smmhire.assessment.headline import adaptive_note

        yield from wrapped(adaptive_note())
    yield ""
    headings = [
        _("Competency"), _("Correct"), _("Ability"), _("± error"), _("Level"), _("Asked for"), _("Chance"),
        _("Own rating"),
    ]  # fmt: skip
    yield from table(headings, [_row(one) for one in standings], numbers=range(1, 8))
    if note := in_words(scored, role()):
        yield from wrapped(note)
    if plan.areas:
        yield ""
        yield _("Development plan: about {hours} hours", hours=number(plan.hours))
        yield from _plan_lines(plan)


def verdict_lines(cut: CutStanding | None, sure: ConfidenceReport | None) -> Iterator[str]:
    """Whether the cut score is reached, and how well the taker knew what they know, where that was asked."""
    if cut is not None:
        from smmhire.assessment.form_cut import in_words as cut_in_words

        yield ""
        yield from wrapped(cut_in_words(cut))
    if sure is not None:
        from smmhire.assessment.confidence import in_words as confidence_in_words

        yield ""
        yield from wrapped(f"{_('Confidence')}: {confidence_in_words(sure)}")


def history_lines(taken: Attempt, told: Advisory, former: Sequence[FormerResult]) -> Iterator[str]:
    """What the result was before it was scored anew; and, for an employer, how the attempt went."""
    for one in former:
        yield ""
        yield from wrapped(
            _(
                "Until {when}: {share} correct, by the version {version} of the questions. Scored anew "
                "because: {reason}",
                when=day(one.replaced_at),
                share=percent(one.result.percent_correct),
                version=one.result.bank_version,
                reason=one.reason,
            )
        )
    if taken.form.vacancy_id is not None and not told.is_empty:
        yield ""
        yield from wrapped(advisory_text(told))


def _kind(taken: Attempt) -> str:
    if taken.form.purpose is Purpose.PRACTICE:
        return _("Self-assessment, unsupervised")
    if taken.form.is_supervised:
        return _("Assessment for a vacancy, supervised")
    return _("Assessment for a vacancy, unsupervised")


def _row(one: CompetencyStanding) -> list[str]:
    none = "—"
    measured = one.is_measured
    return [
        say(one.name) + (" *" if one.is_must_have else ""),
        percent(one.percent_correct) if measured else none,
        number(one.ability, 2) if measured else none,
        number(one.standard_error, 2) if measured else none,
        none if one.level is None else number(one.level),
        none if one.required_level is None else number(one.required_level),
        none if one.chance is None else chance_text(one.chance),
        none if one.self_rating is None else number(one.self_rating),
    ]


def _plan_lines(plan: DevelopmentPlan) -> Iterator[str]:
    from smmhire.services.role import role

    for area in plan.areas:
        yield ""
        yield _(
            "{competency}: from level {level} to level {aim}",
            competency=say(role().competency(area.competency_id).name),
            level=number(area.level),
            aim=number(area.aim_level),
        )
        for step in area.steps:
            yield from listed(
                "  • ", _("{action} ({hours} h)", action=say(step.action), hours=number(step.hours))
            )
            yield from wrapped(_("Done when: {evidence}", evidence=say(step.evidence)), "    ")
