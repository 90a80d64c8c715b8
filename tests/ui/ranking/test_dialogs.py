"""The windows over a ranking: what-if, comparison, other decisions, adverse impact."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from smmhire.candidates.decisions import Decision, DecisionKind
from smmhire.services import candidates, decisions, ranking, vacancies
from smmhire.services.ranking import VacancyRanking
from smmhire.vacancies.profile import CompetencyRequirement, VacancyProfile
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.ranking.synthetic import made_ranking
from tests.ui.reading import latin_words, texts_of
from ui.pages.page import Workplace
from ui.pages.ranking.choose_dialog import ChooseDialog
from ui.pages.ranking.compare_dialog import CompareDialog
from ui.pages.ranking.impact_dialog import ImpactDialog
from ui.pages.ranking.override_dialog import OverrideDialog
from ui.pages.ranking.prepared import search_keys
from ui.pages.ranking.what_if_dialog import WhatIfDialog
from ui.pages.ranking.what_if_model import MOVED, move_sign, move_words

SMALL = (667, 328)  # of a laptop of 1366 × 768 at twice the scale, without frame and panel


@pytest.fixture
def profile(workplace: Workplace) -> VacancyProfile:
    """A saved vacancy that asks for three competencies."""
    new = vacancies.new_profile()
    asked = tuple(CompetencyRequirement(r.competency_id, 2, 5) for r in new.competencies[:3])
    return vacancies.save(
        replace(new, title="এসএমএম ম্যানেজার", competencies=asked),
        unit_of_work=workplace.program.unit_of_work,
    )


@pytest.fixture
def found(profile: VacancyProfile) -> VacancyRanking:
    return made_ranking(12, rated=3, profile=profile)


def log(workplace: Workplace, vacancy_id: UUID) -> list[Decision]:
    found = decisions.listing(vacancy_id=vacancy_id, unit_of_work=workplace.program.unit_of_work)
    return [entry.decision for entry in found]


def settle(workplace: Workplace, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: workplace.background.is_idle, timeout=20_000)
    qtbot.wait(10)


# -- what if -----------------------------------------------------------------------------------------
@pytest.fixture
def trying(found: VacancyRanking, workplace: Workplace, qtbot: QtBot) -> WhatIfDialog:
    made = WhatIfDialog(found, workplace)
    qtbot.addWidget(made)
    made.show()
    settle(workplace, qtbot)
    return made


def tilt(dialog: WhatIfDialog, workplace: Workplace, qtbot: QtBot) -> None:
    """All weight on the third competency."""
    for line, weight in zip(dialog.controls.rows, (0, 0, 10), strict=True):
        line.weight.setValue(weight)
    qtbot.waitUntil(lambda: dialog.tried is not None and dialog.tried.what_if == dialog.what_if)
    settle(workplace, qtbot)


def test_other_weights_show_at_once_who_would_stand_where(
    trying: WhatIfDialog, found: VacancyRanking, workplace: Workplace, qtbot: QtBot
) -> None:
    assert trying.outcome.text().startswith("As the profile has it.")
    assert not trying.keep.isEnabled() and not trying.reset.isEnabled()
    tilt(trying, workplace, qtbot)
    assert trying.tried is not None
    expected = ranking.what_if(found, trying.what_if).ranking.ranked
    assert list(trying.tried.ranking.ranking.ranked.candidate_ids) == list(expected.candidate_ids)
    before = found.ranking.ranked
    for row, one in enumerate(expected.candidate_ids):
        by = before.place(one) - row
        index = trying.model.index(row, MOVED)
        assert index.data() == move_sign(by)
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) == move_words(by)
    assert trying.tried.moved > 0
    assert trying.outcome.text() == f"{trying.tried.moved} candidates change places."


def test_moves_are_signs_for_the_eye_and_words_for_the_ear() -> None:
    assert [move_sign(by) for by in (3, -1, 0)] == ["▲3", "▼1", "–"]
    assert [move_words(by) for by in (3, 1, -1, 0)] == [
        "up by 3 places",
        "up by 1 place",
        "down by 1 place",
        "same place",
    ]


def test_a_what_if_changes_neither_the_profile_nor_the_ranking_it_began_from(
    trying: WhatIfDialog, found: VacancyRanking, profile: VacancyProfile, workplace: Workplace, qtbot: QtBot
) -> None:
    order = tuple(found.ranking.ranked.candidate_ids)
    tilt(trying, workplace, qtbot)
    trying.close_button.click()
    saved = vacancies.get(profile.id, unit_of_work=workplace.program.unit_of_work)
    assert saved == profile and found.vacancy == profile
    assert tuple(found.ranking.ranked.candidate_ids) == order
    assert log(workplace, profile.id) == []


def test_a_must_have_that_is_tried_says_how_many_more_fail_it(
    trying: WhatIfDialog, workplace: Workplace, qtbot: QtBot
) -> None:
    line = trying.controls.rows[0]
    line.level.setCurrentIndex(4)
    line.must_have.setChecked(True)
    qtbot.waitUntil(lambda: trying.tried is not None and trying.tried.what_if == trying.what_if)
    settle(workplace, qtbot)
    assert trying.tried is not None and trying.tried.failing > 1
    assert f"{trying.tried.failing} more fail a must-have." in trying.outcome.text()
    assert line.name.text().endswith("(changed)")


def test_reset_brings_the_profile_back(trying: WhatIfDialog, workplace: Workplace, qtbot: QtBot) -> None:
    tilt(trying, workplace, qtbot)
    trying.reset.click()
    qtbot.waitUntil(lambda: trying.tried is not None and not trying.tried.what_if.competency_ids)
    settle(workplace, qtbot)
    assert [line.weight.value() for line in trying.controls.rows] == [5, 5, 5]
    assert trying.tried is not None and trying.tried.moved == 0


def test_what_was_tried_is_kept_with_a_reason_only_and_stands_in_the_log(
    trying: WhatIfDialog, profile: VacancyProfile, workplace: Workplace, qtbot: QtBot
) -> None:
    tilt(trying, workplace, qtbot)
    trying.keep.click()
    from ui.pages.ranking.what_if_dialog import KeepDialog

    asking = trying.findChild(KeepDialog)
    assert asking is not None
    asking.keep.click()
    assert asking.isVisible() and asking.reason.problem.isVisible()
    asking.reason.field.setPlainText("The shop sells by pictures.")
    with qtbot.waitSignal(trying.kept):
        asking.keep.click()
    saved = vacancies.get(profile.id, unit_of_work=workplace.program.unit_of_work)
    assert [r.weight for r in saved.competencies] == [0, 0, 10]
    (entry,) = log(workplace, profile.id)
    assert entry.kind is DecisionKind.WEIGHTS and entry.reason == "The shop sells by pictures."
    third = profile.competencies[2].competency_id
    assert (entry.details["before"][third], entry.details["after"][third]) == ([2, 5, False], [2, 10, False])


# -- side by side ------------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [2, 4])
def test_candidates_stand_side_by_side_with_levels_evidence_and_chances(
    count: int, found: VacancyRanking, qtbot: QtBot
) -> None:
    ids = found.ranking.ranked.candidate_ids
    chosen = [ids[place] for place in (11, 0, 3, 5)[:count]]
    dialog = CompareDialog(found, chosen)
    qtbot.addWidget(dialog)
    rows = dialog.texts_shown()
    by_name = {row[0].split("\n")[0]: row[1:] for row in rows}
    people = [found.names[one.candidate_id] for one in dialog.compared.candidates]
    assert rows[0][1:] == people
    assert by_name["Place in the ranking"][0] == "1" and by_name["Place in the ranking"][-1] == "12"
    assert len(by_name["Interview"]) == count and "missing" in by_name["Work sample"]
    assert "Work sample" in by_name["Missing"][0]
    own = by_name[f"{people[0]} than …"]
    assert own[0] == "–" and own[-1].endswith("%")
    assert sum(1 for row in rows if "asked for" in row[0]) == 3


# -- another decision --------------------------------------------------------------------------------
@pytest.fixture
def applied(workplace: Workplace, profile: VacancyProfile) -> VacancyRanking:
    """Two of the ranked are in the database."""
    few = made_ranking(3, profile=profile)
    unit_of_work = workplace.program.unit_of_work
    ids = [
        candidates.new(name, vacancy_id=profile.id, unit_of_work=unit_of_work).id
        for name in ("প্রার্থী ক", "প্রার্থী খ", "প্রার্থী গ")
    ]
    renamed = dict(zip(few.groups[0].candidate_ids, ids, strict=True))
    from smmhire.candidates.matching import rank_groups

    group = replace(few.groups[0], candidate_ids=tuple(ids))
    return replace(
        few,
        groups=(group,),
        ranking=rank_groups(profile, (group,)),
        applicants={renamed[one]: replace(person, id=renamed[one]) for one, person in few.applicants.items()},
        attempts={renamed[one]: attempt for one, attempt in few.attempts.items()},
    )


def deciding(applied: VacancyRanking, place: int, workplace: Workplace, qtbot: QtBot) -> OverrideDialog:
    made = OverrideDialog(applied, applied.ranking.ranked[place], search_keys(applied), workplace)
    qtbot.addWidget(made)
    made.show()
    return made


def test_somebody_is_taken_before_another_with_a_reason_which_the_log_keeps(
    applied: VacancyRanking, workplace: Workplace, notices: RecordingNotices, qtbot: QtBot
) -> None:
    dialog = deciding(applied, 2, workplace, qtbot)
    ids = applied.ranking.ranked.candidate_ids
    dialog.enter.click()
    assert dialog.isVisible() and dialog.reason.problem.isVisible()
    assert log(workplace, applied.vacancy.id) == []
    dialog.whom.click()
    chooser = dialog.findChild(ChooseDialog)
    assert chooser is not None and chooser.model.rowCount() == 2  # nobody who stands further down
    chooser.table.select(0)
    chooser.take.click()
    dialog.reason.field.setPlainText("Has run our page before.")
    dialog.enter.click()
    (entry,) = log(workplace, applied.vacancy.id)
    assert (entry.kind, entry.candidate_id) == (DecisionKind.OVERRIDE, ids[2])
    assert entry.details == {"about": "order", "from": 3, "to": 1}
    assert entry.reason == "Has run our page before."
    assert not dialog.isVisible() and "stands in the log" in notices.infos[-1]


def test_the_first_can_only_be_decided_on_by_a_must_have(
    applied: VacancyRanking, workplace: Workplace, qtbot: QtBot
) -> None:
    dialog = deciding(applied, 0, workplace, qtbot)
    assert not dialog.order.isEnabled() and dialog.gate.isChecked()
    dialog.reason.field.setPlainText("The references do not bear it out.")
    dialog.enter.click()
    (entry,) = log(workplace, applied.vacancy.id)
    assert entry.details["about"] == "gate" and entry.details["to"] == "failed"


# -- choosing ----------------------------------------------------------------------------------------
def test_one_of_very_many_is_found_by_name(qtbot: QtBot) -> None:
    many = made_ranking(2_000)
    ids = many.ranking.ranked.candidate_ids
    dialog = ChooseDialog(many, search_keys(many), "Compare with whom?", without=ids[0])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.model.rowCount() == 200 and "1,799 more" in dialog.more.text()
    wanted = many.names[ids[1_234]]
    qtbot.keyClicks(dialog.search, wanted.rsplit(" ", 1)[1])
    assert dialog.model.rowCount() == 1 and dialog.chosen == ids[1_234]
    dialog.search.setText("nobody")
    assert dialog.chosen is None and not dialog.take.isEnabled()


# -- adverse impact ----------------------------------------------------------------------------------
@pytest.fixture
def impact(found: VacancyRanking, workplace: Workplace, qtbot: QtBot) -> ImpactDialog:
    made = ImpactDialog(made_ranking(40, profile=found.vacancy), workplace)
    qtbot.addWidget(made)
    made.show()
    return made


def rows(count: int, separator: str = "\t") -> str:
    return "\n".join(f"p{at}@example.org{separator}{'ক' if at % 2 else 'খ'}" for at in range(count))


def texts_in(dialog: ImpactDialog) -> list[str]:
    found = [dialog.grid.itemAt(at) for at in range(dialog.grid.count())]
    return [item.widget().text() for item in found if item is not None]  # type: ignore[union-attr]


@pytest.mark.parametrize("separator", ["\t", ";", ", "])
def test_pasted_groups_and_a_decision_make_a_report_with_both_measures(
    separator: str, impact: ImpactDialog, workplace: Workplace, qtbot: QtBot
) -> None:
    assert not impact.make.isEnabled()
    impact.paste.setPlainText(rows(40, separator) + f"\nx@example.org{separator}ক")
    qtbot.waitUntil(lambda: impact.make.isEnabled())
    assert impact.groups.text() == (
        "40 candidates in 2 groups. 1 row fits nobody who applied: x@example.org."
    )
    impact.paste.setPlainText(f"id{separator}group\n" + rows(40, separator))
    qtbot.waitUntil(lambda: impact.groups.text() == "40 candidates in 2 groups.")
    impact.decision.setCurrentIndex(2)
    impact.top.setValue(10)
    impact.make.click()
    qtbot.waitUntil(lambda: impact.made is not None)
    texts = texts_in(impact)
    assert "Of the highest rate" in texts and "ক" in texts
    assert impact.summary.text().startswith("10 of 40 stand among the first 10.")
    impact.top.setValue(11)  # another question: the old answer is none to it
    assert impact.made is None and not impact.summary.isVisible()


def test_the_group_of_a_name_that_one_applicant_alone_has_is_taken(
    impact: ImpactDialog, workplace: Workplace, qtbot: QtBot
) -> None:
    impact.paste.setPlainText("প্রার্থী 000003\tক\nপ্রার্থী ০০০০০৪\tখ")
    qtbot.waitUntil(lambda: impact.groups.text() == "2 candidates in 2 groups.")


def test_small_groups_are_withheld(impact: ImpactDialog, qtbot: QtBot) -> None:
    impact.paste.setPlainText(rows(6))
    qtbot.waitUntil(lambda: impact.make.isEnabled())
    impact.decision.setCurrentIndex(1)
    impact.make.click()
    qtbot.waitUntil(lambda: impact.made is not None)
    texts = texts_in(impact)
    assert texts.count("too few people: not reported") == 2
    assert "%" not in "".join(texts)


def test_a_table_is_read_and_the_report_copied_and_saved(
    impact: ImpactDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    table = tmp_path / "groups.csv"
    table.write_text("email,group\n" + rows(40, ","), encoding="utf-8")
    impact.read(table)
    qtbot.waitUntil(lambda: impact.make.isEnabled())
    impact.decision.setCurrentIndex(1)
    impact.make.click()
    qtbot.waitUntil(lambda: impact.made is not None)
    impact.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Adverse impact: এসএমএম ম্যানেজার") and "four-fifths" in text
    impact.save_to(tmp_path / "report")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8-sig") == text


def test_groups_are_kept_nowhere(
    impact: ImpactDialog, workplace: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    secret = "গোপনগোষ্ঠী"
    impact.paste.setPlainText("\n".join(f"p{at}@example.org\t{secret}" for at in range(40)))
    qtbot.waitUntil(lambda: impact.make.isEnabled())
    impact.decision.setCurrentIndex(1)
    impact.make.click()
    qtbot.waitUntil(lambda: impact.made is not None)
    assert "kept nowhere" in " ".join(texts_of(impact))
    impact.reject()
    assert impact.made is None and impact.paste.toPlainText() == ""
    workplace.program.close()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert secret.encode() not in path.read_bytes(), path


# -- room and language -------------------------------------------------------------------------------
def every_dialog(found: VacancyRanking, applied: VacancyRanking, workplace: Workplace) -> list[QDialog]:
    ids = found.ranking.ranked.candidate_ids
    return [
        WhatIfDialog(found, workplace),
        CompareDialog(found, ids[:4]),
        ImpactDialog(found, workplace),
        OverrideDialog(applied, applied.ranking.ranked[1], search_keys(applied), workplace),
        ChooseDialog(found, search_keys(found), "Compare with whom?", without=ids[0]),
    ]


@pytest.mark.parametrize("language", ["en", "bn"])
def test_every_dialog_fits_a_small_screen(
    language: str, found: VacancyRanking, applied: VacancyRanking, workplace: Workplace, qtbot: QtBot
) -> None:
    speak(language)
    for dialog in every_dialog(found, applied, workplace):
        qtbot.addWidget(dialog)
        dialog.resize(*SMALL)
        dialog.show()
        settle(workplace, qtbot)
        size = (dialog.width(), dialog.height())
        assert size[0] <= SMALL[0] and size[1] <= SMALL[1], (type(dialog).__name__, size)
        dialog.close()


def test_dialogs_switched_to_bengali_have_no_english_words(
    found: VacancyRanking, applied: VacancyRanking, workplace: Workplace, qtbot: QtBot
) -> None:
    dialogs = every_dialog(found, applied, workplace)
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
    settle(workplace, qtbot)
    speak("bn")
    settle(workplace, qtbot)
    for dialog in dialogs:
        assert latin_words(texts_of(dialog)) == set(), type(dialog).__name__


def test_one_candidate_alone_has_nobody_to_stand_behind_and_nothing_to_compare(
    profile: VacancyProfile, workplace: Workplace, qtbot: QtBot
) -> None:
    alone = made_ranking(1, profile=profile)
    trying = WhatIfDialog(alone, workplace)
    qtbot.addWidget(trying)
    settle(workplace, qtbot)
    assert trying.tried is not None and trying.tried.moves == [0]
    empty = WhatIfDialog(made_ranking(0, profile=profile), workplace)
    qtbot.addWidget(empty)
    settle(workplace, qtbot)
    assert empty.model.rowCount() == 0
    report = ImpactDialog(made_ranking(0, profile=profile), workplace)
    qtbot.addWidget(report)
    assert not report.make.isEnabled()
