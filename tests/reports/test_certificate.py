"""The certificate says what it is, names its holder, and fits on its page."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from smmhire.certificates.look import CertificateLook, Design
from smmhire.content import load_role
from smmhire.reports.certificate import certificate_pdf
from smmhire.role.levels import level_name
from smmhire.texts import chance_text, number, percent, using
from tests.reports import build
from tests.reports.build import LONG_NAME, Language
from tests.reports.reading import (
    font_count,
    fonts_not_embedded,
    latin_words,
    letters,
    lines_that_meet,
    page_size,
    pages,
    text_of,
)

CUT = build.CUTS["borderline"]
FIRST_LINES = {
    ("bn", "practice"): "অনুশীলনের ফল: আত্ম-মূল্যায়ন, তত্ত্বাবধান ছাড়া",
    ("bn", "supervised"): "নিয়োগকর্তার মূল্যায়নের ফল, তত্ত্বাবধানে নেওয়া",
    ("bn", "unsupervised"): "নিয়োগকর্তার মূল্যায়নের ফল, তত্ত্বাবধান ছাড়া নেওয়া",
    ("en", "practice"): "Practice result: self-assessment, unsupervised",
    ("en", "supervised"): "Result of an employer's assessment, taken under supervision",
    ("en", "unsupervised"): "Result of an employer's assessment, taken without supervision",
}


@pytest.mark.parametrize(("language", "kind"), FIRST_LINES)
def test_the_first_line_says_how_the_result_came_about(language: Language, kind: str) -> None:
    made = (
        build.practice_certificate(language)
        if kind == "practice"
        else build.certificate(language, is_supervised=kind == "supervised")
    )
    text = text_of(certificate_pdf(made, load_role(), language))
    assert text.startswith(FIRST_LINES[language, kind])


@pytest.mark.parametrize("language", ["bn", "en"])
def test_everything_that_was_measured_stands_on_the_one_page(language: Language) -> None:
    made = build.certificate(language)
    (text,) = pages(certificate_pdf(made, load_role(), language))
    with using(language):
        for one in made.competencies:
            assert load_role().competency(one.competency_id).name.text(language) in text
            assert f"{number(one.ability, 2)} ± {number(one.standard_error, 2)}" in text
        assert level_name(5) in text
        assert percent(made.percent_correct) in text
        assert number(48) in text
    for said in (made.holder, made.issuer, made.vacancy_title, made.number, made.form_version):
        assert said in text
    dates = {"bn": ("২২ নভেম্বর ২০২৬", "২২ নভেম্বর ২০২৮"), "en": ("22 November 2026", "22 November 2028")}
    for date in dates[language]:
        assert date in text


def test_the_version_of_the_questions_stands_in_one_line_with_its_calibration_too() -> None:
    made = build.certificate("bn", form_version="dbdbdbdbdbdb+dbdbdb")
    assert made.form_version in text_of(certificate_pdf(made, load_role(), "bn"))


@pytest.mark.parametrize("kind", [build.certificate, build.practice_certificate])
def test_a_bengali_certificate_has_no_english_words_and_no_latin_digits(kind: object) -> None:
    made = kind("bn")  # type: ignore[operator]
    text = text_of(certificate_pdf(made, load_role(), "bn"))
    assert latin_words(text, made.number, made.form_version) == set()
    bare = text.replace(made.number, "").replace(made.form_version, "")
    assert not any(character in "0123456789" for character in bare)


def test_a_practice_certificate_looks_different_without_its_words() -> None:
    practice = certificate_pdf(build.practice_certificate(), load_role(), "en")
    employer = certificate_pdf(build.certificate(), load_role(), "en")
    assert "Practice certificate" in text_of(practice)
    assert "Signature and stamp" not in text_of(practice)
    assert "Signature and stamp" in text_of(employer)


@pytest.mark.parametrize("design", Design)
def test_in_every_design_only_practice_has_broken_lines(design: Design) -> None:
    look = CertificateLook(design)
    practice = certificate_pdf(build.practice_certificate(), load_role(), "en", look=look)
    employer = certificate_pdf(build.certificate(), load_role(), "en", look=look)
    assert re.search(r"\[[1-9][\d. ]*\] 0 d", drawn(practice))
    assert not re.search(r"\[[1-9][\d. ]*\] 0 d", drawn(employer))


def drawn(data: bytes) -> str:
    content = PdfReader(BytesIO(data)).pages[0].get_contents()
    assert content is not None
    return content.get_data().decode("latin-1")


def test_without_a_code_it_says_that_it_is_not_signed_and_whom_to_ask() -> None:
    text = text_of(certificate_pdf(build.certificate(), load_role(), "en"))
    assert "This certificate is not signed." in text
    assert "give its number to Employer A" in text
    practice = text_of(certificate_pdf(build.practice_certificate(), load_role(), "en"))
    assert "nobody else confirms it" in practice and "It is not signed" in practice
    for promise in ("verify.html", "fingerprint", "The signature"):
        assert promise not in text + practice


def test_a_competency_that_was_not_measured_has_no_figure() -> None:
    made = build.certificate(competencies=build.result(unmeasured=0).competencies)
    text = text_of(certificate_pdf(made, load_role(), "en"))
    assert "not measured" in text
    assert "1.62" not in text


def test_below_the_first_level_there_is_no_number() -> None:
    text = text_of(certificate_pdf(build.certificate(), load_role(), "en"))
    assert "below level 1 −1.90" in text


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("standing", build.CUTS)
def test_the_cut_score_and_where_the_result_stands_to_it_are_on_the_page(
    language: Language, standing: str
) -> None:
    data = certificate_pdf(build.certificate(language, cut=build.CUTS[standing]), load_role(), language)
    said = {
        "reached": {"en": "marks: reached.", "bn": "পৌঁছেছেন।"},
        "borderline": {"en": "marks: too near to say.", "bn": "এত কাছাকাছি যে বলা যায় না।"},
        "not reached": {"en": "marks: not reached.", "bn": "পৌঁছাননি।"},
    }
    text = text_of(data)
    for name, words in said.items():
        assert (words[language] in text) is (name == standing)
    with using(language):
        cut = build.CUTS[standing]
        assert f"{percent(cut.share)} ± {percent(cut.standard_error)}" in text
        assert chance_text(cut.chance) in text
    (page,) = letters(data)
    assert lines_that_meet(page) == []
    if language == "bn":
        assert latin_words(text, build.certificate().number, build.certificate().form_version) == set()


@pytest.mark.parametrize("language", ["bn", "en"])
def test_without_a_cut_score_none_is_spoken_of(language: Language) -> None:
    text = text_of(certificate_pdf(build.certificate(language), load_role(), language))
    assert {"bn": "পাস নম্বর", "en": "ut score"}[language] not in text


def test_what_a_column_shows_is_called_the_same_in_the_notes() -> None:
    text = text_of(certificate_pdf(build.certificate(), load_role(), "en"))
    assert "Ability ± error" in text and "Ability is given on a scale" in text
    assert "measured value" not in text


def test_the_page_is_a4_landscape_with_embedded_fonts_only() -> None:
    data = certificate_pdf(build.certificate("bn"), load_role(), "bn")
    width, height = page_size(data)
    assert (round(width), round(height)) == (842, 595)
    assert font_count(data) > 0
    assert fonts_not_embedded(data) == []


@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_same_certificate_is_the_same_file(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    first = certificate_pdf(build.certificate(language), load_role(), language)
    certificate_pdf(build.certificate("bn", holder=LONG_NAME), load_role(), "bn")
    assert certificate_pdf(build.certificate(language), load_role(), language) == first


def test_more_competencies_than_the_page_holds_are_refused() -> None:
    (one, *_) = build.result().competencies
    with pytest.raises(ValueError, match="10 competencies, not 11"):
        certificate_pdf(build.certificate(competencies=(one,) * 11), load_role(), "en")
