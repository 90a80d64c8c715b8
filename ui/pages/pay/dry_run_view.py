"""What an import would do: counts, the first rows as understood, and every problem row by row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from smmhire.pay.observation import PayObservation
from smmhire.pay.reasons import amount_text, basis_text, per_period
from smmhire.role.description import Role
from smmhire.texts import N_, _, day, digits, ngettext, number, say
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.pay.reference_view import figure_text, occupation_name
from ui.pages.pay.words import QUANTILE_NAMES
from ui.widgets.basics import column, label
from ui.widgets.choices import country_name
from ui.widgets.tabs import Tabs
from ui.widgets.wide_table import limit_widths, wide_table

if TYPE_CHECKING:
    from smmhire.pay.reference import ReferencePay
    from smmhire.services.pay import PayImport

WIDEST_HEADING = 150  # pixels
REASONS_SHOWN = 4  # the most frequent; the tool tip has all, and the table below every single problem


class DryRunView(Translated, QWidget):
    """Shows one dry run, or the sentence that says why there is none."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._routes = {route.id: route for route in role.routes}
        self._proposal: PayImport | None = None
        self.counts = label()
        self.warning = label("caution")
        self.warning.hide()
        self.preview = TableModel(self._preview_columns(), self)
        self.problems = TableModel(
            (
                Column(N_("Row"), lambda p: number(p.row), is_number=True),
                Column(N_("Column"), lambda p: p.column),
                Column(N_("Value"), lambda p: p.value),
                Column(N_("Reason"), lambda p: p.reason),
                Column(N_("What to do"), lambda p: p.what_to_do),
                Column(N_("Consequence"), _consequence),
            ),
            self,
        )
        self.wages = TableModel(_WAGE_COLUMNS, self)
        self.preview_table = wide_table(self.preview)
        self.wages_table = wide_table(self.wages)
        self.problems_table = wide_table(self.problems)
        self.texts.bind(self.preview_table.setAccessibleName, N_("The first rows as understood"))
        self.texts.bind(self.wages_table.setAccessibleName, N_("The first rows as understood"))
        self.texts.bind(self.problems_table.setAccessibleName, N_("What was not understood"))
        self.tabs = Tabs()
        self.tabs.listen(self)
        self.reasons = label("muted", selectable=True)
        self.explanation = label(selectable=True)
        problems = QWidget()
        above, below = column(self.reasons), column(self.explanation)
        above.setContentsMargins(8, 6, 8, 0)
        below.setContentsMargins(8, 0, 8, 6)
        problems.setLayout(column(above, self.problems_table, below, spacing=6))
        understood = QWidget()
        tables = column(self.preview_table, self.wages_table)
        tables.setContentsMargins(0, 0, 0, 0)
        understood.setLayout(tables)
        self.wages_table.hide()
        self.tabs.addTab(understood, "")
        self.tabs.addTab(problems, "")
        self.problems_table.selected.connect(self._explain)
        layout = column(self.counts, self.warning, self.tabs, spacing=8)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._say()

    def _preview_columns(self) -> tuple[Column, ...]:
        return (
            Column(N_("Row"), lambda o: number(o.row or 0), is_number=True),
            Column(N_("Pay"), _pay, is_number=True),
            Column(N_("Paid per"), lambda o: per_period(o.period)),
            Column(N_("Job title"), lambda o: o.title or ""),
            Column(N_("Before or after tax"), lambda o: basis_text(o.basis)),
            Column(N_("Country"), lambda o: country_name(o.country) if o.country else ""),
            Column(N_("City"), lambda o: o.city or ""),
            Column(N_("Experience"), lambda o: o.experience or ""),
            Column(N_("Date"), lambda o: day(o.observed_on) if o.observed_on else ""),
            Column(N_("Kind of engagement"), self._engagement),
            Column(N_("Employer or client"), lambda o: digits(o.contributor or "")),
            Column(N_("Bonus"), _bonus, is_number=True),
        )

    def _engagement(self, observation: PayObservation) -> str:
        route = self._routes.get(observation.engagement or "")
        return say(route.name) if route is not None else ""

    def show_proposal(self, proposal: PayImport, warning: str = "") -> None:
        """Show what the import would do; `warning` stands under the counts."""
        self._proposal = proposal
        self.preview.show_rows(proposal.result.preview)
        self.wages.show_rows(proposal.result.nearest_wages)
        self.wages_table.setVisible(bool(proposal.result.wages))
        self.preview_table.setVisible(not proposal.result.wages)
        self.problems.show_rows(proposal.result.problems)
        for table in (self.preview_table, self.wages_table, self.problems_table):
            limit_widths(table)
        for narrow in (1, 2):
            width = self.problems_table.columnWidth(narrow)
            self.problems_table.setColumnWidth(narrow, min(WIDEST_HEADING, width))
        self.problems_table.select(0)
        self._explain()
        if proposal.result.problems.rows_in_all > proposal.result.row_count / 2:
            self.tabs.setCurrentIndex(1)  # the mapping is probably wrong: that is what there is to see
        self.warn(warning)
        self._say()

    def warn(self, text: str) -> None:
        """Show a warning ('' hides it)."""
        self.warning.setText(text)
        self.warning.setVisible(bool(text))

    def show_none(self, reason: str) -> None:
        """There is no dry run, for this reason."""
        self._proposal = None
        self.preview.show_rows(())
        self.wages.show_rows(())
        self.problems.show_rows(())
        self._explain()
        self.warn(reason)
        self._say()

    def retranslate(self) -> None:
        """Rows and counts too."""
        super().retranslate()
        self.preview.refresh()
        self.wages.refresh()
        self.problems.refresh()
        self._explain()
        self._say()

    def _explain(self) -> None:
        problem = self.problems_table.current_row()
        self.explanation.setVisible(problem is not None)
        if problem is not None:
            self.explanation.setText(f"{problem.reason} → {problem.what_to_do}")

    def _preview_title(self) -> str:
        if self._proposal is not None and self._proposal.result.wages:
            return _("Published wages (the nearest {n})", n=number(self.wages.rowCount()))
        shown = self.preview.rowCount()
        kept = self._proposal.result.understood if self._proposal else 0
        if shown < kept:
            return _("As understood (the first {n})", n=number(shown))
        return _("As understood ({n})", n=number(shown))

    def _say(self) -> None:
        found = len(self._proposal.result.problems) if self._proposal else 0
        self.tabs.setTabText(0, self._preview_title())
        self.tabs.setTabText(1, _("Problems ({n})", n=number(found)))
        self.counts.setText(counts_text(self._proposal) if self._proposal else "")
        self._say_reasons()

    def _say_reasons(self) -> None:
        """Of each reason how often: who has ten thousand problems has mostly one or two."""
        reasons = self._proposal.result.problems.by_reason if self._proposal else ()
        lines = [f"{number(n)} × {text}" for text, n in reasons]
        self.reasons.setText("\n".join(lines[:REASONS_SHOWN]))
        self.reasons.setToolTip("\n".join(lines))
        self.reasons.setVisible(len(reasons) > 1)


