"""What a comparison is handed on as: the report to print, and the workbook with its figures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from smmhire.bootstrap import Program
from smmhire.pay.query import BenchmarkQuery
from smmhire.services import pay_documents
from smmhire.services.files import save_file
from smmhire.texts import _, language
from ui.pages.page import Workplace


class PayDesk(QObject):
    """Makes the documents of the pay page. `saving` while a workbook is written."""

    saving = Signal(bool)

    def __init__(self, workplace: Workplace, page: QWidget) -> None:
        super().__init__(page)
        self._workplace = workplace
        self._page = page

    def report(self, query: BenchmarkQuery, offer: float | None) -> None:
        """Show the pay report of the question, with the place of an offer."""
        from ui.dialogs.document import DocumentDialog

        unit_of_work = self._workplace.program.unit_of_work

        def make(code: str) -> bytes:
            return pay_documents.pay_report_pdf(
                query, offer, "bn" if code == "bn" else "en", unit_of_work=unit_of_work
            )

        workplace = self._workplace
        dialog = DocumentDialog(
            make,
            _("pay-report"),
            workplace.background,
            workplace.notices,
            workplace.settings,
            self._page.window(),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def workbook(self, query: BenchmarkQuery, offer: float | None) -> None:
        """Say what the workbook holds, ask for a file, and write it."""
        if not self._workplace.notices.ask(
            _("Save the figures as a workbook?"),
            _(
                "So that every percentile can be worked out again it holds the single amounts, without names."
                " Groups that are withheld are not in it. Mind the licence of the source before you pass it"
                " on."
            ),
            _("Choose a file …"),
        ):
            return
        folder = self._workplace.settings.current.last_folder or str(Path.home())
        name, _filter = QFileDialog.getSaveFileName(
            self._page,
            _("Save the workbook"),
            str(Path(folder) / (_("pay-report") + ".xlsx")),
            _("Workbooks (*.xlsx)"),
        )
        if name:
            self.save_workbook(query, offer, Path(name))

    def save_workbook(self, query: BenchmarkQuery, offer: float | None, path: Path) -> None:
        """Write the workbook to `path` in the background, whole or not at all."""
        target = path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx")
        self._workplace.settings.change(last_folder=str(target.parent))
        self.saving.emit(True)
        self._workplace.background.run(
            _write,
            query,
            offer,
            target,
            self._workplace.program,
            language(),
            on_done=self._saved,
            on_failed=self._not_saved,
        )

    def _saved(self, path: Path) -> None:
        self.saving.emit(False)
        self._workplace.notices.info(lambda: _("Saved as {file}", file=path.name))

    def _not_saved(self, error: BaseException) -> None:
        self.saving.emit(False)
        self._workplace.notices.error(error)


def _write(query: BenchmarkQuery, offer: float | None, path: Path, program: Program, code: str) -> Path:
    made = pay_documents.pay_workbook(
        query, offer, "bn" if code == "bn" else "en", unit_of_work=program.unit_of_work
    )
    return save_file(made, path)
