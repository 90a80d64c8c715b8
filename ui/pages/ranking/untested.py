"""Those who applied and have no result: named, with the way to one, as far as a person reads."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smmhire.services.ranking import VacancyRanking
from smmhire.texts import N_, _, ngettext
from ui.language import Translated
from ui.widgets.basics import button, card, clear, column, label, row


class Untested(Translated, QWidget):
    """`start_wanted`: the assessment of a candidate (UUID); `all_wanted`: the list of candidates."""

    start_wanted = Signal(object)
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._ranking: VacancyRanking | None = None
        self._people: Sequence[UUID] = ()
        self.head = label("heading")
        self.lines = QVBoxLayout()
        note = label("muted")
        self.texts.bind(
            note.setText,
            N_(
                "Without a result for this vacancy nothing is known about them: they have no place, good or "
                "bad."
            ),
        )
        self.more = label("muted")
        self.show_all = button()
        self.texts.bind(self.show_all.setText, N_("See them in Candidates"))
        self._rest = QWidget()
        rest = row(self.more, self.show_all)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setStretch(0, 1)
        self._rest.setLayout(rest)
        self.setLayout(column(card(column(self.head, note, self.lines, self._rest))))
        self.show_all.clicked.connect(self.all_wanted)
        self.texts.call(self._fill)

    def show_people(self, ranking: VacancyRanking, people: Sequence[UUID]) -> None:
        """people: those to name, of all without a result."""
        self._ranking, self._people = ranking, people
        self._fill()

    def _fill(self) -> None:
        clear(self.lines)
        if self._ranking is None:
            return
        count = len(self._ranking.ranking.without_evidence)
        self.setVisible(count > 0)
        self.head.setText(
            ngettext("{n} candidate not assessed yet", "{n} candidates not assessed yet", count)
        )
        for candidate_id in self._people:
            self.lines.addLayout(self._line(candidate_id, self._ranking.names[candidate_id]))
        rest = count - len(self._people)
        self._rest.setVisible(rest > 0)
        self.more.setText(ngettext("and {n} more candidate", "and {n} more candidates", rest))

    def _line(self, candidate_id: UUID, called: str) -> QVBoxLayout:
        name = label()
        name.setText(called)
        start = button()
        start.setText(_("Start the assessment"))
        start.setAccessibleName(_("Start the assessment of {name}", name=called))
        start.clicked.connect(lambda _checked=False, one=candidate_id: self.start_wanted.emit(one))
        line = row(name, start)
        line.setStretch(0, 1)
        return column(line)
