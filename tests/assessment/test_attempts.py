"""Answers as they are kept, and the clock of an attempt."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.attempts import (
    CONFIDENCES,
    Answer,
    Attempt,
    Feedback,
    Form,
    FormSettings,
    Languages,
    Purpose,
    UnfitSetting,
)
from tests.assessment import build

ids = st.text("abcde", min_size=1, max_size=3)
answers = st.builds(
    Answer,
    selected=st.lists(ids).map(tuple),
    pairs=st.lists(st.tuples(ids, ids)).map(tuple),
    number=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    best=st.none() | ids,
    worst=st.none() | ids,
    rating=st.none() | st.integers(1, 5),
    confidence=st.none() | st.sampled_from(CONFIDENCES),
)


def attempt(limit: int | None, minutes: int | None = None) -> Attempt:
    finished = None if minutes is None else build.NOW + timedelta(minutes=minutes)
    form = Form(Purpose.PRACTICE, ("S-1",), limit, "test")
    return Attempt(build.ATTEMPT, form, "Candidate A", None, 1, build.NOW, finished)


@given(answers)
def test_an_answer_survives_being_written_as_json(answer: Answer) -> None:
    assert Answer.from_json(json.loads(json.dumps(answer.to_json()))) == answer
    assert answer.is_empty == (answer.to_json().keys() <= {"confidence"})


def test_to_be_sure_of_nothing_is_no_answer() -> None:
    assert Answer(confidence=90).is_empty and not Answer(rating=3, confidence=90).is_empty


@given(
    st.builds(
        FormSettings,
        languages=st.sampled_from(Languages),
        shuffles_questions=st.booleans(),
        shuffles_options=st.booleans(),
        asks_confidence=st.booleans(),
        feedback=st.sampled_from(Feedback),
        cut=st.none() | st.floats(0, 100),
    )
)
def test_settings_survive_being_written_as_json(settings: FormSettings) -> None:
    assert FormSettings.from_json(json.loads(json.dumps(settings.to_json()))) == settings


def test_settings_that_are_not_written_are_as_usual_and_impossible_ones_are_named() -> None:
    assert FormSettings.from_json({}) == FormSettings()
    for written in ({"languages": "de"}, {"feedback": 1}, {"cut": -1}, {"confidence": "yes"}):
        with pytest.raises(UnfitSetting, match=next(iter(written))):
            FormSettings.from_json(written)


def test_the_clock_runs_to_the_limit_and_not_beyond() -> None:
    running, start = attempt(600), build.NOW
    assert running.remaining(start + timedelta(seconds=599)) == 1.0
    assert not running.is_over(start + timedelta(seconds=599))
    assert running.remaining(start + timedelta(hours=5)) == 0.0
    assert running.is_over(start + timedelta(seconds=600))
    assert running.elapsed(start + timedelta(seconds=90)) == 90.0


def test_without_a_limit_time_never_runs_out() -> None:
    later = build.NOW + timedelta(days=400)
    assert attempt(None).remaining(later) is None and not attempt(None).is_over(later)


def test_a_finished_attempt_is_over_and_its_time_stands_still() -> None:
    done = attempt(600, minutes=4)
    assert done.is_over(build.NOW)
    assert done.elapsed(build.NOW + timedelta(days=3)) == 240.0
