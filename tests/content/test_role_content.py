"""The role as shipped: every fact of the domain, both languages, and what the review and the plan rest on."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from smmhire.bilingual import Bilingual
from smmhire.content import load_role
from smmhire.role.description import LEVELS, Role, RoleLimit
from smmhire.vacancies.patterns import BOUGHT_AUDIENCE
from smmhire.vacancies.wording import find_patterns, find_phrases

FACT_IDS = [
    *(f"R{n}" for n in range(1, 11)),
    *(f"R-D{n}" for n in range(1, 6)),
    *(f"R-Q{n}" for n in range(1, 6)),
    "R-T1",
    *(f"E{n}" for n in range(1, 5)),
    *(f"E-P{n}" for n in range(1, 7)),
    *(f"E-W{n}" for n in range(1, 7)),
]
BENGALI = re.compile(r"[\u0980-\u09ff]")
COMPETENCIES = {
    "strategy": "Strategy and audience",
    "content": "Content and copy",
    "community": "Community and moderation",
    "paid_social": "Paid social and targeting",
    "analytics": "Analytics and return",
    "crisis_ethics": "Crisis, ethics, law and privacy",
    "platform_craft": "Platform and technical craft",
    "planning_earning": "Planning, clients and earning",
}


@pytest.fixture(scope="module")
def role() -> Role:
    return load_role()


def texts_of(thing: object) -> list[Bilingual]:
    """Every bilingual text inside a dataclass, however deep."""
    if isinstance(thing, Bilingual):
        return [thing]
    if isinstance(thing, tuple):
        return [text for part in thing for text in texts_of(part)]
    names = getattr(thing, "__dataclass_fields__", {})
    return [text for name in names for text in texts_of(getattr(thing, name))]


def test_every_fact_is_there_and_no_other(role: Role) -> None:
    assert sorted(fact.id for fact in role.facts) == sorted(FACT_IDS)


def test_every_id_of_the_domain_page_is_a_fact(role: Role, shared_dir: Path) -> None:
    page = (shared_dir / "domain" / "DOMAIN.md").read_text(encoding="utf-8")
    ids = re.findall(r"^\| ([RE](?:-[A-Z])?\d+) \|", page, flags=re.MULTILINE)
    assert len(ids) == len(FACT_IDS)
    assert sorted(ids) == sorted(fact.id for fact in role.facts)


def test_goals_directions_duties_qualities_skills_platforms_and_routes_are_those_of_the_facts(
    role: Role,
) -> None:
    assert [goal.id for goal in role.goals] == ["goal-sales", "goal-awareness", "goal-image"]
    assert [direction.id for direction in role.directions] == ["attract", "engage"]
    assert [duty.id for duty in role.duties] == [f"R-D{n}" for n in range(1, 6)]
    assert [quality.id for quality in role.qualities] == [f"R-Q{n}" for n in range(1, 6)]
    assert [skill.id for skill in role.technical_skills] == ["R-T1a", "R-T1b", "R-T1c"]
    assert [kind.id for kind in role.platform_kinds] == [f"E-P{n}" for n in range(1, 7)]
    assert [route.id for route in role.routes] == [f"E-W{n}" for n in range(1, 7)]


def test_the_eight_competencies_bear_the_names_of_the_blueprint(role: Role) -> None:
    assert {c.id: c.name.en for c in role.competencies} == COMPETENCIES


def test_every_bengali_text_is_in_bengali_and_every_english_one_is_not(role: Role) -> None:
    texts = texts_of(
        (
            *(role.facts, role.goals, role.directions, role.duties, role.qualities, role.technical_skills),
            *(role.platform_kinds, role.routes, role.limits, role.competencies),
        )
    )
    assert len(texts) > 300
    for text in texts:
        assert BENGALI.search(text.bn), text
        assert not re.search(r"[A-Za-z]{2,}", text.bn), text
        assert not re.search(r"[0-9]", text.bn), text
        assert not BENGALI.search(text.en), text


@pytest.mark.parametrize("language", ["en", "bn"])
def test_sentences_end_as_sentences_do_in_their_language(role: Role, language: str) -> None:
    ends = {"en": (".", "?", "'."), "bn": ("।", "?")}[language]
    for fact in role.facts:
        assert fact.text.text(language).endswith(ends), fact
    for competency in role.competencies:
        for text in (*competency.anchors, *(step.action for step in competency.steps)):
            assert text.text(language).endswith(ends), text


def test_every_text_is_in_one_unicode_form(role: Role) -> None:
    for text in texts_of((role.facts, role.limits, role.competencies)):
        assert unicodedata.is_normalized("NFC", text.bn)
    for limit in role.limits:
        for phrase in limit.phrases + limit.exceptions:
            assert unicodedata.is_normalized("NFC", phrase)


def test_names_tell_entries_apart_in_both_languages(role: Role) -> None:
    for group in (role.duties, role.qualities, role.technical_skills, role.platform_kinds, role.routes):
        for language in ("en", "bn"):
            names = [entry.name.text(language) for entry in group]
            assert len(set(names)) == len(names)


# Duties and directions -------------------------------------------------------------------------------


def test_every_duty_has_three_measures_or_more(role: Role) -> None:
    for duty in role.duties:
        assert len(duty.measures) >= 3, duty.id
        assert len(set(duty.measures)) == len(duty.measures), duty.id


def test_either_direction_can_be_left_out_of_a_vacancy(role: Role) -> None:
    directions = {duty.id: set(duty.directions) for duty in role.duties}
    assert directions["R-D4"] == {"attract"}
    assert directions["R-D3"] == {"engage"}
    assert directions["R-D2"] == {"attract", "engage"}
    assert directions["R-D1"] == directions["R-D5"] == set()


def test_every_competency_is_called_for_by_a_duty(role: Role) -> None:
    called = {competency for duty in role.duties for competency in duty.competencies}
    assert called == set(COMPETENCIES)


# Platforms and routes --------------------------------------------------------------------------------


def test_platform_examples_are_those_of_the_source(role: Role) -> None:
    assert [kind.examples for kind in role.platform_kinds] == [
        ("Facebook", "MySpace"),
        ("WordPress", "Twitter"),
        ("Digg", "Reddit", "Google Bookmarks"),
        ("Flickr", "YouTube"),
        ("Yelp", "TripAdvisor"),
        ("Wikitravel", "World66"),
    ]


def test_what_is_used_today_is_marked_apart_from_the_source(role: Role) -> None:
    for kind in role.platform_kinds:
        assert "Today:" in kind.description.en
        assert "বর্তমানে:" in kind.description.bn


def test_routes_carry_unit_and_threshold(role: Role) -> None:
    assert {route.id: tuple(unit.period for unit in route.units) for route in role.routes} == {
        "E-W1": ("hour", "project"),
        "E-W2": ("task",),
        "E-W3": ("gig",),
        "E-W4": ("task", "month"),
        "E-W5": ("task",),
        "E-W6": ("month",),
    }
    thresholds = {route.id: route.threshold for route in role.routes if route.threshold}
    assert {name: (one.measure, one.at_least, one.sources) for name, one in thresholds.items()} == {
        "E-W1": ("certificate", 1, ("E4",)),
        "E-W4": ("fans", 5000, ("E-W4",)),
        "E-W5": ("followers", 500, ("E-W5",)),
    }
    assert all("today" in one.remark.en and "আজ" in one.remark.bn for one in thresholds.values())
    requirements = {route.id: route.requirement for route in role.routes if route.requirement}
    assert "5,000" in requirements["E-W4"].en and "৫,০০০" in requirements["E-W4"].bn
    assert "500" in requirements["E-W5"].en and "৫০০" in requirements["E-W5"].bn


def test_bought_likes_are_history_with_a_caution_and_never_advice(role: Role) -> None:
    quoting = [
        (route.id, field)
        for route in role.routes
        for field in ("name", "description", "requirement", "caution")
        if "likes for" in getattr(getattr(route, field), "en", "")
    ]
    assert quoting == [("E-W3", "caution")]
    caution = next(route.caution for route in role.routes if route.id == "E-W3")
    assert caution is not None
    assert "history" in caution.en and "breaks the platforms' rules" in caution.en
    assert "ইতিহাস" in caution.bn and "নিয়ম ভাঙে" in unicodedata.normalize("NFC", caution.bn)


def test_pay_for_hours_is_worked_out_from_time_rates_only(role: Role) -> None:
    counted = {(route.id, unit.period) for route in role.routes for unit in route.units if unit.counts_hours}
    assert counted == {("E-W1", "hour"), ("E-W6", "month")}


def test_no_step_of_a_route_advises_to_buy_an_audience(role: Role) -> None:
    """Bought fans, followers or likes stand nowhere but in cautions, which say that they break rules."""
    for route in role.routes:
        advice = (route.name, route.description, route.paid, route.requirement, route.towards, route.start)
        for text in texts_of(advice):
            for words in (text.en, text.bn):
                assert find_patterns(words, BOUGHT_AUDIENCE) == (), words
            assert not re.search(r"\b(?:likes|buy\w*|bought|purchas\w*)\b", text.en), text.en
            assert not re.search("লাইক|কিন(?:ে|ুন|তে|বেন)|কেনা", text.bn), text.bn
    assert find_patterns("Buy 500 followers.", BOUGHT_AUDIENCE)


def test_every_step_of_a_route_rests_on_facts_and_is_a_sentence(role: Role) -> None:
    known = {fact.id for fact in role.facts}
    for route in role.routes:
        assert bool(route.towards) == (route.threshold is not None), route.id
        assert set(route.competencies) <= set(COMPETENCIES), route.id
        for step in (*route.towards, *route.start):
            assert step.sources and set(step.sources) <= known
            assert step.action.en.endswith(".") and step.action.bn.endswith("।")


def test_odesk_is_named_as_what_it_is_now(role: Role) -> None:
    outsourcing = next(route for route in role.routes if route.id == "E-W1")
    assert any("Upwork" in place for place in outsourcing.places)


# Limits ----------------------------------------------------------------------------------------------


def limits_in(text: str, limits: tuple[RoleLimit, ...]) -> set[str]:
    """Ids of the limits a text names, as the review of a vacancy looks for them."""
    return {limit.id for limit in limits if find_phrases(text, limit.phrases, limit.exceptions)}


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("Plan and run PR campaigns", "limit-pr-campaigns"),
        ("পিআর ক্যাম্পেইন পরিচালনা করতে হবে", "limit-pr-campaigns"),
        ("Проведение PR-кампаний", "limit-pr-campaigns"),
        ("Account management", "limit-account-management"),
        ("ক্লায়েন্ট ধরে রাখার দায়িত্ব", "limit-account-management"),
        ("Ведение клиентов агентства", "limit-account-management"),
        ("Draft commercial proposals", "limit-proposals"),
        ("বাণিজ্যিক প্রস্তাবের খসড়া তৈরি", "limit-proposals"),
        ("Подготовка коммерческих предложений", "limit-proposals"),
        ("SEO optimisation of the company site", "limit-site-seo"),
        ("Search engine optimization", "limit-site-seo"),
        ("আমাদের ওয়েবসাইটের এসইও করা", "limit-site-seo"),
        ("SEO-продвижение и оптимизация сайта", "limit-site-seo"),
        ("Update the website every week", "limit-own-site"),
        ("কোম্পানির ওয়েবসাইট রক্ষণাবেক্ষণ", "limit-own-site"),
        ("Наполнение сайта", "limit-own-site"),
        ("One-off advertising campaigns for new shops", "limit-one-off-advertising"),
        ("এককালীন বিজ্ঞাপন প্রচারাভিযান", "limit-one-off-advertising"),
        ("Разовые рекламные кампании", "limit-one-off-advertising"),
    ],
)
def test_work_outside_the_role_is_found_in_three_languages(role: Role, text: str, limit: str) -> None:
    assert limit in limits_in(text, role.limits)


@pytest.mark.parametrize(
    "text",
    [
        "Knowledge of analytics and SEO",
        "অ্যানালিটিক্স ও এসইও বোঝেন",
        "Понимание SEO и аналитики",
        "Social media account management for three brands",
        "সোশ্যাল মিডিয়া অ্যাকাউন্ট ম্যানেজমেন্ট",
        "Works with the account manager and the PR specialist",
        "Answer comments and negative reviews on our pages",
        "Bring visitors from Facebook to the website",
        "টার্গেট করা বিজ্ঞাপনের মাধ্যমে সাবস্ক্রাইবার বাড়ানো",
        "Привлечение подписчиков и таргетированная реклама",
    ],
)
def test_the_roles_own_work_is_not_taken_for_somebody_elses(role: Role, text: str) -> None:
    assert limits_in(text, role.limits) == set()


def test_no_duty_quality_or_skill_names_work_outside_the_role(role: Role) -> None:
    for entry in (*role.duties, *role.qualities, *role.technical_skills):
        for text in texts_of(entry):
            assert limits_in(text.en, role.limits) == set(), text.en
            assert limits_in(text.bn, role.limits) == set(), text.bn


def test_every_limit_has_words_in_english_bengali_and_russian_and_none_twice(role: Role) -> None:
    for limit in role.limits:
        assert any(re.fullmatch(r"[\x20-\x7e]+", phrase) for phrase in limit.phrases), limit.id
        assert any(BENGALI.search(phrase) for phrase in limit.phrases), limit.id
        assert any(re.search(r"[а-яё]", phrase) for phrase in limit.phrases), limit.id
    phrases = [phrase for limit in role.limits for phrase in limit.phrases]
    assert len(set(phrases)) == len(phrases)


def test_every_exception_contains_a_phrase_of_its_limit(role: Role) -> None:
    for limit in role.limits:
        for exception in limit.exceptions:
            assert any(phrase in exception for phrase in limit.phrases), exception


# Competencies and development steps ------------------------------------------------------------------


def test_every_competency_has_an_anchor_for_each_level_and_a_target_a_hire_can_reach(role: Role) -> None:
    for competency in role.competencies:
        assert len(competency.anchors) == len(LEVELS)
        assert len(set(competency.anchors)) == len(LEVELS)
        assert competency.target_level in (3, 4)


def test_short_names_fit_a_chart_axis(role: Role) -> None:
    for competency in role.competencies:
        for language in ("en", "bn"):
            assert len(competency.short_name.text(language)) <= 14, competency.id


def test_every_competency_has_six_steps_and_one_for_every_level_that_can_rise(role: Role) -> None:
    for competency in role.competencies:
        assert len(competency.steps) >= 6
        assert {step.up_to_level for step in competency.steps} == {2, 3, 4, 5}
        assert all(1 <= step.hours <= 40 for step in competency.steps)


def test_steps_name_no_course_and_no_address(role: Role) -> None:
    for competency in role.competencies:
        for step in competency.steps:
            for text in (step.action.en, step.evidence.en):
                assert not re.search(r"https?:|www\.|\.com\b|\bcourse\b|Academy|Coursera|Udemy", text), text


def test_what_the_role_says_rests_on_facts(role: Role) -> None:
    known = {fact.id for fact in role.facts}
    groups = (role.goals, role.directions, role.duties, role.qualities, role.technical_skills)
    for group in (*groups, role.platform_kinds, role.routes, role.limits, role.competencies):
        for entry in group:
            assert entry.sources and set(entry.sources) <= known, entry.id


def test_the_role_is_read_once_for_the_process() -> None:
    assert load_role() is load_role()
