"""The fields of a composed form as JSON has them, each read or refused by its name (see `composition`)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal, TypeAlias, cast

from smmhire.assessment.attempts import UnfitSetting, yes_or_no
from smmhire.assessment.retakes import RetakeRule

# Bounds of what may be written into a form: far beyond what anybody would sit through.
MOST_MINUTES = 600
MOST_OF_A_COMPETENCY = 200
MOST_DAYS = 3650

USUAL = "usual"
TimeLimit: TypeAlias = "int | Literal['usual'] | None"

TIME_LIMITS = f"1–{MOST_MINUTES}, {USUAL}, null"
_RETAKE_FIELDS = ("days", "most_attempts", "new_questions")


def object_of(written: object, name: str, known: Collection[str]) -> dict[str, Any]:
    """The fields of a JSON object. Raises UnfitSetting for anything else, and for unknown fields."""
    if not isinstance(written, dict):
        raise UnfitSetting(name, written, "{…}")
    fields = cast("dict[str, Any]", written)
    for unknown in fields.keys() - set(known):
        raise UnfitSetting(name, unknown, ", ".join(known))
    return fields


def questions_of(written: object) -> tuple[tuple[str, int], ...]:
    """The questions by competency. Raises UnfitSetting, naming the competency."""
    if not isinstance(written, dict):
        raise UnfitSetting("questions", written, "{…}")
    counts = cast("dict[str, object]", written)
    return tuple(
        (name, _whole(f"questions.{name}", count, MOST_OF_A_COMPETENCY)) for name, count in counts.items()
    )


def _whole(name: str, value: object, most: int, least: int = 0) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise UnfitSetting(name, value, f"{least}–{most}")
    return value


def ids_of(written: object) -> tuple[str, ...]:
    """The ids of a fixed form's questions. Raises UnfitSetting."""
    found: list[object] = list(cast("list[object]", written)) if isinstance(written, list) else [written]
    ids = tuple(one for one in found if isinstance(one, str))
    if not isinstance(written, list) or len(ids) < len(found):
        raise UnfitSetting("item_ids", found, "[…]")
    return ids


def time_limit_of(value: object) -> TimeLimit:
    """The time limit in minutes, 'usual' or None. Raises UnfitSetting."""
    if value is None or value == USUAL:
        return None if value is None else USUAL
    if isinstance(value, bool) or not isinstance(value, int):
        raise UnfitSetting("time_limit", value, TIME_LIMITS)
    return value


def retake_of(written: object, usual: RetakeRule) -> RetakeRule:
    """The rule for retakes; what is missing is as in `usual`. Raises UnfitSetting, naming the field."""
    fields = object_of(written, "retake", _RETAKE_FIELDS)
    most = fields.get("most_attempts", usual.most_attempts)
    return RetakeRule(
        days=_whole("retake.days", fields.get("days", usual.days), MOST_DAYS),
        most_attempts=None if most is None else _whole("retake.most_attempts", most, 100, least=1),
        is_disjoint=yes_or_no(fields, "new_questions", usual.is_disjoint),
    )
