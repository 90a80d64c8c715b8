"""`item import` and `item export`: question files of other programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smmhire.assessment.item_review_texts import TYPE_NAMES
from smmhire.cli import FINDING, FINE, own_items
from smmhire.cli.item_text import shortened
from smmhire.cli.output import listed, table, wrapped
from smmhire.cli.session import session_of
from smmhire.cli.typed import one_of, whole
from smmhire.cli.usage import Command
from smmhire.errors import UserError
from smmhire.services import item_files
from smmhire.texts import N_, _, language, ngettext, number

if TYPE_CHECKING:
    from smmhire.exchange.items.draft import DraftItem, ItemImport
    from smmhire.exchange.items.problems import ItemProblem, UnsupportedItem

# More are shown with --json.
DRAFTS_SHOWN = 20
PROBLEMS_SHOWN = 30


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, work, help_text in (
        (
            "import",
            import_file,
            N_("Show what a GIFT, Moodle XML, Aiken, CSV, XLSX or QTI file would bring; --out writes it."),
        ),
        ("export", export, N_("Write questions for other programs: GIFT, Moodle XML, QTI 3 or CSV.")),
    ):
        app.command(name, cls=Command, help=help_text)(work)


def import_file(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar=N_("FILE"), readable=False, help=N_("The file of questions."))
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar=N_("FILE.yaml"),
            help=N_("Write an item file to complete; without it nothing is written."),
        ),
    ] = None,
    competency: Annotated[
        str, typer.Option("--competency", metavar=N_("ID"), help=N_("What the questions ask about."))
    ] = "",
    keep: Annotated[bool, typer.Option("--keep", help=N_("Bring the questions in as your own."))] = False,
    release: Annotated[
        bool, typer.Option("--release", help=N_("With --keep: let those that lack nothing into forms."))
    ] = False,
) -> int:
    """Import questions; the exit code says whether something is left out or to be looked at."""
    if keep:
        usual = _competency(competency) if competency else ""
        return own_items.bring_in(session_of(context), file, usual, released=release)
    if out is not None and not competency:
        raise UserError(
            _("It is not said which competency the questions belong to."),
            _("Add --competency with its id; “role competencies” lists them."),
        )
    if out is not None:
        competency = _competency(competency)
    found = item_files.read(file)
    lines = list(_import_lines(found))
    stored = None
    if out is not None and found.drafts:
        stored = item_files.to_yaml(found, competency, out)
        lines += wrapped(_("Written: {file}", file=stored))
        lines += wrapped(_("Complete the marked places, then: item check {file}", file=stored))
    else:
        lines.append(_("Nothing has been written."))
    session_of(context).answer(_plain(found) | {"written": str(stored) if stored else None}, lines)
    return FINDING if found.unsupported or found.problems else FINE


def export(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("The file to write."))],
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="gift|moodle|qti3|csv|json",
            help=N_("The format; json holds your own questions whole, in both languages."),
        ),
    ] = "",
    competency: Annotated[
        str, typer.Option("--competency", metavar=N_("ID"), help=N_("Only of this competency."))
    ] = "",
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            metavar=N_("FILE"),
            readable=False,
            help=N_("A file or folder of your own questions instead of the bank."),
        ),
    ] = None,
    seed: Annotated[
        str,
        typer.Option("--seed", metavar=N_("NUMBER"), help=N_("Draws the values of calculations.")),
    ] = str(item_files.DEFAULT_SEED),
    own: Annotated[bool, typer.Option("--own", help=N_("Your own questions instead of the bank."))] = False,
) -> None:
    """Export questions, in the language of --lang."""
    from smmhire.services import item_bank

    chosen = one_of(format, (*item_files.FORMATS, *(["json"] if own else [])), "--format")
    if own:
        own_items.write_out(session_of(context), out, chosen, _competency(competency) if competency else None)
        return
    of = _competency(competency) if competency else None
    items = [item for item in item_bank.load(file) if of in (None, item.competency)]
    written = item_files.export(items, out, chosen, language(), seed=whole(seed, "--seed"))
    lines = [
        ngettext("{n} question written: {file}", "{n} questions written: {file}", written.count, file=out)
    ]
    for note in written.notes:
        lines += listed("  • ", note)
    session_of(context).answer(
        {
            "file": str(out),
            "format": chosen,
            "language": language(),
            "questions": written.count,
            "left_out": len(items) - written.count,
            "notes": list(written.notes),
        },
        lines,
    )


def _competency(typed: str) -> str:
    from smmhire.services.role import role

    return one_of(typed, (one.id for one in role().competencies), "--competency")


# -- what a file would bring, for people --------------------------------------------------------------
def _import_lines(found: ItemImport) -> Iterator[str]:
    yield _(
        "{name} ({kind}): {all} questions, {drafts} can come in, {wrong} are left out as something is wrong, "
        "{other} are of a kind that cannot come in.",
        name=found.file_name,
        kind=found.format,
        all=number(found.question_count),
        drafts=number(len(found.drafts)),
        wrong=number(found.left_out),
        other=number(len(found.unsupported)),
    )
    yield ""
    if found.drafts:
        rows = [
            [shortened_name(draft), _(TYPE_NAMES[draft.type.value]), shortened(" ".join(draft.stem.split()))]
            for draft in found.drafts[:DRAFTS_SHOWN]
        ]
        yield from table([_("Name"), _("Type"), _("Question")], rows)
        yield from _more(len(found.drafts) - DRAFTS_SHOWN)
        yield ""
    for other in found.unsupported[:PROBLEMS_SHOWN]:
        yield from listed("  – ", _entry(other))
    yield from _more(len(found.unsupported) - PROBLEMS_SHOWN)
    # What is left out first: the rest comes in.
    problems = sorted(found.problems, key=lambda problem: not problem.is_left_out)
    for problem in problems[:PROBLEMS_SHOWN]:
        yield from listed("  ✗ " if problem.is_left_out else "  • ", _entry(problem))
    yield from _more(len(problems) - PROBLEMS_SHOWN)
    if found.unsupported or problems:
        yield ""


def shortened_name(draft: DraftItem) -> str:
    """What a draft is called, for one column of a list."""
    name = draft.identifier or draft.name or "—"
    return name if len(name) <= 24 else name[:23] + "…"


def _entry(found: ItemProblem | UnsupportedItem) -> str:
    return f"{found.place.words}: {found.reason} {found.what_to_do}"


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield "  " + _("and {n} more (--json lists them)", n=number(count))


# -- for programs ------------------------------------------------------------------------------------
def _plain(found: ItemImport) -> dict[str, Any]:
    return {
        "file": found.file_name,
        "format": found.format,
        "questions": found.question_count,
        "drafts": [_plain_draft(draft) for draft in found.drafts],
        "problems": [
            _plain_place(p) | {"code": p.code, "is_left_out": p.is_left_out} for p in found.problems
        ],
        "unsupported": [_plain_place(other) | {"kind": other.kind} for other in found.unsupported],
    }


def _plain_place(found: ItemProblem | UnsupportedItem) -> dict[str, Any]:
    place = found.place
    return {
        "question": place.number or None,
        "name": place.name,
        "line": place.line or None,
        "file": place.file or None,
        "reason": found.reason,
        "what_to_do": found.what_to_do,
    }


def _plain_draft(draft: DraftItem) -> dict[str, Any]:
    key = draft.number
    return {
        "name": draft.name,
        "id": draft.identifier,
        "type": draft.type.value,
        "category": draft.category,
        "language": draft.language,
        "line": draft.place.line or None,
        "stem": draft.stem,
        "feedback": draft.feedback,
        "options": [
            {
                "text": option.text,
                "is_correct": option.is_correct,
                "feedback": option.feedback,
                "match": option.match or None,
                "weight": None if option.weight is None else float(option.weight),
                "effectiveness": None if option.effectiveness is None else float(option.effectiveness),
            }
            for option in draft.options
        ],
        "number": None
        if key is None
        else {
            "value": float(key.value),
            "tolerance": float(key.tolerance),
            "unit": key.unit,
            "mistakes": [{"value": float(m.value), "feedback": m.feedback} for m in key.mistakes],
            "otherwise": key.otherwise,
        },
    }
