"""Files of the user: saved whole or not at all, and a sentence for everything that stands in the way."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from smmhire.errors import UserError
from smmhire.services.files import save_file
from smmhire.texts import using


def test_a_file_protected_against_changes_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "kept.pdf"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(UserError, match=r"“kept\.pdf” is protected"):
        save_file(b"new", path)
    assert path.read_bytes() == b"old"
    path.chmod(0o644)
    save_file(b"new", path)


def test_a_saved_document_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "সনদ ক.pdf"
    path.write_bytes(b"old")
    assert save_file(b"new", path) == path
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_saved_document_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    saved = save_file(b"new", tmp_path / "saved.pdf")
    assert saved.stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EDQUOT, "The disk is full"),
        (errno.EACCES, "You may not write to the folder"),
        (errno.EROFS, "You may not write to the folder"),
        (errno.EIO, "could not be saved"),
    ],
)
def test_a_failed_write_leaves_the_old_document_and_nothing_else(
    code: int, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")

    def fail(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UserError, match=sentence) as failure:
        save_file(b"new", path)
    assert failure.value.what_to_do
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_refuses_to_be_synced_has_the_document_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network folders do: saying that it was not saved would be wrong."""
    sync = os.fsync

    def refuse_folders(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        sync(handle)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    path = save_file(b"new", tmp_path / "report.pdf")
    assert path.read_bytes() == b"new" and list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nowhere") as failure:
        save_file(b"new", tmp_path / "nowhere" / "report.pdf")
    assert failure.value.what_to_do == "Choose a folder that exists."


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError, match="is a file, not a folder"):
        save_file(b"new", tmp_path / "file" / "report.pdf")


def test_a_folder_in_place_of_the_document_is_named(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").mkdir()
    with pytest.raises(UserError, match="no document can be saved under that name"):
        save_file(b"new", tmp_path / "report.pdf")
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.pdf"]


def test_a_name_that_is_too_long_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is too long"):
        save_file(b"new", tmp_path / ("x" * 300 + ".pdf"))
    assert list(tmp_path.iterdir()) == []


def test_the_failures_speak_bengali(tmp_path: Path) -> None:
    with using("bn"), pytest.raises(UserError, match="ফোল্ডারটি নেই"):
        save_file(b"new", tmp_path / "nowhere" / "report.pdf")
