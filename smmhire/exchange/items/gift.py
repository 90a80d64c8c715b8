"""GIFT, the text format of Moodle, read as Moodle reads it, and a little more patiently.

Beyond Moodle: answers may hold blank lines, a category need not stand alone, and what Moodle would drop or
bend in silence is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from smmhire.assessment.items import ItemType
from smmhire.exchange.items import plain
from smmhire.exchange.items.draft import (
    DraftItem,
    DraftMistake,
    DraftNumber,
    DraftOption,
    ItemImport,
    is_bengali,
    one_line,
)
from smmhire.exchange.items.finish import MOST_OF_ONE, MOST_OPTIONS, Collector, Notes, number_of, weighed
from smmhire.exchange.items.problems import LeftOut, NotImportable, Place
from smmhire.texts import number

# An escaped character stands for itself. While a question is taken apart, each is replaced by a code point
# that is no character (and that `tidy` would not let through), so that it does not look like a mark.
_ESCAPED = {"\\": "\ufdd0", "~": "\ufdd1", "=": "\ufdd2", "#": "\ufdd3", "{": "\ufdd4", "}": "\ufdd5",
            ":": "\ufdd6", "n": "\ufdd7"}  # fmt: skip
_RESTORED = str.maketrans({code: "\n" if mark == "n" else mark for mark, code in _ESCAPED.items()})
_STRANGE = re.compile("[\ufdd0-\ufdef]")
_ESCAPE = re.compile(r"\\([\\~=#{}:n])")

_WEIGHT = re.compile(r"%\s*(-?\d{1,3}(?:\.\d{1,10})?)\s*%")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_CATEGORY = re.compile(r"\$CATEGORY:(.*)")
_ID = re.compile(r"\[id:([^\]]{1,100})\]")
# What the ordering questions of Moodle put behind the sign '>': how many are shown, how they lie, are marked.
_ORDERING = re.compile(r">\s*\d*(?:[ \t]+[A-Za-z0-9_]+)*[ \t]*(?:\n|$)")
_TRUE_FALSE = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_NAME = "GIFT"


@dataclass
class _Block:
    """The lines of one question."""

    line: int
    category: str
    identifier: str = ""
    lines: list[str] = field(default_factory=list[str])


def read(text: str, file_name: str) -> ItemImport:
    """The questions of a GIFT file. Raises UserError where there is none."""
    found = Collector(file_name, _NAME)
    for n, block in enumerate(_blocks(_STRANGE.sub("", text)), start=1):
        source = "\n".join(block.lines)
        place = Place(n, _name_of(_escaped(source[:1000]))[0], block.line)
        found.take(place, lambda notes, source=source, block=block: _question(source, block, notes))
    return found.result()


def _escaped(text: str) -> str:
    return _ESCAPE.sub(lambda escape: _ESCAPED[escape[1]], text)


def _restored(text: str) -> str:
    return text.translate(_RESTORED)


# -- cutting the file into questions -----------------------------------------------------------------
def _blocks(text: str) -> Iterator[_Block]:
    """The questions, which blank lines part; comments and categories taken out."""
    category = identifier = ""
    block: _Block | None = None
    is_open = False  # a bracket has been opened and not closed
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for n, line in enumerate(lines, start=1):
        stripped = line.strip()
        if stripped.startswith("//"):
            named = _ID.search(stripped)
            identifier = named[1].strip() if named else identifier
            continue
        if not stripped and block is not None and is_open and _closes_later(lines, n):
            continue
        if not stripped or (block is None and _CATEGORY.match(stripped)):
            if block is not None:
                yield block
            block, is_open = None, False
            if stripped:
                category = plain_category(_restored(_escaped(stripped.partition(":")[2])))
            continue
        if block is None:
            block = _Block(n, category, identifier)
            identifier = ""
        block.lines.append(stripped)
        marked = _escaped(stripped) if len(stripped) <= MOST_OF_ONE else ""
        opened, closed = (marked.rfind(bracket) for bracket in "{}")
        is_open = opened > closed or (is_open and closed < 0)
    if block is not None:
        yield block


def _closes_later(lines: list[str], start: int) -> bool:
    """Whether a bracket is closed below before another is opened: then a blank line stood among answers."""
    for line in lines[start : start + 200]:
        marked = _escaped(line[:MOST_OF_ONE])
        opened, closed = marked.find("{"), marked.find("}")
        if closed >= 0 or opened >= 0:
            return closed >= 0 and (opened < 0 or closed < opened)
        if line.lstrip().startswith(("::", "$CATEGORY:")):
            return False
    return False


def plain_category(path: str) -> str:
    """A category without the part that says where in Moodle it hangs."""
    parts = [part.strip() for part in path.replace("//", "\ufdd0").split("/")]
    while parts and (re.fullmatch(r"\$\w+\$", parts[0]) or parts[0] == "top"):
        parts.pop(0)
    return one_line(plain.plain("/".join(parts).replace("\ufdd0", "//")[:500]))


# -- one question ------------------------------------------------------------------------------------
def _name_of(text: str) -> tuple[str, str]:
    """The name between double colons, and the rest."""
    if text.startswith("::"):
        name, mark, rest = text[2:].partition("::")
        if mark:
            return plain.tidy(_restored(name).replace("\n", " "))[:200], rest.strip()
    return "", text


@dataclass
class _Reader:
    """The texts of one question, in the format that holds for it."""

    notes: Notes
    format: str = "moodle"

    def text(self, marked: str) -> str:
        """A text, in the format it names or else the question's."""
        marked = marked.strip()
        named = _FORMAT.match(marked)
        of = named[1] if named else self.format
        text = _restored(marked[named.end() :] if named else marked)
        if of == "html":
            return plain.from_html(text, self.notes.media)
        if of == "markdown":
            return plain.from_markdown(text, self.notes.media)
        return plain.plain(text) if of == "plain" else plain.from_auto(text, self.notes.media)

    def answer(self, marked: str) -> tuple[str, str]:
        """An answer and its feedback."""
        text, _mark, feedback = marked.partition("#")
        return self.text(text), self.text(feedback)


