"""The questions: to look through, one's own, what answers say of them, and what an editor would say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from smmhire.services import item_bank, item_charts, item_statistics
from smmhire.services.bank import load_bank, whole_bank
from smmhire.services.item_bank import CheckedItems
from smmhire.services.item_statistics import BankStatistics
from smmhire.services.own_import import ENDINGS
from smmhire.texts import N_, _
from ui.background import Job
from ui.pages.items.analysis_view import AnalysisView
from ui.pages.items.bank_view import BankView, ListedItem, listed
from ui.pages.items.calibration_desk import CalibrationDesk
from ui.pages.items.calibration_view import CalibrationView
from ui.pages.items.check_view import CheckView
from ui.pages.items.own_tab import OwnTab
from ui.pages.page import Page, Workplace
from ui.widgets.basics import PAGE_MARGIN, column, label, row
from ui.widgets.file_choice import ask_for_file, dropped_file, local_files
from ui.widgets.quiet_wheel import QuietWheel
from ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from smmhire.bootstrap import Program

CHECKED = (".yaml", ".yml")
BANK, OWN, ANALYSIS, CALIBRATION, CHECK = range(5)


class ItemsPage(Page):
    """Five tabs over one bank, which is read in the background when the page is first entered."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._is_loaded = False
        self._wanted: str | None = None
        self._loading: Job | None = None
        self._counting: Job | None = None
        self._checking: Job | None = None
        self._statistics: BankStatistics | None = None
        self.setAcceptDrops(True)
        title = label("title")
        self.texts.bind(title.setText, N_("Question bank"))
        self.bank_view = BankView()
        self.own_tab = OwnTab(workplace)
        self.analysis_view = AnalysisView()
        self.calibration_view = CalibrationView()
        self.calibration = CalibrationDesk(workplace, self.calibration_view, self)
        self.check_view = CheckView()
        self.tabs = Tabs()
        self.tabs.listen(self)
        for view, text in (
            (self.bank_view, N_("All questions")),
            (self.own_tab, N_("Your own")),
            (self.analysis_view, N_("From the answers")),
            (self.calibration_view, N_("Calibration")),
            (self.check_view, N_("Check")),
        ):
            index = self.tabs.addTab(view, "")
            self.texts.bind(lambda t, i=index: self.tabs.setTabText(i, t), text)
        working = label("muted")
        self.texts.bind(working.setText, N_("Reading the questions …"))
        waiting = QWidget()
        waiting.setLayout(column(None, row(None, working, None), None))
        self.stack = QStackedWidget()
        self.stack.addWidget(waiting)
        self.stack.addWidget(self.tabs)
        whole = column(title, self.stack)
        whole.setContentsMargins(PAGE_MARGIN, 18, PAGE_MARGIN, 14)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._connect()
        QuietWheel(self)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._tab_shown)
        self.analysis_view.again_wanted.connect(self.count)
        self.analysis_view.cancel_wanted.connect(self.cancel_counting)
        self.analysis_view.export_wanted.connect(self.choose_export)
        self.analysis_view.question_wanted.connect(self.show_question)
        self.analysis_view.start_wanted.connect(self._start_assessment)
        self.own_tab.changed.connect(self._read_again)
        self.calibration_view.question_wanted.connect(self.show_question)
        for view in (self.bank_view, self.analysis_view):
            self.calibration.known_changed.connect(view.statistics_view.show_calibrated)
        self.check_view.file_wanted.connect(self.choose_file)
        self.check_view.bank_wanted.connect(self.check_bank)
        for sequence, slot in (
            (QKeySequence.StandardKey.Find, self._find),
            (QKeySequence.StandardKey.Open, self._open),
        ):
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # -- the bank ------------------------------------------------------------------------------------
    def enter(self, argument: object = None) -> None:
        """Read the bank the first time, and the answers every time; a text is the id of the question to
        select."""
        if isinstance(argument, str):
            self._wanted = argument
        if self._is_loaded:
            self.own_tab.refresh()
            self._show_wanted()
            self._count(self._statistics)
            self.calibration.enter(is_shown=self.tabs.currentIndex() == CALIBRATION)
        elif self._loading is None:
            self._loading = self.background.run(
                _read_bank, self.program, on_done=self._loaded, on_failed=self._not_loaded
            )

    def _loaded(self, items: tuple[ListedItem, ...]) -> None:
        self._loading = None
        self._is_loaded = True
        self._show_bank(items)
        self.own_tab.refresh()
        is_here = self.isAncestorOf(self.window().focusWidget() or self) or self.hasFocus()
        self.stack.setCurrentWidget(self.tabs)
        if is_here or self.window().focusWidget() is None:
            self.bank_view.table.setFocus()
        self._show_wanted()
        self.background.run(item_charts.prepare, [one.item for one in items], on_done=self._prepared)
        self.count()
        self.calibration.enter(is_shown=self.tabs.currentIndex() == CALIBRATION)

    def _show_bank(self, items: tuple[ListedItem, ...]) -> None:
        self.bank_view.show_items(items)
        self.analysis_view.show_items({one.item.id: one.item for one in items})

    def _read_again(self) -> None:
        """Own questions have changed: the list of all, and the figures."""
        self.background.run(_read_bank, self.program, on_done=self._has_read_again)

    def _has_read_again(self, items: tuple[ListedItem, ...]) -> None:
        self._show_bank(items)
        self.cancel_counting()
        self._count(self._statistics)

    def _not_loaded(self, error: BaseException) -> None:
        self._loading = None
        self.notices.error(error)

    def _prepared(self, _nothing: object) -> None:
        self.bank_view.preview.let_draw()
        self.own_tab.view.let_draw()

    def _show_wanted(self) -> None:
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.show_question(wanted)

    def show_question(self, item_id: str) -> None:
        """Show a question of the bank."""
        self.tabs.setCurrentIndex(BANK)
        self.bank_view.select(item_id)
        self.bank_view.table.setFocus()

    def _find(self) -> None:
        if self.tabs.currentIndex() == OWN:
            self.own_tab.view.find()
            return
        self.tabs.setCurrentIndex(BANK)
        self.bank_view.find()

    def _open(self) -> None:
        if self.tabs.currentIndex() == CHECK:
            self.choose_file()
        else:
            self.tabs.setCurrentIndex(OWN)
            self.own_tab.choose_import()

    # -- the answers ---------------------------------------------------------------------------------
    @property
    def statistics(self) -> BankStatistics | None:
        """The figures that are shown; None while there are none."""
        return self._statistics

    def count(self) -> None:
        """Read and mark all answers, in the background."""
        self._count(None)

    def _count(self, before: BankStatistics | None) -> None:
        """Count, unless nothing has changed since `before`."""
        if self._counting is not None or not self._is_loaded:
            return
        self.analysis_view.begin()
        self._counting = self.background.run(
            _count,
            self.program,
            before,
            with_job=True,
            on_done=self._counted,
            on_failed=self._not_counted,
        )
        self._counting.progressed.connect(self.analysis_view.report)

    def cancel_counting(self) -> None:
        """Stop reading answers; what was shown before stays."""
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
            self.analysis_view.end()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes to another page does not wait there for the answers to be read."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.cancel_counting()
            self.calibration.cancel()

    def _counted(self, found: BankStatistics) -> None:
        self._counting = None
        self.analysis_view.end()
        if found is self._statistics:
            return
        self._statistics = found
        self.analysis_view.show_statistics(found)
        self.bank_view.show_statistics(found)

    def _not_counted(self, error: BaseException) -> None:
        self._counting = None
        self.analysis_view.end()
        self.notices.error(error)

    def choose_export(self) -> None:
        """Ask where to, then write the figures."""
        folder = Path(self.settings.current.last_folder or Path.home())
        name, _filter = QFileDialog.getSaveFileName(
            self,
            _("Save the figures"),
            str(folder / "item-analysis.csv"),
            _("Tables ({patterns})", patterns="*.csv"),
        )
        if name:
            path = Path(name) if Path(name).suffix else Path(name).with_suffix(".csv")
            self.settings.change(last_folder=str(path.parent))
            self.export(path)

    def export(self, path: Path) -> None:
        """Write the figures to a file."""
        if self._statistics is not None:
            self.background.run(_export, self.program, self._statistics, path, on_done=self._exported)

    def _exported(self, path: Path) -> None:
        self.notices.info(lambda: _("The figures have been saved: {file}", file=path.name))

    def _start_assessment(self) -> None:
        self.go.emit("assessment", None)

    # -- checking ------------------------------------------------------------------------------------
    def _tab_shown(self, index: int) -> None:
        if index == CHECK and self.check_view.checked is None and self._checking is None:
            self.check_bank()
        if index == CALIBRATION and self._is_loaded:
            self.calibration.enter(is_shown=True)

    def check_bank(self) -> None:
        """Let the rules of writing go over the bank."""
        self._check(None)

    def check_file(self, path: Path) -> None:
        """Let them go over somebody's own questions."""
        self.tabs.setCurrentIndex(CHECK)
        self._check(path)

    def _check(self, path: Path | None) -> None:
        if self._checking is not None:
            self._checking.cancel()
        self.check_view.begin()
        self._checking = self.background.run(
            _check_items, path, on_done=self._checked, on_failed=self._not_checked
        )

    def _checked(self, found: tuple[CheckedItems, Path | None]) -> None:
        self._checking = None
        self.check_view.show_checked(*found)

    def _not_checked(self, error: BaseException) -> None:
        self._checking = None
        self.check_view.end()
        self.notices.error(error)

    def choose_file(self) -> None:
        """Ask which file, then check it."""
        path = ask_for_file(
            self, self.settings, title=_("Check a file of questions"), kind=_("Questions"), endings=CHECKED
        )
        if path is not None:
            self.check_file(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files of questions are welcome."""
        if local_files(event.mimeData(), ENDINGS):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring in the first file dropped, or check it where questions are checked; say so when there were
        more."""
        path = dropped_file(event, ENDINGS, self.notices)
        if path is None:
            return
        if self.tabs.currentIndex() == CHECK and path.suffix.lower() in CHECKED:
            self.check_file(path)
        else:
            self.tabs.setCurrentIndex(OWN)
            self.own_tab.import_file(path)


def _read_bank(program: Program) -> tuple[ListedItem, ...]:
    load_bank()  # read from files the first time: not while a transaction is open
    with program.unit_of_work(read_only=True) as work:
        return listed(whole_bank(work).items)


def _count(program: Program, before: BankStatistics | None, *, job: Job) -> BankStatistics:
    if before is not None and item_statistics.is_current(before, unit_of_work=program.unit_of_work):
        return before
    return item_statistics.bank_statistics(unit_of_work=program.unit_of_work, progress=job.progress)


def _export(program: Program, statistics: BankStatistics, path: Path) -> Path:
    return item_statistics.export(statistics, path, unit_of_work=program.unit_of_work)


def _check_items(path: Path | None) -> tuple[CheckedItems, Path | None]:
    found = item_bank.check(path)
    item_charts.prepare(found.items)
    return found, path
