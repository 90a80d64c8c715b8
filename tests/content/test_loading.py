"""Content is read when it is first needed, once, and quickly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter

from smmhire.content import CONTENT, load_items, load_items_from, load_role
from smmhire.content.role_files import read_role

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS = 0.4  # for the role and 64 items


def test_importing_the_room_reads_nothing_and_loads_neither_yaml_nor_pydantic() -> None:
    code = "import sys, smmhire.content; print(sorted({'yaml', 'pydantic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_bank_is_read_once_for_the_process() -> None:
    assert load_items() is load_items()


def test_role_and_items_are_read_quickly() -> None:
    load_role()  # the imports are paid here
    times: list[float] = []
    for _attempt in range(3):
        started = perf_counter()
        read_role(CONTENT / "role")
        items = load_items_from(CONTENT / "items")
        times.append((perf_counter() - started) * 64 / len(items))
    assert min(times) < MOST_SECONDS
