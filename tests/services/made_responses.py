"""Finished attempts straight in the database: as many people as a test needs, with the answers it wants."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from smmhire.assessment.attempts import Answer, Response
from smmhire.assessment.items import Item
from smmhire.services.bank import load_bank
from smmhire.services.demo_answers import answer_of
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.storage.builders import NOON, attempt, result


def store(
    unit_of_work: UnitOfWorkFactory,
    item_ids: Sequence[str],
    answers: Mapping[str, Answer],
    *,
    name: str,
    candidate_id: UUID | None = None,
    seed: int = 7,
    seconds: float = 20.0,
    minute: int = 0,
    is_finished: bool = True,
    version: str | None = None,
) -> UUID:
    """An attempt at these items, finished `minute` minutes after noon."""
    made = attempt(candidate_id=candidate_id)
    form = replace(
        made.form, item_ids=tuple(item_ids), bank_version=version or load_bank().version, time_limit=None
    )
    made = replace(made, form=form, taker_name=name, seed=seed)
    moment = NOON + timedelta(minutes=minute)
    with unit_of_work() as work:
        work.attempts.add(made)
        for item_id, answer in answers.items():
            work.attempts.add_answer(Response(made.id, item_id, answer, moment, seconds))
        if is_finished:
            work.attempts.finish(result(made.id), moment)
        work.commit()
    return made.id


def store_crowd(
    unit_of_work: UnitOfWorkFactory, items: Sequence[Item], people: int, *, seed: int = 1
) -> None:
    """So many simulated people who all answered all these items."""
    chance = random.Random(seed)
    for person in range(people):
        ability, drawn = chance.gauss(0.0, 1.0), chance.randrange(2**31)
        answers = {item.id: answer_of(item, ability, drawn, chance) for item in items}
        store(
            unit_of_work, [item.id for item in items], answers, name=f"P{person}", seed=drawn, minute=person
        )
