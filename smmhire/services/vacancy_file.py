"""A vacancy as one JSON file: its profile, and the form of its assessment under `form`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast
from uuid import UUID

from smmhire.errors import UserError
from smmhire.services import forms, profile_file, vacancies
from smmhire.services.common import no_vacancy, utc_now
from smmhire.services.json_file import MAX_BYTES, read_json
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWorkFactory
    from smmhire.vacancies.profile import VacancyProfile

# Files of spreadsheets, which somebody may take for an import of tables.
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")

# What a file says of the form where it says nothing, as those from before they carried it: it stays as it is.
NOT_MENTIONED: Final = object()


@dataclass(frozen=True, slots=True)
class VacancyFile:
    """What a file makes of a profile, and the form it describes: JSON values, not yet looked at, for what it
    leaves out is as the profile has it in the end; None: as usual, composed by nobody."""

    profile: VacancyProfile
    form: object = NOT_MENTIONED


def export(vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> dict[str, Any]:
    """The vacancy as JSON values; `read_file` and `keep` bring it in. Raises UserError where it is gone."""
    with unit_of_work(read_only=True) as work:
        profile, spec = work.vacancies.get(vacancy_id), work.form_specs.get(vacancy_id)
    if profile is None:
        raise no_vacancy()
    return profile_file.to_plain(profile) | {profile_file.FORM: None if spec is None else spec.to_json()}


def write(vacancy_id: UUID, path: Path, *, unit_of_work: UnitOfWorkFactory) -> None:
    """Write the vacancy to a file, whole or not at all. Raises UserError where that fails."""
    from smmhire.services.files import save_file

    save_file(as_json(vacancy_id, unit_of_work=unit_of_work), path)


def as_json(vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> bytes:
    """What a file of the vacancy holds. Raises UserError where it is gone."""
    written = json.dumps(export(vacancy_id, unit_of_work=unit_of_work), ensure_ascii=False, indent=2)
    return f"{written}\n".encode()


def is_posting(path: Path) -> bool:
    """Whether the file looks like a page or JSON-LD rather than a vacancy of this program."""
    _refuse_workbook(path)
    if path.suffix.lower() != ".json":
        return True
    try:
        with path.open("rb") as file:
            begin = file.read(MAX_BYTES)
    except OSError:
        return False  # whoever reads it says why that fails
    return b'"JobPosting"' in begin or b"schema.org/JobPosting" in begin


def _refuse_workbook(path: Path) -> None:
    """A spreadsheet is no vacancy, and taken for a page it would only be said not to be text."""
    if path.suffix.lower() in _WORKBOOKS:
        raise UserError(
            _("“{name}” is a workbook: a vacancy cannot be read from a table.", name=path.name),
            _("Choose a vacancy written by SMM Hire (.json), or a saved page or JSON-LD of a posting."),
        )


def read_file(path: Path, base: VacancyProfile) -> VacancyFile:
    """`base` with everything the file says, and the form it describes.

    Raises UserError where it cannot be read as a profile. Whether the form is one, `keep` finds out.
    """
    content = read_json(path, _("Export a vacancy to see what such a file looks like."))
    profile = profile_file.from_plain(content, base)
    return VacancyFile(profile, cast("dict[str, Any]", content).get(profile_file.FORM, NOT_MENTIONED))


def keep(
    given: VacancyFile, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> VacancyProfile:
    """Keep the profile, new or changed, and with it the form: both or nothing.

    What the form leaves out stays as the vacancy has it, or is as usual. Raises UserError as
    `vacancies.save`, and, naming the field, for a form that is not one or cannot be made.
    """
    moment = now or utc_now()
    with unit_of_work() as work:
        saved = vacancies.keep(work, given.profile, moment)
        if given.form is None:
            work.form_specs.remove(saved.id)
        elif given.form is not NOT_MENTIONED:
            before = work.form_specs.get(saved.id) or forms.usual_spec(saved)
            spec = forms.read_spec(given.form, before, within=profile_file.FORM)
            forms.keep_spec(work, saved, spec, moment)
        work.commit()
    return saved
