"""Items as other programs can hold them: first as drafts in one language, then cut to a format.

What a format cannot hold is either put where it can (into the text, the general feedback) or left out, and
both are said in the notes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.marking import right_number, right_order
from smmhire.assessment.numeric import draw_values, evaluate
from smmhire.errors import UserError
from smmhire.exchange.items.draft import DraftItem, DraftMistake, DraftNumber, DraftOption, one_line, tidy
from smmhire.texts import _, digits, ngettext, number, using

# What is lost or moved: the notes of an export, for how many questions (and by which seed).
_LOSSES: dict[str, Callable[[int, str], str]] = {
    "self_rating": lambda n, _seed: ngettext(
        "{n} self-rating is left out: the format knows questions with a right answer only.",
        "{n} self-ratings are left out: the format knows questions with a right answer only.",
        n,
    ),
    "best_only": lambda n, _seed: ngettext(
        "{n} situation asks for the best action only; the others bring a part of the mark.",
        "{n} situations ask for the best action only; the others bring a part of the mark.",
        n,
    ),
    "drawn": lambda n, seed: ngettext(
        "{n} calculation has fixed values, drawn by the seed {seed}: all people get the same numbers.",
        "{n} calculations have fixed values, drawn by the seed {seed}: all people get the same numbers.",
        n,
        seed=seed,
    ),
    "joined": lambda n, _seed: ngettext(
        "The reasons of {n} question stand together in its general feedback.",
        "The reasons of {n} questions stand together in their general feedback.",
        n,
    ),
    "no_feedback": lambda n, _seed: ngettext(
        "The reasons of {n} question of ordering are left out: the format has no place for them.",
        "The reasons of {n} questions of ordering are left out: the format has no place for them.",
        n,
    ),
    "unit_in_text": lambda n, _seed: ngettext(
        "The unit of {n} number stands in the text of the question.",
        "The unit of {n} numbers stands in the text of the questions.",
        n,
    ),
    "arrow": lambda n, _seed: ngettext(
        "The arrow -> in {n} question became →, as it parts pairs in this format.",
        "The arrow -> in {n} questions became →, as it parts pairs in this format.",
        n,
    ),
}

# The parts of a mark Moodle accepts, in percent; others are refused on import.
MOODLE_GRADES = tuple(
    map(Decimal, ("90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25",
                  "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A file of questions: its bytes, how many questions it holds, and what is not in it, in words."""

    data: bytes
    count: int
    notes: tuple[str, ...]


@dataclass
class Losses:
    """Which questions lost what."""

    seed: int = 0
    counts: dict[str, int] = field(default_factory=dict[str, int])

    def add(self, code: str) -> None:
        """One more question."""
        self.counts[code] = self.counts.get(code, 0) + 1

    def words(self) -> tuple[str, ...]:
        """The notes, in the current language."""
        seed = digits(str(self.seed))
        said = [_LOSSES[code](n, seed) for code, n in sorted(self.counts.items())]
        said.append(_("One language is written; difficulties and sources have no place in this format."))
        return tuple(said)


def draft_of(item: Item, language: str, seed: int, losses: Losses) -> DraftItem:
    """The item in one language, with the values drawn by `seed`; the options in their order in the bank,
    those of an ordering in the right one."""

    draft = DraftItem(
        name=item.id,
        type=item.type,
        stem=tidy(item.stem.text(language)),
        identifier=item.id,
        category=item.competency,
        language=language,
    )
    if item.numeric is not None:
        if item.numeric.variables:
            losses.add("drawn")
        return _numeric(item, draft, language, seed)
    if item.anchors:
        return replace(draft, options=tuple(DraftOption(tidy(a.text(language))) for a in item.anchors))
    by_id = {option.id: option for option in item.options}
    ids = right_order(item) if item.type is ItemType.ORDERING else tuple(by_id)
    return replace(
        draft,
        options=tuple(
            DraftOption(
                tidy(option.text.text(language)),
                is_correct=option.is_correct,
                feedback=tidy(option.rationale.text(language)),
                match=tidy(option.match.text(language)) if option.match is not None else "",
                effectiveness=None if option.effectiveness is None else _short(option.effectiveness),
            )
            for option in (by_id[option_id] for option_id in ids)
        ),
    )


