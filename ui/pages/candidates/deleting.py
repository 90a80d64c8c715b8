"""Deleting candidates from the list: one at once, several after a question; always with the way back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from smmhire.services import candidates
from smmhire.services.common import Deleted
from smmhire.texts import N_, _, ngettext
from ui.pages.page import Workplace


class Deleting(QObject):
    """`changed`: the list is to be read again; it carries the candidate to be selected, or None."""

    changed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def delete(self, ids: Sequence[UUID]) -> None:
        """Delete them; where they are several, once it was said how many they are."""
        if not ids or (len(ids) > 1 and not self._is_meant(len(ids))):
            return
        program = self._workplace.program
        if len(ids) == 1:
            self._deleted((candidates.delete(ids[0], unit_of_work=program.unit_of_work),))
            return
        self._workplace.background.run(
            candidates.delete_all,
            tuple(ids),
            unit_of_work=program.unit_of_work,
            on_done=self._deleted,
            on_failed=self._workplace.notices.error,
        )

    def _is_meant(self, count: int) -> bool:
        return self._workplace.notices.ask(
            ngettext("Delete {n} candidate?", "Delete {n} candidates?", count),
            _("All who are selected in the list go, with their results. Undo brings them all back."),
            yes=_("Delete"),
            enter_means_yes=False,
        )

    def _deleted(self, deleted: tuple[Deleted, ...]) -> None:
        self.changed.emit(None)
        if deleted:
            self._workplace.notices.info(
                lambda: _said(deleted), N_("Undo"), lambda: self._bring_back(tuple(d.id for d in deleted))
            )

    def _bring_back(self, ids: tuple[UUID, ...]) -> None:
        unit_of_work = self._workplace.program.unit_of_work
        if len(ids) == 1:
            candidates.undo_delete(ids[0], unit_of_work=unit_of_work)
        else:
            candidates.undo_delete_all(ids, unit_of_work=unit_of_work)
        self.changed.emit(ids[0])


def _said(deleted: Sequence[Deleted]) -> str:
    if len(deleted) == 1:
        return _("{name} has been deleted, with their results.", name=deleted[0].name)
    return ngettext(
        "{n} candidate has been deleted, with their results.",
        "{n} candidates have been deleted, with their results.",
        len(deleted),
    )
