"""The options that ask for a benchmark: the same for `pay benchmark`, `pay offer` and `pay report`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from smmhire.cli.session import Session
from smmhire.cli.typed import country_typed, currency_typed, day_typed, id_among, one_of, whole
from smmhire.errors import UserError
from smmhire.pay.observation import BASES, ENGAGEMENTS, PERIODS
from smmhire.texts import N_, _

if TYPE_CHECKING:
    from smmhire.pay.benchmark import BenchmarkQuery

Titles = Annotated[
    list[str] | None,
    typer.Option(
        "--titles",
        metavar=N_("TITLE"),
        help=N_("“smm” for all SMM titles (as without it), or an exact title; may be given several times."),
    ),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option("--exclude-title", metavar=N_("TITLE"), help=N_("Leave out a title that matched.")),
]
Country = Annotated[
    str | None, typer.Option("--country", metavar="US", help=N_("The country, by its code of two letters."))
]
City = Annotated[str | None, typer.Option("--city", metavar=N_("TEXT"), help=N_("The city."))]
By = Annotated[
    str | None, typer.Option("--by", metavar="experience", help=N_("A row for each band of experience."))
]
Currency = Annotated[
    str | None, typer.Option("--currency", metavar="USD", help=N_("The currency; it must be given."))
]
Period = Annotated[
    str | None,
    typer.Option(
        "--period", metavar=N_("PERIOD"), help=N_("hour, day, week, month, year …; it must be given.")
    ),
]
Basis = Annotated[
    str | None,
    typer.Option(
        "--basis",
        metavar="gross|net|unknown",
        help=N_("Before or after tax; else as most of the figures are."),
    ),
]
Engagement = Annotated[
    str | None, typer.Option("--engagement", metavar="E-W6", help=N_("The type of engagement, E-W1 to E-W6."))
]
Source = Annotated[
    list[str] | None,
    typer.Option("--source", metavar=N_("SOURCE"), help=N_("Only this source; may be given several times.")),
]
StaleAfter = Annotated[
    str,
    typer.Option("--stale-after", metavar=N_("MONTHS"), help=N_("Older data is said to be old: 24 months.")),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar=N_("DATE"), help=N_("The day from which age is counted."))
]


def query_of(session: Session, given: dict[str, Any]) -> BenchmarkQuery:
    """The question that the options ask; given: their values by the names of the parameters.

    Raises UserError for what is missing or not known.
    """
    from smmhire.pay.benchmark import BenchmarkQuery

    if not given["currency"] or not given["period"]:
        raise UserError(
            _("Currency and period of the pay must be given: figures in different ones do not compare."),
            _("Write for example {example}.", example="--currency USD --period year"),
        )
    return BenchmarkQuery(
        currency=currency_typed(given["currency"]),
        period=cast("Any", one_of(given["period"], PERIODS, "--period")),
        titles=_titles(given["titles"]),
        excluded_titles=tuple(given["exclude"] or ()),
        country=country_typed(given["country"]),
        city=given["city"] or None,
        engagement=cast("Any", _choice(given["engagement"], ENGAGEMENTS, "--engagement")),
        basis=cast("Any", _choice(given["basis"], BASES, "--basis")),
        by=cast("Any", _choice(given["by"], ("experience",), "--by")),
        source_ids=_sources(session, given["source"]),
        stale_after_months=whole(given["stale_after"], "--stale-after"),
        as_of=day_typed(given["as_of"], "--as-of") if given["as_of"] else date.today(),
    )


def _titles(given: list[str] | None) -> Any:
    if not given or [one.casefold() for one in given] == ["smm"]:
        return "smm"
    return tuple(given)


def _choice(typed: str | None, possible: tuple[str, ...], name: str) -> str | None:
    return one_of(typed, possible, name) if typed else None


def _sources(session: Session, typed: list[str] | None) -> Any:
    from smmhire.services import pay

    if not typed:
        return None
    known = [one.id for one in pay.sources(unit_of_work=session.unit_of_work)]
    return tuple(id_among(one, known) for one in typed)
