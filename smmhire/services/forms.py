"""The form of a vacancy: composing it, keeping it, and drawing it for somebody."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from smmhire.assessment.attempts import Attempt, Form, UnfitSetting
from smmhire.assessment.forms import Length
from smmhire.errors import UserError
from smmhire.services.bank import Bank, load_bank, whole_bank
from smmhire.services.common import no_vacancy, utc_now
from smmhire.texts import _, say

if TYPE_CHECKING:
    from smmhire.assessment.adaptive_offer import AdaptiveOffer
    from smmhire.assessment.composition import FormSpec
    from smmhire.assessment.composition_review import Remark
    from smmhire.assessment.form_precision import FormEstimate
    from smmhire.assessment.items import Item
    from smmhire.services.adaptive import Ground
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory
    from smmhire.vacancies.profile import VacancyProfile

# Seeds are whole numbers that every language and JSON reader keeps exactly.
SEEDS = 2**31


@dataclass(frozen=True, slots=True)
class Look:
    """A spec as its composer sees it: what the form takes and measures, what is to be said of it, and how
    many scored questions there are on each competency. own: how many own questions it could ask, in all;
    offers: of each competency it asks, whether that could be adaptive; is_adaptive: it is to be."""

    estimate: FormEstimate
    remarks: tuple[Remark, ...]
    available: dict[str, int]
    own: int
    offers: tuple[AdaptiveOffer, ...]
    is_adaptive: bool


# -- composing ---------------------------------------------------------------------------------------
def usual_spec(profile: VacancyProfile) -> FormSpec:
    """What the vacancy gets where nobody has composed a form: every competency it asks for in full length."""
    from smmhire.assessment.composition import usual_spec as usual

    return usual(_in_order(profile.assessed_competencies))


def saved_spec(vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> FormSpec | None:
    """What was composed for the vacancy; None where nobody has."""
    with unit_of_work(read_only=True) as work:
        return work.form_specs.get(vacancy_id)


def spec_of(vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> FormSpec:
    """What was composed for the vacancy, or what it gets without. Raises UserError where it is gone."""
    with unit_of_work(read_only=True) as work:
        profile, saved = _profile(work, vacancy_id), work.form_specs.get(vacancy_id)
    return saved or usual_spec(profile)


def bank(*, unit_of_work: UnitOfWorkFactory) -> Bank:
    """What forms are made from: the shipped items, and the employer's own that may be asked."""
    load_bank()  # read from files the first time: not while a transaction is open
    with unit_of_work(read_only=True) as work:
        return whole_bank(work)


def propose(profile: VacancyProfile, spec: FormSpec, there: Bank, ground: Ground | None = None) -> FormSpec:
    """`spec` with questions on the weightiest competencies of the vacancy, in depth; of an adaptive form on
    those that can be asked so, by `ground`."""
    from smmhire.assessment.composition import FormKind, available_questions, proposed_questions
    from smmhire.services.adaptive_forms import proposed

    weights = _weights(profile)
    if spec.kind is FormKind.ADAPTIVE:
        return proposed(spec, weights, _must_haves(profile), there, ground)
    available = available_questions(_pool(spec, there), tuple(weights))
    return replace(spec, questions=proposed_questions(weights, _must_haves(profile), available))


def look(spec: FormSpec, profile: VacancyProfile, there: Bank, ground: Ground | None = None) -> Look:
    """What a form by this spec would be like, made of what is there (`bank`).

    ground: what an adaptive form can stand on (`adaptive.read_ground`); without it none is offered. Raises
    ValueError for a competency the role does not have.
    """
    from smmhire.assessment.composition import FormKind, available_questions, drawn, time_limit_seconds
    from smmhire.assessment.composition_review import review_form
    from smmhire.assessment.form_precision import estimate
    from smmhire.content import load_role
    from smmhire.services import adaptive_forms
    from smmhire.services.adaptive import Ground

    items, weights = there.for_form(spec.settings.languages), _weights(profile)
    stands_on = ground or Ground()
    offers = adaptive_forms.spec_offers(spec, there, stands_on)
    available = available_questions(_pool(spec, there), tuple(weights))
    if spec.kind is FormKind.ADAPTIVE:
        pools = adaptive_forms.pools(offers, there, stands_on)
        made = adaptive_forms.estimate(spec, pools, adaptive_forms.ratings_of(spec, there, profile.id.int))
        available |= {name: len(pool) for name, pool in pools.items()}
    else:
        chosen = drawn(items, spec, load_role(), profile.id.int)
        made = estimate(chosen, spec.settings, time_limit_seconds(chosen, spec))
    own = {item.id for item in items} & there.own_languages.keys()
    remarks = review_form(
        spec,
        made,
        weights,
        _must_haves(profile),
        available,
        own_in_other_language=len(there.own_languages) - len(own),
        offers=offers,
    )
    is_adaptive = spec.kind is FormKind.ADAPTIVE
    return Look(made, remarks, available, len(own), tuple(offers.values()), is_adaptive)


