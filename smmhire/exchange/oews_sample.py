"""A pay file to try the importer on where the user has none: published percentile wages of the states.

The rows are official statistics and say so; nobody's pay is made up. They have the headings of the
publisher's own files and are imported with the preset 'oews-sample' like any of those: as published wages.
"""

from __future__ import annotations

import csv
from pathlib import Path

from smmhire.errors import UserError
from smmhire.exchange.reference import oews
from smmhire.pay.reference import NEAREST_OCCUPATIONS, ReferenceFigure, ReferencePay, Wages
from smmhire.texts import _

PRESET = "oews-sample"
_NAMES = ("MEAN", "PCT10", "PCT25", "MEDIAN", "PCT75", "PCT90")
HEADINGS = (
    "PRIM_STATE", "AREA_TITLE", "OCC_CODE", "OCC_TITLE", "TOT_EMP",
    *(f"{period}_{name}" for period in "HA" for name in _NAMES),
    "DATE",
)  # fmt: skip


def write_sample_csv(path: Path) -> int:
    """Writes the newest state figures of the occupations nearest to SMM to `path`; gives the row count.

    A row is one occupation in one state; '#' is top-coded, '*' not released. The same file is written each
    time. Raises UserError where it cannot be written.
    """
    newest = max(reference.year for reference in oews())
    rows = [
        _row(reference)
        for reference in oews()
        if reference.year == newest and reference.area != "US" and reference.code in NEAREST_OCCUPATIONS
    ]
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(HEADINGS)
            writer.writerows(rows)
    except OSError as failed:
        raise UserError(
            _("“{name}” could not be written.", name=path.name),
            _("Choose another folder, or make room on the disk."),
        ) from failed
    return len(rows)


def _row(one: ReferencePay) -> tuple[str, ...]:
    employment = "**" if one.employment is None else str(one.employment)
    figures = [
        _written(figure, decimals)
        for wages, decimals in ((one.hourly, 2), (one.annual, 0))
        for figure in _in_order(wages)
    ]
    return (one.area, one.area_name, one.code, one.title, employment, *figures, one.observed_on.isoformat())


def _in_order(wages: Wages) -> tuple[ReferenceFigure, ...]:
    return (wages.mean, *wages.percentiles)


def _written(figure: ReferenceFigure, decimals: int) -> str:
    if figure.value is None:
        return "*"
    return "#" if figure.is_top_coded else f"{figure.value:.{decimals}f}"
