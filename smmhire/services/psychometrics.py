"""Scoring response matrices from files: abilities by four estimators, person fit, reliability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from smmhire.assessment.parameters import Array, ItemParameters
from smmhire.assessment.person_fit import simulated_cut, standardised_likelihood
from smmhire.assessment.reliability import alpha, empirical_reliability, marginal_reliability
from smmhire.assessment.scoring import PRIOR_MEANS, PRIOR_SDS, Scores, first_impossible, score
from smmhire.errors import UserError
from smmhire.exchange.item_parameter_files import read_item_parameters
from smmhire.exchange.response_files import ResponseTable, read_responses
from smmhire.texts import _, number

Plain = dict[str, Any]
# The figures of a person, in the order in which they are given.
FIGURES = ("eap", "eap_se", "map", "map_se", "ml", "ml_se", "wle", "wle_se", "percent", "lz")


@dataclass(frozen=True, slots=True)
class ScoredResponses:
    """Persons with their scores.

    lz: person fit at the EAP; lz_cut: the value below which 5 % of fitting persons lie; alpha of the
    responses, and the marginal and empirical reliability of the EAP: NaN where they cannot be had.
    """

    persons: tuple[str, ...]
    items: tuple[ItemParameters, ...]
    scores: Scores = field(repr=False)
    lz: Array = field(repr=False)
    lz_cut: float
    alpha: float
    marginal_reliability: float
    empirical_reliability: float

    def figures(self, name: str) -> Array:
        """One of FIGURES, of all persons."""
        return self.lz if name == "lz" else getattr(self.scores, name)


def score_files(
    items_file: Path, responses_file: Path, *, prior_mean: float = 0.0, prior_sd: float = 1.0
) -> ScoredResponses:
    """Score the responses by the items; the columns of the responses may be any of the items, in any order.

    Raises UserError for files that are wrong, responses their items cannot have, items that are not in the
    items file, and a prior outside PRIOR_MEANS and PRIOR_SDS.
    """
    _check_prior(prior_mean, prior_sd)
    known = {item.item: item for item in read_item_parameters(items_file)}
    table = read_responses(responses_file, known)
    items = _items_of(table, known, items_file.name)
    _refuse_impossible(table, items)
    scores = score(table.responses, items, prior_mean, prior_sd)
    return ScoredResponses(
        persons=table.persons,
        items=items,
        scores=scores,
        lz=standardised_likelihood(table.responses, items, scores.eap),
        lz_cut=simulated_cut(items, prior_mean=prior_mean, prior_sd=prior_sd),
        alpha=alpha(table.responses),
        marginal_reliability=marginal_reliability(items, prior_mean, prior_sd),
        empirical_reliability=empirical_reliability(scores.eap, scores.eap_se),
    )


def plain_persons(scored: ScoredResponses) -> list[Plain]:
    """A JSON object for each person: `person` and FIGURES, null where not finite; percent is 0 to 100."""
    columns = [plain_numbers(scored.figures(name)) for name in FIGURES]
    return [
        {"person": person, **dict(zip(FIGURES, row, strict=True))}
        for person, *row in zip(scored.persons, *columns, strict=True)
    ]


def plain_summary(scored: ScoredResponses) -> Plain:
    """What holds for all persons: the cut of l_z and the reliabilities."""
    cut, of_sums, marginal, empirical = plain_numbers(
        np.array([scored.lz_cut, scored.alpha, scored.marginal_reliability, scored.empirical_reliability])
    )
    return {
        "lz_cut": cut,
        "alpha": of_sums,
        "marginal_reliability": marginal,
        "empirical_reliability": empirical,
    }


def plain_numbers(values: Array) -> list[float | None]:
    """Numbers for JSON, which knows no NaN and no infinity: None stands for them."""
    numbers: list[float] = values.tolist()
    finite: list[bool] = np.isfinite(values).tolist()
    return [value if is_finite else None for value, is_finite in zip(numbers, finite, strict=True)]


def _check_prior(mean: float, sd: float) -> None:
    for value, (low, high), name in ((mean, PRIOR_MEANS, "--prior-mean"), (sd, PRIOR_SDS, "--prior-sd")):
        if not low <= value <= high:
            raise UserError(
                _("“{typed}” is not possible for {name}.", typed=f"{value:g}", name=name),
                _("Write a number from {low} to {high}, in standard deviations of ability.",
                  low=number(low, 0 if low == int(low) else 2), high=number(high)),
            )  # fmt: skip


def _items_of(
    table: ResponseTable, known: dict[str, ItemParameters], items_file: str
) -> tuple[ItemParameters, ...]:
    if strangers := [name for name in table.items if name not in known]:
        raise UserError(
            _("Column “{column}” of “{name}” is no item of “{items}”.", column=strangers[0],
              name=table.file_name, items=items_file),
            _("Name the columns as the items are named, and take columns that are no items out."),
        )  # fmt: skip
    return tuple(known[name] for name in table.items)


def _refuse_impossible(table: ResponseTable, items: Sequence[ItemParameters]) -> None:
    found = first_impossible(table.responses, items)
    if found is None:
        return
    row, column = found
    raise UserError(
        _("Line {line}, column “{column}” of “{name}”: “{entry}” is not possible, {why}.",
          line=number(int(table.lines[row])), column=table.items[column], name=table.file_name,
          entry=f"{table.responses[row, column]:g}",
          why=_("responses to this item go from 0 to {highest}", highest=number(items[column].top))),
        _("Correct the cell, or the model and the steps of the item in the items file."),
    )  # fmt: skip
