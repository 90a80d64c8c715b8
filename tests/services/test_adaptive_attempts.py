"""Adaptive forms from end to end: composed where they are offered, taken question by question, scored."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from smmhire.assessment.attempts import Answer, Attempt, AttemptResult, Feedback, Languages
from smmhire.assessment.composition import FormKind, FormSpec, Source
from smmhire.assessment.composition_review import Code
from smmhire.assessment.form_cut import cut_standing
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.own_items import is_own
from smmhire.bootstrap import Program, open_program
from smmhire.errors import UserError
from smmhire.services import (
    adaptive,
    assessments,
    calibrated,
    candidates,
    form_cut,
    forms,
    own_items,
    results,
    vacancies,
)
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from smmhire.vacancies.profile import VacancyProfile
from tests.services.adaptive_bank import (
    COMPETENCY,
    NOON,
    QUESTIONS,
    calibrate,
    calibrated_bank,
    question,
    spec,
    vacancy,
)
from tests.services.answering import right_answer, wrong_answer

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """A program whose bank has what an adaptive form needs, and a vacancy."""

    data: Path
    unit_of_work: UnitOfWorkFactory
    items: tuple[Item, ...]
    profile: VacancyProfile


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Item, ...], VacancyProfile]:
    """Made once, for it takes seconds; every test gets a copy."""
    data = tmp_path_factory.mktemp("adaptive")
    program = open_program(data)
    items = calibrated_bank(program.unit_of_work)
    profile = vacancy(program.unit_of_work)
    program.close()
    return data, items, profile


@pytest.fixture
def place(made: tuple[Path, tuple[Item, ...], VacancyProfile], tmp_path: Path) -> Iterator[Place]:
    data, items, profile = made
    shutil.copytree(data, tmp_path / "data")
    program = open_program(tmp_path / "data")
    yield Place(tmp_path / "data", program.unit_of_work, items, profile)
    program.close()


def begin(place: Place, made_by: FormSpec, *, seed: int = 5, who: object = None) -> Attempt:
    forms.save_spec(place.profile.id, made_by, unit_of_work=place.unit_of_work)
    form = forms.vacancy_form(place.profile.id, unit_of_work=place.unit_of_work)
    return assessments.start(form, "A", unit_of_work=place.unit_of_work, seed=seed, now=NOON)


def opened(place: Place, attempt: Attempt) -> assessments.Sitting:
    return assessments.open_attempt(attempt.id, unit_of_work=place.unit_of_work, now=NOON)


def give(place: Place, attempt: Attempt, item: Item, answer: Answer) -> None:
    assessments.submit_answer(attempt.id, item.id, answer, 3.0, unit_of_work=place.unit_of_work, now=NOON)


def answered_by(ability: float, item: Item, seed: int) -> Answer:
    """Somebody who knows exactly what is not too hard for them."""
    return right_answer(item, seed) if (item.difficulty or 0.0) <= ability else wrong_answer(item)


def play(place: Place, attempt: Attempt, ability: float) -> AttemptResult:
    while not (sitting := opened(place, attempt)).is_complete:
        item = sitting.items[sitting.first_open]
        give(place, attempt, item, answered_by(ability, item, attempt.seed))
    return assessments.finish(attempt.id, unit_of_work=place.unit_of_work, now=NOON)


def asked(place: Place, attempt: Attempt) -> list[str]:
    return [item.id for item in opened(place, attempt).items if item.is_scored]


# -- taking ------------------------------------------------------------------------------------------
def test_an_attempt_begins_with_its_self_ratings_and_one_question(place: Place) -> None:
    attempt = begin(place, spec(12))
    items = opened(place, attempt).items
    assert [item.type is ItemType.SELF_RATING for item in items] == [True, False]
    assert attempt.form.most_items == 13 and not opened(place, attempt).is_complete
    only = begin(place, spec(12, has_self_ratings=False))
    assert len(only.form.item_ids) == 1 and only.form.most_items == 12


def test_after_a_crash_at_any_answer_the_same_question_is_asked_and_the_rest_goes_the_same_way(
    place: Place,
) -> None:
    """The program is opened anew after each answer, beside an attempt that was never interrupted."""
    whole = begin(place, spec(9))
    play(place, whole, 0.4)
    attempt = begin(place, spec(9))
    for _answer in range(10):
        program = open_program(place.data)
        after = replace(place, unit_of_work=program.unit_of_work)
        sitting = opened(after, attempt)
        item = sitting.items[sitting.first_open]
        assert sitting.first_open == len(sitting.items) - 1 or item.type is ItemType.SELF_RATING
        give(after, attempt, item, answered_by(0.4, item, attempt.seed))
        program.close()
    assert opened(place, attempt).is_complete
    assert asked(place, attempt) == asked(place, whole) and len(set(asked(place, attempt))) == 9


def test_an_answer_that_was_not_kept_leaves_the_question_open_and_nothing_chosen(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answer and next question are kept together or not at all."""
    from smmhire.services import adaptive_attempts

    attempt = begin(place, spec(9, has_self_ratings=False))
    before = opened(place, attempt)

    def crash(*_anything: object) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(adaptive_attempts, "go_on", crash)
        with pytest.raises(RuntimeError):
            give(place, attempt, before.items[0], right_answer(before.items[0], attempt.seed))
    after = opened(place, attempt)
    assert after.items == before.items and after.answers == {} and after.first_open == 0


