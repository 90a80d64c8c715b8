"""Files of an issuer that were given where another one belongs: what they are, and what is done with them."""

from __future__ import annotations

from enum import StrEnum

from smmhire.certificates.flaws import Refused, sentence_on
from smmhire.errors import UserError
from smmhire.texts import N_, _


class Remedy(StrEnum):
    """What is to be done with the file instead."""

    TAKE_IN = "take_in"
    CHECK = "check"
    KEEP = "keep"


_IN_THE_WINDOW = {
    Remedy.TAKE_IN: N_("It can be taken in here, or under “Issuers and keys”."),
    Remedy.CHECK: N_("Check it by “Check a certificate”."),
    Remedy.KEEP: N_("Keep it safe, apart from its passphrase, and give it to nobody."),
}


class OtherFile(UserError):
    """A file of an issuer, but of another kind; `what_to_do` is said as in the window."""

    def __init__(self, what: str, remedy: Remedy) -> None:
        super().__init__(what, _(_IN_THE_WINDOW[remedy]))
        self.remedy = remedy


def list_not_certificate(token: str) -> UserError:
    """What is said of a list of withdrawn certificates that is checked like a certificate."""
    from smmhire.signing.withdrawn import read_withdrawn

    try:
        name = read_withdrawn(token).name
    except Refused as refused:
        return _broken(_("This is a list of withdrawn certificates, not a certificate."), refused)
    return OtherFile(
        _("This is a list of withdrawn certificates in the name of “{name}”, not a certificate.", name=name),
        Remedy.TAKE_IN,
    )


def announcement_not_certificate(token: str) -> UserError:
    """What is said of an announcement of a new issuer that is checked like a certificate."""
    from smmhire.signing.withdrawn import read_rotation

    try:
        _old, _new, name, _said_at = read_rotation(token)
    except Refused as refused:
        return _broken(_("This is the announcement of a new issuer, not a certificate."), refused)
    return OtherFile(
        _("This is the announcement of a new issuer named “{name}”, not a certificate.", name=name),
        Remedy.TAKE_IN,
    )


def copy_of_keys() -> OtherFile:
    """What is said of an exported issuer, wherever it is given."""
    return OtherFile(_("This is a copy of an issuer's keys: neither a certificate nor a list."), Remedy.KEEP)


def certificate_not_list() -> OtherFile:
    """What is said of a certificate, its badge or its code that is to be taken in."""
    return OtherFile(_("This belongs to a certificate: it is checked, not taken in."), Remedy.CHECK)


def _broken(what: str, refused: Refused) -> UserError:
    return UserError(f"{what} {sentence_on(refused.flaw)}", _("Ask the issuer for the file again."))
