"""One question by its answers: its difficulty with error, what to do about it, and its curves."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import isfinite
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QWidget

from smmhire.assessment.items import Item
from smmhire.services import calibration_words
from smmhire.services.item_charts import calibrated_charts
from smmhire.texts import N_, _, number
from ui.language import Translated
from ui.pages.items.item_html import style
from ui.pages.items.preview import CURVES_IN_A_ROW_FROM, WIDEST_CHART
from ui.pages.items.rich_text import RichText
from ui.widgets.basics import column, label
from ui.widgets.chart_view import ChartView

if TYPE_CHECKING:
    from smmhire.assessment.item_calibration import ItemCalibration
    from smmhire.services.bank_calibration import Proposal, ProposedItem
    from smmhire.services.calibrated import InUse


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What is known of the difficulties: calculated from the answers, and in use; None: not (yet)."""

    proposal: Proposal | None = None
    used: InUse | None = None


class CalibrationDetail(Translated, QWidget):
    """Hidden for a question of which nothing is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._item: Item | None = None
        self._known = Calibrated()
        self.head = label("heading")
        self.texts.bind(self.head.setText, N_("Difficulty by the answers"))
        self.body = RichText()
        self.texts.bind(self.body.setAccessibleName, N_("Difficulty by the answers"))
        self.characteristic, self.information = ChartView(), ChartView()
        self._charts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._charts.setSpacing(16)
        for chart in (self.characteristic, self.information):
            chart.setMaximumWidth(WIDEST_CHART)
            self._charts.addWidget(chart)
        self._charts.addStretch(1)  # takes the room that charts of a limited width leave below them
        whole = column(self.head, self.body, self._charts)
        self.setLayout(whole)
        self.body.theme_changed.connect(self._fill)
        self._fill()

    def show_item(self, item: Item | None, known: Calibrated) -> None:
        """Show what is known of the item."""
        self._item, self._known = item, known
        self._fill()

    def fit(self, width: int) -> None:
        """Arrange for a detail of this width: its holder knows it."""
        is_wide = width >= CURVES_IN_A_ROW_FROM
        self._charts.setDirection(
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )

    def retranslate(self) -> None:
        """Everything again."""
        super().retranslate()
        self._fill()

    def _fill(self) -> None:
        item, known = self._item, self._known
        found = None if item is None or known.proposal is None else known.proposal.of(item.id)
        used = None if item is None or known.used is None else known.used.items.get(item.id)
        b = _difficulty(found, used)
        self.setVisible(item is not None and item.is_scored and (found is not None or b is not None))
        if item is None or self.isHidden():
            self.body.show_html("")
        else:
            self.body.show_html(calibration_html(item, found, used))
        fit = None if found is None or found.b is None else found.fit
        charts = (
            None
            if item is None or b is None
            else calibrated_charts(item, b, () if fit is None else fit.groups)
        )
        self.characteristic.show_chart(None if charts is None else charts.characteristic)
        self.information.show_chart(None if charts is None else charts.information)
        for part in (self.characteristic, self.information):
            part.setVisible(charts is not None)


def _difficulty(found: ProposedItem | None, used: ItemCalibration | None) -> float | None:
    """What was calculated, else what is in use."""
    if found is not None and found.b is not None:
        return found.b
    return None if used is None else used.difficulty


def calibration_html(item: Item, found: ProposedItem | None, used: ItemCalibration | None) -> str:
    """Figures and cautions as rich text."""
    rows = [(_("The author’s judgement"), number(item.difficulty or 0.0, 2))]
    if found is not None:
        rows.append((_("By the answers"), calibration_words.difficulty(found)))
        rows.append((_("Responses"), number(found.responses)))
    if used is None:
        rows.append((_("In use"), _("the author’s")))
    else:
        said = f"{number(used.difficulty, 2)} ± {number(used.standard_error, 2)}"
        rows.append((_("In use"), said))
    if found is not None and found.free is not None and isfinite(found.free.a):
        slope = number(found.free.a, 2)
        if isfinite(found.free.a_se):
            slope += f" ± {number(found.free.a_se, 2)}"
        rows.append((_("Slope of its own (scoring takes 1)"), slope))
    parts = [style(), "<table>"]
    parts += [
        f'<tr><td class="m">{escape(name)}</td><td><b>{escape(value)}</b></td></tr>' for name, value in rows
    ]
    parts.append("</table>")
    parts += _remarks(found)
    return "".join(parts)


def _remarks(found: ProposedItem | None) -> list[str]:
    if found is None:
        return []
    if found.missing:
        said = _(
            "There are {n} responses; {missing} more are needed. Until then the author’s difficulty counts.",
            n=number(found.responses),
            missing=number(found.missing),
        )
        return [f'<p class="m">{escape(said)}</p>']
    parts: list[str] = []
    for caution in found.cautions:
        name, advice = calibration_words.CAUTIONS[caution]
        parts.append(f'<p><b class="w">{escape(_(name))}:</b> {escape(_(advice))}</p>')
    if found.free is not None and found.free.cautions:
        said = "; ".join(_(calibration_words.SLOPE_CAUTIONS[one]) for one in found.free.cautions)
        parts.append(f'<p class="m">{escape(_("On the slope: {remarks}.", remarks=said))}</p>')
    if not parts:
        parts.append(f'<p class="g">{escape(_("Nothing conspicuous."))}</p>')
    return parts
