"""What happens behind the tab of difficulties: calculating, using, taking back, each in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal

from smmhire.services import adaptive, bank_calibration, calibrated
from smmhire.services.bank import all_items
from smmhire.services.bank_calibration import Proposal
from smmhire.texts import N_, _, ngettext
from ui.background import Job
from ui.pages.items.calibration_detail import Calibrated
from ui.pages.items.calibration_view import CalibrationView
from ui.pages.page import Workplace

if TYPE_CHECKING:
    from smmhire.assessment.adaptive_offer import AdaptiveOffer
    from smmhire.assessment.item_calibration import CalibrationRun
    from smmhire.bootstrap import Program

Known: TypeAlias = "tuple[Calibrated, tuple[AdaptiveOffer, ...]]"


class CalibrationDesk(QObject):
    """Joins the view with the services. `known_changed`: other difficulties are known, or in use."""

    known_changed = Signal(object)

    def __init__(self, workplace: Workplace, view: CalibrationView, parent: QObject) -> None:
        super().__init__(parent)
        self._program = workplace.program
        self._notices = workplace.notices
        self._background = workplace.background
        self._view = view
        self._calculating: Job | None = None
        self._known = Calibrated()
        view.again_wanted.connect(self.calculate)
        view.cancel_wanted.connect(self.cancel)
        view.use_wanted.connect(self.use)
        view.back_wanted.connect(self.take_back)

    @property
    def known(self) -> Calibrated:
        """What was calculated, and what is in use."""
        return self._known

    @property
    def proposal(self) -> Proposal | None:
        """What was calculated; None while nothing was."""
        return self._known.proposal

    def enter(self, *, is_shown: bool) -> None:
        """Learn what is in use; where the tab `is_shown`, calculate too, unless nothing has changed."""
        if is_shown:
            self._calculate(self.proposal)
        else:
            self._read()

    # -- calculating ---------------------------------------------------------------------------------
    def calculate(self) -> None:
        """Estimate all difficulties anew."""
        self._calculate(None)

    def _calculate(self, before: Proposal | None) -> None:
        if self._calculating is not None:
            return
        self._view.begin()
        self._calculating = self._background.run(
            _propose,
            self._program,
            before,
            with_job=True,
            on_done=self._calculated,
            on_failed=self._not_calculated,
        )
        self._calculating.progressed.connect(self._view.report)

    def cancel(self) -> None:
        """Stop estimating; what was shown before stays."""
        if self._calculating is not None:
            self._calculating.cancel()
            self._calculating = None
            self._view.end()

    def _calculated(self, found: Known) -> None:
        self._calculating = None
        self._view.end()
        self._show(found)

    def _not_calculated(self, error: BaseException) -> None:
        self._calculating = None
        self._view.end()
        self._notices.error(error)

    def _read(self) -> None:
        self._background.run(_read, self._program, self.proposal, on_done=self._show)

    def _show(self, found: Known) -> None:
        self._known, offers = found
        self._view.show_known(self._known, offers)
        self.known_changed.emit(self._known)

    # -- using ---------------------------------------------------------------------------------------
    def use(self) -> None:
        """Let what is proposed count from now on."""
        if self.proposal is not None:
            self._view.use.setEnabled(False)  # until it is done: pressed twice it would be kept twice
            self._background.run(
                _use, self._program, self.proposal, on_done=self._used, on_failed=self._not_used
            )

    def _not_used(self, error: BaseException) -> None:
        self._read()
        self._notices.error(error)

    def _used(self, run: CalibrationRun) -> None:
        self._read()
        self._notices.info(
            lambda: ngettext(
                "The difficulty of {n} question is in use from now on; results there are stay as they are.",
                "The difficulties of {n} questions are in use from now on; results there are stay as they "
                "are.",
                run.item_count,
            ),
            N_("Undo"),
            lambda: self._undo(run),
        )

    def _undo(self, run: CalibrationRun) -> None:
        self._background.run(
            calibrated.undo_use, run.id, unit_of_work=self._program.unit_of_work, on_done=self._changed
        )

    def take_back(self) -> None:
        """Let what is in use count no longer."""
        self._background.run(
            calibrated.take_back, unit_of_work=self._program.unit_of_work, on_done=self._taken_back
        )

    def _taken_back(self, run: CalibrationRun) -> None:
        self._read()
        self._notices.info(
            lambda: _("The calibration has been taken back."), N_("Undo"), lambda: self._put_back(run)
        )

    def _put_back(self, run: CalibrationRun) -> None:
        self._background.run(
            calibrated.put_back, run.id, unit_of_work=self._program.unit_of_work, on_done=self._changed
        )

    def _changed(self, _nothing: object) -> None:
        self._read()


def _propose(program: Program, before: Proposal | None, *, job: Job) -> Known:
    unit_of_work = program.unit_of_work
    if before is None or not bank_calibration.is_current(before, unit_of_work=unit_of_work):
        before = bank_calibration.propose(unit_of_work=unit_of_work, progress=job.progress)
    return _read(program, before)


def _read(program: Program, proposal: Proposal | None) -> Known:
    unit_of_work = program.unit_of_work
    used = calibrated.in_use(all_items(unit_of_work=unit_of_work), unit_of_work=unit_of_work)
    # Shown only beside a proposal: without one all answers need not be counted.
    offers = () if proposal is None else adaptive.offers(unit_of_work=unit_of_work)
    return Calibrated(proposal, used), offers


def _use(program: Program, proposal: Proposal) -> CalibrationRun:
    return bank_calibration.use(proposal, unit_of_work=program.unit_of_work)
