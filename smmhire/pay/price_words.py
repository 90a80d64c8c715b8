"""International dollars in words."""

from __future__ import annotations

from smmhire.pay.cells import Cell
from smmhire.texts import _, number


def international_middle(cell: Cell) -> str:
    """The middle of the cell in international dollars, such as 'int’l $1,234'; '' where there is none."""
    found = cell.international
    if found is None or found.level is None or found.values[2] is None:
        return ""
    value = found.values[2]
    decimals = 2 if value < 100 else 0
    return _("int’l ${amount}", amount=number(value, decimals))


def international_notes(cell: Cell) -> tuple[str, ...]:
    """What must be printed beside them, or why there are none; nothing where no country was asked for."""
    return () if cell.international is None else tuple(one.text() for one in cell.international.reasons)
