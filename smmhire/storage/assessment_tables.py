"""The tables of assessments: attempts, answers, results, and what responses said about the questions."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    Uuid,
)

from smmhire.storage.column_kinds import UtcDateTime, metadata

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
    # The version of the vacancy's profile that was published then; NULL: none was.
    Column("vacancy_version", Integer),
    # When the person was erased: the answers are kept without a name, for the statistics of the questions.
    Column("anonymised_at", UtcDateTime),
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
