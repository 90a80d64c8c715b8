"""What employers compose and what attempts are begun with comes back as it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import make_url, select
from sqlalchemy.exc import IntegrityError

from smmhire.assessment.attempts import (
    Answer,
    Attempt,
    AttemptEvent,
    EventKind,
    Feedback,
    FormSettings,
    Languages,
    Response,
)
from smmhire.assessment.composition import FormKind, FormSpec, Source
from smmhire.assessment.retakes import RetakeRule
from smmhire.identity import new_id
from smmhire.storage.database import Database, open_database, sqlite_url
from smmhire.storage.engine import make_upgrade_engine
from smmhire.storage.tables import attempt
from smmhire.storage.upgrade import configuration
from tests.storage import builders
from tests.storage.builders import NOON

SETTINGS = FormSettings(
    languages=Languages.BENGALI,
    shuffles_questions=True,
    shuffles_options=False,
    asks_confidence=True,
    feedback=Feedback.NEVER,
    cut=62.5,
)
SPEC = FormSpec(
    questions=(("content", 12), ("analytics", 0)),
    has_self_ratings=False,
    time_limit=75,
    kind=FormKind.RANDOM,
    source=Source.OWN_FIRST,
    settings=SETTINGS,
    retake=RetakeRule(days=14, most_attempts=2, is_disjoint=False),
    item_ids=("ST-K01", "OWN-222222"),
)


def test_spec_comes_back_with_every_field_and_the_later_one_counts(database: Database) -> None:
    first, second = builders.profile(), builders.profile()
    with database.unit_of_work() as work:
        for profile in (first, second):
            work.vacancies.save(profile)
        work.form_specs.save(first.id, replace(SPEC, time_limit=None), NOON)
        work.form_specs.save(first.id, SPEC, NOON + timedelta(hours=1))
        work.commit()
    with database.unit_of_work(read_only=True) as work:
        assert work.form_specs.get(first.id) == SPEC
        assert work.form_specs.get(second.id) is None


def test_spec_goes_with_its_vacancy_for_good_and_not_before(database: Database) -> None:
    profile = builders.profile()
    with database.unit_of_work() as work:
        work.vacancies.save(profile)
        work.form_specs.save(profile.id, SPEC, NOON)
        work.vacancies.set_deleted(profile.id, NOON)
        assert work.form_specs.get(profile.id) == SPEC
        work.vacancies.purge(NOON + timedelta(days=60))
        assert work.form_specs.get(profile.id) is None


def test_spec_of_no_vacancy_is_refused(database: Database) -> None:
    with database.unit_of_work() as work, pytest.raises(IntegrityError):
        work.form_specs.save(new_id(), SPEC, NOON)


def with_settings(settings: FormSettings) -> Attempt:
    made = builders.attempt()
    return replace(made, form=replace(made.form, settings=settings))


def test_attempt_keeps_what_it_was_begun_with(database: Database) -> None:
    usual, special = with_settings(FormSettings()), with_settings(SETTINGS)
    with database.unit_of_work() as work:
        for one in (usual, special):
            work.attempts.add(one)
        work.commit()
    with database.unit_of_work(read_only=True) as work:
        for one in (usual, special):
            assert work.attempts.get(one.id) == one
        held = work.attempts.lock(special.id)
        assert held is not None and held[0] == special
        query = select(attempt.c.id).where(attempt.c.settings.is_(None))
        assert work.connection.scalars(query).all() == [usual.id], "NULL, not the JSON word null"


def test_confidence_and_what_was_revealed_are_kept(database: Database) -> None:
    made = builders.attempt()
    sure = Response(made.id, "AN-K01", Answer(selected=("a",), confidence=80), NOON, 2.0)
    shown = AttemptEvent(made.id, EventKind.REVEALED, NOON, "AN-K01")
    with database.unit_of_work() as work:
        work.attempts.add(made)
        work.attempts.add_answer(sure)
        work.attempts.add_event(shown)
        assert work.attempts.answers(made.id) == (sure,)
        assert work.attempts.events(made.id) == (shown,)


def test_the_attempts_of_a_candidate_at_a_vacancy_stand_in_their_order(database: Database) -> None:
    profile, other, person = builders.profile(), builders.profile(), builders.candidate()
    later, first, elsewhere, nobodys = (
        builders.attempt(profile.id, person.id, started_at=NOON + timedelta(days=1)),
        builders.attempt(profile.id, person.id),
        builders.attempt(other.id, person.id),
        builders.attempt(profile.id),
    )
    with database.unit_of_work() as work:
        for vacancy in (profile, other):
            work.vacancies.save(vacancy)
        work.candidates.save(person)
        for one in (later, first, elsewhere, nobodys):
            work.attempts.add(one)
        assert work.attempts.taken(profile.id, person.id) == (first, later)
        assert work.attempts.taken(profile.id, new_id()) == ()


def test_a_database_from_before_forms_were_composed_keeps_its_attempts(path: Path) -> None:
    """Layout 0002, with an attempt of that time, brought to the present one."""
    path.parent.mkdir()
    engine = make_upgrade_engine(make_url(sqlite_url(path)))
    with engine.connect() as connection:
        command.upgrade(configuration(connection), "0002")
        connection.commit()
    engine.dispose()
    old = builders.attempt()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO attempt (id, purpose, taker_name, item_ids, time_limit, bank_version, "
            "is_supervised, seed, started_at, last_seen_at, clock_ahead) "
            "VALUES (?, 'assessment', 'প্রার্থী ক', '[\"AN-K01\", \"CO-R01\"]', 600, '0123456789ab', 1, ?, "
            "'2026-11-22 12:00:00.123456', '2026-11-22 12:00:00.123456', 0)",
            (old.id.hex, old.seed),
        )
    database = open_database(sqlite_url(path))
    with database.unit_of_work(read_only=True) as work:
        assert work.attempts.get(old.id) == old
    database.close()
