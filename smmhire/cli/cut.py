"""`vacancy cut`: the cut score of a form, set by judges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from smmhire.cli import FINDING, FINE
from smmhire.cli.output import table, wrapped
from smmhire.cli.session import session_of
from smmhire.cli.typed import one_of, plain_number, whole
from smmhire.cli.usage import Command
from smmhire.errors import UserError
from smmhire.services import cut_study, cut_study_file, vacancies
from smmhire.services.json_file import read_json
from smmhire.texts import N_, _, language, latin_digits, number

if TYPE_CHECKING:
    from smmhire.assessment.cut_figures import CutFigures
    from smmhire.assessment.cut_study import CutStudy
    from smmhire.services.cut_study import CutDesk
    from smmhire.services.cut_study_file import StudyImport


def register(app: typer.Typer) -> None:
    """Add the command of this module to the group `vacancy`."""
    help_text = N_(
        "Show what judges wrote to set the cut score and what it comes to, or take in their tables."
    )
    app.command("cut", cls=Command, help=help_text)(cut)


def cut(
    context: typer.Context,
    vacancy: Annotated[
        str, typer.Argument(metavar=N_("VACANCY"), help=N_("Its id; the last characters are enough."))
    ],
    method: Annotated[
        str, typer.Option("--method", metavar="angoff|hofstee", help=N_("How the cut is set from now on."))
    ] = "",
    minus: Annotated[
        str, typer.Option("--minus", metavar="0|1|2", help=N_("Lower the cut by so many standard errors."))
    ] = "",
    judges: Annotated[
        list[str] | None,
        typer.Option("--judge", metavar=N_("NAME"), help=N_("Add a judge; may be repeated.")),
    ] = None,
    bounds: Annotated[
        list[str] | None,
        typer.Option(
            "--bounds",
            metavar=N_("NAME=50-70:10-40"),
            help=N_("A judge’s limits for Hofstee: cuts, then shares failing, in percent; may be repeated."),
        ),
    ] = None,
    study_file: Annotated[
        Path | None,
        typer.Option(
            "--set",
            metavar=N_("FILE"),
            readable=False,
            help=N_("A whole study as JSON, as `vacancy cut --json` shows it, in place of the one there is."),
        ),
    ] = None,
    table_file: Annotated[
        Path | None,
        typer.Option(
            "--import",
            metavar=N_("FILE"),
            readable=False,
            help=N_("Take in a table that a judge has filled in: CSV or XLSX."),
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("With --import: only say what it would bring."))
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--export", metavar=N_("FILE"), help=N_("Write a table for judges: .csv or .xlsx.")),
    ] = None,
    judge: Annotated[
        str, typer.Option("--for", metavar=N_("NAME"), help=N_("With --export: only this judge’s column."))
    ] = "",
    with_key: Annotated[
        bool, typer.Option("--with-key", help=N_("With --export: also what is right."))
    ] = False,
    use: Annotated[
        bool, typer.Option("--use", help=N_("Write the cut into the form of the vacancy."))
    ] = False,
) -> int:
    """Show or change the study of a cut; the exit code says whether there is something against the cut."""
    from smmhire.cli.vacancy import vacancy_id

    session = session_of(context)
    unit_of_work = session.unit_of_work
    found = vacancy_id(session, vacancy)
    title = vacancies.get(found, unit_of_work=unit_of_work).title
    desk = cut_study.open_desk(found, unit_of_work=unit_of_work)
    study = _changed(desk, method, minus, judges or [], bounds or [], study_file)
    notes: list[str] = []
    if table_file is not None:
        read = cut_study_file.dry_run(desk, study, table_file)
        if dry_run:
            session.answer(_plain_import(read), _import_lines(read))
            return FINDING if read.problems else FINE
        cut_study_file.check_import(read)
        study = read.study
        notes += cut_study_file.import_lines(read)
    if study != desk.study:
        desk = cut_study.save_study(desk, study, unit_of_work=unit_of_work)
    if out is not None:
        name = _judge(study, judge) if judge else None
        cut_study_file.export(desk, study, out, language(), judge=name, with_key=with_key)
        notes.append(_("Written: {file}", file=out))
    if use:
        spec, _figures = cut_study.take_over(found, unit_of_work=unit_of_work)
        notes.append(_("The form now asks for {cut}.", cut=f"{number(spec.settings.cut or 0)}%"))
    figures = cut_study.figures(desk, desk.study)
    session.answer(cut_study.to_plain(desk, figures), _lines(title, desk, figures, notes))
    return FINE if figures.is_usable else FINDING


def _changed(
    desk: CutDesk, method: str, minus: str, judges: list[str], bounds: list[str], study_file: Path | None
) -> CutStudy:
    """The study with what the options say. Raises UserError for what cannot be."""
    from smmhire.assessment.attempts import UnfitSetting
    from smmhire.assessment.cut_study import CutMethod

    study = desk.study
    if study_file is not None:
        study = _read_study(study_file).for_items([item.id for item in desk.items])
    try:
        for name in judges:
            study = study.with_judge(name)
        for typed in bounds:
            study = _with_bounds(study, typed)
        if method:
            study = replace(
                study, method=CutMethod(one_of(method, [one.value for one in CutMethod], "--method"))
            )
        if minus:
            study = replace(study, minus_errors=whole(minus, "--minus"))
    except UnfitSetting as unfit:
        raise cut_study.not_possible(unfit) from unfit
    return study


def _read_study(path: Path) -> CutStudy:
    content = read_json(path, _("`vacancy cut --json` shows what such a file looks like."))
    if isinstance(content, dict):
        fields = cast("dict[str, Any]", content)
        content = fields.get("study", fields)
    return cut_study.read_study(content)


def _with_bounds(study: CutStudy, typed: str) -> CutStudy:
    from smmhire.assessment.cut_study import WrittenBounds

    name, _sign, figures = typed.rpartition("=")
    cuts, _colon, failing = latin_digits(figures).replace("–", "-").replace("%", "").partition(":")
    read = [plain_number(one) for part in (cuts, failing) for one in part.split("-")]
    values = [float(one) for one in read if one is not None]
    if not name.strip() or len(read) != 4 or len(values) != 4:
        raise UserError(
            _("“{typed}” is not possible for {name}.", typed=typed, name="--bounds"),
            _("Write the judge, the lowest and highest cut and the shares failing, e.g. NAME=50-70:10-40."),
        )
    return study.with_bounds(study.judges.index(_judge(study, name)), WrittenBounds(*values))


def _judge(study: CutStudy, typed: str) -> str:
    """The judge of that name as the study spells it. Raises UserError where there is none."""
    from smmhire.assessment.cut_study import same_name

    for name in study.judges:
        if same_name(name, typed):
            return name
    raise UserError(
        _("There is no judge “{name}”.", name=typed.strip()),
        _("The judges are: {names}.", names=", ".join(study.judges))
        if study.judges
        else _("Add one with --judge."),
    )


# -- showing -----------------------------------------------------------------------------------------
def _plain_import(found: StudyImport) -> dict[str, Any]:
    return {
        "file": found.file_name,
        "judges": [
            {
                "name": one.name,
                "is_new": one.is_new,
                "figures": one.figures,
                "changes": one.changes,
                "aside": one.aside,
                "missing": one.missing,
            }
            for one in found.judges
        ],
        "problems": list(found.problems),
        "left_out": list(found.left_out),
    }


def _import_lines(found: StudyImport) -> Iterator[str]:
    for line in [*cut_study_file.import_lines(found), *(f"! {problem}" for problem in found.problems)]:
        yield from wrapped(line)
    yield _("Nothing has been written.")


def _lines(title: str, desk: CutDesk, found: CutFigures, notes: list[str]) -> Iterator[str]:
    from smmhire.assessment.cut_words import METHODS, cut_sentence

    for note in notes:
        yield from wrapped(note)
    if notes:
        yield ""
    yield _("Cut score: {title}", title=title)
    yield _(METHODS[desk.study.method])
    if desk.is_example:
        yield from wrapped(_("Every candidate gets other questions; these are those of one such form."))
    if found.angoff is not None:
        yield ""
        rows = [
            [
                desk.study.judges[at],
                f"{number(100 * one.cut, 1)}%",
                number(100 * one.severity, 1),
                "–" if one.agreement is None else number(one.agreement, 2),
            ]
            for at, one in zip(found.counted, found.angoff.judges, strict=True)
        ]
        headings = [_("Judge"), _("Own cut"), _("Against the others"), _("Goes with them")]
        yield from table(headings, rows, numbers=(1, 2, 3))
    yield ""
    yield from wrapped(cut_sentence(found, desk.study.minus_errors) or _("No cut yet"))
    for remark in found.remarks:
        yield from wrapped(f"! {cut_study.described(remark)}")
