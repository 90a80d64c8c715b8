"""Commands run in this process, on real data in a temporary folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from smmhire.cli import run


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer of a command that was asked for JSON."""
        return json.loads(self.out)


Command = Callable[..., Said]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command as `main.py` does."""

    def call(*arguments: str) -> Said:
        capsys.readouterr()
        code = run(list(arguments))
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return call


@pytest.fixture
def vacancy(command: Command) -> str:
    """The id of a vacancy that asks for two competencies, so that its form is short."""
    made = command("vacancy", "new", "--title", "SMM manager", "--json").json
    small = made | {
        "competencies": [
            {"id": "strategy", "level": 3, "weight": 6, "must_have": False},
            {"id": "content", "level": 3, "weight": 4, "must_have": True},
        ]
    }
    for name in ("id", "created_at", "updated_at", "findings"):
        small.pop(name)
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        file = Path(folder) / "profile.json"
        file.write_text(json.dumps(small), encoding="utf-8")
        said = command("vacancy", "change", made["id"], "--file", str(file), "--json")
    assert said.code == 0, said.err
    return made["id"]


def answer_all(command: Command, attempt: str, *, is_right: bool) -> None:
    """Answer every item through the command line: right by the bank's key, or all alike."""
    from uuid import UUID

    from smmhire.assessment.attempts import Answer
    from smmhire.assessment.items import ItemType
    from smmhire.assessment.marking import least_effective, most_effective, right_number, right_order
    from smmhire.bootstrap import open_program
    from smmhire.cli.questions import written_answer
    from smmhire.cli.take import matches_of
    from smmhire.services import assessments

    program = open_program()
    sitting = assessments.open_attempt(UUID(attempt), unit_of_work=program.unit_of_work)
    program.close()
    for item in sitting.items:
        match item.type:
            case ItemType.SELF_RATING:
                given = Answer(rating=3)
            case ItemType.NUMERIC:
                right = right_number(item, sitting.attempt.seed)
                given = Answer(number=right if is_right else right * 3 + 1)
            case ItemType.ORDERING:
                order = right_order(item)
                given = Answer(selected=order if is_right else order[::-1])
            case ItemType.SITUATIONAL:
                best, worst = most_effective(item)[0], least_effective(item)[0]
                given = Answer(best=best, worst=worst) if is_right else Answer(best=worst, worst=best)
            case ItemType.MATCHING:
                ids = [option.id for option in item.options]
                given = Answer(pairs=tuple(zip(ids, ids if is_right else [*ids[1:], ids[0]], strict=True)))
            case _:
                given = Answer(selected=tuple(o.id for o in item.options if bool(o.is_correct) is is_right))
                if item.type is ItemType.SINGLE_CHOICE:
                    given = Answer(selected=given.selected[:1])
        typed = written_answer(item, matches_of(sitting, item), given)
        said = command("attempt", "answer", attempt, item.id, typed)
        assert said.code == 0, (item.id, typed, said.err)
