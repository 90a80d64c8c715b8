"""The page of candidates, which reads in a thread of its own, as a person sees it: when it has read."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtTest import QTest

from ui.pages.candidates.page import CandidatesPage


class SettledPage(CandidatesPage):
    """Waits for what it reads, whenever something asks it to read."""

    def enter(self, argument: object = None) -> None:
        """As a page does, then settled."""
        super().enter(argument)
        settle(self)

    def refresh(self, select: UUID | None = None) -> None:
        """As a page does, then settled."""
        super().refresh(select)
        settle(self)


def settle(page: CandidatesPage) -> None:
    """Until the list that was asked for is there, with the candidate to look at."""
    for _round in range(500):
        QTest.qWait(2)
        if page.background.is_idle:
            break
    QTest.qWait(2)
