"""The table of candidates beside two ready-made designs, on the same made-up rows.

    python benchmarks/candidates.py [--rows 1000000] [--patience 120] [--only ours,sql] [--data FOLDER]

Ours is the page of the program, in its window, its modules loaded. The others are what Qt offers:
QStandardItemModel with QSortFilterProxyModel, and QSqlTableModel with LIKE on the same database. Each runs in
a process of its own, off-screen. A keystroke is timed from the letter to the end of the painting that shows
its result; a design that has used up its patience (seconds) for typing or for sorting stops there, and the
keys it came to are counted. QSqlTableModel shows 256 rows and knows no total, whatever there is: its figures
are not those of the same work.

Without --data the rows are made anew (a minute and a half for a million), in a folder that is removed.
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
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

DESIGNS = {"ours": "this program", "proxy": "QSortFilterProxyModel", "sql": "QSqlTableModel"}
NEEDLES = ("karim", "শাহানা", "017123", "ka sh", "রি মো")
COLUMNS = ("name", "email", "phone", "stage", "score", "tags", "created_at")
# Milliseconds, and megabytes of the whole process, with a million candidates.
TARGETS = {"first paint": 150, "key, median": 100, "slowest sort": 300, "memory, MB": 400}
WAIT = 120.0  # seconds for one result


class Stage:
    """A window on which something is done and its painting waited for."""

    def __init__(self) -> None:
        from PySide6.QtCore import QEvent, QObject

        from ui import theme
        from ui.application import make_application

        self.application = make_application()
        theme.load_fonts()
        theme.apply(self.application, "light")
        stage = self

        class Watch(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                stage.has_painted |= event.type() == QEvent.Type.Paint and stage.is_there
                return False

        self.watch = Watch()
        self.has_painted = False
        self.is_there = True  # the result has arrived: what is painted from now on shows it

    def timed(self, act: Callable[[], object], *, waits: bool = False) -> float:
        """Milliseconds from `act` to the end of the painting that follows; with `waits`, that follows when
        `is_there` has been set."""
        self.has_painted, self.is_there = False, not waits
        began = time.perf_counter()
        act()
        while not self.has_painted and time.perf_counter() - began < WAIT:
            self.application.processEvents()
        return (time.perf_counter() - began) * 1000


def memory(field: str = "VmRSS") -> float:
    """Megabytes of this process."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1024


def ours(data: Path, run: Run) -> None:
    """The page in the window of the program."""
    from smmhire.bootstrap import open_program
    from smmhire.settings import load_settings
    from ui.main_window import MainWindow
    from ui.pages.candidates.page import CandidatesPage
    from ui.pages.page import Workplace
    from ui.settings_store import SettingsStore

    stage = Stage()
    program = open_program(data)
    settings = SettingsStore(data, load_settings(data))
    window = MainWindow(settings)
    window.show()
    window.attach(Workplace(program, settings, window.notices, window.background))
    # What is loaded once in the life of the program is no part of the table.
    from smmhire.services.bank import load_bank

    load_bank()
    stage.application.processEvents()

    def open_page() -> None:
        window.open_page("candidates")
        page = window.page("candidates")
        assert isinstance(page, CandidatesPage)
        for widget in (page.table.viewport(), page.none_found):
            widget.installEventFilter(stage.watch)

        def arrived() -> None:
            stage.is_there = True
            # Where nobody is found twice in turn, Qt paints nothing.
            page.none_found.update()

        page.model.replaced.connect(arrived)

    run.first_paint = stage.timed(open_page, waits=True)
    page = window.page("candidates")
    assert isinstance(page, CandidatesPage)
    run.type(lambda text: stage.timed(lambda: page.filter.setText(text), waits=True))
    run.sort(lambda at: stage.timed(lambda: page.filters.sort.setCurrentIndex(at), waits=True))
    run.is_exact = page.model.rowCount()
    window.close()
    program.close()


def proxy(data: Path, run: Run) -> None:
    """Everything in memory, filtered and sorted by Qt."""
    import sqlite3

    from PySide6.QtCore import QSortFilterProxyModel, Qt
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    stage = Stage()
    view = QTableView()
    view.resize(900, 600)
    view.viewport().installEventFilter(stage.watch)
    model = QStandardItemModel()
    filtered = QSortFilterProxyModel()
    filtered.setFilterKeyColumn(-1)
    filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def fill() -> None:
        connection = sqlite3.connect(data / "smmhire.db")
        for row in connection.execute(f"SELECT {', '.join(COLUMNS)} FROM candidate"):
            model.appendRow([QStandardItem("" if value is None else str(value)) for value in row])
        filtered.setSourceModel(model)
        view.setModel(filtered)
        view.show()

    run.first_paint = stage.timed(fill)

    def painted(change: Callable[[], object]) -> float:
        # Where the rows on the screen stay the same Qt paints nothing, and there is nothing to wait for.
        return stage.timed(lambda: (change(), view.viewport().update()))

    run.type(lambda text: painted(lambda: filtered.setFilterFixedString(text)))
    filtered.setFilterFixedString("")
    run.sort(lambda at: painted(lambda: filtered.sort(at)))
    run.is_exact = filtered.rowCount()


