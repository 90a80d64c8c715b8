"""The key of a question that asks for a number, while it is written: formula, drawn values, tolerance."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from smmhire.assessment.items import Mistake, NumericKey, Variable
from smmhire.bilingual import LANGUAGES, Bilingual, Language
from smmhire.texts import N_, digits, latin_digits
from ui.language import Translated, number_typed
from ui.pages.items.sign_button import sign_button
from ui.pages.items.text_fields import BilingualField
from ui.pages.vacancies.number_spin import NumberSpin
from ui.widgets.basics import button, column, label, row

MOST_VARIABLES, MOST_MISTAKES, MOST_DECIMALS = 6, 3, 6
EMPTY = Bilingual(en="", bn="")


class VariableRow(Translated, QWidget):
    """A value that is drawn for each taker."""

    changed = Signal()
    removed = Signal()

    def __init__(self, variable: Variable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.name = QLineEdit(variable.name)
        self.low, self.high, self.step = (
            QLineEdit(_plain(value)) for value in (variable.minimum, variable.maximum, variable.step)
        )
        self.remove = sign_button("✕")
        self.texts.bind(self.name.setPlaceholderText, N_("Name, such as budget"))
        for setter in (self.name.setAccessibleName, self.name.setToolTip):
            self.texts.bind(setter, N_("Name in the question, such as budget"))
        layout = row(self.name)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.setStretch(0, 2)
        for edit, text in (
            (self.low, N_("lowest")),
            (self.high, N_("highest")),
            (self.step, N_("step")),
        ):
            said = label("muted", wraps=False)
            said.setBuddy(edit)
            self.texts.bind(said.setText, text)
            self.texts.bind(edit.setAccessibleName, text)
            layout.addWidget(said)
            layout.addWidget(edit, 1)
        for edit in (self.name, self.low, self.high, self.step):
            edit.textChanged.connect(self.changed)
        for setter in (self.remove.setToolTip, self.remove.setAccessibleName):
            self.texts.bind(setter, N_("Remove this value"))
        layout.addWidget(self.remove)
        self.setLayout(layout)
        self.remove.clicked.connect(self.removed)

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [self.name, self.low, self.high, self.step, self.remove]

    def variable(self) -> Variable:
        """What stands there; what is no number is one that cannot be drawn, and is said to be."""
        low, high, step = (number_typed(edit.text()) for edit in (self.low, self.high, self.step))
        return Variable(
            latin_digits(self.name.text().strip().strip("{}")), low or 0.0, high or 0.0, step or 0.0
        )


class MistakeRow(Translated, QWidget):
    """A number that people get by a known mistake, and what is said of it."""

    changed = Signal()
    removed = Signal()

    def __init__(self, mistake: Mistake, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.formula = QLineEdit(mistake.formula)
        self.why = BilingualField(N_("What goes wrong there"))
        self.why.show_text(mistake.rationale)
        for setter in (self.formula.setPlaceholderText, self.formula.setAccessibleName):
            self.texts.bind(setter, N_("Wrong way to calculate, or wrong number"))
        self.remove = sign_button("✕")
        for setter in (self.remove.setToolTip, self.remove.setAccessibleName):
            self.texts.bind(setter, N_("Remove this mistake"))
        first = row(self.formula, self.remove)
        first.setSpacing(8)
        self.setLayout(column(first, self.why, spacing=4))
        self.formula.textChanged.connect(self.changed)
        self.why.changed.connect(self.changed)
        self.remove.clicked.connect(self.removed)

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [self.formula, self.remove, *self.why.stops()]

    def mistake(self) -> Mistake | None:
        """What stands there; None where no way to calculate is given."""
        formula = latin_digits(self.formula.text().strip())
        return Mistake(formula, self.why.text()) if formula else None


class NumberEditor(Translated, QWidget):
    """`changed`: anything of it has. `rearranged`: there are other values or mistakes; carries the widget
    that has the keyboard now."""

    changed = Signal()
    rearranged = Signal(QWidget)

    def __init__(self, key: NumericKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._languages: Collection[Language] = LANGUAGES
        self._with_reasons = True
        self.variables: list[VariableRow] = []
        self.mistakes: list[MistakeRow] = []
        self.formula = QLineEdit(digits(key.formula))
        self.decimals = NumberSpin(0, MOST_DECIMALS)
        self.decimals.setValue(key.decimals)
        self.tolerance = QLineEdit(_plain(key.tolerance))
        self.unit = BilingualField(N_("Unit, such as taka"))
        self.unit.show_text(key.unit or EMPTY)
        self.why = BilingualField(N_("How it is calculated"))
        self.why.show_text(key.rationale)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field, text in (
            (self.formula, N_("Right number or formula")),
            (self.decimals, N_("Decimal places")),
            (self.tolerance, N_("Tolerance")),
            (self.unit, N_("Unit")),
        ):
            name = label(wraps=False)
            name.setBuddy(field)
            self.texts.bind(name.setText, text)
            if not isinstance(field, BilingualField):
                self.texts.bind(field.setAccessibleName, text)
            form.addRow(name, field)
        self.texts.bind(self.decimals.setToolTip, N_("The right number is rounded to so many"))
        self.texts.bind(
            self.tolerance.setToolTip, N_("How far an answer may be off and still count as right")
        )
        self.about = label("muted")
        self.texts.bind(
            self.about.setText,
            N_(
                "A number such as 3600, or a formula such as budget / clicks with + - * / and brackets. For "
                "numbers that differ from person to person, add values and write each in the question as "
                "{budget}."
            ),
        )
        self._variables, self._mistakes = QVBoxLayout(), QVBoxLayout()
        self._mistakes.setSpacing(12)
        self.add_variable = button()
        self.texts.bind(self.add_variable.setText, N_("Add a value that is drawn"))
        self.add_mistake = button()
        self.texts.bind(self.add_mistake.setText, N_("Add a known mistake"))
        self.setLayout(
            column(
                self.about, form, self._variables, row(self.add_variable, None), self.why, self._mistakes,
                row(self.add_mistake, None),
            )
        )  # fmt: skip
        for variable in key.variables:
            self._insert_variable(variable)
        for mistake in key.mistakes:
            self._insert_mistake(mistake)
        for edit in (self.formula, self.tolerance):
            edit.textChanged.connect(self.changed)
        self.decimals.valueChanged.connect(self.changed)
        self.unit.changed.connect(self.changed)
        self.why.changed.connect(self.changed)
        self.add_variable.clicked.connect(self.new_variable)
        self.add_mistake.clicked.connect(self.new_mistake)

    def key(self) -> NumericKey:
        """What stands there."""
        tolerance = number_typed(self.tolerance.text())
        unit = self.unit.text()
        mistakes = (one.mistake() for one in self.mistakes)
        return NumericKey(
            variables=tuple(one.variable() for one in self.variables),
            formula=latin_digits(self.formula.text().strip()).replace("×", "*").replace("÷", "/"),
            decimals=self.decimals.value(),
            tolerance=max(0.0, tolerance or 0.0),
            unit=unit if unit != EMPTY else None,
            rationale=self.why.text(),
            mistakes=tuple(one for one in mistakes if one is not None),
        )

    def show_fields(self, languages: Collection[Language], *, with_reasons: bool) -> None:
        """Show the fields of these languages, and those for the reasons or not."""
        self._languages, self._with_reasons = languages, with_reasons
        for part in (self.unit, self.why, *(one.why for one in self.mistakes)):
            part.show_languages(languages)
        for part in (self.why, self.add_mistake, *self.mistakes):
            part.setVisible(with_reasons)

    def new_variable(self) -> None:
        """A further value, ready to be named."""
        self._insert_variable(Variable("", 10.0, 100.0, 10.0))
        self._go_to(self.variables[-1].name)
        self.changed.emit()

    def new_mistake(self) -> None:
        """A further mistake, ready to be written."""
        self._insert_mistake(Mistake("", EMPTY))
        self._go_to(self.mistakes[-1].formula)

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [
            self.formula,
            self.decimals,
            self.tolerance,
            *self.unit.stops(),
            *(stop for one in self.variables for stop in one.stops()),
            self.add_variable,
            *self.why.stops(),
            *(stop for one in self.mistakes for stop in one.stops()),
            self.add_mistake,
        ]

    def _insert_variable(self, variable: Variable) -> None:
        one = VariableRow(variable)
        one.changed.connect(self.changed)
        one.removed.connect(lambda: self._remove(one))
        self.variables.append(one)
        self._variables.addWidget(one)
        self.add_variable.setEnabled(len(self.variables) < MOST_VARIABLES)

    def _insert_mistake(self, mistake: Mistake) -> None:
        one = MistakeRow(mistake)
        one.changed.connect(self.changed)
        one.removed.connect(lambda: self._remove_mistake(one))
        one.why.show_languages(self._languages)
        self.mistakes.append(one)
        self._mistakes.addWidget(one)
        self.add_mistake.setEnabled(len(self.mistakes) < MOST_MISTAKES)

    def _remove(self, one: VariableRow) -> None:
        self.variables.remove(one)
        self._variables.removeWidget(one)
        one.hide()
        one.deleteLater()
        self.add_variable.setEnabled(True)
        self._go_to(self.add_variable)
        self.changed.emit()

    def _remove_mistake(self, one: MistakeRow) -> None:
        self.mistakes.remove(one)
        self._mistakes.removeWidget(one)
        one.hide()
        one.deleteLater()
        self.add_mistake.setEnabled(True)
        self._go_to(self.add_mistake)
        self.changed.emit()

    def _go_to(self, widget: QWidget) -> None:
        widget.setFocus()
        self.rearranged.emit(widget)


def _plain(value: float) -> str:
    """As short as it can be written, in the digits of the language."""
    return digits(f"{value:.10g}")
