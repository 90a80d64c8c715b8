"""All certificates that were issued: look for one, print it again, withdraw it; many in one go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from smmhire.certificates.listing import CertificateRow
from smmhire.texts import N_
from ui.pages.candidates.side_by_side import SideBySide
from ui.pages.certificates.actions import CertificateActions
from ui.pages.certificates.batches import Batches
from ui.pages.certificates.detail import CertificateDetail, Shown, load
from ui.pages.certificates.filters import CertificateFilters
from ui.pages.certificates.list_model import CertificateModel
from ui.pages.certificates.look_dialog import LookDialog
from ui.pages.certificates.table import COLUMNS, CertificateTableView
from ui.pages.page import Page, Workplace
from ui.widgets.basics import PAGE_MARGIN, button, card, column, label, row, scrolled
from ui.widgets.empty_state import EmptyState


class CertificatesPage(Page):
    """The list with its filter, and the selected certificate beside it."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._chosen: str | None = (
            None  # the number of the one that is looked at, also while it is filtered away
        )
        self._wanted: CertificateRow | None = None  # whose detail is on its way
        self.title = label("title")
        self.texts.bind(self.title.setText, N_("Certificates"))
        self.filters = CertificateFilters()
        # Lists are not kept waiting by documents.
        self._queries = self.background.beside()
        self.model = CertificateModel(COLUMNS, self.program, self._queries, self)
        self.table = CertificateTableView(self.model)
        self.table.setMinimumHeight(150)
        self.texts.bind(self.table.setAccessibleName, N_("Certificates"))
        self.none_found = EmptyState(
            N_("No certificate found"),
            N_("None meets all of what is asked for above: part of a name, a whole number, a state."),
            N_("Show all certificates"),
        )
        self.lists = QStackedWidget()
        self.lists.addWidget(self.table)
        self.lists.addWidget(self.none_found)
        self.detail = CertificateDetail()
        self.detail_area = scrolled(card(column(self.detail)))
        self.split = SideBySide(self.lists, self.detail_area)
        self.split.setSizes([290, 210])  # shares, until somebody moves the handle
        self.empty = EmptyState(
            N_("No certificate has been issued yet"),
            N_(
                "Issue them to everybody whose assessment for a vacancy is finished, or one by one: "
                "“Certificate (PDF)” beside a result."
            ),
            N_("Certificates for a vacancy …"),
            other=N_("Assess myself"),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.empty)
        self.actions_ = CertificateActions(workplace, self)
        self.batches = Batches(workplace, self)
        self.many = button("primary")
        self.texts.bind(self.many.setText, N_("Certificates for a vacancy …"))
        self.texts.bind(self.many.setToolTip, N_("Certificates for a vacancy (Ctrl+N)"))
        self.look = button()
        self.texts.bind(self.look.setText, N_("How they look …"))
        tools = row(self.filters.text, self.batches.listing, self.look, self.many)
        tools.setStretch(0, 1)
        self._tools = (self.filters.text, self.filters, self.many)
        whole = column(self.title, tools, self.batches.band, self.filters, self.stack, margin=PAGE_MARGIN)
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self._connect()

    def _connect(self) -> None:
        self.many.clicked.connect(self.batches.begin)
        self.look.clicked.connect(self.ask_for_look)
        self.empty.acted.connect(self.batches.begin)
        self.empty.other_acted.connect(lambda: self.go.emit("assessment", None))
        self.none_found.acted.connect(self.filters.clear)
        self.filters.changed.connect(self._ask)
        self.filters.text.returnPressed.connect(self.table.setFocus)
        self.model.replaced.connect(self._show_found)
        self.model.loaded.connect(self._show_selected)
        self.model.failed.connect(self.notices.error)
        self.table.selected.connect(self._choose)
        self.table.activated.connect(self.open)
        self.actions_.changed.connect(self.refresh)
        self.batches.changed.connect(self.refresh)
        detail = self.detail
        detail.open_wanted.connect(self.open)
        detail.badge_wanted.connect(self.save_badge)
        detail.copy_wanted.connect(self.copy)
        detail.withdraw_wanted.connect(self.withdraw)
        detail.reinstate_wanted.connect(self.reinstate)
        detail.result_wanted.connect(self.show_result)
        for sequence, widget, slot in (
            (QKeySequence.StandardKey.New, self, self.batches.begin),
            (QKeySequence.StandardKey.Find, self, self._find),
            (QKeySequence.StandardKey.Print, self, self.open),
            (QKeySequence.StandardKey.Copy, self.table, self.copy),
            (QKeySequence.StandardKey.Delete, self.table, self.withdraw),
        ):
            shortcut = QShortcut(QKeySequence(sequence), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def ask_for_look(self) -> None:
        """Let the design, the logo and the signatory be chosen."""
        dialog = LookDialog(self.workplace, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # -- the list ------------------------------------------------------------------------------------
    def enter(self, argument: object = None) -> None:
        """Load the list. A number (text) looks for that certificate."""
        if isinstance(argument, str):
            self._chosen = argument
            self.filters.search(argument)
        else:
            self.refresh()
        self.batches.count()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read everything again, where one was."""
        self._wanted = None
        self.model.show_query(self.filters.query, near_row=max(0, self.table.currentIndex().row()))

    def _ask(self) -> None:
        self.model.show_query(self.filters.query)

    def _show_found(self) -> None:
        """Another list is there: find in it what was looked at."""
        found = self.model.found
        assert found is not None
        self.filters.show_counts(found.counts)
        is_empty = found.counts.total == 0 and not self.filters.is_filtered
        focused = self.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.stack.setCurrentWidget(self.empty if is_empty else self.split)
        for tool in self._tools:
            tool.setVisible(not is_empty)
        if is_empty and had_focus:
            self.empty.action.setFocus()
        self.lists.setCurrentWidget(self.table if self.model.rowCount() else self.none_found)
        place = next((at for at, one in self.model.rows_here() if one.number == self._chosen), 0)
        self.table.blockSignals(True)
        self.table.select(place)
        self.table.blockSignals(False)
        self._wanted = None
        self._show_selected()

    def _choose(self) -> None:
        chosen = self.selected()
        if chosen is not None:
            self._chosen = chosen.number
        self._show_selected()

    def selected(self) -> CertificateRow | None:
        """The certificate whose row is current."""
        return self.table.current_row()

    def _show_selected(self, *_anything: object) -> None:
        listed = self.selected()
        if listed is None and self.table.currentIndex().isValid():
            return  # on its way
        if listed is None or listed == self._wanted:
            self.detail_area.setVisible(listed is not None)
            return
        self._wanted = listed
        self._queries.run(self._load, listed, on_done=self._loaded, on_failed=self.notices.error)

    def _load(self, listed: CertificateRow) -> Shown:
        """In the thread that reads."""
        return load(listed, self.program)

    def _loaded(self, shown: Shown) -> None:
        if shown.row is self._wanted:
            self.detail.show_certificate(shown)
            self.detail_area.setVisible(True)

    def retranslate(self) -> None:
        """Also the table's dates and words."""
        super().retranslate()
        self.model.refresh()
        self.table.fit_columns()

    def _find(self) -> None:
        self.filters.text.setFocus()
        self.filters.text.selectAll()

    # -- one certificate -----------------------------------------------------------------------------
    def _shown(self) -> Shown | None:
        """The certificate beside the list, if it is the selected one."""
        shown = self.detail.shown
        listed = self.selected()
        return (
            shown if shown is not None and listed is not None and shown.row.number == listed.number else None
        )

    def open(self, *_anything: object) -> None:
        """Show it, to be printed or saved."""
        shown = self._shown()
        if shown is not None:
            self.actions_.open(shown)

    def save_badge(self) -> None:
        """Save the signed badge as a file."""
        shown = self._shown()
        if shown is not None:
            self.actions_.save_badge(shown)

    def copy(self) -> None:
        """Copy the number."""
        listed = self.selected()
        if listed is not None:
            self.actions_.copy(listed)

    def withdraw(self) -> None:
        """Withdraw it, unless it is withdrawn."""
        listed = self.selected()
        if listed is not None and listed.revoked_on is None:
            self.actions_.withdraw(listed)

    def reinstate(self) -> None:
        """Let it hold again."""
        listed = self.selected()
        if listed is not None and listed.revoked_on is not None:
            self.actions_.reinstate(listed)

    def show_result(self) -> None:
        """Go to the result it certifies."""
        listed = self.selected()
        if listed is not None:
            self.go.emit("assessment", ("result", listed.attempt_id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the list where there is room, else below it."""
        self.split.arrange(self.width(), (self.stack.width(), self.stack.height()))
        super().resizeEvent(event)
