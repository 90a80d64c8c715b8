"""The text of a vacancy for people who may apply: composed from the profile, as plain text or as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from smmhire.role.measures import measure_text
from smmhire.services import profile_words
from smmhire.texts import _, day, language, say

if TYPE_CHECKING:
    from smmhire.role.description import Role
    from smmhire.vacancies.profile import CompetencyRequirement, VacancyProfile


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text. `items` are the lines of a list, each with a line that belongs under it, or ''."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """A whole text: `facts` (employer, place, pay, last day) stand together under the title."""

    title: str
    facts: tuple[str, ...]
    opening: tuple[str, ...]
    sections: tuple[Section, ...]


def compose(profile: VacancyProfile, role: Role) -> Posting:
    """The text in the current language. What the profile does not say is left out, never made up."""
    sections = (
        _purpose(profile, role),
        _duties(profile, role),
        _must(profile, role),
        _wish(profile, role),
        _conditions(profile, role),
        _apply(profile),
        Section(_("Everybody has the same chance"), (equal_treatment(),)),
    )
    return Posting(
        title=profile.title.strip(),
        facts=tuple(_facts(profile)),
        opening=_paragraphs(profile.description),
        sections=tuple(one for one in sections if one.paragraphs or one.items),
    )


def equal_treatment() -> str:
    """What every posting ends with."""
    return _(
        "What counts is what you can do. Your application is welcome whatever your gender, age, religion, "
        "origin, marital status or disability. Please leave out a photo, your age and your marital status."
    )


# -- parts -------------------------------------------------------------------------------------------
def _facts(profile: VacancyProfile) -> Iterator[str]:
    if profile.employer.strip():
        yield profile.employer.strip()
    yield _("Place: {place}", place=profile_words.place_text(profile))
    if profile.pay is not None:
        yield _("Pay: {pay}", pay=profile_words.pay_text(profile.pay))
    if profile.apply_until is not None:
        yield _("Apply by {day}", day=day(profile.apply_until))


def _purpose(profile: VacancyProfile, role: Role) -> Section:
    goals = [goal for goal in role.goals if goal.id in profile.goals]
    kinds = [say(kind.name) for kind in role.platform_kinds if kind.id in profile.platform_kinds]
    closing = _("You will work on: {platforms}.", platforms=", ".join(kinds)) if kinds else ""
    return Section(
        _("What our pages are for"),
        items=tuple((say(goal.name), say(goal.description)) for goal in goals),
        closing=closing if goals else "",
        paragraphs=(closing,) if closing and not goals else (),
    )


def _duties(profile: VacancyProfile, role: Role) -> Section:
    known = {duty.id: duty for duty in role.duties}
    items: list[tuple[str, str]] = []
    for chosen in profile.duties:
        duty = known.get(chosen.duty_id)
        if duty is None:
            continue
        measure = measure_text(duty, chosen.measure)
        items.append(
            (say(duty.description), _("We measure it by: {measure}", measure=measure) if measure else "")
        )
    return Section(_("What you will do"), items=tuple(items))


def _must(profile: VacancyProfile, role: Role) -> Section:
    """Must-haves: the competencies with what somebody at that level does, and the employer's own."""
    asked = [r for r in profile.competencies if r.is_must_have]
    items = [_competency(r, role) for r in asked]
    items += [(own.text.strip(), "") for own in profile.own_requirements if own.is_must_have]
    lead = _("Without these the job cannot be done:") if items else ""
    return Section(_("What you must be able to show"), (lead,) if lead else (), tuple(items))


def _wish(profile: VacancyProfile, role: Role) -> Section:
    wished = [r for r in profile.competencies if r.weight > 0 and not r.is_must_have]
    items = [_competency(r, role) for r in sorted(wished, key=lambda r: -r.weight)]
    items += [(own.text.strip(), "") for own in profile.own_requirements if not own.is_must_have]
    for heading, traits, chosen in (
        (_("Qualities"), role.qualities, profile.qualities),
        (_("Tools and techniques"), role.technical_skills, profile.technical_skills),
    ):
        names = [say(trait.name) for trait in traits if trait.id in chosen]
        if names:
            items.append((f"{heading}: {', '.join(names)}", ""))
    closing = _("Few people have all of this. Apply even if something is missing.") if items else ""
    return Section(_("What helps, the most important first"), items=tuple(items), closing=closing)


def _competency(requirement: CompetencyRequirement, role: Role) -> tuple[str, str]:
    competency = role.competency(requirement.competency_id)
    return say(competency.name), say(competency.anchors[requirement.level - 1])


def _conditions(profile: VacancyProfile, role: Role) -> Section:
    items: list[tuple[str, str]] = []
    route = next((route for route in role.routes if route.id == profile.engagement), None)
    if route is not None:
        items.append((_("Engagement: {kind}", kind=say(route.name)), ""))
    items.append((_("Place: {place}", place=profile_words.place_text(profile)), ""))
    if profile.pay is not None:
        items.append((_("Pay: {pay}", pay=profile_words.pay_text(profile.pay)), ""))
    return Section(_("What we offer"), items=tuple(items))


def _apply(profile: VacancyProfile) -> Section:
    paragraphs = list(_paragraphs(profile.how_to_apply))
    if profile.apply_until is not None:
        paragraphs.append(_("The last day to apply is {day}.", day=day(profile.apply_until)))
    return Section(_("How to apply"), tuple(paragraphs))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


# -- forms -------------------------------------------------------------------------------------------
def as_text(posting: Posting) -> str:
    """For Facebook, Bdjobs and e-mail, which take no markup."""
    blocks = [[posting.title, *posting.facts], *([list(posting.opening)] if posting.opening else [])]
    for section in posting.sections:
        lines = [section.heading.upper() if language() == "en" else section.heading, *section.paragraphs]
        for item, note in section.items:
            lines.append(f"• {item}")
            if note:
                lines.append(f"   {note}")
        blocks.append([*lines, section.closing] if section.closing else lines)
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def as_html(posting: Posting) -> str:
    """The text below its title, in headings, paragraphs and lists; everything typed is escaped."""
    parts = [f"<p>{'<br>'.join(escape(fact) for fact in posting.facts)}</p>"] if posting.facts else []
    parts += [f"<p>{escape(one)}</p>" for one in posting.opening]
    for section in posting.sections:
        parts.append(f"<h2>{escape(section.heading)}</h2>")
        parts += [f"<p>{escape(one)}</p>" for one in section.paragraphs]
        if section.items:
            parts.append(_list(section.items))
        if section.closing:
            parts.append(f"<p>{escape(section.closing)}</p>")
    return "\n".join(parts)


def _list(items: Sequence[tuple[str, str]]) -> str:
    lines = [
        f"<li>{escape(item)}{f'<br><em>{escape(note)}</em>' if note else ''}</li>" for item, note in items
    ]
    return "\n".join(["<ul>", *lines, "</ul>"])


def as_page(posting: Posting, linked_data: str = "") -> str:
    """A whole page to save. `linked_data`: JSON-LD for search engines, already safe within a script."""
    script = f'<script type="application/ld+json">\n{linked_data}\n</script>\n' if linked_data else ""
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(posting.title)}</title>\n{script}</head>\n<body>\n"
        f"<h1>{escape(posting.title)}</h1>\n{as_html(posting)}\n</body>\n</html>\n"
    )
