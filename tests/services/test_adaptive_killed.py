"""The process is killed in the middle of an adaptive attempt: an answer stands with what it led to."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from smmhire.bootstrap import open_program
from smmhire.services import assessments, forms
from tests.services.adaptive_bank import calibrated_bank, spec, vacancy

ROOT = Path(__file__).resolve().parents[2]
KILLS = 25
SEED = 11

# As in `test_killed`: children that answer as fast as they can, each killed at some moment. All of them are
# the same person with the same seed, so all of them should be asked the same.
SCRIPT = """
import json, os, random, signal, sys, time
from pathlib import Path
from uuid import UUID
from smmhire.assessment.attempts import Answer
from smmhire.bootstrap import open_program
from smmhire.services import assessments, forms
import smmhire.assessment.adaptive_form, smmhire.assessment.adaptive_items, smmhire.storage.database

data_dir, vacancy_id, kills = Path(sys.argv[1]), UUID(sys.argv[2]), int(sys.argv[3])
program = open_program(data_dir)
form = forms.vacancy_form(vacancy_id, unit_of_work=program.unit_of_work)
program.close()

def answer(out):
    program = open_program(data_dir)
    attempt = assessments.start(form, "A", unit_of_work=program.unit_of_work, seed=SEED)
    os.write(out, f"{attempt.id}\\n".encode())
    while True:
        sitting = assessments.open_attempt(attempt.id, unit_of_work=program.unit_of_work)
        if sitting.is_complete:
            time.sleep(60)
        item = sitting.items[sitting.first_open]
        assessments.submit_answer(attempt.id, item.id, Answer(), 1.0, unit_of_work=program.unit_of_work)
        os.write(out, f"{item.id}\\n".encode())

acknowledged = []
for _ in range(kills):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        answer(writing)
    os.close(writing)
    seen = os.read(reading, 65536)
    time.sleep(random.uniform(0.0, 0.4))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while part := os.read(reading, 65536):
        seen += part
    os.close(reading)
    acknowledged.append(seen.decode().splitlines())
json.dump(acknowledged, sys.stdout)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and kill")
def test_whoever_is_killed_goes_on_at_the_question_that_the_answers_lead_to(tmp_path: Path) -> None:
    program = open_program(tmp_path)
    calibrated_bank(program.unit_of_work)
    profile = vacancy(program.unit_of_work)
    forms.save_spec(profile.id, spec(20, has_self_ratings=False), unit_of_work=program.unit_of_work)
    program.close()
    script = SCRIPT.replace("SEED", str(SEED))
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path), str(profile.id), str(KILLS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    killed: list[list[str]] = json.loads(done.stdout)
    assert len(killed) == KILLS
    program = open_program(tmp_path)
    asked: list[list[str]] = []
    for attempt_id, *answered in killed:
        sitting = assessments.open_attempt(UUID(attempt_id), unit_of_work=program.unit_of_work)
        ids = [item.id for item in sitting.items]
        # All that was acknowledged, in its order; at most one more that was on its way; then one open.
        assert [*sitting.answers][: len(answered)] == answered == ids[: len(answered)]
        assert len(sitting.answers) <= len(answered) + 1
        assert len(ids) == min(20, len(sitting.answers) + 1)
        asked.append(ids)
    program.close()
    longest = max(asked, key=len)
    assert len(longest) > 2 and all(ids == longest[: len(ids)] for ids in asked)
