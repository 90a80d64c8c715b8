"""The blueprint of the bank: what is counted, and what is found missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smmhire.assessment.blueprint import Band, ItemKind, band_of, count, kind_of, review_blueprint
from smmhire.assessment.items import Item, ItemType
from tests.assessment import build


def whole(name: str = "content") -> list[Item]:
    """One competency as the blueprint wants it."""
    makers = [build.single] * 20 + [build.number] * 4 + [build.situation] * 12
    items = [
        make(id=f"{name}-{at}", competency=name, difficulty=(at % 3 - 1) * 1.0)
        for at, make in enumerate(makers)
    ]
    return items + [build.rating(id=f"{name}-r{at}", competency=name) for at in range(4)]


def test_a_competency_as_the_blueprint_wants_it_has_no_findings() -> None:
    assert review_blueprint(whole(), ["content"]) == ()
    (counts,) = count(whole(), ["content"])
    assert counts.total == 40
    assert counts.kinds == {ItemKind.KNOWLEDGE: 24, ItemKind.SITUATION: 12, ItemKind.SELF_RATING: 4}
    assert counts.types[ItemType.NUMERIC] == 4 and counts.types[ItemType.MATCHING] == 0
    assert counts.bands[ItemKind.KNOWLEDGE, Band.HARD] == 8


def test_what_is_missing_is_said_with_its_figures() -> None:
    items = [i for i in whole() if i.type is not ItemType.NUMERIC or i.id == "content-20"][:-1]
    found = [
        (f.code, dict(f.params)["what"], dict(f.params)["count"])
        for f in review_blueprint(items, ["content"])
    ]
    assert found == [("count", "knowledge", "21"), ("count", "self_rating", "3"), ("too_few", "numeric", "1")]


def test_a_competency_without_items_is_found() -> None:
    codes = [finding.code for finding in review_blueprint([], ["content"])]
    assert codes == ["count", "count", "count", "too_few"]


def test_uneven_difficulties_are_found() -> None:
    items = [replace(i, difficulty=1.0) if i.type is ItemType.SITUATIONAL else i for i in whole()]
    found = {dict(f.params)["what"]: dict(f.params)["count"] for f in review_blueprint(items, ["content"])}
    assert found == {"situation.easy": "0", "situation.middle": "0", "situation.hard": "12"}


def test_the_borders_of_the_bands_belong_to_the_middle() -> None:
    bands = [band_of(build.single(difficulty=b)) for b in (-0.51, -0.5, 0.5, 0.51)]
    assert bands == [Band.EASY, Band.MIDDLE, Band.MIDDLE, Band.HARD]
    with pytest.raises(ValueError, match="no difficulty"):
        band_of(build.rating())
    assert [kind_of(i) for i in (build.rating(), build.situation(), build.number())] == [
        ItemKind.SELF_RATING,
        ItemKind.SITUATION,
        ItemKind.KNOWLEDGE,
    ]
