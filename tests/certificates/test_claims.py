"""What is signed: rounded once, so that three signatures can say the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smmhire.assessment.attempts import Purpose
from smmhire.certificates.claims import ELLIPSIS, claims_of, differing, shortened, signed_text
from smmhire.content import load_role
from smmhire.role.description import level_of_ability
from tests.reports import build

CLAIMS = claims_of(build.certificate("bn", cut=build.CUTS["borderline"]), load_role())


def test_claims_are_the_certificate_in_the_precision_of_the_code() -> None:
    made = build.certificate("bn", percent_correct=0.73449)
    said = claims_of(made, load_role())
    assert said.percent_correct == 0.734
    for one, measured in zip(said.competencies, made.competencies, strict=True):
        assert one.level == level_of_ability(measured.ability)
        assert one.ability == round(measured.ability, 2)


def test_the_level_is_that_of_the_paper_also_where_rounding_would_raise_it() -> None:
    made = build.certificate()
    just_below = replace(made.competencies[0], ability=0.7499)
    said = claims_of(replace(made, competencies=(just_below,)), load_role())
    assert (said.competencies[0].ability, said.competencies[0].level) == (0.75, 3)


def test_the_competencies_stand_in_the_order_of_the_role_and_only_those_measured() -> None:
    made = build.certificate()
    unmeasured = replace(made.competencies[2], asked=0)
    shuffled = (made.competencies[5], unmeasured, made.competencies[0])
    said = claims_of(replace(made, competencies=shuffled), load_role())
    ids = [one.id for one in load_role().competencies]
    assert [one.competency_id for one in said.competencies] == [ids[0], ids[5]]


def test_nobody_supervises_practice() -> None:
    said = claims_of(build.certificate(purpose=Purpose.PRACTICE, is_supervised=True), load_role())
    assert not said.is_supervised


def test_a_cut_is_where_the_result_stands_to_it() -> None:
    assert CLAIMS.cut is not None
    assert (CLAIMS.cut.cut, CLAIMS.cut.standing) == (0.6, "borderline")
    assert claims_of(build.certificate(), load_role()).cut is None


def test_texts_are_signed_in_one_form() -> None:
    assert signed_text("  প্রার্থী \n ক ") == "প্রার্থী ক"
    assert signed_text("e\u0301") == "é"


def test_different_fields_are_named_in_their_order() -> None:
    other = replace(CLAIMS, percent_correct=0.1, holder="প্রার্থী খ", purpose=Purpose.PRACTICE)
    assert differing(CLAIMS, other) == ("holder", "purpose", "percent_correct")
    assert differing(CLAIMS, CLAIMS) == ()


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("প্রার্থী…", "প্রার্থী ক", True),
        ("প্রার্থী…", "প্রা…", True),
        ("…", "", True),
        ("প্রার্থী…", "আবেদনকারী", False),
        ("প্রার্থী", "প্রার্থী ক", False),
    ],
)
def test_a_shortened_text_agrees_with_what_begins_so(one: str, other: str, is_same: bool) -> None:
    pair = replace(CLAIMS, holder=one), replace(CLAIMS, holder=other)
    assert (differing(*pair) == ()) is is_same
    assert (differing(*reversed(pair)) == ()) is is_same


@given(st.text(alphabet="কষমতআািীু্ঁংaé 👍", max_size=60), st.integers(3, 120))
def test_a_text_is_shortened_to_what_fits_and_agrees_with_itself(text: str, most: int) -> None:
    text = signed_text(text)
    kept = shortened(text, most)
    assert len(kept.encode()) <= most
    assert differing(replace(CLAIMS, holder=kept), replace(CLAIMS, holder=text)) == ()
    assume(kept != text)
    assert kept.endswith(ELLIPSIS)


def test_no_syllable_is_cut_in_two() -> None:
    for most in range(3, 40):
        kept = shortened("ক্ষমতায়ন কর্মী", most).removesuffix(ELLIPSIS)
        assert not kept.endswith("্")
        following = "ক্ষমতায়ন কর্মী"[len(kept) : len(kept) + 1]
        assert following not in ("া", "্", "ী", "়")
