"""A pay file to try the importer on where the user has none: published percentile wages, one a row.

The rows are official statistics and say so; nobody's pay is made up. They are imported with the preset
'oews-sample' like any other file.
"""

from __future__ import annotations

import csv
from pathlib import Path

from smmhire.errors import UserError
from smmhire.exchange.reference import oews
from smmhire.pay.reference import NEAREST_OCCUPATIONS, PERCENTILES
from smmhire.texts import _

PRESET = "oews-sample"
HEADINGS = (
    "Record", "Occupation code", "Job title", "Area", "Percentile", "Annual wage", "Currency",
    "Country", "Date",
)  # fmt: skip
RECORD = "OEWS percentile wage"


def write_sample_csv(path: Path) -> int:
    """Writes the newest state figures of the occupations nearest to SMM to `path`; gives the row count.

    A row is one occupation in one state at one percentile, in dollars a year. Percentiles that are
    top-coded or not released have no row. The same file is written each time. Raises UserError where it
    cannot be written.
    """
    newest = max(reference.year for reference in oews())
    rows = [
        (
            RECORD,
            reference.code,
            reference.title,
            reference.area_name,
            name.upper(),
            f"{figure.value:.0f}",
            reference.currency,
            "United States",
            reference.observed_on.isoformat(),
        )
        for reference in oews()
        if reference.year == newest and reference.area != "US" and reference.code in NEAREST_OCCUPATIONS
        for name, figure in zip(PERCENTILES, reference.annual.percentiles, strict=True)
        if figure.value is not None and not figure.is_top_coded
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
