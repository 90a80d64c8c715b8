"""What makes two spellings of one person's name, address or number comparable: to find, to sort, to merge.

The keys are stored beside what was written, so that a database can be searched by them; what is shown is
always the writer's own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

from smmhire.texts import latin_digits
from smmhire.vacancies.wording import JOINERS, SAME

# National numbers are compared by their last digits: what stands before them (+880, 00880, 0) is written or
# left out. Ten digits tell the subscribers of Bangladesh, India, Russia and North America apart.
PHONE_DIGITS = 10

_NOT_SHOWN = dict.fromkeys(map(ord, JOINERS))
_WRITTEN_AS = str.maketrans(SAME)


def search_key(text: str) -> str:
    """`text` in one spelling: NFC (so that য় typed as one letter or two is the same), small letters, Latin
    digits, single spaces, no joiners."""
    # As `wording.fold` has it, without where each letter comes from: an import asks a hundred thousand times.
    if text.isascii():
        return " ".join(text.lower().split())
    plain = normalize("NFC", text).translate(_NOT_SHOWN).casefold().translate(_WRITTEN_AS)
    return " ".join(latin_digits(plain).split())


def email_key(email: str) -> str:
    """The address in small letters without spaces; '' for none."""
    return "".join(search_key(email).split())


def phone_key(phone: str) -> str:
    """The last ten digits of the number, in Latin digits; '' where there are fewer than six."""
    digits = re.sub(r"\D", "", latin_digits(phone))
    return digits[-PHONE_DIGITS:] if len(digits) >= 6 else ""


def searched_text(name: str, email: str, phone: str, tags: Iterable[str]) -> str:
    """What is searched when somebody looks for a candidate: each part in its own line, two spaces before
    each word.

    The index knows three letters at a time; with the spaces it also finds the one or two letters with which
    a word begins.
    """
    digits = re.sub(r"\D", "", latin_digits(phone))
    parts = (search_key(name), email_key(email), digits, *(search_key(tag) for tag in tags))
    return "\n".join("".join(f"  {word}" for word in part.split()) for part in parts)
