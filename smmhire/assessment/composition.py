"""The form of a vacancy as its employer composes it: how many questions on what, and how it is played.

What to ask
-----------
A result is as exact as its questions are many: ten to fifteen questions on a competency leave a standard
error of about half an SD, three or four tell hardly more than was known before. So the proposal
tests four to six competencies in depth, those that the vacancy weighs most, rather than all eight a little.

A form is fixed (one for all), drawn anew for each person, or adaptive: then its questions are chosen one by
one while it is taken (`adaptive_form`), and a count is the most that is asked. It needs calibrated items, and
`adaptive_offer` says of which competency there are enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil
from typing import Any
from uuid import UUID

from smmhire.assessment.attempts import (
    Feedback,
    Form,
    FormSettings,
    Purpose,
    UnfitSetting,
    one_of,
    yes_or_no,
)
from smmhire.assessment.composition_reading import (
    MOST_DAYS,
    MOST_MINUTES,
    MOST_OF_A_COMPETENCY,
    TIME_LIMITS,
    USUAL,
    TimeLimit,
    ids_of,
    object_of,
    questions_of,
    retake_of,
    time_limit_of,
)
from smmhire.assessment.forms import (
    SCORED_PER_COMPETENCY,
    TIME_ALLOWANCE,
    Length,
    draw,
    expected_seconds,
    in_order,
)
from smmhire.assessment.items import Item
from smmhire.assessment.own_items import is_own
from smmhire.assessment.retakes import RetakeRule
from smmhire.role.description import Role

# How many competencies a proposal tests, and with how many questions each; see the module's text.
LEAST_COMPETENCIES, MOST_COMPETENCIES = 4, 6
LEAST_QUESTIONS, MOST_QUESTIONS = 10, 15
# A fifth and sixth competency is tested where it weighs at least this share of the weightiest.
WORTH_TESTING = 0.5

# Seconds beside the question itself: to say how sure one is, and to read what was right and why (about eighty
# words at a reader's usual 240 a minute). To be replaced by the medians of stored times.
CONFIDENCE_SECONDS = 5
FEEDBACK_SECONDS = 20

_USUAL_SETTINGS, _USUAL_RETAKE = FormSettings(), RetakeRule()


class FormKind(StrEnum):
    """Who gets which questions."""

    FIXED = "fixed"  # all candidates the same
    RANDOM = "random"  # drawn anew for each person, by the same rules
    ADAPTIVE = "adaptive"  # each chosen by the answers before it


class Source(StrEnum):
    """Whose questions are asked."""

    BANK = "bank"  # those that come with the program
    OWN_FIRST = "own_first"  # the employer's own, and what they leave open from the bank
    OWN = "own"


@dataclass(frozen=True, slots=True)
class FormSpec:
    """How the form of a vacancy is made.

    questions: scored questions of each competency (of an adaptive form the most that are asked), in the order
    in which they are written; time_limit: in
    minutes, None = none, 'usual' = half as long again as people need; retake: for a candidate's further
    attempts; item_ids: the questions of a fixed form, drawn when it was saved, so that everybody gets the
    same ones whatever comes into the bank later.

    Raises UnfitSetting, naming it, for a figure out of its range.
    """

    questions: tuple[tuple[str, int], ...]
    has_self_ratings: bool = True
    time_limit: TimeLimit = USUAL
    kind: FormKind = FormKind.FIXED
    source: Source = Source.BANK
    settings: FormSettings = _USUAL_SETTINGS
    retake: RetakeRule = _USUAL_RETAKE
    item_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, count in self.questions:
            if not 0 <= count <= MOST_OF_A_COMPETENCY:
                raise UnfitSetting(f"questions.{name}", count, f"0–{MOST_OF_A_COMPETENCY}")
        if len(self.counts) < len(self.questions):
            raise ValueError(f"a competency is named twice: {self.questions}")
        if isinstance(self.time_limit, int) and not 1 <= self.time_limit <= MOST_MINUTES:
            raise UnfitSetting("time_limit", self.time_limit, TIME_LIMITS)
        if self.retake.days > MOST_DAYS:
            raise UnfitSetting("retake.days", self.retake.days, f"0–{MOST_DAYS}")

    @property
    def counts(self) -> dict[str, int]:
        """Scored questions by competency."""
        return dict(self.questions)

    @property
    def asked(self) -> tuple[str, ...]:
        """The competencies that have questions."""
        return tuple(name for name, count in self.questions if count)

    @property
    def total(self) -> int:
        """All scored questions."""
        return sum(count for _name, count in self.questions)

    @property
    def played(self) -> FormSettings:
        """The settings as an attempt has them: adaptive questions have no order to be shuffled and no time of
        their own, and what is right is told at the end at the earliest."""
        if self.kind is not FormKind.ADAPTIVE:
            return self.settings
        told = Feedback.END if self.settings.feedback is Feedback.NOW else self.settings.feedback
        return replace(self.settings, shuffles_questions=False, feedback=told, item_seconds=None)

    def to_json(self) -> dict[str, Any]:
        """All fields as plain JSON values; `from_json` reads them."""
        return {
            "questions": self.counts,
            "self_ratings": self.has_self_ratings,
            "time_limit": self.time_limit,
            "kind": self.kind.value,
            "source": self.source.value,
            **self.settings.to_json(),
            "retake": {
                "days": self.retake.days,
                "most_attempts": self.retake.most_attempts,
                "new_questions": self.retake.is_disjoint,
            },
            "item_ids": list(self.item_ids),
        }

    @staticmethod
    def from_json(written: object, usual: FormSpec) -> FormSpec:
        """The spec that `to_json` wrote; what is missing is as in `usual`. Raises UnfitSetting, naming the
        field, for what is not known or not of its kind."""
        fields = object_of(written, "form", _FIELDS)
        base = usual.to_json() | fields
        return FormSpec(
            questions=questions_of(base["questions"]),
            has_self_ratings=yes_or_no(base, "self_ratings", usual.has_self_ratings),
            time_limit=time_limit_of(base["time_limit"]),
            kind=one_of(FormKind, base, "kind", usual.kind),
            source=one_of(Source, base, "source", usual.source),
            settings=FormSettings.from_json(base),
            retake=retake_of(base["retake"], usual.retake),
            item_ids=ids_of(base["item_ids"]),
        )


_OF_FORM = ("questions", "self_ratings", "time_limit", "kind", "source", "retake", "item_ids")
_FIELDS = (*_OF_FORM, *_USUAL_SETTINGS.to_json())


def usual_spec(competency_ids: Sequence[str]) -> FormSpec:
    """What a vacancy gets where its employer has composed nothing: the full length of each competency."""
    return FormSpec(tuple((name, SCORED_PER_COMPETENCY[Length.FULL]) for name in competency_ids))


def proposed_questions(
    weights: Mapping[str, int],
    must_haves: Collection[str],
    available: Mapping[str, int],
) -> tuple[tuple[str, int], ...]:
    """Questions for the weightiest competencies, in the order of `weights`; see the module's text.

    weights: of each competency of the role, in its order (0: it does not count); must_haves are always
    tested; available: scored items of each in the bank. The weightiest gets most questions, the lightest of
    those tested the fewest; where all weigh the same, all get the fewest.
    """
    gates = [name for name in weights if name in must_haves]
    ranked = sorted((n for n in weights if weights[n] and n not in gates), key=lambda n: -weights[n])
    heaviest = max(weights.values(), default=0)
    chosen = list(gates)
    for name in ranked:
        is_worth_it = weights[name] >= WORTH_TESTING * heaviest
        if len(chosen) < LEAST_COMPETENCIES or (len(chosen) < MOST_COMPETENCIES and is_worth_it):
            chosen.append(name)
    tested = [weights[name] for name in chosen]
    low, high = min(tested, default=0), max(tested, default=0)

    def count(name: str) -> int:
        if name not in chosen:
            return 0
        share = (weights[name] - low) / (high - low) if high > low else 0.0
        wanted = LEAST_QUESTIONS + round(share * (MOST_QUESTIONS - LEAST_QUESTIONS))
        return min(wanted, available.get(name, 0))

    return tuple((name, count(name)) for name in weights)


def questions_from(items: Sequence[Item], source: Source) -> tuple[Item, ...]:
    """The items a form from this source may have. Self-ratings come from the bank where there are no own
    ones."""
    match source:
        case Source.BANK:
            return tuple(item for item in items if not is_own(item.id))
        case Source.OWN_FIRST:
            return tuple(items)
        case Source.OWN:
            return tuple(item for item in items if is_own(item.id) or not item.is_scored)


def available_questions(items: Sequence[Item], competency_ids: Sequence[str]) -> dict[str, int]:
    """How many scored items each competency has."""
    return {name: sum(i.competency == name and i.is_scored for i in items) for name in competency_ids}


def compose(
    items: Sequence[Item],
    spec: FormSpec,
    role: Role,
    bank_version: str,
    vacancy_id: UUID,
    seed: int,
    avoid: Collection[str] = (),
    *,
    is_supervised: bool = False,
) -> Form:
    """The form that `spec` describes, drawn with `seed`; avoid: ids of scored items that must not come.

    One whose questions are fixed has those, as long as all of them are among `items` and may come. Where the
    bank has fewer questions than asked for, the form has what there is. Raises ValueError for a competency
    the role does not have, and for a form without questions.
    """
    chosen = fixed_items(items, spec, avoid) or drawn(items, spec, role, seed, avoid)
    if not any(item.is_scored for item in chosen):
        raise ValueError("a form without questions measures nothing")
    return Form(
        purpose=Purpose.ASSESSMENT,
        item_ids=tuple(item.id for item in chosen),
        time_limit=time_limit_seconds(chosen, spec),
        bank_version=bank_version,
        vacancy_id=vacancy_id,
        is_supervised=is_supervised,
        settings=spec.settings,
    )


def fixed_items(
    items: Sequence[Item], spec: FormSpec, avoid: Collection[str] = ()
) -> tuple[Item, ...] | None:
    """The fixed questions of the form; None where it has none, or one of them is gone or must not come."""
    if spec.kind is not FormKind.FIXED or not spec.item_ids:
        return None
    there = {item.id: item for item in items if item.id not in avoid or not item.is_scored}
    if not there.keys() >= {*spec.item_ids}:
        return None
    return tuple(there[item_id] for item_id in spec.item_ids)


def fits_spec(items: Sequence[Item], spec: FormSpec) -> bool:
    """Whether a form of these items is what `spec` asks for: as many on each competency, from its source."""
    asked = Counter(item.competency for item in items if item.is_scored)
    rated = any(not item.is_scored for item in items)
    return (
        asked == Counter({name: spec.counts[name] for name in spec.asked})
        and rated <= spec.has_self_ratings
        and len(questions_from(items, spec.source)) == len(items)
    )


def draws_alike(spec: FormSpec, other: FormSpec) -> bool:
    """Whether both ask for the same questions: as many on each competency, from one source, in one language.
    Time, order, feedback, cut and retakes do not matter to them."""
    return all(
        (
            spec.kind is other.kind,
            spec.source is other.source,
            {name: spec.counts[name] for name in spec.asked}
            == {name: other.counts[name] for name in other.asked},
            spec.has_self_ratings == other.has_self_ratings,
            spec.settings.languages is other.settings.languages,
        )
    )


def drawn(
    items: Sequence[Item], spec: FormSpec, role: Role, seed: int, avoid: Collection[str] = ()
) -> tuple[Item, ...]:
    """The items of the form in their order. Raises ValueError for a competency the role does not have."""
    known = [competency.id for competency in role.competencies]
    if strangers := set(spec.counts) - set(known):
        raise ValueError(f"the role has no competency {', '.join(sorted(strangers))}")
    names = [name for name in known if name in spec.asked]
    pool = questions_from(items, spec.source)
    own = [item for item in pool if is_own(item.id)]
    first = draw(own, names, spec.counts, seed, avoid=avoid, with_self_ratings=spec.has_self_ratings)
    asked = Counter(item.competency for item in first if item.is_scored)
    rated = {item.competency for item in first if not item.is_scored}
    rest = draw(
        [item for item in pool if not is_own(item.id) and (item.is_scored or item.competency not in rated)],
        names,
        {name: spec.counts[name] - asked[name] for name in names},
        seed,
        avoid=avoid,
        with_self_ratings=spec.has_self_ratings,
    )
    return in_order((*first, *rest), names)


def seconds_needed(items: Sequence[Item], settings: FormSettings) -> int:
    """How long the items usually take together, with what the settings ask for beside them."""
    beside = CONFIDENCE_SECONDS * settings.asks_confidence
    beside += FEEDBACK_SECONDS * (settings.feedback is Feedback.NOW)
    return expected_seconds(items) + beside * sum(item.is_scored for item in items)


def time_limit_seconds(items: Sequence[Item], spec: FormSpec) -> int | None:
    """The time limit of a form of these items in seconds, a whole number of minutes; None for none.

    Where each question has a limit of its own, the usual limit of the whole is their sum, with the usual
    allowance for the self-ratings: what was left open while the program was closed comes to an end too.
    """
    if spec.time_limit == USUAL and spec.played.item_seconds is not None:
        own = spec.played.item_seconds * sum(item.is_scored for item in items)
        ratings = expected_seconds([item for item in items if not item.is_scored]) * TIME_ALLOWANCE
        return ceil((own + ratings) / 60) * 60
    return limit_for(seconds_needed(items, spec.played), spec)


def limit_for(seconds: float, spec: FormSpec) -> int | None:
    """`time_limit_seconds` of a form for which people usually need so many seconds."""
    if isinstance(spec.time_limit, str):
        return ceil(seconds * TIME_ALLOWANCE / 60) * 60
    return None if spec.time_limit is None else spec.time_limit * 60
