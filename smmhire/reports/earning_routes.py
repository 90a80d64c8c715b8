"""What somebody could earn, on paper: the routes, which are open to them, and what pay data say of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from smmhire.bilingual import Language
from smmhire.pay import route_words
from smmhire.pay.observation import PaySource
from smmhire.pay.route_cells import RouteCells
from smmhire.pay.routes import JobSeeker, Shown, Standing
from smmhire.reports.document import report_pdf
from smmhire.reports.route_cells import route_table
from smmhire.reports.style import TEXT, band, styles, title_style
from smmhire.reports.typography import (
    Paragraph,
    cell,
    paragraph_style,
    plain,
)
from smmhire.role.description import Role
from smmhire.texts import _, day, number, say, using


@dataclass(frozen=True, slots=True)
class EarningReport:
    """Everything the document says; standings are the most open route first; made_on stands at the foot."""

    person: JobSeeker
    shown: Shown | None
    standings: tuple[Standing, ...]
    cells: RouteCells
    made_on: date


def earning_routes_pdf(report: EarningReport, role: Role, language: Language) -> bytes:
    """The document as a PDF on A4, portrait, in `language`."""

    def story() -> list[Flowable]:
        return [
            *_opening(report, title),
            *route_table(report.cells),
            *(part for at, one in enumerate(report.standings, 1) for part in _route(at, one, report, role)),
            *_careful(report.cells),
            *_sources(report.cells),
        ]

    with using(language):
        title = _("What could I earn")
        return report_pdf(
            story,
            language,
            title=title,
            author=_("SMM Hire"),
            subject=route_words.summary_text(report.standings),
            footnote=_(
                "Made with SMM Hire on {day}. Figures of this data, not advice.", day=day(report.made_on)
            ),
        )


def _opening(report: EarningReport, title: str) -> list[Flowable]:
    look = styles()
    said = route_words.person_text(report.person) or _("Nothing was said about the person.")
    return [
        cell(_("Ways of earning"), look.eyebrow),
        cell(title, title_style(title)),
        cell(said, look.meta),
        band(
            [
                cell(route_words.summary_text(report.standings), look.lead),
                cell(f"{route_words.order_text()} {route_words.shown_text(report.shown)}", look.small),
            ]
        ),
    ]


def _route(at: int, standing: Standing, report: EarningReport, role: Role) -> list[Flowable]:
    """One route: what it demands, what is missing, what to do first; what it pays stands in the table."""
    look = styles()
    route = standing.route
    words = route_words.threshold_text(standing)
    if route.threshold is not None:
        words = f"{words} {say(route.threshold.remark)}"
    heading = f"{number(at)}. {say(route.name)} · {route_words.state_text(standing.state)}"
    paid = say(route.paid) if not route.places else f"{say(route.paid)} ({', '.join(route.places)})"
    words = " ".join([words, *route_words.hints(standing, role)])
    parts: list[Flowable] = [
        CondPageBreak(60),
        cell(heading, look.subheading),
        cell(f"{paid} · {words} [{', '.join(route.sources)}]", look.cell),
        *(
            cell(one.hours.sentence(), look.cell)
            for one in report.cells.of(route.id)
            if one.hours is not None
        ),
        *(Paragraph(plain(say(step.action)), _step_style(), bullet="•") for step in standing.steps),
    ]
    if route.caution is not None:
        parts.append(cell(say(route.caution), look.cell_muted))
    return parts


def _step_style() -> ParagraphStyle:
    """Steps are read one by one: smaller than a paragraph, so that all routes fit on two pages."""
    return paragraph_style(
        "step", size=8.8, leading=12, color=TEXT, space_after=1, left_indent=11, bullet_indent=1
    )


def _careful(found: RouteCells) -> list[Flowable]:
    """What to know beside the figures, and how to get some where there are none."""
    look = styles()
    routes_of: dict[str, list[str]] = {}
    for one in found.cells:
        for note in route_words.notes_of(one):
            routes_of.setdefault(note, []).append(f"{say(one.route.name)} ({say(one.unit.name)})")
    notes = [f"{'; '.join(names)}: {note}" for note, names in routes_of.items()]
    if any(not one.has_figures for one in found.cells):
        notes.append(route_words.no_figures_text())
    if not notes:
        return []
    heading = cell(_("What is missing, and what to be careful about"), look.subheading)
    return [
        CondPageBreak(60),
        heading,
        *(Paragraph(plain(note), _step_style(), bullet="•") for note in notes),
    ]


def _sources(found: RouteCells) -> list[Flowable]:
    look = styles()
    heading = cell(_("Sources"), look.subheading)
    known = _(
        "Routes and thresholds: the facts whose ids stand in brackets ({ids}); the page about the role has"
        " their texts.",
        ids="E-W1 – E-W6, E4",
    )
    if not found.sources:
        return [
            KeepTogether([heading, cell(known, look.cell), cell(_("No source gave a figure."), look.cell)])
        ]
    lines = [" · ".join([*(_source(one) for one in found.sources), _dates(found)]), known]
    return [KeepTogether([heading, *(cell(line, look.cell_muted) for line in lines)])]


def _dates(found: RouteCells) -> str:
    """When the figures of all routes together are of."""
    first = [one.cell.observed_from for one in found.cells if one.cell.observed_from is not None]
    last = [one.cell.observed_to for one in found.cells if one.cell.observed_to is not None]
    if not first or not last:
        return _("The figures used are {dates}.", dates=_("without dates"))
    span = _("from {first} to {last}", first=day(min(first)), last=day(max(last)))
    return _("The figures used are {dates}.", dates=span)


def _source(source: PaySource) -> str:
    """A source with its licence, credit, file and day of import, in one line."""
    licence = _(source.licence_note) if source.licence_note else _("not stated")
    parts = [_("Licence: {licence}", licence=licence)]
    if source.credit:
        parts.append(_(source.credit))
    if source.file_name:
        parts.append(source.file_name)
    parts.append(_("imported on {day}", day=day(source.imported_at)))
    return f"{_(source.name)}: {'; '.join(parts)}"