def _question(source: str, block: _Block, notes: Notes) -> DraftItem:
    if len(source) > MOST_OF_ONE:
        raise LeftOut("too_long", most=number(MOST_OF_ONE))
    name, text = _name_of(_escaped(source))
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        raise NotImportable("description")
    if start < 0 or end < start:
        raise LeftOut("braces")
    if text.count("~") > MOST_OF_ONE // 1000 or text.count("=") > MOST_OF_ONE // 1000:
        raise LeftOut("many_options", most=number(MOST_OPTIONS))
    answers, before, after = text[start + 1 : end].strip(), text[:start], text[end + 1 :]
    if "{" in answers:
        raise LeftOut("braces")
    if "{" in after or "}" in after:
        raise NotImportable("cloze") if after.count("{") == after.count("}") else LeftOut("braces")
    answers, mark, general = answers.rpartition("####")
    if not mark:
        answers, general = general, ""
    reader = _Reader(notes)
    stem = before.rstrip() + (" _____" + after if after.strip() else "")
    if named := _FORMAT.match(stem.strip()):
        reader.format = named[1]
    draft = DraftItem(
        name=name,
        type=ItemType.SINGLE_CHOICE,
        stem=reader.text(stem),
        feedback=reader.text(general),
        identifier=block.identifier,
        category=block.category,
    )
    return _with_answers(draft, answers.strip(), reader)


def _with_answers(draft: DraftItem, answers: str, reader: _Reader) -> DraftItem:
    if not answers:
        raise NotImportable("essay")
    if answers.startswith("#"):
        key, said = _number(answers[1:], reader)
        feedback = "\n".join(filter(None, (draft.feedback, said)))
        return replace(draft, type=ItemType.NUMERIC, number=key, feedback=feedback)
    if answers.startswith(">") and (head := _ORDERING.match(answers)):
        elements = [line for line in answers[head.end() :].split("\n") if line.strip()]
        options = tuple(DraftOption(reader.text(line)) for line in elements)
        return replace(draft, type=ItemType.ORDERING, options=options)
    if "~" in answers:
        return _choice(draft, answers, reader)
    if "=" in answers and "->" in answers:
        return replace(draft, type=ItemType.MATCHING, options=tuple(_pairs(answers, reader)))
    is_true = _TRUE_FALSE.get(answers.partition("#")[0].strip().upper())
    if is_true is not None:
        return replace(draft, options=_true_false(draft.stem, is_true, answers, reader))
    raise NotImportable("short_answer")


