"""What people type: numbers in Bengali or Latin digits, bands, dates, fingerprints, and ids cut short."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

import typer

from smmhire.errors import UserError
from smmhire.texts import N_, _, latin_digits

SHORTEST_ID = 4
As = Annotated[
    str,
    typer.Option("--as", metavar=N_("NAME"), help=N_("Who decides, for the log; else as in the settings.")),
]


def plain_number(typed: str) -> Decimal | None:
    """The number in `typed`, grouped or not, in either digits; None where it is not one."""
    plain = re.sub(r"(?<=\d)[,_\s](?=\d)", "", latin_digits(typed)).replace("−", "-").strip()
    return Decimal(plain) if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else None


def amount(typed: str) -> Decimal:
    """An amount of money above zero. Raises UserError for anything else."""
    found = plain_number(typed)
    if found is None or found <= 0:
        raise UserError(
            _("“{typed}” is not an amount.", typed=typed), _("Write a number above zero, such as 25000.")
        )
    return found


def whole(typed: str, name: str) -> int:
    """A whole number, 0 or more, for the option `name`. Raises UserError for anything else."""
    found = plain_number(typed)
    if found is None or found != found.to_integral_value() or found < 0:
        raise UserError(
            _("“{typed}” is not possible for {name}.", typed=typed, name=name), _("Write a whole number.")
        )
    return int(found)


def band(typed: str) -> tuple[Decimal, Decimal]:
    """An amount, or two with a dash between them. Raises UserError for anything else."""
    low, dash, high = re.sub(r"[–—…]", "-", typed).partition("-")
    first = amount(low)
    return (first, amount(high)) if dash else (first, first)


def one_of(typed: str, possible: Iterable[str], name: str) -> str:
    """`typed` where it is one of those. Raises UserError, naming them, where not."""
    known = list(possible)
    found = next((one for one in known if one.casefold() == typed.strip().casefold()), None)
    if found is None:
        raise UserError(
            _("“{typed}” is not possible for {name}.", typed=typed, name=name),
            _("Possible are: {names}.", names=", ".join(known)),
        )
    return found


def day_typed(typed: str, name: str) -> date:
    """A date as year-month-day. Raises UserError for anything else."""
    try:
        return date.fromisoformat(latin_digits(typed).strip())
    except ValueError as wrong:
        raise UserError(
            _("“{typed}” is not possible for {name}.", typed=typed, name=name),
            _("Write the date as year-month-day, such as 2026-01-31."),
        ) from wrong


def currency_typed(typed: str) -> str:
    """A currency by its code (ISO 4217). Raises UserError for anything else."""
    if not (len(typed) == 3 and typed.isascii() and typed.isalpha()):
        raise UserError(
            _("“{typed}” is not possible for {name}.", typed=typed, name="--currency"),
            _("Write its code of three letters, such as BDT."),
        )
    return typed.upper()


def country_typed(typed: str | None) -> str | None:
    """A country by its code (ISO 3166), None where none is given. Raises UserError for anything else."""
    from smmhire.exchange.countries import country_code

    is_code = typed and len(typed) == 2 and typed.isascii() and typed.isalpha()
    if typed and not (is_code and country_code(typed) is not None):
        raise UserError(
            _("“{typed}” is not possible for {name}.", typed=typed, name="--country"),
            _("Write its code of two letters, such as BD."),
        )
    return typed.upper() if typed else None


def full_id(typed: str) -> UUID:
    """A whole id. Raises UserError for anything else."""
    try:
        return UUID(typed.strip())
    except ValueError as wrong:
        raise UserError(
            _("“{typed}” is not an id.", typed=typed), _("Copy the whole id from the list.")
        ) from wrong


def id_among(typed: str, ids: Iterable[UUID]) -> UUID:
    """The id that `typed` is, or that it is the end of: see `id_ending`."""
    return id_ending(typed, lambda end: [one for one in ids if one.hex.endswith(end)])


def id_ending(typed: str, find: Callable[[str], Iterable[UUID]]) -> UUID:
    """The id that `typed` is, or the one that `find` finds for its end: ids made together begin alike and end
    differently.

    A whole id is given back as it is, known or not. Raises UserError where none or several end so.
    """
    short = typed.strip().lower().replace("-", "")
    if len(short) == 32:
        return full_id(typed)
    is_end = len(short) >= SHORTEST_ID and re.fullmatch("[0-9a-f]+", short)
    found = set(find(short)) if is_end else set[UUID]()
    if len(found) == 1:
        return found.pop()
    what = (
        _("The end “{typed}” fits several ids.", typed=typed)
        if found
        else _("There is nothing with the id “{typed}”.", typed=typed)
    )
    raise UserError(what, _("Copy the id from the list; its last characters are enough."))


def typed_fingerprint(fingerprint: str | None) -> str | None:
    """As it is kept, however it was typed. Raises UserError where it is none."""
    from smmhire.certificates.fingerprint import read_fingerprint

    return None if fingerprint is None else read_fingerprint(fingerprint)
