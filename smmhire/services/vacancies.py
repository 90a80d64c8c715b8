"""Vacancy profiles: making, keeping, listing, duplicating, deleting with undo, reviewing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast
from uuid import UUID

from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services.common import Deleted, no_vacancy, required_text, utc_now
from smmhire.storage.summaries import VacancySummary as VacancySummary
from smmhire.texts import _, language, number, say

if TYPE_CHECKING:
    from smmhire.assessment.composition import FormSpec
    from smmhire.pay.observation import Basis
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory
    from smmhire.vacancies.finding import Finding, PayPlacement
    from smmhire.vacancies.profile import VacancyProfile
    from smmhire.vacancies.templates import VacancyTemplate
    from smmhire.vacancies.versions import VacancyVersion

# The middle of 0..10: nothing stands out until the employer says what matters more.
_DEFAULT_WEIGHT = 5
_EMPLOYMENT = "E-W6"
_SOCIAL_NETWORKS = "E-P1"


def new_profile(*, employer: str = "", now: datetime | None = None) -> VacancyProfile:
    """A profile to begin with, not saved: the five duties, all qualities and skills, every competency at the
    level a sound hire shows, all weighing the same. Goal, measures and pay are the employer's to say."""
    from smmhire.content import load_role
    from smmhire.vacancies.profile import (
        Arrangement,
        CompetencyRequirement,
        DutyChoice,
        Place,
        VacancyProfile,
    )

    role = load_role()
    moment = now or utc_now()
    return VacancyProfile(
        id=new_id(),
        title=_("SMM manager"),
        employer=employer,
        description="",
        goals=(),
        duties=tuple(DutyChoice(duty.id) for duty in role.duties),
        qualities=tuple(quality.id for quality in role.qualities),
        technical_skills=tuple(skill.id for skill in role.technical_skills),
        platform_kinds=(_SOCIAL_NETWORKS,),
        competencies=tuple(
            CompetencyRequirement(competency.id, competency.target_level, _DEFAULT_WEIGHT)
            for competency in role.competencies
        ),
        own_requirements=(),
        pay=None,
        engagement=_EMPLOYMENT,
        place=Place(Arrangement.ON_SITE),
        created_at=moment,
        updated_at=moment,
    )


def templates() -> tuple[VacancyTemplate, ...]:
    """The vacancies to begin with, in the order in which they are offered."""
    from smmhire.content import load_templates

    return load_templates()


def from_template(
    template_id: str, employer: str = "", in_language: str | None = None, *, now: datetime | None = None
) -> VacancyProfile:
    """A profile made from the template, not saved, in `in_language` or the current one; without pay.

    Raises UserError where there is no such template.
    """
    template = next((one for one in templates() if one.id == template_id), None)
    if template is None:
        known = ", ".join(f"{one.id} ({say(one.name)})" for one in templates())
        raise UserError(
            _("There is no template “{template}”.", template=template_id),
            _("Choose one of these: {known}.", known=known),
        )
    return template.profile(new_id(), employer, in_language or language(), now or utc_now())


