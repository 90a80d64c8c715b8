"""Issuers, what they have signed and withdrawn, batches of certificates, and a list of them to search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from smmhire.storage import search_index
from smmhire.storage.certificate_search import search_words

revision: str = "0010"
down_revision: str | None = "0009"


def upgrade() -> None:
    """New tables; certificates that are there get the words by which they are found."""
    op.create_table(
        "issue_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("look", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_batch")),
    )
    op.create_table(
        "issuer_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("announced", sa.Text(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuer_key")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_issuer_key_fingerprint")),
        sa.UniqueConstraint("is_current", name=op.f("uq_issuer_key_is_current")),
    )
    op.create_table(
        "revocation",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("fingerprint", sa.String(length=40), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_revocation")),
    )
    op.create_index(op.f("ix_revocation_fingerprint"), "revocation", ["fingerprint"], unique=False)
    op.create_table(
        "revocation_list",
        sa.Column("fingerprint", sa.String(length=40), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_revocation_list")),
    )
    op.create_table(
        "trusted_issuer",
        sa.Column("fingerprint", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_trusted_issuer")),
    )
    op.create_table(
        "batch_entry",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_batch_entry_attempt_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["issue_batch.id"], name=op.f("fk_batch_entry_batch_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("batch_id", "position", name=op.f("pk_batch_entry")),
        sa.UniqueConstraint("batch_id", "attempt_id", name=op.f("uq_batch_entry_batch_id_attempt_id")),
    )
    op.create_index(op.f("ix_batch_entry_attempt_id"), "batch_entry", ["attempt_id"], unique=False)
    op.create_index(
        op.f("ix_batch_entry_batch_id_state_position"),
        "batch_entry",
        ["batch_id", "state", "position"],
        unique=False,
    )
    op.create_table(
        "credential",
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.String(length=40), nullable=False),
        sa.Column("badge", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_credential_certificate_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("certificate_id", name=op.f("pk_credential")),
    )
    op.add_column("certificate", sa.Column("search", sa.Text(), server_default="", nullable=False))
    _fill()
    op.create_index(
        op.f("ix_certificate_issued_on_number_valid_until_purpose_search"),
        "certificate",
        ["issued_on", "number", "valid_until", "purpose", "search"],
        unique=False,
    )
    search_index.create_for_certificates(op.get_bind())


def _fill() -> None:
    """The words by which the certificates that are there are found."""
    certificate = sa.table(
        "certificate",
        sa.column("id", sa.Uuid()),
        sa.column("holder", sa.Text()),
        sa.column("number", sa.String()),
        sa.column("issuer", sa.Text()),
        sa.column("search", sa.Text()),
    )
    connection = op.get_bind()
    found = connection.execute(
        sa.select(certificate.c.id, certificate.c.holder, certificate.c.number, certificate.c.issuer)
    ).all()
    for certificate_id, holder, number, issuer in found:
        one = sa.update(certificate).where(certificate.c.id == certificate_id)
        connection.execute(one.values(search=search_words(holder, number, issuer)))
