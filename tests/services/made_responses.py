"""Finished attempts straight in the database: as many people as a test needs, with the answers it wants."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import insert

from smmhire.assessment.attempts import Answer, Attempt, FormSettings, Languages, Purpose, Response
from smmhire.assessment.items import Item
from smmhire.services.bank import load_bank
from smmhire.services.demo_answers import answer_of
from smmhire.storage.tables import answer as stored_answer
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
    purpose: Purpose = Purpose.ASSESSMENT,
    languages: Languages = Languages.BOTH,
) -> UUID:
    """An attempt at these items, finished `minute` minutes after noon."""
    made = _made(item_ids, candidate_id, version, purpose, languages)
    made = replace(made, taker_name=name, seed=seed)
    moment = NOON + timedelta(minutes=minute)
    with unit_of_work() as work:
        work.attempts.add(made)
        for item_id, answer in answers.items():
            work.attempts.add_answer(Response(made.id, item_id, answer, moment, seconds))
        if is_finished:
            work.attempts.finish(result(made.id), moment)
        work.commit()
    return made.id


def _made(
    item_ids: Sequence[str],
    candidate_id: UUID | None,
    version: str | None,
    purpose: Purpose,
    languages: Languages,
) -> Attempt:
    made = attempt(candidate_id=candidate_id)
    form = replace(
        made.form,
        item_ids=tuple(item_ids),
        bank_version=version or load_bank().version,
        time_limit=None,
        purpose=purpose,
        settings=FormSettings(languages=languages),
    )
    return replace(made, form=form)


def store_crowd(
    unit_of_work: UnitOfWorkFactory,
    items: Sequence[Item],
    people: int,
    *,
    seed: int = 1,
    asked: int | None = None,
    mean: float = 0.0,
    purpose: Purpose = Purpose.ASSESSMENT,
    languages: Languages = Languages.BOTH,
) -> None:
    """So many simulated people who all answered all these items, or `asked` of them, drawn for each.

    mean: of their abilities. Their answers follow the difficulties that `items` have here, whatever the bank
    says.
    """
    chance = random.Random(seed)
    rows: list[dict[str, object]] = []
    with unit_of_work() as work:
        for person in range(people):
            moment = NOON + timedelta(minutes=person)
            ability, drawn = mean + chance.gauss(0.0, 1.0), chance.randrange(2**31)
            own = items if asked is None else chance.sample(items, asked)
            made = _made([item.id for item in own], None, None, purpose, languages)
            name = f"P{person}" if seed == 1 else f"P{seed}-{person}"
            work.attempts.add(replace(made, taker_name=name, seed=drawn))
            work.attempts.finish(result(made.id), moment)
            rows += [
                {
                    "attempt_id": made.id,
                    "number": number,
                    "item_id": item.id,
                    "answer": answer_of(item, ability, drawn, chance).to_json(),
                    "answered_at": moment,
                    "seconds": 20.0,
                }
                for number, item in enumerate(own, start=1)
            ]
        # All at once: one by one, thousands of answers would take longer than what is tested with them.
        work.connection.execute(insert(stored_answer), rows)
        work.commit()
