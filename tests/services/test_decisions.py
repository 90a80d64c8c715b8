"""The log of decisions: written with what it tells of, read in pages, given away as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

from smmhire.candidates.decisions import DecisionKind
from smmhire.services import candidates, decisions, vacancies
from smmhire.services.common import utc_now
from smmhire.storage.unit_of_work import UnitOfWorkFactory


def test_entry_is_kept_with_the_work_it_tells_of_or_not_at_all(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        decisions.record(work, DecisionKind.IMPORTED, who="নাসরিন", details={"added": 1})
    assert decisions.listing(unit_of_work=unit_of_work) == ()
    with unit_of_work() as work:
        made = decisions.record(
            work, DecisionKind.IMPORTED, who="নাসরিন", details={"added": 1}, reason=" ভালো "
        )
        work.commit()
    (entry,) = decisions.listing(unit_of_work=unit_of_work)
    assert entry.decision == made
    assert (made.who, made.reason, made.details) == ("নাসরিন", "ভালো", {"added": 1})


def test_pages_follow_each_other_from_the_newest_without_gap_or_repetition(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    moment = utc_now()
    with unit_of_work() as work:
        made = [
            decisions.record(
                # Two at each moment: the order within it is that of the ids.
                work,
                DecisionKind.IMPORTED,
                who="a",
                details={"n": n},
                now=moment + timedelta(seconds=n // 2),
            )
            for n in range(7)
        ]
        work.commit()
    seen: list[int] = []
    after = None
    while page := decisions.listing(after=after, limit=2, unit_of_work=unit_of_work):
        seen += [entry.decision.details["n"] for entry in page]
        after = page[-1].decision
    assert seen == [one.details["n"] for one in reversed(made)]


def test_log_is_read_by_vacancy_by_candidate_and_by_kind(unit_of_work: UnitOfWorkFactory) -> None:
    vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    person = candidates.new("প্রার্থী ক", unit_of_work=unit_of_work)
    with unit_of_work() as work:
        decisions.record(work, DecisionKind.PUBLISHED, who="a", vacancy_id=vacancy.id)
        decisions.record(work, DecisionKind.OVERRIDE, who="a", vacancy_id=vacancy.id, candidate_id=person.id)
        decisions.record(work, DecisionKind.MERGED, who="a", candidate_id=person.id)
        work.commit()

    def kinds(**which: object) -> list[str]:
        return [entry.decision.kind for entry in decisions.listing(unit_of_work=unit_of_work, **which)]  # pyright: ignore[reportArgumentType]

    assert kinds() == ["merged", "override", "published"]
    assert kinds(vacancy_id=vacancy.id) == ["override", "published"]
    assert kinds(candidate_id=person.id) == ["merged", "override"]
    assert kinds(candidate_id=person.id, vacancy_id=vacancy.id) == ["override"]
    assert kinds(kinds=[DecisionKind.MERGED]) == ["merged"]
    entry = decisions.listing(kinds=[DecisionKind.OVERRIDE], unit_of_work=unit_of_work)[0]
    assert (entry.candidate_name, entry.vacancy_title) == ("প্রার্থী ক", vacancy.title)


def test_files_hold_every_field_and_no_formula(unit_of_work: UnitOfWorkFactory) -> None:
    person = candidates.new("প্রার্থী ক", unit_of_work=unit_of_work)
    with unit_of_work() as work:
        made = decisions.record(
            work,
            DecisionKind.OVERRIDE,
            who="a",
            candidate_id=person.id,
            details={"from": "1", "to": "২"},
            reason="=cmd",
        )
        work.commit()
    entries = decisions.listing(unit_of_work=unit_of_work)
    (written,) = json.loads(decisions.to_json(entries))
    assert written == {
        "id": str(made.id),
        "happened_at": made.happened_at.isoformat(),
        "who": "a",
        "kind": "override",
        "vacancy": None,
        "vacancy_title": "",
        "candidate": str(person.id),
        "candidate_name": "প্রার্থী ক",
        "details": {"from": "1", "to": "২"},
        "reason": "=cmd",
    }
    (row,) = csv.DictReader(io.StringIO(decisions.to_csv(entries).decode("utf-8-sig")))
    assert json.loads(row["details"]) == written["details"]
    assert (row["reason"], row["vacancy"]) == ("'=cmd", "")
    assert tuple(row) == tuple(written) == decisions.COLUMNS
