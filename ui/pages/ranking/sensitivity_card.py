"""How much the ranking hangs on its weights, in words for people who have never weighed anything."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from smmhire.services import weight_sensitivity
from smmhire.services.ranking import VacancyRanking
from smmhire.texts import N_, _, number
from ui.language import Translated
from ui.pages.vacancies.number_spin import NumberSpin
from ui.widgets.basics import button, column, label, row
from ui.widgets.work_row import WorkRow

FIRST_TOP = 3
# Of the first, so many are named with their figures.
NAMED = 5
_STEADY, _SHAKY = 0.9, 0.6


class SensitivityCard(Translated, QWidget):
    """`wanted`: the shares for the first `top` are to be worked out (`show_shares` brings them);
    `cancel_wanted`: nobody waits for them any more."""

    wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._ranking: VacancyRanking | None = None
        self._candidate: UUID | None = None
        self._shares: Mapping[UUID, float] | None = None
        head = label("strong")
        self.texts.bind(head.setText, N_("And if the weights were a little different?"))
        self.top_field = NumberSpin(1, 999)
        self.top_field.setValue(FIRST_TOP)
        self.texts.bind(self.top_field.setAccessibleName, N_("How many of the first are looked at"))
        name = label(wraps=False)
        name.setBuddy(self.top_field)
        self.texts.bind(name.setText, N_("Among the first"))
        self.ask = button()
        self.texts.bind(self.ask.setText, N_("Try 1,000 other weightings"))
        self.work = WorkRow(N_("Trying other weightings …"))
        self.work.progress.setRange(0, 0)
        self.result = label(selectable=True)
        self.top_result = label("muted", selectable=True)
        self.swaps = label(selectable=True)
        self.setLayout(
            column(
                head,
                row(name, self.top_field, self.ask, None),
                self.work,
                self.result,
                self.top_result,
                self.swaps,
                spacing=8,
            )
        )
        self.ask.clicked.connect(self.wanted)
        self.work.cancel_wanted.connect(self.cancel_wanted)
        self.top_field.valueChanged.connect(self._other_top)
        self.texts.call(self._fill)

    @property
    def top(self) -> int:
        """How many of the first are looked at."""
        return self.top_field.value()

    def show_candidate(self, ranking: VacancyRanking | None, candidate: UUID | None) -> None:
        """Of another ranking the shares have to be asked for anew."""
        if ranking is not self._ranking:
            self._shares = None
        self._ranking, self._candidate = ranking, candidate
        self._fill()

    def begin(self) -> None:
        """The shares are being worked out."""
        self.ask.setEnabled(False)
        self.work.begin()

    def end(self) -> None:
        """They are there, or will not come."""
        self.work.end()
        self.ask.setEnabled(True)

    def show_shares(self, top: int, shares: Mapping[UUID, float]) -> None:
        """In which share of the weightings each candidate is among the first `top`."""
        if top == self.top:
            self._shares = shares
            self._fill()

    def _other_top(self, *_anything: object) -> None:
        self._shares = None
        self._fill()

    def _fill(self) -> None:
        ranking, candidate = self._ranking, self._candidate
        self.result.setVisible(self._shares is not None)
        self.top_result.setVisible(self._shares is not None)
        if ranking is None or candidate is None:
            return
        if self._shares is not None:
            self.result.setText(_stays(ranking, candidate, self._shares[candidate], self.top))
            self.top_result.setText(_first_of(ranking, self._shares, self.top))
        self.swaps.setText("\n".join(_swaps(ranking, candidate)))
        self.swaps.setVisible(bool(self.swaps.text()))


def _stays(ranking: VacancyRanking, candidate: UUID, share: float, top: int) -> str:
    text = _(
        "{name} is among the first {top} in {count} of 100 weightings like yours.",
        name=ranking.names[candidate],
        top=number(top),
        count=number(round(100 * share)),
    )
    place = ranking.ranking.ranked.place(candidate) + 1
    if place <= top and share >= _STEADY:
        return text + " " + _("That place does not hang on the exact weights.")
    if place <= top and share < _SHAKY:
        return text + " " + _("That place hangs on the exact weights: look closely before you decide.")
    return text


def _first_of(ranking: VacancyRanking, shares: Mapping[UUID, float], top: int) -> str:
    """The first of the ranking, and how often each stays there."""
    ids = ranking.ranking.ranked.candidate_ids[: min(top, NAMED)]
    named = "; ".join(f"{ranking.names[one]} {number(round(100 * shares[one]))}" for one in ids)
    return _("Of 100 weightings, among the first {top}: {names}.", top=number(top), names=named)


def _swaps(ranking: VacancyRanking, candidate: UUID) -> list[str]:
    """What would put the candidate before the one above, and the one below before the candidate."""
    ranked = ranking.ranking.ranked
    place = ranked.place(candidate)
    pairs = [(place, place - 1)] if place else []
    if place + 1 < len(ranked):
        pairs.append((place + 1, place))
    ids = ranked.candidate_ids
    return [weight_sensitivity.swap_text(ranking, ids[behind], ids[ahead]) for behind, ahead in pairs]
