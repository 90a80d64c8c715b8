"""What is asked of pay data: which figures, in what unit, and along which axis."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

from smmhire.pay.observation import Basis, Engagement, Period
from smmhire.role.titles import Level

TitleRule = Literal["smm", "any"]
Axis = Literal["experience", "level", "title", "country", "city", "engagement", "source", "year", "quarter"]
AXES: tuple[Axis, ...] = (
    "experience", "level", "title", "country", "city", "engagement", "source", "year", "quarter"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BenchmarkQuery:
    """What is asked for; None or () means 'whatever the data has'.

    titles: 'smm' for the title rules, 'any' for every figure even without a title, or the exact titles
        wanted; `excluded_titles` are left out by the user.
        Titles are compared without case and outer spaces. levels: those the rules read in the titles.
    experience: years (from, to), to None: 'or more'. A figure fits whose own band lies within.
    observed_from, observed_to: the days the figures are of. Undated ones are then left out and counted.
    basis: never mixes; with None the cells take the basis that most of the figures have, and the others are
        left out and counted. convert_basis: instead of leaving them out, turn them by a stated assumption
        (`net_share` of gross, of the user, or the country's own of `amounts.NET_SHARES`).
    convert_currency: figures in other currencies count too, each at the rate of its own date.
    age_to: old figures are brought to this day by the index `age_by`.
    by: one more cell for each group along this axis.
    stale_after_months: data older than this at `as_of` is said to be stale.
    """

    currency: str
    period: Period
    titles: TitleRule | tuple[str, ...] = "smm"
    excluded_titles: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    country: str | None = None
    city: str | None = None
    experience: tuple[float, float | None] | None = None
    engagement: Engagement | None = None
    observed_from: date | None = None
    observed_to: date | None = None
    basis: Basis | None = None
    convert_basis: bool = False
    net_share: float | None = None
    convert_currency: bool = False
    age_to: date | None = None
    age_by: str | None = None
    by: Axis | None = None
    source_ids: tuple[UUID, ...] | None = None
    stale_after_months: int = 24
    as_of: date = field(default_factory=date.today)


def folded(text: str) -> str:
    """`text` as titles and cities are compared: without case, and with one space between words."""
    return " ".join(text.casefold().split())
