"""The words around an amount, in English, Russian and Bengali. All in lower case, as `parse_money` reads."""

from __future__ import annotations

from smmhire.pay.observation import Basis, Period

# '$' alone is read as the US dollar unless another dollar is named beside it.
DOLLARS = frozenset({"USD", "AUD", "CAD", "NZD", "SGD", "HKD"})

# ISO 4217 codes read as such; signs and words below.
_CODES = (
    "AED AUD BDT BGN BRL BYN CAD CHF CLP CNY COP CZK DKK EGP EUR GBP GEL GHS HKD HUF IDR ILS INR ISK JPY KES"
    " KRW KZT LKR MAD MXN MYR NGN NOK NPR NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD"
    " UYU UZS VND ZAR"
)
ISO_CODES = tuple(_CODES.split())

CURRENCY_WORDS: dict[str, str] = {
    **{code.lower(): code for code in ISO_CODES},
    "$": "USD", "us$": "USD", "us $": "USD", "dollar": "USD", "dollars": "USD", "us dollars": "USD",
    "usd$": "USD", "доллар": "USD", "долларов": "USD", "доллара": "USD", "долл": "USD", "долл.": "USD",
    "ডলার": "USD", "মার্কিন ডলার": "USD",
    "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "s$": "SGD", "hk$": "HKD",
    "€": "EUR", "euro": "EUR", "euros": "EUR", "евро": "EUR", "ইউরো": "EUR",
    "£": "GBP", "pound": "GBP", "pounds": "GBP", "фунт": "GBP", "фунтов": "GBP", "পাউন্ড": "GBP",
    "৳": "BDT", "taka": "BDT", "tk": "BDT", "tk.": "BDT", "bdt.": "BDT", "така": "BDT", "টাকা": "BDT",
    "টাকার": "BDT", "৲": "BDT",
    "₹": "INR", "rs": "INR", "rs.": "INR", "rupee": "INR", "rupees": "INR", "рупий": "INR", "রুপি": "INR",
    "₽": "RUB", "rur": "RUB", "rub.": "RUB", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB",
    "rubles": "RUB",
    "руб": "RUB", "руб.": "RUB", "рубль": "RUB", "рублей": "RUB", "рубля": "RUB", "р": "RUB", "р.": "RUB",
    "রুবল": "RUB",
    "¥": "JPY", "yen": "JPY", "₴": "UAH", "грн": "UAH", "грн.": "UAH", "тенге": "KZT", "₸": "KZT",
    "zł": "PLN",
    "₺": "TRY", "₩": "KRW", "₦": "NGN", "₱": "PHP", "₪": "ILS",
}  # fmt: skip

PERIOD_WORDS: dict[str, Period] = {
    "hour": "hour", "hours": "hour", "hr": "hour", "hrs": "hour", "hr.": "hour", "h": "hour",
    "hourly": "hour",
    "ph": "hour", "p/h": "hour", "час": "hour", "часа": "hour", "часов": "hour", "ч": "hour", "ч.": "hour",
    "ঘণ্টা": "hour", "ঘণ্টায়": "hour", "ঘন্টা": "hour", "ঘন্টায়": "hour", "প্রতিঘণ্টা": "hour",
    "day": "day", "daily": "day", "день": "day", "сутки": "day", "смену": "day", "смена": "day",
    "দিন": "day", "দিনে": "day", "দৈনিক": "day",
    "week": "week", "weekly": "week", "wk": "week", "pw": "week", "p/w": "week", "неделю": "week",
    "неделя": "week", "нед": "week", "нед.": "week", "সপ্তাহ": "week", "সপ্তাহে": "week", "সাপ্তাহিক": "week",
    "month": "month", "monthly": "month", "mo": "month", "mo.": "month", "mth": "month", "pm": "month",
    "p/m": "month", "p.m.": "month", "месяц": "month", "мес": "month", "мес.": "month", "ежемесячно": "month",
    "মাস": "month", "মাসে": "month", "মাসিক": "month", "মাসপ্রতি": "month",
    "year": "year", "yearly": "year", "yr": "year", "yr.": "year", "annum": "year", "annual": "year",
    "annually": "year", "pa": "year", "p.a.": "year", "p/a": "year", "год": "year", "г.": "year",
    "বছর": "year", "বছরে": "year", "বার্ষিক": "year", "বাৎসরিক": "year",
    "task": "task", "post": "task", "задание": "task", "задачу": "task", "пост": "task", "টাস্ক": "task",
    "gig": "gig", "গিগ": "gig",
    "project": "project", "fixed price": "project", "fixed-price": "project", "fixed budget": "project",
    "проект": "project", "প্রকল্প": "project", "প্রজেক্ট": "project",
}  # fmt: skip

