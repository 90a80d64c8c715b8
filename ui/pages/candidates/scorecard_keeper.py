"""A scorecard while it is on the screen: ratings are kept at once, words within a second."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from smmhire.candidates.interview import Rating, Scorecard
from smmhire.errors import UserError
from smmhire.services import scorecards
from ui.pages.page import Workplace

# Long enough not to write every letter, short enough to lose no sentence when the power goes.
KEEP_AFTER_MS = 600


class ScorecardKeeper(QObject):
    """`changed` tells of every change. What could not be kept stays here and is tried again with the next."""

    changed = Signal()

    def __init__(self, workplace: Workplace, card: Scorecard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.card = card
        self._stored = card
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    @property
    def is_kept(self) -> bool:
        """Whether everything is in the database."""
        return self.card == self._stored

    @property
    def rated(self) -> int:
        """How many have a rating."""
        return sum(rating.rating is not None for rating in self.card.ratings)

    def rate(self, at: int, value: int | None, *, is_skipped: bool = False) -> None:
        """Rate the one at that place (from 0), or say that it was not asked; kept at once."""
        self._replace(at, replace(self.card.ratings[at], rating=value, is_skipped=is_skipped))
        self.keep()

    def note(self, at: int, text: str) -> None:
        """Write the note of the one at that place; kept when the writing pauses."""
        self._replace(at, replace(self.card.ratings[at], note=text))
        self._timer.start()

    def comment(self, text: str) -> None:
        """Write what is said of all together; kept when the writing pauses."""
        self.card = replace(self.card, comment=text)
        self.changed.emit()
        self._timer.start()

    def _replace(self, at: int, rating: Rating) -> None:
        ratings = list(self.card.ratings)
        ratings[at] = rating
        self.card = replace(self.card, ratings=tuple(ratings))
        self.changed.emit()

    def keep(self) -> bool:
        """Keep what is not kept yet; False, after a word to the user, where that failed."""
        self._timer.stop()
        if self.is_kept:
            return True
        wanted = self.card
        try:
            scorecards.keep(
                wanted.id,
                wanted.ratings,
                wanted.comment,
                unit_of_work=self._workplace.program.unit_of_work,
            )
        except UserError as error:
            self._workplace.notices.error(error)
            return False
        self._stored = wanted
        self.changed.emit()
        return True

    def stop(self) -> None:
        """The scorecard is gone or handed in: nothing more is to be kept."""
        self._timer.stop()
        self._stored = self.card
