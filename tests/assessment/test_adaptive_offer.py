"""Where adaptive tests are offered, and what the program says where they are not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.adaptive_offer import LEAST_RESPONSES, NotOffered, adaptive_offer, why_not
from smmhire.content import load_items, load_role
from tests.assessment import build


def bank(scored: int) -> list:
    return [build.single(id=f"C-{at:03}") for at in range(scored)] + [
        build.rating(id="R-1"),
        build.single(id="other", competency="community"),
    ]


def ids(count: int) -> list[str]:
    return [f"C-{at:03}" for at in range(count)]


def test_a_calibrated_competency_is_offered() -> None:
    offer = adaptive_offer(bank(130), "content", dict.fromkeys(ids(125), 50), ids(120))
    assert offer.is_offered and offer.reason is None and why_not(offer) == ""
    assert offer.calibrated == tuple(ids(120)) and (offer.items, offer.answered) == (130, 125)


def test_the_shipped_bank_is_too_small_for_every_competency() -> None:
    items = load_items()
    everything = {item.id: 10_000 for item in items}
    for competency in load_role().competencies:
        offer = adaptive_offer(items, competency.id, everything, everything)
        assert offer.reason is NotOffered.BANK_TOO_SMALL and not offer.is_offered


def test_each_reason_is_said_with_its_figures() -> None:
    small = adaptive_offer(bank(36), "content", {}, ())
    assert small.reason is NotOffered.BANK_TOO_SMALL
    assert why_not(small) == (
        "An adaptive test needs at least 120 calibrated questions; the bank has 36 on this competency."
    )
    unanswered = adaptive_offer(bank(130), "content", {**dict.fromkeys(ids(130), 49), "C-000": 50}, ids(130))
    assert unanswered.reason is NotOffered.TOO_FEW_RESPONSES
    assert why_not(unanswered) == (
        "An adaptive test needs at least 120 questions with at least 50 responses each; so far 1 question has"
        " that many."
    )
    uncalibrated = adaptive_offer(bank(130), "content", dict.fromkeys(ids(130), 90), ids(119))
    assert uncalibrated.reason is NotOffered.NOT_CALIBRATED
    assert why_not(uncalibrated) == (
        "There are enough responses, but only 119 of 120 questions are calibrated. Calibrate the bank to"
        " offer an adaptive test."
    )


@given(st.dictionaries(st.sampled_from(ids(140)), st.integers(0, 200)), st.sets(st.sampled_from(ids(140))))
def test_it_is_offered_exactly_with_120_calibrated_items_of_50_responses(
    responses: dict[str, int], calibrated: set[str]
) -> None:
    responses = {name: responses.get(name, 60) for name in ids(140)}
    calibrated = set(ids(140)) - calibrated
    ready = [name for name in calibrated if responses[name] >= LEAST_RESPONSES]
    offer = adaptive_offer(bank(140), "content", responses, calibrated)
    assert offer.is_offered == (len(ready) >= 120)
    assert set(offer.calibrated) == set(ready)
    assert bool(why_not(offer)) != offer.is_offered
