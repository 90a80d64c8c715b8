"""The options that ask for a benchmark: the same for `pay benchmark`, `pay offer` and `pay report`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, cast, get_type_hints

import typer

from smmhire.cli.session import Session
from smmhire.cli.typed import country_typed, currency_typed, day_typed, id_among, one_of, whole
from smmhire.errors import UserError
from smmhire.pay.observation import BASES, ENGAGEMENTS, PERIODS
from smmhire.pay.query import AXES
from smmhire.role.titles import LEVELS
from smmhire.texts import N_, _, latin_digits

if TYPE_CHECKING:
    from smmhire.pay.benchmark import BenchmarkQuery

# Options that other commands of pay have too.
Country = Annotated[
    str | None,
    typer.Option("--country", metavar="US", help=N_("The country, by its code of two letters.")),
]
City = Annotated[str | None, typer.Option("--city", metavar=N_("TEXT"), help=N_("The city."))]
Engagement = Annotated[
    str | None,
    typer.Option("--engagement", metavar="E-W6", help=N_("The type of engagement, E-W1 to E-W6.")),
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


def _question(
    titles: Annotated[
        list[str] | None,
        typer.Option(
            "--titles",
            metavar=N_("TITLE"),
            help=N_(
                "“smm” for all SMM titles (as without it), “any” for all figures, or an exact title; may be"
                " given several times."
            ),
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude-title", metavar=N_("TITLE"), help=N_("Leave out a title that matched.")),
    ] = None,
    level: Annotated[
        list[str] | None,
        typer.Option(
            "--level",
            metavar="senior",
            help=N_(
                "Only titles of this level: intern, junior, specialist, manager, senior, head or unstated;"
                " may be given several times."
            ),
        ),
    ] = None,
    country: Country = None,
    city: City = None,
    experience: Annotated[
        str | None,
        typer.Option("--experience", metavar="2-4", help=N_("Only these years of experience: 2-4, or 5+.")),
    ] = None,
    engagement: Engagement = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar=N_("DATE"), help=N_("Only figures of this day or later.")),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar=N_("DATE"), help=N_("Only figures of this day or earlier.")),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="experience",
            help=N_(
                "A row for each group by experience, level, title, country, city, engagement, source, year or"
                " quarter."
            ),
        ),
    ] = None,
    currency: Currency = None,
    convert: Annotated[
        bool,
        typer.Option(
            "--convert", help=N_("Count figures in other currencies too, at the rates of their dates.")
        ),
    ] = False,
    period: Period = None,
    basis: Basis = None,
    assume_net: Annotated[
        str | None,
        typer.Option(
            "--assume-net",
            metavar="0.87",
            help=N_(
                "Turn gross into net or net into gross by this share of gross, or by that of the country"
                " (auto; Russia 0.87): an assumption, and said to be one."
            ),
        ),
    ] = None,
    age_to: Annotated[
        str | None,
        typer.Option("--age-to", metavar=N_("DATE"), help=N_("Bring old figures to this day by an index.")),
    ] = None,
    age_by: Annotated[
        str | None,
        typer.Option("--age-by", metavar=N_("INDEX"), help=N_("The index; see “pay index list”.")),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source", metavar=N_("SOURCE"), help=N_("Only this source; may be given several times.")
        ),
    ] = None,
    stale_after: Annotated[
        str,
        typer.Option(
            "--stale-after", metavar=N_("MONTHS"), help=N_("Older data is said to be old: 24 months.")
        ),
    ] = "24",
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar=N_("DATE"), help=N_("The day from which age is counted.")),
    ] = None,
) -> None:
    """Only its parameters count: `asks` gives them to commands."""


def asks(command: Callable[..., None]) -> Callable[..., None]:
    """`command` with the options of a benchmark after its own; `query_of` reads them from its context."""
    own, added = inspect.signature(command), inspect.signature(_question)

    def work(**given: Any) -> None:
        command(**{name: given[name] for name in own.parameters})

    hints = get_type_hints(command, include_extras=True) | get_type_hints(_question, include_extras=True)
    parameters = (*own.parameters.values(), *added.parameters.values())
    work.__doc__ = command.__doc__
    work.__signature__ = own.replace(  # type: ignore[attr-defined]
        parameters=[parameter.replace(annotation=hints[parameter.name]) for parameter in parameters]
    )
    work.__annotations__ = hints
    return work


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
    since, until = _day(given["since"], "--since"), _day(given["until"], "--until")
    if since is not None and until is not None and since > until:
        raise UserError(
            _("“{typed}” is not possible for {name}.", typed=given["until"], name="--until"),
            _("Write a day that is not before the one of {name}.", name="--since"),
        )
    return BenchmarkQuery(
        currency=currency_typed(given["currency"]),
        period=cast("Any", one_of(given["period"], PERIODS, "--period")),
        titles=_titles(given["titles"]),
        excluded_titles=tuple(given["exclude"] or ()),
        country=country_typed(given["country"]),
        city=given["city"] or None,
        levels=tuple(cast("Any", one_of(one, LEVELS, "--level")) for one in given["level"] or ()),
        experience=_years(given["experience"]),
        observed_from=since,
        observed_to=until,
        engagement=cast("Any", _choice(given["engagement"], ENGAGEMENTS, "--engagement")),
        basis=cast("Any", _choice(given["basis"], BASES, "--basis")),
        convert_basis=given["assume_net"] is not None,
        net_share=_share(given["assume_net"]),
        convert_currency=given["convert"],
        age_to=_day(given["age_to"], "--age-to"),
        age_by=given["age_by"] or None,
        by=cast("Any", _choice(given["by"], AXES, "--by")),
        source_ids=_sources(session, given["source"]),
        stale_after_months=whole(given["stale_after"], "--stale-after"),
        as_of=_day(given["as_of"], "--as-of") or date.today(),
    )


def _titles(given: list[str] | None) -> Any:
    words = [one.casefold() for one in given or ("smm",)]
    if words in (["smm"], ["any"]):
        return words[0]
    return tuple(given or ())


def _day(typed: str | None, name: str) -> date | None:
    return day_typed(typed, name) if typed else None


def _years(typed: str | None) -> tuple[float, float | None] | None:
    """'2-4' as (2, 4), '5+' as (5, None)."""
    if not typed:
        return None
    found = re.fullmatch(r"(\d{1,2})(?:-(\d{1,2})|\+)", latin_digits(typed.strip()))
    if found is None or (found[2] is not None and float(found[2]) < float(found[1])):
        raise UserError(
            _("“{typed}” is not possible for {name}.", typed=typed, name="--experience"),
            _("Write the years as 2-4, or as 5+."),
        )
    return float(found[1]), None if found[2] is None else float(found[2])


def _share(typed: str | None) -> float | None:
    """A share of gross; None where that of the country is meant."""
    if typed is None or typed == "auto":
        return None
    try:
        share = float(latin_digits(typed))
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise UserError(
            _("“{typed}” is not possible for {name}.", typed=typed, name="--assume-net"),
            _("Write a share such as 0.87, or auto for that of the country."),
        )
    return share


def _choice(typed: str | None, possible: tuple[str, ...], name: str) -> str | None:
    return one_of(typed, possible, name) if typed else None


def _sources(session: Session, typed: list[str] | None) -> Any:
    from smmhire.services import pay

    if not typed:
        return None
    known = [one.id for one in pay.sources(unit_of_work=session.unit_of_work)]
    return tuple(id_among(one, known) for one in typed)
