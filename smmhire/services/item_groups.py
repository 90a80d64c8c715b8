"""Whether questions favour a group: Bengali forms beside English ones, practice beside assessments.

Mantel-Haenszel, item by item: people of about the same ability are compared, which is their ability in the
item's competency by all their answers, those to other competencies included (`ability.joint_posterior`), in
steps of a quarter of an SD. So forms of different length and difficulty can be compared. Of questions with
part marks, full marks are compared with less. Which language somebody read is known only of forms that are
given in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from smmhire.assessment.attempts import Languages, Purpose
from smmhire.assessment.items import Item

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from smmhire.assessment.dif import EtsClass, MantelHaenszel
    from smmhire.assessment.estimation import Array
    from smmhire.storage.responses import FinishedAttempt

Comparison: TypeAlias = Literal["language", "purpose"]

# Width of a stratum in SD of ability: people in it differ by less than any test of usual length could tell.
STRATUM = 0.25

WhyNot: TypeAlias = Literal[
    "too_few",  # fewer than are needed of one of the groups
    "no_overlap",  # at no ability are there right and wrong answers of both
]


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """One item in two groups. first, second: responses in each; found: None where it could not be compared
    (`why_not` says why); p: of the test, adjusted for the number of items; ets_class by it."""

    item_id: str
    first: int
    second: int
    found: MantelHaenszel | None = None
    p: float | None = None
    ets_class: EtsClass | None = None
    why_not: WhyNot | None = None


@dataclass(frozen=True, slots=True)
class GroupComparison:
    """Two groups of attempts. first, second: how many attempts each has; needed: responses in each group
    below which an item is not compared; items: those with a response in both groups, none where a group is
    too small as a whole."""

    kind: Comparison
    first: int
    second: int
    needed: int
    items: tuple[ComparedItem, ...]

    @property
    def compared(self) -> tuple[ComparedItem, ...]:
        """Those items that could be compared."""
        return tuple(one for one in self.items if one.found is not None)

    @property
    def is_too_small(self) -> bool:
        """One of the groups has too few attempts for any item."""
        return min(self.first, self.second) < self.needed


class Groups:
    """To which groups the attempts belong, in the order in which they were added."""

    def __init__(self) -> None:
        self._of: dict[Comparison, list[str | None]] = {"language": [], "purpose": []}

    def add(self, attempt: FinishedAttempt) -> None:
        """The next attempt that counts."""
        is_one = attempt.languages is not Languages.BOTH
        self._of["language"].append(attempt.languages.value if is_one else None)
        self._of["purpose"].append(attempt.purpose.value)

    def compare(
        self, levels: Array, items: Sequence[Item], difficulties: Mapping[str, float | None]
    ) -> tuple[GroupComparison, ...]:
        """Both comparisons. levels: attempts × items as in `scored_update`; difficulties: calibrated ones by
        item id, None where the author's counts."""
        from smmhire.assessment.dif import FEWEST_PERSONS

        pairs: tuple[tuple[Comparison, str, str], ...] = (
            ("language", Languages.BENGALI.value, Languages.ENGLISH.value),
            ("purpose", Purpose.ASSESSMENT.value, Purpose.PRACTICE.value),
        )
        strata: dict[str, NDArray[np.intp]] | None = None
        made: list[GroupComparison] = []
        for kind, first, second in pairs:
            of = self._of[kind]
            sizes = of.count(first), of.count(second)
            compared: tuple[ComparedItem, ...] = ()
            if min(sizes) >= FEWEST_PERSONS:
                strata = strata or _strata(levels, items, difficulties)
                compared = tuple(_compared(levels, items, of, (first, second), strata))
            made.append(GroupComparison(kind, *sizes, FEWEST_PERSONS, compared))
        return tuple(made)


def _compared(
    levels: Array,
    items: Sequence[Item],
    groups: Sequence[str | None],
    names: tuple[str, str],
    strata: Mapping[str, NDArray[np.intp]],
) -> Iterator[ComparedItem]:
    import numpy as np

    from smmhire.assessment.ability import curves
    from smmhire.assessment.dif import FEWEST_PERSONS, adjusted, ets_class, mantel_haenszel

    labels = np.array([group or "" for group in groups])
    full = np.array([len(curves(item).levels) - 1 for item in items])
    marks = np.where(np.isnan(levels), np.nan, (levels >= full).astype(np.float64))
    counts = [(~np.isnan(levels[labels == name])).sum(axis=0) for name in names]
    found: dict[int, MantelHaenszel | None] = {}
    for competency, stratum in strata.items():
        columns = [at for at, item in enumerate(items) if item.competency == competency]
        ids = [items[at].id for at in columns]
        results = mantel_haenszel(
            marks[:, columns], groups, ids, reference=names[0], focal=names[1], matched_on=stratum
        )
        found |= dict(zip(columns, results, strict=True))
    tested = [at for at, one in found.items() if one is not None]
    chances = adjusted([one.p for one in found.values() if one is not None])
    p_of = dict(zip(tested, chances.tolist(), strict=True))
    for at, item in enumerate(items):
        first, second = int(counts[0][at]), int(counts[1][at])
        one = found.get(at)
        if one is not None:
            p = float(p_of[at])
            yield ComparedItem(item.id, first, second, one, p, ets_class(one.delta, p))
        elif min(first, second) > 0:
            why: WhyNot = "too_few" if min(first, second) < FEWEST_PERSONS else "no_overlap"
            yield ComparedItem(item.id, first, second, why_not=why)


def _strata(
    levels: Array, items: Sequence[Item], difficulties: Mapping[str, float | None]
) -> dict[str, NDArray[np.intp]]:
    """By competency, the stratum of each attempt by its ability there."""
    from dataclasses import replace

    import numpy as np

    from smmhire.assessment.ability import curves, joint_posterior, prior_correlations
    from smmhire.assessment.estimation import NODE_RANGE, NODES, log_prior, posterior_moments

    names = list(dict.fromkeys(item.competency for item in items))
    means, errors = np.zeros((len(levels), len(names))), np.ones((len(levels), len(names)))
    for place, name in enumerate(names):
        likelihood = np.zeros((len(levels), len(NODES)))
        is_asked = np.zeros(len(levels), dtype=np.bool_)
        for at, item in enumerate(items):
            rows = np.flatnonzero(~np.isnan(levels[:, at]))
            if item.competency != name or not len(rows):
                continue
            b = difficulties.get(item.id)
            graded = curves(item if b is None else replace(item, difficulty=b))
            likelihood[rows] += graded.log_chance[levels[rows, at].astype(np.intp)]
            is_asked[rows] = True
        if is_asked.any():
            mean, error = posterior_moments(likelihood[is_asked] + log_prior())
            means[is_asked, place], errors[is_asked, place] = mean, error
    correlations = prior_correlations(len(names))
    joint = np.array(
        [joint_posterior(m, e, correlations)[0] for m, e in zip(means, errors, strict=True)]
    ).reshape(len(levels), len(names))
    steps = np.floor((np.clip(joint, -NODE_RANGE, NODE_RANGE) + NODE_RANGE) / STRATUM).astype(np.intp)
    return {name: steps[:, place] for place, name in enumerate(names)}
