"""What a finding on items says to a person, in the current language."""

from __future__ import annotations

from collections.abc import Callable

from smmhire.assessment.item_review import ItemFinding
from smmhire.role.description import Role
from smmhire.texts import N_, _, digits, say

# How a question's type is called in lists, by its id.
TYPE_NAMES = {
    "single_choice": N_("single choice"),
    "multiple_response": N_("multiple response"),
    "ordering": N_("ordering"),
    "matching": N_("matching"),
    "numeric": N_("numeric"),
    "situational": N_("situational judgement"),
    "self_rating": N_("self-rating"),
}

KIND_NAMES = {
    "knowledge": N_("knowledge"),
    "situation": N_("situations"),
    "self_rating": N_("self-ratings"),
    "numeric": N_("calculations"),
}
BAND_NAMES = {"easy": N_("easy"), "middle": N_("middling"), "hard": N_("hard")}
LANGUAGE_NAMES = {"en": N_("English"), "bn": N_("Bengali")}
_PLACES_OF = {
    "key": N_("right answers of single choice"),
    "best": N_("best actions of situations"),
    "worst": N_("worst actions of situations"),
}


def describe(finding: ItemFinding, role: Role) -> str:
    """One sentence or two: what is wrong, and what to do. Raises KeyError for an unknown code."""
    params = dict(finding.params)
    if "competency" in params:
        params["competency"] = say(role.competency(params["competency"]).name)
    return _WORDS[finding.code](params)


def _of(message: str) -> Callable[[dict[str, str]], str]:
    """With drawn values in the current digits; quoted texts, formulas and ids stay as they are."""
    return lambda params: _(
        message, **{name: digits(value) if name == "values" else value for name, value in params.items()}
    )


def _in_language(message: str) -> Callable[[dict[str, str]], str]:
    """With the language's name, and figures in the current digits."""
    return lambda params: _(
        message,
        **{
            name: _(LANGUAGE_NAMES[value]) if name == "language" else digits(value)
            for name, value in params.items()
        },
    )


def _places(params: dict[str, str]) -> str:
    return _(
        "The {what} stand at the four places {counts} times. Spread them evenly: takers learn a habit.",
        what=_(_PLACES_OF[params["what"]]),
        counts=digits(params["counts"]),
    )


def _compound(params: dict[str, str]) -> str:
    return _(
        "Of the {what}, {hits} of {of} would be found by whoever takes the option with the most clauses "
        "({language}): let wrong options be as complete as the right one.",
        what=_(_PLACES_OF[params["what"]]),
        hits=digits(params["hits"]),
        of=digits(params["of"]),
        language=_(LANGUAGE_NAMES[params["language"]]),
    )


def _counted(message: str) -> Callable[[dict[str, str]], str]:
    def words(params: dict[str, str]) -> str:
        kind, _dot, band = params["what"].partition(".")
        what = _(KIND_NAMES[kind]) + (f", {_(BAND_NAMES[band])}" if band else "")
        return _(
            message,
            competency=params["competency"],
            what=what,
            count=digits(params["count"]),
            wanted=digits(params["wanted"]),
        )

    return words


_WORDS: dict[str, Callable[[dict[str, str]], str]] = {
    "unknown_source": _of(
        N_("The source “{source}” is neither a fact of the role nor one of the references.")
    ),
    "review_due": lambda params: _(
        "The day of review ({day}) has passed: look whether the question still holds.",
        day=digits(params["day"]),
    ),
    "no_review_day": _of(
        N_("It depends on {platform}: give the day by which somebody must look at it again (review_by).")
    ),
    "no_platform_version": _of(
        N_(
            "It depends on {platform}: name its version, such as GA4, or the month in which its rules were "
            "looked up, such as 2026-11 (platform_version)."
        )
    ),
    "no_question": _of(N_("The stem asks no question, in one of the languages or in both.")),
    "untranslated": _of(N_("This text is not translated: “{text}”.")),
    "latin_digits": _of(N_("Latin digits stand in a Bengali text: “{text}”.")),
    "of_the_above": _of(
        N_("Option {option} speaks of the options above: they are shuffled, and it gives the key away.")
    ),
    "lengths": _in_language(
        N_("The longest option is more than twice as long as the shortest ({language}): it stands out.")
    ),
    "shown_in_order": _of(N_("The lines stand in the right order, or exactly turned round: mix them.")),
    "rounding": _of(N_("An unrounded right answer would be marked wrong ({values}): widen the tolerance.")),
    "not_positive": _of(N_("The right answer is zero or less ({values}): narrow the ranges.")),
    "mistake_counts": _of(
        N_("The wrong calculation {formula} would get marks ({values}): narrow the tolerance or the ranges.")
    ),
    "few_numbers": lambda params: _(
        "There are only {count} different answers in {draws} draws: widen the ranges.",
        count=digits(params["count"]),
        draws=digits(params["draws"]),
    ),
    "near_duplicate": _of(N_("The two stems read nearly the same.")),
    "key_places": _places,
    "longest_key": _in_language(
        N_("In {count} of {of} questions the longest option is the key ({language}): at most a third may be.")
    ),
    "compound_key": _compound,
    "count": _counted(N_("{competency}: {what}: {count} instead of {wanted}.")),
    "too_few": _counted(N_("{competency}: {what}: {count}, at least {wanted} are needed.")),
    "band": _counted(N_("{competency}: {what}: {count}, about {wanted} would be even.")),
}