def test_an_answer_is_final_also_when_it_was_left_open(place: Place) -> None:
    attempt = begin(place, spec(9))
    for answer in (Answer(rating=3), Answer()):
        sitting = opened(place, attempt)
        item = sitting.items[sitting.first_open]
        give(place, attempt, item, answer)
        with pytest.raises(UserError, match="can no longer be changed"):
            give(place, attempt, item, right_answer(item, attempt.seed))
    sitting = opened(place, attempt)
    assert len(sitting.items) == 3 and sitting.first_open == 2
    stranger = next(i for i in place.items if i.id not in {item.id for item in sitting.items})
    with pytest.raises(ValueError, match="not in the form"):
        give(place, attempt, stranger, right_answer(stranger, attempt.seed))


def test_what_was_not_known_counts_as_wrong(place: Place) -> None:
    left_open = begin(place, spec(8, has_self_ratings=False))
    while not (sitting := opened(place, left_open)).is_complete:
        give(place, left_open, sitting.items[sitting.first_open], Answer())
    found = assessments.finish(left_open.id, unit_of_work=place.unit_of_work, now=NOON)
    wrong = play(place, begin(place, spec(8, has_self_ratings=False)), -9.0)
    assert (found.asked, found.answered, found.percent_correct) == (8, 0, 0.0)
    assert found.competencies[0].ability == wrong.competencies[0].ability


def test_the_able_get_harder_questions_and_higher_abilities(place: Place) -> None:
    abilities: list[float] = []
    hardness: list[float] = []
    difficulty = {item.id: item.difficulty or 0.0 for item in place.items}
    for truth in (-1.5, -0.5, 0.5, 1.5):
        attempt = begin(place, spec(15, has_self_ratings=False))
        abilities.append(play(place, attempt, truth).competencies[0].ability)
        hardness.append(sum(difficulty[name] for name in asked(place, attempt)[5:]))
    assert abilities == sorted(abilities) and abilities[-1] - abilities[0] > 2.0
    assert hardness == sorted(hardness)


def test_it_ends_when_it_is_exact_enough_and_at_the_most_questions_at_the_latest(place: Place) -> None:
    """With slope 1 and guessing, the error the rules ask for takes some thirty questions."""
    found = play(place, begin(place, spec(60, has_self_ratings=False)), 0.3)
    assert 20 < found.asked < 60
    assert found.competencies[0].standard_error <= 0.4505
    assert play(place, begin(place, spec(10, has_self_ratings=False)), 0.3).asked == 10


def test_time_is_given_for_the_most_questions_and_what_was_answered_in_it_is_scored(place: Place) -> None:
    attempt = begin(place, spec(12))
    limit = attempt.form.time_limit
    assert limit is not None and limit > 12 * 60
    sitting = opened(place, attempt)
    for item in sitting.items:
        give(place, attempt, item, right_answer(item, attempt.seed))
    late = NOON + timedelta(seconds=limit + 1)
    after = assessments.open_attempt(attempt.id, unit_of_work=place.unit_of_work, now=late)
    assert after.is_over and not after.is_complete
    found = results.result(attempt.id, unit_of_work=place.unit_of_work)
    assert (found.asked, found.answered) == (2, 1)


