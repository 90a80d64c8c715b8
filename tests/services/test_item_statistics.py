"""What stored answers say about the questions."""

from __future__ import annotations

import csv
from pathlib import Path
from statistics import correlation

import pytest

from smmhire.assessment.attempts import Answer
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.marking import mark, right_number
from smmhire.assessment.numeric import draw_values, evaluate
from smmhire.errors import UserError
from smmhire.services.bank import load_bank
from smmhire.services.item_responses import OTHER_NUMBER, RIGHT_NUMBER
from smmhire.services.item_statistics import BankStatistics, ItemStatistics, bank_statistics, export
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.services.answering import right_answer, wrong_answer
from tests.services.made_responses import store, store_crowd

NEEDED = 30


def of_type(kind: ItemType, count: int = 1) -> list[Item]:
    return [item for item in load_bank().items if item.type is kind][:count]


def found(statistics: BankStatistics, item: Item) -> ItemStatistics:
    one = statistics.of(item.id)
    assert one is not None
    return one


def test_without_attempts_every_item_lacks_all_responses(unit_of_work: UnitOfWorkFactory) -> None:
    statistics = bank_statistics(unit_of_work=unit_of_work)
    assert statistics.attempts == 0 and statistics.needed == NEEDED
    assert len(statistics.items) == sum(item.is_scored for item in load_bank().items)
    assert all((one.responses, one.missing, one.p) == (0, NEEDED, None) for one in statistics.items)
    assert statistics.of(of_type(ItemType.SELF_RATING)[0].id) is None


