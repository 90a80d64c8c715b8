"""QTI 2.2 and 3.0, single items and packages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from smmhire.assessment.items import ItemType
from smmhire.errors import UserError
from smmhire.exchange.items.reading import read_bytes
from tests.exchange.items.samples import codes, declared, item3, manifest, only, read, zipped

CHOICE = (
    '<p>Look.</p><qti-choice-interaction response-identifier="RESPONSE" max-choices="1">'
    "<qti-prompt>Which?</qti-prompt>"
    '<qti-simple-choice identifier="A">one<qti-feedback-inline identifier="A" outcome-identifier="F"'
    ' show-hide="show">Yes.</qti-feedback-inline></qti-simple-choice>'
    '<qti-simple-choice identifier="B">two</qti-simple-choice>'
    '<qti-simple-choice identifier="C">three</qti-simple-choice></qti-choice-interaction>'
)
TEMPLATE = '<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/{}"/>'
GOOD = item3(declared("identifier", "A"), CHOICE, TEMPLATE.format("match_correct.xml"))


def test_a_choice_of_qti_3() -> None:
    draft = only(
        read(GOOD.replace('time-dependent="false"', 'time-dependent="false" xml:lang="bn-BD"'), "a.xml")
    )
    assert (draft.identifier, draft.name, draft.stem, draft.language) == (
        "q1",
        "One",
        "Look.\n\nWhich?",
        "bn-BD",
    )
    assert [(o.text, o.is_correct, o.feedback) for o in draft.options] == [
        ("one", True, "Yes."), ("two", False, ""), ("three", False, "")]  # fmt: skip


def test_the_same_in_qti_2() -> None:
    text = (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="i2" title="Two"'
        ' adaptive="false" timeDependent="false"><responseDeclaration identifier="RESPONSE"'
        ' cardinality="multiple" baseType="identifier"><correctResponse><value>H</value><value>O</value>'
        '</correctResponse><mapping defaultValue="0"><mapEntry mapKey="H" mappedValue="1"/>'
        '<mapEntry mapKey="O" mappedValue="1"/></mapping></responseDeclaration><itemBody><choiceInteraction'
        ' responseIdentifier="RESPONSE" maxChoices="0"><prompt>Water?</prompt>'
        '<simpleChoice identifier="H">H</simpleChoice><simpleChoice identifier="O">O</simpleChoice>'
        '<simpleChoice identifier="C">C</simpleChoice></choiceInteraction></itemBody><responseProcessing'
        ' template="http://www.imsglobal.org/question/qti_v2p2/rptemplates/map_response"/></assessmentItem>'
    )
    draft = only(read(text, "a.xml"))
    assert draft.type is ItemType.MULTIPLE_RESPONSE and draft.stem == "Water?"
    assert [o.is_correct for o in draft.options] == [True, True, False]


def test_order_pairs_and_numbers() -> None:
    order = item3(
        declared("identifier", "C", "A", "B", cardinality="ordered"),
        '<qti-order-interaction response-identifier="RESPONSE"><qti-prompt>Order.</qti-prompt>'
        + "".join(f'<qti-simple-choice identifier="{n}">{n}{n}</qti-simple-choice>' for n in "ABC")
        + "</qti-order-interaction>",
    )
    assert [o.text for o in only(read(order, "a.xml")).options] == ["CC", "AA", "BB"]
    sides = [
        "".join(
            f'<qti-simple-associable-choice identifier="{n}">{n}</qti-simple-associable-choice>' for n in side
        )
        for side in ("ab", "xyz")
    ]
    pairs = item3(
        declared("directedPair", "a y", "b x", cardinality="multiple"),
        '<qti-match-interaction response-identifier="RESPONSE"><qti-prompt>Match.</qti-prompt>'
        + "".join(f"<qti-simple-match-set>{side}</qti-simple-match-set>" for side in sides)
        + "</qti-match-interaction>",
    )
    found = read(pairs, "a.xml")
    assert [(o.text, o.match) for o in only(found).options] == [("a", "y"), ("b", "x")]
    assert codes(found) == ["extra_targets"]
    equal = (
        "<qti-response-processing><qti-response-condition><qti-response-if><qti-equal"
        ' tolerance-mode="{}" tolerance="{}"><qti-variable identifier="RESPONSE"/><qti-correct'
        ' identifier="RESPONSE"/></qti-equal></qti-response-if></qti-response-condition>'
        "</qti-response-processing>"
    )
    entry = '<p>Costs <qti-text-entry-interaction response-identifier="RESPONSE"/> taka?</p>'
    for mode, stated, tolerance in (("absolute", "0.5 0.5", "0.5"), ("relative", "10 10", "1.25")):
        draft = only(read(item3(declared("float", "12.5"), entry, equal.format(mode, stated)), "a.xml"))
        assert draft.number is not None and draft.stem == "Costs _____ taka?"
        assert (draft.number.value, draft.number.tolerance) == (Decimal("12.5"), Decimal(tolerance))


@pytest.mark.parametrize(
    ("body", "kind"),
    [('<qti-extended-text-interaction response-identifier="RESPONSE"/>', "essay"),
     ('<qti-upload-interaction response-identifier="RESPONSE"/>', "upload"),
     ('<qti-drawing-interaction response-identifier="RESPONSE"/>', "drawing"),
     ('<qti-portable-custom-interaction response-identifier="RESPONSE"/>', "custom"),
     ('<qti-text-entry-interaction response-identifier="RESPONSE"/>', "short_answer"),
     ("<p>Read.</p>", "description"), (CHOICE + CHOICE, "several")],
)  # fmt: skip
def test_what_cannot_come_in_is_listed(body: str, kind: str) -> None:
    found = read(
        item3(declared("string", "York"), f"<p>Q?</p>{body}", TEMPLATE.format("match_correct")), "a.xml"
    )
    assert [o.kind for o in found.unsupported] == [kind] and found.drafts == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [(GOOD.replace("<qti-value>A</qti-value>", ""), "no_key"),
     (GOOD.replace(">A</qti-value>", ">Z</qti-value>"), "unknown_choice"),
     (GOOD.replace('identifier="B"', 'identifier="A"'), "choice_twice"),
     (GOOD.replace(">two<", "><"), "empty_option")],
)  # fmt: skip
def test_a_wrong_item_is_left_out_in_words(text: str, code: str) -> None:
    found = read(text, "a.xml")
    assert codes(found) == [code] and found.left_out == 1
    assert found.problems[0].place.name == "One"


def test_marking_by_rules_of_its_own_is_said() -> None:
    own = (
        "<qti-response-processing><qti-response-condition><qti-response-if><qti-custom-operator/>"
        "</qti-response-if></qti-response-condition></qti-response-processing>"
    )
    assert codes(read(item3(declared("identifier", "A"), CHOICE, own), "a.xml")) == ["own_marking"]


def test_a_package_brings_every_item_and_says_what_is_missing_or_not_listed() -> None:
    package = zipped(
        imsmanifest_xml=manifest("items/a.xml", "items/gone.xml", "items/bad.xml"),
        items__a_xml=GOOD,
        items__bad_xml="<qti-assessment-item",
        items__extra_xml=GOOD.replace('"q1"', '"q2"'),
    )
    found = read_bytes(package, "p.zip")
    assert [d.identifier for d in found.drafts] == ["q1", "q2"]
    assert sorted(codes(found)) == ["broken_file", "no_file", "not_listed"]
    assert found.question_count == 4 and found.left_out == 2


def test_two_items_with_one_identifier_are_both_kept_and_said() -> None:
    package = zipped(imsmanifest_xml=manifest("a.xml", "b.xml"), a_xml=GOOD, b_xml=GOOD)
    found = read_bytes(package, "p.zip")
    assert len(found.drafts) == 2 and codes(found) == ["name_twice"]


@pytest.mark.parametrize("files", [{}, {"readme_txt": "hello"}, {"imsmanifest_xml": manifest()}])
def test_a_package_without_questions_is_refused(files: dict[str, str]) -> None:
    with pytest.raises(UserError) as refused:
        read_bytes(zipped(**files), "p.zip")
    assert "no question" in refused.value.what


@pytest.mark.parametrize(
    "text",
    ['<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"/>', manifest("a.xml"), "<html/>"],
)
def test_neighbouring_formats_are_refused_by_name(text: str) -> None:
    with pytest.raises(UserError) as refused:
        read(text, "a.xml")
    assert refused.value.what_to_do
