"""Which column of a table is what: guessed from headings and cells, chosen by the user, or kept in a file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import cast

from smmhire.errors import UserError
from smmhire.exchange.column_mapping import (
    Guessing,
    are_texts,
    is_texts_by_name,
    mapping_content,
    mapping_text,
    no_mapping,
    read_mapping_file,
    with_column,
)
from smmhire.exchange.pay_words import basis_code, currency_code, date_of, engagement_code, period_code
from smmhire.exchange.tabular import Table
from smmhire.pay.money import Money, parse_money
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


# field -> patterns of headings, best first. Headings are compared in lower case.
_HEADINGS: dict[str, tuple[str, ...]] = {
    "row_key": (r"^(?:uid|uuid|row id|response id|record id|id)$",),
    "bonus": (r"\bbonus|additional .*compensation|premium|преми|бонус|বোনাস|ভাতা",),
    "low": (
        r"(?:salary|pay|wage|stipend|rate|compensation|зарплата|вилка|বেতন).*\b(?:from|min|low)|\b(?:min|low|from)"
        r"[_ ]?(?:salary|pay|wage)|зарплата от|^от$|সর্বনিম্ন",
    ),
    "high": (
        r"(?:salary|pay|wage|stipend|rate|compensation|зарплата|вилка|বেতন).*\b(?:to|max|high)\b|\b(?:max|high)"
        r"[_ ]?(?:salary|pay|wage)|зарплата до|^до$|সর্বোচ্চ",
    ),
    "amount": (
        r"annual salary|monthly salary|hourly[_ ]?rate",
        r"salary|зарплат|заработн|вознагражден|বেতন|পারিশ্রমিক|মজুরি",
        r"\bpay\b|wage|stipend|compensation|\brate\b|оклад|доход|আয়|\bamount|сумма|টাকার পরিমাণ|earning",
    ),
    "other_currency": (r"other.*currency|currency.*other|друг\w+ валют|অন্য মুদ্রা",),
    "currency": (r"^(?:currency|валюта|মুদ্রা)$", r"currency|валют|মুদ্রা"),
    "period": (
        r"^(?:period|per|pay period|unit of pay|период|মেয়াদ|সময়কাল)$",
        r"pay.*(?:period|unit|frequency)",
    ),
    "basis": (r"gross.*net|before.*tax|\bbasis\b|до вычета|на руки|করের আগে|gross",),
    "engagement": (
        r"engagement|employment type|job type|contract type|тип занятости|занятость|কাজের ধরন|নিয়োগের ধরন",
    ),
    "title": (
        r"^(?:job )?title$|job title|vacancy name|position|название вакансии|должность|পদবি|পদের নাম",
        r"\brole\b|occupation|вакансия|profession|профессия|পদ$|শিরোনাম|\btitle\b",
    ),
    "experience": (r"experience.*(?:in your|field)", r"experience|опыт|стаж|অভিজ্ঞতা"),
    "country": (r"country|страна|দেশ",),
    "city": (r"\bcity\b|\btown\b|город|শহর", r"location|место|регион|স্থান|জেলা"),
    "contributor": (
        r"company|employer|client.*(?:uid|id|name)|организац|компания|работодатель|প্রতিষ্ঠান|নিয়োগকর্তা",
    ),
    "observed_on": (r"timestamp|published|posted|\bdate\b|created|дата|তারিখ", r"year|год|বছর"),
}  # fmt: skip
# A heading that matches one of these is not what the pattern above takes it for.
_NOT_HEADINGS: dict[str, str] = {
    "amount": r"additional|bonus|currency|context|experience|period|basis|бонус|валют|বোনাস|মুদ্রা",
    "currency": r"\bother\b|amount|salary|друг|অন্য",
    "title": r"context|clarify|additional",
    "experience": r"context",
    "country": r"\bif\b",
    "engagement": r"rate|user|social",
    "observed_on": r"how many|experience|old|birth",
    "contributor": r"size|feedback|reviews|spent|status|country",
}
_SURVEY = re.compile(r"timestamp|gender|age\b|how old|education level|пол\b|возраст|লিঙ্গ|বয়স", re.I)


def guess_mapping(table: Table) -> ColumnMapping:
    """What the headings and cells of `table` make likely. A field left out could not be told."""
    columns = _GUESSING.columns(table)
    fixed = _fixed(table, columns)
    is_survey = sum(bool(_SURVEY.search(heading)) for heading in table.headings) >= 2
    return ColumnMapping(
        name=Path(table.file_name).stem,
        columns=columns,
        fixed=fixed,
        each_row_is_a_contributor=is_survey and "contributor" not in columns,
        kind="survey" if is_survey else "postings",
        source_name=Path(table.file_name).stem,
    )


def _is_money(cell: str) -> bool:
    return isinstance(parse_money(cell), Money)


def _is_currency(cell: str) -> bool:
    # A choice of several ('AUD/NZD') or 'Other' stands in a column of currencies too.
    return currency_code(cell) is not None or "/" in cell or cell.casefold() == "other"


# field -> whether a cell can be it; fields of free text have no test.
_TESTS: dict[str, Callable[[str], bool]] = {
    "amount": _is_money,
    "low": _is_money,
    "high": _is_money,
    "bonus": lambda cell: any(c.isdigit() for c in cell),
    "currency": _is_currency,
    "period": lambda cell: period_code(cell) is not None,
    "basis": lambda cell: basis_code(cell) is not None,
    "engagement": lambda cell: engagement_code(cell) is not None,
    "observed_on": lambda cell: date_of(cell) is not None,
}


_GUESSING = Guessing(_HEADINGS, _NOT_HEADINGS, _TESTS, ("other_currency", "bonus", "low", "high"))


def _fixed(table: Table, columns: dict[str, str]) -> dict[str, str]:
    """What the pay column's heading says of all rows: its period, currency and basis."""
    heading = columns.get("amount") or columns.get("low") or columns.get("high")
    if heading is None:
        return {}
    words = re.sub(r"[_(),.?:;/]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading))
    fixed: dict[str, str] = {}
    for name, read in (("period", period_code), ("currency", currency_code), ("basis", basis_code)):
        if name in columns:
            continue
        found = next((code for word in words.split() if (code := read(word)) is not None), None)
        if found is not None:
            fixed[name] = found
    return fixed


def looks_like_smm(table: Table, mapping: ColumnMapping) -> int:
    """How many rows carry a title that the SMM rules take; 0 where no column holds titles."""
    heading = mapping.columns.get("title")
    if heading is None or heading not in table.headings:
        return 0
    return sum(match_title(cell).is_smm for cell in table.column(heading) if cell)
