"""The development plan on its own, for the person who was assessed: what to do, in which order (R9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable, Spacer

from smmhire.assessment.plan import Aim, DevelopmentPlan, PlanArea
from smmhire.bilingual import Language
from smmhire.reports.document import report_pdf
from smmhire.reports.plan_sections import hours_text, steps_table
from smmhire.reports.style import (
    band,
    room_for,
    ruled_table,
    styles,
    title_style,
)
from smmhire.reports.typography import cell
from smmhire.role.description import Role
from smmhire.role.levels import level_name, numbered_level
from smmhire.texts import _, chance_text, day, number, say, using

# What stands above the table of an area: its heading and two lines of words, points.
_WORDS = 40.0


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """What the document says. `vacancy_title` is '' where the levels aimed at are those of the role;
    `own_ratings`, level by competency id, as the person gave them."""

    name: str
    finished_at: datetime
    vacancy_title: str
    employer: str
    plan: DevelopmentPlan
    own_ratings: Mapping[str, int]
    made_on: date


def development_plan_pdf(document: PlanDocument, role: Role, language: Language) -> bytes:
    """The plan as a PDF on A4, portrait, in `language`.

    Raises KeyError for a competency the role does not have.
    """

    def story() -> list[Flowable]:
        return [
            *_opening(document),
            *_overview(document, role),
            *(
                part
                for place, area in enumerate(document.plan.areas, start=1)
                for part in _area(place, area, document, role)
            ),
            *_closing(document.plan, role),
        ]

    with using(language):
        return report_pdf(
            story,
            language,
            title=_("Development plan: {name}", name=document.name),
            author=document.employer or document.name,
            subject=_("What to do next, step by step"),
            footnote=_(
                "Made with SMM Hire on {day}. For the person it was made for.", day=day(document.made_on)
            ),
        )


def _opening(document: PlanDocument) -> list[Flowable]:
    look = styles()
    parts = [_("after the assessment of {day}", day=day(document.finished_at))]
    if document.vacancy_title:
        vacancy = _("vacancy: {title}", title=document.vacancy_title)
        parts.append(f"{vacancy} ({document.employer})" if document.employer else vacancy)
    return [
        cell(_("Development plan"), look.eyebrow),
        cell(document.name, title_style(document.name)),
        cell(" · ".join(parts), look.meta),
        band([cell(_lead(document), look.lead)]),
        Spacer(0, 4),
    ]


def _lead(document: PlanDocument) -> str:
    plan = document.plan
    if not plan.areas:
        return _("The highest level is reached in all that was measured; the plan has no step left.")
    hours = hours_text(plan.hours)
    if plan.areas[0].aim is Aim.NEXT_LEVEL:
        return _(
            "Every level asked for is reached. The next step is in your lowest competency: about {hours}.",
            hours=hours,
        )
    return _("The largest gap comes first. All of it takes about {hours}.", hours=hours)


def _overview(document: PlanDocument, role: Role) -> list[Flowable]:
    """All areas in their order, from which level to which."""
    look, areas = styles(), document.plan.areas
    if not areas:
        return []
    rows = [
        [
            cell(number(place), look.cell),
            cell(say(role.competency(area.competency_id).name), look.cell),
            cell(_level(area.level), look.cell),
            cell(numbered_level(area.aim_level), look.cell),
            cell(number(area.hours), look.cell_right),
        ]
        for place, area in enumerate(areas, start=1)
    ]
    heads = (
        (_("No."), False),
        (_("Competency"), False),
        (_("Now"), False),
        (_("Aim"), False),
        (_("Hours"), True),
    )
    table = ruled_table(heads, rows, (34, 168, 130, 130, 40))
    return [
        room_for(table),
        cell(_("What to do in which order"), look.free_heading),
        cell(
            _("Take the areas in this order. A step is done when its evidence is there to be shown."),
            look.body,
        ),
        table,
    ]


def _area(place: int, area: PlanArea, document: PlanDocument, role: Role) -> list[Flowable]:
    look = styles()
    name = say(role.competency(area.competency_id).name)
    words = [
        _(
            "From “{level}” to “{aim}”; {hours}. Chance that the level aimed at is reached already:"
            " {chance}.",
            level=level_name(area.level),
            aim=level_name(area.aim_level),
            hours=hours_text(area.hours),
            chance=chance_text(area.chance),
        )
    ]
    if (rating := document.own_ratings.get(area.competency_id)) is not None:
        words.append(_("Own rating: {level}.", level=numbered_level(rating)))
    table = steps_table(area, is_ticked=True)
    return [
        room_for(table, _WORDS),
        cell(f"{number(place)}. {name}", look.free_heading),
        cell(" ".join(words), look.body),
        table,
    ]


def _closing(plan: DevelopmentPlan, role: Role) -> list[Flowable]:
    look = styles()
    parts: list[Flowable] = []
    if plan.not_measured:
        names = ", ".join(say(role.competency(name).name) for name in plan.not_measured)
        parts.append(cell(_("Not measured, so nothing can be said of: {names}.", names=names), look.body))
    if plan.areas:
        parts.append(
            cell(
                _(
                    "The levels were measured with an error, and hours differ between people: take the plan"
                    " as a direction, and repeat the assessment when its first areas are done."
                ),
                look.small,
            )
        )
    return [Spacer(0, 12), *parts]


def _level(level: int) -> str:
    """Below the first level there is no number to name."""
    return numbered_level(level) if level else level_name(level)
