"""What the stored answers say about the difficulties of the bank: proposed first, used when somebody says so.

The same answers count as in `item_statistics`: of somebody who met a question more than once the first, so
that nobody's memory passes for ability; what was left out is wrong, what was not reached does not count. Each
attempt is taken as a person of its own, for ability may have changed between two.

Competency by competency, people come from N(0, 1), the scale that scoring has. Of every item the difficulty
is estimated given the author's (`scored_update`); slopes of their own only from 500 responses on, to look at:
scoring takes slope 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

from smmhire.assessment.item_calibration import CalibrationRun, CurveModel, ItemCalibration
from smmhire.assessment.items import Item
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services.bank import load_bank, shipped_version, whole_bank
from smmhire.services.calibrated import fingerprints_of
from smmhire.services.common import utc_now
from smmhire.services.item_groups import GroupComparison, Groups
from smmhire.services.item_responses import Responses
from smmhire.services.item_statistics import state_of
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.assessment.calibration import ItemEstimate
    from smmhire.assessment.curve_fit import CurveFit
    from smmhire.assessment.difficulty_update import DifficultyUpdate
    from smmhire.assessment.estimation import Array
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

# How far a difficulty lies from the author's before somebody should look at the question, in SD of ability:
# more than a level (.75).
FAR = 1.0
# A curve that does not fit is worth a word where a group's mean mark is off by this much (of 1).
GAP = 0.1
# The mean of a competency's difficulties may be off by this much (SD of ability) before it is said: less than
# half a level. It must also be more than the authors' errors would make of it in one case of twenty.
LARGE_SHIFT = 0.3
SURE = 1.96
# A slope needs more than two items that say something about the same people.
FEWEST_WITH_SLOPE = 3

ItemCaution: TypeAlias = Literal[
    "no_variation",  # everybody got the same mark: only the author's judgement holds the difficulty
    "falling",  # the able get lower marks: most often a wrong key
    "much_harder",  # than its author thought
    "much_easier",
    "misfit",  # the curve with slope 1 does not fit
    "few_responses",  # fewer than an adaptive test wants
]
Progress: TypeAlias = Callable[[float], None]

# Attempts read between two reports of progress, and the share of the work that reading is.
REPORT_EVERY = 50
READING = 0.5


@dataclass(frozen=True, slots=True)
class ProposedItem:
    """One scored item. author, b, se: in SD of ability; b and se are None as long as there are too few
    responses (`missing` more than 0). free: the curve with a slope of its own; fit: observed and expected
    marks, by the proposed difficulty."""

    item: Item = field(repr=False)
    fingerprint: str
    author: float
    responses: int
    missing: int
    b: float | None = None
    se: float | None = None
    free: ItemEstimate | None = None
    fit: CurveFit | None = None
    cautions: tuple[ItemCaution, ...] = ()

    @property
    def item_id(self) -> str:
        """Its id."""
        return self.item.id

    @property
    def competency_id(self) -> str:
        """What it measures."""
        return self.item.competency

    @property
    def is_usable(self) -> bool:
        """There is a difficulty, and nothing that has to be settled before."""
        return self.b is not None and "falling" not in self.cautions


@dataclass(frozen=True, slots=True)
class Shift:
    """By how much the difficulties of a competency are off their authors' on average, in SD of ability.

    Levels measured with the calibration shift by about as much.
    """

    competency_id: str
    item_count: int
    mean: float

    @property
    def is_large(self) -> bool:
        """It should be said before anybody uses the calibration."""
        from smmhire.assessment.difficulty_update import AUTHOR_SD

        return abs(self.mean) >= max(LARGE_SHIFT, SURE * AUTHOR_SD / self.item_count**0.5)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The scored items of the bank in their order, with what their responses say.

    state: of the answers, see `storage.responses`; people: with an answer that counts; earlier_versions:
    attempts taken with another state of the bank; needed: responses below which nothing is proposed.
    """

    state: str
    bank_version: str
    attempts: int
    people: int
    earlier_versions: int
    needed: int
    items: tuple[ProposedItem, ...]
    shifts: tuple[Shift, ...]
    comparisons: tuple[GroupComparison, ...]

    @property
    def proposed(self) -> tuple[ProposedItem, ...]:
        """Those items that have enough responses."""
        return tuple(one for one in self.items if one.b is not None)

    @property
    def usable(self) -> tuple[ProposedItem, ...]:
        """Those whose difficulty is taken over by `use`."""
        return tuple(one for one in self.items if one.is_usable)

    def of(self, item_id: str) -> ProposedItem | None:
        """That of one item; None for a self-rating and for an item that is not in the bank."""
        return next((one for one in self.items if one.item_id == item_id), None)


