"""The options by which `pay entry` is told of a figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smmhire.cli.typed import day_typed, one_of
from smmhire.errors import UserError
from smmhire.pay.observation import BASES, ENGAGEMENTS, PERIODS
from smmhire.services import pay_entries
from smmhire.texts import N_, _, number

if TYPE_CHECKING:
    from smmhire.pay.entries import EntryDraft, EntryReading

Amount = Annotated[
    str, typer.Argument(metavar=N_("AMOUNT"), help=N_("As you know it: ৳25,000 a month, 25k–30k, $15/hr."))
]
EntryId = Annotated[
    str, typer.Argument(metavar=N_("FIGURE"), help=N_("Its id; the last characters are enough."))
]
InList = Annotated[
    str | None,
    typer.Option("--list", metavar=N_("LIST"), help=N_("The list, by its name or the end of its id.")),
]
Currency = Annotated[
    str | None,
    typer.Option("--currency", metavar="BDT", help=N_("The currency, where the amount does not name it.")),
]
Period = Annotated[
    str | None,
    typer.Option(
        "--period", metavar=N_("PERIOD"), help=N_("hour, day, week, month, year …, where it is not named.")
    ),
]
Basis = Annotated[
    str | None, typer.Option("--basis", metavar="gross|net|unknown", help=N_("Before or after tax."))
]
Bonus = Annotated[str | None, typer.Option("--bonus", metavar=N_("AMOUNT"), help=N_("Paid beside it."))]
Title = Annotated[
    str | None,
    typer.Option("--title", metavar=N_("TEXT"), help=N_("The job title; comparisons go by it.")),
]
Engagement = Annotated[
    str | None, typer.Option("--engagement", metavar="E-W6", help=N_("The type of engagement, E-W1 to E-W6."))
]
Country = Annotated[
    str | None, typer.Option("--country", metavar="BD", help=N_("The country, by its code of two letters."))
]
City = Annotated[str | None, typer.Option("--city", metavar=N_("TEXT"), help=N_("The city."))]
Experience = Annotated[
    str | None, typer.Option("--experience", metavar=N_("TEXT"), help=N_("As it is said: 2–4 years."))
]
PaidBy = Annotated[
    str | None,
    typer.Option(
        "--paid-by",
        metavar=N_("NAME"),
        help=N_("The employer or client: so that no one of them makes up a benchmark alone."),
    ),
]
On = Annotated[str | None, typer.Option("--on", metavar=N_("DATE"), help=N_("When it was paid."))]
Note = Annotated[
    str | None, typer.Option("--note", metavar=N_("TEXT"), help=N_("Where the figure is known from."))
]
Anyway = Annotated[
    bool, typer.Option("--anyway", help=N_("Keep it although it can hardly be true; it is marked."))
]


def with_options(draft: EntryDraft, given: dict[str, Any]) -> EntryDraft:
    """The draft with the options that were given; '' empties a field. Raises UserError for what is not
    possible."""
    changes: dict[str, Any] = {}
    for name, field in (
        ("title", "title"),
        ("bonus", "bonus"),
        ("city", "city"),
        ("experience", "experience"),
        ("paid_by", "contributor"),
        ("note", "note"),
    ):
        if given[name] is not None:
            changes[field] = given[name]
    for name, possible in (("period", PERIODS), ("engagement", ENGAGEMENTS)):
        if given[name] is not None:
            changes[name] = one_of(given[name], possible, f"--{name}") if given[name] else None
    if given["basis"] is not None:
        changes["basis"] = one_of(given["basis"] or "unknown", BASES, "--basis")
    if given["currency"] is not None:
        changes["currency"] = _code(given["currency"], 3, "--currency", "BDT")
    if given["country"] is not None:
        changes["country"] = _code(given["country"], 2, "--country", "BD")
    if given["on"] is not None:
        changes["observed_on"] = day_typed(given["on"], "--on") if given["on"] else None
    return replace(draft, **changes)


def _code(typed: str, length: int, name: str, example: str) -> str | None:
    if not typed:
        return None
    if not (len(typed) == length and typed.isascii() and typed.isalpha()):
        raise UserError(
            _("“{typed}” is not possible for {name}.", typed=typed, name=name),
            _("Write its code of {n} letters, such as {example}.", n=number(length), example=example),
        )
    return typed.upper()


def agreeing(draft: EntryDraft) -> EntryReading:
    """The reading. Raises UserError where the amount says one thing and an option another."""
    reading = pay_entries.read(draft)
    money = reading.money
    if money is not None:
        for name, said, chosen in (
            ("--currency", money.currency, draft.currency),
            ("--period", money.period, draft.period),
            ("--basis", money.basis, None if draft.basis == "unknown" else draft.basis),
        ):
            if said is not None and chosen is not None and said != chosen:
                raise UserError(
                    _("The amount says {said}, {name} says {chosen}.", said=said, name=name, chosen=chosen),
                    _("Leave one of them out."),
                )
    return reading
