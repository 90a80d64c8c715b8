"""Aiken: a question, lettered answers, a line with the letter of the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from smmhire.assessment.items import ItemType
from smmhire.exchange.items.draft import DraftItem, DraftOption, ItemImport
from smmhire.exchange.items.finish import MOST_OPTIONS, Collector
from smmhire.exchange.items.plain import plain
from smmhire.exchange.items.problems import LeftOut, Place

_OPTION = re.compile(r"([A-Za-z])[.)]\s+(.*)")
_ANSWER = re.compile(r"ANSWERS?\s*:\s*(.*)", re.IGNORECASE)
_FEEDBACK = re.compile(r"FEEDBACK\s*:\s*(.*)", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z](?:\s*[,;&]\s*[A-Za-z])*[.)]?")


@dataclass
class _Block:
    line: int
    stem: list[str] = field(default_factory=list[str])
    options: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    answer: str | None = None
    feedback: str = ""
    stray: str = ""


def looks_so(text: str) -> bool:
    """Whether a text file is Aiken: it has lettered answers and a line ANSWER."""
    lines = [line.strip() for line in text.splitlines()]
    return any(map(_ANSWER.match, lines)) and any(map(_OPTION.match, lines))


def read(text: str, file_name: str) -> ItemImport:
    """The questions of an Aiken file. Raises UserError where there is none."""
    found = Collector(file_name, "Aiken")
    for number, block in enumerate(_blocks(text), start=1):
        found.take(Place(number, "", block.line), lambda _notes, block=block: _question(block))
    return found.result()


def _blocks(text: str) -> Iterator[_Block]:
    """The questions: each ends with its answer, or where the next text begins after a blank line."""
    block: _Block | None = None
    was_blank = False
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        stripped = line.strip()
        if not stripped:
            was_blank = True
            continue
        option, answer, feedback = _OPTION.match(stripped), _ANSWER.match(stripped), _FEEDBACK.match(stripped)
        begins = not option and not answer and not feedback
        if block is not None and begins and (block.answer is not None or (was_blank and block.options)):
            yield block
            block = None
        block = block or _Block(number)
        if answer:
            block.answer = answer[1].strip()
        elif feedback and block.answer is not None:
            block.feedback = feedback[1]
        elif option and (block.stem or option[1].upper() == "A"):
            if len(block.options) <= MOST_OPTIONS:  # one more than there may be is enough to refuse it
                block.options.append((option[1].upper(), option[2]))
        elif block.options:
            block.stray = block.stray or stripped
        else:
            block.stem.append(stripped)
        was_blank = False
    if block is not None:
        yield block


def _question(block: _Block) -> DraftItem:
    if block.stray:
        raise LeftOut("stray_line", detail=block.stray[:60])
    if block.answer is None:
        raise LeftOut("no_answer_line")
    if not _LETTERS.fullmatch(block.answer):
        raise LeftOut("unknown_choice", detail=block.answer[:40])
    letters = [letter for letter, _text in block.options]
    doubled = next((letter for letter in letters if letters.count(letter) > 1), None)
    if doubled:
        raise LeftOut("choice_twice", detail=doubled)
    right = {letter.upper() for letter in re.findall(r"[A-Za-z]", block.answer)}
    if unknown := right - set(letters):
        raise LeftOut("unknown_choice", detail=min(unknown))
    return DraftItem(
        name="",
        type=ItemType.SINGLE_CHOICE if len(right) == 1 else ItemType.MULTIPLE_RESPONSE,
        stem=plain("\n".join(block.stem)),
        options=tuple(DraftOption(plain(text), is_correct=letter in right) for letter, text in block.options),
        feedback=plain(block.feedback),
    )
