"""The text for applicants: composed from the profile alone, in both languages."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest

from smmhire.services import posting
from smmhire.services.role import role
from smmhire.texts import say, using
from smmhire.vacancies.profile import VacancyProfile
from tests.reports.reading import latin_words
from tests.vacancies import build

UNTIL = date(2027, 1, 31)


def text(profile: VacancyProfile, language: str = "en") -> str:
    with using(language):
        return posting.as_text(posting.compose(profile, role()))


def full(**changes: object) -> VacancyProfile:
    return build.english(**({"apply_until": UNTIL, "how_to_apply": "jobs@example.org\nTwo posts"} | changes))


def test_everything_an_applicant_asks_is_answered() -> None:
    said = text(full())
    for part in (
        "SMM manager for a chain of bakeries",
        "Pay: ৳40,000–৳50,000 a month, before tax",
        "Apply by 31 January 2027",
        "We measure it by: Median time to the first reply in working hours",
        "jobs@example.org",
        "The last day to apply is 31 January 2027.",
        "whatever your gender, age, religion",
    ):
        assert part in said
    must, wish = said.index("WHAT YOU MUST BE ABLE TO SHOW"), said.index("WHAT HELPS")
    assert must < said.index("Speaks Bengali and English") < wish < said.index("Likes bread")
    assert must < said.index("Community and moderation") < wish < said.index("Content and copy")
    assert said.index("Content and copy") < said.index("Paid social"), "the weightier wish comes first"


def test_a_bengali_posting_has_no_english_sentence() -> None:
    profile = build.bengali(apply_until=UNTIL, how_to_apply="আমাদের দোকানে এসে দিন", employer="সোনার বাংলা বেকারি")
    said = text(profile, "bn")
    assert "৳৪০,০০০–৳৫০,০০০" in said and "৩১ জানুয়ারি ২০২৭" in said
    assert latin_words(said.replace("Dhaka", "")) == set()
    assert posting.equal_treatment() not in said
    with using("bn"):
        assert posting.equal_treatment() in said


def test_what_the_profile_does_not_say_is_left_out() -> None:
    empty = full(
        pay=None, apply_until=None, how_to_apply=" ", goals=(), duties=(), description="", competencies=(),
        own_requirements=(), qualities=(), platform_kinds=(), employer="",
    )  # fmt: skip
    said = text(empty)
    assert "Pay" not in said and "HOW TO APPLY" not in said and "WHAT YOU WILL DO" not in said
    assert "WHAT OUR PAGES" not in said and "None" not in said
    assert "WHAT WE OFFER" in said and "EVERYBODY HAS THE SAME CHANCE" in said
    assert "\n\n\n" not in said


def test_every_level_asked_for_is_described_by_what_people_do() -> None:
    profile = full()
    said = text(profile)
    for requirement in profile.competencies:
        anchor = role().competency(requirement.competency_id).anchors[requirement.level - 1]
        assert say(anchor) in said


class Tags(HTMLParser):
    """What is open at each moment; fails where something closes that is not."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in ("br", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_page_is_whole_html_in_which_typed_markup_stays_text(language: str) -> None:
    nasty = "<b onmouseover=x>&amp; “bread”</b>"
    with using(language):
        made = posting.compose(full(title=nasty, description=nasty, employer=nasty), role())
        page = posting.as_page(made)
    reader = Tags()
    reader.feed(page)
    assert reader.open == [] and "b" not in reader.seen
    assert f'<html lang="{language}">' in page
    assert "&lt;b onmouseover=x&gt;&amp;amp;" in page
