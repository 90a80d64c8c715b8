"""The form of a vacancy as JSON: to look at, to keep, and to write by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from smmhire.services import forms
from smmhire.services.json_file import read_json
from smmhire.texts import _

if TYPE_CHECKING:
    from pathlib import Path

    from smmhire.assessment.composition import FormSpec
    from smmhire.services.forms import Look
    from smmhire.vacancies.profile import VacancyProfile


def to_plain(profile: VacancyProfile, spec: FormSpec, seen: Look, *, is_composed: bool) -> dict[str, Any]:
    """The form, what it takes and measures, and what is to be said of it; `read_file` reads its `form`.

    standard_error: in SD of ability, from the competency's own questions; with_the_others: as a result shows
    it, which lets the competencies speak for each other; mean_questions: what people get on average, fewer
    than `questions` where an adaptive form ends early.
    """
    made = seen.estimate
    return {
        "vacancy_id": str(profile.id),
        "title": profile.title,
        "is_composed": is_composed,
        "form": spec.to_json(),
        "estimate": {
            "questions": made.questions,
            "items": made.items,
            "minutes": made.minutes,
            "time_limit": made.time_limit,
            "competencies": [
                {
                    "id": one.competency_id,
                    "questions": one.questions,
                    "mean_questions": round(one.mean_questions, 1),
                    "in_bank": seen.available[one.competency_id],
                    "minutes": round(one.seconds / 60, 1),
                    "standard_error": one.alone,
                    "with_the_others": one.joint,
                }
                for one in made.competencies
            ],
        },
        "adaptive": [
            {
                "competency": offer.competency_id,
                "is_offered": offer.is_offered,
                "questions": len(offer.calibrated),
                "reason": None if offer.reason is None else offer.reason.value,
            }
            for offer in seen.offers
        ],
        "remarks": [
            {
                "code": remark.code.value,
                "competencies": list(remark.competency_ids),
                "is_blocking": remark.is_blocking,
                "text": forms.described(remark),
            }
            for remark in seen.remarks
        ],
    }


def read_file(path: Path, usual: FormSpec) -> FormSpec:
    """The form that the file describes, alone or under `form`; what it leaves out is as in `usual`.

    Raises UserError where it cannot be read, or says what is not possible.
    """
    content = read_json(path, _("`vacancy form --json` shows what such a file looks like."))
    return forms.read_spec(_form_in(content), usual)


def _form_in(content: object) -> object:
    if not isinstance(content, dict):
        return content
    fields = cast("dict[str, Any]", content)
    return fields.get("form", fields)
