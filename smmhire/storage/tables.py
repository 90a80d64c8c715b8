"""The tables. `migrations/` holds the same in steps; a test proves that both lead to one schema.

Keys are UUIDs of version 7 (ordered by time, and mergeable between machines). Times are UTC. What is only
ever read as a whole (the lists a vacancy picks) is a JSON column; what is counted, joined or added to one by
one (answers, results, pay figures) has rows and columns of its own.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)

# Named by rule, so that a later migration can speak of any constraint on either database.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Naive datetimes are refused: whose local time they mean cannot be known."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite, which has no time zones, then gets the bare figures."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Always in UTC, whatever the server's session speaks."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """A sum of money, kept digit by digit: SQLite would turn it into a binary fraction."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """As its digits."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """From its digits."""
        return None if value is None else Decimal(value)


vacancy = Table(
    "vacancy",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("title", Text, nullable=False),
    Column("employer", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("goals", JSON, nullable=False),
    Column("duties", JSON, nullable=False),
    Column("qualities", JSON, nullable=False),
    Column("technical_skills", JSON, nullable=False),
    Column("platform_kinds", JSON, nullable=False),
    Column("competencies", JSON, nullable=False),
    Column("own_requirements", JSON, nullable=False),
    # All five or none: a vacancy that names no pay.
    Column("pay_low", ExactDecimal),
    Column("pay_high", ExactDecimal),
    Column("pay_currency", String(3)),
    Column("pay_period", String(20)),
    Column("pay_basis", String(20)),
    Column("engagement", String(20), nullable=False),
    Column("arrangement", String(20), nullable=False),
    Column("city", Text, nullable=False),
    Column("country", String(2), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("deleted_at", UtcDateTime),
    Index(None, "updated_at", "id"),
    Index(None, "deleted_at"),
)

candidate = Table(
    "candidate",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("deleted_at", UtcDateTime),
    Index(None, "created_at", "id"),
    Index(None, "deleted_at"),
)

# How the form of a vacancy is made, where its employer has composed it; without a row it is made as usual.
form_spec = Table(
    "form_spec",
    metadata,
    Column("vacancy_id", Uuid, ForeignKey("vacancy.id", ondelete="CASCADE"), primary_key=True),
    Column("spec", JSON, nullable=False),  # FormSpec.to_json
    Column("updated_at", UtcDateTime, nullable=False),
)

# An employer's own questions. One that was asked stays for those who were, even when it is deleted.
own_item = Table(
    "own_item",
    metadata,
    Column("id", String(80), primary_key=True),  # OWN-…: what forms and answers name it by
    Column("name", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("item", JSON, nullable=False),  # item_json.to_json
    Column("is_released", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("deleted_at", UtcDateTime),
    Index(None, "updated_at", "id"),
    Index(None, "deleted_at"),
)

# Own questions as they were while they could be asked, before a correction; rows are only ever added.
former_own_item = Table(
    "former_own_item",
    metadata,
    Column("item_id", String(80), ForeignKey("own_item.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("replaced_at", UtcDateTime, nullable=False),
    Column("item", JSON, nullable=False),
)

# What judges wrote to set the cut score of the vacancy's form.
cut_study = Table(
    "cut_study",
    metadata,
    Column("vacancy_id", Uuid, ForeignKey("vacancy.id", ondelete="CASCADE"), primary_key=True),
    Column("study", JSON, nullable=False),  # CutStudy.to_json
    Column("updated_at", UtcDateTime, nullable=False),
)

# Who applies for what.
application = Table(
    "application",
    metadata,
    Column("vacancy_id", Uuid, ForeignKey("vacancy.id", ondelete="CASCADE"), primary_key=True),
    Column("candidate_id", Uuid, ForeignKey("candidate.id", ondelete="CASCADE"), primary_key=True),
    Column("applied_at", UtcDateTime, nullable=False),
    Index(None, "candidate_id"),
)

attempt = Table(
    "attempt",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("purpose", String(20), nullable=False),
    # A result outlives the vacancy it was taken for, but not the person it is about.
    Column("vacancy_id", Uuid, ForeignKey("vacancy.id", ondelete="SET NULL")),
    Column("candidate_id", Uuid, ForeignKey("candidate.id", ondelete="CASCADE")),
    Column("taker_name", Text, nullable=False),
    Column("item_ids", JSON, nullable=False),
    Column("time_limit", Integer),  # seconds
    Column("bank_version", String(80), nullable=False),
    Column("is_supervised", Boolean, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    # The attempt's clock: the latest moment it has shown, and the seconds by which it is ahead of the
    # computer's since that was set back (see services.clock).
    Column("last_seen_at", UtcDateTime, nullable=False),
    Column("clock_ahead", Float, nullable=False),
    # How the form is played: FormSettings.to_json; NULL: as usual.
    Column("settings", JSON(none_as_null=True)),
    Index(None, "vacancy_id"),
    Index(None, "candidate_id"),
    Index(None, "finished_at"),
)

# Rows are only ever added: a later answer to the same item is a further row, and counts.
answer = Table(
    "answer",
    metadata,
    Column("attempt_id", Uuid, ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 … within the attempt
    Column("item_id", String(80), nullable=False),
    Column("answer", JSON, nullable=False),
    Column("answered_at", UtcDateTime, nullable=False),
    Column("seconds", Float, nullable=False),
)

# What else happens while somebody is assessed: flags, and what the person who decides should know of.
attempt_event = Table(
    "attempt_event",
    metadata,
    Column("attempt_id", Uuid, ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 … within the attempt
    Column("kind", String(20), nullable=False),
    Column("item_id", String(80)),
    Column("happened_at", UtcDateTime, nullable=False),
    Column("seconds", Float),
)

result = Table(
    "result",
    metadata,
    Column("attempt_id", Uuid, ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True),
    Column("percent_correct", Float, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("covariance", JSON, nullable=False),  # k × k, in the order of competency_result.position
    Column("scored_at", UtcDateTime, nullable=False),
    Column("scoring_version", Integer, nullable=False),
    Column("bank_version", String(80), nullable=False),
)

# Results as they were before a key was changed; rows are only ever added.
former_result = Table(
    "former_result",
    metadata,
    Column("attempt_id", Uuid, ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("replaced_at", UtcDateTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("result", JSON, nullable=False),  # AttemptResult.to_json
)

# What responses said about the difficulties of the bank: one row a run, which is never removed, since results
# name the run they were scored by. The latest one that is in use counts.
calibration = Table(
    "calibration",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("calibrated_at", UtcDateTime, nullable=False),
    Column("people", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("bank_version", String(80), nullable=False),
    Column("is_in_use", Boolean, nullable=False),
    Index(None, "calibrated_at", "id"),
)

item_calibration = Table(
    "item_calibration",
    metadata,
    Column("calibration_id", Uuid, ForeignKey("calibration.id", ondelete="CASCADE"), primary_key=True),
    Column("item_id", String(80), primary_key=True),
    # Of the item as it was: to one that was changed since, the calibration does not apply.
    Column("fingerprint", String(80), nullable=False),
    Column("difficulty", Float, nullable=False),
    Column("standard_error", Float, nullable=False),
    Column("responses", Integer, nullable=False),
    Column("model", String(20), nullable=False),
    Column("a", Float, nullable=False),
    Column("b", JSON, nullable=False),
    Column("c", Float, nullable=False),
    Column("errors", JSON, nullable=False),
)

competency_result = Table(
    "competency_result",
    metadata,
    Column("attempt_id", Uuid, ForeignKey("result.attempt_id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("competency_id", String(80), nullable=False),
    Column("asked", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("percent_correct", Float, nullable=False),
    Column("ability", Float, nullable=False),
    Column("standard_error", Float, nullable=False),
    Column("self_rating", Integer),
)

certificate = Table(
    "certificate",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", String(40), nullable=False),
    Column("attempt_id", Uuid, ForeignKey("attempt.id", ondelete="CASCADE"), nullable=False),
    Column("holder", Text, nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("is_supervised", Boolean, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("vacancy_title", Text, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("valid_until", Date, nullable=False),
    Column("percent_correct", Float, nullable=False),
    Column("competencies", JSON, nullable=False),
    Column("form_version", String(80), nullable=False),
    # As CutStanding; none where the form has no cut score, and in certificates from before they said it.
    Column("cut", JSON(none_as_null=True)),
    UniqueConstraint("number"),
    UniqueConstraint("attempt_id", "issuer"),
)

pay_source = Table(
    "pay_source",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("licence_note", Text, nullable=False),
    Column("imported_at", UtcDateTime, nullable=False),
    Column("file_name", Text),
    Column("file_sha256", String(64)),
    Column("row_count", Integer, nullable=False),
    Column("mapping_name", Text),
    # The sheet, and what each column was taken to mean, as JSON text: with the file's sum it tells a repeated
    # import.
    Column("mapping", Text, nullable=False),
    Column("credit", Text, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("deleted_at", UtcDateTime),
    Index(None, "file_sha256"),
    Index(None, "deleted_at"),
)

pay_observation = Table(
    "pay_observation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("source_id", Uuid, ForeignKey("pay_source.id", ondelete="CASCADE"), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("period", String(20), nullable=False),
    Column("amount", Float),
    Column("low", Float),
    Column("high", Float),
    Column("basis", String(20), nullable=False),
    Column("bonus", Float),
    Column("engagement", String(20)),
    Column("country", String(2)),
    Column("city", Text),
    Column("title", Text),
    Column("experience", Text),
    Column("experience_low", Float),
    Column("experience_high", Float),
    Column("contributor", Text),
    Column("observed_on", Date),
    Column("row", Integer),
    Index(None, "source_id"),
)
