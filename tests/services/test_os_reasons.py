"""Why a file cannot be used is said in the language of the reader, in the program's own words."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from smmhire import texts
from smmhire.errors import UserError
from smmhire.services.json_file import read_json
from smmhire.services.os_reasons import os_reason


def open_below_a_file(folder: Path) -> None:
    (folder / "file").write_text("", "utf-8")
    (folder / "file" / "below").open("rb").close()


FAILING: list[tuple[str, Callable[[Path], object], str]] = [
    ("missing", lambda folder: (folder / "none").read_bytes(), "it is not there"),
    ("folder", lambda folder: folder.read_bytes(), "it is a folder, not a file"),
    ("below a file", open_below_a_file, "a part of its path is a file, not a folder"),
    ("long name", lambda folder: (folder / ("x" * 3000)).read_bytes(), "its name is too long"),
    ("taken", lambda folder: (folder / ".").mkdir(), "there is something else of that name"),
]


@pytest.mark.parametrize(("fail", "reason"), [row[1:] for row in FAILING], ids=[row[0] for row in FAILING])
def test_what_the_system_refuses_is_said_in_words(
    tmp_path: Path, fail: Callable[[Path], object], reason: str
) -> None:
    with pytest.raises(OSError, match=r".") as refused:
        fail(tmp_path)
    assert os_reason(refused.value) == reason
    texts.set_language("bn")
    assert not re.search("[A-Za-z]", os_reason(refused.value))


@pytest.mark.parametrize(
    "code", ["EACCES", "EROFS", "ENOSPC", "EBUSY", "EIO", "EMFILE", "ESTALE", "ETIMEDOUT", "EINVAL"]
)
def test_what_cannot_be_brought_about_here_has_words_too(code: str) -> None:
    number = getattr(errno, code)
    failure = OSError(number, os.strerror(number))
    assert os_reason(failure) != failure.strerror
    texts.set_language("bn")
    assert not re.search("[A-Za-z]", os_reason(failure))


def test_what_is_rare_is_said_as_the_system_says_it() -> None:
    assert os_reason(OSError(errno.ELOOP, "Too many levels of symbolic links")) == (
        "Too many levels of symbolic links"
    )
    assert os_reason(OSError("without a number")) == "without a number"


def test_a_folder_in_place_of_a_json_file_is_said_in_one_language(tmp_path: Path) -> None:
    texts.set_language("bn")
    with pytest.raises(UserError) as refused:
        read_json(tmp_path, "")
    assert refused.value.what == f"“{tmp_path.name}” পড়া যাচ্ছে না: এটি ফাইল নয়, ফোল্ডার।"
