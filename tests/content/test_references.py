"""What questions cite, as it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from smmhire.content import load_references
from smmhire.content.references import read_references
from smmhire.errors import UserError
from smmhire.services.item_bank import citation
from smmhire.texts import using


def test_shipped_references_are_read_and_cited_whole() -> None:
    references = load_references()
    assert references["KOHAVI-2020"].startswith("Kohavi, R.")
    assert citation("KOHAVI-2020") == references["KOHAVI-2020"]
    with using("bn"):
        assert citation("R-D5").startswith("R-D5: সম্পন্ন কাজের বিশ্লেষণ")
    assert citation("OUR-HANDBOOK") == "OUR-HANDBOOK"


def test_a_key_given_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "references.yaml"
    path.write_text('references:\n  - {key: A, text: "One"}\n  - {key: A, text: "Two"}\n', "utf-8")
    with pytest.raises(UserError, match=r"line 3.*stands here twice"):
        read_references(path)
    path.write_text("references: []\n", "utf-8")
    with pytest.raises(UserError, match="too few"):
        read_references(path)
