"""Reading and marking thousands of attempts quickly gives what the plain way gives, to the last bit."""

from __future__ import annotations

import random
from datetime import timedelta

import numpy as np
import pytest

from smmhire.assessment.ability import curves, level_index
from smmhire.assessment.attempts import Answer, Response
from smmhire.assessment.items import Item, ItemType
from smmhire.services.bank import load_bank
from smmhire.services.bank_calibration import propose
from smmhire.services.demo_answers import answer_of
from smmhire.services.item_responses import Responses
from smmhire.services.item_statistics import bank_statistics
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.services.made_responses import store, store_crowd
from tests.services.plain_responses import Plain, plain_responses
from tests.storage.builders import NOON, candidate, result

SCORED = tuple(item for item in load_bank().items if item.is_scored)


def some_of_each_type(count: int = 4) -> list[Item]:
    return [item for kind in ItemType for item in [one for one in SCORED if one.type is kind][:count]]


def store_unruly_people(unit_of_work: UnitOfWorkFactory, items: list[Item], people: int = 40) -> None:
    """They change and take back answers, leave out, stop early, come again, are deleted, and name options
    that are no longer there."""
    chance = random.Random(5)
    known = [candidate(f"C{n}") for n in range(people // 2)]
    with unit_of_work() as work:
        for person in known:
            work.candidates.save(person)
        work.commit()
    for number in range(people):
        seed = chance.randrange(2**31)
        own = chance.sample(items, 12)
        ids = [*(item.id for item in own), "OWN-gone"]
        person = known[chance.randrange(len(known))].id if chance.random() < 0.5 else None
        first = {item.id: answer_of(item, 0.0, seed, chance) for item in own if chance.random() < 0.8}
        if number % 5 == 0:
            first["OWN-gone"] = Answer(selected=("a",))
        attempt_id = store(
            unit_of_work,
            ids,
            first,
            name=f"p{number % 11}" if number % 2 else f"P{number % 11}",
            candidate_id=person,
            seed=seed,
            is_finished=False,
        )
        later: list[Answer] = [
            Answer(),
            Answer(confidence=80),
            Answer(selected=("zz",)),
            Answer(number=12.5, confidence=50),
            Answer(number=0.0),
        ]
        with unit_of_work() as work:
            for item in chance.sample(own, 5):
                answer = chance.choice([*later, answer_of(item, 1.0, seed, chance)])
                work.attempts.add_answer(
                    Response(attempt_id, item.id, answer, NOON, round(chance.uniform(0, 9), 2))
                )
            if number % 7:
                work.attempts.finish(result(attempt_id), NOON + timedelta(minutes=chance.randrange(60)))
            work.commit()
    with unit_of_work() as work:
        for person in known[:4]:
            work.candidates.set_deleted(person.id, NOON)
        work.commit()


@pytest.fixture
def stored(unit_of_work: UnitOfWorkFactory) -> UnitOfWorkFactory:
    items = some_of_each_type()
    store_crowd(unit_of_work, items, 110)
    store_crowd(unit_of_work, SCORED, 25, seed=2, asked=60)
    store_unruly_people(unit_of_work, items)
    return unit_of_work


def both(unit_of_work: UnitOfWorkFactory) -> tuple[Responses, Plain]:
    with unit_of_work(read_only=True) as work:
        found = Responses(SCORED)
        for attempt in work.responses.finished()[1]:
            found.add(attempt)
        return found, plain_responses(work, SCORED)


def test_every_mark_choice_and_time_is_that_of_marking_answer_by_answer(stored: UnitOfWorkFactory) -> None:
    found, plain = both(stored)
    assert (found.rows, found.unfit) == (plain.rows, plain.unfit) and plain.unfit > 0
    assert found.people == len({person for person, _item in plain.seen})
    for own in found.of:
        of_item = plain.responses[own.item.id]
        assert own.rows.tolist() == [row for row, _mark, _chosen in of_item]
        assert own.values(lambda one: one.mark).tolist() == [mark for _row, mark, _chosen in of_item]
        which = own.values(own.outcomes.index).astype(int).tolist()
        assert [own.outcomes[at].chosen for at in which] == [chosen for _row, _mark, chosen in of_item]
        assert list(own.seconds) == plain.seconds[own.item.id]


def test_answers_in_the_crowd_to_one_calculation_differ_by_its_drawn_values(
    stored: UnitOfWorkFactory,
) -> None:
    """Else the comparison above would not tell whether marks are kept from one attempt for another."""
    found, _plain = both(stored)
    numeric = [own for own in found.of if own.item.type is ItemType.NUMERIC and len(own) > 100]
    assert numeric
    for own in numeric:
        assert {one.mark for one in own.outcomes} >= {0.0, 1.0}
        assert len({one.chosen for one in own.outcomes}) >= 3


def test_shares_by_group_are_those_of_counting_one_by_one(stored: UnitOfWorkFactory) -> None:
    _found, plain = both(stored)
    marks: dict[int, dict[str, float]] = {}
    for name, of_item in plain.responses.items():
        for row, mark, _chosen in of_item:
            marks.setdefault(row, {})[name] = mark
    compared = 0
    for one in bank_statistics(unit_of_work=stored).items:
        of_item = plain.responses[one.item_id]
        if not one.options or len(of_item) < 100:
            continue
        rest = {
            row: round(float(np.mean([mark for name, mark in marks[row].items() if name != one.item_id])), 9)
            for row, _mark, _chosen in of_item
            if len(marks[row]) > 1
        }
        ordered = sorted(rest.values())
        middle = {v: (ordered.index(v) + ordered.count(v) / 2) / len(ordered) for v in set(ordered)}
        group = {row: min(int(middle[value] * 5), 4) for row, value in rest.items()}
        sizes = [list(group.values()).count(at) for at in range(5)]
        roles = [("choice", 0)] if len(of_item[0][2]) == 1 else []
        for use in one.options:
            if use.role == "choice" and not roles:
                continue  # each option of a multiple response is a question of its own
            question = 1 if use.role == "worst" else 0
            taken = [0] * 5
            for row, _mark, chosen in of_item:
                if row in group and chosen[question] == use.option:
                    taken[group[row]] += 1
            shares = tuple(t / n if n >= 5 else None for t, n in zip(taken, sizes, strict=True))
            assert use.by_group == shares
            compared += 1
    assert compared > 20


def test_the_calibration_rests_on_the_levels_of_the_plain_marks(stored: UnitOfWorkFactory) -> None:
    _found, plain = both(stored)
    for one in propose(unit_of_work=stored).items:
        assert one.responses == len(plain.responses[one.item_id])
        if one.fit is None:
            continue
        levels = curves(one.item).levels
        reached = [levels[level_index(levels, mark)] / 3 for _row, mark, _c in plain.responses[one.item_id]]
        people = sum(group.people for group in one.fit.groups)
        observed = sum(group.observed * group.people for group in one.fit.groups)
        if people == len(reached):
            assert observed == pytest.approx(sum(reached), abs=1e-9)
