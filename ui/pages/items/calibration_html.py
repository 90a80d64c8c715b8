"""Groups compared, and adaptive tests, as rich text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from smmhire.services import calibration_words
from smmhire.services.role import role
from smmhire.texts import _, ngettext, number, say
from ui.pages.items.item_html import style
from ui.pages.items.words import beginning

if TYPE_CHECKING:
    from smmhire.assessment.adaptive_offer import AdaptiveOffer
    from smmhire.assessment.items import Item
    from smmhire.services.bank_calibration import Proposal
    from smmhire.services.item_groups import GroupComparison

LEAST_P = 0.001  # smaller ones are not told apart


def groups_html(proposal: Proposal) -> str:
    """Both comparisons: sizes, what was found, and what to make of it."""
    about = _(
        "Does a question favour a group among people of the same ability? Compared are people whose answers "
        "in the competency show about the same ability (Mantel-Haenszel). A question named here is one for "
        "an editor to read, in both languages; it is no verdict. Which language somebody read is known only "
        "of forms that are given in one."
    )
    items = {one.item_id: one.item for one in proposal.items}
    parts = [style(), f'<p class="m">{escape(about)}</p>']
    for comparison in proposal.comparisons:
        parts.append(f"<h4>{escape(_(calibration_words.COMPARISONS[comparison.kind]))}</h4>")
        parts.append(f"<p>{escape(calibration_words.comparison_sentence(comparison))}</p>")
        parts.append(_named(comparison, items))
    return "".join(parts)


def _named(comparison: GroupComparison, items: dict[str, Item]) -> str:
    names = (_("Id"), "", "Δ", _("p, adjusted"), _("Responses"), _("Question"))
    sides = ("left", "left", "right", "right", "left", "left")
    rows: list[str] = []
    for one in calibration_words.conspicuous(comparison):
        assert one.found is not None and one.p is not None
        cells = (
            ("", one.item_id),
            ("w", calibration_words.favoured(comparison, one)),
            ("", number(one.found.delta, 1)),
            ("", f"< {number(LEAST_P, 3)}" if one.p < LEAST_P else number(one.p, 3)),
            ("", f"{number(one.first)} / {number(one.second)}"),
            ("m", beginning(items[one.item_id])),
        )
        rows.append(_row([(kind, side, text) for side, (kind, text) in zip(sides, cells, strict=True)]))
    if not rows:
        return ""
    head = _row([("m", side, name) for side, name in zip(sides, names, strict=True)])
    return f'<table cellpadding="3">{head}{"".join(rows)}</table>'


def adaptive_html(offers: tuple[AdaptiveOffer, ...]) -> str:
    """Competency by competency, how far it is from being tested adaptively."""
    from smmhire.assessment.adaptive_offer import LEAST_CALIBRATED, LEAST_RESPONSES

    about = _(
        "An adaptive test chooses each question by the answers before. It pays only where the difficulties "
        "are known: with authors’ judgements alone it measures hardly better than questions drawn at random, "
        "and believes itself more exact than it is. Each competency needs {needed} calibrated questions, "
        "each answered by {people} people.",
        needed=number(LEAST_CALIBRATED),
        people=number(LEAST_RESPONSES),
    )
    names = (
        _("Competency"),
        _("Questions"),
        _("Answered by {people}", people=number(LEAST_RESPONSES)),
        _("Calibrated"),
        _("What is missing"),
    )
    rows = [_row([("m", "left" if at in (0, 4) else "right", name) for at, name in enumerate(names)])]
    for offer in offers:
        counts = [("", "right", number(n)) for n in (offer.items, offer.answered, len(offer.calibrated))]
        name = say(role().competency(offer.competency_id).name)
        kind = "g" if offer.is_offered else "w"
        rows.append(_row([("", "left", name), *counts, (kind, "left", _missing(offer))]))
    return f'{style()}<p class="m">{escape(about)}</p><table cellpadding="3">{"".join(rows)}</table>'


def _row(cells: Sequence[tuple[str, str, str]]) -> str:
    """Cells of class, side and text."""
    written = "".join(f'<td class="{kind}" align="{side}">{escape(text)}</td>' for kind, side, text in cells)
    return f"<tr>{written}</tr>"


def _missing(offer: AdaptiveOffer) -> str:
    from smmhire.assessment.adaptive_offer import LEAST_CALIBRATED, LEAST_RESPONSES, NotOffered

    match offer.reason:
        case None:
            return _("An adaptive test may be offered.")
        case NotOffered.BANK_TOO_SMALL:
            lacking = LEAST_CALIBRATED - offer.items
            return ngettext("{n} more question", "{n} more questions", lacking)
        case NotOffered.TOO_FEW_RESPONSES:
            return ngettext(
                "{least} responses to {n} more question",
                "{least} responses to {n} more questions",
                LEAST_CALIBRATED - offer.answered,
                least=number(LEAST_RESPONSES),
            )
        case NotOffered.NOT_CALIBRATED:
            return _("the calibration: use the difficulties")
