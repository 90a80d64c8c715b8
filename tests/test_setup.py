"""The two commands on a fresh machine: lock files, set-up script, and what the repository must not hold."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
LOCKS = [RUN_LOCK, DEV_LOCK, ROOT / "packaging" / "uv.txt"]
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


def script(name: str) -> ModuleType:
    """A script of packaging/, imported: the folder is no package."""
    spec = importlib.util.spec_from_file_location(f"smmhire_packaging_{name}", ROOT / f"packaging/{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def locked(lock: Path) -> Iterator[tuple[Requirement, int]]:
    """Each requirement of a lock file with the number of its hashes."""
    text = re.sub(r"(?m)^\s*#.*$", "", lock.read_text(encoding="utf-8")).replace("\\\n", " ")
    for line in filter(None, map(str.strip, text.splitlines())):
        yield Requirement(line.split(" --hash=")[0]), len(HASH.findall(line))


# Lock files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_lock_file_holds_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    addresses = ("://", "--index-url", "--extra-index-url", "--find-links", " @ ")
    assert [word for word in addresses if word in text] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_requirement_has_one_exact_version_and_its_hashes(lock: Path) -> None:
    requirements = list(locked(lock))
    assert requirements
    for requirement, hashes in requirements:
        assert [clause.operator for clause in requirement.specifier] == ["=="], requirement
        assert hashes > 0, requirement


def test_tests_run_with_the_versions_that_users_get() -> None:
    development = {str(requirement) for requirement, _ in locked(DEV_LOCK)}
    assert {str(requirement) for requirement, _ in locked(RUN_LOCK)} - development == set()


@pytest.mark.parametrize(
    ("wanted", "lock"),
    [(PROJECT["project"]["dependencies"], RUN_LOCK), (PROJECT["dependency-groups"]["dev"], DEV_LOCK)],
    ids=["run", "dev"],
)
def test_lock_file_is_up_to_date_with_the_project(wanted: list[str], lock: Path) -> None:
    versions: dict[str, list[Version]] = {}
    for requirement, _ in locked(lock):
        (clause,) = requirement.specifier
        versions.setdefault(canonicalize_name(requirement.name), []).append(Version(clause.version))
    for requirement in map(Requirement, wanted):
        found = versions.get(canonicalize_name(requirement.name), [])
        assert found, f"{requirement} is not locked: run `make lock`"
        assert all(requirement.specifier.contains(version) for version in found), (requirement, found)


# Qt ----------------------------------------------------------------------------------------------


def test_qt_is_held_below_the_version_that_loses_references_to_none() -> None:
    (pin,) = (
        requirement
        for requirement in map(Requirement, PROJECT["project"]["dependencies"])
        if requirement.name == "PySide6-Essentials"
    )
    assert not pin.specifier.contains("6.12.0")
    assert pin.specifier.contains("6.11.3")


def test_qt_calls_that_return_none_keep_its_reference_count(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one for each call, and aborts after some thousand of them."""
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(500):
        widget.update()
    assert abs(sys.getrefcount(None) - before) < 5


def test_set_up_knows_the_package_of_every_system_library_qt_loads() -> None:
    import PySide6

    readelf = shutil.which("readelf")
    if readelf is None:
        pytest.skip("needs readelf (Debian: binutils)")
    qt = Path(PySide6.__file__).parent / "Qt"
    names = ["Core", "DBus", "Gui", "Network", "PrintSupport", "Svg", "WaylandClient", "Widgets", "XcbQpa"]
    plugins = ["platforms/libqoffscreen", "platforms/libqxcb", "platforms/libqwayland"]
    plugins += ["printsupport/libcupsprintersupport", "xcbglintegrations/libqxcb-egl-integration"]
    files = [qt / f"lib/libQt6{name}.so.6" for name in names] + [qt / f"plugins/{p}.so" for p in plugins]
    needed: set[str] = set()
    for file in files:
        done = subprocess.run([readelf, "-d", file], capture_output=True, text=True, check=True)
        needed |= set(re.findall(r"\(NEEDED\).*\[(.+)\]", done.stdout))
    bundled = {file.name for file in (qt / "lib").iterdir()}
    # The C library and its companion are there wherever Python is.
    basic = re.compile(r"(ld-linux.*|lib(c|m|dl|rt|pthread|resolv|gcc_s))\.so\.\d+$")
    set_up = script("set_up")
    known = {**set_up.ALWAYS, **set_up.FOR_X_WINDOWS, **set_up.FOR_WAYLAND_WINDOWS, **set_up.FOR_PRINTING}
    assert {name for name in needed - bundled if not basic.match(name)} - set(known) == set()


# The set-up script -------------------------------------------------------------------------------


