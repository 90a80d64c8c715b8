"""Collecting garbage where Qt can bear it.

Python may look for garbage whenever something is allocated: in a worker thread, or in the middle of a paint
event. A cycle that holds a widget would then be taken down there, and Qt crashes. So while the window is
open, Python does not collect on its own; a timer of the GUI thread does, between events.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000


class GarbageCollector(QObject):
    """Collects at the thresholds of `gc`, each second at most, in the thread of its parent."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """From now on; what exists by then was made for as long as the program runs, and is left alone."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, as Python itself would."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
