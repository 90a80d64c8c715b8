"""Files that are broken, foreign, enormous or made to harm: refused in words, and nothing half-read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from smmhire.errors import UserError
from smmhire.exchange.items.packages import MAX_MEMBERS
from smmhire.exchange.items.reading import read_bytes, read_file
from tests.exchange.items.samples import answers, manifest, only, question, quiz, read, zipped

MILLION = 1_000_000
BIJOY = "†Kvb cÖkœ mwVK? {=Avwg evsjvq Mvb MvB ~Avwg †`kwU Kxfv‡e ˆZwi n‡q‡Q ~KvR¨ wk¶v}"


def refused(content: bytes, name: str) -> UserError:
    with pytest.raises(UserError) as refusal:
        read_bytes(content, name)
    assert refusal.value.what and refusal.value.what_to_do
    return refusal.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_every_unicode_encoding_is_read(encoding: str) -> None:
    assert only(read_bytes("Q? {=ক ~খ ~গ}".encode(encoding), "a.gift")).options[0].text == "ক"
    xml = quiz(question("multichoice", answers(("100", "ক"), ("0", "খ"))))
    if encoding == "utf-16":
        assert (
            only(read_bytes(xml.replace("UTF-8", "UTF-16").encode(encoding), "a.xml")).options[0].text == "ক"
        )


def test_bengali_in_an_old_encoding_is_refused_by_its_name() -> None:
    assert "Bijoy" in refused(BIJOY.encode(), "a.gift").what
    assert "Bijoy" in refused(BIJOY.encode("cp1252", "replace"), "a.gift").what_to_do
    old = quiz(
        question("multichoice", answers(("100", "Avwg evsjvq"), ("0", "KvR¨ wk¶v")), stem="†Kvb ˆZwi n‡q‡Q")
    )
    assert "Bijoy" in refused(old.encode(), "a.xml").what
    assert "Bijoy" in refused(f"question,a,b,correct\n{BIJOY[:20]},†Kvb,ˆZwi n‡q‡Q,A".encode(), "a.csv").what


def test_accents_and_signs_of_other_languages_are_not_taken_for_it() -> None:
    french = "Où est l’élève — “ça” ? {=à côté ~déjà © 2020 ~naïve façade 20°C ±3 « oui »}"
    assert only(read(french, "a.gift")).stem.startswith("Où")


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.gift"), (b" \r\n\t\n", "a.txt"), (b"\xef\xbb\xbf", "a.csv"), (b"\xff\xfe", "a.gift"),
     (b"// only a comment", "a.gift"), (b"$CATEGORY: x", "a.gift"), (b"<quiz/>", "a.xml"),
     (b"<quiz></quiz>", "a.xml"), (b"some words", "a.txt"), (b"%PDF-1.7", "a.gift"),
     (b"\x89PNG\r\n", "a.xml"),
     (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls"), (b"PK\x03\x04broken", "a.zip"),
     (b"<quiz><question>", "a.xml"),
     (b"<quiz>&nbsp;</quiz>", "a.xml"), (b"<?xml version='1.0' encoding='big5'?><quiz/>", "a.xml"),
     (b"Q? {=\xff\xfe\xfa ~b}", "a.gift"), (b"\x00\x01\x02\x03", "a.gift")],
)  # fmt: skip
def test_what_is_no_file_of_questions_is_refused_with_a_way_out(content: bytes, name: str) -> None:
    assert name in refused(content, name).what


@pytest.mark.parametrize(
    "head",
    ['<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>', '<!DOCTYPE quiz SYSTEM "http://x.example/q.dtd">',
     '<!DOCTYPE quiz [<!ENTITY f SYSTEM "file:///etc/passwd">]>'],
)  # fmt: skip
def test_entities_and_outside_references_are_never_read(head: str) -> None:
    assert "entities" in refused(f"{head}<quiz>&b;</quiz>".encode(), "a.xml").what
    package = zipped(imsmanifest_xml=head + manifest("a.xml"))
    assert "entities" in refused(package, "a.zip").what


def test_xml_nested_too_deep_or_of_too_many_parts_is_refused() -> None:
    deep = refused(b"<quiz>" + b"<a>" * MILLION, "a.xml")
    wide = refused(b"<quiz>" + b"<a/>" * MILLION + b"</quiz>", "a.xml")
    assert "nested deeper or has more parts" in deep.what and "nested deeper or has more parts" in wide.what


@pytest.mark.parametrize("name", ["../a.xml", "/etc/a.xml", "a/../../b.xml", "..\\a.xml", "C:/a.xml"])
def test_no_path_leaves_the_package(name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(zipfile.ZipInfo(name), "<a/>")
    assert "points out of the package" in refused(out.getvalue(), "p.zip").what
    assert "points out" in refused(zipped(imsmanifest_xml=manifest("../../etc/passwd")), "p.zip").what


def test_packages_that_unpack_to_too_much_are_refused() -> None:
    swelling = refused(zipped(imsmanifest_xml=manifest("a.xml"), a_xml=" " * 50 * MILLION), "p.zip")
    assert "unpacks to more" in swelling.what
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for n in range(MAX_MEMBERS + 1):
            package.writestr(f"{n}.xml", "")
    assert "more than 10,000 files" in refused(out.getvalue(), "p.zip").what
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("/".join("abcdefghijklmnopqrstuvwxyz") + ".xml", "")
    assert "more than 20 folders" in refused(out.getvalue(), "p.zip").what


def test_a_file_of_one_name_twice_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.xml", "<a/>")
        with pytest.warns(UserWarning):
            package.writestr("a.xml", "<b/>")
    assert "twice" in refused(out.getvalue(), "p.zip").what


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"Q {=a ~" + b"x" * 10 * MILLION + b"}", "a.gift"), (b"Q {" + b"~a" * 5 * MILLION + b"}", "a.gift"),
     (b"{" * 10 * MILLION, "a.gift"), (b"Q {=a ~" + b"\\" * 10 * MILLION + b"}", "a.gift"),
     (b"Q\nA. " + b"x" * 10 * MILLION + b"\nB. b\nANSWER: A", "a.txt"),
     (b"<quiz><question type='multichoice'><name><text>n</text></name><questiontext><text>"
      + b"x" * 10 * MILLION + b"</text></questiontext></question></quiz>", "a.xml")],
)  # fmt: skip
def test_lines_of_ten_megabytes_leave_their_question_out(content: bytes, name: str) -> None:
    found = read_bytes(content, name)
    assert found.drafts == () and found.left_out == found.question_count == 1


def test_files_of_endless_questions_or_columns_are_refused() -> None:
    assert "more than 20,000 questions" in refused(b"a{\n\n" * MILLION, "a.gift").what
    assert "more than 500 columns" in refused(b"a," * MILLION, "a.csv").what
    assert "does not end" in refused(b'question,a,b,correct\n"' + b"x" * MILLION, "a.csv").what


@pytest.mark.parametrize(
    "junk", ["<a", "<!--", "<a b='", "</", "&", "![", "[", "**", "<![CDATA[", "<svg>", "`a", "<script>"]
)
@pytest.mark.parametrize("kind", ["html", "markdown", "moodle_auto_format"])
def test_texts_of_nothing_but_opened_marks_are_read_or_left_out(junk: str, kind: str) -> None:
    stem = "Q? " + junk * (40_000 // len(junk))
    xml = quiz(question("multichoice", answers(("100", "a"), ("0", "b")), stem=stem))
    found = read_bytes(xml.replace('format="html"', f'format="{kind}"').encode(), "a.xml")
    assert found.question_count == 1


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.gift"):
        with pytest.raises(UserError) as refusal:
            read_file(path)
        assert refusal.value.what_to_do
