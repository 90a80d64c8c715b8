"""Which job titles are social media marketing, and at what level.

The rules are data below, in English, Russian and Bengali. A title is SMM when one `SMM` pattern is found in
it and no `NOT_SMM` pattern is. Every match can be shown with the rule that made it, and left out by the
user: titles are written freely and no rule is right about all of them.

'Social' alone does not make a title SMM: it also names social work, social research, corporate social
responsibility and social insurance. 'Community manager' does not either: most are in housing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Level = Literal["intern", "head", "senior", "junior", "manager", "specialist", "unstated"]
# From the first steps to the top; 'unstated' where the title names no level.
LEVELS: tuple[Level, ...] = ("intern", "junior", "specialist", "manager", "senior", "head", "unstated")


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """What the rules make of a title.

    `rule` names the SMM pattern found (None: none was), `excluded_by` the pattern that overrules it.
    """

    title: str
    rule: str | None
    excluded_by: str | None

    @property
    def level(self) -> Level:
        return title_level(self.title)

    @property
    def is_smm(self) -> bool:
        return self.rule is not None and self.excluded_by is None


# (name, pattern): patterns run on the folded title (`fold_title`): lower case, one space between words,
# hyphens as spaces, ё as е. `\b` does not see Bengali vowel signs as letters, so Bengali patterns go without.
SMM: tuple[tuple[str, str], ...] = (
    ("social media", r"social ?media"),
    ("social networks", r"social ?networks?\b"),
    ("SMM", r"\bsmm(?:er)?\b"),
    (
        "network by name",
        r"\b(?:facebook|instagram|tiktok|linkedin|pinterest|twitter) (?:page |ads? )?"
        r"(?:market|page|manag|promot|special|expert|moderat)",
    ),
    (
        "сеть по названию",
        r"\b(?:менеджер|продвижени\w+|ведени\w+) (?:в |по |аккаунт\w* )?(?:инстаграм|instagram|вконтакте"
        r"|тикток|tiktok)",
    ),
    ("СММ", r"\bсмм(?:щик\w*)?\b"),
    ("социальные сети", r"социальн\w+ сет|\bсоц ?сет"),
    ("социальные медиа", r"социальн\w+ медиа"),
    ("এসএমএম", r"এস ?এম ?এম"),
    ("সোশ্যাল মিডিয়া", r"(?:সো[শস]|স্যো[শস])(?:্যা|িয়া|িয়ে|া)ল ?মিডিয়া"),
    ("সামাজিক যোগাযোগমাধ্যম", r"সামাজিক ?(?:যোগাযোগ ?(?:ের )?)?মাধ্যম"),
    (
        "ফেসবুক",
        r"(?:ফেই?সবুক|ইন্সটাগ্রাম|ইনস্টাগ্রাম|টিকটক) ?(?:মার্কেট|পেজ|পেইজ|ম্যানেজ|মডারেট|অ্যাড"
        r"|এডমিন)",
    ),
)

# Jobs that mention social media without being the SMM manager's. R5 puts account management outside the role.
NOT_SMM: tuple[tuple[str, str], ...] = (
    (
        "HR",
        r"\bhr\b|human resources?|recruit|talent acquisition|employer brand|кадр|рекрут|персонал"
        r"|এইচআর|মানবসম্পদ",
    ),
    (
        "customer service",
        r"(?:customer|client) (?:service|support|care|success)|help ?desk|(?:call|contact) cent"
        r"|комментари|(?:call|колл) ?центр|поддержк\w+ (?:клиент|пользоват)|работ\w+ с (?:клиент|отзыв)"
        r"|গ্রাহক ?সেবা|কাস্টমার (?:সার্ভিস|কেয়ার)|কল ?সেন্টার",
    ),
    ("teller or till", r"\bteller\b|cashier|\bbarista\b|кассир|продавец|ক্যাশিয়ার|বিক্রয়কর্মী"),
    (
        "office assistant",
        r"(?:executive|personal|administrative|office|virtual) assistant|receptionist|\bsecretary\b"
        r"|(?<!пресс )секретар|офис менеджер|অফিস সহকারী",
    ),
    (
        "engineer",
        r"engineer|developer|programmer|инженер|программист|разработчик|প্রকৌশলী|ইঞ্জিনিয়ার"
        r"|ডেভেলপার",
    ),
    ("analyst", r"\banalysts?\b|data scien|research(?:er| scientist)|аналитик|বিশ্লেষক|অ্যানালিস্ট"),
    ("designer", r"\b(?:graphics?|design(?:ers?|s)?|illustrator)\b|дизайн|ডিজাইন"),
    (
        "video and photo",
        r"\b(?:video|photo|film) ?edit|videograph|photograph|video ?maker|монтажер|видеограф|фотограф"
        r"|видеомонтаж"
        r"|(?:ভিডিও|ফটো) ?এডিট|ভিডিওগ্রাফ|ফটোগ্রাফ|আলোকচিত্র",
    ),
    (
        "performer",
        r"\binfluencers?\b(?! (?:market|manag|program|outreach|relation|partner|coordinat))"
        r"|\b(?:actor|actress|model|voice ?over|anchor|presenter)\b|\b(?:актер|актриса|модель)\b|উপস্থাপক"
        r"|মডেল(?: |$)",
    ),
    ("translator", r"\btranslators?\b|\blinguist\b|переводчик|অনুবাদক"),
    ("bookkeeper", r"\b(?:accountant|bookkeeper)\b|бухгалтер|হিসাবরক্ষক|হিসাব সহকারী"),
    ("writer", r"\b(?:copy ?)?writers?\b|journalist|reporter|копирайтер|журналист|রাইটার|সাংবাদিক"),
    (
        "sales",
        r"\bsales\b|telemarket|telesales|cold call|business development|account (?:manag|executive)|продаж"
        r"|аккаунт менеджер|বিক্রয়|সেলস",
    ),
    (
        "project manager",
        r"\b(?:project|program|product) manag|(?:проект|продукт)\w* менеджер|менеджер проект"
        r"|প্রজেক্ট ম্যানেজার",
    ),
    ("media buyer", r"media (?:buyer|buying|planner)|медиа ?(?:байер|баинг|планер)|মিডিয়া বায়ার"),
    (
        "teacher",
        r"\b(?:teacher|professor|lecturer|instructor|tutor|coach|trainer)\b|преподавател|учител|репетитор"
        r"|\bтренер|শিক্ষক(?!তা)|প্রশিক্ষক",
    ),
    (
        "law and health",
        r"\b(?:lawyer|attorney|paralegal|nurse|therapist|psychologist)\b|юрист|психолог|আইনজীবী",
    ),
)

# First match wins, in this order: 'Associate Director, Social Media' is a head, not a junior. 'Manager' is
# the job's name more than a level, so years of experience are the better axis.
LEVEL_RULES: tuple[tuple[Level, str], ...] = (
    (
        "intern",
        r"\bintern(?:ship)?\b|\btrainee\b|\bapprentice\b|стажер|практикант|ученик|ইন্টার্ন"
        r"|শিক্ষানবিশ",
    ),
    (
        "head",
        r"\b(?:head|director|chief|cmo|vp|vice president)\b|руководитель\b|начальник\b|директор\b"
        r"|প্রধান|পরিচালক|ডিরেক্টর|(?:^| )হেড(?: |$)",
    ),
    (
        "senior",
        r"\b(?:senior|sr|lead(?! gen)|principal|supervisor)\b|старш|ведущ|главн|সিনিয়র|জ্যেষ্ঠ|(?:^"
        r"| )লিড(?: |$)",
    ),
    (
        "junior",
        r"\b(?:junior|jr|assistant|asst|associate|entry level)\b|младш|начинающ|помощник|ассистент"
        r"|জুনিয়র|সহকারী|অ্যাসিস্ট্যান্ট",
    ),
    ("manager", r"\bmanag(?:er|ing|ement)\b|менеджер|ম্যানেজার|ব্যবস্থাপক"),
    (
        "specialist",
        r"\b(?:specialist|strategist|coordinator|editor|producer|executive|officer|expert|marketer|creator"
        r"|moderator|consultant)\b|специалист|маркетолог|редактор|администратор|координатор|стратег\b|эксперт"
        r"|модератор|বিশেষজ্ঞ|স্পেশালিস্ট|এক্সিকিউটিভ|নির্বাহী|অফিসার|কর্মকর্তা|মার্কেটার|সমন্বয়ক|মডারেটর",
    ),
)

_SEPARATORS = re.compile(r"[\s\-‐‑–—_/|,.;:()\[\]\"'«»“”]+")


def _compiled(pattern: str) -> re.Pattern[str]:
    # NFKC splits some Bengali letters (য়, ড়) in two; pattern and title must be split alike.
    return re.compile(unicodedata.normalize("NFKC", pattern))


_SMM_RULES = tuple((name, _compiled(pattern)) for name, pattern in SMM)
_NOT_SMM_RULES = tuple((name, _compiled(pattern)) for name, pattern in NOT_SMM)
_LEVEL_RULES: tuple[tuple[Level, re.Pattern[str]], ...] = tuple(
    (level, _compiled(pattern)) for level, pattern in LEVEL_RULES
)
# One search for all rules first: nearly every title of a general survey is not SMM.
_ANY_SMM = _compiled("|".join(pattern for _, pattern in SMM))


def fold_title(title: str) -> str:
    """`title` as the rules read it: NFKC, lower case, ё as е, one space for every run of separators."""
    folded = unicodedata.normalize("NFKC", title).casefold().replace("ё", "е")
    return _SEPARATORS.sub(" ", folded).strip()


@lru_cache(maxsize=100_000)
def match_title(title: str) -> TitleMatch:
    """What the rules make of `title`."""
    folded = fold_title(title)
    rule = _first(_SMM_RULES, folded) if _ANY_SMM.search(folded) else None
    return TitleMatch(title, rule, _first(_NOT_SMM_RULES, folded) if rule is not None else None)


@lru_cache(maxsize=10_000)
def title_level(title: str) -> Level:
    """The level a title names, 'unstated' if none."""
    folded = fold_title(title)
    for level, pattern in _LEVEL_RULES:
        if pattern.search(folded):
            return level
    return "unstated"


def looks_like_a_job(text: str) -> bool:
    """Whether `text` is probably a job title: of the trade, or with a word of a level such as manager."""
    if any(c.isdigit() for c in text):
        return False
    return match_title(text).rule is not None or title_level(text) != "unstated"


def _first(rules: tuple[tuple[str, re.Pattern[str]], ...], folded: str) -> str | None:
    return next((name for name, pattern in rules if pattern.search(folded)), None)
