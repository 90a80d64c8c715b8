"""The vacancies to begin with: as shipped, and what a wrong file is told."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copy

import pytest

from smmhire.content import CONTENT, load_role, load_templates
from smmhire.content.template_files import read_templates
from smmhire.errors import UserError
from smmhire.texts import using
from smmhire.vacancies.templates import VacancyTemplate
from tests.content.test_role_content import BENGALI, texts_of

TEMPLATES = load_templates()
each = pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)


def test_there_are_five_in_their_order() -> None:
    names = [template.id for template in TEMPLATES]
    assert names == ["small-shop", "brand-community", "performance-marketing", "agency", "non-profit"]


@each
def test_every_choice_has_a_reason_in_both_languages(template: VacancyTemplate) -> None:
    choices = (
        *(*template.goals, *template.duties, *template.platform_kinds, *template.qualities),
        *(*template.technical_skills, *template.competencies, template.engagement, template.place),
    )
    assert len(choices) >= 18
    reasons = [choice.reason for choice in choices]
    assert len(set(reasons)) == len(reasons)
    for reason in reasons:
        assert reason.en.endswith(".") and reason.bn.endswith("।")


@each
def test_bengali_texts_are_in_bengali_and_english_ones_are_not(template: VacancyTemplate) -> None:
    for text in texts_of(template):
        assert BENGALI.search(text.bn) and not re.search(r"[A-Za-z0-9]", text.bn), text
        assert not BENGALI.search(text.en), text


@each
def test_no_template_shuts_most_people_out(template: VacancyTemplate) -> None:
    asked = [one.requirement for one in template.competencies]
    assert 1 <= sum(one.is_must_have for one in asked) <= 2
    assert all(one.weight > 0 for one in asked)
    # A sound hire is asked for, no genius.
    assert all(one.level <= 4 for one in asked)


def changed_file(tmp_path: Path, old: str, new: str) -> Path:
    copy(CONTENT / "templates" / "small-shop.yaml", tmp_path)
    file = tmp_path / "small-shop.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return file


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "- id: goal-sales",
            "- id: goal-fame",
            r"line \d+, entry goal-fame, field id: There is no “goal-fame”",
        ),
        ("- id: R-D3", "- id: R-D2", r"entry R-D2, field id: The id is used twice"),
        ("measure: 3", "measure: 9", r"entry R-D5, field measure: There is no “9”"),
        ("level: 2", "level: 6", r"level: “6” cannot stand here"),
        ("must_have: true", "must_hav: true", "There is no such field|The field is missing"),
        ("id: E-W6", "id: E-W9", "There is no “E-W9”"),
        ("id: on_site", "id: moon", "“moon” cannot stand here"),
    ],
)
def test_a_wrong_file_is_told_where(tmp_path: Path, old: str, new: str, told: str) -> None:
    changed_file(tmp_path, old, new)
    with using("en"), pytest.raises(UserError, match=told) as error:
        read_templates(tmp_path, load_role())
    assert "small-shop.yaml, line" in str(error.value)


def test_two_files_with_one_id_are_refused(tmp_path: Path) -> None:
    copy(changed_file(tmp_path, "order: 1", "order: 2"), tmp_path / "z.yaml")
    with using("en"), pytest.raises(UserError, match=r"z.yaml.*The id is used twice"):
        read_templates(tmp_path, load_role())
