"""130 own questions on a competency, answered by a crowd and calibrated: what an adaptive form needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from smmhire.assessment.attempts import FormSettings, Languages
from smmhire.assessment.composition import FormKind, FormSpec, Source
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.own_items import OwnItem
from smmhire.bilingual import Bilingual
from smmhire.services import bank_calibration, own_items, vacancies
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from smmhire.vacancies.profile import VacancyProfile
from tests.services.made_responses import store_crowd

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
QUESTIONS, SITUATIONS = 130, 20
HARDEST = 2.6
COMPETENCY = "content"


def question(n: int, *, language: str = "both") -> OwnItem:
    """The nth: single choices, and situations, which have part marks; from easy to hard and back."""

    def text(en: str, bn: str) -> Bilingual:
        return Bilingual(en="" if language == "bn" else en, bn="" if language == "en" else bn)

    kind = ItemType.SITUATIONAL if n < SITUATIONS else ItemType.SINGLE_CHOICE
    new = own_items.blank(kind, COMPETENCY, now=NOON)
    options = tuple(
        replace(
            option,
            text=text(f"Option {option.id} of {n}", f"{n} নম্বরের {option.id}"),
            effectiveness=5.0 - at if kind is ItemType.SITUATIONAL else None,
        )
        for at, option in enumerate(new.item.options)
    )
    item = replace(
        new.item,
        stem=text(f"Question {n}?", f"প্রশ্ন {n}?"),
        options=options,
        difficulty=round(-HARDEST + 2 * HARDEST * (n * 37 % QUESTIONS) / (QUESTIONS - 1), 3),
    )
    return replace(new, item=item, is_released=True, name=f"Q{n}")


def calibrated_bank(unit_of_work: UnitOfWorkFactory, people: int = 55) -> tuple[Item, ...]:
    """The questions, kept, answered by as many people, and their calibration in use."""
    own = [
        own_items.save(question(n), unit_of_work=unit_of_work, now=NOON).own.item for n in range(QUESTIONS)
    ]
    calibrate(unit_of_work, own, people)
    return tuple(own)


def calibrate(unit_of_work: UnitOfWorkFactory, items: list[Item], people: int = 55, seed: int = 1) -> None:
    """Let a crowd answer these, and use what their answers say."""
    store_crowd(unit_of_work, items, people, seed=seed)
    proposal = bank_calibration.propose(unit_of_work=unit_of_work)
    bank_calibration.use(proposal, unit_of_work=unit_of_work)


def spec(
    most: int = 12, *, source: Source = Source.OWN, has_self_ratings: bool = True, **settings: object
) -> FormSpec:
    """An adaptive form on the competency."""
    return FormSpec(
        ((COMPETENCY, most),),
        has_self_ratings=has_self_ratings,
        kind=FormKind.ADAPTIVE,
        source=source,
        settings=replace(FormSettings(languages=Languages.BOTH), **settings),  # type: ignore[arg-type]
    )


def vacancy(unit_of_work: UnitOfWorkFactory) -> VacancyProfile:
    """One that asks for everything."""
    made = vacancies.new_profile(now=NOON)
    return vacancies.save(replace(made, title="দোকানের ব্যবস্থাপক"), unit_of_work=unit_of_work, now=NOON)
