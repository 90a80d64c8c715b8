"""Items and results for tests, as short as the test's subject allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from smmhire.assessment.attempts import AttemptResult, CompetencyResult
from smmhire.assessment.items import Item, ItemType, Mistake, NumericKey, Option, Variable
from smmhire.bilingual import Bilingual

ATTEMPT = UUID("01890000-0000-7000-8000-000000000001")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def words(text: str) -> Bilingual:
    return Bilingual(en=text, bn=f"বাংলা {text}")


def item(
    type: ItemType,
    options: Sequence[Option] = (),
    *,
    id: str = "X-1",
    competency: str = "content",
    difficulty: float | None = 0.0,
    numeric: NumericKey | None = None,
) -> Item:
    return Item(
        id=id,
        competency=competency,
        type=type,
        stem=words(id),
        difficulty=None if type is ItemType.SELF_RATING else difficulty,
        difficulty_reason=None,
        sources=(),
        options=tuple(options),
        numeric=numeric,
    )


def option(
    id: str,
    *,
    is_correct: bool | None = None,
    position: int | None = None,
    match: str | None = None,
    effectiveness: float | None = None,
) -> Option:
    side = words(match) if match else None
    return Option(id, words(id), words("because"), is_correct, position, side, effectiveness)


def single(right: str = "a", ids: str = "abcd", **kwargs: object) -> Item:
    options = [option(name, is_correct=name == right) for name in ids]
    return item(ItemType.SINGLE_CHOICE, options, **kwargs)  # type: ignore[arg-type]


def multiple(right: str = "ab", ids: str = "abcde", **kwargs: object) -> Item:
    options = [option(name, is_correct=name in right) for name in ids]
    return item(ItemType.MULTIPLE_RESPONSE, options, **kwargs)  # type: ignore[arg-type]


def ordering(right: str = "abcd", **kwargs: object) -> Item:
    # The content lists the elements in another order than the right one.
    options = [option(name, position=right.index(name) + 1) for name in sorted(right, reverse=True)]
    return item(ItemType.ORDERING, options, **kwargs)  # type: ignore[arg-type]


def matching(sides: str = "1234", **kwargs: object) -> Item:
    options = [option(chr(ord("a") + at), match=side) for at, side in enumerate(sides)]
    return item(ItemType.MATCHING, options, **kwargs)  # type: ignore[arg-type]


def situation(effectiveness: Mapping[str, float] | None = None, **kwargs: object) -> Item:
    ratings = effectiveness or {"a": 4.6, "b": 3.1, "c": 2.2, "d": 1.3}
    options = [option(name, effectiveness=rating) for name, rating in ratings.items()]
    return item(ItemType.SITUATIONAL, options, **kwargs)  # type: ignore[arg-type]


def number(
    formula: str = "spend / clicks",
    *,
    decimals: int = 2,
    tolerance: float = 0.01,
    mistakes: Sequence[str] = ("clicks / spend",),
    **kwargs: object,
) -> Item:
    key = NumericKey(
        variables=(Variable("spend", 100, 900, 50), Variable("clicks", 40, 80, 10)),
        formula=formula,
        decimals=decimals,
        tolerance=tolerance,
        unit=None,
        rationale=words("cost per click"),
        mistakes=tuple(Mistake(wrong, words("upside down")) for wrong in mistakes),
    )
    return item(ItemType.NUMERIC, numeric=key, **kwargs)  # type: ignore[arg-type]


def rating(**kwargs: object) -> Item:
    return item(ItemType.SELF_RATING, **kwargs)  # type: ignore[arg-type]


def one_of_each() -> tuple[Item, ...]:
    """An item of every scored type."""
    return (
        single(id="S-1"),
        multiple(id="M-1"),
        ordering(id="O-1"),
        matching(id="P-1"),
        number(id="N-1"),
        situation(id="J-1"),
    )


def result(
    abilities: Mapping[str, float],
    *,
    error: float = 0.5,
    ratings: Mapping[str, int] | None = None,
    unmeasured: Sequence[str] = (),
) -> AttemptResult:
    """A result with these abilities, all with the same standard error, uncorrelated."""
    competencies = tuple(
        CompetencyResult(
            competency_id=name,
            asked=0 if name in unmeasured else 6,
            answered=0 if name in unmeasured else 6,
            percent_correct=0.5,
            ability=ability,
            standard_error=error,
            self_rating=(ratings or {}).get(name),
        )
        for name, ability in abilities.items()
    )
    size = range(len(competencies))
    return AttemptResult(
        attempt_id=ATTEMPT,
        competencies=competencies,
        covariance=tuple(tuple(error**2 if row == column else 0.0 for column in size) for row in size),
        percent_correct=0.5,
        asked=6 * len(competencies),
        answered=6 * len(competencies),
        scored_at=NOW,
        scoring_version=1,
        bank_version="test",
    )