def sql(data: Path, run: Run) -> None:
    """Qt's own table of a database, filtered by LIKE over the same columns."""
    from PySide6.QtSql import QSqlDatabase, QSqlTableModel
    from PySide6.QtWidgets import QTableView

    stage = Stage()
    database = QSqlDatabase.addDatabase("QSQLITE")
    database.setDatabaseName(str(data / "smmhire.db"))
    assert database.open(), database.lastError().text()
    view = QTableView()
    view.resize(900, 600)
    view.viewport().installEventFilter(stage.watch)
    model = QSqlTableModel(db=database)
    model.setTable("candidate")

    def show() -> None:
        model.select()
        view.setModel(model)
        view.show()

    def filter_by(text: str) -> None:
        model.setFilter(" OR ".join(f"{column} LIKE '%{text}%'" for column in (*COLUMNS[:4], "tags")))
        model.select()
        view.viewport().update()

    def sort_by(at: int) -> None:
        from PySide6.QtCore import Qt

        model.setSort(model.fieldIndex(COLUMNS[at]), Qt.SortOrder.AscendingOrder)
        model.select()
        view.viewport().update()

    run.first_paint = stage.timed(show)
    run.type(lambda text: stage.timed(lambda: filter_by(text)))
    model.setFilter("")
    run.sort(lambda at: stage.timed(lambda: sort_by(at)))
    run.is_exact = model.rowCount()


class Run:
    """What one design does, and how long it takes; times in milliseconds."""

    def __init__(self, patience: float) -> None:
        self.patience = patience
        self.first_paint = 0.0
        self.keys: list[tuple[str, float]] = []
        self.sorts: list[tuple[str, float]] = []
        self.is_exact = 0  # how many rows it says there are

    def type(self, key: Callable[[str], float]) -> None:
        """Each needle letter by letter, and the field emptied after it."""
        began = time.perf_counter()
        for needle in NEEDLES:
            for end in range(1, len(needle) + 1):
                if time.perf_counter() - began > self.patience:
                    return
                if needle[:end].endswith(" "):
                    key(needle[:end])  # a space asks for nothing new
                else:
                    self.keys.append((needle[:end], key(needle[:end])))
            key("")

    def sort(self, by: Callable[[int], float]) -> None:
        """By each column; twice by the first, which may be the one it is sorted by already."""
        began = time.perf_counter()
        for at, column in enumerate(COLUMNS):
            if time.perf_counter() - began > self.patience:
                return
            self.sorts.append((column, by(at)))

    def figures(self) -> dict[str, Any]:
        """What is reported."""
        keys = [taken for _text, taken in self.keys]
        return {
            "first paint": self.first_paint,
            "key, median": statistics.median(keys) if keys else None,
            "key, worst": max(keys, default=None),
            "slowest sort": max((taken for _column, taken in self.sorts), default=None),
            "memory, MB": memory(),
            "memory, peak": memory("VmHWM"),
            "rows said": self.is_exact,
            "keys": self.keys,
            "sorts": self.sorts,
        }


def measure(design: str, data: Path, patience: float) -> dict[str, Any]:
    """The figures of one design, from a process of its own."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SMMHIRE_DATA_DIR": str(data)}
    command = [sys.executable, __file__, "--design", design, "--data", str(data), "--patience", str(patience)]
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if finished.returncode:
        raise SystemExit(finished.stderr)
    return dict(json.loads(finished.stdout.splitlines()[-1]))


def report(found: dict[str, dict[str, Any]], rows: int) -> None:
    """The table, and every key of ours."""
    names = (
        "first paint",
        "key, median",
        "key, worst",
        "slowest sort",
        "memory, MB",
        "memory, peak",
        "rows said",
    )
    print(f"{rows:,} candidates; ms, and as multiples of ours")
    print(f"{'':14}" + "".join(f"{DESIGNS[design]:>30}" for design in found) + f"{'target':>10}")
    for name in names:
        line = f"{name:14}"
        own = found.get("ours", {}).get(name)
        for design, figures in found.items():
            value = figures[name]
            ratio = f" ({value / own:6.1f} x)" if own and value is not None and design != "ours" else " " * 11
            line += f"{'—' if value is None else format(value, ',.0f'):>19}{ratio}"
        print(line + f"{TARGETS.get(name, ''):>10}")
    for design, figures in found.items():
        print(f"{DESIGNS[design]}: {len(figures['keys'])} keys, {len(figures['sorts'])} columns sorted")
        if design == "ours":
            print("  " + "  ".join(f"{text} {taken:.0f}" for text, taken in figures["keys"]))
            print("  " + "  ".join(f"{column} {taken:.0f}" for column, taken in figures["sorts"]))


def main() -> int:
    """Measure and print; the exit code says whether the targets are met."""
    parser = argparse.ArgumentParser(description="The table of candidates beside ready-made designs.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--patience", type=float, default=120.0)
    parser.add_argument("--only", default=",".join(DESIGNS))
    parser.add_argument("--data", type=Path)
    parser.add_argument("--design", choices=tuple(DESIGNS), help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.design:
        run = Run(options.patience)
        {"ours": ours, "proxy": proxy, "sql": sql}[options.design](options.data, run)
        print(json.dumps(run.figures()), flush=True)
        os._exit(0)  # a million items take minutes to be let go
    with tempfile.TemporaryDirectory() as folder:
        data = options.data or Path(folder)
        if not (data / "smmhire.db").exists():
            from _people import fill

            fill(data / "smmhire.db", options.rows, options.rows // 10)
        found = {design: measure(design, data, options.patience) for design in options.only.split(",")}
    if options.json:
        print(json.dumps({"rows": options.rows, "figures": found, "target": TARGETS}))
    else:
        report(found, options.rows)
    own = found.get("ours")
    return 0 if own is None or all(own[name] <= target for name, target in TARGETS.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
