"""The tables of certificates: what was issued, what signs it, what was withdrawn, and whose word counts."""

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

from smmhire.storage.column_kinds import UtcDateTime, metadata

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
    # What it is found by: see certificate_search.
    Column("search", Text, nullable=False, server_default=""),
    UniqueConstraint("number"),
    UniqueConstraint("attempt_id", "issuer"),
    # The list is walked along this one, and counted: it knows all that is asked for, a row holds much more.
    Index(None, "issued_on", "number", "valid_until", "purpose", "search"),
)

# What was signed for a certificate. Rows are only ever added: it is printed again the same.
credential = Table(
    "credential",
    metadata,
    Column("certificate_id", Uuid, ForeignKey("certificate.id", ondelete="CASCADE"), primary_key=True),
    Column("fingerprint", String(40), nullable=False),
    Column("badge", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("signed_at", UtcDateTime, nullable=False),
)

# Our own issuers. None is ever removed: what they have signed has to be told from what others have.
issuer_key = Table(
    "issuer_key",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("fingerprint", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("retired_at", UtcDateTime),
    Column("sealed", Text, nullable=False),  # with the private keys, encrypted: signing.keys
    Column("announced", Text, nullable=False),
    # True for the one that signs, NULL for all others: no database takes a second one.
    Column("is_current", Boolean),
    UniqueConstraint("fingerprint"),
    UniqueConstraint("is_current"),
)

trusted_issuer = Table(
    "trusted_issuer",
    metadata,
    Column("fingerprint", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("since", Date, nullable=False),
    Column("note", Text, nullable=False),
    Column("source", Text, nullable=False),
)

# Certificates of our own that were withdrawn: by number alone, since this has to stay true when the person
# and their certificate are erased.
revocation = Table(
    "revocation",
    metadata,
    Column("number", String(40), primary_key=True),
    Column("fingerprint", String(40), nullable=False),
    Column("revoked_on", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "fingerprint"),
)

# The newest list of each other issuer.
revocation_list = Table(
    "revocation_list",
    metadata,
    Column("fingerprint", String(40), primary_key=True),
    Column("issued_at", UtcDateTime, nullable=False),
    Column("text", Text, nullable=False),
)

issue_batch = Table(
    "issue_batch",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("target", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("language", String(10), nullable=False),
    Column("look", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
)

batch_entry = Table(
    "batch_entry",
    metadata,
    Column("batch_id", Uuid, ForeignKey("issue_batch.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),  # 0, 1, 2 … within the batch
    Column("attempt_id", Uuid, ForeignKey("attempt.id", ondelete="CASCADE"), nullable=False),
    Column("state", String(20), nullable=False),
    Column("number", String(40), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("batch_id", "attempt_id"),
    Index(None, "batch_id", "state", "position"),
    Index(None, "attempt_id"),
)
