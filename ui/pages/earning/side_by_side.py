"""All routes beside each other, each in its own units."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from smmhire.pay.reasons import amount_text
from smmhire.pay.route_cells import RouteCell, RouteCells
from smmhire.pay.route_words import OWN_UNITS
from smmhire.texts import N_, _, number, say
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.pay.cells_view import interval_text
from ui.pages.pay.full_table import FullTable
from ui.widgets.basics import column, label

if TYPE_CHECKING:
    from smmhire.pay.cells import Quantile


class SideBySide(Translated, QWidget):
    """The table of `RouteCells`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        head = label("heading")
        self.texts.bind(head.setText, N_("The routes side by side"))
        note = label("muted")
        self.texts.bind(note.setText, OWN_UNITS)
        self.model = TableModel(
            (
                Column(N_("Route"), lambda one: say(one.route.name)),
                Column(N_("One price is for"), _unit),
                Column(N_("Figures"), lambda one: number(one.cell.n), is_number=True),
                *(
                    Column(name, _figure(field), is_number=True, tool_tip=_why(field))
                    for field, name in (("p25", N_("P25")), ("p50", N_("Median")), ("p75", N_("P75")))
                ),
            ),
            self,
        )
        self.table = FullTable(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("The routes side by side"))
        self.setLayout(column(head, note, self.table))

    def show_cells(self, found: RouteCells) -> None:
        """Show them."""
        self.model.show_rows(found.cells)

    def retranslate(self) -> None:
        """The table too."""
        super().retranslate()
        self.model.refresh()


def _unit(one: RouteCell) -> str:
    return f"{say(one.unit.name)}\n{one.cell.currency}"


def _quantile(one: RouteCell, field: str) -> Quantile:
    return getattr(one.cell, field)


def _figure(field: str) -> Callable[[RouteCell], str]:
    def text(one: RouteCell) -> str:
        quantile = _quantile(one, field)
        if not one.has_figures:
            return "–"
        if quantile.value is None:
            return _("not shown")
        return f"{amount_text(quantile.value, one.cell.currency)}\n{interval_text(quantile)}"

    return text


def _why(field: str) -> Callable[[RouteCell], str]:
    def text(one: RouteCell) -> str:
        reason = _quantile(one, field).reason
        return reason.text() if reason is not None else ""

    return text
