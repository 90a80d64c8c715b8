"""Vacancies for the web: as JobPosting (JSON-LD), text and page; and postings of others brought in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from smmhire.errors import UserError
from smmhire.exchange.job_posting_reading import Fate
from smmhire.services import taxonomy, vacancies
from smmhire.services.common import no_vacancy, utc_now
from smmhire.texts import N_, _, say, using

if TYPE_CHECKING:
    from smmhire.bilingual import Language
    from smmhire.exchange.job_posting import Missing
    from smmhire.exchange.job_posting_reading import ReadPosting
    from smmhire.services.posting import Posting
    from smmhire.storage.unit_of_work import UnitOfWorkFactory
    from smmhire.vacancies.profile import VacancyProfile


@dataclass(frozen=True, slots=True)
class Offered:
    """What is shown outside: the version published last with its day, or the draft as of today."""

    profile: VacancyProfile
    posted_on: date
    version: int  # 0: the draft


def offered(vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None) -> Offered:
    """Raises UserError where the vacancy is no longer there."""
    from smmhire.services import vacancy_versions

    with unit_of_work(read_only=True) as work:
        found = vacancy_versions.asked_now(work, vacancy_id)
    if found is None:
        raise no_vacancy()
    moment = found.published_at if found.number else now or utc_now()
    return Offered(found.profile, moment.astimezone().date(), found.number)


def posting(profile: VacancyProfile) -> Posting:
    """The text for applicants in the current language."""
    from smmhire.services.posting import compose
    from smmhire.services.role import role

    return compose(profile, role())


def posting_text(profile: VacancyProfile, language: Language) -> str:
    """As plain text."""
    from smmhire.services.posting import as_text

    with using(language):
        return as_text(posting(profile))


def posting_page(this: Offered, language: Language, employment_type: str | None = None) -> str:
    """As a page; with JSON-LD in it for search engines, where nothing is missing for that."""
    from smmhire.services.posting import as_page

    with using(language):
        data = "" if missing(this.profile) else linked_data_text(this, language, employment_type)
        return as_page(posting(this.profile), data)


def missing(profile: VacancyProfile) -> tuple[Missing, ...]:
    """What the profile lacks for a JobPosting."""
    from smmhire.exchange.job_posting import missing as find

    return find(profile)


def employment_type(given: str) -> str | None:
    """`given` as schema.org has it; None for ''. Raises UserError for another."""
    from smmhire.exchange.job_posting import EMPLOYMENT_TYPES

    wanted = given.strip().upper().replace("-", "_")
    if wanted and wanted not in EMPLOYMENT_TYPES:
        raise UserError(
            _("“{value}” is not a kind of employment that job boards know.", value=given),
            _("Possible are: {names}.", names=", ".join(EMPLOYMENT_TYPES)),
        )
    return wanted or None


def linked_data(this: Offered, language: Language, employment_type: str | None = None) -> dict[str, Any]:
    """The JobPosting as JSON-LD. Raises UserError that names what is missing."""
    from smmhire.exchange.job_posting import job_posting
    from smmhire.services.posting import as_html

    with using(language):
        entries = [entry for one in this.profile.alignment if (entry := taxonomy.entry(one)) is not None]
        return job_posting(
            this.profile,
            as_html(posting(this.profile)),
            this.posted_on,
            [(entry, say(entry.name)) for entry in entries],
            employment_type,
        )


def linked_data_text(this: Offered, language: Language, employment_type: str | None = None) -> str:
    """The same as text that may stand in a file or in a page."""
    from smmhire.exchange.job_posting import to_text

    return to_text(linked_data(this, language, employment_type))


# What became of a property of a posting that was read, and what the property is.
FATES = {
    Fate.TAKEN: N_("taken"),
    Fate.PARTLY: N_("taken, please check"),
    Fate.LEFT_OUT: N_("left out"),
}
_PROPERTIES = {
    "title": N_("Title"),
    "hiringOrganization": N_("Employer"),
    "description": N_("Description"),
    "responsibilities": N_("Duties"),
    "validThrough": N_("Last day to apply"),
    "baseSalary": N_("Pay"),
    "estimatedSalary": N_("Pay, estimated"),
    "employmentType": N_("Type of engagement"),
    "jobLocation": N_("Place"),
    "jobLocationType": N_("Where the work is done"),
    "applicantLocationRequirements": N_("Where applicants live"),
    "applicationContact": N_("How to apply"),
    "relevantOccupation": N_("Official occupation"),
    "occupationalCategory": N_("Official occupation"),
    "skills": N_("Skills"),
    "qualifications": N_("Qualifications"),
    "experienceRequirements": N_("Experience"),
    "educationRequirements": N_("Education"),
}


def property_name(name: str) -> str:
    """What a property is called; as it stands in the posting where it is one we do not read."""
    return _(_PROPERTIES[name]) if name in _PROPERTIES else name


# -- bringing in -------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class FoundPosting:
    """A posting of a file, read but not kept; `count`: how many it holds, of which the first is read."""

    read: ReadPosting
    count: int


def read_file(path: Path, *, employer: str = "", now: datetime | None = None) -> FoundPosting:
    """Read a JobPosting into a new profile. Nothing is kept before `accept`.

    Raises UserError where the file cannot be read or holds none.
    """
    from smmhire.exchange.job_posting_file import postings_in
    from smmhire.exchange.job_posting_reading import read_posting

    found = postings_in(path)
    base = vacancies.new_profile(employer=employer, now=now)
    return FoundPosting(read_posting(found[0], base, _known), len(found))


def accept(
    found: FoundPosting, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> VacancyProfile:
    """Keep what was read as a new vacancy."""
    return vacancies.save(found.read.profile, unit_of_work=unit_of_work, now=now)


def _known(name: str) -> str | None:
    entry = taxonomy.entry(name) or taxonomy.entry(
        name.replace("https://data.europa.eu", "http://data.europa.eu")
    )
    return None if entry is None else entry.id
