"""Decisions of people about a ranking: going against it, and keeping other weights. Both stand in the log."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.decisions import Decision, DecisionKind
from smmhire.candidates.what_if import WhatIf, weight_details
from smmhire.services import decisions, vacancies
from smmhire.services.common import no_candidate, no_vacancy, required_text, utc_now
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.services.ranking import VacancyRanking
    from smmhire.storage.unit_of_work import UnitOfWorkFactory
    from smmhire.vacancies.profile import VacancyProfile


class About(StrEnum):
    """What of the ranking is not followed."""

    ORDER = "order"  # somebody is taken before others who stand further up; from, to: places
    GATE = "gate"  # a must-have that counts as failed is taken as met, or the other way; from, to: gates


def override(
    vacancy_id: UUID,
    candidate_id: UUID,
    about: About,
    before: str | int,
    after: str | int,
    reason: str,
    *,
    who: str,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> Decision:
    """Enter into the log that somebody decided against the ranking; the ranking itself stays as it is.

    before and after: the place or the gate, as the ranking has it and as it was decided. Raises UserError
    without a reason, and where vacancy or candidate are no longer there.
    """
    given = required_text(
        reason,
        _("There is no reason for deciding against the ranking."),
        _("Write in a sentence what you know that the test does not."),
    )
    with unit_of_work() as work:
        if work.vacancies.get(vacancy_id) is None:
            raise no_vacancy()
        if work.candidates.get(candidate_id) is None:
            raise no_candidate()
        made = decisions.record(
            work,
            DecisionKind.OVERRIDE,
            who=who,
            vacancy_id=vacancy_id,
            candidate_id=candidate_id,
            details={"about": about.value, "from": before, "to": after},
            reason=given,
            now=now,
        )
        work.commit()
    return made


def take_before(
    found: VacancyRanking,
    candidate_id: UUID,
    before: UUID,
    reason: str,
    *,
    who: str,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> Decision:
    """`override` of the order: a candidate is preferred to somebody who stands further up.

    Raises KeyError for who is not ranked, ValueError where the order is that already, and as `override` does.
    """
    ranked = found.ranking.ranked
    place, wanted = ranked.place(candidate_id) + 1, ranked.place(before) + 1
    if place <= wanted:
        raise ValueError("the ranking has them in this order already")
    return override(
        found.vacancy.id, candidate_id, About.ORDER, place, wanted, reason,
        who=who, unit_of_work=unit_of_work, now=now,
    )  # fmt: skip


def keep_weights(
    vacancy_id: UUID,
    tried: WhatIf,
    reason: str = "",
    *,
    who: str,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> VacancyProfile:
    """Let the vacancy ask for what was tried, and enter that into the log; unchanged, nothing is done.

    Raises UserError where the vacancy is no longer there, ValueError as `WhatIf.applied_to` does.
    """
    moment = now or utc_now()
    with unit_of_work() as work:
        profile = work.vacancies.get(vacancy_id)
        if profile is None:
            raise no_vacancy()
        changed = tried.applied_to(profile)
        details = weight_details(profile, changed)
        if not details:
            return profile
        saved = vacancies.keep(work, changed, moment)
        decisions.record(
            work, DecisionKind.WEIGHTS,
            who=who, vacancy_id=vacancy_id, details=details, reason=reason, now=moment,
        )  # fmt: skip
        work.commit()
    return saved