def _short(value: float) -> Decimal:
    return Decimal(repr(value)).normalize() + 0


def _numeric(item: Item, draft: DraftItem, language: str, seed: int) -> DraftItem:
    key = item.numeric
    assert key is not None
    values = draw_values(key, seed)
    stem = draft.stem
    with using(language):
        for name, value in values.items():
            _whole, _point, fraction = repr(value).partition(".")
            places = 0 if fraction == "0" or "e" in repr(value) else len(fraction)
            stem = stem.replace("{" + name + "}", number(value, places))
    smallest = Decimal(1).scaleb(-key.decimals)
    mistakes = tuple(
        DraftMistake(
            Decimal(repr(evaluate(mistake.formula, values))).quantize(smallest, rounding=ROUND_HALF_UP),
            tidy(mistake.rationale.text(language)),
        )
        for mistake in key.mistakes
    )
    number_ = DraftNumber(
        Decimal(repr(right_number(item, seed))).quantize(smallest),
        _short(key.tolerance),
        one_line(tidy(key.unit.text(language))) if key.unit is not None else "",
        mistakes,
    )
    return replace(draft, stem=stem, number=number_, feedback=tidy(key.rationale.text(language)))


# -- what several formats have in common -------------------------------------------------------------
def best_only(draft: DraftItem, losses: Losses) -> DraftItem:
    """A situation as a question for the best action; the others get the part of the mark that lies nearest to
    their effectiveness between the worst and the best."""
    losses.add("best_only")
    ratings = [option.effectiveness or Decimal(1) for option in draft.options]
    best, worst = max(ratings), min(ratings)
    options: list[DraftOption] = []
    for at, (option, rating) in enumerate(zip(draft.options, ratings, strict=True)):
        part = 100 * (rating - worst) / (best - worst) if best > worst else Decimal(0)
        near = min((*MOODLE_GRADES, Decimal(0)), key=lambda grade, part=part: abs(grade - part))
        is_best = at == ratings.index(best)
        options.append(
            replace(
                option, is_correct=is_best, weight=None if is_best or not near else near, effectiveness=None
            )
        )
    return replace(draft, type=ItemType.SINGLE_CHOICE, options=tuple(options))


def with_joined_feedback(draft: DraftItem, losses: Losses) -> DraftItem:
    """The feedback of the options moved into that of the whole question, one line each."""
    lines = [
        f"{option.text}{f' → {option.match}' if option.match else ''}: {option.feedback}".replace("\n", " ")
        for option in draft.options
        if option.feedback
    ]
    if not lines:
        return draft
    losses.add("joined")
    bare = tuple(replace(option, feedback="") for option in draft.options)
    return replace(draft, options=bare, feedback=tidy("\n".join([draft.feedback, *lines])))


def written(
    items: Sequence[Item],
    language: str,
    seed: int,
    fit: Callable[[DraftItem, Losses], DraftItem | None],
    write: Callable[[Sequence[DraftItem]], bytes],
) -> Written:
    """The items in the given language, cut to a format by `fit` and written by `write`.

    Raises UserError where nothing would be in the file, ValueError for an unknown language.
    """
    losses = Losses(seed)
    drafts: list[DraftItem] = []
    for item in items:
        draft = fit(draft_of(item, language, seed, losses), losses)
        if draft is None:
            losses.add("self_rating")
        else:
            drafts.append(draft)
    if not drafts:
        raise UserError(
            _("None of these questions can be written in this format."),
            _("Choose other questions, or CSV, which holds every kind."),
        )
    return Written(write(drafts), len(drafts), losses.words())
