"""A made-up table of pay for the benchmarks: a million rows as people fill them in, the same every time."""

from __future__ import annotations

from pathlib import Path

ROWS = 1_000_000
SEED = 20_261_122

# Title and how often, in hundredths; some are SMM, most are not: as in a real export.
_TITLES = (
    ("Social Media Manager", 9), ("SMM Manager", 5), ("SMM-менеджер", 6), ("Social Media Specialist", 5),
    ("সোশ্যাল মিডিয়া ম্যানেজার", 5), ("Head of Social Media", 2), ("Social Media Intern", 3),
    ("Junior SMM Specialist", 3), ("Community Manager", 5), ("Content Manager", 7), ("Accountant", 9),
    ("Software Engineer", 12), ("Sales Executive", 9), ("Graphic Designer", 7), ("Бухгалтер", 5),
    ("Teller/customer service/social media", 3), ("Marketing Manager", 5),
)  # fmt: skip
# Country, currency, period, cities, the median in the currency per period, and how often.
_MARKETS = (
    ("United States", "USD", "year", ("New York", "Chicago", "Austin", "Boston", "Denver"), 63_500, 34),
    ("Bangladesh", "BDT", "month", ("Dhaka", "Khulna", "Chattogram", "Sylhet"), 28_000, 20),
    ("India", "INR", "month", ("Mumbai", "Delhi", "Kolkata", "Pune"), 32_000, 16),
    ("Россия", "RUB", "month", ("Москва", "Казань", "Йошкар-Ола"), 60_000, 14),
    ("UK", "GBP", "year", ("London", "Leeds"), 31_000, 8),
    ("Germany", "EUR", "year", ("Berlin", "Köln", "Hamburg"), 41_000, 8),
)
_EXPERIENCE = (
    "1 year or less", "2 - 4 years", "5-7 years", "8 - 10 years", "11 - 20 years", "21 - 30 years",
    "41 years or more", "От 1 года до 3 лет", "Нет опыта", "২-৪ বছর", "",
)  # fmt: skip
_TAX = ("gross", "net", "до вычета налогов", "на руки", "")
_KINDS = ("Full-time", "Part time", "Freelance", "Полный день", "")
_NOT_PAY = ("negotiable", "Unpaid", "по договорённости", "")
HEADINGS = (
    "Record", "Date", "Job title", "Salary", "Currency", "Period", "Country", "City", "Experience",
    "Employer", "Tax", "Kind", "Comment",
)  # fmt: skip


def write(path: Path, rows: int = ROWS, seed: int = SEED) -> int:
    """Writes the table to `path` as CSV; gives its size in bytes.

    Of a hundred amounts about 60 are plain numbers, 24 have separators, 8 are bands, 6 carry a sign or a word
    and 2 are no amount. One row in a hundred stands there twice.
    """
    import numpy as np
    import polars as pl

    draw = np.random.default_rng(seed)

    def one_of(words: tuple[str, ...], weights: tuple[int, ...] | None = None) -> pl.Series:
        shares = None if weights is None else np.array(weights) / sum(weights)
        return pl.Series(list(words)).gather(draw.choice(len(words), rows, p=shares))

    shares = np.array([market[5] for market in _MARKETS])
    market = draw.choice(len(_MARKETS), rows, p=shares / shares.sum())
    cities = [market[3] for market in _MARKETS]
    city_starts = np.cumsum([0, *(len(names) for names in cities)])[:-1]
    within = (draw.random(rows) * np.array([len(names) for names in cities])[market]).astype(np.int64)
    medians = np.array([market[4] for market in _MARKETS], dtype=np.float64)[market]
    exact = medians * draw.lognormal(0.0, 0.35, rows)
    # People round: half of them to thousands, most others to hundreds.
    step = draw.choice([1_000, 500, 100, 1], rows, p=[0.55, 0.2, 0.23, 0.02])
    amount = pl.Series(np.maximum(1_000, np.round(exact / step) * step).astype(np.int64))
    day = pl.Series(draw.integers(17_897, 20_700, rows).astype(np.int32)).cast(pl.Date)
    table = pl.DataFrame(
        {
            "Record": pl.Series(draw.integers(10**11, 10**12, rows)).cast(pl.String),
            "Date": day.dt.strftime("%Y-%m-%d"),
            "Job title": one_of(*zip(*_TITLES, strict=True)),
            "Salary": _written(amount, draw.random(rows), draw),
            "Currency": pl.Series([market[1] for market in _MARKETS]).gather(market),
            "Period": pl.Series([market[2] for market in _MARKETS]).gather(market),
            "Country": pl.Series([market[0] for market in _MARKETS]).gather(market),
            "City": pl.Series([name for names in cities for name in names]).gather(
                city_starts[market] + within
            ),
            "Experience": one_of(_EXPERIENCE),
            "Employer": "Employer " + pl.Series(draw.zipf(1.3, rows) % 60_000).cast(pl.String),
            "Tax": one_of(_TAX),
            "Kind": one_of(_KINDS),
            "Comment": one_of(
                ("", "as posted, before bonuses", "remote, two days a week in the office", "ঈদ বোনাস আলাদা")
            ),
        }
    )
    copies = draw.choice(rows, rows // 100, replace=False)
    place = np.arange(rows)
    place[copies] = draw.integers(0, rows, len(copies))
    table = table[place]
    table.write_csv(path)
    return path.stat().st_size


def _written(amount: object, chance: object, draw: object) -> object:
    import numpy as np
    import polars as pl

    assert isinstance(amount, pl.Series) and isinstance(chance, np.ndarray)
    assert isinstance(draw, np.random.Generator)
    frame = pl.DataFrame({"n": amount, "chance": chance})
    plain = pl.col("n").cast(pl.String)
    grouped = plain.str.replace(r"(\d{3})$", ",$1").str.replace(r"(\d)(\d{3}),", "$1,$2,")
    band = pl.format("{}-{}", grouped, (pl.col("n") + 5_000).cast(pl.String))
    thousands = pl.format("{}k", pl.col("n") // 1_000)
    no_pay = pl.Series("none", list(_NOT_PAY)).gather(draw.integers(0, len(_NOT_PAY), len(chance)))
    given = frame.with_columns(no_pay).select(
        pl.when(pl.col("chance") < 0.60).then(plain)
        .when(pl.col("chance") < 0.84).then(grouped)
        .when(pl.col("chance") < 0.92).then(band)
        .when(pl.col("chance") < 0.95).then(pl.format("{} per month", grouped).str.strip_suffix(" per month"))
        .when(pl.col("chance") < 0.98).then(thousands)
        .otherwise(pl.col("none"))
        .alias("Salary")
    )  # fmt: skip
    return given.get_column("Salary")
