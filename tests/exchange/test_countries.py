from __future__ import annotations

import pytest

from smmhire.exchange.countries import city_alone, country_code, country_of_city


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("United States", "US"),
        ("usa", "US"),
        (" U.S.A. ", "US"),
        ("The United States of America", "US"),
        ("США", "US"),
        ("মার্কিন যুক্তরাষ্ট্র", "US"),
        ("England, UK", "GB"),
        ("United Kingdom (England)", "GB"),
        ("Scotland", "GB"),
        ("Bangladesh", "BD"),
        ("বাংলাদেশ", "BD"),
        ("Бангладеш", "BD"),
        ("bd", "BD"),
        ("Россия", "RU"),
        ("Trinidad and Tobago", "TT"),
        ("The Netherlands", "NL"),
        ("DE", "DE"),
        ("Macedonia", "MK"),
        ("Congo, the Democratic Republic of the", "CD"),
        ("Tanzania, United Republic of", "TZ"),
        ("Saint Kitts and Nevis", "KN"),
        ("Myanmar", "MM"),
        ("BGD", "BD"),
        ("rus", "RU"),
        ("ОАЭ", "AE"),
        ("Киргизия", "KG"),
        ("ইন্ডিয়া", "IN"),
        ("রাশিয়া", "RU"),
        ("ইউকে", "GB"),
        ("People's Republic of Bangladesh", "BD"),
    ],
)
def test_countries_are_known_in_three_languages(text, code) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize(
    "text", ["", "Remote", "Africa", "Canada and USA", "UK, USA", "United Sates", "EU", "XX"]
)
def test_what_is_not_one_known_country_is_not_guessed(text) -> None:
    assert country_code(text) is None


@pytest.mark.parametrize(
    ("text", "city", "country"),
    [
        ("Dhaka, Bangladesh", "Dhaka", "BD"),
        ("ঢাকা, বাংলাদেশ", "ঢাকা", "BD"),
        ("London, UK", "London", "GB"),
        ("Springfield, Illinois, USA", "Springfield, Illinois", "US"),
        ("Portland, ME", "Portland, ME", None),
        ("Toronto, Ontario", "Toronto, Ontario", None),
        ("Khulna", "Khulna", None),
        (", Bangladesh", ", Bangladesh", None),
        ("Singapore", "Singapore", None),
    ],
)
def test_a_city_may_be_written_with_its_country(text, city, country) -> None:
    assert (city_alone(text), country_of_city(text)) == (city, country)
