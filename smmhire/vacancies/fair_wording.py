"""Wording that turns people away for who they are: age, sex, looks, family, belief and origin, health.

Regular expressions over folded text (`wording.fold`), in English, Bengali and Russian. Precision comes first:
a vacancy of this trade speaks of audiences all day, and 'women aged 18 to 30' is usually one. `PLAIN` rules
speak of whoever is hired; `OPEN` rules could speak of the audience or of what is posted, and count only in
sentences that do neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from smmhire.vacancies.fair_words_bn import OPEN_BN, PLAIN_BN, SPARED_BN
from smmhire.vacancies.fair_words_en import OPEN_EN, PLAIN_EN, SPARED_EN
from smmhire.vacancies.fair_words_ru import OPEN_RU, PLAIN_RU, SPARED_RU
from smmhire.vacancies.grounds import Ground
from smmhire.vacancies.patterns import compiled
from smmhire.vacancies.wording import Match, fold, match_patterns, sentence_around


@dataclass(frozen=True, slots=True)
class _Rules:
    plain: tuple[re.Pattern[str], ...]
    open: tuple[re.Pattern[str], ...]


_RULES = {
    ground: _Rules(
        compiled(*PLAIN_EN.get(ground, ()), *PLAIN_BN.get(ground, ()), *PLAIN_RU.get(ground, ())),
        compiled(*OPEN_EN.get(ground, ()), *OPEN_BN.get(ground, ()), *OPEN_RU.get(ground, ())),
    )
    for ground in Ground
}
_SPARED = compiled(*SPARED_EN, *SPARED_BN, *SPARED_RU)

# Said of a whole sentence: it promises the opposite, whatever words it needs for that.
_EQUAL = compiled(
    r"regardless of|irrespective of|without regard to|equal[\s-]opportunit|do(?:es)? not discriminate"
    r"|any (?:age|gender|sex)\b|all (?:ages|genders)\b|no (?:upper )?age (?:limit|bar)"
    r"|(?:encouraged|welcome|invited)(?: \w+)? to apply",
    r"নির্বিশেষে|সমান সুযোগ|বৈষম্য কর|যেকোনো (?:বয়স|লিঙ্গ|ধর্ম)|(?:উৎসাহিত|স্বাগত|আমন্ত্রণ) (?:করা|জানা)|কোনো বাধা নয়"
    r"|বয়সের (?:কোনো )?(?:সীমা|বাধা) নেই",
    r"независимо от|вне зависимости|равные возможност|не дискримин|без ограничений по возрасту"
    r"|любого (?:пола|возраста)|возраст не (?:важен|имеет)|пол не (?:важен|имеет)",
)
# An audience, or those whom a brand serves.
_AUDIENCE = compiled(
    r"(?:^|[^\w])(?:audience|customer|consumer|client|subscriber|follower|reader|viewer|user|buyer|shopper|fan"
    r"|visitor|guest|member|patient|parent|mother|father|famil|student|child|kid|teen|baby|babies|segment|demographic|target"
    r"|persona|reach|market to|generation|people who buy|readership|community of|aimed at|campaigns? for"
    r"|posts? for|content for|brand for|shop for|page for|stories|fashion|clothing|clothes|wear\b|shoes"
    r"|footwear|cosmetic|skincare|skin care|make-?up|grooming|salon|hostel|health (?:brand|tips|page)|apparel"
    r"|jewel|perfume|gym|magazine|entrepreneur|empower|matrimon|dating)",
    r"দর্শক|অডিয়েন্স|গ্রাহক|ক্রেতা|ভোক্তা|কাস্টমার|সাবস্ক্রাইবার|ফলোয়ার|অনুসারী|পাঠক|ব্যবহারকারী|লক্ষ্য|টার্গেট|শিশু|কিশোর"
    r"|শিক্ষার্থী|অভিভাবক|রোগী|প্রজন্ম|উদ্যোক্তা|পোশাক|শাড়ি|জুতা|প্রসাধন|রূপচর্চা|ফ্যাশন|ব্র্যান্ডটি|পণ্য|গয়না|ম্যাগাজিন|গল্প|পোস্টে"
    r"|কনটেন্ট|ক্যাম্পেইন|সদস্য|ম্যাট্রিমনি|জিম|পার্লার|কমিউনিটি",
    r"аудитор|клиент|покупател|потребител|подписчик|пользовател|читател|зрител|фанат|гост|участни|пациент|родител"
    r"|(?:^|[^\w])(?:дети|детей|детям|детск|мам\b|мамам|мамочк)|школьник|студент|подростк|сегмент|поколени|таргет"
    r"|целев|одежд|обув|косметик|украшени|аксессуар|бель[ея]|парфюм|салон|магазин|журнал|контент|пост(?:ы|ов|ах)\b"
    r"|бренд|гардероб|знакомств|опыт|стаж|рынке|компани[ия]",
)
# What is made, not who makes it: posts may be good looking, and a page may be healthy.
_WORK = compiled(
    r"(?:^|[^\w])(?:posts?|content|designs?|pages?|feeds?|graphics?(?! designer)|visuals?|pictures?"
    r"|photos of|videos?"
    r"|reels?|creatives?|layouts?|reports?|templates?|banners?|websites?|profiles?|ads?|advertis\w+|grid|thumbnails?"
    r"|covers?|models?|influencers?|voice-?overs?|pixels?|px|campaigns?)(?:$|[^\w])",
    r"পোস্ট|পেজ|পেইজ|ডিজাইন|ভিডিও|রিল|ফিড|গ্রাফিক|ব্যানার|প্রোফাইল|বিজ্ঞাপন|টেমপ্লেট|ছবিগুলো|মডেল|ইনফ্লুয়েন্সার|প্রতিবেদন",
    r"страниц|пост(?:ы|ов|а|ам)?\b|лент|группы|сообществ|контент|профил|визуал|баннер|видео|фотографи|сайт|дизайн|макет"
    r"|креатив|упаковк|рилс|модел|блогер|витрин|каталог|отчет",
)


def unfair_wording(text: str) -> tuple[tuple[Ground, tuple[Match, ...]], ...]:
    """Each ground on which `text` turns people away, with the words that do."""
    folded = fold(text).folded
    if not folded.strip():
        return ()
    spared = match_patterns(text, _SPARED, denials_count=False)
    found: list[tuple[Ground, tuple[Match, ...]]] = []
    for ground, rules in _RULES.items():
        plain = match_patterns(text, rules.plain, denials_count=False)
        loose = match_patterns(text, rules.open)
        kept = [match for match in plain if not _says(text, match, _EQUAL)]
        kept += [
            match
            for match in loose
            if not any(_overlap(match, other) for other in kept)
            and not any(_says(text, match, rule) for rule in (_EQUAL, _AUDIENCE, _WORK))
        ]
        kept = [match for match in kept if not any(_overlap(match, one) for one in spared)]
        if kept:
            found.append((ground, tuple(sorted(kept, key=lambda match: match.start))))
    return tuple(found)


def _says(text: str, match: Match, patterns: tuple[re.Pattern[str], ...]) -> bool:
    sentence = sentence_around(text, match)
    return any(pattern.search(sentence) for pattern in patterns)


def _overlap(one: Match, other: Match) -> bool:
    return one.start < other.end and other.start < one.end
