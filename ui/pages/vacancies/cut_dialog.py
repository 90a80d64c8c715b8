"""Setting the cut score of a form with judges: by Angoff's method or by Hofstee's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QDialog, QFileDialog, QLayout, QWidget

from smmhire.assessment.cut_figures import CutFigures
from smmhire.assessment.cut_study import CutMethod
from smmhire.assessment.cut_words import METHODS
from smmhire.services import cut_study, cut_study_file
from smmhire.services.cut_study import CutDesk
from smmhire.services.cut_study_file import StudyImport
from smmhire.texts import N_, _, number
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.page import Page
from ui.pages.vacancies.cut_angoff_view import AngoffView
from ui.pages.vacancies.cut_figures_view import CutFiguresView
from ui.pages.vacancies.cut_files import ExportDialog, ImportDialog
from ui.pages.vacancies.cut_hofstee_view import HofsteeView
from ui.pages.vacancies.cut_keeper import CutKeeper
from ui.widgets.basics import button, column, label, row, scrolled
from ui.widgets.file_choice import ask_for_file, dropped_file, local_files
from ui.widgets.quiet_wheel import QuietWheel
from ui.widgets.tabs import Tabs

WIDTH, HEIGHT = 1180, 780
# Below this width, in pixels, the buttons at the foot take two rows.
WIDTH_FOR_ONE_ROW = 980
LEAST_WIDTH, LEAST_HEIGHT = 480, 280
MARGIN, SMALL_MARGIN, HEIGHT_FOR_MARGINS = 20, 10, 480
METHODS_IN_ORDER = tuple(CutMethod)


class CutDialog(Translated, QDialog):
    """Two tabs over one study. What is written is kept at once; `cut` is what was taken, None for none."""

    def __init__(self, page: Page, title: str, desk: CutDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._page = page
        self._title = title
        self.cut: int | None = None
        self.found: CutFigures | None = None
        self.keeper = CutKeeper(page, desk, self)
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self.tabs.setCurrentIndex(METHODS_IN_ORDER.index(self.keeper.study.method))
        open_at(self, WIDTH, HEIGHT)
        self.show_study()
        self.texts.call(self._say)
        self.take_focus()

    # -- building ------------------------------------------------------------------------------------
    def _build(self) -> None:
        notices = self._page.notices
        self.angoff = AngoffView(self.keeper, notices)
        self.hofstee = HofsteeView(self.keeper, notices)
        self.figures = {method: CutFiguresView() for method in METHODS_IN_ORDER}
        self.tabs = Tabs()
        for method, view in zip(METHODS_IN_ORDER, (self.angoff, self.hofstee), strict=True):
            content = QWidget()
            inner = column(view, self.figures[method], margin=12)
            inner.setStretch(0, 3)
            inner.setStretch(1, 1)
            content.setLayout(inner)
            at = self.tabs.addTab(scrolled(content), "")
            self.texts.bind(lambda text, at=at: self.tabs.setTabText(at, text), METHODS[method])
        self.tabs.listen(self)
        self.state = label("muted", wraps=False)
        self.undo, self.redo = button(), button()
        self.take_in, self.give_out = button(), button()
        self.close_button, self.use = button(), button("primary")
        for made, text, tip in (
            (self.undo, N_("Undo"), N_("Take the last change back (Ctrl+Z)")),
            (self.redo, N_("Redo"), N_("Make it again (Ctrl+Y)")),
            (
                self.take_in,
                N_("Take in a table …"),
                N_("A table that a judge has filled in; or drop it here"),
            ),
            (
                self.give_out,
                N_("Table for a judge …"),
                N_("For judges who work apart, in a spreadsheet program"),
            ),
            (self.close_button, N_("Close"), N_("Everything is kept")),
        ):
            self.texts.bind(made.setText, text)
            self.texts.bind(made.setToolTip, tip)
            made.setAutoDefault(False)  # Enter in the table goes down, and presses nothing
        self.use.setAutoDefault(False)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(8)
        ends = row(self.state, self.close_button, self.use)
        ends.setStretch(0, 1)
        for part in (row(self.undo, self.redo, self.take_in, self.give_out, None), ends):
            self._foot.addLayout(part, 1)
        self._whole = column(self.tabs, self._foot)
        self._whole.setStretch(0, 1)
        self.setLayout(self._whole)
        QuietWheel(self)
        # The buttons at the foot would else hold the window at the width of their one row.
        self._whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)

    def _connect(self) -> None:
        self.keeper.changed.connect(self.show_study)
        self.tabs.currentChanged.connect(lambda at: self.keeper.turn_to(METHODS_IN_ORDER[at]))
        for view in self.figures.values():
            view.adjusted.connect(self.adjust)
        self.undo.clicked.connect(self.keeper.undo)
        self.redo.clicked.connect(self.keeper.redo)
        self.take_in.clicked.connect(self.choose_import)
        self.give_out.clicked.connect(self.choose_export)
        self.close_button.clicked.connect(self.reject)
        self.use.clicked.connect(self.use_cut)
        redo = QKeySequence.keyBindings(QKeySequence.StandardKey.Redo)
        undo = QKeySequence.keyBindings(QKeySequence.StandardKey.Undo)
        for keys, work in (
            (undo, self.keeper.undo),
            ([*redo, QKeySequence("Ctrl+Y")], self.keeper.redo),  # on every system, as its tool tip says
        ):
            # A key given twice would be ambiguous, and do nothing.
            for sequence in {one.toString(): one for one in keys}.values():
                QShortcut(sequence, self).activated.connect(work)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, it belongs to the table."""
        super().resizeEvent(event)
        margin = MARGIN if self.height() >= HEIGHT_FOR_MARGINS else SMALL_MARGIN
        self._whole.setContentsMargins(margin, margin, margin, margin)
        is_wide = self.width() >= WIDTH_FOR_ONE_ROW
        self._foot.setDirection(
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )
        for view in (self.angoff, *self.figures.values()):
            view.fit(self.width())

    def take_focus(self) -> None:
        """Put the keyboard where the next thing is to be done."""
        view = self.hofstee if self.keeper.study.method is CutMethod.HOFSTEE else self.angoff
        if self.keeper.study.judges:
            view.table.go_to_first()
        else:
            view.tools.add.setFocus()

    # -- showing -------------------------------------------------------------------------------------
    def show_study(self) -> None:
        """What the study comes to now, and whether the form can take it."""
        study = self.keeper.study
        self.found = self.keeper.figures()
        self.figures[study.method].show_figures(study, self.found)
        self.undo.setEnabled(self.keeper.can_undo)
        self.redo.setEnabled(self.keeper.can_redo)
        self.give_out.setEnabled(bool(study.judges))
        self.use.setEnabled(self.found.is_usable)
        self._say()

    def _say(self) -> None:
        self.setWindowTitle(_("Cut score: {title}", title=self._title or _("Untitled")))
        found = self.found
        if found is not None and found.is_usable:
            self.use.setText(_("Use this cut: {cut}", cut=f"{number(found.adjusted or 0)}%"))
        else:
            self.use.setText(_("Use this cut"))
        self.state.setText(_("Everything is kept") if self.keeper.is_kept else _("not saved yet"))

    def adjust(self, minus_errors: int) -> None:
        """Lower the cut by so many standard errors."""
        self.keeper.change(lambda study: replace(study, minus_errors=minus_errors))

    # -- tables --------------------------------------------------------------------------------------
    def choose_export(self) -> None:
        """Ask what the table is to hold and where to, then write it."""
        dialog = ExportDialog(self.keeper.study.judges, self.angoff.current_judge(), self)
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not is_wanted:
            return
        folder = Path(self._page.settings.current.last_folder or Path.home())
        name, _filter = QFileDialog.getSaveFileName(
            self,
            dialog.windowTitle(),
            str(folder / "cut-score.xlsx"),
            _("Tables ({patterns})", patterns="*.xlsx *.csv"),
        )
        if name:
            path = Path(name) if Path(name).suffix else Path(name).with_suffix(".xlsx")
            self._page.settings.change(last_folder=str(path.parent))
            self.export(path, dialog.language, dialog.judge, with_key=dialog.with_key)

    def export(self, path: Path, language: str, judge: str | None, *, with_key: bool) -> None:
        """Write the table of one judge, or of all."""
        cut_study_file.export(
            self.keeper.desk, self.keeper.study, path, language, judge=judge, with_key=with_key
        )
        self.state.setText(_("The table has been saved: {file}", file=path.name))

    def choose_import(self) -> None:
        """Ask for a file and show what it would bring."""
        path = ask_for_file(
            self,
            self._page.settings,
            title=_("Take in a table"),
            kind=_("Tables"),
            endings=cut_study_file.ENDINGS,
        )
        if path is not None:
            self.try_import(path)

    def try_import(self, path: Path) -> None:
        """Find out what the file would bring; the first table that is read takes a while."""
        desk, study = self.keeper.desk, self.keeper.study
        self._importing = (path, study)
        self._page.background.run(
            cut_study_file.dry_run, desk, study, path, on_done=self._has_tried, on_failed=self._could_not_try
        )

    def _has_tried(self, found: StudyImport) -> None:
        path, study = self._importing
        if not self.isVisible():  # closed meanwhile
            return
        if study != self.keeper.study:  # something was written meanwhile: once more, over that
            self.try_import(path)
            return
        dialog = ImportDialog(path, found, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.keeper.change(lambda _study: found.study)
        dialog.deleteLater()

    def _could_not_try(self, error: BaseException) -> None:
        self._page.notices.error(error)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Tables may be dropped."""
        if local_files(event.mimeData(), cut_study_file.ENDINGS):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A table that was dropped is tried."""
        path = dropped_file(event, cut_study_file.ENDINGS, self._page.notices)
        if path is not None:
            self.try_import(path)

    # -- ending --------------------------------------------------------------------------------------
    def use_cut(self) -> None:
        """Take the cut over and close."""
        if self.found is None:
            return
        cut_study.check_usable(self.found)
        self.cut = self.found.adjusted
        self._leave(QDialog.DialogCode.Accepted)

    def reject(self) -> None:
        """Escape, Close or the window's cross: everything is kept; what could not be is asked about."""
        self._leave(QDialog.DialogCode.Rejected)

    def _leave(self, result: QDialog.DialogCode) -> None:
        if not self.keeper.keep() and not self._page.notices.ask(
            _("Close without keeping what was written last?"),
            _("It could not be saved."),
            yes=_("Close"),
            enter_means_yes=False,
        ):
            self.cut = None
            return
        self.done(result.value)
