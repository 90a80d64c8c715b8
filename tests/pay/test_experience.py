from __future__ import annotations

import pytest

from smmhire.pay.experience import GATHERED, experience_label, gathered, parse_experience


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1 year or less", (0, 1)),
        ("2 - 4 years", (2, 4)),
        ("5-7 years", (5, 7)),
        ("41 years or more", (41, None)),
        ("5+ years", (5, None)),
        ("More than 10 years", (10, None)),
        ("less than 1 year", (0, 1)),
        ("1.5 years", (1.5, 1.5)),
        ("3", (3, 3)),
        ("No experience required", (0, 0)),
        ("Нет опыта", (0, 0)),
        ("От 1 года до 3 лет", (1, 3)),
        ("От 3 лет", (3, None)),
        ("Более 6 лет", (6, None)),
        ("менее 1 года", (0, 1)),
        ("২-৪ বছর", (2, 4)),
        ("১ বছরের কম", (0, 1)),
        ("কমপক্ষে ২ বছর", (2, None)),
        ("৫ বছরের বেশি", (5, None)),
        ("অভিজ্ঞতা নেই", (0, 0)),
        ("6 months", (0.5, 0.5)),
        ("18 months", (1.5, 1.5)),
        ("6-12 months", (0.5, 1)),
        ("6 months to 2 years", (0.5, 2)),
        ("1 year 6 months", (1.5, 1.5)),
        ("2 years and 3 months", (2.25, 2.25)),
        ("от 6 месяцев", (0.5, None)),
        ("до года", (0, 1)),
        ("less than a year", (0, 1)),
        ("two years", (2, 2)),
        ("0-1 yrs", (0, 1)),
        ("2–3 года", (2, 3)),
        ("5 лет и более", (5, None)),
        ("От 3 до 6 лет", (3, 6)),
        ("দেড় বছর", (1.5, 1.5)),
        ("দুই বছর", (2, 2)),
        ("৬ মাস", (0.5, 0.5)),
        ("১ থেকে ৩ বছর", (1, 3)),
        ("৫ বছর বা তার বেশি", (5, None)),
        ("সর্বোচ্চ ২ বছর", (0, 2)),
        ("Fresher", (0, 0)),
        ("since 2015", None),
        ("Intermediate", None),
        ("7 - 5 years", None),
    ],
)
def test_years_are_read_in_three_languages(text, years) -> None:
    assert parse_experience(text) == years


@pytest.mark.parametrize(
    ("band", "label"),
    [
        ((0, 1, None), "Up to 1 year"),
        ((0, 3, None), "Up to 3 years"),
        ((2, 4, None), "2–4 years"),
        ((41, None, None), "41 years or more"),
        ((0, 0, None), "No experience"),
        ((1, 1, None), "1 year"),
        ((2, 2, None), "2 years"),
        ((1.5, 2, None), "1.5–2 years"),
        ((None, None, "Intermediate"), "Intermediate"),
        ((None, None, None), "Experience not stated"),
    ],
)
def test_a_band_has_a_label(band, label) -> None:
    assert experience_label(*band) == label


@pytest.mark.parametrize(
    ("years", "band"),
    [
        ((1, 1), (0, 1)),
        ((1.5, 1.5), (0, 1)),
        ((2, 2), (2, 4)),
        ((10, 10), (8, 10)),
        ((11, 11), (11, 20)),
        ((60, 60), (41, None)),
        ((1, 3), (1, 3)),
        ((3, None), (3, None)),
        ((0, 0), (0, 0)),
        ((None, None), (None, None)),
    ],
)
def test_single_years_are_gathered_and_bands_stay(years, band) -> None:
    assert gathered(years) == band


def test_the_classes_leave_no_year_out_and_none_is_in_two() -> None:
    for year in range(1, 70):
        inside = [b for b in GATHERED if (b[0] or 0) <= year <= (b[1] if b[1] is not None else 99)]
        assert len(inside) == 1 and gathered((float(year), float(year))) == inside[0]
