"""One observed pay figure, and the source it came from.

What a source does not say stays missing: nothing here is filled in by guessing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

Period = Literal["hour", "day", "week", "month", "year", "task", "gig", "project"]
PERIODS: tuple[Period, ...] = ("hour", "day", "week", "month", "year", "task", "gig", "project")
# Time rates can be turned into one another; a price for a piece of work cannot.
TIME_PERIODS: tuple[Period, ...] = ("hour", "day", "week", "month", "year")

Basis = Literal["gross", "net", "unknown"]
BASES: tuple[Basis, ...] = ("gross", "net", "unknown")

# The earning routes of the domain (E-W1 outsourcing … E-W6 employment).
Engagement = Literal["E-W1", "E-W2", "E-W3", "E-W4", "E-W5", "E-W6"]
ENGAGEMENTS: tuple[Engagement, ...] = ("E-W1", "E-W2", "E-W3", "E-W4", "E-W5", "E-W6")

# Nobody is paid more, in any currency per any period; what no float can hold would spoil every sum.
LARGEST_AMOUNT = 1e15

SourceKind = Literal["survey", "postings", "own_entries", "reference"]
SOURCE_KINDS: tuple[SourceKind, ...] = ("survey", "postings", "own_entries", "reference")


@dataclass(frozen=True, slots=True)
class PaySource:
    """Where observations came from: one imported file, or the entries typed by hand.

    `kind` says what a row is: an answer of a person ('survey'), an offer ('postings'), a figure the user
    typed ('own_entries') or an official statistic ('reference', never mixed with people's answers).
    `file_sha256` makes a second import of the same file recognisable; None for entries typed by hand.
    `each_row_is_a_contributor`: a survey, in which every row is another person. `assumptions` (message ids)
    are what reading the file took for granted; a report states them. `sheet` is that of a workbook.
    """

    id: UUID
    name: str
    kind: SourceKind
    licence_note: str
    imported_at: datetime
    file_name: str | None = None
    file_sha256: str | None = None
    row_count: int = 0
    mapping_name: str | None = None
    credit: str = ""
    enabled: bool = True
    each_row_is_a_contributor: bool = False
    assumptions: tuple[str, ...] = ()
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class PayObservation:
    """One pay figure as its source gives it.

    Either `amount` or at least one of `low`, `high` is given, never both kinds: a band is an offer, not a
    salary. Amounts are in units of `currency` (ISO 4217) per `period`; `bonus` is extra money in the same
    currency and period, kept apart. `row` is the row number in the file (the first row under the headings is
    2, as a spreadsheet counts), `row_key` what the file itself calls the row: the same in every copy of it.
    """

    id: UUID
    source_id: UUID
    currency: str
    period: Period
    amount: float | None = None
    low: float | None = None
    high: float | None = None
    basis: Basis = "unknown"
    bonus: float | None = None
    engagement: Engagement | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    city: str | None = None
    title: str | None = None
    experience: str | None = None  # as the source words it
    experience_low: float | None = None  # years
    experience_high: float | None = None  # years; None with a low: 'or more'
    contributor: str | None = None  # employer, client or respondent; None: the source does not say
    observed_on: date | None = None
    row: int | None = None
    row_key: str | None = None

    @property
    def is_band(self) -> bool:
        """Whether this is a from–to offer instead of one figure."""
        return self.amount is None
