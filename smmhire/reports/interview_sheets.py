"""The sheets of an interview guide: a question with its anchors, a task for the candidate, its rubric."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Spacer, Table, TableStyle

from smmhire.bilingual import Bilingual
from smmhire.candidates.interview import InterviewQuestion, RubricCriterion, WorkSample
from smmhire.candidates.interview_words import question_kind
from smmhire.reports.style import (
    ACCENT,
    BOTTOM,
    MUTED,
    TEXT,
    TEXT_WIDTH,
    TOP,
    band,
    ruled_table,
    styles,
    title_style,
)
from smmhire.reports.typography import SANS_BOLD, Paragraph, cell, paragraph_style, plain
from smmhire.texts import _, ngettext, number, say

LINE_GAP = 22.0  # between lines to write on, points: about 8 mm
FEWEST_LINES, MOST_LINES = 4, 14
# A line of a list or a table of figures: “A. …”, “3) …”, “R2. …”, “- …”.
_MARKED = re.compile(r"(-|\w{1,2}[.)])\s+(.+)", re.DOTALL)
ROOM = A4[1] - TOP - BOTTOM  # the height of a page's text


class NoteLines(Flowable):
    """Lines to write on; over pages where they must be."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.width = aW
        return aW, self.count * LINE_GAP

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """As many as fit, then the rest."""
        fitting = int(aH // LINE_GAP)
        if not 0 < fitting < self.count:
            return []
        return [NoteLines(fitting), NoteLines(self.count - fitting)]

    def draw(self) -> None:
        """The lowest stands at the bottom."""
        canvas: Any = self.canv
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(MUTED)
        for at in range(self.count):
            canvas.line(0, at * LINE_GAP + 3, self.width, at * LINE_GAP + 3)


def fields(*names: str) -> Table:
    """Names with a line behind each to write on, side by side."""
    look = styles()
    row: list[Flowable] = [cell(name, look.cell) for name in names]
    table = Table([row], colWidths=[TEXT_WIDTH / len(names)] * len(names), rowHeights=[27])
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                *(("LINEBELOW", (at, 0), (at, 0), 0.5, MUTED) for at in range(len(names))),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return table


# -- a question ---------------------------------------------------------------------------------------
def question_sheet(place: int, count: int, question: InterviewQuestion, competency: str) -> list[Flowable]:
    """A page of its own: question, probes, anchors, and as many lines as there is room left for."""
    look = styles()
    eyebrow = _("Question {place} of {count}", place=number(place), count=number(count))
    before: list[Flowable] = [
        cell(f"{eyebrow} · {competency}", look.eyebrow),
        cell(f"{question_kind(question.kind)} · {question.id}", look.meta),
        band([cell(say(question.question), look.lead)]),
        cell(_("Probes, where an answer leaves something open"), look.subheading),
        *bullets(question.probes),
        cell(_("What was said"), look.subheading),
    ]
    after: list[Flowable] = [
        Spacer(0, 10),
        anchors_table(_("What an answer contains"), question.anchors),
    ]
    left = ROOM - sum(_height(one) for one in (*before, *after))
    lines = max(FEWEST_LINES, min(MOST_LINES, int(left // LINE_GAP)))
    return [PageBreak(), *before, NoteLines(lines), *after]


def _height(flowable: Flowable) -> float:
    """What it takes of a page, with the spaces around it."""
    return flowable.wrap(TEXT_WIDTH, 10 * ROOM)[1] + flowable.getSpaceBefore() + flowable.getSpaceAfter()


def bullets(texts: Sequence[Bilingual]) -> list[Flowable]:
    """A list in the current language."""
    return [Paragraph(plain(say(text)), styles().item, bullet="•") for text in texts]


def anchors_table(head: str, anchors: Sequence[Bilingual]) -> Table:
    """The descriptions from 1 to 5, each with its number and a box to tick; `head` says what they are of."""
    look = styles()
    numeral = _numeral()
    rows = [
        [cell(number(rating), numeral), cell(say(anchor), look.cell), box()]
        for rating, anchor in enumerate(anchors, start=1)
    ]
    return ruled_table(
        ((_("Rating"), False), (head, False), ("", False)),
        rows,
        (38, 440, 24),
        ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
    )


def _numeral() -> ParagraphStyle:
    return paragraph_style("numeral", font=SANS_BOLD, size=15, leading=19, color=ACCENT)


def box(size: float = 13.0) -> Table:
    """An empty box to tick."""
    table = Table([[""]], colWidths=[size], rowHeights=[size])
    table.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 0.8, MUTED)]))
    return table


# -- a work sample ------------------------------------------------------------------------------------
def task_sheet(sample: WorkSample) -> list[Flowable]:
    """What the candidate gets: brief, what is to be handed in, time. Nothing of how it is rated."""
    look = styles()
    title = say(sample.title)
    minutes = ngettext("{n} minute", "{n} minutes", sample.minutes)
    return [
        cell(_("Task for the candidate"), look.eyebrow),
        cell(title, title_style(title)),
        cell(_("Time: {minutes}", minutes=minutes), look.meta),
        fields(_("Name"), _("Date")),
        cell(_("The task"), look.free_heading),
        *brief(sample.brief),
        cell(_("What you hand in"), look.heading),
        band([cell(say(sample.deliverable), look.lead)]),
    ]


def brief(text: Bilingual) -> list[Flowable]:
    """The brief with its line breaks; where a line begins with its letter or number, that stands out."""
    look = styles()
    story: list[Flowable] = []
    for line in say(text).split("\n"):
        found = _MARKED.match(line.strip())
        if found is None:
            story.append(cell(line.strip(), look.body))
        else:
            story.append(Paragraph(plain(found[2]), _marked_style(), bullet=found[1]))
    return story


def _marked_style() -> ParagraphStyle:
    return paragraph_style(
        "marked", size=9.5, color=TEXT, space_after=3, left_indent=24, bullet_indent=3, splitLongWords=1
    )


def rubric_sheet(sample: WorkSample, competency: str) -> list[Flowable]:
    """A page of its own for the rater: each criterion with its anchors."""
    look = styles()
    title = say(sample.title)
    story: list[Flowable] = [
        cell(_("Work sample: for raters only"), look.eyebrow),
        cell(title, title_style(title)),
        cell(f"{competency} · {sample.id}", look.meta),
        fields(_("Candidate"), _("Rater"), _("Date")),
        Spacer(0, 6),
    ]
    for place, criterion in enumerate(sample.criteria, start=1):
        story += _criterion(place, criterion)
    heading = cell(_("Notes"), look.subheading)
    left = ROOM - sum(_height(one) for one in (*story, heading))
    # Lines fill a single page; a page with nothing but them is not worth its paper.
    lines = FEWEST_LINES if left < -3 * LINE_GAP else min(MOST_LINES, int(left // LINE_GAP) - 1)
    return [PageBreak(), *story, *([heading, NoteLines(lines)] if lines > 1 else [])]


def _criterion(place: int, criterion: RubricCriterion) -> list[Flowable]:
    name = f"{number(place)}. {say(criterion.name)}"
    return [
        cell(name, styles().subheading),
        anchors_table(_("What is there to be seen"), criterion.anchors),
    ]
