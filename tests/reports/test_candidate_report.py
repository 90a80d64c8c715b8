"""The candidate report: everything measured, nothing claimed beyond it."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4

from smmhire.assessment.attempts import Purpose
from smmhire.assessment.confidence import confidence_report
from smmhire.assessment.cut_scores import borderline_zone
from smmhire.assessment.form_cut import in_words
from smmhire.assessment.plan import development_plan, target_levels
from smmhire.content import load_role
from smmhire.reports.candidate_report import candidate_report_pdf
from smmhire.reports.candidate_sections import Standing, measured
from smmhire.reports.style import BOTTOM, SIDE
from smmhire.reports.typography import DocumentTemplate
from smmhire.texts import number, percent, say, using
from tests.reports import build
from tests.reports.build import LONG_NAME, LONG_WORD, Language
from tests.reports.reading import (
    fonts_not_embedded,
    latin_words,
    letters,
    lines_that_meet,
    pages,
    text_of,
)

CUTS = {
    "reached": {"en": "reached", "bn": "পৌঁছেছেন"},
    "borderline": {"en": "too near to say", "bn": "এত কাছাকাছি যে বলা যায় না"},
    "not reached": {"en": "not reached", "bn": "পৌঁছাননি"},
}


def made(language: Language = "en", **fields: object) -> bytes:
    return candidate_report_pdf(build.candidate_report(language, **fields), load_role(), language)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_competency_stands_with_value_error_and_requirement(language: Language) -> None:
    report = build.candidate_report(language)
    text = text_of(candidate_report_pdf(report, load_role(), language))
    with using(language):
        for one in report.result.competencies:
            name = say(load_role().competency(one.competency_id).name)
            assert text.count(name) >= 2  # among the measures and among the own ratings
            assert f"{number(one.ability, 2)} ± {number(one.standard_error, 2)}" in text
    assert report.name in pages(made(language))[0]


def test_the_headline_counts_what_is_met_what_is_not_and_what_cannot_be_told() -> None:
    role = load_role()
    ids = [competency.id for competency in role.competencies]
    # Error .55: 1.5 above, at, and 1.5 below the beginning of level 3.
    scored = build.result((1.5, 0.0, -1.5))
    text = text_of(made(measured=scored, required={name: 3 for name in ids[:3]}))
    assert "In 1 of 3 competencies the level asked for is met, in 1 it is not" in text
    assert "and in 1 this assessment cannot tell." in text
    assert "over 99% met" in text
    assert "50% cannot be decided" in text
    assert "under 1% not met" in text


def test_a_must_have_that_fails_is_named_on_the_first_page() -> None:
    name = load_role().competencies[2].name.en
    first = pages(made())[0]
    assert f"Must-haves not met: {name}." in first


def test_a_must_have_that_cannot_be_decided_is_to_be_verified() -> None:
    role = load_role()
    scored = build.result((0.0, 0.0, 0.0))
    required = {competency.id: 3 for competency in role.competencies[:3]}
    first = pages(made(measured=scored, required=required, plan=development_plan(scored, role, required)))[0]
    assert f"Must-haves to be verified in another way: {role.competencies[2].name.en}." in first
    assert "Must-haves not met" not in first


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("standing", CUTS)
def test_the_cut_score_is_judged_on_the_first_page_and_explained(language: Language, standing: str) -> None:
    cut = build.CUTS[standing]
    read = pages(made(language, cut=cut))
    with using(language):
        verdict = in_words(cut)
        zone = [percent(end) for end in borderline_zone(cut.cut, cut.standard_error)]
    assert CUTS[standing][language] in verdict and verdict in read[0]
    explained = {
        "en": f"with this error between {zone[0]} and {zone[1]} of the marks, it is too near to say",
        "bn": f"মোট নম্বরের {zone[0]} থেকে {zone[1]}-এর মধ্যে, ফল এত কাছাকাছি যে বলা যায় না",
    }
    assert explained[language] in " ".join(read)


def test_a_form_without_a_cut_score_says_nothing_of_one() -> None:
    assert "cut score" not in text_of(made()).casefold()
    assert "Confidence" not in text_of(made())


@pytest.mark.parametrize("language", ["bn", "en"])
def test_confidence_stands_beside_the_answers_with_its_figures(language: Language) -> None:
    # 20 answers called 90 % sure of which half are right, and one called 50 % sure that is wrong.
    report = confidence_report([0.9] * 20 + [0.5], [1.0, 0.0] * 10 + [0.0])
    text = text_of(made(language, confidence=report))
    with using(language):
        over, error = number(100 * report.over_confidence), number(100 * (report.standard_error or 0.0))
        assert f"{over} ± {error}" in text and number(report.brier, 2) in text
    said = {
        "en": ("More confident than right.", "In 21 answers", "80% to 100% 20 90% 50% 30% to 70%"),
        "bn": ("যতটা ঠিক, আত্মবিশ্বাস তার চেয়ে বেশি।", "২১টি উত্তরে", "৮০% থেকে ১০০% ২০ ৯০% ৫০% ৩০% থেকে ৭০%"),
    }
    assert all(words in text for words in said[language])
    none = {"en": "0% to below 20%", "bn": "০% থেকে ২০%-এর কম"}
    assert none[language] not in text  # a band without answers has no figures


def test_of_a_single_answer_nothing_is_claimed() -> None:
    text = text_of(made(confidence=confidence_report([0.9], [0.0])))
    assert "There are too few answers to say" in text and "In 1 answer the person was 90% sure" in text
    assert "90 percentage points." in text


@pytest.mark.parametrize("language", ["bn", "en"])
def test_own_ratings_are_said_not_to_count(language: Language) -> None:
    sentence = {
        "bn": "নিজের রেটিং কোনো নম্বর বা ক্রমবিন্যাসে ধরা হয় না",
        "en": "Self-ratings enter no score and no ranking",
    }
    assert sentence[language] in text_of(made(language))


@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_result_scored_by_a_calibration_says_so(language: Language) -> None:
    report = build.candidate_report(language)
    report = replace(report, result=replace(report.result, bank_version="0123456789ab~1a2b3c"))
    text = text_of(candidate_report_pdf(report, load_role(), language))
    estimated = {"bn": "উত্তর থেকে নির্ণয় করা হয়েছে", "en": "was estimated from the answers"}
    assert estimated[language] in text and "0123456789ab~1a2b3c" in text


@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_method_says_what_is_provisional_and_how_it_was_taken(language: Language) -> None:
    text = text_of(made(language))
    provisional = {"bn": "তা আপাতত লেখকদের বিচার", "en": "is so far the judgement of their authors"}
    unsupervised = {"bn": "কেউ তত্ত্বাবধান করেনি", "en": "Nobody watched over it"}
    assert provisional[language] in text
    assert unsupervised[language] in text
    supervised = text_of(made(language, is_supervised=True))
    assert unsupervised[language] not in supervised


def test_the_plan_gives_steps_evidence_and_hours_for_the_largest_gaps_first() -> None:
    report = build.candidate_report()
    text = text_of(candidate_report_pdf(report, load_role(), "en"))
    at = 0
    for area in report.plan.areas[:3]:
        for step in area.steps:
            found = text.find(" ".join(say(step.action).split()), at)
            assert found > at
            at = found
            assert " ".join(say(step.evidence).split()) in text
    assert len(report.plan.areas) > 3
    assert f"Development plan · {report.plan.hours} hours" in text, "as many as the window says"
    for area in report.plan.areas[3:]:
        assert f"{load_role().competency(area.competency_id).name.en} ({area.hours} hours)" in text


def test_a_must_have_that_was_not_measured_is_to_be_verified() -> None:
    name = load_role().competencies[2].name.en
    first = pages(made(measured=build.result(unmeasured=2)))[0]
    assert f"Must-haves to be verified in another way: {name}." in first


def test_somebody_without_a_weakness_gets_the_next_level() -> None:
    scored = build.result((1.9,) * 7 + (1.4,))
    text = text_of(made(measured=scored, must_haves=frozenset()))
    assert "Nothing measured lies below the level asked for." in text
    assert "from “advanced” to “expert”" in text


def test_somebody_at_the_top_has_no_step_left() -> None:
    scored = build.result((2.5,) * 8)
    assert "the plan has no step left" in text_of(made(measured=scored))


def test_what_was_not_measured_has_no_figure_and_is_named() -> None:
    role = load_role()
    scored = build.result(unmeasured=0)
    text = text_of(made(measured=scored, plan=development_plan(scored, role)))
    assert f"Not measured, so nothing can be said of: {role.competencies[0].name.en}." in text
    assert "1.62" not in text


def test_a_competency_asked_for_but_not_asked_about_is_listed_as_not_measured() -> None:
    role = load_role()
    scored = build.result((0.5, 0.5, 0.5))
    text = text_of(made(measured=scored, required=target_levels(role), plan=development_plan(scored, role)))
    assert re.search(rf"{re.escape(role.competencies[7].name.en)} – not measured – 3", text)


def test_two_competencies_are_enough_for_a_report() -> None:
    scored = build.result((0.5, -0.5))
    levels = {one.competency_id: 3 for one in scored.competencies}
    plan = development_plan(scored, load_role(), levels)
    text = text_of(made(measured=scored, required=levels, plan=plan, must_haves=frozenset()))
    assert "In 1 of 2 competencies" in text


def test_a_practice_report_says_so_on_its_first_page() -> None:
    data = made("bn", purpose=Purpose.PRACTICE, vacancy_title="", employer="")
    assert "অনুশীলন: আত্ম-মূল্যায়ন, তত্ত্বাবধান ছাড়া" in pages(data)[0]
    assert build.VACANCIES["bn"] not in pages(data)[0]


@pytest.mark.parametrize("language", ["bn", "en"])
def test_pages_are_numbered_and_later_ones_say_whose_they_are(language: Language) -> None:
    read = pages(made(language))
    assert len(read) in (3, 4)
    with using(language):
        for place, text in enumerate(read, start=1):
            here, all_of_them = number(place), number(len(read))
            wanted = {"bn": f"পৃষ্ঠা {here} / {all_of_them}", "en": f"Page {here} of {all_of_them}"}[language]
            assert wanted in text
            if place > 1:
                assert build.NAMES[language] in text


def test_the_plan_begins_where_there_is_room_and_not_on_a_new_page() -> None:
    (page,) = [text for text in pages(made(gaps=())) if "What was measured" in text]
    assert "Development plan" in page


def test_a_gap_too_small_to_be_written_is_not_written_as_none() -> None:
    scored = build.result((-0.02, 0.5))
    levels = {one.competency_id: 3 for one in scored.competencies}
    plan = development_plan(scored, load_role(), levels)
    text = text_of(made(measured=scored, required=levels, plan=plan, must_haves=frozenset()))
    assert "less than 0.1 levels short" in text and "0.0 levels" not in text


def test_a_table_that_breaks_repeats_its_head() -> None:
    (one, *_) = build.result().competencies
    standings = [Standing(f"id {place}", f"Competency number {place}", one, 3, 0.5) for place in range(90)]
    buffer = BytesIO()
    document = DocumentTemplate(buffer, title="Table", author="Test", language="en")
    document.build(measured(standings, frozenset()))
    read = pages(buffer.getvalue())
    assert len(read) > 2
    assert all("Chance of meeting it" in text for text in read)
    assert all(f"Competency number {place}" in " ".join(read) for place in range(90))


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("name", ["", LONG_NAME, LONG_WORD], ids=["short", "long", "one word"])
def test_nothing_leaves_the_page_or_lies_on_another_line(language: Language, name: str) -> None:
    fields = {"name": name, "vacancy_title": name, "employer": name} if name else {}
    sure = confidence_report([0.5, 0.7, 0.9] * 8, [1.0, 0.0] * 12)
    for page in letters(made(language, **fields, cut=build.CUTS["borderline"], confidence=sure)):
        for letter in page:
            assert letter.left > SIDE - 1
            assert letter.right < A4[0] - SIDE + 1
            assert letter.bottom > BOTTOM - 32
            assert letter.top < A4[1] - 27
        assert lines_that_meet(page) == []


def test_a_bengali_report_has_no_english_words_and_no_latin_digits() -> None:
    sure = confidence_report([0.5, 0.7, 0.9] * 8, [1.0, 0.0] * 12)
    report = build.candidate_report("bn", cut=build.CUTS["reached"], confidence=sure)
    text = text_of(candidate_report_pdf(report, load_role(), "bn"))
    assert latin_words(text, report.result.bank_version) == set()
    assert not any(character in "0123456789" for character in text)


def test_texts_that_look_like_markup_stand_as_they_were_typed() -> None:
    name = "A <b>& B</b> <font color=red>"
    assert name in pages(made(name=name))[0]


@pytest.mark.parametrize("language", ["bn", "en"])
def test_fonts_are_embedded_and_the_bytes_reproducible(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    first = made(language)
    assert fonts_not_embedded(first) == []
    assert made(language) == first


def test_a_competency_the_role_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError, match="juggling"):
        made(
            required={"juggling": 3}, plan=build.candidate_report().plan, chart=build.candidate_report().chart
        )
