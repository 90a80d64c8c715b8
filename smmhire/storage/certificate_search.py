"""By which words certificates are found: written along with each, and asked for by whoever looks for one."""

from __future__ import annotations

from smmhire.candidates.keys import search_key, searched_text
from smmhire.candidates.searching import needle

# Characters: an index of PostgreSQL takes no longer entries than 2,700 bytes.
_LONGEST = 500


def search_words(holder: str, number: str, issuer: str) -> str:
    """What is searched: the number with and without its dashes, holder and issuer in one spelling."""
    return searched_text(number, "", "", (number.replace("-", ""), holder, issuer))[:_LONGEST]


def needles(text: str) -> tuple[str, ...]:
    """What has to stand in the words that are searched, all of it."""
    return tuple(dict.fromkeys(needle(word) for word in search_key(text.replace("\0", " ")).split()))