def test_set_up_takes_the_pythons_the_project_takes_and_names_the_way_out_for_others() -> None:
    set_up = script("set_up")
    promised = SpecifierSet(PROJECT["project"]["requires-python"])
    for minor in range(8, 20):
        if promised.contains(f"3.{minor}.0"):
            set_up.check_python((3, minor))
        else:
            with pytest.raises(set_up.SetUpError, match=r"make setup PYTHON=python3\.11"):
                set_up.check_python((3, minor))


def test_set_up_names_the_package_of_a_library_that_is_missing() -> None:
    set_up = script("set_up")
    libraries = {"libc.so.6": "libc6", "libsmmhire-no-such-thing.so.1": "libsmmhire1"}
    assert set_up.packages_of(libraries) == {"libsmmhire1"}
    command = set_up.install_command({"b", "a"}, "sudo ")
    assert command.endswith("sudo apt-get install -y --no-install-recommends a b")


def test_x_libraries_are_needed_only_where_there_is_an_x_display(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up = script("set_up")
    monkeypatch.setattr(set_up, "FOR_X_WINDOWS", {"libsmmhire-no-such-thing.so.1": "libsmmhire1"})
    monkeypatch.delenv("DISPLAY", raising=False)
    needed, good_to_have = set_up.missing_packages(for_tests=False)
    assert ("libsmmhire1" in needed, "libsmmhire1" in good_to_have) == (False, True)
    monkeypatch.setenv("DISPLAY", ":0")
    needed, good_to_have = set_up.missing_packages(for_tests=False)
    assert ("libsmmhire1" in needed, "libsmmhire1" in good_to_have) == (True, False)


def test_set_up_is_repeated_when_a_lock_file_changes_or_the_checkout_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up = script("set_up")
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1\n", encoding="utf-8")
    assert not set_up.has_stamp(tmp_path, set_up.fingerprint(lock))
    set_up.write_stamp(tmp_path, set_up.fingerprint(lock))
    assert set_up.has_stamp(tmp_path, set_up.fingerprint(lock))
    lock.write_text("a==2\n", encoding="utf-8")
    assert not set_up.has_stamp(tmp_path, set_up.fingerprint(lock))
    lock.write_text("a==1\n", encoding="utf-8")
    monkeypatch.setattr(set_up, "ROOT", tmp_path / "elsewhere")
    assert not set_up.has_stamp(tmp_path, set_up.fingerprint(lock))


def display_answers(**environment: str) -> bool:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    command = [sys.executable, str(ROOT / "packaging" / "display.py")]
    return subprocess.run(command, env={**kept, **environment}, check=False).returncode == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_no_display_is_claimed_where_none_answers(tmp_path: Path) -> None:
    assert not display_answers()
    assert not display_answers(DISPLAY=":4711")
    assert not display_answers(WAYLAND_DISPLAY="wayland-4711", XDG_RUNTIME_DIR=str(tmp_path))


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb (Debian: xvfb)")
def test_a_display_that_answers_is_found() -> None:
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-nolisten", "tcp"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    try:
        with os.fdopen(read_end) as pipe:
            number = pipe.readline().strip()  # written once the server takes connections
        assert number, "Xvfb did not start"
        assert display_answers(DISPLAY=f":{number}")
    finally:
        server.terminate()
        server.wait(10)


# The repository ----------------------------------------------------------------------------------

UNTRACKED = {".git", ".venv", ".uv", "demo-output", "htmlcov", "__pycache__", ".hypothesis"}
# Written in parts, so that this file does not find itself.
PLACES = ("wo" + r"rk/(main|shared|\.)", "ro" + "ot/", "tm" + r"p/\w")
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "deb.debian" + ".org")
FORBIDDEN = {
    "a path of somebody's machine": re.compile(rf"(?<![\w.])/({'|'.join(PLACES)})"),
    "the address of a package registry": re.compile("|".join(map(re.escape, REGISTRIES))),
}


def tree() -> list[Path]:
    """The files of the repository as git knows them, or all there are but for what is made by running."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if shutil.which("git") is not None:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return [ROOT / name for name in done.stdout.split("\0") if name]
    files: list[Path] = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in UNTRACKED and not name.endswith("_cache")]
        files += [Path(folder) / name for name in names]
    return files


def test_no_file_names_a_machine_or_a_registry() -> None:
    files = [file for file in tree() if file.is_file()]
    assert ROOT / "pyproject.toml" in files
    found: list[str] = []
    for file in files:
        data = file.read_bytes()
        if b"\0" in data:
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
            place = f"{file.relative_to(ROOT)}:{number}"
            found += [f"{place}: {what}" for what, pattern in FORBIDDEN.items() if pattern.search(line)]
    assert found == []


def test_no_text_file_has_line_ends_of_windows() -> None:
    """A carriage return breaks the scripts on a machine that takes the files as they are."""
    wrong = [
        file.relative_to(ROOT)
        for file in tree()
        if file.is_file() and b"\0" not in (data := file.read_bytes()) and b"\r\n" in data
    ]
    assert wrong == []
