"""What all services share: what a deletion leaves behind, and the failures of things that are not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from smmhire.errors import UserError
from smmhire.texts import _


@dataclass(frozen=True, slots=True)
class Deleted:
    """Something deleted that can be brought back by its id for 30 days; `name` is what users call it."""

    id: UUID
    name: str


def utc_now() -> datetime:
    """The computer's clock, in UTC."""
    return datetime.now(UTC)


def who(user_name: str) -> str:
    """Under which name decisions, notes and ratings are kept: the name given, else that of the account."""
    if name := user_name.strip():
        return name
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers
        return _("unnamed")


def required_text(text: str, what: str, what_to_do: str) -> str:
    """`text` without outer spaces. Raises UserError with these sentences where nothing is left."""
    stripped = text.strip()
    if not stripped:
        raise UserError(what, what_to_do)
    return stripped


def no_vacancy() -> UserError:
    """Deleted, perhaps in another window."""
    return UserError(_("This vacancy is no longer there."), _("Choose another one from the list."))


def no_candidate() -> UserError:
    """Deleted, perhaps in another window."""
    return UserError(_("This candidate is no longer there."), _("Choose another one from the list."))


def no_attempt() -> UserError:
    """Deleted with its candidate, perhaps in another window."""
    return UserError(_("This attempt is no longer there."), _("Choose another one from the list."))
