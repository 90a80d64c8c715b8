"""From a table to people: each row as it is understood, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from smmhire.candidates.incoming import TOLD_EVERY, Incoming
from smmhire.candidates.keys import phone_key, search_key
from smmhire.candidates.tags import read_tags
from smmhire.exchange.candidate_mapping import CandidateMapping, check, is_email
from smmhire.exchange.candidate_words import applied_at, stage_of, years_of
from smmhire.exchange.column_mapping import FIRST_ROW, check_headings
from smmhire.exchange.tabular import Table
from smmhire.texts import N_, _

LONGEST_NAME = 200
LONGEST_FIELD = 20_000  # letters; more is no note but a file

Value = TypeVar("Value")

# code -> (what is wrong, what to do)
PROBLEMS: dict[str, tuple[str, str]] = {
    "no_name": (N_("There is no name."), N_("Write the name into the row, or leave the row out.")),
    "long_name": (N_("“{detail}” is too long for a name."), N_("Check which column holds the name.")),
    "long_field": (N_("The text is too long. It is cut."), N_("Keep it as a file with the candidate.")),
    "no_email": (
        N_("“{detail}” is not an email address. It is left out."),
        N_("Write one address with @, or leave it empty."),
    ),
    "no_phone": (
        N_("“{detail}” is not a telephone number. It is left out."),
        N_("Write at least six digits, or leave it empty."),
    ),
    "no_years": (
        N_("“{detail}” says no years of experience. It is left empty."),
        N_("Write the number of years, such as 2.5."),
    ),
    "no_date": (
        N_("“{detail}” is not a date. The day of the import is taken."),
        N_("Write the date as year-month-day, such as 2026-01-31."),
    ),
    "no_stage": (
        N_("“{detail}” is not a stage that is known. “New” is taken."),
        N_("Write new, invited, tested, interviewed, offer, hired or declined."),
    ),
    "no_vacancy": (
        N_("There is no vacancy “{detail}”. They come in without applying for it."),
        N_("Choose the vacancy for the whole file, or make one of this name first."),
    ),
    "no_application": (
        N_("The stage “{detail}” belongs to no vacancy. It is left out."),
        N_("Choose the vacancy they apply for."),
    ),
    # Of résumés.
    "wrong_kind": (
        N_("“{detail}” holds something else than it must."),
        N_("Get the file again, or mend it."),
    ),
    "wrong_date": (
        N_("“{detail}” is not a date. It does not count for the years of experience."),
        N_("Write 2024-01-31, 2024-01 or 2024."),
    ),
}


@dataclass(frozen=True, slots=True)
class RowIssue:
    """Something in a row that was not understood. `column` is its heading, or the place within a résumé;
    `is_left_out`: the whole row cannot be used."""

    row: int
    column: str
    detail: str
    code: str
    is_left_out: bool = False
    place: str = ""

    @property
    def reason(self) -> str:
        """What is wrong, in the current language."""
        return _(PROBLEMS[self.code][0], detail=self.detail)

    @property
    def what_to_do(self) -> str:
        """The way out, in the current language."""
        return _(PROBLEMS[self.code][1])


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: usable rows, and all that is wrong, row by row. `count`: how many rows there are."""

    rows: tuple[Incoming, ...]
    issues: tuple[RowIssue, ...]
    count: int


def read_people(
    table: Table,
    mapping: CandidateMapping,
    *,
    vacancies: Mapping[str, UUID],
    vacancy_id: UUID | None,
    progress: Callable[[float], None],
) -> Read:
    """The people in `table`. vacancies: by title (`search_key`); vacancy_id: what those apply for whose row
    names none. Raises UserError where the mapping does not fit."""
    check_headings(table, mapping.columns)
    check(mapping)
    reading = _Reading(table, mapping, vacancies, vacancy_id)
    rows: list[Incoming] = []
    for position in range(table.row_count):
        if position % TOLD_EVERY == 0:
            progress(position / table.row_count)
        if (row := reading.person(position)) is not None:
            rows.append(row)
    return Read(tuple(rows), tuple(reading.issues), table.row_count)


class _Reading:
    """Reads rows of one table by one mapping and keeps what is wrong with them."""

    def __init__(
        self, table: Table, mapping: CandidateMapping, vacancies: Mapping[str, UUID], vacancy_id: UUID | None
    ) -> None:
        self._cells = {name: table.column(heading) for name, heading in mapping.columns.items()}
        self._mapping = mapping
        self._vacancies = vacancies
        self._vacancy_id = vacancy_id
        self.issues: list[RowIssue] = []

    def person(self, position: int) -> Incoming | None:
        """The person in the row, None where nobody can be made of it."""
        name = self._name(position)
        if name is None:
            return None
        vacancy_id = self._vacancy(position)
        stage = self._read(position, "stage", "no_stage", stage_of)
        if stage is not None and vacancy_id is None:
            self._note(position, "stage", "no_application")
            stage = None
        day_first = self._mapping.day_first
        return Incoming(
            row=position + FIRST_ROW,
            name=name,
            email=self._read(position, "email", "no_email", lambda cell: cell if is_email(cell) else None)
            or "",
            phone=self._read(position, "phone", "no_phone", lambda cell: cell if phone_key(cell) else None)
            or "",
            experience_years=self._read(position, "experience", "no_years", years_of),
            tags=read_tags(self._text(position, "tags")),
            note=self._text(position, "note"),
            vacancy_id=vacancy_id,
            applied_at=self._read(
                position, "applied_at", "no_date", lambda cell: applied_at(cell, day_first)
            ),
            stage=stage,
        )

    def _name(self, position: int) -> str | None:
        parts = [self._cell(position, name) for name in ("name", "first_name", "last_name")]
        name = parts[0] or " ".join(filter(None, parts[1:]))
        name = " ".join(name.split())
        column = next((n for n in ("name", "first_name", "last_name") if n in self._cells), "name")
        if not any(letter.isalpha() for letter in name):
            self._note(position, column, "no_name", is_left_out=True)
            return None
        if len(name) > LONGEST_NAME:
            self._note(position, column, "long_name", is_left_out=True, detail=f"{name[:60]} …")
            return None
        return name

    def _vacancy(self, position: int) -> UUID | None:
        title = self._cell(position, "vacancy")
        if not title:
            return self._vacancy_id
        found = self._vacancies.get(search_key(title))
        if found is None and self._vacancy_id is None:
            self._note(position, "vacancy", "no_vacancy")
        return found or self._vacancy_id

    def _cell(self, position: int, name: str) -> str:
        cells = self._cells.get(name)
        return (cells[position] or "") if cells is not None else ""

    def _text(self, position: int, name: str) -> str:
        cell = self._cell(position, name)
        if len(cell) > LONGEST_FIELD:
            self._note(position, name, "long_field", detail="")
        return cell[:LONGEST_FIELD]

    def _read(self, position: int, name: str, code: str, read: Callable[[str], Value | None]) -> Value | None:
        cell = self._cell(position, name)
        if not cell:
            return None
        value = read(cell)
        if value is None:
            self._note(position, name, code)
        return value

    def _note(
        self, position: int, name: str, code: str, *, is_left_out: bool = False, detail: str | None = None
    ) -> None:
        cell = self._cell(position, name) if detail is None else detail
        shown = cell if len(cell) <= 80 else f"{cell[:80]} …"
        heading = self._mapping.columns.get(name, "")
        self.issues.append(RowIssue(position + FIRST_ROW, heading, shown, code, is_left_out))
