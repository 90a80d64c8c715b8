"""Classical item analysis against the figures of the shared data and against plain loops."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from smmhire.assessment.item_analysis import FEWEST_RESPONSES, ChosenOptions, ItemAnalysis, analyse_items
from tests.assessment.calibration_cases import REFERENCE, Matrix, answers, persons_of, rows_of


def chosen_of(rows: list[dict[str, str]], key: list[str]) -> ChosenOptions:
    names = list(rows[0])
    options = [sorted({row[name] for row in rows}) for name in names]
    codes = [[own.index(row[name]) for name, own in zip(names, options, strict=True)] for row in rows]
    return ChosenOptions(np.array(codes, dtype=np.int16), tuple(map(tuple, options)), tuple(key))


def alpha(marks: Matrix) -> float:
    items = marks.shape[1]
    return items / (items - 1) * (1 - marks.var(axis=0, ddof=1).sum() / marks.sum(axis=1).var(ddof=1))


def test_lsat7_has_the_published_difficulties_and_correlations(shared_dir: Path) -> None:
    """p .828 .658 .772 .606 .843; corrected r_it .246 .247 .313 .223 .175 (three decimals are given)."""
    persons = persons_of(shared_dir / "data" / "psychometrics" / "LSAT7_patterns.csv")
    found = analyse_items(persons, list("12345"))
    assert [item.p for item in found] == pytest.approx([0.828, 0.658, 0.772, 0.606, 0.843], abs=1e-9)
    corrected = [item.r_it_corrected for item in found]
    assert corrected == pytest.approx([0.246, 0.247, 0.313, 0.223, 0.175], abs=5e-4)


def test_every_figure_is_that_of_its_definition() -> None:
    """Correlations and alphas against numpy's, one item at a time, within 1e-9."""
    persons = persons_of(REFERENCE / "lsat6_patterns.csv")
    total = persons.sum(axis=1)
    for at, item in enumerate(analyse_items(persons, list("12345"))):
        own, others = persons[:, at], np.delete(persons, at, axis=1)
        assert item.p == pytest.approx(own.mean(), abs=1e-12)
        assert item.r_it == pytest.approx(np.corrcoef(own, total)[0, 1], abs=1e-9)
        assert item.r_it_corrected == pytest.approx(np.corrcoef(own, total - own)[0, 1], abs=1e-9)
        assert item.alpha_if_deleted == pytest.approx(alpha(others), abs=1e-9)
        assert item.responses == 1000 and item.distractors == ()


def test_options_of_sat12_are_analysed_by_its_key(shared_dir: Path) -> None:
    """The key's r_rest is the item's corrected r_it, shares add up, and item 32 is known to be a bad one."""
    folder = shared_dir / "data" / "psychometrics"
    rows = rows_of(folder / "SAT12_raw.csv")
    chosen = chosen_of(rows, [row["key"] for row in rows_of(folder / "SAT12_key.csv")])
    marks = chosen.marks()
    found = analyse_items(marks, list(rows[0]), chosen)
    assert alpha(marks) == pytest.approx(0.79789, abs=5e-6)
    for at, item in enumerate(found):
        key = next(option for option in item.distractors if option.is_key)
        assert key.r_rest == pytest.approx(item.r_it_corrected, abs=1e-9)
        assert sum(option.share for option in item.distractors) == pytest.approx(1.0, abs=1e-12)
        for option in item.distractors:
            picks = np.array([row[item.item] == option.option for row in rows], dtype=float)
            rest = marks.sum(axis=1) - marks[:, at]
            assert option.r_rest == pytest.approx(np.corrcoef(picks, rest)[0, 1], abs=1e-9)
    assert found[31].flags == ("too_hard", "weak", "rare_distractor", "attractive_distractor")
    tempting = next(option for option in found[31].distractors if option.option == "3")
    assert tempting.flags == ("attractive_distractor",)


def test_flags_follow_the_limits() -> None:
    marks = answers(400, np.ones(4), np.zeros(4))
    marks = np.column_stack([marks, np.zeros(400), np.arange(400) % 50 != 0, np.arange(400) % 2])
    found = {item.item: item for item in analyse_items(marks, [*"abcd", "never", "always", "coin"])}
    assert found["a"].flags == ()
    assert found["never"].flags == ("too_hard", "no_variation") and found["never"].r_it is None
    assert "too_easy" in found["always"].flags and "weak" in found["coin"].flags


