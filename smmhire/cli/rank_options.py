"""What the options of `rank` mean: levels and weights by competency, and a decision."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from smmhire.errors import UserError
from smmhire.texts import _, latin_digits, number

if TYPE_CHECKING:
    from smmhire.services.impact import Question


def competency_values(
    typed: Iterable[str] | None, known: Sequence[str], lowest: int, highest: int
) -> dict[str, int]:
    """'content=4' as {'content': 4}. Raises UserError for another competency than those in `known`, or a
    number outside the bounds."""
    values: dict[str, int] = {}
    for one in typed or ():
        name, _sign, value = one.partition("=")
        competency_names([name], known)
        digits = latin_digits(value.strip())
        if not re.fullmatch(r"\d{1,2}", digits) or not lowest <= int(digits) <= highest:
            raise UserError(
                _(
                    "“{value}” is no whole number from {low} to {high}.",
                    value=value.strip(),
                    low=number(lowest),
                    high=number(highest),
                ),
                _("Write, for example, {example}.", example=f"{name.strip()}={highest}"),
            )
        values[name.strip()] = int(digits)
    return values


def competency_names(typed: Iterable[str] | None, known: Sequence[str]) -> list[str]:
    """The names, which have to be among `known`. Raises UserError where one is not."""
    names = [one.strip() for one in typed or ()]
    for name in names:
        if name not in known:
            raise UserError(
                _("The vacancy does not ask for “{name}”.", name=name),
                _("Possible are: {names}.", names=", ".join(known)),
            )
    return names


def question(typed: str) -> Question:
    """'gate', 'top:3' or 'stage:offer'. Raises UserError for anything else."""
    from smmhire.candidates.stages import Stage
    from smmhire.services.impact import DecisionAsked, Question

    kind, _sign, detail = typed.strip().partition(":")
    digits = latin_digits(detail)
    if kind == "gate" and not detail:
        return Question(DecisionAsked.GATE)
    if kind == "top" and re.fullmatch(r"[1-9]\d{0,6}", digits):
        return Question(DecisionAsked.TOP, top=int(digits))
    if kind == "stage" and detail in {stage.value for stage in Stage}:
        return Question(DecisionAsked.STAGE, stage=Stage(detail))
    raise UserError(
        _("“{value}” is no decision.", value=typed),
        _(
            "Possible are: {names}.",
            names=", ".join(["gate", "top:3", *(f"stage:{stage.value}" for stage in Stage)]),
        ),
    )
