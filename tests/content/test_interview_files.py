"""The shipped questions and work samples, and the reader of their files."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
import yaml

from smmhire.bilingual import Bilingual
from smmhire.candidates.interview import InterviewContent, QuestionKind
from smmhire.content import CONTENT, load_glossary, load_interview, load_references, load_role
from smmhire.content.interview_files import read_interview
from smmhire.errors import UserError

Data = dict[str, Any]
KNOWN = frozenset(["R-D5", "AMEC-2020"])


def texts_of(content: InterviewContent) -> Iterator[tuple[str, Bilingual]]:
    """Every text with the id of its entry."""
    for question in content.questions:
        for text in (question.question, *question.probes, *question.anchors):
            yield question.id, text
    for sample in content.work_samples:
        for text in (sample.title, sample.brief, sample.deliverable):
            yield sample.id, text
        for criterion in sample.criteria:
            for text in (criterion.name, *criterion.anchors):
                yield criterion.id, text


# -- what ships ------------------------------------------------------------------------------------
def test_every_competency_asks_as_often_what_was_done_as_what_would_be_done() -> None:
    content = load_interview()
    for competency in load_role().competencies:
        kinds = Counter(q.kind for q in content.questions if q.competency_id == competency.id)
        assert kinds[QuestionKind.BEHAVIOURAL] >= 3 and kinds[QuestionKind.SITUATIONAL] >= 3, competency.id
        assert len([w for w in content.work_samples if w.competency_id == competency.id]) >= 2


def test_every_file_is_named_by_its_competency_and_every_id_says_its_kind() -> None:
    files = sorted((CONTENT / "interview").glob("*.yaml"))
    assert [file.stem for file in files] == sorted(c.id for c in load_role().competencies)
    content = load_interview()
    assert all(re.fullmatch(r"IV-[A-Z]{2}-\d+", question.id) for question in content.questions)
    for sample in content.work_samples:
        assert re.fullmatch(r"WS-[A-Z]{2}-\d+", sample.id)
        assert [c.id for c in sample.criteria] == [
            f"{sample.id}-{letter}" for letter in "abcdefgh"[: len(sample.criteria)]
        ]


def test_every_source_is_a_fact_of_the_role_or_a_reference() -> None:
    known = {fact.id for fact in load_role().facts} | set(load_references())
    content = load_interview()
    cited = {source for one in (*content.questions, *content.work_samples) for source in one.sources}
    assert sorted(cited - known) == []


def test_no_text_uses_a_word_that_the_glossary_avoids() -> None:
    avoided = [word for entry in load_glossary() for word in entry.avoid]
    assert len(avoided) >= 15
    found = [(key, word) for key, text in texts_of(load_interview()) for word in avoided if word in text.bn]
    assert found == []


def test_every_text_is_composed_and_in_its_own_script() -> None:
    bengali = re.compile(r"[\u0985-\u09b9]")
    for key, text in texts_of(load_interview()):
        assert text.bn == normalize("NFC", text.bn) and text.en == normalize("NFC", text.en), key
        assert bengali.search(text.bn) and not bengali.search(text.en), key
        assert not re.search(r"[0-9]", text.bn), (key, text.bn)  # digits are Bengali ones


def test_no_two_anchors_of_a_scale_read_the_same() -> None:
    content = load_interview()
    scales = [(q.id, q.anchors) for q in content.questions]
    scales += [(c.id, c.anchors) for w in content.work_samples for c in w.criteria]
    for key, anchors in scales:
        assert len({anchor.en for anchor in anchors}) == len({anchor.bn for anchor in anchors}) == 5, key


# -- the reader ------------------------------------------------------------------------------------
def text(english: str) -> Data:
    return {"en": english, "bn": f"বাংলা {english}"}


FILE: Data = {
    "competency": "analytics",
    "questions": [
        {
            "id": "IV-AN-1",
            "kind": "behavioural",
            "sources": ["R-D5"],
            "question": text("Tell me."),
            "probes": [text("Why?")],
            "anchors": [text(f"Level {n}") for n in "12345"],
        }
    ],
    "work_samples": [
        {
            "id": "WS-AN-1",
            "sources": ["AMEC-2020"],
            "minutes": 40,
            "title": text("A task"),
            "brief": text("Do this.\nThen that."),
            "deliverable": text("A table."),
            "criteria": [
                {"id": "WS-AN-1-a", "name": text("Sums"), "anchors": [text(f"Grade {n}") for n in "12345"]}
            ],
        }
    ],
}


def write(folder: Path, data: Data, name: str = "analytics.yaml") -> Path:
    path = folder / name
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder


def load(folder: Path) -> InterviewContent:
    return read_interview(folder, competencies=("strategy", "analytics"), known_sources=KNOWN)


def test_a_file_is_read_with_all_it_says(tmp_path: Path) -> None:
    content = load(write(tmp_path, FILE))
    (question,) = content.questions
    assert (question.competency_id, question.kind) == ("analytics", QuestionKind.BEHAVIOURAL)
    assert question.anchors[4] == Bilingual(**text("Level 5"))
    (sample,) = content.work_samples
    assert sample.brief.en == "Do this.\nThen that." and sample.minutes == 40
    assert content.competency_of == {
        "IV-AN-1": "analytics", "WS-AN-1": "analytics", "WS-AN-1-a": "analytics",
    }  # fmt: skip


def test_questions_come_in_the_order_of_the_competencies(tmp_path: Path) -> None:
    write(tmp_path, FILE)
    other = copy.deepcopy(FILE) | {"competency": "strategy", "work_samples": []}
    other["questions"][0]["id"] = "IV-ST-1"
    content = load(write(tmp_path, other, "strategy.yaml"))
    assert [q.id for q in content.questions] == ["IV-ST-1", "IV-AN-1"]


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda d: d.update(competency="cooking"), r"line 1, competency: “cooking” is not known"),
        (lambda d: d["questions"][0].update(kind="odd"), r"line \d+, entry IV-AN-1, field kind"),
        (lambda d: d["questions"][0]["anchors"].pop(), r"entry IV-AN-1, field anchors"),
        (lambda d: d["questions"][0].update(probes=[]), r"entry IV-AN-1, field probes"),
        (lambda d: d["questions"][0]["question"].pop("bn"), r"entry IV-AN-1, field question"),
        (lambda d: d["questions"][0].update(sources=["X-1"]), r"entry IV-AN-1, field sources.*“X-1” is not"),
        (lambda d: d["questions"][0].update(colour="red"), r"entry IV-AN-1, field colour"),
        (lambda d: d["work_samples"][0].update(minutes=1), r"entry WS-AN-1, field minutes"),
        (lambda d: d["work_samples"][0].update(criteria=[]), r"entry WS-AN-1, field criteria"),
        (
            lambda d: d["work_samples"][0]["criteria"][0]["anchors"].append(text("Grade 6")),
            r"entry WS-AN-1, field criteria.*anchors",
        ),
        (lambda d: d["work_samples"][0].update(id="IV-AN-1"), r"“IV-AN-1” stands here twice"),
        (
            lambda d: d["work_samples"][0]["criteria"][0].update(id="WS-AN-1"),
            r"“WS-AN-1” stands here twice",
        ),
    ],
)
def test_a_wrong_file_is_refused_by_file_line_and_entry(
    tmp_path: Path, spoil: Callable[[Data], object], place: str
) -> None:
    data = copy.deepcopy(FILE)
    spoil(data)
    with pytest.raises(UserError) as caught:
        load(write(tmp_path, data))
    first = caught.value.what.splitlines()[0]
    assert re.match(r"analytics\.yaml, line \d+", first), first
    assert re.search(place, first), first


def test_an_id_used_in_two_files_is_refused(tmp_path: Path) -> None:
    write(tmp_path, FILE)
    with pytest.raises(UserError, match=r"strategy\.yaml, line \d+.*“IV-AN-1” stands here twice"):
        load(write(tmp_path, copy.deepcopy(FILE) | {"competency": "strategy"}, "strategy.yaml"))


def test_a_folder_without_questions_is_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There are no interview questions"):
        load(tmp_path)
