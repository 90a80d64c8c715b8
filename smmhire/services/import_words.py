"""What an import of candidates would do, in the current language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smmhire.candidates.incoming import Decisions, Fate, Match, Outcome, PlannedRow
from smmhire.texts import N_, _, ngettext, number

if TYPE_CHECKING:
    from smmhire.services.candidate_import import Brought, ImportPlan

FATES = {
    Fate.ADD: N_("is added"),
    Fate.JOIN: N_("is joined"),
    Fate.SKIP: N_("is left out"),
    Fate.NOTHING: N_("changes nothing"),
}
OUTCOMES = {
    Outcome.NEW: N_("new"),
    Outcome.LIKELY: N_("probably here already"),
    Outcome.PERHAPS: N_("perhaps here already"),
    Outcome.ALREADY: N_("here already with all this"),
    Outcome.TWICE: N_("twice in the file"),
}


def outcome_text(row: PlannedRow) -> str:
    """What a row is."""
    return _(OUTCOMES[row.outcome])


def fate_text(row: PlannedRow, decisions: Decisions) -> str:
    """What becomes of a row."""
    return _(FATES[decisions.fate(row)])


def match_text(plan: ImportPlan, match: Match | None) -> str:
    """Whom a row is like: the name, and the row where it is one of the file."""
    if match is None:
        return ""
    if match.row_at is None:
        return match.name
    row = plan.rows[match.row_at].incoming.row
    return _("{name} in row {n}", name=match.name, n=number(row))


def counts_text(plan: ImportPlan, decisions: Decisions) -> str:
    """How many rows there are, and how many come to what."""
    fates = plan.fates(decisions)
    parts = [ngettext("{n} row", "{n} rows", plan.count)]
    added, joined, nothing, skipped = (fates[fate] for fate in (Fate.ADD, Fate.JOIN, Fate.NOTHING, Fate.SKIP))
    if added:
        parts.append(ngettext("{n} is added", "{n} are added", added))
    if joined:
        parts.append(ngettext("{n} is joined with somebody", "{n} are joined with somebody", joined))
    if nothing:
        parts.append(ngettext("{n} changes nothing", "{n} change nothing", nothing))
    if skipped:
        parts.append(ngettext("{n} is left out", "{n} are left out", skipped))
    if plan.left_out:
        parts.append(ngettext("{n} cannot be used", "{n} cannot be used", plan.left_out))
    if remarked := len({issue.row for issue in plan.issues} & {row.incoming.row for row in plan.rows}):
        parts.append(ngettext("{n} with a remark", "{n} with remarks", remarked))
    return " · ".join(parts)


def brought_text(brought: Brought) -> str:
    """What an import has done."""
    parts = [ngettext("{n} candidate added", "{n} candidates added", len(brought.new))]
    if brought.changed:
        parts.append(ngettext("{n} changed", "{n} changed", len(brought.changed)))
    if brought.applied:
        parts.append(ngettext("{n} more application", "{n} more applications", len(brought.applied)))
    return _("“{file}”: {what}.", file=brought.file_name, what=", ".join(parts))
