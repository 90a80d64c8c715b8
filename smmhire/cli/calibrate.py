"""`item calibrate` and `item analyse`: what responses say about the items."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smmhire.cli import calibrate_bank
from smmhire.cli.calibrate_text import analysis_lines, calibration_lines, plain_analysis, plain_calibration
from smmhire.cli.session import session_of
from smmhire.cli.typed import one_of
from smmhire.cli.usage import Command
from smmhire.errors import UserError
from smmhire.services import calibration
from smmhire.texts import N_, _

if TYPE_CHECKING:
    from smmhire.assessment.calibration import CalibrationModel

Responses = Annotated[
    Path,
    typer.Option(
        "--responses",
        metavar=N_("FILE"),
        readable=False,
        help=N_("CSV: a row a person, a column an item; an empty cell means not given."),
    ),
]
Key = Annotated[
    Path | None,
    typer.Option(
        "--key",
        metavar=N_("FILE"),
        readable=False,
        help=N_("CSV with the columns item and key; the responses are then the options chosen."),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, work, help_text in (
        (
            "calibrate",
            calibrate,
            N_("Estimate item parameters from a file of responses, or from the stored answers."),
        ),
        ("analyse", analyse, N_("Analyse items by a file of responses: difficulty, separation, options.")),
    ):
        app.command(name, cls=Command, help=help_text)(work)


def calibrate(
    context: typer.Context,
    responses: Annotated[
        Path | None,
        typer.Option(
            "--responses",
            metavar=N_("FILE"),
            readable=False,
            help=N_("CSV: a row a person, a column an item; an empty cell means not given."),
        ),
    ] = None,
    model: Annotated[
        str,
        typer.Option(
            "--model",
            metavar=N_("MODEL"),
            help=N_("1pl, 2pl, 3pl, or grm for graded responses; 2pl unless given."),
        ),
    ] = "",
    key: Key = None,
    guessing: Annotated[
        float | None,
        typer.Option(
            "--guessing",
            metavar=N_("NUMBER"),
            help=N_("Chance of a blind guess, where 3pl expects c: 0.2 unless given."),
        ),
    ] = None,
    bank: Annotated[
        bool,
        typer.Option("--bank", help=N_("Instead of a file: the answers that are stored, to the bank.")),
    ] = False,
    use: Annotated[
        bool,
        typer.Option("--use", help=N_("With --bank: score by these difficulties from now on.")),
    ] = False,
    take_back: Annotated[
        bool,
        typer.Option("--take-back", help=N_("With --bank: let the calibration in use count no longer.")),
    ] = False,
) -> None:
    """Estimate the parameters of items."""
    session = session_of(context)
    if bank:
        if responses is not None or key is not None or model or guessing is not None or (use and take_back):
            raise UserError(
                _("With --bank, these options do not go together."),
                _("Give --bank alone, with --use, or with --take-back."),
            )
        if take_back:
            calibrate_bank.take_back(session)
        else:
            calibrate_bank.show(session, is_used=use)
        return
    if responses is None or use or take_back:
        raise UserError(
            _("It is not clear what is to be calibrated."),
            _("Give either --responses with a file, or --bank for the answers that are stored."),
        )
    found = calibration.calibrate(responses, _model(model or "2pl"), key=key, guessing=guessing)
    session.answer(plain_calibration(found), calibration_lines(found))


def analyse(
    context: typer.Context,
    responses: Responses,
    key: Key = None,
    group: Annotated[
        Path | None,
        typer.Option(
            "--group",
            metavar=N_("FILE"),
            readable=False,
            help=N_("CSV with the columns person and group, or group alone: compares two groups."),
        ),
    ] = None,
    reference: Annotated[
        str | None,
        typer.Option(
            "--reference",
            metavar=N_("GROUP"),
            help=N_("The group the other is compared with; the larger one unless given."),
        ),
    ] = None,
) -> None:
    """Analyse items."""
    found = calibration.analyse(responses, key=key, groups=group, reference=reference)
    session_of(context).answer(plain_analysis(found), analysis_lines(found))


def _model(typed: str) -> CalibrationModel:
    chosen = one_of(typed, calibration.MODELS, "--model")
    for known in calibration.MODELS:
        if known == chosen:
            return known
    raise AssertionError(chosen)
