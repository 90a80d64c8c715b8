"""The layouts of the database this version knows. No SQLAlchemy here: the first list is read without it."""

from __future__ import annotations

# Every migration under `migrations/versions`, from the first to the last; a test compares.
REVISIONS: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")


def head() -> str:
    """The layout this version works with."""
    return REVISIONS[-1]
