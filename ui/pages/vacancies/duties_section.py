"""The daily duties (R-D*), each with the measure by which it will be judged, and own requirements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from smmhire.bilingual import Bilingual
from smmhire.role.description import Duty, Role
from smmhire.role.measures import measure_text
from smmhire.texts import N_, _, say
from smmhire.vacancies.profile import DutyChoice, OwnRequirement, VacancyProfile
from ui.language import Translated
from ui.pages.vacancies.sections import Reason, Section
from ui.widgets.basics import button, card, clear, column, label, row


class DutyRow(Translated, QWidget):
    """One duty: tick it, and choose or write how its result is measured."""

    def __init__(self, duty: Duty, directions: Sequence[Bilingual], section: Section) -> None:
        """`directions`: the names of those the duty serves by itself."""
        super().__init__()
        self.init_texts()
        self.duty = duty
        self.box = QCheckBox()
        self.texts.call(lambda: self.box.setText(say(duty.name)))
        explanation = label("muted")
        explanation.setIndent(28)
        self.texts.call(lambda: explanation.setText(say(duty.description)))
        self.texts.call(lambda: self.box.setAccessibleDescription(say(duty.description)))
        serves = label("muted")
        serves.setIndent(28)
        self.texts.call(
            lambda: serves.setText(_("Direction: {names}", names="; ".join(say(name) for name in directions)))
        )
        self.measure = QComboBox()
        self.measure.setEditable(True)
        self.measure.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.texts.bind(self.measure.setAccessibleName, N_("How the result is measured"))
        self.texts.call(self._say_placeholder)
        self.texts.call(self._fill_measures)
        measure_line = QVBoxLayout()
        measure_line.setContentsMargins(28, 0, 0, 6)
        measure_line.addWidget(self.measure)
        self.reason = Reason(28)
        self.setLayout(
            column(
                self.box, explanation, *([serves] if directions else []), self.reason, measure_line, spacing=4
            )
        )
        self.box.toggled.connect(self.measure.setEnabled)
        self.box.toggled.connect(section.tell)
        self.measure.activated.connect(self._show_beginning)
        self.measure.editTextChanged.connect(section.tell)
        self.measure.setEnabled(False)

    def _fill_measures(self) -> None:
        written = self.measure.currentText()
        self.measure.blockSignals(True)
        self.measure.clear()
        self.measure.addItems([say(measure) for measure in self.duty.measures])
        written = measure_text(self.duty, written)
        self.measure.setCurrentIndex(self.measure.findText(written))  # -1: Down begins with the first
        self.measure.setEditText(written)
        self.measure.blockSignals(False)
        self._show_beginning()

    # Qt owns the line edit of a combo box and PySide may let go of its wrapper: it is asked for each time.
    def _say_placeholder(self) -> None:
        field = self.measure.lineEdit()
        assert field is not None
        field.setPlaceholderText(_("Measure: choose one or write your own"))

    def _show_beginning(self, *_anything: object) -> None:
        """A measure longer than the field shows its beginning, not its end."""
        field = self.measure.lineEdit()
        assert field is not None
        field.setCursorPosition(0)

    def show_choice(self, choice: DutyChoice | None) -> None:
        """Show the employer's choice; None: not chosen."""
        self.box.setChecked(choice is not None)
        self.measure.setEnabled(choice is not None)
        self.measure.setEditText(choice.measure if choice is not None else "")
        self._fill_measures()

    def choice(self) -> DutyChoice | None:
        """What is chosen; None when the duty is not."""
        if not self.box.isChecked():
            return None
        return DutyChoice(self.duty.id, self.measure.currentText().strip())


class OwnRequirementRow(Translated, QWidget):
    """One requirement in the employer's words."""

    def __init__(self, requirement: OwnRequirement, section: DutiesSection) -> None:
        super().__init__()
        self.init_texts()
        self.text = QLineEdit(requirement.text)
        self.texts.bind(self.text.setAccessibleName, N_("Own requirement"))
        self.must_have = QCheckBox()
        self.must_have.setChecked(requirement.is_must_have)
        self.texts.bind(self.must_have.setText, N_("must-have"))
        self.remove = button("quiet")
        self.texts.bind(self.remove.setText, N_("Remove"))
        layout = row(self.text, self.must_have, self.remove)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.text.textEdited.connect(section.tell)
        self.must_have.toggled.connect(section.tell)
        self.remove.clicked.connect(lambda: section.remove_own(self))

    def requirement(self) -> OwnRequirement:
        """What is written."""
        return OwnRequirement(self.text.text().strip(), self.must_have.isChecked())


class DutiesSection(Section):
    """Duties from the list, and what the list does not have."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        head = label("heading")
        self.texts.bind(head.setText, N_("What will this person do?"))
        lead = label("muted")
        self.texts.call(
            lambda: lead.setText(
                _(
                    "The work has two directions: {directions}. A sound profile has duties of both.",
                    directions="; ".join(say(d.name) for d in role.directions),
                )
            )
        )
        names = {direction.id: direction.name for direction in role.directions}
        self.rows = [DutyRow(duty, [names[key] for key in duty.directions], self) for duty in role.duties]
        own_head = label("heading")
        self.texts.bind(own_head.setText, N_("Your own requirements"))
        self.own = QVBoxLayout()
        self.add = button()
        self.texts.bind(self.add.setText, N_("Add a requirement"))
        self.add.clicked.connect(self.add_own)
        self.setLayout(
            column(
                card(column(head, lead, *self.rows, spacing=8)),
                card(column(own_head, self.own, row(self.add, None))),
                None,
            )
        )

    def add_own(self) -> OwnRequirementRow:
        """A new empty line, ready to type into."""
        made = self._append(OwnRequirement(""))
        made.text.setFocus()
        return made

    def remove_own(self, line: OwnRequirementRow) -> None:
        """Take one line away."""
        self.own.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.tell()

    def _append(self, requirement: OwnRequirement) -> OwnRequirementRow:
        made = OwnRequirementRow(requirement, self)
        self.own.addWidget(made)
        return made

    def own_rows(self) -> list[OwnRequirementRow]:
        """The lines there are."""
        found = [self.own.itemAt(i) for i in range(self.own.count())]
        widgets = [item.widget() for item in found if item is not None]
        return [line for line in widgets if isinstance(line, OwnRequirementRow)]

    def show_profile(self, profile: VacancyProfile) -> None:
        """Fill the fields."""
        chosen = {choice.duty_id: choice for choice in profile.duties}
        for line in self.rows:
            line.show_choice(chosen.get(line.duty.id))
        clear(self.own)
        for requirement in profile.own_requirements:
            self._append(requirement)

    def apply(self, profile: VacancyProfile) -> VacancyProfile:
        """`profile` with duties and own requirements; empty lines are left out."""
        choices = [line.choice() for line in self.rows]
        own = [line.requirement() for line in self.own_rows()]
        return replace(
            profile,
            duties=tuple(choice for choice in choices if choice is not None),
            own_requirements=tuple(requirement for requirement in own if requirement.text),
        )

    def show_reasons(self, reasons: Mapping[str, Bilingual]) -> None:
        """Of the duties."""
        for line in self.rows:
            line.reason.show_reason(reasons.get(line.duty.id))
