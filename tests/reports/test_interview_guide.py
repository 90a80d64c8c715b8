"""The interview guide on paper: everything a rater needs, and nothing of it for the candidate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from smmhire.bilingual import Language
from smmhire.candidates.interview_words import FAIR_RATING
from smmhire.content import load_interview, load_role
from smmhire.reports.interview_guide import InterviewGuide, interview_guide_pdf, task_sheets_pdf
from smmhire.reports.typography.drawing import missing_characters
from smmhire.texts import _, say, using
from tests.reports.reading import fonts_not_embedded, letters, lines_that_meet, pages, text_of

LANGUAGES: list[Language] = ["bn", "en"]


def guide(language: Language = "en") -> InterviewGuide:
    everything = load_interview()
    return InterviewGuide(
        vacancy_title={"bn": "এসএমএম ম্যানেজার", "en": "SMM manager"}[language],
        employer="",
        questions=tuple(everything.questions[at] for at in (0, 4, 7)),
        work_samples=(everything.work_samples[0], everything.work_samples[9]),
        weights={"strategy": 8, "content": 3},
        must_haves=frozenset(["content"]),
        made_on=date(2026, 11, 22),
    )


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_stands_on_a_page_of_its_own_with_probes_and_all_anchors(language: Language) -> None:
    asked = guide(language)
    read = pages(interview_guide_pdf(asked, load_role(), language))
    with using(language):
        for place, question in enumerate(asked.questions, start=1):
            assert flat(say(question.question)) in read[place]
            for text in (*question.probes, *question.anchors):
                assert flat(say(text)) in read[place]
        for rule in FAIR_RATING:
            assert flat(_(rule)) in read[0]
        rating_sheet = read[len(asked.questions) + 1]
        assert all(flat(say(question.question)) in rating_sheet for question in asked.questions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_task_sheet_has_the_whole_brief_and_nothing_of_the_rubric(language: Language) -> None:
    asked = guide(language)
    text = text_of(task_sheets_pdf(asked, language))
    with using(language):
        for sample in asked.work_samples:
            assert flat(say(sample.deliverable)) in text
            for line in say(sample.brief).split("\n"):
                assert flat(line) in text
            for criterion in sample.criteria:
                assert all(flat(say(anchor)) not in text for anchor in criterion.anchors)


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_the_guide_the_rubric_never_shares_a_page_with_the_task(language: Language) -> None:
    asked = guide(language)
    read = pages(interview_guide_pdf(asked, load_role(), language))
    with using(language):
        for sample in asked.work_samples:
            (task,) = [at for at, page in enumerate(read) if flat(say(sample.deliverable)) in page]
            rubric = [
                at
                for at, page in enumerate(read)
                for criterion in sample.criteria
                for anchor in criterion.anchors
                if flat(say(anchor)) in page
            ]
            assert len(rubric) >= 5 * len(sample.criteria)
            assert task not in rubric


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_there_is_to_ask_fits_its_pages(language: Language) -> None:
    """The whole content: no line lies on another, every font is embedded, anchors stand together."""
    everything = load_interview()
    whole = replace(guide(language), questions=everything.questions, work_samples=everything.work_samples)
    made = interview_guide_pdf(whole, load_role(), language)
    assert fonts_not_embedded(made) == []
    assert [lines_that_meet(page) for page in letters(made)[:30]] == [[]] * 30
    read = pages(made)
    with using(language):
        for question in everything.questions:
            found = [page for page in read if flat(say(question.anchors[4])) in page]
            assert found == [page for page in read if flat(say(question.anchors[0])) in page], question.id


def test_a_guide_without_work_samples_has_no_task_sheet() -> None:
    with pytest.raises(ValueError, match="no work sample"):
        task_sheets_pdf(replace(guide(), work_samples=()), "en")
    alone = replace(guide(), questions=())
    assert "Rating sheet" not in text_of(interview_guide_pdf(alone, load_role(), "en"))


def test_the_same_guide_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    assert interview_guide_pdf(guide(), load_role(), "en") == interview_guide_pdf(guide(), load_role(), "en")


def test_all_that_is_asked_can_be_printed_no_character_becomes_a_box() -> None:
    content = load_interview()
    texts = [text for q in content.questions for text in (q.question, *q.probes, *q.anchors)]
    for sample in content.work_samples:
        texts += [sample.title, sample.brief, sample.deliverable]
        texts += [text for one in sample.criteria for text in (one.name, *one.anchors)]
    for text in texts:
        assert missing_characters(text.en) == missing_characters(text.bn) == [], text.en
