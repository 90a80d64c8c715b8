"""The answer: the ladder, the figures of each cell, and in words what must be known beside them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from smmhire.pay.benchmark import Benchmark
from smmhire.pay.cells import Cell, Quantile
from smmhire.pay.offer import OfferPlace
from smmhire.pay.price_words import international_middle
from smmhire.pay.reasons import amount_text, basis_text, per_period
from smmhire.services.charts import pay_chart, spread_chart
from smmhire.services.pay_documents import MOST_CELLS_BESIDE_SPREAD
from smmhire.texts import N_, _, day, ngettext, number
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.pay.full_table import FullTable
from ui.pages.pay.offers_table import OffersTable
from ui.pages.pay.words import QUANTILE_NAMES
from ui.widgets.basics import clear, column, label, row
from ui.widgets.chart_view import ChartView

MODELLED_COLUMN = 1 + len(QUANTILE_NAMES)
PPP_COLUMN = MODELLED_COLUMN + 1
# Characters of both sides of an interval that fit a line where six of them stand beside each other.
MOST_ON_A_LINE = 9
# Codes that need no saying for each band where they hold for all together.
SAID_ONCE = {"stale", "partly_stale", "dates_unknown", "contributors_unknown", "basis_unknown"}


class CellsView(Translated, QWidget):
    """Shows one benchmark, with an offer in its chart where there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._benchmark: Benchmark | None = None
        self._place: OfferPlace | None = None
        self._condensed = 0  # the step of the table: see `_condense`
        self.answer = label("large", selectable=True)
        self.about = label("muted", selectable=True)
        self.spread = ChartView()
        self.chart = ChartView()
        self.smoothed = QCheckBox()
        self.texts.bind(self.smoothed.setText, N_("Smoothed percentiles (Harrell-Davis)"))
        self.texts.bind(
            self.smoothed.setToolTip,
            N_(
                "Means of all figures, weighted by how near each is to the percentile:"
                " steadier in small groups"
            ),
        )
        self.smoothed.toggled.connect(self._smooth)
        self.model = TableModel(
            (
                Column(N_("Group"), self._group),
                *(
                    Column(name, self._figure(field), is_number=True, tool_tip=_figure_tip(field))
                    for field, name in QUANTILE_NAMES
                ),
                Column(N_("Modelled\nmiddle"), self._modelled, is_number=True),
                Column(N_("Median by\nwhat money\nbuys"), _middle_by_prices, is_number=True),
            ),
            self,
        )
        self.table = FullTable(self.model, first_column_min=150, condense=self._condense, most_condensed=2)
        for optional in (MODELLED_COLUMN, PPP_COLUMN):
            self.table.setColumnHidden(optional, True)
        self.texts.bind(self.table.setAccessibleName, N_("Pay by group"))
        interval = label("muted")
        self.texts.bind(
            interval.setText,
            N_("In brackets: the range in which the true value lies with 95% certainty."),
        )
        notes_head = label("heading")
        self.texts.bind(notes_head.setText, N_("What to know about these figures"))
        self._notes = QVBoxLayout()
        self._notes.setSpacing(4)
        self.figures = QWidget()
        self.figures.setLayout(column(self.spread, self.chart, self.table, row(interval, self.smoothed)))
        self.offers = OffersTable()
        self.notes = QWidget()
        self.notes.setLayout(column(notes_head, self._notes, spacing=6))
        self.setLayout(column(self.answer, self.about, self.figures, self.offers, self.notes))

    def show_benchmark(self, benchmark: Benchmark, place: OfferPlace | None) -> None:
        """Show the answer."""
        self._benchmark = benchmark
        self.model.show_rows(benchmark.cells)
        has_middles = any(international_middle(cell) for cell in benchmark.cells)
        self.table.setColumnHidden(PPP_COLUMN, not has_middles)
        self.table.fit()
        self.show_offer(place)
        self._say()

    def show_offer(self, place: OfferPlace | None) -> None:
        """Draw the chart again, with an offer or (None) without."""
        self._place = place
        if self._benchmark is not None:
            chart = pay_chart(self._benchmark, place)
            self.chart.show_chart(chart)
            self.chart.setVisible(chart is not None)
            # The ladder's first row is the same spread; beside dates or alone it is worth a chart of its own.
            overall = self._benchmark.overall
            spread = spread_chart(overall, place) if self._wants_spread() else None
            self.spread.show_chart(spread)
            self.spread.setVisible(spread is not None)

    def _wants_spread(self) -> bool:
        assert self._benchmark is not None
        return len(self._benchmark.cells) <= MOST_CELLS_BESIDE_SPREAD or self._benchmark.query.by in (
            "year", "quarter"
        )  # fmt: skip

    def _smooth(self) -> None:
        self.model.refresh()
        self.table.fit()

    def _condense(self, step: int) -> None:
        """1: long intervals on two lines; 2: modelled middles below the groups instead of beside them."""
        self._condensed = step
        self.table.setColumnHidden(MODELLED_COLUMN, step > 1 or not self._has_models)

    @property
    def _has_models(self) -> bool:
        return self._benchmark is not None and any(cell.modelled for cell in self._benchmark.cells)

    def _group(self, cell: Cell) -> str:
        figures = ngettext("{n} figure", "{n} figures", cell.n)
        if cell.contributors is not None:
            figures += ",\n" if self._condensed else ", "
            figures += ngettext("{n} contributor", "{n} contributors", cell.contributors)
        lines = [cell.label, figures]
        if self._condensed > 1 and cell.modelled is not None:
            lines += [_("modelled middle"), self._modelled(cell)]
        return "\n".join(lines)

    def _modelled(self, cell: Cell) -> str:
        middle = cell.modelled
        if middle is None:
            return ""
        is_narrow = self._condensed == 1  # below the group there is room
        interval = _bracketed(plain_amount(middle.low), plain_amount(middle.high), is_narrow)
        return f"{amount_text(middle.median, cell.currency)}\n{interval}"

    def _figure(self, field: str) -> Callable[[Cell], str]:
        def text(cell: Cell) -> str:
            quantile: Quantile = getattr(cell, field)
            if quantile.value is None:
                return _("not shown")
            if self.smoothed.isChecked() and quantile.smoothed is not None:
                return amount_text(quantile.smoothed, cell.currency)
            interval = interval_text(quantile, is_narrow=self._condensed > 0)
            return f"{amount_text(quantile.value, cell.currency)}\n{interval}"

        return text

    def retranslate(self) -> None:
        """Chart, table and notes too."""
        super().retranslate()
        self.model.refresh()
        if self._benchmark is not None:
            self.show_offer(self._place)
            self._say()

    def _say(self) -> None:
        assert self._benchmark is not None
        overall = self._benchmark.overall
        self.answer.setText(answer_text(overall))
        self.about.setText(about_text(overall))
        self.about.setVisible(overall.n > 0)
        self.figures.setVisible(overall.n > 0)
        self.offers.show_offers(self._benchmark.offers)
        clear(self._notes)
        lines = notes_of(self._benchmark)
        self.notes.setVisible(bool(lines))
        for line in lines:
            text = label(selectable=True)
            text.setText(f"• {line}")
            self._notes.addWidget(text)


