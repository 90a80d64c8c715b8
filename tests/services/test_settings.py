"""What the program remembers, and a settings file that is not as it must be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smmhire.errors import UserError
from smmhire.settings import FILE_NAME, Settings, data_directory, load_settings, save_settings

ALL_CHANGED = Settings(
    language="bn",
    window_geometry="AdnQ",
    window_version=2,
    theme="dark",
    last_page="pay",
    employer="একটি দোকান",
    taker_name="প্রার্থী ক",
    column_mappings={"mine": "{}"},
    last_folder="/somewhere",
)


def test_settings_come_back_and_a_first_run_has_defaults(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    assert load_settings(folder) == Settings()
    save_settings(folder, ALL_CHANGED)
    assert load_settings(folder) == ALL_CHANGED
    assert "একটি দোকান" in (folder / FILE_NAME).read_text(encoding="utf-8")
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]


def test_fields_of_a_newer_version_are_left_out(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({"language": "en", "colour_of_hats": 3}))
    assert load_settings(tmp_path) == Settings(language="en")


@pytest.mark.parametrize(
    "content",
    [
        b"{ not JSON",
        b"\xff\xfe\x00",
        b"[1, 2]",
        b'{"language": "fr"}',
        b'{"theme": "pink"}',
        b'{"window_version": true}',
        b'{"employer": 5}',
        b'{"column_mappings": {"a": 1}}',
        b'{"column_mappings": []}',
        b"[" * 100_000,
    ],
)
def test_broken_file_is_set_aside_and_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    settings = load_settings(tmp_path)
    aside = Path(settings.set_aside)
    assert aside.parent == tmp_path and aside.read_bytes() == content
    assert settings == Settings(set_aside=settings.set_aside)
    save_settings(tmp_path, settings)
    assert load_settings(tmp_path) == Settings()


def test_folder_that_cannot_be_written_is_named_and_the_old_file_stays(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("a file in the place of the folder")
    with pytest.raises(UserError, match="is a file, not a folder"):
        save_settings(place, Settings())
    with pytest.raises(UserError, match="is a file, not a folder"):
        load_settings(place)
    save_settings(tmp_path, ALL_CHANGED)
    (tmp_path / FILE_NAME).rename(tmp_path / "kept.json")
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(UserError):
        save_settings(tmp_path, Settings())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "kept.json", FILE_NAME]


def test_data_lies_where_the_user_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMMHIRE_DATA_DIR", str(tmp_path / "named"))
    assert data_directory() == tmp_path / "named"
    assert data_directory(tmp_path / "given") == tmp_path / "given"
    monkeypatch.delenv("SMMHIRE_DATA_DIR")
    assert data_directory().name == "smmhire" and data_directory().is_absolute()
