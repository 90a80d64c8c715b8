"""The rules of the verdict, one by one, and a sentence for everything it can say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest

from smmhire.assessment.attempts import Purpose
from smmhire.certificates.claims import Claims
from smmhire.certificates.flaws import Flaw, sentence_on
from smmhire.certificates.verdict import (
    Conclusion,
    FindingKind,
    Identity,
    Integrity,
    KnownIssuer,
    Part,
    PartKind,
    Withdrawn,
    WithdrawnList,
    judge,
    names_differ,
)
from smmhire.certificates.verdict_words import conclusion_text, field_name, finding_texts
from smmhire.texts import using
from tests.certificates.test_claims import CLAIMS

KEY, OTHER_KEY = bytes(32), bytes([7]) * 32
TODAY = date(2026, 11, 25)
KNOWN = KnownIssuer(KEY, CLAIMS.issuer, date(2026, 11, 1))
ENTRY = Withdrawn(CLAIMS.number, date(2026, 11, 24), "")


def part(
    kind: PartKind, state: Integrity = Integrity.INTACT, claims: Claims | None = CLAIMS, key: bytes = KEY
) -> Part:
    is_signed = state in (Integrity.INTACT, Integrity.APPENDED)
    said = claims if state is Integrity.INTACT and kind is not PartKind.PDF else None
    flaw = Flaw.SIGNATURE if state is Integrity.CHANGED else None
    return Part(kind, state, key if is_signed else None, said, flaw)


PDF, BADGE, CODE = (part(kind) for kind in PartKind)


def published(*entries: Withdrawn, key: bytes = KEY, day: int = 23) -> WithdrawnList:
    return WithdrawnList(key, "A", datetime(2026, 11, day, tzinfo=UTC), entries)


def test_nothing_cannot_be_judged() -> None:
    with pytest.raises(ValueError):
        judge((), (), (), TODAY)


def test_a_verdict_is_genuine_only_where_everything_holds() -> None:
    """Over all states of three parts: whoever breaks one part never gets the best verdict."""
    for states in product(Integrity, repeat=3):
        parts = [part(kind, state) for kind, state in zip(PartKind, states, strict=True)]
        verdict = judge(parts, (KNOWN,), (published(),), TODAY)
        is_whole = all(state is Integrity.INTACT for state in states)
        assert (verdict.conclusion is Conclusion.GENUINE) is is_whole, states
        assert (verdict.claims is None) is all(state is not Integrity.INTACT for state in states[1:])
        for language in ("bn", "en"):
            with using(language):
                assert conclusion_text(verdict) and all(finding_texts(verdict))
                assert "{" not in "".join((conclusion_text(verdict), *finding_texts(verdict)))


@pytest.mark.parametrize(
    ("states", "conclusion"),
    [
        ((Integrity.UNREADABLE,), Conclusion.UNREADABLE),
        ((Integrity.NOT_SIGNED,), Conclusion.NOT_SIGNED),
        ((Integrity.CHANGED,), Conclusion.CHANGED),
        ((Integrity.APPENDED,), Conclusion.CHANGED),
        ((Integrity.APPENDED, Integrity.INTACT), Conclusion.CHANGED),
        ((Integrity.NOT_OURS,), Conclusion.NOT_OURS),
        ((Integrity.NOT_OURS, Integrity.INTACT), Conclusion.NOT_OURS),
        ((Integrity.NOT_SIGNED, Integrity.INTACT), Conclusion.PAGE_NOT_SIGNED),
        ((Integrity.NOT_SIGNED, Integrity.CHANGED), Conclusion.CHANGED),
        ((Integrity.INTACT, Integrity.UNREADABLE), Conclusion.CHANGED),
        ((Integrity.INTACT,), Conclusion.NO_CLAIMS),
    ],
)
def test_the_conclusion_follows_from_the_worst_part(
    states: tuple[Integrity, ...], conclusion: Conclusion
) -> None:
    parts = [part(kind, state) for kind, state in zip(PartKind, states, strict=False)]
    assert judge(parts, (KNOWN,), (published(),), TODAY).conclusion is conclusion


def test_our_own_issuer_is_called_our_own() -> None:
    own = replace(KNOWN, is_own=True)
    verdict = judge((BADGE,), (own,), (), TODAY)
    assert verdict.identity is Identity.OWN
    assert FindingKind.OWN_ISSUER in {one.kind for one in verdict.findings}


def test_a_known_issuer_of_another_key_is_not_known() -> None:
    verdict = judge((BADGE,), (replace(KNOWN, public_key=OTHER_KEY),), (), TODAY)
    assert verdict.identity is Identity.UNKNOWN and verdict.conclusion is Conclusion.UNKNOWN_ISSUER


def test_a_key_known_under_another_name_is_said() -> None:
    verdict = judge((BADGE,), (replace(KNOWN, name="নিয়োগকর্তা খ"),), (), TODAY)
    assert FindingKind.OTHER_NAME in {one.kind for one in verdict.findings}
    assert names_differ("Employer A", "employer a") is False
    assert names_differ("Employer A", "Emp…") is False
    assert names_differ("Employer A", "Employer") is True


def test_parts_of_two_issuers_contradict_each_other() -> None:
    verdict = judge((PDF, part(PartKind.BADGE, key=OTHER_KEY)), (KNOWN,), (), TODAY)
    assert verdict.conclusion is Conclusion.CONTRADICTING
    # What the other key signed is not shown as if the known issuer had signed it.
    assert verdict.public_key == KEY and verdict.claims is None


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"holder": "প্রার্থী খ"}, FindingKind.OTHER_PERSON),
        ({"holder": "প্রার্থী খ", "number": "SMM-2026-7K3F-Q9XD-Z"}, FindingKind.OTHER_PERSON),
        ({"number": "SMM-2026-7K3F-Q9XD-Z"}, FindingKind.OTHER_CERTIFICATE),
        ({"percent_correct": 0.99}, FindingKind.CLAIMS_DIFFER),
        ({"purpose": Purpose.PRACTICE}, FindingKind.CLAIMS_DIFFER),
    ],
)
def test_what_differs_says_what_kind_of_contradiction_it_is(
    changes: dict[str, object], kind: FindingKind
) -> None:
    other = part(PartKind.CODE, claims=replace(CLAIMS, **changes))  # type: ignore[arg-type]
    verdict = judge((PDF, BADGE, other), (KNOWN,), (), TODAY)
    assert verdict.conclusion is Conclusion.CONTRADICTING
    (found,) = (one for one in verdict.findings if one.kind is kind)
    assert found.part == other and set(found.fields) == set(changes)
    with using("en"):
        text = " ".join(finding_texts(verdict))
        assert all(field_name(name) in text for name in changes)


def test_the_badge_is_shown_rather_than_the_shortened_code() -> None:
    short = part(PartKind.CODE, claims=replace(CLAIMS, holder="প্রা…"))
    assert judge((short, BADGE), (KNOWN,), (), TODAY).claims == CLAIMS
    assert judge((short,), (KNOWN,), (), TODAY).claims == short.claims


def test_the_newest_list_of_the_issuer_counts() -> None:
    lists = (published(ENTRY, day=20), published(day=23), published(ENTRY, key=OTHER_KEY, day=24))
    verdict = judge((BADGE,), (KNOWN,), lists, TODAY)
    assert verdict.withdrawn is None and verdict.conclusion is Conclusion.GENUINE
    assert verdict.list_as_of == datetime(2026, 11, 23, tzinfo=UTC)
    verdict = judge((BADGE,), (KNOWN,), (published(ENTRY, day=24), *lists), TODAY)
    assert verdict.withdrawn == ENTRY and verdict.conclusion is Conclusion.WITHDRAWN


def test_without_a_list_it_is_said_that_nobody_knows() -> None:
    verdict = judge((BADGE,), (KNOWN,), (), TODAY)
    (found,) = (one for one in verdict.findings if one.kind is FindingKind.NO_LIST)
    assert found.is_trouble and verdict.conclusion is Conclusion.GENUINE and not verdict.is_clear
    assert judge((BADGE,), (KNOWN,), (published(),), TODAY).is_clear


@pytest.mark.parametrize(
    ("parts", "lists"),
    [
        ((BADGE,), (published(ENTRY),)),
        ((part(PartKind.PDF, Integrity.CHANGED), BADGE), (published(),)),
        ((PDF, BADGE, part(PartKind.CODE, key=OTHER_KEY)), (published(),)),
    ],
)
def test_what_was_withdrawn_or_changed_is_never_called_valid(
    parts: tuple[Part, ...], lists: tuple[WithdrawnList, ...]
) -> None:
    verdict = judge(parts, (KNOWN,), lists, TODAY)
    kinds = {one.kind for one in verdict.findings}
    assert FindingKind.TERM in kinds and FindingKind.IN_FORCE not in kinds
    with using("en"):
        said = " ".join(finding_texts(verdict))
        assert "Its term ends on " in said and "Valid until" not in said


def test_only_what_is_as_it_was_issued_can_vouch_for_its_issuer() -> None:
    lists = (published(ENTRY),)
    assert judge((PDF, BADGE), (), (), TODAY).can_vouch
    assert judge((BADGE,), (), lists, TODAY).can_vouch  # withdrawn, but signed by them
    for broken in (Integrity.CHANGED, Integrity.APPENDED, Integrity.NOT_OURS, Integrity.UNREADABLE):
        assert not judge((part(PartKind.PDF, broken), BADGE), (), (), TODAY).can_vouch
    assert not judge((part(PartKind.PDF, Integrity.NOT_SIGNED),), (), (), TODAY).can_vouch


def test_practice_is_said() -> None:
    said = part(PartKind.BADGE, claims=replace(CLAIMS, purpose=Purpose.PRACTICE))
    kinds = {one.kind for one in judge((said,), (KNOWN,), (), TODAY).findings}
    assert FindingKind.PRACTICE in kinds


def test_a_withdrawn_certificate_of_an_unknown_issuer_is_withdrawn_first() -> None:
    assert judge((BADGE,), (), (published(ENTRY),), TODAY).conclusion is Conclusion.WITHDRAWN


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_flaw_has_a_sentence(language: str) -> None:
    with using(language):
        assert len({sentence_on(flaw) for flaw in Flaw}) == len(Flaw)
