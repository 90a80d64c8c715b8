"""One finding of the review as a card: what, why, from where, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from smmhire.role.description import Role
from smmhire.services.item_bank import citation
from smmhire.texts import _
from smmhire.vacancies.finding import Finding, Kind
from smmhire.vacancies.finding_texts import describe, kind_name
from smmhire.vacancies.suggestions import Suggestion
from ui.widgets.basics import button, card, column, label, row

COLOURS = {
    Kind.UNFAIR: "bad",
    Kind.OUTSIDE: "caution",
    Kind.CONTRADICTION: "caution",
    Kind.MISSING: "bad",
    Kind.ADVICE: "muted",
}


class FindingCard(QWidget):
    """`applied` asks for the suggested change, `go_to` carries the place of the field.

    Its words stand in one language: whoever changes the language makes a new one.
    """

    applied = Signal()
    go_to = Signal(str)

    def __init__(
        self, finding: Finding, suggestion: Suggestion | None, role: Role, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        text = describe(finding, role)
        kind = label(COLOURS[finding.kind])
        kind.setText(f"{kind_name(finding.kind)} · {text.place_name}")
        headline = label("strong")
        headline.setText(text.headline)
        reason = label("muted", selectable=True)
        reason.setText(text.reason)
        advice = label()
        advice.setText("→ " + text.suggestion)
        self.apply = button()
        self.apply.setText(_("Apply"))
        self.field = button("quiet")
        self.field.setText(_("Go to field"))
        self.field.setAccessibleName(_("Go to field: {place}", place=text.place_name))
        change = label()
        if suggestion is None:
            change.setText(_("Only you can decide this."))
            change.setProperty("kind", "muted")
            self.apply.hide()
        else:
            change.setText(_("Apply: {change}", change=suggestion.text))
            self.apply.setAccessibleName(change.text())
        source = label("muted", selectable=True)
        source.setText(sources_text(finding))
        self.apply.clicked.connect(self.applied)
        self.field.clicked.connect(lambda: self.go_to.emit(finding.place))
        actions = row(self.apply, self.field, None)
        made: QFrame = card(column(kind, headline, reason, advice, change, actions, source, spacing=6))
        inner = made.layout()
        assert inner is not None
        inner.setContentsMargins(14, 10, 14, 10)
        outer = QVBoxLayout()
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(made)
        self.setLayout(outer)


def sources_text(finding: Finding) -> str:
    """The sources as they can be read: facts by their first sentence, works as they are cited."""
    if not finding.sources:
        return _("Source: this follows from the profile itself.")
    cited = [_short(citation(source)) for source in finding.sources]
    if len(cited) == 1:
        return _("Source: {sources}", sources=cited[0])
    return "\n".join((_("Sources:"), *(f"• {one}" for one in cited)))


def _short(cited: str) -> str:
    """A fact's id and first sentence. A work is cited whole: points end nothing in it."""
    fact, colon, text = cited.partition(": ")
    if not colon or " " in fact:
        return cited
    ends = [at for mark in (". ", "। ") if (at := text.find(mark)) >= 0]
    return f"{fact}: {text[: min(ends) + 1] if ends else text}"