def _choice(draft: DraftItem, answers: str, reader: _Reader) -> DraftItem:
    found: list[tuple[DraftOption, Decimal]] = []
    single = "=" in answers  # else several may be chosen, also where one alone is right
    for part in answers.replace("=", "~=").split("~"):
        part = part.strip()
        if not part:
            if found or not answers.startswith(("~", "=")):
                raise LeftOut("empty_option")
            continue
        weight = Decimal(0)
        if part.startswith("="):
            weight, part = Decimal(100), part[1:]
        elif stated := _WEIGHT.match(part):
            weight, part = Decimal(stated[1]), part[stated.end() :]
        text, feedback = reader.answer(part)
        found.append((DraftOption(text, feedback=feedback), weight))
    kind = ItemType.SINGLE_CHOICE if single else ItemType.MULTIPLE_RESPONSE
    return replace(draft, type=kind, options=weighed(found, single=single, notes=reader.notes))


def _pairs(answers: str, reader: _Reader) -> Iterator[DraftOption]:
    parts = answers.split("=")
    for part in parts[1:] if not parts[0].strip() else parts:
        left, arrow, right = part.partition("->")
        if not arrow:
            raise LeftOut("no_pair", detail=_restored(part.strip())[:40])
        # The right sides are plain in Moodle whatever the question's format is.
        yield DraftOption(reader.text(left), match=plain.plain(_restored(right)))


def _true_false(stem: str, is_true: bool, answers: str, reader: _Reader) -> tuple[DraftOption, ...]:
    if_wrong, _mark, if_right = answers.partition("#")[2].partition("#")
    words = true_false_words(stem)
    feedback = (if_right, if_wrong) if is_true else (if_wrong, if_right)
    return tuple(
        DraftOption(word, is_correct=place == (0 if is_true else 1), feedback=reader.text(feedback[place]))
        for place, word in enumerate(words)
    )


def true_false_words(stem: str) -> tuple[str, str]:
    """The two answers of a true or false question, in the language of its text."""
    return ("সত্য", "মিথ্যা") if is_bengali(stem) else ("True", "False")


def _number(answers: str, reader: _Reader) -> tuple[DraftNumber, str]:
    """The key, and what is said of the right number."""
    said = ""
    answers, mark, wrong = answers.partition("~")
    otherwise = reader.text(wrong.partition("#")[2]) if mark else ""
    rights: list[tuple[Decimal, Decimal]] = []
    mistakes: list[DraftMistake] = []
    parts = answers.split("=")
    for part in parts[1:] if not parts[0].strip() else parts:
        part = part.strip()
        weight = Decimal(100)
        if stated := _WEIGHT.match(part):
            weight, part = Decimal(stated[1]), part[stated.end() :]
        written, _mark, feedback = part.partition("#")
        value, tolerance = _value(_restored(written).strip())
        if weight >= 100:
            rights.append((value, tolerance))
            said = said or reader.text(feedback)
        elif weight > 0:
            reader.notes.add("partial_number")
        else:
            mistakes.append(DraftMistake(value, reader.text(feedback)))
    if not rights:
        raise LeftOut("no_answer_number")
    if len(rights) > 1:
        raise NotImportable("several_numbers")
    return DraftNumber(*rights[0], mistakes=tuple(mistakes), otherwise=otherwise), said


def _value(written: str) -> tuple[Decimal, Decimal]:
    """A value and its tolerance: 12, 12:0.5 or 11.5..12.5. Raises LeftOut."""
    low, dots, high = written.partition("..")
    if dots:
        return middle(number_of(low), number_of(high))
    value, colon, tolerance = written.partition(":")
    return number_of(value), abs(number_of(tolerance)) if colon else Decimal(0)


def middle(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """The middle of a range and half its width."""
    low, high = min(low, high), max(low, high)
    return (low + high) / 2, (high - low) / 2
