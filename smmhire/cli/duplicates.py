"""`candidate duplicates|merge|unmerge`: entries of one person."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import typer

from smmhire.cli import FINDING, FINE
from smmhire.cli.candidate import CandidateId, candidate_id
from smmhire.cli.output import table, wrapped
from smmhire.cli.session import Session, session_of
from smmhire.cli.typed import As, id_ending, one_of, whole
from smmhire.cli.usage import Command
from smmhire.errors import UserError
from smmhire.services import duplicates, ids, merging
from smmhire.services.merging import Choice, Field
from smmhire.texts import N_, _, ngettext, number, percent


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, work, help_text in (
        ("duplicates", find, N_("List pairs of entries that may be one person, with reasons.")),
        ("merge", merge, N_("Make entries of one person one; everything of theirs goes along.")),
        ("unmerge", unmerge, N_("Undo a merge: the entries stand by themselves again.")),
    ):
        app.command(name, cls=Command, help=help_text)(work)


def find(
    context: typer.Context,
    limit: Annotated[
        str, typer.Option("--limit", metavar=N_("NUMBER"), help=N_("At most so many; 0: all."))
    ] = "100",
) -> int:
    """List pairs."""
    session = session_of(context)
    found = duplicates.among_all(limit=whole(limit, "--limit") or None, unit_of_work=session.unit_of_work)
    rows = [
        [percent(pair.similarity.score), str(pair.one), pair.names[0], str(pair.other), pair.names[1],
         pair.similarity.reasons]
        for pair in found.pairs
    ]  # fmt: skip
    headings = [_("Likely"), _("Id"), _("Name"), _("Id"), _("Name"), _("Why")]
    lines = [*table(headings, rows, numbers=(0,))] if rows else [_("No two entries look like one person.")]
    if found.total > len(found.pairs):
        lines.append(_("and {n} more (--limit shows more)", n=number(found.total - len(found.pairs))))
    if found.crowded:
        lines += wrapped(_crowded(found.crowded))
    session.answer(
        {
            "pairs": [
                {
                    "score": round(pair.similarity.score, 4),
                    "candidates": [
                        {"id": str(pair.one), "name": pair.names[0]},
                        {"id": str(pair.other), "name": pair.names[1]},
                    ],
                    "signs": [sign.value for sign in pair.similarity.signs],
                    "reasons": pair.similarity.reasons,
                }
                for pair in found.pairs
            ],
            "total": found.total,
            "crowded": found.crowded,
        },
        lines,
    )
    return FINDING if found.pairs else FINE


def _crowded(count: int) -> str:
    return ngettext(
        "{n} person has a name that very many have: they are only listed where more than the name is alike.",
        "{n} people have a name that very many have: they are only listed where more than the name is alike.",
        count,
    )


def merge(
    context: typer.Context,
    kept: CandidateId,
    others: Annotated[
        list[str], typer.Argument(metavar=N_("OTHER…"), help=N_("The entries that become part of it."))
    ],
    choose: Annotated[
        list[str] | None,
        typer.Option(
            "--choose",
            metavar=N_("FIELD=SIDE"),
            help=N_("Whose value stays, such as email=merged or note=both; else the fuller and newer."),
        ),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar=N_("TEXT"), help=N_("Why, for the log."))] = "",
    decider: As = "",
) -> None:
    """Merge entries."""
    session = session_of(context)
    kept_id = candidate_id(session, kept)
    merged_ids = [candidate_id(session, other) for other in others]
    chosen = dict(_choice(one) for one in choose or ())
    done = merging.merge(
        kept_id,
        merged_ids,
        choices=dict.fromkeys(merged_ids, chosen),
        who=session.who(decider),
        reason=reason,
        unit_of_work=session.unit_of_work,
    )
    lines = [_("The entries are one now: {name}.", name=done.kept.name), *done.told]
    lines += [_("To undo it: candidate unmerge {id}", id=one) for one in reversed(done.merge_ids)]
    session.answer(
        {"id": str(done.kept.id), "name": done.kept.name, "merges": [str(one) for one in done.merge_ids],
         "told": list(done.told)},
        lines,
    )  # fmt: skip


def _choice(typed: str) -> tuple[Field, Choice]:
    name, _mark, side = typed.partition("=")
    field = Field(one_of(name, [one.value for one in Field], "--choose"))
    choice = Choice(one_of(side, [one.value for one in Choice], field.value))
    if choice is Choice.BOTH and field not in merging.JOINABLE:
        raise UserError(
            _("“{typed}” is not possible for {name}.", typed=typed, name="--choose"),
            _("Possible are: {names}.", names=f"{field.value}=kept, {field.value}=merged"),
        )
    return field, choice


def unmerge(
    context: typer.Context,
    merge_id: Annotated[
        str,
        typer.Argument(
            metavar=N_("MERGE"), help=N_("Its id, or that of the candidate; the last characters are enough.")
        ),
    ],
    decider: As = "",
) -> None:
    """Undo a merge."""
    session = session_of(context)
    (done,) = merging.undo(
        [_merge_id(session, merge_id)], who=session.who(decider), unit_of_work=session.unit_of_work
    )
    session.answer(
        {"kept": str(done.kept.id), "merged": str(done.merged.id), "told": list(done.told)},
        [
            _("{one} and {other} stand by themselves again.", one=done.kept.name, other=done.merged.name),
            *done.told,
        ],
    )


def _merge_id(session: Session, typed: str) -> UUID:
    """The merge of that id, or the last merge of the candidate of that id."""
    unit_of_work = session.unit_of_work
    found = id_ending(
        typed,
        lambda end: (
            *ids.candidates(end, unit_of_work=unit_of_work), *ids.merges(end, unit_of_work=unit_of_work)
        ),
    )  # fmt: skip
    last = merging.merges_of(found, unit_of_work=unit_of_work)
    return last[0].id if last else found
