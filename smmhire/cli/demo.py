"""`demo`: the whole job on real input, with PDFs, JSON and, where windows can be drawn, pictures of them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smmhire.cli.output import wrapped
from smmhire.cli.session import session_of
from smmhire.cli.typed import whole
from smmhire.cli.usage import Command
from smmhire.errors import UserError
from smmhire.services.os_reasons import os_reason
from smmhire.texts import N_, _, chance_text, digits, number

if TYPE_CHECKING:
    from smmhire.services.demo import Demo

# Stands in a data folder that a demo made: such a one may be made anew.
MARK = "made-by-the-demo"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    help_text = N_("Run the whole job on real input with simulated candidates; needs no display.")
    app.command("demo", cls=Command, help=help_text)(demo)


def demo(
    context: typer.Context,
    out: Annotated[
        Path, typer.Option("--out", metavar=N_("FOLDER"), help=N_("Where PDFs, JSON and pictures go."))
    ],
    survey: Annotated[
        Path | None,
        typer.Option(
            "--survey",
            metavar=N_("FILE"),
            readable=False,
            help=N_("The Ask A Manager survey, if it lies elsewhere."),
        ),
    ] = None,
    seed: Annotated[
        str | None,
        typer.Option("--seed", metavar=N_("NUMBER"), help=N_("Another seed gives other candidates.")),
    ] = None,
) -> None:
    """Run the demo."""
    from smmhire.bootstrap import open_program
    from smmhire.services import demo as demos
    from smmhire.services import upkeep

    session = session_of(context)
    begun = time.perf_counter()
    data_dir = _fresh_folder(out)
    program = open_program(data_dir, upkeep.file_database(data_dir / "smmhire.db"))
    try:
        done = demos.run(
            out,
            unit_of_work=program.unit_of_work,
            survey=survey,
            seed=demos.SEED if seed is None else whole(seed, "--seed"),
            say=session.note,
        )
        if session.draw_windows is not None:
            session.note(_("The real windows are drawn off-screen, in Bengali and in English."))
            drawing = time.perf_counter()
            done.files.extend(session.draw_windows(program, done, out / "screenshots"))
            done.summary["seconds"]["windows"] = round(time.perf_counter() - drawing, 2)
    finally:
        program.close()
    done.summary["seconds"]["all"] = round(time.perf_counter() - begun, 2)
    summary = demos.write_summary(done)
    session.answer(done.summary | {"summary": str(summary)}, _lines(done))


def _fresh_folder(out: Path) -> Path:
    """An empty data folder inside `out`. Raises UserError where something else stands in its place."""
    data_dir = out / "data"
    try:
        if data_dir.exists() and not (data_dir / MARK).is_file():
            raise UserError(
                _("In {folder} there is something that the demo did not make.", folder=data_dir),
                _("Choose an empty folder for --out."),
            )
        shutil.rmtree(data_dir, ignore_errors=False) if data_dir.exists() else None
        data_dir.mkdir(parents=True)
        (data_dir / MARK).touch()
    except OSError as failed:
        raise UserError(
            _("The folder {folder} cannot be used: {reason}.", folder=out, reason=os_reason(failed)),
            _("Choose another folder for --out."),
        ) from failed
    return data_dir


def _lines(done: Demo) -> Iterator[str]:
    from smmhire.services.demo import SIMULATED

    summary = done.summary
    yield ""
    yield from wrapped(_(SIMULATED, seed=digits(str(done.seed))))
    yield ""
    yield from wrapped(
        _(
            "Vacancy: {title}; findings of the review: {n}.",
            title=done.vacancy.title,
            n=number(summary["vacancy"]["findings"]),
        )
    )
    for row in summary["ranking"]:
        yield from wrapped(
            _(
                "Tier {tier}: {name}, score {score} ± {error}, chance to be the best {chance}.",
                tier=number(row["tier"]),
                name=row["name"],
                score=number(row["score"], 2),
                error=number(row["standard_error"], 2),
                chance=chance_text(row["chance_first"]),
            )
            if row["tier"]
            else _(
                "Does not meet a must-have: {name}, score {score}.",
                name=row["name"],
                score=number(row["score"], 2),
            )
        )
    pay = summary["pay"]
    yield from wrapped(
        _("Pay data: {source}, {n} figures for the question.", source=_(done.source.name), n=number(pay["n"]))
    )
    if done.survey is None:
        yield from wrapped(
            _(
                "The pay survey is not there, so official wages were imported instead: published percentiles "
                "by state, not people's pay."
            )
        )
    yield from wrapped(pay["sentence"])
    yield ""
    seconds = summary["seconds"]["all"]
    yield _(
        "{n} files in {folder}, made in {seconds} s.",
        n=number(len(done.files)),
        folder=done.out,
        seconds=number(seconds, 1),
    )
