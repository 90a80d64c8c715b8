"""`interview …`: what is asked in interviews, and the guide on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from smmhire.bilingual import Bilingual, Language
from smmhire.candidates.interview import InterviewQuestion, WorkSample
from smmhire.candidates.interview_words import question_kind
from smmhire.cli.output import listed, wrapped
from smmhire.cli.session import session_of
from smmhire.cli.typed import one_of
from smmhire.cli.usage import Command
from smmhire.cli.vacancy import VacancyId, vacancy_id
from smmhire.services.files import save_file
from smmhire.texts import N_, _, language, ngettext, number, say

Out = Annotated[Path, typer.Option("--out", metavar=N_("FILE"), help=N_("The PDF to write."))]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, work, help_text in (
        ("guide", guide, N_("Write the interview guide of a vacancy for raters as a PDF.")),
        ("tasks", tasks, N_("Write the work samples of a vacancy for candidates as a PDF.")),
        ("questions", questions, N_("List what can be asked and tried, with what answers contain.")),
    ):
        app.command(name, cls=Command, help=help_text)(work)


def guide(context: typer.Context, vacancy: VacancyId, out: Out) -> None:
    """Write the guide."""
    _write(context, vacancy, out, is_for_candidate=False)


def tasks(context: typer.Context, vacancy: VacancyId, out: Out) -> None:
    """Write the task sheets."""
    _write(context, vacancy, out, is_for_candidate=True)


def _write(context: typer.Context, vacancy: str, out: Path, *, is_for_candidate: bool) -> None:
    from smmhire.services import documents, vacancies

    session = session_of(context)
    profile = vacancies.get(vacancy_id(session, vacancy), unit_of_work=session.unit_of_work)
    spoken: Language = "bn" if language() == "bn" else "en"
    make = documents.task_sheets_pdf if is_for_candidate else documents.interview_guide_pdf
    pdf = make(profile, spoken)
    save_file(pdf, out)
    session.answer({"file": str(out), "bytes": len(pdf)}, [_("Written: {file}", file=out)])


def questions(
    context: typer.Context,
    competency: Annotated[
        str | None,
        typer.Option("--competency", metavar=N_("ID"), help=N_("Only of this competency.")),
    ] = None,
) -> None:
    """List questions and work samples."""
    from smmhire.services import interview_guide
    from smmhire.services.role import role

    session = session_of(context)
    known = [one.id for one in role().competencies]
    asked = known if competency is None else [one_of(competency, known, "--competency")]
    everything = interview_guide.content()
    found = [q for q in everything.questions if q.competency_id in asked]
    samples = [w for w in everything.work_samples if w.competency_id in asked]
    plain = {
        "questions": [_plain_question(question) for question in found],
        "work_samples": [_plain_sample(sample) for sample in samples],
    }
    session.answer(plain, _lines(found, samples))


def _text(text: Bilingual) -> dict[str, str]:
    return {"en": text.en, "bn": text.bn}


def _plain_question(question: InterviewQuestion) -> dict[str, Any]:
    return {
        "id": question.id,
        "competency": question.competency_id,
        "kind": question.kind.value,
        "question": _text(question.question),
        "probes": [_text(probe) for probe in question.probes],
        "anchors": [_text(anchor) for anchor in question.anchors],
        "sources": list(question.sources),
    }


def _plain_sample(sample: WorkSample) -> dict[str, Any]:
    return {
        "id": sample.id,
        "competency": sample.competency_id,
        "minutes": sample.minutes,
        "title": _text(sample.title),
        "brief": _text(sample.brief),
        "deliverable": _text(sample.deliverable),
        "criteria": [
            {
                "id": criterion.id,
                "name": _text(criterion.name),
                "anchors": [_text(anchor) for anchor in criterion.anchors],
            }
            for criterion in sample.criteria
        ],
        "sources": list(sample.sources),
    }


def _lines(found: list[InterviewQuestion], samples: list[WorkSample]) -> Iterator[str]:
    from smmhire.services.role import role

    before = ""
    for question in found:
        if question.competency_id != before:
            before = question.competency_id
            name = say(role().competency(before).name)
            yield ""
            yield name
            yield "─" * len(name)
        yield f"{question.id}  {question_kind(question.kind)}"
        yield from wrapped(say(question.question), "  ")
        for probe in question.probes:
            yield from listed("  • ", say(probe))
        for rating, anchor in enumerate(question.anchors, start=1):
            yield from listed(f"  {number(rating)}  ", say(anchor))
        yield ""
    for sample in samples:
        minutes = ngettext("{n} minute", "{n} minutes", sample.minutes)
        yield f"{sample.id}  " + _(
            "Work sample ({minutes}): {title}", minutes=minutes, title=say(sample.title)
        )
        for criterion in sample.criteria:
            yield from listed("  • ", say(criterion.name))
