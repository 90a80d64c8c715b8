"""What can be done with a ranking: find somebody, put it in another order, try weights, compare, print."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QWidget

from smmhire.candidates.side_by_side import FEWEST, MOST
from smmhire.texts import N_, _, number
from ui.language import Translated
from ui.pages.ranking.columns import HEADINGS, Column, Sorting, first_sorting
from ui.widgets.basics import button, column, label, row

# So long after the last key the names are looked through.
PAUSE_MS = 60
# What the menu offers: name of the signal's argument, text.
MENU = (
    ("ranking_pdf", N_("Ranking (PDF) …")),
    ("ranking_xlsx", N_("Ranking (XLSX) …")),
    ("impact", N_("Report on adverse impact …")),
    ("log", N_("Log of decisions …")),
)
# The tier's own order is that of the ranking.
_ORDERS = tuple(name for name in Column if name is not Column.TIER)


class Tools(Translated, QWidget):
    """`searched`: the words typed; `sorting_wanted`: a Sorting or None; `what_if_wanted`, `compare_wanted`;
    `chosen`: an entry of MENU by its name."""

    searched = Signal(str)
    sorting_wanted = Signal(object)
    what_if_wanted = Signal()
    compare_wanted = Signal()
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._sorting: Sorting | None = None
        self._count: tuple[int | None, int] = (None, 0)
        self._chosen = 0
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(120)
        self.texts.bind(self.search.setPlaceholderText, N_("Find a name in the ranking"))
        self.texts.bind(self.search.setAccessibleName, N_("Find a name in the ranking"))
        self.what_if = button()
        self.texts.bind(self.what_if.setText, N_("What if …"))
        self.texts.bind(
            self.what_if.setToolTip, N_("Try other weights, levels and must-haves; nothing is saved")
        )
        self.compare = button()
        self.texts.bind(self.compare.setText, N_("Compare …"))
        self.more = button()
        self.texts.bind(self.more.setText, N_("More"))
        self.menu = QMenu(self)
        self.actions_by_name: dict[str, QAction] = {}
        for name, text in MENU:
            action = QAction(self.menu)
            self.texts.bind(action.setText, text)
            action.triggered.connect(lambda _checked=False, which=name: self.chosen.emit(which))
            self.menu.addAction(action)
            self.actions_by_name[name] = action
        self.more.setMenu(self.menu)
        self.order = QComboBox()
        self.order.addItems([""] * (len(Column)))
        self.order.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.order.setMinimumContentsLength(20)
        self.texts.call(self._name_orders)
        self.texts.bind(self.order.setAccessibleName, N_("Order"))
        self.found = label("muted")
        self.found.hide()
        self.sorted_by = label("caution")
        self.back = button()
        self.texts.bind(self.back.setText, N_("Back to the order of the ranking"))
        self._sorted_row = QWidget()
        beside = row(self.sorted_by, self.back)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setStretch(0, 1)
        self._sorted_row.setLayout(beside)
        self._sorted_row.hide()
        first = row(self.search, self.order)
        first.setStretch(0, 1)
        self.how = label("muted")
        second = row(self.what_if, self.compare, self.more, self.how)
        second.setStretch(3, 1)
        for line in (first, second):
            line.setSpacing(8)
        self.setLayout(column(second, first, self.found, self._sorted_row, spacing=8))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE_MS)
        self._connect()
        self.show_chosen(0)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self._wait.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.order.activated.connect(self._order_chosen)
        self.back.clicked.connect(lambda: self.sorting_wanted.emit(None))
        self.what_if.clicked.connect(self.what_if_wanted)
        self.compare.clicked.connect(self.compare_wanted)

    def listen(self, page: QWidget) -> None:
        """Ctrl+F and Ctrl+K from anywhere on `page`."""
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), page)
        find.activated.connect(self.search.setFocus)
        compare = QShortcut(QKeySequence("Ctrl+K"), page)
        compare.activated.connect(lambda: self.compare.isEnabled() and self.compare_wanted.emit())

    def _name_orders(self) -> None:
        self.order.setItemText(0, _("Order of the ranking"))
        for at, name in enumerate(_ORDERS, start=1):
            self.order.setItemText(at, _("By: {column}", column=_(HEADINGS[name])))

    def _order_chosen(self, at: int) -> None:
        self.sorting_wanted.emit(first_sorting(_ORDERS[at - 1]) if at else None)

    def retranslate(self) -> None:
        """What is said of order, search and choice too."""
        super().retranslate()
        self.show_sorting(self._sorting)
        self.show_found(*self._count)
        self.show_chosen(self._chosen)

    # -- showing -------------------------------------------------------------------------------------
    def show_sorting(self, sorting: Sorting | None) -> None:
        """Say by what it is sorted, and that the tiers are the same."""
        self._sorting = sorting
        self.order.setCurrentIndex(0 if sorting is None else _ORDERS.index(sorting.column) + 1)
        self._sorted_row.setVisible(sorting is not None)
        if sorting is not None:
            self.sorted_by.setText(
                _(
                    "Sorted by “{column}”; tiers and ranks stay as they are.",
                    column=_(HEADINGS[sorting.column]),
                )
            )

    def show_found(self, count: int | None, of: int) -> None:
        """How many names fit; None: nobody searches."""
        self._count = (count, of)
        self.found.setVisible(count is not None)
        if count is not None:
            self.found.setText(
                _("{count} of {all} names fit.", count=number(count), all=number(of))
                if count
                else _("No name in the ranking fits. Who has no result yet is not in it.")
            )

    def show_chosen(self, count: int) -> None:
        """How many are marked: whether they can be compared."""
        self._chosen = count
        self.compare.setEnabled(FEWEST <= count <= MOST)
        if FEWEST <= count <= MOST:
            tip = _("Compare {n} candidates side by side (Ctrl+K)", n=number(count))
        else:
            tip = _("Mark two to four candidates: Ctrl and click, or Shift and the arrow keys.")
        self.compare.setToolTip(tip)
        self.how.setText("" if self.compare.isEnabled() else tip)  # a button that is off must say why
