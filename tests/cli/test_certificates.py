"""Issuers, signatures, checks and withdrawals by commands, over data of two sides that know nothing of each
other but what is handed over."""

from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf
import pytest

from smmhire.bootstrap import open_program
from smmhire.services import assessments, certificates, credentials, issuer_keys
from smmhire.settings import RESOURCES
from tests.cli.conftest import Command
from tests.services.answering import take

LOCK = "four words make a lock"
OTHER = "পাঁচটি শব্দ দিয়ে তালা"
FINGERPRINT = re.compile(r"(?:[0-9A-Z]{4}-){7}[0-9A-Z]{4}")


@pytest.fixture
def lock(tmp_path: Path) -> str:
    file = tmp_path / "lock"
    file.write_text(LOCK + "\n", encoding="utf-8")
    return str(file)


@pytest.fixture
def other_lock(tmp_path: Path) -> str:
    file = tmp_path / "other lock"
    file.write_text(OTHER + "\r\nnot this line\n", encoding="utf-8")
    return str(file)


@pytest.fixture
def issuer(command: Command, lock: str) -> str:
    """The fingerprint of the issuer “Shop”."""
    made = command("certificate", "issuer", "new", "Shop", "--passphrase-file", lock, "--json")
    assert made.code == 0, made.err
    return made.json["fingerprint"]


@pytest.fixture
def attempt() -> str:
    """The id of a finished attempt."""
    program = open_program()
    form = replace(assessments.practice_form(), item_ids=assessments.practice_form().item_ids[:12])
    done = take(form, "প্রার্থী ক", 1.0, program.unit_of_work)
    program.close()
    return str(done.attempt_id)


@pytest.fixture
def handed_over(command: Command, issuer: str, attempt: str, lock: str, tmp_path: Path) -> dict[str, str]:
    """What the holder of a signed certificate has: its number, PDF, badge and code."""
    pdf, badge = tmp_path / "certificate.pdf", tmp_path / "badge.jwt"
    issued = command(
        *("certificate", "issue", attempt, "--out", str(pdf), "--issuer", "Shop"),
        *("--passphrase-file", lock, "--json"),
    )
    assert issued.code == 0, issued.err
    assert issued.json["is_signed"] is True
    number = issued.json["number"]
    assert command("certificate", "badge", number, "--out", str(badge)).code == 0  # it is signed already
    program = open_program()
    kept = credentials.of_certificate(
        certificates.get(number, unit_of_work=program.unit_of_work), unit_of_work=program.unit_of_work
    )
    program.close()
    assert kept is not None
    return {"number": number, "pdf": str(pdf), "badge": str(badge), "code": kept.code, "issuer": issuer}


@pytest.fixture
def elsewhere(tmp_path: Path) -> tuple[str, str]:
    """Options by which a command works on somebody else's data."""
    return "--data-dir", str(tmp_path / "somebody else")


# -- issuers -----------------------------------------------------------------------------------------
def test_an_issuer_is_made_listed_and_only_once(command: Command, lock: str) -> None:
    said = command("certificate", "issuer", "list", "--lang", "en")
    assert said.out == "There is no issuer of your own yet. “certificate issuer new” makes one.\n"
    made = command("certificate", "issuer", "new", "Shop", "--passphrase-file", lock, "--lang", "en")
    assert made.code == 0 and "Nobody can restore a lost passphrase" in made.out
    found = FINGERPRINT.search(made.out)
    assert found is not None
    (own,) = command("certificate", "issuer", "list", "--json").json["own"]
    assert (own["fingerprint"], own["name"], own["retired_at"]) == (found[0], "Shop", None)
    again = command("certificate", "issuer", "new", "Shop", "--passphrase-file", lock, "--lang", "en")
    assert again.code == 2 and "There is an issuer already: “Shop”." in again.err


