"""QTI 2 and 3: single items, and packages of them.

The versions hold the same under other names; `xml_tree` makes the names one. What marks by a standard
template, or by the patterns most programs write, is understood; of other marking the stated key is taken.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from smmhire.assessment.items import ItemType
from smmhire.errors import UserError
from smmhire.exchange.items.draft import DraftItem, DraftNumber, DraftOption, ItemImport, one_line
from smmhire.exchange.items.finish import Collector, Notes, decimal_of, number_of, weighed
from smmhire.exchange.items.packages import Package, inside, shown
from smmhire.exchange.items.plain import MOST_CHARACTERS, TextBuilder, plain
from smmhire.exchange.items.problems import LeftOut, NotImportable, Place
from smmhire.exchange.items.xml_tree import Node, tree_of
from smmhire.texts import _, number

ITEM = "assessmentitem"
MANIFEST = "imsmanifest.xml"
GAP = "_____"
_NAME = "QTI"

# Interactions that cannot come in -> kind of problems.KINDS.
_OTHER_INTERACTIONS = {
    "extendedtextinteraction": "essay",
    "uploadinteraction": "upload",
    "drawinginteraction": "drawing",
    "hotspotinteraction": "drawing",
    "selectpointinteraction": "drawing",
    "graphicorderinteraction": "drawing",
    "graphicassociateinteraction": "drawing",
    "graphicgapmatchinteraction": "drawing",
    "positionobjectinteraction": "drawing",
    "inlinechoiceinteraction": "drag",
    "gapmatchinteraction": "drag",
    "hottextinteraction": "drag",
    "associateinteraction": "associate",
    "sliderinteraction": "slider",
    "mediainteraction": "recording",
    "endattemptinteraction": "adaptive",
}
_READABLE = {"choiceinteraction", "orderinteraction", "matchinteraction", "textentryinteraction"}
# Parts of the body that candidates do not read as the question.
_ASIDE = {"feedbackblock", "feedbackinline", "modalfeedback", "rubricblock", "stylesheet", "cataloginfo",
          "templateblock", "templateinline", "printedvariable", "companionmaterialsinfo"}  # fmt: skip


def read_item(root: Node, file_name: str) -> ItemImport:
    """A single item. Never raises UserError: there is one question."""
    found = Collector(file_name, _NAME)
    found.take(_place(1, root, ""), lambda notes: _question(root, notes))
    return found.result()


def read_package(content: bytes, file_name: str) -> ItemImport:
    """The items of a package. Raises UserError where it cannot be read, or holds none."""
    package = Package(content, file_name)
    found = Collector(file_name, _NAME)
    listed, missing = _listed(package)
    number = 0
    for path in missing:
        number += 1
        place = Place(number, "", 0, shown(path))
        found.take(place, lambda _notes, path=path: _no_file(path))
    known = set(listed)
    others = [name for name in package.names if name not in known and name.lower().endswith(".xml")]
    for path in [*listed, *others]:
        is_listed = path in known
        if posixpath.basename(path).lower() == MANIFEST:
            continue
        content = package.bytes_of(path)
        if not is_listed and b"assessmentItem" not in content and b"qti-assessment-item" not in content:
            continue
        number += 1
        try:
            root = tree_of(content, posixpath.basename(path))
        except UserError as broken:
            place, said = Place(number, "", 0, shown(path)), broken.what
            found.take(place, lambda _notes, path=path, said=said: _broken_file(path, said))
            continue
        if root.tag != ITEM:
            number -= 1
            if is_listed:
                number += 1
                reason = _("it holds no question.")
                place = Place(number, "", 0, shown(path))
                found.take(place, lambda _notes, path=path, said=reason: _broken_file(path, said))
            continue
        place = _place(number, root, shown(path))
        if not is_listed and listed:
            found.note(place, "not_listed", detail=shown(path))
        found.take(place, lambda notes, root=root: _question(root, notes))
    return found.result()


def _no_file(path: str) -> DraftItem:
    raise LeftOut("no_file", detail=shown(path))


def _broken_file(path: str, said: str) -> DraftItem:
    raise LeftOut("broken_file", detail=shown(path), reason=said)


def _listed(package: Package) -> tuple[list[str], list[str]]:
    """The item files a manifest names, and those of them the package does not hold."""
    here: list[str] = []
    missing: list[str] = []
    for name in package.names:
        if posixpath.basename(name).lower() != MANIFEST:
            continue
        root = tree_of(package.bytes_of(name), MANIFEST)
        folder = posixpath.dirname(name)
        for resource in root.walk():
            if resource.tag != "resource" or not resource.get("type").startswith("imsqti_item"):
                continue
            reference = resource.get("href") or next((f.get("href") for f in resource.all("file")), "")
            path = inside(folder, reference)
            if path is None:
                raise UserError(
                    _("“{name}” holds a file that points out of the package: {file}", name=package.name,
                      file=shown(reference)),
                    _("It is not read, as that can harm a computer. Get the file from where you trust it."),
                )  # fmt: skip
            (here if path in package else missing).append(path)
    return list(dict.fromkeys(here)), list(dict.fromkeys(missing))


def _place(number: int, root: Node, file: str) -> Place:
    name = root.get("title") or root.get("identifier")
    return Place(number, shown(" ".join(name.split())), root.line if not file else 0, file)


# -- one item ----------------------------------------------------------------------------------------
@dataclass
class _Item:
    """An item while it is read: its parts, found once."""

    root: Node
    interaction: Node
    response: Node
    notes: Notes

    @property
    def processing(self) -> Node | None:
        return self.root.first("responseprocessing")

    @property
    def template(self) -> str:
        """'match_correct', 'map_response' …, or '' where there is none."""
        stated = self.processing.get("template") if self.processing is not None else ""
        return posixpath.basename(stated.rstrip("/")).removesuffix(".xml").lower()

    def text(self, node: Node, *, also: frozenset[str] = frozenset()) -> str:
        """The text inside, without the interaction and what is not for candidates."""
        builder = TextBuilder()
        _collect(node, builder, self.interaction, also)
        self.notes.media.extend(builder.media)
        text = builder.text
        if len(text) > MOST_CHARACTERS:
            raise LeftOut("too_long", most=number(MOST_CHARACTERS))
        return text


def _collect(node: Node, builder: TextBuilder, interaction: Node, also: frozenset[str]) -> None:
    """Walks the inside of `node`; `also`: parts to read that are otherwise left aside."""
    for part in node.content:
        if isinstance(part, str):
            builder.data(part)
        elif part is interaction and part.tag == "textentryinteraction":
            builder.line(f" {GAP} ")
        elif part is interaction:
            prompt = part.first("prompt")
            if prompt is not None:
                builder.line("\n")
                _collect(prompt, builder, interaction, also)
            builder.line("\n")
        elif part.tag not in _ASIDE - also and "smmhire-unit" not in part.get("class").split():
            builder.open(part.tag, part.attributes)
            _collect(part, builder, interaction, also)
            builder.close(part.tag)


def _question(root: Node, notes: Notes) -> DraftItem:
    body = root.first("itembody")
    if root.get("adaptive") == "true":
        raise NotImportable("adaptive")
    if root.first("templatedeclaration") is not None:
        raise NotImportable("calculated")
    interactions = [node for node in body.walk() if node.tag.endswith("interaction")] if body else []
    if body is None or not interactions:
        raise NotImportable("description")
    kinds = {node.tag for node in interactions}
    if len(interactions) > 1:
        raise NotImportable(
            "cloze" if kinds <= {"textentryinteraction", "inlinechoiceinteraction"} else "several"
        )
    interaction = interactions[0]
    if interaction.tag not in _READABLE:
        kind = _OTHER_INTERACTIONS.get(interaction.tag, "custom")
        raise NotImportable(kind, interaction.tag.removesuffix("interaction"))
    name = interaction.get("responseidentifier")
    response = next((d for d in root.all("responsedeclaration") if d.get("identifier") == name), None)
    if response is None:
        raise LeftOut("no_key")
    if root.first("stimulusref", "assessmentstimulusref") is not None:
        notes.add("shared_text")
    item = _Item(root, interaction, response, notes)
    identifier = one_line(plain(root.get("identifier")))
    draft = DraftItem(
        name=one_line(plain(root.get("title"))) or identifier,
        type=ItemType.SINGLE_CHOICE,
        stem=_stem(item, body),
        feedback=_feedback(item, body),
        identifier=identifier,
        category=one_line(plain(root.get("label"))),
        language=root.get("lang").strip() or None,
    )
    match interaction.tag:
        case "choiceinteraction":
            return _choice(item, draft)
        case "orderinteraction":
            return _order(item, draft)
        case "matchinteraction":
            return _match(item, draft)
        case _:
            return _number(item, draft, body)


def _stem(item: _Item, body: Node) -> str:
    """The text of the body; a gap that stands alone says nothing."""
    lines = item.text(body).split("\n")
    return plain("\n".join(line for line in lines if line.strip() != GAP))


def _feedback(item: _Item, body: Node) -> str:
    """What is said to those who mark, and feedback that belongs to no single choice."""
    choices = {node.get("identifier") for node in item.interaction.walk() if node.tag == "simplechoice"}
    found = [
        item.text(block)
        for block in body.walk()
        if block.tag == "rubricblock" and {"scorer", "tutor", "author"} & set(block.get("view").split())
    ]
    found += [
        item.text(block) for block in item.root.all("modalfeedback") if block.get("identifier") not in choices
    ]
    return plain("\n".join(dict.fromkeys(filter(None, found))))


def _values(node: Node | None) -> list[str]:
    return [" ".join(value.text.split()) for value in node.all("value")] if node is not None else []


def _key(item: _Item) -> list[str]:
    """The stated key. Other marking than by a template or a known pattern is noted."""
    if item.processing is not None and not item.template and not _is_known_pattern(item.processing):
        item.notes.add("own_marking")
    return _values(item.response.first("correctresponse"))


# Elements of the patterns in which programs write out the standard templates.
_PATTERN = {
    "responseprocessing", "responsecondition", "responseif", "responseelse", "match", "variable", "correct",
    "setoutcomevalue", "basevalue", "mapresponse", "isnull", "equal", "sum", "not",
}  # fmt: skip


def _is_known_pattern(processing: Node) -> bool:
    nodes = list(processing.walk())
    return {node.tag for node in nodes} <= _PATTERN and sum(node.tag == "match" for node in nodes) <= 1


def _mapping(item: _Item) -> dict[str, Decimal]:
    mapping = item.response.first("mapping")
    entries = mapping.all("mapentry") if mapping is not None else iter(())
    return {e.get("mapkey"): decimal_of(e.get("mappedvalue")) or Decimal(0) for e in entries}


def _identified(nodes: Iterator[Node]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for node in nodes:
        name = node.get("identifier")
        if name in found:
            raise LeftOut("choice_twice", detail=shown(name))
        found[name] = node
    return found


def _choice(item: _Item, draft: DraftItem) -> DraftItem:
    choices = _identified(n for n in item.interaction.walk() if n.tag == "simplechoice")
    key, mapping = _key(item), _mapping(item)
    single = item.response.get("cardinality", "single") == "single"
    if unknown := [name for name in key if name not in choices]:
        raise LeftOut("unknown_choice", detail=shown(unknown[0]))
    top = max(mapping.values(), default=Decimal(0))
    uses_mapping = bool(mapping) and top > 0 and item.template != "match_correct"
    if not key and uses_mapping:
        key = [n for n, value in mapping.items() if (value == top if single else value > 0)]
    found: list[tuple[DraftOption, Decimal]] = []
    for name, node in choices.items():
        option = DraftOption(item.text(node), feedback=_option_feedback(item, node, name))
        weight = Decimal(100 if name in key else 0)
        if uses_mapping and name not in key:
            weight = (
                min(Decimal("99.99999"), mapping.get(name, Decimal(0)) * 100 / top) if single else Decimal(0)
            )
        elif uses_mapping and not single:
            weight = mapping.get(name, Decimal(0)) * 100 / top or Decimal(100)
        found.append((option, weight.quantize(Decimal("1.00000"))))
    kind = ItemType.SINGLE_CHOICE if single else ItemType.MULTIPLE_RESPONSE
    return replace(draft, type=kind, options=weighed(found, single=single, notes=item.notes))


def _option_feedback(item: _Item, choice: Node, name: str) -> str:
    inline = [node for node in choice.walk() if node.tag == "feedbackinline"]
    modal = [node for node in item.root.all("modalfeedback") if node.get("identifier") == name]
    shown_for = [node for node in [*inline, *modal] if node.get("showhide", "show") == "show"]
    return plain("\n".join(filter(None, (item.text(node) for node in shown_for))))


def _order(item: _Item, draft: DraftItem) -> DraftItem:
    choices = _identified(n for n in item.interaction.walk() if n.tag == "simplechoice")
    key = _key(item)
    if sorted(key) != sorted(choices):
        raise LeftOut("incomplete_order" if key else "no_key")
    return replace(
        draft, type=ItemType.ORDERING, options=tuple(DraftOption(item.text(choices[name])) for name in key)
    )


def _match(item: _Item, draft: DraftItem) -> DraftItem:
    sets = list(item.interaction.all("simplematchset"))
    if len(sets) != 2:
        raise LeftOut("few_pairs")
    left = _identified(n for n in sets[0].walk() if n.tag == "simpleassociablechoice")
    right = _identified(n for n in sets[1].walk() if n.tag == "simpleassociablechoice")
    key = _key(item) or [pair for pair, value in _mapping(item).items() if value > 0]
    target: dict[str, str] = {}
    for pair in key:
        source, _space, goal = pair.partition(" ")
        if source in right and goal in left:  # some programs write pairs the other way round
            source, goal = goal, source
        if source not in left or goal not in right:
            raise LeftOut("unknown_choice", detail=shown(pair))
        if source in target:
            raise NotImportable("many_to_many")
        target[source] = goal
    if not target:
        raise LeftOut("no_key")
    if unused := [item.text(node) for name, node in right.items() if name not in target.values()]:
        item.notes.add("extra_targets", detail=", ".join(unused)[:200])
    options = tuple(
        DraftOption(item.text(node), match=item.text(right[target[name]]) if name in target else "")
        for name, node in left.items()
    )
    return replace(draft, type=ItemType.MATCHING, options=options)


def _number(item: _Item, draft: DraftItem, body: Node) -> DraftItem:
    key = _key(item) or [value for value, gain in _mapping(item).items() if gain > 0]
    kind = item.response.get("basetype")
    numbers = [decimal_of(value) for value in key]
    if kind not in ("float", "integer") and (not numbers or None in numbers):
        raise NotImportable("short_answer")
    if not key:
        raise LeftOut("no_answer_number")
    if len(key) > 1:
        raise NotImportable("several_numbers")
    units = [node.text for node in body.walk() if "smmhire-unit" in node.get("class").split()]
    value, tolerance = _tolerated(item, number_of(key[0]))
    unit = one_line(plain(units[0])) if units else ""
    return replace(draft, type=ItemType.NUMERIC, number=DraftNumber(value, tolerance, unit))


def _tolerated(item: _Item, value: Decimal) -> tuple[Decimal, Decimal]:
    """The value and its tolerance, from the first comparison in the marking that states one."""
    for node in item.processing.walk() if item.processing is not None else ():
        mode = node.get("tolerancemode")
        if node.tag != "equal" or mode not in ("absolute", "relative"):
            continue
        stated = [number_of(part) for part in node.get("tolerance").split()]
        if not stated:
            continue
        below, above = abs(stated[0]), abs(stated[-1])
        if mode == "relative":  # in percent of the value
            below, above = (abs(value) * part / 100 for part in (below, above))
        return value + (above - below) / 2, (below + above) / 2
    return value, Decimal(0)
