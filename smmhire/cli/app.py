"""All commands, put together."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from typer.core import TyperGroup
from typer.main import get_command

from smmhire.cli.usage import group
from smmhire.texts import N_

if TYPE_CHECKING:
    import typer

HELP = N_(
    "SMM Hire: hiring and assessing social media marketing managers. Without a command the window opens. "
    "Exit codes: 0 fine, 1 a finding, 2 wrong use or input."
)

# What each group is for, and the modules that register its commands.
_GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "role": (N_("What an SMM manager is."), ("role",)),
    "vacancy": (N_("Describe jobs, and have them reviewed."), ("vacancy",)),
    "item": (N_("The questions of the bank."), ("item",)),
    "candidate": (N_("Those who apply."), ("candidate", "candidate_files", "duplicates", "dossier")),
    "interview": (N_("What is asked in interviews."), ("interview",)),
    "scorecard": (N_("Interviews and work samples, rated."), ("scorecard",)),
    "attempt": (N_("Take an assessment, and see its result."), ("attempt",)),
    "pay": (
        N_("What is paid, and where an offer stands."),
        ("pay_data", "pay_mapping", "pay", "pay_routes", "pay_entry", "market"),
    ),
    "log": (N_("Who decided what, when and why."), ("decision_log",)),
    "certificate": (
        N_("Issue certificates, and check them."),
        ("certificate", "certificate_check", "certificate_batch", "issuer"),
    ),
}
_WITHOUT_GROUP = ("rank", "documents", "upkeep", "demo")


def build_app(wanted: str | None = None) -> TyperGroup:
    """The program's commands; its `main` runs one of them, with `obj=Session(…)`.

    wanted: the first word that was typed. Where that is a group, only its commands are there, and the others
    by name alone: reading the signatures of all commands takes longer than most of them work.
    """
    app = group(HELP)
    for name, (help_text, modules) in _GROUPS.items():
        made = group(help_text)
        if wanted in (None, name):
            _register(made, modules)
        app.add_typer(made, name=name)
    if wanted not in _GROUPS:
        _register(app, _WITHOUT_GROUP)
    built = get_command(app)
    assert isinstance(built, TyperGroup)
    return built


def _register(app: typer.Typer, modules: tuple[str, ...]) -> None:
    for name in modules:
        register: Callable[[typer.Typer], None] = import_module(f"smmhire.cli.{name}").register
        register(app)