def described(remark: Remark) -> str:
    """The remark in the current language."""
    from smmhire.assessment.composition_review import describe
    from smmhire.content import load_role

    return describe(remark, ", ".join(say(load_role().competency(n).name) for n in remark.competency_ids))


def save_spec(
    vacancy_id: UUID, spec: FormSpec, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> FormSpec:
    """Keep the spec: from now on the vacancy's forms are made by it; attempts that have begun stay as they
    are. A fixed form's questions are drawn now, and stay as long as nothing is changed that they hang on.

    Returns what is kept. Raises UserError where the vacancy is gone, or a form cannot be made by it.
    """
    load_bank()  # read from files the first time: not while a transaction is open
    with unit_of_work() as work:
        kept = keep_spec(work, _profile(work, vacancy_id), spec, now or utc_now())
        work.commit()
    return kept


def keep_spec(work: UnitOfWork, profile: VacancyProfile, spec: FormSpec, now: datetime) -> FormSpec:
    """`save_spec` within `work`, which the caller commits."""
    from smmhire.assessment.composition import FormKind
    from smmhire.assessment.composition_review import Code
    from smmhire.services.adaptive_forms import ground_for

    there = whole_bank(work)
    ground = ground_for(spec, there, work) if spec.kind is FormKind.ADAPTIVE else None
    for remark in look(spec, profile, there, ground).remarks:
        if remark.code is Code.NOT_OFFERED:
            raise UserError(described(remark), _("Choose another kind of form, or ask about less."))
        if remark.is_blocking:
            raise UserError(described(remark), _("Change the number of questions."))
    kept = with_fixed_items(spec, work.form_specs.get(profile.id), there, profile.id)
    work.form_specs.save(profile.id, kept, now)
    return kept


def read_spec(written: object, usual: FormSpec, *, within: str = "") -> FormSpec:
    """The spec that these JSON values say, in the field `within` of a larger file; what they leave out is as
    in `usual`.

    Raises UserError, naming the field, for anything that is not known or not of its kind.
    """
    from smmhire.assessment.composition import FormSpec
    from smmhire.content import load_role

    known = [competency.id for competency in load_role().competencies]
    try:
        spec = FormSpec.from_json(written, usual)
        for name in spec.counts.keys() - set(known):
            raise UnfitSetting("questions", name, ", ".join(known))
    except UnfitSetting as unfit:
        name = unfit.name if within in ("", unfit.name) else f"{within}.{unfit.name}"
        raise UserError(
            _("“{typed}” is not possible for {name}.", typed=_short(unfit.value), name=name),
            _("Possible are: {names}.", names=unfit.possible),
        ) from unfit
    return spec


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:60] + " …"


# -- drawing -----------------------------------------------------------------------------------------
def practice_form(length: Length = Length.SHORT, *, seed: int | None = None) -> Form:
    """A form over all competencies, for somebody alone: other questions each time, or those of `seed`."""
    from smmhire.assessment import forms
    from smmhire.content import load_role

    bank = load_bank()
    drawn_with = secrets.randbelow(SEEDS) if seed is None else seed
    return forms.practice_form(bank.items, load_role(), bank.version, seed=drawn_with, length=length)


def vacancy_form(
    vacancy_id: UUID,
    *,
    unit_of_work: UnitOfWorkFactory,
    is_supervised: bool = False,
    seed: int | None = None,
    candidate_id: UUID | None = None,
    now: datetime | None = None,
) -> Form:
    """The form of a vacancy: as it was composed, else all its competencies in full length (those of the last
    published version, or of the draft where there is none).

    A fixed form is the same for all candidates (or for `seed`), a random one another each time; an adaptive
    one has its self-ratings only, until it is begun. For a
    candidate who comes again the vacancy's rule for retakes holds: other questions, where it says so.

    Raises UserError where the vacancy is no longer there or asks for no competency, and, for a candidate,
    where it is too early or the bank has too few questions left.
    """
    from smmhire.assessment import forms
    from smmhire.assessment.composition import FormKind
    from smmhire.assessment.retakes import asked_before
    from smmhire.content import load_role
    from smmhire.services import vacancy_versions
    from smmhire.services.adaptive_forms import ground_for, make

    load_bank()  # read from files the first time: not while a transaction is open
    with unit_of_work(read_only=True) as work:
        asked_for, spec = vacancy_versions.asked_now(work, vacancy_id), work.form_specs.get(vacancy_id)
        if asked_for is None:
            raise no_vacancy()
        profile = asked_for.profile
        before = () if candidate_id is None else work.attempts.taken(vacancy_id, candidate_id)
        there = whole_bank(work)
        ground = None
        if spec is not None and spec.kind is FormKind.ADAPTIVE:
            ground = ground_for(spec, there, work)
    if spec is not None:
        check_retake(spec, before, now or utc_now())
        if ground is not None:
            avoid = asked_before(before) if spec.retake.is_disjoint else frozenset[str]()
            return make(spec, there, ground, avoid, vacancy_id, is_supervised=is_supervised)
        return _composed(spec, before, vacancy_id, is_supervised, seed, there)
    asked = profile.assessed_competencies
    if not asked:
        raise UserError(
            _("“{title}” asks for no competency: there is nothing to assess.", title=profile.title),
            _("Open the vacancy and give at least one competency a weight."),
        )
    shipped = load_bank()
    return forms.form_for_vacancy(
        shipped.items,
        load_role(),
        asked,
        shipped.version,
        vacancy_id=vacancy_id,
        is_supervised=is_supervised,
        seed=seed,
    )


