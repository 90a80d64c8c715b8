"""XML from strangers: no document type, no entities, nothing fetched, bounded in depth and size.

Names are kept as QTI 2 and 3 have them in common: `qti-simple-choice` and `simpleChoice` are both
'simplechoice', the attributes `response-identifier` and `responseIdentifier` 'responseidentifier'.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from smmhire.errors import UserError
from smmhire.texts import _, digits, number

MAX_DEPTH = 100  # QTI items reach about 20
MAX_NODES = 500_000  # a question of Moodle has about 40; a node takes 250 bytes


@dataclass(slots=True)
class Node:
    """An element: children and texts in their order. `line` is that of its start tag."""

    tag: str
    attributes: dict[str, str]
    line: int
    namespace: str = ""
    content: list[Node | str] = field(default_factory=list["Node | str"])

    @property
    def children(self) -> Iterator[Node]:
        """The elements directly inside."""
        return (child for child in self.content if isinstance(child, Node))

    def all(self, *tags: str) -> Iterator[Node]:
        """The elements directly inside with one of these names."""
        return (child for child in self.children if child.tag in tags)

    def first(self, *tags: str) -> Node | None:
        """The first of them."""
        return next(self.all(*tags), None)

    def walk(self) -> Iterator[Node]:
        """This element and all inside it, in the order of the document."""
        waiting: list[Node] = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(list(node.children)))

    @property
    def text(self) -> str:
        """All text inside, as it stands."""
        parts: list[str] = []
        waiting: list[Node | str] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                parts.append(part)
            else:
                waiting.extend(reversed(part.content))
        return "".join(parts)

    def get(self, name: str, default: str = "") -> str:
        """An attribute."""
        return self.attributes.get(name, default)


class _TooLargeError(Exception):
    pass


class _Target:
    """Builds the tree as the parser meets the tags."""

    def __init__(self) -> None:
        self.parser: Any = None
        self.root: Node | None = None
        self._open: list[Node] = []
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= MAX_DEPTH or self._count > MAX_NODES:
            raise _TooLargeError
        namespace, local = _parted(tag)
        named = {_plain_name(_parted(name)[1]): value for name, value in attributes.items()}
        node = Node(_plain_name(local), named, int(self.parser.parser.CurrentLineNumber), namespace)
        if self._open:
            self._open[-1].content.append(node)
        else:
            self.root = node
        self._open.append(node)

    def end(self, _tag: str) -> None:
        self._open.pop()

    def data(self, text: str) -> None:
        self._open[-1].content.append(text)

    def close(self) -> None:
        """Asked for by the parser."""


def _parted(name: str) -> tuple[str, str]:
    namespace, mark, local = name.rpartition("}")
    return (namespace[1:], local) if mark else ("", name)


def _plain_name(local: str) -> str:
    return local.removeprefix("qti-").replace("-", "").lower()


def tree_of(content: bytes, name: str) -> Node:
    """The root element. Raises UserError, naming the line, where the content is no XML or more than XML."""
    target = _Target()
    parser = cast(
        "Any", DefusedXMLParser(target=target, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    )
    target.parser = parser
    try:
        parser.feed(content)
        parser.close()
    except ParseError as error:
        line = digits(str(error.position[0]))
        raise UserError(
            _("“{name}” is not valid XML: see line {line}.", name=name, line=line),
            _("Export the file again. Where you wrote it by hand, close every tag and write & as &amp;."),
        ) from None
    except DefusedXmlException:
        raise UserError(
            _(
                "“{name}” defines entities or a document type, which a file of questions never needs.",
                name=name,
            ),
            _("It is not read, as that can harm a computer. Get the file from where you trust it."),
        ) from None
    except _TooLargeError:
        raise UserError(
            _("“{name}” is nested deeper or has more parts than a file of questions has.", name=name),
            _("It is not read. Export the questions again, or in parts (at most {most} parts a file).",
              most=number(MAX_NODES)),
        ) from None  # fmt: skip
    except (ValueError, LookupError):
        raise UserError(
            _("The letters of “{name}” cannot be read: they are not in Unicode.", name=name),
            _("Save the file as UTF-8."),
        ) from None
    assert target.root is not None  # the parser raises where there is no element
    return target.root
