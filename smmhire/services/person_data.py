"""All that is held on a person, to be given to them: every row as JSON, a document to read, their files.

What belongs to a person is found by the foreign keys (`storage.persons`), so that nothing is forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from smmhire import VERSION
from smmhire.assessment.attempts import Purpose
from smmhire.candidates.interview import ScorecardKind
from smmhire.candidates.stages import Stage
from smmhire.errors import UserError
from smmhire.services.attachments import file_name, size_text
from smmhire.services.common import no_candidate, utc_now
from smmhire.services.decision_words import in_words, who_text
from smmhire.texts import _, using

if TYPE_CHECKING:
    from smmhire.candidates.candidate import Attachment
    from smmhire.reports.dossier import DossierReport, KeptCertificate, Taken
    from smmhire.services.documents import Language
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

Rows = Mapping[str, list[dict[str, Any]]]
LANGUAGES: tuple[Language, ...] = ("bn", "en")
DATA_FILE = "data.json"
FILES = "files"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the JSON file, the documents, and how many of the person's files."""

    data: Path
    documents: tuple[Path, ...]
    files: int


def held(
    candidate_id: UUID, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> dict[str, Any]:
    """Every row about the person as JSON values, table by table; files are named, see `export`.

    `vacancies`: what the vacancies that are spoken of are called. Raises UserError where they are gone.
    """
    with unit_of_work(read_only=True) as work:
        rows, _ids = _rows(work, candidate_id)
        titles = _titles(work, rows)
        files = _file_names(work, _ids)
    return {
        "program": f"SMM Hire {VERSION}",
        "made_at": (now or utc_now()).isoformat(),
        "candidate": str(candidate_id),
        "vacancies": {str(key): title for key, (title, _employer) in titles.items()},
        "files": {str(key): f"{FILES}/{name}" for key, (_file, name) in files.items()},
        "tables": {
            name: [{column: _plain(value) for column, value in row.items()} for row in table]
            for name, table in rows.items()
        },
    }


def export(
    candidate_id: UUID,
    folder: Path,
    *,
    unit_of_work: UnitOfWorkFactory,
    languages: tuple[Language, ...] = LANGUAGES,
    now: datetime | None = None,
) -> Exported:
    """Write all that is held on the person into `folder`, which is made if it is not there.

    Raises UserError where they are gone, or the folder cannot be written to.
    """
    from smmhire.services.documents import dossier_pdf
    from smmhire.services.files import save_file

    data = held(candidate_id, unit_of_work=unit_of_work, now=now)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if data["files"]:
            (folder / FILES).mkdir(exist_ok=True)
    except OSError as failure:
        raise UserError(
            _("The folder “{folder}” cannot be made.", folder=folder),
            _("Choose another folder, such as your documents."),
        ) from failure
    written = save_file(json.dumps(data, ensure_ascii=False, indent=2).encode(), folder / DATA_FILE)
    documents = tuple(
        save_file(
            dossier_pdf(candidate_id, language, unit_of_work=unit_of_work, now=now),
            folder / f"data-{language}.pdf",
        )
        for language in languages
    )
    for key, name in data["files"].items():
        with unit_of_work(read_only=True) as work:
            found = work.attachments.get(UUID(key))
        if found is not None:
            save_file(found[1], folder / name)
    return Exported(written, documents, len(data["files"]))


def dossier(
    candidate_id: UUID, made_on: date, *, unit_of_work: UnitOfWorkFactory, language: Language
) -> DossierReport:
    """The same, as the printed document says it. Raises UserError where the candidate is gone."""
    from smmhire.reports.dossier import (
        AppliedFor,
        DossierReport,
        Happened,
        KeptFile,
        Rated,
        Written,
    )

    with unit_of_work(read_only=True) as work:
        rows, ids = _rows(work, candidate_id)
        titles = _titles(work, rows)
        log = [entry for one in ids for entry in work.decisions.of_candidate(one, limit=None)]
        person = work.candidates.held(candidate_id)
    if person is None:
        raise no_candidate()
    own = {row["id"]: row for row in rows["candidate"]}
    with using(language):
        return DossierReport(
            person=person,
            merged=tuple(own[one]["name"] for one in ids[1:] if one in own),
            applications=tuple(
                AppliedFor(
                    titles.get(row["vacancy_id"], ("", ""))[0],
                    titles.get(row["vacancy_id"], ("", ""))[1],
                    row["applied_at"],
                    Stage(row["stage"]),
                    row["stage_at"] or row["applied_at"],
                )
                for row in _by_time(rows["application"], "applied_at")
            ),
            history=tuple(
                Happened(
                    one.decision.happened_at,
                    who_text(one.decision.who),
                    one.vacancy_title,
                    in_words(one.decision),
                    one.decision.reason,
                )
                for one in sorted(log, key=lambda one: (one.decision.happened_at, one.decision.id))
            ),
            assessments=_taken(rows, titles),
            ratings=tuple(
                Rated(
                    _("Work sample") if row["kind"] == ScorecardKind.WORK_SAMPLE else _("Interview"),
                    titles.get(row["vacancy_id"], ("", ""))[0],
                    row["rater"],
                    row["submitted_at"] or row["started_at"],
                    tuple(
                        (_rated(str(r["about"])), r.get("rating"), r.get("note") or "")
                        for r in row["ratings"]
                    ),
                    row["comment"],
                )
                for row in _by_time(rows["scorecard"], "started_at")
            ),
            notes=tuple(
                Written(
                    row["written_at"],
                    row["who"],
                    titles.get(row["vacancy_id"], ("", ""))[0],
                    row["text"],
                )
                for row in _by_time(rows["candidate_note"], "written_at")
            ),
            files=tuple(
                KeptFile(row["name"], size_text(row["size"]), row["added_at"], row["who"])
                for row in _by_time(rows["attachment"], "added_at")
            ),
            certificates=_certificates(rows),
            made_on=made_on,
        )


def _rated(about: str) -> str:
    """The question, or the criterion with the work sample it belongs to, in words."""
    from smmhire.services.interview_guide import rated_thing
    from smmhire.texts import say

    thing = rated_thing(about)
    return say(thing.text) if thing.part_of is None else f"{say(thing.part_of)}: {say(thing.text)}"


def _certificates(rows: Rows) -> tuple[KeptCertificate, ...]:
    from smmhire.reports.dossier import KeptCertificate

    signed = {row["certificate_id"]: row["signed_at"] for row in rows["credential"]}
    withdrawn = {row["number"]: (row["revoked_on"], row["reason"]) for row in rows["revocation"]}
    saved = [(row["number"], row["file_name"]) for row in rows["batch_entry"] if row["file_name"]]
    return tuple(
        KeptCertificate(
            row["number"],
            row["issuer"],
            row["issued_on"],
            row["valid_until"],
            signed.get(row["id"]),
            *withdrawn.get(row["number"], (None, "")),
            files=tuple(file for number, file in saved if number == row["number"]),
        )
        for row in _by_time(rows["certificate"], "issued_on")
    )


def _taken(rows: Rows, titles: Mapping[UUID, tuple[str, str]]) -> tuple[Taken, ...]:
    from smmhire.content import load_role
    from smmhire.reports.dossier import Taken
    from smmhire.role.description import level_of_ability
    from smmhire.role.levels import numbered_level
    from smmhire.texts import say

    names = {one.id: say(one.name) for one in load_role().competencies}
    shares = {row["attempt_id"]: row["percent_correct"] for row in rows["result"]}
    return tuple(
        Taken(
            _taken_for(row, titles),
            row["finished_at"],
            row["started_at"],
            shares.get(row["id"]),
            tuple(
                (
                    names.get(part["competency_id"], str(part["competency_id"])),
                    numbered_level(level_of_ability(part["ability"])),
                )
                for part in rows["competency_result"]
                if part["attempt_id"] == row["id"] and part["answered"]
            ),
        )
        for row in _by_time(rows["attempt"], "started_at")
    )


def _taken_for(row: Mapping[str, Any], titles: Mapping[UUID, tuple[str, str]]) -> str:
    if row["purpose"] == Purpose.PRACTICE:
        return _("practice")
    return titles[row["vacancy_id"]][0] if row["vacancy_id"] in titles else _("a vacancy no longer kept")


def _rows(work: UnitOfWork, candidate_id: UUID) -> tuple[dict[str, list[dict[str, Any]]], tuple[UUID, ...]]:
    person = work.persons.find(candidate_id)
    if person is None:
        raise no_candidate()
    return work.persons.rows(person.ids), person.ids


def _titles(work: UnitOfWork, rows: Rows) -> dict[UUID, tuple[str, str]]:
    """Title and employer of every vacancy that a row speaks of."""
    ids = {row["vacancy_id"] for table in rows.values() for row in table if row.get("vacancy_id")}
    return work.persons.vacancies(ids)


def _file_names(work: UnitOfWork, ids: tuple[UUID, ...]) -> dict[UUID, tuple[Attachment, str]]:
    """Each file of the person, and under which name it is written: no two alike."""
    names: dict[UUID, tuple[Attachment, str]] = {}
    taken: set[str] = set()
    for file in (file for one in ids for file in work.attachments.of_candidate(one)):
        wanted = safe = file_name(file)
        count = 1
        while safe.casefold() in taken:
            count += 1
            path = Path(wanted)
            safe = file_name(replace(file, name=f"{path.stem[:70]} ({count}){path.suffix}"))
        taken.add(safe.casefold())
        names[file.id] = (file, safe)
    return names


def _by_time(rows: list[dict[str, Any]], column: str) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: row[column])


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
