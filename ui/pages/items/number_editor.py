"""The key of a question that asks for a number, while it is written: formula, drawn values, tolerance."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from smmhire.assessment.items import Mistake, NumericKey, Variable
from smmhire.bilingual import LANGUAGES, Bilingual, Language
from smmhire.texts import N_, digits, latin_digits
from ui.language import Translated, number_typed
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
        self.remove = button("quiet")
        self.remove.setText("✕")
        self.remove.setFixedWidth(34)
        for edit, text in (
            (self.name, N_("Name in the question, such as budget")),
            (self.low, N_("from")),
            (self.high, N_("to")),
            (self.step, N_("in steps of")),
        ):
            self.texts.bind(edit.setPlaceholderText, text)
            self.texts.bind(edit.setAccessibleName, text)
            self.texts.bind(edit.setToolTip, text)
            edit.textChanged.connect(self.changed)
        for setter in (self.remove.setToolTip, self.remove.setAccessibleName):
            self.texts.bind(setter, N_("Remove this value"))
        layout = row(self.name, self.low, self.high, self.step, self.remove)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(0, 2)
        for at in (1, 2, 3):
            layout.setStretch(at, 1)
        self.setLayout(layout)
        self.remove.clicked.connect(self.removed)

    def variable(self) -> Variable:
        """What stands there; what is no number is one that cannot be drawn, and is said to be."""
        low, high, step = (number_typed(edit.text()) for edit in (self.low, self.high, self.step))
        return Variable(
            latin_digits(self.name.text().strip().strip("{}")), low or 0.0, high or 0.0, step or 0.0
        )


class MistakeRow(Translated, QWidget):
    """A number that people get by a known mistake, and what is said of it."""

    changed = Signal()

    def __init__(self, mistake: Mistake, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.formula = QLineEdit(mistake.formula)
        self.why = BilingualField(N_("What goes wrong there"))
        self.why.show_text(mistake.rationale)
        for setter in (self.formula.setPlaceholderText, self.formula.setAccessibleName):
            self.texts.bind(setter, N_("Wrong way to calculate, or wrong number"))
        layout = column(self.formula, self.why, spacing=4)
        self.setLayout(layout)
        self.formula.textChanged.connect(self.changed)
        self.why.changed.connect(self.changed)

    def mistake(self) -> Mistake | None:
        """What stands there; None where no way to calculate is given."""
        formula = latin_digits(self.formula.text().strip())
        return Mistake(formula, self.why.text()) if formula else None


class NumberEditor(Translated, QWidget):
    """`changed`: anything of it has."""

    changed = Signal()

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
            if isinstance(field, QLineEdit):
                self.texts.bind(field.setAccessibleName, text)
            form.addRow(name, field)
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
        self.variables[-1].name.setFocus()
        self.changed.emit()

    def new_mistake(self) -> None:
        """A further mistake, ready to be written."""
        self._insert_mistake(Mistake("", EMPTY))
        self.mistakes[-1].formula.setFocus()

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
        self.add_variable.setFocus()
        self.changed.emit()


def _plain(value: float) -> str:
    """As short as it can be written, in the digits of the language."""
    return digits(f"{value:.10g}")
