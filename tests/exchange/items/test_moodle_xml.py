"""Moodle XML with every type that can come in, and those that cannot."""

from __future__ import annotations

from decimal import Decimal

import pytest

from smmhire.assessment.items import ItemType
from tests.exchange.items.samples import answers, codes, only, question, quiz, read


def test_a_choice_in_html_is_plain_text_with_feedback() -> None:
    inside = (
        '<answer fraction="100" format="html"><text><![CDATA[<b>Reach</b>]]></text>'
        '<feedback format="html"><text>&lt;p&gt;Yes&lt;/p&gt;</text></feedback></answer>'
        + answers(("0", "Clicks"), ("0", "Likes"))
        + "<generalfeedback><text>In all.</text></generalfeedback><idnumber>R-1</idnumber>"
    )
    draft = only(
        read(quiz(question("multichoice", inside, stem="<p>Who &amp; how?</p><p>Say.</p>")), "a.xml")
    )
    assert (draft.name, draft.identifier, draft.stem, draft.feedback) == (
        "Q1",
        "R-1",
        "Who & how?\n\nSay.",
        "In all.",
    )
    assert [(o.text, o.is_correct, o.feedback) for o in draft.options] == [
        ("Reach", True, "Yes"), ("Clicks", False, ""), ("Likes", False, "")]  # fmt: skip


def test_several_may_be_chosen_only_where_the_file_says_so() -> None:
    both = answers(("50", "a"), ("50", "b"), ("-100", "c"))
    several = only(read(quiz(question("multichoice", both + "<single>false</single>")), "a.xml"))
    assert several.type is ItemType.MULTIPLE_RESPONSE
    assert [o.is_correct for o in several.options] == [True, True, False]
    assert codes(read(quiz(question("multichoice", both)), "a.xml")) == ["no_key"]  # one only by default


def test_numbers_units_pairs_orders_and_true_or_false() -> None:
    numerical = (
        '<answer fraction="100"><text>12.5</text><tolerance>0.5</tolerance></answer>'
        '<answer fraction="0"><text>125</text><feedback><text>Divide.</text></feedback></answer>'
        '<answer fraction="0"><text>*</text><feedback><text>No.</text></feedback></answer>'
        "<units><unit><multiplier>1</multiplier><unit_name>%</unit_name></unit></units>"
    )
    number = only(read(quiz(question("numerical", numerical)), "a.xml")).number
    assert number is not None
    assert (number.value, number.tolerance, number.unit) == (Decimal("12.5"), Decimal("0.5"), "%")
    assert [(m.value, m.feedback) for m in number.mistakes] == [(Decimal(125), "Divide.")]
    assert number.otherwise == "No."
    pairs = "".join(
        f"<subquestion><text>{left}</text><answer><text>{right}</text></answer></subquestion>"
        for left, right in (("a", "1"), ("b", "2"), ("", "3"))
    )
    found = read(quiz(question("matching", pairs)), "a.xml")
    assert [(o.text, o.match) for o in only(found).options] == [("a", "1"), ("b", "2")]
    assert codes(found) == ["extra_targets"]
    order = only(
        read(quiz(question("ordering", answers(("2", "b"), ("1.0000000", "a"), ("3", "c")))), "a.xml")
    )
    assert [o.text for o in order.options] == ["a", "b", "c"]
    said = only(read(quiz(question("truefalse", answers(("0", "false"), ("100", "true")))), "a.xml"))
    assert [(o.text, o.is_correct) for o in said.options] == [("True", True), ("False", False)]


def test_categories_hold_for_what_follows() -> None:
    category = '<question type="category"><category><text>$course$/top/Ads/Paid</text></category></question>'
    three = answers(("100", "a"), ("0", "b"), ("0", "c"))
    found = read(
        quiz(question("multichoice", three, name="x"), category, question("multichoice", three)), "a.xml"
    )
    assert [d.category for d in found.drafts] == ["", "Ads/Paid"]
    assert [d.place.line for d in found.drafts] == [3, 5]


@pytest.mark.parametrize(
    ("kind", "known"),
    [("essay", "essay"), ("cloze", "cloze"), ("description", "description"), ("shortanswer", "short_answer"),
     ("calculated", "calculated"), ("ddmarker", "drawing"), ("coderunner", "custom"), ("", "custom")],
)  # fmt: skip
def test_every_other_type_is_listed_with_its_reason(kind: str, known: str) -> None:
    found = read(quiz(question(kind, "", name="Other")), "a.xml")
    assert [(o.kind, o.place.name) for o in found.unsupported] == [(known, "Other")]
    assert found.drafts == () and found.question_count == 1
    assert found.unsupported[0].reason and found.unsupported[0].what_to_do


def test_a_question_without_a_name_is_said_to_have_none() -> None:
    three = answers(("100", "a"), ("0", "b"), ("0", "c"))
    xml = quiz(question("multichoice", three).replace("<name><text>Q1</text></name>", ""))
    assert codes(read(xml, "a.xml")) == ["no_name"]


def test_other_formats_of_text_and_enclosed_files() -> None:
    three = answers(("100", "x <y"), ("0", "b"), ("0", "c")).replace("x <y", "x &lt;y")
    xml = quiz(question("multichoice", three, stem="a <b> c").replace('format="html"', 'format="plain_text"'))
    draft = only(read(xml, "a.xml"))
    assert (draft.stem, draft.options[0].text) == ("a <b> c", "x <y")
    with_file = xml.replace(
        "</questiontext>", '<file name="map.png" encoding="base64">AAAA</file></questiontext>'
    )
    found = read(with_file, "a.xml")
    assert only(found).stem == "a <b> c" and codes(found) == ["picture"]
