"""An attempt: every answer is kept at once, the clock is true, and the end comes only once."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from smmhire.assessment.attempts import Answer, Attempt, Form, Purpose
from smmhire.assessment.items import Item, ItemType
from smmhire.candidates.listing import CandidateQuery
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import assessments, bank, candidates, vacancies
from smmhire.services.bank import Bank, load_bank, presented
from smmhire.services.role import items, role
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.services.answering import right_answer, wrong_answer

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def form(*item_ids: str, time_limit: int | None = 600) -> Form:
    ids = item_ids or tuple(item.id for item in items()[:5])
    return Form(Purpose.PRACTICE, ids, time_limit, load_bank().version)


def item_of(kind: ItemType) -> Item:
    return next(item for item in items() if item.type is kind)


def begin(unit_of_work: UnitOfWorkFactory, asked: Form | None = None, seed: int = 7) -> Attempt:
    return assessments.start(asked or form(), "প্রার্থী ক", unit_of_work=unit_of_work, seed=seed, now=NOON)


def answer(attempt: Attempt, place: int, unit_of_work: UnitOfWorkFactory, now: datetime) -> None:
    item = load_bank().item(attempt.form.item_ids[place])
    given = right_answer(item, attempt.seed)
    assessments.submit_answer(attempt.id, item.id, given, 3.0, unit_of_work=unit_of_work, now=now)


# -- forms -------------------------------------------------------------------------------------------
def test_practice_asks_every_competency_and_other_questions_each_time() -> None:
    asked = assessments.practice_form()
    assert asked.purpose is Purpose.PRACTICE and not asked.is_supervised
    there = load_bank()
    assert {there.item(name).competency for name in asked.item_ids} == {c.id for c in role().competencies}
    assert len(asked.item_ids) == 48
    assert asked.bank_version == there.version
    again, full = assessments.practice_form(), assessments.practice_form(assessments.Length.FULL)
    assert set(again.item_ids) != set(asked.item_ids) and len(full.item_ids) == 88
    assert assessments.practice_form(seed=4) == assessments.practice_form(seed=4)


def test_how_far_an_attempt_has_come_is_known_and_one_for_oneself_can_be_thrown_away(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    attempt = assessments.start(assessments.practice_form(), "A", unit_of_work=unit_of_work, now=NOON)
    answer(attempt, 9, unit_of_work, NOON + MINUTE)
    answer(attempt, 9, unit_of_work, NOON + MINUTE)
    (one,) = assessments.under_way(unit_of_work=unit_of_work, now=NOON + MINUTE)
    assert (one.attempt, one.answered) == (attempt, 1)
    assert one.remaining == (attempt.form.time_limit or 0) - 60
    assessments.discard(attempt.id, unit_of_work=unit_of_work)
    assert assessments.under_way(unit_of_work=unit_of_work) == ()
    with pytest.raises(UserError, match="no longer there"):
        assessments.discard(attempt.id, unit_of_work=unit_of_work)


def test_what_is_taken_for_an_employer_or_finished_is_never_thrown_away(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    form = assessments.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    for_vacancy = assessments.start(form, "A", unit_of_work=unit_of_work)
    finished = assessments.start(assessments.practice_form(), "A", unit_of_work=unit_of_work)
    assessments.finish(finished.id, unit_of_work=unit_of_work)
    for attempt in (for_vacancy, finished):
        with pytest.raises(UserError, match="stays on record"):
            assessments.discard(attempt.id, unit_of_work=unit_of_work)
        assert assessments.get_attempt(attempt.id, unit_of_work=unit_of_work).id == attempt.id


def test_vacancy_form_asks_what_the_vacancy_weighs_or_requires(unit_of_work: UnitOfWorkFactory) -> None:
    profile = vacancies.new_profile()
    kept = {"analytics": 5, "content": 0}
    requirements = tuple(
        replace(r, weight=kept.get(r.competency_id, 0), is_must_have=r.competency_id == "content")
        for r in profile.competencies
    )
    saved = vacancies.save(replace(profile, competencies=requirements), unit_of_work=unit_of_work)
    asked = assessments.vacancy_form(saved.id, unit_of_work=unit_of_work, is_supervised=True)
    assert {load_bank().item(item_id).competency for item_id in asked.item_ids} == set(kept)
    assert (asked.vacancy_id, asked.purpose, asked.is_supervised) == (saved.id, Purpose.ASSESSMENT, True)


def test_vacancy_that_asks_for_nothing_has_no_form(unit_of_work: UnitOfWorkFactory) -> None:
    saved = vacancies.save(replace(vacancies.new_profile(), competencies=()), unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="asks for no competency"):
        assessments.vacancy_form(saved.id, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        assessments.vacancy_form(new_id(), unit_of_work=unit_of_work)


# -- going on ----------------------------------------------------------------------------------------
def test_resumed_attempt_has_every_answer_and_the_true_clock(unit_of_work: UnitOfWorkFactory) -> None:
    attempt = begin(unit_of_work)
    answer(attempt, 0, unit_of_work, NOON + MINUTE)
    answer(attempt, 2, unit_of_work, NOON + 2 * MINUTE)
    sitting = assessments.open_attempt(attempt.id, unit_of_work=unit_of_work, now=NOON + 4 * MINUTE)
    assert sitting.attempt == attempt and not sitting.is_over
    assert sitting.remaining == 360.0  # the clock ran on while nobody looked
    assert set(sitting.answers) == {attempt.form.item_ids[0], attempt.form.item_ids[2]}
    assert [item.id for item in sitting.items] == list(attempt.form.item_ids)
    assert sitting.first_open == 1
    assert [a.id for a in assessments.unfinished(unit_of_work=unit_of_work, now=NOON + 4 * MINUTE)] == [
        attempt.id
    ]


def test_later_answer_counts_and_an_empty_one_takes_it_back(unit_of_work: UnitOfWorkFactory) -> None:
    item = item_of(ItemType.SINGLE_CHOICE)
    attempt = begin(unit_of_work, form(item.id))
    for given in (wrong_answer(item), right_answer(item, 7)):
        assessments.submit_answer(attempt.id, item.id, given, 1.0, unit_of_work=unit_of_work, now=NOON)
    sitting = assessments.open_attempt(attempt.id, unit_of_work=unit_of_work, now=NOON)
    assert sitting.answers == {item.id: right_answer(item, 7)} and sitting.first_open == 0
    assessments.submit_answer(attempt.id, item.id, Answer(), 1.0, unit_of_work=unit_of_work, now=NOON)
    scored = assessments.finish(attempt.id, unit_of_work=unit_of_work, now=NOON)
    assert (scored.answered, scored.percent_correct) == (0, 0.0)


def test_an_attempt_shows_the_same_order_each_time_and_another_attempt_another_one(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    asked = form(*(item.id for item in items()), time_limit=None)

    def orders(attempt_id: UUID) -> list[list[str]]:
        sitting = assessments.open_attempt(attempt_id, unit_of_work=unit_of_work)
        assert sitting.remaining is None
        return [[option.id for option in item.options] for item in sitting.items]

    first, second = begin(unit_of_work, asked, seed=1), begin(unit_of_work, asked, seed=2)
    assert orders(first.id) == orders(first.id) != orders(second.id)


def test_drawn_values_stand_in_the_text_in_the_digits_of_each_language() -> None:
    item = next(i for i in items() if i.numeric is not None and i.numeric.variables)
    shown = presented(item, seed=3)
    assert "{" not in shown.stem.en + shown.stem.bn
    assert shown.stem != presented(item, seed=4).stem or shown.stem != presented(item, seed=5).stem
    assert any(digit in shown.stem.bn for digit in "০১২৩৪৫৬৭৮৯")
    assert not any(character.isascii() and character.isdigit() for character in shown.stem.bn)


def test_sides_of_a_match_are_shown_in_an_order_of_their_own(unit_of_work: UnitOfWorkFactory) -> None:
    item = item_of(ItemType.MATCHING)
    sitting = assessments.open_attempt(
        begin(unit_of_work, form(item.id)).id, unit_of_work=unit_of_work, now=NOON
    )
    (shown,) = sitting.items
    assert sorted(o.id for o in sitting.matches(shown)) == sorted(o.id for o in item.options)


# -- the clock ---------------------------------------------------------------------------------------
def test_answer_after_the_deadline_is_refused_and_those_before_are_scored(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    attempt = begin(unit_of_work)
    answer(attempt, 0, unit_of_work, NOON + 9 * MINUTE)
    with pytest.raises(UserError, match="time is up"):
        answer(attempt, 1, unit_of_work, NOON + 10 * MINUTE)
    sitting = assessments.open_attempt(attempt.id, unit_of_work=unit_of_work, now=NOON + 30 * MINUTE)
    assert sitting.is_over and sitting.remaining == 0.0
    assert sitting.attempt.finished_at == NOON + 10 * MINUTE  # when time ran out, not when it was noticed
    assert assessments.result(attempt.id, unit_of_work=unit_of_work).answered <= 1
    assert set(sitting.answers) == {attempt.form.item_ids[0]}


def test_clock_set_back_gives_no_time(unit_of_work: UnitOfWorkFactory) -> None:
    attempt = begin(unit_of_work)
    answer(attempt, 0, unit_of_work, NOON + 6 * MINUTE)
    # The computer's clock goes back by five minutes: the attempt's stands where it stood …
    back = assessments.open_attempt(attempt.id, unit_of_work=unit_of_work, now=NOON + MINUTE)
    assert back.remaining == 240.0
    # … and goes on from there.
    later = assessments.open_attempt(attempt.id, unit_of_work=unit_of_work, now=NOON + 3 * MINUTE)
    assert later.remaining == 120.0
    # Back before the start: it still never grows.
    early = assessments.open_attempt(attempt.id, unit_of_work=unit_of_work, now=NOON - 60 * MINUTE)
    assert early.remaining == 120.0
    with pytest.raises(UserError, match="time is up"):
        answer(attempt, 1, unit_of_work, NOON - 58 * MINUTE)
    assert len(assessments.finish_overdue(unit_of_work=unit_of_work, now=NOON - 57 * MINUTE)) == 1


def test_an_answer_refused_for_time_cannot_be_given_after_setting_the_clock_back(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    attempt = begin(unit_of_work)
    for now in (NOON + 10 * MINUTE, NOON + 5 * MINUTE):
        with pytest.raises(UserError, match="time is up"):
            answer(attempt, 0, unit_of_work, now)
    sitting = assessments.open_attempt(attempt.id, unit_of_work=unit_of_work, now=NOON + 5 * MINUTE)
    assert sitting.is_over and not sitting.answers


def test_overdue_attempts_are_finished_when_they_are_listed(unit_of_work: UnitOfWorkFactory) -> None:
    overdue, unlimited = begin(unit_of_work), begin(unit_of_work, form(time_limit=None))
    listed = assessments.unfinished(unit_of_work=unit_of_work, now=NOON + 11 * MINUTE)
    assert [attempt.id for attempt in listed] == [unlimited.id]
    (row,) = assessments.listing(unit_of_work=unit_of_work)
    assert (row.attempt_id, row.finished_at, row.answered) == (overdue.id, NOON + 10 * MINUTE, 0)


# -- the end -----------------------------------------------------------------------------------------
def test_finishing_twice_gives_the_same_result_and_closes_the_attempt(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    attempt = begin(unit_of_work)
    for place in range(len(attempt.form.item_ids)):
        answer(attempt, place, unit_of_work, NOON + MINUTE)
    first = assessments.finish(attempt.id, unit_of_work=unit_of_work, now=NOON + 2 * MINUTE)
    assert assessments.finish(attempt.id, unit_of_work=unit_of_work, now=NOON + 5 * MINUTE) == first
    assert assessments.result(attempt.id, unit_of_work=unit_of_work) == first
    assert first.percent_correct == 1.0 and first.scored_at == NOON + 2 * MINUTE
    with pytest.raises(UserError, match="finished"):
        answer(attempt, 0, unit_of_work, NOON + 3 * MINUTE)
    kept = assessments.get_attempt(attempt.id, unit_of_work=unit_of_work)
    assert kept == replace(attempt, finished_at=NOON + 2 * MINUTE)


def test_unfinished_attempt_has_no_result_yet(unit_of_work: UnitOfWorkFactory) -> None:
    attempt = begin(unit_of_work)
    with pytest.raises(UserError, match="not finished"):
        assessments.result(attempt.id, unit_of_work=unit_of_work)


def test_attempt_that_is_not_there_is_said_to_be_gone(unit_of_work: UnitOfWorkFactory) -> None:
    gone = new_id()
    for call in (
        assessments.open_attempt,
        assessments.finish,
        assessments.result,
        assessments.get_attempt,
        assessments.review_of,
    ):
        with pytest.raises(UserError, match="no longer there"):
            call(gone, unit_of_work=unit_of_work)
    person = candidates.new("Candidate A", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        assessments.attach_candidate(gone, person.id, unit_of_work=unit_of_work)


# -- what does not fit -------------------------------------------------------------------------------
def test_answer_that_could_not_be_marked_is_never_stored(unit_of_work: UnitOfWorkFactory) -> None:
    choice, rating = item_of(ItemType.SINGLE_CHOICE), item_of(ItemType.SELF_RATING)
    attempt = begin(unit_of_work, form(choice.id, rating.id))
    for item_id, given in (
        (choice.id, Answer(selected=("no such option",))),
        (rating.id, Answer(rating=6)),
        ("not asked", Answer(rating=3)),
    ):
        with pytest.raises(ValueError):
            assessments.submit_answer(attempt.id, item_id, given, 1.0, unit_of_work=unit_of_work, now=NOON)
    assert assessments.open_attempt(attempt.id, unit_of_work=unit_of_work, now=NOON).answers == {}


def test_item_that_left_the_bank_is_named(
    unit_of_work: UnitOfWorkFactory, caplog: pytest.LogCaptureFixture
) -> None:
    attempt = begin(unit_of_work, form(items()[0].id, "GONE-01"))
    for call in (assessments.open_attempt, assessments.finish):
        with pytest.raises(UserError, match="GONE-01"):
            call(attempt.id, unit_of_work=unit_of_work, now=NOON)
    # Out of time it stays in the list, for opening it says why; the others are finished all the same.
    other = begin(unit_of_work)
    with caplog.at_level(logging.WARNING):
        listed = assessments.unfinished(unit_of_work=unit_of_work, now=NOON + 11 * MINUTE)
    assert [a.id for a in listed] == [attempt.id] and "GONE-01" in caplog.text
    assert assessments.result(other.id, unit_of_work=unit_of_work).answered == 0


def test_item_whose_options_have_changed_since_is_named(
    unit_of_work: UnitOfWorkFactory, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A newer program has other options: nothing is scored by them, and no list breaks."""
    item = item_of(ItemType.SINGLE_CHOICE)
    under_way, finished = begin(unit_of_work, form(item.id)), begin(unit_of_work, form(item.id))
    for attempt in (under_way, finished):
        answer(attempt, 0, unit_of_work, NOON)
    assessments.finish(finished.id, unit_of_work=unit_of_work, now=NOON)

    changed = replace(item, options=tuple(replace(o, id=f"new-{o.id}") for o in item.options))
    newer = Bank((changed,), "newer", {item.id: changed})
    monkeypatch.setattr(bank, "load_bank", lambda: newer)
    with pytest.raises(UserError, match=item.id):
        assessments.finish(under_way.id, unit_of_work=unit_of_work, now=NOON)
    with pytest.raises(UserError, match=item.id):
        assessments.review_of(finished.id, unit_of_work=unit_of_work)
    with caplog.at_level(logging.WARNING):
        listed = assessments.unfinished(unit_of_work=unit_of_work, now=NOON + 11 * MINUTE)
    assert [a.id for a in listed] == [under_way.id] and item.id in caplog.text
    assert assessments.result(finished.id, unit_of_work=unit_of_work).answered == 1


