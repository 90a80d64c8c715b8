"""Composing the form of a vacancy, and what follows from it for those who take it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smmhire.assessment.attempts import Feedback, Form, FormSettings, Languages
from smmhire.assessment.composition import FormKind, FormSpec
from smmhire.assessment.composition_review import Code
from smmhire.assessment.retakes import RetakeRule
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import assessments, candidates, form_file, forms, vacancies
from smmhire.services.bank import load_bank
from smmhire.services.role import role
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from smmhire.vacancies.profile import VacancyProfile

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
NAMES = tuple(competency.id for competency in role().competencies)


@pytest.fixture
def profile(unit_of_work: UnitOfWorkFactory) -> VacancyProfile:
    made = vacancies.new_profile()
    weights = (9, 7, 5, 3, 6, 0, 10, 2)
    asked = tuple(
        replace(r, weight=weight, is_must_have=r.competency_id == "analytics")
        for r, weight in zip(made.competencies, weights, strict=True)
        if weight
    )
    return vacancies.save(replace(made, competencies=asked), unit_of_work=unit_of_work)


def scored(form: Form) -> list[str]:
    bank = load_bank()
    return [name for name in form.item_ids if bank.item(name).is_scored]


SHORT = FormSpec((("content", 3), ("strategy", 2)), has_self_ratings=False)


# -- keeping -----------------------------------------------------------------------------------------
def test_a_vacancy_gets_what_was_composed_and_without_that_what_it_always_got(
    profile: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    assert forms.saved_spec(profile.id, unit_of_work=unit_of_work) is None
    usual = forms.spec_of(profile.id, unit_of_work=unit_of_work)
    assert usual.counts == dict.fromkeys(profile.assessed_competencies, 10)
    assert len(assessments.vacancy_form(profile.id, unit_of_work=unit_of_work).item_ids) == 77
    forms.save_spec(profile.id, SHORT, unit_of_work=unit_of_work)
    kept = forms.spec_of(profile.id, unit_of_work=unit_of_work)
    assert replace(kept, item_ids=()) == SHORT and len(kept.item_ids) == SHORT.total
    made = assessments.vacancy_form(profile.id, unit_of_work=unit_of_work, is_supervised=True)
    assert len(made.item_ids) == 5 and made.is_supervised
    assert made.settings == FormSettings()


def test_a_form_that_cannot_be_made_is_not_kept(
    profile: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    for spec, said in ((FormSpec(()), "no question yet"), (FormSpec((("content", 37),)), "36 questions")):
        with pytest.raises(UserError, match=said):
            forms.save_spec(profile.id, spec, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        forms.save_spec(new_id(), SHORT, unit_of_work=unit_of_work)
    assert forms.saved_spec(profile.id, unit_of_work=unit_of_work) is None


def test_a_proposal_sets_the_questions_and_leaves_the_rest(profile: VacancyProfile) -> None:
    spec = replace(SHORT, time_limit=45, kind=FormKind.RANDOM)
    proposed = forms.propose(profile, spec, load_bank())
    assert replace(proposed, questions=spec.questions) == spec
    tested = [name for name, count in proposed.questions if count]
    assert tested == ["strategy", "content", "community", "analytics", "platform_craft"]
    assert proposed.counts["platform_craft"] == 15


def test_what_a_form_is_like_is_known_before_anybody_takes_it(profile: VacancyProfile) -> None:
    there = load_bank()
    seen = forms.look(forms.propose(profile, SHORT, there), profile, there)
    assert seen.available == dict.fromkeys(NAMES, 36)
    assert [remark.code for remark in seen.remarks] == [Code.NOT_ASKED]
    assert "Planning" in forms.described(seen.remarks[0])
    assert all(0.4 < one.joint < 0.7 for one in seen.estimate.competencies)


# -- drawing -----------------------------------------------------------------------------------------
def test_a_random_form_is_another_each_time_and_a_fixed_one_the_same(
    profile: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    def drawn(kind: FormKind, seed: int | None = None) -> set[tuple[str, ...]]:
        spec = FormSpec((("content", 10),), kind=kind)
        forms.save_spec(profile.id, spec, unit_of_work=unit_of_work)
        return {
            assessments.vacancy_form(profile.id, unit_of_work=unit_of_work, seed=seed).item_ids
            for _n in range(5)
        }

    assert len(drawn(FormKind.FIXED)) == 1
    assert len(drawn(FormKind.RANDOM)) > 1
    assert len(drawn(FormKind.RANDOM, seed=3)) == 1


def test_an_attempt_is_played_as_its_form_said_whatever_is_composed_later(
    profile: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    settings = FormSettings(languages=Languages.BENGALI, asks_confidence=True, cut=60)
    forms.save_spec(profile.id, replace(SHORT, settings=settings), unit_of_work=unit_of_work)
    form = assessments.vacancy_form(profile.id, unit_of_work=unit_of_work)
    attempt = assessments.start(form, "A", unit_of_work=unit_of_work)
    forms.save_spec(profile.id, SHORT, unit_of_work=unit_of_work)
    sitting = assessments.open_attempt(attempt.id, unit_of_work=unit_of_work)
    assert sitting.attempt.form.settings == settings
    assert all(item.stem.en == item.stem.bn for item in sitting.items)


def test_questions_and_options_are_shuffled_as_the_form_says(
    profile: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    def shown(settings: FormSettings) -> list[tuple[list[str], list[list[str]]]]:
        spec = FormSpec((("content", 10),), settings=settings)
        forms.save_spec(profile.id, spec, unit_of_work=unit_of_work)
        form = assessments.vacancy_form(profile.id, unit_of_work=unit_of_work)
        found: list[tuple[list[str], list[list[str]]]] = []
        for seed in (1, 2):
            attempt = assessments.start(form, "A", unit_of_work=unit_of_work, seed=seed)
            items = assessments.open_attempt(attempt.id, unit_of_work=unit_of_work).items
            by_id = sorted(items, key=lambda item: item.id)
            found.append(([i.id for i in items], [[o.id for o in i.options] for i in by_id]))
        return found

    (questions, options), (others, other_options) = shown(FormSettings())
    assert questions == others and options != other_options
    (questions, options), (others, other_options) = shown(
        FormSettings(shuffles_questions=True, shuffles_options=False)
    )
    assert questions != others and sorted(questions) == sorted(others) and options == other_options
    assert load_bank().item(questions[0]).is_scored is False


# -- retakes -----------------------------------------------------------------------------------------
def test_a_second_attempt_waits_and_has_new_questions(
    profile: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    person = candidates.new("A", vacancy_id=profile.id, unit_of_work=unit_of_work)

    def form_at(moment: datetime) -> Form:
        return assessments.vacancy_form(
            profile.id, unit_of_work=unit_of_work, candidate_id=person.id, now=moment
        )

    forms.save_spec(profile.id, FormSpec((("content", 15),)), unit_of_work=unit_of_work)
    first = form_at(NOON)
    attempt = assessments.start(first, "A", person.id, unit_of_work=unit_of_work, now=NOON)
    with pytest.raises(UserError, match="still open"):
        form_at(NOON + DAY / 48)
    assessments.finish(attempt.id, unit_of_work=unit_of_work, now=NOON + DAY / 48)
    with pytest.raises(UserError, match="22 December 2026"):
        form_at(NOON + 20 * DAY)
    with pytest.raises(UserError, match="22 December 2026"):
        assessments.start(first, "A", person.id, unit_of_work=unit_of_work, now=NOON + 20 * DAY)
    second = form_at(NOON + 31 * DAY)
    assert len(scored(second)) == 15 and not set(scored(first)) & set(scored(second))
    taken = assessments.start(second, "A", person.id, unit_of_work=unit_of_work, now=NOON + 31 * DAY)
    assessments.finish(taken.id, unit_of_work=unit_of_work, now=NOON + 31 * DAY)
    with pytest.raises(UserError, match="6 new questions are left"):
        form_at(NOON + 70 * DAY)
    other = candidates.new("B", vacancy_id=profile.id, unit_of_work=unit_of_work)
    again = assessments.vacancy_form(profile.id, unit_of_work=unit_of_work, candidate_id=other.id)
    assert again.item_ids == first.item_ids


def test_a_rule_that_allows_everything_and_a_vacancy_without_one_let_people_come_again_at_once(
    profile: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    person = candidates.new("A", vacancy_id=profile.id, unit_of_work=unit_of_work)
    for spec in (None, replace(SHORT, retake=RetakeRule(days=0, is_disjoint=False))):
        if spec is not None:
            forms.save_spec(profile.id, spec, unit_of_work=unit_of_work)
        for _n in range(2):
            form = assessments.vacancy_form(
                profile.id, unit_of_work=unit_of_work, candidate_id=person.id, now=NOON
            )
            attempt = assessments.start(form, "A", person.id, unit_of_work=unit_of_work, now=NOON)
            result = assessments.finish(attempt.id, unit_of_work=unit_of_work, now=NOON)
            assert (result.attempt_id, result.scored_at) == (attempt.id, NOON)


# -- files -------------------------------------------------------------------------------------------
def test_a_form_is_written_and_read_as_json(
    profile: VacancyProfile, unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    spec = replace(SHORT, settings=FormSettings(feedback=Feedback.NEVER, cut=55))
    written = form_file.to_plain(profile, spec, forms.look(spec, profile, load_bank()), is_composed=True)
    file = tmp_path / "form.json"
    for content in (written, written["form"]):
        file.write_text(json.dumps(content), encoding="utf-8-sig")
        assert form_file.read_file(file, SHORT) == spec
    assert written["estimate"]["questions"] == 5 and written["remarks"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "line 1, column 2"),
        (b"\xff\xfe", "UTF-8"),
        (b"[]", "not possible for form"),
        (b'{"form": {"kind": "clever"}}', "fixed, random, adaptive"),
        (b'{"questions": {"singing": 3}}', "strategy"),
        (b'{"questions": {"content": 1e99}}', "questions.content"),
        (b"[" * 20_000, "too large"),
        (b" " * 1_000_001, "too large"),
    ],
)
def test_a_file_that_is_no_form_is_refused_with_the_reason(content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "form.json"
    file.write_bytes(content)
    with pytest.raises(UserError, match=said):
        form_file.read_file(file, SHORT)
    with pytest.raises(UserError, match=r"gone\.json"):
        form_file.read_file(tmp_path / "gone.json", SHORT)
