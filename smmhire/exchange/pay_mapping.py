"""Which column of a table is what: guessed from headings and cells, chosen by the user, or kept in a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from smmhire.errors import UserError
from smmhire.exchange.column_mapping import (
    are_texts,
    how_to_map,
    is_texts_by_name,
    mapping_content,
    mapping_text,
    no_mapping,
    read_mapping_file,
    with_column,
)
from smmhire.exchange.tabular import Table
from smmhire.pay.observation import SOURCE_KINDS, SourceKind
from smmhire.role.titles import match_title
from smmhire.settings import RESOURCES
from smmhire.texts import _

PRESETS = RESOURCES / "market" / "presets"

# What a column can be. `other_currency` is the free text beside a choice 'Other'; `row_key` names a row.
FIELDS = (
    "amount",
    "low",
    "high",
    "currency",
    "other_currency",
    "period",
    "basis",
    "bonus",
    "engagement",
    "country",
    "city",
    "title",
    "experience",
    "contributor",
    "observed_on",
    "row_key",
)
# What can hold for every row of a file.
FIXED_FIELDS = ("currency", "period", "basis", "engagement", "country", "city", "title", "observed_on")
# What a column of published wages (kind 'reference') can be: they have percentiles instead of pay.
WAGE_NAMES = ("mean", "p10", "p25", "p50", "p75", "p90")
WAGE_FIELDS = (
    "code",
    "title",
    "area",
    "area_name",
    "employment",
    "observed_on",
    *(f"{period}_{name}" for period in ("annual", "hourly") for name in WAGE_NAMES),
)
WAGE_FIXED_FIELDS = ("currency", "observed_on", "area", "area_name")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which heading feeds which field, and what holds for every row where no column says it.

    `columns`: field of `FIELDS` -> heading. `fixed`: field of `FIXED_FIELDS` -> code (ISO currency, period,
    basis, E-W id, ISO country, ISO date) or text. `each_row_is_a_contributor`: true for surveys, where each
    row is one person's answer. `decimal` is the mark of fractions, '.' or ','; None: told by the cells.
    `assumptions` are stated to the reader of a report. Of published wages (kind 'reference') the fields are
    WAGE_FIELDS and WAGE_FIXED_FIELDS. Raises ValueError for unknown fields or kinds.
    """

    name: str
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    fixed: Mapping[str, str] = field(default_factory=dict[str, str])
    each_row_is_a_contributor: bool = False
    decimal: str | None = None
    kind: SourceKind = "survey"
    source_name: str = ""
    licence_note: str = ""
    credit: str = ""
    assumptions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        is_wages = self.kind == "reference"
        fields, fixed = (WAGE_FIELDS, WAGE_FIXED_FIELDS) if is_wages else (FIELDS, FIXED_FIELDS)
        unknown = (set(self.columns) - set(fields)) | (set(self.fixed) - set(fixed))
        if unknown:
            raise ValueError(f"a mapping has no fields {sorted(unknown)}")
        if self.kind not in SOURCE_KINDS or self.decimal not in (None, ".", ","):
            raise ValueError(f"kind {self.kind!r} or decimal {self.decimal!r} is unknown")

    def to_json(self) -> str:
        """The mapping as a small file to keep or share."""
        return mapping_text(asdict(self))

    def reading(self, sheet: str | None) -> str:
        """What decides how a table is read, as JSON text: the same file and reading give the same figures.

        Names, licence and credit are not in it: another name for the source makes no other figures. `sheet`
        is that of a workbook.
        """
        decisive = {
            "sheet": sheet,
            "columns": dict(self.columns),
            "fixed": dict(self.fixed),
            "each_row_is_a_contributor": self.each_row_is_a_contributor,
            "decimal": self.decimal,
        }
        return json.dumps(decisive, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> ColumnMapping:
        """The mapping in `text`. Raises UserError for anything else."""
        try:
            fields = mapping_content(text)
            _check_kinds(fields)
            _check_fields(fields)
            fields["assumptions"] = tuple(fields.get("assumptions", ()))
            return cls(**fields)
        except (ValueError, TypeError, RecursionError) as failed:  # the last: brackets without end
            raise no_mapping() from failed

    def with_column(self, name: str, heading: str | None) -> ColumnMapping:
        """The mapping with `heading` feeding the field `name`, or nothing feeding it."""
        return replace(self, columns=with_column(self.columns, name, heading))


def _check_kinds(fields: Mapping[str, object]) -> None:
    """Raises ValueError where a field of a mapping file is not of its kind."""
    for name, value in fields.items():
        match name:
            case "columns" | "fixed":
                is_fine = is_texts_by_name(value)
            case "assumptions":
                is_fine = isinstance(value, list) and are_texts(cast("list[object]", value))
            case "each_row_is_a_contributor":
                is_fine = isinstance(value, bool)
            case "decimal":
                is_fine = value is None or isinstance(value, str)
            case _:
                is_fine = isinstance(value, str)
        if not is_fine:
            raise ValueError(f"{name}: {value!r}")


def _check_fields(fields: Mapping[str, Any]) -> None:
    """Raises UserError where a mapping file feeds a field that pay does not have."""
    is_wages = fields.get("kind") == "reference"
    columns, fixed = (WAGE_FIELDS, WAGE_FIXED_FIELDS) if is_wages else (FIELDS, FIXED_FIELDS)
    for name, known in (("columns", columns), ("fixed", fixed)):
        for field_name in fields.get(name, ()):
            if field_name not in known:
                raise UserError(
                    _("The mapping feeds the field “{field}”, which pay data do not have.", field=field_name),
                    how_to_map(),
                )


def preset_names() -> tuple[str, ...]:
    """The presets that ship with the program."""
    return tuple(sorted(path.stem for path in PRESETS.glob("*.json")))


def preset(name: str) -> ColumnMapping:
    """The preset `name`. Raises UserError when there is none."""
    if name not in preset_names():
        raise UserError(
            _("There is no preset “{name}”.", name=name),
            _("The presets are: {names}.", names=", ".join(preset_names())),
        )
    return load_mapping(PRESETS / f"{name}.json")


def load_mapping(path: Path) -> ColumnMapping:
    """The mapping in a file. Raises UserError for a file that cannot be read as one."""
    return ColumnMapping.from_json(read_mapping_file(path))


def guess_mapping(table: Table) -> ColumnMapping:
    """What the headings and cells of `table` make likely. A field left out could not be told."""
    from smmhire.exchange.pay_guess import guess_columns

    columns, fixed, is_survey = guess_columns(table)
    return ColumnMapping(
        name=Path(table.file_name).stem,
        columns=columns,
        fixed=fixed,
        each_row_is_a_contributor=is_survey and "contributor" not in columns,
        kind="survey" if is_survey else "postings",
        source_name=Path(table.file_name).stem,
    )


def looks_like_smm(table: Table, mapping: ColumnMapping) -> int:
    """How many rows carry a title that the SMM rules take; 0 where no column holds titles."""
    heading = mapping.columns.get("title")
    if heading is None or heading not in table.headings:
        return 0
    return sum(match_title(cell).is_smm for cell in table.column(heading) if cell)
