"""What can be wrong with a question of a file, in words: what it is, and what the user can do about it."""

from __future__ import annotations

from dataclasses import dataclass

from smmhire.texts import N_, _, digits

# code -> (what is wrong, what to do). With LEFT_OUT the question does not come in.
LEFT_OUT: dict[str, tuple[str, str]] = {
    "no_stem": (N_("The question has no text."), N_("Write what is asked, and import again.")),
    "few_options": (
        N_("There are fewer than two answers to choose from."),
        N_("Give at least two; an item needs three or four."),
    ),
    "many_options": (N_("There are more than {most} answers."), N_("Leave out all but the best four.")),
    "empty_option": (N_("An answer has no text."), N_("Write the answer, or take it out.")),
    "no_key": (N_("No answer is marked as right."), N_("Mark the right answer in the file.")),
    "several_keys": (
        N_("Several answers are marked as right, but one only may be chosen."),
        N_("Mark one as right, or let several be chosen."),
    ),
    "all_keys": (N_("All answers are marked as right."), N_("Mark the wrong ones as wrong.")),
    "braces": (
        N_("The brackets { } around the answers do not match."),
        N_("Close the brackets; write \\{ and \\} where they belong to the text."),
    ),
    "no_number": (N_("“{detail}” is not a number."), N_("Write a number such as 12 or 3.5.")),
    "no_answer_number": (N_("No right number is given."), N_("Give the right number in the file.")),
    "no_pair": (
        N_("“{detail}” has no counterpart."),
        N_("Write each pair as = left -> right, or give both sides."),
    ),
    "few_pairs": (
        N_("There are fewer than two pairs."),
        N_("Give at least two; an item needs four or five."),
    ),
    "few_elements": (
        N_("There are fewer than two elements to put in order."),
        N_("Give at least two; an item needs four or five."),
    ),
    "incomplete_order": (
        N_("The right order does not name every element once."),
        N_("Name all elements in the right order."),
    ),
    "unknown_choice": (
        N_("The right answer “{detail}” is not among the answers."),
        N_("Correct the key, or add the answer."),
    ),
    "choice_twice": (
        N_("The answer “{detail}” stands in the question twice."),
        N_("Give every answer its own letter or identifier."),
    ),
    "no_answer_line": (
        N_("There is no line “ANSWER:” below the answers."),
        N_("Add a line such as ANSWER: B."),
    ),
    "stray_line": (
        N_("The line “{detail}” is neither an answer nor a question."),
        N_("Begin answers with a letter and a full stop, such as A."),
    ),
    "no_type": (
        N_("It cannot be told what kind of question this is."),
        N_("Give answers and which of them is right, or fill in the column “type”."),
    ),
    "unknown_type": (
        N_("“{detail}” is not a kind of question that is known."),
        N_("Possible are: {names}."),
    ),
    "too_long": (
        N_("A text of the question has more than {most} characters."),
        N_("Look for a missing closing mark; a question is short."),
    ),
    "no_file": (
        N_("The package names the file “{detail}”, but does not hold it."),
        N_("Export the package again."),
    ),
    "broken_file": (N_("The file “{detail}” cannot be read: {reason}"), N_("Export the package again.")),
    "bad_effectiveness": (
        N_("A situation needs an effectiveness from 1 to 5 for every action."),
        N_("Fill in the columns effectiveness_1, effectiveness_2 and so on."),
    ),
    "anchors": (
        N_("A self-rating needs five descriptions."),
        N_("Fill in the columns option_1 to option_5."),
    ),
}

