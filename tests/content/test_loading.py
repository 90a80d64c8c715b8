"""Content is read when it is first needed, once, and quickly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from smmhire.content import load_items

ROOT = Path(__file__).resolve().parents[2]


def test_importing_the_room_reads_nothing_and_loads_neither_yaml_nor_pydantic() -> None:
    code = "import sys, smmhire.content; print(sorted({'yaml', 'pydantic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_bank_is_read_once_for_the_process() -> None:
    assert load_items() is load_items()
