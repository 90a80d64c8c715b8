"""Make this checkout ready: `python3 packaging/set_up.py` to run the program, `--dev` also to test it.

Standard library only: it is the first thing that runs on a fresh machine. It puts uv into `.uv/` and the
locked packages into `.venv/`, both inside the checkout, and sees to the system libraries Qt needs:
installed where it may (root, apt-get), named with the command to type where it may not. What was done is
written down in a stamp keyed to the lock files, so that a second run costs next to nothing.

Raises nothing: prints what is wrong and what to do, and exits 1.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV_PIN = ROOT / "packaging" / "uv.txt"
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"  # holds all of RUN_LOCK too
UV_HOME = ROOT / ".uv"
ENVIRONMENT = ROOT / ".venv"
STAMP_NAME = "smmhire-setup.json"

# As `requires-python` in pyproject.toml.
OLDEST_PYTHON = (3, 11)
FIRST_UNTRIED_PYTHON = (3, 14)

# Shared library -> Debian package, as `ldd` names them for the parts of Qt that the program loads. Asking
# for the library itself is right on every distribution; package names differ between releases.
ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
FOR_X_WINDOWS = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FOR_WAYLAND_WINDOWS = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
FOR_PRINTING = {"libcups.so.2": "libcups2"}
# Program -> Debian package; a test that needs one is skipped where it is missing.
FOR_TESTS = {"pdftotext": "poppler-utils", "pdftoppm": "poppler-utils", "Xvfb": "xvfb"}

PROOF = """
from PySide6 import QtNetwork, QtPrintSupport, QtWidgets
application = QtWidgets.QApplication([])
label = QtWidgets.QLabel("ready")
label.show()
assert not label.grab().isNull()
"""


class SetUpError(Exception):
    """Something the user can mend; the message is shown as it is."""


def check_python(version: tuple[int, int]) -> None:
    """Raises SetUpError where the Python running this is too old, or newer than was ever tried."""
    if not OLDEST_PYTHON <= version < FIRST_UNTRIED_PYTHON:
        oldest, untried = (".".join(map(str, v)) for v in (OLDEST_PYTHON, FIRST_UNTRIED_PYTHON))
        raise SetUpError(
            f"This is Python {version[0]}.{version[1]} ({sys.executable}); SMM Hire runs on Python {oldest}"
            f" and later, below {untried}.\nName another one, for example:  make setup PYTHON=python{oldest}"
        )


def is_loadable(library: str) -> bool:
    """Whether the dynamic linker finds `library`, wherever it came from."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def packages_of(libraries: dict[str, str]) -> set[str]:
    """The Debian packages of those `libraries` (file name -> package) that cannot be loaded."""
    return {package for library, package in libraries.items() if not is_loadable(library)}


def missing_packages(*, for_tests: bool) -> tuple[set[str], set[str]]:
    """The system packages (needed now, good to have): the second only costs windows, printing or tests."""
    if not sys.platform.startswith("linux"):
        return set(), set()
    needed, good_to_have = packages_of(ALWAYS), packages_of(FOR_PRINTING)
    for variable, libraries in (("DISPLAY", FOR_X_WINDOWS), ("WAYLAND_DISPLAY", FOR_WAYLAND_WINDOWS)):
        (needed if os.environ.get(variable) else good_to_have).update(packages_of(libraries))
    if not has_uv() and importlib.util.find_spec("ensurepip") is None:  # Debian packs it separately
        is_default = Path("/usr/bin/python3").resolve() == Path(sys.executable).resolve()
        needed.add("python3-venv" if is_default else "python{}.{}-venv".format(*sys.version_info))
    if for_tests:
        good_to_have |= {package for program, package in FOR_TESTS.items() if not shutil.which(program)}
    return needed, good_to_have - needed


def install_command(packages: set[str], prefix: str = "") -> str:
    """What to type to install `packages`."""
    names = " ".join(sorted(packages))
    return f"{prefix}apt-get update && {prefix}apt-get install -y --no-install-recommends {names}"


def see_to_system_packages(*, for_tests: bool) -> None:
    """Install what is missing where we may; raise SetUpError where we may not and it is needed."""
    needed, good_to_have = missing_packages(for_tests=for_tests)
    if not needed | good_to_have:
        return
    has_apt = shutil.which("apt-get") is not None
    if has_apt and os.geteuid() == 0:
        say("installing system packages: " + " ".join(sorted(needed | good_to_have)))
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(install_command(needed | good_to_have), shell=True, check=False, env=environment)
        importlib.invalidate_caches()
        needed, good_to_have = missing_packages(for_tests=for_tests)
    prefix = "" if os.geteuid() == 0 else "sudo "
    hint = "" if has_apt else "\n\n(The names are Debian's; your system may call them otherwise.)"
    if needed:
        raise SetUpError(
            "System packages are missing, and installing them needs an administrator. Run this, then try"
            f" again:\n\n    {install_command(needed | good_to_have, prefix)}{hint}\n"
        )
    if good_to_have:
        say(
            "these are missing too; without them windows, printing or some tests do not work here:"
            f"\n\n    {install_command(good_to_have, prefix)}{hint}\n"
        )


