"""What every test stands on: no display, no user data, no language left over from the test before."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from smmhire import texts

# Before Qt is imported anywhere. Tests that want a real window set the platform themselves.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# Time limits on single examples say more about the machine than about the code. On CI the examples are
# the same every time; at the desk new ones are tried.
settings.register_profile("smmhire", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True)
settings.load_profile("smmhire")


@pytest.fixture(autouse=True)
def isolated_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test has a data folder of its own, no database from the environment, and starts in English."""
    monkeypatch.setenv("SMMHIRE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("SMMHIRE_DATABASE_URL", raising=False)
    monkeypatch.delenv("SMMHIRE_LANG", raising=False)
    texts.set_language("en")
    yield
    texts.set_language("en")


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of reference material beside the checkout; a test that needs it is skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder 'shared' beside the checkout")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def measured_background_work() -> Iterator[None]:
    """Let coverage see the threads of Qt: it follows only those that Python itself starts."""
    if threading.gettrace() is None:
        yield
        return
    from ui import background

    run = background._Runnable.run

    def traced_run(runnable: background._Runnable) -> None:
        sys.settrace(threading.gettrace())
        run(runnable)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(background._Runnable, "run", traced_run)
        yield
