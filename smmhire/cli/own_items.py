"""`item …` of an employer's own questions: listed, brought in, let into forms, deleted, given away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smmhire.assessment.item_review_texts import LANGUAGE_NAMES, TYPE_NAMES
from smmhire.assessment.own_items import filled, languages_of
from smmhire.cli import FINDING, FINE
from smmhire.cli.item_text import plain_item, shortened
from smmhire.cli.output import listed, table, wrapped
from smmhire.cli.session import session_of
from smmhire.cli.usage import Command
from smmhire.services import own_import, own_items
from smmhire.services.own_import import Outcome
from smmhire.texts import N_, _, language, ngettext, say

if TYPE_CHECKING:
    from smmhire.assessment.own_items import OwnItem
    from smmhire.cli.session import Session
    from smmhire.services.own_import import ImportPlan, Planned

Ids = Annotated[list[str], typer.Argument(metavar=N_("ITEM …"), help=N_("Ids of your own questions."))]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, work, help_text in (
        ("release", release, N_("Let questions of your own into forms.")),
        ("withdraw", withdraw, N_("Keep questions of your own out of forms.")),
        ("delete", delete, N_("Delete questions of your own; `item restore` brings them back.")),
        ("restore", restore, N_("Bring deleted questions of your own back.")),
    ):
        app.command(name, cls=Command, help=help_text)(work)


# -- listing -----------------------------------------------------------------------------------------
def show_list(session: Session, competency: str | None, kind: str | None) -> None:
    """All own questions, of a competency or a type if asked for."""
    from smmhire.services.role import role

    found = [
        own
        for own in own_items.listing(unit_of_work=session.unit_of_work)
        if competency in (None, own.item.competency) and kind in (None, own.item.type.value)
    ]
    names = {one.id: say(one.short_name) for one in role().competencies}
    rows = [
        [
            own.id,
            names.get(own.item.competency, own.item.competency) or "—",
            _(TYPE_NAMES[own.item.type.value]),
            ", ".join(_(LANGUAGE_NAMES[code]) for code in sorted(languages_of(own.item))) or "—",
            state(own),
            shortened(" ".join(say(filled(own.item).stem).split())),
        ]
        for own in found
    ]
    headings = [_("Id"), _("Competency"), _("Type"), _("Languages"), _("State"), _("Question")]
    lines = table(headings, rows) if rows else [_("There are no questions of your own yet.")]
    session.answer([plain_own(own) for own in found], lines)


def state(own: OwnItem) -> str:
    """Whether it is asked, or what it lacks, in short."""
    lacks = len(own_items.problems(own.item))
    if lacks:
        return ngettext("{n} thing missing", "{n} things missing", lacks)
    return _("in forms") if own.is_released else _("not in forms")


def plain_own(own: OwnItem) -> dict[str, Any]:
    """An own question for programs, with what it lacks."""
    return plain_item(own.item) | {
        "name": own.name,
        "origin": own.origin,
        "is_released": own.is_released,
        "languages": sorted(languages_of(own.item)),
        "lacks": [what for _place, what in own_items.problems(own.item)],
        "updated_at": own.updated_at.isoformat(),
    }


# -- bringing in -------------------------------------------------------------------------------------
def bring_in(session: Session, file: Path, competency: str, *, released: bool) -> int:
    """Keep the questions of a file; the exit code says whether something was left out or is to be looked
    at."""
    plan = own_import.plan(file, competency, unit_of_work=session.unit_of_work)
    done = None
    if plan.coming:
        done = own_import.bring_in(plan, unit_of_work=session.unit_of_work, release=released)
    lines = [*_plan_lines(plan)]
    if done is None:
        lines += wrapped(_("Nothing has been brought in."))
    else:
        count = len(done.new) + len(done.before)
        lines += wrapped(
            ngettext("{n} question has been brought in.", "{n} questions have been brought in.", count)
        )
    session.answer(
        {
            "file": plan.file_name,
            "format": plan.format,
            "questions": [_plain_row(row) for row in plan.rows],
            "notes": list(plan.notes),
            "new": [] if done is None else list(done.new),
            "second_language": [] if done is None else [own.id for own in done.before],
        },
        lines,
    )
    is_clean = not plan.notes and not any(
        row.notes or row.lacks or row.outcome in (Outcome.LEFT_OUT, Outcome.UNSUPPORTED) for row in plan.rows
    )
    return FINE if is_clean else FINDING


def _plan_lines(plan: ImportPlan) -> Iterator[str]:
    rows = [
        [row.where, own_import.outcome_text(row), shortened(row.beginning or row.name)] for row in plan.rows
    ]
    yield from table([_("Place"), _("What becomes of it"), _("Question")], rows)
    yield ""
    for note in plan.notes:
        yield from listed("  • ", note)
    for row in plan.rows:
        for note in (*row.notes, *row.lacks):
            yield from listed("  • " if row.comes_in else "  ✗ ", f"{row.where}: {note}")


def _plain_row(row: Planned) -> dict[str, Any]:
    return {
        "where": row.where,
        "name": row.name,
        "outcome": row.outcome.value,
        "id": row.own_id or None,
        "stem": row.beginning,
        "notes": list(row.notes),
        "lacks": list(row.lacks),
    }


# -- giving away -------------------------------------------------------------------------------------
def write_out(session: Session, out: Path, format: str, competency: str | None) -> None:
    """Write own questions to a file, in the language of --lang; as JSON whole, in both."""
    unit_of_work = session.unit_of_work
    found = own_items.listing(unit_of_work=unit_of_work)
    ids = [own.id for own in found if competency in (None, own.item.competency)]
    notes: tuple[str, ...] = ()
    left_out = 0
    if format == "json":
        count = own_items.export_whole(ids, out, unit_of_work=unit_of_work)
    else:
        written, left_out = own_items.export(ids, out, format, language(), unit_of_work=unit_of_work)
        count, notes = written.count, written.notes
    lines = [ngettext("{n} question written: {file}", "{n} questions written: {file}", count, file=out)]
    if left_out:
        lines.append(
            ngettext(
                "{n} is not whole in this language and is left out.",
                "{n} are not whole in this language and are left out.",
                left_out,
            )
        )
    for note in notes:
        lines += listed("  • ", note)
    session.answer(
        {"file": str(out), "format": format, "questions": count, "left_out": left_out, "notes": list(notes)},
        lines,
    )


# -- changing ----------------------------------------------------------------------------------------
def release(context: typer.Context, items: Ids) -> None:
    """Let questions into forms."""
    _set_released(session_of(context), items, True)


def withdraw(context: typer.Context, items: Ids) -> None:
    """Keep questions out of forms."""
    _set_released(session_of(context), items, False)


def _set_released(session: Session, items: list[str], is_released: bool) -> None:
    ids = _known(session, items)
    count = own_items.set_released(ids, is_released, unit_of_work=session.unit_of_work)
    if is_released:
        text = ngettext("{n} question may be asked now.", "{n} questions may be asked now.", count)
    else:
        text = ngettext("{n} question is no longer asked.", "{n} questions are no longer asked.", count)
    session.answer({"items": list(ids), "is_released": is_released, "changed": count}, [text])


def delete(context: typer.Context, items: Ids) -> None:
    """Delete questions."""
    session = session_of(context)
    ids = _known(session, items)
    own_items.delete(ids, unit_of_work=session.unit_of_work)
    session.answer(
        {"items": list(ids)},
        [ngettext("{n} question has been deleted.", "{n} questions have been deleted.", len(ids))],
    )


def restore(context: typer.Context, items: Ids) -> None:
    """Bring deleted questions back."""
    session = session_of(context)
    ids = tuple(dict.fromkeys(item.upper() for item in items))
    own_items.undo_delete(own_items.DeletedItems(ids), unit_of_work=session.unit_of_work)
    session.answer(
        {"items": list(ids)},
        [ngettext("{n} question is back.", "{n} questions are back.", len(ids))],
    )


def _known(session: Session, items: list[str]) -> tuple[str, ...]:
    """The ids, each once, as they are written. Raises UserError for one there is none of."""
    return tuple(dict.fromkeys(own_items.get(item, unit_of_work=session.unit_of_work).id for item in items))
