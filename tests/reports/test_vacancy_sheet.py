"""The vacancy sheet as it is printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from smmhire.content import load_role
from smmhire.reports.vacancy_sheet import VacancySheet, vacancy_sheet_pdf
from smmhire.services import profile_words, vacancies
from smmhire.services.posting import equal_treatment
from smmhire.texts import using
from smmhire.vacancies.profile import DutyChoice, VacancyProfile
from tests.reports.build import MADE_ON, Language
from tests.reports.reading import fonts_not_embedded, latin_words, pages, text_of
from tests.vacancies import build


def sheet(language: Language, profile: VacancyProfile, **changes: object) -> VacancySheet:
    with using(language):
        made = VacancySheet(
            profile=profile,
            version=2,
            published_on=MADE_ON,
            pay=profile_words.pay_text(profile.pay),
            place=profile_words.place_text(profile),
            alignment=[],
            credit="",
            equal_treatment=equal_treatment(),
            made_on=MADE_ON,
        )
    return replace(made, **changes)  # type: ignore[arg-type]


def whole(language: Language) -> VacancyProfile:
    """All competencies, qualities and duties: as much as a usual vacancy says."""
    new = vacancies.new_profile()
    small = (build.english if language == "en" else build.bengali)(
        apply_until=date(2027, 1, 31), how_to_apply="jobs@example.org", employer="বেকারি"
    )
    return replace(
        small, competencies=new.competencies, qualities=new.qualities, technical_skills=new.technical_skills
    )


@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_whole_vacancy_takes_two_pages_with_all_that_counts(language: Language) -> None:
    profile = whole(language)
    data = vacancy_sheet_pdf(sheet(language, profile), load_role(), language)
    assert len(pages(data)) == 2 and not fonts_not_embedded(data)
    said = text_of(data)
    with using(language):
        wanted = [profile_words.pay_text(profile.pay), equal_treatment()[:40]]
    for part in [profile.title, *wanted, *(d.measure for d in profile.duties)]:
        assert " ".join(part.split()) in " ".join(said.split())


def test_bengali_sheets_have_no_english_words() -> None:
    profile = replace(whole("bn"), how_to_apply="", place=replace(whole("bn").place, city="ঢাকা"))
    assert latin_words(text_of(vacancy_sheet_pdf(sheet("bn", profile), load_role(), "bn"))) == set()


@pytest.mark.parametrize(("language", "other"), [("en", "bn"), ("bn", "en")])
def test_a_measure_of_the_list_is_said_in_the_language_of_the_sheet_and_own_words_as_they_were_typed(
    language: Language, other: str
) -> None:
    first, second = load_role().duties[:2]
    chosen = (DutyChoice(first.id, first.measures[0].text(other)), DutyChoice(second.id, "twelve of মাস"))
    profile = replace(whole(language), duties=chosen)
    said = " ".join(text_of(vacancy_sheet_pdf(sheet(language, profile), load_role(), language)).split())
    assert " ".join(first.measures[0].text(language).split()) in said
    assert " ".join(first.measures[0].text(other).split()) not in said
    assert "twelve of মাস" in said


def test_a_draft_says_that_it_is_one() -> None:
    draft = sheet("en", build.english(), version=0, published_on=None)
    assert "Draft, not published" in text_of(vacancy_sheet_pdf(draft, load_role(), "en"))
    published = text_of(vacancy_sheet_pdf(sheet("en", build.english()), load_role(), "en"))
    assert "Version 2, published on" in published and "Draft" not in published


def test_official_entries_stand_with_their_credit() -> None:
    made = sheet("en", build.english(), alignment=[("Writing", "O*NET, skill")], credit="CC BY 4.0")
    said = text_of(vacancy_sheet_pdf(made, load_role(), "en"))
    assert "Writing (O*NET, skill)" in said and "CC BY 4.0" in said


def test_a_vacancy_that_says_next_to_nothing_is_one_page() -> None:
    empty = build.english(
        description="", goals=(), duties=(), qualities=(), competencies=(), own_requirements=(), pay=None,
        platform_kinds=(),
    )  # fmt: skip
    assert len(pages(vacancy_sheet_pdf(sheet("en", empty), load_role(), "en"))) == 1


def test_a_few_lines_too_many_are_brought_onto_the_page_before() -> None:
    profile = build.bengali()
    (only,) = pages(vacancy_sheet_pdf(sheet("bn", profile), load_role(), "bn"))
    assert profile.title in only and equal_treatment_of("bn") in only


def equal_treatment_of(language: Language) -> str:
    with using(language):
        return equal_treatment()[:40]


def test_markup_in_typed_words_stays_text() -> None:
    nasty = build.english(title="<b>A & B</b>", description="<i>x</i> & y", how_to_apply="<a href='x'>")
    said = text_of(vacancy_sheet_pdf(sheet("en", nasty), load_role(), "en"))
    assert "<b>A & B</b>" in said and "<i>x</i> & y" in said and "<a href='x'>" in said
