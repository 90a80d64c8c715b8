"""The benchmark as a workbook: its formulas give the percentiles, intervals and places of the program."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from smmhire.exchange.pay_workbook import pay_workbook
from smmhire.pay.benchmark import Benchmark, BenchmarkQuery
from smmhire.pay.offer import place_offer
from smmhire.texts import using
from tests.pay.builders import AS_OF, benchmark_of, observations, source


def found() -> Benchmark:
    amounts = np.random.default_rng(5).lognormal(10, 0.4, 64).round(-2).tolist()
    seen = [
        *observations(amounts, experience_low=2.0, experience_high=4.0),
        *observations([30_000.0, 31_000.0], first_row=100, experience_low=5.0, experience_high=7.0),
    ]
    query = BenchmarkQuery("BDT", "month", by="experience", as_of=AS_OF)
    return benchmark_of(seen, [source(credit="Credit", licence_note="Own data.")], query)


def test_withheld_groups_have_a_reason_and_no_figures() -> None:
    answer = found()
    book = load_workbook(io.BytesIO(pay_workbook(answer, None)))
    assert book.sheetnames == ["Percentiles", "Figures", "Method and sources"]
    figures = book["Figures"]
    assert [cell.value for cell in figures[1]] == ["All together (BDT)", "2–4 years (BDT)"]
    assert figures.max_row == 67
    rows = [row for row in book["Percentiles"].iter_rows(values_only=True) if row[0] == "5–7 years"]
    assert len(rows) == 5
    assert all(row[4:7] == (None, None, None) and "Contributors: 2" in str(row[7]) for row in rows)


def test_the_same_benchmark_gives_the_same_bytes_in_both_languages() -> None:
    place = place_offer(25_000, found().overall)
    for language in ("bn", "en"):
        with using(language):
            assert pay_workbook(found(), place) == pay_workbook(found(), place)


def test_a_spreadsheet_works_out_the_same_figures(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice here to work the formulas out")
    answer = found()
    place = place_offer(25_000, answer.overall)
    written = pay_workbook(answer, place)
    # Without the values that the program wrote beside the formulas, only the spreadsheet's own are left.
    path = tmp_path / "pay.xlsx"
    book = load_workbook(io.BytesIO(written))
    book.save(path)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"), str(path)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    worked_out = load_workbook(tmp_path / "out" / "pay.xlsx", data_only=True)
    rows = {
        (row[0], row[1]): row[4:7] for row in worked_out["Percentiles"].iter_rows(min_row=2, values_only=True)
    }
    compared = 0
    for cell in answer.cells:
        for quantile in cell.quantiles:
            if not quantile.shown:
                continue
            value, low, high = rows[(cell.label, quantile.p)]
            assert value == pytest.approx(quantile.value, rel=1e-12)
            for end, expected in ((low, quantile.low), (high, quantile.high)):
                if expected is not None:
                    assert end == pytest.approx(expected, rel=1e-12)
                    compared += 1
    assert compared >= 16
    offer = [row[1] for row in worked_out["Offer"].iter_rows(min_row=2, values_only=True)]
    assert offer == pytest.approx(
        [25_000, place.percentile, place.low, place.high, place.compa_ratio, place.range_penetration],
        rel=1e-9,
    )
