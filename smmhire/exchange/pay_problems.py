"""What can be wrong with a row of pay data, in words: the reason, and what the user can do about it."""

from __future__ import annotations

from dataclasses import dataclass

from smmhire.pay.money import FAILURES, MoneyFailure
from smmhire.texts import N_, _

# code -> (reason, what to do), beside the failures of an amount of money.
PROBLEMS: dict[str, tuple[str, str]] = {
    "implausible": (
        N_("“{detail}” cannot be true for its currency and period. It is kept, but left out of benchmarks."),
        N_("Check the amount, the currency and the period."),
    ),
    "no_currency": (
        N_("No currency is given."),
        N_("Say which column or which currency holds for the file."),
    ),
    "unknown_currency": (
        N_("“{detail}” is not one currency that is known."),
        N_("Write its code of three letters, such as BDT."),
    ),
    "no_period": (
        N_("It is not said what time or work the pay is for."),
        N_("Say which column or which period holds for the file."),
    ),
    "unknown_period": (
        N_("“{detail}” is not a period that is known."),
        N_("Write hour, day, week, month or year."),
    ),
    "unknown_basis": (N_("“{detail}” says neither gross nor net."), N_("Write gross or net.")),
    "unknown_engagement": (
        N_("“{detail}” is not a way of working that is known. It is left empty."),
        N_("Write employment, freelance or gig."),
    ),
    "unknown_country": (
        N_("“{detail}” is not one country that is known. It is left empty."),
        N_("Write the name of one country."),
    ),
    "unknown_observed_on": (
        N_("“{detail}” is not a date, or could be two. It is left empty."),
        N_("Write the date as year-month-day, such as 2026-01-31."),
    ),
}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row, or one cell of it, that was not understood.

    `row` counts as a spreadsheet does (headings are row 1); `column` is the heading, '' where no column is
    mapped. `is_left_out`: the whole row is left out, not only the cell.
    """

    row: int
    column: str
    value: str
    code: str
    detail: str
    is_left_out: bool

    @property
    def reason(self) -> str:
        """What is wrong, in the current language."""
        return _(self._texts[0], detail=self.detail)

    @property
    def what_to_do(self) -> str:
        """The way out, in the current language."""
        return _(self._texts[1])

    @property
    def _texts(self) -> tuple[str, str]:
        return PROBLEMS.get(self.code) or FAILURES[self.code]


def problem(
    *, row: int, column: str, value: str, code: str, failure: MoneyFailure | None, is_left_out: bool
) -> RowProblem:
    """The problem `code` of a cell; `failure` where reading money failed. KeyError for an unknown code."""
    if code not in PROBLEMS and code not in FAILURES:
        raise KeyError(code)
    detail = failure.detail if failure is not None and failure.detail else value
    return RowProblem(row, column, value, code, detail, is_left_out)
