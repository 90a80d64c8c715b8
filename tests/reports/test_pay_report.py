"""The pay report: an answer, the figures, and everything needed to repeat them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from reportlab.lib.pagesizes import A4

from smmhire.content import load_role
from smmhire.pay.ageing import AgeingIndex
from smmhire.pay.amounts import Market
from smmhire.pay.benchmark import BenchmarkQuery, benchmark
from smmhire.pay.columns import PayColumns
from smmhire.pay.rate_legs import OwnRate
from smmhire.pay.rates import Rates
from smmhire.reports.pay_report import PayReport, pay_report_pdf
from smmhire.reports.pay_words import currency_name
from smmhire.reports.style import BOTTOM, SIDE
from smmhire.services.charts import pay_chart
from smmhire.texts import using
from tests.pay.builders import benchmark_of, observation, source
from tests.reports import build
from tests.reports.build import MADE_ON, Language
from tests.reports.reading import (
    fonts_not_embedded,
    latin_words,
    letters,
    lines_that_meet,
    pages,
    text_of,
)


def made(language: Language = "en", **query: object) -> bytes:
    return pay_report_pdf(build.pay_report(language, **query), language)  # type: ignore[arg-type]


def without_data(language: Language) -> bytes:
    query = BenchmarkQuery(currency="BDT", period="month", country="BD", as_of=MADE_ON)
    return pay_report_pdf(PayReport(benchmark_of([], [], query), None, None, None, (), MADE_ON), language)


@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_first_page_answers_in_one_sentence(language: Language) -> None:
    report = build.pay_report(language)
    assert report.offer is not None
    with using(language):
        sentence = report.offer.sentence()
    assert sentence in pages(pay_report_pdf(report, language))[0]


def test_without_an_offer_the_middle_pay_is_the_answer_with_its_interval() -> None:
    first = pages(made(offer=None))[0]
    # 40 figures 30,000 + 2,000·i: type 7 P50 = 69,000; ranks 14 and 27 of Bin(40, 1/2).
    assert "Half of the SMM managers in this data are paid more than $69,000 a year" in first
    assert "make it $56,000 to $82,000 (40 figures)" in first
    assert "The offer of" not in first


def test_figures_stand_with_numbers_contributors_and_intervals() -> None:
    text = text_of(made())
    assert "All together 40 40 $37,800" in text
    assert "$69,000 [$56,000 – $82,000]" in text


def test_the_bounds_are_those_the_figures_were_held_against() -> None:
    assert "Plausible are $15,000 to $1,000,000 a year" in text_of(made())
    # No country is asked for: figures from the United States were held against their own bounds.
    anywhere = text_of(made(country=None))
    assert "Plausible are $600 to $1,000,000 a year" in anywhere
    assert "United States: plausible are $15,000 to $1,000,000 a year" in anywhere
    # Figures a year are shown a month: they were judged as they were given.
    monthly = text_of(made(period="month"))
    assert "Plausible are $50 to $80,000 a month" in monthly
    assert "Plausible are $15,000 to $1,000,000 a year" in monthly


def test_a_suppressed_group_says_why_and_shows_nothing() -> None:
    report = build.pay_report()
    text = text_of(pay_report_pdf(report, "en"))
    withheld = report.benchmark.cells[-1]
    assert not withheld.p50.shown
    assert "8–10 years 3 3 Not shown. Contributors: 3; needed: 5." in text
    # P10 and P90 of seven figures are withheld one by one.
    assert text.count("Not shown. Contributors: 7; needed: 10.") == 2


def test_no_figure_below_the_limits_is_printed_anywhere() -> None:
    text = text_of(made())
    for place in (37, 38, 39):  # the three figures of the last band; the last is the maximum of all
        assert f"${30_000 + 2_000 * place:,}" not in text
    assert "$30,000" not in text


def test_an_open_side_of_an_interval_is_called_not_estimable_or_withheld() -> None:
    text = text_of(made())
    assert "not estimable –" in text or "[not estimable" in text
    assert "withheld" in text


@pytest.mark.parametrize("language", ["bn", "en"])
def test_official_figures_are_marked_as_other_occupations(language: Language) -> None:
    text = text_of(made(language))
    marked = {"bn": "কাছাকাছি পেশা, খোদ এসএমএম নয়", "en": "nearest occupations, not SMM itself"}
    assert marked[language] in text
    names = {"bn": "জনসংযোগ বিশেষজ্ঞ", "en": "Public relations specialists"}
    assert names[language] in text


@pytest.mark.parametrize("language", ["bn", "en"])
def test_no_data_is_an_answer(language: Language) -> None:
    read = pages(without_data(language))
    answer = {"bn": "তার জায়গায় কোনো অঙ্ক বানানো হয়নি", "en": "No figure is invented in their place."}
    bangladesh = {"bn": "বাংলাদেশের কোনো তথ্য নেই", "en": "No data for Bangladesh"}
    assert len(read) == 1
    assert answer[language] in read[0]
    assert bangladesh[language] in read[0]


@pytest.mark.parametrize("language", ["bn", "en"])
def test_a_reader_can_repeat_the_middle(language: Language) -> None:
    text = text_of(made(language))
    # n = 40: place 20.5, figures 14 and 27.
    wanted = {
        "bn": "এখানে n = ৪০: মাঝামাঝি মান ২০.৫তম স্থানে, তার ব্যবধি ১৪তম থেকে ২৭তম অঙ্ক পর্যন্ত।",
        "en": "Here n = 40: the middle lies at place 20.5, its interval reaches from figure 14 to figure 27.",
    }
    assert wanted[language] in text
    assert "Social Media Manager" in text


def test_sources_stand_with_licence_and_date_as_they_were_typed() -> None:
    text = text_of(made())
    assert "A survey <2026> & more" in text
    assert "Own data" in text
    assert "1 June 2026" in text


def test_left_out_titles_and_figures_are_counted() -> None:
    seen = [
        observation(row, amount=30_000.0 + 1_000 * row, title=title)
        for row, title in enumerate(["SMM Manager"] * 8 + ["Social Media Lead"] * 3)
    ]
    seen += [observation(50, currency="USD")]
    query = BenchmarkQuery(
        currency="BDT", period="month", excluded_titles=("Social Media Lead",), as_of=MADE_ON
    )
    found = benchmark_of(seen, [source()], query)
    text = text_of(pay_report_pdf(PayReport(found, None, None, None, (), MADE_ON), "en"))
    assert "Left out by the user: Social Media Lead (3)." in text
    assert "Figures with titles you left out: 3." in text
    assert "Left out because they are in other currencies: 1." in text
    assert "all countries" in text


def test_conversions_are_printed() -> None:
    seen = [observation(row, amount=200.0 + row, period="hour") for row in range(8)]
    found = benchmark_of(seen, [source()], BenchmarkQuery(currency="BDT", period="month", as_of=MADE_ON))
    text = text_of(pay_report_pdf(PayReport(found, None, None, None, (), MADE_ON), "en"))
    assert found.overall.conversions
    assert found.overall.conversions[0].text() in text


def test_a_bengali_report_has_no_english_words_and_no_latin_digits() -> None:
    for data in (made("bn"), without_data("bn")):
        text = text_of(data)
        names = ("A survey <2026> & more", "Own data", "Social Media Manager", "DerSimonian", "Laird")
        assert latin_words(text, *names) == set()
        # Codes of occupations are names to look up, not numbers.
        bare = re.sub(r"\b\d\d-\d{4}\b", "", text.replace("<2026>", ""))
        assert not any(character in "0123456789" for character in bare)


@pytest.mark.parametrize("language", ["bn", "en"])
def test_nothing_leaves_the_page_or_lies_on_another_line(language: Language) -> None:
    data = made(language)
    assert len(pages(data)) in (2, 3)
    for page in letters(data):
        for letter in page:
            assert letter.left > SIDE - 1
            assert letter.right < A4[0] - SIDE + 1
            assert letter.bottom > BOTTOM - 32
        assert lines_that_meet(page) == []


@pytest.mark.parametrize("language", ["bn", "en"])
def test_fonts_are_embedded_and_the_bytes_reproducible(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    first = made(language)
    assert fonts_not_embedded(first) == []
    assert load_role().competencies  # something else happens in between
    assert made(language) == first


def test_indian_money_is_called_rupees_in_both_languages() -> None:
    with using("bn"):
        assert currency_name("INR") == "ভারতীয় রুপি"
    with using("en"):
        assert currency_name("INR") == "Indian rupees"


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("kind", ["currency", "ageing", "basis"])
def test_a_report_is_whole_under_every_conversion(language: Language, kind: str) -> None:
    asked = {
        "currency": {"convert_currency": True},
        "ageing": {"age_by": "wages", "age_to": date(2026, 6, 1)},
        "basis": {"convert_basis": True, "net_share": 0.5, "basis": "net"},
    }[kind]
    rate = OwnRate(uuid4(), "USD", "BDT", date(2026, 1, 1), 120.0, "A bank", datetime(2026, 1, 1, tzinfo=UTC))
    index = AgeingIndex("wages", "An office", ((date(2026, 1, 1), 100.0), (date(2026, 6, 1), 104.0)))
    market = Market(rates=Rates({}, [rate]), indices={"wages": index})
    seen = [
        observation(row, amount=300.0 if row % 2 else 36_000.0 + row, currency="USD" if row % 2 else "BDT")
        for row in range(2, 30)
    ]
    query = BenchmarkQuery("BDT", "month", as_of=MADE_ON, **asked)  # type: ignore[arg-type]
    found = benchmark(PayColumns.of(seen, [source()]), query, market)
    assert found.overall.conversions
    made_of = PayReport(found, None, None, None, (), MADE_ON)
    text = " ".join(text_of(pay_report_pdf(made_of, language)).split())
    with using(language):
        for reason in found.overall.conversions:
            assert " ".join(reason.text().split()) in text


@pytest.mark.parametrize("language", ["bn", "en"])
def test_many_groups_and_files_still_make_three_pages(language: Language) -> None:
    assumed = ("The survey asks for annual salary; it is read as base pay before tax.",)
    files = [source(UUID(int=place + 1), name="Job posts", assumptions=assumed) for place in range(4)]
    seen = [
        observation(
            row, source_id=files[row % 4].id, amount=20_000.0 + 100 * row, title=f"SMM Manager {row % 40}"
        )
        for row in range(2, 300)
    ]
    query = BenchmarkQuery("BDT", "month", by="title", as_of=MADE_ON)
    found = benchmark_of(seen, files, query)
    with using(language):
        chart = pay_chart(found, None)
    read = pages(pay_report_pdf(PayReport(found, None, chart, None, (), MADE_ON), language))
    assert len(read) <= 3
