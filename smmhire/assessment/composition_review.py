"""What somebody who knows testing would say of a form while it is composed; little of it forbids anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from smmhire.assessment.adaptive_offer import AdaptiveOffer, why_not
from smmhire.assessment.attempts import Feedback
from smmhire.assessment.composition import FormKind, FormSpec, Source
from smmhire.assessment.form_precision import FormEstimate
from smmhire.texts import _, ngettext, number

# Fewer questions leave a standard error of two thirds of an SD or more: nearly a whole level either way.
HARDLY_ANY = 5
# Minutes after which attention drops; who sits longer is measured for stamina too.
LONG_MINUTES = 120


class Code(StrEnum):
    """What is remarked."""

    NO_QUESTIONS = "no_questions"
    TOO_MANY = "too_many"  # more than the bank has
    GATE_NOT_ASKED = "gate_not_asked"  # a must-have of the vacancy without questions
    NOT_ASKED = "not_asked"  # those that have a weight and no questions
    NOT_WEIGHED = "not_weighed"  # it has questions, but does not count
    FEW = "few"
    SHORT_TIME = "short_time"
    LONG = "long"
    KEY_SPREADS = "key_spreads"  # all get the same questions and see the key
    NO_RETAKE = "no_retake"  # no second form without repeats
    OTHER_LANGUAGE = "other_language"  # own questions that lack a language of the form
    NOT_OFFERED = "not_offered"  # a competency that cannot be asked adaptively
    NOT_ADAPTIVE = "not_adaptive"  # settings that an adaptive form passes over


BLOCKING = frozenset({Code.NO_QUESTIONS, Code.TOO_MANY, Code.NOT_OFFERED})


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark, on the whole or on the competencies named. `count` and `limit` are the figures that belong
    to it: questions or minutes; `offer`: why a competency cannot be asked adaptively."""

    code: Code
    competency_ids: tuple[str, ...] = ()
    count: int = 0
    limit: int = 0
    offer: AdaptiveOffer | None = None

    @property
    def is_blocking(self) -> bool:
        """With this the form cannot be kept."""
        return self.code in BLOCKING


def review_form(
    spec: FormSpec,
    estimate: FormEstimate,
    weights: Mapping[str, int],
    must_haves: frozenset[str],
    available: Mapping[str, int],
    own_in_other_language: int = 0,
    offers: Mapping[str, AdaptiveOffer] | None = None,
) -> tuple[Remark, ...]:
    """What stands in the way first, then the rest.

    weights: of the vacancy, by competency (0 or missing: it does not count); available: scored items of each
    competency that the form may ask; own_in_other_language: own ones that lack a language of the form;
    offers: of each competency, whether it can be asked adaptively (missing: not looked at).
    """
    found = [*_of_competencies(spec, weights, must_haves, available), *_of_the_whole(spec, estimate)]
    if spec.kind is FormKind.ADAPTIVE:
        found += _of_adaptive(spec, offers or {})
        lacking = {name for one in found if one.code is Code.NOT_OFFERED for name in one.competency_ids}
        found = [one for one in found if not (one.code is Code.TOO_MANY and lacking & {*one.competency_ids})]
    if own_in_other_language and spec.source is not Source.BANK:
        found.append(Remark(Code.OTHER_LANGUAGE, count=own_in_other_language))
    return tuple(sorted(found, key=lambda remark: not remark.is_blocking))


def _of_competencies(
    spec: FormSpec, weights: Mapping[str, int], must_haves: frozenset[str], available: Mapping[str, int]
) -> Iterator[Remark]:
    counts, left_out = spec.counts, list[str]()
    for name in dict.fromkeys([*weights, *must_haves, *counts]):
        count, there = counts.get(name, 0), available.get(name, 0)
        if count > there:
            yield Remark(Code.TOO_MANY, (name,), count, there)
        elif count == 0 and name in must_haves:
            yield Remark(Code.GATE_NOT_ASKED, (name,))
        elif count == 0 and weights.get(name, 0):
            left_out.append(name)
        elif count and not weights.get(name, 0) and name not in must_haves:
            yield Remark(Code.NOT_WEIGHED, (name,))
        elif 0 < count < HARDLY_ANY:
            yield Remark(Code.FEW, (name,), count)
        if 0 < count <= there < 2 * count and spec.retake.is_disjoint and spec.retake.most_attempts != 1:
            yield Remark(Code.NO_RETAKE, (name,), there, count)
    if left_out and spec.total:
        yield Remark(Code.NOT_ASKED, tuple(left_out))


