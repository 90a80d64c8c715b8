"""The words around an amount, in English, Russian and Bengali, in small letters, as `parse_money` reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from smmhire.pay.money_text import folded
from smmhire.pay.observation import Basis, Period

Value = TypeVar("Value")


def _words(written: str) -> tuple[str, ...]:
    return tuple(written.split("|"))


def _of(words: Mapping[Value, str]) -> dict[str, Value]:
    """word -> value, from value -> words parted by '|'."""
    return {folded(word): value for value, written in words.items() for word in written.split("|")}


# '$' alone is read as the US dollar, 'Rs' as the Indian rupee, unless another one is named beside it.
DOLLARS = frozenset({"USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "JMD", "TTD", "FJD"})
RUPEES = frozenset({"INR", "PKR", "LKR", "NPR", "MUR"})
FAMILIES = (DOLLARS, RUPEES)
SHARED_SIGNS = {
    "$": "USD", "dollar": "USD", "dollars": "USD", "доллар": "USD", "долларов": "USD", "доллара": "USD",
    "долл": "USD", "долл.": "USD", "ডলার": "USD",
    "rs": "INR", "rs.": "INR", "rupee": "INR", "rupees": "INR", "рупий": "INR", "রুপি": "INR",
}  # fmt: skip

# ISO 4217 codes read as such; signs and words below.
_CODES = (
    "AED AMD AUD AZN BDT BGN BHD BOB BRL BTN BYN CAD CHF CLP CNY COP CRC CZK DKK DOP DZD EGP ETB EUR FJD GBP"
    " GEL GHS GTQ HKD HUF IDR ILS INR ISK JMD JOD JPY KES KGS KHR KRW KWD KZT LBP LKR MAD MDL MMK MNT MUR MVR"
    " MXN MYR NGN NOK NPR NZD OMR PEN PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SEK SGD THB TJS TND TRY TTD TWD"
    " TZS UAH UGX USD UYU UZS VND XAF XOF ZAR ZMW"
)
ISO_CODES = tuple(_CODES.split())

CURRENCY_WORDS: dict[str, str] = {
    **{code.lower(): code for code in ISO_CODES},
    **SHARED_SIGNS,
    **_of(
        {
            "USD": "us$|us $|usd$|u.s.$|us dollar|us dollars|американских долларов|মার্কিন ডলার|ইউএস ডলার"
            "|бакс|баксов",
            "AUD": "a$|au$|aus$|australian dollars",
            "CAD": "c$|ca$|can$|canadian dollars",
            "NZD": "nz$",
            "SGD": "s$|sg$",
            "HKD": "hk$",
            "EUR": "€|euro|euros|евро|ইউরো",
            "GBP": "£|pound|pounds|pounds sterling|sterling|фунт|фунтов|фунтов стерлингов|পাউন্ড",
            "BDT": "৳|৲|taka|tk|tk.|bdt.|tk/-|така|টাকা|টাকার|টাকায়|টাঃ|টা.|বাংলাদেশি টাকা",
            "INR": "₹|ভারতীয় রুপি|indian rupees|индийских рупий",
            "PKR": "pakistani rupees|pkrs",
            "RUB": "₽|rur|rub.|rouble|roubles|ruble|rubles|руб|руб.|рубль|рублей|рубля|рублях|р|р.|рубли"
            "|রুবল|российских рублей",
            "BYN": "бел. руб.|бел.руб.|белорусских рублей|byr",
            "JPY": "¥|yen|円",
            "CNY": "rmb|yuan|元|юаней",
            "UAH": "₴|грн|грн.|гривен|гривна|гривень",
            "KZT": "₸|тенге|тг|тг.",
            "UZS": "сум|сумов|so'm",
            "KGS": "сом|сомов",
            "AZN": "₼|манат",
            "AMD": "֏|драм",
            "GEL": "₾|лари",
            "PLN": "zł|zl",
            "TRY": "₺",
            "KRW": "₩",
            "NGN": "₦",
            "PHP": "₱",
            "ILS": "₪",
            "VND": "₫",
            "AED": "dhs|dirham|dirhams|দিরহাম",
            "SAR": "riyal|রিয়াল",
            "MYR": "rm|রিঙ্গিত",
            "BRL": "r$",
            "MXN": "mx$",
            "ZAR": "rand",
        }
    ),
}

PERIOD_WORDS: dict[str, Period] = _of(
    {
        "hour": "hour|hours|hr|hrs|hr.|hourly|hrly|h|/h|ph|p/h|p.h.|час|часа|часов|ч|ч.|почасовая|почасово"
        "|почасовая оплата|ঘণ্টা|ঘণ্টায়|ঘণ্টাপ্রতি|ঘন্টা|ঘন্টায়|ঘন্টাপ্রতি|প্রতিঘণ্টা|প্রতিঘণ্টায়"
        "|প্রতি ঘণ্টায়",
        "day": "day|daily|/d|per diem|shift|день|дневная|сутки|смену|смена|выход|ежедневно|дн.|দিন|দিনে"
        "|দৈনিক|প্রতিদিন|দিনপ্রতি|শিফট",
        "week": "week|weekly|/w|wk|wk.|pw|p/w|p.w.|неделю|неделя|нед|нед.|еженедельно|সপ্তাহ|সপ্তাহে"
        "|সাপ্তাহিক|প্রতিসপ্তাহে|সপ্তাহপ্রতি",
        "month": "month|months|monthly|calendar month|mo|mo.|mth|mnth|/m|pm|pcm|p/m|p.m.|p.m|месяц|месяца"
        "|мес|мес.|м-ц|ежемесячно|ежемес.|ежемес|месячный|месячная|মাস|মাসে|মাসিক|মাসপ্রতি|প্রতিমাসে|মাসের"
        "|মাসান্তে",
        "year": "year|years|yearly|/y|yr|yr.|annum|annual|annually|pa|p.a.|p.a|p/a|py|год|года|годовых|г."
        "|годовой|в год|ежегодно|বছর|বছরে|বার্ষিক|বাৎসরিক|প্রতিবছর|বছরপ্রতি",
        "task": "task|post|posts|article|video|reel|reels|tweet|story|caption|задание|задачу|задача|пост"
        "|публикацию|ролик|видео|статью|текст|сторис|рилс|টাস্ক|পোস্ট|পোস্টে|পোস্টের|ভিডিও|রিল|আর্টিকেল"
        "|পোস্টপ্রতি|কাজ",
        "gig": "gig|gigs|গিগ",
        "project": "project|fixed price|fixed-price|fixed budget|flat fee|lump sum|lumpsum|lump-sum"
        "|one-time|one time|проект|разово|единоразово|единовременно|проектная|প্রকল্প|প্রজেক্ট|প্রকল্পে"
        "|প্রজেক্টে|এককালীন|থোক",
    }
)

BASIS_WORDS: dict[str, Basis] = _of(
    {
        "gross": "gross|brutto|before tax|before taxes|pre-tax|pretax|pre tax|before deductions|ctc"
        "|cost to company|до вычета налогов|до вычета|до налогов|до уплаты налогов|до вычета ндфл|до ндфл"
        "|гросс|брутто|কর কাটার আগে|করপূর্ব|কর পূর্ব|কর বাদ দেওয়ার আগে|গ্রস|মোট বেতন",
        "net": "net|netto|after tax|after taxes|after-tax|post-tax|after deductions|take home|take-home"
        "|in hand|in-hand|inhand|на руки|чистыми|нетто|после вычета налогов|после вычета|после налогов"
        "|после ндфл|после вычета ндфл|হাতে|হাতে পাওয়া|কর কাটার পর|কর কাটার পরে|কর বাদে|কর বাদ দিয়ে|নিট"
        "|নেট|নীট",
    }
)

MULTIPLIERS: dict[str, float] = _of(
    {
        1e3: "k|к|thousand|thousands|thou|grand|тыс|тыс.|тысяч|тысячи|тысяча|т|т.|тр|হাজার|হাজারের|হাজারে",
        1e5: "lakh|lakhs|lac|lacs|l|lpa|лакх|লাখ|লক্ষ|লাখের",
        1e6: "m|mn|mln|million|millions|млн|млн.|миллион|миллиона|миллионов|মিলিয়ন",
        1e7: "crore|crores|cr|cr.|крор|কোটি",
    }
)
# A number right behind one of these adds to it: '১ লাখ ২০ হাজার', '5 thousand 500'. Letters (5k 500) do not.
ADDING = frozenset(
    _words(
        "thousand|thousands|тыс|тыс.|тысяч|тысячи|тысяча|হাজার|lakh|lakhs|lac|lacs|লাখ|লক্ষ|лакх|million"
        "|millions|млн|млн.|миллион|миллиона|миллионов|মিলিয়ন|crore|crores|крор|কোটি"
    )
)
# A multiplier that names its currency too: 50 т.р. is written 50 тр as well.
SAYS_CURRENCY = {"тр": "RUB"}

# 'min' opens a band upwards, 'max' downwards, 'and' only joins two numbers.
LIMIT_WORDS: dict[str, str] = _of(
    {
        "min": "from|starting|starting at|starting from|starts at|starts from|min|min.|minimum|at least"
        "|over|more than|above|and above|and up|>|>=|≥|or more|no less than|от|не менее|не меньше|минимум"
        "|мин.|более|больше|свыше|и выше|থেকে|থেকে শুরু|হতে|কমপক্ষে|অন্তত|ন্যূনতম|সর্বনিম্ন|এর বেশি"
        "|বা তার বেশি|তদূর্ধ্ব|ঊর্ধ্বে",
        "max": "to|up to|upto|max|max.|maximum|at most|under|below|less than|no more than|not more than|<"
        "|<=|≤|till|until|до|не более|не больше|максимум|макс.|পর্যন্ত|সর্বোচ্চ|সর্বাধিক|অনধিক|মধ্যে"
        "|এর মধ্যে",
        "and": "and|&|и|between|ও|এবং|между|এর",
    }
)

# What may stand on top of an amount, behind 'plus', 'and', 'with': it is not in it.
EXTRAS = _words(
    "bonus|bonuses|incentive|incentives|commission|commissions|tips|benefits|allowance|allowances|perks"
    "|equity|kpi|performance bonus|festival bonus|festival bonuses|two festival bonuses|sales commission"
    "|overtime|ote|бонус|бонусы|бонусами|премия|премии|премиями|процент|проценты|процент от продаж|kpi"
    "|надбавки|чаевые|%|বোনাস|উৎসব বোনাস|কমিশন|ভাতা|ইনসেনটিভ|ইনসেন্টিভ|প্রণোদনা|ওভারটাইম|সুযোগ-সুবিধা"
    "|অন্যান্য সুবিধা|অন্যান্য সুযোগ-সুবিধা"
)

# Words and marks that change nothing.
FILLERS = (
    "/-", "/=", ",-", ",=", "≈", "=", ":", ";", ",", ".", "(", ")", "[", "]", "{", "}", "/", "|",
    "\"", "'", "*", "•", "!", "#", "।", "_",
    *_words(
        "about|approx|approx.|approximately|around|roughly|circa|ca|ca.|c.|only|per|a|an|in|each|every|the"
        "|salary|pay|paid|rate|wage|wages|stipend|budget|base|basic|fixed|est|est.|estimated|is|of|usd."
        "|monthly salary|compensation|remuneration|income|range|offer|pro rata|pro-rata|b/w|btw|consolidated"
        "|all-inclusive|equivalent|eq.|amount|inr.|примерно|около|приблизительно|порядка|ориентировочно|в"
        "|за|на|зарплата|заработная плата|з/п|з.п.|зп|оклад|доход|оплата|ставка|гонорар|фикс|вилка|в районе"
        "|всего|из расчета|сдельная|сдельно|уровень дохода|প্রায়|আনুমানিক|প্রতি|প্রতিটি|মাত্র|বেতন"
        "|মাসিক বেতন|বেতন-ভাতা|করে|শুরু|শুরুতে|মোট|মূল|সম্মানী|পারিশ্রমিক|মজুরি|হারে|পরিমাণ|নির্ধারিত"
        "|স্টাইপেন্ড"
        "|ভাতা|একটি|জন্য|হিসেবে|রেঞ্জ|মতো|কাছাকাছি"
    ),
)  # fmt: skip

# Beside a figure these change nothing; without one the text says that the pay is left open.
NOT_STATED = _words(
    "negotiable|to be negotiated|to be discussed|as discussed|competitive|competitive salary|market rate"
    "|market competitive|as per market|as per market standard|as per company policy"
    "|as per industry standards|as per norms|doe|d.o.e.|depends on experience|depending on experience"
    "|based on experience|commensurate with experience|not stated|not specified|not disclosed|undisclosed"
    "|not mentioned|not provided|confidential|hidden|upon request|on request|will be discussed"
    "|to be decided|open|performance based|performance-based|commission only|по договоренности"
    "|по договорённости|договорная|договорной|договорный|обсуждается|обсуждаема|обсуждаемая"
    "|по итогам собеседования|по результатам собеседования|не указана|не указан|не указано|конкурентная"
    "|конкурентный|достойная|высокая|сдельная|сдельно|индивидуально|зависит от опыта|рыночная"
    "|আলোচনা সাপেক্ষে|আলোচনা সাপেক্ষ|আলোচনাসাপেক্ষে|আলোচনাসাপেক্ষ|আলোচনার মাধ্যমে|আলোচনাযোগ্য"
    "|আলোচনা সাপেক্ষে নির্ধারিত|উল্লেখ নেই|উল্লিখিত নয়|আকর্ষণীয়|আকর্ষণীয় বেতন|যোগ্যতা অনুযায়ী"
    "|অভিজ্ঞতা অনুযায়ী|কোম্পানির নীতি অনুযায়ী|প্রতিষ্ঠানের নিয়ম অনুযায়ী|কাজের ওপর নির্ভরশীল"
)

UNPAID = _words(
    "unpaid|no pay|volunteer|voluntary|no stipend|no salary|without pay|pro bono|unsalaried|без оплаты"
    "|бесплатно|неоплачиваемая|неоплачиваемый|безвозмездно|волонтер|волонтёр|волонтерство|অবৈতনিক"
    "|বিনা বেতনে|বিনা পারিশ্রমিকে|বিনামূল্যে|স্বেচ্ছাসেবী|স্বেচ্ছাসেবক|স্বেচ্ছাশ্রম"
)
