"""`candidate import` and `candidate export`: people out of files, and into files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from smmhire.cli import FINDING, FINE
from smmhire.cli.candidate import Vacancy, candidate_id
from smmhire.cli.output import listed, table
from smmhire.cli.session import Session, session_of
from smmhire.cli.typed import As, one_of
from smmhire.cli.usage import Command
from smmhire.cli.vacancy import vacancy_id
from smmhire.errors import UserError
from smmhire.services import candidate_export, candidate_import, import_words
from smmhire.services.candidate_import import Decisions, Fate, ImportPlan, PlannedRow
from smmhire.services.files import save_file
from smmhire.texts import N_, _, ngettext, number

if TYPE_CHECKING:
    from smmhire.exchange.candidate_table import RowIssue

DUPLICATES = {"join": Fate.JOIN, "add": Fate.ADD, "skip": Fate.SKIP}
# Rows and remarks are shown up to here; JSON has all.
SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, work, help_text in (
        (
            "import",
            import_files,
            N_("Bring candidates in from a table or JSON Resume; without --yes it only shows what would be."),
        ),
        ("export", export, N_("Write candidates into a file: JSON Resume, CSV or XLSX.")),
    ):
        app.command(name, cls=Command, help=help_text)(work)


def import_files(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar=N_("FILE…"),
            readable=False,
            help=N_("One CSV, TSV or XLSX, or any number of JSON Resumes."),
        ),
    ],
    vacancy: Vacancy = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--mapping",
            metavar=N_("FILE"),
            readable=False,
            help=N_("A mapping file; without it the columns are guessed."),
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar=N_("NAME"), help=N_("The sheet of a workbook; else the first.")),
    ] = None,
    duplicates: Annotated[
        str,
        typer.Option(
            "--duplicates",
            metavar="join|add|skip",
            help=N_("What becomes of those who are probably here: joined, added as new, or left out."),
        ),
    ] = "join",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Only say what would happen, also with --yes."))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Keep what is shown."))] = False,
    save_mapping: Annotated[
        Path | None,
        typer.Option("--save-mapping", metavar=N_("FILE"), help=N_("Write the mapping into a file.")),
    ] = None,
    decider: As = "",
) -> int:
    """Bring candidates in."""
    session = session_of(context)
    decisions = Decisions(likely=DUPLICATES[one_of(duplicates, DUPLICATES, "--duplicates")])
    of = None if vacancy is None else vacancy_id(session, vacancy)
    columns: dict[str, str] = {}
    if all(file.suffix.lower() == candidate_import.RESUME_SUFFIX for file in files):
        plan = candidate_import.plan_resumes(files, vacancy_id=of, unit_of_work=session.unit_of_work)
    else:
        plan, columns = _plan_table(session, files, of, mapping, sheet, save_mapping)
    lines = list(_plan_lines(plan, decisions, columns))
    brought = None
    if yes and not dry_run:
        changes = {Fate.ADD, Fate.JOIN} & set(plan.fates(decisions))
        if changes:
            brought = candidate_import.bring_in(
                plan, decisions, who=session.who(decider), unit_of_work=session.unit_of_work
            )
            lines.append(import_words.brought_text(brought))
        else:
            lines.append(_("Nothing has changed."))
    else:
        lines.append(_("Nothing has been kept. --yes keeps it."))
    session.answer(
        {
            "file": plan.file_name,
            "columns": columns,
            "rows": plan.count,
            "unusable": plan.left_out,
            "fates": {fate.value: n for fate, n in plan.fates(decisions).items()},
            "people": [_plain_row(plan, row, decisions) for row in plan.rows],
            "problems": [_plain_issue(issue) for issue in plan.issues],
            "kept": brought is not None,
            "added": [] if brought is None else [str(one) for one in brought.new],
            "changed": [] if brought is None else [str(after.id) for _before, after in brought.changed],
        },
        lines,
    )
    return FINDING if plan.issues else FINE


def _plan_table(
    session: Session,
    files: Sequence[Path],
    of: UUID | None,
    mapping: Path | None,
    sheet: str | None,
    save_mapping: Path | None,
) -> tuple[ImportPlan, dict[str, str]]:
    if len(files) > 1:
        raise UserError(
            _("Tables come in one at a time."), _("Give one table, or several files of JSON Resume (.json).")
        )
    read = candidate_import.read_table(files[0], sheet=sheet)
    chosen = candidate_import.guess(read) if mapping is None else candidate_import.mapping_file(mapping)
    if save_mapping is not None:
        save_file(chosen.to_json().encode(), save_mapping)
    plan = candidate_import.plan_table(read, chosen, vacancy_id=of, unit_of_work=session.unit_of_work)
    return plan, dict(chosen.columns)


def _plan_lines(plan: ImportPlan, decisions: Decisions, columns: dict[str, str]) -> Iterator[str]:
    names = candidate_import.field_names()
    for field, heading in columns.items():
        yield from listed(f"  {_(names[field])} ← ", heading)
    yield ""
    yield import_words.counts_text(plan, decisions)
    told = [row for row in plan.rows if row.match is not None]
    rows = [
        [
            number(row.incoming.row),
            row.incoming.name,
            import_words.outcome_text(row),
            import_words.fate_text(row, decisions),
            import_words.match_text(plan, row.match),
            "" if row.match is None else row.match.similarity.reasons,
        ]
        for row in told[:SHOWN]
    ]
    if rows:
        headings = [_("Row"), _("Name"), _("Compared"), _("What becomes of it"), _("Like"), _("Why")]
        yield from table(headings, rows, numbers=(0,))
    yield from _more(len(told))
    for issue in plan.issues[:SHOWN]:
        place = _("Row {n}", n=number(issue.row)) if issue.row else issue.place
        if issue.column:
            place += f", {issue.column}"
        yield from listed(f"  {place}: ", f"{issue.reason} {issue.what_to_do}")
    yield from _more(len(plan.issues))


def _more(count: int) -> Iterator[str]:
    if count > SHOWN:
        yield "  " + _("and {n} more (--json lists them)", n=number(count - SHOWN))


def _plain_row(plan: ImportPlan, row: PlannedRow, decisions: Decisions) -> dict[str, Any]:
    found = row.incoming
    match = row.match
    return {
        "row": found.row,
        "name": found.name,
        "email": found.email,
        "phone": found.phone,
        "experience_years": found.experience_years,
        "tags": list(found.tags),
        "vacancy": None if found.vacancy_id is None else str(found.vacancy_id),
        "applied_at": None if found.applied_at is None else found.applied_at.isoformat(),
        "stage": None if found.stage is None else found.stage.value,
        "outcome": row.outcome.value,
        "fate": decisions.fate(row).value,
        "like": None
        if match is None
        else {
            "candidate": None if match.person_id is None else str(match.person_id),
            "row": None if match.row_at is None else plan.rows[match.row_at].incoming.row,
            "name": match.name,
            "score": round(match.similarity.score, 4),
            "signs": [sign.value for sign in match.similarity.signs],
        },
    }


def _plain_issue(issue: RowIssue) -> dict[str, Any]:
    return {
        "row": issue.row,
        "file": issue.place or None,
        "column": issue.column,
        "code": issue.code,
        "reason": issue.reason,
        "what_to_do": issue.what_to_do,
        "is_left_out": issue.is_left_out,
    }


def export(
    context: typer.Context,
    out: Annotated[
        Path, typer.Option("--out", metavar=N_("FILE"), help=N_("The file to write."), readable=False)
    ],
    candidate: Annotated[
        list[str] | None,
        typer.Argument(metavar=N_("CANDIDATE…"), help=N_("Their ids; the last characters are enough.")),
    ] = None,
    everybody: Annotated[bool, typer.Option("--all", help=N_("All candidates."))] = False,
    form: Annotated[
        str, typer.Option("--format", metavar="json-resume|csv|xlsx", help=N_("The format of the file."))
    ] = "json-resume",
) -> None:
    """Write candidates into a file."""
    session = session_of(context)
    if everybody == bool(candidate):
        raise UserError(
            _("Give the ids of candidates, or --all."), _("One of the two says who is written into the file.")
        )
    wanted = None if everybody else [candidate_id(session, one) for one in candidate or ()]
    by_name: dict[str, candidate_export.Format] = {known: known for known in candidate_export.FORMATS}
    chosen = by_name[one_of(form, by_name, "--format")]
    content, count = candidate_export.people_bytes(wanted, chosen, unit_of_work=session.unit_of_work)
    save_file(content, out)
    said = ngettext(
        "{n} candidate written to {file}.", "{n} candidates written to {file}.", count, file=out.name
    )
    session.answer({"file": str(out), "candidates": count}, [said])
