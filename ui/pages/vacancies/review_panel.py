"""What the program noticed about a profile, beside the builder, with what one click can mend."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smmhire.role.description import Role
from smmhire.texts import N_, ngettext
from smmhire.vacancies.finding import Finding, PayPlacement
from smmhire.vacancies.profile import VacancyProfile
from smmhire.vacancies.review import review
from smmhire.vacancies.suggestions import Suggestion, suggest
from ui.language import Translated
from ui.pages.vacancies.finding_card import FindingCard
from ui.widgets.basics import button, card, clear, column, label, row, scrolled

PANEL_WIDTH = 330

_Shown = tuple[tuple[Finding, str | None], ...]


class ReviewPanel(Translated, QWidget):
    """Findings as cards: what, why, what to do, and the source. It never blocks anything.

    `applied` carries the profile as a suggestion, or its undoing, makes it: whoever edits the profile takes
    it over and calls `show_review` with what the fields then say. `go_to` carries the place of a finding.
    """

    applied = Signal(object)
    go_to = Signal(str)

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._role = role
        self._profile: VacancyProfile | None = None
        self._findings: tuple[Finding, ...] = ()
        self._suggestions: tuple[Suggestion | None, ...] = ()
        self._shown: _Shown | None = None
        # Each change with the profile before and after it. Typing ends the list: undoing would lose it.
        self._history: list[tuple[VacancyProfile, VacancyProfile]] = []
        self._is_applying = False
        self.setMinimumWidth(PANEL_WIDTH)
        head = label("heading")
        self.texts.bind(head.setText, N_("Review"))
        self.undo_button = button("quiet")
        self.texts.bind(self.undo_button.setText, N_("Undo"))
        self.texts.bind(self.undo_button.setToolTip, N_("Undo what was applied (Ctrl+Z)"))
        self.undo_button.clicked.connect(self.undo)
        self.undo_button.hide()
        self.summary = label("muted")
        self.nothing = card()
        good = label("good")
        self.texts.bind(good.setText, N_("Nothing to mend"))
        explanation = label("muted")
        self.texts.bind(
            explanation.setText,
            N_("The profile fits the role, does not contradict itself and turns nobody away without reason."),
        )
        inside = self.nothing.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.addWidget(good)
        inside.addWidget(explanation)
        self.nothing.hide()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        inner = QWidget()
        inner.setLayout(column(self.nothing, self._cards, None))
        self._area = scrolled(inner)
        self.texts.bind(self._area.setAccessibleName, N_("Review"))
        top = row(head, None, self.undo_button)
        layout = column(top, self.summary, self._area, spacing=8)
        layout.setContentsMargins(16, 0, 0, 0)
        self.setLayout(layout)

    def show_review(self, profile: VacancyProfile, placement: PayPlacement | None = None) -> None:
        """Look `profile` over and show what is found. placement: where its pay stands, if that is known."""
        if self._is_applying and self._history:
            before, _after = self._history[-1]
            self._history[-1] = (before, profile)  # as the fields give it back
        elif self._history and self._history[-1][1] != profile:
            self._history.clear()
        self._profile = profile
        self._findings = review(profile, self._role, placement)
        self._suggestions = tuple(
            suggest(finding, profile, self._role, placement, self._findings) for finding in self._findings
        )
        self._fill()

    def retranslate(self) -> None:
        """All findings again."""
        super().retranslate()
        self._shown = None
        if self._profile is not None:
            self._suggestions = tuple(
                None if known is None else self._said_anew(finding, known)
                for finding, known in zip(self._findings, self._suggestions, strict=True)
            )
        self._fill()

    def _said_anew(self, finding: Finding, known: Suggestion) -> Suggestion | None:
        """A suggestion in another language: what it adds is written in that language too."""
        assert self._profile is not None
        return suggest(finding, self._profile, self._role, findings=self._findings) or known

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown."""
        return self._findings

    @property
    def cards(self) -> tuple[FindingCard, ...]:
        """The cards, in the order of the findings."""
        found = (self._cards.itemAt(at) for at in range(self._cards.count()))
        widgets = (item.widget() for item in found if item is not None)
        return tuple(widget for widget in widgets if isinstance(widget, FindingCard))

    @property
    def can_undo(self) -> bool:
        """Whether the last change of the profile was made here."""
        return bool(self._history)

    def apply(self, at: int) -> None:
        """Make the change suggested for the finding number `at`, if there is one."""
        suggestion = self._suggestions[at]
        if suggestion is None or self._profile is None:
            return
        self._history.append((self._profile, suggestion.profile))
        self._emit(suggestion.profile)

    def undo(self) -> None:
        """Take the last applied change back; nothing where there is none, or something was typed since."""
        if not self._history:
            return
        before, _after = self._history.pop()
        if self._history:
            self._history[-1] = (self._history[-1][0], before)
        self._emit(before)

    def _emit(self, profile: VacancyProfile) -> None:
        self._is_applying = True
        try:
            self.applied.emit(profile)
        finally:
            self._is_applying = False
        # The card that was pressed is gone: the keyboard goes on where the change can be taken back.
        if self.undo_button.isVisible():
            self.undo_button.setFocus()
        elif cards := self.cards:
            cards[0].field.setFocus()

    def _fill(self) -> None:
        self.undo_button.setVisible(self.can_undo)
        shown: _Shown = tuple(
            (finding, None if suggestion is None else suggestion.text)
            for finding, suggestion in zip(self._findings, self._suggestions, strict=True)
        )
        # Cards are made anew only when they would say something else: the keyboard may stand on one.
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._cards)
        self.nothing.setVisible(self._profile is not None and not self._findings)
        self.summary.setVisible(bool(self._findings))
        if self._findings:
            self.summary.setText(
                ngettext(
                    "{n} thing to look at. You can save at any time.",
                    "{n} things to look at. You can save at any time.",
                    len(self._findings),
                )
            )
        for at, (finding, suggestion) in enumerate(zip(self._findings, self._suggestions, strict=True)):
            made = FindingCard(finding, suggestion, self._role)
            made.applied.connect(lambda at=at: self.apply(at))
            made.go_to.connect(self.go_to)
            self._cards.addWidget(made)
