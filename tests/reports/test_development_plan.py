"""The development plan says what to do in which order, and its tables break over pages with their heads."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from smmhire.assessment.plan import DevelopmentPlan, development_plan, target_levels
from smmhire.content import load_role
from smmhire.reports.development_plan import PlanDocument, development_plan_pdf
from smmhire.texts import number, using
from tests.reports import build
from tests.reports.build import LONG_NAME, LONG_WORD, Language
from tests.reports.reading import fonts_not_embedded, latin_words, letters, lines_that_meet, pages, text_of


def document(language: Language = "en", **fields: Any) -> PlanDocument:
    role = load_role()
    given: dict[str, Any] = {
        "name": build.NAMES[language],
        "finished_at": datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
        "vacancy_title": build.VACANCIES[language],
        "employer": build.EMPLOYERS[language],
        "plan": development_plan(build.result(), role, target_levels(role)),
        "own_ratings": {role.competencies[4].id: 3},
        "made_on": build.MADE_ON,
    }
    return PlanDocument(**{**given, **fields})


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_area_has_all_its_steps_in_the_order_of_the_plan(language: Language) -> None:
    made = document(language)
    text = text_of(development_plan_pdf(made, load_role(), language)).replace(" ", "")
    places: list[int] = []
    with using(language):
        for place, area in enumerate(made.plan.areas, start=1):
            name = load_role().competency(area.competency_id).name.text(language)
            heading = f"{number(place)}. {name}".replace(" ", "")
            places.append(text.index(heading))
            for step in area.steps:
                for said in (step.action, step.evidence):
                    assert said.text(language).replace(" ", "") in text
    assert len(places) > 3  # more than the report prints step by step
    assert places == sorted(places)


@pytest.mark.parametrize("language", ["bn", "en"])
def test_it_is_of_one_language_and_says_how_long_it_takes(language: Language) -> None:
    made = document(language)
    data = development_plan_pdf(made, load_role(), language)
    text = text_of(data)
    with using(language):
        assert number(made.plan.hours) in text
    if language == "bn":
        role = load_role()
        steps = [s for area in made.plan.areas for s in area.steps]
        content = [part.bn for step in steps for part in (step.action, step.evidence)]
        assert latin_words(text, *content, *(one.name.bn for one in role.competencies)) == set()
    assert fonts_not_embedded(data) == []


def test_heads_of_its_tables_stand_on_every_page_they_break_over() -> None:
    data = development_plan_pdf(document(plan=everything()), load_role(), "en")
    read = pages(data)
    assert len(read) > 2
    for page in read[1:]:
        if any(step.evidence.en[:30] in page for area in everything().areas for step in area.steps):
            assert "What shows that it is done" in page


def everything() -> DevelopmentPlan:
    """From the bottom to the highest level in all competencies."""
    role = load_role()
    abilities = (-3.0,) * len(role.competencies)
    return development_plan(build.result(abilities), role, {c.id: 5 for c in role.competencies})


def test_a_person_at_the_top_is_told_that_nothing_is_left() -> None:
    made = document(plan=DevelopmentPlan((), (load_role().competencies[0].id,)), own_ratings={})
    text = text_of(development_plan_pdf(made, load_role(), "en"))
    assert "the plan has no step left" in text
    assert "Not measured, so nothing can be said of: Strategy and audience." in text


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("long", [LONG_NAME, f"{LONG_WORD} " * 3])
def test_long_names_stay_within_the_margins_and_off_other_lines(language: Language, long: str) -> None:
    made = document(language, name=long.strip(), vacancy_title=long.strip(), employer=long.strip())
    for page in letters(development_plan_pdf(made, load_role(), language)):
        assert all(letter.left > 48 and letter.right < 595 - 48 for letter in page)
        assert lines_that_meet(page) == []


def test_the_same_plan_is_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    first = development_plan_pdf(document("bn"), load_role(), "bn")
    assert development_plan_pdf(document("bn"), load_role(), "bn") == first
