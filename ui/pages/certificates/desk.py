"""Who signs: one desk for the whole window, so that a passphrase is asked for once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from smmhire.assessment.attempts import Purpose
from smmhire.services import issuer_keys

if TYPE_CHECKING:
    from smmhire.signing.keys import Signer
    from ui.pages.page import Workplace


class Desk(Protocol):
    """Hands out the issuer that signs."""

    @property
    def signer(self) -> Signer | None:
        """The issuer whose passphrase was given; None while it is locked, or there is none."""
        ...

    def with_signer(self, parent: QWidget, on_ready: Callable[[Signer | None], None]) -> None:
        """Call `on_ready` with the issuer, once its passphrase was given, or with None to go on unsigned.
        Where the person gives up, nothing is called."""
        ...


class NoDesk:
    """Signs nothing, and asks nobody."""

    signer = None

    def with_signer(self, parent: QWidget, on_ready: Callable[[Signer | None], None]) -> None:
        """Go on unsigned."""
        on_ready(None)


def desk_for(purpose: Purpose, workplace: Workplace) -> Desk:
    """Who signs a certificate on an attempt for that purpose. Somebody who practises and never made an issuer
    is not asked for one: what they get says itself that nobody vouches for it."""
    if (
        purpose is Purpose.PRACTICE
        and issuer_keys.current(unit_of_work=workplace.program.unit_of_work) is None
    ):
        return NoDesk()
    return desk_of(workplace)


def desk_of(workplace: Workplace) -> Desk:
    """The desk of the window."""
    return workplace.signing
