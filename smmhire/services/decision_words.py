"""Entries of the log in words: what was decided, in the current language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smmhire.candidates.decisions import PROGRAM, Decision, DecisionKind
from smmhire.candidates.interview import ScorecardKind
from smmhire.candidates.stages import Stage, stage_name
from smmhire.texts import N_, _, digits, number

KIND_NAMES = {
    DecisionKind.STAGE: N_("stage"),
    DecisionKind.OVERRIDE: N_("decided against the ranking"),
    DecisionKind.WEIGHTS: N_("weights changed"),
    DecisionKind.PUBLISHED: N_("profile published"),
    DecisionKind.RATINGS_SEEN: N_("ratings looked at"),
    DecisionKind.MERGED: N_("entries merged"),
    DecisionKind.UNMERGED: N_("entries parted again"),
    DecisionKind.ERASED: N_("person erased"),
    DecisionKind.REVOKED: N_("certificate withdrawn"),
    DecisionKind.UNREVOKED: N_("withdrawal taken back"),
    DecisionKind.IMPORTED: N_("candidates imported"),
}


def kind_name(kind: DecisionKind) -> str:
    """The kind in the current language."""
    return _(KIND_NAMES[kind])


def who_text(who: str) -> str:
    """Who decided; the program's name, under which stands what nobody decided, in the current language."""
    return _("SMM Hire") if who == PROGRAM else who


def in_words(made: Decision) -> str:
    """What was decided, without who, when and why."""
    details = made.details
    match made.kind:
        case DecisionKind.STAGE:
            return _stage(details)
        case DecisionKind.OVERRIDE:
            return _override(details)
        case DecisionKind.WEIGHTS:
            return _("The weights of version {n} were changed.", n=_count(details, "number"))
        case DecisionKind.PUBLISHED:
            return _("Version {n} of the profile was published.", n=_count(details, "number"))
        case DecisionKind.RATINGS_SEEN:
            return _ratings_seen(details)
        case DecisionKind.MERGED:
            return _("Two entries of one person were made one.")
        case DecisionKind.UNMERGED:
            return _("The entries were parted again.")
        case DecisionKind.ERASED:
            return _(
                "A person was erased; assessments kept without a name: {n}.", n=_count(details, "attempts")
            )
        case DecisionKind.REVOKED:
            return _("The certificate {number} was withdrawn.", number=details.get("number") or "…")
        case DecisionKind.UNREVOKED:
            return _(
                "The withdrawal of the certificate {number} was taken back.",
                number=details.get("number") or "…",
            )
        case DecisionKind.IMPORTED if details.get("undo"):
            return _("The import of “{file}” has been taken back.", file=details.get("file") or "…")
        case DecisionKind.IMPORTED:
            return _(
                "From “{file}”: {added} added, {changed} changed.",
                file=details.get("file") or "…",
                added=_count(details, "added"),
                changed=_count(details, "changed"),
            )


def _ratings_seen(details: Mapping[str, Any]) -> str:
    match details.get("kind"):
        case "all":
            return _("Sees all ratings of the vacancy from now on, and rates nobody there.")
        case ScorecardKind.WORK_SAMPLE:
            return _("Looked at the others' ratings of the work sample without having rated.")
        case _:
            return _("Looked at the others' ratings of the interview without having rated.")


def _stage(details: Mapping[str, Any]) -> str:
    before, after = _stage_name(details.get("from")), _stage_name(details.get("to"))
    if details.get("undo"):
        return _("Taken back: from “{before}” to “{after}”.", before=before, after=after)
    return _("From “{before}” to “{after}”.", before=before, after=after)


def _stage_name(value: object) -> str:
    return stage_name(Stage(value)) if value in set(Stage) else str(value or "…")


def _override(details: Mapping[str, Any]) -> str:
    before, after = details.get("from"), details.get("to")
    if before is None and after is None:
        return _("Decided otherwise than the ranking says.")
    return _(
        "Decided otherwise than the ranking says: from {before} to {after}.",
        before=_written(before),
        after=_written(after),
    )


def _written(value: object) -> str:
    return digits(str(value)) if value is not None else "…"


def _count(details: Mapping[str, Any], name: str) -> str:
    value = details.get(name)
    return number(value) if isinstance(value, int) else "…"
