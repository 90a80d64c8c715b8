"""What the shapes of a chart are for: roles of colour. Apart, for the window's theme needs no more."""

from __future__ import annotations

from enum import StrEnum


class Ink(StrEnum):
    """What a shape is for; the painter's theme decides its colour.

    Measured and required never rely on colour alone: the one is filled, the other dashed.
    """

    TEXT = "text"
    MUTED = "muted"  # axis labels, notes
    GRID = "grid"
    MEASURED = "measured"
    MEASURED_FILL = "measured_fill"  # pale
    REQUIRED = "required"
    OFFER = "offer"
    INTERVAL = "interval"
    BOX_FILL = "box_fill"
    SELF = "self"  # self-ratings
