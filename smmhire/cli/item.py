"""`item …`: the questions of the bank, or of one's own file, with their keys: for those who hire."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from smmhire.assessment.item_review_texts import TYPE_NAMES
from smmhire.assessment.own_items import filled, is_own
from smmhire.cli import FINDING, FINE, item_files, own_items
from smmhire.cli import calibrate as calibrate_commands
from smmhire.cli.item_text import (
    check_lines,
    difficulty,
    item_lines,
    plain_counts,
    plain_item,
    plain_precision,
    shortened,
    simulation_lines,
)
from smmhire.cli.output import table
from smmhire.cli.session import session_of
from smmhire.cli.typed import one_of
from smmhire.cli.usage import Command
from smmhire.errors import UserError
from smmhire.services import item_bank
from smmhire.services import own_items as own_questions
from smmhire.services.bank import presented
from smmhire.services.plain import both
from smmhire.texts import N_, _, say

LIST_SEED = 1  # draws the values that lists show: always the same

OwnFile = Annotated[
    Path | None,
    typer.Option(
        "--file",
        metavar=N_("FILE"),
        readable=False,
        help=N_("A file or folder of your own questions instead of the bank."),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, work, help_text in (
        ("list", list_all, N_("List the questions, of all competencies or of one.")),
        ("show", show, N_("Show a question with its key and the reasons.")),
        (
            "check",
            check,
            N_("Check the bank or your own questions by the rules of writing. Exit code 1 with findings."),
        ),
        ("simulate", simulate, N_("Say how exactly a form of these questions would measure.")),
    ):
        app.command(name, cls=Command, help=help_text)(work)
    calibrate_commands.register(app)
    item_files.register(app)
    own_items.register(app)


def list_all(
    context: typer.Context,
    competency: Annotated[
        str, typer.Option("--competency", metavar=N_("ID"), help=N_("Only of this competency."))
    ] = "",
    kind: Annotated[
        str, typer.Option("--type", metavar=N_("TYPE"), help=N_("Only of this type, such as ordering."))
    ] = "",
    file: OwnFile = None,
    own: Annotated[bool, typer.Option("--own", help=N_("Your own questions instead of the bank."))] = False,
) -> None:
    """List the questions."""
    from smmhire.services.role import role

    of = one_of(competency, (c.id for c in role().competencies), "--competency") if competency else None
    only = one_of(kind, TYPE_NAMES, "--type") if kind else None
    if own:
        own_items.show_list(session_of(context), of, only)
        return
    items = item_bank.load(file)
    found = [i for i in items if of in (None, i.competency) and only in (None, i.type.value)]
    names = {one.id: say(one.short_name) for one in role().competencies}
    # Values as a taker would see them: a field of a template says nothing to people.
    stems = [shortened(say(presented(i, LIST_SEED).stem)) for i in found]
    rows = [
        [i.id, names[i.competency], _(TYPE_NAMES[i.type.value]), difficulty(i), stem]
        for i, stem in zip(found, stems, strict=True)
    ]
    headings = [_("Id"), _("Competency"), _("Type"), _("Difficulty"), _("Question")]
    session_of(context).answer(
        [
            {
                "id": i.id,
                "competency": i.competency,
                "type": i.type.value,
                "difficulty": i.difficulty,
                "stem": both(i.stem),
            }
            for i in found
        ],
        table(headings, rows, numbers=(3,)),
    )


def show(
    context: typer.Context,
    item: Annotated[str, typer.Argument(metavar=N_("ITEM"), help=N_("Its id, such as ST-K01."))],
    file: OwnFile = None,
) -> None:
    """Show a question."""
    if file is None and is_own(item.upper()):
        own = own_questions.get(item, unit_of_work=session_of(context).unit_of_work)
        session_of(context).answer(own_items.plain_own(own), item_lines(filled(own.item)))
        return
    found = next((i for i in item_bank.load(file) if i.id.casefold() == item.casefold()), None)
    if found is None:
        raise UserError(
            _("There is no question with the id “{id}”.", id=item), _("“item list” shows the ids there are.")
        )
    session_of(context).answer(plain_item(found), item_lines(found))


def check(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar=N_("FILE"),
            readable=False,
            help=N_("Your own file or folder; without it, the shipped bank."),
        ),
    ] = None,
) -> int:
    """Check questions; the exit code says whether there is something to mend."""
    checked = item_bank.check(file)
    session_of(context).answer(
        {
            "items": len(checked.items),
            "competencies": [plain_counts(counts) for counts in checked.counts],
            "findings": [
                {
                    "code": finding.code,
                    "items": list(finding.item_ids),
                    "text": item_bank.described(finding),
                    **dict(finding.params),
                }
                for finding in checked.findings
            ],
        },
        check_lines(checked),
    )
    return FINDING if checked.findings else FINE


def simulate(
    context: typer.Context,
    scored: Annotated[
        int,
        typer.Option("--scored", metavar=N_("NUMBER"), help=N_("Scored questions of each competency.")),
    ] = 10,
    takers: Annotated[
        int, typer.Option("--takers", metavar=N_("NUMBER"), help=N_("How many people are simulated."))
    ] = 2000,
    seed: Annotated[
        int, typer.Option("--seed", metavar=N_("NUMBER"), help=N_("The same number gives the same figures."))
    ] = 1,
    difficulty_error: Annotated[
        float,
        typer.Option(
            "--difficulty-error",
            metavar=N_("NUMBER"),
            help=N_("How far the true difficulties scatter around the authors’ (SD of ability)."),
        ),
    ] = 0.0,
    file: OwnFile = None,
) -> None:
    """Simulate a form."""
    found = item_bank.simulate(
        item_bank.load(file),
        per_competency=scored,
        takers=takers,
        seed=seed,
        difficulty_error=difficulty_error,
    )
    session_of(context).answer(
        {
            "takers": found.takers,
            "whole": plain_precision(found.whole),
            "alone": {name: plain_precision(one) for name, one in found.alone.items()},
            "joint": {name: plain_precision(one) for name, one in found.joint.items()},
        },
        simulation_lines(found),
    )
