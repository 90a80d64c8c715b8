"""Answers as they are kept, and the clock of an attempt."""

from __future__ import annotations

import json
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.attempts import Answer, Attempt, Form, Purpose
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
)


def attempt(limit: int | None, minutes: int | None = None) -> Attempt:
    finished = None if minutes is None else build.NOW + timedelta(minutes=minutes)
    form = Form(Purpose.PRACTICE, ("S-1",), limit, "test")
    return Attempt(build.ATTEMPT, form, "Candidate A", None, 1, build.NOW, finished)


@given(answers)
def test_an_answer_survives_being_written_as_json(answer: Answer) -> None:
    assert Answer.from_json(json.loads(json.dumps(answer.to_json()))) == answer
    assert answer.is_empty == (answer.to_json() == {})


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
