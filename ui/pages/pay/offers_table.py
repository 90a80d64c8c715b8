"""From–to offers beside the figures: lows, midpoints and highs, and the distribution fitted to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from smmhire.pay.bands import Bands
from smmhire.pay.cells import PROBABILITIES, Cell
from smmhire.pay.reasons import amount_text
from smmhire.texts import N_, _, ngettext, number
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.pay.full_table import FullTable
from ui.pages.pay.words import QUANTILE_NAMES
from ui.widgets.basics import column, label


@dataclass(frozen=True, slots=True)
class _Row:
    """One line: its name (a message id), what it counts, and five amounts or None."""

    name: str
    n: int
    amounts: tuple[float | None, ...]
    currency: str
    is_modelled: bool = False
    reason: str = ""


class OffersTable(Translated, QWidget):
    """Hidden where there are no such offers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._offers: Bands | None = None
        head = label("heading")
        self.texts.bind(head.setText, N_("From–to offers"))
        self.about = label("muted", selectable=True)
        self.model = TableModel(
            (
                Column(N_("Offers"), _name),
                *(
                    Column(name, _amount(place), is_number=True)
                    for place, (_field, name) in enumerate(QUANTILE_NAMES)
                ),
            ),
            self,
        )
        self.table = FullTable(self.model, first_column_min=185)
        self.texts.bind(self.table.setAccessibleName, N_("From–to offers"))
        self.texts.call(self._say)
        self.setLayout(column(head, self.about, self.table, spacing=6))
        self.hide()

    def show_offers(self, offers: Bands | None) -> None:
        """Show them, or nothing."""
        self._offers = offers
        self.model.show_rows(() if offers is None else _rows(offers))
        self._say()
        self.setVisible(offers is not None)

    def _say(self) -> None:
        self.model.refresh()
        if self._offers is not None:
            found = self._offers
            self.about.setText(
                _(
                    "{n} with both ends, {low} with the lower only, {high} with the upper only. They are"
                    " offers, no salaries, and do not count in the figures above.",
                    n=number(found.both),
                    low=number(found.from_only),
                    high=number(found.to_only),
                )
            )


def _rows(offers: Bands) -> tuple[_Row, ...]:
    rows = [
        _row(name, cell)
        for name, cell in (
            (N_("Lows"), offers.lows),
            (N_("Midpoints"), offers.midpoints),
            (N_("Highs"), offers.highs),
        )
    ]
    if offers.fit is not None:
        fitted = tuple(offers.fit.quantile(p)[0] for p in PROBABILITIES)
        rows.append(_Row(N_("Fitted to all"), offers.n, fitted, offers.lows.currency, is_modelled=True))
    return tuple(rows)


def _row(name: str, cell: Cell) -> _Row:
    reason = cell.p50.reason.text() if cell.is_withheld and cell.p50.reason is not None else ""
    return _Row(name, cell.n, tuple(q.value for q in cell.quantiles), cell.currency, reason=reason)


def _name(one: _Row) -> str:
    lines = [_(one.name), ngettext("{n} offer", "{n} offers", one.n)]
    if one.is_modelled:
        lines.append(_("modelled, log-normal"))
    return "\n".join([*lines, one.reason] if one.reason else lines)


def _amount(place: int) -> Callable[[_Row], str]:
    def text(one: _Row) -> str:
        value = one.amounts[place]
        return _("not shown") if value is None else amount_text(value, one.currency)

    return text
