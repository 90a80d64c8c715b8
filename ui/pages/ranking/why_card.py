"""Why one candidate stands behind another: a sentence, and the figures behind it for whoever wants them."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from smmhire.services import ranking_words
from smmhire.services.ranking import VacancyRanking
from smmhire.services.ranking_words import Reason, WhyBehind
from smmhire.texts import N_, _, chance_text, number
from ui.language import Translated
from ui.widgets.basics import button, clear, column, label, row


class WhyCard(Translated, QFrame):
    """`other_wanted`: the second of the two is to be chosen."""

    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.setProperty("kind", "band")
        self._ranking: VacancyRanking | None = None
        self._pair: tuple[UUID, UUID] | None = None
        self.text = label(selectable=True)
        self.unfold = button()
        self.unfold.setCheckable(True)
        self.other = button()
        self.texts.bind(self.other.setText, N_("Compare with somebody else …"))
        self.details = QWidget()
        self._grid = QGridLayout(self.details)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.details.hide()
        layout = column(self.text, row(self.unfold, self.other, None), self.details)
        layout.setContentsMargins(18, 14, 18, 14)
        self.setLayout(layout)
        self.unfold.toggled.connect(self._fold)
        self.other.clicked.connect(self.other_wanted)
        self.texts.call(self._fill)

    @property
    def pair(self) -> tuple[UUID, UUID] | None:
        """Who is behind, and behind whom."""
        return self._pair

    def show_pair(self, ranking: VacancyRanking | None, one: UUID | None, other: UUID | None) -> None:
        """The two in whichever order; nobody to compare with hides the card."""
        self._ranking, self._pair = ranking, None
        if ranking is not None and one is not None and other is not None and one != other:
            ranked = ranking.ranking.ranked
            ahead, behind = sorted((one, other), key=ranked.place)
            self._pair = behind, ahead
        self.setVisible(self._pair is not None)
        self._fill()

    def _fold(self, *_anything: object) -> None:
        self.details.setVisible(self.unfold.isChecked())
        self._fill()

    def _fill(self) -> None:
        is_open = self.unfold.isChecked()
        self.unfold.setText(_("Hide the details") if is_open else _("Details"))
        clear(self._grid)
        if self._ranking is None or self._pair is None:
            return
        self.text.setText(ranking_words.why_behind(self._ranking, *self._pair))
        if is_open:
            self._fill_details(ranking_words.why(self._ranking, *self._pair))

    def _fill_details(self, why: WhyBehind) -> None:
        assert self._ranking is not None
        names = self._ranking.names
        at = self._line(
            0, _("Chance that {name} is truly better", name=names[why.ahead]), chance_text(why.chance)
        )
        if why.failed:
            at = self._line(at, _("Must-haves not met"), ranking_words.listed(why.failed))
        at = self._reasons(at, names[why.ahead], why.for_ahead)
        at = self._reasons(at, names[why.behind], why.for_behind)
        if why.missing:
            at = self._line(at, _("Not measured of both"), ranking_words.listed(why.missing))
        self._line(at, _("Figures are parts of the score, in standard deviations of ability."), "")

    def _reasons(self, at: int, name: str, reasons: tuple[Reason, ...]) -> int:
        if reasons:
            at = self._line(at, _("Speaks for {name}:", name=name), "", kind="strong")
        for reason in reasons:
            competency = ranking_words.name_of(reason.competency_id)
            at = self._line(at, competency, f"+{number(reason.difference, 2)}")
        return at

    def _line(self, at: int, text: str, figure: str, kind: str = "") -> int:
        name, value = label(kind), label()
        name.setText(text)
        value.setText(figure)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(name, at, 0)
        self._grid.addWidget(value, at, 1)
        return at + 1
