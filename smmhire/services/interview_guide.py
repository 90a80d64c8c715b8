"""What is asked in the interviews of a vacancy, and which work samples are tried: proposed by its weights,
or chosen by the employer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from smmhire.candidates.interview import InterviewContent, InterviewQuestion, QuestionKind, WorkSample
from smmhire.vacancies.profile import CompetencyRequirement, VacancyProfile

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
    def criteria(self) -> tuple[str, ...]:
        """The ids of what is rated of the work samples."""
        return tuple(criterion.id for sample in self.work_samples for criterion in sample.criteria)


def content() -> InterviewContent:
    """All questions and work samples that ship with the program."""
    from smmhire.content import load_interview

    return load_interview()


def plan(profile: VacancyProfile) -> InterviewPlan:
    """What the employer has chosen; else, of the weightiest competencies, a question about what somebody did
    and one about what they would do, and one work sample of the weightiest."""
    everything = content()
    questions = tuple(q for q in everything.questions if q.id in profile.interview)
    samples = tuple(w for w in everything.work_samples if w.id in profile.interview)
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


def _weightiest(profile: VacancyProfile) -> list[CompetencyRequirement]:
    """Must-haves first, then by weight; as in the profile where these are the same."""
    asked = [r for r in profile.competencies if r.weight > 0 or r.is_must_have]
    return sorted(asked, key=lambda r: (not r.is_must_have, -r.weight))[:MOST_COMPETENCIES]


def _two_kinds(everything: InterviewContent, competency_id: str) -> list[InterviewQuestion]:
    ours = [q for q in everything.questions if q.competency_id == competency_id]
    first = [next((q for q in ours if q.kind is kind), None) for kind in QuestionKind]
    return [q for q in first if q is not None][:QUESTIONS_EACH]
