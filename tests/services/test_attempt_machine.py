"""Any way through an attempt, with crashes anywhere: what was taken is there; the clock never runs back."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from smmhire.assessment.attempts import Answer
from smmhire.bootstrap import Program, find_program
from smmhire.errors import UserError
from smmhire.services import assessments, attempt_events
from smmhire.services.bank import load_bank
from tests.services.answering import right_answer, wrong_answer

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SEED = 7


class AttemptMachine(RuleBasedStateMachine):
    """A person answers, changes their mind, flags, waits; the process dies and comes back."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.program: Program = find_program(Path(self._folder.name))
        self.now = NOON
        self.expected: dict[str, Answer] = {}
        self.flagged: set[str] = set()
        self.is_over = False
        self.left: float | None = None

    def teardown(self) -> None:
        self.program.close()
        self._folder.cleanup()

    @initialize(length=st.sampled_from(assessments.Length))
    def begin(self, length: assessments.Length) -> None:
        form = assessments.practice_form(length, seed=3)
        self.attempt = assessments.start(
            form, "Candidate A", unit_of_work=self.program.unit_of_work, seed=SEED, now=self.now
        )

    def _item(self, at: int) -> str:
        return self.attempt.form.item_ids[at % len(self.attempt.form.item_ids)]

    def _answer(self, item_id: str, answer: Answer) -> None:
        try:
            assessments.submit_answer(
                self.attempt.id, item_id, answer, 9.0, unit_of_work=self.program.unit_of_work, now=self.now
            )
        except UserError:
            assert self.is_over or self._is_out_of_time(), "an answer in time was refused"
            return
        assert not self.is_over and not self._is_out_of_time(), "an answer out of time was taken"
        self.expected[item_id] = answer

    def _is_out_of_time(self) -> bool:
        deadline = self.attempt.deadline
        return deadline is not None and self.now >= deadline

    @rule(at=st.integers(0, 200), is_right=st.booleans())
    def answer(self, at: int, is_right: bool) -> None:
        item = load_bank().item(self._item(at))
        self._answer(item.id, right_answer(item, SEED) if is_right else wrong_answer(item))

    @rule(at=st.integers(0, 200))
    def take_back(self, at: int) -> None:
        self._answer(self._item(at), Answer())

    @rule(at=st.integers(0, 200), is_up=st.booleans())
    def flag(self, at: int, is_up: bool) -> None:
        item_id = self._item(at)
        attempt_events.set_flag(
            self.attempt.id, item_id, is_up, unit_of_work=self.program.unit_of_work, now=self.now
        )
        if not self.is_over:
            (self.flagged.add if is_up else self.flagged.discard)(item_id)

    @rule(minutes=st.integers(1, 40))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def die_and_come_back(self) -> None:
        """Nothing is cleared up: another process would find the file as it is."""
        self.program._ready().engine.dispose()
        self.program = find_program(Path(self._folder.name))

    @precondition(lambda self: not self.is_over)
    @rule()
    def finish(self) -> None:
        scored = assessments.finish(self.attempt.id, unit_of_work=self.program.unit_of_work, now=self.now)
        self.is_over = True
        given = {name for name, answer in self.expected.items() if not answer.is_empty}
        asked = {name for name in self.attempt.form.item_ids if load_bank().item(name).is_scored}
        assert scored.answered == len(given & asked) and scored.asked == len(asked)

    @invariant()
    def everything_that_was_taken_is_there(self) -> None:
        if not hasattr(self, "attempt"):
            return
        unit_of_work = self.program.unit_of_work
        sitting = assessments.open_attempt(self.attempt.id, unit_of_work=unit_of_work, now=self.now)
        self.is_over = self.is_over or sitting.is_over
        assert sitting.answers == self.expected
        assert attempt_events.flags(self.attempt.id, unit_of_work=unit_of_work) == self.flagged
        assert sitting.is_over == (self.is_over or self._is_out_of_time())
        left = sitting.remaining
        assert left is not None and (self.left is None or left <= self.left)
        self.left = left


AttemptMachine.TestCase.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestAttemptMachine = AttemptMachine.TestCase