BASIS_WORDS: dict[str, Basis] = {
    "gross": "gross", "before tax": "gross", "before taxes": "gross", "до вычета налогов": "gross",
    "до вычета": "gross", "до налогов": "gross", "до вычета ндфл": "gross", "гросс": "gross",
    "কর কাটার আগে": "gross", "করপূর্ব": "gross",
    "net": "net", "after tax": "net", "after taxes": "net", "take home": "net", "take-home": "net",
    "in hand": "net", "in-hand": "net", "на руки": "net", "чистыми": "net", "после вычета налогов": "net",
    "после вычета": "net", "হাতে": "net", "কর কাটার পর": "net", "কর বাদে": "net", "নিট": "net",
}  # fmt: skip

MULTIPLIERS: dict[str, float] = {
    "k": 1e3, "к": 1e3, "thousand": 1e3, "тыс": 1e3, "тыс.": 1e3, "тысяч": 1e3, "тысячи": 1e3, "т.": 1e3,
    "т.р": 1e3, "হাজার": 1e3,
    "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5, "l": 1e5, "lpa": 1e5, "лакх": 1e5, "লাখ": 1e5,
    "লক্ষ": 1e5,
    "m": 1e6, "mn": 1e6, "mln": 1e6, "million": 1e6, "млн": 1e6, "млн.": 1e6, "মিলিয়ন": 1e6,
    "crore": 1e7, "crores": 1e7, "cr": 1e7, "cr.": 1e7, "крор": 1e7, "কোটি": 1e7,
}  # fmt: skip

# 'min' opens a band upwards, 'max' downwards, 'and' only joins two numbers.
LIMIT_WORDS: dict[str, str] = {
    "from": "min", "starting": "min", "starting at": "min", "starting from": "min", "min": "min",
    "min.": "min",
    "minimum": "min", "at least": "min", "over": "min", "more than": "min", "and above": "min", ">": "min",
    ">=": "min", "≥": "min", "or more": "min", "между": "and",
    "от": "min", "не менее": "min", "минимум": "min", "более": "min",
    "থেকে": "min", "থেকে শুরু": "min", "কমপক্ষে": "min", "অন্তত": "min", "ন্যূনতম": "min",
    "to": "max", "up to": "max", "upto": "max", "max": "max", "max.": "max", "maximum": "max",
    "at most": "max",
    "under": "max", "less than": "max", "<": "max", "<=": "max", "≤": "max", "till": "max",
    "до": "max", "не более": "max", "максимум": "max",
    "পর্যন্ত": "max", "সর্বোচ্চ": "max", "অনধিক": "max",
    "and": "and", "и": "and", "between": "and", "ও": "and", "এবং": "and",
}  # fmt: skip

# Words and marks that change nothing.
FILLERS = (
    "/-", "/=", "~", "≈", "=", ":", ";", ",", ".", "(", ")", "[", "]", "/", "|", "\"", "'", "*", "about",
    "approx",
    "approx.", "approximately", "around", "circa", "ca", "ca.", "only", "per", "a", "an", "in", "each",
    "every",
    "salary", "pay", "rate", "wage", "stipend", "budget", "base", "fixed", "negotiable", "est", "est.", "is",
    "of",
    "usd.", "примерно", "около", "в", "за", "зарплата", "з/п", "зп", "оклад", "ежемес.", "договорная",
    "প্রায়", "আনুমানিক", "প্রতি", "মাত্র", "বেতন", "আলোচনা সাপেক্ষে", "করে", "শুরু",
)  # fmt: skip

UNPAID = (
    "unpaid", "no pay", "volunteer", "voluntary", "no stipend", "без оплаты", "бесплатно", "неоплачиваемая",
    "অবৈতনিক", "বিনা বেতনে", "স্বেচ্ছাসেবী",
)  # fmt: skip
