"""Moodle XML: the questions of a question bank as Moodle exports them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from smmhire.assessment.items import ItemType
from smmhire.exchange.items import plain
from smmhire.exchange.items.draft import (
    DraftItem,
    DraftMistake,
    DraftNumber,
    DraftOption,
    ItemImport,
    one_line,
)
from smmhire.exchange.items.finish import Collector, Notes, decimal_of, number_of, weighed
from smmhire.exchange.items.gift import plain_category, true_false_words
from smmhire.exchange.items.problems import LeftOut, NotImportable, Place
from smmhire.exchange.items.xml_tree import Node

_NAME = "Moodle XML"
# Types of question that cannot come in -> kind of problems.KINDS; others are 'custom'.
_OTHER_TYPES = {
    "essay": "essay",
    "essayautograde": "essay",
    "shortanswer": "short_answer",
    "pmatch": "short_answer",
    "description": "description",
    "cloze": "cloze",
    "multianswer": "cloze",
    "gapfill": "cloze",
    "calculated": "calculated",
    "calculatedmulti": "calculated",
    "calculatedsimple": "calculated",
    "formulas": "calculated",
    "stack": "calculated",
    "ddmarker": "drawing",
    "ddimageortext": "drawing",
    "drawing": "drawing",
    "ddwtos": "drag",
    "gapselect": "drag",
    "recordrtc": "recording",
    "random": "random",
    "randomsamatch": "random",
}


def read(root: Node, file_name: str) -> ItemImport:
    """The questions below <quiz>. Raises UserError where there is none."""
    found = Collector(file_name, _NAME)
    category = ""
    number = 0
    for node in root.all("question"):
        if node.get("type") == "category":
            text = node.first("category")
            category = plain_category(text.text) if text is not None else ""
            continue
        number += 1
        place = Place(number, _short(node), node.line)
        found.take(place, lambda notes, node=node, category=category: _question(node, category, notes))
    return found.result()


def _short(node: Node) -> str:
    name = node.first("name")
    return one_line(plain.tidy(name.text[:500]))[:200] if name is not None else ""


def _question(node: Node, category: str, notes: Notes) -> DraftItem:
    kind = node.get("type").strip().lower()
    reader = _READERS.get(kind)
    if reader is None:
        raise NotImportable(_OTHER_TYPES.get(kind, "custom"), plain.tidy(kind[:40]) or "?")
    question = node.first("questiontext")
    default = question.get("format", "html") if question is not None else "html"
    texts = _Texts(default, notes)
    identifier = node.first("idnumber")
    draft = DraftItem(
        name=_short(node),
        type=ItemType.SINGLE_CHOICE,
        stem=texts.of(question),
        feedback=texts.of(node.first("generalfeedback")),
        identifier=one_line(plain.plain(identifier.text)) if identifier is not None else "",
        category=category,
    )
    return reader(draft, node, texts)


class _Texts:
    """The texts of one question, each in the format it states or else the question's."""

    def __init__(self, default: str, notes: Notes) -> None:
        self.default, self.notes = default, notes

    def of(self, node: Node | None) -> str:
        """The text of a node such as <feedback format="html"><text>…</text></feedback>."""
        if node is None:
            return ""
        for file in node.all("file"):
            self.notes.media.append(plain.tidy(file.get("name")[:80]) or "?")
        inner = node.first("text")
        text = inner.text if inner is not None else "".join(p for p in node.content if isinstance(p, str))
        match node.get("format", self.default):
            case "plain_text":
                return plain.plain(text)
            case "markdown":
                return plain.from_markdown(text, self.notes.media)
            case "moodle_auto_format":
                return plain.from_auto(text, self.notes.media)
            case _:
                return plain.from_html(text, self.notes.media)

    def plain(self, node: Node) -> str:
        """An answer that is plain in Moodle: a number, a right side."""
        inner = node.first("text")
        text = inner.text if inner is not None else "".join(p for p in node.content if isinstance(p, str))
        return plain.plain(text)


def _percent(answer: Node) -> Decimal:
    return decimal_of(answer.get("fraction", "0")) or Decimal(0)


