"""An offer, or a candidate's wish, and its place among the figures."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from smmhire.pay.benchmark import Benchmark
from smmhire.pay.cells import Cell
from smmhire.pay.normalise import period_factor
from smmhire.pay.offer import OfferPlace
from smmhire.pay.reasons import Reason, amount_text, per_period
from smmhire.services import pay
from smmhire.texts import N_, _, number, percent
from smmhire.vacancies.profile import PayOffer
from ui.language import Translated, number_typed
from ui.widgets.basics import column, label, row, set_kind
from ui.widgets.choices import CURRENCIES, PERIODS, period_name

PLACE_AFTER_MS = 300
ROOM_BESIDE_TEXT = 36  # frame and paddings of a field


class OfferView(Translated, QWidget):
    """Amount, currency and period. `placed` carries the OfferPlace, or None where there is none."""

    placed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._benchmark: Benchmark | None = None
        self._band = ""
        self._vacancy_pay: PayOffer | None = None
        self.place: OfferPlace | None = None
        head = label("heading")
        self.texts.bind(head.setText, N_("Where does an offer stand?"))
        self.amount = QLineEdit()
        self.amount.setMaximumWidth(300)
        self.texts.call(self._say_example)
        self.currency = QComboBox()
        for code in CURRENCIES:
            self.currency.addItem(code, code)
        self.period = QComboBox()
        self.texts.call(self._name_periods)
        self.group = QComboBox()
        self.group.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        form = QFormLayout()
        for fields, first, text in (
            (row(self.amount, self.currency, self.period, None), self.amount, N_("The offer")),
            (row(self.group, None), self.group, N_("Compared with")),
        ):
            form.addRow(self._name(first, text), fields)
        self.texts.bind(self.currency.setAccessibleName, N_("Currency of the offer"))
        self.texts.bind(self.period.setAccessibleName, N_("Period of the offer"))
        self.origin = label("muted")
        self.sentence = label("large", selectable=True)
        self.measures = [label(selectable=True) for _measure in range(3)]
        measures = QHBoxLayout()
        measures.setSpacing(24)
        for measure in self.measures:
            measures.addWidget(measure, 1)
        self.setLayout(column(head, form, self.origin, self.sentence, measures))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PLACE_AFTER_MS)
        self._timer.timeout.connect(self.place_now)
        self.amount.textEdited.connect(self._edited)
        self.amount.returnPressed.connect(self.place_now)
        for choice in (self.currency, self.period, self.group):
            choice.activated.connect(self._edited)
        self._say()

    def _name(self, field: QWidget, text: str) -> QWidget:
        name = label(wraps=False)
        name.setBuddy(field)
        self.texts.bind(name.setText, text)
        self.texts.bind(field.setAccessibleName, text)
        return name

    def _say_example(self) -> None:
        """An amount as an example, in a field that shows all of it."""
        self.amount.setPlaceholderText(_("amount, such as {n}", n=number(25000)))
        text = self.amount.fontMetrics().horizontalAdvance(self.amount.placeholderText())
        self.amount.setMinimumWidth(min(self.amount.maximumWidth(), text + ROOM_BESIDE_TEXT))

    def _name_periods(self) -> None:
        chosen = self.period.currentData()
        self.period.clear()
        for code, _name in PERIODS:
            self.period.addItem(period_name(code), code)
        self.period.setCurrentIndex(max(0, self.period.findData(chosen)))

    # -- given from outside --------------------------------------------------------------------------
    def ask(self, offer: PayOffer) -> None:
        """Take the offer of a vacancy: the middle of its band."""
        self._vacancy_pay = offer
        middle = float(offer.midpoint)
        self.amount.setText(number(middle, 0 if middle == int(middle) else 2))
        self.follow(offer.currency, offer.period)
        self.place_now()

    def follow(self, currency: str, period: str) -> None:
        """Take currency and period of the comparison."""
        if self.currency.findData(currency) < 0:
            self.currency.addItem(currency, currency)
        self.currency.setCurrentIndex(self.currency.findData(currency))
        self.period.setCurrentIndex(self.period.findData(period))

    @property
    def is_empty(self) -> bool:
        """Whether no amount is typed."""
        return not self.amount.text().strip()

    def show_benchmark(self, benchmark: Benchmark | None) -> None:
        """Place the offer in a new benchmark."""
        self._benchmark = benchmark
        self._fill_groups()
        self.place_now()

    def _fill_groups(self) -> None:
        chosen = self.group.currentData()
        self.group.clear()
        cells = self._benchmark.cells if self._benchmark is not None else ()
        for cell in cells:
            self.group.addItem(cell.label, cell.key)
        self.group.setCurrentIndex(max(0, self.group.findData(chosen)) if cells else -1)

    # -- placing -------------------------------------------------------------------------------------
    def _edited(self, *_anything: object) -> None:
        self._vacancy_pay = None
        self._timer.start()

    def place_now(self) -> None:
        """Find the place of what is typed."""
        self._timer.stop()
        self._say()
        self.placed.emit(self.place)

    def _cell(self) -> Cell | None:
        if self._benchmark is None:
            return None
        return next((c for c in self._benchmark.cells if c.key == self.group.currentData()), None)

    def _find(self) -> tuple[OfferPlace | None, str]:
        """The place, or none and the sentence that says why."""
        typed = self.amount.text().strip()
        cell = self._cell()
        if not typed or cell is None:
            return None, _("Type an amount to see where it stands.") if not typed else ""
        amount = number_typed(typed)
        if amount is None or not amount > 0:
            return None, _("“{typed}” is not an amount. Write digits only, such as 25,000.", typed=typed)
        if self.currency.currentData() != cell.currency:
            return None, _(
                "The offer is in {offer}, the figures are in {figures}. No exchange rate is assumed: compare "
                "in the currency of the offer.",
                offer=self.currency.currentData(),
                figures=cell.currency,
            )
        factor = period_factor(self.period.currentData(), cell.period)
        if factor is None:
            return None, _(
                "A price for a piece of work is never turned into pay for time: choose the same period."
            )
        place = pay.place_offer(amount * factor, cell)
        if place.percentile is None:  # why there is no median stands with the figures
            return place, Reason.of("no_median").text()
        return place, place.sentence()

    def _say(self) -> None:
        self.place, sentence = self._find()
        typed = self.amount.text().strip()
        self.amount.setProperty("invalid", bool(typed) and not (number_typed(typed) or 0) > 0)
        set_kind(self.amount, "")
        is_placed = self.place is not None and self.place.percentile is not None
        set_kind(self.sentence, "large" if is_placed else "muted")
        self.sentence.setText(sentence)
        self._say_origin()
        for measure in self.measures:
            measure.setVisible(is_placed)
        if self.place is not None and is_placed:
            for measure, text in zip(self.measures, measures_of(self.place), strict=True):
                measure.setText(text)

    def _say_origin(self) -> None:
        parts: list[str] = []
        offer = self._vacancy_pay
        if offer is not None and offer.low != offer.high:
            low, high = (amount_text(float(end), offer.currency) for end in (offer.low, offer.high))
            parts.append(_("The vacancy offers {low} to {high}; its middle is compared.", low=low, high=high))
        if self.place is not None and self.period.currentData() != self.place.cell.period:
            amount = amount_text(self.place.amount, self.place.cell.currency)
            period = per_period(self.place.cell.period)
            parts.append(_("That is {amount} {period}.", amount=amount, period=period))
        self.origin.setText(" ".join(parts))
        self.origin.setVisible(bool(parts))

    def retranslate(self) -> None:
        """Groups, sentence and measures too; a number that was filled in is written in the new digits."""
        super().retranslate()
        if self._vacancy_pay is not None:
            middle = float(self._vacancy_pay.midpoint)
            self.amount.setText(number(middle, 0 if middle == int(middle) else 2))
        self._fill_groups()
        self._say()


def measures_of(place: OfferPlace) -> tuple[str, str, str]:
    """Percentile with interval, compa-ratio and range penetration, each with what it is."""
    penetration = place.range_penetration
    return (
        _(
            "Percentile: {value} [{low}–{high}]",
            value=number(place.percentile or 0, 1),
            low=number(place.low or 0, 1),
            high=number(place.high or 0, 1),
        ),
        _("Share of the middle pay (compa-ratio): {value}", value=number(place.compa_ratio or 0, 3)),
        _(
            "Way from P25 to P75 (range penetration): {value}",
            value=_("not estimable") if penetration is None else percent(penetration),
        ),
    )
