from __future__ import annotations

import re

import pytest

from smmhire.role.titles import LEVEL_RULES, LEVELS, NOT_SMM, SMM, fold_title, match_title, title_level

SMM_TITLES = [
    "Social Media Manager",
    "social-media strategist",
    "SocialMedia Lead",
    "Senior Social Media Manager",
    "Digital Marketing Social Media Manager",
    "Publication Manager and Social Media Coordinator",
    "Social Media/PPC",
    "SMM specialist",
    "Facebook Page Manager",
    "Instagram marketer",
    "Social network manager",
    "SMM-менеджер",
    "СММ специалист",
    "Смм-специалист / контент-менеджер / smm-менеджер",
    "Контент менеджер социальных сетей",
    "Администратор соцсетей",
    "Пресс-секретарь/СММ-специалист",
    "Специалист по соц. сетям",
    "এসএমএম ম্যানেজার",
    "এস এম এম বিশেষজ্ঞ",
    "সোশ্যাল মিডিয়া ম্যানেজার",
    "সোশাল মিডিয়া মার্কেটার",
    "সামাজিক যোগাযোগমাধ্যম কর্মকর্তা",
    "সামাজিক যোগাযোগ মাধ্যম ব্যবস্থাপক",
    "ফেসবুক পেজ মডারেটর",
    "LinkedIn Marketing Specialist",
    "Social media & influencer marketing manager",
    "Paid Social Media Specialist",
    "Менеджер Instagram",
    "Специалист по ведению аккаунта Instagram и соцсетей",
    "স্যোশাল মিডিয়া ম্যানেজার",
    "সোসিয়াল মিডিয়া এক্সিকিউটিভ",
    "ফেইসবুক পেইজ এডমিন",
    "ইনস্টাগ্রাম মার্কেটিং",
]

OTHER_TITLES = [
    "Social Worker",
    "Director of Social",
    "Corporate Social Responsibility Manager",
    "Social Research Specialist",
    "Community Manager",
    "Marketing Specialist",
    "Facebook Engineer",
    "Социальный работник",
    "Контент-менеджер",
    "Таргетолог",
    "Менеджер YouTube",
    "Администратор (ВКонтакте)",
    "Social & Digital Media Manager",
    "Digital Marketing & Social Manager",
    "Paid social marketing manager",
    "Менеджер по PR и социальным проектам",
    "Специалист установления социальных выплат",
    "Разнорабочий Ozon Community",
    "Управляющий сетью кофеен",
    "Social Entrepreneurship",
    "Social Studies Teacher",
    "Influencer Marketing",
    "ডিজিটাল মার্কেটার",
    "সামাজিক বিজ্ঞান গবেষক",
    "সমাজকর্মী",
    "মার্কেটিং ম্যানেজার",
    "",
]

EXCLUDED = [
    ("Global digital and social media HR manager", "HR"),
    ("Teller/customer service/social media", "customer service"),
    ("Social Media Customer Service", "customer service"),
    ("Cashier and social media", "teller or till"),
    ("Executive Assistant/Social Media Coordinator", "office assistant"),
    ("Social media software engineer", "engineer"),
    ("Social Media Analyst", "analyst"),
    ("Social Media Graphic Designer", "designer"),
    ("Social media copywriter", "writer"),
    ("Sales and Social Media Manager", "sales"),
    ("Social Media Account Manager", "sales"),
    ("Social media project manager", "project manager"),
    ("Social Media Buyer / Media Buyer", "media buyer"),
    ("Дизайнер отдела SMM", "designer"),
    ("SMM и менеджер по продажам", "sales"),
    ("Специалист по работе с комментариями в социальных сетях", "customer service"),
    ("সোশ্যাল মিডিয়া ডিজাইনার", "designer"),
    ("গ্রাহক সেবা ও সোশ্যাল মিডিয়া", "customer service"),
    ("Social Media Influencer (Finance)", "performer"),
    ("Social media video editor", "video and photo"),
    ("Photographer and social media", "video and photo"),
    ("Social Media Design", "designer"),
    ("Social media coach", "teacher"),
    ("Translator for social media", "translator"),
    ("Accountant & social media", "bookkeeper"),
    ("SMM-дизайнер", "designer"),
    ("Видеограф / SMM", "video and photo"),
    ("SMM, работа с клиентами", "customer service"),
    ("সোশ্যাল মিডিয়া ভিডিও এডিটর", "video and photo"),
    ("সোশ্যাল মিডিয়া প্রশিক্ষক", "teacher"),
]


