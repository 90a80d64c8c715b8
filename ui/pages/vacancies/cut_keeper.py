"""The study of a cut while it is on the screen: every change is kept at once, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from smmhire.assessment.attempts import UnfitSetting
from smmhire.assessment.cut_figures import CutFigures
from smmhire.assessment.cut_study import CutMethod, CutStudy
from smmhire.errors import UserError
from smmhire.services import cut_study
from smmhire.services.cut_study import CutDesk
from ui.pages.page import Page


class CutKeeper(QObject):
    """`changed` tells that the study is another one. What could not be kept stays here and is tried again
    with the next change."""

    changed = Signal()

    def __init__(self, page: Page, desk: CutDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self.desk = desk
        self.study = desk.study
        self._past: list[CutStudy] = []
        self._future: list[CutStudy] = []

    @property
    def is_kept(self) -> bool:
        """Whether all that was written is in the database; a study without judges says nothing yet."""
        stored = self.desk.stored
        if stored is None:
            return not self.study.judges
        return self.study == stored.for_items(self.study.item_ids)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change that was taken back."""
        return bool(self._future)

    def change(self, make: Callable[[CutStudy], CutStudy]) -> bool:
        """Change the study and keep it. False, after a word to the user, where the change cannot be."""
        try:
            made = make(self.study)
        except UnfitSetting as unfit:
            self._page.notices.error(cut_study.not_possible(unfit))
            return False
        if made != self.study:
            self._past.append(self.study)
            self._future.clear()
            self._show(made)
        return True

    def undo(self) -> None:
        """Take the last change back."""
        if self._past:
            self._future.append(self.study)
            self._show(self._past.pop())

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._future:
            self._past.append(self.study)
            self._show(self._future.pop())

    def turn_to(self, method: CutMethod) -> None:
        """Set the cut by the other method. Looking at it is no change to take back."""
        if method is not self.study.method:
            self._past = [replace(one, method=method) for one in self._past]
            self._future = [replace(one, method=method) for one in self._future]
            self._show(replace(self.study, method=method))

    def figures(self) -> CutFigures:
        """What the study comes to now."""
        return cut_study.figures(self.desk, self.study)

    def keep(self) -> bool:
        """Keep what is not kept yet; False, after a word to the user, where that failed."""
        if self.is_kept:
            return True
        try:
            unit_of_work = self._page.program.unit_of_work
            self.desk = cut_study.save_study(self.desk, self.study, unit_of_work=unit_of_work)
        except UserError as error:
            self._page.notices.error(error)
            return False
        return True

    def _show(self, study: CutStudy) -> None:
        self.study = study
        self.keep()
        self.changed.emit()
