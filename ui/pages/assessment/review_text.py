"""Questions, answers and why: the review of an attempt as rich text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from smmhire.assessment.explanation_text import (
    PROVISIONAL,
    given_number_text,
    key_text,
    option_notes,
    right_number_text,
    sign_of,
    verdict_text,
)
from smmhire.assessment.items import ItemType, Option
from smmhire.role.description import Role
from smmhire.services.results import ReviewedAnswer
from smmhire.texts import _, say
from ui import theme


def review_html(reviewed: Sequence[ReviewedAnswer], role: Role) -> str:
    """All scored items by competency; self-ratings have no right answer and are left out."""
    parts = [_style(), f'<p class="m">{escape(_(PROVISIONAL))}</p>']
    competency = ""
    for one in reviewed:
        if one.explanation is None:
            continue
        if one.item.competency != competency:
            competency = one.item.competency
            parts.append(f"<h2>{escape(say(role.competency(competency).name))}</h2>")
        parts.append(_question(one))
    return "".join(parts)


def feedback_html(one: ReviewedAnswer) -> str:
    """One scored item right after its answer, without repeating the question."""
    kind, verdict = _verdict(one)
    parts = [_style(), f'<p class="{kind}"><b>{escape(verdict)}</b></p>', _answer(one)]
    if one.item.type is ItemType.SITUATIONAL:
        parts.append(f'<p class="m">{escape(_(PROVISIONAL))}</p>')
    return "".join(parts)


def _style() -> str:
    c = theme.colours()
    return (
        f"<style>h2{{font-size:14pt}} h3{{font-size:11pt;margin-bottom:2px}} p{{margin:2px 0 4px 0}}"
        f".m{{color:{c.muted}}} .g{{color:{c.good}}} .b{{color:{c.bad}}} .w{{color:{c.caution}}}"
        f" .k{{background-color:{c.accent_pale}}}</style>"
    )


def _question(one: ReviewedAnswer) -> str:
    kind, verdict = _verdict(one)
    head = f'<h3>{escape(say(one.item.stem))} <span class="{kind}">{escape(verdict)}</span></h3>'
    return head + _answer(one)


def _answer(one: ReviewedAnswer) -> str:
    if one.item.type is ItemType.NUMERIC:
        return _numeric(one)
    return "".join(_option(one, option) for option in one.item.options)


def _verdict(one: ReviewedAnswer) -> tuple[str, str]:
    explanation = one.explanation
    assert explanation is not None
    kind = "g" if explanation.mark == 1 else "w" if explanation.mark > 0 else "b"
    return kind, verdict_text(explanation)


def _numeric(one: ReviewedAnswer) -> str:
    explanation, key = one.explanation, one.item.numeric
    assert explanation is not None and key is not None and explanation.right_number is not None
    lines = [f'<p class="g">✓ {escape(right_number_text(key, explanation.right_number))}</p>']
    if one.answer.number is not None and explanation.mark < 1:
        lines.append(f'<p class="b">✗ {escape(given_number_text(key, one.answer.number))}</p>')
    if explanation.mistake is not None:
        lines.append(f"<p>{escape(say(explanation.mistake.rationale))}</p>")
    lines.append(f'<p class="m">{escape(say(key.rationale))}</p>')
    return "".join(lines)


def _option(one: ReviewedAnswer, option: Option) -> str:
    explanation = one.explanation
    assert explanation is not None
    verdict = next(v for v in explanation.options if v.option_id == option.id)
    sign = sign_of(one.item, verdict)
    kind = {"✓": "g", "✗": "b", "": "m"}[sign]
    notes = option_notes(one.item, verdict)
    note = f' <b class="{kind}">({escape(", ".join(notes))})</b>' if notes else ""
    said = key_text(one.item, verdict)
    key = f'<br><b class="k">&nbsp;{escape(said)}&nbsp;</b>' if said else ""
    text = escape(say(option.text))
    why = escape(say(option.rationale))
    return (
        f'<p><span class="{kind}">{sign or "•"}</span> {text}{note}{key}<br><span class="m">{why}</span></p>'
    )
