"""The log likelihood of response matrices on a grid of abilities, and how it runs between the nodes.

On the grid it is a matrix product for all persons. Between the nodes it is a Taylor series around the nearest
node, which is again a matrix product, for all persons near that node together: no response curve is worked
out for a person by himself. Formulas: BIRNBAUM-1968, SAMEJIMA-1969, WARM-1989 in `docs/REFERENCES.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smmhire.assessment.parameters import Array, ItemParameters, log_level_chances
from smmhire.assessment.series import derivative, logistic_series, product, quotient

# Terms of the series of l'. They converge within π/a of a node; at half a step of .1 and a = 4 the first term
# left out is some 1e-12 of the sum.
TERMS = 10


@dataclass(frozen=True, slots=True)
class Responses:
    """Some persons' responses: `reached` persons × steps, 1 where the response is exactly that level;
    `given` persons × items, 1 where the item was given, None where all were."""

    reached: Array
    given: Array | None

    def of(self, rows: NDArray[np.intp]) -> Responses:
        """Those of the persons in `rows`."""
        return Responses(self.reached[rows], None if self.given is None else self.given[rows])


class Likelihood:
    """Tables of the items at the nodes, from which likelihoods are summed."""

    def __init__(self, items: Sequence[ItemParameters], nodes: Array) -> None:
        """items: at least one; nodes: abilities, rising."""
        self.nodes = nodes
        curves = [_Curves(item, nodes) for item in items]
        self._is_graded = any(item.top > 1 for item in items)
        self._item_of = np.repeat(np.arange(len(items)), [item.top for item in items])
        self._level_of = np.concatenate([np.arange(1.0, item.top + 1) for item in items])
        # Everything as the lowest level, and what each level above adds to that.
        self._lowest = np.stack([one.log_chances[0] for one in curves])  # items × nodes
        self._added = np.concatenate([one.log_chances[1:] - one.log_chances[0] for one in curves])
        # … and the same of l', for each node by itself: nodes × items (or steps) × terms.
        self._lowest_slopes = _by_node(np.stack([one.slopes[0] for one in curves]))
        self._added_slopes = _by_node(np.concatenate([one.slopes[1:] - one.slopes[0] for one in curves]))
        self._information = _by_node(np.stack([one.information for one in curves]))
        self._bias = _by_node(np.stack([one.bias for one in curves]))
        # Sums over all items, for persons who were given all.
        self._all_lowest = self._lowest.sum(axis=0)
        self._all = tuple(t.sum(axis=1) for t in (self._lowest_slopes, self._information, self._bias))

    def prepared(self, responses: Array) -> Responses:
        """Responses persons × items, NaN where not given, as the sums want them."""
        missing = np.isnan(responses)
        given = None if not missing.any() else (~missing).astype(np.float64)
        filled = responses if given is None else np.where(missing, 0.0, responses)
        if self._is_graded:
            filled = (filled[:, self._item_of] == self._level_of).astype(np.float64)
        return Responses(filled, given)

    def on_grid(self, one: Responses) -> Array:
        """The log likelihood at the nodes: persons × nodes."""
        lowest = self._all_lowest if one.given is None else one.given @ self._lowest
        return lowest + one.reached @ self._added

    def bias_on_grid(self, one: Responses) -> Array:
        """J/(2I) at the nodes: persons × nodes, or one row where everybody was given every item."""
        if one.given is None:
            i, j = self._all[1][:, 0], self._all[2][:, 0]
        else:
            i, j = one.given @ self._information[:, :, 0].T, one.given @ self._bias[:, :, 0].T
        return np.atleast_2d(j / np.maximum(i, np.finfo(np.float64).tiny) / 2.0)

    def slopes(self, one: Responses, node: int) -> Array:
        """The series of l' around a node: terms × persons."""
        lowest = self._all[0][node] if one.given is None else one.given @ self._lowest_slopes[node]
        return (lowest + one.reached @ self._added_slopes[node]).T

    def information(self, one: Responses, node: int) -> Array:
        """The series of I = Σ P'²/P over items and levels around a node: terms × persons."""
        return self._sums(one, node, self._information, self._all[1])

    def bias(self, one: Responses, node: int) -> Array:
        """The series of J = Σ P'P''/P around a node: terms × persons."""
        return self._sums(one, node, self._bias, self._all[2])

    def _sums(self, one: Responses, node: int, table: Array, of_all: Array) -> Array:
        if one.given is not None:
            return (one.given @ table[node]).T
        return np.broadcast_to(of_all[node][:, None], (TERMS, len(one.reached)))


def _by_node(table: Array) -> Array:
    """items × terms × nodes as nodes × items × terms, in one piece."""
    return np.ascontiguousarray(table.transpose(2, 0, 1))


class _Curves:
    """Of one item, at the nodes: log chances (levels × nodes), and as series the slopes of those (levels ×
    terms × nodes), the information and J (terms × nodes)."""

    def __init__(self, item: ItemParameters, nodes: Array) -> None:
        self.log_chances = log_level_chances(item, nodes)
        chances, slopes = _graded(item, nodes) if item.top > 1 else _dichotomous(item, nodes)
        self.slopes = np.stack(slopes)
        self.information = np.zeros((TERMS, len(nodes)))
        self.bias = np.zeros((TERMS, len(nodes)))
        for p, u in zip(chances, slopes, strict=True):
            # u = P'/P, so P'' = P(u² + u').
            squared = product(u, u)
            self.information += product(p, squared)
            self.bias += product(product(p, u), squared + derivative(u))


def _dichotomous(item: ItemParameters, nodes: Array) -> tuple[list[Array], list[Array]]:
    reached, missed = logistic_series(item.a, item.a * (nodes - item.b[0]), TERMS)
    wrong, right = (1.0 - item.c) * missed, (1.0 - item.c) * reached
    if item.c == 0.0:
        return [wrong, right], [-item.a * reached, item.a * missed]
    right[0] += item.c
    return [wrong, right], [-item.a * reached, item.a * quotient(product(wrong, reached), right)]


def _graded(item: ItemParameters, nodes: Array) -> tuple[list[Array], list[Array]]:
    # P_k = σ(z_k)(1 − σ(z_k₊₁)) times a share, with σ = 1 below the first step and 0 above the last.
    one, none = np.zeros((TERMS, len(nodes))), np.zeros((TERMS, len(nodes)))
    one[0] = 1.0
    steps = [logistic_series(item.a, item.a * (nodes - b), TERMS) for b in item.b]
    reached = [one, *(s for s, _missed in steps), none]
    missed = [none, *(q for _reached, q in steps), one]
    shares = np.ones(item.top + 1)
    shares[1:-1] = -np.expm1(-item.a * np.diff(item.b))
    chances = [share * product(reached[k], missed[k + 1]) for k, share in enumerate(shares)]
    return chances, [item.a * (missed[k] - reached[k + 1]) for k in range(item.top + 1)]
