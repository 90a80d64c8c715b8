"""`vacancy export`, `posting`, `sheet`, `import`, `taxonomy`: vacancies for people and programs outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smmhire.cli.output import table, wrapped
from smmhire.cli.session import Session, session_of
from smmhire.cli.typed import one_of
from smmhire.cli.usage import Command
from smmhire.cli.vacancy_versions import VacancyId
from smmhire.errors import UserError
from smmhire.texts import N_, _, language, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from smmhire.bilingual import Language
    from smmhire.services.job_postings import FoundPosting

FORMATS = ("json", "jsonld", "text", "html", "pdf")
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar=N_("FILE"), help=N_("Where to; without it, to the terminal.")),
]
EmploymentType = Annotated[
    str,
    typer.Option(
        "--employment-type",
        metavar="FULL_TIME|PART_TIME|…",
        help=N_("What job boards are told of the hours; without it, nothing."),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, work, help_text in (
        (
            "export",
            export,
            N_("Write a vacancy: json with its form (for `vacancy new --file`), jsonld, text, html or pdf."),
        ),
        ("posting", posting, N_("Write the posting, as text or as a page.")),
        ("sheet", sheet, N_("Write the vacancy sheet as a PDF.")),
        (
            "import",
            bring_in,
            N_("Make a vacancy of a file: of this program, or a job posting (JSON-LD, a saved page)."),
        ),
        ("taxonomy", taxonomy_list, N_("Find official skills, tasks and occupations (ESCO, O*NET).")),
    ):
        app.command(name, cls=Command, help=help_text)(work)


def export(
    context: typer.Context,
    vacancy: VacancyId,
    kind: Annotated[
        str,
        typer.Option("--format", metavar="json|jsonld|text|html|pdf", help=N_("What to write.")),
    ] = "json",
    employment_type: EmploymentType = "",
    out: Out = None,
) -> None:
    """Write a vacancy in one of the formats."""
    _write(session_of(context), vacancy, one_of(kind, FORMATS, "--format"), employment_type, out)


def posting(
    context: typer.Context,
    vacancy: VacancyId,
    as_page: Annotated[bool, typer.Option("--html", help=N_("As a page instead of plain text."))] = False,
    employment_type: EmploymentType = "",
    out: Out = None,
) -> None:
    """Write the posting."""
    _write(session_of(context), vacancy, "html" if as_page else "text", employment_type, out)


def sheet(
    context: typer.Context,
    vacancy: VacancyId,
    out: Annotated[Path, typer.Option("--out", metavar=N_("FILE"), help=N_("The PDF to write."))],
) -> None:
    """Write the sheet."""
    _write(session_of(context), vacancy, "pdf", "", out)


def _write(session: Session, vacancy: str, kind: str, employment_type: str, out: Path | None) -> None:
    from smmhire.cli.vacancy import vacancy_id
    from smmhire.services.files import save_file

    if kind == "pdf" and out is None:
        raise UserError(
            _("A PDF cannot be shown in the terminal."),
            _("Name a file: {example}.", example="--out sheet.pdf"),
        )
    content = _content(session, vacancy_id(session, vacancy), kind, employment_type)
    if out is None:
        text = content.decode().rstrip("\n")
        if session.as_json and kind in ("text", "html"):
            session.answer({"format": kind, "text": text}, ())
        else:
            session.write(text)  # the other formats are JSON themselves
        return
    save_file(content, out)
    session.answer({"file": str(out), "bytes": len(content)}, [_("Written: {file}", file=out)])


def _content(session: Session, found: UUID, kind: str, employment_type: str) -> bytes:
    """Of what was published last; the JSON file alone is of the draft, as somebody goes on with it."""
    from smmhire.services import documents, job_postings, vacancy_file

    unit_of_work, spoken = session.unit_of_work, _spoken()
    if kind == "pdf":
        return documents.vacancy_sheet_pdf(found, spoken, unit_of_work=unit_of_work)
    if kind == "json":
        return vacancy_file.as_json(found, unit_of_work=unit_of_work)
    this = job_postings.offered(found, unit_of_work=unit_of_work)
    hours = job_postings.employment_type(employment_type)
    if kind == "jsonld":
        return f"{job_postings.linked_data_text(this, spoken, hours)}\n".encode()
    if kind == "html":
        return job_postings.posting_page(this, spoken, hours).encode()
    return job_postings.posting_text(this.profile, spoken).encode()


def bring_in(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar=N_("FILE"), readable=False, help=N_("The file to read."))],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Only say what would become of it; keep nothing."))
    ] = False,
) -> None:
    """Make a vacancy of a file."""
    from smmhire.services import job_postings, profile_file, vacancies, vacancy_file

    session = session_of(context)
    unit_of_work, employer = session.unit_of_work, session.settings.employer
    if vacancy_file.is_posting(file):
        found = job_postings.read_file(file, employer=employer)
        kept = found.read.profile if dry_run else job_postings.accept(found, unit_of_work=unit_of_work)
        report, lines = _report(found), list(_report_lines(found))
    else:
        given = vacancy_file.read_file(file, vacancies.new_profile(employer=employer))
        kept = given.profile if dry_run else vacancy_file.keep(given, unit_of_work=unit_of_work)
        report, lines = [], []
    said = (
        _("“{title}” can be read. Nothing has been kept.", title=kept.title)
        if dry_run
        else _("“{title}” has been saved.", title=kept.title)
    )
    if not dry_run:
        said += " " + _("Id: {id}", id=kept.id)
    plain = profile_file.to_plain(kept) | {"kept": not dry_run, "report": report}
    session.answer(plain, [*lines, said])


def _report(found: FoundPosting) -> list[dict[str, str]]:
    return [
        {"property": one.property, "fate": one.fate.value, "value": one.value, "reason": one.reason}
        for one in found.read.lines
    ]


def _report_lines(found: FoundPosting) -> Iterator[str]:
    from smmhire.services.job_postings import FATES, property_name

    for one in found.read.lines:
        yield from wrapped(f"{property_name(one.property)} ({_(FATES[one.fate])}): {one.value}")
        if one.reason:
            yield from wrapped(one.reason, "  ")
    yield ""


def taxonomy_list(
    context: typer.Context,
    words: Annotated[
        str, typer.Argument(metavar=N_("WORDS"), help=N_("What to look for; without it, all."))
    ] = "",
) -> None:
    """Find official entries."""
    from smmhire.services import taxonomy

    found = taxonomy.search(words)
    plain: list[dict[str, Any]] = [
        {
            "id": one.id,
            "system": one.system.value,
            "kind": one.kind.value,
            "code": one.code,
            "name": {"en": one.name.en, "bn": one.name.bn},
        }
        for one in found
    ]
    rows = [[one.id, taxonomy.kind_text(one), say(one.name)] for one in found]
    lines = table([_("Id"), _("List"), _("Name")], rows) if rows else [_("Nothing was found.")]
    session_of(context).answer(plain, [*lines, "", *wrapped(_(taxonomy.CREDIT))])


def _spoken() -> Language:
    return "bn" if language() == "bn" else "en"