def tempting(takers: int, target: float) -> ItemAnalysis:
    """The analysis of a question, of two, whose wrong option 'x' has about this r_rest.

    Half of the takers get the second question right; of them more take 'x' instead of 'y'."""
    half = takers // 2
    able, others = round(half * (0.5 + target / 2)), round(half * (0.5 - target / 2))
    first = [1] * able + [2] * (half - able) + [1] * others + [2] * (takers - half - others)
    codes = np.array([first, [0] * half + [1] * (takers - half)], dtype=np.int16).T
    chosen = ChosenOptions(codes, (("key", "x", "y"), ("key", "wrong")), ("key", "key"))
    return analyse_items(chosen.marks(), ("tempting", "other"), chosen)[0]


@pytest.mark.parametrize("takers", [30, 120, 600])
def test_a_wrong_option_is_attractive_only_where_it_is_so_beyond_chance(takers: int) -> None:
    limit = 1.96 / (takers - 1) ** 0.5
    for target in np.linspace(0.0, min(3 * limit, 0.9), 40):
        found = tempting(takers, float(target))
        x = next(option for option in found.distractors if option.option == "x")
        assert x.r_rest is not None
        assert (x.flags == ("attractive_distractor",)) is (x.r_rest > limit)
        assert ("attractive_distractor" in found.flags) is (x.r_rest > limit)


def test_of_options_chosen_by_luck_hardly_one_is_called_attractive() -> None:
    """One in forty is to be expected; every second has a positive r_rest."""
    chance = np.random.default_rng(20)
    codes = chance.integers(0, 4, (200, 100)).astype(np.int16)
    chosen = ChosenOptions(codes, (("key", "x", "y", "z"),) * 100, ("key",) * 100)
    found = analyse_items(chosen.marks(), [str(n) for n in range(100)], chosen)
    wrong = [option for item in found for option in item.distractors if not option.is_key]
    assert sum((option.r_rest or 0.0) > 0.0 for option in wrong) > 100
    assert 0 < sum("attractive_distractor" in option.flags for option in wrong) < 20


def test_nothing_is_said_about_items_with_few_responses() -> None:
    marks = answers(200, np.ones(4), np.zeros(4))
    marks[FEWEST_RESPONSES - 1 :, 1] = np.nan
    found = analyse_items(marks, list("abcd"))
    assert found[1].flags == ("too_few_responses",) and found[1].p is None and found[1].r_it is None
    assert found[1].responses == FEWEST_RESPONSES - 1 and found[0].p is not None


def test_missing_responses_hardly_move_the_figures() -> None:
    a, b = np.full(20, 1.2), np.linspace(-1.0, 1.0, 20)
    whole = analyse_items(answers(3000, a, b), [str(n) for n in range(20)])
    marks = answers(3000, a, b, missing=0.1)
    some = analyse_items(marks, [str(n) for n in range(20)])
    assert [item.p for item in some] == pytest.approx(list(np.nanmean(marks, axis=0)), abs=1e-12)
    complete = marks[~np.isnan(marks).any(axis=1)]
    assert some[0].alpha_if_deleted == pytest.approx(alpha(complete[:, 1:]), abs=1e-9)
    for name in ("r_it", "r_it_corrected"):
        assert [getattr(i, name) for i in some] == pytest.approx([getattr(i, name) for i in whole], abs=0.06)


def test_graded_marks_have_their_mean_share_as_difficulty() -> None:
    marks = answers(300, np.ones(3), np.tile([-0.5, 0.0, 0.5], (3, 1)))
    found = analyse_items(marks, list("abc"))
    assert [item.p for item in found] == pytest.approx(list(marks.mean(axis=0) / 3.0), abs=1e-12)


def test_what_is_no_table_of_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="1 names"):
        analyse_items(np.ones((3, 2)), ["a"])
    with pytest.raises(ValueError, match="below 0"):
        analyse_items(-np.ones((3, 2)), ["a", "b"])
    with pytest.raises(ValueError, match="options of the shape"):
        analyse_items(
            np.ones((3, 2)), ["a", "b"], ChosenOptions(np.zeros((1, 2), dtype=np.int16), ((), ()), ("", ""))
        )