def propose(*, unit_of_work: UnitOfWorkFactory, progress: Progress = lambda _share: None) -> Proposal:
    """Read and mark all finished attempts, and estimate the difficulties of the bank from them.

    progress: told the share that is done, 0 to 1; what it raises ends the work.
    """
    from smmhire.assessment.item_analysis import FEWEST_RESPONSES

    bank = load_bank()  # read from files the first time: not while a transaction is open
    with unit_of_work(read_only=True) as work:
        items = tuple(item for item in whole_bank(work).items if item.is_scored)
        found, groups = Responses(items), Groups()
        state = state_of(work)
        count, attempts = work.responses.finished()
        earlier = 0
        for done, attempt in enumerate(attempts):
            if done % REPORT_EVERY == 0:
                progress(READING * done / count)
            earlier += shipped_version(attempt.bank_version) != bank.version
            rows = found.rows
            found.add(attempt)
            if found.rows > rows:
                groups.add(attempt)
    progress(READING)
    levels = _levels(found)
    calibrated, shifts = _calibrated(items, levels, FEWEST_RESPONSES, progress)
    comparisons = groups.compare(levels, items, {one.item_id: one.b for one in calibrated})
    return Proposal(
        state=state,
        bank_version=bank.version,
        attempts=count,
        people=found.people,
        earlier_versions=earlier,
        needed=FEWEST_RESPONSES,
        items=calibrated,
        shifts=shifts,
        comparisons=comparisons,
    )


def is_current(proposal: Proposal, *, unit_of_work: UnitOfWorkFactory) -> bool:
    """No attempt has been finished, or has gone, since: calculating again would give the same."""
    with unit_of_work(read_only=True) as work:
        return state_of(work) == proposal.state


