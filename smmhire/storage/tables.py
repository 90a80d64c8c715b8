"""The tables. `migrations/` holds the same in steps; a test proves that both lead to one schema.

Keys are UUIDs of version 7 (ordered by time, and mergeable between machines). Times are UTC. What is only
ever read as a whole (the lists a vacancy picks) is a JSON column; what is counted, joined or added to one by
one (answers, results, pay figures) has rows and columns of its own.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from smmhire.storage.assessment_tables import (
    answer,
    attempt,
    attempt_event,
    calibration,
    competency_result,
    former_result,
    item_calibration,
    result,
)
from smmhire.storage.certificate_tables import (
    batch_entry,
    certificate,
    credential,
    issue_batch,
    issuer_key,
    revocation,
    revocation_list,
    trusted_issuer,
)
from smmhire.storage.column_kinds import ExactDecimal, UtcDateTime, metadata
from smmhire.storage.pay_tables import (
    pay_block,
    pay_index,
    pay_observation,
    pay_price_level,
    pay_rate,
    pay_reference,
    pay_source,
)

__all__ = [
    "ExactDecimal",
    "UtcDateTime",
    "answer",
    "application",
    "attachment",
    "attachment_content",
    "attempt",
    "attempt_event",
    "batch_entry",
    "calibration",
    "candidate",
    "candidate_merge",
    "candidate_note",
    "certificate",
    "competency_result",
    "credential",
    "cut_study",
    "decision",
    "form_spec",
    "former_own_item",
    "former_result",
    "issue_batch",
    "issuer_key",
    "item_calibration",
    "metadata",
    "own_item",
    "pay_block",
    "pay_index",
    "pay_observation",
    "pay_price_level",
    "pay_rate",
    "pay_reference",
    "pay_source",
    "result",
    "revocation",
    "revocation_list",
    "scorecard",
    "trusted_issuer",
    "vacancy",
    "vacancy_version",
]

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
    Column("alignment", JSON, nullable=False, server_default="[]"),  # codes and URIs of ESCO and O*NET
    Column("interview", JSON, nullable=False, server_default="[]"),  # ids of questions and work samples
    Column("apply_until", Date),
    Column("how_to_apply", Text, nullable=False, server_default=""),
    Index(None, "updated_at", "id"),
    Index(None, "deleted_at"),
)

# Profiles as they were published; rows are only ever added. `vacancy` itself is the draft of the next one.
vacancy_version = Table(
    "vacancy_version",
    metadata,
    Column("vacancy_id", Uuid, ForeignKey("vacancy.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 … within the vacancy
    Column("published_at", UtcDateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("profile", JSON, nullable=False),  # profile_json.to_json
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
    # Counts up with each new candidate. The text index of SQLite names rows by it: the row ids that SQLite
    # gives by itself may change.
    Column("number", Integer, nullable=False),
    Column("tags", Text, nullable=False, server_default=""),  # a tag a line, sorted
    Column("experience_years", Float),
    Column("consent_at", UtcDateTime),
    Column("consent_note", Text, nullable=False, server_default=""),
    Column("keep_until", Date),
    Column("resume", JSON(none_as_null=True)),
    # Of the application that was changed last; 'new' without one.
    Column("stage", String(20), nullable=False, server_default="new"),
    # Percent correct (0..1) of the assessment finished last.
    Column("score", Float),
    # What people are found and sorted by: see candidates.keys.
    Column("name_key", Text, nullable=False, server_default=""),
    Column("email_key", Text, nullable=False, server_default=""),
    Column("phone_key", Text, nullable=False, server_default=""),
    Column("sound_key", Text, nullable=False, server_default=""),
    Column("search", Text, nullable=False, server_default=""),
    # The list of candidates has indexes of its own: see search_index.
    Index(None, "phone_key"),
    Index(None, "sound_key"),
    Index(None, "keep_until"),
    Index(None, "deleted_at"),
    UniqueConstraint("number"),
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
    Column("stage", String(20), nullable=False, server_default="new"),
    Column("stage_at", UtcDateTime),  # when it came to that stage; none: when it was made
    # Percent correct (0..1) of the assessment finished last for this vacancy.
    Column("score", Float),
    Index(None, "candidate_id"),
    Index(None, "vacancy_id", "stage", "score"),
)

# What people wrote about a candidate.
candidate_note = Table(
    "candidate_note",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("candidate_id", Uuid, ForeignKey("candidate.id", ondelete="CASCADE"), nullable=False),
    Column("vacancy_id", Uuid, ForeignKey("vacancy.id", ondelete="SET NULL")),
    Column("written_at", UtcDateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index(None, "candidate_id"),
)

# Files kept with a candidate. Their bytes stand in the database, so that a team shares them, a backup holds
# them, and erasing a person erases them in one transaction.
attachment = Table(
    "attachment",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("candidate_id", Uuid, ForeignKey("candidate.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    Column("who", Text, nullable=False),
    Index(None, "candidate_id"),
)

# Apart, so that listing the files of a candidate does not read them.
attachment_content = Table(
    "attachment_content",
    metadata,
    Column("attachment_id", Uuid, ForeignKey("attachment.id", ondelete="CASCADE"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

# What one rater wrote about one candidate: of an interview, or of a work sample.
scorecard = Table(
    "scorecard",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", String(20), nullable=False),
    # As results do, ratings outlive the vacancy, but not the person they are about.
    Column("vacancy_id", Uuid, ForeignKey("vacancy.id", ondelete="SET NULL")),
    Column("candidate_id", Uuid, ForeignKey("candidate.id", ondelete="CASCADE"), nullable=False),
    Column("rater", Text, nullable=False),
    Column("ratings", JSON, nullable=False),
    Column("comment", Text, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("submitted_at", UtcDateTime),
    UniqueConstraint("vacancy_id", "candidate_id", "kind", "rater"),
    Index(None, "candidate_id"),
)

# Who decided what, when and why. Rows are only ever added; erasing a person takes the person and the reasons
# out of them.
decision = Table(
    "decision",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("happened_at", UtcDateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("vacancy_id", Uuid, ForeignKey("vacancy.id", ondelete="SET NULL")),
    Column("candidate_id", Uuid, ForeignKey("candidate.id", ondelete="SET NULL")),
    Column("details", JSON, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "happened_at", "id"),
    Index(None, "vacancy_id", "happened_at"),
    Index(None, "candidate_id", "happened_at"),
)

# Two entries of one person made one, with what is needed to part them again.
candidate_merge = Table(
    "candidate_merge",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kept_id", Uuid, ForeignKey("candidate.id", ondelete="CASCADE"), nullable=False),
    Column("merged_id", Uuid, ForeignKey("candidate.id", ondelete="CASCADE"), nullable=False),
    Column("merged_at", UtcDateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("before", JSON, nullable=False),
    Column("undone_at", UtcDateTime),
    Index(None, "kept_id"),
    Index(None, "merged_id"),
)
