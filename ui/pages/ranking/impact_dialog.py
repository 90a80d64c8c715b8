"""Adverse impact on request: groups brought for this alone, one decision, and what the figures say."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QGridLayout, QPlainTextEdit, QWidget

from smmhire.candidates.stages import STAGE_NAMES, Stage
from smmhire.errors import UserError
from smmhire.services import impact
from smmhire.services.files import save_file
from smmhire.services.impact import DecisionAsked, Matched, Question
from smmhire.services.ranking import VacancyRanking
from smmhire.texts import N_, _
from ui.background import Job
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.page import Workplace
from ui.pages.ranking import impact_words
from ui.pages.ranking.impact_words import Made
from ui.pages.vacancies.number_spin import NumberSpin
from ui.widgets.basics import button, clear, column, label, row, rule, scrolled
from ui.widgets.file_choice import ask_for_file
from ui.widgets.quiet_wheel import QuietWheel
from ui.widgets.work_row import WorkRow

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")
DECISIONS = (
    (DecisionAsked.STAGE, N_("Of all who applied: who came to the stage")),
    (DecisionAsked.GATE, N_("Of all assessed: who fails no must-have")),
    (DecisionAsked.TOP, N_("Of all assessed: who stands among the first")),
)
FIRST_TOP = 10
PAUSE_MS = 250  # after the last key


class ImpactDialog(Translated, QDialog):
    """The groups live in this window and go with it."""

    def __init__(self, ranking: VacancyRanking, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._ranking = ranking
        self._workplace = workplace
        self._matched: Matched | None = None
        self._job: Job | None = None
        self.made: Made | None = None
        self.texts.bind(self.setWindowTitle, N_("Report on adverse impact"))
        self._build()
        self.texts.call(self._say)
        self.load.clicked.connect(self.ask_for_file)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE_MS)
        self._wait.timeout.connect(self._pasted)
        self.paste.textChanged.connect(self._wait.start)
        self.decision.currentIndexChanged.connect(self._other_question)
        self.stage.currentIndexChanged.connect(self._other_question)
        self.top.valueChanged.connect(self._other_question)
        self.make.clicked.connect(self.try_make)
        self.work.cancel_wanted.connect(self.cancel)
        self.copy.clicked.connect(self.copy_text)
        self.save.clicked.connect(self.ask_where)
        open_at(self, 720, 660)

    def _build(self) -> None:
        head = label("heading")
        self.texts.bind(head.setText, N_("Does a decision take people of one group far less often?"))
        promise = label("strong")
        self.texts.bind(
            promise.setText,
            N_(
                "The groups are kept nowhere: they are used for this report alone and are gone when this "
                "window is closed. No score and no rank knows of them."
            ),
        )
        hint = label("muted")
        self.texts.bind(
            hint.setText,
            N_(
                "Bring a table of two columns: the candidate’s email address, name or id, and the group "
                "(such as women and men). A file, or rows copied from a spreadsheet."
            ),
        )
        self.load = button()
        self.texts.bind(self.load.setText, N_("Read a table …"))
        self.paste = QPlainTextEdit()
        self.paste.setTabChangesFocus(True)
        line = self.paste.fontMetrics().lineSpacing()
        self.paste.setMinimumHeight(3 * line)
        self.paste.setMaximumHeight(6 * line)
        self.texts.bind(self.paste.setPlaceholderText, N_("or paste the rows here"))
        self.texts.bind(self.paste.setAccessibleName, N_("Rows with candidate and group"))
        self.groups = label("muted")
        self.decision = QComboBox()
        for at, (kind, text) in enumerate(DECISIONS):
            self.decision.addItem("", kind)
            self.texts.bind(lambda t, i=at: self.decision.setItemText(i, t), text)
        self.texts.bind(self.decision.setAccessibleName, N_("Decision"))
        self.decision.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.stage = QComboBox()
        for at, (stage, text) in enumerate((s, t) for s, t in STAGE_NAMES.items() if s is not Stage.NEW):
            self.stage.addItem("", stage)
            self.texts.bind(lambda t, i=at: self.stage.setItemText(i, t), text)
        self.stage.setCurrentIndex(self.stage.findData(Stage.INTERVIEWED))
        self.texts.bind(self.stage.setAccessibleName, N_("Stage"))
        self.top = NumberSpin(1, max(1, len(self._ranking.ranking.ranked)))
        self.top.setValue(FIRST_TOP)
        self.texts.bind(self.top.setAccessibleName, N_("How many of the first"))
        self.make = button("primary")
        self.make.setDefault(True)
        self.texts.bind(self.make.setText, N_("Make the report"))
        self.work = WorkRow(N_("Working out the report …"))
        self.summary = label("strong", selectable=True)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(5)
        self.notes = label("muted", selectable=True)
        self.copy, self.save, close = button(), button(), button()
        self.texts.bind(self.copy.setText, N_("Copy"))
        self.texts.bind(self.save.setText, N_("Save as text …"))
        self.texts.bind(close.setText, N_("Close"))
        close.clicked.connect(self.reject)
        asked = row(self.decision, self.stage, self.top)
        asked.setStretch(0, 1)
        beside = row(self.load, self.groups)
        beside.setStretch(1, 1)
        content = QWidget()
        content.setLayout(
            column(
                head, promise, hint, beside, self.paste, asked, row(self.make, None), self.work, rule(),
                self.summary, self.grid, self.notes, None,
            )
        )  # fmt: skip
        QuietWheel(content)
        whole = column(scrolled(content), row(self.copy, self.save, None, close), margin=18)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    # -- groups --------------------------------------------------------------------------------------
    def ask_for_file(self) -> None:
        """Ask for a table and read it."""
        path = ask_for_file(
            self,
            self._workplace.settings,
            title=_("Read a table of groups"),
            kind=_("Tables"),
            endings=ENDINGS,
        )
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read the groups in a table, in the background."""
        self._begin(self._workplace.background.run(
            impact.read_groups, path, self._ranking, on_done=self._read, on_failed=self._failed
        ))  # fmt: skip

    def _read(self, matched: Matched) -> None:
        if self._is_current():
            self._matched = matched
            self._other_question()

    def _pasted(self) -> None:
        """Rows as spreadsheets copy them: with tabs; or with semicolons or commas."""
        entries = impact_words.pasted_entries(self.paste.toPlainText())
        if not entries:
            self.cancel()
            self._matched = None
            self._other_question()
            return
        background = self._workplace.background
        self._begin(
            background.run(
                impact.match_pasted, entries, self._ranking, on_done=self._read, on_failed=self._failed
            )
        )

    # -- the report ----------------------------------------------------------------------------------
    @property
    def question(self) -> Question:
        """The decision that is looked at."""
        kind = DecisionAsked(self.decision.currentData())
        return Question(
            kind,
            Stage(self.stage.currentData()) if kind is DecisionAsked.STAGE else None,
            self.top.value() if kind is DecisionAsked.TOP else None,
        )

    def _other_question(self, *_anything: object) -> None:
        self.made = None
        self._say()

    def try_make(self) -> None:
        """Work the report out, in the background."""
        if self._matched is None or not self._matched.groups:
            return
        self._begin(self._workplace.background.run(
            impact_words.make, self._ranking, self.question, self._matched, self._workplace.program,
            on_done=self._finished, on_failed=self._failed,
        ))  # fmt: skip

    def _begin(self, job: Job) -> None:
        self.cancel()
        self._job = job
        self.work.begin()

    def cancel(self) -> None:
        """Wait no longer."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.work.end()

    def _is_current(self) -> bool:
        """Whether the answer that comes is the one waited for."""
        if self.sender() is not self._job:
            return False
        self._job = None
        self.work.end()
        return True

    def _finished(self, made: Made) -> None:
        if self._is_current():
            self.made = made
            self._say()

    def _failed(self, error: BaseException) -> None:
        if self._is_current():
            self._workplace.notices.error(error)

    # -- showing -------------------------------------------------------------------------------------
    def _say(self) -> None:
        kind = DecisionAsked(self.decision.currentData())
        self.stage.setVisible(kind is DecisionAsked.STAGE)
        self.top.setVisible(kind is DecisionAsked.TOP)
        self.groups.setText(impact_words.groups_text(self._matched))
        self.make.setEnabled(self._matched is not None and bool(self._matched.groups))
        clear(self.grid)
        has_report = self.made is not None
        for widget in (self.summary, self.notes, self.copy, self.save):
            widget.setVisible(has_report)
        if self.made is None:
            return
        self.summary.setText(impact_words.lead(self.made))
        for at, cells in enumerate(impact_words.table(self.made)):
            for column_, cell in enumerate(cells):
                made = label("muted" if at == 0 else "strong" if column_ == 0 else "")
                made.setText(cell)
                is_text = column_ in (0, len(cells) - 1)
                side = Qt.AlignmentFlag.AlignLeft if is_text else Qt.AlignmentFlag.AlignRight
                made.setAlignment(side | Qt.AlignmentFlag.AlignTop)
                self.grid.addWidget(made, at, column_)
        self.grid.setColumnStretch(len(impact_words.HEADINGS) - 1, 1)
        self.notes.setText("\n\n".join(impact_words.notes(self.made)))

    # -- giving away ---------------------------------------------------------------------------------
    def copy_text(self) -> None:
        """The report to the clipboard."""
        if self.made is not None:
            QGuiApplication.clipboard().setText(impact_words.as_text(self.made))

    def ask_where(self) -> None:
        """Ask for a file and write the report."""
        if self.made is None:
            return
        folder = self._workplace.settings.current.last_folder or str(Path.home())
        suggested = str(Path(folder) / (_("Adverse impact") + ".txt"))
        name, _filter = QFileDialog.getSaveFileName(self, _("Save the report"), suggested, _("Texts (*.txt)"))
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the report to `path`, whole or not at all."""
        if self.made is None:
            return
        target = path if path.suffix else path.with_suffix(".txt")
        try:
            save_file(impact_words.as_text(self.made).encode("utf-8-sig"), target)
        except UserError as error:
            self._workplace.notices.error(error)
            return
        self._workplace.settings.change(last_folder=str(target.parent))
        self._workplace.notices.info(lambda: _("Saved as {file}", file=target.name))

    def done(self, result: int) -> None:
        """The groups go with the window."""
        self.paste.clear()
        self._wait.stop()
        self.cancel()
        self._matched, self.made = None, None
        super().done(result)
