from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from smmhire.pay.observation import BASES, PERIODS
from smmhire.pay.reasons import SENTENCES, Reason, amount_text, basis_text, describe_reason, per_period

CATALOGUE = Path(__file__).resolve().parents[2] / "resources" / "locale" / "bn" / "LC_MESSAGES" / "smmhire.po"


def test_a_reason_is_a_sentence_with_its_numbers_written_for_people() -> None:
    reason = Reason.of("heaping", amount=16500.0, share=0.25, currency="BDT")
    assert reason.text() == (
        "25% of the figures are exactly ৳16,500: a habit or a step of the platform, not a market price."
    )
    assert describe_reason("stale", newest="2021-04-27", months=24) == (
        "Old data: the newest figure is of 27 April 2021, more than 24 months ago."
    )
    assert (
        describe_reason("other_currency", n=12345) == "Left out because they are in other currencies: 12,345."
    )


def test_a_code_without_a_sentence_is_a_bug_and_says_so() -> None:
    with pytest.raises(KeyError):
        Reason.of("nonsense")
    with pytest.raises(KeyError):
        describe_reason("nonsense")


def test_every_sentence_has_a_bengali_one_with_the_same_fields() -> None:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    for sentence in SENTENCES.values():
        bengali = catalogue[sentence].string
        assert isinstance(bengali, str) and re.search("[\u0980-\u09ff]", bengali), sentence
        assert set(re.findall(r"{(\w+)}", bengali)) == set(re.findall(r"{(\w+)}", sentence))


def test_every_period_and_basis_has_words() -> None:
    assert len({per_period(period) for period in PERIODS}) == len(PERIODS)
    assert len({basis_text(basis) for basis in BASES}) == len(BASES)


@pytest.mark.parametrize(
    ("amount", "text"),
    [(55000.0, "$55,000"), (16.5, "$16.50"), (15.0, "$15"), (103500.00000000001, "$103,500")],
)
def test_cents_are_written_only_where_they_matter(amount, text) -> None:
    assert amount_text(amount, "USD") == text
