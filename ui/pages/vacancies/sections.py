"""What every section of the builder is, and lists to pick from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from smmhire.bilingual import Bilingual
from smmhire.texts import _, say
from smmhire.vacancies.profile import VacancyProfile
from ui.language import Translated
from ui.widgets.basics import card, column, label


class Section(Translated, QWidget):
    """Part of the builder: shows some fields of a profile and gives them back changed."""

    changed = Signal()  # the user changed something (never while loading)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._is_loading = False

    def load(self, profile: VacancyProfile) -> None:
        """Show `profile` without telling anybody that something changed."""
        self._is_loading = True
        try:
            self.show_profile(profile)
        finally:
            self._is_loading = False

    def show_profile(self, profile: VacancyProfile) -> None:
        """Fill the fields."""
        raise AssertionError(f"{type(self).__name__} must show a profile")

    def apply(self, profile: VacancyProfile) -> VacancyProfile:
        """`profile` with what the fields say."""
        raise AssertionError(f"{type(self).__name__} must apply its fields")

    def show_reasons(self, reasons: Mapping[str, Bilingual]) -> None:
        """Say why a template chose what it did, by the ids of the role; {}: no template."""

    def tell(self, *_anything: object) -> None:
        """Slot for any change of any field."""
        if not self._is_loading:
            self.changed.emit()


class Reason(Translated, QLabel):
    """Why the template chose what stands above; nothing where there is no template."""

    def __init__(self, indent: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._reason: Bilingual | None = None
        self.setProperty("kind", "reason")
        self.setWordWrap(True)
        self.setIndent(indent)
        self.hide()

    def show_reason(self, reason: Bilingual | None) -> None:
        """Show it; None: nothing."""
        self._reason = reason
        self.retranslate()

    def retranslate(self) -> None:
        """In the current language."""
        super().retranslate()
        self.setText(_("Why: {reason}", reason=say(self._reason)) if self._reason else "")
        self.setVisible(self._reason is not None)


class PickList(Translated, QWidget):
    """Entries of the role to tick, each with its explanation under it."""

    changed = Signal()

    def __init__(
        self,
        heading: str,
        entries: Iterable[tuple[str, Bilingual, Callable[[], str]]],
        parent: QWidget | None = None,
    ) -> None:
        """`entries`: id, name, and a function that gives the explanation in the current language."""
        super().__init__(parent)
        self.init_texts()
        head = label("heading")
        self.texts.bind(head.setText, heading)
        self._boxes: dict[str, QCheckBox] = {}
        self._reasons: dict[str, Reason] = {}
        parts: list[QWidget] = [head]
        for entry_id, name, explain in entries:
            box = QCheckBox()
            self.texts.call(lambda b=box, n=name: b.setText(say(n)))
            explanation = label("muted")
            explanation.setIndent(28)
            self.texts.call(lambda e=explanation, x=explain: e.setText(x()))
            self.texts.call(lambda b=box, x=explain: b.setAccessibleDescription(x()))
            box.toggled.connect(self.changed)
            self._boxes[entry_id] = box
            self._reasons[entry_id] = Reason(28)
            parts += [box, explanation, self._reasons[entry_id]]
        self.setLayout(column(card(column(*parts, spacing=4))))

    def show_picked(self, ids: Iterable[str]) -> None:
        """Tick exactly `ids`."""
        wanted = set(ids)
        for entry_id, box in self._boxes.items():
            box.setChecked(entry_id in wanted)

    def show_reasons(self, reasons: Mapping[str, Bilingual]) -> None:
        """Say at each entry why a template chose it, by its id."""
        for entry_id, line in self._reasons.items():
            line.show_reason(reasons.get(entry_id))

    def picked(self) -> tuple[str, ...]:
        """The ticked ids, in the order of the list."""
        return tuple(entry_id for entry_id, box in self._boxes.items() if box.isChecked())

    def box(self, entry_id: str) -> QCheckBox:
        """The box of one entry."""
        return self._boxes[entry_id]
