from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from typer.core import TyperGroup

from smmhire.cli.app import build_app
from tests.cli.conftest import Command


def commands(group: TyperGroup, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The names of all groups and commands."""
    for name, found in group.commands.items():
        yield (*path, name)
        if isinstance(found, TyperGroup):
            yield from commands(found, (*path, name))


ALL = [(), *commands(build_app())]
# Latin words that may stand in Bengali help: names of formats, codes and values to be typed as they are.
ALLOWED = {
    "main", "py", "SMM", "Hire", "JSON", "PDF", "CSV", "TSV", "XLSX", "SOC", "Ask", "A", "Manager", "smm",
    "ask-a-manager", "E-W", "E-P", "ST-K", "P", "US", "NY", "BD", "BDT", "USD", "all", "on", "off", "bn",
    "en", "gross", "net", "unknown", "hybrid", "remote", "on_site", "experience", "hour", "day", "week",
    "month", "year", "project", "duties", "ordering", "content", "backups", "short", "full", "GIFT", "Moodle",
    "XML", "Aiken", "QTI", "yaml", "gift", "moodle", "qti", "csv", "json", "model", "a", "b", "c", "pl",
    "grm", "key", "person", "group", "xlsx", "angoff", "hofstee", "jsonld", "text", "html", "pdf",
    "JSON-LD", "ESCO", "O", "NET", "FULL_TIME", "PART_TIME", "invited", "tested", "interviewed", "offer",
    "hired", "declined", "work_sample", "gate", "top", "stage", "Resume", "json-resume", "join", "skip",
    "email", "merged", "note", "both", "added", "name", "TXT", "world-bank-ppp", "PPP",
    "intern", "junior", "specialist", "manager", "senior", "head", "unstated", "level", "title", "country",
    "city", "engagement", "source", "quarter", "any", "auto", "index", "list", "jwt", "png", "zip",
    "PNG", "JPEG", "classic", "modern", "plain",
}  # fmt: skip


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_has_help(command: Command, path: tuple[str, ...]) -> None:
    said = command(*path, "--help", "--lang", "en")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"Usage: main.py {' '.join(path)}".rstrip())
    assert "--json" in said.out


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_bengali_help_has_no_english_words(command: Command, path: tuple[str, ...]) -> None:
    said = command(*path, "--help", "--lang", "bn")
    assert said.code == 0
    plain = re.sub(r"--[\w-]+|SMMHIRE_\w+", "", said.out)
    names = {name for names in ALL for name in names}
    words = set(re.findall(r"[A-Za-z]+(?:[-_][A-Za-z]+)*", plain)) - ALLOWED - names
    assert words == set()


def test_without_arguments_for_a_command_group_the_command_is_missing(command: Command) -> None:
    said = command("pay", "--lang", "en")
    assert said.code == 2
    assert said.err == "The command is missing. “main.py pay --help” shows how it is used.\n"


@pytest.mark.parametrize(
    ("arguments", "english", "bengali"),
    [
        (["vacanci"], "There is no command “vacanci”. Did you mean vacancy?", "“vacanci” নামে কোনো কমান্ড নেই"),
        (["zzzzz"], "There is no command “zzzzz”.", "“zzzzz” নামে কোনো কমান্ড নেই।"),
        (["vacancy", "show"], "VACANCY is missing.", "শূন্যপদ দেওয়া হয়নি।"),
        (["rank"], "The option --vacancy is missing.", "--vacancy অপশনটি দেওয়া হয়নি।"),
        (["doctor", "x"], "That is too much: x.", "এটুকু বেশি হয়ে গেছে: x।"),
        (["doctor", "--zzzzz"], "There is no option --zzzzz.", "--zzzzz নামে কোনো অপশন নেই।"),
        (["backup", "--ou"], "There is no option --ou. Did you mean --out?", "--ou নামে কোনো অপশন নেই।"),
        (["backup", "--out"], "The option --out needs a value.", "--out অপশনের একটি মান লাগে।"),
        (
            ["attempt", "start", "--practice=1"],
            "The option --practice takes no value.",
            "--practice অপশনে কোনো মান দেওয়া যায় না।",
        ),
    ],
)
def test_wrong_use_is_said_in_the_language_of_the_user(
    command: Command, arguments: list[str], english: str, bengali: str
) -> None:
    for language, words in (("en", english), ("bn", bengali)):
        said = command(*arguments, "--lang", language)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith(words)
        assert "--help" in said.err


def test_a_mistake_of_the_program_is_written_to_the_log_and_told_apart(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smmhire.services import role
    from smmhire.settings import data_directory

    def broken() -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(role, "role", broken)
    said = command("role", "show")
    assert said.code == 3
    log_file = data_directory() / "logs" / "smmhire.log"
    assert str(log_file) in said.err
    assert "broken on purpose" in log_file.read_text("utf-8")


def test_a_command_that_goes_well_leaves_no_log_behind(command: Command) -> None:
    from smmhire.settings import data_directory

    assert command("role", "show").code == 0
    assert not data_directory().exists()
