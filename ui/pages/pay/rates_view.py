"""Rates and price levels: what ships and up to when, and the user's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from smmhire.pay.ageing import IndexPoint
from smmhire.pay.price_levels import OwnPriceLevel
from smmhire.pay.rate_legs import OwnRate
from smmhire.services import market, market_import
from smmhire.texts import N_, _, day, digits, ngettext
from ui.language import Translated
from ui.pages.page import Workplace
from ui.pages.pay.entries_section import EntriesSection
from ui.pages.pay.market_entry_dialog import AnyEntry, Kind, MarketEntryDialog
from ui.pages.pay.market_import_dialog import MarketImportDialog
from ui.widgets.basics import GAP, card, column, label, scrolled
from ui.widgets.file_choice import ask_for_file

KINDS: dict[Kind, str] = {OwnRate: "rates", OwnPriceLevel: "price_levels", IndexPoint: "indices"}
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")


class RatesView(Translated, QWidget):
    """Shows and changes them; whoever compares pay asks for them anew each time."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._unit_of_work = workplace.program.unit_of_work
        self._shipped: tuple[market.Shipped, ...] = ()
        self.dialog: MarketEntryDialog | MarketImportDialog | None = None
        heading = label("heading")
        self.texts.bind(heading.setText, N_("What comes with the program"))
        self.shipped = label(selectable=True)
        self.sections: dict[Kind, EntriesSection] = {}
        for kind in KINDS:
            section = EntriesSection(kind)
            section.add_wanted.connect(lambda k=kind: self.open_entry(k))
            section.change_wanted.connect(lambda entry, k=kind: self.open_entry(k, entry))
            section.removal_wanted.connect(self.remove)
            section.import_wanted.connect(lambda k=kind: self.choose_file(k))
            self.sections[kind] = section
        content = QWidget()
        rates, levels, indices = self.sections.values()
        content.setLayout(
            column(rates, card(column(heading, self.shipped)), levels, indices, None, spacing=GAP)
        )
        self.setLayout(column(scrolled(content)))

    def load(self) -> None:
        """Read what there is; what ships is read once, when the view is first seen."""
        if not self._shipped:
            self._workplace.background.run(market.shipped, on_done=self._has_read)
        self.refresh()

    def _has_read(self, shipped: tuple[market.Shipped, ...]) -> None:
        self._shipped = shipped
        self._say_shipped()

    def refresh(self, changed: AnyEntry | None = None) -> None:
        """Read the user's own again; `changed` becomes the current line of its list."""
        select = None if changed is None else changed.id
        own = self._unit_of_work
        self.sections[OwnRate].show_entries(market.own_rates(unit_of_work=own), select)
        self.sections[OwnPriceLevel].show_entries(market.own_price_levels(unit_of_work=own), select)
        self.sections[IndexPoint].show_entries(market.own_points(unit_of_work=own), select)

    def retranslate(self) -> None:
        """The dates too."""
        super().retranslate()
        if self._shipped:
            self._say_shipped()

    def _say_shipped(self) -> None:
        rates, levels, index = self._shipped
        lines = (
            _(
                "Exchange rates up to {last}: {source}. {n} currencies. {licence}",
                last=day(rates.last_on),
                source=_(rates.name),
                n=digits(str(rates.count)),
                licence=_(rates.licence_note),
            ),
            _(
                "Price levels up to {year}: {source}. {n} countries. {licence}",
                year=digits(str(levels.last_on.year)),
                source=_(levels.name),
                n=digits(str(levels.count)),
                licence=_(levels.licence_note),
            ),
            _("Index up to {last}: {source}.", last=day(index.last_on), source=_(index.name)),
            _(
                "Newer days of the European Central Bank: import its file eurofxref-hist.csv under your"
                " exchange rates. Newer price levels: the World Bank's table with Country ID, Year and PPP."
            ),
        )
        self.shipped.setText("\n\n".join(lines))

    # -- entries -------------------------------------------------------------------------------------
    def open_entry(self, kind: Kind, entry: AnyEntry | None = None) -> None:
        """Ask for a new entry, or for what one is to become."""
        current = self.sections[kind].current()
        name = current.name if isinstance(current, IndexPoint) else ""
        keep = self._add if entry is None else self._change
        dialog = MarketEntryDialog(kind, keep, entry, self, name=name)
        self._show(dialog)

    def _add(self, entry: AnyEntry) -> None:
        market.add(entry, unit_of_work=self._unit_of_work)
        self.refresh(entry)
        self._workplace.notices.info(
            lambda: _("Entered: {entry}.", entry=market.title(entry)),
            N_("Undo"),
            lambda: self._take_back(entry),
        )

    def _change(self, entry: AnyEntry) -> None:
        before = market.change(entry, unit_of_work=self._unit_of_work)
        self.refresh(entry)
        self._workplace.notices.info(
            lambda: _("Changed: {entry}.", entry=market.title(entry)),
            N_("Undo"),
            lambda: self._change_back(before),
        )

    def _change_back(self, before: AnyEntry) -> None:
        market.change(before, unit_of_work=self._unit_of_work)
        self.refresh(before)

    def _take_back(self, entry: AnyEntry) -> None:
        market.remove(type(entry), entry.id, unit_of_work=self._unit_of_work)
        self.refresh()

    def remove(self, entry: AnyEntry) -> None:
        """Take an entry away at once, and offer the way back."""
        gone = market.remove(type(entry), entry.id, unit_of_work=self._unit_of_work)
        self.refresh()
        self._workplace.notices.info(
            lambda: _("Removed: {entry}.", entry=market.title(gone)), N_("Undo"), lambda: self._put_back(gone)
        )

    def _put_back(self, gone: AnyEntry) -> None:
        market.add(gone, unit_of_work=self._unit_of_work)
        self.refresh(gone)

    # -- files ---------------------------------------------------------------------------------------
    def choose_file(self, kind: Kind) -> None:
        """Ask which file, then look at it."""
        path = ask_for_file(
            self,
            self._workplace.settings,
            title=_("Import rates or price levels"),
            kind=_("Tables"),
            endings=ENDINGS,
        )
        if path is not None:
            self.open_import(kind, path)

    def open_import(self, kind: Kind, path: Path) -> None:
        """Look at a file, and import it where the user wants it."""
        dialog = MarketImportDialog(path, KINDS[kind], self._workplace, self)
        dialog.imported.connect(self._was_imported)
        self._show(dialog)

    def _was_imported(self, done: market_import.MarketImported) -> None:
        self.refresh()
        n = len(done.added) + len(done.before)
        self._workplace.notices.info(
            lambda: ngettext("{n} entry has been imported.", "{n} entries have been imported.", n),
            N_("Undo"),
            lambda: self._undo_import(done),
        )

    def _undo_import(self, done: market_import.MarketImported) -> None:
        market_import.undo(done, unit_of_work=self._unit_of_work)
        self.refresh()

    def _show(self, dialog: MarketEntryDialog | MarketImportDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._dialog_closed)
        self.dialog = dialog
        dialog.open()

    def _dialog_closed(self, _result: int) -> None:
        self.dialog = None
