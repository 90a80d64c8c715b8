"""What the judges' figures come to: the cut, the judges beside each other, and what is to be said of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from smmhire.assessment.cut_angoff import AngoffResult
from smmhire.assessment.cut_figures import CutFigures
from smmhire.assessment.cut_study import CutStudy
from smmhire.assessment.cut_words import cut_sentence
from smmhire.services import cut_study
from smmhire.texts import N_, _, number
from ui.language import Translated
from ui.widgets.basics import card, clear, column, label, row, scrolled

ADJUSTMENTS = (
    N_("Take the cut as it is"),
    N_("Less one standard error"),
    N_("Less two standard errors"),
)
# Enough for three remarks; more scroll.
LEAST_HEIGHT = 150
# Below this width, in pixels, the two cards stand one below the other.
WIDTH_FOR_TWO = 760


class CutFiguresView(Translated, QWidget):
    """`adjusted` tells by how many standard errors the cut is to be lowered."""

    adjusted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._study = CutStudy()
        self._found: CutFigures | None = None
        self.cut = label("strong")
        self.adjustment = QComboBox()
        self.adjustment.addItems([""] * len(ADJUSTMENTS))
        for at, text in enumerate(ADJUSTMENTS):
            self.texts.bind(lambda t, i=at: self.adjustment.setItemText(i, t), text)
        self.texts.bind(self.adjustment.setAccessibleName, N_("In favour of those near the cut"))
        self.texts.bind(
            self.adjustment.setToolTip,
            N_(
                "Lowering the cut spares people who fail by chance only; it also lets more pass who "
                "should not."
            ),
        )
        self.agreement = label("muted")
        self.rounds = label("muted")
        self.judges = QGridLayout()
        self.judges.setHorizontalSpacing(16)
        self.judges.setVerticalSpacing(3)
        self.remarks = QVBoxLayout()
        self.remarks.setSpacing(6)
        head = label("heading")
        self.texts.bind(head.setText, N_("What is to be said of it"))
        left, right = QWidget(), QWidget()
        head_line = row(self.cut, self.adjustment)
        head_line.setStretch(0, 1)
        left.setLayout(column(head_line, self.judges, self.agreement, self.rounds, None, spacing=8))
        right.setLayout(column(head, self.remarks, None))
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(14)
        self._cards.setContentsMargins(0, 0, 0, 0)
        for part in (left, right):
            area = scrolled(part)
            area.setMinimumHeight(LEAST_HEIGHT)
            self._cards.addWidget(card(column(area)), 1)
        self.setLayout(self._cards)
        self.adjustment.activated.connect(self.adjusted)

    def fit(self, width: int) -> None:
        """Arrange for this width."""
        is_wide = width >= WIDTH_FOR_TWO
        self._cards.setDirection(
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )

    def show_figures(self, study: CutStudy, found: CutFigures) -> None:
        """Show what `study` comes to."""
        self._study, self._found = study, found
        self._say()

    def retranslate(self) -> None:
        """Figures and sentences too."""
        super().retranslate()
        self._say()

    def _say(self) -> None:
        found = self._found
        if found is None:
            return
        self.adjustment.setCurrentIndex(self._study.minus_errors)
        self.adjustment.setEnabled(found.standard_error is not None)
        self.cut.setText(cut_sentence(found, self._study.minus_errors) or _("No cut yet"))
        self._say_agreement(found.angoff)
        clear(self.judges)
        if found.angoff is not None:
            self._show_judges(found.angoff, found.counted)
        clear(self.remarks)
        for remark in found.remarks:
            said = label("bad" if remark.is_blocking else "")
            said.setText(("✗ " if remark.is_blocking else "• ") + cut_study.described(remark))
            self.remarks.addWidget(said)
        if not found.remarks:
            said = label("good")
            said.setText(_("Nothing stands against this cut."))
            self.remarks.addWidget(said)

    def _say_agreement(self, result: AngoffResult | None) -> None:
        agreement = None if result is None else result.agreement_panel
        self.agreement.setVisible(agreement is not None)
        if agreement is not None:
            self.agreement.setText(
                _(
                    "Agreement of the panel on what is hard: {r} (1 is full, usual from 0.7)",
                    r=number(agreement, 2),
                )
            )
        rounds = () if result is None else result.rounds
        self.rounds.setVisible(len(rounds) > 1)
        if len(rounds) > 1:
            steps = " → ".join(
                f"{number(100 * one.cut, 1)}% (± {number(100 * one.judge_sd, 1)})" for one in rounds
            )
            self.rounds.setText(_("Round by round, with how far the judges spread: {rounds}", rounds=steps))

    def _show_judges(self, result: AngoffResult, counted: tuple[int, ...]) -> None:
        headings = (_("Judge"), _("Own cut"), _("Against the others"), _("Goes with them"))
        for at, text in enumerate(headings):
            self._put(0, at, text, "muted")
        for down, (judge, review) in enumerate(zip(counted, result.judges, strict=True), start=1):
            points = 100 * review.severity
            cells = (
                self._study.judges[judge],
                f"{number(100 * review.cut, 1)}%",
                ("+" if points > 0.05 else "") + number(points, 1),
                "–" if review.agreement is None else number(review.agreement, 2),
            )
            for at, text in enumerate(cells):
                self._put(down, at, text)
        self.judges.setColumnStretch(0, 1)

    def _put(self, down: int, across: int, text: str, kind: str = "") -> None:
        # Headings and names wrap: in Bengali they would not stand beside each other in half a window.
        made: QLabel = label(kind, wraps=down == 0 or across == 0)
        made.setText(text)
        side = Qt.AlignmentFlag.AlignLeft if across == 0 else Qt.AlignmentFlag.AlignRight
        made.setAlignment(side | Qt.AlignmentFlag.AlignBottom)
        self.judges.addWidget(made, down, across)
