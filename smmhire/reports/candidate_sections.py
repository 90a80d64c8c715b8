"""The sections of a candidate report: what was measured, own ratings, weak areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from smmhire.assessment.attempts import AttemptResult, CompetencyResult
from smmhire.assessment.plan import Aim, DevelopmentPlan, PlanArea
from smmhire.assessment.self_rating import SURE_ENOUGH, SURE_NOT, SelfRatingGap, Verdict
from smmhire.reports.style import ruled_table, styles
from smmhire.reports.typography import Paragraph, cell, plain
from smmhire.role.description import Role, level_of_ability
from smmhire.role.levels import level_name, numbered_level
from smmhire.texts import N_, _, chance_text, number, percent, say

_LEAST_GAP = 0.1  # levels; a smaller gap would be written as none
_TABLE_ROW = 36.0  # about what a row of the table takes, points


@dataclass(frozen=True, slots=True)
class Standing:
    """One competency beside what is asked for; `found` None: no question was asked on it."""

    competency_id: str
    name: str
    found: CompetencyResult | None
    required: int | None
    chance: float | None


def measured(standings: Sequence[Standing], must_haves: frozenset[str], note: str = "") -> list[Flowable]:
    """Every competency beside what is asked for; `must_haves` are ids of gates, `note` stands below."""
    look = styles()
    rows: list[list[Flowable | list[Flowable]]] = []
    for one in standings:
        name: list[Flowable] = [cell(one.name, look.cell)]
        if one.competency_id in must_haves:
            name.append(cell(_("must-have"), look.cell_muted))
        required = cell(numbered_level(one.required) if one.required is not None else "–", look.cell)
        if one.found is None or not one.found.is_measured:
            nothing = cell(_("not measured"), look.cell_muted)
            rows.append(
                [
                    name,
                    cell("–", look.cell_right),
                    nothing,
                    cell("–", look.cell_right),
                    required,
                    cell("–", look.cell_right),
                ]
            )
            continue
        found = one.found
        level = level_of_ability(found.ability)
        chance: list[Flowable] = [cell("–", look.cell_right)]
        if one.chance is not None:
            chance = [
                cell(chance_text(one.chance), look.cell_right),
                cell(_chance_verdict(one.chance), look.cell_muted_right),
            ]
        rows.append(
            [
                name,
                _correct(found),
                cell(numbered_level(level) if level else level_name(level), look.cell),
                cell(f"{number(found.ability, 2)} ± {number(found.standard_error, 2)}", look.cell_right),
                required,
                chance,
            ]
        )
    heads = (
        (_("Competency"), False),
        (_("Correct"), True),
        (_("Level reached"), False),
        (_("Ability ± standard error"), True),
        (_("Level asked for"), False),
        (_("Chance of meeting it"), True),
    )
    return [
        # The table stays in one piece where what is left of a page can reasonably be asked to hold it.
        CondPageBreak(min(_TABLE_ROW * (len(standings) + 2), 0.6 * A4[1])),
        cell(_("What was measured"), look.free_heading),
        ruled_table(
            heads,
            rows,
            # The longest name of a level has room for itself in both languages.
            (88, 42, 120, 66, 120, 66),
            # Words to the right of figures keep their distance.
            ("LEFTPADDING", (2, 0), (2, -1), 10),
            ("LEFTPADDING", (4, 0), (4, -1), 10),
        ),
        *([cell(note, look.cell_muted)] if note else []),
    ]


def _correct(found: CompetencyResult) -> list[Flowable]:
    """Percent correct, and how many questions were left out where any were."""
    look = styles()
    lines: list[Flowable] = [cell(percent(found.percent_correct), look.cell_right)]
    if found.answered < found.asked:
        left_out = number(found.asked - found.answered)
        asked = number(found.asked)
        lines.append(
            cell(_("{left_out} of {asked} left out", left_out=left_out, asked=asked), look.cell_muted_right)
        )
    return lines


def _chance_verdict(chance: float) -> str:
    if chance >= SURE_ENOUGH:
        return _("met")
    return _("not met") if chance <= SURE_NOT else _("cannot be decided")


_VERDICTS = {
    Verdict.OVER: N_("Rated higher than measured."),
    Verdict.UNDER: N_("Rated lower than measured."),
    Verdict.AGREES: N_("Rating and measure agree."),
    Verdict.CANNOT_TELL: N_("The measure is too uncertain to tell."),
}


def self_ratings(result: AttemptResult, gaps: Sequence[SelfRatingGap], role: Role) -> list[Flowable]:
    """Own rating and measured level; nothing where nobody rated themselves."""
    if not gaps:
        return []
    look = styles()
    abilities = {one.competency_id: one.ability for one in result.competencies}
    places = {competency.id: place for place, competency in enumerate(role.competencies)}
    rows: list[list[Flowable]] = []
    for gap in sorted(gaps, key=lambda gap: places[gap.competency_id]):
        level = level_of_ability(abilities[gap.competency_id])
        rows.append(
            [
                cell(say(role.competency(gap.competency_id).name), look.cell),
                cell(numbered_level(gap.rating), look.cell),
                cell(numbered_level(level) if level else level_name(level), look.cell),
                cell(_(_VERDICTS[gap.verdict]), look.cell),
            ]
        )
    heads = (
        (_("Competency"), False),
        (_("Own rating"), False),
        (_("Measured"), False),
        (_("What can be said"), False),
    )
    note = _(
        "Self-ratings enter no score and no ranking: they agree with performance only weakly (correlation"
        " about 0.3). They stand here so that the person can see where their own picture and the measure"
        " differ."
    )
    return [
        CondPageBreak(140),
        cell(_("Own rating beside the measure"), look.free_heading),
        cell(note, look.body),
        ruled_table(heads, rows, (138, 115, 115, 134)),
    ]


def weakest(plan: DevelopmentPlan, role: Role) -> list[Flowable]:
    """The largest gaps, and what nothing can be said of."""
    look = styles()
    weak = [area for area in plan.areas if area.aim is Aim.REQUIRED]
    parts: list[Flowable] = [cell(_("The weakest competencies"), look.heading)]
    if not weak:
        parts.append(cell(_("Nothing measured lies below the level asked for."), look.body))
    for area in weak[:3]:
        parts.append(Paragraph(_weak_area(area, role), look.body))
    if plan.not_measured:
        names = ", ".join(say(role.competency(name).name) for name in plan.not_measured)
        parts.append(cell(_("Not measured, so nothing can be said of: {names}.", names=names), look.body))
    return [KeepTogether(parts)]


def _weak_area(area: PlanArea, role: Role) -> str:
    fields = {
        "name": plain(say(role.competency(area.competency_id).name)),
        "level": numbered_level(area.level) if area.level else level_name(area.level),
        "required": numbered_level(area.aim_level),
        "gap": number(max(area.gap, _LEAST_GAP), 1),
        "chance": chance_text(area.chance),
    }
    if area.gap < _LEAST_GAP:
        return _(
            "<b>{name}</b>: {level}, asked for {required}; less than {gap} levels short; chance of meeting it"
            " {chance}.",
            **fields,
        )
    return _(
        "<b>{name}</b>: {level}, asked for {required}; {gap} levels short; chance of meeting it {chance}.",
        **fields,
    )
