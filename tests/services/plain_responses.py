"""Reading and marking finished attempts the plain way, answer by answer, to hold the quick one against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from smmhire.assessment.attempts import Answer
from smmhire.assessment.explanation import explain
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.marking import UnfitAnswer, mark
from smmhire.storage.tables import answer as answers
from smmhire.storage.tables import attempt, candidate
from smmhire.storage.unit_of_work import UnitOfWork


@dataclass
class Plain:
    """Of each item, by id: (row, mark, what was chosen) of each response, and the seconds of those who
    answered."""

    responses: dict[str, list[tuple[int, float, tuple[str, ...]]]]
    seconds: dict[str, list[float]]
    rows: int = 0
    unfit: int = 0
    seen: set[tuple[object, str]] = field(default_factory=set[tuple[object, str]])


def plain_responses(work: UnitOfWork, items: Sequence[Item]) -> Plain:
    """The rules of `item_responses`, in one loop without anything kept from one answer to the next."""
    by_id = {item.id: item for item in items}
    found = Plain({item.id: [] for item in items}, {item.id: [] for item in items})
    heads = work.connection.execute(
        select(attempt, candidate.c.deleted_at)
        .select_from(attempt.outerjoin(candidate))
        .where(attempt.c.finished_at.is_not(None))
        .order_by(attempt.c.finished_at, attempt.c.id)
    ).all()
    for head in heads:
        if head.deleted_at is not None:
            continue
        given: dict[str, Answer] = {}
        seconds: dict[str, float] = {}
        of_attempt = select(answers).where(answers.c.attempt_id == head.id).order_by(answers.c.number)
        for row in work.connection.execute(of_attempt):
            given[row.item_id] = Answer.from_json(row.answer)
            seconds[row.item_id] = seconds.get(row.item_id, 0.0) + row.seconds
        person = head.candidate_id or head.taker_name.casefold()
        places = [at for at, name in enumerate(head.item_ids) if name in given and not given[name].is_empty]
        reached = head.item_ids[: max(places) + 2] if places else []
        counts = False
        for name in reached:
            if name not in by_id or (person, name) in found.seen:
                continue
            own = given.get(name, Answer())
            try:
                got = mark(by_id[name], own, head.seed)
            except UnfitAnswer:
                found.unfit += 1
                continue
            found.seen.add((person, name))
            found.responses[name].append((found.rows, got, chosen(by_id[name], own, head.seed)))
            if not own.is_empty:
                found.seconds[name].append(seconds.get(name, 0.0))
            counts = True
        found.rows += counts
    return found


def chosen(item: Item, answer: Answer, seed: int) -> tuple[str, ...]:
    """What was chosen, question by question; "" where nothing was."""
    match item.type:
        case ItemType.SINGLE_CHOICE:
            return answer.selected[:1] or ("",)
        case ItemType.SITUATIONAL:
            return (answer.best or "", answer.worst or "")
        case ItemType.MULTIPLE_RESPONSE:
            return tuple(option.id if option.id in answer.selected else "" for option in item.options)
        case ItemType.NUMERIC:
            explained = explain(item, answer, seed)
            if answer.number is None or item.numeric is None:
                return ("",)
            if explained.mark == 1.0:
                return ("right",)
            mistake = explained.mistake
            return ("other" if mistake is None else str(item.numeric.mistakes.index(mistake) + 1),)
        case _:
            return ()
