"""Speed and memory of pay data beside polars, side by side in one run.

    .venv/bin/python benchmarks/pay.py [--rows N] [--runs N] [--json]

Part one, import: a made table of a million rows (`_pay_table.py`) is read by polars, which casts the columns
wanted (numbers, dates, and words as categories), and by the program, which reads and normalises them: each
different cell is understood as money, currency, period, country, experience or date, repeated rows are
dropped, and what cannot be true is marked. The target is at most twice the time of polars, and less than
1 GiB of memory. Storing the figures, and reading them back, stand apart: polars stores nothing.

Part two, quantiles: P10 to P90 with intervals for 10,000 cells of that table, beside the bare quantiles of
polars and DuckDB (`_pay_quantiles.py`). The target is at most one and a half times the time of either.

Each turn is a process of its own, by turns, so that neither profits from what the other has left in memory;
times are medians, without the start of the process, its imports, and a first small table on which each loads
what it loads once. CPU seconds are those of all its threads:
on a machine that does other work they say more than the clock. Memory is the peak of the whole process.

The exit code says whether the targets are met.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

import _pay_quantiles  # noqa: E402
import _pay_table  # noqa: E402

TIMES_POLARS = 2.0
CELLS = 10_000
MEMORY_MIB = 1024
SMALL = "small.csv"
FIELDS = {
    "title": "Job title",
    "amount": "Salary",
    "currency": "Currency",
    "period": "Period",
    "country": "Country",
    "city": "City",
    "experience": "Experience",
    "contributor": "Employer",
    "observed_on": "Date",
    "basis": "Tax",
    "engagement": "Kind",
}


# -- part one: import --------------------------------------------------------------------------------
def polars_read_and_cast(path: Path) -> dict[str, Any]:
    """Read the file and cast the columns that the program reads too."""
    import polars as pl

    begun, worked = time.perf_counter(), time.process_time()
    frame = pl.read_csv(path, infer_schema=False)
    words = [heading for name, heading in FIELDS.items() if name not in ("amount", "observed_on")]
    cast = frame.select(
        pl.col("Salary").cast(pl.Float64, strict=False),
        pl.col("Date").str.to_date("%Y-%m-%d", strict=False),
        *(pl.col(heading).cast(pl.Categorical) for heading in words),
    )
    return {
        "seconds": time.perf_counter() - begun,
        "cpu": time.process_time() - worked,
        "figures": cast.height - cast["Salary"].null_count(),
    }


def our_import(path: Path) -> dict[str, Any]:
    """Read and normalise: the dry run."""
    mapping, source = _asked()
    from smmhire.exchange.pay_import import dry_run
    from smmhire.exchange.tabular import read_table

    begun, worked = time.perf_counter(), time.process_time()
    table = read_table(path)
    found = dry_run(table, mapping, source)
    assert len(table.sha256) == 64  # the file's sum is part of an import
    return {
        "seconds": time.perf_counter() - begun,
        "cpu": time.process_time() - worked,
        "figures": found.understood,
    }


def our_import_stored(path: Path) -> dict[str, Any]:
    """Read, normalise and store in a new SQLite file; then read all figures back."""
    mapping, _source = _asked()
    from smmhire.bootstrap import open_program
    from smmhire.services import pay, pay_figures

    with tempfile.TemporaryDirectory() as folder:
        program = open_program(Path(folder))
        unit_of_work = program.unit_of_work
        pay.sources(unit_of_work=unit_of_work)  # the database is open
        begun, worked = time.perf_counter(), time.process_time()
        proposal = pay.dry_run(path, mapping, unit_of_work=unit_of_work)
        understood = time.perf_counter()
        pay.accept(proposal, unit_of_work=unit_of_work)
        stored, worked = time.perf_counter(), time.process_time() - worked
        figures = proposal.result.understood
        del proposal
        columns = pay_figures.columns(unit_of_work=unit_of_work)
        loaded = time.perf_counter()
        assert len(columns) == figures
        program.close()
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
    return {
        "seconds": stored - begun,
        "cpu": worked,
        "storing": stored - understood,
        "loading": loaded - stored,
        "stored_mib": size / 2**20,
        "figures": figures,
    }


def _asked() -> tuple[Any, Any]:
    from datetime import UTC, datetime

    from smmhire.exchange.pay_mapping import ColumnMapping
    from smmhire.identity import new_id
    from smmhire.pay.observation import PaySource

    source = PaySource(new_id(), "Made table", "postings", "", datetime.now(UTC))
    return ColumnMapping("benchmark", columns=FIELDS, kind="postings", source_name="Made table"), source


# -- part two: quantiles of many cells ---------------------------------------------------------------
def prepare_cells(path: Path) -> dict[str, Any]:
    """Leave the single figures of the table beside it, and for each the number of its cell."""
    import numpy as np

    from smmhire.exchange.pay_import import dry_run
    from smmhire.exchange.tabular import read_table

    figures = dry_run(read_table(path), *_asked()).figures
    figures = figures.take(~figures.is_band)
    # Cells as an analyst would make them, by title, city, experience and employer; the surplus is shared out.
    cell = figures.title.codes.astype(np.int64)
    for column in (figures.city, figures.experience, figures.contributor):
        cell = cell * (len(column.words) + 1) + column.codes + 1
    _different, cell = np.unique(cell, return_inverse=True)
    _pay_quantiles.write(path.parent, (cell % CELLS).astype(np.int32), figures.amount)
    return {"rows": len(figures), "cells": int((cell % CELLS).max()) + 1}


TURNS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "polars": polars_read_and_cast,
    "ours": our_import,
    "stored": our_import_stored,
}
PREPARE = "cells"


# -- running -----------------------------------------------------------------------------------------
def turn(name: str, path: Path) -> dict[str, Any]:
    """One turn in a process of its own."""
    command = [sys.executable, __file__, "--turn", name, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def _only(name: str, path: Path) -> None:
    if name == PREPARE:
        print(json.dumps(prepare_cells(path)))
        return
    TURNS[name](path.with_name(SMALL))
    found = TURNS[name](path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found["peak_mib"] = peak / (2**20 if sys.platform == "darwin" else 2**10)
    print(json.dumps(found))


def measured(path: Path, runs: int) -> dict[str, dict[str, float]]:
    """The median of every figure of every turn, taken by turns; of memory the largest."""
    taken: dict[str, list[dict[str, Any]]] = {name: [] for name in TURNS}
    for _run in range(runs):
        for name in TURNS:
            taken[name].append(turn(name, path))
    return {
        name: {
            key: (max if key == "peak_mib" else statistics.median)(one[key] for one in all_of_it)
            for key in all_of_it[0]
        }
        for name, all_of_it in taken.items()
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Speed of pay data beside polars.")
    parser.add_argument("--rows", type=int, default=_pay_table.ROWS)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--turn", nargs=2, metavar=("NAME", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.turn:
        _only(options.turn[0], Path(options.turn[1]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pay.csv"
        size = _pay_table.write(path, options.rows)
        _pay_table.write(path.with_name(SMALL), 1_000)
        found = measured(path, options.runs)
        table = turn(PREPARE, path)
        quantiles = _pay_quantiles.measure(path.parent)
    times = _pay_quantiles.ratios(quantiles)
    ratio = found["ours"]["seconds"] / found["polars"]["seconds"]
    is_met = ratio <= TIMES_POLARS and found["ours"]["peak_mib"] < MEMORY_MIB
    are_quick = all(one <= _pay_quantiles.TARGET for one in times.values())
    if options.json:
        judged = {"ratio": ratio, "is_met": is_met, "file_mib": size / 2**20}
        second = {"quantiles": quantiles, "quantile_ratios": times, "are_quick": are_quick, **table}
        print(json.dumps(found | judged | second, indent=2))
    else:
        print(f"import of {options.rows:,} rows, {size / 2**20:,.0f} MiB, median of {options.runs}")
        print(f"{'':44}{'seconds':>9}{'× polars':>10}{'CPU s':>8}{'× polars':>10}{'peak MiB':>10}")
        for label, name in (
            ("polars: read and cast", "polars"),
            ("ours: read and normalise (dry run)", "ours"),
            ("ours: read, normalise and store", "stored"),
        ):
            one = found[name]
            times = one["seconds"] / found["polars"]["seconds"]
            work = one["cpu"] / found["polars"]["cpu"]
            print(
                f"{label:44}{one['seconds']:9.2f}{times:10.2f}{one['cpu']:8.2f}{work:10.2f}"
                f"{one['peak_mib']:10.0f}"
            )
        stored = found["stored"]
        print(
            f"storing alone {stored['storing']:.2f} s ({stored['stored_mib']:.0f} MiB), reading all figures "
            f"back {stored['loading']:.2f} s; {found['ours']['figures']:,.0f} figures understood"
        )
        judged = "met" if is_met else "MISSED"
        print(f"target: at most {TIMES_POLARS:g} × polars, under {MEMORY_MIB} MiB: {judged}")
        print()
        print("\n".join(_pay_quantiles.lines(quantiles, int(table["rows"]), int(table["cells"]))))
    return 0 if is_met and are_quick else 1


if __name__ == "__main__":
    sys.exit(main())
