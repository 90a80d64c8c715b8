"""GIFT, as its public description has it and as people write it by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from smmhire.assessment.items import ItemType
from tests.exchange.items.samples import codes, only, read


def test_a_choice_has_its_name_right_answer_and_feedback() -> None:
    draft = only(
        read("::Reach:: What is reach? {\n=People who saw it#Yes.\n~Clicks#No.\n~Likes\n}", "a.gift")
    )
    assert (draft.name, draft.type, draft.stem) == ("Reach", ItemType.SINGLE_CHOICE, "What is reach?")
    assert [(o.text, o.is_correct, o.feedback) for o in draft.options] == [
        ("People who saw it", True, "Yes."),
        ("Clicks", False, "No."),
        ("Likes", False, ""),
    ]


def test_answers_within_a_sentence_leave_a_gap_in_it() -> None:
    draft = only(read("A post is {~sold =published ~printed} on a page.", "a.gift"))
    assert draft.stem == "A post is _____ on a page."


def test_several_right_answers_by_their_weights() -> None:
    found = read("Which are paid? {~%50%Ads ~%50%Boosts ~%-50%Stories ~%-50%Replies}", "a.gift")
    assert only(found).type is ItemType.MULTIPLE_RESPONSE
    assert [o.is_correct for o in only(found).options] == [True, True, False, False]
    assert "unequal_weights" not in codes(found)
    assert "unequal_weights" in codes(read("Q? {~%70%a ~%30%b ~c}", "a.gift"))


def test_a_part_of_the_mark_is_kept_in_the_draft_and_said() -> None:
    found = read("Q? {=a ~%25%b ~c}", "a.gift")
    assert [o.weight for o in only(found).options] == [None, Decimal(25), None]
    assert "partial_credit" in codes(found)


@pytest.mark.parametrize(
    ("written", "value", "tolerance"),
    [("12", "12", "0"), ("12:1", "12", "1"), ("10..12", "11", "1"), ("-3.5:0.25", "-3.5", "0.25"),
     ("=12:1#Good.", "12", "1"), ("৩.৫:০.৫", "3.5", "0.5"), ("3\\:1", "3", "1")],
)  # fmt: skip
def test_numbers_with_a_tolerance_or_a_range(written: str, value: str, tolerance: str) -> None:
    number = only(read("How many? {#" + written + "}", "a.gift")).number
    assert number is not None
    assert (number.value, number.tolerance) == (Decimal(value), Decimal(tolerance))


def test_wrong_numbers_and_the_feedback_for_any_other_are_kept() -> None:
    found = read("CTR? {#\n=2:0.1#Right.\n=%0%200:0#Not divided.\n=%50%2:1\n~#Divide clicks.\n}", "a.gift")
    draft = only(found)
    assert draft.number is not None and draft.feedback == "Right."
    assert [(m.value, m.feedback) for m in draft.number.mistakes] == [(Decimal(200), "Not divided.")]
    assert draft.number.otherwise == "Divide clicks."
    assert "partial_number" in codes(found)


def test_pairs_and_true_or_false_and_order() -> None:
    pairs = only(read("Match. {=Reel -> video =Story->24 hours =Post -> 3 -> 4}", "a.gift"))
    assert [(o.text, o.match) for o in pairs.options] == [
        ("Reel", "video"), ("Story", "24 hours"), ("Post", "3 -> 4")]  # fmt: skip
    said = only(read("Ads cost money.{TRUE#They do.#Right.}", "a.gift"))
    assert [(o.text, o.is_correct, o.feedback) for o in said.options] == [
        ("True", True, "Right."), ("False", False, "They do.")]  # fmt: skip
    assert [o.text for o in only(read("বিজ্ঞাপনে টাকা লাগে।{T}", "a.gift")).options] == ["সত্য", "মিথ্যা"]
    order = only(
        read("Order. {>0 ALL VERTICAL ABSOLUTE_POSITION SHOW none\nplan\npost\nmeasure\n}", "a.gift")
    )
    assert order.type is ItemType.ORDERING
    assert [o.text for o in order.options] == ["plan", "post", "measure"]


def test_escaped_marks_are_text() -> None:
    draft = only(read("::A\\:B:: Is 1 \\= 1 \\{really\\}? {=\\~yes\\#1 ~a\\\\b ~line\\nbreak}", "a.gift"))
    assert (draft.name, draft.stem) == ("A:B", "Is 1 = 1 {really}?")
    assert [o.text for o in draft.options] == ["~yes#1", "a\\b", "line\nbreak"]


def test_categories_comments_and_ids() -> None:
    found = read(
        "// a comment\n$CATEGORY: $course$/top/Content\n\n// question: 1 [id:C-1]\n::one::Q1? {=a ~b ~c}\n\n"
        "$CATEGORY: Paid\n::two::Q2? {\n// why\n=a ~b ~c####All of it.}",
        "a.gift",
    )
    assert [(d.name, d.identifier, d.category) for d in found.drafts] == [
        ("one", "C-1", "Content"), ("two", "", "Paid")]  # fmt: skip
    assert found.drafts[1].feedback == "All of it."
    assert [d.place.line for d in found.drafts] == [5, 8]


def test_html_and_markdown_become_plain_and_plain_stays() -> None:
    html = only(
        read("[html]<p>A&nbsp;<b>B</b></p><script>alert(1)</script>? {=x<sup>2</sup> ~y ~z}", "a.gift")
    )
    assert (html.stem, html.options[0].text) == ("A B\n?", "x²")
    assert only(read("[markdown]Is **this** [it](http://x)? {=a ~b ~c}", "a.gift")).stem == "Is this it?"
    assert only(read("[plain]Is a <b> &amp; c? {=a ~b ~c}", "a.gift")).stem == "Is a <b> &amp; c?"
    assert only(read("Is x <y and z> 1? {=a ~b ~c}", "a.gift")).stem == "Is x <y and z> 1?"


def test_blank_lines_among_answers_do_not_cut_the_question() -> None:
    found = read("Q1? {\n=a\n\n~b\n\n~c\n}\n\nQ2? {=a ~b ~c}", "a.gift")
    assert [len(d.options) for d in found.drafts] == [3, 3]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Write. {}", "essay"), ("Read this.", "description"), ("Who? {=Ada =Lovelace}", "short_answer"),
     ("A {=x ~y} and {=u ~v} end.", "cloze"), ("N? {#=1:0 =2:0}", "several_numbers")],
)  # fmt: skip
def test_what_cannot_come_in_is_listed_with_its_reason(text: str, kind: str) -> None:
    found = read(f"{text}\n\nQ? {{=a ~b ~c}}", "a.gift")
    assert [other.kind for other in found.unsupported] == [kind]
    assert len(found.drafts) == 1
    assert found.unsupported[0].reason and found.unsupported[0].place.number == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [("Q? {=a ~b", "braces"), ("Q? =a ~b}", "braces"), ("Q? {~a ~b}", "no_key"),
     ("Q? {=a =b ~c}", "several_keys"),
     ("Q? {=a ~}", "empty_option"), ("{=a ~b}", "no_stem"), ("Q? {#twelve}", "no_number"),
     ("Q? {=a -> b =c}", "no_pair"), ("Q? {=a -> b}", "few_pairs"), ("Q? {~%100%a ~%100%b}", "all_keys")],
)  # fmt: skip
def test_a_wrong_question_is_left_out_with_line_and_way_out_and_the_others_come_in(
    text: str, code: str
) -> None:
    found = read(f"Good? {{=a ~b ~c}}\n\n::Bad::{text}", "a.gift")
    wrong = [problem for problem in found.problems if problem.is_left_out]
    assert [(p.code, p.place.number, p.place.name, p.place.line) for p in wrong] == [(code, 2, "Bad", 3)]
    assert wrong[0].reason and wrong[0].what_to_do
    assert len(found.drafts) == 1 and found.question_count == 2


def test_two_questions_of_one_name_are_both_kept_and_said() -> None:
    found = read("::A::Q1? {=a ~b ~c}\n\n::a::Q2? {=a ~b ~c}", "a.gift")
    assert len(found.drafts) == 2 and codes(found) == ["name_twice"]


def test_pictures_are_named() -> None:
    found = read('[html]<img src="@@PLUGINFILE@@/map.png" alt="a map"> Where? {=a ~b ~c}', "a.gift")
    assert only(found).stem == "[a map] Where?"
    assert "a map" in next(p for p in found.problems if p.code == "picture").reason