def fingerprint(*files: Path) -> dict[str, str]:
    """What a stamp remembers: where the checkout lies, which Python made it, the hash of each file."""
    return {
        # Scripts in a virtual environment name their place: a moved checkout needs a new one.
        "root": str(ROOT),
        "python": "{}.{}.{}".format(*sys.version_info),
        **{file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files},
    }


def has_stamp(directory: Path, wanted: dict[str, str]) -> bool:
    """Whether the stamp in `directory` says all that `wanted` says."""
    try:
        stamp = json.loads((directory / STAMP_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return all(stamp.get(key) == value for key, value in wanted.items())


def write_stamp(directory: Path, content: dict[str, str]) -> None:
    (directory / STAMP_NAME).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def has_uv() -> bool:
    return has_stamp(UV_HOME, fingerprint(UV_PIN))


def run(*command: str | Path, failure: str) -> None:
    """Run `command`, its output shown. Raises SetUpError with `failure` where it does not end well."""
    environment = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "CONDA_PREFIX")}
    environment["UV_PYTHON_DOWNLOADS"] = "never"
    if subprocess.run([str(part) for part in command], check=False, cwd=ROOT, env=environment).returncode:
        raise SetUpError(failure)


def get_uv() -> Path:
    """The pinned uv, installed into the checkout if it is not there yet."""
    uv = UV_HOME / "bin" / "uv"
    if not has_uv():
        say("getting uv")
        shutil.rmtree(UV_HOME, ignore_errors=True)
        run(
            sys.executable, "-m", "venv", UV_HOME,
            failure="Python could not make a virtual environment; its own words stand above.",
        )  # fmt: skip
        run(
            UV_HOME / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet",
            "--require-hashes", "--only-binary", ":all:", "-r", UV_PIN,
            failure="uv could not be installed. Is the network there? pip's own words stand above.",
        )  # fmt: skip
        write_stamp(UV_HOME, fingerprint(UV_PIN))
    return uv


def fill_environment(uv: Path, lock: Path) -> None:
    """Make `.venv` hold exactly the packages of `lock`, byte-compiled (a start without .pyc takes 3 times
    as long)."""
    say(f"installing the packages of {lock.name} into {ENVIRONMENT.name}")
    python = ENVIRONMENT / "bin" / "python"
    stamp = ENVIRONMENT / STAMP_NAME
    is_ours = has_stamp(ENVIRONMENT, fingerprint())
    stamp.unlink(missing_ok=True)  # an interrupted run must not look finished
    if not is_ours:
        run(
            uv, "venv", "--quiet", "--clear", "--python", sys.executable, ENVIRONMENT,
            failure="uv could not make the virtual environment; its own words stand above.",
        )  # fmt: skip
    run(
        uv, "pip", "sync", "--quiet", "--require-hashes", "--compile-bytecode", "--python", python, lock,
        failure="The packages could not be installed. Is the network there? uv's own words stand above.",
    )  # fmt: skip


def prove_qt() -> None:
    """Draw a window off-screen: the one check that cannot be mistaken about libraries."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    run(
        ENVIRONMENT / "bin" / "python", "-c", PROOF,
        failure="Qt does not run here; its own words stand above. If they name a missing library, install"
        " the package that holds it and try again.",
    )  # fmt: skip


def set_up(*, for_tests: bool) -> None:
    """Everything, or nothing where the stamps say it is done. Raises SetUpError."""
    check_python(sys.version_info[:2])
    locks = (RUN_LOCK, DEV_LOCK) if for_tests else (RUN_LOCK,)
    if has_stamp(ENVIRONMENT, fingerprint(*locks)):
        if missing_packages(for_tests=False)[0]:  # a display may be there now that was not before
            see_to_system_packages(for_tests=for_tests)
        return
    see_to_system_packages(for_tests=for_tests)
    fill_environment(get_uv(), locks[-1])
    prove_qt()
    write_stamp(ENVIRONMENT, fingerprint(*locks))
    say("ready")


def say(message: str) -> None:
    print(f"set-up: {message}", flush=True)


if __name__ == "__main__":
    try:
        set_up(for_tests="--dev" in sys.argv[1:])
    except SetUpError as error:
        print(f"set-up: {error}", file=sys.stderr)
        sys.exit(1)
