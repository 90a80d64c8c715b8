"""What the columns of a pay table probably are: told by headings first, by the cells where headings are mute.

English, Russian and Bengali. A heading counts only where the cells below can be what it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from unicodedata import normalize

from smmhire.exchange.column_mapping import Guessing, plain_heading, sample
from smmhire.exchange.countries import country_code
from smmhire.exchange.pay_words import (
    basis_code,
    currency_code,
    engagement_code,
    is_date,
    period_code,
)
from smmhire.exchange.tabular import Table
from smmhire.pay.experience import parse_experience
from smmhire.pay.money import Money, parse_money
from smmhire.pay.money_text import folded
from smmhire.role.titles import looks_like_a_job

_PAY = (
    r"(?:salary|pay|payment|wage|stipend|rate|compensation|remuneration|budget|hourly|income|зарплат|з/п|зп|вилка"
    r"|оклад|доход|оплата|вознагражден|বেতন|পারিশ্রমিক|সম্মানী|বাজেট)"
)
# field -> patterns of headings, best first. Headings are compared in small letters.
HEADINGS: dict[str, tuple[str, ...]] = {
    "row_key": (
        r"^(?:uid|uuid|guid|row ?id|response ?id|record ?id|respondent ?id|job ?id|vacancy ?id|case number|id"
        r"|ид|номер вакансии|id вакансии|আইডি|ক্রমিক আইডি)$",
    ),
    "bonus": (
        r"\bbonus|additional .*compensation|\bincentive|^variable|stock|премия|премии|бонус|надбавк|বোনাস"
        r"|প্রণোদনা",
    ),
    "low": (
        rf"{_PAY}.*(?:\b(?:from|min|minimum|low|lower|start)\b|\bот\b|\bмин|минимум|нижн|সর্বনিম্ন|ন্যূনতম|থেকে|শুরু)",
        r"\b(?:min|minimum|low|lowest|from|starting)\b.*(?:salary|pay|wage|rate|range|budget)"
        r"|^(?:min|minimum|from|low|от)$|мин\w*\.? (?:зарплат|оклад)|^(?:সর্বনিম্ন|ন্যূনতম)",
    ),
    "high": (
        rf"{_PAY}.*(?:\b(?:to|max|maximum|high|upper|end)\b|\bдо\b(?! (?:вычета|налог|уплаты|ндфл))"
        r"|\bмакс|максимум|верхн|সর্বোচ্চ|সর্বাধিক|পর্যন্ত)",
        r"\b(?:max|maximum|high|highest|up to)\b.*(?:salary|pay|wage|rate|range|budget)"
        r"|^(?:max|maximum|to|high|до)$|макс\w*\.? (?:зарплат|оклад)|^(?:সর্বোচ্চ|সর্বাধিক)",
    ),
    "amount": (
        r"annual salary|monthly salary|base ?(?:salary|pay)|basic salary|hourly ?rate|comp ?total"
        r"|gross salary|net salary"
        r"|মাসিক বেতন|месячн\w+ зарплат",
        r"salary|зарплат|заработн|з/п|^зп$|вознагражден|বেতন|স্যালারি|পারিশ্রমিক|মজুরি",
        r"\bpay\b|wage|stipend|compensation|\brate\b|remuneration|\bearn|\bincome\b|\bctc\b|take home"
        r"|оклад|доход|оплата|ставка"
        r"|гонорар|আয়|সম্মানী|উপার্জন|ভাতা",
        r"\bamount|\bprice\b|\bbudget\b|\bfee\b|сумма|цена|бюджет|стоимость|টাকার পরিমাণ|পরিমাণ|মূল্য"
        r"|বাজেট|দর\b|রেট"
        r"|^(?:taka|টাকা|рубл\w+|руб|bdt|usd|inr|rub)$",
    ),
    "other_currency": (r"other.*currency|currency.*other|друг\w+ валют|অন্য মুদ্রা",),
    "currency": (r"^(?:currency|валюта|মুদ্রা)$", r"currency|\bcurr\b|валют|মুদ্রা|কারেন্সি"),
    "period": (
        r"^(?:period|per|pay period|unit of pay|unit|период|ед|за|единица|মেয়াদ|সময়কাল|প্রতি)$",
        r"(?:pay|salary|wage|comp|rate).*(?:period|unit|freq\w*|interval|type|basis)|(?:unit|frequency"
        r"|interval).*(?:pay|wage)"
        r"|период оплат|период выплат|частота|за какой период|বেতনের (?:সময়|মেয়াদ|ধরন)|বেতনকাল",
        r"budget ?type|payment ?type|^type$|тип оплаты",
    ),
    "basis": (
        r"gross.*net|net.*gross|before.*tax|\bbasis\b|до вычета|на руки|налог|করের আগে|\bgross\b|\btax\b"
        r"|^কর$|কর কাটা|গ্রস|নিট",
    ),
    "engagement": (
        r"engagement|employment ?(?:type|status|form|name)?$|job ?type|work ?type|contract ?(?:type|time)"
        r"|type of (?:work|employment)"
        r"|тип занятости|занятость|форма занятости|график|вид работы|কাজের ধরন|নিয়োগের ধরন|চাকরির ধরন",
    ),
    "title": (
        r"^(?:job ?|position ?|vacancy ?)?title$|job ?title|vacancy ?name|position ?title|designation"
        r"|\bposition\b"
        r"|название вакансии|должность|পদবি|পদবী|পদের নাম|^পদ$",
        r"\brole\b|occupation|вакансия|profession|профессия|специальность|кем работа|job ?name|gig title"
        r"|project title|service"
        r"|পদ$|পেশা|শিরোনাম|\btitle\b|^job$|^работа$|চাকরির নাম|^চাকরি$|কাজের নাম",
        r"^name$|^название$|^নাম$",
    ),
    "experience": (
        r"experience.*(?:in your|field|required|level)|years ?code ?pro",
        r"experience|\bexp\b|\byoe\b|years ?of ?(?:exp|work)|seniority|опыт|стаж|অভিজ্ঞতা",
        r"^tier$|^level$|^уровень$|^grade$|স্তর",
    ),
    "country": (r"^(?:country|страна|দেশ)$", r"country|\bnation\b|страна|দেশ"),
    "city": (
        r"\bcity\b|\btown\b|город|শহর|জেলা|\bdistrict\b",
        r"location|место|регион|\bregion\b|area name|\bstate\b|\bplace\b|স্থান|কর্মস্থল|এলাকা|ঠিকানা|адрес",
    ),
    "contributor": (
        r"company|employer|organi[sz]ation|\bfirm\b|client.*(?:uid|id|name)|организац|компания"
        r"|работодатель|фирма"
        r"|заказчик|প্রতিষ্ঠান|নিয়োগকর্তা|কোম্পানি|ক্লায়েন্ট|\bagency\b",
    ),
    "observed_on": (
        r"timestamp|отметка времени|published|posted|\bdate\b|\bcreated\b|дата|опубликован|তারিখ|প্রকাশ",
        r"listed ?(?:time|at)|added|updated|deadline|\btime\b|сроки|সময়সীমা|year|год\b|বছর",
    ),
}  # fmt: skip
# A heading that matches one of these is not what the pattern above takes it for.
NOT_HEADINGS: dict[str, str] = {
    "amount": r"additional|bonus|currency|context|experience|period|basis|\btype\b|frequency|predicted"
    r"|converted|category|level"
    r"|source|бонус|валют|преми|источник|বোনাস|মুদ্রা|in usd$|\bid\b",
    "low": r"bonus|experience|опыт|অভিজ্ঞতা|currency",
    "high": r"bonus|experience|опыт|অভিজ্ঞতা|currency",
    "currency": r"\bother\b|amount|друг|অন্য",
    "title": r"context|clarify|additional|company|employer|компан|প্রতিষ্ঠান|first|last|file|фио",
    "experience": r"context|education|overall",
    "country": r"\bif\b|code ?phone",
    "city": r"company|employer ?loc|birth",
    "engagement": r"rate|user|social|customer",
    "observed_on": r"how many|experience|\bold\b|birth|of study|рожден|জন্ম|time ?zone|full|part",
    "contributor": r"size|feedback|reviews|spent|status|country|industry|type|rating|location|url|city"
    r"|размер|ধরন",
    "period": r"employment|company|experience|posted|notice",
    "basis": r"salary$|taxi",
    "bonus": r"sign",
}
_SURVEY = re.compile(r"timestamp|gender|age\b|how old|education level|пол\b|возраст|লিঙ্গ|বয়স", re.I)
# What a heading is called that says nothing: '#1' (none at all), 'Column 2', 'A', 'поле 3'.
_MUTE = re.compile(
    r"(?:#\d+|(?:unnamed|column|col|field|f|c|v|x|var|столбец|колонка|поле|কলাম|ঘর)[ .:_-]*\d*|[a-z]|\d+"
    r"|unnamed.*"
    r"|value|data|значение|данные|মান|তথ্য)(?: #\d+)?",
    re.I,
)
SURE = 0.8  # share of the cells that must read as the field where no heading says so
# Beside a mute heading a bare number is pay only where it is no running number, year, age or share.
SMALLEST_PAY = 100


def guess_columns(table: Table) -> tuple[dict[str, str], dict[str, str], bool]:
    """Field -> heading, what holds for every row, and whether the table is a survey."""
    columns = _GUESSING.columns(table)
    _tell_by_cells(table, columns)
    is_survey = sum(bool(_SURVEY.search(heading)) for heading in table.headings) >= 2
    return columns, _fixed(columns), is_survey


def names_pay(heading: str) -> bool:
    """Whether the heading alone says that its column is pay, or an end of a band."""
    return any(_GUESSING.is_named(name, heading) for name in ("amount", "low", "high"))


# -- what a cell can be ------------------------------------------------------------------------------
def _is_money(cell: str) -> bool:
    return isinstance(parse_money(cell), Money)


def _is_pay(cell: str) -> bool:
    """Money, or what stands in its place in a column of pay."""
    read = parse_money(cell)
    return isinstance(read, Money) or read.code in ("unpaid", "not_stated", "zero", "percentage")


def _says_money(cell: str) -> bool:
    """Money that says so itself: by a currency, a period, a word such as thousand, or as a range."""
    read = parse_money(cell)
    if not isinstance(read, Money):
        return False
    says_so = read.currency is not None or read.period is not None or read.amount is None
    return says_so or bool(re.search(r"\d ?[kк]\b|হাজার|লাখ|тыс|lakh", folded(cell)))


def _is_currency(cell: str) -> bool:
    # A choice of several ('AUD/NZD') or 'Other' stands in a column of currencies too.
    return currency_code(cell) is not None or "/" in cell or cell.casefold() == "other"


def _is_experience(cell: str) -> bool:
    return bool(re.search(r"year|yr|month|exp|год|лет|опыт|месяц|বছর|অভিজ্ঞতা|fresher", cell, re.I)) and (
        parse_experience(cell) is not None
    )


# field -> whether a cell can be it; fields of free text have no test.
_TESTS: dict[str, Callable[[str], bool]] = {
    "amount": _is_pay,
    "low": _is_money,
    "high": _is_money,
    "bonus": lambda cell: any(c.isdigit() for c in cell),
    "currency": _is_currency,
    "period": lambda cell: period_code(cell) is not None or cell.casefold() in ("no_budget", "no budget"),
    "basis": lambda cell: basis_code(cell) is not None,
    "engagement": lambda cell: engagement_code(cell) is not None,
    "observed_on": is_date,
    "title": lambda cell: not _is_money(cell),
    "contributor": lambda cell: bool(cell.strip()) and cell.casefold() not in ("true", "false"),
    "country": lambda cell: country_code(cell) is not None,
    "city": lambda cell: any(c.isalpha() for c in cell),
}
_GUESSING = Guessing(
    {name: tuple(normalize("NFC", pattern) for pattern in patterns) for name, patterns in HEADINGS.items()},
    {name: normalize("NFC", pattern) for name, pattern in NOT_HEADINGS.items()},
    _TESTS,
    ("other_currency", "bonus", "low", "high"),
    ("low", "high", "basis", "period"),
)

# The order matters: a date is a number to many eyes, and a title may name a country.
_BY_CELLS: Mapping[str, Callable[[str], bool]] = {
    "observed_on": lambda cell: is_date(cell) and not cell.isdigit(),
    "amount": _says_money,
    "currency": lambda cell: len(cell) <= 12 and currency_code(cell) is not None,
    "period": lambda cell: not any(c.isdigit() for c in cell) and period_code(cell) is not None,
    "basis": lambda cell: basis_code(cell) is not None,
    "experience": _is_experience,
    "engagement": lambda cell: engagement_code(cell) is not None,
    "country": lambda cell: country_code(cell) is not None,
    "title": looks_like_a_job,
}


def _tell_by_cells(table: Table, columns: dict[str, str]) -> None:
    """Add the fields that cells tell where headings say nothing; a heading that says something is"
    " believed."""
    mute = [
        heading
        for heading in table.headings
        if heading not in columns.values() and _MUTE.fullmatch(plain_heading(heading))
    ]
    cells = {heading: sample(table, heading) for heading in mute}
    for name, test in _BY_CELLS.items():
        if name in columns or (name == "amount" and {"low", "high"} & set(columns)):
            continue
        shares = {
            heading: sum(map(test, cells[heading])) / len(cells[heading])
            for heading in mute
            if cells[heading] and heading not in columns.values()
        }
        best = max(shares, key=shares.__getitem__, default=None)
        if best is not None and shares[best] >= (0.5 if name == "title" else SURE):
            columns[name] = best
    if not {"amount", "low", "high"} & set(columns):
        _tell_bare_numbers({h: cells[h] for h in mute if h not in columns.values()}, columns)


