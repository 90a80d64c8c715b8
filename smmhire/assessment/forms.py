"""Making a form of the bank's items: which, in what order, for how long; and shuffling what is shown.

The draw
--------
From each competency as many scored items as the length asks, knowledge and situations in the bank's own
proportion, the easy, middle and hard thirds of each evenly, and of every third the types in turn. So two
forms of one length differ in their questions and agree in what they measure. One self-rating comes along.

The order
---------
All self-ratings stand first, before any question could colour them. Then the questions follow, grouped by
competency in the order of the role, the easier first: staying with one subject spares the reader jumps, and
an easy start keeps people going. The order of competencies is the same for everybody, so that tiredness
weighs on the same ones.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from math import ceil
from typing import TypeVar
from uuid import UUID

from smmhire.assessment.attempts import Form, FormSettings, Purpose
from smmhire.assessment.items import Item, ItemType, Option
from smmhire.assessment.marking import right_order
from smmhire.role.description import Role

# Seconds that somebody usually needs, reading included. About a minute a choice is the test makers' rule of
# thumb; more options to weigh, a situation to read or a number to work out take longer in proportion. To be
# replaced by the medians of stored response times.
SECONDS: dict[ItemType, int] = {
    ItemType.SINGLE_CHOICE: 60,
    ItemType.MULTIPLE_RESPONSE: 75,  # every option is a decision of its own
    ItemType.ORDERING: 80,  # read all, then move them
    ItemType.MATCHING: 80,
    ItemType.NUMERIC: 120,  # a calculation, often with pen or pocket calculator
    ItemType.SITUATIONAL: 100,  # a paragraph to read and two decisions
    ItemType.SELF_RATING: 25,  # five short descriptions, no right or wrong
}

# The time limit is this many times the usual time. Time and a half is the usual allowance: it keeps the test
# one of knowledge and not of speed, and leaves little time to look everything up.
TIME_ALLOWANCE = 1.5

DIFFICULTY_BANDS = 3

# Any number, the same in every copy of the program.
ONE_ORDER_FOR_ALL = 0

_T = TypeVar("_T")


class Length(StrEnum):
    """How many scored questions a competency gets."""

    SHORT = "short"
    FULL = "full"


# With 10 a competency, the standard error of its ability is about half an SD, and less is hardly worth the
# name of a measurement; 5 are enough for a first look at oneself in about an hour. `item simulate` measures.
SCORED_PER_COMPETENCY: dict[Length, int] = {Length.SHORT: 5, Length.FULL: 10}


def practice_form(
    items: Sequence[Item], role: Role, bank_version: str, *, seed: int, length: Length = Length.SHORT
) -> Form:
    """For somebody alone: every competency of the role, drawn with `seed`, with the default time limit.

    For no limit, replace `time_limit` by None.
    """
    names = [competency.id for competency in role.competencies]
    chosen = in_order(draw(items, names, SCORED_PER_COMPETENCY[length], seed), names)
    return _form(Purpose.PRACTICE, chosen, bank_version)


def form_for_vacancy(
    items: Sequence[Item],
    role: Role,
    competency_ids: Collection[str],
    bank_version: str,
    *,
    vacancy_id: UUID,
    is_supervised: bool = False,
    seed: int | None = None,
) -> Form:
    """An employer's form of full length: the competencies the vacancy asks for, in the order of the role.

    All candidates of a vacancy get the same questions, for the draw hangs on its id (or on `seed`): their
    results are compared with each other. competency_ids: `VacancyProfile.assessed_competencies`. Raises
    ValueError for one the role does not have.
    """
    known = [competency.id for competency in role.competencies]
    if strangers := set(competency_ids) - set(known):
        raise ValueError(f"the role has no competency {', '.join(sorted(strangers))}")
    names = [name for name in known if name in competency_ids]
    drawn_with = vacancy_id.int if seed is None else seed
    chosen = in_order(draw(items, names, SCORED_PER_COMPETENCY[Length.FULL], drawn_with), names)
    return _form(Purpose.ASSESSMENT, chosen, bank_version, vacancy_id, is_supervised)


def draw(
    items: Sequence[Item],
    competency_ids: Sequence[str],
    scored: int | Mapping[str, int],
    seed: int,
    *,
    avoid: Collection[str] = (),
    with_self_ratings: bool = True,
) -> tuple[Item, ...]:
    """`scored` items (or as many as it says of each, none where it says nothing) and one self-rating of each
    competency; see the module's text.

    All of them where there are fewer. avoid: ids of scored items that must not come; self-ratings may come
    again, for they ask for a judgement and not for knowledge. The same for the same items and seed on every
    machine, whatever the other competencies are.
    """
    chosen: list[Item] = []
    for name in competency_ids:
        chance = random.Random(f"{seed}:{name}:items")
        own = sorted((item for item in items if item.competency == name), key=lambda item: item.id)
        new = [item for item in own if item.is_scored and item.id not in avoid]
        situations = [item for item in new if item.type is ItemType.SITUATIONAL]
        knowledge = [item for item in new if item.type is not ItemType.SITUATIONAL]
        ratings = [item for item in own if not item.is_scored]
        wanted = min(scored if isinstance(scored, int) else scored.get(name, 0), len(new))
        if wanted:
            of_situations = round(wanted * len(situations) / len(new))
            chosen += _spread(situations, of_situations, chance)
            chosen += _spread(knowledge, wanted - of_situations, chance)
        if with_self_ratings:
            chosen += _shuffled(ratings, chance)[:1]
    return tuple(chosen)


def _spread(items: Sequence[Item], count: int, chance: random.Random) -> list[Item]:
    """`count` of the items, evenly from the thirds of difficulty; within a third the rarest type so far."""
    ranked = sorted(items, key=lambda item: (item.difficulty or 0.0, item.id))
    band_of = {item.id: at * DIFFICULTY_BANDS // len(ranked) for at, item in enumerate(ranked)}
    bands = _shuffled(range(DIFFICULTY_BANDS), chance)  # which of them gets one more where they do not divide
    left = list(_shuffled(ranked, chance))
    chosen: list[Item] = []
    while left and len(chosen) < count:
        taken = Counter(band_of[item.id] for item in chosen)
        types = Counter(item.type for item in chosen)
        best = min(left, key=lambda i: (taken[band_of[i.id]], bands.index(band_of[i.id]), types[i.type]))
        left.remove(best)
        chosen.append(best)
    return chosen


def in_order(items: Sequence[Item], competency_ids: Sequence[str]) -> tuple[Item, ...]:
    """The items of these competencies in the order of a form; see the module's text."""
    place = {name: at for at, name in enumerate(competency_ids)}
    chosen = [item for item in items if item.competency in place]
    return tuple(sorted(chosen, key=lambda i: (i.is_scored, place[i.competency], i.difficulty or 0.0, i.id)))


