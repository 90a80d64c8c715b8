"""The process is killed in the middle of an assessment: no answer that was taken is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from smmhire.bootstrap import open_program
from smmhire.services import assessments

ROOT = Path(__file__).resolve().parents[2]
KILLS = 200

# A process which imports everything once, then has two hundred children; each answers as fast as it can,
# writes down what was acknowledged, and is killed at some moment. What was acknowledged is printed last.
SCRIPT = """
import json, os, random, signal, sys, time
from pathlib import Path
from smmhire.assessment.attempts import Answer
from smmhire.bootstrap import open_program
from smmhire.services import assessments
import smmhire.assessment.marking, smmhire.content, smmhire.storage.database

data_dir, kills = Path(sys.argv[1]), int(sys.argv[2])
open_program(data_dir).close()
form = assessments.practice_form()
rated = [item_id for item_id in form.item_ids if "-R" in item_id]

def answer(out):
    program = open_program(data_dir)
    attempt = assessments.start(form, "Candidate A", unit_of_work=program.unit_of_work)
    number = 0
    while True:
        number += 1
        item_id, rating = rated[number % len(rated)], number % 5 + 1
        assessments.submit_answer(attempt.id, item_id, Answer(rating=rating), float(number),
                                  unit_of_work=program.unit_of_work)
        os.write(out, f"{attempt.id} {item_id} {rating} {number}\\n".encode())

acknowledged = []
for _ in range(kills):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        answer(writing)
    os.close(writing)
    seen = os.read(reading, 65536)
    time.sleep(random.uniform(0.0, 0.15))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while part := os.read(reading, 65536):
        seen += part
    os.close(reading)
    acknowledged.append(seen.decode().splitlines())
json.dump(acknowledged, sys.stdout)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and kill")
def test_two_hundred_kills_lose_no_acknowledged_answer(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), str(KILLS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    acknowledged: list[list[str]] = json.loads(done.stdout)
    assert len(acknowledged) == KILLS and all(acknowledged)
    program = open_program(tmp_path)
    kept_in_all = 0
    for lines in acknowledged:
        attempt_id = UUID(lines[0].split()[0])
        with program.unit_of_work(read_only=True) as work:
            kept = work.attempts.answers(attempt_id)
        written = [f"{attempt_id} {r.item_id} {r.answer.rating} {r.seconds:.0f}" for r in kept]
        # All that was acknowledged, in its order; at most one more that was on its way.
        assert written[: len(lines)] == lines and len(written) <= len(lines) + 1
        kept_in_all += len(lines)
        sitting = assessments.open_attempt(attempt_id, unit_of_work=program.unit_of_work)
        assert sitting.answers[kept[-1].item_id] == kept[-1].answer and not sitting.is_over
    program.close()
    assert kept_in_all > KILLS
