"""Phrases that say nothing are found; the same words in honest company are not."""

from __future__ import annotations

import pytest

from smmhire.vacancies.empty_phrases import empty_wording

EMPTY = (
    ("We want an SMM ninja", "stars"),
    ("social media rockstar", "stars"),
    ("Content guru wanted", "stars"),
    ("fast-paced environment", "pressure"),
    ("Stress-resistant", "pressure"),
    ("Able to work under pressure", "pressure"),
    ("You wear many hats", "pressure"),
    ("Work hard, play hard", "spirit"),
    ("We are like a family", "spirit"),
    ("A young and friendly team", "spirit"),
    ("Hard-working", "virtues"),
    ("a self-motivated team player", "virtues"),
    ("Thinks outside the box", "virtues"),
    ("Result-oriented", "virtues"),
    ("চাপের মধ্যে কাজ করার মানসিকতা", "pressure"),
    ("কাজের চাপ সামলানোর ক্ষমতা", "pressure"),
    ("চাপ নিয়ে কাজ করতে হবে", "pressure"),
    ("আমরা একটি পরিবারের মতো", "spirit"),
    ("তরুণ ও উদ্যমী দল", "spirit"),
    ("দক্ষ ও পরিশ্রমী", "virtues"),
    ("সৎ ও কর্মঠ", "virtues"),
    ("কঠোর পরিশ্রমী", "virtues"),
    ("টিম প্লেয়ার", "virtues"),
    ("ইতিবাচক মনোভাব", "virtues"),
    ("এসএমএম নিনজা", "stars"),
    ("Стрессоустойчивость", "pressure"),
    ("многозадачность", "pressure"),
    ("Дружный коллектив", "spirit"),
    ("Мы - одна семья", "spirit"),
    ("Коммуникабельность и целеустремлённость", "virtues"),
    ("нацеленность на результат", "virtues"),
    ("горящие глаза", "virtues"),
    ("SMM-гуру", "stars"),
)
MEANINGFUL = (
    "Answers 40 messages a day within two hours",
    "Passionate fans of our club",
    "Content for hard-working people",
    "Responsible for the Facebook page",
    "The ninja brand of kitchen tools",
    "A family restaurant in Khulna",
    "Posts about stress and how to handle it kindly",
    "No stress-resistance needed",
    "দিনে ৪০টি বার্তার উত্তর দেবেন",
    "পরিবারের জন্য রেস্তোরাঁ",
    "দলের সঙ্গে প্রতি সপ্তাহে পরিকল্পনা করবেন",
    "শ্রমিকদের নিয়ে গল্প",
    "চাপ কম এমন সময়ে পোস্ট দেবেন",
    "Ответственность за страницу в Facebook",
    "Отвечать на комментарии за два часа",
    "Команда из трёх человек",
    "Семейный ресторан",
)


@pytest.mark.parametrize(("text", "sort"), EMPTY)
def test_what_says_nothing_is_found_with_its_sort(text: str, sort: str) -> None:
    assert sort in {found.value for found, _words in empty_wording(text)}


@pytest.mark.parametrize("text", MEANINGFUL)
def test_what_says_something_is_left_alone(text: str) -> None:
    assert empty_wording(text) == ()
