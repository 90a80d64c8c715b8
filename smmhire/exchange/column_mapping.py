"""What all mappings of tables share: guessing columns by heading and content, and reading mapping files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from unicodedata import normalize

from smmhire.errors import UserError
from smmhire.exchange.tabular import Table
from smmhire.texts import _

FORMAT = 1  # of mapping files; a higher one was written by a newer program
SAMPLE_ROWS = 300  # cells looked at to judge a guess by its content
ENOUGH = 0.6  # share of the cells that must read as the field for a guess by heading to stand
SHORT_BRACKETS = 20  # characters: more in brackets is an explanation
FIRST_ROW = 2  # as a spreadsheet counts: the headings are row 1

_RUN_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=\w{3})\.(?=\w{3})")


@dataclass(frozen=True)
class Guessing:
    """How the columns of one kind of table are told.

    headings: field -> patterns, best first, compared with headings in small letters; refused: field ->
    pattern of headings that are something else; tests: field -> whether a cell can be it (fields of free text
    have none); may_be_empty: fields that a column without a cell in the sample may be; with_brackets: fields
    that a word in brackets behind the name can tell, as in 'Salary (from)'.
    """

    headings: Mapping[str, tuple[str, ...]]
    refused: Mapping[str, str] = field(default_factory=dict[str, str])
    tests: Mapping[str, Callable[[str], bool]] = field(default_factory=dict[str, Callable[[str], bool]])
    may_be_empty: Collection[str] = ()
    with_brackets: Collection[str] = ()

    def columns(self, table: Table) -> dict[str, str]:
        """Field -> heading, as far as headings and cells make it likely; no heading feeds two fields."""
        found: dict[str, str] = {}
        for name, patterns in self.headings.items():
            free = [heading for heading in table.headings if heading not in found.values()]
            heading = self._best_heading(table, name, patterns, free)
            if heading is not None:
                found[name] = heading
        return found

    def _best_heading(
        self, table: Table, name: str, patterns: tuple[str, ...], free: list[str]
    ) -> str | None:
        for pattern in patterns:
            for heading in free:
                if self._says(name, pattern, heading) and self.reads_as(name, sample(table, heading)):
                    return heading
        return None

    def is_named(self, name: str, heading: str) -> bool:
        """Whether the heading says that its column is the field, whatever stands in the cells."""
        return any(self._says(name, pattern, heading) for pattern in self.headings[name])

    def _says(self, name: str, pattern: str, heading: str) -> bool:
        plain = plain_heading(heading, with_brackets=name in self.with_brackets)
        refused = self.refused.get(name)
        return not (refused is not None and re.search(refused, plain)) and bool(re.search(pattern, plain))

    def reads_as(self, name: str, cells: list[str]) -> bool:
        """Whether enough of the cells can be the field; without cells it cannot be told."""
        if not cells:
            return name in self.may_be_empty
        test = self.tests.get(name)
        return test is None or sum(test(cell) for cell in cells) >= ENOUGH * len(cells)


def plain_heading(heading: str, *, with_brackets: bool = False) -> str:
    """A heading as patterns see it: what a survey puts behind a question in brackets is help, not a name.

    with_brackets: keep a few words in brackets, which are no help. Words run together (salaryFrom,
    salary.from) are parted.
    """
    parted = _RUN_TOGETHER.sub(" ", normalize("NFC", heading)).casefold().replace("_", " ")
    if with_brackets:
        parted = re.sub(rf"\(([^()?]{{1,{SHORT_BRACKETS}}})\)", r" \1 ", parted)
    return " ".join(re.split(r"[(?]", parted)[0].split())


def sample(table: Table, heading: str) -> list[str]:
    """The cells of a column that a guess is judged by."""
    return [cell for cell in table.cells(heading, SAMPLE_ROWS).to_list() if cell]


def check_headings(table: Table, columns: Mapping[str, str]) -> None:
    """Raises UserError where the mapping names columns the table does not have."""
    missing = [heading for heading in columns.values() if heading not in table.headings]
    if missing:
        raise UserError(
            _(
                "“{name}” has no column “{columns}”, which the mapping asks for.",
                name=table.file_name,
                columns="”, “".join(missing),
            ),
            _("Choose the mapping made for this file, or map the columns by hand."),
        )


def with_column(columns: Mapping[str, str], name: str, heading: str | None) -> dict[str, str]:
    """The columns with `heading` feeding the field `name`, or nothing feeding it."""
    changed = {known: column for known, column in columns.items() if known != name}
    if heading is not None:
        changed[name] = heading
    return changed


# -- mapping files -----------------------------------------------------------------------------------
def mapping_text(content: Mapping[str, Any]) -> str:
    """A mapping as a small file to keep or share."""
    return json.dumps({"format": FORMAT, **content}, ensure_ascii=False, indent=2) + "\n"


def mapping_content(text: str) -> dict[str, Any]:
    """What `mapping_text` has written. Raises UserError for that of a newer program, ValueError for anything
    else."""
    content = json.loads(text)
    if not isinstance(content, dict):
        raise ValueError("not an object")
    fields = cast("dict[str, Any]", content)
    written = fields.pop("format", None)
    if isinstance(written, int) and written > FORMAT:
        raise UserError(
            _("This column mapping was saved by a newer version of the program."),
            _("Update the program, or map the columns by hand."),
        )
    if written != FORMAT:
        raise ValueError("another format")
    return fields


def is_texts_by_name(value: object) -> bool:
    """Whether `value` is an object of texts."""
    return isinstance(value, dict) and are_texts(
        part for pair in cast("dict[object, object]", value).items() for part in pair
    )


def are_texts(values: Iterable[object]) -> bool:
    """Whether all of them are texts."""
    return all(isinstance(value, str) for value in values)


def no_mapping() -> UserError:
    """The text is no mapping."""
    return UserError(_("This is not a column mapping that can be read."), how_to_map())


def how_to_map() -> str:
    """What to do without the mapping file."""
    return _("Choose a mapping file that this program saved, or map the columns by hand.")


def read_mapping_file(path: Path) -> str:
    """The text of a mapping file. Raises UserError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as failed:
        raise UserError(
            _("The mapping file “{name}” cannot be read.", name=path.name), how_to_map()
        ) from failed


# -- remembered by the headings of their tables --------------------------------------------------------
# So many kinds of tables are remembered, the last imported ones.
REMEMBERED = 20


def remembered_text(headings: Iterable[str], kept: Mapping[str, str]) -> str | None:
    """How a table with these headings was understood the last time, as `with_remembered` has kept it."""
    return kept.get(_signature(headings))


def with_remembered(headings: Iterable[str], text: str, kept: Mapping[str, str]) -> dict[str, str]:
    """`kept` with what a table of these headings was understood as, the oldest ones left out."""
    key = _signature(headings)
    others = [(name, known) for name, known in kept.items() if name != key]
    return dict([*others, (key, text)][-REMEMBERED:])


def _signature(headings: Iterable[str]) -> str:
    return "\t".join(headings)
