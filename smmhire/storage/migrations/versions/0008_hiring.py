"""Hiring: versions of vacancies, stages, notes, files, ratings, the log of decisions, and finding people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from smmhire.candidates.keys import email_key, phone_key, search_key, searched_text
from smmhire.candidates.sound_key import sound_key
from smmhire.storage import search_index

revision: str = "0008"
down_revision: str | None = "0007"


def upgrade() -> None:
    """New tables and columns; candidates get their keys, and applications the score they stand at."""
    _number()
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_attachment_candidate_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_candidate_id"), "attachment", ["candidate_id"], unique=False)
    op.create_table(
        "candidate_merge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("merged_id", sa.Uuid(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["candidate.id"], name=op.f("fk_candidate_merge_kept_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["merged_id"], ["candidate.id"], name=op.f("fk_candidate_merge_merged_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_merge")),
    )
    op.create_index(op.f("ix_candidate_merge_kept_id"), "candidate_merge", ["kept_id"], unique=False)
    op.create_index(op.f("ix_candidate_merge_merged_id"), "candidate_merge", ["merged_id"], unique=False)
    op.create_table(
        "candidate_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("vacancy_id", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidate.id"],
            name=op.f("fk_candidate_note_candidate_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_candidate_note_vacancy_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_note")),
    )
    op.create_index(op.f("ix_candidate_note_candidate_id"), "candidate_note", ["candidate_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("vacancy_id", sa.Uuid(), nullable=True),
        sa.Column("candidate_id", sa.Uuid(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_decision_candidate_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_decision_vacancy_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(
        op.f("ix_decision_candidate_id_happened_at"),
        "decision",
        ["candidate_id", "happened_at"],
        unique=False,
    )
    op.create_index(op.f("ix_decision_happened_at_id"), "decision", ["happened_at", "id"], unique=False)
    op.create_index(
        op.f("ix_decision_vacancy_id_happened_at"), "decision", ["vacancy_id", "happened_at"], unique=False
    )
    op.create_table(
        "scorecard",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("vacancy_id", sa.Uuid(), nullable=True),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("rater", sa.Text(), nullable=False),
        sa.Column("ratings", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_scorecard_candidate_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_scorecard_vacancy_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecard")),
        sa.UniqueConstraint(
            "vacancy_id",
            "candidate_id",
            "kind",
            "rater",
            name=op.f("uq_scorecard_vacancy_id_candidate_id_kind_rater"),
        ),
    )
    op.create_index(op.f("ix_scorecard_candidate_id"), "scorecard", ["candidate_id"], unique=False)
    op.create_table(
        "vacancy_version",
        sa.Column("vacancy_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("profile", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_vacancy_version_vacancy_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("vacancy_id", "number", name=op.f("pk_vacancy_version")),
    )
    op.create_table(
        "attachment_content",
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachment.id"],
            name=op.f("fk_attachment_content_attachment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_attachment_content")),
    )
    op.add_column(
        "application", sa.Column("stage", sa.String(length=20), server_default="new", nullable=False)
    )
    op.add_column("application", sa.Column("stage_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("application", sa.Column("score", sa.Float(), nullable=True))
    op.create_index(
        op.f("ix_application_vacancy_id_stage"), "application", ["vacancy_id", "stage"], unique=False
    )
    op.add_column("attempt", sa.Column("vacancy_version", sa.Integer(), nullable=True))
    op.add_column("attempt", sa.Column("anonymised_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("candidate", sa.Column("tags", sa.Text(), server_default="", nullable=False))
    op.add_column("candidate", sa.Column("experience_years", sa.Float(), nullable=True))
    op.add_column("candidate", sa.Column("consent_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("candidate", sa.Column("consent_note", sa.Text(), server_default="", nullable=False))
    op.add_column("candidate", sa.Column("keep_until", sa.Date(), nullable=True))
    op.add_column("candidate", sa.Column("resume", sa.JSON(), nullable=True))
    op.add_column("candidate", sa.Column("stage", sa.String(length=20), server_default="new", nullable=False))
    op.add_column("candidate", sa.Column("score", sa.Float(), nullable=True))
    op.add_column("candidate", sa.Column("name_key", sa.Text(), server_default="", nullable=False))
    op.add_column("candidate", sa.Column("email_key", sa.Text(), server_default="", nullable=False))
    op.add_column("candidate", sa.Column("phone_key", sa.Text(), server_default="", nullable=False))
    op.add_column("candidate", sa.Column("sound_key", sa.Text(), server_default="", nullable=False))
    op.add_column("candidate", sa.Column("search", sa.Text(), server_default="", nullable=False))
    op.drop_index(op.f("ix_candidate_created_at_id"), table_name="candidate")
    op.create_index(
        op.f("ix_candidate_created_at_number"), "candidate", ["created_at", "number"], unique=False
    )
    op.create_index(op.f("ix_candidate_email_key_number"), "candidate", ["email_key", "number"], unique=False)
    op.create_index(op.f("ix_candidate_keep_until"), "candidate", ["keep_until"], unique=False)
    op.create_index(op.f("ix_candidate_name_key_number"), "candidate", ["name_key", "number"], unique=False)
    op.create_index(op.f("ix_candidate_phone_key"), "candidate", ["phone_key"], unique=False)
    op.create_index(op.f("ix_candidate_score_number"), "candidate", ["score", "number"], unique=False)
    op.create_index(op.f("ix_candidate_sound_key"), "candidate", ["sound_key"], unique=False)
    op.create_index(op.f("ix_candidate_stage_number"), "candidate", ["stage", "number"], unique=False)
    op.create_index(op.f("ix_candidate_tags_number"), "candidate", ["tags", "number"], unique=False)
    op.add_column("vacancy", sa.Column("alignment", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("vacancy", sa.Column("interview", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("vacancy", sa.Column("apply_until", sa.Date(), nullable=True))
    op.add_column("vacancy", sa.Column("how_to_apply", sa.Text(), server_default="", nullable=False))
    _fill()
    search_index.create(op.get_bind())


def _number() -> None:
    """Numbers in the order of coming; before the other columns, since SQLite makes the table anew for it."""
    op.add_column("candidate", sa.Column("number", sa.Integer(), nullable=True))
    connection = op.get_bind()
    candidate = sa.table(
        "candidate", sa.column("id", sa.Uuid()), sa.column("number"), sa.column("created_at")
    )
    ids = connection.scalars(sa.select(candidate.c.id).order_by(candidate.c.created_at, candidate.c.id)).all()
    for number, person_id in enumerate(ids, start=1):
        connection.execute(sa.update(candidate).where(candidate.c.id == person_id).values(number=number))
    with op.batch_alter_table("candidate") as table:
        table.alter_column("number", existing_type=sa.Integer(), nullable=False)
        table.create_unique_constraint(op.f("uq_candidate_number"), ["number"])


def _fill() -> None:
    """What is kept beside the candidates that are already there."""
    connection = op.get_bind()
    candidate = sa.table(
        "candidate",
        sa.column("id", sa.Uuid()),
        sa.column("name", sa.Text()),
        sa.column("email", sa.Text()),
        sa.column("phone", sa.Text()),
        sa.column("name_key", sa.Text()),
        sa.column("email_key", sa.Text()),
        sa.column("phone_key", sa.Text()),
        sa.column("sound_key", sa.Text()),
        sa.column("search", sa.Text()),
    )
    people = connection.execute(
        sa.select(candidate.c.id, candidate.c.name, candidate.c.email, candidate.c.phone)
    ).all()
    for person_id, name, email, phone in people:
        connection.execute(
            sa.update(candidate)
            .where(candidate.c.id == person_id)
            .values(
                name_key=search_key(name)[:200],
                email_key=email_key(email)[:200],
                phone_key=phone_key(phone),
                sound_key=sound_key(name)[:200],
                search=searched_text(name, email, phone, ()),
            )
        )
    for statement in _SCORES:
        connection.execute(sa.text(statement))


# Of the assessment finished last: for the vacancy, and for any.
_SCORES = (
    """UPDATE application SET score = (
        SELECT result.percent_correct FROM attempt JOIN result ON result.attempt_id = attempt.id
        WHERE attempt.vacancy_id = application.vacancy_id AND attempt.candidate_id = application.candidate_id
        ORDER BY attempt.finished_at DESC, attempt.id DESC LIMIT 1
    )""",
    """UPDATE candidate SET score = (
        SELECT result.percent_correct FROM attempt JOIN result ON result.attempt_id = attempt.id
        WHERE attempt.candidate_id = candidate.id
        ORDER BY attempt.finished_at DESC, attempt.id DESC LIMIT 1
    )""",
)
