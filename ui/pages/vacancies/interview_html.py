"""A question or a work sample of interviews as rich text, with everything a rater is given."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from smmhire.bilingual import Bilingual
from smmhire.candidates.interview import InterviewQuestion, WorkSample
from smmhire.candidates.interview_words import question_kind
from smmhire.texts import _, ngettext, number, say
from ui import theme


def question_html(question: InterviewQuestion) -> str:
    """The question with its probes and anchors."""
    probes = "".join(f"<li>{escape(say(probe))}</li>" for probe in question.probes)
    return _whole(
        f'<p class="m">{escape(question_kind(question.kind))}</p>',
        f'<p class="s">{escape(say(question.question))}</p>',
        f"<h4>{escape(_('Probes, where an answer leaves something open'))}</h4><ul>{probes}</ul>",
        f"<h4>{escape(_('What an answer contains'))}</h4>",
        _anchors(question.anchors),
    )


def work_sample_html(sample: WorkSample) -> str:
    """What the candidate is given and hands in, and how it is rated."""
    minutes = ngettext("{n} minute", "{n} minutes", sample.minutes)
    parts = [
        f'<p class="m">{escape(_("Work sample"))} · {escape(minutes)}</p>',
        f'<p class="s">{escape(say(sample.title))}</p>',
        f"<p>{escape(say(sample.brief)).replace(chr(10), '<br>')}</p>",
        f"<h4>{escape(_('What the candidate hands in'))}</h4><p>{escape(say(sample.deliverable))}</p>",
    ]
    for place, criterion in enumerate(sample.criteria, start=1):
        parts.append(f"<h4>{number(place)}. {escape(say(criterion.name))}</h4>")
        parts.append(_anchors(criterion.anchors))
    return _whole(*parts)


def _anchors(anchors: Sequence[Bilingual]) -> str:
    rows = "".join(
        f'<tr><td class="n">{number(rating)}</td><td>{escape(say(anchor))}</td></tr>'
        for rating, anchor in enumerate(anchors, start=1)
    )
    return f'<table width="100%">{rows}</table>'


def _whole(*parts: str) -> str:
    c = theme.colours()
    style = (
        f"<style>p{{margin:3px 0 6px 0}} h4{{margin:12px 0 3px 0}} ul{{margin:0 0 0 -20px}}"
        f" td{{padding:3px 10px 3px 0}} .s{{font-size:12pt}} .m{{color:{c.muted}}}"
        f" .n{{color:{c.accent}; font-weight:bold; font-size:13pt}}</style>"
    )
    return style + "".join(parts)
