"""What changed from one profile to another, field by field, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from smmhire.texts import _, day, ngettext, number
from smmhire.vacancies.profile import CompetencyRequirement, OwnRequirement, VacancyProfile


@dataclass(frozen=True, slots=True)
class Names:
    """How things are called in the current language: what a profile names by an id, its pay, its place."""

    of: Callable[[str], str]
    pay: Callable[[VacancyProfile], str]
    place: Callable[[VacancyProfile], str]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the field of the profile, and a sentence in the current language."""

    field: str
    text: str


def changes(before: VacancyProfile, after: VacancyProfile, names: Names) -> tuple[Change, ...]:
    """Everything that `after` says otherwise than `before`, in the order of the profile."""
    return tuple(_changes(before, after, names))


def _changes(before: VacancyProfile, after: VacancyProfile, names: Names) -> Iterator[Change]:
    yield from _value("title", _("Title"), before.title, after.title)
    yield from _value("employer", _("Employer"), before.employer, after.employer)
    if before.description != after.description:
        yield Change("description", _("The description was written anew."))
    yield from _picked("goals", _("Goals"), before.goals, after.goals, names.of)
    yield from _duties(before, after, names)
    for field, label in (
        ("qualities", _("Qualities")),
        ("technical_skills", _("Technical skills")),
        ("platform_kinds", _("Kinds of platforms")),
    ):
        yield from _picked(field, label, getattr(before, field), getattr(after, field), names.of)
    yield from _competencies(before, after, names)
    yield from _own(before.own_requirements, after.own_requirements)
    yield from _value("pay", _("Pay"), names.pay(before), names.pay(after), before.pay != after.pay)
    engagement, engagement_now = (
        names.of(one.engagement) if one.engagement else "" for one in (before, after)
    )
    yield from _value("engagement", _("Type of engagement"), engagement, engagement_now)
    yield from _value("place", _("Place"), names.place(before), names.place(after))
    until, until_now = ("" if one.apply_until is None else day(one.apply_until) for one in (before, after))
    yield from _value("apply_until", _("Last day to apply"), until, until_now)
    yield from _value("how_to_apply", _("How to apply"), before.how_to_apply, after.how_to_apply)
    yield from _picked(
        "alignment", _("Official skills and tasks"), before.alignment, after.alignment, names.of
    )
    yield from _counted(before.interview, after.interview)


def _value(
    field: str, label: str, before: str, after: str, is_changed: bool | None = None
) -> Iterator[Change]:
    """`is_changed` where equal words do not mean equal values."""
    if is_changed is None:
        is_changed = before != after
    if is_changed:
        words = {"field": label, "before": before or _("not given"), "after": after or _("not given")}
        yield Change(field, _("{field}: {before} → {after}", **words))


def _picked(
    field: str, label: str, before: Sequence[str], after: Sequence[str], name: Callable[[str], str]
) -> Iterator[Change]:
    added = [name(one) for one in after if one not in before]
    gone = [name(one) for one in before if one not in after]
    if added:
        yield Change(field, _("{field}: added {names}", field=label, names=_listed(added)))
    if gone:
        yield Change(field, _("{field}: taken out {names}", field=label, names=_listed(gone)))
    if not added and not gone and tuple(before) != tuple(after):
        yield Change(field, _("{field}: in another order", field=label))


def _duties(before: VacancyProfile, after: VacancyProfile, names: Names) -> Iterator[Change]:
    measures = {chosen.duty_id: chosen.measure for chosen in before.duties}
    now = [chosen.duty_id for chosen in after.duties]
    yield from _picked("duties", _("Duties"), list(measures), now, names.of)
    for chosen in after.duties:
        if chosen.duty_id in measures:
            label = _("Measure of “{duty}”", duty=names.of(chosen.duty_id))
            yield from _value("duties", label, measures[chosen.duty_id], chosen.measure)


def _competencies(before: VacancyProfile, after: VacancyProfile, names: Names) -> Iterator[Change]:
    was = {r.competency_id: r for r in before.competencies}
    now = {r.competency_id: r for r in after.competencies}
    for name in [*was, *(one for one in now if one not in was)]:
        label, old, new = names.of(name), was.get(name), now.get(name)
        if old is None and new is not None:
            text = _("{competency}: asked for now ({what})", competency=label, what=_asked(new))
        elif new is None:
            text = _("{competency}: no longer asked for", competency=label)
        elif old is not None and old != new:
            text = f"{label}: " + "; ".join(_differences(old, new))
        else:
            continue
        yield Change("competencies", text)
    if was == now and list(was) != list(now):
        yield Change("competencies", _("{field}: in another order", field=_("Competencies")))


def _asked(requirement: CompetencyRequirement) -> str:
    parts = [
        _("level {level}", level=number(requirement.level)),
        _("weight {weight}", weight=number(requirement.weight)),
    ]
    return ", ".join([*parts, _("must-have")] if requirement.is_must_have else parts)


def _differences(old: CompetencyRequirement, new: CompetencyRequirement) -> Iterator[str]:
    if old.level != new.level:
        yield _("level {before} → {after}", before=number(old.level), after=number(new.level))
    if old.weight != new.weight:
        yield _("weight {before} → {after}", before=number(old.weight), after=number(new.weight))
    if old.is_must_have != new.is_must_have:
        yield _("now a must-have") if new.is_must_have else _("no longer a must-have")


def _own(before: Sequence[OwnRequirement], after: Sequence[OwnRequirement]) -> Iterator[Change]:
    label = _("Own requirements")
    yield from _picked(
        "own_requirements", label, [own.text for own in before], [own.text for own in after], str
    )
    musts = {own.text: own.is_must_have for own in before}
    for own in after:
        if musts.get(own.text, own.is_must_have) != own.is_must_have:
            change = _("now a must-have") if own.is_must_have else _("no longer a must-have")
            yield Change("own_requirements", f"{label}: “{own.text}”: {change}")


def _counted(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Interview questions are counted: their wording would fill the page."""
    if tuple(before) == tuple(after):
        return
    label = _("Interview questions and work samples")
    if not after:
        yield Change("interview", _("{field}: as the weights propose", field=label))
    else:
        count = ngettext("{n} chosen", "{n} chosen", len(after))
        yield Change("interview", f"{label}: {count}")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
