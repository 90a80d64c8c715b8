"""Deciding against the ranking: what, and why. The ranking stays as it is; the log keeps the decision."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QRadioButton, QWidget

from smmhire.candidates.ranking import Gate, RankedCandidate
from smmhire.errors import UserError
from smmhire.services import overrides
from smmhire.services.common import who
from smmhire.services.overrides import About
from smmhire.services.ranking import VacancyRanking
from smmhire.texts import N_, _, number
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.page import Workplace
from ui.pages.ranking.choose_dialog import ChooseDialog
from ui.pages.ranking.reason_field import ReasonField
from ui.widgets.basics import button, column, label, row, scrolled


class OverrideDialog(Translated, QDialog):
    """Asks which decision is taken on a candidate, and enters it into the log."""

    def __init__(
        self,
        ranking: VacancyRanking,
        candidate: RankedCandidate,
        keys: Sequence[str],
        workplace: Workplace,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self._ranking, self._candidate, self._keys = ranking, candidate, keys
        self._workplace = workplace
        self._place = ranking.ranking.ranked.place(candidate.candidate_id)
        self._name = ranking.names[candidate.candidate_id]
        self._before: UUID | None = None
        if self._place:
            self._before = ranking.ranking.ranked.candidate_ids[self._place - 1]
        self.texts.bind(self.setWindowTitle, N_("Decide against the ranking"))
        self._build()
        self.texts.call(self._say)
        self.whom.clicked.connect(self.choose)
        self.order.toggled.connect(self._say)
        self.enter.clicked.connect(self.try_enter)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.try_enter)
        open_at(self, 560, 470)

    def _build(self) -> None:
        head = label("heading")
        self.texts.call(lambda: head.setText(_("Another decision on {name}", name=self._name)))
        lead = label("muted")
        self.texts.bind(
            lead.setText,
            N_(
                "You decide, not the ranking. Score and places stay as they are; what you decide, who you "
                "are and your reason are entered into the log of decisions, which nobody can change."
            ),
        )
        self.order = QRadioButton()
        self.order.setEnabled(self._place > 0)
        self.whom = button()
        self.texts.bind(self.whom.setText, N_("Choose whom …"))
        self.gate = QRadioButton()
        (self.order if self._place else self.gate).setChecked(True)
        self.reason = ReasonField(N_("What do you know that the test does not?"))
        self.enter = button("primary")
        self.enter.setDefault(True)
        self.texts.bind(self.enter.setText, N_("Enter into the log"))
        cancel = button()
        self.texts.bind(cancel.setText, N_("Cancel"))
        cancel.clicked.connect(self.reject)
        content = QWidget()
        beside = row(None, self.whom)
        content.setLayout(column(head, lead, self.order, beside, self.gate, self.reason, None))
        whole = column(scrolled(content), row(None, cancel, self.enter), margin=18)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _say(self, *_anything: object) -> None:
        if self._before is None:
            self.order.setText(_("Take before others: already the first of the ranking"))
        else:
            self.order.setText(
                _(
                    "Take before {other} (place {place})",
                    other=self._ranking.names[self._before],
                    place=number(self._ranking.ranking.ranked.place(self._before) + 1),
                )
            )
        self.whom.setEnabled(self._place > 1 and self.order.isChecked())
        self.gate.setText(
            _("Count the must-haves as met, though the test says they are not")
            if self._candidate.gate is Gate.FAILED
            else _("Count a must-have as not met, though the test does not say so")
        )

    def choose(self) -> None:
        """Whom the candidate is taken before: anybody further up."""
        chooser = ChooseDialog(
            self._ranking,
            self._keys,
            N_("Take before whom?"),
            without=self._candidate.candidate_id,
            within=(0, self._place),
            parent=self,
        )
        chooser.accepted.connect(lambda: self.take_before(chooser.chosen))
        chooser.open()

    def take_before(self, other: UUID | None) -> None:
        """`other` was chosen."""
        if other is not None:
            self._before = other
            self._say()

    def try_enter(self) -> None:
        """Enter the decision, or say what is missing."""
        if not self.reason.is_given():
            return
        try:
            self._enter()
        except UserError as error:
            self._workplace.notices.error(error)
            return
        self._workplace.notices.info(lambda: _("The decision on {name} stands in the log.", name=self._name))
        self.accept()

    def _enter(self) -> None:
        name = who(self._workplace.settings.current.user_name)
        unit_of_work = self._workplace.program.unit_of_work
        one = self._candidate
        if self.order.isChecked() and self._before is not None:
            overrides.take_before(
                self._ranking,
                one.candidate_id,
                self._before,
                self.reason.text(),
                who=name,
                unit_of_work=unit_of_work,
            )
            return
        after = Gate.PASSED if one.gate is Gate.FAILED else Gate.FAILED
        overrides.override(
            self._ranking.vacancy.id,
            one.candidate_id,
            About.GATE,
            one.gate.value,
            after.value,
            self.reason.text(),
            who=name,
            unit_of_work=unit_of_work,
        )
