"""What judges wrote is kept with its vacancy."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from smmhire.assessment.cut_study import CutMethod, CutStudy, WrittenBounds
from smmhire.identity import new_id
from smmhire.storage.database import Database
from tests.storage import builders
from tests.storage.builders import NOON

STUDY = (
    CutStudy(method=CutMethod.HOFSTEE, minus_errors=2)
    .for_items(("AN-K01", "AN-K02"))
    .with_judge("বিচারক ক")
    .with_judge("Judge B")
    .with_chances({(0, "AN-K01"): 0.655, (1, "AN-K02"): 1.0})
    .with_round()
    .with_bounds(0, WrittenBounds(50, 70.5, 10, None))
    .for_items(("AN-K02", "AN-K03"))
)


def test_study_comes_back_with_every_field_and_the_later_one_counts(database: Database) -> None:
    first, second = builders.profile(), builders.profile()
    with database.unit_of_work() as work:
        for profile in (first, second):
            work.vacancies.save(profile)
        work.cut_studies.save(first.id, CutStudy(), NOON)
        work.cut_studies.save(first.id, STUDY, NOON + timedelta(hours=1))
        work.commit()
    with database.unit_of_work() as work:
        assert work.cut_studies.get(first.id) == STUDY
        assert work.cut_studies.lock(first.id) == STUDY
        assert work.cut_studies.get(second.id) is None
        assert work.cut_studies.lock(second.id) is None
        work.cut_studies.remove(first.id)
        assert work.cut_studies.get(first.id) is None


def test_study_goes_with_its_vacancy_for_good_and_not_before(database: Database) -> None:
    profile = builders.profile()
    with database.unit_of_work() as work:
        work.vacancies.save(profile)
        work.cut_studies.save(profile.id, STUDY, NOON)
        work.vacancies.set_deleted(profile.id, NOON)
        assert work.cut_studies.get(profile.id) == STUDY
        work.vacancies.purge(NOON + timedelta(days=60))
        assert work.cut_studies.get(profile.id) is None


def test_study_of_no_vacancy_is_refused(database: Database) -> None:
    with database.unit_of_work() as work, pytest.raises(IntegrityError):
        work.cut_studies.save(new_id(), STUDY, NOON)