def _tell_bare_numbers(cells: Mapping[str, list[str]], columns: dict[str, str]) -> None:
    """The column of bare numbers that can be pay; two side by side, one never above the other, are a band."""
    numbers: dict[str, list[float]] = {}
    for heading, column in cells.items():
        read = [parse_money(cell) for cell in column]
        values = [one.amount for one in read if isinstance(one, Money) and one.amount is not None]
        if values and len(values) >= SURE * len(column) and _can_be_pay(values):
            numbers[heading] = values
    for low, high in pairwise(numbers):
        pairs = list(zip(numbers[low], numbers[high], strict=False))
        is_same_length = len(numbers[low]) == len(numbers[high])
        if is_same_length and all(a <= b for a, b in pairs) and any(a < b for a, b in pairs):
            columns["low"], columns["high"] = low, high
            return
    if numbers:
        columns["amount"] = max(
            numbers, key=lambda heading: sorted(numbers[heading])[len(numbers[heading]) // 2]
        )


def _can_be_pay(values: list[float]) -> bool:
    middle = sorted(values)[len(values) // 2]
    is_running = len(values) > 2 and all(b - a == 1 for a, b in pairwise(values))
    are_years = all(1950 <= value <= 2100 and value == int(value) for value in values)
    return middle >= SMALLEST_PAY and not is_running and not are_years


# -- what the pay column's heading says of all rows ----------------------------------------------------
def _fixed(columns: Mapping[str, str]) -> dict[str, str]:
    """Period, currency and basis of all rows, as the heading of the pay column says them."""
    heading = columns.get("amount") or columns.get("low") or columns.get("high")
    if heading is None:
        return {}
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    words = folded(re.sub(r"[_(),.?:;/\[\]]+", " ", parted))
    fixed: dict[str, str] = {}
    for name, read in (("period", period_code), ("currency", currency_code), ("basis", basis_code)):
        if name in columns:
            continue
        found = read(words) or next(
            (code for word in words.split() if (code := read(word)) is not None), None
        )
        if found is not None and found != "unknown":
            fixed[name] = found
    return fixed
