"""Our own issuers: made on first use, unlocked by their passphrase, exported, restored, followed by new ones.

An unlocked issuer is a `Signer`, held by whoever asked for it until the program ends; nothing here keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smmhire.certificates.issuers import IssuerKey
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services.common import utc_now
from smmhire.services.files import read_text_file
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.signing.keys import SealedIssuer, Signer
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

MOST_BYTES = 200_000  # of a file with an issuer; it has about 3,000


@dataclass(frozen=True, slots=True)
class Restored:
    """An issuer that was brought in. is_new: it was not here; is_current: it signs from now on."""

    key: IssuerKey
    is_new: bool
    is_current: bool


def current(*, unit_of_work: UnitOfWorkFactory) -> IssuerKey | None:
    """The issuer that signs; None before the first was made."""
    with unit_of_work(read_only=True) as work:
        return work.issuer_keys.current()


def chosen(fingerprint: str | None, *, unit_of_work: UnitOfWorkFactory) -> IssuerKey:
    """The own issuer of that fingerprint; None: the current one. Raises UserError where there is none."""
    with unit_of_work(read_only=True) as work:
        keys = work.issuer_keys
        found = keys.current() if fingerprint is None else keys.get(fingerprint)
    if found is not None:
        return found
    if fingerprint is None:
        raise UserError(
            _("There is no issuer yet."),
            _("Make one: it signs your certificates, so that anybody can check them."),
        )
    raise UserError(
        _("No issuer of your own has the fingerprint {fingerprint}.", fingerprint=fingerprint),
        _("Look at the list of your issuers."),
    )


def make(
    name: str, passphrase: str, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> Signer:
    """The first issuer, ready to sign. Its passphrase is kept nowhere.

    Raises UserError without a name, for a short passphrase, or where there is an issuer already.
    """
    from smmhire.signing.keys import new_issuer, unlock

    with unit_of_work(read_only=True) as work:
        _refuse_second(work.issuer_keys.current())
    sealed = new_issuer(name, passphrase, now or utc_now())
    with unit_of_work() as work:
        if not work.issuer_keys.add(_stored(sealed)):
            _refuse_second(work.issuer_keys.current())
        work.commit()
    return unlock(sealed, passphrase)


def make_instead(
    name: str, passphrase: str, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> Signer:
    """A new issuer in place of the current one, whose passphrase is lost: so nothing announces it.

    What the old one has signed stays valid. Raises UserError as `make`, and where there is none to replace.
    """
    from smmhire.signing.keys import new_issuer
    from smmhire.signing.keys import unlock as open_seal

    old = chosen(None, unit_of_work=unit_of_work)
    sealed = new_issuer(name, passphrase, now or utc_now())
    with unit_of_work() as work:
        if not work.issuer_keys.add(_stored(sealed), instead_of=old.id):
            raise _not_current()
        work.commit()
    return open_seal(sealed, passphrase)


def least_passphrase() -> int:
    """How many characters a passphrase has at least."""
    from smmhire.signing.keys import LEAST_PASSPHRASE

    return LEAST_PASSPHRASE


def unlock(passphrase: str, *, unit_of_work: UnitOfWorkFactory, fingerprint: str | None = None) -> Signer:
    """The current issuer, or the one of that fingerprint, able to sign.

    Raises UserError for a wrong passphrase, or where there is no such issuer.
    """
    from smmhire.signing.keys import unlock as open_seal

    return open_seal(_sealed(chosen(fingerprint, unit_of_work=unit_of_work)), passphrase)


def change_passphrase(
    old: str, new: str, *, unit_of_work: UnitOfWorkFactory, fingerprint: str | None = None
) -> None:
    """Seal the issuer with another passphrase; files exported before still open with the old one.

    Raises UserError where `old` is wrong, `new` too short, or somebody has changed it meanwhile.
    """
    from smmhire.signing.keys import change_passphrase as seal_anew
    from smmhire.signing.keys import to_text

    key = chosen(fingerprint, unit_of_work=unit_of_work)
    sealed = to_text(seal_anew(_sealed(key), old, new))
    with unit_of_work() as work:
        if not work.issuer_keys.seal_anew(key, sealed):
            raise UserError(
                _("The passphrase of this issuer was changed by somebody else meanwhile."),
                _("Ask them for it, then change it again."),
            )
        work.commit()


def export(path: Path, *, unit_of_work: UnitOfWorkFactory, fingerprint: str | None = None) -> Path:
    """Write the issuer to a file, sealed as it is: with its passphrase it can be restored from there.

    A copy of the same issuer is replaced. Raises UserError where there is no such issuer, the file holds
    another one (it may be the only copy of that), or cannot be written.
    """
    from smmhire.services.files import save_file

    key = chosen(fingerprint, unit_of_work=unit_of_work)
    there = _copy_in(path)
    if there is not None and there.fingerprint != key.fingerprint:
        raise UserError(
            _(
                "“{file}” holds a copy of another issuer, “{name}” ({fingerprint}), so it was not replaced.",
                file=path.name,
                name=there.name,
                fingerprint=there.fingerprint,
            ),
            _("Choose another name for the file."),
        )
    return save_file(key.sealed.encode(), path)


def _copy_in(path: Path) -> SealedIssuer | None:
    """The issuer that a file holds; None where it holds none, or is not there."""
    from smmhire.signing.keys import from_text

    try:
        return from_text(read_text_file(path, MOST_BYTES))
    except UserError:
        return None


def restore(
    path: Path, passphrase: str, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> Restored:
    """Bring an exported issuer back. It signs from now on where no other one does.

    The passphrase is tried first, so that nobody finds out later that it is lost. An issuer that is here
    already gets the passphrase of the file. Raises UserError for a file that is none, or a wrong passphrase.
    """
    from smmhire.signing.keys import from_text, to_text
    from smmhire.signing.keys import unlock as open_seal

    sealed = from_text(read_text_file(path, MOST_BYTES))
    open_seal(sealed, passphrase)
    moment = now or utc_now()
    with unit_of_work() as work:
        known = work.issuer_keys.get(sealed.fingerprint)
        if known is not None:
            # The copy may be older than a change of passphrase: the way back where the new one is lost.
            work.issuer_keys.seal_anew(known, to_text(sealed))
            work.commit()
            return Restored(known, is_new=False, is_current=known.retired_at is None)
        has_current = work.issuer_keys.current() is not None
        key = _stored(sealed, retired_at=moment if has_current else None)
        work.issuer_keys.add(key)
        work.commit()
    return Restored(key, is_new=True, is_current=not has_current)


def rotate(
    signer: Signer,
    name: str,
    passphrase: str,
    *,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> Signer:
    """A new issuer in place of `signer`, which announces it by its signature and signs nothing more.

    What it has signed stays valid. Raises UserError as `make`, and where `signer` is not the current one.
    """
    from smmhire.signing.keys import new_issuer
    from smmhire.signing.keys import unlock as open_seal
    from smmhire.signing.withdrawn import rotation_statement

    moment = now or utc_now()
    with unit_of_work(read_only=True) as work:
        old = work.issuer_keys.current()
    if old is None or old.fingerprint != signer.issuer.fingerprint:
        raise _not_current()
    sealed = new_issuer(name, passphrase, moment)
    key = _stored(sealed, announced=rotation_statement(signer, sealed, moment))
    with unit_of_work() as work:
        if not work.issuer_keys.add(key, instead_of=old.id):
            raise _not_current()
        work.commit()
    return open_seal(sealed, passphrase)


def sealed_issuer(key: IssuerKey) -> SealedIssuer:
    """The public part of an own issuer: its key, its certificates. Raises UserError where it is damaged."""
    return _sealed(key)


def _sealed(key: IssuerKey) -> SealedIssuer:
    from smmhire.signing.keys import from_text

    return from_text(key.sealed)


def _stored(sealed: SealedIssuer, *, retired_at: datetime | None = None, announced: str = "") -> IssuerKey:
    from smmhire.signing.keys import to_text

    return IssuerKey(
        id=new_id(),
        fingerprint=sealed.fingerprint,
        name=sealed.name,
        created_at=sealed.created_at.astimezone(UTC),
        retired_at=retired_at,
        sealed=to_text(sealed),
        announced=announced,
    )


def _refuse_second(there: IssuerKey | None) -> None:
    if there is not None:
        raise UserError(
            _("There is an issuer already: “{name}”.", name=there.name),
            _("Unlock it with its passphrase, or let a new issuer follow it."),
        )


def _not_current() -> UserError:
    return UserError(
        _("This issuer no longer signs: another one has taken its place."),
        _("Unlock the one that signs now."),
    )
