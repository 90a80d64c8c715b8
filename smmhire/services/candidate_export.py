"""Candidates given away: as JSON Resume, and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from smmhire.candidates.candidate import Candidate
from smmhire.candidates.stages import stage_name
from smmhire.candidates.tags import written_tags
from smmhire.services.common import no_candidate
from smmhire.storage.summaries import ApplicationSummary
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

Format = Literal["json-resume", "csv", "xlsx"]
FORMATS: tuple[Format, ...] = ("json-resume", "csv", "xlsx")
_WIDTHS = (30, 30, 18, 12, 24, 40, 30, 14, 14)


def people_bytes(
    candidate_ids: Sequence[UUID] | None, form: Format, *, unit_of_work: UnitOfWorkFactory
) -> tuple[bytes, int]:
    """The candidates in that form, None: all of them; and how many there are.

    A table has a row for each application, so that it can be brought in again; people without one have a row
    too. A résumé holds what somebody says of themselves: no notes, tags or stages. Raises UserError where one
    of them is no longer there.
    """
    with unit_of_work(read_only=True) as work:
        wanted = candidate_ids
        if wanted is None:
            wanted = [one.id for one in work.lookalikes.all()]
        present = work.incoming.present(wanted)
        if any(one not in present for one in candidate_ids or ()):
            raise no_candidate()
        people = [present[one].person for one in wanted if one in present]
        if form == "json-resume":
            from smmhire.exchange.json_resume import resume_text

            return resume_text(people).encode(), len(people)
        rows: list[list[str | float | None]] = []
        for person in people:
            has_applied = bool(present[person.id].applied)
            rows += _rows(person, work.applications.of_candidate(person.id) if has_applied else ())
    head = [
        _("Name"), _("Email"), _("Phone"), _("Years of experience"), _("Tags"), _("Note"), _("Applied for"),
        _("Applied on"), _("Stage"),
    ]  # fmt: skip
    if form == "csv":
        from smmhire.exchange.csv_table import csv_bytes

        return csv_bytes(head, rows), len(people)
    from smmhire.exchange.workbook_writer import xlsx_bytes

    return xlsx_bytes(head, rows, sheet=_("Candidates"), widths=_WIDTHS), len(people)


def _rows(person: Candidate, applications: Sequence[ApplicationSummary]) -> list[list[str | float | None]]:
    own: list[str | float | None] = [
        person.name,
        person.email,
        person.phone,
        person.experience_years,
        written_tags(person.tags),
        person.note,
    ]
    rows: list[list[str | float | None]] = [
        [*own, one.vacancy_title, one.applied_at.date().isoformat(), stage_name(one.stage)]
        for one in applications
    ]
    return rows or [own]
