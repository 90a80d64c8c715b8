"""What we write, we read again: the whole bank, and any draft a format can hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.marking import right_number
from smmhire.content import load_items
from smmhire.errors import UserError
from smmhire.exchange.items import gift_writer, moodle_writer, qti_writer, table_writer
from smmhire.exchange.items.draft import DraftItem, DraftMistake, DraftNumber, DraftOption, one_line, tidy
from smmhire.exchange.items.reading import read_bytes
from smmhire.exchange.items.writing import MOODLE_GRADES, Losses, Written, draft_of


@dataclass(frozen=True)
class Format:
    """A format with its parts."""

    name: str
    write: Callable[..., Written]
    fit: Callable[[DraftItem, Losses], DraftItem | None]
    data: Callable[[Sequence[DraftItem]], bytes]


FORMATS = [
    Format("a.gift", gift_writer.write_gift, gift_writer.fit, lambda d: gift_writer.text_of(d).encode()),
    Format("a.xml", moodle_writer.write_moodle_xml, moodle_writer.fit,
           lambda d: moodle_writer.text_of(d).encode()),
    Format("a.zip", qti_writer.write_qti3, qti_writer.fit, qti_writer.package_of),
    Format("a.csv", table_writer.write_csv, table_writer.fit,
           lambda d: table_writer.text_of(d).encode("utf-8-sig")),
]  # fmt: skip
every_format = pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)


@pytest.fixture(scope="module")
def bank() -> tuple[Item, ...]:
    return load_items()


@every_format
@pytest.mark.parametrize("language", ["en", "bn"])
def test_the_whole_bank_is_read_again_as_it_was_written(
    bank: tuple[Item, ...], format: Format, language: str
) -> None:
    written = format.write(bank, language, seed=7)
    found = read_bytes(written.data, format.name)
    fitted = [format.fit(draft_of(item, language, 7, Losses()), Losses()) for item in bank]
    assert list(found.drafts) == [draft for draft in fitted if draft is not None]
    assert written.count == len(found.drafts) == found.question_count
    assert not [problem for problem in found.problems if problem.is_left_out]


@every_format
def test_the_same_seed_gives_the_same_bytes_and_the_drawn_number(
    bank: tuple[Item, ...], format: Format
) -> None:
    numeric = [item for item in bank if item.type is ItemType.NUMERIC][:3]
    first = format.write(numeric, "en", seed=3)
    assert first.data == format.write(numeric, "en", seed=3).data != format.write(numeric, "en", seed=4).data
    for item, draft in zip(numeric, read_bytes(first.data, format.name).drafts, strict=True):
        assert draft.number is not None and float(draft.number.value) == right_number(item, 3)
        assert "{" not in draft.stem
    assert any("seed 3" in note for note in first.notes)


def test_what_a_format_cannot_hold_is_said(bank: tuple[Item, ...]) -> None:
    ratings = [item for item in bank if item.type is ItemType.SELF_RATING]
    situations = [item for item in bank if item.type is ItemType.SITUATIONAL]
    for format in FORMATS[:3]:
        with pytest.raises(UserError):
            format.write(ratings, "en")
        mixed = format.write([*ratings[:2], *situations[:1]], "en")
        assert mixed.count == 1
        assert any(note.startswith("2 self-ratings are left out") for note in mixed.notes)
        assert any("best action only" in note for note in mixed.notes)
    whole = table_writer.write_csv([*ratings[:1], *situations[:1]], "en")
    drafts = read_bytes(whole.data, "a.csv").drafts
    assert [o.effectiveness for o in drafts[1].options] == [
        Decimal(str(option.effectiveness)) for option in situations[0].options
    ]


# -- any draft ---------------------------------------------------------------------------------------
# Letters of both languages, and whatever means something in one of the formats.
LETTERS = st.sampled_from([*"abcZ 019কখিীয়্যৎং‍", *"~=#{}:\\%[]()<>&;'\",.-+*/$@!?|_^`", "\n", "->", "::",
                           "####", "//", "[html]", "[plain]", "&lt;", "<b>", "%50%", "$CATEGORY:",
                           "{#", "\\n", "]]>",
                           "<!--", "'", "=1+1", "\t", "\u00a0", "𝕊", "é"])  # fmt: skip


def _text(parts: list[str]) -> str:
    return tidy("".join(parts))


TEXTS = st.lists(LETTERS, min_size=1, max_size=25).map(_text).filter(lambda t: t != "" and t != "_____")
MAYBE = st.one_of(st.just(""), TEXTS)
LINES = TEXTS.map(one_line)
NUMBERS = st.decimals(-10_000, 10_000, places=3).map(lambda n: n + 0)
CATEGORIES = st.sampled_from(["", "content", "Paid ads", "বিজ্ঞাপন", "a/b & c"])
LANGUAGES = st.sampled_from([None, "bn", "en", "bn-BD"])


@st.composite
def drafts(draw: st.DrawFn) -> DraftItem:
    kind = draw(st.sampled_from(list(ItemType)))
    base = DraftItem(draw(LINES), kind, draw(TEXTS), feedback=draw(MAYBE), category=draw(CATEGORIES),
                     language=draw(LANGUAGES))  # fmt: skip
    if kind is ItemType.NUMERIC:
        mistakes = st.builds(DraftMistake, NUMBERS, MAYBE)
        number = DraftNumber(draw(NUMBERS), abs(draw(NUMBERS)), draw(st.sampled_from(["", "%", "৳", "<&>"])),
                             tuple(draw(st.lists(mistakes, max_size=3))), draw(MAYBE))  # fmt: skip
        return replace(base, number=number)
    size = 5 if kind is ItemType.SELF_RATING else draw(st.integers(2, 5))
    options = [DraftOption(draw(TEXTS), feedback=draw(MAYBE)) for _ in range(size)]
    match kind:
        case ItemType.SELF_RATING:
            options = [replace(option, feedback="") for option in options]
        case ItemType.MATCHING:
            options = [replace(option, match=draw(TEXTS)) for option in options]
        case ItemType.SITUATIONAL:
            ratings = draw(st.permutations([Decimal(n) for n in (1, 2, 3, 4, 5)]))
            options = [replace(o, effectiveness=r) for o, r in zip(options, ratings, strict=False)]
        case ItemType.SINGLE_CHOICE:
            right = draw(st.integers(0, size - 1))
            weights = st.one_of(st.none(), st.sampled_from(MOODLE_GRADES))
            options = [
                replace(o, is_correct=n == right, weight=None if n == right else draw(weights))
                for n, o in enumerate(options)
            ]
        case ItemType.MULTIPLE_RESPONSE:
            rights = draw(st.integers(1, size - 1))
            options = [replace(o, is_correct=n < rights) for n, o in enumerate(options)]
        case _:
            pass
    return replace(base, options=tuple(options))


@every_format
@given(found=st.lists(drafts(), min_size=1, max_size=4))
@settings(max_examples=150)
def test_any_draft_a_format_can_hold_is_read_again_as_it_was_written(
    format: Format, found: list[DraftItem]
) -> None:
    named = [replace(draft, identifier=f"Q-{n}") for n, draft in enumerate(found)]
    fitted = [fit for fit in (format.fit(draft, Losses()) for draft in named) if fit is not None]
    if not fitted:
        return
    again = read_bytes(format.data(fitted), format.name)
    assert list(again.drafts) == fitted
    assert again.question_count == len(fitted)
