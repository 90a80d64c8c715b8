"""Two entries of one person become one, and stand apart again as they did before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from smmhire.bootstrap import Program, open_program
from smmhire.candidates.candidate import Candidate
from smmhire.candidates.decisions import DecisionKind
from smmhire.candidates.stages import Stage
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import candidates, decisions, merging, stages, vacancies
from smmhire.services.merging import Choice, Field
from smmhire.storage.tables import (
    application,
    attachment,
    candidate,
    candidate_merge,
    candidate_note,
    decision,
    metadata,
    scorecard,
)
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.storage import builders

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WHO = "Reviewer"


def make(unit_of_work: UnitOfWorkFactory, name: str = "Karim Uddin", **changes: Any) -> Candidate:
    values: dict[str, Any] = {
        "email": "",
        "phone": "",
        "note": "",
        "tags": (),
        "experience_years": None,
        "consent_at": None,
        "consent_note": "",
        "keep_until": None,
        "resume": None,
        "created_at": NOON,
    }
    return candidates.save(builders.candidate(name, **values | changes), unit_of_work=unit_of_work)


def make_vacancy(unit_of_work: UnitOfWorkFactory) -> UUID:
    return vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work).id


def state(unit_of_work: UnitOfWorkFactory) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, but for what remembers the merge itself."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with unit_of_work(read_only=True) as work:
        for table in metadata.sorted_tables:
            if table is candidate_merge:
                continue
            query = select(table)
            if table is decision:
                query = query.where(decision.c.kind.not_in([DecisionKind.MERGED, DecisionKind.UNMERGED]))
            rows = [tuple(row) for row in work.connection.execute(query)]
            found[table.name] = sorted(rows, key=repr)
    return found


def merge(
    unit_of_work: UnitOfWorkFactory, kept: Candidate, *others: Candidate, **more: Any
) -> merging.Merged:
    return merging.merge(
        kept.id, [one.id for one in others], who=WHO, unit_of_work=unit_of_work, now=NOON, **more
    )


def test_every_table_that_names_a_candidate_is_thought_of() -> None:
    """A table that is added later must say what becomes of its rows."""
    from smmhire.storage.merges import MOVED

    naming = {
        table.name
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table is candidate
    }
    assert naming == {table.name for table in MOVED} | {"application", "candidate_merge"}


# -- values ------------------------------------------------------------------------------------------
def test_the_fuller_and_newer_values_stay_and_tags_and_notes_of_both(unit_of_work: UnitOfWorkFactory) -> None:
    one = make(
        unit_of_work, email="old@example.org", note="first", tags=("design",), keep_until=date(2027, 1, 1)
    )
    other = make(
        unit_of_work, "Karim Uddin Ahmed", email="new@example.org", phone="01711000111", note="second",
        tags=("Design", "video"), experience_years=3.0, keep_until=date(2026, 12, 31),
        created_at=NOON + timedelta(days=1),
    )  # fmt: skip
    kept = merge(unit_of_work, one, other).kept
    assert (kept.name, kept.email, kept.phone) == ("Karim Uddin Ahmed", "new@example.org", "01711000111")
    assert kept.note == "first\n\nsecond"
    assert kept.tags == ("design", "video")
    assert kept.experience_years == 3.0
    assert kept.keep_until == date(2026, 12, 31)  # the earlier: that was promised
    assert candidates.get(one.id, unit_of_work=unit_of_work) == kept
    assert [s.id for s in candidates.listing(unit_of_work=unit_of_work)] == [one.id]


def test_the_user_picks_which_value_stays(unit_of_work: UnitOfWorkFactory) -> None:
    one = make(unit_of_work, email="old@example.org", note="first")
    other = make(unit_of_work, "Kareem", email="new@example.org", note="second")
    chosen = {Field.NAME: Choice.MERGED, Field.EMAIL: Choice.KEPT, Field.NOTE: Choice.MERGED}
    kept = merge(unit_of_work, one, other, choices={other.id: chosen}).kept
    assert (kept.name, kept.email, kept.note) == ("Kareem", "old@example.org", "second")


def test_three_entries_become_one_in_one_go(unit_of_work: UnitOfWorkFactory) -> None:
    one, two, three = (make(unit_of_work, note=f"note {n}") for n in range(3))
    before = state(unit_of_work)
    done = merge(unit_of_work, one, two, three)
    assert done.kept.note == "note 0\n\nnote 1\n\nnote 2"
    assert len(candidates.listing(unit_of_work=unit_of_work)) == 1
    merging.undo(done.merge_ids, who=WHO, unit_of_work=unit_of_work)
    assert state(unit_of_work) == before


# -- what belongs to them ----------------------------------------------------------------------------
def test_of_two_applications_for_one_vacancy_the_further_stage_stays(unit_of_work: UnitOfWorkFactory) -> None:
    vacancy = make_vacancy(unit_of_work)
    one, other = make(unit_of_work), make(unit_of_work)
    for person, applied in ((one, NOON), (other, NOON - timedelta(days=3))):
        candidates.apply(person.id, vacancy, unit_of_work=unit_of_work, now=applied)
    stages.move([other.id], vacancy, Stage.INTERVIEWED, who=WHO, unit_of_work=unit_of_work)
    done = merge(unit_of_work, one, other)
    (left,) = stages.of_candidate(one.id, unit_of_work=unit_of_work)
    assert (left.stage, left.applied_at) == (Stage.INTERVIEWED, NOON - timedelta(days=3))
    assert any("the stage reached further stays" in sentence for sentence in done.told)


@pytest.mark.parametrize(
    ("first", "later", "stays"),
    [
        (Stage.DECLINED, Stage.TESTED, Stage.TESTED),
        (Stage.TESTED, Stage.DECLINED, Stage.DECLINED),
        (Stage.OFFER, Stage.INVITED, Stage.OFFER),
    ],
)
def test_being_declined_counts_only_where_it_came_last(
    unit_of_work: UnitOfWorkFactory, first: Stage, later: Stage, stays: Stage
) -> None:
    vacancy = make_vacancy(unit_of_work)
    one, other = make(unit_of_work), make(unit_of_work)
    for person, stage, at in ((one, first, 1), (other, later, 2)):
        candidates.apply(person.id, vacancy, unit_of_work=unit_of_work, now=NOON)
        moment = NOON + timedelta(hours=at)
        stages.move([person.id], vacancy, stage, who=WHO, reason="x", unit_of_work=unit_of_work, now=moment)
    merge(unit_of_work, one, other)
    (left,) = stages.of_candidate(one.id, unit_of_work=unit_of_work)
    assert left.stage is stays


def _scorecard(vacancy_id: UUID | None, person: Candidate, rater: str, at: datetime = NOON) -> dict[str, Any]:
    return {
        "id": new_id(),
        "kind": "interview",
        "vacancy_id": vacancy_id,
        "candidate_id": person.id,
        "rater": rater,
        "ratings": [],
        "comment": "",
        "started_at": at,
        "submitted_at": at,
    }


def test_two_ratings_by_one_rater_are_both_kept_the_earlier_under_a_number(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    vacancy = make_vacancy(unit_of_work)
    one, other = make(unit_of_work), make(unit_of_work)
    earlier = _scorecard(vacancy, other, "Rumi", NOON - timedelta(days=1))
    with unit_of_work() as work:
        work.connection.execute(insert(scorecard), [_scorecard(vacancy, one, "Rumi"), earlier])
        work.commit()
    done = merge(unit_of_work, one, other)
    with unit_of_work(read_only=True) as work:
        rows = work.connection.execute(select(scorecard.c.id, scorecard.c.rater))
        raters = {card_id: rater for card_id, rater in rows}
    assert raters[earlier["id"]] == "Rumi (1)"
    assert sorted(raters.values()) == ["Rumi", "Rumi (1)"]
    assert "Rumi had rated both: the earlier rating now stands under “Rumi (1)”." in done.told


def test_what_is_told_counts_what_came_along(unit_of_work: UnitOfWorkFactory) -> None:
    one, other = make(unit_of_work), make(unit_of_work)
    candidates.apply(other.id, make_vacancy(unit_of_work), unit_of_work=unit_of_work)
    assert merge(unit_of_work, one, other).told == ("Taken over: 1 application.",)


def test_merges_are_in_the_log_without_names(unit_of_work: UnitOfWorkFactory) -> None:
    one, other = make(unit_of_work), make(unit_of_work)
    done = merge(unit_of_work, one, other, reason="same phone")
    merging.undo(done.merge_ids, who="Somebody else", unit_of_work=unit_of_work)
    entries = [e.decision for e in decisions.listing(unit_of_work=unit_of_work)]
    assert [(e.kind, e.who) for e in entries] == [
        (DecisionKind.UNMERGED, "Somebody else"),
        (DecisionKind.MERGED, WHO),
    ]
    assert entries[1].reason == "same phone"
    assert entries[1].details == {"merge": str(done.merge_ids[0])}


# -- taking it back ----------------------------------------------------------------------------------
def test_what_was_changed_since_stays_and_is_told(unit_of_work: UnitOfWorkFactory) -> None:
    one = make(unit_of_work, phone="01711000111")
    other = make(unit_of_work, email="k@example.org", note="theirs")
    done = merge(unit_of_work, one, other)
    changed = builders.candidate(
        **{name: getattr(done.kept, name) for name in ("name", "phone", "tags", "experience_years")},
        id=one.id, email="corrected@example.org", note=done.kept.note, consent_at=None, consent_note="",
        keep_until=None, resume=None, created_at=one.created_at,
    )  # fmt: skip
    candidates.save(changed, unit_of_work=unit_of_work)
    (back,) = merging.undo(done.merge_ids, who=WHO, unit_of_work=unit_of_work)
    assert back.kept.email == "corrected@example.org"
    assert back.kept.note == ""
    assert back.merged == other
    assert back.told == ("Changed since the merge, and left as it is: Email.",)


def test_what_came_since_stays_with_the_entry_that_was_kept(unit_of_work: UnitOfWorkFactory) -> None:
    one, other = make(unit_of_work), make(unit_of_work)
    done = merge(unit_of_work, one, other)
    vacancy = make_vacancy(unit_of_work)
    candidates.apply(one.id, vacancy, unit_of_work=unit_of_work)
    merging.undo(done.merge_ids, who=WHO, unit_of_work=unit_of_work)
    assert [a.vacancy_id for a in stages.of_candidate(one.id, unit_of_work=unit_of_work)] == [vacancy]
    assert stages.of_candidate(other.id, unit_of_work=unit_of_work) == ()


def test_an_application_moved_on_since_stays_where_it_is(unit_of_work: UnitOfWorkFactory) -> None:
    vacancy = make_vacancy(unit_of_work)
    one, other = make(unit_of_work), make(unit_of_work)
    for person in (one, other):
        candidates.apply(person.id, vacancy, unit_of_work=unit_of_work, now=NOON)
    done = merge(unit_of_work, one, other)
    stages.move([one.id], vacancy, Stage.OFFER, who=WHO, unit_of_work=unit_of_work)
    (back,) = merging.undo(done.merge_ids, who=WHO, unit_of_work=unit_of_work)
    assert stages.of_candidate(one.id, unit_of_work=unit_of_work)[0].stage is Stage.OFFER
    assert stages.of_candidate(other.id, unit_of_work=unit_of_work)[0].stage is Stage.NEW
    assert back.told == ("1 application was changed since the merge and is left as it is.",)


def test_a_vacancy_gone_for_good_does_not_stop_the_undoing(unit_of_work: UnitOfWorkFactory) -> None:
    vacancy = make_vacancy(unit_of_work)
    one, other = make(unit_of_work), make(unit_of_work)
    for person in (one, other):
        candidates.apply(person.id, vacancy, unit_of_work=unit_of_work)
    done = merge(unit_of_work, one, other)
    vacancies.delete(vacancy, unit_of_work=unit_of_work, now=NOON)
    with unit_of_work() as work:
        work.vacancies.purge(NOON + timedelta(days=1))
        work.commit()
    merging.undo(done.merge_ids, who=WHO, unit_of_work=unit_of_work)
    assert candidates.get(other.id, unit_of_work=unit_of_work) == other


def test_later_merges_have_to_be_undone_first(unit_of_work: UnitOfWorkFactory) -> None:
    one, two, three = (make(unit_of_work) for _n in range(3))
    first = merge(unit_of_work, one, two)
    merge(unit_of_work, three, one)
    with pytest.raises(UserError, match="merged into another"):
        merging.undo(first.merge_ids, who=WHO, unit_of_work=unit_of_work)


def test_a_merge_is_undone_once(unit_of_work: UnitOfWorkFactory) -> None:
    one, two = make(unit_of_work), make(unit_of_work)
    done = merge(unit_of_work, one, two)
    merging.undo(done.merge_ids, who=WHO, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer"):
        merging.undo(done.merge_ids, who=WHO, unit_of_work=unit_of_work)


def test_an_entry_is_not_merged_with_itself_or_with_one_that_is_gone(unit_of_work: UnitOfWorkFactory) -> None:
    one, two = make(unit_of_work), make(unit_of_work)
    with pytest.raises(UserError, match="itself"):
        merge(unit_of_work, one, one)
    candidates.delete(two.id, unit_of_work=unit_of_work)
    before = state(unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        merge(unit_of_work, one, two)
    assert state(unit_of_work) == before


def test_undeleting_does_not_bring_back_what_was_merged(unit_of_work: UnitOfWorkFactory) -> None:
    one, two = make(unit_of_work), make(unit_of_work)
    merge(unit_of_work, one, two)
    with pytest.raises(UserError, match="part of another"):
        candidates.undo_delete(two.id, unit_of_work=unit_of_work)


# -- any contents ------------------------------------------------------------------------------------
_MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
_WORDS = st.sampled_from(["", "Karim", "করিম উদ্দিন", "x@example.org", "two\nlines"])
_PEOPLE = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Karim", "করিম উদ্দিন", "Karim Uddin Ahmed"]),
        "email": _WORDS,
        "phone": st.sampled_from(["", "01711000111", "০১৮১১-০০০২২২"]),
        "note": _WORDS,
        "tags": st.lists(st.sampled_from(["a", "b", "গ"]), unique=True).map(lambda t: tuple(sorted(t))),
        "experience_years": st.none() | st.sampled_from([0.0, 0.1 + 0.2, 7.0]),
        "consent_at": st.none() | _MOMENTS,
        "consent_note": _WORDS,
        "keep_until": st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)),
        "resume": st.none() | st.just({"work": [{"name": "দোকান", "years": 1.5}]}),
        "created_at": _MOMENTS,
    }
)
_STAGES = st.none() | st.tuples(st.sampled_from(list(Stage)), _MOMENTS, st.none() | _MOMENTS)
_SHARES = st.none() | st.sampled_from([0.0, 1 / 3, 1.0])  # correct; None: not finished
_BELONGINGS = st.fixed_dictionaries(
    {
        "applications": st.lists(_STAGES, min_size=3, max_size=3),  # for each of three vacancies
        "attempts": st.lists(st.tuples(st.integers(0, 3), _MOMENTS, _SHARES), max_size=3),
        "notes": st.lists(st.integers(0, 3), max_size=2),
        "files": st.integers(0, 2),
        "raters": st.lists(
            st.tuples(st.integers(0, 3), st.sampled_from(["A", "B", "A (1)"]), _MOMENTS),
            max_size=3,
            unique_by=lambda card: card[:2],
        ),
        "log": st.integers(0, 2),
    }
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    opened = open_program(tmp_path_factory.mktemp("data"))
    yield opened
    opened.close()


def _fill(unit_of_work: UnitOfWorkFactory, person: Candidate, has: dict[str, Any], jobs: list[Any]) -> None:
    jobs = [*jobs, None]
    with unit_of_work() as work:
        filled = (candidate_note, attachment, scorecard, application)
        rows: dict[Any, list[dict[str, Any]]] = {table: [] for table in filled}
        for job, standing in zip(jobs, has["applications"], strict=False):
            if standing is not None:
                stage, applied_at, stage_at = standing
                of = {"candidate_id": person.id, "vacancy_id": job}
                how_far = {"applied_at": applied_at, "stage": stage.value, "stage_at": stage_at}
                rows[application].append(of | how_far)
        for job, at, share in has["attempts"]:
            made = builders.attempt(jobs[job], person.id, started_at=at)
            work.attempts.add(made)
            if share is not None:
                work.attempts.finish(replace(builders.result(made.id), percent_correct=share), at)
        for job in has["notes"]:
            of = {"id": new_id(), "candidate_id": person.id, "vacancy_id": jobs[job]}
            rows[candidate_note].append(of | {"written_at": NOON, "who": "A", "text": "t"})
        for n in range(has["files"]):
            of = {"id": new_id(), "candidate_id": person.id, "name": f"{n}.pdf", "added_at": NOON}
            rows[attachment].append(of | {"size": 1, "sha256": "0" * 64, "who": "A"})
        for job, rater, at in has["raters"]:
            rows[scorecard].append(_scorecard(jobs[job], person, rater, at))
        for table, values in rows.items():
            if values:
                work.connection.execute(insert(table), values)
        for _n in range(has["log"]):
            decisions.record(work, DecisionKind.OVERRIDE, who="A", candidate_id=person.id, reason="r")
        work.merges._refresh(person.id)  # pyright: ignore[reportPrivateUsage]
        work.commit()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_PEOPLE, _PEOPLE, _BELONGINGS, _BELONGINGS)
def test_after_merging_and_undoing_everything_is_as_before(
    shared: Program, one: dict[str, Any], two: dict[str, Any], has: dict[str, Any], other_has: dict[str, Any]
) -> None:
    unit_of_work = shared.unit_of_work
    jobs = [make_vacancy(unit_of_work) for _n in range(3)]
    kept = candidates.save(builders.candidate(**one), unit_of_work=unit_of_work)
    other = candidates.save(builders.candidate(**two), unit_of_work=unit_of_work)
    _fill(unit_of_work, kept, has, jobs)
    _fill(unit_of_work, other, other_has, jobs)
    before = state(unit_of_work)
    done = merge(unit_of_work, kept, other)
    assert candidates.get(kept.id, unit_of_work=unit_of_work) == done.kept
    (back,) = merging.undo(done.merge_ids, who=WHO, unit_of_work=unit_of_work)
    assert state(unit_of_work) == before
    assert back.told == ()
