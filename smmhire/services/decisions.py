"""The log of decisions: the one place that writes it, and lists and files of what stands in it.

An entry is written in the unit of work of what it tells of: both are kept, or neither. No function changes or
deletes one; erasing a person takes the person and the reasons out (`services.erasing`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID

from smmhire.candidates.decisions import Decision, DecisionKind
from smmhire.identity import new_id
from smmhire.services.common import utc_now
from smmhire.storage.summaries import LogEntry as LogEntry

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

PAGE = 200
# Of an exported table, in this order.
COLUMNS = (
    "id",
    "happened_at",
    "who",
    "kind",
    "vacancy",
    "vacancy_title",
    "candidate",
    "candidate_name",
    "details",
    "reason",
)
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def record(
    work: UnitOfWork,
    kind: DecisionKind,
    *,
    who: str,
    vacancy_id: UUID | None = None,
    candidate_id: UUID | None = None,
    details: Mapping[str, Any] = _NOTHING,
    reason: str = "",
    now: datetime | None = None,
) -> Decision:
    """Append an entry in the caller's unit of work, which commits it with what it tells of.

    `who`: as `services.common.who` has it. `details`: JSON values without names of people.
    """
    made = Decision(
        new_id(), now or utc_now(), who, kind, vacancy_id, candidate_id, dict(details), reason.strip()
    )
    work.decisions.add(made)
    return made


def listing(
    *,
    vacancy_id: UUID | None = None,
    candidate_id: UUID | None = None,
    kinds: Collection[DecisionKind] | None = None,
    words: str = "",
    after: Decision | None = None,
    limit: int | None = PAGE,
    unit_of_work: UnitOfWorkFactory,
) -> tuple[LogEntry, ...]:
    """A page of the log, the newest first: of a vacancy, about a candidate, or everything.

    `words`: only entries where it stands in who, reason, candidate or vacancy. `after`: the last entry of
    the page before; `limit` None: all the rest.
    """
    with unit_of_work(read_only=True) as work:
        if candidate_id is not None:
            return work.decisions.of_candidate(
                candidate_id, vacancy_id, kinds=kinds, words=words, after=after, limit=limit
            )
        if vacancy_id is not None:
            return work.decisions.of_vacancy(vacancy_id, kinds=kinds, words=words, after=after, limit=limit)
        return work.decisions.all(kinds=kinds, words=words, after=after, limit=limit)


def to_json(entries: Collection[LogEntry]) -> bytes:
    """The entries as a JSON array in UTF-8, in the order given."""
    return json.dumps([plain(one) for one in entries], ensure_ascii=False, indent=2).encode()


def plain(entry: LogEntry) -> dict[str, Any]:
    """One entry as JSON values; times in UTC (ISO 8601)."""
    made = entry.decision
    return {
        "id": str(made.id),
        "happened_at": made.happened_at.isoformat(),
        "who": made.who,
        "kind": made.kind.value,
        "vacancy": None if made.vacancy_id is None else str(made.vacancy_id),
        "vacancy_title": entry.vacancy_title,
        "candidate": None if made.candidate_id is None else str(made.candidate_id),
        "candidate_name": entry.candidate_name,
        "details": dict(made.details),
        "reason": made.reason,
    }


def to_csv(entries: Collection[LogEntry]) -> bytes:
    """The entries as a table for spreadsheets, in the order given; `details` as JSON text."""
    from smmhire.exchange.csv_table import csv_bytes

    rows = [plain(one) for one in entries]
    return csv_bytes(COLUMNS, ([_cell(row[name]) for name in COLUMNS] for row in rows))


def _cell(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
