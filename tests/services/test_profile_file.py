"""What a profile file from a stranger can do: nothing but be refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smmhire.errors import UserError
from smmhire.services import profile_file, vacancies, vacancy_file


def pay(low: str) -> str:
    return f'{{"pay": {{"low": {low}, "currency": "BDT", "period": "month"}}}}'


@pytest.mark.parametrize("text", ["[" * 100_000, pay("9" * 5000)])
def test_brackets_and_digits_without_end_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "profile.json"
    path.write_text(text)
    with pytest.raises(UserError, match="too large"):
        vacancy_file.read_file(path, vacancies.new_profile())


@pytest.mark.parametrize("low", ['"1e20000"', "1e300", '"9999999999999999"', '"-1e20"'])
def test_more_than_anybody_is_paid_is_refused(low: str) -> None:
    """It could be neither written as a whole number nor kept in 40 characters."""
    with pytest.raises(UserError, match="not possible in the field “pay”"):
        profile_file.from_plain(json.loads(pay(low)), vacancies.new_profile())