def test_a_later_calibration_does_not_change_the_choice_in_mid_test(place: Place) -> None:
    whole = begin(place, spec(12))
    play(place, whole, 0.4)
    attempt = begin(place, spec(12))
    for step in range(13):
        if step == 3:  # the whole bank turns round
            turned = [replace(item, difficulty=-(item.difficulty or 0.0)) for item in place.items]
            calibrate(place.unit_of_work, turned, people=120, seed=9)
        sitting = opened(place, attempt)
        item = sitting.items[sitting.first_open]
        give(place, attempt, item, answered_by(0.4, item, attempt.seed))
    assert asked(place, attempt) == asked(place, whole)
    assert attempt.form.adaptive is not None
    calibrated.undo_use(attempt.form.adaptive.calibration_id, unit_of_work=place.unit_of_work)
    newer = begin(place, spec(12))
    assert newer.form.adaptive is not None
    assert newer.form.adaptive.calibration_id != attempt.form.adaptive.calibration_id


def test_a_question_deleted_meanwhile_is_asked_to_its_end_where_it_was_asked(place: Place) -> None:
    attempt = begin(place, spec(9, has_self_ratings=False))
    first = opened(place, attempt).items[0]
    own_items.delete([first.id], unit_of_work=place.unit_of_work, now=NOON)
    assert play(place, attempt, 0.2).asked == 9
    assert first.id in asked(place, attempt)
    later = begin(place, spec(9, has_self_ratings=False))
    assert later.form.adaptive is not None and first.id not in later.form.adaptive.parts[0].pool


def test_the_result_is_reviewed_and_its_cut_does_not_hang_on_which_questions_came(place: Place) -> None:
    """Everybody gets about as many right: the verdict is by all that could have been asked."""
    shares: list[float] = []
    on_their_own: list[float] = []
    for truth in (-1.5, 1.5):
        attempt = begin(place, spec(15, cut=60.0))
        found = play(place, attempt, truth)
        assert len(results.review_of(attempt.id, unit_of_work=place.unit_of_work)) == 16
        standing = form_cut.cut_of(attempt, found, unit_of_work=place.unit_of_work)
        assert standing is not None
        shares.append(standing.share)
        own = [item for item in place.items if item.id in asked(place, attempt)]
        on_their_own.append(cut_standing(own, found, 0.6).share)
    assert shares[0] < 0.5 < 0.75 < shares[1]
    assert on_their_own[1] - on_their_own[0] < 0.8 * (shares[1] - shares[0])


# -- again -------------------------------------------------------------------------------------------
def test_who_comes_again_gets_other_questions_as_long_as_there_are_enough(place: Place) -> None:
    person = candidates.new("A", vacancy_id=place.profile.id, unit_of_work=place.unit_of_work)
    forms.save_spec(place.profile.id, spec(60), unit_of_work=place.unit_of_work)
    seen: list[set[str]] = []
    for day in (0, 40):
        now = NOON + day * DAY
        form = forms.vacancy_form(
            place.profile.id, unit_of_work=place.unit_of_work, candidate_id=person.id, now=now
        )
        form = replace(form, time_limit=None)
        attempt = assessments.start(form, "A", person.id, unit_of_work=place.unit_of_work, seed=1, now=now)
        while not (sitting := opened(place, attempt)).is_complete:
            item = sitting.items[sitting.first_open]
            give(place, attempt, item, answered_by(0.0, item, attempt.seed))
        assessments.finish(attempt.id, unit_of_work=place.unit_of_work, now=now)
        seen.append({*asked(place, attempt)})
    assert len(seen[0]) > 20 and not seen[0] & seen[1]
    with pytest.raises(UserError, match=f"{QUESTIONS - len(seen[0] | seen[1])} new questions are left"):
        forms.save_spec(place.profile.id, spec(120), unit_of_work=place.unit_of_work)
        forms.vacancy_form(
            place.profile.id, unit_of_work=place.unit_of_work, candidate_id=person.id, now=NOON + 300 * DAY
        )


# -- composing ---------------------------------------------------------------------------------------
def look(place: Place, made_by: FormSpec) -> forms.Look:
    there = forms.bank(unit_of_work=place.unit_of_work)
    ground = adaptive.read_ground(unit_of_work=place.unit_of_work)
    return forms.look(made_by, place.profile, there, ground)


def test_what_an_adaptive_form_is_like_is_known_on_average_before_anybody_takes_it(place: Place) -> None:
    seen = look(place, spec(60))
    (one,) = seen.estimate.competencies
    assert one.questions == 60 and 20 < one.mean_questions < 50 and 0.40 < one.alone < 0.47
    assert seen.available[COMPETENCY] == QUESTIONS and not any(r.is_blocking for r in seen.remarks)
    short = look(place, spec(10)).estimate
    assert short.mean_questions == 10 and short.competencies[0].alone > one.alone
    assert short.minutes < seen.estimate.minutes
    assert adaptive.in_words(seen.offers).startswith("An adaptive form asks everybody")


