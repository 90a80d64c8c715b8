"""The process is killed in the middle of a batch: no half file, nothing twice, and no worker stays behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from smmhire.bootstrap import open_program
from smmhire.services import assessments, certificate_batch, certificates, issuer_keys
from tests.services.answering import take

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 40
PASSPHRASE = "four words make a lock"

SCRIPT = """
import sys
from pathlib import Path
from smmhire.bootstrap import open_program
from smmhire.services import certificate_batch, issuer_keys

if __name__ == "__main__":
    unit_of_work = open_program(Path(sys.argv[1])).unit_of_work
    signer = issuer_keys.unlock(sys.argv[2], unit_of_work=unit_of_work)
    (found,) = certificate_batch.listing(unit_of_work=unit_of_work)
    certificate_batch.run(found.batch.id, signer, unit_of_work=unit_of_work, workers=2)
"""


@pytest.mark.parametrize("name", ["all", "all.zip"])
def test_a_killed_batch_leaves_whole_files_and_goes_on(name: str, tmp_path: Path) -> None:
    target = tmp_path / name
    folder = target.with_name("all.zip.parts") if target.suffix else target
    program = open_program(tmp_path / "data")
    usual = assessments.practice_form()
    form = replace(usual, item_ids=usual.item_ids[:8])
    people = [f"নাসরিন {n}" for n in range(PEOPLE)]
    attempts = [take(form, name, 0.5, program.unit_of_work).attempt_id for name in people]
    issuer_keys.make("Shop", PASSPHRASE, unit_of_work=program.unit_of_work)
    certificate_batch.start(attempts, target, "Shop", "bn", unit_of_work=program.unit_of_work)
    program.close()

    script = tmp_path / "run_batch.py"
    script.write_text(SCRIPT, encoding="utf-8")
    child = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "data"), PASSPHRASE],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    until = time.monotonic() + 60
    while child.poll() is None and time.monotonic() < until and len(list(folder.glob("*.pdf"))) < 3:
        time.sleep(0.01)
    assert child.poll() is None
    child.kill()
    # Its workers have the same pipe: it ends only when the last of them has.
    child.communicate(timeout=30)
    left = sorted(folder.glob("*.pdf"))
    assert 3 <= len(left) < PEOPLE and not target.with_suffix(".zip").exists()
    assert all(file.read_bytes().rstrip().endswith(b"%%EOF") for file in left)

    piece = folder / f".{left[0].stem[:40]}-x1.part"  # of one that was being written
    piece.write_bytes(b"%PDF")

    program = open_program(tmp_path / "data")
    try:
        signer = issuer_keys.unlock(PASSPHRASE, unit_of_work=program.unit_of_work)
        (found,) = certificate_batch.listing(unit_of_work=program.unit_of_work)
        assert found.waiting
        done = certificate_batch.run(found.batch.id, signer, unit_of_work=program.unit_of_work, workers=2)
        assert (done.done, done.waiting, done.failed) == (PEOPLE, 0, 0)
        if target.suffix:
            with zipfile.ZipFile(target) as packed:
                assert packed.testzip() is None
                names = packed.namelist()
            assert not folder.exists()
        else:
            names = [file.name for file in folder.glob("*.pdf")]
        assert len(names) == len(set(names)) == PEOPLE
        assert not piece.exists()
        assert len(certificates.listing(unit_of_work=program.unit_of_work)) == PEOPLE
    finally:
        program.close()
