"""Pay figures copied from a spreadsheet: what is understood of each line, before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from smmhire.pay.entries import EntryDraft, EntryReading, Remark
from smmhire.services import pay_entries
from smmhire.texts import _

if TYPE_CHECKING:
    from collections.abc import Mapping

# More lines are a file: the import reads it faster, and remembers it.
MOST_LINES = 500


@dataclass(frozen=True, slots=True)
class PastedLine:
    """A line, and what is understood of it; `number` counts the lines from 1, headings apart."""

    number: int
    draft: EntryDraft
    reading: EntryReading

    @property
    def remark(self) -> Remark | None:
        """Why it is not kept, or why only if somebody insists; None where all is well."""
        return next(iter(self.reading.problems), self.reading.doubt)


@dataclass(frozen=True, slots=True)
class Pasted:
    """The lines, at most `MOST_LINES`, and the columns that nothing was made of. `left`: lines beyond.
    `has_headings`: the columns had names."""

    lines: tuple[PastedLine, ...]
    unused: tuple[str, ...] = ()
    left: int = 0
    has_headings: bool = False

    def to_keep(self, *, with_doubtful: bool) -> tuple[EntryDraft, ...]:
        """What can be kept."""
        return tuple(
            line.draft
            for line in self.lines
            if line.reading.figure is not None and (with_doubtful or line.reading.doubt is None)
        )


def read(text: str, like: EntryDraft) -> Pasted:
    """What the lines of `text` say; what no column says is as in `like`."""
    from smmhire.exchange.pay_pasted import read_pasted

    table = read_pasted(text)
    lines: list[PastedLine] = []
    for number, cells in enumerate(table.rows[:MOST_LINES], start=1):
        draft = _draft({**table.fixed, **cells}, like)
        lines.append(PastedLine(number, draft, pay_entries.read(draft)))
    return Pasted(tuple(lines), table.unused, max(0, len(table.rows) - MOST_LINES), table.has_headings)


def _draft(cells: Mapping[str, str], like: EntryDraft) -> EntryDraft:
    """A cell that is there and says nothing known leaves its field empty: nothing is put in its place."""
    from smmhire.exchange.countries import country_code
    from smmhire.exchange.pay_words import basis_code, currency_code, engagement_code, period_code

    changes: dict[str, Any] = {"pay": _pay(cells)}
    for name, read_cell in (
        ("currency", currency_code),
        ("period", period_code),
        ("engagement", engagement_code),
        ("country", country_code),
        ("observed_on", pay_entries.date_typed),
    ):
        if name in cells:
            changes[name] = read_cell(cells[name])
    if "basis" in cells:
        changes["basis"] = basis_code(cells["basis"]) or "unknown"
    for name in ("bonus", "title", "city", "experience", "contributor"):
        if name in cells:
            changes[name] = cells[name]
    return replace(like, **changes)


def _pay(cells: Mapping[str, str]) -> str:
    low, high = cells.get("low", ""), cells.get("high", "")
    if "amount" in cells or not (low or high):
        return cells.get("amount", "")
    if low and high:
        return f"{low} – {high}"
    end = low or high
    if not any(sign.isdigit() for sign in end):
        return end
    return f"≥ {end}" if low else f"≤ {end}"


def applied_text(like: EntryDraft) -> str:
    """What holds where a line does not say it, in the current language."""
    from smmhire.pay.reasons import basis_text, per_period
    from smmhire.texts import country_name

    parts = [like.currency or "", per_period(like.period) if like.period else "", basis_text(like.basis)]
    parts.append(country_name(like.country) if like.country else "")
    return _("Where a line does not say it: {what}.", what=", ".join(part for part in parts if part))
