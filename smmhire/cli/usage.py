"""Help and complaints about wrong use, in the language of the user.

typer and what it is built on speak English only. So help is written here from what typer knows of a command,
and what typer complains about is said again in our words.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

from smmhire.cli.arguments import EVERYWHERE
from smmhire.cli.output import listed, padded, width, wrapped
from smmhire.errors import UserError
from smmhire.texts import N_, _


class Command(TyperCommand):
    """A command whose help is in the current language; its texts are message ids."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help into `formatter`."""
        formatter.write("\n".join(_help_of_command(self, ctx)) + "\n")


class Group(TyperGroup):
    """A group of commands whose help is in the current language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help into `formatter`."""
        formatter.write("\n".join(_help_of_group(self, ctx)) + "\n")


class GroupWithDefault(Group):
    """A group whose first command may go unnamed: `report ATTEMPT` is `report result ATTEMPT`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the first command's name in where none is given."""
        if args and args[0] not in self.commands and "--help" not in args:
            args = [next(iter(self.commands)), *args]
        return super().parse_args(ctx, args)


def group(help_text: str, kind: type[Group] = Group) -> typer.Typer:
    """A group of commands, to be added to the program or to another group."""
    made = typer.Typer(
        cls=kind, help=help_text, add_completion=False, rich_markup_mode=None, no_args_is_help=False,
        pretty_exceptions_enable=False,
    )  # fmt: skip
    # A group stays a group also with a single command.
    made.callback()(_nothing)
    return made


def _nothing() -> None:
    """Nothing holds for all commands of a group."""


def _help_of_command(command: TyperCommand, context: Any) -> Iterator[str]:
    arguments = [p for p in command.get_params(context) if isinstance(p, TyperArgument)]
    options = [p for p in command.get_params(context) if isinstance(p, TyperOption)]
    written = [_metavar(a) if a.required else f"[{_metavar(a)}]" for a in arguments]
    yield from _head(context.command_path, [*written, _("[options]")], command.help)
    yield from _section(_("Arguments"), [(_metavar(a), _(a.help or "")) for a in arguments])
    own = [(_option(option), _option_help(option)) for option in options if option.name != "help"]
    yield from _section(_("Options"), own)
    yield from _everywhere()


def _help_of_group(group: TyperGroup, context: Any) -> Iterator[str]:
    yield from _head(context.command_path, [_("COMMAND …")], group.help)
    # Groups first: they are the nouns that people look for.
    ordered = sorted(group.commands.items(), key=lambda entry: not isinstance(entry[1], TyperGroup))
    commands = [(name, _(command.help or "")) for name, command in ordered]
    yield from _section(_("Commands"), commands)
    yield from _everywhere()


def _head(path: str, pieces: list[str], help_text: str | None) -> Iterator[str]:
    yield f"{_('Usage:')} {' '.join([path, *pieces])}"
    yield ""
    yield from wrapped(_(help_text or ""))


def _everywhere() -> Iterator[str]:
    rows = [
        (f"{name} {_(metavar)}".strip() if metavar else name, _(text))
        for name, (metavar, text) in EVERYWHERE.items()
    ]
    yield from _section(_("Everywhere"), [*rows, ("--help", _("Show this help."))])


def _section(heading: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield heading
    columns = min(30, max(width(name) for name, _text in rows))
    for name, text in rows:
        first = f"  {padded(name, columns)}  "
        if width(name) > columns:
            yield f"  {name}"
            first = " " * (columns + 4)
        yield from listed(first, text)


def _metavar(param: TyperArgument | TyperOption) -> str:
    return _(param.metavar) if param.metavar else (param.name or "").upper()


def _option(option: TyperOption) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    return names if option.is_flag else f"{names} {_metavar(option)}"


def _option_help(option: TyperOption) -> str:
    text = _(option.help or "")
    return f"{text} {_('(needed)')}" if option.required else text


# What typer says of wrong use, and how we say it; the groups' names are the fields.
_COMPLAINTS: tuple[tuple[str, str], ...] = (
    (
        r"No such command '(?P<name>.*?)'.*? Did you mean (?P<near>.*)\?",
        N_("There is no command “{name}”. Did you mean {near}?"),
    ),
    (r"No such command '(?P<name>.*?)'", N_("There is no command “{name}”.")),
    (
        r"Invalid value for '(?P<name>.*?)': .*",
        N_("What was given for {name} is not possible."),
    ),
    (r"Missing command", N_("The command is missing.")),
    (
        r"No such option: (?P<name>\S+) \(Possible options: (?P<near>.*)\)",
        N_("There is no option {name}. Did you mean {near}?"),
    ),
    (r"No such option: (?P<name>\S+)", N_("There is no option {name}.")),
    (r"Option '(?P<name>.*?)' requires", N_("The option {name} needs a value.")),
    (r"Option '(?P<name>.*?)' does not take a value", N_("The option {name} takes no value.")),
    (r"Got unexpected extra argument\S* \((?P<names>.*)\)", N_("That is too much: {names}.")),
    (r"Missing argument '?(?P<name>[^']*?)'?\.", N_("{name} is missing.")),
    (r"Missing option '?(?P<name>[^']*?)'?\.", N_("The option {name} is missing.")),
)


@contextmanager
def said_by_typer() -> Generator[None]:
    """What typer complains about, as a UserError in the current language."""
    try:
        yield
    except TyperException as complaint:
        raise UserError(_in_our_words(complaint), _way_out(complaint)) from complaint


def _in_our_words(complaint: TyperException) -> str:
    param = getattr(complaint, "param", None)
    if type(complaint).__name__ == "MissingParameter" and isinstance(param, TyperArgument):
        return _("{name} is missing.", name=_metavar(param))
    said = complaint.format_message()
    for pattern, message in _COMPLAINTS:
        found = re.match(pattern, said)
        if found is not None:
            fields = {name: value.replace("'", "") for name, value in found.groupdict().items()}
            return _(message, **fields)
    return said


def _way_out(complaint: TyperException) -> str:
    context = getattr(complaint, "ctx", None)
    path = context.command_path if context is not None else "main.py"
    return _("“{command} --help” shows how it is used.", command=path)
