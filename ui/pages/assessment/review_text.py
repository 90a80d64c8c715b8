"""Questions, answers and why: the review of an attempt as rich text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from smmhire.assessment.items import Item, ItemType, Option
from smmhire.role.description import Role
from smmhire.services.results import ReviewedAnswer
from smmhire.texts import N_, _, number, percent, say
from ui import theme

PROVISIONAL = N_(
    "In situations the key is the authors' own judgement, provisional until a panel of experts has rated "
    "the options."
)


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
        f".m{{color:{c.muted}}} .g{{color:{c.good}}} .b{{color:{c.bad}}} .w{{color:{c.caution}}}</style>"
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
    if not explanation.is_answered:
        verdict = _("not answered")
    elif explanation.mark == 1:
        verdict = _("right")
    elif explanation.mark > 0:
        verdict = _("{share} of the mark", share=percent(explanation.mark))
    else:
        verdict = _("wrong")
    return kind, verdict


def _numeric(one: ReviewedAnswer) -> str:
    explanation, key = one.explanation, one.item.numeric
    assert explanation is not None and key is not None and explanation.right_number is not None
    unit = f" {say(key.unit)}" if key.unit is not None else ""
    right = number(explanation.right_number, key.decimals) + unit
    lines = [f'<p class="g">✓ {escape(_("Right: {answer}", answer=right))}</p>']
    if one.answer.number is not None and explanation.mark < 1:
        given = number(one.answer.number, key.decimals) + unit
        lines.append(f'<p class="b">✗ {escape(_("Your answer: {answer}", answer=given))}</p>')
    if explanation.mistake is not None:
        lines.append(f"<p>{escape(say(explanation.mistake.rationale))}</p>")
    lines.append(f'<p class="m">{escape(say(key.rationale))}</p>')
    return "".join(lines)


def _option(one: ReviewedAnswer, option: Option) -> str:
    explanation = one.explanation
    assert explanation is not None
    verdict = next(v for v in explanation.options if v.option_id == option.id)
    sign = "✓" if verdict.was_right else "✗"
    kind = "g" if verdict.was_right else "b"
    if one.item.type in (ItemType.SINGLE_CHOICE, ItemType.MULTIPLE_RESPONSE):
        # The sign is about the option; the colour and the note say what became of it.
        sign = "✓" if verdict.is_key else "✗"
        kind = "g" if verdict.is_key else "b" if verdict.is_chosen else "m"
    notes: list[str] = []
    if verdict.right_position is not None:
        notes.append(_("place {n}", n=number(verdict.right_position)))
        if verdict.chosen_position is not None and not verdict.was_right:
            notes.append(_("your place: {n}", n=number(verdict.chosen_position)))
    elif verdict.right_match is not None:
        notes.append(_match(one.item, verdict.right_match))
        if verdict.chosen_match is not None and not verdict.was_right:
            notes.append(_("your choice: {match}", match=_match(one.item, verdict.chosen_match)))
    elif one.item.type is ItemType.SITUATIONAL:
        if verdict.key_as is not None:
            notes.append(_("most effective") if verdict.key_as == "best" else _("least effective"))
        if verdict.chosen_as is not None:
            notes.append(
                _("your most effective") if verdict.chosen_as == "best" else _("your least effective")
            )
    else:
        if verdict.is_key:
            notes.append(_("right"))
        if verdict.is_chosen:
            notes.append(_("your choice"))
    note = f" <i>({escape(', '.join(notes))})</i>" if notes else ""
    text = escape(say(option.text))
    why = escape(say(option.rationale))
    return f'<p><span class="{kind}">{sign}</span> {text}{note}<br><span class="m">{why}</span></p>'


def _match(item: Item, option_id: str) -> str:
    match = next(option.match for option in item.options if option.id == option_id)
    assert match is not None
    return say(match)
