"""From a table to pay figures: a dry run that shows what was understood and what was not.

Nothing is stored here. The dry run gives everything a person needs to accept or refuse the import.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from smmhire.errors import UserError
from smmhire.exchange.column_mapping import check_headings
from smmhire.exchange.countries import country_code
from smmhire.exchange.pay_mapping import ColumnMapping
from smmhire.exchange.pay_problems import Problems
from smmhire.exchange.pay_words import basis_code, date_of, engagement_code, period_code
from smmhire.exchange.tabular import Table
from smmhire.pay.columns import PayColumns
from smmhire.pay.observation import PayObservation, PaySource
from smmhire.pay.reference import NEAREST_OCCUPATIONS, ReferencePay
from smmhire.texts import _

PREVIEW_ROWS = 20

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class DryRun:
    """What an import would do.

    `figures` would be stored; of published wages (a mapping of kind 'reference') it is `wages` instead, and
    there are no figures. `problems` are in the order of the rows; `counts` is their number by code.
    `duplicates`: rows dropped because they equal an earlier row.
    """

    figures: PayColumns
    problems: Problems
    duplicates: int
    row_count: int
    wages: tuple[ReferencePay, ...] = ()

    @property
    def source(self) -> PaySource:
        """The source as it would be stored."""
        return self.figures.sources[0]

    @property
    def understood(self) -> int:
        """How many rows would become figures, or published wages."""
        return len(self.figures) + len(self.wages)

    @property
    def nearest_wages(self) -> tuple[ReferencePay, ...]:
        """Of published wages the first 20 of the occupations nearest to SMM, or of all where none is."""
        near = [one for one in self.wages if one.code in NEAREST_OCCUPATIONS]
        return tuple((near or self.wages)[:PREVIEW_ROWS])

    @property
    def preview(self) -> tuple[PayObservation, ...]:
        """The first 20 figures."""
        return tuple(self.figures.observation(at) for at in range(min(PREVIEW_ROWS, len(self.figures))))

    @property
    def counts(self) -> Mapping[str, int]:
        """How many problems there are of each code, the most frequent first."""
        return self.problems.counts

    @property
    def left_out(self) -> int:
        """How many rows would not become figures, duplicates not counted."""
        return self.row_count - self.duplicates - self.understood


def dry_run(
    table: Table,
    mapping: ColumnMapping,
    source: PaySource,
    *,
    progress: Progress = lambda _share: None,
) -> DryRun:
    """What importing `table` by `mapping` into `source` would give.

    The source of the figures is `source` with what the mapping says of its rows, and their number.
    `progress` is called with a share of 0 to 1 between the steps, and may raise to end the work.
    Raises UserError where the mapping names columns the table does not have, or no pay column.
    """
    from smmhire.exchange.pay_reading import read
    from smmhire.exchange.wage_import import read_wages

    _check(table, mapping)
    source = replace(
        source,
        each_row_is_a_contributor=mapping.each_row_is_a_contributor,
        assumptions=mapping.assumptions,
        sheet=table.sheet,
    )
    if mapping.kind == "reference":
        wages, problems, duplicates = read_wages(table, mapping, source)
        none = PayColumns.of([], [replace(source, row_count=len(wages))])
        return DryRun(none, problems, duplicates, table.row_count, wages)
    figures, problems, duplicates = read(table, mapping, source, progress)
    counted = replace(source, row_count=len(figures))
    return DryRun(replace(figures, sources=(counted,)), problems, duplicates, table.row_count)


def _check(table: Table, mapping: ColumnMapping) -> None:
    check_headings(table, mapping.columns)
    if mapping.kind == "reference":
        return
    if not {"amount", "low", "high"} & set(mapping.columns):
        raise UserError(
            _("No column is said to hold the pay."), _("Say which column holds the pay, then try again.")
        )
    for name, value in mapping.fixed.items():
        read = _FIXED.get(name)
        if read is not None and read(value) is None:
            raise UserError(
                _("The mapping says “{value}” in the field “{field}” of every row.", value=value, field=name),
                _("Nothing of that name is known: correct the mapping, or leave that field open."),
            )


def _currency(fixed: str) -> str | None:
    """Any code of ISO 4217, also one of which no words are known."""
    return fixed if re.fullmatch("[A-Z]{3}", fixed) else None


# How the fixed values that are codes are read; the others are free texts.
_FIXED: dict[str, Callable[[str], object]] = {
    "currency": _currency,
    "period": period_code,
    "basis": basis_code,
    "engagement": engagement_code,
    "country": country_code,
    "observed_on": date_of,
}
