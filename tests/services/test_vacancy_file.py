"""A vacancy as a file carries the form of its assessment, and brings both in or neither."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.attempts import Feedback, FormSettings, Languages
from smmhire.assessment.composition import FormKind, FormSpec, Source
from smmhire.assessment.retakes import RetakeRule
from smmhire.errors import UserError
from smmhire.services import forms, profile_file, vacancies, vacancy_file
from smmhire.services.vacancy_file import VacancyFile
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from smmhire.vacancies.profile import VacancyProfile

SPEC = FormSpec(
    questions=(("content", 12), ("strategy", 5)),
    has_self_ratings=False,
    time_limit=75,
    kind=FormKind.RANDOM,
    settings=FormSettings(
        languages=Languages.BENGALI, asks_confidence=True, feedback=Feedback.NEVER, cut=62.5
    ),
    retake=RetakeRule(days=10, most_attempts=2, is_disjoint=False),
)


@pytest.fixture
def saved(unit_of_work: UnitOfWorkFactory) -> VacancyProfile:
    return vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)


def written(tmp_path: Path, content: object) -> Path:
    path = tmp_path / "vacancy.json"
    path.write_text(json.dumps(content), "utf-8")
    return path


def exported(vacancy_id: UUID, unit_of_work: UnitOfWorkFactory) -> dict[str, Any]:
    return vacancy_file.export(vacancy_id, unit_of_work=unit_of_work)


def test_a_form_goes_out_with_its_vacancy_and_comes_in_with_it(
    saved: VacancyProfile, unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    forms.save_spec(saved.id, SPEC, unit_of_work=unit_of_work)
    file = written(tmp_path, exported(saved.id, unit_of_work))
    read = vacancy_file.read_file(file, vacancies.new_profile())
    kept = vacancy_file.keep(read, unit_of_work=unit_of_work)
    assert kept.id != saved.id
    assert forms.saved_spec(kept.id, unit_of_work=unit_of_work) == SPEC
    assert exported(kept.id, unit_of_work) | {"id": "", "created_at": "", "updated_at": ""} == exported(
        saved.id, unit_of_work
    ) | {"id": "", "created_at": "", "updated_at": ""}


def test_a_file_without_a_form_is_read_as_before_and_leaves_the_form_as_it_is(
    saved: VacancyProfile, unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    old = written(tmp_path, profile_file.to_plain(saved))
    assert "form" not in json.loads(old.read_text("utf-8"))
    kept = vacancy_file.keep(vacancy_file.read_file(old, vacancies.new_profile()), unit_of_work=unit_of_work)
    assert forms.saved_spec(kept.id, unit_of_work=unit_of_work) is None
    forms.save_spec(saved.id, SPEC, unit_of_work=unit_of_work)
    vacancy_file.keep(vacancy_file.read_file(old, saved), unit_of_work=unit_of_work)
    assert forms.saved_spec(saved.id, unit_of_work=unit_of_work) == SPEC


def test_a_vacancy_whose_form_nobody_composed_says_so_and_takes_one_away(
    saved: VacancyProfile, unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    content = exported(saved.id, unit_of_work)
    assert content["form"] is None
    forms.save_spec(saved.id, SPEC, unit_of_work=unit_of_work)
    vacancy_file.keep(vacancy_file.read_file(written(tmp_path, content), saved), unit_of_work=unit_of_work)
    assert forms.saved_spec(saved.id, unit_of_work=unit_of_work) is None


def test_what_the_form_in_a_file_leaves_out_stays_as_the_vacancy_has_it(
    saved: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    forms.save_spec(saved.id, SPEC, unit_of_work=unit_of_work)
    vacancy_file.keep(VacancyFile(saved, {"cut": None}), unit_of_work=unit_of_work)
    expected = replace(SPEC, settings=replace(SPEC.settings, cut=None))
    assert forms.saved_spec(saved.id, unit_of_work=unit_of_work) == expected
    new = replace(vacancies.new_profile(), competencies=saved.competencies[:2])
    kept = vacancy_file.keep(VacancyFile(new, {"time_limit": 30}), unit_of_work=unit_of_work)
    found = forms.spec_of(kept.id, unit_of_work=unit_of_work)
    assert replace(found, item_ids=()) == replace(forms.usual_spec(kept), time_limit=30)


def test_a_fixed_form_keeps_its_questions_when_it_moves_to_another_office(
    saved: VacancyProfile, unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    """But not where the file asks for other questions than those it names."""
    fixed = replace(forms.usual_spec(saved), source=Source.BANK)
    kept = forms.save_spec(saved.id, fixed, unit_of_work=unit_of_work)
    content = exported(saved.id, unit_of_work)
    new = vacancy_file.read_file(written(tmp_path, content), vacancies.new_profile())
    moved = vacancy_file.keep(new, unit_of_work=unit_of_work)
    assert forms.spec_of(moved.id, unit_of_work=unit_of_work) == kept
    name = kept.questions[0][0]
    content["form"]["questions"][name] = 3
    other = vacancy_file.read_file(written(tmp_path, content), vacancies.new_profile())
    other_id = vacancy_file.keep(other, unit_of_work=unit_of_work).id
    found = forms.spec_of(other_id, unit_of_work=unit_of_work)
    assert found.counts[name] == 3 and len(found.item_ids) == len(kept.item_ids) - kept.counts[name] + 3


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ([], "form"),
        ("usual", "form"),
        ({"colour": 1}, "“colour” is not possible for form"),
        ({"cut": 101}, "“101” is not possible for form.cut"),
        ({"feedback": "later"}, "form.feedback"),
        ({"questions": {"content": "many"}}, "form.questions.content"),
        ({"questions": {"juggling": 3}}, "“juggling” is not possible for form.questions"),
        ({"retake": {"days": -1}}, "form.retake.days"),
        ({"questions": {"content": 0}}, "no question yet"),
        ({"questions": {"content": 99}}, "36 questions"),
    ],
)
def test_a_wrong_form_is_refused_by_its_field_and_nothing_of_the_file_is_kept(
    form: object, told: str, saved: VacancyProfile, unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    forms.save_spec(saved.id, SPEC, unit_of_work=unit_of_work)
    file = written(tmp_path, {"title": "Changed", "form": form})
    for base in (saved, vacancies.new_profile()):
        with pytest.raises(UserError) as refused:
            vacancy_file.keep(vacancy_file.read_file(file, base), unit_of_work=unit_of_work)
        assert told in refused.value.what and refused.value.what_to_do
    assert [one.title for one in vacancies.listing(unit_of_work=unit_of_work)] == [saved.title]
    assert vacancies.get(saved.id, unit_of_work=unit_of_work) == saved
    assert forms.saved_spec(saved.id, unit_of_work=unit_of_work) == SPEC


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*SPEC.to_json(), "content", "days", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(JSON)
def test_whatever_stands_for_the_form_it_is_read_or_refused(form: object) -> None:
    try:
        spec = forms.read_spec(form, SPEC, within="form")
    except UserError as refused:
        assert refused.what and refused.what_to_do
    else:
        assert FormSpec.from_json(spec.to_json(), SPEC) == spec
