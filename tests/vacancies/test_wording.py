"""Finding phrases in what people write, however it was typed."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.content import load_role
from smmhire.vacancies.patterns import BOUGHT_AUDIENCE, YEARS_OF_EXPERIENCE
from smmhire.vacancies.wording import find_patterns, find_phrases, fold

PHRASES = ("press release", "cold call", "প্রেস রিলিজ", "কোল্ড কল", "গুগলে র‍্যাংক", "seo-аудит", "пресс-релиз")
LIMITS = [(limit.id, phrase) for limit in load_role().limits for phrase in limit.phrases]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write press releases.", ("press releases",)),
        ("PRESS  RELEASE\tand Cold Calling", ("PRESS RELEASE", "Cold Calling")),
        ("compress releases", ()),  # not the beginning of a word
        ("প্রেস রিলিজের খসড়া", ("প্রেস রিলিজের",)),
        ("গুগলে র্যাংক করানো", ("গুগলে র্যাংক",)),  # typed without the joiner
        ("SEO‑аудит", ("SEO‑аудит",)),  # another hyphen
        ("Пресс-релизы писать", ("Пресс-релизы",)),
        ("press release, press release", ("press release",)),
    ],
)
def test_phrases_are_found_however_they_are_typed(text: str, found: tuple[str, ...]) -> None:
    assert find_phrases(text, PHRASES) == found


@pytest.mark.parametrize(
    "text",
    [
        "no press releases",
        "You will not write any press releases",
        "You don't make cold calls",
        "without press releases",
        "প্রেস রিলিজ লিখতে হবে না",
        "এতে কোল্ড কল নেই।",
        "প্রেস রিলিজ ছাড়া বাকি সব",
        "без пресс-релизов",
        "не нужно писать пресс-релизы",
    ],
)
def test_what_a_text_denies_is_not_what_it_asks_for(text: str) -> None:
    assert find_phrases(text, PHRASES) == ()
    assert find_phrases(normalize("NFD", text), PHRASES) == ()


@pytest.mark.parametrize(
    "text",
    [
        "not only press releases but also posts",
        "no more than two press releases a month",
        "Nobody else is there. Write press releases",
        "শুধু প্রেস রিলিজ নয়, পোস্টও",
        "প্রেস রিলিজ লেখা। দেরি করা যাবে না",
        "প্রেস রিলিজ লেখা, দেরি করা যাবে না",
        "не только пресс-релизы",
    ],
)
def test_a_denial_of_something_else_hides_nothing(text: str) -> None:
    assert len(find_phrases(text, PHRASES)) == 1


def test_an_exception_spares_only_what_lies_within_it() -> None:
    exceptions = ("social media account management",)
    assert find_phrases("Social media account management", ["account management"], exceptions) == ()
    assert find_phrases(
        "social media account management and account management", ["account management"], exceptions
    ) == ("account management",)


@pytest.mark.parametrize(("limit", "phrase"), LIMITS)
def test_every_phrase_of_the_content_is_found_in_every_spelling(limit: str, phrase: str) -> None:
    for form in ("NFC", "NFD"):
        for typed in (phrase, phrase.upper(), phrase.replace("\u200d", ""), phrase.replace(" ", "  ")):
            assert find_phrases(f"… {normalize(form, typed)} …", [phrase]), (limit, form, typed)


@given(st.text(max_size=60))
def test_any_text_can_be_folded_and_quoted(text: str) -> None:
    folded = fold(text)
    assert len(folded.folded) == len(folded.origin)
    if folded.folded.strip():
        assert isinstance(folded.quote(0, len(folded.folded)), str)
    find_phrases(text, PHRASES)
    find_patterns(text, BOUGHT_AUDIENCE)


@pytest.mark.parametrize(
    "text",
    [
        "At least 3 years of experience",
        "3-5 years' experience in SMM",
        "Experience: minimum two years",
        "5+ yrs of hands-on social media experience",
        "২ বছরের অভিজ্ঞতা",
        "কমপক্ষে ৩-৫ বছরের কাজের অভিজ্ঞতা",
        "অভিজ্ঞতা: ন্যূনতম দুই বছর",
        normalize("NFD", "নয় বছরের অভিজ্ঞতা"),
        "Опыт работы от 3 лет",
        "стаж не менее двух лет",
    ],
)
def test_years_of_experience_are_found_in_three_languages(text: str) -> None:
    assert len(find_patterns(text, YEARS_OF_EXPERIENCE)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "3 years of growth and a degree",
        "experience with Canva",
        "At least 25 years old",
        "ক্যানভা ব্যবহারের অভিজ্ঞতা",
        "বয়স ২৫ বছর",
        "опыт работы с рекламой",
    ],
)
def test_other_years_and_other_experience_are_left_alone(text: str) -> None:
    assert find_patterns(text, YEARS_OF_EXPERIENCE) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Buy 5,000 Facebook likes",
        "buying real followers every month",
        "write fake reviews",
        "take part in a like exchange",
        "৫০০ ফেসবুক লাইক কেনা",
        normalize("NFD", "ফলোয়ার কিনে পেজ বড় করা"),
        "ভুয়া রিভিউ লেখা",
        "накрутка подписчиков",
        "покупка лайков",
    ],
)
def test_a_bought_audience_is_found_in_three_languages(text: str) -> None:
    assert len(find_patterns(text, BOUGHT_AUDIENCE)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Never buy followers",
        "report fake reviews and remove bot accounts",
        "reach people who buy, followers who comment",
        "turn followers into people who buy",
        "answer reviews of products people purchase",
        "ফলোয়ার কেনা যাবে না",
        "ভুয়া রিভিউ শনাক্ত করা",
        "লাইক ও মন্তব্য বাড়ানো",
    ],
)
def test_ordinary_work_with_an_audience_is_left_alone(text: str) -> None:
    assert find_patterns(text, BOUGHT_AUDIENCE) == ()