# With these the question comes in, and something about it has to be looked at.
TO_LOOK_AT: dict[str, tuple[str, str]] = {
    "no_name": (
        N_("The question has no name. It comes in under its number."),
        N_("Give it a name or an id."),
    ),
    "name_twice": (
        N_("Another question of the file has the same name or id."),
        N_("It gets an id of its own; see that it is not the same question twice."),
    ),
    "partial_credit": (
        N_("The file gives some answers a part of the mark. Here only the right answer counts."),
        N_("See whether the answers can be told apart without it."),
    ),
    "unequal_weights": (
        N_("The file weighs the answers unequally. Here all right answers weigh the same."),
        N_("See whether that is fair for this question."),
    ),
    "partial_number": (
        N_("The file gives further numbers a part of the mark. They are left out."),
        N_("Widen the tolerance where they should count."),
    ),
    "more_units": (
        N_("The file allows several units. The first is kept."),
        N_("Say in the question which unit is asked for."),
    ),
    "picture": (
        N_("A picture, sound or film of the question is not brought in: {detail}"),
        N_("Say in words what it shows, or leave the question out."),
    ),
    "same_options": (
        N_("Two answers read the same."),
        N_("Change one; perhaps they differed by their formatting."),
    ),
    "other_language": (
        N_("The file says that the question is in the language “{detail}”."),
        N_("Items are in Bengali and English: translate it."),
    ),
    "own_marking": (
        N_("The file marks this question by rules of its own, which are not read. Its stated key is taken."),
        N_("Check the key and the tolerance."),
    ),
    "extra_targets": (
        N_("Some right sides belong to no left side. They are left out: {detail}"),
        N_("Make the left sides as many as the right sides."),
    ),
    "shared_text": (
        N_("The question refers to a text that stands elsewhere in the package."),
        N_("Put what is needed of it into the question."),
    ),
    "table_column": (
        N_("The column “{detail}” is not known and is left out."),
        N_("Rename it where it belongs to the questions."),
    ),
    "not_listed": (
        N_("The package does not list the file “{detail}”. It comes in all the same."),
        N_("See whether it belongs to the package."),
    ),
    "two_options": (
        N_("There are only two answers; an item needs three or four."),
        N_("Add a plausible wrong answer."),
    ),
}

# kind -> (what it is, why it cannot come in). Beside them stands the same way out for all.
KINDS: dict[str, str] = {
    "essay": N_("a free text, which a person would have to mark"),
    "short_answer": N_("words to be typed, whose spellings cannot all be foreseen"),
    "description": N_("a text without a question"),
    "cloze": N_("a text with several gaps"),
    "calculated": N_("a calculation with drawn values, in formulas of another program"),
    "drawing": N_("something to be drawn, placed or clicked on a picture"),
    "upload": N_("a file to be handed in"),
    "several": N_("several questions in one"),
    "several_numbers": N_("a question with several right numbers"),
    "many_to_many": N_("pairs in which a left side has several right sides"),
    "associate": N_("pairs to be formed freely from one list"),
    "drag": N_("words to be dragged or chosen into a text"),
    "slider": N_("a slider"),
    "recording": N_("a sound or film, played or recorded"),
    "adaptive": N_("a question that changes with the answers given"),
    "random": N_("a place for a question drawn at random"),
    "custom": N_("a kind of question only the program knows that wrote the file: {detail}"),
}


class LeftOut(Exception):
    """A question cannot come in: `code` of LEFT_OUT."""

    def __init__(self, code: str, **fields: str) -> None:
        super().__init__(code)
        self.code = code
        self.fields = tuple(fields.items())


class NotImportable(Exception):
    """A question is of a kind that there is not here: `kind` of KINDS."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands: its number in the file (from 1; 0: the file as a whole), its name, its line
    (0: not known), and the file within a package."""

    number: int
    name: str = ""
    line: int = 0
    file: str = ""

    @property
    def words(self) -> str:
        """The place in the current language: “Question 3 (Budget), line 12”."""
        number, line = digits(str(self.number)), digits(str(self.line))
        where = _("Question {n}", n=number) if self.number else _("The file")
        if self.name:
            where += f" ({self.name})"
        if self.file:
            where += f", {self.file}"
        if self.line:
            where += ", " + _("line {n}", n=line)
        return where


@dataclass(frozen=True, slots=True)
class ItemProblem:
    """Something wrong with a question. `is_left_out`: it does not come in."""

    place: Place
    code: str
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def is_left_out(self) -> bool:
        """Whether the question is left out, and not only to be looked at."""
        return self.code in LEFT_OUT

    @property
    def reason(self) -> str:
        """What is wrong, in the current language."""
        return _said(self._texts[0], self.fields)

    @property
    def what_to_do(self) -> str:
        """The way out, in the current language."""
        return _said(self._texts[1], self.fields)

    @property
    def _texts(self) -> tuple[str, str]:
        return LEFT_OUT.get(self.code) or TO_LOOK_AT[self.code]


@dataclass(frozen=True, slots=True)
class UnsupportedItem:
    """A question of a kind that cannot be imported."""

    place: Place
    kind: str
    detail: str = ""

    @property
    def reason(self) -> str:
        """Why it cannot come in, in the current language."""
        return _("This is {kind}.", kind=_(KINDS[self.kind]).format(detail=self.detail))

    @property
    def what_to_do(self) -> str:
        """The way out, in the current language."""
        return _("It is left out. Ask the same as a choice, an order, pairs or one number.")


def _said(message: str, fields: tuple[tuple[str, str], ...]) -> str:
    # Texts about { } have no fields, and are not to be formatted.
    return _(message, **dict(fields)) if fields else _(message)
