"""One rate, price level or value of an index of one's own, entered or changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from smmhire.errors import UserError
from smmhire.pay.ageing import IndexPoint
from smmhire.pay.market_reasons import plain_figure
from smmhire.pay.price_levels import OwnPriceLevel
from smmhire.pay.rate_legs import OwnRate
from smmhire.services import market
from smmhire.services import market_checks as checks
from smmhire.texts import N_, _, digits, latin_digits
from ui.language import Translated
from ui.widgets.basics import PAGE_MARGIN, column, label
from ui.widgets.choices import COUNTRIES, CURRENCIES, country_name
from ui.widgets.quiet_wheel import QuietWheel

Kind = type[OwnRate] | type[OwnPriceLevel] | type[IndexPoint]
AnyEntry = OwnRate | OwnPriceLevel | IndexPoint

TITLES: dict[Kind, tuple[str, str]] = {
    OwnRate: (N_("New exchange rate"), N_("Change the exchange rate")),
    OwnPriceLevel: (N_("New price level"), N_("Change the price level")),
    IndexPoint: (N_("New value of an index"), N_("Change the value of the index")),
}
VALUE_NAMES: dict[Kind, str] = {
    OwnRate: N_("Value of one unit"),
    OwnPriceLevel: N_("Units for one international dollar"),
    IndexPoint: N_("Value"),
}
SOURCE_HINTS: dict[Kind, str] = {
    OwnRate: N_("such as Bangladesh Bank, mid rate of that day"),
    OwnPriceLevel: N_("such as World Bank, ICP 2025"),
    IndexPoint: N_("such as BBS, Wage Rate Index, table 1"),
}


class MarketEntryDialog(Translated, QDialog):
    """Asks for one entry. `keep` stores it, and raises UserError where it cannot be; then the dialog stays
    open and says so. `kept` carries the entry."""

    kept = Signal(object)

    def __init__(
        self,
        kind: Kind,
        keep: Callable[[AnyEntry], object],
        entry: AnyEntry | None = None,
        parent: QWidget | None = None,
        *,
        name: str = "",
    ) -> None:
        """name: of the index, where a new value is likely to be of one that is there."""
        super().__init__(parent)
        self.init_texts()
        self._kind, self._keep, self._entry = kind, keep, entry
        self.setModal(True)
        self.setMinimumWidth(480)
        self.texts.bind(self.setWindowTitle, TITLES[kind][0 if entry is None else 1])
        self.currency = _choice(CURRENCIES, "BDT")
        self.against = _choice(CURRENCIES, "USD")
        self.country = QComboBox()
        for code in COUNTRIES:
            self.country.addItem("", code)
        self.texts.call(self._name_countries)
        self.name = QLineEdit(name)
        self.year = QLineEdit(str(date.today().year - 1))
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMMM yyyy")
        self.day.setMaximumDate(QDate.currentDate())
        self.day.setMinimumDate(QDate(checks.EARLIEST.year, 1, 1))
        self.day.setDate(QDate.currentDate())
        self.texts.call(lambda: self.day.setLocale(QLocale()))
        self.value = QLineEdit()
        self.source = QLineEdit()
        self.texts.bind(self.source.setPlaceholderText, SOURCE_HINTS[kind])
        self.reading = label("muted")
        self.problem = label("bad")
        self.problem.hide()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.save = buttons.button(QDialogButtonBox.StandardButton.Save)
        buttons.accepted.connect(self._try_to_keep)
        buttons.rejected.connect(self.reject)
        self.setLayout(column(self._form(), self.reading, self.problem, buttons, margin=PAGE_MARGIN))
        if entry is not None:
            self._load(entry)
        self.fields()[0].setFocus()
        self._connect()
        self._show_reading()
        QuietWheel(self)

    def fields(self) -> list[QWidget]:
        """The fields of this kind, in their order."""
        if self._kind is OwnRate:
            return [self.currency, self.value, self.against, self.day, self.source]
        if self._kind is OwnPriceLevel:
            return [self.country, self.year, self.value, self.source]
        return [self.name, self.day, self.value, self.source]

    def _form(self) -> QFormLayout:
        names: dict[QWidget, str] = {
            self.currency: N_("Currency"),
            self.against: N_("Worth in"),
            self.country: N_("Country"),
            self.name: N_("Index"),
            self.year: N_("Year"),
            self.day: N_("Holds from"),
            self.value: VALUE_NAMES[self._kind],
            self.source: N_("Source"),
        }
        form = QFormLayout()
        for field in self.fields():
            name = label(wraps=False)
            name.setBuddy(field)
            self.texts.bind(name.setText, names[field])
            self.texts.bind(field.setAccessibleName, names[field])
            form.addRow(name, field)
        return form

    def _connect(self) -> None:
        for box in (self.currency, self.against):
            box.editTextChanged.connect(self._show_reading)
        for line in (self.name, self.year, self.value, self.source):
            line.textChanged.connect(self._show_reading)
        self.country.currentIndexChanged.connect(self._show_reading)
        self.day.dateChanged.connect(self._show_reading)

    def _load(self, entry: AnyEntry) -> None:
        self.value.setText(plain_figure(entry.value, 12))
        self.source.setText(_(entry.source))
        if isinstance(entry, OwnRate):
            self.currency.setEditText(entry.currency)
            self.against.setEditText(entry.against)
        if isinstance(entry, OwnPriceLevel):
            if self.country.findData(entry.country) < 0:
                self.country.addItem(country_name(entry.country), entry.country)
            self.country.setCurrentIndex(self.country.findData(entry.country))
            self.year.setText(digits(str(entry.year)))
        else:
            self.day.setDate(QDate(entry.valid_on.year, entry.valid_on.month, entry.valid_on.day))
        if isinstance(entry, IndexPoint):
            self.name.setText(entry.name)

    def _name_countries(self) -> None:
        for place in range(self.country.count()):
            self.country.setItemText(place, country_name(self.country.itemData(place)))

    def made(self) -> AnyEntry:
        """The entry as it is typed. Raises UserError where it cannot be one."""
        value = checks.number_typed(self.value.text())
        if value is None:
            raise UserError(
                _("The value is not a number that can be read for sure."),
                _("Write it with a point before the fraction, such as 0.0082."),
            )
        source = self.source.text()
        if self._entry is not None and source == _(self._entry.source):
            source = self._entry.source  # of what ships the name is kept, not its translation
        entry_id = None if self._entry is None else self._entry.id
        on = date(self.day.date().year(), self.day.date().month(), self.day.date().day())
        if self._kind is OwnRate:
            one, other = self.currency.currentText(), self.against.currentText()
            return checks.rate(one, other, on, value, source, entry_id=entry_id)
        if self._kind is OwnPriceLevel:
            year = latin_digits(self.year.text()).strip()
            if not year.isdecimal():
                raise UserError(
                    _("“{text}” is not a year.", text=self.year.text()), _("Write it in four digits.")
                )
            return checks.price_level(self.country.currentData(), int(year), value, source, entry_id=entry_id)
        return checks.index_point(self.name.text(), on, value, source, entry_id=entry_id)

    def _show_reading(self, *_anything: object) -> None:
        """What is typed, in words, as soon as it can be an entry."""
        self.problem.hide()
        try:
            self.reading.setText(market.title(self.made()))
        except UserError:
            self.reading.setText("")

    def _make_room(self) -> None:
        """As high as its texts need: a label that wraps would else take the room of the fields."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        height = layout.totalHeightForWidth(self.width())
        self.setMinimumHeight(height)
        self.resize(self.width(), max(self.height(), height))

    def _try_to_keep(self) -> None:
        try:
            entry = self.made()
            self._keep(entry)
        except UserError as error:
            self.reading.setText("")
            self.problem.setText(f"{error.what} {error.what_to_do}")
            self.problem.show()
            self._make_room()
            return
        self.kept.emit(entry)
        self.accept()


def _choice(codes: tuple[str, ...], chosen: str) -> QComboBox:
    """Codes to choose from; any other can be typed."""
    made = QComboBox()
    made.setEditable(True)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    made.addItems(list(codes))
    made.setCurrentText(chosen)
    return made
