"""Attempts as the database holds them: the columns that are read, and what is written into them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, select

from smmhire.assessment.adaptive_plan import AdaptivePlan
from smmhire.assessment.attempts import Attempt, Form, FormSettings, Purpose
from smmhire.storage.tables import attempt, candidate

_COLUMNS = (
    attempt.c.id,
    attempt.c.purpose,
    attempt.c.item_ids,
    attempt.c.time_limit,
    attempt.c.bank_version,
    attempt.c.vacancy_id,
    attempt.c.is_supervised,
    attempt.c.taker_name,
    attempt.c.candidate_id,
    attempt.c.seed,
    attempt.c.started_at,
    attempt.c.finished_at,
    attempt.c.settings,
    attempt.c.vacancy_version,
)
# Where the plan of an adaptive form stands among the settings.
ADAPTIVE = "adaptive"


def attempts_with(*further: Any) -> Select[*tuple[Any, ...]]:
    """All attempts but those of deleted candidates, with `further` columns behind their own."""
    return (
        select(*_COLUMNS, *further)
        .select_from(attempt.outerjoin(candidate))
        .where(candidate.c.deleted_at.is_(None))
    )


def settings_of(form: Form) -> dict[str, Any] | None:
    """What stands in the column of the settings: nothing where all is as usual."""
    if form.adaptive is not None:
        return form.settings.to_json() | {ADAPTIVE: form.adaptive.to_json()}
    return None if form.settings == FormSettings() else form.settings.to_json()


def to_attempt(row: Row[*tuple[Any, ...]] | Sequence[Any]) -> Attempt:
    """The attempt in a row of `attempts_with`."""
    (
        attempt_id,
        purpose,
        item_ids,
        time_limit,
        bank_version,
        vacancy_id,
        is_supervised,
        taker_name,
        candidate_id,
        seed,
        started_at,
        finished_at,
        settings,
        vacancy_version,
    ) = tuple(row)[: len(_COLUMNS)]
    return Attempt(
        id=attempt_id,
        form=Form(
            purpose=Purpose(purpose),
            item_ids=tuple(item_ids),
            time_limit=time_limit,
            bank_version=bank_version,
            vacancy_id=vacancy_id,
            is_supervised=is_supervised,
            settings=FormSettings() if settings is None else FormSettings.from_json(settings),
            adaptive=_plan_in(settings),
        ),
        taker_name=taker_name,
        candidate_id=candidate_id,
        seed=seed,
        started_at=started_at,
        finished_at=finished_at,
        vacancy_version=vacancy_version,
    )


def _plan_in(settings: dict[str, Any] | None) -> AdaptivePlan | None:
    written = None if settings is None else settings.get(ADAPTIVE)
    return None if written is None else AdaptivePlan.from_json(written)
