"""Tags: short words that somebody puts on candidates to find them again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from smmhire.candidates.keys import search_key

LONGEST = 40  # characters: what is longer is a note


def read_tags(text: str) -> tuple[str, ...]:
    """The tags in a line, separated by commas, semicolons or line ends; of two that are alike but for the
    way they are written the first counts. Longer ones are cut at 40 characters."""
    return unique_tags(re.split(r"[,;\n،]", text))


def unique_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """The tags without outer or double spaces, without empty ones, each once."""
    found: dict[str, str] = {}
    for tag in tags:
        tidy = " ".join(tag.split())[:LONGEST].rstrip()
        if tidy:
            found.setdefault(search_key(tidy), tidy)
    return tuple(found.values())


def written_tags(tags: Iterable[str]) -> str:
    """The tags as a line that `read_tags` reads."""
    return ", ".join(tags)