def test_attempt_needs_a_name_and_people_and_vacancies_that_exist(unit_of_work: UnitOfWorkFactory) -> None:
    with pytest.raises(UserError, match="no name"):
        assessments.start(form(), "  ", unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="candidate is no longer there"):
        assessments.start(form(), "A", new_id(), unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="vacancy is no longer there"):
        assessments.start(replace(form(), vacancy_id=new_id()), "A", unit_of_work=unit_of_work)
    assert assessments.unfinished(unit_of_work=unit_of_work) == ()


# -- whose it is -------------------------------------------------------------------------------------
def test_attempt_for_a_vacancy_makes_its_candidate_an_applicant(unit_of_work: UnitOfWorkFactory) -> None:
    vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    asked = assessments.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    known, later = (candidates.new(f"Candidate {n}", unit_of_work=unit_of_work) for n in "AB")
    assessments.start(asked, known.name, known.id, unit_of_work=unit_of_work)
    attempt = assessments.start(asked, later.name, unit_of_work=unit_of_work)
    assert len(candidates.listing(CandidateQuery(vacancy_id=vacancy.id), unit_of_work=unit_of_work)) == 1
    assessments.attach_candidate(attempt.id, later.id, unit_of_work=unit_of_work)
    assert {
        row.id for row in candidates.listing(CandidateQuery(vacancy_id=vacancy.id), unit_of_work=unit_of_work)
    } == {
        known.id,
        later.id,
    }
    assert assessments.get_attempt(attempt.id, unit_of_work=unit_of_work).candidate_id == later.id


def test_practice_of_the_whole_bank_measures_every_competency(unit_of_work: UnitOfWorkFactory) -> None:
    attempt = assessments.start(assessments.practice_form(), "প্রার্থী ক", unit_of_work=unit_of_work)
    scored = assessments.finish(attempt.id, unit_of_work=unit_of_work)
    assert {c.competency_id for c in scored.competencies if c.is_measured} == {
        c.id for c in role().competencies
    }
