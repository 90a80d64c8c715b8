"""`pay routes`: what somebody could earn, route by route."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smmhire.cli import pay_options as options
from smmhire.cli.output import listed, wrapped
from smmhire.cli.session import Session, session_of
from smmhire.cli.typed import country_typed, currency_typed, full_id, plain_number, whole
from smmhire.cli.usage import Command
from smmhire.errors import UserError
from smmhire.services.files import save_file
from smmhire.texts import N_, _, digits, language, number, say

if TYPE_CHECKING:
    from smmhire.pay.route_cells import RouteCell
    from smmhire.pay.routes import JobSeeker, Standing
    from smmhire.services.routes import EarningRoutes


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(
        "routes", cls=Command, help=N_("Say what you could earn: the six routes, and which are open to you.")
    )(routes)


def routes(
    context: typer.Context,
    fans: Annotated[
        str | None, typer.Option("--fans", metavar=N_("NUMBER"), help=N_("Fans of your own Facebook page."))
    ] = None,
    followers: Annotated[
        str | None,
        typer.Option("--followers", metavar=N_("NUMBER"), help=N_("Your followers on X (Twitter).")),
    ] = None,
    hours: Annotated[
        str | None, typer.Option("--hours", metavar=N_("NUMBER"), help=N_("Hours a week that you can work."))
    ] = None,
    country: options.Country = None,
    currency: Annotated[
        str | None,
        typer.Option("--currency", metavar="BDT", help=N_("The currency; else that of the country.")),
    ] = None,
    languages: Annotated[
        str | None,
        typer.Option("--languages", metavar="bn,en", help=N_("The languages you write in, by their codes.")),
    ] = None,
    fee: Annotated[
        str | None,
        typer.Option(
            "--fee", metavar=N_("PERCENT"), help=N_("What your platform keeps; else nothing is subtracted.")
        ),
    ] = None,
    certificate: Annotated[
        bool, typer.Option("--certificate", help=N_("You have a certificate that names you, from elsewhere."))
    ] = False,
    name: Annotated[
        str | None,
        typer.Option(
            "--name", metavar=N_("NAME"), help=N_("Whose assessments count; else as taken last here.")
        ),
    ] = None,
    attempt: Annotated[
        str | None,
        typer.Option(
            "--attempt", metavar=N_("ID"), help=N_("The assessment that counts; else the last one.")
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar=N_("FILE"), help=N_("Write it as a PDF too."))
    ] = None,
) -> None:
    """Show the routes of earning. What is not given is taken as it was said last in the window."""
    from smmhire.services import plain_routes
    from smmhire.services import routes as service

    session = session_of(context)
    person = _person(session, context.params)
    taker = session.settings.taker_name if name is None else name
    attempt_id = None if attempt is None else full_id(attempt)
    found = service.earning_routes(
        person, taker_name=taker, attempt_id=attempt_id, unit_of_work=session.unit_of_work
    )
    lines = list(_lines(found))
    written = plain_routes.earning_routes(found)
    if out is not None:

        pdf = service.earning_routes_pdf(found, "bn" if language() == "bn" else "en")
        save_file(pdf, out)
        written |= {"file": str(out)}
        lines += ["", _("Written: {file}", file=out)]
    session.answer(written, lines)


def _person(session: Session, given: dict[str, Any]) -> JobSeeker:
    from smmhire.pay.routes import JobSeeker

    known = JobSeeker.from_answers(session.settings.earning_answers)
    said: dict[str, Any] = {}
    for name in ("fans", "followers"):
        if given[name] is not None:
            said[name] = whole(given[name], f"--{name}")
    for name, scale in (("hours", 1.0), ("fee", 100.0)):
        if given[name] is not None:
            said[name] = _figure(given[name], f"--{name}") / scale
    if given["country"]:
        # Another country has another currency, unless one is named.
        said |= {"country": country_typed(given["country"]), "currency": None}
    if given["currency"]:
        said["currency"] = currency_typed(given["currency"])
    if given["languages"] is not None:
        said["languages"] = tuple(given["languages"].lower().replace(",", " ").split())
    if given["certificate"]:
        said["has_certificate"] = True
    try:
        return replace(known, **said)
    except ValueError as wrong:
        raise UserError(
            _("A number given is larger than it can be."),
            _("Hours a week are 0 to 112, the fee 0 to below 100 percent."),
        ) from wrong


def _figure(typed: str, name: str) -> float:
    found = plain_number(typed)
    if found is None or found < 0:
        raise UserError(
            _("“{typed}” is not possible for {name}.", typed=typed, name=name),
            _("Write a number, 0 or more."),
        )
    return float(found)


# -- texts -------------------------------------------------------------------------------------------
def _lines(found: EarningRoutes) -> Iterator[str]:
    from smmhire.pay import route_words

    yield from wrapped(f"{route_words.summary_text(found.standings)} {route_words.order_text()}")
    yield from wrapped(route_words.shown_text(found.shown))
    for standing in found.standings:
        yield ""
        yield from _route(standing, found)
    if any(not one.has_figures for one in found.cells.cells):
        yield ""
        yield from wrapped(route_words.no_figures_text())


def _route(standing: Standing, found: EarningRoutes) -> Iterator[str]:
    from smmhire.pay import route_words
    from smmhire.services.role import role

    route = standing.route
    yield f"{route.id} · {say(route.name)}: {route_words.state_text(standing.state)}"
    yield from wrapped(" · ".join(filter(None, (say(route.paid), digits(", ".join(route.places))))), "    ")
    threshold = route_words.threshold_text(standing)
    if route.threshold is not None:
        threshold += f" {say(route.threshold.remark)} [{', '.join(route.threshold.sources)}]"
    for text in (threshold, *route_words.hints(standing, role())):
        yield from wrapped(text, "    ")
    for one in found.cells.of(route.id):
        yield from _figures(one)
    for at, step in enumerate(standing.steps, start=1):
        yield from listed(f"    {number(at)}. ", f"{say(step.action)} [{', '.join(step.sources)}]")
    if route.caution is not None:
        yield from listed("    ! ", say(route.caution))


def _figures(one: RouteCell) -> Iterator[str]:
    from smmhire.pay import route_words

    yield from listed(f"    {route_words.unit_text(one)}: ", route_words.figures_text(one))
    for note in route_words.notes_of(one):
        yield from listed("      • ", note)
    if one.hours is not None:
        yield from wrapped(one.hours.sentence(), "      ")
