"""Why a signature, a code or a list is refused, as a reason and as a sentence."""

from __future__ import annotations

from enum import StrEnum

from smmhire.texts import N_, _


class Flaw(StrEnum):
    """What is wrong with something that claims to be signed."""

    FOREIGN = "foreign"  # of another kind: no text, file or list of ours
    TOO_LONG = "too_long"
    DAMAGED = "damaged"  # of our kind, but it cannot be read to the end
    ALGORITHM = "algorithm"  # names another algorithm than the one we expect, or none
    KEY = "key"  # the key named is not the one it has to be
    SIGNATURE = "signature"  # the signature does not belong to this content and key
    CONTENT = "content"  # well signed, but it says what no certificate of ours says


class Refused(Exception):
    """Something signed is refused; `flaw` is the only thing to know about it."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


_SENTENCES = {
    Flaw.FOREIGN: N_("This is nothing that SMM Hire has signed."),
    Flaw.TOO_LONG: N_("It is longer than anything SMM Hire signs, so it was not read."),
    Flaw.DAMAGED: N_("It is damaged: a part is missing, or was changed on the way."),
    Flaw.ALGORITHM: N_("It asks for another way of signing than ours, or for none. That is a known trick."),
    Flaw.KEY: N_("The key it names is not the key it must be signed with. That is a known trick."),
    Flaw.SIGNATURE: N_("The signature does not belong to this content: something was changed."),
    Flaw.CONTENT: N_("It is signed, but it says what no certificate of SMM Hire says."),
}


def sentence_on(flaw: Flaw) -> str:
    """What is wrong, as one or two sentences in the current language."""
    return _(_SENTENCES[flaw])
