"""The review of a vacancy: what it finds, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.content import load_role
from smmhire.vacancies.profile import CompetencyRequirement, DutyChoice, OwnRequirement, VacancyProfile
from smmhire.vacancies.review import Finding, Kind, PayPlacement, review
from tests.vacancies import build

ROLE = load_role()
Builder = Callable[..., VacancyProfile]
both = pytest.mark.parametrize("profile", [build.english, build.bengali])


def found(profile: VacancyProfile) -> list[tuple[str, str]]:
    return [(finding.code, finding.place) for finding in review(profile, ROLE)]


def only(profile: VacancyProfile) -> Finding:
    (finding,) = review(profile, ROLE)
    return finding


@both
def test_a_sound_profile_has_no_finding(profile: Builder) -> None:
    assert review(profile(), ROLE) == ()


def test_every_measure_the_content_offers_is_sound() -> None:
    for duty in ROLE.duties:
        for measure in duty.measures:
            for text in (measure.en, measure.bn):
                duties = (DutyChoice("R-D2", "a"), DutyChoice("R-D4", "b"), DutyChoice(duty.id, text))
                assert review(build.english(duties=duties), ROLE) == (), text


def test_the_roles_own_description_is_not_outside_the_role() -> None:
    things = (*ROLE.goals, *ROLE.directions, *ROLE.duties, *ROLE.qualities, *ROLE.technical_skills)
    for thing in things:
        for text in (thing.name.en, thing.name.bn, thing.description.en, thing.description.bn):
            assert found(build.english(description=text)) == [], text


@pytest.mark.parametrize(
    ("text", "limit", "quote"),
    [
        ("You also update our website.", "limit-own-site", "update our website"),
        ("ওয়েবসাইটের কনটেন্ট হালনাগাদ করবেন।", "limit-own-site", "ওয়েবসাইটের কনটেন্ট"),
        ("наполнение сайта компании", "limit-own-site", "наполнение сайта"),
        ("Improve the website's SEO", "limit-site-seo", "website's SEO"),
        ("সাইটের এসইও দেখবেন", "limit-site-seo", "সাইটের এসইও"),
        ("PR campaigns", "limit-pr-campaigns", "PR campaigns"),
        ("প্রেস রিলিজ লিখবেন", "limit-pr-campaigns", "প্রেস রিলিজ"),
        ("a one-off campaign in May", "limit-one-off-advertising", "one-off campaign"),
        ("client retention", "limit-account-management", "client retention"),
        ("ক্লায়েন্ট ধরে রাখা", "limit-account-management", "ক্লায়েন্ট ধরে রাখা"),
        ("Commercial proposals", "limit-proposals", "Commercial proposals"),
        ("বাণিজ্যিক প্রস্তাবের খসড়া", "limit-proposals", "বাণিজ্যিক প্রস্তাবের"),
    ],
)
def test_work_outside_the_role_is_named_with_the_words_that_say_so(text: str, limit: str, quote: str) -> None:
    finding = only(build.english(description=text))
    assert (finding.code, finding.kind, finding.place) == ("outside_role", Kind.OUTSIDE, "description")
    assert finding.param("limit") == limit
    assert finding.param("words") == quote
    assert set(finding.sources) <= {"R2", "R3", "R5"} and finding.sources


def test_every_text_the_employer_wrote_is_looked_at() -> None:
    words = "press releases"
    duties = (*build.english().duties[:3], DutyChoice("R-D5", words))
    for changes, place in [
        ({"title": words}, "title"),
        ({"description": words}, "description"),
        ({"duties": duties}, "duties.3"),
        ({"own_requirements": (OwnRequirement("a"), OwnRequirement(words))}, "own_requirements.1"),
    ]:
        assert found(build.english(**changes)) == [("outside_role", place)]


@pytest.mark.parametrize("text", ["Buy 500 Facebook likes", "৫০০ ফেসবুক লাইক কেনা", "накрутка лайков"])
def test_buying_an_audience_is_against_the_platforms_rules(text: str) -> None:
    finding = only(build.english(description=text))
    assert (finding.code, finding.kind) == ("bought_audience", Kind.OUTSIDE)
    assert "E-W3" in finding.sources


@pytest.mark.parametrize(
    ("chosen", "missing"),
    [
        (("R-D3",), ["attract"]),
        (("R-D4",), ["engage"]),
        (("R-D1", "R-D5"), ["attract", "engage"]),
        (("R-D2",), []),
        (("R-D3", "R-D4"), []),
    ],
)
def test_each_of_the_two_directions_needs_a_duty(chosen: tuple[str, ...], missing: list[str]) -> None:
    findings = review(build.english(duties=tuple(DutyChoice(duty, "a measure") for duty in chosen)), ROLE)
    assert [finding.param("direction") for finding in findings] == missing
    assert all(finding.code == "missing_direction" and "R8" in finding.sources for finding in findings)


def test_a_duty_without_a_measure_is_named() -> None:
    duties = (DutyChoice("R-D2", "a measure"), DutyChoice("R-D3", "  "))
    finding = only(build.english(duties=duties))
    assert (finding.code, finding.place, finding.param("duty")) == ("no_measure", "duties.1", "R-D3")
    assert "R-D3" in finding.sources


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        ({"goals": ()}, "no_goals", "goals"),
        ({"duties": ()}, "no_duties", "duties"),
        ({"competencies": ()}, "no_competencies", "competencies"),
        ({"pay": None}, "no_pay", "pay"),
        ({"engagement": ""}, "no_engagement", "engagement"),
    ],
)
def test_what_is_missing_is_said_once(changes: dict[str, object], code: str, place: str) -> None:
    finding = only(build.english(**changes))
    assert (finding.code, finding.kind, finding.place) == (code, Kind.MISSING, place)


def test_a_pay_of_nothing_is_no_pay() -> None:
    nothing = replace(build.pay(), low=build.pay().low * 0, high=build.pay().high * 0)
    assert found(build.english(pay=nothing)) == [("no_pay", "pay")]


def test_weights_that_are_all_zero_contradict_a_ranking() -> None:
    finding = only(build.english(competencies=(CompetencyRequirement("content", 3, 0),)))
    assert (finding.code, finding.kind) == ("no_weights", Kind.CONTRADICTION)


@pytest.mark.parametrize(("count", "codes"), [(4, []), (5, ["many_must_haves"])])
def test_more_than_four_must_haves_are_advised_against(count: int, codes: list[str]) -> None:
    names = [competency.id for competency in ROLE.competencies][:count]
    profile = build.english(
        competencies=tuple(CompetencyRequirement(name, 3, 1, is_must_have=True) for name in names),
        own_requirements=(),
    )
    findings = review(profile, ROLE)
    assert [finding.code for finding in findings] == codes
    assert all((finding.param("count"), finding.param("one_in")) == ("5", "32") for finding in findings)


def test_must_haves_in_the_employers_own_words_count_too() -> None:
    must_haves = tuple(OwnRequirement(f"Reads {n} newspapers", is_must_have=True) for n in range(4))
    assert found(build.english(own_requirements=must_haves)) == [("many_must_haves", "competencies")]


@pytest.mark.parametrize(
    "text", ["At least 3 years of experience in SMM", "কমপক্ষে ৩ বছরের অভিজ্ঞতা", "Опыт работы от 3 лет"]
)
def test_years_of_experience_are_questioned_only_as_a_must_have(text: str) -> None:
    finding = only(build.english(own_requirements=(OwnRequirement(text, is_must_have=True),)))
    assert (finding.code, finding.kind, finding.place) == (
        "years_of_experience",
        Kind.ADVICE,
        "own_requirements.0",
    )
    assert "SACKETT-2022" in finding.sources
    assert found(build.english(own_requirements=(OwnRequirement(text),))) == []


@pytest.mark.parametrize(
    ("engagement", "period", "codes"),
    [
        ("E-W6", "month", []),
        ("E-W6", "year", []),
        ("E-W6", "project", ["pay_unit"]),
        ("E-W6", "gig", ["pay_unit"]),
        ("E-W1", "hour", []),
        ("E-W1", "project", []),
        ("E-W1", "month", ["pay_unit"]),
        ("E-W2", "task", []),
        ("E-W2", "month", ["pay_unit"]),
        ("E-W3", "gig", []),
        ("E-W3", "hour", ["pay_unit"]),
    ],
)
def test_the_unit_of_pay_has_to_go_with_the_engagement(
    engagement: str, period: str, codes: list[str]
) -> None:
    profile = build.english(engagement=engagement, pay=build.pay(period))
    assert [code for code, _place in found(profile)] == codes


@pytest.mark.parametrize("engagement", ["E-W4", "E-W5"])
def test_a_page_of_ones_own_is_no_vacancy(engagement: str) -> None:
    assert found(build.english(engagement=engagement)) == [("own_business", "engagement")]


def test_the_weightiest_findings_come_first() -> None:
    profile = build.english(
        description="press releases",
        goals=(),
        engagement="E-W2",
        own_requirements=(OwnRequirement("5 years of experience", is_must_have=True),),
    )
    kinds = [finding.kind for finding in review(profile, ROLE)]
    assert kinds == [Kind.OUTSIDE, Kind.CONTRADICTION, Kind.MISSING, Kind.ADVICE]


@given(st.text(max_size=80), st.booleans(), st.sampled_from(["", "E-W1", "E-W6", "something else"]))
def test_no_profile_is_ever_refused(text: str, is_must_have: bool, engagement: str) -> None:
    profile = build.english(
        title=text,
        description=text,
        duties=(DutyChoice("unknown", text),),
        own_requirements=(OwnRequirement(text, is_must_have),),
        engagement=engagement,
    )
    assert all(finding.place for finding in review(profile, ROLE))


def test_a_param_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        only(build.english(pay=None)).param("words")


# -- several jobs, beginners and experts -----------------------------------------------------------------
EVERYTHING = (
    "Design our logo and packaging. Shoot commercials with motion graphics. Web development for our shop. "
    "You also work in our call centre."
)
SENIOR = tuple(CompetencyRequirement(competency.id, 4, 5) for competency in ROLE.competencies)
LOW = PayPlacement(5.0, 2.0, 12.0, 60, "A survey")


def test_the_work_of_several_occupations_is_several_jobs() -> None:
    findings = review(build.english(description=EVERYTHING), ROLE)
    assert [finding.code for finding in findings] == ["outside_role"] * 4 + ["several_jobs"]
    assert set(findings[-1].param("limits").split("\n")) == {
        "limit-design-studio",
        "limit-film-studio",
        "limit-own-site",
        "limit-sales",
    }


def test_the_work_of_one_other_occupation_is_no_second_job() -> None:
    text = "Client retention. Commercial proposals."  # both are the account manager's
    assert {code for code, _place in found(build.english(description=text))} == {"outside_role"}


def test_several_jobs_are_found_wherever_they_are_asked_for() -> None:
    own = (OwnRequirement("Logo design"), OwnRequirement("Telesales"))
    assert ("several_jobs", "own_requirements.0") in found(build.english(own_requirements=own))


@pytest.mark.parametrize(
    "title",
    [
        "SMM manager cum graphic designer",
        "Social media manager & video editor",
        "Graphic designer / SMM manager",
        "এসএমএম ম্যানেজার কাম গ্রাফিক ডিজাইনার",
        "এসএমএম ম্যানেজার ও ভিডিও এডিটর",
        "SMM-менеджер и дизайнер",
        "SMM-менеджер / фотограф",
    ],
)
def test_a_title_that_joins_a_second_job_is_several_jobs(title: str) -> None:
    assert found(build.english(title=title)) == [("several_jobs", "title")]


@pytest.mark.parametrize(
    "title",
    [
        "SMM manager",
        "SMM manager for a chain of photographers",
        "SMM manager and community moderator",
        "SMM manager, designer clothes",
        "এসএমএম ম্যানেজার, ঢাকা",
        "SMM-менеджер",
    ],
)
def test_a_title_of_one_job_is_left_alone(title: str) -> None:
    assert found(build.english(title=title)) == []


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("Logo design", "limit-design-studio"),
        ("প্যাকেজিং ডিজাইন করবেন", "limit-design-studio"),
        ("дизайн упаковки", "limit-design-studio"),
        ("Motion graphics", "limit-film-studio"),
        ("থ্রিডি অ্যানিমেশন", "limit-film-studio"),
        ("создание анимации", "limit-film-studio"),
        ("Reach the monthly sales target", "limit-sales"),
        ("কল সেন্টারে বসবেন", "limit-sales"),
        ("выполнение плана продаж", "limit-sales"),
    ],
)
def test_design_film_and_selling_are_outside_by_the_definition_of_the_role(text: str, limit: str) -> None:
    finding = only(build.english(description=text))
    assert finding.param("limit") == limit
    # No source names them: what they rest on is what the role is.
    assert "R6" in finding.sources and not {"R3", "R5"} & set(finding.sources)


@pytest.mark.parametrize(
    "text",
    [
        "Make pictures for posts from templates",
        "Edit short videos for reels",
        "You work by the brand book",
        "Brief the designer and the photographer",
        "Sales are one of our goals",
        "Hand enquiries over to the sales team",
        "পোস্টের জন্য সহজ ছবি ও ছোট ভিডিও বানাবেন",
        "ব্র্যান্ড বুক মেনে পোস্ট বানাবেন",
        "ইনকোয়ারি বিক্রয় দলের কাছে পৌঁছে দেবেন",
        "Простой монтаж рилс",
        "Задания дизайнеру и фотографу",
    ],
)
def test_simple_pictures_and_handing_over_to_sales_are_the_roles_own(text: str) -> None:
    assert found(build.english(description=text)) == []


@pytest.mark.parametrize(
    "title",
    [
        "SMM Intern",
        "Trainee, social media",
        "Entry-level SMM manager",
        "Junior SMM manager",
        "শিক্ষানবিশ এসএমএম ম্যানেজার",
        "জুনিয়র এসএমএম ম্যানেজার",
        "Стажёр SMM",
        "Младший SMM-менеджер",
    ],
)
def test_a_beginners_title_with_an_experts_levels_contradicts_itself(title: str) -> None:
    finding = only(build.english(title=title, competencies=SENIOR))
    assert (finding.code, finding.kind, finding.place) == ("junior_title", Kind.CONTRADICTION, "title")
    assert found(build.english(title=title)) == []
    assert found(build.english(title="International SMM manager", competencies=SENIOR)) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("At least 5 years of experience are required.", ["junior_title"]),
        ("কমপক্ষে ৪ বছরের অভিজ্ঞতা থাকতে হবে।", ["junior_title"]),
        ("Требуется опыт работы от 3 лет.", ["junior_title"]),
        ("At least 1 year of experience is required.", []),
        ("Our company has at least 20 years of experience.", []),
        ("5 years of experience are welcome.", []),
        ("আমাদের ১০ বছরের অভিজ্ঞতা আছে।", []),
    ],
)
def test_a_beginners_title_with_several_years_demanded_contradicts_itself(
    text: str, codes: list[str]
) -> None:
    assert [code for code, _place in found(build.english(title="SMM Intern", description=text))] == codes


def test_a_few_high_levels_are_no_senior_demand() -> None:
    levels = (4, 4, 4, 3, 3, 3, 3, 3)
    asked = tuple(replace(one, level=level) for one, level in zip(SENIOR, levels, strict=True))
    assert found(build.english(title="SMM Intern", competencies=asked)) == []


def test_a_beginners_pay_for_an_experts_work_is_found_where_there_is_a_benchmark() -> None:
    senior = build.english(competencies=SENIOR)
    (finding,) = review(senior, ROLE, LOW)
    assert (finding.code, finding.kind, finding.place) == ("junior_pay", Kind.CONTRADICTION, "pay")
    assert finding.param("source") == "A survey"
    assert review(senior, ROLE) == ()


def test_low_pay_is_said_whatever_is_asked_for() -> None:
    (finding,) = review(build.english(), ROLE, LOW)
    assert (finding.code, finding.kind, finding.place) == ("low_pay", Kind.ADVICE, "pay")
    assert finding.param("source") == "A survey"
    assert review(build.english(), ROLE) == ()


@pytest.mark.parametrize("changes", [{}, {"competencies": SENIOR}])
def test_pay_whose_interval_reaches_the_25th_percentile_is_not_called_low(changes: dict[str, object]) -> None:
    assert review(build.english(**changes), ROLE, replace(LOW, high=25.0)) == ()


@pytest.mark.parametrize("place", ["title", "description", "duties.0", "own_requirements.0"])
def test_unfair_and_empty_wording_is_found_in_every_text(place: str) -> None:
    text = "Female candidates only, stress-resistant"
    changes = {
        "title": {"title": text},
        "description": {"description": text},
        "duties.0": {"duties": (DutyChoice("R-D2", text), *build.english().duties[1:])},
        "own_requirements.0": {"own_requirements": (OwnRequirement(text),)},
    }[place]
    assert found(build.english(**changes)) == [("unfair_wording", place), ("empty_phrase", place)]
