"""Official pay statistics, shipped or imported: percentiles that someone else has published.

They are shown beside the user's data, never mixed into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# No occupation code is SMM itself. Nearest are 27-3031 (public relations specialists) and 13-1161 (market
# research analysts and marketing specialists).
NEAREST_OCCUPATIONS = ("27-3031", "13-1161")
ALL_OCCUPATIONS = "00-0000"
PERCENTILES = ("p10", "p25", "p50", "p75", "p90")


@dataclass(frozen=True, slots=True)
class ReferenceFigure:
    """One published figure.

    `value` in currency per period; with `is_top_coded` the publisher says only 'this much or more' ('#');
    None where nothing is published ('*').
    """

    value: float | None
    is_top_coded: bool = False


@dataclass(frozen=True, slots=True)
class Wages:
    """The published figures for one period."""

    mean: ReferenceFigure
    p10: ReferenceFigure
    p25: ReferenceFigure
    p50: ReferenceFigure
    p75: ReferenceFigure
    p90: ReferenceFigure

    @property
    def percentiles(self) -> tuple[ReferenceFigure, ...]:
        """P10, P25, P50, P75, P90."""
        return (self.p10, self.p25, self.p50, self.p75, self.p90)


@dataclass(frozen=True, slots=True)
class ReferencePay:
    """Published gross wages of one occupation in one area.

    `code` is of the Standard Occupational Classification. `area` is 'US' or a postal code such as 'NY'.
    `observed_on` is the month the figures are of. `employment` is None where it is not published.
    """

    code: str
    title: str
    area: str
    area_name: str
    year: int
    observed_on: date
    employment: int | None
    currency: str
    annual: Wages
    hourly: Wages
    source: str
    licence_note: str


def between(amount: float, wages: Wages) -> tuple[str | None, str | None]:
    """The published percentiles below (or at) and above `amount`, such as 'p25' and 'p50'; None at an end.

    What is not published, or is so much or more, ends no interval from above.
    """
    known = [
        (name, figure)
        for name, figure in zip(PERCENTILES, wages.percentiles, strict=True)
        if figure.value is not None
    ]
    below = [name for name, figure in known if (figure.value or 0) <= amount and not figure.is_top_coded]
    above = [name for name, figure in known if (figure.value or 0) > amount]
    return below[-1] if below else None, above[0] if above else None