@pytest.mark.parametrize("title", SMM_TITLES)
def test_titles_of_the_trade_match_in_three_languages(title) -> None:
    match = match_title(title)
    assert match.is_smm
    assert match.rule is not None


@pytest.mark.parametrize("title", OTHER_TITLES)
def test_other_titles_do_not_match(title) -> None:
    assert match_title(title).rule is None
    assert not match_title(title).is_smm


@pytest.mark.parametrize(("title", "rule"), EXCLUDED)
def test_other_jobs_that_mention_social_media_are_excluded_and_say_by_which_rule(title, rule) -> None:
    match = match_title(title)
    assert not match.is_smm
    assert match.excluded_by == rule


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Social Media Intern", "intern"),
        ("Internal social media manager", "manager"),
        ("Начинающий SMM (Ученик)", "intern"),
        ("সোশ্যাল মিডিয়া ইন্টার্ন", "intern"),
        ("Associate Director, Social Media", "head"),
        ("Head of Social Media", "head"),
        ("Руководитель SMM", "head"),
        ("সোশ্যাল মিডিয়া প্রধান", "head"),
        ("Senior Social Media Manager", "senior"),
        ("Sr. Social Media Specialist", "senior"),
        ("Social Media Lead", "senior"),
        ("Asst. social media manager", "junior"),
        ("Помощник СММ специалиста", "junior"),
        ("সহকারী সোশ্যাল মিডিয়া ম্যানেজার", "junior"),
        ("Social Media Manager", "manager"),
        ("SMM-менеджер", "manager"),
        ("এসএমএম ম্যানেজার", "manager"),
        ("Social Media Strategist", "specialist"),
        ("СММ специалист", "specialist"),
        ("সোশ্যাল মিডিয়া এক্সিকিউটিভ", "specialist"),
        ("Social media lead generation", "unstated"),
        ("Координатор социальных сетей", "specialist"),
        ("সোশ্যাল মিডিয়া সমন্বয়ক", "specialist"),
        ("ফেসবুক পেজ মডারেটর", "specialist"),
        ("Social Media", "unstated"),
    ],
)
def test_the_first_level_that_matches_wins(title, level) -> None:
    assert title_level(title) == level
    assert match_title(title).level == level


def test_levels_are_tried_in_the_order_of_the_method() -> None:
    assert [level for level, _ in LEVEL_RULES] == [
        "intern",
        "head",
        "senior",
        "junior",
        "manager",
        "specialist",
    ]
    assert {level for level, _ in LEVEL_RULES} | {"unstated"} == set(LEVELS)


def test_titles_are_read_without_case_hyphens_and_accents_of_spelling() -> None:
    assert fold_title("  СММ–Стажёр / SMM ") == "смм стажер smm"


def test_both_ways_of_writing_a_bengali_letter_match() -> None:
    one_sign, two_signs = "সোশ্যাল মিডি\u09dfা", "সোশ্যাল মিডি\u09af\u09bcা"
    assert match_title(one_sign).is_smm
    assert match_title(two_signs).is_smm


def test_rules_have_distinct_names_and_compile() -> None:
    for rules in (SMM, NOT_SMM):
        names = [name for name, _ in rules]
        assert len(names) == len(set(names))
        for _, pattern in rules:
            re.compile(pattern)
