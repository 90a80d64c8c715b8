"""Items as those who write and choose them look at them: what there is, what is wrong, what they measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smmhire.errors import UserError
from smmhire.services.common import utc_now
from smmhire.texts import _, number

if TYPE_CHECKING:
    from smmhire.assessment.blueprint import CompetencyCounts
    from smmhire.assessment.item_review import ItemFinding
    from smmhire.assessment.items import Item
    from smmhire.assessment.simulation import FormPrecision

MOST_TAKERS = 100_000  # more take minutes and gigabytes, and change the third place


@dataclass(frozen=True, slots=True)
class CheckedItems:
    """The items of the bank or of a file, their counts by competency, and what an editor would say."""

    items: tuple[Item, ...]
    counts: tuple[CompetencyCounts, ...]
    findings: tuple[ItemFinding, ...]


def load(path: Path | None = None) -> tuple[Item, ...]:
    """The items of a file, or of a folder's .yaml files; None: the shipped bank.

    Raises UserError, naming file, line, item and field, where an item is incomplete.
    """
    from smmhire.content import load_items, load_items_from

    return load_items() if path is None else load_items_from(path)


def check(path: Path | None = None, *, today: date | None = None) -> CheckedItems:
    """Read the items and review them: the shipped bank also by its blueprint and its sources.

    Own items may cite what they like. Raises UserError as `load`.
    """
    from smmhire.assessment.blueprint import count, review_blueprint
    from smmhire.assessment.item_review import review_items
    from smmhire.content import load_references, load_role

    items = load(path)
    role = load_role()
    names = [competency.id for competency in role.competencies]
    is_bank = path is None
    sources = {fact.id for fact in role.facts} | set(load_references()) if is_bank else None
    findings = review_items(items, sources=sources, today=today or utc_now().date())
    if is_bank:
        findings = (*findings, *review_blueprint(items, names))
    counts = count(items, names)
    return CheckedItems(items, counts if is_bank else tuple(c for c in counts if c.total), findings)


def described(finding: ItemFinding) -> str:
    """A finding in words, in the current language."""
    from smmhire.assessment.item_review_texts import describe
    from smmhire.content import load_role

    return describe(finding, load_role())


def simulate(
    items: Sequence[Item],
    *,
    per_competency: int = 10,
    takers: int = 2000,
    seed: int = 1,
    difficulty_error: float = 0.0,
) -> FormPrecision:
    """What a form of `per_competency` scored items each, drawn from the items, would measure.

    difficulty_error: SD of the true difficulties around the authors'. Raises UserError where the figures
    make no simulation.
    """
    from smmhire.assessment.forms import draw
    from smmhire.assessment.simulation import simulate as run
    from smmhire.content import load_role

    if not 2 <= takers <= MOST_TAKERS:
        raise UserError(
            _("{n} takers cannot be simulated.", n=number(takers)),
            _("Ask for 2 to {most}.", most=number(MOST_TAKERS)),
        )
    if per_competency < 1 or not 0.0 <= difficulty_error <= 4.0:
        raise UserError(
            _("These figures make no form."),
            _("Ask for at least 1 question a competency, and an error of the difficulties of 0 to 4."),
        )
    form = draw(items, [competency.id for competency in load_role().competencies], per_competency, seed)
    if not any(item.is_scored for item in form):
        raise UserError(
            _("There is no scored question among these items."), _("Self-ratings alone measure nothing.")
        )
    return run(form, takers=takers, seed=seed, difficulty_error=difficulty_error)


def citation(source: str) -> str:
    """What a question cites under this key, as a reader wants it: the fact itself, or the work; else the
    key."""
    from smmhire.content import load_references, load_role
    from smmhire.texts import say

    reference = load_references().get(source)
    if reference is not None:
        return reference
    fact = next((fact for fact in load_role().facts if fact.id == source), None)
    return source if fact is None else f"{source}: {say(fact.text)}"
