"""Publishing vacancies: a version is frozen, what changes later is a new one, and results keep theirs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from smmhire.candidates.decisions import DecisionKind
from smmhire.errors import UserError
from smmhire.services import decisions, profile_words, vacancies
from smmhire.services.common import no_vacancy, utc_now
from smmhire.texts import _, number
from smmhire.vacancies.changes import Change, changes
from smmhire.vacancies.versions import VacancyState as VacancyState
from smmhire.vacancies.versions import VacancyVersion as VacancyVersion
from smmhire.vacancies.versions import is_same, state_of

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory
    from smmhire.vacancies.profile import VacancyProfile


@dataclass(frozen=True, slots=True)
class ListedVersion:
    """A version with what it changed of the one before, in the current language; nothing for the first."""

    version: VacancyVersion
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class History:
    """A vacancy's versions, the last one first, and how the draft stands to the last.

    unpublished: what the draft changes of the last version; nothing while there is none.
    """

    draft: VacancyProfile
    state: VacancyState
    unpublished: tuple[Change, ...]
    versions: tuple[ListedVersion, ...]


def publish(
    vacancy_id: UUID, who: str, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> VacancyVersion:
    """Freeze the draft as the next version. Levels and weights that changed are entered into the log.

    Raises UserError where the vacancy is no longer there, or the draft is what was published last.
    """
    with unit_of_work() as work:
        draft, last = _draft(work, vacancy_id), work.vacancy_versions.last(vacancy_id)
        if last is not None and is_same(draft, last.profile):
            raise UserError(
                _(
                    "Nothing has changed since version {number}, so there is nothing to publish.",
                    number=number(last.number),
                ),
                _("Change the vacancy first; or show version {number} as it is.", number=number(last.number)),
            )
        # Never before what it publishes, nor before the one it follows, though a clock was set back.
        moments = [now or utc_now(), draft.updated_at, *([last.published_at] if last else [])]
        version = VacancyVersion(
            vacancy_id, last.number + 1 if last else 1, max(moments), who, replace(draft, id=vacancy_id)
        )
        work.vacancy_versions.add(version)
        _log(work, version, last)
        work.commit()
    return version


def _log(work: UnitOfWork, version: VacancyVersion, before: VacancyVersion | None) -> None:
    common: dict[str, Any] = {
        "who": version.who,
        "vacancy_id": version.vacancy_id,
        "now": version.published_at,
    }
    decisions.record(work, DecisionKind.PUBLISHED, details={"number": version.number}, **common)
    if before is None:
        return
    was, now = _weights(before.profile), _weights(version.profile)
    if was != now:
        details = {"number": version.number, "before": was, "after": now}
        decisions.record(work, DecisionKind.WEIGHTS, details=details, **common)


def _weights(profile: VacancyProfile) -> dict[str, list[int | bool]]:
    return {r.competency_id: [r.level, r.weight, r.is_must_have] for r in profile.competencies}


def history(vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> History:
    """The versions with what each changed. Raises UserError where the vacancy is no longer there."""
    with unit_of_work(read_only=True) as work:
        draft, kept = _draft(work, vacancy_id), work.vacancy_versions.of_vacancy(vacancy_id)
    names = profile_words.names()
    listed = [
        ListedVersion(one, () if before is None else changes(before.profile, one.profile, names))
        for before, one in zip((None, *kept), kept, strict=False)
    ]
    last = kept[-1] if kept else None
    return History(
        draft=draft,
        state=state_of(draft, last),
        unpublished=() if last is None else changes(last.profile, draft, names),
        versions=tuple(reversed(listed)),
    )


def versions(vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> tuple[ListedVersion, ...]:
    """As `history`, the versions alone."""
    return history(vacancy_id, unit_of_work=unit_of_work).versions


def get(vacancy_id: UUID, version: int, *, unit_of_work: UnitOfWorkFactory) -> VacancyVersion:
    """One version. Raises UserError where there is none of that number."""
    with unit_of_work(read_only=True) as work:
        return _version(work, vacancy_id, version)


def published(vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> VacancyVersion | None:
    """The version published last; None where there is none. Raises UserError where the vacancy is gone."""
    with unit_of_work(read_only=True) as work:
        _draft(work, vacancy_id)
        return work.vacancy_versions.last(vacancy_id)


def restore(
    vacancy_id: UUID, version: int, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> VacancyProfile:
    """Let the draft be what that version says, and give back the draft it replaces: `vacancies.save` of it
    is the way back.

    Raises UserError where the vacancy or the version is no longer there.
    """
    with unit_of_work() as work:
        draft, wanted = _draft(work, vacancy_id), _version(work, vacancy_id, version)
        restored = replace(wanted.profile, id=draft.id, created_at=draft.created_at)
        vacancies.keep(work, restored, now or utc_now())
        work.commit()
    return draft


# -- what counts -------------------------------------------------------------------------------------
def asked_now(work: UnitOfWork, vacancy_id: UUID) -> VacancyVersion | None:
    """What candidates are asked for now: the version published last, else the draft, as number 0.

    None where the vacancy is no longer there.
    """
    draft = work.vacancies.get(vacancy_id)
    if draft is None:
        return None
    return work.vacancy_versions.last(vacancy_id) or VacancyVersion(
        vacancy_id, 0, draft.updated_at, "", draft
    )


def asked_of(work: UnitOfWork, attempt_id: UUID, vacancy_id: UUID) -> VacancyVersion:
    """What the taker of an attempt was asked for, where it was taken for this vacancy: the version of that
    time, also when the vacancy has been deleted since; else what is asked for now.

    Raises UserError where there is neither.
    """
    taken = work.attempts.get(attempt_id)
    if taken is not None and taken.form.vacancy_id == vacancy_id and taken.vacancy_version is not None:
        kept = work.vacancy_versions.get(vacancy_id, taken.vacancy_version)
        if kept is not None:
            return kept
    found = asked_now(work, vacancy_id)
    if found is None:
        raise no_vacancy()
    return found


# -- inside ------------------------------------------------------------------------------------------
def _draft(work: UnitOfWork, vacancy_id: UUID) -> VacancyProfile:
    draft = work.vacancies.get(vacancy_id)
    if draft is None:
        raise no_vacancy()
    return draft


def _version(work: UnitOfWork, vacancy_id: UUID, version: int) -> VacancyVersion:
    found = work.vacancy_versions.get(vacancy_id, version)
    if found is not None:
        return found
    there = [number(one.number) for one in work.vacancy_versions.of_vacancy(vacancy_id)]
    raise UserError(
        _("There is no version {number} of this vacancy.", number=number(version)),
        _("There are: {numbers}.", numbers=", ".join(there)) if there else _("Publish the vacancy first."),
    )
