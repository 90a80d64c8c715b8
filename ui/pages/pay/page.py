"""Pay: what is paid, where an offer stands, and the data behind it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from smmhire.pay.observation import PaySource
from smmhire.pay.rate_legs import OwnRate
from smmhire.services import pay, pay_figures
from smmhire.texts import N_, _
from smmhire.vacancies.profile import PayOffer
from ui.pages.page import Page, Workplace
from ui.pages.pay.benchmark_view import BenchmarkView
from ui.pages.pay.desk import PayDesk
from ui.pages.pay.entries_view import EntriesView
from ui.pages.pay.import_dialog import ImportDialog
from ui.pages.pay.rates_view import RatesView
from ui.pages.pay.sources_view import SourcesView
from ui.pages.pay.words import translated
from ui.widgets.basics import PAGE_MARGIN, button, column, label, row
from ui.widgets.file_choice import ask_for_file, dropped_file, local_files
from ui.widgets.quiet_wheel import QuietWheel
from ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from smmhire.services.pay import PayImport

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")


class PayPage(Page):
    """Tabs: comparison with an offer in it, data sources, figures typed by hand, and what money is worth."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._workplace = workplace
        self._is_asked = False
        self.setAcceptDrops(True)
        self.import_dialog: ImportDialog | None = None
        title = label("title")
        self.texts.bind(title.setText, N_("Pay"))
        self.report = button()
        self.texts.bind(self.report.setText, N_("Pay report (PDF) …"))
        self.report.setEnabled(False)
        self.workbook = button()
        self.texts.bind(self.workbook.setText, N_("Workbook (XLSX) …"))
        self.workbook.setEnabled(False)
        self.import_file = button("primary")
        self.texts.bind(self.import_file.setText, N_("Import a file …"))
        self.texts.bind(
            self.import_file.setToolTip, N_("CSV, TSV or XLSX (Ctrl+O), or drop the file on this page")
        )
        self.desk = PayDesk(workplace, self)
        self.desk.saving.connect(lambda is_busy: self.workbook.setEnabled(not is_busy))
        self.benchmark_view = BenchmarkView(workplace)
        self.entries_view = EntriesView(workplace)
        self.sources_view = SourcesView()
        self.rates_view = RatesView(workplace)
        self.tabs = Tabs()
        self.tabs.listen(self)
        for view, text in (
            (self.benchmark_view, N_("Comparison and offer")),
            (self.sources_view, N_("Data sources")),
            (self.entries_view, N_("Own figures")),
            (self.rates_view, N_("Rates and price levels")),
        ):
            inner = QWidget()
            layout = column(view)
            layout.setContentsMargins(0, 6, 0, 0)
            inner.setLayout(layout)
            index = self.tabs.addTab(inner, "")
            self.texts.bind(lambda t, i=index: self.tabs.setTabText(i, t), text)
        head = row(title, self.report, self.workbook, self.import_file)
        head.setStretch(0, 1)
        whole = column(head, self.tabs, margin=PAGE_MARGIN)
        whole.setContentsMargins(PAGE_MARGIN, 18, PAGE_MARGIN, 14)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._connect()
        QuietWheel(self)

    def _connect(self) -> None:
        self.import_file.clicked.connect(self.choose_file)
        self.benchmark_view.import_wanted.connect(self.choose_file)
        self.sources_view.import_wanted.connect(self.choose_file)
        self.benchmark_view.answered.connect(self._show_state)
        self.report.clicked.connect(self.make_report)
        self.workbook.clicked.connect(self.make_workbook)
        self.entries_view.changed.connect(self.refresh)
        self.entries_view.list_removal_wanted.connect(self.remove_source)
        self.tabs.currentChanged.connect(self._load_rates)
        self.sources_view.switch_wanted.connect(self.switch_source)
        self.sources_view.removal_wanted.connect(self.remove_source)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.choose_file)

    def enter(self, argument: object = None) -> None:
        """Read the sources and compare; ('offer', PayOffer, country code or '') compares that offer."""
        if isinstance(argument, tuple) and argument[0] == "offer":
            _kind, offer, country = argument
            assert isinstance(offer, PayOffer)
            self.benchmark_view.take_offer(offer, country)
            self._is_asked = True
            self.tabs.setCurrentIndex(0)
        self.refresh()
        if self.benchmark_view.form_card.isVisibleTo(self):
            self.benchmark_view.form.country.setFocus()
        else:
            self.import_file.setFocus()

    def refresh(self, select: UUID | None = None) -> None:
        """Read the sources again and ask the comparison again."""
        sources = pay.sources(unit_of_work=self.program.unit_of_work)
        self._ask_where_figures_are()
        self.sources_view.show_sources(sources, pay.reference(), select)
        self.entries_view.show_lists(sources)
        self.benchmark_view.load(has_sources=any(source.enabled for source in sources))
        self._show_state()
        self._load_rates()

    def _ask_where_figures_are(self) -> None:
        """Where nobody has asked for anything yet: the market with most figures, unless ours has enough."""
        if self._is_asked or self.benchmark_view.is_recalled:
            return
        markets = pay.markets(unit_of_work=self.program.unit_of_work)
        form = self.benchmark_view.form
        most = pay_figures.market_to_show(
            markets,
            country=form.country.currentData() or None,
            currency=form.currency.currentData(),
            period=form.period.currentData(),
        )
        if most is not None:
            self.benchmark_view.compare_with(currency=most.currency, period=most.period, country=most.country)
        self._is_asked = bool(markets)

    def _load_rates(self, *_anything: object) -> None:
        """The rates are read when they are looked at; there each list has its own import."""
        self.import_file.setVisible(not self._shows_rates)
        if self._shows_rates:
            self.rates_view.load()

    @property
    def _shows_rates(self) -> bool:
        return self.tabs.currentWidget().isAncestorOf(self.rates_view)

    def _show_state(self) -> None:
        for wanted in (self.report, self.workbook):
            wanted.setEnabled(self.benchmark_view.benchmark is not None)

    # -- importing -----------------------------------------------------------------------------------
    def choose_file(self) -> None:
        """Ask which file, then import it: into the list of rates where those are shown."""
        if self._shows_rates:
            self.rates_view.choose_file(OwnRate)
            return
        path = ask_for_file(
            self, self.settings, title=_("Import pay data"), kind=_("Tables"), endings=ENDINGS
        )
        if path is not None:
            self.open_import(path)

    def open_import(self, path: Path) -> None:
        """Open the import of one file."""
        dialog = ImportDialog(path, self._workplace, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.imported.connect(self._was_imported)
        dialog.finished.connect(self._import_closed)
        self.import_dialog = dialog
        dialog.open()

    def _import_closed(self, _result: int) -> None:
        self.import_dialog = None

    def _was_imported(self, source: PaySource, proposal: PayImport) -> None:
        if source.id != proposal.source.id:
            self.notices.info(
                lambda: _("“{name}” was here already; nothing has changed.", name=translated(source.name))
            )
            return
        if self.benchmark_view.offer.is_empty:
            frequent = pay_figures.main_market(proposal.result.figures)
            if frequent is not None:
                country, currency, period = frequent
                self.benchmark_view.compare_with(currency=currency, period=period, country=country)
        self.tabs.setCurrentIndex(0)
        self.refresh(select=source.id)
        self.notices.info(
            lambda: _("“{name}” has been imported.", name=translated(source.name)),
            N_("Undo"),
            lambda: self.remove_source(source),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Tables are welcome."""
        if local_files(event.mimeData(), ENDINGS):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the first table dropped; say so when there were more."""
        path = dropped_file(event, ENDINGS, self.notices)
        if path is not None and self._shows_rates:
            self.rates_view.open_import(OwnRate, path)
        elif path is not None:
            self.open_import(path)

    # -- sources -------------------------------------------------------------------------------------
    def switch_source(self, source_id: UUID, enabled: bool) -> None:
        """Let a source count, or not."""
        pay.set_enabled(source_id, enabled, unit_of_work=self.program.unit_of_work)
        self.refresh(select=source_id)

    def remove_source(self, source: PaySource) -> None:
        """Take a source away at once, and offer the way back."""
        pay.remove(source.id, unit_of_work=self.program.unit_of_work)
        self.refresh()
        self.notices.info(
            lambda: _("“{name}” has been removed.", name=translated(source.name)),
            N_("Undo"),
            lambda: self.undo_remove(source.id),
        )

    def undo_remove(self, source_id: UUID) -> None:
        """Bring a removed source back."""
        pay.undo_remove(source_id, unit_of_work=self.program.unit_of_work)
        self.refresh(select=source_id)

    # -- handing on ----------------------------------------------------------------------------------
    def make_report(self) -> None:
        """Show the pay report of what is on the screen."""
        self.desk.report(self.benchmark_view.query(), self._offer())

    def make_workbook(self) -> None:
        """Save what is on the screen as a workbook."""
        self.desk.workbook(self.benchmark_view.query(), self._offer())

    def _offer(self) -> float | None:
        place = self.benchmark_view.offer.place
        return place.amount if place is not None and place.percentile is not None else None
