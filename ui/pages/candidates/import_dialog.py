"""Bringing candidates in: say what the columns are, look at every row, and only then keep it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from smmhire.errors import UserError
from smmhire.services import candidate_import
from smmhire.services.candidate_import import RESUME_SUFFIX, Brought, Decisions, Fate, ImportPlan
from smmhire.services.common import who
from smmhire.services.vacancies import VacancySummary
from smmhire.texts import _, ngettext
from ui.background import Job
from ui.dialogs.trial import TrialDialog
from ui.pages.candidates.import_form import ImportForm
from ui.pages.candidates.plan_view import PlanView
from ui.pages.page import Workplace
from ui.widgets.basics import scrolled
from ui.widgets.quiet_wheel import QuietWheel
from ui.widgets.room import Room

if TYPE_CHECKING:
    from smmhire.bootstrap import Program
    from smmhire.services.candidate_import import CandidateMapping, Table

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", RESUME_SUFFIX)
TRY_AFTER_MS = 350  # not at every key: a hundred thousand rows take seconds


class ImportDialog(TrialDialog):
    """Imports one table, or any number of JSON Resumes. `imported` carries what was Brought."""

    imported = Signal(object)

    def __init__(
        self,
        paths: Sequence[Path],
        workplace: Workplace,
        vacancies: Sequence[VacancySummary],
        vacancy_id: UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(paths[0], workplace, parent)
        self._paths = tuple(paths)
        self._table: Table | None = None
        self.plan: ImportPlan | None = None
        self._brought: Brought | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TRY_AFTER_MS)
        self._timer.timeout.connect(self.try_now)
        self.form = ImportForm(vacancies, vacancy_id, has_columns=not self._are_resumes)
        self.view = PlanView()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(scrolled(self.form))
        self.splitter.addWidget(Room(self.view))  # a small screen has less height than it needs
        self.splitter.setSizes([330, 710])
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(14)
        self.texts.call(self._say_button)
        self.form.changed.connect(self._changed)
        self.form.decided.connect(self._decided)
        self.view.decided.connect(self._say_button)
        QuietWheel(self)
        if self._are_resumes:
            self.try_now()
        else:
            self.run(_read, self._path, on_done=self._has_read, on_failed=self.could_not_read)

    @property
    def _are_resumes(self) -> bool:
        return all(path.suffix.lower() == RESUME_SUFFIX for path in self._paths)

    # -- trying --------------------------------------------------------------------------------------
    def _has_read(self, found: tuple[Table, CandidateMapping]) -> None:
        self.end_work()
        self._table, guessed = found
        kept = self._workplace.settings.current.candidate_mappings
        last_time = candidate_import.remembered(self._table, kept)
        self.form.load(last_time or guessed, self._table.headings)
        self.show_content(self.splitter)
        self.form.vacancy.setFocus()
        self.try_now()

    def _changed(self) -> None:
        self.plan = None
        self._say_button()
        self._timer.start()

    def try_now(self) -> None:
        """Find out what the import would do by the form; an earlier try is given up."""
        self._timer.stop()
        self.plan = None
        self._say_button()
        mapping = None if self._are_resumes or self._table is None else self.form.mapping()
        self.run(
            _plan,
            self._workplace.program,
            self._paths,
            self._table,
            mapping,
            self.form.vacancy_id,
            with_job=True,
            on_done=self._has_tried,
            on_failed=self._could_not_try,
        )

    def _has_tried(self, plan: ImportPlan) -> None:
        if not self.is_current(self.sender()) or self._timer.isActive():
            return  # the form has changed since; the next try is on its way
        self.end_work()
        self.plan = plan
        self.show_content(self.splitter)
        self.view.show_plan(plan, self.form.likely)
        self._say_button()

    def _could_not_try(self, error: BaseException) -> None:
        if not self.is_current(self.sender()):
            return
        if self._are_resumes or not isinstance(error, UserError):
            self.could_not_read(error)
            return
        self.end_work()
        self.view.show_none(f"{error.what} {error.what_to_do}")

    def _decided(self) -> None:
        self.view.decide_for_all(self.form.likely)
        self._say_button()

    def _coming(self) -> int:
        if self.plan is None:
            return 0
        fates = self.plan.fates(self.view.decisions)
        return fates[Fate.ADD] + fates[Fate.JOIN]

    def _say_button(self) -> None:
        n = self._coming()
        self.accept_button.setText(ngettext("Import {n} row", "Import {n} rows", n) if n else _("Import"))
        self.accept_button.setEnabled(n > 0)

    # -- keeping -------------------------------------------------------------------------------------
    def keep(self) -> None:
        """Store what the dry run has shown; until it is done, Cancel gives all of it up."""
        if self.plan is None or not self.accept_button.isEnabled() or self._timer.isActive():
            return
        self.splitter.setEnabled(False)
        self.accept_button.setEnabled(False)
        name = who(self._workplace.settings.current.user_name)
        job = self.run(
            self._bring_in,
            self._workplace.program,
            self.plan,
            self.view.decisions,
            name,
            with_job=True,
            on_failed=self._could_not_keep,
        )
        job.ended.connect(self._has_ended)

    def _bring_in(
        self, program: Program, plan: ImportPlan, decisions: Decisions, name: str, *, job: Job
    ) -> None:
        """In the background. What was kept is remembered here: a job that is cancelled in the moment after
        would not tell it."""
        self._brought = candidate_import.bring_in(
            plan, decisions, who=name, unit_of_work=program.unit_of_work, progress=job.progress
        )

    def _has_ended(self) -> None:
        self.end_work()
        if self._brought is not None:
            brought, self._brought = self._brought, None
            self.cancel.setEnabled(True)
            self._remember()
            self.imported.emit(brought)
            self.accept()
        elif not self.splitter.isEnabled():  # given up, and nothing is kept
            self.cancel.setEnabled(True)
            super().reject()

    def _remember(self) -> None:
        """The same columns are read the same way the next time."""
        if self._table is not None and not self._are_resumes:
            settings = self._workplace.settings
            kept = settings.current.candidate_mappings
            settings.change(
                candidate_mappings=candidate_import.with_remembered(self._table, self.form.mapping(), kept)
            )

    def _could_not_keep(self, error: BaseException) -> None:
        self.splitter.setEnabled(True)
        self.cancel.setEnabled(True)
        self._say_button()
        self._workplace.notices.error(error)

    def reject(self) -> None:
        """Leave without keeping anything; while it is kept, wait until all of it is taken back."""
        self._timer.stop()
        if self._job is not None and not self.splitter.isEnabled():
            self._job.cancel()
            self.cancel.setEnabled(False)
            return
        super().reject()


def _read(path: Path) -> tuple[Table, CandidateMapping]:
    table = candidate_import.read_table(path)
    return table, candidate_import.guess(table)


def _plan(
    program: Program,
    paths: Sequence[Path],
    table: Table | None,
    mapping: CandidateMapping | None,
    vacancy_id: UUID | None,
    *,
    job: Job,
) -> ImportPlan:
    unit_of_work = program.unit_of_work
    if table is None or mapping is None:
        return candidate_import.plan_resumes(
            paths, vacancy_id=vacancy_id, unit_of_work=unit_of_work, progress=job.progress
        )
    return candidate_import.plan_table(
        table, mapping, vacancy_id=vacancy_id, unit_of_work=unit_of_work, progress=job.progress
    )


def importable(paths: Sequence[Path]) -> list[Path]:
    """What one import takes of these files: all of them where they are résumés, else the first table."""
    tables = [path for path in paths if path.suffix.lower() != RESUME_SUFFIX]
    return tables[:1] if tables else list(paths)
