"""Time from process start to the first painted window, beside a bare QMainWindow, in one run.

    python benchmarks/startup.py [--runs 15] [--json]

Each start is a process of its own, the three kinds in turn, so that a drift of the machine's speed meets all
alike. The clock starts before the interpreter does; `.pyc` files are allowed, as for a user.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What the program may take, as multiples of the bare window.
TARGETS = {"first paint": 1.5, "first list": 3.0}

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)
def done():
    print(time.time(), flush=True)
    application.quit()
application = QApplication(sys.argv[:1])
window = Window()
window.show()
application.exec()
"""

PAINT = """
import os, sys, time
sys.path.insert(0, {root!r})
import main
def watch(window):
    def painted():
        print(time.time(), flush=True)
        os._exit(0)
    window.painted.connect(painted)
main.open_window(watch)
"""

LIST = """
import os, sys, time
sys.path.insert(0, {root!r})
import main
def watch(window):
    from PySide6.QtCore import QTimer
    def filled():
        assert window.page("vacancies").model.rowCount() == 20
        print(time.time(), flush=True)
        os._exit(0)
    # The page is shown and filled in one event; the timer fires when both are painted.
    window.stack.currentChanged.connect(lambda: QTimer.singleShot(0, filled))
main.open_window(watch)
"""


def one_start(code: str, data: Path) -> float:
    """Milliseconds from before the process is made to the time it prints."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SMMHIRE_DATA_DIR": str(data)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.time()
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    return (float(finished.stdout.split()[0]) - began) * 1000


def prepare(data: Path) -> None:
    """A database with twenty vacancies, opened on their list."""
    sys.path.insert(0, str(ROOT))
    from dataclasses import replace

    from smmhire.bootstrap import open_program
    from smmhire.identity import new_id
    from smmhire.services import vacancies
    from smmhire.settings import Settings, save_settings

    program = open_program(data)
    for index in range(20):
        profile = replace(vacancies.new_profile(), id=new_id(), title=f"SMM manager {index + 1}")
        vacancies.save(profile, unit_of_work=program.unit_of_work)
    program.close()
    save_settings(data, Settings(language="bn", last_page="vacancies"))


def main() -> int:
    """Measure and print; the exit code says whether the targets are met."""
    parser = argparse.ArgumentParser(description="Time to the first paint and the first list.")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        prepare(data)
        kinds = {
            "bare window": BARE,
            "first paint": PAINT.format(root=str(ROOT)),
            "first list": LIST.format(root=str(ROOT)),
        }
        times: dict[str, list[float]] = {name: [] for name in kinds}
        for run in range(options.runs + 1):
            for name, code in kinds.items():
                taken = one_start(code, data)
                if run:  # the first round warms the disk cache and writes .pyc files
                    times[name].append(taken)
    medians = {name: statistics.median(values) for name, values in times.items()}
    ratios = {
        name: statistics.median(a / b for a, b in zip(times[name], times["bare window"], strict=True))
        for name in TARGETS
    }
    if options.json:
        print(json.dumps({"median_ms": medians, "ratio": ratios, "target": TARGETS}))
    else:
        print(f"{'':14}{'median ms':>12}{'min':>8}{'max':>8}{'ratio':>8}{'target':>8}")
        for name, values in times.items():
            ratio = f"{ratios[name]:8.2f}{TARGETS[name]:8.1f}" if name in ratios else ""
            print(f"{name:14}{medians[name]:12.0f}{min(values):8.0f}{max(values):8.0f}{ratio}")
    return 0 if all(ratios[name] <= TARGETS[name] for name in TARGETS) else 1


if __name__ == "__main__":
    sys.exit(main())
