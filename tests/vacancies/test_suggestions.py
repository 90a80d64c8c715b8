"""What one click mends: it mends that, nothing gets worse, and it comes to an end."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smmhire.content import load_role
from smmhire.texts import say, using
from smmhire.vacancies.finding import Finding, Kind, PayPlacement
from smmhire.vacancies.profile import (
    CompetencyRequirement,
    DutyChoice,
    OwnRequirement,
    PayBasis,
    PayOffer,
    VacancyProfile,
)
from smmhire.vacancies.review import review
from smmhire.vacancies.suggestions import apply, changed_fields, finding_key, suggest
from tests.vacancies import build
from tests.vacancies.unfair_cases import FAIR_BN, FAIR_EN, FAIR_RU, UNFAIR_BN, UNFAIR_EN, UNFAIR_RU

ROLE = load_role()
KINDS = list(Kind)
LOW = PayPlacement(4.0, 1.0, 11.0, 80, "A survey")
NAMES = [competency.id for competency in ROLE.competencies]
# What each finding may change: nothing else of the profile is touched.
MAY_CHANGE = {
    "years_of_experience": {"own_requirements"},
    "many_must_haves": {"competencies", "own_requirements"},
    "no_competencies": {"competencies"},
    "no_weights": {"competencies"},
    "junior_title": {"competencies", "own_requirements"},
    "several_jobs": {"title", "description", "duties", "own_requirements"},
    "no_duties": {"duties"},
    "missing_direction": {"duties"},
    "no_measure": {"duties"},
    "no_engagement": {"engagement"},
    "own_business": {"engagement"},
    "pay_unit": {"engagement"},
}
# What only the employer can say.
DECIDED_BY_PEOPLE = {"no_goals", "no_pay", "junior_pay", "low_pay"}


def found(profile: VacancyProfile, code: str) -> Finding:
    return next(one for one in review(profile, ROLE, LOW) if one.code == code)


def mended(profile: VacancyProfile, code: str) -> VacancyProfile:
    changed = apply(found(profile, code), profile, ROLE, LOW)
    assert changed is not None
    return changed


# -- every profile ---------------------------------------------------------------------------------------
PIECES = st.sampled_from(
    (
        *(text for text, _ground in (*UNFAIR_EN, *UNFAIR_BN, *UNFAIR_RU)),
        *(*FAIR_EN, *FAIR_BN, *FAIR_RU),
        "press releases",
        "update our website",
        "design a logo and packaging",
        "run our call centre",
        "buy 500 Facebook likes",
        "motion graphics",
        "প্রেস রিলিজ লিখবেন",
        "ওয়েবসাইটের কনটেন্ট",
        "লোগো ডিজাইন করবেন",
        "накрутка лайков",
        "обзвон клиентов",
        "a rockstar who writes",
        "fast-paced environment",
        "hard-working",
        "চাপের মধ্যে কাজ করার মানসিকতা",
        "দক্ষ ও পরিশ্রমী",
        "стрессоустойчивость",
        "at least 5 years of experience required",
        "কমপক্ষে ৫ বছরের অভিজ্ঞতা প্রয়োজন",
        "and",
        "ও",
        "young",
        "only",
        "under 30",
        "press",
        "release",
        ", ",
        "(",
        "\n",
    )
)
WORDS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=5).map(" ".join)
SENTENCES = st.lists(WORDS, max_size=4).map(lambda parts: ". ".join(parts))
TITLES = st.one_of(
    WORDS,
    st.sampled_from(
        (
            "SMM Intern",
            "Junior SMM manager",
            "শিক্ষানবিশ এসএমএম ম্যানেজার",
            "Young SMM manager",
            "SMM manager cum graphic designer",
            "Video editor / SMM manager",
            "SMM manager, female only",
            "এসএমএম ম্যানেজার ও ভিডিও এডিটর",
            "graphic designer",
            "Стажёр SMM и дизайнер",
        )
    ),
)
REQUIREMENTS = st.builds(
    CompetencyRequirement, st.sampled_from(NAMES), st.integers(1, 5), st.integers(0, 10), st.booleans()
)
PAYS = st.builds(
    lambda amount, period: PayOffer(Decimal(amount), Decimal(amount), "BDT", period, PayBasis.GROSS),
    st.integers(0, 90_000),
    st.sampled_from(("hour", "day", "week", "month", "year", "task", "gig", "project", "moon")),
)
PROFILES = st.builds(
    build.english,
    title=TITLES,
    description=SENTENCES,
    goals=st.sampled_from(((), ("goal-sales",))),
    duties=st.lists(
        st.builds(DutyChoice, st.sampled_from((*(d.id for d in ROLE.duties), "unknown")), WORDS), max_size=4
    ).map(tuple),
    competencies=st.lists(REQUIREMENTS, max_size=8, unique_by=lambda one: one.competency_id).map(tuple),
    own_requirements=st.lists(st.builds(OwnRequirement, SENTENCES, st.booleans()), max_size=6).map(tuple),
    pay=st.one_of(st.none(), PAYS),
    engagement=st.sampled_from(("", *(route.id for route in ROLE.routes), "something else")),
)
PLACEMENTS = st.sampled_from((None, LOW))


@settings(max_examples=300, deadline=None)
@given(PROFILES, PLACEMENTS)
def test_any_suggestion_mends_its_finding_makes_nothing_worse_and_leaves_the_rest_alone(
    profile: VacancyProfile, placement: PayPlacement | None
) -> None:
    before = review(profile, ROLE, placement)
    for finding in before:
        suggestion = suggest(finding, profile, ROLE, placement, before)
        if suggestion is None:
            continue
        after = review(suggestion.profile, ROLE, placement)
        key = finding_key(finding)
        was, now = Counter(map(finding_key, before)), Counter(map(finding_key, after))
        assert now[key] < was[key]
        worse = [one for one in after if KINDS.index(one.kind) <= KINDS.index(finding.kind)]
        assert not Counter(map(finding_key, worse)) - was
        touched = set(changed_fields(profile, suggestion.profile))
        assert touched and touched == set(suggestion.fields)
        assert touched <= MAY_CHANGE.get(finding.code, {finding.field})
        assert suggestion.text.strip() and "{" not in suggestion.text.replace(
            "{", "", profile_braces(profile)
        )
        assert finding.code not in DECIDED_BY_PEOPLE


def profile_braces(profile: VacancyProfile) -> int:
    measures = (duty.measure for duty in profile.duties)
    own = (one.text for one in profile.own_requirements)
    texts = (profile.title, profile.description, *measures, *own)
    return sum(text.count("{") for text in texts)


@settings(max_examples=200, deadline=None)
@given(PROFILES, PLACEMENTS)
def test_applying_one_suggestion_after_the_other_comes_to_an_end(
    profile: VacancyProfile, placement: PayPlacement | None
) -> None:
    steps = 0
    weights: list[tuple[int, ...]] = []
    while True:
        findings = review(profile, ROLE, placement)
        count = Counter(finding.kind for finding in findings)
        weights.append(tuple(count[kind] for kind in KINDS))
        made = (suggest(finding, profile, ROLE, placement, findings) for finding in findings)
        suggestion = next((one for one in made if one is not None), None)
        if suggestion is None:
            break
        profile = suggestion.profile
        steps += 1
    # Each step leaves fewer of the weightiest it touches: that cannot go on for ever.
    assert all(later < earlier for earlier, later in pairwise(weights))
    assert steps == len(weights) - 1


def test_what_only_the_employer_can_say_has_no_suggestion() -> None:
    profile = build.english(
        goals=(), pay=None, competencies=tuple(CompetencyRequirement(name, 5, 5) for name in NAMES)
    )
    for code in ("no_goals", "no_pay"):
        assert suggest(found(profile, code), profile, ROLE) is None
    senior = build.english(competencies=profile.competencies)
    assert suggest(found(senior, "junior_pay"), senior, ROLE, LOW) is None


def test_a_finding_of_another_profile_is_not_applied() -> None:
    finding = found(build.english(engagement=""), "no_engagement")
    assert apply(finding, build.english(), ROLE) is None


# -- texts -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("You write posts, update our website and answer comments.", "You write posts and answer comments."),
        ("You write press releases and posts.", "You write posts."),
        ("You write posts and press releases. You also answer.", "You write posts. You also answer."),
        ("Update our website every week. Answer comments.", "Answer comments."),
        ("প্রেস রিলিজ ও পোস্ট লিখবেন।", "পোস্ট লিখবেন।"),
        ("পোস্ট ও প্রেস রিলিজ লিখবেন। মন্তব্যের উত্তর দেবেন।", "পোস্ট লিখবেন। মন্তব্যের উত্তর দেবেন।"),
        (
            "আপনি পোস্ট দেবেন, ওয়েবসাইটের কনটেন্ট হালনাগাদ করবেন এবং মন্তব্যের উত্তর দেবেন।",
            "আপনি পোস্ট দেবেন এবং মন্তব্যের উত্তর দেবেন।",
        ),
        ("We want a young and energetic manager for our page.", "We want a manager for our page."),
        (
            "You like people.\nFemale candidates only.\nYou know Facebook.",
            "You like people.\nYou know Facebook.",
        ),
        ("You write posts in a fast-paced environment.", "You write posts."),
        ("Smart looking girl, knows Canva.", "Knows Canva."),
        ("Стрессоустойчивость, грамотная речь, знание Canva.", "Грамотная речь, знание Canva."),
        ("পেজ চালাবেন। চাপের মধ্যে কাজ করার মানসিকতা থাকতে হবে।", "পেজ চালাবেন।"),
        ("Ведение страниц, девушка до 30 лет.", "Ведение страниц."),
    ],
)
def test_words_are_taken_out_so_that_the_rest_can_be_read(before: str, after: str) -> None:
    profile = build.english(description=before)
    (finding,) = review(profile, ROLE)
    suggestion = suggest(finding, profile, ROLE)
    assert suggestion is not None
    assert suggestion.profile.description == after
    assert suggestion.text.startswith("Takes out: ")


def test_a_sentence_that_would_be_left_in_pieces_is_the_writers_to_mend() -> None:
    profile = build.english(description="You are a rockstar who writes posts.")
    assert suggest(found(profile, "empty_phrase"), profile, ROLE) is None


def test_a_requirement_of_which_nothing_is_left_goes() -> None:
    own = (OwnRequirement("Knows Canva"), OwnRequirement("Female candidates only", is_must_have=True))
    profile = build.english(own_requirements=own)
    finding = found(profile, "unfair_wording")
    suggestion = suggest(finding, profile, ROLE)
    assert suggestion is not None and suggestion.profile.own_requirements == own[:1]
    assert "Female candidates only" in suggestion.text


def test_a_measure_outside_the_role_becomes_one_of_the_duty() -> None:
    duties = (*build.english().duties[:3], DutyChoice("R-D5", "press releases a month"))
    changed = mended(build.english(duties=duties), "outside_role")
    assert changed.duties[3].measure == ROLE.duties[4].measures[0].en
    assert changed.duties[:3] == duties[:3]


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("SMM manager cum graphic designer", "SMM manager"),
        ("Video editor / SMM manager", "SMM manager"),
        ("SMM manager, video editor & web developer", "SMM manager"),
        ("এসএমএম ম্যানেজার কাম গ্রাফিক ডিজাইনার", "এসএমএম ম্যানেজার"),
        ("SMM-менеджер и дизайнер", "SMM-менеджер"),
    ],
)
def test_a_title_is_left_with_one_job(title: str, left: str) -> None:
    assert mended(build.english(title=title), "several_jobs").title == left


def test_the_work_of_other_occupations_goes_from_every_text_at_once() -> None:
    profile = build.english(
        description="You post daily. You design our logo.",
        own_requirements=(OwnRequirement("Work in the call centre"), OwnRequirement("Knows Canva")),
    )
    changed = mended(profile, "several_jobs")
    assert changed.description == "You post daily."
    assert changed.own_requirements == (OwnRequirement("Knows Canva"),)


# -- lists -----------------------------------------------------------------------------------------------
def test_years_become_a_wish() -> None:
    own = (OwnRequirement("Knows Canva", True), OwnRequirement("5 years of experience", True))
    changed = mended(build.english(own_requirements=own), "years_of_experience")
    assert changed.own_requirements == (own[0], OwnRequirement("5 years of experience"))


def test_the_must_haves_with_the_least_weight_are_let_go_and_keep_their_weight() -> None:
    weights = (3, 9, 1, 5, 7, 2)
    asked = tuple(
        CompetencyRequirement(name, 3, weight, is_must_have=True)
        for name, weight in zip(NAMES, weights, strict=False)
    )
    changed = mended(build.english(competencies=asked, own_requirements=()), "many_must_haves")
    assert [one.is_must_have for one in changed.competencies] == [True, True, False, True, True, False]
    assert [one.weight for one in changed.competencies] == list(weights)


def test_own_must_haves_are_let_go_last() -> None:
    own = tuple(OwnRequirement(f"Reads newspaper {n}", True) for n in range(6))
    asked = (CompetencyRequirement("content", 3, 9, is_must_have=True),)
    changed = mended(build.english(competencies=asked, own_requirements=own), "many_must_haves")
    assert not changed.competencies[0].is_must_have
    assert [one.is_must_have for one in changed.own_requirements] == [True] * 4 + [False] * 2


@pytest.mark.parametrize(
    ("direction", "chosen", "added"), [("attract", "R-D3", "R-D4"), ("engage", "R-D4", "R-D3")]
)
@pytest.mark.parametrize("language", ["en", "bn"])
def test_the_missing_direction_gets_its_duty_with_a_measure_in_the_language(
    direction: str, chosen: str, added: str, language: str
) -> None:
    profile = build.english(duties=(DutyChoice(chosen, "a"),))
    duty = next(one for one in ROLE.duties if one.id == added)
    assert direction in duty.directions
    with using(language):
        changed = mended(profile, "missing_direction")
        assert changed.duties[1:] == (DutyChoice(added, say(duty.measures[0])),)


def test_competencies_are_those_the_duties_call_for_at_the_usual_level() -> None:
    profile = build.english(competencies=(), duties=(DutyChoice("R-D2", "a"),))
    asked = mended(profile, "no_competencies").competencies
    assert {one.competency_id for one in asked} == {"content", "platform_craft", "strategy"}
    assert all(one.level == ROLE.competency(one.competency_id).target_level for one in asked)


@pytest.mark.parametrize(
    ("engagement", "period", "expected"),
    [
        ("", "month", "E-W6"),
        ("", "gig", "E-W3"),
        ("E-W1", "month", "E-W6"),
        ("E-W6", "project", "E-W1"),
        ("E-W6", "task", "E-W2"),
        ("E-W4", "month", "E-W6"),
    ],
)
def test_the_engagement_is_made_to_fit_the_unit_of_pay_and_the_amount_stays(
    engagement: str, period: str, expected: str
) -> None:
    profile = build.english(engagement=engagement, pay=build.pay(period))
    codes = ("no_engagement", "own_business", "pay_unit")
    finding = next(one for one in review(profile, ROLE) if one.code in codes)
    changed = apply(finding, profile, ROLE)
    assert changed is not None and changed.engagement == expected
    assert changed.pay == profile.pay


def test_a_beginner_is_asked_for_what_a_beginner_can_show() -> None:
    profile = build.english(
        title="SMM Intern",
        competencies=tuple(CompetencyRequirement(name, 5, 5) for name in NAMES[:3]),
        own_requirements=(OwnRequirement("At least 4 years of experience", True),),
    )
    changed = mended(profile, "junior_title")
    assert {one.level for one in changed.competencies} == {3}
    assert not changed.own_requirements[0].is_must_have
    assert changed.title == profile.title


def test_years_in_a_description_are_the_writers_to_change() -> None:
    profile = build.english(title="SMM Intern", description="At least 4 years of experience are required.")
    assert suggest(found(profile, "junior_title"), profile, ROLE) is None


def test_nothing_but_the_lists_changes_when_a_sound_profile_has_nothing_to_mend() -> None:
    assert review(build.english(), ROLE) == ()
    assert changed_fields(build.english(), replace(build.english(), title="x")) == ("title",)