def use(
    proposal: Proposal, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> CalibrationRun:
    """Keep what is proposed; from now on attempts are scored by it. Results there are stay as they are.

    A question that the able fail keeps its author's difficulty: most often its key is wrong.

    Raises UserError where no item has enough responses.
    """
    kept = tuple(_kept(one) for one in proposal.usable)
    if not kept:
        raise UserError(
            _("No question has enough responses yet."),
            _("Let more people be assessed, then calculate again."),
        )
    run = CalibrationRun(
        id=new_id(),
        calibrated_at=now or utc_now(),
        people=proposal.people,
        attempts=proposal.attempts,
        item_count=len(kept),
        bank_version=proposal.bank_version,
    )
    with unit_of_work() as work:
        work.calibrations.add(run, kept)
        work.commit()
    return run


# -- estimating --------------------------------------------------------------------------------------
def _levels(found: Responses) -> Array:
    """Attempts × items: the place of each mark among the levels of its item; NaN where it does not count."""
    import numpy as np

    from smmhire.assessment.ability import curves, level_index

    table = np.full((found.rows, len(found.items)), np.nan)
    for at, own in enumerate(found.of):
        if len(own):
            levels = curves(own.item).levels
            table[own.rows, at] = own.values(lambda one, levels=levels: level_index(levels, one.mark))
    return table


def _calibrated(
    items: Sequence[Item], levels: Array, needed: int, progress: Progress
) -> tuple[tuple[ProposedItem, ...], tuple[Shift, ...]]:
    by_id: dict[str, ProposedItem] = {}
    shifts: list[Shift] = []
    names = list(dict.fromkeys(item.competency for item in items))
    for done, name in enumerate(names):
        progress(READING + (1.0 - READING) * done / len(names))
        columns = [at for at, item in enumerate(items) if item.competency == name]
        own = [items[at] for at in columns]
        of_competency = tuple(_of_competency(own, levels[:, columns], needed))
        by_id |= {one.item_id: one for one in of_competency}
        off = [one.b - one.author for one in of_competency if one.b is not None]
        if off:
            shifts.append(Shift(name, len(off), sum(off) / len(off)))
    return tuple(by_id[item.id] for item in items), tuple(shifts)


def _of_competency(items: Sequence[Item], table: Array, needed: int) -> Iterator[ProposedItem]:
    import numpy as np

    from smmhire.assessment.curve_fit import curve_fits
    from smmhire.assessment.dif import adjusted
    from smmhire.assessment.scored_update import update_scored

    counts = (~np.isnan(table)).sum(axis=0)
    fingerprints = fingerprints_of(items, [item.id for item in items])
    if not counts.any():
        for item in items:
            yield _item(item, fingerprints, 0, needed)
        return
    found = update_scored(table, items)
    fits = curve_fits(table, [replace(i, difficulty=float(b)) for i, b in zip(items, found.b, strict=True)])
    tested = [at for at, fit in enumerate(fits) if fit is not None]
    chances = dict(zip(tested, adjusted([fit.p for fit in fits if fit is not None]), strict=True))
    free = _free(items, table, counts)
    for at, item in enumerate(items):
        count = int(counts[at])
        if count < needed:
            yield _item(item, fingerprints, count, needed)
            continue
        cautions = _cautions(item, found, at, table[:, at], fits[at], float(chances.get(at, 1.0)))
        yield replace(
            _item(item, fingerprints, count, needed),
            b=float(found.b[at]),
            se=float(found.se[at]),
            free=free.get(item.id),
            fit=fits[at],
            cautions=cautions,
        )


def _item(item: Item, fingerprints: dict[str, str], responses: int, needed: int) -> ProposedItem:
    return ProposedItem(
        item=item,
        fingerprint=fingerprints[item.id],
        author=item.difficulty or 0.0,
        responses=responses,
        missing=max(0, needed - responses),
    )


def _cautions(
    item: Item, found: DifficultyUpdate, at: int, given: Array, fit: CurveFit | None, p: float
) -> tuple[ItemCaution, ...]:
    import numpy as np

    from smmhire.assessment.adaptive_offer import LEAST_RESPONSES
    from smmhire.assessment.dif import SIGNIFICANT_BELOW

    cautions: list[ItemCaution] = []
    answered = given[~np.isnan(given)]
    if answered.min() == answered.max():
        cautions.append("no_variation")
    if fit is not None and _is_falling(fit):
        cautions.append("falling")
    off = float(found.b[at]) - (item.difficulty or 0.0)
    if abs(off) > FAR:
        cautions.append("much_harder" if off > 0.0 else "much_easier")
    if fit is not None and "falling" not in cautions and p < SIGNIFICANT_BELOW and fit.largest_gap >= GAP:
        cautions.append("misfit")
    if len(answered) < LEAST_RESPONSES:
        cautions.append("few_responses")
    return tuple(cautions)


def _is_falling(fit: CurveFit) -> bool:
    """The highest group does worse than the lowest, by more than chance would do."""
    low, high = fit.groups[0], fit.groups[-1]
    return low.observed - high.observed > SURE * (low.standard_error**2 + high.standard_error**2) ** 0.5


def _free(items: Sequence[Item], table: Array, counts: Array) -> dict[str, ItemEstimate]:
    """Curves with slopes of their own of those items that have the responses for it, by item id.

    Right or wrong with guessing: 3PL, its prior at the chance of a blind guess; part marks: graded response,
    which has no guessing.
    """
    import numpy as np

    from smmhire.assessment.ability import curves
    from smmhire.assessment.calibration import RESPONSES_FOR_SLOPE, CalibrationModel, calibrate

    found: dict[str, ItemEstimate] = {}
    enough = [at for at in range(len(items)) if counts[at] >= RESPONSES_FOR_SLOPE]
    guessed = [
        at for at in enough if len(curves(items[at]).levels) == 2 and curves(items[at]).guessing[0] > 0.0
    ]
    graded = [at for at in enough if len(curves(items[at]).levels) > 2]
    kinds: tuple[tuple[CalibrationModel, list[int]], ...] = (("3pl", guessed), ("grm", graded))
    for model, columns in kinds:
        own = table[:, columns]
        varied = np.fmax.reduce(own, axis=0) > np.fmin.reduce(own, axis=0) if columns else np.zeros(0)
        if varied.sum() < FEWEST_WITH_SLOPE:
            continue
        chance = [curves(items[at]).guessing[0] for at in columns] if model == "3pl" else 0.2
        names = [items[at].id for at in columns]
        for one in calibrate(own, model, names=names, guessing=chance).items:
            found[one.item] = one
    return found


# -- keeping -----------------------------------------------------------------------------------------
def _kept(one: ProposedItem) -> ItemCalibration:
    assert one.b is not None and one.se is not None
    model, a, b, c, errors = _curve(one)
    return ItemCalibration(
        item_id=one.item_id,
        fingerprint=one.fingerprint,
        difficulty=one.b,
        standard_error=one.se,
        responses=one.responses,
        model=model,
        a=a,
        b=b,
        c=c,
        errors=errors,
    )


def _curve(
    one: ProposedItem,
) -> tuple[CurveModel, float, tuple[float, ...], float, dict[str, tuple[float, ...]]]:
    """The curve with a slope of its own where nothing speaks against it, else that of scoring."""
    free = one.free
    if free is not None and not free.cautions and (free.model == "3pl" or free.model == "grm"):
        return (
            "3pl" if free.model == "3pl" else "grm",
            free.a,
            free.b,
            free.c,
            {"a": (free.a_se,), "b": free.b_se} | ({"c": (free.c_se,)} if free.model == "3pl" else {}),
        )
    from smmhire.assessment.ability import SLOPE, curves

    assert one.b is not None and one.se is not None
    graded = curves(replace(one.item, difficulty=one.b))
    return "fixed", SLOPE, graded.thresholds, graded.guessing[0], {"b": (one.se,) * len(graded.thresholds)}