def _is_true(node: Node | None, default: bool) -> bool:
    return default if node is None else node.text.strip().lower() in ("true", "1", "yes")


def _multichoice(draft: DraftItem, node: Node, texts: _Texts) -> DraftItem:
    single = _is_true(node.first("single"), True)
    found = [
        (DraftOption(texts.of(answer), feedback=texts.of(answer.first("feedback"))), _percent(answer))
        for answer in node.all("answer")
    ]
    kind = ItemType.SINGLE_CHOICE if single else ItemType.MULTIPLE_RESPONSE
    return replace(draft, type=kind, options=weighed(found, single=single, notes=texts.notes))


def _true_false(draft: DraftItem, node: Node, texts: _Texts) -> DraftItem:
    answers = list(node.all("answer"))
    if len(answers) != 2:
        raise LeftOut("few_options")
    # Old files write the two words in the language of the site, the true one first.
    answers.sort(key=lambda answer: texts.plain(answer).lower() == "false")
    options = tuple(
        DraftOption(word, is_correct=_percent(answer) >= 100, feedback=texts.of(answer.first("feedback")))
        for word, answer in zip(true_false_words(draft.stem), answers, strict=True)
    )
    return replace(draft, options=options)


def _numerical(draft: DraftItem, node: Node, texts: _Texts) -> DraftItem:
    right: DraftNumber | None = None
    mistakes: list[DraftMistake] = []
    said = otherwise = ""
    for answer in node.all("answer"):
        written, weight = texts.plain(answer), _percent(answer)
        feedback = texts.of(answer.first("feedback"))
        if written in ("*", ""):
            otherwise = otherwise or feedback
            continue
        value = number_of(written)
        if weight >= 100:
            if right is not None:
                raise NotImportable("several_numbers")
            tolerance = answer.first("tolerance")
            stated = tolerance.text.strip() if tolerance is not None else ""
            right, said = DraftNumber(value, abs(number_of(stated)) if stated else Decimal(0)), feedback
        elif weight > 0:
            texts.notes.add("partial_number")
        else:
            mistakes.append(DraftMistake(value, feedback))
    if right is None:
        raise LeftOut("no_answer_number")
    unit = _unit(node, texts)
    return replace(
        draft,
        type=ItemType.NUMERIC,
        number=replace(right, unit=unit, mistakes=tuple(mistakes), otherwise=otherwise),
        feedback="\n".join(filter(None, (draft.feedback, said))),
    )


def _unit(node: Node, texts: _Texts) -> str:
    units = node.first("units")
    named = list(units.all("unit")) if units is not None else []
    if len(named) > 1:
        texts.notes.add("more_units")
    name = named[0].first("unitname", "unit_name") if named else None
    return one_line(plain.plain(name.text)) if name is not None else ""


def _matching(draft: DraftItem, node: Node, texts: _Texts) -> DraftItem:
    pairs: list[DraftOption] = []
    extra: list[str] = []
    for pair in node.all("subquestion"):
        answer = pair.first("answer")
        left, right = texts.of(pair), texts.plain(answer) if answer is not None else ""
        if left:
            pairs.append(DraftOption(left, match=right))
        elif right:  # Moodle's way of giving wrong right sides
            extra.append(right)
    if extra:
        texts.notes.add("extra_targets", detail=", ".join(extra)[:200])
    return replace(draft, type=ItemType.MATCHING, options=tuple(pairs))


def _ordering(draft: DraftItem, node: Node, texts: _Texts) -> DraftItem:
    answers = list(node.all("answer"))
    if any(decimal_of(answer.get("fraction", "")) for answer in answers):
        answers.sort(key=_percent)  # the fraction is the place, not a part of the mark
    return replace(draft, type=ItemType.ORDERING, options=tuple(DraftOption(texts.of(a)) for a in answers))


_READERS: dict[str, Callable[[DraftItem, Node, _Texts], DraftItem]] = {
    "multichoice": _multichoice,
    "truefalse": _true_false,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "ordering": _ordering,
}