def check_retake(spec: FormSpec, before: Sequence[Attempt], now: datetime) -> None:
    """Raises UserError where somebody with these attempts at the vacancy may not take it now."""
    from smmhire.assessment.retakes import NotNow, retake_decision, why_not_now

    decision = retake_decision(before, now, spec.retake)
    match decision.reason:
        case None:
            return
        case NotNow.UNFINISHED:
            what_to_do = _("Go on with it from the list of unfinished assessments.")
        case _:
            what_to_do = _("The rule for retakes stands in the form of the vacancy.")
    raise UserError(why_not_now(decision), what_to_do)


def _composed(
    spec: FormSpec,
    before: Sequence[Attempt],
    vacancy_id: UUID,
    is_supervised: bool,
    seed: int | None,
    there: Bank,
) -> Form:
    from smmhire.assessment.composition import FormKind, compose
    from smmhire.assessment.retakes import asked_before
    from smmhire.content import load_role

    avoid = asked_before(before) if spec.retake.is_disjoint else frozenset[str]()
    if avoid:
        _check_left(spec, avoid, there)
    drawn_with = vacancy_id.int if spec.kind is FormKind.FIXED else secrets.randbelow(SEEDS)
    items = there.for_form(spec.settings.languages)
    form = compose(
        items,
        spec if seed is None else replace(spec, item_ids=()),
        load_role(),
        there.version,
        vacancy_id,
        drawn_with if seed is None else seed,
        avoid,
        is_supervised=is_supervised,
    )
    return replace(form, bank_version=there.version_of([there.item(item_id) for item_id in form.item_ids]))


def with_fixed_items(spec: FormSpec, before: FormSpec | None, there: Bank, vacancy_id: UUID) -> FormSpec:
    """The spec with the questions of a fixed form: those it has had, where nothing is changed that they hang
    on; those it brings along, where they are what it asks for; else newly drawn ones."""
    from smmhire.assessment.composition import FormKind, drawn, draws_alike, fits_spec, fixed_items
    from smmhire.content import load_role

    bare = replace(spec, item_ids=())
    if spec.kind is not FormKind.FIXED:
        return bare
    items = there.for_form(spec.settings.languages)
    if before is not None and draws_alike(before, spec) and fixed_items(items, before):
        return replace(bare, item_ids=before.item_ids)
    brings_others = spec.item_ids and (before is None or spec.item_ids != before.item_ids)
    brought = fixed_items(items, spec) if brings_others else None
    if brought is not None and fits_spec(brought, spec):
        return spec
    chosen = drawn(items, bare, load_role(), vacancy_id.int)
    return replace(bare, item_ids=tuple(item.id for item in chosen))


def _pool(spec: FormSpec, there: Bank) -> tuple[Item, ...]:
    from smmhire.assessment.composition import questions_from

    return questions_from(there.for_form(spec.settings.languages), spec.source)


def _check_left(spec: FormSpec, avoid: frozenset[str], there: Bank) -> None:
    from smmhire.assessment.composition import available_questions
    from smmhire.assessment.retakes import Shortage, describe_shortage
    from smmhire.content import load_role

    new = [item for item in _pool(spec, there) if item.id not in avoid]
    left = available_questions(new, spec.asked)
    for name, wanted in spec.questions:
        if wanted and left[name] < wanted:
            competency = say(load_role().competency(name).name)
            raise UserError(
                describe_shortage(Shortage(name, wanted, left[name]), competency),
                _("Or allow questions that were asked before, in the form of the vacancy."),
            )


# -- inside ------------------------------------------------------------------------------------------
def _profile(work: UnitOfWork, vacancy_id: UUID) -> VacancyProfile:
    profile = work.vacancies.get(vacancy_id)
    if profile is None:
        raise no_vacancy()
    return profile


def _in_order(names: Sequence[str]) -> tuple[str, ...]:
    from smmhire.content import load_role

    return tuple(c.id for c in load_role().competencies if c.id in names)


def _weights(profile: VacancyProfile) -> dict[str, int]:
    """The weight of every competency of the role, in its order; 0 where the vacancy does not ask for it."""
    from smmhire.content import load_role

    asked = {r.competency_id: r.weight for r in profile.competencies}
    return {competency.id: asked.get(competency.id, 0) for competency in load_role().competencies}


def _must_haves(profile: VacancyProfile) -> frozenset[str]:
    return frozenset(r.competency_id for r in profile.competencies if r.is_must_have)
