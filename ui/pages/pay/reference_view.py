"""The shipped official statistics, beside the user's figures and never among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from smmhire.pay.reasons import amount_text
from smmhire.pay.reference import NEAREST_OCCUPATIONS, ReferenceFigure, ReferencePay
from smmhire.texts import N_, _, digits
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.pay.full_table import FullTable
from ui.pages.pay.words import QUANTILE_NAMES
from ui.widgets.basics import column, label

OCCUPATIONS: dict[str, str] = {
    "00-0000": N_("All occupations"),
    "11-2011": N_("Advertising and promotions managers"),
    "11-2021": N_("Marketing managers"),
    "13-1161": N_("Market research analysts and marketing specialists"),
    "27-3031": N_("Public relations specialists"),
}


class ReferenceView(Translated, QWidget):
    """National US figures of the newest year, by the hour or by the year."""

    def __init__(self, figures: Sequence[ReferencePay], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        year = max(figure.year for figure in figures)
        rows = [figure for figure in figures if figure.area == "US" and figure.year == year]
        rows.sort(key=lambda figure: (figure.code not in NEAREST_OCCUPATIONS, figure.code))
        self._rows = rows
        self._by_hour = False
        head = label("heading")
        self.texts.bind(head.setText, N_("For comparison: official US wages of the nearest occupations"))
        self.lead = label("muted", selectable=True)
        self.texts.call(self._say)
        self.model = TableModel(
            (
                Column(N_("Occupation"), occupation_name),
                *(Column(name, self._figure(field), is_number=True) for field, name in QUANTILE_NAMES),
            ),
            self,
        )
        self.model.show_rows(rows)
        self.table = FullTable(self.model, first_column_min=190)
        self.texts.bind(self.table.setAccessibleName, N_("Official US wages"))
        self.setLayout(column(head, self.lead, self.table))

    def show_period(self, period: str) -> None:
        """By the hour for an hourly comparison, by the year for every other."""
        self._by_hour = period == "hour"
        self._say()
        self.model.refresh()

    def retranslate(self) -> None:
        """The table too."""
        super().retranslate()
        self.model.refresh()

    def _figure(self, field: str) -> Callable[[ReferencePay], str]:
        def text(row: ReferencePay) -> str:
            wages = row.hourly if self._by_hour else row.annual
            return figure_text(getattr(wages, field), row.currency)

        return text

    def _say(self) -> None:
        shown = self._rows[0]
        period = _("an hour") if self._by_hour else _("a year")
        self.lead.setText(
            _(
                "No official code is SMM itself; the two marked ◆ are nearest. US dollars {period}, before "
                "tax, May {year}. Source: {source}.",
                period=period,
                year=digits(str(shown.year)),
                source=_(shown.source),
            )
        )


def occupation_name(row: ReferencePay) -> str:
    """The occupation with its code; ◆ marks the nearest to SMM."""
    name = _(OCCUPATIONS[row.code]) if row.code in OCCUPATIONS else row.title
    mark = "◆ " if row.code in NEAREST_OCCUPATIONS else ""
    return f"{mark}{name} ({row.code})"


def figure_text(figure: ReferenceFigure, currency: str) -> str:
    """'$48,060'; 'this much or more' where top-coded; 'not published'."""
    if figure.value is None:
        return _("not published")
    written = amount_text(figure.value, currency)
    return _("{amount} or more", amount=written) if figure.is_top_coded else written
