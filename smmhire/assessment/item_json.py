"""Items as plain JSON values, as the database keeps the employer's own."""

from __future__ import annotations

from datetime import date
from typing import Any

from smmhire.assessment.items import Item, ItemType, Mistake, NumericKey, Option, Variable
from smmhire.bilingual import Bilingual


def to_json(item: Item) -> dict[str, Any]:
    """All fields that are set; `from_json` reads them."""
    written: dict[str, Any] = {
        "id": item.id,
        "competency": item.competency,
        "type": item.type.value,
        "stem": _text(item.stem),
        "difficulty": item.difficulty,
        "difficulty_reason": _text(item.difficulty_reason),
        "sources": list(item.sources),
        "options": [_option(option) for option in item.options],
        "numeric": None if item.numeric is None else _numeric(item.numeric),
        "anchors": [_text(anchor) for anchor in item.anchors],
        "key_status": item.key_status,
        "platform": item.platform,
        "platform_version": item.platform_version,
        "review_by": None if item.review_by is None else item.review_by.isoformat(),
    }
    return {name: value for name, value in written.items() if value not in (None, [])}


def from_json(written: dict[str, Any]) -> Item:
    """The item that `to_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    numeric, review_by = written.get("numeric"), written.get("review_by")
    return Item(
        id=written["id"],
        competency=written["competency"],
        type=ItemType(written["type"]),
        stem=_read(written["stem"]),
        difficulty=written.get("difficulty"),
        difficulty_reason=_read_if(written.get("difficulty_reason")),
        sources=tuple(written.get("sources", ())),
        options=tuple(_read_option(option) for option in written.get("options", ())),
        numeric=None if numeric is None else _read_numeric(numeric),
        anchors=tuple(_read(anchor) for anchor in written.get("anchors", ())),
        key_status=written.get("key_status"),
        platform=written.get("platform"),
        platform_version=written.get("platform_version"),
        review_by=None if review_by is None else date.fromisoformat(review_by),
    )


# -- writing -----------------------------------------------------------------------------------------
def _text(text: Bilingual | None) -> dict[str, str] | None:
    return None if text is None else {"en": text.en, "bn": text.bn}


def _option(option: Option) -> dict[str, Any]:
    written: dict[str, Any] = {
        "id": option.id,
        "text": _text(option.text),
        "rationale": _text(option.rationale),
        "correct": option.is_correct,
        "position": option.position,
        "match": _text(option.match),
        "effectiveness": option.effectiveness,
    }
    return {name: value for name, value in written.items() if value is not None}


def _numeric(key: NumericKey) -> dict[str, Any]:
    return {
        "variables": [
            {"name": v.name, "min": v.minimum, "max": v.maximum, "step": v.step} for v in key.variables
        ],
        "formula": key.formula,
        "decimals": key.decimals,
        "tolerance": key.tolerance,
        "unit": _text(key.unit),
        "rationale": _text(key.rationale),
        "mistakes": [{"formula": m.formula, "rationale": _text(m.rationale)} for m in key.mistakes],
    }


# -- reading -----------------------------------------------------------------------------------------
def _read(written: dict[str, str]) -> Bilingual:
    return Bilingual(en=written["en"], bn=written["bn"])


def _read_if(written: dict[str, str] | None) -> Bilingual | None:
    return None if written is None else _read(written)


def _read_option(written: dict[str, Any]) -> Option:
    return Option(
        id=written["id"],
        text=_read(written["text"]),
        rationale=_read(written["rationale"]),
        is_correct=written.get("correct"),
        position=written.get("position"),
        match=_read_if(written.get("match")),
        effectiveness=written.get("effectiveness"),
    )


def _read_numeric(written: dict[str, Any]) -> NumericKey:
    return NumericKey(
        variables=tuple(
            Variable(v["name"], float(v["min"]), float(v["max"]), float(v["step"]))
            for v in written["variables"]
        ),
        formula=written["formula"],
        decimals=written["decimals"],
        tolerance=float(written["tolerance"]),
        unit=_read_if(written.get("unit")),
        rationale=_read(written["rationale"]),
        mistakes=tuple(Mistake(m["formula"], _read(m["rationale"])) for m in written["mistakes"]),
    )
