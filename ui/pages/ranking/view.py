"""A ranking as it is looked at: tools, table, who is not in it, and the candidate that is current."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from smmhire.candidates.interview_words import kept_back_text
from smmhire.candidates.keys import search_key
from smmhire.services import ranking_words
from smmhire.services.ranking import VacancyRanking
from smmhire.texts import N_, _
from ui.background import Background, Job
from ui.language import Translated
from ui.pages.ranking.columns import Sorting, sorted_places
from ui.pages.ranking.detail import RankingDetail
from ui.pages.ranking.lines import Lines
from ui.pages.ranking.model import RankingModel
from ui.pages.ranking.prepared import Prepared, search_keys
from ui.pages.ranking.table import RankingTable
from ui.pages.ranking.tools import Tools
from ui.pages.ranking.untested import Untested
from ui.widgets.basics import PAGE_MARGIN, button, card, column, label, row

# The rows are painted before the names are made ready to be searched.
KEYS_AFTER_MS = 150


class RankingView(Translated, QWidget):
    """Shows what was prepared. `selected`: another candidate is current; `rescore_wanted`; `look_wanted`: to
    see the ratings without rating."""

    selected = Signal()
    rescore_wanted = Signal()
    look_wanted = Signal()

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._background = background
        self._shown: VacancyRanking | None = None
        self._keys: list[str] | None = None
        self._keys_job: Job | None = None
        self._sort_job: Job | None = None
        self._sorting: Sorting | None = None
        self._order: object = None  # of everybody, while sorted
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(KEYS_AFTER_MS)
        self._late.timeout.connect(self._make_keys)
        self._build()
        self.tools.searched.connect(self._find)
        self.tools.sorting_wanted.connect(self.sort)
        self.table.sorting_wanted.connect(self.sort)
        self.table.selected.connect(self.selected)
        self.table.marked.connect(self._say_marked)
        self.rescore.clicked.connect(self.rescore_wanted)
        self.look.clicked.connect(self.look_wanted)

    def _build(self) -> None:
        self.explanation = label("muted")
        self.texts.bind(
            self.explanation.setText,
            N_(
                "Candidates in one tier cannot be separated by the evidence there is: their order within it "
                "says little. Only measured abilities count; names and self-ratings never do."
            ),
        )
        self.own = label("caution")
        self.unlike = label("caution")
        self.rescore = button()
        self.texts.bind(self.rescore.setText, N_("Score all anew …"))
        self.unlike_row = _beside(self.unlike, self.rescore)
        self.hidden = label("muted")
        self.look = button()
        self.texts.bind(self.look.setText, N_("I do not rate here: show them …"))
        self.hidden_row = _beside(self.hidden, self.look)
        self.tools = Tools()
        self.model = RankingModel(self)
        self.table = RankingTable(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Candidates in tiers"))
        self.untested = Untested()
        self.detail = RankingDetail()
        self.detail_card = card(column(self.detail))
        layout = column(
            self.explanation,
            self.unlike_row,
            self.own,
            self.hidden_row,
            self.tools,
            self.table,
            self.detail_card,
            self.untested,
            None,
            spacing=14,
        )
        layout.setContentsMargins(0, 0, 0, PAGE_MARGIN)
        self.setLayout(layout)
        self.texts.call(self._say_notes)

    def retranslate(self) -> None:
        """The rows too."""
        super().retranslate()
        self.model.refresh()

    # -- showing -------------------------------------------------------------------------------------
    @property
    def keys(self) -> list[str]:
        """By what the ranked are found; made now where they are not there yet."""
        if self._keys is None:
            self._keys = [] if self._shown is None else search_keys(self._shown)
        return self._keys

    def show_prepared(self, prepared: Prepared, kept: UUID | None) -> None:
        """Show a ranking in its own order, with the candidate `kept` current where they are in it."""
        found = prepared.ranking
        self._drop_jobs()
        self._shown, self._keys = found, None
        self._sorting, self._order = None, None
        self.table.blockSignals(True)
        self.model.show_ranking(found)
        self.table.show_sorting(None)
        self.table.select(kept)
        self.table.blockSignals(False)
        self.tools.search.blockSignals(True)
        self.tools.search.clear()
        self.tools.search.blockSignals(False)
        self.tools.show_sorting(None)
        self.tools.show_found(None, 0)
        has_ranked = len(found.ranking.ranked) > 0
        for widget in (self.table, self.explanation, self.tools):
            widget.setVisible(has_ranked)
        self.untested.show_people(found, prepared.untested)
        self._say_notes()
        self._say_marked()
        self._late.start()

    def _make_keys(self) -> None:
        if self._shown is not None and self._keys is None:
            self._keys_job = self._background.run(
                search_keys, self._shown, with_job=True, on_done=self._keys_made
            )

    def _keys_made(self, keys: list[str]) -> None:
        if self.sender() is self._keys_job:
            self._keys_job = None
            self._keys = keys
            if self.tools.search.text():
                self._find(self.tools.search.text())

    def _drop_jobs(self) -> None:
        self._late.stop()
        for job in (self._keys_job, self._sort_job):
            if job is not None:
                job.cancel()
        self._keys_job = self._sort_job = None

    def _say_notes(self) -> None:
        """Results scored otherwise, ratings that may not be seen yet, and must-haves in the employer's own
        words, which are in no test."""
        shown = self._shown
        if shown is None:
            return
        self.unlike_row.setVisible(bool(shown.unlike))
        self.unlike.setText(ranking_words.unlike_text(shown.unlike) if shown.unlike else "")
        hidden = shown.hidden_ranked
        self.hidden_row.setVisible(bool(hidden))
        self.hidden.setText(kept_back_text(hidden) if hidden else "")
        own = [own.text for own in shown.vacancy.own_requirements if own.is_must_have]
        self.own.setVisible(bool(own))
        self.own.setText(_("Not tested here, look at it yourself: {names}.", names="; ".join(own)))

    def _say_marked(self) -> None:
        self.tools.show_chosen(len(self.table.chosen()))

    # -- finding and sorting -------------------------------------------------------------------------
    def _find(self, _words: str) -> None:
        if self._shown is not None and self._keys is not None:  # else once the names are ready
            self._show_lines()

    def sort(self, sorting: Sorting | None) -> None:
        """Show everybody by a column, or in the order of the ranking again; ranks and tiers stay."""
        if self._sort_job is not None:
            self._sort_job.cancel()
            self._sort_job = None
        if self._shown is None:
            return
        if sorting is None:
            self._sorting, self._order = None, None
            self._show_lines()
            return
        self._sort_job = self._background.run(_sort, self._shown, self._keys, sorting, on_done=self._sorted)

    def _sorted(self, answer: tuple[list[str], Sorting, object]) -> None:
        if self.sender() is self._sort_job:
            self._sort_job = None
            self._keys, self._sorting, self._order = answer
            self._show_lines()

    def _show_lines(self) -> None:
        """What search and order let through; the candidate that was current stays so where they are in it."""
        import numpy as np

        assert self._shown is not None
        ranked = self._shown.ranking.ranked
        places = None if self._order is None else np.asarray(self._order)
        wanted = search_key(self.tools.search.text())
        if wanted:
            fits = np.fromiter((wanted in key for key in self.keys), dtype=bool, count=len(ranked))
            places = np.flatnonzero(fits) if places is None else places[fits[places]]
        lines = Lines(ranked, places, is_sorted=self._sorting is not None)
        current = self.table.current()
        self.table.blockSignals(True)
        self.model.show_lines(lines)
        self.table.show_sorting(self._sorting)
        self.table.select(None if current is None else current.candidate_id)
        self.table.blockSignals(False)
        self.tools.show_sorting(self._sorting)
        self.tools.show_found(lines.people if wanted else None, len(ranked))
        self._say_marked()
        self.selected.emit()


def _beside(note: QWidget, what_to_do: QWidget) -> QWidget:
    """A note with its button at the right."""
    line = row(note, what_to_do)
    line.setContentsMargins(0, 0, 0, 0)
    line.setStretch(0, 1)
    made = QWidget()
    made.setLayout(line)
    return made


def _sort(
    shown: VacancyRanking, keys: list[str] | None, sorting: Sorting
) -> tuple[list[str], Sorting, object]:
    names = search_keys(shown) if keys is None else keys
    return names, sorting, sorted_places(shown, names, sorting)
