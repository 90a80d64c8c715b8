"""How far raters agree, in plain words."""

from __future__ import annotations

from dataclasses import replace
from math import nan
from uuid import UUID

import pytest

from smmhire.candidates.agreement import Coefficient, Intraclass
from smmhire.candidates.interview import ScorecardKind
from smmhire.candidates.interview_words import agreement_text, difference_text, hidden_text
from smmhire.candidates.scorecards import Agreement, RatingSummary

FOUND = Intraclass(Coefficient.TWO_WAY, 0.82, 0.61, 0.93, 0.9, 12, 2.0)
SUMMARY = RatingSummary(UUID(int=1), ScorecardKind.INTERVIEW, 2, 8, 3.0, {}, None, ())


def test_a_word_is_given_for_the_whole_interval_and_never_for_the_value_alone() -> None:
    said = agreement_text(Agreement(FOUND, 0.8, 2, 12))
    assert said[0] == "The agreement of the raters lies between moderate and very good."
    assert "ICC(A,1) = 0.82, 95% interval 0.61 to 0.93, from 12 answers." in said[1]
    assert said[-1] == "Weighted kappa of the two raters: 0.80."
    sure = agreement_text(Agreement(replace(FOUND, low=0.91, high=0.97), nan, 3, 12))
    assert sure[0] == "The agreement of the raters is very good."
    assert not any("kappa" in sentence for sentence in sure)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Agreement(None, nan, 1, 0), "No answer has been rated by two people yet"),
        (Agreement(None, nan, 2, 1), "1 answer has been rated by two people or more, and 5 are needed"),
        (Agreement(None, nan, 2, 4), "4 answers have been rated"),
        (Agreement(None, nan, 2, 9), "same mean rating"),
    ],
)
def test_where_nothing_can_be_told_the_reason_is_said(found: Agreement, words: str) -> None:
    (sentence,) = agreement_text(found)
    assert words in sentence


def test_the_distance_of_raters_is_said_only_where_two_have_rated() -> None:
    assert difference_text(SUMMARY) == ""
    assert difference_text(replace(SUMMARY, difference=0.0)) == "All raters gave the same ratings."
    assert "close" in difference_text(replace(SUMMARY, difference=0.4))
    assert "a little" in difference_text(replace(SUMMARY, difference=0.5))
    assert "much" in difference_text(replace(SUMMARY, difference=1.0))


def test_one_hidden_rater_is_one_person() -> None:
    assert hidden_text(1).startswith("1 person has rated; you see their ratings when")