def answer_text(cell: Cell) -> str:
    """The cell in one sentence: the middle pay, or why there is none."""
    middle = cell.p50
    if middle.value is None:
        return middle.reason.text() if middle.reason is not None else ""
    return _(
        "The middle pay is {amount} {period}, {basis}: half of the {n} figures lie below, half above.",
        amount=amount_text(middle.value, cell.currency),
        period=per_period(cell.period),
        basis=basis_text(cell.basis),
        n=number(cell.n),
    )


def about_text(cell: Cell) -> str:
    """Sources and dates of the cell."""
    if cell.observed_from is None or cell.observed_to is None:
        dates = ""
    elif cell.observed_from == cell.observed_to:
        dates = day(cell.observed_from)
    else:
        dates = _("{start} to {end}", start=day(cell.observed_from), end=day(cell.observed_to))
    if not dates:
        return _("Source: {source}. The figures carry no dates.", source=cell.source)
    return _("Source: {source}. Data of: {dates}.", source=cell.source, dates=dates)


def notes_of(benchmark: Benchmark) -> list[str]:
    """Flags, conversions, what is withheld and what was left out; what holds for all is said once."""
    if not benchmark.overall.n:
        return [reason.text() for reason in benchmark.left_out]
    general = {reason.code for reason in benchmark.overall.flags}
    lines: list[str] = []
    for cell in benchmark.cells:
        is_overall = cell is benchmark.overall
        reasons = [r for r in cell.flags if is_overall or r.code not in general & SAID_ONCE]
        if is_overall:
            reasons += cell.conversions
            reasons += () if cell.international is None else cell.international.reasons
        prefix = "" if is_overall else f"{cell.label}: "
        lines += [prefix + sentence for sentence in (*(r.text() for r in reasons), *_withheld(cell))]
    return lines + [reason.text() for reason in benchmark.left_out]


def _withheld(cell: Cell) -> list[str]:
    """Which percentiles of a cell with a median have something withheld, and why: one line a reason."""
    if not cell.p50.shown:
        return []  # the cell's flags say it
    names: dict[str, list[str]] = {}
    for quantile, (_field, name) in zip(cell.quantiles, QUANTILE_NAMES, strict=True):
        if quantile.reason is not None:
            names.setdefault(quantile.reason.text(), []).append(_(name))
    return [f"{', '.join(which)}: {why}" for why, which in names.items()]


def _middle_by_prices(cell: Cell) -> str:
    """The amount on a line of its own."""
    return "\n".join(international_middle(cell).rsplit(" ", 1))


def _figure_tip(field: str) -> Callable[[Cell], str]:
    def text(cell: Cell) -> str:
        quantile: Quantile = getattr(cell, field)
        return quantile.reason.text() if quantile.reason is not None else ""

    return text


def interval_text(quantile: Quantile, *, is_narrow: bool = False) -> str:
    """'[55,000–71,000]'. An open side is said to be not estimable or, where it would be the lowest or
    highest figure itself, withheld. is_narrow: each side of a long one has a line of its own."""
    open_side = _("not estimable") if quantile.reason is None else _("withheld")
    if quantile.low is None and quantile.high is None:
        return f"[{open_side}]"
    low, high = (open_side if side is None else plain_amount(side) for side in (quantile.low, quantile.high))
    return _bracketed(low, high, is_narrow)


def _bracketed(low: str, high: str, is_narrow: bool) -> str:
    line_break = "\n" if is_narrow and len(low + high) > MOST_ON_A_LINE else ""
    return f"[{low}–{line_break}{high}]"


def plain_amount(amount: float) -> str:
    """An amount without its currency: whole units, or two places where small and not whole."""
    return number(amount, 2 if abs(amount) < 1000 and round(amount, 2) != round(amount) else 0)
