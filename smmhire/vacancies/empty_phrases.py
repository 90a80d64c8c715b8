"""Phrases that sound like requirements and say nothing: no applicant can tell from them what is asked.

Regular expressions over folded text, in English, Bengali and Russian, in groups by what to write instead
(`finding_texts`). Words with an honest use in this trade ('passionate fans', 'responsible for the page')
stand here only in the company that makes them empty.
"""

from __future__ import annotations

import re
from enum import StrEnum

from smmhire.vacancies.patterns import compiled
from smmhire.vacancies.wording import Match, match_patterns


class Emptiness(StrEnum):
    """What sort of empty phrase it is."""

    STARS = "stars"  # ninja, rockstar: an unnamed level
    PRESSURE = "pressure"  # stress-resistant, fast-paced: an unnamed load
    SPIRIT = "spirit"  # a family, a friendly team: an unnamed way of working together
    VIRTUES = "virtues"  # hard-working, result-oriented: an unnamed way of working


_PERSON = (
    r"(?:person|individual|candidate|professional|manager|marketer|specialist|someone|people|team player)"
)

_PATTERNS: dict[Emptiness, tuple[re.Pattern[str], ...]] = {
    Emptiness.STARS: compiled(
        r"(?:smm|social media|marketing|content|digital|facebook|instagram)\s(?:ninja|rock\s?star"
        r"|guru|wizard|superstar"
        r"|unicorn|jedi|magician|genius|maven)s?\b",
        r"(?:ninjas?|rockstars?|rock-stars?)\b(?!\s(?:brand|shop|game|turtle|band|warrior))",
        (
            r"(?:একজন\s)?(?:রকস্টার|নিনজা|সুপারস্টার|জাদুকর)\s(?:এসএমএম|মার্কেটার|ম্যানেজার|চাই"
            r"|খুঁজছি)[^\s।,.;)]*"
        ),
        r"(?:এসএমএম|মার্কেটিং|কনটেন্ট|সোশ্যাল মিডিয়া)\s(?:রকস্টার|নিনজা|গুরু|সুপারস্টার|জাদুকর)[^\s।,.;)]*",
        r"(?:smm|смм|маркетинга|контента)[\s-](?:ниндзя|рок-звезд\w*|гуру|волшебник\w*|бог|маг)\b",
    ),
    Emptiness.PRESSURE: compiled(
        r"fast[\s-]paced(?:\s(?:and\s\w+\s)?(?:environment|workplace|work environment|setting|team))?",
        r"stress[\s-](?:resistant|resistance|resilient|tolerance|tolerant|proof)",
        (
            r"(?:able|ability)?\s?(?:to\s)?(?:work|working|perform|thrive|thrives)\s(?:well\s)?under\s"
            r"(?:\w+\s)?pressure"
        ),
        r"(?:handle|handles|handling)\s(?:stress|pressure)\b",
        r"wears?\smany\shats|wearing\smany\shats|multi-?tasker|(?:ability|able)\sto\smulti-?task",
        r"চাপের\sমধ্যে(?:ও)?\sকাজ(?:\sকর[^\s।,.;)]*(?:\s(?:মানসিকতা|ক্ষমতা|সক্ষমতা|যোগ্যতা))?)?",
        r"(?:কাজের\s)?চাপ\s(?:সামলানোর|নেওয়ার|সহ্য করার|মোকাবিলার)\s(?:মানসিকতা|ক্ষমতা|সক্ষমতা)",
        (
            r"চাপ\s(?:নিয়ে|সামলে)\sকাজ\s(?:করতে|করার)[^\s।,.;)]*|মাল্টি-?\s?টাস্ক[^\s।,.;)]*|দ্রুতগতির\s"
            r"(?:কর্ম)?পরিবেশ[^\s।,.;)]*"
        ),
        r"стрессоустойчив\w*|многозадачност\w*|в\sрежиме\sмногозадачности|высок\w+\sстрессоустойчив\w+",
        (
            r"(?:работа|работать|работы)\sв\s(?:условиях\s(?:стресса|неопределенности|многозадачности)"
            r"|быстром темпе)"
        ),
    ),
    Emptiness.SPIRIT: compiled(
        r"work hard,?\s(?:and\s|&\s)?play hard(?:er)?",
        r"(?:we\s(?:are|'re)|our team is|feel)\s(?:all\s)?(?:like\s)?(?:a|one)\s(?:big\s)?(?:happy\s)?family",
        r"(?:young|friendly|dynamic|vibrant)\s(?:and\s\w+\s|,\s\w+\s)?(?:team|collective)\b",
        (
            r"(?:আমরা\s)?(?:সবাই\s)?(?:একটি\s|এক\s)?পরিবারের\sমতো|তরুণ\s(?:ও\s[^\s।,.;)]+\s)?(?:দল"
            r"|টিম)[^\s।,.;)]*"
            r"|প্রাণবন্ত\s(?:দল|টিম)[^\s।,.;)]*"
        ),
        (
            r"(?:молод\w+|дружн\w+|сплоченн\w+)\s(?:и\s\w+\s)?(?:коллектив|команд)\w*|мы\s(?:-\s)?(?:как"
            r"\s)?(?:одна\s)?семья\b"
        ),
    ),
    Emptiness.VIRTUES: compiled(
        r"hard-?\s?working\b(?!\s(?:people|women|men|families|hands))|hardworking\b",
        rf"(?:self-?\s?motivated|highly motivated|self-?starter|go-?getter|dynamic\s{_PERSON})\b",
        r"(?:results?|goal)s?[\s-](?:driven|oriented)\b|team[\s-]?player\b|can-do attitude|positive attitude",
        (
            r"think(?:s|ing)?\soutside\s(?:of\s)?the\sbox|out[\s-]of[\s-]the[\s-]box\sthink\w+"
            r"|eager to learn|go the extra mile"
        ),
        rf"passionate\s(?:\w+\s)?{_PERSON}\b",
        (
            r"দক্ষ\s(?:ও|এবং)\sপরিশ্রমী|(?:সৎ|কর্মঠ|উদ্যমী|মেধাবী)\s(?:ও|এবং)\s(?:পরিশ্রমী|কর্মঠ|উদ্যমী"
            r"|নিষ্ঠাবান|দক্ষ)"
        ),
        (
            r"(?:কঠোর\s)?পরিশ্রমী[^\s।,.;)]*|কঠোর পরিশ্রম করার\s[^\s।,.;)]+|আত্মপ্রত্যয়ী"
            r"|স্ব-?প্রণোদিত|ফলাফলমুখী|টিম"
            r"\s?প্লেয়ার|ইতিবাচক মনোভাব[^\s।,.;)]*"
        ),
        r"উদ্যমী\s(?:প্রার্থী|কর্মী|ব্যক্তি|মানুষ)[^\s।,.;)]*|শেখার\s(?:মানসিকতা|আগ্রহ)",
        (
            r"коммуникабельн\w+|целеустремленн\w+|исполнительност\w+|инициативност\w+|нацеленност\w+\sна"
            r"\sрезультат"
        ),
        (
            r"ориентаци\w+\sна\sрезультат|активн\w+\sжизненн\w+\sпозици\w+|командн\w+\sигрок\w*|умение"
            r"\sработать\sв\sкоманде"
        ),
        (
            r"желание\s(?:развиваться|работать и зарабатывать|учиться)|горящи\w+\sглаз\w*|трудолюби\w+"
            r"|креативност\w+"
        ),
    ),
}


def empty_wording(text: str) -> tuple[tuple[Emptiness, tuple[Match, ...]], ...]:
    """Each sort of empty phrase in `text`, with the words."""
    found = ((sort, match_patterns(text, patterns)) for sort, patterns in _PATTERNS.items())
    return tuple((sort, matches) for sort, matches in found if matches)
