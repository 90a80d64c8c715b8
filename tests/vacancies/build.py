"""Vacancy profiles for tests: a sound one in each language, to be changed where the test wants it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from smmhire.vacancies.profile import (
    Arrangement,
    CompetencyRequirement,
    DutyChoice,
    OwnRequirement,
    PayBasis,
    PayOffer,
    Place,
    VacancyProfile,
)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def pay(period: str = "month", amount: int = 40_000) -> PayOffer:
    return PayOffer(Decimal(amount), Decimal(amount + 10_000), "BDT", period, PayBasis.GROSS)


def english(**changes: object) -> VacancyProfile:
    sound = VacancyProfile(
        id=UUID("01890000-0000-7000-8000-0000000000aa"),
        title="SMM manager for a chain of bakeries",
        employer="Bakery",
        description=(
            "You keep our Facebook and Instagram pages alive: you post, answer comments and messages, settle "
            "negative reviews and grow the audience with targeted advertising. You track with tagged links "
            "who comes to our website, understand analytics and SEO, and report every month to the account "
            "manager and the PR team. You spot and report fake reviews, and you would never buy followers. "
            "You do not write press releases and make no cold calls."
        ),
        goals=("goal-sales", "goal-awareness"),
        duties=(
            DutyChoice("R-D2", "Comments and shares per 1,000 people reached"),
            DutyChoice("R-D3", "Median time to the first reply in working hours"),
            DutyChoice("R-D4", "Cost per new subscriber from the target audience"),
            DutyChoice("R-D5", "Growth in site registrations that came from social networks"),
        ),
        qualities=("R-Q1",),
        technical_skills=(),
        platform_kinds=("E-P1", "E-P4"),
        competencies=(
            CompetencyRequirement("community", 4, 5, is_must_have=True),
            CompetencyRequirement("content", 3, 4),
            CompetencyRequirement("paid_social", 3, 2),
        ),
        own_requirements=(
            OwnRequirement("Speaks Bengali and English", is_must_have=True),
            OwnRequirement("Likes bread"),
            OwnRequirement("3 years of experience are welcome"),
        ),
        pay=pay(),
        engagement="E-W6",
        place=Place(Arrangement.HYBRID, "Dhaka", "BD"),
        created_at=NOW,
        updated_at=NOW,
    )
    return replace(sound, **changes)  # type: ignore[arg-type]


def bengali(**changes: object) -> VacancyProfile:
    sound = english(
        title="বেকারির জন্য এসএমএম ম্যানেজার",
        description=(
            "আপনি আমাদের ফেসবুক ও ইনস্টাগ্রাম পেজ সচল রাখবেন: পোস্ট দেবেন, মন্তব্য ও বার্তার উত্তর দেবেন, "
            "নেতিবাচক রিভিউ সামলাবেন এবং টার্গেট করা বিজ্ঞাপনে দর্শক বাড়াবেন। ট্যাগ দেওয়া লিংক দিয়ে দেখবেন কে "
            "আমাদের ওয়েবসাইটে এলেন; অ্যানালিটিক্স ও এসইও বুঝবেন। প্রতি মাসে অ্যাকাউন্ট ম্যানেজার ও পিআর দলকে "
            "প্রতিবেদন দেবেন। ভুয়া রিভিউ শনাক্ত করে জানাবেন। লাইক বা ফলোয়ার কেনা চলবে না। "
            "প্রেস রিলিজ লিখতে হবে না।"
        ),
        duties=(
            DutyChoice("R-D2", "প্রতি ১,০০০ জনের কাছে পৌঁছে কতটি মন্তব্য ও শেয়ার এলো"),
            DutyChoice("R-D3", "কর্মঘণ্টায় প্রথম উত্তর দেওয়ার মধ্যক সময়"),
            DutyChoice("R-D4", "লক্ষ্য দর্শকের প্রতি নতুন সাবস্ক্রাইবারে খরচ"),
        ),
        own_requirements=(
            OwnRequirement("বাংলা ও ইংরেজি জানেন", is_must_have=True),
            OwnRequirement("২ বছরের অভিজ্ঞতা থাকলে ভালো"),
        ),
    )
    return replace(sound, **changes)  # type: ignore[arg-type]
