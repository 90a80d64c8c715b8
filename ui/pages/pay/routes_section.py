"""Employment and the freelance routes side by side, each in its own unit; worked out when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from smmhire.pay.cells import Quantile
from smmhire.pay.reasons import amount_text
from smmhire.pay.route_words import OWN_UNITS, unit_text
from smmhire.services import routes
from smmhire.texts import N_, _, ngettext, say
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.page import Workplace
from ui.pages.pay.cells_view import interval_text
from ui.pages.pay.full_table import FullTable
from ui.widgets.basics import button, column, label, row

if TYPE_CHECKING:
    from smmhire.pay.route_cells import RouteCell, RouteCells
    from ui.background import Job


class RoutesSection(Translated, QWidget):
    """A button, and after it was pressed the table; a new country or currency asks for a new press."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._job: Job | None = None
        self._asked: tuple[str | None, str] | None = None
        head = label("heading")
        self.texts.bind(head.setText, N_("Employment and freelance routes side by side"))
        about = label("muted")
        self.texts.bind(about.setText, OWN_UNITS)
        self.compare = button()
        self.texts.bind(self.compare.setText, N_("Set them side by side"))
        self.model = TableModel(
            (
                Column(N_("Route"), _name),
                Column(N_("Figures"), _counted, is_number=True),
                Column(N_("P25"), _quantile("p25"), is_number=True),
                Column(N_("Median"), _quantile("p50"), is_number=True),
                Column(N_("P75"), _quantile("p75"), is_number=True),
            ),
            self,
        )
        self.table = FullTable(self.model, first_column_min=220)
        self.texts.bind(self.table.setAccessibleName, N_("Employment and freelance routes side by side"))
        self.table.hide()
        self.setLayout(column(head, about, row(self.compare, None), self.table, spacing=6))
        self.compare.clicked.connect(self.ask)
        self._question: tuple[str | None, str] = (None, "")

    def follow(self, country: str | None, currency: str) -> None:
        """What would be compared now; a table of another question goes."""
        self._question = (country, currency)
        if self._asked != self._question:
            self._drop_job()
            self.table.hide()
            self.compare.show()

    def ask(self) -> None:
        """Work it out in the background."""
        self._drop_job()
        self._asked = self._question
        self.compare.setEnabled(False)
        country, currency = self._question
        self._job = self._workplace.background.run(
            routes.route_cells,
            country,
            currency,
            unit_of_work=self._workplace.program.unit_of_work,
            on_done=self._show,
            on_failed=self._failed,
        )

    def retranslate(self) -> None:
        """The table too."""
        super().retranslate()
        self.model.refresh()
        self.table.fit()

    def _show(self, found: RouteCells) -> None:
        if self.sender() is not self._job:
            return
        self._drop_job()
        self.model.show_rows(found.cells)
        self.table.show()
        self.table.fit()
        self.compare.hide()

    def _failed(self, error: BaseException) -> None:
        if self.sender() is self._job:
            self._drop_job()
            self._asked = None
            self._workplace.notices.error(error)

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.compare.setEnabled(True)


def _name(one: RouteCell) -> str:
    return f"{say(one.route.name)}\n{unit_text(one)}"


def _counted(one: RouteCell) -> str:
    figures = ngettext("{n} figure", "{n} figures", one.cell.n)
    if not one.cell.contributors:
        return figures
    return figures + "\n" + ngettext("{n} contributor", "{n} contributors", one.cell.contributors)


def _quantile(field: str) -> Callable[[RouteCell], str]:
    def text(one: RouteCell) -> str:
        quantile: Quantile = getattr(one.cell, field)
        if quantile.value is None:
            return _("not shown") if one.cell.n else "—"
        return f"{amount_text(quantile.value, one.cell.currency)}\n{interval_text(quantile)}"

    return text
