"""A list of one's own rates, price levels or values of an index, with what can be done to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from smmhire.pay.ageing import IndexPoint
from smmhire.pay.market_reasons import plain_figure
from smmhire.pay.price_levels import OwnPriceLevel
from smmhire.pay.rate_legs import OwnRate
from smmhire.texts import N_, _, country_name, day, digits
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.pay.market_entry_dialog import AnyEntry, Kind
from ui.widgets.basics import button, card, column, label, row
from ui.widgets.table_view import TableView

TABLE_HEIGHT = 190  # pixels: some six rows; more of them scroll


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of a section, as message ids; `columns` are headings with the text of an entry."""

    heading: str
    lead: str
    nothing: str
    add: str
    columns: tuple[Column, ...]


def _source(entry: AnyEntry) -> str:
    return _(entry.source)


_VALUE = Column(N_("Value"), lambda one: plain_figure(one.value), is_number=True)
_SOURCE = Column(N_("Source"), _source, stretches=True)

WORDS: dict[Kind, Words] = {
    OwnRate: Words(
        N_("Your exchange rates"),
        N_(
            "A rate holds from its day until your next one for the same two currencies, at most for twelve "
            "months, and wins over that of the European Central Bank."
        ),
        N_(
            "You have entered no rate. The European Central Bank quotes no taka, no hryvnia and no Pakistani "
            "rupee, and no rouble since March 2022: pay in them is not converted until you enter a rate. You "
            "find the taka's on the website of Bangladesh Bank under “Exchange rate”, and in the business "
            "pages of the newspapers: enter the day, the rate and where you found it."
        ),
        N_("New rate …"),
        (
            Column(N_("Currency"), lambda one: one.currency),
            _VALUE,
            Column(N_("Worth in"), lambda one: one.against),
            Column(N_("Holds from"), lambda one: day(one.valid_on)),
            _SOURCE,
        ),
    ),
    OwnPriceLevel: Words(
        N_("Your price levels"),
        N_(
            "How many units of a country's money buy there what one dollar buys in the United States. Yours "
            "win over those of the World Bank for their country and year."
        ),
        N_("You have entered none. Without them the figures of the World Bank count."),
        N_("New price level …"),
        (
            Column(N_("Country"), lambda one: country_name(one.country)),
            Column(N_("Year"), lambda one: digits(str(one.year))),
            _VALUE,
            _SOURCE,
        ),
    ),
    IndexPoint: Words(
        N_("Your indices"),
        N_(
            "An index of wages or prices by which old pay is brought up to date: at least two values with "
            "the same name."
        ),
        N_("You have entered none. Without them only the index of the United States is there."),
        N_("New value …"),
        (
            Column(N_("Index"), lambda one: one.name),
            Column(N_("Date"), lambda one: day(one.valid_on)),
            _VALUE,
            _SOURCE,
        ),
    ),
}


class EntriesTable(TableView):
    """Delete removes the current entry, Enter and a double click change it."""

    remove_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key of this list; all others as in every table."""
        if event.key() == Qt.Key.Key_Delete:
            self.remove_pressed.emit()
        else:
            super().keyPressEvent(event)


class EntriesSection(Translated, QWidget):
    """Signals carry what the user wants; the view does it."""

    add_wanted = Signal()
    change_wanted = Signal(object)
    removal_wanted = Signal(object)
    import_wanted = Signal()

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        words = WORDS[kind]
        self._heading = words.heading
        heading, lead = label("heading"), label("muted")
        self.texts.bind(heading.setText, words.heading)
        self.texts.bind(lead.setText, words.lead)
        self.nothing = label(selectable=True)
        self.texts.bind(self.nothing.setText, words.nothing)
        self.model = TableModel(words.columns, self)
        self.table = EntriesTable(self.model)
        self.table.setFixedHeight(TABLE_HEIGHT)
        self.texts.bind(self.table.setAccessibleName, words.heading)
        self.add = button("primary" if kind is OwnRate else "")
        self.texts.bind(self.add.setText, words.add)
        self.change, self.remove, self.import_file = button(), button("danger"), button()
        buttons: tuple[tuple[Callable[[str], object], str], ...] = (
            (self.change.setText, N_("Change …")),
            (self.remove.setText, N_("Remove")),
            (self.import_file.setText, N_("Import a file …")),
        )
        for setter, text in buttons:
            self.texts.bind(setter, text)
        # The same words stand in each section: read out, they say of which.
        self.texts.call(self._name_buttons)
        tools = row(self.add, self.import_file, None, self.change, self.remove)
        self.setLayout(column(card(column(heading, lead, self.nothing, self.table, tools))))
        self._connect()
        self.show_entries(())

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_wanted)
        self.import_file.clicked.connect(self.import_wanted)
        self.change.clicked.connect(self._change)
        self.remove.clicked.connect(self._remove)
        self.table.activated.connect(self._change)
        self.table.selected.connect(self._show_state)
        self.table.remove_pressed.connect(self._remove)

    def show_entries(self, entries: Sequence[AnyEntry], select: UUID | None = None) -> None:
        """Show these; the selection stays, or goes to the entry `select`."""
        current = self.current()
        wanted = select or (None if current is None else current.id)
        self.model.show_rows(list(entries))
        self.nothing.setVisible(not entries)
        self.table.setVisible(bool(entries))
        places = [place for place, entry in enumerate(entries) if entry.id == wanted]
        if entries:
            self.table.select(places[0] if places else 0)
        self._show_state()

    def current(self) -> AnyEntry | None:
        """The entry of the current line."""
        return self.table.current_row()

    def retranslate(self) -> None:
        """The lines too."""
        super().retranslate()
        self.model.refresh()

    def _name_buttons(self) -> None:
        for pressed in (self.change, self.remove, self.import_file):
            pressed.setAccessibleName(f"{pressed.text()}: {_(self._heading)}")

    def _show_state(self, *_anything: object) -> None:
        for pressed in (self.change, self.remove):
            pressed.setVisible(self.current() is not None)

    def _change(self, *_anything: object) -> None:
        entry = self.current()
        if entry is not None:
            self.change_wanted.emit(entry)

    def _remove(self, *_anything: object) -> None:
        entry = self.current()
        if entry is not None:
            self.removal_wanted.emit(entry)
