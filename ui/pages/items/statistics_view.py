"""What the answers given so far say about one question."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QBoxLayout, QWidget

from smmhire.assessment.items import Item
from smmhire.services.item_charts import option_charts
from smmhire.services.item_responses import OTHER_NUMBER, RIGHT_NUMBER
from smmhire.services.item_statistics import ItemStatistics, OptionUse
from smmhire.texts import N_, _, digits, duration, number, percent, say
from ui.language import Translated
from ui.pages.items import words
from ui.pages.items.calibration_detail import Calibrated, CalibrationDetail
from ui.pages.items.item_html import style
from ui.pages.items.preview import CURVES_IN_A_ROW_FROM, WIDEST_CHART
from ui.pages.items.rich_text import RichText
from ui.widgets.basics import clear, column, label
from ui.widgets.chart_view import ChartView

ASKED_AS = {
    "choice": N_("Chosen"),
    "best": N_("Named the most effective"),
    "worst": N_("Named the least effective"),
    "number": N_("Numbers given"),
}


class StatisticsView(Translated, QWidget):
    """Figures, flags with what to do, and who took which option; a sentence where there are too few."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._item: Item | None = None
        self._statistics: ItemStatistics | None = None
        self._known = Calibrated()
        self.head = label("heading")
        self.texts.bind(self.head.setText, N_("From the answers so far"))
        self.sentence = label(selectable=True)
        self.body = RichText()
        self.texts.bind(self.body.setAccessibleName, N_("From the answers so far"))
        self._charts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._charts.setSpacing(16)
        self.calibration = CalibrationDetail()
        self.setLayout(column(self.head, self.sentence, self.body, self._charts, self.calibration))
        self.body.theme_changed.connect(self._fill)

    @property
    def statistics(self) -> ItemStatistics | None:
        """What is shown."""
        return self._statistics

    def show_statistics(self, item: Item | None, statistics: ItemStatistics | None) -> None:
        """Show the figures of an item; None: not counted yet, or an item that has none."""
        self._item, self._statistics = item, statistics
        self._fill()
        self.calibration.show_item(item, self._known)

    def show_calibrated(self, known: Calibrated) -> None:
        """Show the difficulty by the answers too, of this and of every item from now on."""
        self._known = known
        self.calibration.show_item(self._item, known)

    def fit(self, width: int) -> None:
        """Arrange for a detail of this width: its holder knows it."""
        self.calibration.fit(width)
        is_wide = width >= CURVES_IN_A_ROW_FROM
        self._charts.setDirection(
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )

    def retranslate(self) -> None:
        """Everything again."""
        super().retranslate()
        self._fill()

    def _fill(self) -> None:
        item, found = self._item, self._statistics
        clear(self._charts)
        self.body.setVisible(item is not None and found is not None and found.is_shown)
        self.sentence.setText(_sentence(item, found))
        self.sentence.setVisible(bool(self.sentence.text()))
        if item is None or found is None or not found.is_shown:
            self.body.show_html("")
            return
        self.body.show_html(statistics_html(item, found))
        for chart in option_charts(found):
            view = ChartView()
            view.setMaximumWidth(WIDEST_CHART)
            view.show_chart(chart)
            self._charts.addWidget(view)
        self._charts.addStretch(1)


def _sentence(item: Item | None, found: ItemStatistics | None) -> str:
    if item is None:
        return ""
    if not item.is_scored:
        return _("A self-rating is not marked: there is no right answer to analyse.")
    if found is None:
        return ""
    if found.is_shown:
        return ""
    if found.responses == 0:
        return _(
            "Nobody has answered this question in a finished assessment yet. From {n} responses on, figures "
            "stand here.",
            n=number(found.missing),
        )
    return _(
        "There are {n} responses; {missing} more are needed. With fewer, figures would say more about chance "
        "than about the question.",
        n=number(found.responses),
        missing=number(found.missing),
    )


def statistics_html(item: Item, found: ItemStatistics) -> str:
    """Figures, flags and options as rich text."""
    parts = [style(), "<table>"]
    for name, value in (
        (_("Responses"), number(found.responses)),
        (_("Mean mark"), _share(found.p)),
        (_("Left out"), _share(found.left_out)),
        (_("Separation (correlation with the rest)"), correlation(found.r_it)),
        (_("Median time"), "–" if found.median_seconds is None else duration(found.median_seconds)),
    ):
        parts.append(f'<tr><td class="m">{escape(name)}</td><td><b>{escape(value)}</b></td></tr>')
    parts.append("</table>")
    for flag in found.flags:
        name, advice = words.FLAGS[flag]
        parts.append(f'<p><b class="w">{escape(_(name))}:</b> {escape(_(advice))}</p>')
    if not found.flags:
        parts.append(f'<p class="g">{escape(_("Nothing conspicuous."))}</p>')
    for role, heading in ASKED_AS.items():
        uses = [use for use in found.options if use.role == role]
        if uses:
            parts.append(_options(item, uses, _(heading)))
    return "".join(parts)


def correlation(value: float | None) -> str:
    """With its sign and two places; a dash where it is not defined."""
    return "–" if value is None else number(value, 2)


def _share(value: float | None) -> str:
    return "–" if value is None else percent(value)


def _options(item: Item, uses: list[OptionUse], heading: str) -> str:
    rows = [
        f'<tr><td></td><td></td><td class="m" align="right">{escape(heading)}</td>'
        f'<td class="m" align="right">{escape(_("with the rest"))}</td></tr>'
    ]
    for use in uses:
        sign, kind = ("✓", "g") if use.is_key else ("", "m")
        flags = ", ".join(_(words.FLAGS[flag][0]) for flag in use.flags)
        noted = f' <span class="w">({escape(flags)})</span>' if flags else ""
        rows.append(
            f'<tr><td class="{kind}"><b>{sign}</b></td><td>{escape(_option_name(item, use))}{noted}</td>'
            f'<td align="right">{escape(percent(use.share))}</td>'
            f'<td align="right">{escape(correlation(use.r_rest))}</td></tr>'
        )
    return f"<table>{''.join(rows)}</table>"


def _option_name(item: Item, use: OptionUse) -> str:
    if use.role == "number":
        if use.option == RIGHT_NUMBER:
            return _("the right number")
        if use.option == OTHER_NUMBER:
            return _("another number")
        assert item.numeric is not None
        formula = item.numeric.mistakes[int(use.option) - 1].formula
        return _("mistake {n}: {formula}", n=digits(use.option), formula=formula)
    text = next((say(option.text) for option in item.options if option.id == use.option), "")
    return f"{use.option}  {text}"
