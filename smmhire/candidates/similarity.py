"""How likely two entries are one person, and why: a stated score from stated reasons.

Each reason has a weight, the chance that it alone names one person; what speaks for it is put together as
1 − Π(1 − weight), as for independent signs. What speaks against it scales the score down. The weights are
settings, not estimates: nobody has counted them (decision 0026). A name alone stays below `LIKELY`: many
people have the same one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from smmhire.candidates.candidate import Candidate
from smmhire.candidates.keys import email_key, phone_key, search_key
from smmhire.candidates.sound_key import shared_words, sound_alike, spoken_words
from smmhire.texts import N_, _

ALMOST_SURE = 0.9
LIKELY = 0.6
# Below this a pair is not worth a person's time.
SHOWN_FROM = 0.25


class Sign(StrEnum):
    """Something two entries have in common, or in which they differ."""

    SAME_EMAIL = "same_email"
    SAME_PHONE = "same_phone"
    SAME_NAME = "same_name"
    SOUNDING_NAME = "sounding_name"
    PART_OF_NAME = "part_of_name"
    NEAR_EMAIL = "near_email"
    NEAR_PHONE = "near_phone"
    OTHER_NAME = "other_name"
    OTHER_EMAIL = "other_email"
    OTHER_PHONE = "other_phone"


# The chance that two entries with this sign alone are one person.
WEIGHTS = {
    Sign.SAME_EMAIL: 0.95,
    Sign.SAME_PHONE: 0.85,  # families and shops share telephones
    Sign.SAME_NAME: 0.4,
    Sign.SOUNDING_NAME: 0.3,
    Sign.PART_OF_NAME: 0.15,
    Sign.NEAR_EMAIL: 0.5,
    Sign.NEAR_PHONE: 0.5,
}
# What the score is multiplied by.
AGAINST = {Sign.OTHER_NAME: 0.6, Sign.OTHER_EMAIL: 0.6, Sign.OTHER_PHONE: 0.6}

SIGN_TEXTS = {
    Sign.SAME_EMAIL: N_("the same email"),
    Sign.SAME_PHONE: N_("the same phone number"),
    Sign.SAME_NAME: N_("the same name"),
    Sign.SOUNDING_NAME: N_("the names sound alike"),
    Sign.PART_OF_NAME: N_("part of the name is the same"),
    Sign.NEAR_EMAIL: N_("nearly the same email"),
    Sign.NEAR_PHONE: N_("the phone numbers differ in one digit"),
    Sign.OTHER_NAME: N_("but the names differ"),
    Sign.OTHER_EMAIL: N_("but the emails differ"),
    Sign.OTHER_PHONE: N_("but the phone numbers differ"),
}


@dataclass(frozen=True, slots=True)
class Similarity:
    """`score` in 0..1, and the signs it comes from: those for it first."""

    score: float
    signs: tuple[Sign, ...]

    @property
    def is_likely(self) -> bool:
        """More than 'perhaps'."""
        return self.score >= LIKELY

    @property
    def is_same_contact(self) -> bool:
        """Likely, and by an email or a phone number that is the same: enough to join without being asked."""
        return self.is_likely and (Sign.SAME_EMAIL in self.signs or Sign.SAME_PHONE in self.signs)

    @property
    def reasons(self) -> str:
        """The signs in words, in the current language."""
        return ", ".join(_(SIGN_TEXTS[sign]) for sign in self.signs)

    @property
    def verdict(self) -> str:
        """The score in words, in the current language."""
        if self.score >= ALMOST_SURE:
            return _("almost certainly one person")
        return _("probably one person") if self.is_likely else _("perhaps one person")


_BOTH_DIFFER = [Sign.OTHER_EMAIL, Sign.OTHER_PHONE]
_NOTHING = Similarity(0.0, (Sign.OTHER_EMAIL, Sign.OTHER_PHONE))


@dataclass(frozen=True, slots=True)
class Traits:
    """What people are compared by."""

    name: str
    name_key: str
    email: str
    phone: str


def traits(person: Candidate) -> Traits:
    """Those of one person."""
    return traits_of(person.name, person.email, person.phone)


def traits_of(name: str, email: str, phone: str) -> Traits:
    """Those of somebody who is not kept yet."""
    return Traits(name, search_key(name), email_key(email), phone_key(phone))


def similarity(one: Traits, other: Traits) -> Similarity:
    """How likely the two are one person. The same from either side.

    Where both email and phone are others, the names are not compared: even the same one could not make the
    pair worth showing.
    """
    signs = [*_email_signs(one.email, other.email), *_phone_signs(one.phone, other.phone)]
    if signs == _BOTH_DIFFER:
        return _NOTHING
    signs += _name_signs(one, other)
    unlike, less = 1.0, 1.0
    for sign in signs:
        unlike *= 1 - WEIGHTS.get(sign, 0.0)
        less *= AGAINST.get(sign, 1.0)
    # An address or a number that is the same outweighs that the other one has changed.
    if Sign.SAME_EMAIL in signs or Sign.SAME_PHONE in signs:
        less = AGAINST[Sign.OTHER_NAME] if Sign.OTHER_NAME in signs else 1.0
    ordered = sorted(signs, key=lambda sign: -WEIGHTS.get(sign, -1.0))
    return Similarity((1 - unlike) * less, tuple(ordered))


def _name_signs(one: Traits, other: Traits) -> list[Sign]:
    if not one.name_key or not other.name_key:
        return []
    if one.name_key == other.name_key:
        return [Sign.SAME_NAME]
    if sound_alike(one.name, other.name):
        return [Sign.SOUNDING_NAME]
    fewest = min(len(spoken_words(one.name)), len(spoken_words(other.name)))
    if fewest and shared_words(one.name, other.name) == fewest:
        return [Sign.PART_OF_NAME]  # every word of the shorter one is in the longer one
    return [Sign.OTHER_NAME]


def _email_signs(one: str, other: str) -> list[Sign]:
    if not one or not other:
        return []
    if one == other:
        return [Sign.SAME_EMAIL]
    return [Sign.NEAR_EMAIL if _is_near_email(one, other) else Sign.OTHER_EMAIL]


def _is_near_email(one: str, other: str) -> bool:
    """One slip of the hand apart, or the same name at another host, dots and what follows a + left out."""
    name, _at, host = one.partition("@")
    other_name, _at, other_host = other.partition("@")
    plain, other_plain = (part.partition("+")[0].replace(".", "") for part in (name, other_name))
    # info@, hr@, cv@ stand before many hosts.
    if plain == other_plain and (host == other_host or len(plain) >= 6):
        return True
    # karim1@ and karim2@ are two mailboxes, not a slip of the hand.
    digits = [re.sub(r"\D", "", text) for text in (one, other)]
    return len(one) >= 8 and digits[0] == digits[1] and _is_one_slip(one, other)


def _phone_signs(one: str, other: str) -> list[Sign]:
    if not one or not other:
        return []
    if one == other:
        return [Sign.SAME_PHONE]
    is_near = len(one) >= 9 and _is_one_slip(one, other)
    return [Sign.NEAR_PHONE if is_near else Sign.OTHER_PHONE]


def _is_one_slip(one: str, other: str) -> bool:
    """One character is another, is missing, or has changed places with the next."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((i for i, letter in enumerate(one) if letter != other[i]), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    if one[at + 1 :] == other[at + 1 :]:
        return True
    return one[at + 2 :] == other[at + 2 :] and one[at : at + 2] == other[at : at + 2][::-1]
