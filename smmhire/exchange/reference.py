"""The built-in reference: wages of the US Bureau of Labor Statistics (OEWS) nearest to SMM.

`resources/market/oews.csv` holds national figures of May 2021, 2023 and 2025 and state figures of May 2025
for five occupations. '#' is top-coded, '*' not released.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import lru_cache

from smmhire.pay.reference import PERCENTILES, ReferenceFigure, ReferencePay, Wages
from smmhire.settings import RESOURCES
from smmhire.texts import N_

OEWS_FILE = RESOURCES / "market" / "oews.csv"
SOURCE = N_("US Bureau of Labor Statistics, Occupational Employment and Wage Statistics (OEWS)")
LICENCE_NOTE = N_("Work of the US federal government: free to use; credit is given.")
# year -> the wage (hour, year) in dollars that '#' says is reached or passed; from the publisher's notes.
TOP_CODES: dict[int, tuple[float, float]] = {
    2021: (100.0, 208_000.0),
    2023: (115.0, 239_200.0),
    2025: (115.0, 239_200.0),
}


@lru_cache(maxsize=1)
def oews() -> tuple[ReferencePay, ...]:
    """All figures, in the order of the file: by year, the country first, then the states by name.

    `source` and `licence_note` are English message ids: show them through `texts._`.
    """
    with OEWS_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_reference(row) for row in csv.DictReader(file))


def oews_for(code: str, area: str = "US", year: int | None = None) -> ReferencePay | None:
    """The figures of one occupation in one area, of `year` or of the newest; None where there are none."""
    found = [
        reference
        for reference in oews()
        if reference.code == code and reference.area == area and year in (None, reference.year)
    ]
    return max(found, key=lambda reference: reference.year, default=None)


def _reference(row: dict[str, str]) -> ReferencePay:
    year = int(row["year"])
    top_hour, top_year = TOP_CODES[year]
    employment = row["employment"]
    return ReferencePay(
        code=row["occ_code"],
        title=row["occ_title"],
        area=row["area"],
        area_name=row["area_name"],
        year=year,
        observed_on=date(year, 5, 1),
        employment=int(employment) if employment.isdigit() else None,
        currency="USD",
        annual=_wages(row, "a", top_year),
        hourly=_wages(row, "h", top_hour),
        source=SOURCE,
        licence_note=LICENCE_NOTE,
    )


def _wages(row: dict[str, str], prefix: str, top: float) -> Wages:
    mean, p10, p25, p50, p75, p90 = (_figure(row[f"{prefix}_{name}"], top) for name in ("mean", *PERCENTILES))
    return Wages(mean, p10, p25, p50, p75, p90)


def _figure(text: str, top: float) -> ReferenceFigure:
    if text == "#":
        return ReferenceFigure(top, is_top_coded=True)
    return ReferenceFigure(None if text == "*" else float(text))
