"""`rank`: the candidates of a vacancy in tiers, and why each stands where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smmhire.cli import rank_text
from smmhire.cli.candidate import candidate_id
from smmhire.cli.rank_options import competency_names, competency_values, question
from smmhire.cli.session import Session, session_of
from smmhire.cli.typed import one_of, whole
from smmhire.cli.usage import Command
from smmhire.cli.vacancy import vacancy_id
from smmhire.errors import UserError
from smmhire.texts import N_, _, language

if TYPE_CHECKING:
    from smmhire.bilingual import Language
    from smmhire.candidates.what_if import WhatIf
    from smmhire.services.ranking import VacancyRanking

_VALUE = N_("COMPETENCY=NUMBER")


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("rank", cls=Command, help=N_("Rank the candidates of a vacancy, with reasons."))(rank)


def rank(
    context: typer.Context,
    vacancy: Annotated[
        str,
        typer.Option("--vacancy", metavar=N_("VACANCY"), help=N_("Its id; the last characters are enough.")),
    ],
    weights: Annotated[
        list[str] | None,
        typer.Option("--weight", metavar=_VALUE, help=N_("Try another weight (0 to 10); may be repeated.")),
    ] = None,
    levels: Annotated[
        list[str] | None,
        typer.Option("--level", metavar=_VALUE, help=N_("Try another level (1 to 5); may be repeated.")),
    ] = None,
    musts: Annotated[
        list[str] | None,
        typer.Option("--must", metavar=N_("COMPETENCY"), help=N_("Try it as a must-have; may be repeated.")),
    ] = None,
    no_musts: Annotated[
        list[str] | None,
        typer.Option(
            "--no-must", metavar=N_("COMPETENCY"), help=N_("Try it without the must-have; may be repeated.")
        ),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help=N_("Let the vacancy ask for what was tried; the log says so."))
    ] = False,
    reason: Annotated[
        str, typer.Option("--reason", metavar=N_("TEXT"), help=N_("Why it is kept, for the log."))
    ] = "",
    viewer: Annotated[
        str,
        typer.Option(
            "--as", metavar=N_("NAME"), help=N_("Who looks and decides; else the name in the settings.")
        ),
    ] = "",
    top: Annotated[
        str | None,
        typer.Option(
            "--top",
            metavar=N_("NUMBER"),
            help=N_("How often each is among the first so many when the weights change a little."),
        ),
    ] = None,
    compare: Annotated[
        list[str] | None,
        typer.Option(
            "--compare",
            metavar=N_("CANDIDATE"),
            help=N_("Set two to four candidates side by side (repeat it)."),
        ),
    ] = None,
    groups: Annotated[
        Path | None,
        typer.Option(
            "--groups",
            metavar=N_("FILE"),
            help=N_("Report adverse impact: a table of email addresses or ids, and groups."),
        ),
    ] = None,
    decision: Annotated[
        str,
        typer.Option(
            "--decision",
            metavar="gate|top:3|stage:offer",
            help=N_("Which decision --groups is about; without it, who fails no must-have."),
        ),
    ] = "gate",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar=N_("FILE"),
            help=N_("Write it to a file: a ranking to PDF or XLSX, a comparison to PDF, impact to TXT."),
        ),
    ] = None,
) -> None:
    """Rank candidates."""
    from smmhire.candidates.what_if import WhatIf
    from smmhire.services import ranking

    session = session_of(context)
    user = session.who(viewer)
    of = vacancy_id(session, vacancy)
    found = ranking.rank(of, viewer=user, unit_of_work=session.unit_of_work)
    known = [requirement.competency_id for requirement in found.vacancy.competencies]
    tried = WhatIf(
        weights=competency_values(weights, known, 0, 10),
        levels=competency_values(levels, known, 1, 5),
        must_haves=dict.fromkeys(competency_names(musts, known), True)
        | dict.fromkeys(competency_names(no_musts, known), False),
    )
    if tried.competency_ids:
        found = ranking.what_if(found, tried)
    if keep:
        _keep(session, found, tried, reason, user)
    if groups is not None:
        _impact(session, found, groups, decision, out)
    elif compare:
        _compare(session, found, compare, out)
    else:
        _rank(session, found, None if top is None else _people(top), out)


def _keep(session: Session, found: VacancyRanking, tried: WhatIf, reason: str, user: str) -> None:
    from smmhire.services import overrides

    if not tried.competency_ids:
        raise UserError(
            _("There is nothing to keep."),
            _("Name what is to change: --weight, --level, --must or --no-must."),
        )
    overrides.keep_weights(found.vacancy.id, tried, reason, who=user, unit_of_work=session.unit_of_work)
    session.note(_("The vacancy asks for this from now on."))


def _rank(session: Session, found: VacancyRanking, top: int | None, out: Path | None) -> None:
    from smmhire.services import plain_ranking, ranking_documents, weight_sensitivity

    if out is not None:
        if out.suffix.lower() == ".xlsx":
            _save(session, ranking_documents.ranking_xlsx(found), out)
        else:
            _save(session, ranking_documents.ranking_pdf(found, _language(), top=top or 3), _pdf(out))
        return
    shares = None if top is None else weight_sensitivity.top_shares(found, top)
    plain = plain_ranking.ranking(found, shares) if session.as_json else None
    session.answer(plain, () if session.as_json else rank_text.ranking_lines(found, top, shares))


def _people(typed: str) -> int:
    found = whole(typed, "--top")
    if found < 1:
        raise UserError(_("“{value}” is no number of people.", value=typed), _("Write 1 or more."))
    return found


def _compare(session: Session, found: VacancyRanking, typed: Sequence[str], out: Path | None) -> None:
    from smmhire.services import plain_ranking, ranking, ranking_documents

    ids = [candidate_id(session, one) for one in typed]
    if len(set(ids)) != len(ids) or not 2 <= len(ids) <= 4:
        raise UserError(
            _("Only two to four different candidates can be compared."), _("Name each with --compare.")
        )
    if unknown := [one for one in ids if one not in found.ranking.ranked]:
        names = ", ".join(found.names.get(one, str(one)) for one in unknown)
        raise UserError(_("Not ranked: {names}.", names=names), _("Choose candidates who were assessed."))
    if out is not None:
        _save(session, ranking_documents.comparison_pdf(found, ids, _language()), _pdf(out))
        return
    compared = ranking.compare(found, ids)
    session.answer(plain_ranking.comparison(found, compared), rank_text.comparison_lines(found, compared))


def _impact(session: Session, found: VacancyRanking, groups: Path, decision: str, out: Path | None) -> None:
    from smmhire.services import impact, plain_ranking

    asked = question(decision)
    if out is not None:
        one_of(out.suffix.removeprefix("."), ("txt",), "--out")
    matched = impact.read_groups(groups, found)
    report = impact.report(found, asked, matched.groups, unit_of_work=session.unit_of_work)
    lines = list(rank_text.impact_lines(report, asked, matched))
    if out is None:
        session.answer(plain_ranking.adverse_impact(report, asked, matched), lines)
    else:
        _save(session, ("\n".join(lines) + "\n").encode("utf-8-sig"), out)


def _pdf(out: Path) -> Path:
    if out.suffix.lower() != ".pdf":
        raise UserError(
            _("“{name}” is neither a PDF nor an XLSX.", name=out.name),
            _("Give the file one of these endings."),
        )
    return out


def _save(session: Session, data: bytes, out: Path) -> None:
    from smmhire.services.files import save_file

    save_file(data, out)
    session.answer({"file": str(out), "bytes": len(data)}, [_("Written: {file}", file=out)])


def _language() -> Language:
    return "bn" if language() == "bn" else "en"
