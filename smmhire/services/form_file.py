"""The form of a vacancy as JSON: to look at, to keep, and to write by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from smmhire.errors import UserError
from smmhire.services import forms
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.assessment.composition import FormSpec
    from smmhire.services.forms import Look
    from smmhire.vacancies.profile import VacancyProfile

MAX_BYTES = 1_000_000  # a form has less than one kB, a study of fifty judges about a hundred


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


def read_json(path: Path, what_to_do: str) -> object:
    """The JSON values in a file that somebody may have written by hand.

    Raises UserError, which ends with `what_to_do`, where it cannot be read.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _unreadable(path.name, _("it is too large"), what_to_do)
        content: object = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as failed:
        raise _unreadable(path.name, failed.strerror or str(failed), what_to_do) from failed
    except UnicodeDecodeError as failed:
        raise _unreadable(path.name, _("it is not in UTF-8"), what_to_do) from failed
    except json.JSONDecodeError as failed:
        reason = _("line {line}, column {column} is not JSON", line=failed.lineno, column=failed.colno)
        raise _unreadable(path.name, reason, what_to_do) from failed
    except (ValueError, RecursionError) as failed:  # a number of thousands of digits; brackets without end
        raise _unreadable(path.name, _("it is too large"), what_to_do) from failed
    return content


def _form_in(content: object) -> object:
    if not isinstance(content, dict):
        return content
    fields = cast("dict[str, Any]", content)
    return fields.get("form", fields)


def _unreadable(name: str, reason: str, what_to_do: str) -> UserError:
    return UserError(_("“{name}” cannot be read: {reason}.", name=name, reason=reason), what_to_do)
