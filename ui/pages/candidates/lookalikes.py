"""Says, while somebody types who a candidate is, who may be that person already."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QLineEdit

from smmhire.services.duplicates import Lookalike
from smmhire.texts import _
from ui.language import Translated

Look = Callable[[str, str, str], Sequence[Lookalike]]

LOOK_AFTER_MS = 300
MOST_SHOWN = 3


class LookalikeWarning(Translated, QLabel):
    """Looks after a pause in typing; `is_to_be_confirmed` looks at once, when the user wants to keep."""

    def __init__(self, name: QLineEdit, email: QLineEdit, phone: QLineEdit, look: Look) -> None:
        super().__init__()
        self.init_texts()
        self._fields = (name, email, phone)
        self._look = look
        self._found: Sequence[Lookalike] = ()
        self._confirmed: set[object] = set()
        self.setProperty("kind", "caution")
        self.setWordWrap(True)
        self.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._timer.timeout.connect(self.look)
        for field in self._fields:
            field.textEdited.connect(lambda _text: self._timer.start())

    def look(self) -> None:
        """Find who may be this person, and say so."""
        self._timer.stop()
        name, email, phone = (field.text().strip() for field in self._fields)
        self._found = self._look(name, email, phone)
        self.retranslate()

    def is_to_be_confirmed(self) -> bool:
        """Whether somebody is probably this person whom the user has not been told of yet."""
        self.look()
        likely = {one.id for one in self._found if one.similarity.is_likely}
        new = likely - self._confirmed
        self._confirmed |= likely
        return bool(new)

    def retranslate(self) -> None:
        """In the current language."""
        super().retranslate()
        shown = "; ".join(f"{one.name} ({one.similarity.reasons})" for one in self._found[:MOST_SHOWN])
        if any(one.similarity.is_likely for one in self._found):
            self.setText(_("Probably here already: {who}", who=shown))
        else:
            self.setText(_("Perhaps here already: {who}", who=shown))
        self.setVisible(bool(self._found))
