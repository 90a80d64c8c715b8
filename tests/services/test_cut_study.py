"""Judges set the cut of a vacancy: what they get, what is kept, and what goes into the form."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from smmhire.assessment.composition import FormKind, FormSpec
from smmhire.assessment.cut_study import CutMethod, CutStudy, WrittenBounds
from smmhire.errors import UserError
from smmhire.services import assessments, candidates, cut_study, cut_study_file, forms, vacancies
from smmhire.services.bank import load_bank
from smmhire.services.cut_study import CutDesk
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from smmhire.texts import using
from smmhire.vacancies.profile import VacancyProfile
from tests.services.answering import take

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SHORT = FormSpec((("content", 3), ("strategy", 2)), has_self_ratings=True)


@pytest.fixture
def profile(unit_of_work: UnitOfWorkFactory) -> VacancyProfile:
    made = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    forms.save_spec(made.id, SHORT, unit_of_work=unit_of_work)
    return made


@pytest.fixture
def desk(profile: VacancyProfile, unit_of_work: UnitOfWorkFactory) -> CutDesk:
    return cut_study.open_desk(profile.id, unit_of_work=unit_of_work)


def judged(desk: CutDesk, *judges: tuple[str, float]) -> CutStudy:
    """A study in which each judge gives the first question that chance, and the others a little more."""
    study = desk.study
    for at, (name, first) in enumerate(judges):
        study = study.with_judge(name).with_chances(
            {(at, item.id): round(first + 0.05 * n, 2) for n, item in enumerate(desk.items)}
        )
    return study


# -- what is judged ----------------------------------------------------------------------------------
@pytest.mark.parametrize("spec", [SHORT, None])
def test_the_judges_get_the_scored_questions_that_candidates_get(
    spec: FormSpec | None, unit_of_work: UnitOfWorkFactory
) -> None:
    made = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    if spec is not None:
        forms.save_spec(made.id, spec, unit_of_work=unit_of_work)
    desk = cut_study.open_desk(made.id, unit_of_work=unit_of_work)
    form = assessments.vacancy_form(made.id, unit_of_work=unit_of_work)
    scored = [one for one in form.item_ids if load_bank().item(one).is_scored]
    assert list(desk.study.item_ids) == scored and not desk.is_example


def test_of_a_random_form_the_questions_are_said_to_be_an_example(
    profile: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    spec = replace(SHORT, kind=FormKind.RANDOM)
    desk = cut_study.open_desk(profile.id, spec, unit_of_work=unit_of_work)
    assert desk.is_example and len(desk.items) == 5


def test_what_was_judged_of_questions_that_went_is_kept_and_counts_when_they_come_back(
    profile: VacancyProfile, desk: CutDesk, unit_of_work: UnitOfWorkFactory
) -> None:
    cut_study.save_study(desk, judged(desk, ("A", 0.4), ("B", 0.5)), unit_of_work=unit_of_work)
    smaller = replace(SHORT, questions=(("content", 3), ("analytics", 1)))
    other = cut_study.open_desk(profile.id, smaller, unit_of_work=unit_of_work)
    found = cut_study.figures(other, other.study)
    said = " ".join(cut_study.described(remark) for remark in found.remarks)
    assert "no longer in the form" in said and "new in the form" in said and not found.is_usable
    cut_study.save_study(other, other.study, unit_of_work=unit_of_work)
    again = cut_study.open_desk(profile.id, SHORT, unit_of_work=unit_of_work)
    assert again.study == judged(desk, ("A", 0.4), ("B", 0.5))


# -- keeping -----------------------------------------------------------------------------------------
def test_nothing_of_somebody_else_is_written_over(
    profile: VacancyProfile, desk: CutDesk, unit_of_work: UnitOfWorkFactory
) -> None:
    theirs = judged(desk, ("A", 0.4))
    cut_study.save_study(desk, theirs, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="Somebody else"):
        cut_study.save_study(desk, judged(desk, ("B", 0.5)), unit_of_work=unit_of_work)
    assert cut_study.open_desk(profile.id, unit_of_work=unit_of_work).study == theirs


def test_a_vacancy_that_is_gone_is_said_to_be(
    profile: VacancyProfile, desk: CutDesk, unit_of_work: UnitOfWorkFactory
) -> None:
    vacancies.delete(profile.id, unit_of_work=unit_of_work)
    for work in (
        lambda: cut_study.save_study(desk, judged(desk, ("A", 0.4)), unit_of_work=unit_of_work),
        lambda: cut_study.open_desk(profile.id, unit_of_work=unit_of_work),
        lambda: cut_study.take_over(profile.id, unit_of_work=unit_of_work),
    ):
        with pytest.raises(UserError, match="no longer there"):
            work()


# -- results -----------------------------------------------------------------------------------------
def test_of_each_person_the_last_result_counts_and_other_questions_are_counted(
    profile: VacancyProfile, unit_of_work: UnitOfWorkFactory
) -> None:
    person = candidates.new("প্রার্থী ক", unit_of_work=unit_of_work)
    form = assessments.vacancy_form(profile.id, unit_of_work=unit_of_work)
    take(form, "A", 0.2, unit_of_work, candidate_id=person.id, now=NOON)
    last = take(form, "A", 1.0, unit_of_work, candidate_id=person.id, now=NOON + timedelta(days=40))
    alone = take(form, "Nobody's", 0.5, unit_of_work)
    desk = cut_study.open_desk(profile.id, unit_of_work=unit_of_work)
    assert sorted(desk.results.percents) == pytest.approx(
        sorted(100 * one.percent_correct for one in (last, alone))
    )
    assert desk.results.other_forms == 0
    wider = replace(SHORT, questions=(("content", 4), ("strategy", 2)))
    assert cut_study.open_desk(profile.id, wider, unit_of_work=unit_of_work).results.other_forms == 2


# -- taking it over ----------------------------------------------------------------------------------
def test_the_cut_goes_into_the_form_and_nothing_else_of_it_changes(
    profile: VacancyProfile, desk: CutDesk, unit_of_work: UnitOfWorkFactory
) -> None:
    study = judged(desk, ("A", 0.4), ("B", 0.5))
    cut_study.save_study(desk, study, unit_of_work=unit_of_work)
    spec, found = cut_study.take_over(profile.id, unit_of_work=unit_of_work)
    expected = replace(SHORT, settings=replace(SHORT.settings, cut=55.0))
    assert found.adjusted == 55 and replace(spec, item_ids=()) == expected
    scored = [item_id for item_id in spec.item_ids if desk.bank.item(item_id).is_scored]
    assert scored == [item.id for item in desk.items]
    assert forms.saved_spec(profile.id, unit_of_work=unit_of_work) == spec
    assert assessments.vacancy_form(profile.id, unit_of_work=unit_of_work).settings.cut == 55


def test_a_study_that_is_not_complete_gives_no_cut_and_says_why(
    profile: VacancyProfile, desk: CutDesk, unit_of_work: UnitOfWorkFactory
) -> None:
    cut_study.save_study(desk, judged(desk, ("A", 0.4)), unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="At least two judges"):
        cut_study.take_over(profile.id, unit_of_work=unit_of_work)
    assert forms.spec_of(profile.id, unit_of_work=unit_of_work).settings.cut is None


def test_there_is_a_chart_where_there_are_limits_and_results(desk: CutDesk) -> None:
    from smmhire.assessment.cut_figures import Results

    study = replace(desk.study.with_judge("A"), method=CutMethod.HOFSTEE)
    assert cut_study.hofstee_chart(desk, study) is None
    study = study.with_bounds(0, WrittenBounds(40, 60, 10, 50))
    assert cut_study.hofstee_chart(desk, study) is None
    full = replace(desk, results=Results((30.0, 50.0, 70.0)))
    assert cut_study.hofstee_chart(full, study) is not None


# -- tables ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_judge_fills_in_a_table_apart_and_it_comes_in_again(
    ending: str, desk: CutDesk, tmp_path: Path
) -> None:
    study = judged(desk, ("A", 0.4), ("B", 0.5)).with_judge("C")
    path = tmp_path / f"all{ending}"
    cut_study_file.export(desk, study, path, "bn")
    with using("bn"):
        found = cut_study_file.dry_run(desk, study, path)
    assert found.study == study and found.problems == ()
    assert [(one.name, one.figures, one.missing) for one in found.judges] == [
        ("A", 5, 0),
        ("B", 5, 0),
        ("C", 0, 5),
    ]


def test_the_table_of_one_judge_shows_nobody_elses_figures(desk: CutDesk, tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    cut_study_file.export(desk, judged(desk, ("A", 0.41), ("B", 0.5)), path, "en", judge="B")
    text = path.read_text(encoding="utf-8-sig")
    head = text.splitlines()[0]
    assert head == "No.,Id,Competency,Question,B" and ",41\n" not in text.replace("\r", "")


def test_a_workbook_tells_the_judge_what_to_write(desk: CutDesk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    cut_study_file.export(desk, desk.study.with_judge("A"), path, "en")
    assert str(openpyxl.load_workbook(path).worksheets[1]["A1"].value).startswith("Imagine a person")


def test_the_key_stands_in_the_table_only_where_it_is_wanted(desk: CutDesk, tmp_path: Path) -> None:
    study = desk.study.with_judge("A")
    path = tmp_path / "a.csv"
    cut_study_file.export(desk, study, path, "en")
    without = path.read_text(encoding="utf-8-sig")
    cut_study_file.export(desk, study, path, "en", with_key=True)
    with_key = path.read_text(encoding="utf-8-sig")
    signs = ("✓", "✗", "effectiveness", "(place", " = ")
    assert not any(sign in without for sign in signs) and any(sign in with_key for sign in signs)


def test_every_kind_of_question_can_be_written_for_judges() -> None:
    for item in load_bank().items:
        for language in ("bn", "en"):
            with using(language):
                plain = cut_study_file.question_text(item, with_key=False)
                told = cut_study_file.question_text(item, with_key=True)
            assert plain and "{" not in plain
            assert plain != told or not item.is_scored, item.id


def test_a_dry_run_tells_of_new_judges_changes_and_what_stays_open(desk: CutDesk, tmp_path: Path) -> None:
    study = judged(desk, ("A", 0.4), ("B", 0.5))
    first, second, *_rest = study.item_ids
    aside = next(i.id for i in load_bank().items if i.is_scored and i.id not in study.item_ids)
    path = tmp_path / "new.csv"
    path.write_text(f"id,a,Zoe\n{first},40,50\n{second},99,\n{aside},10,20\n", encoding="utf-8")
    found = cut_study_file.dry_run(desk, study, path)
    old, new = found.judges
    assert (old.name, old.is_new, old.figures, old.changes, old.aside, old.missing) == (
        "A",
        False,
        3,
        1,
        1,
        0,
    )
    assert (new.name, new.is_new, new.figures, new.aside, new.missing) == ("Zoe", True, 2, 1, 4)
    assert found.study.judges == ("A", "B", "Zoe") and found.study.former_ids == (aside,)
    assert len(cut_study_file.import_lines(found)) == 2


def test_a_file_with_one_wrong_entry_is_not_taken_in_at_all(desk: CutDesk, tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text(f"Id,A\n{desk.items[0].id},60\n{desk.items[1].id},160\n", encoding="utf-8")
    found = cut_study_file.dry_run(desk, desk.study, path)
    with pytest.raises(UserError, match="160"):
        cut_study_file.check_import(found)


def test_a_table_needs_judges_and_an_ending_that_is_known(desk: CutDesk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Nobody judges"):
        cut_study_file.export(desk, desk.study, tmp_path / "a.csv", "en")
    with pytest.raises(UserError, match="no name for a table"):
        cut_study_file.export(desk, desk.study.with_judge("A"), tmp_path / "a.pdf", "en")
