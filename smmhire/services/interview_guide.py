"""What is asked in the interviews of a vacancy, and which work samples are tried: proposed by its weights,
or chosen by the employer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.bilingual import Bilingual
from smmhire.candidates.interview import InterviewContent, InterviewQuestion, QuestionKind, WorkSample
from smmhire.candidates.interview_words import MINUTES_A_QUESTION
from smmhire.vacancies.profile import CompetencyRequirement, VacancyProfile

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

# An interview of an hour has room for some eight questions with their probes.
MOST_COMPETENCIES = 4
QUESTIONS_EACH = 2


@dataclass(frozen=True, slots=True)
class InterviewPlan:
    """The same for every candidate of the vacancy. `is_proposed`: the employer has not chosen yet."""

    questions: tuple[InterviewQuestion, ...]
    work_samples: tuple[WorkSample, ...]
    is_proposed: bool

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all questions and work samples, in their order."""
        return (*(q.id for q in self.questions), *(w.id for w in self.work_samples))

    @property
    def minutes(self) -> int:
        """About what the interview takes, without the work samples."""
        return MINUTES_A_QUESTION * len(self.questions)

    @property
    def criteria(self) -> tuple[str, ...]:
        """The ids of what is rated of the work samples."""
        return tuple(criterion.id for sample in self.work_samples for criterion in sample.criteria)


@dataclass(frozen=True, slots=True)
class RatedThing:
    """A question, or a criterion of a work sample, as a rater sees it.

    part_of: the title of the work sample, None for a question; kind: of a question, None for a criterion;
    anchors: none where the shipped content has it no longer, and `text` is then its id.
    """

    id: str
    competency_id: str | None
    text: Bilingual
    part_of: Bilingual | None = None
    kind: QuestionKind | None = None
    probes: tuple[Bilingual, ...] = ()
    anchors: tuple[Bilingual, ...] = ()


def rated_thing(about: str) -> RatedThing:
    """What a rating with this id is about; also of one that is no longer shipped."""
    everything = content()
    question = everything.question(about)
    if question is not None:
        return RatedThing(
            about,
            question.competency_id,
            question.question,
            kind=question.kind,
            probes=question.probes,
            anchors=question.anchors,
        )
    for sample in everything.work_samples:
        for criterion in sample.criteria:
            if criterion.id == about:
                return RatedThing(
                    about,
                    sample.competency_id,
                    criterion.name,
                    part_of=sample.title,
                    anchors=criterion.anchors,
                )
    return RatedThing(about, None, Bilingual(en=about, bn=about))


def content() -> InterviewContent:
    """All questions and work samples that ship with the program."""
    from smmhire.content import load_interview

    return load_interview()


def plan(profile: VacancyProfile) -> InterviewPlan:
    """What the employer has chosen; else, of the weightiest competencies, a question about what somebody did
    and one about what they would do, and one work sample of the weightiest."""
    everything = content()
    # In the order in which they were chosen: it stays the same whatever becomes of the weights.
    known = {one.id: one for one in (*everything.questions, *everything.work_samples)}
    picked = [known[key] for key in profile.interview if key in known]
    questions = tuple(one for one in picked if isinstance(one, InterviewQuestion))
    samples = tuple(one for one in picked if isinstance(one, WorkSample))
    if questions or samples:
        return InterviewPlan(questions, samples, is_proposed=False)
    weightiest = [r.competency_id for r in _weightiest(profile)]
    proposed = tuple(q for name in weightiest for q in _two_kinds(everything, name))
    tried = tuple(w for name in weightiest[:1] for w in everything.work_samples if w.competency_id == name)
    return InterviewPlan(proposed, tried[:1], is_proposed=True)


def with_plan(profile: VacancyProfile, ids: tuple[str, ...]) -> VacancyProfile:
    """The profile with these questions and work samples chosen; () goes back to what is proposed.

    Raises ValueError for an id that is neither.
    """
    everything = content()
    known = {q.id for q in everything.questions} | {w.id for w in everything.work_samples}
    unknown = [key for key in ids if key not in known]
    if unknown:
        raise ValueError(f"not a question or work sample: {', '.join(unknown)}")
    return replace(profile, interview=tuple(dict.fromkeys(ids)))


def proposal(profile: VacancyProfile) -> InterviewPlan:
    """What the weights propose, whatever has been chosen."""
    return plan(replace(profile, interview=()))


def keep_plan(vacancy_id: UUID, ids: tuple[str, ...], *, unit_of_work: UnitOfWorkFactory) -> VacancyProfile:
    """Ask the candidates of the vacancy these from now on; the profile is otherwise as it was.

    Raises UserError where the vacancy is no longer there, ValueError as `with_plan`.
    """
    from smmhire.services import vacancies

    profile = vacancies.get(vacancy_id, unit_of_work=unit_of_work)
    changed = with_plan(profile, ids)
    return profile if changed == profile else vacancies.save(changed, unit_of_work=unit_of_work)


def by_weight(profile: VacancyProfile) -> list[CompetencyRequirement]:
    """What the vacancy asks for: must-haves first, then by weight, then as in the profile."""
    return sorted(profile.competencies, key=lambda r: (not r.is_must_have, -r.weight))


def _weightiest(profile: VacancyProfile) -> list[CompetencyRequirement]:
    asked = [r for r in by_weight(profile) if r.weight > 0 or r.is_must_have]
    return asked[:MOST_COMPETENCIES]


def _two_kinds(everything: InterviewContent, competency_id: str) -> list[InterviewQuestion]:
    ours = [q for q in everything.questions if q.competency_id == competency_id]
    first = [next((q for q in ours if q.kind is kind), None) for kind in QuestionKind]
    return [q for q in first if q is not None][:QUESTIONS_EACH]