def _wage(field: str) -> Callable[[ReferencePay], str]:
    """The published figure `field` of a year."""
    return lambda one: figure_text(getattr(one.annual, field), one.currency)


_WAGE_COLUMNS = (
    Column(N_("Area"), lambda one: one.area_name),
    Column(N_("Occupation"), occupation_name),
    Column(N_("Year"), lambda one: digits(str(one.year)), is_number=True),
    *(Column(name, _wage(field), is_number=True) for field, name in QUANTILE_NAMES),
)


def counts_text(proposal: PayImport) -> str:
    """How many rows would be kept, dropped and left out, in the current language."""
    result = proposal.result
    parts = [
        _(
            "{kept} of {all} rows understood",
            kept=number(result.understood),
            all=number(result.row_count),
        ),
        ngettext("{n} duplicate dropped", "{n} duplicates dropped", result.duplicates),
        ngettext(
            "{n} row not understood and left out", "{n} rows not understood and left out", result.left_out
        ),
    ]
    doubtful = result.problems.rows_of_doubt
    if doubtful:
        parts.append(ngettext("{n} row kept with a problem", "{n} rows kept with a problem", doubtful))
    return " · ".join(parts)


def _consequence(problem: object) -> str:
    is_left_out = getattr(problem, "is_left_out")  # noqa: B009 - rows of the table are typed as objects
    return _("the row is left out") if is_left_out else _("the row is kept")


def _pay(observation: PayObservation) -> str:
    def write(amount: float) -> str:
        return amount_text(amount, observation.currency)

    if observation.amount is not None:
        return write(observation.amount)
    if observation.low is not None and observation.high is not None:
        return f"{write(observation.low)}–{write(observation.high)}"
    if observation.low is not None:
        return _("from {amount}", amount=write(observation.low))
    return _("up to {amount}", amount=write(observation.high or 0))


def _bonus(observation: PayObservation) -> str:
    return "" if observation.bonus is None else amount_text(observation.bonus, observation.currency)
