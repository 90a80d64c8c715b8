"""Tables of groups for a report on adverse impact: who (an email address or an id), and to which group."""

from __future__ import annotations

from pathlib import Path

from smmhire.errors import UserError
from smmhire.exchange.tabular import read_table
from smmhire.texts import _

# Headings of the first column in the languages of the program; others are guessed from what stands below.
_WHO = frozenset(
    [
        *("email", "e-mail", "email address", "mail", "id", "name", "candidate", "candidate_id"),
        *("ইমেইল", "ই-মেইল", "আইডি", "নাম", "প্রার্থী"),
    ]
)
_GROUP = frozenset(["group", "দল", "গোষ্ঠী", "শ্রেণি"])


def read_group_table(path: Path) -> tuple[tuple[str, str], ...]:
    """Who and group of every row that has both. Raises UserError where the file is no such table."""
    table = read_table(path)
    headings = table.headings
    if len(headings) < 2:
        raise UserError(
            _("“{name}” has one column only.", name=table.file_name),
            _("It has to hold two: the candidates’ email addresses or ids, and their groups."),
        )
    who = _found(headings, _WHO) or headings[0]
    others = [heading for heading in headings if heading != who]
    group = _found(others, _GROUP) or others[0]
    rows = zip(table.column(who), table.column(group), strict=True)
    return tuple((one, of) for one, of in rows if one and of)


def is_heading(first: tuple[str, str]) -> bool:
    """Whether the first of pasted rows is a heading."""
    return _found([first[0]], _WHO) is not None


def _found(headings: list[str] | tuple[str, ...], names: frozenset[str]) -> str | None:
    return next((heading for heading in headings if heading.strip().casefold() in names), None)
