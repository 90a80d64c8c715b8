"""Whether an attempt reaches the cut score of its form: a share of the marks, over all its competencies.

The share that somebody with these abilities would get on average is Σ n_j/N · f_j(θ_j), f_j the test
characteristic curve of the n_j questions on competency j (`cut_scores`). Its error follows from those of the
abilities, Σ, by the delta method: g'Σg, g the derivatives. So luck on the day counts for as little as it
should, and near the cut it is said that nothing can be said.

An adaptive test gives everybody questions of which they get about as many right: its share says nothing.
There f_j is the curve of all questions it could ask on the competency, the same for everybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smmhire.assessment.attempts import AttemptResult
from smmhire.assessment.cut_scores import Standing, chance_of_reaching, curve_of_items, standing
from smmhire.assessment.items import Item
from smmhire.texts import _, chance_text, percent


@dataclass(frozen=True, slots=True)
class CutStanding:
    """cut: the share asked for; share: the one to expect of the taker, with its standard error (all 0 to 1);
    chance: that the true share reaches the cut."""

    cut: float
    share: float
    standard_error: float
    chance: float

    @property
    def standing(self) -> Standing:
        """Reached, not reached, or too near to say."""
        return standing(self.chance)


def cut_standing(
    items: Sequence[Item], result: AttemptResult, cut: float, counts: Mapping[str, int] | None = None
) -> CutStanding:
    """Where `result`, of a form with these items, stands to a cut of `cut` (share of the marks, 0 to 1).

    counts: how many of its items each competency counts for, where that is not all of them. Raises ValueError
    without scored items.
    """
    share, slopes = 0.0, np.zeros(len(result.competencies))
    asked = Counter(item.competency for item in items if item.is_scored) if counts is None else counts
    total = sum(asked.values())
    if not total:
        raise ValueError("a form without scored items has no cut")
    for at, one in enumerate(result.competencies):
        own = [item for item in items if item.competency == one.competency_id and item.is_scored]
        count = asked.get(one.competency_id, 0)
        if own and count:
            curve, weight = curve_of_items(own), count / total
            share += weight * float(curve.share(one.ability))
            slopes[at] = weight * float(curve.steepness(one.ability))
    error = float(np.sqrt(slopes @ np.array(result.covariance) @ slopes))
    return CutStanding(cut, share, error, float(chance_of_reaching(share, error, cut)))


def in_words(found: CutStanding) -> str:
    """The verdict as a sentence or two in the current language."""
    fields = {
        "cut": percent(found.cut),
        "share": percent(found.share),
        "error": percent(found.standard_error),
        "chance": chance_text(found.chance),
    }
    match found.standing:
        case Standing.REACHED:
            return _("Cut score {cut}: reached. Measured {share} ± {error}; chance {chance}.", **fields)
        case Standing.NOT_REACHED:
            return _("Cut score {cut}: not reached. Measured {share} ± {error}; chance {chance}.", **fields)
        case Standing.BORDERLINE:
            return _(
                "Cut score {cut}: too near to say. Measured {share} ± {error}; chance {chance}. A person has "
                "to decide.",
                **fields,
            )
