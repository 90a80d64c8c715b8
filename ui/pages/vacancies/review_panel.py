"""What the program noticed about a profile, beside the builder, always up to date."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from smmhire.role.description import Role
from smmhire.texts import N_, _, ngettext
from smmhire.vacancies.finding_texts import describe, kind_name
from smmhire.vacancies.review import Finding, Kind
from ui.language import Translated
from ui.widgets.basics import card, clear, column, label, scrolled

COLOURS = {
    Kind.OUTSIDE: "caution",
    Kind.CONTRADICTION: "caution",
    Kind.MISSING: "bad",
    Kind.ADVICE: "muted",
}
PANEL_WIDTH = 330


class ReviewPanel(Translated, QWidget):
    """Findings as cards: what, why, what to do, and the source. It never blocks anything."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._role = role
        self._findings: tuple[Finding, ...] = ()
        self.setMinimumWidth(PANEL_WIDTH)
        head = label("heading")
        self.texts.bind(head.setText, N_("Review"))
        self.summary = label("muted")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        inner = QWidget()
        inner.setLayout(column(self._cards, None))
        self._area = scrolled(inner)
        self.texts.bind(self._area.setAccessibleName, N_("Review"))
        layout = column(head, self.summary, self._area, spacing=8)
        layout.setContentsMargins(16, 0, 0, 0)
        self.setLayout(layout)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show `findings` in their order."""
        self._findings = findings
        self._fill()

    def retranslate(self) -> None:
        """All findings again."""
        super().retranslate()
        self._fill()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown."""
        return self._findings

    def _fill(self) -> None:
        clear(self._cards)
        if self._findings:
            self.summary.setText(
                ngettext(
                    "{n} thing to look at. You can save at any time.",
                    "{n} things to look at. You can save at any time.",
                    len(self._findings),
                )
            )
        else:
            self.summary.setText(_("Nothing to object to: the profile fits the role."))
        for finding in self._findings:
            self._cards.addWidget(self._card(finding))

    def _card(self, finding: Finding) -> QFrame:
        text = describe(finding, self._role)
        kind = label(COLOURS[finding.kind])
        kind.setText(f"{kind_name(finding.kind)} · {text.place_name}")
        headline = label()
        headline.setText(text.headline)
        headline.setProperty("kind", "strong")
        reason = label("muted", selectable=True)
        reason.setText(text.reason)
        suggestion = label()
        suggestion.setText("→ " + text.suggestion)
        source = label("muted")
        source.setText(_("Source: {sources}", sources=", ".join(finding.sources)))
        made = card(column(kind, headline, reason, suggestion, source, spacing=6))
        inner = made.layout()
        assert inner is not None
        inner.setContentsMargins(14, 10, 14, 10)
        return made
