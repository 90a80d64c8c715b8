"""The vacancy sheet: what is asked for and offered, on one or two pages to print and to hand round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from smmhire.bilingual import Language
from smmhire.reports.document import report_pdf
from smmhire.reports.style import (
    band,
    ruled_table,
    styles,
    title_style,
)
from smmhire.reports.typography import Paragraph, cell, plain
from smmhire.role.description import PlatformKind, Role, Trait
from smmhire.role.levels import numbered_level
from smmhire.role.measures import measure_text
from smmhire.texts import _, day, number, percent, say, using
from smmhire.vacancies.profile import CompetencyRequirement, VacancyProfile

_ROOM = 110.0  # points: a heading, the head of its table and two rows; with less a table begins overleaf


@dataclass(frozen=True, slots=True)
class VacancySheet:
    """Everything the sheet says; texts that users typed stand as they typed them.

    version: 0 for a draft, which the sheet then says; pay and place: in the words of the sheet's language,
    '' where not given; alignment: names of official skills and tasks, with whose they are; credit: what
    their publishers ask to be said; made_on is printed at the foot.
    """

    profile: VacancyProfile
    version: int
    published_on: date | None
    pay: str
    place: str
    alignment: Sequence[tuple[str, str]]
    credit: str
    equal_treatment: str
    made_on: date


def vacancy_sheet_pdf(sheet: VacancySheet, role: Role, language: Language) -> bytes:
    """The sheet as a PDF on A4, portrait, in `language`.

    Raises KeyError for a competency the role does not have.
    """

    def story() -> list[Flowable]:
        return [
            *_opening(sheet, role),
            *_goals(profile, role),
            *_duties(profile, role),
            *_competencies(profile, role),
            *_further(profile, role),
            *_conditions(sheet, role),
            *_closing(sheet),
            *_alignment(sheet),
        ]

    profile = sheet.profile
    with using(language):
        return report_pdf(
            story,
            language,
            title=_("Vacancy: {title}", title=profile.title),
            author=profile.employer or _("SMM Hire"),
            subject=_state(sheet),
            footnote=_("Made with SMM Hire on {day}. {state}", day=day(sheet.made_on), state=_state(sheet)),
        )


def _state(sheet: VacancySheet) -> str:
    if sheet.version and sheet.published_on is not None:
        return _(
            "Version {number}, published on {day}.", number=number(sheet.version), day=day(sheet.published_on)
        )
    return _("Draft, not published.")


# -- parts -------------------------------------------------------------------------------------------
def _opening(sheet: VacancySheet, role: Role) -> list[Flowable]:
    look, profile = styles(), sheet.profile
    parts = [profile.employer.strip(), sheet.place, _state(sheet)]
    facts = [sheet.pay] if sheet.pay else []
    if profile.apply_until is not None:
        facts.append(_("Apply by {day}", day=day(profile.apply_until)))
    story: list[Flowable] = [
        cell(_("Vacancy"), look.eyebrow),
        cell(profile.title, title_style(profile.title)),
        cell(" · ".join(part for part in parts if part), look.meta),
    ]
    if facts:
        story += [band([cell(" · ".join(facts), look.lead)]), Spacer(0, 8)]
    story += [Paragraph(plain(line), look.body) for line in profile.description.splitlines() if line.strip()]
    return story


def _goals(profile: VacancyProfile, role: Role) -> list[Flowable]:
    goals = [goal for goal in role.goals if goal.id in profile.goals]
    if not goals:
        return []
    look = styles()
    return [
        cell(_("What the pages are for"), look.heading),
        *(Paragraph(f"<b>{plain(say(g.name))}.</b> {plain(say(g.description))}", look.body) for g in goals),
    ]


def _duties(profile: VacancyProfile, role: Role) -> list[Flowable]:
    known = {duty.id: duty for duty in role.duties}
    look = styles()
    rows: list[list[Flowable | list[Flowable]]] = [
        [
            [cell(say(duty.name), look.cell), cell(say(duty.description), look.cell_muted)],
            cell(measure_text(duty, chosen.measure) or "–", look.cell),
        ]
        for chosen in profile.duties
        if (duty := known.get(chosen.duty_id)) is not None
    ]
    if not rows:
        return []
    heads = ((_("Duty"), False), (_("Measured by"), False))
    return [
        CondPageBreak(_ROOM),
        cell(_("Duties"), look.free_heading),
        ruled_table(heads, rows, (300, 190)),
    ]


def _competencies(profile: VacancyProfile, role: Role) -> list[Flowable]:
    """Must-haves first, then by weight; with what somebody at the level does."""
    asked = [r for r in profile.competencies if r.weight > 0 or r.is_must_have]
    if not asked:
        return []
    look = styles()
    total = sum(r.weight for r in asked)
    rows = [
        _requirement(r, role, total) for r in sorted(asked, key=lambda r: (not r.is_must_have, -r.weight))
    ]
    heads = (
        (_("Competency"), False),
        (_("Level, and what somebody at that level does"), False),
        (_("Share of the score"), True),
    )
    return [
        CondPageBreak(_ROOM),
        cell(_("What is asked for"), look.free_heading),
        ruled_table(heads, rows, (118, 300, 60)),
    ]


def _requirement(
    requirement: CompetencyRequirement, role: Role, total: int
) -> list[Flowable | list[Flowable]]:
    look = styles()
    competency = role.competency(requirement.competency_id)
    name: list[Flowable] = [cell(say(competency.name), look.cell)]
    if requirement.is_must_have:
        name.append(cell(_("must-have"), look.cell_muted))
    share = percent(requirement.weight / total) if total else "–"
    return [
        name,
        [
            cell(numbered_level(requirement.level), look.cell),
            cell(say(competency.anchors[requirement.level - 1]), look.cell_muted),
        ],
        cell(share, look.cell_right),
    ]


def _further(profile: VacancyProfile, role: Role) -> list[Flowable]:
    """Own requirements, qualities, tools and platforms, each on a line of its own."""
    own = profile.own_requirements
    lines = [
        (_("Must-haves"), "; ".join(one.text.strip() for one in own if one.is_must_have)),
        (_("Wishes"), "; ".join(one.text.strip() for one in own if not one.is_must_have)),
        (_("Qualities"), _named(role.qualities, profile.qualities)),
        (_("Tools and techniques"), _named(role.technical_skills, profile.technical_skills)),
        (_("Kinds of platforms"), _named(role.platform_kinds, profile.platform_kinds)),
    ]
    return _facts(_("What else counts"), lines)


def _named(entries: Sequence[Trait] | Sequence[PlatformKind], chosen: Sequence[str]) -> str:
    return ", ".join(say(one.name) for one in entries if one.id in chosen)


def _conditions(sheet: VacancySheet, role: Role) -> list[Flowable]:
    profile = sheet.profile
    route = next((one for one in role.routes if one.id == profile.engagement), None)
    apply = " ".join(profile.how_to_apply.split())
    lines = [
        (_("Pay"), sheet.pay),
        (_("Type of engagement"), "" if route is None else say(route.name)),
        (_("Place"), sheet.place),
        (_("How to apply"), apply),
        (_("Last day to apply"), "" if profile.apply_until is None else day(profile.apply_until)),
    ]
    return _facts(_("Conditions and application"), lines)


def _facts(heading: str, lines: Sequence[tuple[str, str]]) -> list[Flowable]:
    look = styles()
    given = [Paragraph(f"<b>{plain(name)}:</b> {plain(text)}", look.body) for name, text in lines if text]
    return [KeepTogether([cell(heading, look.free_heading), *given])] if given else []


def _alignment(sheet: VacancySheet) -> list[Flowable]:
    if not sheet.alignment:
        return []
    look = styles()
    lines = [
        Paragraph(f"{plain(name)} ({plain(whose)})", look.item, bullet="•") for name, whose in sheet.alignment
    ]
    return [
        cell(_("In the words of the official lists"), look.heading),
        *lines,
        cell(sheet.credit, look.small),
    ]


def _closing(sheet: VacancySheet) -> list[Flowable]:
    return [Spacer(0, 4), KeepTogether([Paragraph(plain(sheet.equal_treatment), styles().body)])]
