"""Adverse impact: does a decision take people of one group far less often than those of another?

Groups come from the user, for this report alone. They are matched with who was selected after the ranking is
made: nothing here is known to the scorer, and nothing here is stored.

Two measures stand side by side, because each alone misleads: the four-fifths rule calls differences of chance
adverse where few applied, Fisher's exact test calls differences of no consequence significant where many did
(`docs/REFERENCES.md` under 'Ranking').
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import numpy as np
from scipy.special import gammaln

# A rate below four fifths of the highest is evidence of adverse impact (29 CFR 1607.4 D).
FOUR_FIFTHS = 0.8
SIGNIFICANT = 0.05
# Of smaller groups no figure is given: one person more or less would turn it.
SMALLEST_GROUP = 5


class Verdict(StrEnum):
    """What the two measures say of a group beside the one selected most often."""

    HIGHEST = "highest"  # the group the others are measured against
    NO_SIGN = "no_sign"  # neither measure speaks
    RATIO_ONLY = "ratio_only"  # below four fifths, and chance alone could do it
    TEST_ONLY = "test_only"  # above four fifths, yet hardly by chance
    BOTH = "both"  # below four fifths, and hardly by chance
    TOO_FEW = "too_few"  # withheld


@dataclass(frozen=True, slots=True)
class GroupImpact:
    """One group. selected, rate, ratio (to the highest rate) and p are None where withheld; ratio and p are
    None for the group with the highest rate."""

    group: str
    people: int
    selected: int | None
    rate: float | None
    ratio: float | None
    p: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ImpactReport:
    """All groups, the largest first. ungrouped: applicants of whom the user gave no group;
    selected_ungrouped: of them selected; unknown: people in the user's groups who are no applicants."""

    groups: tuple[GroupImpact, ...]
    people: int
    selected: int
    ungrouped: int
    selected_ungrouped: int
    unknown: int

    @property
    def is_comparable(self) -> bool:
        """Whether at least two groups are large enough, and somebody was selected."""
        return sum(one.rate is not None for one in self.groups) >= 2 and any(one.rate for one in self.groups)


def adverse_impact(
    applicants: Collection[UUID], selected: Collection[UUID], groups: Mapping[UUID, str]
) -> ImpactReport:
    """The report on one decision. selected: of the applicants; groups: the group of each, by candidate.

    Raises ValueError where somebody was selected who did not apply.
    """
    pool, chosen = set(applicants), set(selected)
    if chosen - pool:
        raise ValueError(f"{len(chosen - pool)} were selected who did not apply")
    people = Counter(groups[one] for one in pool if one in groups)
    taken = Counter(groups[one] for one in chosen if one in groups)
    rates = {group: taken[group] / count for group, count in people.items() if count >= SMALLEST_GROUP}
    highest = _highest(rates, people)
    reported = tuple(
        _impact(group, count, taken, people, highest)
        for group, count in sorted(people.items(), key=lambda entry: (-entry[1], entry[0]))
    )
    return ImpactReport(
        groups=reported,
        people=len(pool),
        selected=len(chosen),
        ungrouped=len(pool) - people.total(),
        selected_ungrouped=len(chosen) - taken.total(),
        unknown=len(groups.keys() - pool),
    )


def _highest(rates: Mapping[str, float], people: Mapping[str, int]) -> str | None:
    """The group selected most often, of several the largest; None where there is nothing to compare."""
    if len(rates) < 2 or not any(rates.values()):
        return None
    return max(sorted(rates), key=lambda group: (rates[group], people[group]))


def _impact(
    group: str, count: int, taken: Mapping[str, int], people: Mapping[str, int], highest: str | None
) -> GroupImpact:
    if count < SMALLEST_GROUP:
        return GroupImpact(group, count, None, None, None, None, Verdict.TOO_FEW)
    rate = taken[group] / count
    if highest is None or group == highest:
        verdict = Verdict.HIGHEST if group == highest else Verdict.NO_SIGN
        return GroupImpact(group, count, taken[group], rate, None, None, verdict)
    best, of = taken[highest], people[highest]
    ratio = rate / (best / of)
    p = fisher_exact(taken[group], count - taken[group], best, of - best)
    is_low, is_sure = ratio < FOUR_FIFTHS - 1e-12, p < SIGNIFICANT
    verdict = {
        (False, False): Verdict.NO_SIGN,
        (True, False): Verdict.RATIO_ONLY,
        (False, True): Verdict.TEST_ONLY,
        (True, True): Verdict.BOTH,
    }[is_low, is_sure]
    return GroupImpact(group, count, taken[group], rate, ratio, p, verdict)


def fisher_exact(a: int, b: int, c: int, d: int) -> float:
    """Fisher's exact test of the table [[a, b], [c, d]], two-sided: the chance, with all margins fixed, of a
    table that is no likelier than this one. Raises ValueError for counts below 0."""
    if min(a, b, c, d) < 0:
        raise ValueError(f"no table of counts: {a}, {b}, {c}, {d}")
    first, column, total = a + b, a + c, a + b + c + d
    possible = np.arange(max(0, column - (c + d)), min(first, column) + 1)
    logs = (
        _log_choose(first, possible)
        + _log_choose(total - first, column - possible)
        - _log_choose(total, np.array(column))
    )
    here = logs[a - possible[0]]
    # Tables equally likely differ in their last bits.
    return float(min(1.0, np.exp(logs[logs <= here + 1e-7]).sum()))


def _log_choose(n: int, k: np.ndarray) -> np.ndarray:
    return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
