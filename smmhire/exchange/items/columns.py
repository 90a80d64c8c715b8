"""Which column of a table of questions is what: by its heading, in English or Bengali."""

from __future__ import annotations

import re
from dataclasses import dataclass

from smmhire.texts import latin_digits

MOST_NUMBERED = 26

_SINGLE = {
    "id": "id", "identifier": "id", "item_id": "id", "question_id": "id", "idnumber": "id", "no": "",
    "nr": "", "number": "", "#": "", "sl": "",
    "name": "name", "title": "name", "নাম": "name",
    "type": "type", "question_type": "type", "kind": "type", "ধরন": "type",
    "language": "language", "lang": "language", "ভাষা": "language",
    "category": "category", "topic": "category", "competency": "category", "বিষয়": "category",
    "question": "stem", "question_text": "stem", "stem": "stem", "text": "stem", "item": "stem",
    "প্রশ্ন": "stem",
    "key": "positions",
    "correct": "correct", "correct_answer": "correct", "correct_answers": "correct",
    "correct_option": "correct",
    "correct_options": "correct", "right_answer": "correct", "answer": "correct", "answers": "correct",
    "answer_key": "correct", "solution": "correct", "উত্তর": "correct", "সঠিক_উত্তর": "correct",
    "সঠিক": "correct",
    "number_answer": "number",
    "tolerance": "tolerance", "margin": "tolerance", "error": "tolerance", "সহনসীমা": "tolerance",
    "unit": "unit", "একক": "unit",
    "feedback": "feedback", "explanation": "feedback", "rationale": "feedback",
    "general_feedback": "feedback", "comment": "feedback", "ব্যাখ্যা": "feedback",
    "otherwise": "otherwise",
}  # fmt: skip
_NUMBERED = {
    "option": "option", "choice": "option", "answer": "option", "alternative": "option", "element": "option",
    "বিকল্প": "option",
    "feedback": "feedback", "rationale": "feedback", "ব্যাখ্যা": "feedback",
    "match": "match", "pair": "match",
    "weight": "weight",
    "effectiveness": "effectiveness",
    "mistake": "mistake",
    "mistake_feedback": "mistake_feedback",
}  # fmt: skip
_BENGALI_LETTERS = "কখগঘঙচছজঝঞ"


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of the columns (from 0): `single` by field, `numbered` by field and number (from 1)."""

    single: dict[str, int]
    numbered: dict[tuple[str, int], int]
    unknown: tuple[str, ...]

    @property
    def is_questions(self) -> bool:
        """Whether a table with these columns holds questions."""
        return "stem" in self.single and bool(
            {"correct", "positions", "number"} & set(self.single) or ("option", 2) in self.numbered
        )

    @property
    def most(self) -> int:
        """The highest number of a column."""
        return max((n for _field, n in self.numbered), default=0)


def understood(headings: list[str]) -> Columns:
    """What the headings say."""
    single: dict[str, int] = {}
    numbered: dict[tuple[str, int], int] = {}
    unknown: list[str] = []
    for place, heading in enumerate(headings):
        plain = re.sub(r"[\s_\-.:()]+", "_", latin_digits(heading).strip().lower()).strip("_")
        if plain in _SINGLE:
            field = _SINGLE[plain]
            if field and field in single:
                unknown.append(heading)
            elif field:
                single[field] = place
        elif (found := _with_number(plain)) and found not in numbered:
            numbered[found] = place
        elif plain:
            unknown.append(heading)
    return Columns(single, numbered, tuple(unknown))


def position_of(letter: str) -> int | None:
    """The place of an option named by a number, a Latin or a Bengali letter; None for anything else."""
    plain = latin_digits(letter).strip().strip(".)(").lower()
    if re.fullmatch(r"\d{1,2}", plain):
        return int(plain)
    if re.fullmatch(r"[a-z]", plain):
        return ord(plain) - ord("a") + 1
    return _BENGALI_LETTERS.index(plain) + 1 if len(plain) == 1 and plain in _BENGALI_LETTERS else None


def _with_number(plain: str) -> tuple[str, int] | None:
    """'option_2', 'option b', 'answer2', 'b', 'বিকল্প_খ' -> the field and its number."""
    if re.fullmatch(r"[a-j]", plain) or (len(plain) == 1 and plain in _BENGALI_LETTERS):
        return "option", position_of(plain) or 0
    parted = re.fullmatch(r"(.+?)_?(\d{1,2}|(?<=_)[a-j]|(?<=_)[কখগঘঙচছজঝঞ])", plain)
    if parted is None or parted[1] not in _NUMBERED:
        return None
    position = position_of(parted[2]) or 0
    return (_NUMBERED[parted[1]], position) if 1 <= position <= MOST_NUMBERED else None
