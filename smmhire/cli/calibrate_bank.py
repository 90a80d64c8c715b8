"""`item calibrate --bank`: difficulties from the stored answers; using them, and taking that back."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import TYPE_CHECKING, Any

from smmhire.cli.output import table, wrapped
from smmhire.cli.session import Session
from smmhire.services import calibration_words as words
from smmhire.texts import _, ngettext, number, say

if TYPE_CHECKING:
    from smmhire.assessment.adaptive_offer import AdaptiveOffer
    from smmhire.assessment.item_calibration import CalibrationRun
    from smmhire.services.bank_calibration import Proposal, ProposedItem
    from smmhire.services.calibrated import InUse
    from smmhire.services.item_groups import ComparedItem, GroupComparison

Plain = dict[str, Any]


def show(session: Session, *, is_used: bool) -> None:
    """Calculate, and with `is_used` let scoring take the difficulties from now on."""
    from smmhire.services import adaptive, bank_calibration, calibrated
    from smmhire.services.bank import all_items

    unit_of_work = session.unit_of_work
    proposal = bank_calibration.propose(unit_of_work=unit_of_work)
    if is_used:
        bank_calibration.use(proposal, unit_of_work=unit_of_work)
    used = calibrated.in_use(all_items(unit_of_work=unit_of_work), unit_of_work=unit_of_work)
    offers = adaptive.offers(unit_of_work=unit_of_work)
    session.answer(_plain(proposal, used, offers), _lines(proposal, used, offers))


def take_back(session: Session) -> None:
    """Let the calibration in use count no longer."""
    from smmhire.services import calibrated
    from smmhire.services.bank import all_items

    unit_of_work = session.unit_of_work
    taken = calibrated.take_back(unit_of_work=unit_of_work)
    used = calibrated.in_use(all_items(unit_of_work=unit_of_work), unit_of_work=unit_of_work)
    session.answer(
        {"taken_back": _plain_run(taken), "in_use": _plain_use(used)},
        [_("The calibration has been taken back."), words.in_use_sentence(used)],
    )


# -- for people --------------------------------------------------------------------------------------
def _lines(proposal: Proposal, used: InUse | None, offers: tuple[AdaptiveOffer, ...]) -> Iterator[str]:
    from smmhire.assessment.adaptive_offer import why_not
    from smmhire.services.role import role

    answered = [one for one in proposal.items if one.responses]
    if answered:
        headings = [
            _("Item"), _("Responses"), _("Author"), _("By the answers"), _("Slope"), _("Remarks"),
        ]  # fmt: skip
        yield from table(headings, [_row(one) for one in answered], numbers=range(1, 5))
        yield ""
    yield from wrapped(
        ngettext("From {n} finished assessment.", "From {n} finished assessments.", proposal.attempts)
        + " "
        + ngettext("{n} person answered.", "{n} people answered.", proposal.people)
        + " "
        + ngettext(
            "{n} question has enough responses.",
            "{n} questions have enough responses.",
            len(proposal.proposed),
        )
    )
    yield from wrapped(words.shifts_sentence(proposal.shifts))
    for comparison in proposal.comparisons:
        yield ""
        yield _(words.COMPARISONS[comparison.kind])
        yield from wrapped(words.comparison_sentence(comparison), "  ")
        for one in words.conspicuous(comparison):
            yield from wrapped(f"{one.item_id}: {words.favoured(comparison, one)}", "  ")
    yield ""
    yield _("Adaptive tests")
    for offer in offers:
        why = why_not(offer) or _("An adaptive test may be offered.")
        yield from wrapped(f"{say(role().competency(offer.competency_id).name)}: {why}", "  ")
    yield ""
    yield from wrapped(words.in_use_sentence(used))


def _row(one: ProposedItem) -> list[str]:
    slope = "" if one.free is None or not isfinite(one.free.a) else number(one.free.a, 2)
    return [
        one.item_id,
        number(one.responses),
        number(one.author, 2),
        words.difficulty(one),
        slope,
        words.caution_names(one),
    ]


# -- for programs ------------------------------------------------------------------------------------
def _plain(proposal: Proposal, used: InUse | None, offers: tuple[AdaptiveOffer, ...]) -> Plain:
    from smmhire.assessment.adaptive_offer import LEAST_CALIBRATED

    return {
        "attempts": proposal.attempts,
        "people": proposal.people,
        "earlier_versions": proposal.earlier_versions,
        "needed": proposal.needed,
        "bank_version": proposal.bank_version,
        "items": [_plain_item(one) for one in proposal.items if one.responses],
        "shifts": [
            {
                "competency": one.competency_id,
                "items": one.item_count,
                "mean": one.mean,
                "is_large": one.is_large,
            }
            for one in proposal.shifts
        ],
        "groups": [_plain_comparison(one) for one in proposal.comparisons],
        "adaptive": [
            {
                "competency": one.competency_id,
                "items": one.items,
                "answered": one.answered,
                "calibrated": len(one.calibrated),
                "needed": LEAST_CALIBRATED,
                "reason": None if one.reason is None else one.reason.value,
            }
            for one in offers
        ],
        "in_use": _plain_use(used),
    }


def _plain_item(one: ProposedItem) -> Plain:
    return {
        "item": one.item_id,
        "competency": one.competency_id,
        "responses": one.responses,
        "still_needed": one.missing,
        "author_b": one.author,
        "b": one.b,
        "b_se": one.se,
        "cautions": list(one.cautions),
        "slope": None
        if one.free is None
        else {
            "model": one.free.model,
            "a": _finite(one.free.a),
            "a_se": _finite(one.free.a_se),
            "b": [_finite(b) for b in one.free.b],
            "b_se": [_finite(se) for se in one.free.b_se],
            "c": _finite(one.free.c),
            "c_se": _finite(one.free.c_se),
            "cautions": list(one.free.cautions),
        },
        "groups": []
        if one.fit is None
        else [
            {
                "people": group.people,
                "ability": group.ability,
                "observed": group.observed,
                "expected": group.expected,
                "standard_error": group.standard_error,
            }
            for group in one.fit.groups
        ],
    }


def _plain_comparison(found: GroupComparison) -> Plain:
    return {
        "kind": found.kind,
        "attempts": [found.first, found.second],
        "needed": found.needed,
        "items": [_plain_compared(one) for one in found.items],
    }


def _plain_compared(one: ComparedItem) -> Plain:
    mh = one.found
    return {
        "item": one.item_id,
        "responses": [one.first, one.second],
        "delta": None if mh is None else mh.delta,
        "p": None if mh is None else mh.p,
        "p_adjusted": one.p,
        "ets_class": one.ets_class,
        "why_not": one.why_not,
    }


def _plain_use(used: InUse | None) -> Plain | None:
    if used is None:
        return None
    return _plain_run(used.run) | {"applies_to": len(used.items), "changed_since": used.changed}


def _plain_run(run: CalibrationRun) -> Plain:
    return {
        "id": str(run.id),
        "name": run.name,
        "calibrated_at": run.calibrated_at.isoformat(),
        "people": run.people,
        "attempts": run.attempts,
        "items": run.item_count,
    }


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None
