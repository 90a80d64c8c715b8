"""How many questions on which competency, with what that takes and how exactly it measures."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from smmhire.assessment.levels import LEVEL_WIDTH
from smmhire.role.description import Competency, Role
from smmhire.services import forms
from smmhire.services.forms import Look
from smmhire.texts import N_, _, number, say
from smmhire.vacancies.profile import VacancyProfile
from ui.language import Translated
from ui.pages.vacancies.number_spin import NumberSpin
from ui.widgets.basics import button, clear, column, label, row

# More questions on one competency than the bank holds cannot be chosen; until it is read, any number can.
MOST_BEFORE_THE_BANK_IS_READ = 99


class CompetencyLine(Translated):
    """The widgets of one competency, which stand in the grid."""

    def __init__(self, competency: Competency) -> None:
        self.init_texts()
        self.competency = competency
        self.name = label()
        self.weight = label("muted", wraps=False)
        self.questions = NumberSpin(0, MOST_BEFORE_THE_BANK_IS_READ)
        self.questions.setAlignment(Qt.AlignmentFlag.AlignRight)  # as its heading and its neighbours
        self.minutes = label(wraps=False)
        self.error = label(wraps=False)
        self.name.setBuddy(self.questions)

    def widgets(self) -> tuple[QWidget, ...]:
        """From left to right."""
        return (self.name, self.weight, self.questions, self.minutes, self.error)


class FormQuestions(Translated, QWidget):
    """`changed` tells that somebody changed a number; `proposed` asks for the proposal."""

    changed = Signal()
    proposed = Signal()

    def __init__(self, role: Role, profile: VacancyProfile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._profile = profile
        self._look: Look | None = None
        self._is_loading = False
        head = label("heading")
        self.texts.bind(head.setText, N_("What is asked"))
        lead = label("muted")
        self.texts.bind(
            lead.setText,
            N_(
                "Few competencies in depth measure better than all of them a little: ten to fifteen "
                "questions on each of the four to six weightiest."
            ),
        )
        self.propose = button()
        self.texts.bind(self.propose.setText, N_("Propose from the weights"))
        self.weightless = label("caution")
        self.texts.bind(
            self.weightless.setText,
            N_(
                "The vacancy gives no competency a weight. Give some of them one in the vacancy, or choose "
                "the questions here."
            ),
        )
        self.lines = [CompetencyLine(competency) for competency in role.competencies]
        self.remarks = QVBoxLayout()
        self.remarks.setSpacing(6)
        self.setLayout(
            column(head, lead, row(self.propose, None), self.weightless, self._grid(), self.remarks)
        )
        self.weightless.setHidden(bool(profile.assessed_competencies))
        self.propose.setEnabled(bool(profile.assessed_competencies))
        self.retranslate()
        self.propose.clicked.connect(self.proposed)
        for line in self.lines:
            line.questions.valueChanged.connect(self._tell)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        self._headings: list[tuple[QLabel, str]] = []
        for at, text in enumerate(
            (N_("Competency"), N_("Weight"), N_("Questions"), N_("Minutes"), N_("Error"))
        ):
            heading = label("muted", wraps=False)
            self._headings.append((heading, text))
            self.texts.bind(heading.setText, text)
            grid.addWidget(heading, 0, at, _side(at))
        self.texts.call(self._explain_error)
        for down, line in enumerate(self.lines, start=1):
            for at, widget in enumerate(line.widgets()):
                if at == 0:
                    grid.addWidget(widget, down, at)
                else:
                    grid.addWidget(widget, down, at, _side(at) | Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 1)
        return grid

    def _explain_error(self) -> None:
        self._headings[-1][0].setToolTip(
            _(
                "The standard error to expect, in levels: two of three people are measured no further than "
                "this from where they stand. What the other competencies say is counted in."
            )
        )

    def counts(self) -> tuple[tuple[str, int], ...]:
        """The questions of each competency, in the order of the role."""
        return tuple((line.competency.id, line.questions.value()) for line in self.lines)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many questions each has, without telling anybody."""
        self._is_loading = True
        for line in self.lines:
            line.questions.setValue(counts.get(line.competency.id, 0))
        self._is_loading = False

    def show_look(self, look: Look) -> None:
        """Show what the numbers mean."""
        self._look = look
        self._is_loading = True
        for line in self.lines:
            line.questions.setMaximum(max(look.available[line.competency.id], line.questions.value()))
        self._is_loading = False
        self._say()

    def retranslate(self) -> None:
        """Names, figures and remarks."""
        super().retranslate()
        for line in self.lines:
            name = say(line.competency.name)
            line.name.setText(name)
            line.name.setToolTip(say(line.competency.description))
            line.questions.setAccessibleName(_("Questions: {competency}", competency=name))
            line.weight.setText(self._weight(line.competency.id))
        self._say()

    def _weight(self, name: str) -> str:
        asked = self._profile.requirement(name)
        if asked is None:
            return _("not asked")
        if asked.is_must_have:
            return _("{weight}, must-have", weight=number(asked.weight))
        return number(asked.weight)

    def _say(self) -> None:
        if self._look is None:
            return
        # The figures of an adaptive form are the most that is asked, and what people need on average.
        is_adaptive = self._look.is_adaptive
        self._headings[2][0].setText(_("At most") if is_adaptive else _("Questions"))
        self._headings[3][0].setText(_("Minutes, about") if is_adaptive else _("Minutes"))
        for line in self.lines:
            one = self._look.estimate.of(line.competency.id)
            line.minutes.setText(number(one.seconds / 60) if one else "–")
            line.error.setText(f"± {number(one.joint / LEVEL_WIDTH, 1)}" if one else "–")
        clear(self.remarks)
        for remark in self._look.remarks:
            said = label("bad" if remark.is_blocking else "muted")
            said.setText(("✗ " if remark.is_blocking else "• ") + forms.described(remark))
            self.remarks.addWidget(said)

    def _tell(self, *_anything: object) -> None:
        if not self._is_loading:
            self.changed.emit()


def _side(at: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignLeft if at < 2 else Qt.AlignmentFlag.AlignRight
