"""Questions as a CSV table, which holds every kind of item whole, in one language."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from smmhire.assessment.items import Item
from smmhire.exchange.items.draft import DraftItem, DraftOption
from smmhire.exchange.items.finish import CHOICES, as_written
from smmhire.exchange.items.tables import GUARDED
from smmhire.exchange.items.writing import Losses, Written, written

_FIELDS = ("option", "feedback", "match", "weight", "effectiveness")


def write_csv(items: Sequence[Item], language: str, *, seed: int = 1) -> Written:
    """The items as CSV in UTF-8, with the mark by which Excel knows it."""
    return written(items, language, seed, fit, lambda drafts: text_of(drafts).encode("utf-8-sig"))


def fit(draft: DraftItem, _losses: Losses) -> DraftItem | None:
    """The draft as it is."""
    return draft


def text_of(drafts: Sequence[DraftItem]) -> str:
    """The drafts as the text of a file."""
    most = max((len(draft.options) for draft in drafts), default=0)
    wrong = max((len(draft.number.mistakes) for draft in drafts if draft.number), default=0)
    head = ["id", "name", "type", "language", "category", "question"]
    head += [f"{field}_{n}" for n in range(1, most + 1) for field in _FIELDS]
    head += ["key", "number_answer", "tolerance", "unit"]
    head += [f"{field}_{n}" for n in range(1, wrong + 1) for field in ("mistake", "mistake_feedback")]
    head += ["otherwise", "feedback"]
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    table.writerow(head)
    for draft in drafts:
        table.writerow([_guarded(cell) for cell in _cells(draft, most, wrong)])
    return out.getvalue()


def _cells(draft: DraftItem, most: int, wrong: int) -> list[str]:
    cells = [draft.identifier, draft.name, draft.type.value, draft.language or "", draft.category, draft.stem]
    for option in (*draft.options, *[None] * (most - len(draft.options))):
        cells += _option(option)
    places = [str(n) for n, option in enumerate(draft.options, start=1) if option.is_correct]
    cells.append(";".join(places) if draft.type in CHOICES else "")
    key = draft.number
    cells += [as_written(key.value), as_written(key.tolerance), key.unit] if key else ["", "", ""]
    mistakes = key.mistakes if key else ()
    for mistake in mistakes:
        cells += [as_written(mistake.value), mistake.feedback]
    cells += [""] * (2 * (wrong - len(mistakes)))
    return [*cells, key.otherwise if key else "", draft.feedback]


def _option(option: DraftOption | None) -> list[str]:
    if option is None:
        return [""] * len(_FIELDS)
    return [option.text, option.feedback, option.match, _number(option.weight), _number(option.effectiveness)]


def _number(value: Decimal | None) -> str:
    return "" if value is None else as_written(value)


def _guarded(cell: str) -> str:
    """A spreadsheet takes what begins with = for a formula, and might run it."""
    is_number = cell[1:].replace(".", "", 1).isascii() and cell[1:].replace(".", "", 1).isdigit()
    return "'" + cell if cell.startswith(GUARDED) and not is_number else cell