def _of_adaptive(spec: FormSpec, offers: Mapping[str, AdaptiveOffer]) -> Iterator[Remark]:
    for name in spec.asked:
        offer = offers.get(name)
        if offer is not None and not offer.is_offered:
            yield Remark(Code.NOT_OFFERED, (name,), offer=offer)
    if spec.played != spec.settings:
        yield Remark(Code.NOT_ADAPTIVE)


def _of_the_whole(spec: FormSpec, estimate: FormEstimate) -> Iterator[Remark]:
    if not spec.total:
        yield Remark(Code.NO_QUESTIONS)
        return
    if estimate.time_limit is not None and estimate.time_limit < estimate.minutes:
        yield Remark(Code.SHORT_TIME, count=estimate.minutes, limit=estimate.time_limit)
    if estimate.minutes > LONG_MINUTES:
        yield Remark(Code.LONG, count=estimate.minutes, limit=LONG_MINUTES)
    if spec.kind is FormKind.FIXED and spec.settings.feedback is Feedback.NOW:
        yield Remark(Code.KEY_SPREADS)


def describe(remark: Remark, competency: str = "") -> str:
    """The remark in the current language; `competency`: the names of those it is about."""
    match remark.code:
        case Code.NO_QUESTIONS:
            return _("The form has no question yet. Give at least one competency some.")
        case Code.TOO_MANY:
            return ngettext(
                "{competency}: there is {n} question, and {asked} are asked for.",
                "{competency}: there are {n} questions, and {asked} are asked for.",
                remark.limit,
                competency=competency,
                asked=number(remark.count),
            )
        case Code.GATE_NOT_ASKED:
            return _(
                "{competency} is a must-have and is not asked: nobody can be said to have it.",
                competency=competency,
            )
        case Code.NOT_ASKED:
            return _(
                "Weighed and not asked, so that the level stays a guess from the others: {competency}.",
                competency=competency,
            )
        case Code.NOT_WEIGHED:
            return _(
                "{competency} is asked, but has no weight in the vacancy: its result decides nothing.",
                competency=competency,
            )
        case Code.FEW:
            return ngettext(
                "{competency}: {n} question says hardly anything; ten to fifteen measure.",
                "{competency}: {n} questions say hardly anything; ten to fifteen measure.",
                remark.count,
                competency=competency,
            )
        case Code.SHORT_TIME:
            return _(
                "The time limit of {limit} minutes is below the {minutes} that people usually need: the form "
                "would measure speed.",
                limit=number(remark.limit),
                minutes=number(remark.count),
            )
        case Code.LONG:
            return _(
                "{minutes} minutes are more than two hours: towards the end tiredness is measured too.",
                minutes=number(remark.count),
            )
        case Code.KEY_SPREADS:
            return _(
                "All get the same questions and are told at once what is right: whoever comes later may know "
                "it. Draw the questions for each person, or give the feedback at the end."
            )
        case Code.OTHER_LANGUAGE:
            return ngettext(
                "{n} question of your own lacks a language of this form, and is not asked.",
                "{n} questions of your own lack a language of this form, and are not asked.",
                remark.count,
            )
        case Code.NOT_OFFERED:
            return _(
                "{competency} cannot be asked adaptively. {why}",
                competency=competency,
                why="" if remark.offer is None else why_not(remark.offer),
            ).rstrip()
        case Code.NOT_ADAPTIVE:
            return _(
                "An adaptive form has no order to shuffle, and tells what is right at the end at the"
                " earliest."
            )
        case Code.NO_RETAKE:
            return ngettext(
                "{competency}: there is {n} question, too few for a second attempt with new ones.",
                "{competency}: there are {n} questions, too few for a second attempt with new ones.",
                remark.count,
                competency=competency,
            )
