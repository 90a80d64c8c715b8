"""`item …`: the questions of the bank, with their keys: for those who hire."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smmhire.cli.output import listed, table, wrapped
from smmhire.cli.session import session_of
from smmhire.cli.typed import one_of
from smmhire.cli.usage import Command
from smmhire.errors import UserError
from smmhire.services.plain import both
from smmhire.texts import N_, _, digits, number, say

if TYPE_CHECKING:
    from smmhire.assessment.items import Item, Option

TYPE_NAMES = {
    "single_choice": N_("single choice"),
    "multiple_response": N_("multiple response"),
    "ordering": N_("ordering"),
    "matching": N_("matching"),
    "numeric": N_("numeric"),
    "situational": N_("situational judgement"),
    "self_rating": N_("self-rating"),
}
STEM_WIDTH = 70


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("list", cls=Command, help=N_("List the questions, of all competencies or of one."))(list_all)
    app.command("show", cls=Command, help=N_("Show a question with its key and the reasons."))(show)


def list_all(
    context: typer.Context,
    competency: Annotated[
        str, typer.Option("--competency", metavar=N_("ID"), help=N_("Only of this competency."))
    ] = "",
    kind: Annotated[
        str, typer.Option("--type", metavar=N_("TYPE"), help=N_("Only of this type, such as ordering."))
    ] = "",
) -> None:
    """List the questions."""
    from smmhire.services.role import items, role

    of = one_of(competency, (c.id for c in role().competencies), "--competency") if competency else None
    only = one_of(kind, TYPE_NAMES, "--type") if kind else None
    found = [i for i in items() if of in (None, i.competency) and only in (None, i.type.value)]
    rows = [
        [i.id, i.competency, _(TYPE_NAMES[i.type.value]), _difficulty(i), _short(say(i.stem))] for i in found
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
) -> None:
    """Show a question."""
    from smmhire.services.role import items

    found = next((i for i in items() if i.id.casefold() == item.casefold()), None)
    if found is None:
        raise UserError(
            _("There is no question with the id “{id}”.", id=item), _("“item list” shows the ids there are.")
        )
    session_of(context).answer(_plain(found), _lines(found))


def _difficulty(item: Item) -> str:
    return "—" if item.difficulty is None else number(item.difficulty, 1)


def _short(stem: str) -> str:
    return stem if len(stem) <= STEM_WIDTH else stem[: STEM_WIDTH - 1].rsplit(" ", 1)[0] + " …"


def _plain(item: Item) -> dict[str, Any]:
    key = item.numeric
    return {
        "id": item.id,
        "competency": item.competency,
        "type": item.type.value,
        "difficulty": item.difficulty,
        "difficulty_reason": None if item.difficulty_reason is None else both(item.difficulty_reason),
        "stem": both(item.stem),
        "options": [
            {
                "id": o.id,
                "text": both(o.text),
                "rationale": both(o.rationale),
                "is_correct": o.is_correct,
                "position": o.position,
                "match": None if o.match is None else both(o.match),
                "effectiveness": o.effectiveness,
            }
            for o in item.options
        ],
        "numeric": None
        if key is None
        else {
            "formula": key.formula,
            "decimals": key.decimals,
            "tolerance": key.tolerance,
            "unit": None if key.unit is None else both(key.unit),
            "rationale": both(key.rationale),
            "variables": [
                {"name": v.name, "minimum": v.minimum, "maximum": v.maximum, "step": v.step}
                for v in key.variables
            ],
        },
        "anchors": [both(anchor) for anchor in item.anchors],
        "key_status": item.key_status,
        "sources": list(item.sources),
        "review_by": None if item.review_by is None else item.review_by.isoformat(),
    }


def _lines(item: Item) -> Iterator[str]:
    from smmhire.services.role import role

    competency = say(role().competency(item.competency).name)
    yield f"{item.id} · {competency} · {_(TYPE_NAMES[item.type.value])}"
    yield ""
    yield from wrapped(say(item.stem))
    yield ""
    for option in item.options:
        yield from listed(f"  {option.id}  ", f"{say(option.text)}{_key(option)}")
        yield from wrapped(say(option.rationale), "       ")
    for level, anchor in enumerate(item.anchors, start=1):
        yield from listed(f"  {number(level)}  ", say(anchor))
    if item.numeric is not None:
        unit = f" {say(item.numeric.unit)}" if item.numeric.unit is not None else ""
        tolerance = f"{digits(f'{item.numeric.tolerance:g}')}{unit}"
        yield _(
            "Calculation: {formula}; tolerance {tolerance}", formula=item.numeric.formula, tolerance=tolerance
        )
        yield from wrapped(say(item.numeric.rationale), "  ")
    yield ""
    if item.difficulty_reason is not None:
        yield from wrapped(
            _("Difficulty {b}: {reason}", b=_difficulty(item), reason=say(item.difficulty_reason))
        )
    if item.key_status == "provisional":
        yield from wrapped(
            _("The key is the authors' own judgement, provisional until a panel of experts has rated it.")
        )
    yield _("Sources: {ids}", ids=", ".join(item.sources))


def _key(option: Option) -> str:
    """What the key says of an option, in brackets; '' where it says nothing."""
    if option.is_correct is not None:
        return f" ({_('right')})" if option.is_correct else ""
    if option.position is not None:
        return f" ({_('place {n}', n=number(option.position))})"
    if option.match is not None:
        return f" = {say(option.match)}"
    if option.effectiveness is not None:
        return f" ({_('effectiveness {n}', n=number(option.effectiveness, 1))})"
    return ""