def shuffled_questions(items: Sequence[Item], seed: int) -> tuple[Item, ...]:
    """A form's items in an order of this attempt's own: self-ratings stay first, competencies together and in
    their order; within each the questions are shuffled, and no longer the easier first."""
    parts: dict[tuple[bool, str], list[Item]] = {}
    for item in items:
        parts.setdefault((item.is_scored, item.competency), []).append(item)
    shown: list[Item] = []
    for (is_scored, name), own in parts.items():
        shown += _shuffled(own, random.Random(f"{seed}:{name}:order")) if is_scored else own
    return tuple(shown)


def expected_seconds(items: Sequence[Item]) -> int:
    """How long the items usually take together."""
    return sum(SECONDS[item.type] for item in items)


def expected_minutes(items: Sequence[Item]) -> int:
    """How long the items usually take, in whole minutes, rounded up."""
    return ceil(expected_seconds(items) / 60)


def default_time_limit(items: Sequence[Item]) -> int:
    """The time limit in seconds, a whole number of minutes."""
    return ceil(expected_seconds(items) * TIME_ALLOWANCE / 60) * 60


def bank_version(items: Sequence[Item]) -> str:
    """A short name for this state of the bank: it changes with any item's text, key or difficulty."""
    written = "\n".join(repr(item) for item in sorted(items, key=lambda item: item.id))
    return hashlib.sha256(written.encode()).hexdigest()[:12]


def options_seed(seed: int, settings: FormSettings) -> int:
    """The seed for the order of options in an attempt with that seed and settings.

    Where options are not shuffled they stand in one order for all, and not in the bank's: an ordering would
    show its key.
    """
    return seed if settings.shuffles_options else ONE_ORDER_FOR_ALL


def shuffled_options(item: Item, seed: int) -> tuple[Option, ...]:
    """The options as this attempt shows them; the same for the same seed on every machine.

    Self-ratings and numeric items are not shuffled. An ordering never shows the right order at once.
    """
    if item.type in (ItemType.SELF_RATING, ItemType.NUMERIC):
        return item.options
    chance = random.Random(f"{seed}:{item.id}:options")
    shown = _shuffled(item.options, chance)
    if item.type is ItemType.ORDERING:
        while len(shown) > 1 and tuple(option.id for option in shown) == right_order(item):
            shown = _shuffled(item.options, chance)
    return shown


def shuffled_matches(item: Item, seed: int) -> tuple[Option, ...]:
    """The options of a matching item in the order in which their right sides are shown."""
    return _shuffled(item.options, random.Random(f"{seed}:{item.id}:matches"))


def _form(
    purpose: Purpose,
    items: Sequence[Item],
    version: str,
    vacancy_id: UUID | None = None,
    is_supervised: bool = False,
) -> Form:
    return Form(
        purpose=purpose,
        item_ids=tuple(item.id for item in items),
        time_limit=default_time_limit(items),
        bank_version=version,
        vacancy_id=vacancy_id,
        is_supervised=is_supervised,
    )


def _shuffled(things: Sequence[_T], chance: random.Random) -> tuple[_T, ...]:
    """Fisher and Yates by `Random.random`, the one generator whose results Python promises to keep."""
    order = list(things)
    for last in range(len(order) - 1, 0, -1):
        other = int(chance.random() * (last + 1))
        order[last], order[other] = order[other], order[last]
    return tuple(order)