def test_below_the_limit_there_is_no_figure_at_all_and_from_it_on_there_is(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    items = of_type(ItemType.SINGLE_CHOICE, 4)
    store_crowd(unit_of_work, items, NEEDED - 1)
    one = found(bank_statistics(unit_of_work=unit_of_work), items[0])
    assert one == ItemStatistics(items[0].id, NEEDED - 1, 1)
    assert not one.is_shown
    answers = {item.id: right_answer(item, 7) for item in items}
    store(unit_of_work, [item.id for item in items], answers, name="the thirtieth", minute=99)
    one = found(bank_statistics(unit_of_work=unit_of_work), items[0])
    assert one.is_shown and one.p is not None and one.median_seconds == 20.0


def test_figures_are_those_of_the_textbook(unit_of_work: UnitOfWorkFactory) -> None:
    """p, the corrected item-total correlation and those of the options, worked out anew with the standard
    library."""
    items = of_type(ItemType.SINGLE_CHOICE, 3) + of_type(ItemType.ORDERING, 2)
    store_crowd(unit_of_work, items, 45)
    with unit_of_work(read_only=True) as work:
        attempts = list(work.responses.finished()[1])
    marks = [[mark(item, one.answers[item.id], one.seed) for item in items] for one in attempts]
    statistics = bank_statistics(unit_of_work=unit_of_work)
    for at, item in enumerate(items):
        own = [row[at] for row in marks]
        rest = [sum(row) - row[at] for row in marks]
        one = found(statistics, item)
        assert one.responses == 45
        assert one.p == pytest.approx(sum(own) / 45, abs=1e-9)
        assert one.r_it == pytest.approx(correlation(own, rest), abs=1e-9)
        for use in one.options:
            took = [float(attempt.answers[item.id].selected == (use.option,)) for attempt in attempts]
            assert use.share == pytest.approx(sum(took) / 45)
            if 0 < sum(took) < 45:
                assert use.r_rest == pytest.approx(correlation(took, rest), abs=1e-9)
        assert sum(use.share for use in one.options) == pytest.approx(1.0 if one.options else 0.0)


def test_each_option_of_a_multiple_response_is_looked_at_by_itself(unit_of_work: UnitOfWorkFactory) -> None:
    (item,) = of_type(ItemType.MULTIPLE_RESPONSE)
    right = right_answer(item, 7).selected
    wrong = next(option.id for option in item.options if not option.is_correct)
    for person in range(NEEDED):
        chosen = (*right, wrong) if person < 12 else right[:1]
        store(unit_of_work, [item.id], {item.id: Answer(selected=chosen)}, name=f"P{person}")
    uses = {use.option: use for use in found(bank_statistics(unit_of_work=unit_of_work), item).options}
    assert uses[wrong].share == pytest.approx(0.4) and not uses[wrong].is_key
    assert uses[right[0]].share == 1.0 and uses[right[0]].is_key
    assert uses[right[1]].share == pytest.approx(0.4)
    assert uses[right[1]].flags == ()  # what few take of the key is no idle distractor


def test_a_situation_says_what_was_named_best_and_what_worst(unit_of_work: UnitOfWorkFactory) -> None:
    (item,) = of_type(ItemType.SITUATIONAL)
    for person in range(NEEDED):
        answer = right_answer(item, 7) if person % 3 else wrong_answer(item)
        store(unit_of_work, [item.id], {item.id: answer}, name=f"P{person}")
    one = found(bank_statistics(unit_of_work=unit_of_work), item)
    keys = {use.role: use for use in one.options if use.is_key}
    assert keys["best"].option == right_answer(item, 7).best
    assert keys["worst"].option == right_answer(item, 7).worst
    assert keys["best"].share == pytest.approx(2 / 3)
    assert all("rare_distractor" not in use.flags for use in one.options)


def test_numbers_are_told_apart_by_the_mistake_behind_them(unit_of_work: UnitOfWorkFactory) -> None:
    item = next(one for one in of_type(ItemType.NUMERIC, 99) if one.numeric and one.numeric.mistakes)
    key = item.numeric
    assert key is not None
    for person in range(NEEDED):
        mistaken = round(evaluate(key.mistakes[0].formula, draw_values(key, person)), key.decimals)
        given = (right_number(item, person), mistaken, -1.0e9)[person % 3]
        store(unit_of_work, [item.id], {item.id: Answer(number=given)}, name=f"P{person}", seed=person)
    uses = found(bank_statistics(unit_of_work=unit_of_work), item).options
    shares = {use.option: round(use.share, 3) for use in uses}
    assert shares[RIGHT_NUMBER] == shares["1"] == shares[OTHER_NUMBER] == 0.333


def test_of_a_second_attempt_by_the_same_person_only_new_questions_count(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    first, second = of_type(ItemType.SINGLE_CHOICE, 2)
    wrong, right = wrong_answer(first), right_answer(first, 7)
    store(unit_of_work, [first.id], {first.id: wrong}, name="Rahima", minute=1)
    store(
        unit_of_work,
        [first.id, second.id],
        {first.id: right, second.id: right_answer(second, 7)},
        name="RAHIMA",
        minute=2,
    )
    statistics = bank_statistics(unit_of_work=unit_of_work)
    assert statistics.attempts == 2
    assert (found(statistics, first).responses, found(statistics, second).responses) == (1, 1)


def test_what_was_left_out_is_wrong_and_what_was_not_reached_does_not_count(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    left_out, answered, stopped_at, not_reached = items = of_type(ItemType.SINGLE_CHOICE, 4)
    ids = [item.id for item in items]
    for person in range(NEEDED):
        answers = {answered.id: right_answer(answered, 7)}
        if person < 15:
            answers[left_out.id] = right_answer(left_out, 7)
        store(unit_of_work, ids, answers, name=f"P{person}")
    statistics = bank_statistics(unit_of_work=unit_of_work)
    one = found(statistics, left_out)
    assert (one.responses, one.p, one.left_out) == (NEEDED, 0.5, 0.5)
    assert found(statistics, stopped_at).p == 0.0
    assert found(statistics, not_reached).responses == 0


def test_answers_to_options_that_are_gone_are_left_out_and_counted(unit_of_work: UnitOfWorkFactory) -> None:
    (item,) = of_type(ItemType.SINGLE_CHOICE)
    store(
        unit_of_work, [item.id, "GONE-1"], {item.id: Answer(selected=("zz",))}, name="A", version="an old one"
    )
    statistics = bank_statistics(unit_of_work=unit_of_work)
    assert (statistics.unfit, statistics.earlier_versions, statistics.attempts) == (1, 1, 1)
    assert found(statistics, item).responses == 0


def test_a_question_that_everybody_gets_right_is_flagged(unit_of_work: UnitOfWorkFactory) -> None:
    items = of_type(ItemType.SINGLE_CHOICE, 5)
    store_crowd(unit_of_work, items[1:], 40)
    for person in range(40):
        store(
            unit_of_work,
            [items[0].id],
            {items[0].id: right_answer(items[0], 7)},
            name=f"P{person}",
            minute=99,
        )
    flags = found(bank_statistics(unit_of_work=unit_of_work), items[0]).flags
    assert {"too_easy", "no_variation", "rare_distractor"} <= set(flags)


def test_flags_of_options_are_those_of_the_item_analysis(unit_of_work: UnitOfWorkFactory) -> None:
    """A wrong option that three of five able takers and two of five others take: flagged among 240, and not
    among 30, where it may be chance."""
    first, *others = of_type(ItemType.SINGLE_CHOICE, 4)
    ids = [item.id for item in (first, *others)]
    wrong = [option.id for option in first.options if not option.is_correct]
    for person in range(240):
        is_able = person % 2 == 0
        answers = {o.id: right_answer(o, 7) if is_able else wrong_answer(o) for o in others}
        took = wrong[0] if person % 10 in ((0, 2, 4) if is_able else (1, 3)) else wrong[1]
        answers[first.id] = Answer(selected=(took,))
        store(unit_of_work, ids, answers, name=f"P{person}")
        if person + 1 not in (NEEDED, 240):
            continue
        one = found(bank_statistics(unit_of_work=unit_of_work), first)
        use = next(use for use in one.options if use.option == wrong[0])
        assert use.r_rest == pytest.approx(0.2, abs=0.01)
        assert ("attractive_distractor" in use.flags) is (person + 1 == 240)
        assert ("attractive_distractor" in one.flags) is (person + 1 == 240)


def test_the_shares_by_group_rise_for_the_key_of_a_question_that_separates(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    items = of_type(ItemType.SINGLE_CHOICE, 10)
    ids = [item.id for item in items]
    for person in range(60):  # the first third knows nothing of the first ten questions, the last all
        knows = person // 20
        answers = {
            item.id: right_answer(item, 7) if at % 3 < knows or knows == 2 else wrong_answer(item)
            for at, item in enumerate(items)
        }
        store(unit_of_work, ids, answers, name=f"P{person}")
    one = found(bank_statistics(unit_of_work=unit_of_work), items[1])
    key = next(use for use in one.options if use.is_key)
    assert key.by_group == (0.0, 0.0, 1.0)


def test_progress_is_told_and_can_end_the_work(unit_of_work: UnitOfWorkFactory) -> None:
    store_crowd(unit_of_work, of_type(ItemType.SINGLE_CHOICE, 2), 3)
    told: list[float] = []
    bank_statistics(unit_of_work=unit_of_work, progress=told.append)
    assert told == sorted(told) and told[-1] == pytest.approx(0.9)

    def stop(_share: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        bank_statistics(unit_of_work=unit_of_work, progress=stop)


def test_the_file_has_a_row_an_item_and_no_figure_below_the_limit(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    shown, hidden = of_type(ItemType.SINGLE_CHOICE, 2)
    store_crowd(unit_of_work, [shown], NEEDED)
    store_crowd(unit_of_work, [hidden], 5, seed=2)
    statistics = bank_statistics(unit_of_work=unit_of_work)
    path = export(statistics, tmp_path / "figures.csv", unit_of_work=unit_of_work)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["item"]: row for row in csv.DictReader(file)}
    assert len(rows) == len(statistics.items)
    assert rows[shown.id]["responses"] == str(NEEDED) and float(rows[shown.id]["p"]) <= 1.0
    assert float(rows[shown.id]["share_1"]) <= 1.0 and rows[shown.id]["option_1"] == "a"
    assert (rows[hidden.id]["responses"], rows[hidden.id]["still_needed"]) == ("5", "25")
    assert not any(rows[hidden.id][name] for name in ("p", "r_it_corrected", "median_seconds", "option_1"))
    with pytest.raises(UserError):
        export(statistics, tmp_path / "nowhere" / "figures.csv", unit_of_work=unit_of_work)
