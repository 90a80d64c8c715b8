"""`resources/content/interview/<competency>.yaml`: questions, work samples, and how each is rated."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from smmhire.candidates.interview import (
    InterviewContent,
    InterviewQuestion,
    QuestionKind,
    RubricCriterion,
    WorkSample,
)
from smmhire.content.source import EntryId, Model, NonEmpty, Place, Text, read, wrong
from smmhire.errors import UserError
from smmhire.texts import _

Sources = Annotated[list[NonEmpty], Field(min_length=1)]
Anchors = Annotated[list[Text], Field(min_length=5, max_length=5)]


class _Question(Model):
    id: EntryId
    kind: Annotated[QuestionKind, Field(strict=False)]
    sources: Sources
    question: Text
    probes: Annotated[list[Text], Field(min_length=1, max_length=4)]
    anchors: Anchors


class _Criterion(Model):
    id: EntryId
    name: Text
    anchors: Anchors


class _WorkSample(Model):
    id: EntryId
    sources: Sources
    minutes: Annotated[int, Field(ge=5, le=240)]
    title: Text
    brief: Text
    deliverable: Text
    criteria: Annotated[list[_Criterion], Field(min_length=1, max_length=8)]


class _File(Model):
    competency: EntryId
    questions: Annotated[list[_Question], Field(min_length=1)]
    work_samples: list[_WorkSample]


def read_interview(
    folder: Path, *, competencies: tuple[str, ...], known_sources: frozenset[str]
) -> InterviewContent:
    """All questions and work samples of a folder, in the order of `competencies`, then of their files.

    Raises UserError, naming file, line and entry, where a file is wrong, an id stands twice, or a competency
    or source is not known.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise UserError(
            _("There are no interview questions in {folder}.", folder=folder),
            _("Install the program again: files are missing."),
        )
    questions: list[InterviewQuestion] = []
    samples: list[WorkSample] = []
    taken: set[str] = set()
    for path in paths:
        file = read(path, _File)
        problems = _problems(file, competencies, known_sources, taken)
        if problems:
            raise wrong(path, problems)
        questions += [_question(entry, file.competency) for entry in file.questions]
        samples += [_sample(entry, file.competency) for entry in file.work_samples]
    order = {name: at for at, name in enumerate(competencies)}
    return InterviewContent(
        tuple(sorted(questions, key=lambda q: order[q.competency_id])),
        tuple(sorted(samples, key=lambda w: order[w.competency_id])),
    )


def _problems(
    file: _File, competencies: tuple[str, ...], known: frozenset[str], taken: set[str]
) -> list[tuple[Place, str]]:
    """What only the files together show; ids are added to `taken`."""
    found: list[tuple[Place, str]] = []
    if file.competency not in competencies:
        found.append((("competency",), _("“{key}” is not known.", key=file.competency)))
    entries: list[tuple[Place, _Question | _WorkSample]] = [
        *((("questions", at), question) for at, question in enumerate(file.questions)),
        *((("work_samples", at), sample) for at, sample in enumerate(file.work_samples)),
    ]
    for place, entry in entries:
        found += [
            ((*place, "sources", at), _("“{key}” is not known.", key=source))
            for at, source in enumerate(entry.sources)
            if source not in known
        ]
        criteria = entry.criteria if isinstance(entry, _WorkSample) else []
        for key, at in [
            (entry.id, place),
            *((c.id, (*place, "criteria", i)) for i, c in enumerate(criteria)),
        ]:
            if key in taken:
                found.append(((*at, "id"), _("“{key}” stands here twice.", key=key)))
            taken.add(key)
    return found


def _question(entry: _Question, competency: str) -> InterviewQuestion:
    return InterviewQuestion(
        id=entry.id,
        competency_id=competency,
        kind=entry.kind,
        question=entry.question.to_core(),
        probes=tuple(probe.to_core() for probe in entry.probes),
        anchors=tuple(anchor.to_core() for anchor in entry.anchors),
        sources=tuple(entry.sources),
    )


def _sample(entry: _WorkSample, competency: str) -> WorkSample:
    return WorkSample(
        id=entry.id,
        competency_id=competency,
        title=entry.title.to_core(),
        brief=entry.brief.to_core(),
        deliverable=entry.deliverable.to_core(),
        minutes=entry.minutes,
        criteria=tuple(
            RubricCriterion(c.id, c.name.to_core(), tuple(anchor.to_core() for anchor in c.anchors))
            for c in entry.criteria
        ),
        sources=tuple(entry.sources),
    )
