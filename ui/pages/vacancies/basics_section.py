"""Title, employer, description and goals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from smmhire.bilingual import Bilingual
from smmhire.role.description import Role
from smmhire.texts import N_, say
from smmhire.vacancies.profile import VacancyProfile
from ui.pages.vacancies.sections import PickList, Section
from ui.widgets.basics import card, column, label


class BasicsSection(Section):
    """What the job is called, who offers it, and what the platforms are for (R7)."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLineEdit()
        self.employer = QLineEdit()
        self.texts.bind(self.employer.setPlaceholderText, N_("the name of your shop or company"))
        self.description = QPlainTextEdit()
        self.description.setTabChangesFocus(True)
        self.description.setMinimumHeight(110)
        self.texts.bind(self.title.setPlaceholderText, N_("for example: SMM manager for a clothing shop"))
        self.texts.bind(
            self.description.setPlaceholderText,
            N_("The company, its customers and what this person will look after, in a few sentences."),
        )
        form = QFormLayout()
        for field, text in (
            (self.title, N_("Title of the vacancy")),
            (self.employer, N_("Employer")),
            (self.description, N_("Description")),
        ):
            name = label(wraps=False)
            name.setBuddy(field)
            self.texts.bind(name.setText, text)
            self.texts.bind(field.setAccessibleName, text)
            form.addRow(name, field)
        self.goals = PickList(
            N_("What should social media do for you?"),
            [(g.id, g.name, lambda g=g: say(g.description)) for g in role.goals],
        )
        self.setLayout(column(card(column(form)), self.goals, None))
        self.title.textEdited.connect(self.tell)
        self.employer.textEdited.connect(self.tell)
        self.description.textChanged.connect(self.tell)
        self.goals.changed.connect(self.tell)

    def show_profile(self, profile: VacancyProfile) -> None:
        """Fill the fields."""
        self.title.setText(profile.title)
        self.employer.setText(profile.employer)
        self.description.setPlainText(profile.description)
        self.goals.show_picked(profile.goals)

    def apply(self, profile: VacancyProfile) -> VacancyProfile:
        """`profile` with title, employer, description and goals."""
        return replace(
            profile,
            title=self.title.text().strip(),
            employer=self.employer.text().strip(),
            description=self.description.toPlainText().strip(),
            goals=self.goals.picked(),
        )

    def show_reasons(self, reasons: Mapping[str, Bilingual]) -> None:
        """Of the goals."""
        self.goals.show_reasons(reasons)
