"""Garbage is collected in the GUI thread, between events, and nowhere else."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.background import Background
from ui.garbage import GarbageCollector


class Knot:
    """Holds itself, and a widget: only the collector of cycles can take it down."""

    def __init__(self, threads: list[int]) -> None:
        self.widget = QWidget()
        self.itself = self
        weakref.finalize(self, lambda: threads.append(threading.get_ident()))


def test_cycles_with_widgets_go_in_the_gui_thread(qtbot: QtBot) -> None:
    collector = GarbageCollector()
    collector.start()
    collector._timer.setInterval(10)
    threads: list[int] = []
    Knot(threads)
    background = Background()
    kept: list[object] = []
    # A worker that allocates far beyond the thresholds: Python itself would collect there.
    background.run(lambda: [kept.append([]) for _index in range(50_000)])
    qtbot.waitUntil(lambda: background.is_idle)
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.get_ident()]


def test_python_does_not_collect_by_itself_while_a_window_is_open(qtbot: QtBot) -> None:
    collector = GarbageCollector()
    collector.start()
    assert not gc.isenabled()
