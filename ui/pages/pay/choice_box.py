"""A box of choices whose words change with the language while what is chosen stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from ui.widgets.choices import index_of

Entries = Sequence[tuple[object, str]]


class ChoiceBox(QComboBox):
    """Entries are (code, words), made anew by `entries` in each language.

    `name_of` names a code that `choose` met outside the usual entries.
    """

    def __init__(
        self,
        entries: Callable[[], Entries],
        name_of: Callable[[str], str] = str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entries = entries
        self._name_of = name_of
        self._added: list[object] = []
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)

    def fill(self) -> None:
        """Make the entries again, without telling anybody."""
        was_blocked = self.blockSignals(True)
        chosen = self.currentData()
        self.clear()
        listed = [*self._entries()]
        codes = [code for code, _words in listed]
        for code, words in listed:
            self.addItem(words, code)
        for code in self._added:
            if code not in codes:
                self.addItem(self._name_of(str(code)), code)
        self.setCurrentIndex(max(0, index_of(self, chosen)))
        self.blockSignals(was_blocked)

    def choose(self, code: object) -> None:
        """Choose `code`; one that is no usual entry is added."""
        if index_of(self, code) < 0:
            self._added.append(code)
            self.addItem(self._name_of(str(code)), code)
        self.setCurrentIndex(index_of(self, code))