def test_a_competency_that_is_not_calibrated_stands_in_the_way_with_its_reason(place: Place) -> None:
    both = replace(spec(10), questions=((COMPETENCY, 10), ("strategy", 10)), source=Source.OWN_FIRST)
    remark = look(place, both).remarks[0]
    assert (remark.code, remark.competency_ids) == (Code.NOT_OFFERED, ("strategy",))
    assert "the bank has 36" in forms.described(remark)
    with pytest.raises(UserError, match="cannot be asked adaptively") as refused:
        forms.save_spec(place.profile.id, both, unit_of_work=place.unit_of_work)
    assert "another kind" in refused.value.what_to_do
    assert "as long as it asks about" in adaptive.in_words(look(place, both).offers)
    # The questions of the program alone are too few on this one too.
    assert look(place, spec(10, source=Source.BANK)).remarks[0].code is Code.NOT_OFFERED
    assert look(place, spec(QUESTIONS + 1)).remarks[0].code is Code.TOO_MANY


def test_only_questions_in_the_language_of_the_form_count_and_come(place: Place) -> None:
    in_english = own_items.save(question(1, language="en"), unit_of_work=place.unit_of_work, now=NOON).own
    items = [*place.items, in_english.item]
    calibrate(place.unit_of_work, items, seed=4)
    counts = {
        languages: look(place, spec(10, languages=languages)).available[COMPETENCY] for languages in Languages
    }
    assert counts == {Languages.BOTH: 130, Languages.BENGALI: 130, Languages.ENGLISH: 131}
    form = begin(place, spec(10, languages=Languages.BENGALI)).form
    assert form.adaptive is not None and in_english.id not in form.adaptive.parts[0].pool
    assert all(map(is_own, form.adaptive.parts[0].pool))


def test_feedback_at_once_and_an_order_do_not_apply_and_that_is_said(place: Place) -> None:
    told = spec(9, feedback=Feedback.NOW, shuffles_questions=True)
    assert Code.NOT_ADAPTIVE in {remark.code for remark in look(place, told).remarks}
    settings = begin(place, told).form.settings
    assert (settings.feedback, settings.shuffles_questions) == (Feedback.END, False)
    assert replace(told, kind=FormKind.RANDOM).played == told.settings


def test_where_the_calibration_is_taken_back_nobody_can_begin_and_who_has_begun_goes_on(
    place: Place,
) -> None:
    attempt = begin(place, spec(9))
    calibrated.take_back(unit_of_work=place.unit_of_work)
    with pytest.raises(UserError, match="is adaptive, and") as refused:
        forms.vacancy_form(place.profile.id, unit_of_work=place.unit_of_work)
    assert "only 0 of 120" in refused.value.what
    assert play(place, attempt, 0.5).asked == 9
    fixed = replace(spec(9), kind=FormKind.FIXED)
    forms.save_spec(place.profile.id, fixed, unit_of_work=place.unit_of_work)
    assert len(forms.vacancy_form(place.profile.id, unit_of_work=place.unit_of_work).item_ids) == 10


def test_a_proposal_asks_the_most_of_what_can_be_asked_so_and_nothing_else(place: Place) -> None:
    there = forms.bank(unit_of_work=place.unit_of_work)
    ground = adaptive.read_ground(unit_of_work=place.unit_of_work)
    proposed = forms.propose(place.profile, spec(5), there, ground)
    assert {name: n for name, n in proposed.questions if n} == {COMPETENCY: 20}
    assert forms.propose(place.profile, spec(5), there).total == 0


def test_a_copy_of_the_vacancy_keeps_its_adaptive_form(place: Place) -> None:
    forms.save_spec(place.profile.id, spec(9), unit_of_work=place.unit_of_work)
    copy = vacancies.duplicate(place.profile.id, unit_of_work=place.unit_of_work)
    form = forms.vacancy_form(copy.id, unit_of_work=place.unit_of_work)
    assert form.adaptive is not None and form.adaptive.most == 9


def test_a_program_without_answers_offers_none(program: Program, unit_of_work: UnitOfWorkFactory) -> None:
    there = forms.bank(unit_of_work=unit_of_work)
    ground = adaptive.read_ground(unit_of_work=unit_of_work)
    profile = vacancy(unit_of_work)
    seen = forms.look(spec(10, source=Source.BANK), profile, there, ground)
    assert seen.remarks[0].code is Code.NOT_OFFERED and not any(o.is_offered for o in seen.offers)
