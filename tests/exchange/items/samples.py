"""Small question files written for these tests by the public descriptions of the formats."""

from __future__ import annotations

import io
import zipfile

from smmhire.exchange.items.draft import DraftItem, ItemImport
from smmhire.exchange.items.reading import read_bytes


def read(text: str, name: str) -> ItemImport:
    """What a text file of this name would bring."""
    return read_bytes(text.encode(), name)


def only(found: ItemImport) -> DraftItem:
    """The one draft of a file that has one question."""
    assert (len(found.drafts), found.question_count) == (1, 1), (found.problems, found.unsupported)
    return found.drafts[0]


def codes(found: ItemImport) -> list[str]:
    """The codes of all problems."""
    return [problem.code for problem in found.problems]


def zipped(**files: str) -> bytes:
    """A package; `__` in a name stands for a slash, `_xml` at its end for '.xml'."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def quiz(*questions: str) -> str:
    """A Moodle XML file."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "\n".join(questions) + "\n</quiz>\n"


def question(kind: str, inside: str, *, name: str = "Q1", stem: str = "<p>Which?</p>") -> str:
    """A question of Moodle XML."""
    text = stem.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="html"><text>{text}</text></questiontext>{inside}</question>'
    )


def answers(*pairs: tuple[str, str]) -> str:
    """Answers of Moodle XML with their fractions."""
    return "".join(f'<answer fraction="{part}"><text>{text}</text></answer>' for part, text in pairs)


def item3(declaration: str, body: str, processing: str = "", more: str = "", attributes: str = "") -> str:
    """An item of QTI 3."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q1" title="One"'
        f' time-dependent="false" {attributes}>{declaration}'
        '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>'
        f"<qti-item-body>{body}</qti-item-body>{processing}{more}</qti-assessment-item>"
    )


def declared(base: str, *values: str, cardinality: str = "single", more: str = "") -> str:
    """The declaration of the response of QTI 3 with its key."""
    key = "".join(f"<qti-value>{value}</qti-value>" for value in values)
    return (
        f'<qti-response-declaration identifier="RESPONSE" cardinality="{cardinality}" base-type="{base}">'
        f"<qti-correct-response>{key}</qti-correct-response>{more}</qti-response-declaration>"
    )


def manifest(*paths: str) -> str:
    """A manifest that lists these item files."""
    resources = "".join(
        f'<resource identifier="r{n}" type="imsqti_item_xmlv3p0" href="{path}"><file href="{path}"/>'
        "</resource>"
        for n, path in enumerate(paths)
    )
    return (
        '<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="m">'
        f"<organizations/><resources>{resources}</resources></manifest>"
    )