def test_a_passphrase_comes_from_a_file_the_environment_or_a_terminal(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    said = command("certificate", "issuer", "new", "Shop", "--lang", "en")
    assert said.code == 2 and "Give it with --passphrase-file, or in SMMHIRE_PASSPHRASE." in said.err
    terminal = StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", terminal)
    typed = iter([LOCK, "four words make a clock", LOCK, LOCK])
    monkeypatch.setattr("smmhire.cli.passphrase.getpass", lambda _question: next(typed))
    said = command("certificate", "issuer", "new", "Shop", "--lang", "en")
    assert said.code == 2 and "The two passphrases are not the same." in said.err
    assert command("certificate", "issuer", "new", "Shop").code == 0
    monkeypatch.setenv("SMMHIRE_PASSPHRASE", "short")
    said = command("certificate", "issuer", "rotate", "Shop", "--lang", "en")
    assert said.code == 2 and "is not right" in said.err


def test_a_changed_passphrase_opens_and_the_exported_file_keeps_the_old_one(
    command: Command, issuer: str, lock: str, other_lock: str, tmp_path: Path
) -> None:
    copy = str(tmp_path / "shop.smmissuer")
    assert command("certificate", "issuer", "export", "--out", copy).code == 0
    assert LOCK not in Path(copy).read_text(encoding="utf-8")
    change = ("certificate", "issuer", "passphrase", "--passphrase-file")
    assert command(*change, other_lock, "--new-passphrase-file", lock).code == 2
    assert command(*change, lock, "--new-passphrase-file", other_lock).code == 0
    assert command(*change, lock, "--new-passphrase-file", other_lock).code == 2
    restore = ("certificate", "issuer", "restore", copy, "--json", "--passphrase-file")
    assert command(*restore, other_lock).code == 2
    back = command(*restore, lock).json
    assert (back["fingerprint"], back["is_new"], back["is_current"]) == (issuer, False, True)
    assert command(*change, lock, "--new-passphrase-file", other_lock).code == 0


def test_an_exported_issuer_signs_again_on_another_computer(
    command: Command, issuer: str, lock: str, tmp_path: Path, elsewhere: tuple[str, str]
) -> None:
    copy = str(tmp_path / "shop.smmissuer")
    command("certificate", "issuer", "export", "--out", copy)
    back = command("certificate", "issuer", "restore", copy, "--passphrase-file", lock, "--json", *elsewhere)
    assert (back.json["fingerprint"], back.json["is_new"], back.json["is_current"]) == (issuer, True, True)


def test_where_the_passphrase_is_lost_a_new_issuer_signs_and_nothing_announces_it(
    command: Command, issuer: str, other_lock: str, tmp_path: Path
) -> None:
    made = command(
        *("certificate", "issuer", "new", "Shop", "--instead-of-lost"),
        *("--passphrase-file", other_lock, "--json"),
    )
    assert made.code == 0 and made.json["fingerprint"] != issuer
    own = command("certificate", "issuer", "list", "--json").json["own"]
    assert [one["retired_at"] is None for one in own] == [True, False]
    said = command("certificate", "issuer", "announce", "--out", str(tmp_path / "a.jwt"), "--lang", "en")
    assert said.code == 2 and "There is nothing to announce" in said.err


# -- checking ----------------------------------------------------------------------------------------
def test_each_part_is_checked_by_somebody_who_knows_nobody(
    command: Command,
    handed_over: dict[str, str],
    elsewhere: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    verify = ("certificate", "verify")
    for file in (handed_over["badge"], handed_over["pdf"]):
        said = command(*verify, file, *elsewhere, "--json")
        assert said.code == 1
        assert said.json["conclusion"] == "unknown_issuer"
        assert said.json["issuer"]["fingerprint"] == handed_over["issuer"]
    monkeypatch.setattr("sys.stdin", StringIO(handed_over["code"] + "\n"))
    said = command(*verify, "-", *elsewhere, "--lang", "en")
    assert said.code == 1
    for text in (
        "Who signed is not known here",
        "Compare it with the paper:",
        "  Holder: প্রার্থী ক".lower(),
        handed_over["number"],
        f"Fingerprint of the issuer: {handed_over['issuer']}",
    ):
        assert text in said.out
    assert "valid." not in said.out


def test_a_file_that_was_gone_on_with_is_found_out(
    command: Command, handed_over: dict[str, str], tmp_path: Path
) -> None:
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(Path(handed_over["pdf"]).read_bytes() + b"\n% more")
    said = command("certificate", "verify", str(changed), "--json")
    assert (said.code, said.json["conclusion"]) == (1, "changed")
    found = {one["kind"]: one["integrity"] for one in said.json["parts"]}
    assert found == {"pdf": "appended", "badge": "intact", "code": "intact"}


def test_an_issuer_is_accepted_by_the_fingerprint_they_gave(
    command: Command, handed_over: dict[str, str], lock: str, elsewhere: tuple[str, str], tmp_path: Path
) -> None:
    trust = ("certificate", "issuer", "trust", handed_over["badge"], *elsewhere, "--fingerprint")
    wrong = command(*trust, "0000-1111-2222-3333-4444-5555-6666-7777", "--lang", "en")
    assert wrong.code == 2 and "This is not the fingerprint of the issuer who has signed here." in wrong.err
    given = handed_over["issuer"].replace("-", " ").lower()
    accepted = command(*trust, given, "--note", "by telephone", "--json").json
    assert (accepted["name"], accepted["note"]) == ("Shop", "by telephone")
    verify = ("certificate", "verify", handed_over["badge"], *elsewhere)
    said = command(*verify, "--json")
    # Whether it was withdrawn is not known before their list is here.
    assert (said.code, said.json["conclusion"]) == (1, "genuine")
    listed = str(tmp_path / "list.jwt")
    command("certificate", "withdrawn", "--out", listed, "--passphrase-file", lock)
    command("certificate", "take-in", listed, *elsewhere)
    said = command(*verify, "--lang", "en")
    assert said.code == 0 and "! " not in said.out and "• Valid until" in said.out
    assert said.out.startswith("Nothing was changed since a known issuer")
    command(*trust, given, "--name", "Somebody else")
    said = command(*verify, "--lang", "en")
    assert said.code == 1 and "! The key is known here as “Somebody else”" in said.out
    assert command("certificate", "issuer", "distrust", given, *elsewhere).code == 0
    assert command(*verify).code == 1


def test_a_changed_file_makes_nobody_known(
    command: Command, handed_over: dict[str, str], elsewhere: tuple[str, str], tmp_path: Path
) -> None:
    data = bytearray(Path(handed_over["pdf"]).read_bytes())
    data[len(data) // 3] ^= 1
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(data)
    trust = ("certificate", "issuer", "trust", str(changed), "--lang", "en", *elsewhere, "--fingerprint")
    said = command(*trust, handed_over["issuer"])
    assert said.code == 2 and "The fingerprint is the right one, but this is not as it was issued" in said.err
    assert "another certificate of theirs" in said.err
    assert command("certificate", "issuer", "list", "--json", *elsewhere).json["trusted"] == []
    checked = command("certificate", "verify", str(changed), "--lang", "en")
    assert "• Its term ends on" in checked.out and "Valid until" not in checked.out


def test_a_name_is_asked_for_where_the_certificate_gives_none(
    command: Command, issuer: str, attempt: str, elsewhere: tuple[str, str], tmp_path: Path
) -> None:
    pdf = tmp_path / "c.pdf"
    program = open_program()
    at = program.unit_of_work
    signer = issuer_keys.unlock(LOCK, unit_of_work=at)
    paper = certificates.issue(UUID(attempt), "", unit_of_work=at)
    pdf.write_bytes(credentials.signed_pdf(paper, "en", signer, unit_of_work=at))
    program.close()
    trust = ("certificate", "issuer", "trust", str(pdf), "--fingerprint", issuer, *elsewhere)
    said = command(*trust, "--lang", "en")
    assert said.code == 2 and "The certificate names no issuer. Say with --name" in said.err
    assert command(*trust, "--name", "Shop", "--json").json["name"] == "Shop"


def test_one_learns_of_a_withdrawal_by_the_list_that_was_handed_over(
    command: Command, handed_over: dict[str, str], lock: str, elsewhere: tuple[str, str], tmp_path: Path
) -> None:
    given, badge = handed_over["issuer"], handed_over["badge"]
    command("certificate", "issuer", "trust", badge, "--fingerprint", given, *elsewhere)
    number = handed_over["number"].lower().replace("-", " ")
    said = command("certificate", "withdraw", number, "--reason", "By mistake", "--as", "HR", "--lang", "en")
    assert said.code == 0 and "is withdrawn. Others learn of it by your list" in " ".join(said.out.split())
    assert command("certificate", "withdraw", number, "--reason", "Again").code == 2
    assert command("certificate", "show", number).code == 1
    assert command("certificate", "verify", badge, *elsewhere, "--json").json["conclusion"] == "genuine"
    listed = str(tmp_path / "list.jwt")
    command("certificate", "withdrawn", "--out", listed, "--passphrase-file", lock)
    hint = command("certificate", "verify", listed, *elsewhere, "--lang", "en")
    assert hint.code == 2 and not hint.out
    assert "list of withdrawn certificates in the name of “Shop”, not a certificate" in hint.err
    assert "Take it in by “certificate take-in”." in hint.err
    back = command("certificate", "take-in", badge, *elsewhere, "--lang", "en")
    assert back.code == 2 and "it is checked, not taken in. Check it by “certificate verify”." in back.err
    taken = command("certificate", "take-in", listed, *elsewhere, "--json").json
    assert (taken["fingerprint"], taken["is_new"]) == (given, True)
    said = command("certificate", "verify", badge, *elsewhere, "--json")
    assert (said.code, said.json["conclusion"]) == (1, "withdrawn")
    assert said.json["withdrawn"]["reason"] == "By mistake"
    assert command("certificate", "reinstate", number, "--as", "HR").code == 0
    assert command("certificate", "verify", badge).code == 0
    assert command("certificate", "reinstate", number).code == 2


def test_whoever_knows_the_old_issuer_follows_its_announcement(
    command: Command,
    handed_over: dict[str, str],
    lock: str,
    other_lock: str,
    elsewhere: tuple[str, str],
    tmp_path: Path,
) -> None:
    new = command(
        *("certificate", "issuer", "rotate", "Shop 2", "--passphrase-file", lock),
        *("--new-passphrase-file", other_lock, "--json"),
    ).json
    announced = str(tmp_path / "announced.jwt")
    assert command("certificate", "issuer", "announce", "--out", announced).code == 0
    checked = command("certificate", "verify", announced, "--lang", "en")
    assert checked.code == 2 and "announcement of a new issuer named “Shop 2”" in checked.err
    trust = ("certificate", "issuer", "trust", announced, "--fingerprint", new["fingerprint"])
    asked = command(*trust, *elsewhere, "--lang", "en")
    assert asked.code == 2 and "Take it in by “certificate take-in”." in asked.err
    stranger = command("certificate", "take-in", announced, *elsewhere, "--lang", "en")
    assert stranger.code == 2 and "is not known here" in stranger.err
    command(
        *("certificate", "issuer", "trust", handed_over["badge"], "--fingerprint", handed_over["issuer"]),
        *elsewhere,
    )
    assert command("certificate", "take-in", announced, *elsewhere).code == 0
    known = command("certificate", "issuer", "list", "--json", *elsewhere).json["trusted"]
    assert {one["fingerprint"] for one in known} == {handed_over["issuer"], new["fingerprint"]}
    assert command("certificate", "verify", handed_over["badge"]).code == 0  # what the old one signed holds


def test_without_an_issuer_certificates_say_that_nobody_can_check_them(
    command: Command, attempt: str, tmp_path: Path
) -> None:
    said = command("certificate", "issue", attempt, "--out", str(tmp_path / "c.pdf"), "--lang", "en")
    assert said.code == 0 and "It is not signed, so nobody can check it." in said.out
    checked = command("certificate", "verify", str(tmp_path / "c.pdf"), "--json")
    assert (checked.code, checked.json["conclusion"]) == (1, "not_signed")


@pytest.mark.parametrize(
    "name, content, says",
    [
        ("notes.txt", b"hello", "This is no certificate"),
        ("badge.json", b'{"a": 1}', "A badge as readable JSON carries no signature"),
        ("photo.png", b"\x89PNG\r\n\x1a\n broken", "There is no QR code of a certificate"),
        ("noise.bin", bytes(range(256)), "This is no certificate"),
    ],
)
def test_what_is_no_certificate_is_wrong_use(
    name: str, content: bytes, says: str, command: Command, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    said = command("certificate", "verify", str(tmp_path / name), "--lang", "en")
    assert said.code == 2 and says in said.err


# -- after another issuer has followed ----------------------------------------------------------------
def rotated(command: Command, lock: str, other_lock: str) -> str:
    """The fingerprint of “Shop 2”, which has followed “Shop”."""
    made = command(
        *("certificate", "issuer", "rotate", "Shop 2", "--passphrase-file", lock),
        *("--new-passphrase-file", other_lock, "--json"),
    )
    assert made.code == 0, made.err
    return made.json["fingerprint"]


def test_the_list_of_an_issuer_that_was_followed_can_still_be_written(
    command: Command,
    handed_over: dict[str, str],
    lock: str,
    other_lock: str,
    elsewhere: tuple[str, str],
    tmp_path: Path,
) -> None:
    number, old = handed_over["number"], handed_over["issuer"]
    command("certificate", "issuer", "trust", handed_over["badge"], "--fingerprint", old, *elsewhere)
    new = rotated(command, lock, other_lock)
    said = command("certificate", "withdraw", number, "--reason", "By mistake", "--lang", "en")
    assert said.out.count("--issuer") == 1
    assert f"--issuer {old}" in said.out  # the list of the one that signs now would not name it
    listed = str(tmp_path / "list.jwt")
    write = ("certificate", "withdrawn", "--out", listed, "--passphrase-file")
    wrong = command(*write, other_lock, "--json").json
    assert wrong["withdrawn"] == []
    assert wrong["left_out"] == [{"fingerprint": old, "issuer": "Shop", "numbers": [number]}]
    text = " ".join(command(*write, other_lock, "--lang", "en").out.split())
    assert text.startswith("This issuer has withdrawn nothing. Written:")
    assert f"Not in it, since “Shop” has signed them: {number}." in text
    assert "its list cannot be signed any more" in text
    assert command(*write, other_lock, "--issuer", old).code == 2
    right = command(*write, lock, "--issuer", old.lower(), "--json").json
    assert [one["number"] for one in right["withdrawn"]] == [number] and right["left_out"] == []
    assert command("certificate", "take-in", listed, *elsewhere, "--json").json["fingerprint"] == old
    checked = command("certificate", "verify", handed_over["badge"], *elsewhere, "--json").json
    assert checked["conclusion"] == "withdrawn"
    of_new = command("certificate", "withdrawn", "--issuer", new, "--json").json
    assert (of_new["withdrawn"], of_new["file"]) == ([], None)
    said = command("certificate", "reinstate", number, "--lang", "en")
    assert f"still name it. Write a new one: certificate withdrawn --out FILE --issuer {old}" in " ".join(
        said.out.split()
    )


def test_a_withdrawn_certificate_that_nobody_signed_is_said_to_be_in_no_list(
    command: Command, issuer: str, attempt: str, lock: str, tmp_path: Path
) -> None:
    out = str(tmp_path / "c.pdf")
    number = command("certificate", "issue", attempt, "--out", out, "--unsigned", "--json").json["number"]
    said = command("certificate", "withdraw", number, "--reason", "By mistake", "--lang", "en")
    assert "It was never signed, so no list names it" in " ".join(said.out.split())
    listed = command(
        *("certificate", "withdrawn", "--out", str(tmp_path / "list.jwt")),
        *("--passphrase-file", lock, "--lang", "en"),
    )
    assert f"In no list, since they were never signed: {number}." in " ".join(listed.out.split())


def test_what_an_issuer_that_was_followed_has_signed_is_printed_again_or_signed_anew(
    command: Command,
    handed_over: dict[str, str],
    attempt: str,
    lock: str,
    other_lock: str,
    tmp_path: Path,
) -> None:
    old, new = handed_over["issuer"], rotated(command, lock, other_lock)
    out = tmp_path / "again.pdf"
    # No name is given: it is that of the certificate before, not of the issuer that signs now.
    issue = ("certificate", "issue", attempt, "--out", str(out))

    def signed_by(*options: str) -> str:
        said = command(*issue, *options, "--json")
        assert (said.code, said.json["number"]) == (0, handed_over["number"]), said.err
        checked = command("certificate", "verify", str(out), "--json")
        assert checked.json["conclusion"] == "genuine"
        return checked.json["issuer"]["fingerprint"]

    said = command(*issue, "--lang", "en")  # before anybody is asked for a passphrase
    assert said.code == 2 and f"“--issuer-key {old}” prints it again" in said.err
    assert "“--sign-anew”" in said.err and not out.exists()
    assert signed_by("--issuer-key", old, "--passphrase-file", lock) == old
    assert signed_by("--sign-anew", "--passphrase-file", other_lock) == new
    assert signed_by("--passphrase-file", other_lock) == new
    said = command(*issue, "--issuer-key", old, "--issuer", "Another", "--lang", "en")
    assert said.code == 2 and "has signed nothing new since" in said.err
    withdraw = ("certificate", "withdraw", handed_over["number"], "--reason", "By mistake")
    said = " ".join(command(*withdraw, "--lang", "en").out.split())
    # Both lists: a copy of what the earlier one had signed is still about.
    assert "by your list: certificate withdrawn --out FILE." in said
    assert f"had signed are found by its list: certificate withdrawn --out FILE --issuer {old}." in said
    assert command("certificate", "reinstate", handed_over["number"], "--json").json["lists"] == [new, old]
    said = command(*issue, "--unsigned", "--sign-anew", "--lang", "en")
    assert said.code == 2 and "--unsigned cannot be given with" in said.err


def test_a_lost_passphrase_is_answered_with_the_commands_that_work(
    command: Command, issuer: str, lock: str, other_lock: str, tmp_path: Path
) -> None:
    for wrong in (
        ("withdrawn", "--out", str(tmp_path / "list.jwt")),
        ("issuer", "passphrase", "--new-passphrase-file", lock),
    ):
        said = command("certificate", *wrong, "--passphrase-file", other_lock, "--lang", "en")
        assert said.code == 2 and "“certificate issuer new NAME --instead-of-lost”" in said.err
        assert "“certificate issuer restore FILE”" in said.err
    said = command("certificate", "issuer", "new", "Shop", "--lang", "en")  # nobody was asked for one
    assert said.code == 2 and "“certificate issuer new NAME --instead-of-lost”" in said.err
    rotated(command, lock, other_lock)
    said = command(
        *("certificate", "withdrawn", "--out", str(tmp_path / "list.jwt"), "--issuer", issuer),
        *("--passphrase-file", other_lock, "--lang", "en"),
    )
    assert said.code == 2 and "nothing can be signed by this issuer any more" in said.err
    assert "--instead-of-lost" not in said.err  # another one has followed it


# -- what a certificate says, and when there is none ---------------------------------------------------
def test_without_an_employer_a_certificate_names_whoever_signs_it(
    command: Command, issuer: str, attempt: str, lock: str, tmp_path: Path
) -> None:
    out = str(tmp_path / "c.pdf")
    issue = ("certificate", "issue", attempt, "--out", out, "--passphrase-file", lock, "--json")
    first = command(*issue).json
    assert (first["issuer"], first["is_signed"]) == ("Shop", True)
    assert command(*issue, "--issuer", " ").json["number"] == first["number"]


def test_a_withdrawn_certificate_is_not_given_out_again(
    command: Command, handed_over: dict[str, str], attempt: str, tmp_path: Path
) -> None:
    number, out = handed_over["number"], tmp_path / "again.pdf"
    command("certificate", "withdraw", number, "--reason", "By mistake")
    for again in (
        ("issue", attempt, "--issuer", "Shop", "--out", str(out)),
        ("issue", attempt, "--issuer", "Shop", "--unsigned", "--out", str(out)),
        ("badge", number, "--out", str(tmp_path / "again.jwt")),
    ):
        said = command("certificate", *again, "--lang", "en")
        assert said.code == 2 and f"The certificate {number} is withdrawn since" in said.err
    assert not out.exists() and not (tmp_path / "again.jwt").exists()
    command("certificate", "reinstate", number)
    assert command("certificate", "badge", number, "--out", str(tmp_path / "again.jwt")).code == 0


def test_what_asks_for_a_signature_says_first_that_nobody_can_sign(
    command: Command, attempt: str, lock: str, tmp_path: Path
) -> None:
    out = str(tmp_path / "c.pdf")
    number = command("certificate", "issue", attempt, "--out", out, "--json").json["number"]
    for asked in (
        ("badge", number, "--out", str(tmp_path / "b.jwt")),
        ("withdrawn", "--out", str(tmp_path / "l.jwt")),
        ("issuer", "rotate", "Shop"),
        ("issuer", "passphrase"),
        ("issuer", "export", "--out", str(tmp_path / "i.smmissuer")),
        ("issuer", "new", "Shop", "--instead-of-lost"),
    ):
        said = command("certificate", *asked, "--lang", "en")
        assert (said.code, said.err) == (
            2,
            "There is no issuer yet. “certificate issuer new NAME” makes one: it signs your certificates.\n",
        )
    unsigned = ("certificate", "issue", attempt, "--out", out, "--unsigned", "--lang", "en")
    assert "“certificate issuer new” makes an issuer" in " ".join(command(*unsigned).out.split())
    command("certificate", "issuer", "new", "Shop", "--passphrase-file", lock)
    said = command(*unsigned)
    assert "It is not signed" in said.out and "certificate issuer new" not in said.out


@pytest.mark.parametrize("ended", [EOFError, KeyboardInterrupt])
def test_whoever_ends_the_question_for_a_passphrase_ends_the_command(
    ended: type[BaseException], command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(_question: str) -> str:
        raise ended

    terminal = StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", terminal)
    monkeypatch.setattr("smmhire.cli.passphrase.getpass", end)
    said = command("certificate", "issuer", "new", "Shop", "--lang", "en")
    assert (said.code, said.err.strip()) == (130, "")


def test_files_of_another_kind_and_contradictions_are_refused(
    command: Command, issuer: str, attempt: str, lock: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = ("certificate", "issue", attempt, "--passphrase-file", lock, "--lang", "en", "--out")
    for name in ("c.docx", "certificate"):
        said = command(*issue, str(tmp_path / name))
        assert said.code == 2 and "Give the file the ending .pdf." in said.err
        assert not (tmp_path / name).exists()
    before = command("certificate", "look", "--json").json
    look = ("certificate", "look", "--design", "plain", "--logo", str(RESOURCES / "badge.png"), "--no-logo")
    said = command(*look, "--lang", "en")
    assert said.code == 2 and "--logo and --no-logo contradict each other" in said.err
    assert command("certificate", "look", "--json").json == before
    said = command("certificate", "look", "--design", "plain", "--lang", "en")
    assert "Design: plain, for grey printers (plain)\n" in said.out  # the name, and the word to type

    usual = Path.open

    def refuse(path: Path, *arguments: Any, **more: Any) -> Any:
        if str(path) == lock:
            raise PermissionError(13, "Permission denied")
        return usual(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", refuse)
    said = command(*issue, str(tmp_path / "c.pdf"))
    assert said.code == 2 and "You may not read the file" in said.err


def test_a_copy_of_another_issuer_is_not_replaced(
    command: Command, issuer: str, lock: str, other_lock: str, tmp_path: Path
) -> None:
    copy = str(tmp_path / "shop.smmissuer")
    export = ("certificate", "issuer", "export", "--lang", "en", "--out", copy)
    assert command(*export).code == command(*export).code == 0
    kept = Path(copy).read_bytes()
    rotated(command, lock, other_lock)
    said = command(*export)
    assert said.code == 2 and f"another issuer, “Shop” ({issuer}), so it was not replaced" in said.err
    assert Path(copy).read_bytes() == kept
    assert command(*export, "--issuer", issuer).code == 0


def test_a_copy_of_keys_is_told_for_what_it_is(command: Command, issuer: str, tmp_path: Path) -> None:
    copy = str(tmp_path / "keys.json")
    assert command("certificate", "issuer", "export", "--out", copy).code == 0
    for words in (("verify", copy), ("take-in", copy), ("issuer", "trust", copy, "--fingerprint", issuer)):
        said = command("certificate", *words, "--lang", "en")
        assert said.code == 2 and not said.out
        assert "This is a copy of an issuer's keys" in said.err and "Keep it safe" in said.err


def test_a_pdf_of_another_program_may_be_a_copy_of_a_certificate(command: Command, tmp_path: Path) -> None:
    pdf = tmp_path / "other.pdf"
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(pdf)
    said = command("certificate", "verify", str(pdf), "--lang", "en")
    assert said.code == 1
    assert "It may be a copy, made by anybody, or no certificate at all." in " ".join(said.out.split())


@pytest.mark.parametrize("words", [("show",), ("withdraw", "--reason", "By mistake")])
def test_nobody_is_sent_to_ask_themselves_about_an_unknown_number(
    words: tuple[str, ...], command: Command, issuer: str
) -> None:
    said = command("certificate", words[0], "SMM-2026-7K3F-Q9XD-Z", *words[1:], "--lang", "en")
    told = " ".join((said.out + said.err).split())
    assert said.code in (1, 2) and "check the file: that says who signed it." in told
    assert "ask its issuer" not in told
