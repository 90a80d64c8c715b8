"""The interview guide: the same questions for all, how to rate them fairly, and sheets to write on.

Two documents: the guide is for raters and holds the anchors; the task sheets are for candidates and hold
nothing of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable, PageBreak, Spacer

from smmhire.bilingual import Language
from smmhire.candidates.interview import InterviewQuestion, WorkSample
from smmhire.candidates.interview_words import FAIR_RATING, MINUTES_A_QUESTION, question_kind
from smmhire.reports.document import report_pdf
from smmhire.reports.interview_sheets import (
    NoteLines,
    box,
    fields,
    question_sheet,
    rubric_sheet,
    task_sheet,
)
from smmhire.reports.style import band, ruled_table, styles, title_style
from smmhire.reports.typography import Paragraph, cell, plain
from smmhire.role.description import Role
from smmhire.texts import _, day, ngettext, number, say, using


@dataclass(frozen=True, slots=True)
class InterviewGuide:
    """What is asked and tried for a vacancy.

    weights: of the competencies of the vacancy, by id; must_haves: ids of its gates; made_on is printed at
    the foot.
    """

    vacancy_title: str
    employer: str
    questions: tuple[InterviewQuestion, ...]
    work_samples: tuple[WorkSample, ...]
    weights: Mapping[str, int]
    must_haves: frozenset[str]
    made_on: date


def interview_guide_pdf(guide: InterviewGuide, role: Role, language: Language) -> bytes:
    """The guide for raters as a PDF on A4, portrait, in `language`.

    Raises KeyError for a competency the role does not have.
    """

    def story() -> list[Flowable]:
        names = {competency.id: say(competency.name) for competency in role.competencies}
        parts = _cover(guide, names)
        for place, question in enumerate(guide.questions, start=1):
            parts += question_sheet(place, len(guide.questions), question, names[question.competency_id])
        if guide.questions:
            parts += _rating_sheet(guide.questions, names)
        for sample in guide.work_samples:
            parts += [PageBreak(), *task_sheet(sample), *rubric_sheet(sample, names[sample.competency_id])]
        return parts

    with using(language):
        title = _("Interview guide: {title}", title=guide.vacancy_title)
        footnote = _(
            "Made with SMM Hire on {day}. For raters: it shows what good answers contain.",
            day=day(guide.made_on),
        )
        return _made(story, title, footnote, guide, language)


def task_sheets_pdf(guide: InterviewGuide, language: Language) -> bytes:
    """The work samples as candidates get them, each on pages of its own, without anchors.

    Raises ValueError where there is none.
    """
    if not guide.work_samples:
        raise ValueError("there is no work sample to print")

    def story() -> list[Flowable]:
        parts: list[Flowable] = []
        for sample in guide.work_samples:
            parts += [*([PageBreak()] if parts else []), *task_sheet(sample)]
        return parts

    with using(language):
        title = _("Tasks: {title}", title=guide.vacancy_title)
        footnote = _("Made with SMM Hire on {day}. For the candidate.", day=day(guide.made_on))
        return _made(story, title, footnote, guide, language)


def _made(
    story: Callable[[], list[Flowable]],
    title: str,
    footnote: str,
    guide: InterviewGuide,
    language: Language,
) -> bytes:
    return report_pdf(
        story,
        language,
        title=title,
        author=guide.employer or _("SMM Hire"),
        subject=title,
        footnote=footnote,
    )


# -- the first page ----------------------------------------------------------------------------------
def _cover(guide: InterviewGuide, names: Mapping[str, str]) -> list[Flowable]:
    look = styles()
    count = len(guide.questions)
    parts = [guide.employer] if guide.employer else []
    if count:
        parts.append(ngettext("{n} question", "{n} questions", count))
        parts.append(_("about {minutes} minutes", minutes=number(count * MINUTES_A_QUESTION)))
    if guide.work_samples:
        minutes = ngettext("{n} minute", "{n} minutes", sum(w.minutes for w in guide.work_samples))
        tried = ngettext("{n} work sample", "{n} work samples", len(guide.work_samples))
        parts.append(f"{tried} ({minutes})")
    lead = _(
        "Everybody is asked the same questions, and every answer is rated by a description of what it"
        " contains. That is what makes interviews fair, and what makes them tell who will do the work well."
    )
    rules = [
        Paragraph(plain(_(rule)), look.numbered, bullet=f"{number(place)}.")
        for place, rule in enumerate(FAIR_RATING, start=1)
    ]
    return [
        cell(_("Interview guide"), look.eyebrow),
        cell(guide.vacancy_title, title_style(guide.vacancy_title)),
        cell(" · ".join(parts), look.meta),
        band([cell(lead, look.lead)]),
        fields(_("Candidate"), _("Rater"), _("Date")),
        cell(_("How to rate fairly"), look.heading),
        *rules,
        *_overview(guide, names),
    ]


def _overview(guide: InterviewGuide, names: Mapping[str, str]) -> list[Flowable]:
    """What is asked on which competency, and how much that competency counts."""
    look = styles()
    asked = list(dict.fromkeys(one.competency_id for one in (*guide.questions, *guide.work_samples)))
    rows: list[list[Flowable | list[Flowable]]] = []
    for key in asked:
        name: list[Flowable] = [cell(names[key], look.cell)]
        if key in guide.must_haves:
            name.append(cell(_("must-have"), look.cell_muted))
        places = [number(at) for at, q in enumerate(guide.questions, start=1) if q.competency_id == key]
        tried = [say(w.title) for w in guide.work_samples if w.competency_id == key]
        weight = guide.weights.get(key)
        rows.append(
            [
                name,
                cell("–" if weight is None else number(weight), look.cell_right),
                cell(", ".join(places) or "–", look.cell),
                cell("; ".join(tried) or "–", look.cell),
            ]
        )
    heads = (
        (_("Competency"), False),
        (_("Weight"), True),
        (_("Questions"), False),
        (_("Work sample"), False),
    )
    return [
        cell(_("What is asked"), look.free_heading),
        ruled_table(heads, rows, (170, 52, 90, 190), ("LEFTPADDING", (2, 0), (2, -1), 16)),
    ]


# -- the ratings -------------------------------------------------------------------------------------
def _rating_sheet(questions: tuple[InterviewQuestion, ...], names: Mapping[str, str]) -> list[Flowable]:
    """All ratings of one rater on one sheet, to be copied into the program."""
    look = styles()
    rows: list[list[Flowable | list[Flowable]]] = []
    for place, question in enumerate(questions, start=1):
        about: list[Flowable] = [
            cell(say(question.question), look.cell),
            cell(f"{names[question.competency_id]} · {question_kind(question.kind)}", look.cell_muted),
        ]
        rows.append([cell(number(place), look.cell), about, *(box() for _at in range(6))])
    heads = (
        ("", False),
        (_("Question"), False),
        *((number(rating), False) for rating in range(1, 6)),
        (_("not asked"), False),
    )
    note = _(
        "One mark in each row, taken from the description that fits best. Hand this sheet in before you talk"
        " about the candidate."
    )
    return [
        PageBreak(),
        cell(_("Rating sheet"), look.eyebrow),
        cell(_("All ratings of one rater"), title_style(_("All ratings of one rater"))),
        fields(_("Candidate"), _("Rater"), _("Date")),
        Spacer(0, 8),
        cell(note, look.body),
        ruled_table(heads, rows, (18, 326, 22, 22, 22, 22, 22, 48), ("VALIGN", (2, 1), (-1, -1), "MIDDLE")),
        cell(_("What else should be said of the answers"), look.subheading),
        NoteLines(5),
        Spacer(0, 4),
        fields(_("Rated alone, before talking to others: signature")),
    ]
