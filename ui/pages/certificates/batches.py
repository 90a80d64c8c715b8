"""Batches of certificates: begun, watched while they run beside the window's work, gone on with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from smmhire.certificates.issuers import BatchProgress
from smmhire.errors import UserError
from smmhire.services import certificate_batch
from smmhire.services.certificate_look import look_of
from smmhire.texts import N_, _, ngettext, number, percent
from ui.background import Job
from ui.language import Translated
from ui.pages.certificates.batch_dialog import BatchDialog, BatchOrder
from ui.pages.certificates.batches_dialog import BatchesDialog
from ui.pages.certificates.desk import desk_of
from ui.pages.page import Workplace
from ui.widgets.basics import button, card, column, label, row

if TYPE_CHECKING:
    from smmhire.signing.keys import Signer


# (what, who signs, workplace, job): runs a batch in its thread.
Work = Callable[[Any, "Signer | None", Workplace, Job], BatchProgress]


class Batches(QObject):
    """`band` shows the batch that runs, `listing` opens the list of all. `changed`: certificates were issued.

    One batch runs at a time, in a thread of its own: it keeps no list and no document waiting.
    """

    changed = Signal()

    def __init__(self, workplace: Workplace, window: QWidget) -> None:
        super().__init__(window)
        self._workplace = workplace
        self._window = window
        self._unit_of_work = workplace.program.unit_of_work
        self._thread = workplace.background.beside()
        self._job: Job | None = None
        self._result: BatchProgress | None = None
        self._failure: BaseException | None = None
        self.dialog: QDialog | None = None
        self.band = RunningBatch()
        self.listing = ListingButton()
        self.listing.clicked.connect(self.show_all)
        self.band.cancel.clicked.connect(self.cancel)

    @property
    def is_running(self) -> bool:
        """A batch is under way."""
        return self._job is not None

    def count(self) -> None:
        """Look how many batches there are, and how many of them wait to be gone on with."""
        self._workplace.background.run(
            certificate_batch.listing, unit_of_work=self._unit_of_work, on_done=self._counted
        )

    def _counted(self, found: tuple[BatchProgress, ...]) -> None:
        self.listing.show_counts(len(found), sum(bool(one.waiting or one.failed) for one in found))
        if isinstance(self.dialog, BatchesDialog):
            self.dialog.show_batches(found, is_running=self.is_running)

    # -- asking --------------------------------------------------------------------------------------
    def begin(self, vacancy_id: UUID | None = None) -> None:
        """Ask for a new batch."""
        if self.is_running:
            self._workplace.notices.info(
                lambda: _("A batch is running. Wait for its end, or cancel it: what is done stays.")
            )
            return
        dialog = BatchDialog(
            self._workplace, vacancy_id if isinstance(vacancy_id, UUID) else None, self._window
        )
        dialog.wanted.connect(self._ordered)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self, *_anything: object) -> None:
        if self.sender() is self.dialog:
            self.dialog = None

    def _ordered(self) -> None:
        dialog = self.dialog
        if not isinstance(dialog, BatchDialog):
            return
        order = dialog.order

        def go(signer: Signer | None) -> None:
            dialog.accept()
            self._workplace.settings.change(last_folder=str(order.target.parent))
            self._run(_begin, order, signer, order.target)

        if order.is_signed:
            desk_of(self._workplace).with_signer(dialog, go)
        else:
            go(None)

    def show_all(self) -> None:
        """The list of batches."""
        dialog = BatchesDialog(self._workplace, self._window)
        dialog.go_on_wanted.connect(self._go_on)
        dialog.folder_wanted.connect(self.open_folder)
        dialog.forget_wanted.connect(self._forget_batch)
        self._open(dialog)
        self.count()

    def _go_on(self, found: BatchProgress, is_signed: bool) -> None:
        dialog = self.dialog

        def go(signer: Signer | None) -> None:
            if dialog is not None:
                dialog.accept()
            self._run(_go_on, found.batch.id, signer, Path(found.batch.target))

        if is_signed:
            desk_of(self._workplace).with_signer(dialog or self._window, go)
        else:
            go(None)

    def _forget_batch(self, found: BatchProgress) -> None:
        self._workplace.background.run(
            certificate_batch.forget,
            found.batch.id,
            unit_of_work=self._unit_of_work,
            on_done=lambda _nothing: self.count(),
            on_failed=self._workplace.notices.error,
        )

    # -- running -------------------------------------------------------------------------------------
    def _run(self, work: Work, what: Any, signer: Signer | None, target: Path) -> None:
        if self.is_running:
            return
        self._result = self._failure = None
        self.band.begin(target)
        self._job = self._thread.run(self._work, work, what, signer, with_job=True, on_failed=self._failed)
        self._job.progressed.connect(self.band.show_share)
        self._job.ended.connect(self._ended)

    def _work(self, work: Work, what: Any, signer: Signer | None, *, job: Job) -> None:
        """In the batch's thread. What came of it is kept here: a job that was cancelled in the moment after
        would not tell it."""
        self._result = work(what, signer, self._workplace, job)

    def cancel(self) -> None:
        """Stop as soon as what is being written is whole."""
        if self._job is not None:
            self._job.cancel()
            self.band.stop()

    def _failed(self, error: BaseException) -> None:
        self._failure = error

    def _ended(self) -> None:
        self._job = None
        target = self.band.target
        self.band.end()
        self.changed.emit()
        self.count()
        notices = self._workplace.notices
        result, failure = self._result, self._failure
        if failure is not None:
            notices.error(failure)
        elif result is None:
            notices.info(
                lambda: _("The batch was stopped. What is done stays; the rest can be gone on with."),
                N_("Batches …"),
                self.show_all,
            )
        elif result.failed:
            notices.info(lambda: _what_failed(result), N_("What failed …"), self.show_all)
        else:
            notices.info(
                lambda: ngettext(
                    "{n} certificate stands in “{place}”.",
                    "{n} certificates stand in “{place}”.",
                    result.done,
                    place=target.name,
                ),
                N_("Open the folder"),
                lambda: self.open_folder(target),
            )

    # -- files ---------------------------------------------------------------------------------------
    def open_folder(self, target: Path) -> None:
        """Show the folder, or that in which the ZIP file is."""
        folder = target if target.is_dir() else target.parent
        if not folder.is_dir():
            self._workplace.notices.error(
                UserError(
                    _("The folder “{folder}” is not there.", folder=folder),
                    _("It may have been moved. The certificates can be made again."),
                )
            )
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._workplace.notices.error(
                UserError(
                    _("There is no program here that opens “{name}”.", name=folder.name),
                    _("Open it with your system's file manager."),
                )
            )


def _what_failed(result: BatchProgress) -> str:
    return _(
        "{done} of {total} certificates were made, {failed} could not be.",
        done=number(result.done),
        total=number(result.total),
        failed=number(result.failed),
    )


def _begin(order: BatchOrder, signer: Signer | None, workplace: Workplace, job: Job) -> BatchProgress:
    made = certificate_batch.start(
        order.attempt_ids,
        order.target,
        order.issuer,
        order.language,
        look=look_of(workplace.settings.current, workplace.program.data_dir),
        unit_of_work=workplace.program.unit_of_work,
    )
    return _go_on(made.id, signer, workplace, job)


def _go_on(batch_id: UUID, signer: Signer | None, workplace: Workplace, job: Job) -> BatchProgress:
    return certificate_batch.run(
        batch_id, signer, unit_of_work=workplace.program.unit_of_work, progress=job.progress
    )


class RunningBatch(Translated, QWidget):
    """The batch under way: where it writes to, how far it is, and the button that stops it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.target = Path()
        self._share = 0.0
        self._is_stopping = False
        self.said = label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.texts.bind(self.bar.setAccessibleName, N_("How much of the batch is done"))
        self.cancel = button()
        self.texts.bind(self.cancel.setText, N_("Cancel"))
        self.texts.call(self._say)
        inner = row()
        inner.addLayout(column(self.said, self.bar, spacing=6), 1)
        inner.addWidget(self.cancel)
        self.setLayout(column(card(inner)))
        self.hide()

    def begin(self, target: Path) -> None:
        """One has begun."""
        self.target, self._share, self._is_stopping = target, 0.0, False
        self.cancel.setEnabled(True)
        self._say()
        self.show()

    def show_share(self, share: float, _what: str) -> None:
        """How much is done, from 0 to 1."""
        self._share = share
        self._say()

    def stop(self) -> None:
        """It is to end."""
        self._is_stopping = True
        self.cancel.setEnabled(False)
        self._say()

    def end(self) -> None:
        """It has ended."""
        self.hide()

    def _say(self) -> None:
        self.bar.setValue(round(self._share * 1000))
        if self._is_stopping:
            self.said.setText(_("Stopping: what is being written becomes whole first …"))
            return
        self.said.setText(
            _(
                "Certificates are being made into “{place}”: {share}",
                place=self.target.name,
                share=percent(self._share),
            )
        )


class ListingButton(Translated, QWidget):
    """Opens the list of batches; there where there is one."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._open = 0
        self.button = button()
        layout = row(self.button)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self.button.clicked.connect(self.clicked)
        self.texts.call(self._say)
        self.hide()

    def show_counts(self, total: int, is_open: int) -> None:
        """So many batches there are, so many of them with something left to be made."""
        self._open = is_open
        self.setVisible(bool(total))
        self._say()

    def _say(self) -> None:
        left = self._open
        self.button.setText(
            ngettext("Batches: {n} not finished …", "Batches: {n} not finished …", left)
            if left
            else _("Batches …")
        )