def save(
    profile: VacancyProfile, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> VacancyProfile:
    """Keep the profile, new or changed, and give it back with the time of saving.

    Raises UserError where it has no title.
    """
    with unit_of_work() as work:
        saved = keep(work, profile, now or utc_now())
        work.commit()
    return saved


def keep(work: UnitOfWork, profile: VacancyProfile, now: datetime) -> VacancyProfile:
    """`save` within `work`, which the caller commits."""
    title = required_text(
        profile.title, _("The vacancy has no title."), _("Write a title, such as “SMM manager”.")
    )
    saved = replace(profile, title=title, updated_at=now)
    last = work.vacancy_versions.last(profile.id)
    if last is not None:
        saved = replace(saved, updated_at=_beside(last, saved))
    work.vacancies.save(saved)
    return saved


def _beside(last: VacancyVersion, draft: VacancyProfile) -> datetime:
    """When the draft was changed: of one that says what was published, then; of any other, later than that,
    though the clock was set back. So the list of vacancies sees by two moments which is which."""
    from smmhire.vacancies.versions import is_same

    if is_same(draft, last.profile):
        return last.published_at
    return max(draft.updated_at, last.published_at + timedelta.resolution)


def get(vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> VacancyProfile:
    """The profile. Raises UserError where it is no longer there."""
    with unit_of_work(read_only=True) as work:
        profile = work.vacancies.get(vacancy_id)
    if profile is None:
        raise no_vacancy()
    return profile


def listing(*, unit_of_work: UnitOfWorkFactory) -> tuple[VacancySummary, ...]:
    """All vacancies, the last changed first."""
    with unit_of_work(read_only=True) as work:
        return work.vacancies.listing()


def duplicate(
    vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> VacancyProfile:
    """A saved copy of the draft, called 'Title (copy)', with its form; its versions and candidates are not
    copied, nor what judges wrote to set its cut: the copy asks other questions.

    Raises UserError where the original is no longer there.
    """
    moment = now or utc_now()
    with unit_of_work() as work:
        original = work.vacancies.get(vacancy_id)
        if original is None:
            raise no_vacancy()
        title = _free_title(original.title, set(work.vacancies.titles()))
        copy = replace(original, id=new_id(), title=title, created_at=moment, updated_at=moment)
        work.vacancies.save(copy)
        form = work.form_specs.get(vacancy_id)
        if form is not None:
            # Who applied for the original may apply for the copy: a fixed form has other questions there.
            work.form_specs.save(copy.id, _drawn_for(copy.id, form, work), moment)
        work.commit()
    return copy


def _drawn_for(vacancy_id: UUID, form: FormSpec, work: UnitOfWork) -> FormSpec:
    from smmhire.services.bank import whole_bank
    from smmhire.services.forms import with_fixed_items

    return with_fixed_items(replace(form, item_ids=()), None, whole_bank(work), vacancy_id)


def _free_title(title: str, taken: set[str]) -> str:
    """The first title of a copy that nobody has; the copy of a copy is a copy of the original."""
    marks = re.escape(_("{title} (copy {n})", title="", n="#")).replace(re.escape("#"), r"\S+")
    title = re.sub(rf"({re.escape(_('{title} (copy)', title=''))}|{marks})$", "", title) or title
    free = _("{title} (copy)", title=title)
    count = 1
    while free in taken:
        count += 1
        free = _("{title} (copy {n})", title=title, n=number(count))
    return free


def delete(vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None) -> Deleted:
    """Take the vacancy off the list; `undo_delete` brings it back for 30 days.

    The results of attempts taken for it stay. Raises UserError where it is no longer there.
    """
    with unit_of_work() as work:
        profile = work.vacancies.get(vacancy_id)
        if profile is None:
            raise no_vacancy()
        work.vacancies.set_deleted(vacancy_id, now or utc_now())
        work.commit()
    return Deleted(vacancy_id, profile.title)


def undo_delete(vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> VacancyProfile:
    """Bring a deleted vacancy back. Raises UserError where it is gone for good."""
    with unit_of_work() as work:
        work.vacancies.set_deleted(vacancy_id, None)
        profile = work.vacancies.get(vacancy_id)
        if profile is None:
            raise no_vacancy()
        work.commit()
    return profile


def state_text(version: int | None, *, is_changed: bool) -> str:
    """How a draft stands to what was published last: 'draft', 'version 2', 'version 2, changed since'."""
    if version is None:
        return _("draft")
    if is_changed:
        return _("version {number}, changed since", number=number(version))
    return _("version {number}", number=number(version))


def review(profile: VacancyProfile, *, unit_of_work: UnitOfWorkFactory | None = None) -> tuple[Finding, ...]:
    """What is missing in the profile, outside the role or at odds with itself, and why; it never blocks.

    With `unit_of_work` the pay is compared with what the pay data say, where they say something.
    """
    from smmhire.content import load_role
    from smmhire.vacancies.review import review as review_profile

    placement = None if unit_of_work is None else pay_placement(profile, unit_of_work=unit_of_work)
    return review_profile(profile, load_role(), placement)


def pay_placement(profile: VacancyProfile, *, unit_of_work: UnitOfWorkFactory) -> PayPlacement | None:
    """Where the upper end of the pay stands among what is paid for such work in its country.

    None where no pay is given, or the data show no median for its country, currency and unit.
    """
    from smmhire.pay.benchmark import BenchmarkQuery
    from smmhire.pay.observation import TIME_PERIODS
    from smmhire.services import pay
    from smmhire.vacancies.finding import PayPlacement

    offer = profile.pay
    if offer is None or offer.high <= 0 or offer.period not in TIME_PERIODS:
        return None
    query = BenchmarkQuery(
        currency=offer.currency,
        period=offer.period,
        country=profile.place.country or None,
        basis=None if offer.basis.value == "unknown" else cast("Basis", offer.basis.value),
    )
    cell = pay.benchmark(query, unit_of_work=unit_of_work).overall
    placed = pay.place_offer(float(offer.high), cell)
    if placed.percentile is None or placed.low is None or placed.high is None:
        return None
    return PayPlacement(placed.percentile, placed.low, placed.high, cell.n, cell.source)
