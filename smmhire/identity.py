"""Keys for everything that is stored."""

from __future__ import annotations

from uuid import UUID

import uuid_utils.compat


def new_id() -> UUID:
    """A UUID version 7 (RFC 9562): ordered by time, and mergeable between machines."""
    return uuid_utils.compat.uuid7()
