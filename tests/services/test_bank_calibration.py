"""What stored answers say about the difficulties of the bank, and what happens when that is used."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from smmhire.assessment.ability import curves
from smmhire.assessment.attempts import Answer, FormSettings, Languages, Purpose
from smmhire.assessment.difficulty_update import AUTHOR_SD
from smmhire.assessment.items import Item, ItemType
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import (
    adaptive,
    assessments,
    bank_calibration,
    calibrated,
    candidates,
    form_cut,
    forms,
    ranking,
    ranking_words,
    rescoring,
    vacancies,
)
from smmhire.services import bank as bank_service
from smmhire.services.bank import load_bank
from smmhire.services.bank_calibration import Proposal, ProposedItem, Shift
from smmhire.services.item_groups import GroupComparison
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.services.answering import right_answer, take, wrong_answer
from tests.services.made_responses import store, store_crowd

CHOICES = [item for item in load_bank().items if item.type is ItemType.SINGLE_CHOICE]
NEEDED = 30
THEN = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


def of(competency: str) -> list[Item]:
    return [item for item in CHOICES if item.competency == competency]


def moved(items: Sequence[Item], seed: int = 3, sd: float = AUTHOR_SD) -> list[Item]:
    """The items as they truly are: their authors err by `sd`."""
    chance = random.Random(seed)
    return [replace(item, difficulty=(item.difficulty or 0.0) + chance.gauss(0.0, sd)) for item in items]


def found(proposal: Proposal, item: Item) -> ProposedItem:
    one = proposal.of(item.id)
    assert one is not None
    return one


# -- proposing ---------------------------------------------------------------------------------------
def test_difficulties_that_people_were_simulated_with_are_found_again(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    """600 people, 40 of 89 questions each, so some 270 responses a question: off by .2 SD on average."""
    true = moved(CHOICES)
    store_crowd(unit_of_work, true, 600, asked=40)
    proposal = bank_calibration.propose(unit_of_work=unit_of_work)
    assert (proposal.attempts, proposal.people, len(proposal.proposed)) == (600, 600, len(CHOICES))
    off = [(found(proposal, item).b or 0.0) - (item.difficulty or 0.0) for item in true]
    errors = [found(proposal, item).se or 0.0 for item in true]
    before = [found(proposal, item).author - (item.difficulty or 0.0) for item in true]
    assert sum(x * x for x in off) / len(off) < 0.25**2
    assert sum(x * x for x in before) / len(before) > 0.75**2
    assert 0.7 < (sum((x / se) ** 2 for x, se in zip(off, errors, strict=True)) / len(off)) ** 0.5 < 1.3
    far = [one for one in proposal.proposed if abs((one.b or 0.0) - one.author) > 1.0]
    assert far and all({"much_harder", "much_easier"} & set(one.cautions) for one in far)


def test_below_the_limit_nothing_is_proposed_and_from_it_on_there_is(unit_of_work: UnitOfWorkFactory) -> None:
    items = of("strategy")[:4]
    store_crowd(unit_of_work, items, NEEDED - 1)
    one = found(bank_calibration.propose(unit_of_work=unit_of_work), items[0])
    assert (one.responses, one.missing, one.b, one.se) == (NEEDED - 1, 1, None, None)
    answers = {item.id: right_answer(item, 7) for item in items}
    store(unit_of_work, [item.id for item in items], answers, name="the thirtieth", minute=99)
    one = found(bank_calibration.propose(unit_of_work=unit_of_work), items[0])
    assert one.b is not None and one.se is not None and 0.0 < one.se < AUTHOR_SD
    assert "few_responses" in one.cautions and one.missing == 0


def test_without_attempts_every_question_lacks_all_responses(unit_of_work: UnitOfWorkFactory) -> None:
    proposal = bank_calibration.propose(unit_of_work=unit_of_work)
    assert proposal.attempts == proposal.people == 0 and proposal.proposed == ()
    assert all((one.responses, one.missing) == (0, NEEDED) for one in proposal.items)
    assert proposal.shifts == () and all(one.is_too_small for one in proposal.comparisons)
    with pytest.raises(UserError, match="enough responses"):
        bank_calibration.use(proposal, unit_of_work=unit_of_work)


def test_of_a_second_attempt_by_the_same_person_only_new_questions_count(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    first, second = of("strategy")[:2]
    store(unit_of_work, [first.id], {first.id: wrong_answer(first)}, name="Rahima", minute=1)
    again = {first.id: right_answer(first, 7), second.id: right_answer(second, 7)}
    store(unit_of_work, [first.id, second.id], again, name="RAHIMA", minute=2)
    proposal = bank_calibration.propose(unit_of_work=unit_of_work)
    assert (proposal.attempts, proposal.people) == (2, 1)
    assert (found(proposal, first).responses, found(proposal, second).responses) == (1, 1)


def test_slopes_of_their_own_come_with_500_responses_and_not_before(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    items = of("strategy")[:5]
    graded = [i for i in load_bank().items if i.type is ItemType.SITUATIONAL and i.competency == "strategy"]
    store_crowd(unit_of_work, [*items, *graded[:3]], 499)
    proposal = bank_calibration.propose(unit_of_work=unit_of_work)
    assert all(one.free is None for one in proposal.items)
    store_crowd(unit_of_work, [*items, *graded[:3]], 200, seed=2)
    proposal = bank_calibration.propose(unit_of_work=unit_of_work)
    for item in items:
        free = found(proposal, item).free
        assert free is not None and (free.model, free.responses) == ("3pl", 699)
        assert abs(free.c - curves(item).guessing[0]) < 0.15 and 0.4 < free.a < 2.5
    for item in graded[:3]:
        free = found(proposal, item).free
        assert free is not None and free.model == "grm" and len(free.b) == len(curves(item).thresholds)
    run = bank_calibration.use(proposal, unit_of_work=unit_of_work)
    with unit_of_work(read_only=True) as work:
        kept = work.calibrations.items(run.id)[items[0].id]
    free = found(proposal, items[0]).free
    assert free is not None and kept.model == "3pl" and (kept.a, kept.b, kept.c) == (free.a, free.b, free.c)
    assert kept.difficulty == found(proposal, items[0]).b != kept.b[0]


def test_a_question_with_a_wrong_key_is_named_and_one_that_all_get_right_too(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    items = of("strategy")
    wrong, easy = items[0], items[1]
    for person in range(90):
        knows = person >= 45
        answers = {
            item.id: right_answer(item, 7) if knows and (person + at) % 4 else wrong_answer(item)
            for at, item in enumerate(items)
        }
        answers[wrong.id] = wrong_answer(wrong) if knows else right_answer(wrong, 7)
        answers[easy.id] = right_answer(easy, 7)
        store(unit_of_work, [item.id for item in items], answers, name=f"P{person}", minute=person)
    proposal = bank_calibration.propose(unit_of_work=unit_of_work)
    assert "falling" in found(proposal, wrong).cautions
    assert "misfit" not in found(proposal, wrong).cautions  # one word for one thing
    assert "no_variation" in found(proposal, easy).cautions
    fit = found(proposal, wrong).fit
    assert fit is not None and sum(group.people for group in fit.groups) == 90


def test_people_who_are_abler_than_all_shift_a_whole_competency_and_that_is_said(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    items = of("content")
    store_crowd(unit_of_work, items, 200, mean=1.2)
    (shift,) = bank_calibration.propose(unit_of_work=unit_of_work).shifts
    assert shift.competency_id == "content" and shift.mean < -0.6 and shift.is_large
    assert not Shift("content", 4, 0.5).is_large  # four authors' errors make as much
    assert Shift("content", 36, 0.31).is_large and not Shift("content", 400, 0.29).is_large


def test_progress_is_told_and_can_end_the_work(unit_of_work: UnitOfWorkFactory) -> None:
    store_crowd(unit_of_work, of("content")[:3], 3)
    told: list[float] = []
    bank_calibration.propose(unit_of_work=unit_of_work, progress=told.append)
    assert told == sorted(told) and len(told) > 8 and 0.9 < told[-1] < 1.0

    def stop(share: float) -> None:
        if share > 0.6:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        bank_calibration.propose(unit_of_work=unit_of_work, progress=stop)


# -- in use ------------------------------------------------------------------------------------------
def used(unit_of_work: UnitOfWorkFactory, people: int = 60) -> bank_calibration.CalibrationRun:
    """A calibration in use from people to whom everything is 1 SD harder than its author thought."""
    harder = [replace(item, difficulty=(item.difficulty or 0.0) + 1.0) for item in CHOICES]
    store_crowd(unit_of_work, harder, people)
    proposal = bank_calibration.propose(unit_of_work=unit_of_work)
    return bank_calibration.use(proposal, unit_of_work=unit_of_work, now=THEN)


def test_new_attempts_are_scored_by_the_calibration_and_name_it_and_old_ones_stay(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    form = forms.practice_form(seed=1)
    before = take(form, "before", 0.6, unit_of_work)
    assert before.bank_version == load_bank().version
    run = used(unit_of_work)
    after = take(form, "after", 0.6, unit_of_work)
    assert after.bank_version == f"{load_bank().version}~{run.name}" and len(run.name) == 6
    assert after.percent_correct == before.percent_correct
    # The questions are known to be harder: the same answers show more ability.
    gained = [
        new.ability - old.ability for new, old in zip(after.competencies, before.competencies, strict=True)
    ]
    assert all(gain > 0.02 for gain in gained)
    assert assessments.result(before.attempt_id, unit_of_work=unit_of_work) == before


def test_scoring_anew_takes_the_calibration_and_keeps_what_the_result_was(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    before = take(forms.practice_form(seed=1), "A", 0.6, unit_of_work)
    run = used(unit_of_work)
    after = rescoring.rescore(before.attempt_id, "the bank was calibrated", unit_of_work=unit_of_work)
    assert after.bank_version == f"{load_bank().version}~{run.name}"
    (former,) = rescoring.former_results(before.attempt_id, unit_of_work=unit_of_work)
    assert former.result == before and former.reason == "the bank was calibrated"
    calibrated.take_back(unit_of_work=unit_of_work)
    again = rescoring.rescore(before.attempt_id, "taken back", unit_of_work=unit_of_work)
    assert again.bank_version == load_bank().version
    assert [one.ability for one in again.competencies] == [one.ability for one in before.competencies]


def test_what_is_taken_back_gives_way_to_the_one_before_and_can_be_put_back(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    items = load_bank().items
    first = used(unit_of_work)
    proposal = bank_calibration.propose(unit_of_work=unit_of_work)
    second = bank_calibration.use(proposal, unit_of_work=unit_of_work)

    def now() -> object:
        found = calibrated.in_use(items, unit_of_work=unit_of_work)
        return None if found is None else found.run.id

    assert now() == second.id
    assert calibrated.take_back(unit_of_work=unit_of_work).id == second.id
    assert now() == first.id
    calibrated.put_back(second.id, unit_of_work=unit_of_work)
    assert now() == second.id
    calibrated.undo_use(second.id, unit_of_work=unit_of_work)
    calibrated.take_back(unit_of_work=unit_of_work)
    assert now() is None
    with pytest.raises(UserError, match="nothing to take back"):
        calibrated.take_back(unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        calibrated.put_back(new_id(), unit_of_work=unit_of_work)


def test_a_calibration_does_not_apply_to_a_question_that_was_changed_since(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    used(unit_of_work)
    changed, same = of("strategy")[:2]
    now = replace(changed, stem=replace(changed.stem, en=changed.stem.en + " Really?"))
    with unit_of_work(read_only=True) as work:
        found = calibrated.with_calibration([now, same], work)
        alone = calibrated.with_calibration([now], work)
    assert found.items[0] == now and found.items[1].difficulty != same.difficulty
    assert alone.run is None and alone.version("bank") == "bank"
    others = [item for item in CHOICES if item is not changed]
    applying = calibrated.in_use([now, *others], unit_of_work=unit_of_work)
    assert applying is not None and changed.id not in applying.items and applying.changed == 1


def test_the_verdict_on_a_cut_score_is_by_the_difficulties_of_its_result(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    form = forms.practice_form(seed=1)
    form = replace(form, settings=FormSettings(cut=60.0))
    before = take(form, "A", 0.6, unit_of_work)
    attempt = assessments.get_attempt(before.attempt_id, unit_of_work=unit_of_work)
    verdict = form_cut.cut_of(attempt, before, unit_of_work=unit_of_work)
    run = used(unit_of_work)
    assert form_cut.cut_of(attempt, before, unit_of_work=unit_of_work) == verdict
    after = take(form, "B", 0.6, unit_of_work)
    of_after = form_cut.cut_of(attempt, after, unit_of_work=unit_of_work)
    calibrated.take_back(unit_of_work=unit_of_work)
    assert form_cut.cut_of(attempt, after, unit_of_work=unit_of_work) == of_after
    assert of_after is not None and verdict is not None
    # The same share of the marks is expected of both: who gave the same answers would give them again.
    assert of_after.share == pytest.approx(verdict.share, abs=0.03)
    elsewhere = replace(after, bank_version=after.bank_version.replace(run.name, "000000"))
    assert form_cut.cut_of(attempt, elsewhere, unit_of_work=unit_of_work) != of_after


# -- adaptive tests ----------------------------------------------------------------------------------
def test_how_far_an_adaptive_test_is_counts_answers_and_calibrations(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    assert {(one.answered, one.calibrated) for one in adaptive.offers(unit_of_work=unit_of_work)} == {(0, ())}
    used(unit_of_work, people=55)
    offers = {one.competency_id: one for one in adaptive.offers(unit_of_work=unit_of_work)}
    for name, one in offers.items():
        assert one.answered == len(one.calibrated) == len(of(name)) > 0 and not one.is_offered
    best = adaptive.nearest(tuple(offers.values()))
    assert len(best.calibrated) == max(len(one.calibrated) for one in offers.values())
    calibrated.take_back(unit_of_work=unit_of_work)
    assert all(not one.calibrated for one in adaptive.offers(unit_of_work=unit_of_work))


def test_why_a_form_cannot_be_adaptive_counts_the_answers_there_are(
    unit_of_work: UnitOfWorkFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = load_bank()
    small = adaptive.in_words(adaptive.offers(unit_of_work=unit_of_work))
    assert "120" in small and "the bank has 36" in small
    many = [replace(CHOICES[0], id=f"ST-X{n:03}", competency="strategy") for n in range(130)]
    larger = bank_service.Bank((*shipped.items, *many), "x", shipped.by_id | {one.id: one for one in many})
    monkeypatch.setattr(bank_service, "load_bank", lambda: larger)
    answers = {item.id: Answer(selected=("a",)) for item in many[:7]}
    for person in range(50):
        store(unit_of_work, list(answers), answers, name=f"P{person}")
    why = adaptive.in_words(adaptive.offers(unit_of_work=unit_of_work))
    assert why.startswith("An adaptive form is not offered. Nearest to it is") and "7 questions" in why


# -- groups ------------------------------------------------------------------------------------------
def comparison(proposal: Proposal, kind: str) -> GroupComparison:
    return next(one for one in proposal.comparisons if one.kind == kind)


def test_a_question_that_is_harder_in_one_language_is_found_though_the_groups_differ_in_ability(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    items = [*of("strategy"), *of("content")]
    odd = items[2]
    in_bengali = [replace(i, difficulty=(i.difficulty or 0.0) + (1.8 if i is odd else 0.0)) for i in items]
    store_crowd(unit_of_work, in_bengali, 350, mean=-0.4, languages=Languages.BENGALI)
    store_crowd(unit_of_work, items, 350, seed=2, languages=Languages.ENGLISH)
    store_crowd(unit_of_work, items, 40, seed=4)
    found = comparison(bank_calibration.propose(unit_of_work=unit_of_work), "language")
    assert (found.first, found.second, found.is_too_small) == (350, 350, False)
    assert len(found.compared) == len(items)
    named = {one.item_id: one for one in found.items if one.ets_class != "A"}
    assert named[odd.id].ets_class == "C" and len(named) <= 2
    one = named[odd.id].found
    assert one is not None and (one.reference, one.focal) == ("bn", "en") and one.delta > 1.5
    assert (named[odd.id].p or 0.0) >= one.p


def test_groups_that_are_too_small_are_not_compared_and_the_reason_is_there(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    items = of("strategy")
    store_crowd(unit_of_work, items, 80, purpose=Purpose.PRACTICE)
    store_crowd(unit_of_work, items[:4], 20, seed=2)
    small = comparison(bank_calibration.propose(unit_of_work=unit_of_work), "purpose")
    assert small.is_too_small and (small.first, small.second, small.needed) == (20, 80, 30)
    assert small.items == ()
    store_crowd(unit_of_work, items[:3], 20, seed=5)
    found = comparison(bank_calibration.propose(unit_of_work=unit_of_work), "purpose")
    assert not found.is_too_small
    whys = {one.item_id: one.why_not for one in found.items}
    assert whys == {items[0].id: None, items[1].id: None, items[2].id: None, items[3].id: "too_few"}


def test_a_ranking_says_that_results_do_not_compare_until_all_are_scored_anew(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    form = forms.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    people = [candidates.new(f"P{n}", vacancy_id=vacancy.id, unit_of_work=unit_of_work) for n in range(3)]
    first = [take(form, p.name, 0.6, unit_of_work, candidate_id=p.id) for p in people[:2]]
    assert ranking.rank(vacancy.id, unit_of_work=unit_of_work).unlike == 0
    used(unit_of_work)
    take(form, people[2].name, 0.6, unit_of_work, candidate_id=people[2].id)
    found = ranking.rank(vacancy.id, unit_of_work=unit_of_work)
    assert found.unlike == 1 and "cannot be compared" in ranking_words.unlike_text(1)
    shares: list[float] = []
    changed = rescoring.rescore_vacancy(
        vacancy.id, "calibrated", unit_of_work=unit_of_work, progress=shares.append
    )
    assert changed == 2 and shares == [0, 1 / 3, 2 / 3]
    assert ranking.rank(vacancy.id, unit_of_work=unit_of_work).unlike == 0
    for before in first:
        (former,) = rescoring.former_results(before.attempt_id, unit_of_work=unit_of_work)
        assert former.result == before and former.reason == "calibrated"
    with pytest.raises(UserError):
        rescoring.rescore_vacancy(vacancy.id, " ", unit_of_work=unit_of_work)
