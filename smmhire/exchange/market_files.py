"""The rates and price levels that ship with the program, out of `resources/market`, when first asked for."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np

from smmhire.pay.price_levels import ShippedLevels
from smmhire.pay.rate_legs import Series
from smmhire.settings import RESOURCES

ECB_FILE = RESOURCES / "market" / "ecb-rates.csv.gz"
PPP_FILE = RESOURCES / "market" / "ppp.csv"


class EcbFile(Mapping[str, Series]):
    """What the European Central Bank quoted, by currency; a line is read when its currency is asked for."""

    def __init__(self, text: str) -> None:
        head, *lines = text.splitlines()
        self._days = np.array(head.split(",")[1:], dtype="M8[D]").astype(np.int32)
        self._lines = dict(line.split(",", 1) for line in lines)
        self._read: dict[str, Series] = {}

    def __getitem__(self, currency: str) -> Series:
        if currency not in self._read:
            cells = self._lines[currency].split(",")
            is_quoted = np.array([cell != "" for cell in cells])
            values = np.array([cell for cell in cells if cell], dtype=np.float64)
            self._read[currency] = Series(self._days[is_quoted], values)
        return self._read[currency]

    def __contains__(self, currency: object) -> bool:
        return currency in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@lru_cache(maxsize=1)
def ecb() -> EcbFile:
    """The euro reference rates."""
    return EcbFile(gzip.decompress(ECB_FILE.read_bytes()).decode("ascii"))


@lru_cache(maxsize=1)
def price_levels() -> Mapping[str, ShippedLevels]:
    """The World Bank's parities by country (ISO 3166-1 alpha-2)."""
    with PPP_FILE.open(encoding="ascii", newline="") as file:
        head, *rows = csv.reader(file)
    years = [int(year) for year in head[2:]]
    return {
        country: ShippedLevels(
            currency, {year: float(cell) for year, cell in zip(years, cells, strict=True) if cell}
        )
        for country, currency, *cells in rows
    }
