"""What every section of the builder is, and lists to pick from."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from smmhire.bilingual import Bilingual
from smmhire.texts import say
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

    def tell(self, *_anything: object) -> None:
        """Slot for any change of any field."""
        if not self._is_loading:
            self.changed.emit()


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
            parts += [box, explanation]
        self.setLayout(column(card(column(*parts, spacing=4))))

    def show_picked(self, ids: Iterable[str]) -> None:
        """Tick exactly `ids`."""
        wanted = set(ids)
        for entry_id, box in self._boxes.items():
            box.setChecked(entry_id in wanted)

    def picked(self) -> tuple[str, ...]:
        """The ticked ids, in the order of the list."""
        return tuple(entry_id for entry_id, box in self._boxes.items() if box.isChecked())

    def box(self, entry_id: str) -> QCheckBox:
        """The box of one entry."""
        return self._boxes[entry_id]
