"""The dialogs of a ranking: one at a time, opened over its page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from smmhire.candidates.side_by_side import FEWEST, MOST
from smmhire.services import documents
from smmhire.services.documents import Language
from smmhire.services.files import save_file
from smmhire.services.ranking import VacancyRanking
from smmhire.texts import N_, _
from ui.dialogs.document import DocumentDialog
from ui.dialogs.document_file import FORBIDDEN
from ui.pages.page import Workplace
from ui.pages.ranking.choose_dialog import ChooseDialog
from ui.pages.ranking.detail import Place, RankingDetail


class Desk(QObject):
    """Opens dialogs over `page`. `changed`: what is ranked, or how, has changed; `saving`: a file is
    being written, or is written."""

    changed = Signal()
    saving = Signal(bool)

    def __init__(self, workplace: Workplace, page: QWidget) -> None:
        super().__init__(page)
        self._workplace = workplace
        self._page = page
        self.dialog: QDialog | None = None

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self, *_anything: object) -> None:
        self.dialog = None

    # -- looking closer ------------------------------------------------------------------------------
    def what_if(self, shown: VacancyRanking | None) -> None:
        """Other weights, levels and must-haves, tried on the same people."""
        if shown is None:
            return
        from ui.pages.ranking.what_if_dialog import WhatIfDialog

        made = WhatIfDialog(shown, self._workplace, self._page)
        made.kept.connect(self.changed)
        self._open(made)

    def compare(self, shown: VacancyRanking | None, chosen: Sequence[UUID]) -> None:
        """Two to four candidates side by side."""
        if shown is None or not FEWEST <= len(chosen) <= MOST:
            return
        from ui.pages.ranking.compare_dialog import CompareDialog

        made = CompareDialog(shown, chosen, self._page)
        made.pdf_wanted.connect(lambda: self._comparison_pdf(shown, chosen, made))
        self._open(made)

    def impact(self, shown: VacancyRanking) -> None:
        """Whether a decision takes people of one group far less often."""
        from ui.pages.ranking.impact_dialog import ImpactDialog

        self._open(ImpactDialog(shown, self._workplace, self._page))

    def log(self, shown: VacancyRanking) -> None:
        """Who decided what for the vacancy, when and why."""
        from ui.dialogs.decision_log import DecisionLogDialog

        vacancy = shown.vacancy
        self._open(
            DecisionLogDialog(self._workplace, vacancy_id=vacancy.id, about=vacancy.title, parent=self._page)
        )

    def choose_other(self, detail: RankingDetail, keys: Sequence[str]) -> None:
        """Whom the candidate that is shown is explained against."""
        place = detail.place
        if place is None:
            return
        made = ChooseDialog(
            place.ranking,
            keys,
            N_("Compare with whom?"),
            without=place.candidate.candidate_id,
            parent=self._page,
        )
        made.accepted.connect(lambda: detail.explain(made.chosen))
        self._open(made)

    # -- deciding ------------------------------------------------------------------------------------
    def override(self, place: Place | None, keys: Sequence[str]) -> None:
        """A decision against the ranking, with its reason."""
        if place is None:
            return
        from ui.pages.ranking.override_dialog import OverrideDialog

        made = OverrideDialog(place.ranking, place.candidate, keys, self._workplace, self._page)
        self._open(made)

    # -- paper ---------------------------------------------------------------------------------------
    def report(self, place: Place | None) -> None:
        """The report on one candidate."""
        if place is None:
            return
        unit_of_work = self._workplace.program.unit_of_work
        attempt_id, vacancy_id = place.result.attempt_id, place.ranking.vacancy.id

        def make(language: Language) -> bytes:
            return documents.candidate_report_pdf(attempt_id, vacancy_id, language, unit_of_work=unit_of_work)

        self._document(make, _("Report {name}", name=place.name))

    def ranking_pdf(self, shown: VacancyRanking) -> None:
        """The ranking as a document."""
        from smmhire.services import ranking_documents

        self._document(
            lambda language: ranking_documents.ranking_pdf(shown, language),
            _("Ranking {vacancy}", vacancy=shown.vacancy.title),
        )

    def _comparison_pdf(self, shown: VacancyRanking, chosen: Sequence[UUID], over: QWidget) -> None:
        """The comparison as a document, over its window, which stays."""
        from smmhire.services import ranking_documents

        at = self._workplace
        made = DocumentDialog(
            lambda language: ranking_documents.comparison_pdf(shown, chosen, language),
            _("Comparison {vacancy}", vacancy=shown.vacancy.title),
            at.background,
            at.notices,
            at.settings,
            over,
        )
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.open()

    def _document(self, make: Callable[[Language], bytes], name: str) -> None:
        at = self._workplace
        self._open(DocumentDialog(make, name, at.background, at.notices, at.settings, self._page))

    def ranking_xlsx(self, shown: VacancyRanking) -> None:
        """Ask for a file, and write the ranking with its arithmetic as a workbook."""
        folder = self._workplace.settings.current.last_folder or str(Path.home())
        called = FORBIDDEN.sub("-", _("Ranking {vacancy}", vacancy=shown.vacancy.title)).strip(" .-")
        name, _filter = QFileDialog.getSaveFileName(
            self._page, _("Save the ranking"), str(Path(folder) / f"{called}.xlsx"), _("Workbooks (*.xlsx)")
        )
        if name:
            self.save_xlsx(shown, Path(name))

    def save_xlsx(self, shown: VacancyRanking, path: Path) -> None:
        """Write the workbook to `path` in the background, whole or not at all."""
        target = path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx")
        self._workplace.settings.change(last_folder=str(target.parent))
        self.saving.emit(True)
        self._workplace.background.run(
            _write_xlsx, shown, target, on_done=self._saved, on_failed=self._not_saved
        )

    def _saved(self, path: Path) -> None:
        self.saving.emit(False)
        self._workplace.notices.info(lambda: _("Saved as {file}", file=path.name))

    def _not_saved(self, error: BaseException) -> None:
        self.saving.emit(False)
        self._workplace.notices.error(error)


def _write_xlsx(shown: VacancyRanking, path: Path) -> Path:
    from smmhire.services import ranking_documents

    return save_file(ranking_documents.ranking_xlsx(shown), path)
