"""A program with its own empty data, as windows and commands get it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from smmhire.bootstrap import Program, open_program
from smmhire.storage.unit_of_work import UnitOfWorkFactory


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    opened = open_program(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def unit_of_work(program: Program) -> UnitOfWorkFactory:
    return program.unit_of_work
