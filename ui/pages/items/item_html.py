"""A question as rich text: as takers see it, and with its key, reasons and sources."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from smmhire import texts
from smmhire.assessment.explanation_text import with_unit
from smmhire.assessment.instructions import instruction
from smmhire.assessment.items import Item, ItemType, NumericKey, Option
from smmhire.assessment.letters import option_name
from smmhire.assessment.platform_words import platform_text
from smmhire.services import item_bank
from smmhire.services.bank import presented
from smmhire.texts import _, day, digits, number, say, unrounded
from ui import theme


def style() -> str:
    """The colours and sizes of all rich texts of this page, in the theme in use."""
    c = theme.colours()
    return (
        f"<style>p{{margin:3px 0 5px 0}} h4{{margin:12px 0 2px 0}} td{{padding:0 14px 0 0}}"
        f".s{{font-size:12pt}} .m{{color:{c.muted}}} .g{{color:{c.good}}} .b{{color:{c.bad}}}"
        f" .w{{color:{c.caution}}}</style>"
    )


def item_html(item: Item, languages: Sequence[str], seed: int, *, with_key: bool) -> str:
    """The question in one language, or in two side by side.

    seed: shuffles the options and draws the values, as that of an attempt does; with_key: with the key, why
    each option is right or wrong, the difficulty, the day of review and the sources.
    """
    shown = presented(item, seed)
    columns = [_in_language(item, shown, language, seed, with_key) for language in languages]
    if len(columns) == 1:
        return style() + columns[0]
    width = 100 // len(columns)
    cells = "".join(f'<td width="{width}%">{column}</td>' for column in columns)
    return f'{style()}<table width="100%"><tr>{cells}</tr></table>'


def _in_language(item: Item, shown: Item, language: str, seed: int, with_key: bool) -> str:
    with texts.using(language):
        parts = [
            f'<p class="s">{escape(say(shown.stem))}</p>',
            f'<p class="m">{escape(instruction(item))}</p>',
        ]
        parts += [_option(item, option, with_key) for option in shown.options]
        if item.type is ItemType.MATCHING and not with_key:
            parts.append(_matches(item, seed))
        parts += [f"<p>{number(n)}. {escape(say(anchor))}</p>" for n, anchor in enumerate(item.anchors, 1)]
        if item.numeric is not None:
            parts.append(_drawn(item.numeric, seed))
            if with_key:
                parts.append(_calculation(item, item.numeric, seed))
        if with_key:
            parts.append(_notes(item))
        return "".join(parts)


def _option(item: Item, option: Option, with_key: bool) -> str:
    text = escape(say(option.text))
    if not with_key:
        return f"<p>○ {text}</p>"
    sign, kind, note = _verdict(item, option)
    why = escape(say(option.rationale))
    noted = f" <i>({escape(note)})</i>" if note else ""
    name = escape(option_name(option.id))
    head = f'<span class="{kind}"><b>{sign}</b></span> <span class="m">{name}</span> {text}{noted}'
    return f'<p>{head}<br><span class="m">{why}</span></p>' if why else f"<p>{head}</p>"


def _verdict(item: Item, option: Option) -> tuple[str, str, str]:
    """Sign, kind and note of an option."""
    if option.is_correct is not None:
        return ("✓", "g", _("right")) if option.is_correct else ("✗", "b", "")
    if option.position is not None:
        return "•", "g", _("place {n}", n=number(option.position))
    if option.match is not None:
        return "=", "g", say(option.match)
    if option.effectiveness is None:
        return "•", "m", ""
    rated = [one.effectiveness or 0.0 for one in item.options]
    note = _("effectiveness {n}", n=number(option.effectiveness, 1))
    if option.effectiveness == max(rated):
        return "✓", "g", f"{_('most effective')}, {note}"
    if option.effectiveness == min(rated):
        return "✗", "b", f"{_('least effective')}, {note}"
    return "•", "m", note


def _matches(item: Item, seed: int) -> str:
    """The right sides, shuffled as takers get them."""
    from smmhire.assessment.forms import shuffled_matches

    sides = [say(option.match) for option in shuffled_matches(item, seed) if option.match is not None]
    return f'<p class="m">{escape(_("To choose from: {sides}", sides="; ".join(sides)))}</p>'


# -- numbers -----------------------------------------------------------------------------------------
def _drawn(key: NumericKey, seed: int) -> str:
    from smmhire.assessment.numeric import draw_values

    values = "; ".join(f"{name} = {unrounded(value)}" for name, value in draw_values(key, seed).items())
    if not values:
        return ""
    said = _("Values of draw {seed}: {values}", seed=number(seed), values=values)
    return f'<p class="m">{escape(said)}</p>'


def _calculation(item: Item, key: NumericKey, seed: int) -> str:
    from smmhire.assessment.marking import right_number

    right = with_unit(key, number(right_number(item, seed), key.decimals))
    tolerance = with_unit(key, digits(f"{key.tolerance:g}"))
    lines = [
        f'<p class="g"><b>✓</b> {escape(_("Right: {answer}", answer=right))}</p>',
        "<p>"
        + escape(_("Calculation: {formula}; tolerance {tolerance}", formula=key.formula, tolerance=tolerance))
        + f'<br><span class="m">{escape(say(key.rationale))}</span></p>',
    ]
    for variable in key.variables:
        said = _(
            "{name} is drawn from {low} to {high} in steps of {step}.",
            name=variable.name,
            low=unrounded(variable.minimum),
            high=unrounded(variable.maximum),
            step=unrounded(variable.step),
        )
        lines.append(f'<p class="m">{escape(said)}</p>')
    for mistake in key.mistakes:
        lines.append(
            f'<p><span class="b"><b>✗</b></span> {escape(mistake.formula)}<br>'
            f'<span class="m">{escape(say(mistake.rationale))}</span></p>'
        )
    return "".join(lines)


# -- what stands below -------------------------------------------------------------------------------
def _notes(item: Item) -> str:
    parts: list[str] = []
    if item.key_status == "provisional":
        said = _("The key is the authors' own judgement, provisional until a panel of experts has rated it.")
        parts.append(f'<p class="w">{escape(said)}</p>')
    if item.difficulty is not None:
        reason = "" if item.difficulty_reason is None else say(item.difficulty_reason)
        said = _("Difficulty {b}: {reason}", b=number(item.difficulty, 2), reason=reason).rstrip(": ")
        parts.append(f"<p>{escape(said)}</p>")
    if item.platform is not None:
        parts.append(f"<p>{escape(_('It depends on {platform}.', platform=platform_text(item)))}</p>")
    if item.review_by is not None:
        parts.append(f"<p>{escape(_('To be looked at again by {day}.', day=day(item.review_by)))}</p>")
    if item.sources:
        parts.append(f'<h4 class="m">{escape(_("Sources:"))}</h4>')
        parts += [f'<p class="m">{escape(item_bank.citation(source))}</p>' for source in item.sources]
    return "".join(parts)
