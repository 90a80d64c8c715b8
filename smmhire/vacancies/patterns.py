"""Regular expressions, over folded text, for what phrases alone cannot catch; see `wording`."""

from __future__ import annotations

import re
from unicodedata import normalize


def compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """In NFC, as folded text is: Bengali য় is then always two characters."""
    return tuple(re.compile(normalize("NFC", pattern)) for pattern in patterns)


# --- An audience that is bought: against every platform's rules (E-W3). ---------------------------------
# 'Fake reviews' alone is no match: finding and answering them is the role's own work. Making them is not.
_CROWD_EN = r"(?:likes|followers|fans|subscribers|views|reviews|comments)\b"
# Words that may stand between 'buy' and 'followers'; with others between ('people who buy and followers
# who …') it is not the followers who are bought.
_BETWEEN_EN = (
    r"(?:(?:[\d,]+k?|more|real|fake|paid|cheap|new|extra|some|our|the|page|facebook|instagram|tiktok|youtube"
    r"|twitter|linkedin|google|social|media)\s){0,4}"
)
_CROWD_BN = r"(?:লাইক|ফলোয়ার|সাবস্ক্রাইবার|ভিউ|রিভিউ|কমেন্ট|ফ্যান)(?:স|গুলো|গুলি)?"
_FAKE_BN = r"(?:ভুয়া|নকল|ফেক|মিথ্যা)"
_CROWD_RU = r"(?:лайк|подписчик|фолловер|просмотр|отзыв|комментари)\w*"

BOUGHT_AUDIENCE = compiled(
    rf"(?:buy|buying|purchase|purchasing)\s{_BETWEEN_EN}{_CROWD_EN}",
    rf"(?:write|writing|post|posting|create|creating|order|ordering)\s{_BETWEEN_EN}fake\s{_BETWEEN_EN}{_CROWD_EN}",
    r"(?:like|follower|view|engagement)[\s-](?:farm|exchange)",
    rf"{_CROWD_BN}\s(?:কেনা|কিনে|কিনতে|কিনবেন|ক্রয়)",
    rf"{_FAKE_BN}\s{_CROWD_BN}\s(?:লেখা|লিখ|দেওয়া|তৈরি|বানানো|জোগাড়)",
    rf"(?:покупк|купить|покупать|закупк)\w*\s(?:\w+\s)?{_CROWD_RU}",
    rf"(?:писать|создавать|размещать)\s(?:фейков|поддельн)\w*\s{_CROWD_RU}",
    r"накру(?:т|ч)\w*",
)

# --- Years of experience. ------------------------------------------------------------------------------
_NUMBER_EN = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_NUMBER_BN = r"(?:[০-৯\d]+|এক|দুই|দু|তিন|চার|পাঁচ|ছয়|সাত|আট|নয়|দশ)"
_NUMBER_RU = (
    r"(?:\d+|один|одного|два|двух|три|трех|четыре|четырех|пять|пяти|шесть|шести|семь|семи|восемь|восьми"
    r"|девять|девяти|десять|десяти)"
)


def _years(number: str, year: str, experience: str) -> tuple[str, ...]:
    """Patterns for '3 years … experience' and 'experience … 3 years', at most six words apart."""
    span = rf"{number}\+?(?:\s?(?:-|to|or|থেকে|বা|до|или)\s?{number}\+?)?[\s-]*(?:{year})"
    apart = r"(?:[\s,:(-]+[^\s.।;]+){0,6}?[\s,:(-]+"
    return (rf"{span}{apart}{experience}", rf"{experience}[^\s.।;]*{apart}{span}")


YEARS_OF_EXPERIENCE = compiled(
    *_years(_NUMBER_EN, r"years?'?|yrs?", "experience"),
    *_years(_NUMBER_BN, "বছরের|বছর|বৎসরের|বৎসর", "অভিজ্ঞ"),
    *_years(_NUMBER_RU, "года|год|лет", "(?:опыт|стаж)"),
)

# --- A title that joins a second job to the first: 'SMM manager cum video editor'. ----------------------
# Hyphens are plain and the text is small letters. What is joined stands right before or right behind.
(JOB_JOINER,) = compiled(r"\s*(?:\bcum\b|/|&|\+|,|\band\b|\s-|\sকাম|\sও|\sএবং|\sи\b)\s*$")
(JOB_JOINER_BEHIND,) = compiled(r"\s*(?:\bcum\b|/|&|\+|,|\band\b|-\s|কাম\s|ও\s|এবং\s|и\s)\s*")
# Behind a joined job its title is over: 'designer clothes' is no designer.
JOB_ENDS = compiled(
    r"\s*(?:$|[/&+,;:()\[\]|.-]|(?:cum|and|for|at|in|needed|wanted|required)\b|(?:ও|এবং|কাম|চাই|আবশ্যক|প্রয়োজন|নিয়োগ)"
    r"|(?:и|для|в)\b)"
)

# --- Titles of a beginner's job, and demands of several years in other words than a requirement's. ------
JUNIOR = compiled(
    r"\b(?:intern(?:ship)?|trainee|fresher|freshers|entry[\s-]level|junior|jr)\b",
    r"ইন্টার্ন|শিক্ষানবিশ|ট্রেইনি|ফ্রেশার|জুনিয়র|এন্ট্রি[\s-]লেভেল",
    r"стажер|практикант|младш|начинающ|джуниор",
)
# A description also says how long the company has existed: only a sentence that demands counts.
DEMAND = compiled(
    r"\b(?:must|minimum|at least|required?|requires|need|needs|should|mandatory)\b",
    r"কমপক্ষে|ন্যূনতম|অন্তত|আবশ্যক|প্রয়োজন|থাকতে হবে|বাধ্যতামূলক",
    r"не менее|минимум|требу|обязател|необходим|нужен опыт|опыт(?: работы)? от",
)
OURS = compiled(
    r"\b(?:we|our|us|company|agency|team)\b", r"আমাদের|আমরা|প্রতিষ্ঠান|কোম্পানি", r"\b(?:мы|наш\w*|нас|компани\w*)\b"
)
_NUMBERS = {
    word: value
    for value, words in enumerate(
        (
            "one এক один одного",
            "two দুই দু два двух",
            "three তিন три трех",
            "four চার четыре четырех",
            "five পাঁচ пять пяти",
            "six ছয় шесть шести",
            "seven সাত семь семи",
            "eight আট восемь восьми",
            "nine নয় девять девяти",
            "ten দশ десять десяти",
        ),
        start=1,
    )
    for word in normalize("NFC", words).split()
}


def years_in(words: str) -> int:
    """The years that a phrase found by YEARS_OF_EXPERIENCE asks for, of a span its beginning; else 0."""
    plain = normalize("NFC", words).casefold().replace("ё", "е")
    for part in re.findall(r"\d+|[^\W\d_][\w\u0981-\u09cd]*", plain):
        if part.isdigit():
            return min(int(part), 99)
        if part in _NUMBERS:
            return _NUMBERS[part]
    return 0
