"""Figures are read once and are at hand from then on; a killed import leaves nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from smmhire.bootstrap import open_program
from smmhire.exchange.pay_mapping import ColumnMapping
from smmhire.services import pay, pay_figures
from smmhire.storage import pay_blocks
from smmhire.storage.summaries import Market
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.conftest import ROOT

MAPPING = ColumnMapping(
    "mine", {"title": "Title", "amount": "Pay"}, {"currency": "BDT", "period": "month", "country": "BD"}
)


def table(folder: Path, name: str = "pay.csv", rows: int = 30) -> Path:
    path = folder / name
    lines = [f"Social Media Manager,{20_000 + 100 * n}" for n in range(rows)]
    path.write_text("\n".join(["Title,Pay", *lines]), encoding="utf-8")
    return path


def kept(path: Path, unit_of_work: UnitOfWorkFactory) -> None:
    pay.accept(pay.dry_run(path, MAPPING, unit_of_work=unit_of_work), unit_of_work=unit_of_work)


def test_figures_are_read_from_the_database_once(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(table(tmp_path), unit_of_work)
    first = pay_figures.columns(unit_of_work=unit_of_work)
    monkeypatch.setattr(pay_blocks.Block, "read", lambda *_anything: pytest.fail("read again"))
    again = pay_figures.columns(unit_of_work=unit_of_work)
    assert again.amount is first.amount and len(again) == 30
    (source,) = first.sources
    pay.set_enabled(source.id, False, unit_of_work=unit_of_work)
    assert not pay_figures.columns(unit_of_work=unit_of_work).sources[0].enabled


def test_what_is_imported_or_removed_shows_at_once(tmp_path: Path, unit_of_work: UnitOfWorkFactory) -> None:
    kept(table(tmp_path), unit_of_work)
    assert len(pay_figures.columns(unit_of_work=unit_of_work)) == 30
    kept(table(tmp_path, "more.csv", rows=40), unit_of_work)
    columns = pay_figures.columns(unit_of_work=unit_of_work)
    assert len(columns) == 70
    assert pay_figures.main_market(columns) == ("BD", "BDT", "month")
    pay.remove(columns.sources[0].id, unit_of_work=unit_of_work)
    assert len(pay_figures.columns(unit_of_work=unit_of_work)) == 30
    pay_figures.forget()
    assert len(pay_figures.columns(unit_of_work=unit_of_work)) == 30


def test_an_import_that_is_cancelled_leaves_nothing(tmp_path: Path, unit_of_work: UnitOfWorkFactory) -> None:
    class Ends:
        def progress(self, share: float, what: str = "") -> None:
            if share == 1.0:
                raise InterruptedError(what)

    proposal = pay.dry_run(table(tmp_path), MAPPING, unit_of_work=unit_of_work)
    with pytest.raises(InterruptedError):
        pay.accept(proposal, unit_of_work=unit_of_work, job=Ends())
    assert pay.sources(unit_of_work=unit_of_work) == ()
    assert len(pay_figures.columns(unit_of_work=unit_of_work)) == 0


# The process kills itself when the last of its blocks is written, right before the commit.
SCRIPT = """
import os, signal, sys
from pathlib import Path
from smmhire.bootstrap import open_program
from smmhire.services import pay
from tests.services.test_pay_figures import MAPPING

class Kills:
    def progress(self, share, what=""):
        if share == 1.0:
            os.kill(os.getpid(), signal.SIGKILL)

unit_of_work = open_program(Path(sys.argv[1])).unit_of_work
proposal = pay.dry_run(Path(sys.argv[2]), MAPPING, unit_of_work=unit_of_work)
pay.accept(proposal, unit_of_work=unit_of_work, job=Kills())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill")
def test_an_import_whose_process_is_killed_leaves_nothing(tmp_path: Path) -> None:
    data, path = tmp_path / "program", table(tmp_path, rows=5_000)
    open_program(data).close()
    command = [sys.executable, "-c", SCRIPT, str(data), str(path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert ended.returncode == -9, ended.stderr
    program = open_program(data)
    unit_of_work = program.unit_of_work
    assert pay.sources(unit_of_work=unit_of_work) == ()
    assert len(pay_figures.columns(unit_of_work=unit_of_work)) == 0
    kept(path, unit_of_work)
    assert len(pay_figures.columns(unit_of_work=unit_of_work)) == 5_000
    program.close()


# -- with which market a comparison opens ---------------------------------------------------------------
def opened(*markets: tuple[str | None, str, str, int]) -> tuple[str | None, str, str] | None:
    """What an empty form of taka a month in Bangladesh becomes."""
    found = pay_figures.market_to_show(
        [Market(*one) for one in markets], country="BD", currency="BDT", period="month"
    )
    return None if found is None else (found.country, found.currency, found.period)


def test_our_market_stays_where_it_has_figures_enough_that_can_be_compared() -> None:
    many = ("US", "USD", "year", 900)
    assert opened(("BD", "BDT", "month", 3), ("BD", "BDT", "year", 2), many) is None
    assert opened(("BD", "BDT", "month", 4), many) == ("US", "USD", "year")
    assert opened(("BD", "USD", "month", 13), many) == ("US", "USD", "year")
    assert opened(("BD", "BDT", "gig", 50), many) == ("US", "USD", "year")
    assert opened() is None


def test_salaries_are_opened_before_hours_and_hours_before_pieces() -> None:
    hours, gigs = ("US", "USD", "hour", 5000), ("US", "USD", "gig", 9000)
    assert opened(gigs, hours, ("IN", "INR", "month", 60), ("IN", "INR", "year", 70)) == ("IN", "INR", "year")
    assert opened(gigs, hours, ("IN", "INR", "month", 4)) == ("US", "USD", "hour")
    assert opened(gigs) == ("US", "USD", "gig")
    assert opened((None, "USD", "month", 2)) == (None, "USD", "month"), "few are better than none"
