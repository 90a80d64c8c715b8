"""The rules of item writing: each is broken once, and found once; sound items pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from smmhire.assessment.item_review import ItemFinding, near_duplicates, review_items, similarities
from smmhire.assessment.item_review_texts import describe
from smmhire.assessment.items import Item, ItemType, Variable
from smmhire.bilingual import Bilingual
from smmhire.content import load_role
from smmhire.texts import using
from tests.assessment import build

TODAY = date(2026, 11, 22)
YOUTUBE = {"platform": "YouTube", "platform_version": "2026-11"}
STEM = Bilingual(en="What should you do?", bn="আপনার কী করা উচিত?")


def sound(item: Item, **changes: Any) -> Item:
    """The item as a good author would leave it, with one thing changed."""
    options = tuple(
        replace(
            option,
            text=Bilingual(en=f"Option {option.id}", bn=f"বিকল্প {n}"),
            rationale=Bilingual(en="Because", bn="কারণ"),
            match=Bilingual(en=f"Side {option.id}", bn=f"পাশ {n}") if option.match else None,
        )
        for n, option in zip("কখগঘঙচ", item.options, strict=False)
    )
    numeric = item.numeric
    if numeric is not None:
        because = Bilingual(en="Because", bn="কারণ")
        mistakes = tuple(replace(mistake, rationale=because) for mistake in numeric.mistakes)
        numeric = replace(numeric, rationale=because, mistakes=mistakes)
    return replace(
        item, **{"stem": STEM, "sources": ("R-D5",), "options": options, "numeric": numeric} | changes
    )


def codes(*items: Item, sources: frozenset[str] | None = frozenset({"R-D5"})) -> list[str]:
    return [finding.code for finding in review_items(items, sources=sources, today=TODAY)]


def with_option(item: Item, at: int, **changes: Any) -> Item:
    options = list(item.options)
    options[at] = replace(options[at], **changes)
    return replace(item, options=tuple(options))


def text(en: str, bn: str) -> Bilingual:
    return Bilingual(en=en, bn=bn)


def test_sound_items_of_every_type_pass() -> None:
    for item in build.one_of_each():
        shown = sound(item)
        if item.type is ItemType.ORDERING:  # neither right nor turned round
            shown = replace(shown, options=(shown.options[1], *shown.options[:1], *shown.options[2:]))
        assert codes(shown) == [], item.type


@pytest.mark.parametrize(
    ("code", "item"),
    [
        ("unknown_source", sound(build.single(), sources=("MY-BOOK",))),
        ("review_due", sound(build.single(), **YOUTUBE, review_by=date(2026, 11, 21))),
        ("no_review_day", sound(build.single(), **YOUTUBE)),
        ("no_platform_version", sound(build.single(), platform="YouTube", review_by=TODAY)),
        ("no_question", sound(build.single(), stem=text("What next?", "এরপর কী করবেন।"))),
        ("untranslated", sound(build.single(), stem=text("What next?", "What next?"))),
        ("untranslated", sound(build.single(), stem=text("What এখন?", "এখন কী?"))),
        ("latin_digits", sound(build.single(), stem=text("Which of 3?", "3টির কোনটি?"))),
        ("of_the_above", with_option(sound(build.single()), 2, text=text("All of the above", "উপরের সবগুলো"))),
        (
            "lengths",
            with_option(
                sound(build.situation()), 0, text=text("A long option, much longer than any other", "বিকল্প ক")
            ),
        ),
        ("shown_in_order", sound(build.ordering())),
        ("rounding", sound(build.number(decimals=0, tolerance=0.1, mistakes=("spend * clicks",)))),
        ("mistake_counts", sound(build.number(mistakes=("spend / clicks + 0.001",)))),
    ],
)
def test_what_is_wrong_with_an_item_is_found(code: str, item: Item) -> None:
    assert codes(item) == [code]


def test_day_of_review_itself_is_not_too_late_and_any_source_can_be_allowed() -> None:
    assert codes(sound(build.single(), **YOUTUBE, review_by=TODAY)) == []
    assert codes(sound(build.single(), sources=("MY-BOOK",)), sources=None) == []


def test_quoted_screens_names_and_placeholders_may_hold_latin_digits() -> None:
    stem = text("“HTTP 403” {name2}: why?", "“HTTP 403” {name2}: OAuth 2.0 কেন থামল, আর এখন কী করা উচিত?")
    assert codes(sound(build.single(), stem=stem)) == []


def test_a_template_with_few_or_negative_answers_is_found() -> None:
    item = sound(build.number())
    assert item.numeric is not None
    few = replace(item.numeric, variables=(Variable("spend", 100, 200, 50), Variable("clicks", 40, 80, 10)))
    assert codes(replace(item, numeric=few)) == ["few_numbers"]
    negative = replace(item.numeric, formula="(spend - 500) / clicks")
    assert "not_positive" in codes(replace(item, numeric=negative))


def test_a_stem_with_two_words_exchanged_is_a_near_duplicate_in_either_language() -> None:
    first = "একটি বেকারির পেজে গ্রাহক লিখেছেন যে কেক দেরিতে এসেছে। প্রথম উত্তরে কী লেখা উচিত?"
    second = first.replace("বেকারির", "ফার্মেসির").replace("কেক", "ওষুধ")
    one = sound(build.single(id="A"), stem=text("A cake came late. What do you answer?", first))
    two = sound(build.single(id="B"), stem=text("Medicine was delayed: which reply is best?", second))
    other = sound(build.single(id="C"), stem=text("Which format loads fastest?", "কোন ফরম্যাট দ্রুত খোলে?"))
    assert near_duplicates([one, two, other]) == (ItemFinding("near_duplicate", ("A", "B")),)


def test_similarity_is_the_share_of_common_runs_of_three_letters() -> None:
    # abcd: abc bcd; abce: abc bce; one of two in common.
    assert similarities(["abcd", "abce", "xyz", ""]) == [
        [1.0, 0.5, 0.0, 0.0],
        [0.5, 1.0, 0.0, 0.0],
        [0.0, 0.0, 1.0, 0.0],
        [0.0, 0.0, 0.0, 0.0],
    ]
    # 'aaaa' holds 'aaa' twice, 'aaa' once: 2·1/(2 + 1).
    assert similarities(["aaaa", "aaa"])[0][1] == pytest.approx(2 / 3)


def distinct(count: int, item: Item) -> list[Item]:
    """Copies with stems that have nothing in common."""
    return [
        replace(item, id=f"I{n}", stem=text(f"{chr(97 + n) * 9}?", f"{chr(0x995 + n) * 9}?"))
        for n in range(count)
    ]


def test_keys_that_stand_mostly_at_one_place_are_found() -> None:
    always_first = distinct(24, sound(build.single()))
    (finding,) = review_items(always_first, sources=None, today=TODAY)
    assert finding == ItemFinding("key_places", (), (("what", "key"), ("counts", "24, 0, 0, 0")))
    spread = [
        replace(item, options=tuple(item.options[(at + n) % 4] for n in range(4)))
        for at, item in enumerate(always_first)
    ]
    assert codes(*spread) == []
    assert codes(*always_first[:19]) == [], "of a few questions shares say nothing"


def test_best_and_worst_actions_have_places_of_their_own() -> None:
    items = distinct(24, sound(build.situation()))
    whats = [dict(f.params)["what"] for f in review_items(items, sources=None, today=TODAY)]
    assert whats == ["best", "worst"]


def test_keys_that_are_mostly_the_longest_option_are_found() -> None:
    items = [
        replace(item, options=tuple(item.options[(at + n) % 4] for n in range(4)))
        for at, item in enumerate(distinct(24, sound(build.single())))
    ]
    longer = [
        with_option(item, [o.is_correct for o in item.options].index(True), text=text("Option a!!", "বিকল্প"))
        for item in items
    ]
    assert codes(*longer[:8], *items[8:]) == [], "a third is allowed"
    (finding,) = review_items([*longer[:9], *items[9:]], sources=None, today=TODAY)
    assert (finding.code, len(finding.item_ids)) == ("longest_key", 9)
    assert dict(finding.params) == {"language": "en", "count": "9", "of": "24"}


def test_keys_with_more_clauses_than_the_others_are_found() -> None:
    items = [
        replace(item, options=tuple(item.options[(at + n) % 4] for n in range(4)))
        for at, item in enumerate(distinct(24, sound(build.single())))
    ]
    two_steps = text("One, two", "এক, দুই")
    compound = [
        with_option(item, [o.is_correct for o in item.options].index(True), text=two_steps) for item in items
    ]
    # Where all options have as many clauses, one in four is hit by chance: 5 × 1 + 19 × ¼ of 24 are 41 %.
    assert codes(*compound[:4], *items[4:]) == []
    findings = review_items([*compound[:5], *items[5:]], sources=None, today=TODAY)
    assert [f.code for f in findings] == ["compound_key", "compound_key"]
    assert {dict(f.params)["language"] for f in findings} == {"bn", "en"}
    assert dict(findings[0].params) | {"language": ""} == {
        "what": "key",
        "language": "",
        "hits": "10",
        "of": "24",
    }
    long_winded = [replace(i, options=tuple(replace(o, text=two_steps) for o in i.options)) for i in compound]
    assert codes(*long_winded) == [], "all alike"


@pytest.mark.parametrize("language", ["en", "bn"])
def test_every_finding_is_said_in_both_languages(language: str) -> None:
    role = load_role()
    findings = [
        ItemFinding("unknown_source", ("A",), (("source", "X-1"),)),
        ItemFinding("review_due", ("A",), (("day", "2026-01-31"),)),
        ItemFinding("no_review_day", ("A",), (("platform", "YouTube"),)),
        ItemFinding("no_platform_version", ("A",), (("platform", "YouTube"),)),
        ItemFinding("no_question", ("A",)),
        ItemFinding("untranslated", ("A",), (("text", "X"),)),
        ItemFinding("latin_digits", ("A",), (("text", "3"),)),
        ItemFinding("of_the_above", ("A",), (("option", "d"),)),
        ItemFinding("lengths", ("A",), (("language", "bn"),)),
        ItemFinding("shown_in_order", ("A",)),
        ItemFinding("rounding", ("A",), (("values", "spend = 12"),)),
        ItemFinding("not_positive", ("A",), (("values", "spend = 12"),)),
        ItemFinding("mistake_counts", ("A",), (("formula", "a / b"), ("values", "a = 12"))),
        ItemFinding("few_numbers", ("A",), (("count", "12"), ("draws", "200"))),
        ItemFinding("near_duplicate", ("A", "B")),
        ItemFinding("key_places", (), (("what", "worst"), ("counts", "12, 3, 0, 0"))),
        ItemFinding("longest_key", ("A",), (("language", "en"), ("count", "12"), ("of", "24"))),
        ItemFinding("compound_key", (), (("what", "best"), ("language", "bn"), ("hits", "12"), ("of", "24"))),
    ]
    for code in ("count", "too_few", "band"):
        for what in ("knowledge", "numeric", "situation.hard"):
            params = {"competency": "content", "what": what, "count": "12", "wanted": "24"}
            findings.append(ItemFinding(code, (), tuple(params.items())))
    with using(language):
        said = [describe(finding, role) for finding in findings]
    assert not any("{" in sentence for sentence in said)
    if language == "bn":
        assert all(any("\u0980" <= letter <= "\u09ff" for letter in sentence) for sentence in said)
        assert not any("12" in sentence for sentence in said), "figures are written in Bengali digits"
    else:
        assert "Content and copy: situations, hard: 12, about 24 would be even." in said
