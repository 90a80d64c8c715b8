"""One YAML file of content: reading it, checking it against a model, and saying where it is wrong.

Files are read without positions, which is quick; only when a file is wrong is it read again with them, to
name the line.
"""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast
from unicodedata import normalize

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator
from pydantic_core import ErrorDetails

from smmhire.bilingual import Bilingual
from smmhire.errors import UserError
from smmhire.texts import _, digits, language

Place = tuple[int | str, ...]
"""A way into a file: keys and list indexes from the top."""

NonEmpty = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
EntryId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$")]

# More than this many complaints about one file help nobody.
MOST_PROBLEMS = 5


class Model(BaseModel):
    """A mapping in a file: unknown fields are refused, and no value is bent into another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Text(Model):
    """A text in both languages."""

    en: NonEmpty
    bn: NonEmpty

    @model_validator(mode="after")
    def _is_translated(self) -> Text:
        if self.en == self.bn and " " in self.en and any(letter.isalpha() for letter in self.en):
            raise ValueError(_("The Bengali text is the English one."))
        return self

    def to_core(self) -> Bilingual:
        # One code-point order for every text (Bengali has letters with two spellings, য় for one), so that
        # words found in one place are found in another.
        return Bilingual(en=normalize("NFC", self.en), bn=normalize("NFC", self.bn))


class _KeyTwiceError(yaml.MarkedYAMLError):
    """`problem` is the key."""


class _NoValueError(yaml.MarkedYAMLError):
    """`problem` is what looks like a date or a number and is none."""


class _Loader(yaml.CSafeLoader):
    """The safe loader, which also refuses a key given twice: YAML would silently keep the second.

    And it says where a date stands that no calendar has, or a number of thousands of digits.
    """

    def _date(self, node: yaml.ScalarNode) -> object:
        return self._scalar(self.construct_yaml_timestamp, node)

    def _whole(self, node: yaml.ScalarNode) -> object:
        return self._scalar(self.construct_yaml_int, node)

    def _scalar(self, construct: Callable[[yaml.ScalarNode], object], node: yaml.ScalarNode) -> object:
        try:
            return construct(node)
        except ValueError:
            raise _NoValueError(problem=str(node.value)[:60], problem_mark=node.start_mark) from None

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = cast("dict[Any, Any]", super().construct_mapping(node, deep=deep))
        if len(mapping) != len(node.value):
            names = cast("list[yaml.Node]", [name for name, _value in node.value])
            values = [name.value for name in names]
            second = next(name for i, name in enumerate(names) if name.value in values[:i])
            raise _KeyTwiceError(problem=str(second.value), problem_mark=second.start_mark)
        return mapping


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader._date)  # pyright: ignore[reportPrivateUsage]
_Loader.add_constructor("tag:yaml.org,2002:int", _Loader._whole)  # pyright: ignore[reportPrivateUsage]

_Model = TypeVar("_Model", bound=BaseModel)


def read(path: Path, model: type[_Model]) -> _Model:
    """The content of the file as a checked `model`.

    Raises UserError where the file cannot be read, is not YAML, or is not what the model asks for.
    """
    text = _text_of(path)
    try:
        data: object = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UserError(_at(path, line, _yaml_problem(error)), _what_to_do()) from None
    except (yaml.YAMLError, RecursionError):
        # What has no line: a character that may not stand in YAML, brackets without end.
        raise UserError(_at(path, 1, _yaml_problem(None)), _what_to_do()) from None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise wrong(path, [_problem(each) for each in error.errors(include_url=False)]) from None


def wrong(path: Path, problems: Sequence[tuple[Place, str]]) -> UserError:
    """A UserError that names file, line, entry and field of each problem."""
    root = yaml.CSafeLoader(_text_of(path)).get_single_node()
    lines = [_describe(path, root, place, problem) for place, problem in problems[:MOST_PROBLEMS]]
    if len(problems) > MOST_PROBLEMS:
        lines.append(_("There are {count} more problems.", count=_plain(len(problems) - MOST_PROBLEMS)))
    return UserError("\n".join(lines), _what_to_do())


def _what_to_do() -> str:
    return _("Correct the file and try again.")


def _yaml_problem(error: yaml.MarkedYAMLError | None) -> str:
    if isinstance(error, _KeyTwiceError):
        return _("“{key}” stands here twice.", key=error.problem)
    if isinstance(error, _NoValueError):
        return _("“{value}” cannot stand here.", value=error.problem)
    problem = _("This is not valid YAML.")
    # The parser's own words help whoever wrote the file, but they are English.
    if language() == "en" and error is not None and error.problem:
        problem += f" ({error.problem})"
    return problem


def _at(path: Path, line: int, problem: str) -> str:
    return _("{file}, line {line}: {problem}", file=path.name, line=_plain(line), problem=problem)


def _plain(number: int) -> str:
    return digits(str(number))


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        what = _("{file} is not written in UTF-8.", file=path.name)
        raise UserError(what, _("Save the file as UTF-8 and try again.")) from None
    except FileNotFoundError:
        what = _("There is no file {file}.", file=path)
        raise UserError(what, _("Install the program again, or give the right file.")) from None
    except OSError:
        what = _("{file} cannot be read.", file=path)
        raise UserError(what, _("See whether you may read the file, and try again.")) from None


def _problem(error: ErrorDetails) -> tuple[Place, str]:
    """Place and complaint in the user's language; pydantic's own sentences are English."""
    place = tuple(error["loc"])
    context = error.get("ctx", {})
    match error["type"]:
        case "value_error":
            return place, str(context["error"])
        case "missing":
            return place, _("The field is missing.")
        case "union_tag_not_found":
            return (*place, "type"), _("The field is missing.")
        case "union_tag_invalid":
            return (*place, "type"), _("“{value}” cannot stand here.", value=context["tag"])
        case "extra_forbidden":
            return place, _("There is no such field.")
        case "string_too_short":
            return place, _("The text is empty.")
        case "too_short" | "too_long":
            return place, _("There are too few or too many entries.")
        case _:
            return place, _("“{value}” cannot stand here.", value=_shown(error["input"]))


def _shown(value: object) -> str:
    """The beginning of a value. Bounded in depth: aliases let a few lines stand for billions of entries."""
    return (value if isinstance(value, str) else reprlib.repr(value))[:60]


def _describe(path: Path, root: yaml.Node | None, place: Place, problem: str) -> str:
    line, entry, field = _find(root, place)
    if entry and field:
        return _(
            "{file}, line {line}, entry {entry}, field {field}: {problem}",
            file=path.name,
            line=_plain(line),
            entry=entry,
            field=field,
            problem=problem,
        )
    where = entry or field
    if where:
        return _(
            "{file}, line {line}, {where}: {problem}",
            file=path.name,
            line=_plain(line),
            where=where,
            problem=problem,
        )
    return _at(path, line, problem)


def _find(root: yaml.Node | None, place: Place) -> tuple[int, str, str]:
    """Line (from 1), id of the innermost entry with one in the file's top list, and the field within it.

    A step of `place` that is not in the file (a missing field; the name pydantic gives to the chosen kind
    of item) leaves the line where it is.
    """
    node, line, entry = root, (root.start_mark.line + 1 if root else 1), ""
    field: list[str] = []
    for depth, step in enumerate(place, start=1):
        child: yaml.Node | None = None
        if isinstance(step, int) and isinstance(node, yaml.SequenceNode) and step < len(node.value):
            child = cast("yaml.Node", node.value[step])
            line = child.start_mark.line + 1
            name = _id_of(child) or f"{step + 1}"
            if entry:
                field.append(name)
            else:
                entry, field = name, []
        elif isinstance(step, str) and isinstance(node, yaml.MappingNode):
            child = _value_of(node, step)
            if child is not None:
                line = child.start_mark.line + 1
            elif depth < len(place):
                continue
            field.append(step)
        node = child if child is not None else node
    return line, entry, ".".join(field)


def _value_of(node: yaml.MappingNode, key: str) -> yaml.Node | None:
    pairs = cast("list[tuple[yaml.Node, yaml.Node]]", node.value)
    return next((value for name, value in pairs if name.value == key), None)


def _id_of(node: yaml.Node) -> str:
    found = _value_of(node, "id") if isinstance(node, yaml.MappingNode) else None
    return str(found.value) if isinstance(found, yaml.ScalarNode) else ""
