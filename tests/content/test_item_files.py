"""The reader of item files, on small files of every type, whole and spoiled."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from smmhire.assessment.items import ItemType, Mistake, Variable
from smmhire.bilingual import Bilingual
from smmhire.content import load_items_from
from smmhire.errors import UserError

Data = dict[str, Any]
Spoil = Callable[[Data], object]


def text(english: str) -> Data:
    return {"en": english, "bn": f"বাংলা {english}"}


def entry(item_id: str, item_type: str, **fields: object) -> Data:
    return {
        "id": item_id,
        "type": item_type,
        "difficulty": -1,
        "difficulty_reason": text("Everyday work."),
        "sources": ["R-D5"],
        "stem": text("Which one?"),
        **fields,
    }


def options(key: str, values: list[object]) -> list[Data]:
    return [
        {"id": name, "text": text(f"Option {name}"), "rationale": text(f"Because {name}"), key: value}
        for name, value in zip("abcde", values, strict=False)
    ]


SELF_RATING = {
    "id": "AN-R01",
    "type": "self_rating",
    "sources": ["R9"],
    "stem": text("I read the figures of a page."),
    "anchors": [text(f"Level {n}") for n in "12345"],
}
NUMERIC = {
    "variables": {
        "spend": {"min": 4000, "max": 12000, "step": 500},
        "clicks": {"min": 100, "max": 400, "step": 50},
    },
    "formula": "spend / clicks",
    "decimals": 2,
    "tolerance": 0.05,
    "unit": {"en": "BDT", "bn": "টাকা"},
    "rationale": text("Divide."),
    "mistakes": [{"formula": "clicks / spend", "rationale": text("The other way round.")}],
}
FILE: Data = {
    "competency": "analytics",
    "items": [
        entry("AN-K01", "single_choice", options=options("correct", [False, True, False])),
        entry("AN-K02", "multiple_response", options=options("correct", [True, True, False, False])),
        entry("AN-K03", "ordering", options=options("position", [3, 1, 4, 2])),
        entry("AN-K04", "matching", options=options("match", [text(f"Right {n}") for n in "abcd"])),
        entry("AN-K05", "numeric", stem=text("{spend} and {clicks}?"), numeric=NUMERIC),
        entry(
            "AN-S01",
            "situational",
            key_status="provisional",
            options=options("effectiveness", [5, 3.5, 2, 1]),
        ),
        SELF_RATING,
    ],
}


def write(folder: Path, data: Data, name: str = "analytics.yaml") -> Path:
    path = folder / name
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def refusal(folder: Path, spoil: Spoil) -> str:
    data = copy.deepcopy(FILE)
    spoil(data)
    with pytest.raises(UserError) as caught:
        load_items_from(write(folder, data))
    return caught.value.what


def test_every_type_is_read_with_all_it_says(tmp_path: Path) -> None:
    data = copy.deepcopy(FILE)
    data["items"][0] |= {
        "platform": "Facebook Pages",
        "platform_version": "2026-11",
        "review_by": date(2027, 11, 30),
    }
    items = {item.id: item for item in load_items_from(write(tmp_path, data))}
    assert [item.type for item in items.values()] == [
        ItemType.SINGLE_CHOICE,
        ItemType.MULTIPLE_RESPONSE,
        ItemType.ORDERING,
        ItemType.MATCHING,
        ItemType.NUMERIC,
        ItemType.SELF_RATING,
        ItemType.SITUATIONAL,
    ]
    choice = items["AN-K01"]
    assert choice.competency == "analytics" and choice.is_scored
    assert choice.difficulty == -1.0 and choice.difficulty_reason == Bilingual(**text("Everyday work."))
    assert (choice.platform, choice.platform_version) == ("Facebook Pages", "2026-11")
    assert choice.review_by == date(2027, 11, 30)
    assert [option.is_correct for option in choice.options] == [False, True, False]
    assert choice.options[1].rationale == Bilingual(**text("Because b"))
    assert [option.position for option in items["AN-K03"].options] == [3, 1, 4, 2]
    assert items["AN-K04"].options[0].match == Bilingual(**text("Right a"))
    assert [option.effectiveness for option in items["AN-S01"].options] == [5.0, 3.5, 2.0, 1.0]
    assert items["AN-S01"].key_status == "provisional"
    rating = items["AN-R01"]
    assert rating.difficulty is None and not rating.is_scored and len(rating.anchors) == 5
    numeric = items["AN-K05"].numeric
    assert numeric is not None
    assert numeric.variables[1] == Variable("clicks", 100.0, 400.0, 50.0)
    assert numeric.unit == Bilingual(en="BDT", bn="টাকা")
    assert numeric.mistakes == (Mistake("clicks / spend", Bilingual(**text("The other way round."))),)


def test_items_come_sorted_by_competency_then_id(tmp_path: Path) -> None:
    backwards = copy.deepcopy(FILE) | {"items": copy.deepcopy(FILE["items"])[::-1]}
    write(tmp_path, backwards, "a.yaml")
    write(tmp_path, {"competency": "strategy", "items": [SELF_RATING | {"id": "AA-R01"}]}, "0.yaml")
    found = [(item.competency, item.id) for item in load_items_from(tmp_path)]
    assert found == sorted(found)
    assert found[0] == ("analytics", "AN-K01") and found[-1] == ("strategy", "AA-R01")


def test_an_id_used_in_two_files_is_refused_naming_both(tmp_path: Path) -> None:
    write(tmp_path, FILE, "one.yaml")
    write(tmp_path, {"competency": "strategy", "items": [SELF_RATING]}, "two.yaml")
    with pytest.raises(UserError) as caught:
        load_items_from(tmp_path)
    assert caught.value.what == (
        "two.yaml, line 3, entry AN-R01, field id: The id is used twice; it also stands in one.yaml."
    )


def test_a_folder_without_item_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no item file"):
        load_items_from(tmp_path)


def test_a_competency_that_is_not_of_the_role_is_refused(tmp_path: Path) -> None:
    def spoil(data: Data) -> None:
        data["competency"] = "juggling"

    expected = "analytics.yaml, line 1, competency: There is no competency “juggling”."
    assert refusal(tmp_path, spoil) == expected


@pytest.mark.parametrize(
    ("spoil", "entry_and_field", "problem"),
    [
        pytest.param(
            lambda d: d["items"][0].pop("difficulty"),
            "entry AN-K01, field difficulty",
            "The field is missing.",
            id="no difficulty",
        ),
        pytest.param(
            lambda d: d["items"][0].pop("difficulty_reason"),
            "entry AN-K01, field difficulty_reason",
            "The field is missing.",
            id="no reason for the difficulty",
        ),
        pytest.param(
            lambda d: d["items"][0]["options"][2].pop("rationale"),
            "entry AN-K01, field options.c.rationale",
            "The field is missing.",
            id="no rationale for a distractor",
        ),
        pytest.param(
            lambda d: d["items"][0]["options"][2]["text"].pop("bn"),
            "entry AN-K01, field options.c.text.bn",
            "The field is missing.",
            id="option without Bengali",
        ),
        pytest.param(
            lambda d: d["items"][0]["stem"].update(en=""),
            "entry AN-K01, field stem.en",
            "The text is empty.",
            id="stem without English",
        ),
        pytest.param(
            lambda d: d["items"][0]["options"][0].update(position=1),
            "entry AN-K01, field options.a.position",
            "There is no such field.",
            id="field of another type",
        ),
        pytest.param(
            lambda d: d["items"][0].pop("type"),
            "entry AN-K01, field type",
            "The field is missing.",
            id="no type",
        ),
        pytest.param(
            lambda d: d["items"][0].update(type="essay"),
            "entry AN-K01, field type",
            "“essay” cannot stand here.",
            id="unknown type",
        ),
        pytest.param(
            lambda d: d["items"][0].update(sources=[]),
            "entry AN-K01, field sources",
            "There are too few or too many entries.",
            id="no source",
        ),
        pytest.param(
            lambda d: d["items"][0]["options"].pop(),
            "entry AN-K01, field options",
            "There are too few or too many entries.",
            id="two options only",
        ),
        pytest.param(
            lambda d: d["items"][0]["options"][0].update(correct=True),
            "entry AN-K01, field options",
            "Exactly one option must be correct.",
            id="two keys",
        ),
        pytest.param(
            lambda d: d["items"][0]["options"][1].update(correct=False),
            "entry AN-K01, field options",
            "Exactly one option must be correct.",
            id="no key",
        ),
        pytest.param(
            lambda d: d["items"][0]["options"][0].update(correct="yes"),
            "entry AN-K01, field options.a.correct",
            "“yes” cannot stand here.",
            id="word for a truth value",
        ),
        pytest.param(
            lambda d: d["items"][0]["options"][0].update(id="b"),
            "entry AN-K01, field options",
            "The option id “b” is used twice.",
            id="option id twice",
        ),
        pytest.param(
            lambda d: d["items"][0]["options"][0]["text"].update(bn="বাংলা Option b"),
            "entry AN-K01, field options",
            "Two options read the same.",
            id="same Bengali option twice",
        ),
        pytest.param(
            lambda d: d["items"][1]["options"][1].update(correct=False),
            "entry AN-K02, field options",
            "Two or three options must be correct.",
            id="multiple response with one key",
        ),
        pytest.param(
            lambda d: d["items"][2]["options"][0].update(position=4),
            "entry AN-K03, field options",
            "The positions must be 1, 2, 3 and so on, each once.",
            id="position twice",
        ),
        pytest.param(
            lambda d: d["items"][3]["options"][0].update(match=text("Right b")),
            "entry AN-K04, field options",
            "Two options have the same match.",
            id="match twice",
        ),
        pytest.param(
            lambda d: d["items"][5].update(key_status="guess"),
            "entry AN-S01, field key_status",
            "“guess” cannot stand here.",
            id="unknown key status",
        ),
        pytest.param(
            lambda d: d["items"][5]["options"][1].update(effectiveness=5),
            "entry AN-S01, field options",
            "One option must be the best and one the worst, without a tie.",
            id="two best actions",
        ),
        pytest.param(
            lambda d: d["items"][5]["options"][2].update(effectiveness=1),
            "entry AN-S01, field options",
            "One option must be the best and one the worst, without a tie.",
            id="two worst actions",
        ),
        pytest.param(
            lambda d: d["items"][5]["options"][0].update(effectiveness=3.9),
            "entry AN-S01, field options",
            "The best option must have an effectiveness of at least 4, the worst of at most 2.",
            id="best action not good",
        ),
        pytest.param(
            lambda d: d["items"][5]["options"][0].update(effectiveness=6),
            "entry AN-S01, field options.a.effectiveness",
            "“6” cannot stand here.",
            id="effectiveness off the scale",
        ),
        pytest.param(
            lambda d: d["items"][6]["anchors"].pop(),
            "entry AN-R01, field anchors",
            "There are too few or too many entries.",
            id="four anchors",
        ),
        pytest.param(
            lambda d: d["items"][6].update(difficulty=0.0),
            "entry AN-R01, field difficulty",
            "There is no such field.",
            id="self-rating with a difficulty",
        ),
        pytest.param(
            lambda d: d["items"][4]["numeric"].update(formula="spend / reach"),
            "entry AN-K05, field numeric.formula",
            "There is no variable “reach”.",
            id="formula with an unknown variable",
        ),
        pytest.param(
            lambda d: d["items"][4]["numeric"].update(formula="max(spend, clicks)"),
            "entry AN-K05, field numeric.formula",
            "The formula may hold numbers, variables, + - * / ** and brackets only.",
            id="formula with a function",
        ),
        pytest.param(
            lambda d: d["items"][4]["numeric"].update(formula="spend / (clicks - 100)"),
            "entry AN-K05, field numeric.formula",
            "The formula has no result for spend = 4000, clicks = 100.",
            id="division by zero at the end of a range",
        ),
        pytest.param(
            lambda d: d["items"][4]["numeric"]["mistakes"][0].update(formula="clicks / costs"),
            "entry AN-K05, field numeric.mistakes.1.formula",
            "There is no variable “costs”.",
            id="mistake with an unknown variable",
        ),
        pytest.param(
            lambda d: d["items"][4]["numeric"]["variables"]["spend"].update(step=3000),
            "entry AN-K05, field numeric.variables.spend",
            "From min to max must be a whole number of steps, and the step positive.",
            id="range that is no whole number of steps",
        ),
        pytest.param(
            lambda d: d["items"][4]["stem"].update(bn="বাংলা {spend}?"),
            "entry AN-K05, field stem.bn",
            "The stem must show every variable as {name}, and no others.",
            id="variable missing from the Bengali stem",
        ),
        pytest.param(
            lambda d: d["items"][4]["stem"].update(en="{spend:,} and {clicks}?"),
            "entry AN-K05, field stem.en",
            "The stem must show every variable as {name}, and no others.",
            id="placeholder with a format of its own",
        ),
        pytest.param(
            lambda d: d["items"][4]["stem"].update(en="{spend and {clicks}?"),
            "entry AN-K05, field stem.en",
            "The brackets { } do not match.",
            id="open bracket",
        ),
    ],
)
def test_an_item_that_is_not_whole_is_refused_by_entry_and_field(
    tmp_path: Path, spoil: Spoil, entry_and_field: str, problem: str
) -> None:
    told = refusal(tmp_path, spoil).splitlines()
    place, complaint = told[0].split(": ", 1)
    assert complaint == problem
    assert place.startswith("analytics.yaml, line ")
    assert place.endswith(entry_and_field)


def test_the_line_named_is_the_line_of_the_fault(tmp_path: Path) -> None:
    data = copy.deepcopy(FILE)
    data["items"][3]["difficulty"] = "hard"
    path = write(tmp_path, data)
    line = next(n for n, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if "hard" in row)
    with pytest.raises(UserError, match=f"line {line}, entry AN-K04, field difficulty: “hard”"):
        load_items_from(path)
