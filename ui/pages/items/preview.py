"""One question as takers see it, with its key, and what it measures."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QGridLayout, QWidget

from smmhire import texts
from smmhire.assessment.item_review_texts import LANGUAGE_NAMES
from smmhire.assessment.items import Item
from smmhire.bilingual import LANGUAGES
from smmhire.services.item_charts import item_charts
from smmhire.texts import N_, _
from ui.language import Translated
from ui.pages.items import words
from ui.pages.items.item_html import item_html
from ui.pages.items.rich_text import RichText
from ui.widgets.basics import button, column, label
from ui.widgets.chart_view import ChartView

# Beyond this width a chart only gets larger, not clearer.
WIDEST_CHART = 520
# Widths of the whole detail, its margins included.
CURVES_IN_A_ROW_FROM = 810
TOOLS_IN_A_ROW_FROM = 540
TOOLS_IN_TWO_ROWS_FROM = 400
FIRST_SEED = 1
OWN, OTHER, BOTH = range(3)


class ItemPreview(Translated, QWidget):
    """Shows an item; empty until `show_item`. Without charts until `let_draw`: the first takes a while."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._item: Item | None = None
        self._seed = FIRST_SEED
        self._is_drawing = False
        self.name = label("heading", selectable=True)
        self.language = QComboBox()
        self.language.addItems(["", "", ""])
        self.language.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.language.setMinimumContentsLength(9)
        self.texts.bind(self.language.setAccessibleName, N_("Language of the question"))
        self.texts.call(self._name_languages)
        self.with_key = QCheckBox()
        self.with_key.setChecked(True)
        self.texts.bind(self.with_key.setText, N_("Key and reasons"))
        self.texts.bind(
            self.with_key.setToolTip, N_("Without them, the question stands here as takers see it.")
        )
        self.draw = button()
        self.texts.bind(self.draw.setText, N_("Draw again"))
        self.texts.bind(
            self.draw.setToolTip,
            N_("Other values and another order of the options, as the next taker gets them"),
        )
        self.body = RichText()
        self.texts.bind(self.body.setAccessibleName, N_("The question"))
        self.characteristic, self.information = ChartView(), ChartView()
        for chart in (self.characteristic, self.information):
            chart.setMaximumWidth(WIDEST_CHART)
        self.about_curves = label("muted")
        self.texts.bind(
            self.about_curves.setText,
            N_(
                "The curves follow from the author’s difficulty, slope 1 and the chance of a blind guess; "
                "they are not estimated from answers."
            ),
        )
        self._tools = QGridLayout()
        self._tools.setContentsMargins(0, 0, 0, 0)
        self._tools.setHorizontalSpacing(12)
        self._tools.setColumnStretch(2, 1)
        self._curves = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._curves.setSpacing(16)
        for chart in (self.characteristic, self.information):
            self._curves.addWidget(chart)
        self.fit(0)
        # Room that is left belongs below, not between the lines.
        whole = column(self.name, self._tools, self.body, self._curves, self.about_curves, None)
        self.setLayout(whole)
        self.language.activated.connect(self._fill)
        self.with_key.toggled.connect(self._fill)
        self.draw.clicked.connect(self.draw_again)
        self.body.theme_changed.connect(self._fill)

    def fit(self, width: int) -> None:
        """Arrange for a detail of this width: its holder knows it."""
        if width >= TOOLS_IN_A_ROW_FROM:
            places = ((0, 0), (0, 1), (0, 2))
        else:
            places = ((0, 0), (0, 1) if width >= TOOLS_IN_TWO_ROWS_FROM else (1, 0), (2, 0))
        for widget, place in zip((self.language, self.with_key, self.draw), places, strict=True):
            self._tools.addWidget(widget, *place, Qt.AlignmentFlag.AlignLeft)
        is_wide = width >= CURVES_IN_A_ROW_FROM
        self._curves.setDirection(
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )

    @property
    def item(self) -> Item | None:
        """What is shown."""
        return self._item

    def show_item(self, item: Item | None) -> None:
        """Show an item; None: nothing is selected."""
        self._item = item
        self._seed = FIRST_SEED
        self._fill()
        self._draw_charts()

    def draw_again(self) -> None:
        """Show the item as the next attempt would."""
        self._seed += 1
        self._fill()

    def retranslate(self) -> None:
        """The question and its charts too."""
        super().retranslate()
        self._fill()
        self._draw_charts()

    def _name_languages(self) -> None:
        own = texts.language()
        other = next(code for code in LANGUAGES if code != own)
        for at, code in ((OWN, own), (OTHER, other)):
            self.language.setItemText(at, _(LANGUAGE_NAMES[code]))
        self.language.setItemText(BOTH, _("side by side"))

    def _languages(self) -> tuple[str, ...]:
        own = texts.language()
        other = next(code for code in LANGUAGES if code != own)
        return {OWN: (own,), OTHER: (other,), BOTH: (own, other)}[self.language.currentIndex()]

    def _fill(self, *_anything: object) -> None:
        item = self._item
        self.setVisible(item is not None)
        if item is None:
            self.body.show_html("")
            return
        parts = (item.id, words.competency_name(item), words.type_name(item))
        self.name.setText(" · ".join(part for part in parts if part))  # one being written has no id yet
        # A self-rating is the same for everybody.
        self.draw.setVisible(item.is_scored)
        html = item_html(item, self._languages(), self._seed, with_key=self.with_key.isChecked())
        self.body.show_html(html)

    def let_draw(self) -> None:
        """The curves have been worked out (`item_charts.prepare`): show them, from now on at once."""
        self._is_drawing = True
        self._draw_charts()

    def _draw_charts(self) -> None:
        charts = None if self._item is None or not self._is_drawing else item_charts(self._item)
        self.characteristic.show_chart(None if charts is None else charts.characteristic)
        self.information.show_chart(None if charts is None else charts.information)
        for part in (self.characteristic, self.information, self.about_curves):
            part.setVisible(charts is not None)
