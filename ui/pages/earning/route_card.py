"""One route of earning: whether it is open, what is missing, what it pays, what to do first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from smmhire.pay import route_words
from smmhire.pay.route_cells import RouteCell
from smmhire.pay.routes import RouteState, Standing
from smmhire.role.description import Role
from smmhire.texts import _, number, say
from ui.widgets.basics import card, column, label, row

KINDS = {RouteState.OPEN: "good", RouteState.NOT_YET: "caution", RouteState.NOT_SAID: "caution"}


def route_card(at: int, standing: Standing, cells: Sequence[RouteCell], role: Role) -> QFrame:
    """The card of the `at`-th route, in the current language."""
    route = standing.route
    head = _text("heading", f"{number(at)}. {say(route.name)}")
    state = _text(KINDS[standing.state], route_words.state_text(standing.state))
    state.setWordWrap(False)
    first = row(head, state)
    first.setStretch(0, 1)
    paid = _("How it is paid: {how}", how=say(route.paid))
    if route.places:
        paid += " · " + _("Where: {names}", names=", ".join(route.places))
    parts: list[QWidget] = [
        _text("muted", f"{paid} [{', '.join(route.sources)}]"),
        _text(
            "strong" if standing.state is not RouteState.OPEN else "", route_words.threshold_text(standing)
        ),
    ]
    if route.threshold is not None:
        parts.append(_text("muted", say(route.threshold.remark)))
    parts += [_text("", hint) for hint in route_words.hints(standing, role)]
    parts.append(_text("strong", _("What the pay data say")))
    for one in cells:
        parts += _figures(one)
    parts.append(
        _text(
            "strong",
            _("First steps") if standing.state is RouteState.OPEN else _("Steps to get there"),
        )
    )
    parts += [
        _text("", f"{number(place)}.  {say(step.action)}")
        for place, step in enumerate(standing.steps, start=1)
    ]
    if route.caution is not None:
        parts.append(_text("muted", say(route.caution)))
    layout = column(first, *parts)
    made = card(layout)
    layout.setSpacing(6)
    made.setAccessibleName(f"{say(route.name)}: {route_words.state_text(standing.state)}")
    return made


def _figures(one: RouteCell) -> list[QWidget]:
    parts: list[QWidget] = [_text("", f"{route_words.unit_text(one)}: {route_words.figures_text(one)}")]
    if one.has_figures:
        parts += [_text("muted", f"• {note}") for note in route_words.notes_of(one)]
    if one.hours is not None:
        parts.append(_text("muted", one.hours.sentence()))
    return parts


def _text(kind: str, text: str) -> QLabel:
    made = label(kind, selectable=True)
    made.setText(text)
    return made
