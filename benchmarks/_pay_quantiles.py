"""P10 to P90 of many cells beside polars and DuckDB: part two of `pay.py`, on the figures its table holds.

The others compute the bare type-7 quantiles (what they call linear or continuous); ours come with their 95 %
intervals. All start from the same two columns in memory, cell numbers and figures, and end with arrays. Each
runs in a process of its own, three times in turn, so that a drift of the machine's speed meets all. Time of
processors is what all threads used together, which a busy machine changes least; memory is what the process
needed beyond the data, at its peak. DuckDB is needed for the comparison only; without it the others are
measured.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

PROBABILITIES = (0.10, 0.25, 0.50, 0.75, 0.90)
ENGINES = {"ours": "ours, with intervals", "polars": "polars", "duckdb": "DuckDB"}
TARGET = 1.5  # times what either of polars and DuckDB needs
TURNS, ROUNDS = 3, 7

# What is timed, and how the sums of its quantiles are read from what it gives, to see that all agree.
Engine = tuple[Callable[[], Any], Callable[[Any], list[float]]]


def data(folder: Path) -> tuple[np.ndarray, np.ndarray, int]:
    """Cell numbers, figures, and how many cells there are, as `write` left them."""
    cell, figures = np.load(folder / "cell.npy"), np.load(folder / "figures.npy")
    return cell, figures, int(cell.max()) + 1


def write(folder: Path, cell: np.ndarray, figures: np.ndarray) -> None:
    """Leave the two columns for the processes that measure."""
    np.save(folder / "cell.npy", cell)
    np.save(folder / "figures.npy", figures)


def ours(cell: np.ndarray, figures: np.ndarray, cells: int) -> Engine:
    """Quantiles, intervals and ranks of this program."""
    import scipy.special  # noqa: F401  (loaded once in the life of the program)

    from smmhire.pay.quantiles import grouped_quantiles

    return (
        lambda: grouped_quantiles(figures, cell, cells, PROBABILITIES),
        lambda found: found.value.sum(axis=0).tolist(),
    )


def polars(cell: np.ndarray, figures: np.ndarray, cells: int) -> Engine:
    """`group_by` with five linear quantiles, as polars advises."""
    library: Any = importlib.import_module("polars")
    frame = library.DataFrame({"cell": cell, "figure": figures})
    column = library.col("figure")
    wanted = [column.quantile(p, interpolation="linear").alias(f"p{p}") for p in PROBABILITIES]

    return (
        lambda: frame.group_by("cell").agg(wanted),
        lambda found: [found[f"p{p}"].sum() for p in PROBABILITIES],
    )


def duckdb(cell: np.ndarray, figures: np.ndarray, cells: int) -> Engine:
    """One `quantile_cont` with a list of shares, the quickest of its forms, on a table in memory."""
    library: Any = importlib.import_module("duckdb")
    connection = library.connect()
    connection.register("columns", {"cell": cell, "figure": figures})
    connection.execute("create table pay as select * from columns")
    shares = ", ".join(map(str, PROBABILITIES))

    asked = f"select cell, quantile_cont(figure, [{shares}]) as found from pay group by cell"
    return (
        lambda: connection.execute(asked).fetchnumpy(),
        lambda found: np.stack(found["found"].tolist()).sum(axis=0).tolist(),
    )


def memory(field: str) -> float:
    """Megabytes of this process: 'VmRSS' now, 'VmHWM' at its peak."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1024


def run(engine: str, folder: Path) -> None:
    """Measure one engine in this process and print what was found as JSON."""
    cell, figures, cells = data(folder)
    engines = {"ours": ours, "polars": polars, "duckdb": duckdb}
    compute, sums = engines[engine](cell, figures, cells)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak is counted from here
    before = memory("VmRSS")
    found = compute()  # warms up
    seconds, processor = [], []
    for _round in range(ROUNDS):
        began, worked = time.perf_counter(), time.process_time()
        found = compute()
        seconds.append(time.perf_counter() - began)
        processor.append(time.process_time() - worked)
    measured = {"seconds": seconds, "processor": processor, "memory": memory("VmHWM") - before}
    print(json.dumps({**measured, "sums": sums(found)}))


def measure(folder: Path) -> dict[str, dict[str, Any]]:
    """Median milliseconds and the highest memory of each engine."""
    engines = [name for name in ENGINES if name == "ours" or importlib.util.find_spec(name)]
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in engines}
    for _turn in range(TURNS):
        for name in engines:
            command = [sys.executable, __file__, name, str(folder)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            runs[name].append(json.loads(done.stdout))
    expected = runs["ours"][0]["sums"]
    for name, found in runs.items():
        if not np.allclose(found[0]["sums"], expected, rtol=1e-12):
            raise SystemExit(f"{name} found other quantiles: {found[0]['sums']}, not {expected}")
    return {
        name: {
            "ms": 1000 * statistics.median(second for one in found for second in one["seconds"]),
            "processor_ms": 1000 * statistics.median(second for one in found for second in one["processor"]),
            "memory_mb": max(one["memory"] for one in found),
        }
        for name, found in runs.items()
    }


def ratios(found: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Our time as a multiple of each peer's."""
    return {name: found["ours"]["ms"] / one["ms"] for name, one in found.items() if name != "ours"}


def lines(found: dict[str, dict[str, Any]], rows: int, cells: int) -> list[str]:
    """What was measured, for people."""
    times = ratios(found)
    said = [f"all quantiles of {cells:,} cells over {rows:,} figures of that table"]
    for name, one in found.items():
        ratio = f"  ours is {times[name]:.2f} times that" if name in times else ""
        work = f"{one['ms']:8.1f} ms {one['processor_ms']:8.1f} ms of processors"
        said.append(f"{ENGINES[name]:22} {work} {one['memory_mb']:6.0f} MB{ratio}")
    judged = "met" if all(ratio <= TARGET for ratio in times.values()) else "MISSED"
    return [*said, f"target: at most {TARGET:g} × polars and DuckDB: {judged}"]


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]))
