"""An older file is copied, then upgraded; when that fails it is as it was before."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import insert, make_url

from smmhire.certificates.issuers import Credential, IssuerKey, Revocation
from smmhire.certificates.listing import CertificateQuery
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.storage import backup, layout, revisions, tables, upgrade
from smmhire.storage.database import open_database, sqlite_url
from smmhire.storage.engine import make_upgrade_engine
from tests.storage import builders

MIGRATION = '''"""A later layout, for this test only."""

import sqlalchemy as sa
from alembic import op

revision = "later"
down_revision = "{before}"


def upgrade() -> None:
{steps}
'''

Later = Callable[[str], None]
BEFORE = layout.head()


@pytest.fixture
def later_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Later:
    """Makes this a later version of the program, whose layout takes these further steps."""

    def become(steps: str) -> None:
        migrations = tmp_path / "migrations"
        shutil.copytree(upgrade.MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
        indented = "".join(f"    {line}\n" for line in steps.splitlines())
        code = MIGRATION.format(steps=indented, before=layout.head())
        (migrations / "versions" / "later.py").write_text(code)
        monkeypatch.setattr(upgrade, "MIGRATIONS", migrations)
        monkeypatch.setattr(layout, "REVISIONS", (*layout.REVISIONS, "later"))

    return become


def fill(url: str) -> None:
    """A database of the present version with an attempt in it, and all that hangs on one."""
    database = open_database(url)
    profile, person = builders.profile(), builders.candidate()
    attempt = builders.attempt(profile.id, person.id)
    with database.unit_of_work() as work:
        work.vacancies.save(profile)
        work.candidates.save(person)
        work.attempts.add(attempt)
        work.attempts.finish(builders.result(attempt.id), builders.NOON)
        work.commit()
    database.close()


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_older_file_is_backed_up_and_upgraded_with_all_its_rows(path: Path, later_version: Later) -> None:
    fill(sqlite_url(path))
    # Batch mode makes the table anew and drops the old one: what hangs on it must survive that.
    later_version(
        "from smmhire.storage import search_index\n"
        "search_index.drop(op.get_bind())\n"
        'with op.batch_alter_table("candidate") as table:\n'
        '    table.add_column(sa.Column("city", sa.Text, nullable=False, server_default="ঢাকা"))\n'
        '    table.alter_column("phone", nullable=True)\n'
        "search_index.create(op.get_bind())"
    )
    open_database(sqlite_url(path)).close()
    assert query(path, "SELECT city FROM candidate") == [("ঢাকা",)]
    assert query(path, "SELECT count(*) FROM competency_result") == [(2,)]
    assert query(path, "SELECT version_num FROM alembic_version") == [("later",)]
    (copy,) = backup.backups(path, path.parent / "backups")
    assert copy.name.startswith(f"smmhire-{BEFORE}-")
    assert query(copy, "SELECT version_num FROM alembic_version") == [(BEFORE,)]
    assert query(copy, "SELECT count(*) FROM competency_result") == [(2,)]


def test_an_upgrade_of_postgresql_keeps_the_rows_too(
    database_url: str, path: Path, later_version: Later
) -> None:
    fill(database_url)
    later_version('op.add_column("candidate", sa.Column("city", sa.Text))')
    upgraded = open_database(database_url)
    with upgraded.unit_of_work(read_only=True) as work:
        assert len(work.candidates.listing()) == 1
        assert revisions.stored_revision(work.connection) == "later"
    upgraded.close()


def test_upgrade_that_fails_half_way_leaves_the_file_as_it_was(path: Path, later_version: Later) -> None:
    fill(sqlite_url(path))
    before = query(path, "SELECT type, name, sql FROM sqlite_master")
    later_version(
        'op.drop_table("certificate")\n'
        'op.execute("DELETE FROM competency_result")\n'
        'op.execute("no SQL at all")'
    )
    with pytest.raises(UserError, match="could not be upgraded") as caught:
        open_database(sqlite_url(path))
    assert "as it was before" in caught.value.what_to_do and "no SQL" in str(caught.value.__cause__)
    assert query(path, "SELECT type, name, sql FROM sqlite_master") == before
    assert query(path, "SELECT version_num FROM alembic_version") == [(BEFORE,)]
    assert query(path, "SELECT count(*) FROM competency_result") == [(2,)]


def test_upgrade_that_would_leave_rows_without_their_owners_is_undone(
    path: Path, later_version: Later
) -> None:
    fill(sqlite_url(path))
    later_version('op.execute("DELETE FROM attempt")')
    with pytest.raises(UserError, match="could not be upgraded") as caught:
        open_database(sqlite_url(path))
    assert "rows without the row they refer to" in str(caught.value.__cause__)
    assert query(path, "SELECT count(*) FROM attempt") == [(1,)]


def test_copy_is_put_back_should_the_transaction_not_have_undone_the_damage(path: Path) -> None:
    fill(sqlite_url(path))
    copy = backup.back_up(path, path.parent / "backups", "0001")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM competency_result")
    backup.restore(copy, path)
    assert query(path, "SELECT count(*) FROM competency_result") == [(2,)]


def test_upgrade_without_room_for_a_backup_is_not_begun(path: Path, later_version: Later) -> None:
    fill(sqlite_url(path))
    (path.parent / "backups").write_text("a file in the place of the folder")
    later_version('op.drop_table("certificate")')
    with pytest.raises(UserError, match="backups"):
        open_database(sqlite_url(path))
    assert query(path, "SELECT version_num FROM alembic_version") == [(BEFORE,)]


def test_the_last_ten_backups_are_kept(path: Path) -> None:
    fill(sqlite_url(path))
    folder = path.parent / "backups"
    start = datetime(2026, 1, 1, tzinfo=UTC)
    made = [backup.back_up(path, folder, f"{n % 3:04}", start + timedelta(days=n)) for n in range(13)]
    other = folder / "somebody-elses-20250101T000000000000Z.db"
    # Copies that people made themselves begin alike: they are theirs to drop.
    own = folder / f"{path.stem}-before-the-move.db"
    for file in (other, own):
        file.write_text("not ours")
    backup.back_up(path, folder, "0001", start + timedelta(days=13))
    assert backup.backups(path, folder)[1:] == made[:3:-1]
    assert other.exists() and own.exists()


def test_backup_is_whole_while_the_file_is_being_written(path: Path) -> None:
    database = open_database(sqlite_url(path))
    with database.unit_of_work() as work:
        work.vacancies.save(builders.profile())
        work.commit()
    with database.unit_of_work() as work:
        work.vacancies.save(builders.profile())
        copy = backup.back_up(path, path.parent / "backups", "0001")
        work.commit()
    database.close()
    assert query(copy, "SELECT count(*) FROM vacancy") == [(1,)]
    assert backup.quick_check(copy) == ""


def test_backup_or_restore_that_fails_is_named_and_leaves_nothing_half_done(path: Path) -> None:
    fill(sqlite_url(path))
    missing, folder = path.with_name("missing.db"), path.parent / "backups"
    with pytest.raises(UserError, match="cannot be opened"):
        backup.back_up(missing, folder, "0001")
    assert list(folder.iterdir()) == []
    with pytest.raises(UserError, match="cannot be opened"):
        backup.restore(missing, path)
    assert query(path, "SELECT count(*) FROM attempt") == [(1,)]


def test_a_certificate_from_before_the_cut_score_was_kept_comes_through_and_says_none(path: Path) -> None:
    attempt = builders.attempt()
    issued = builders.certificate(builders.result(attempt.id), competencies=())
    path.parent.mkdir(exist_ok=True)
    engine = make_upgrade_engine(make_url(sqlite_url(path)))
    with engine.connect() as connection:
        command.upgrade(upgrade.configuration(connection), "0003")
        connection.commit()
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        moment = "2026-11-22 09:00:00.000000"
        connection.execute(
            "INSERT INTO attempt (id, purpose, taker_name, item_ids, bank_version, is_supervised, seed,"
            " started_at, finished_at, last_seen_at, clock_ahead)"
            " VALUES (?, 'practice', 'A', '[]', 'v', 0, 1, ?, ?, ?, 0.0)",
            (attempt.id.hex, moment, moment, moment),
        )
        connection.execute(
            "INSERT INTO certificate (id, number, attempt_id, holder, purpose, is_supervised, issuer,"
            " vacancy_title, issued_on, valid_until, percent_correct, competencies, form_version)"
            " VALUES (?, ?, ?, ?, 'assessment', 1, ?, '', '2026-11-22', '2028-11-22', ?, '[]', ?)",
            (
                issued.id.hex, issued.number, attempt.id.hex, issued.holder, issued.issuer,
                issued.percent_correct, issued.form_version,
            ),
        )  # fmt: skip
        connection.commit()
    upgraded = open_database(sqlite_url(path))
    with upgraded.unit_of_work(read_only=True) as work:
        assert work.certificates.listing() == (issued,)
        assert revisions.stored_revision(work.connection) == layout.head()
    upgraded.close()


def test_sources_from_before_learn_their_sheet_and_that_each_row_is_another_person(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    engine = make_upgrade_engine(make_url(sqlite_url(path)))
    with engine.connect() as connection:
        command.upgrade(upgrade.configuration(connection), "0008")
        connection.commit()
    engine.dispose()
    survey = '{"sheet": "Answers", "each_row_is_a_contributor": true}'
    with closing(sqlite3.connect(path)) as connection:
        for number, reading in (
            (1, survey),
            (2, '{"sheet": null, "each_row_is_a_contributor": false}'),
            (3, ""),
        ):
            connection.execute(
                "INSERT INTO pay_source (id, name, kind, licence_note, imported_at, row_count, mapping,"
                " credit, enabled) VALUES (?, 'S', 'survey', '', ?, 1, ?, '', 1)",
                (f"{number:032x}", f"2026-11-22 09:00:0{number}.000000", reading),
            )
            connection.execute(
                "INSERT INTO pay_observation (id, source_id, currency, period, amount, basis, contributor,"
                " row) VALUES (?, ?, 'BDT', 'month', 30000.0, 'gross', 'Answers!2', 2)",
                (f"{number + 10:032x}", f"{number:032x}"),
            )
        connection.commit()
    upgraded = open_database(sqlite_url(path))
    with upgraded.unit_of_work(read_only=True) as work:
        told = [(one.id.int, one.sheet, one.each_row_is_a_contributor) for one in work.pay.sources()]
        assert told == [(3, None, False), (2, None, False), (1, "Answers", True)]
        columns = work.pay.columns()
        named = [columns.contributor.word(at) for at in range(3)]
        assert [named[int(place)] for place in columns.source.argsort()] == ["Answers!2", "Answers!2", None]
    upgraded.close()


def test_certificates_from_before_they_could_be_searched_are_found_by_their_words(
    database_url: str, path: Path
) -> None:
    path.parent.mkdir(exist_ok=True)
    attempt = builders.attempt()
    issued = builders.certificate(builders.result(attempt.id), holder="রহিমা  Khatun", competencies=())
    engine = make_upgrade_engine(make_url(database_url))
    with engine.connect() as connection:
        command.upgrade(upgrade.configuration(connection), "0009")
        # The present tables, without what they did not have then.
        connection.execute(
            insert(tables.attempt).values(
                id=attempt.id,
                purpose="assessment",
                taker_name="A",
                item_ids=[],
                bank_version="v",
                is_supervised=True,
                seed=1,
                started_at=builders.NOON,
                finished_at=builders.NOON,
                last_seen_at=builders.NOON,
                clock_ahead=0.0,
            )
        )
        values = {field.name: getattr(issued, field.name) for field in fields(issued)}
        values |= {"purpose": issued.purpose.value, "competencies": []}
        connection.execute(insert(tables.certificate).values(values))
        connection.commit()
    engine.dispose()
    upgraded = open_database(database_url)
    on = issued.issued_on
    with upgraded.unit_of_work() as work:
        assert work.certificates.listing() == (issued,)
        for words in ("রহিমা", "khat", "7k3fq9xd", "Issuer"):
            (row,) = work.certificate_table.page(CertificateQuery(on, words))
            assert (row.id, row.fingerprint) == (issued.id, "")
        assert work.certificate_table.counts(CertificateQuery(on, "karim")).total == 0
        # What it could not be before: signed, and withdrawn.
        work.credentials.add(Credential(issued.id, "F-1", "badge", "code", builders.NOON))
        assert work.revocations.add(Revocation(issued.number, "F-1", on, "r"))
        assert work.certificate_table.counts(CertificateQuery(on)).revoked == 1
    upgraded.close()


def test_a_backup_holds_keys_signatures_and_what_was_withdrawn(path: Path) -> None:
    key = IssuerKey(new_id(), "F-1", "I", builders.NOON, None, "sealed")
    withdrawn = Revocation("SMM-1", "F-1", builders.certificate(builders.result(new_id())).issued_on, "r")
    database = open_database(sqlite_url(path))
    with database.unit_of_work() as work:
        work.issuer_keys.add(key)
        work.revocations.add(withdrawn)
        work.commit()
    copy = backup.back_up(path, path.parent / "backups", BEFORE)
    with database.unit_of_work() as work:
        work.issuer_keys.retire(key.id, builders.NOON)
        work.revocations.remove("SMM-1")
        work.commit()
    database.close()
    backup.restore(copy, path)
    again = open_database(sqlite_url(path))
    with again.unit_of_work(read_only=True) as work:
        assert work.issuer_keys.current() == key and work.revocations.listing() == (withdrawn,)
    again.close()
