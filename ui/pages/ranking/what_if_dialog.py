"""What if the job asked for something else: sliders, and at once who would stand where. Nothing is saved."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTableView, QWidget

from smmhire.candidates.what_if import WhatIf
from smmhire.errors import UserError
from smmhire.services import overrides
from smmhire.services.common import who
from smmhire.services.ranking import VacancyRanking
from smmhire.texts import N_, _, ngettext
from ui.background import Job
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.page import Workplace
from ui.pages.ranking.reason_field import ReasonField
from ui.pages.ranking.what_if_controls import WhatIfControls
from ui.pages.ranking.what_if_model import NAME, Tried, WhatIfModel, try_out
from ui.widgets.basics import button, column, label, row, scrolled
from ui.widgets.room import Room
from ui.widgets.work_row import WorkRow

# While a slider is dragged it tells of every step: the last of them counts.
PAUSE_MS = 30
WIDEST_NAME = 200  # pixels


class WhatIfDialog(Translated, QDialog):
    """`kept`: what was tried is now what the vacancy asks for. Closing drops it."""

    kept = Signal()

    def __init__(self, ranking: VacancyRanking, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._ranking = ranking
        self._workplace = workplace
        self._job: Job | None = None
        self.tried: Tried | None = None
        self.texts.bind(self.setWindowTitle, N_("What if …"))
        self._build()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE_MS)
        self._wait.timeout.connect(self.try_now)
        self.controls.changed.connect(self._wait.start)
        self.controls.changed.connect(self._say)
        self.work.cancel_wanted.connect(self.cancel_try)
        self.reset.clicked.connect(self.controls.reset)
        self.keep.clicked.connect(self.ask_to_keep)
        self.texts.call(self._say)
        open_at(self, 980, 640)
        self.try_now()

    def _build(self) -> None:
        lead = label("muted")
        self.texts.bind(
            lead.setText,
            N_(
                "Try other weights, levels and must-haves. The saved profile stays as it is; closing drops "
                "it all."
            ),
        )
        self.controls = WhatIfControls(self._ranking.vacancy)
        fields = scrolled(self.controls)
        fields.setMinimumWidth(290)
        self.model = WhatIfModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(int(self.fontMetrics().height() * 1.75))
        self.table.setMinimumSize(240, 90)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(20)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.texts.bind(self.table.setAccessibleName, N_("The ranking that would follow"))
        self.outcome = label("strong")
        self.work = WorkRow(N_("Ranking the candidates …"))
        self.reset = button()
        self.texts.bind(self.reset.setText, N_("Reset"))
        self.texts.bind(self.reset.setToolTip, N_("Back to what the profile says"))
        self.keep = button()
        self.texts.bind(self.keep.setText, N_("Keep as a new draft of the profile …"))
        self.close_button = button("primary")
        self.texts.bind(self.close_button.setText, N_("Close"))
        self.close_button.clicked.connect(self.reject)
        sides = row(fields, self.table)
        sides.setStretch(0, 2)
        sides.setStretch(1, 3)
        content = QWidget()
        inner = column(lead, sides, self.outcome, self.work, spacing=8)
        inner.setStretch(1, 1)
        content.setLayout(inner)
        whole = column(Room(content), row(self.reset, self.keep, None, self.close_button), margin=18)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def retranslate(self) -> None:
        """The rows too."""
        super().retranslate()
        self.model.refresh()
        self._fit_columns()

    # -- trying --------------------------------------------------------------------------------------
    @property
    def what_if(self) -> WhatIf:
        """What the fields ask for."""
        return self.controls.tried

    def try_now(self) -> None:
        """Rank by what the fields say, in the background; only the last counts."""
        self.cancel_try()
        self.work.begin()
        self._job = self._workplace.background.run(
            try_out, self._ranking, self.what_if, on_done=self._tried_out, on_failed=self._failed
        )

    def cancel_try(self) -> None:
        """Wait no longer."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.work.end()

    def _tried_out(self, tried: Tried) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        self.work.end()
        is_first = self.tried is None
        self.tried = tried
        self.model.show_tried(tried)
        if is_first:
            self._fit_columns()
        self._say()

    def _failed(self, error: BaseException) -> None:
        if self.sender() is self._job:
            self._job = None
            self.work.end()
            self._workplace.notices.error(error)

    def _fit_columns(self) -> None:
        for at in range(self.model.columnCount() - 1):  # the last takes what is left
            self.table.resizeColumnToContents(at)
        self.table.setColumnWidth(NAME, min(self.table.columnWidth(NAME) + 8, WIDEST_NAME))

    def _say(self) -> None:
        is_changed = bool(self.what_if.competency_ids)
        self.reset.setEnabled(is_changed)
        self.keep.setEnabled(is_changed)
        if not is_changed:
            self.outcome.setText(_("As the profile has it. Move a slider to see what would change."))
            return
        if self.tried is None or self.tried.what_if != self.what_if:
            return  # it is being worked out
        moved, failing = self.tried.moved, self.tried.failing
        parts = [ngettext("{n} candidate changes places.", "{n} candidates change places.", moved)]
        if not moved:
            parts = [_("Nobody changes places.")]
        if failing > 0:
            parts.append(ngettext("{n} more fails a must-have.", "{n} more fail a must-have.", failing))
        if failing < 0:
            parts.append(ngettext("{n} fewer fails a must-have.", "{n} fewer fail a must-have.", -failing))
        self.outcome.setText(" ".join(parts))

    # -- keeping -------------------------------------------------------------------------------------
    def ask_to_keep(self) -> None:
        """Ask for the reason; then it is what the vacancy asks for."""
        asking = KeepDialog(self)
        asking.accepted.connect(lambda: self.keep_it(asking.reason.text()))
        asking.open()

    def keep_it(self, reason: str) -> None:
        """Let the vacancy ask for what was tried, with an entry in the log."""
        try:
            overrides.keep_weights(
                self._ranking.vacancy.id,
                self.what_if,
                reason,
                who=who(self._workplace.settings.current.user_name),
                unit_of_work=self._workplace.program.unit_of_work,
            )
        except UserError as error:
            self._workplace.notices.error(error)
            return
        self._workplace.notices.info(
            lambda: _("The vacancy now asks for what you tried; the log has the reason.")
        )
        self.kept.emit()
        self.accept()

    def done(self, result: int) -> None:
        """Nothing goes on behind a closed window."""
        self._wait.stop()
        self.cancel_try()
        super().done(result)


class KeepDialog(Translated, QDialog):
    """Why the vacancy is to ask for something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.texts.bind(self.setWindowTitle, N_("Keep as a new draft of the profile"))
        lead = label()
        self.texts.bind(
            lead.setText,
            N_(
                "The vacancy then asks for what you tried, and everybody is ranked by it. Weights that are "
                "changed after the results are known look like a choice of the person: say what the job "
                "needs. Who, when, before and after are kept in the log of decisions."
            ),
        )
        self.reason = ReasonField(N_("Why does the job need this?"))
        self.keep = button("primary")
        self.keep.setDefault(True)
        self.texts.bind(self.keep.setText, N_("Keep"))
        cancel = button()
        self.texts.bind(cancel.setText, N_("Cancel"))
        content = QWidget()
        content.setLayout(column(lead, self.reason, None))
        whole = column(scrolled(content), row(None, cancel, self.keep), margin=18)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.keep.clicked.connect(lambda: self.reason.is_given() and self.accept())
        cancel.clicked.connect(self.reject)
        open_at(self, 500, 340)
        self.reason.setFocus()
