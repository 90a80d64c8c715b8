from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from smmhire.bootstrap import open_program
from smmhire.services import certificates
from tests.cli.conftest import Command, answer_all


def begin(command: Command, vacancy: str, name: str = "Candidate A") -> str:
    candidate = command("candidate", "add", name, "--vacancy", vacancy, "--json").json["id"]
    said = command("attempt", "start", "--vacancy", vacancy, "--candidate", candidate, "--json")
    assert said.code == 0, said.err
    assert said.json["taker_name"] == name
    return said.json["id"]


def test_an_attempt_is_for_practice_or_for_a_vacancy_and_says_which(command: Command, vacancy: str) -> None:
    practice = command(
        "attempt", "start", "--practice", "--name", "Candidate A", "--no-time-limit", "--json"
    ).json
    assert (practice["purpose"], practice["time_limit"], practice["items"]) == ("practice", None, 48)
    full = command(
        "attempt", "start", "--practice", "--length", "full", "--name", "Candidate A", "--json"
    ).json
    assert full["items"] == 88
    assessed = command(
        "attempt", "start", "--vacancy", vacancy, "--name", "Candidate A", "--supervised", "--json"
    ).json
    assert (assessed["purpose"], assessed["is_supervised"], assessed["items"]) == ("assessment", True, 22)
    for wrong, told in (
        ([], "--practice"),
        (["--practice", "--vacancy", vacancy], "--practice"),
        (["--practice", "--length", "endless"], "short, full"),
        (["--vacancy", vacancy, "--length", "full"], "Leave out --length"),
    ):
        said = command("attempt", "start", "--name", "Candidate A", *wrong)
        assert said.code == 2
        assert told in said.err
    assert command("attempt", "start", "--practice").code == 2


def test_the_next_open_question_is_shown_until_it_is_answered(command: Command, vacancy: str) -> None:
    attempt = begin(command, vacancy)
    first = command("attempt", "show", attempt, "--json").json
    assert first["number"] == 1
    assert first["answered"] == 0
    assert 0 < first["remaining_seconds"] <= first["attempt"]["time_limit"]
    item = first["question"]["id"]
    kept = command("attempt", "answer", attempt, item, "৩", "--json").json
    assert kept["answer"] == {"rating": 3}
    second = command("attempt", "show", attempt[-6:], "--json").json
    assert (second["number"], second["answered"]) == (2, 1)
    shown = command("attempt", "show", attempt, "--item", item, "--lang", "bn")
    assert "আপনার এখনকার উত্তর: ৩" in shown.out
    assert command("attempt", "answer", attempt, item, "-").code == 0
    assert command("attempt", "show", attempt, "--json").json["answered"] == 0


def test_an_answer_that_is_none_is_refused_and_the_one_before_stays(command: Command, vacancy: str) -> None:
    attempt = begin(command, vacancy)
    item = command("attempt", "show", attempt, "--json").json["question"]["id"]
    command("attempt", "answer", attempt, item, "4")
    assert command("attempt", "answer", attempt, item, "9").code == 2
    assert command("attempt", "answer", attempt, "XX-99", "a").code == 2
    assert command("attempt", "show", attempt, "--item", item, "--json").json["answer"] == {"rating": 4}


def test_a_finished_attempt_has_a_result_and_takes_no_answers(command: Command, vacancy: str) -> None:
    attempt = begin(command, vacancy)
    answer_all(command, attempt, is_right=True)
    said = command("attempt", "result", attempt)
    assert said.code == 2
    finished = command("attempt", "finish", attempt, "--json").json
    assert finished["percent_correct"] == pytest.approx(1.0)
    assert finished["answered"] == finished["asked"] == 20
    assert [c["id"] for c in finished["competencies"]] == ["strategy", "content"]
    assert finished["competencies"][1]["is_must_have"] is True
    assert finished["competencies"][0]["self_rating"] == 3
    assert command("attempt", "result", attempt, "--json").json == finished
    words = command("attempt", "result", attempt, "--lang", "bn").out
    assert "১০০% সঠিক" in words
    item = command("attempt", "show", attempt, "--json").json["question"]["id"]
    refused = command("attempt", "answer", attempt, item, "a")
    assert refused.code == 2
    listed = command("attempt", "list", "--json").json
    assert [one["attempt_id"] for one in listed["finished"]] == [attempt]
    assert listed["unfinished"] == []


def test_attempts_under_way_are_listed_for_people(command: Command, vacancy: str) -> None:
    assert "no attempt yet" in command("attempt", "list").out
    attempt = begin(command, vacancy)
    said = command("attempt", "list", "--lang", "bn")
    assert attempt in said.out
    assert "শুরু" in said.out


def test_ranking_certificate_and_report_follow_from_attempts(
    command: Command, vacancy: str, tmp_path: Path
) -> None:
    able, unable = begin(command, vacancy, "Candidate A"), begin(command, vacancy, "প্রার্থী খ")
    command("candidate", "add", "Candidate C", "--vacancy", vacancy)
    for attempt, is_right in ((able, True), (unable, False)):
        answer_all(command, attempt, is_right=is_right)
        command("attempt", "finish", attempt)
    ranked = command("rank", "--vacancy", vacancy, "--json").json
    assert [one["name"] for one in ranked["ranked"]] == ["Candidate A", "প্রার্থী খ"]
    assert [one["gate"] for one in ranked["ranked"]] == ["passed", "failed"]
    assert [one["name"] for one in ranked["without_evidence"]] == ["Candidate C"]
    assert "প্রার্থী খ" in ranked["ranked"][1]["why_behind_previous"]
    words = command("rank", "--vacancy", vacancy, "--lang", "bn").out
    assert "এখনো মূল্যায়ন হয়নি: Candidate C" in words

    paper = tmp_path / "certificate.pdf"
    made = command(
        "certificate", "issue", able, "--issuer", "Employer", "--out", str(paper), "--lang", "bn", "--json"
    ).json
    assert paper.read_bytes().startswith(b"%PDF")
    assert made["holder"] == "Candidate A"
    found = command("certificate", "show", made["number"].lower().replace("-", " "), "--json")
    assert (found.code, found.json["number"]) == (0, made["number"])
    assert (found.json["is_known"], found.json["has_expired"]) == (True, False)
    assert "It holds." in command("certificate", "show", made["number"]).out

    for language in ("bn", "en"):
        report = tmp_path / f"report-{language}.pdf"
        said = command("report", able, "--out", str(report), "--lang", language, "--json")
        assert said.json == {"file": str(report), "bytes": len(report.read_bytes())}
        assert report.read_bytes().startswith(b"%PDF")
    plan = tmp_path / "plan.pdf"
    said = command("report", "plan", able, "--out", str(plan), "--json")
    assert said.json == {"file": str(plan), "bytes": len(plan.read_bytes())}
    named = tmp_path / "named.pdf"
    assert command("report", "result", able, "--out", str(named)).code == 0
    assert "plan" in command("report", "--help").out
    assert "--vacancy" in command("report", "plan", "--help").out
    missing = command("report", able, "--out", str(tmp_path / "nowhere" / "report.pdf"))
    assert missing.code == 2
    assert "nowhere" in missing.err


def test_a_certificate_that_was_not_issued_here_is_a_finding_and_a_mistyped_one_wrong_use(
    command: Command,
) -> None:
    from smmhire.certificates.number import EXAMPLE

    unknown = command("certificate", "show", EXAMPLE, "--json")
    assert unknown.code == 1
    assert unknown.json["is_known"] is False
    assert command("certificate", "show", EXAMPLE[:-1] + ("A" if EXAMPLE[-1] != "A" else "B")).code == 2
    assert command("certificate", "show", "hello").code == 2


def test_an_expired_certificate_is_a_finding(command: Command, vacancy: str) -> None:
    attempt = begin(command, vacancy)
    command("attempt", "finish", attempt)
    program = open_program()
    made = certificates.issue(
        UUID(attempt), "Employer", unit_of_work=program.unit_of_work, issued_on=date(2020, 2, 29)
    )
    program.close()
    said = command("certificate", "show", made.number)
    assert said.code == 1
    assert "expired" in said.out


def test_candidates_are_listed_deleted_and_brought_back(command: Command, vacancy: str) -> None:
    assert "no candidate yet" in command("candidate", "list").out
    made = command(
        "candidate", "add", "প্রার্থী ক", "--vacancy", vacancy[-6:], "--email", "a@example.org", "--phone", "1",
        "--note", "n", "--json",
    ).json  # fmt: skip
    listed = command("candidate", "list", "--vacancy", vacancy, "--json").json["candidates"]
    assert [(one["name"], one["email"]) for one in listed] == [("প্রার্থী ক", "a@example.org")]
    assert "প্রার্থী ক" in command("candidate", "list").out
    assert command("candidate", "delete", made["id"]).code == 0
    assert command("candidate", "list", "--json").json["candidates"] == []
    assert command("candidate", "undelete", made["id"]).code == 0
    assert len(command("candidate", "list", "--json").json["candidates"]) == 1
    assert command("candidate", "add", " ").code == 2


def test_a_result_scored_anew_tells_what_it_was_and_why(
    command: Command, vacancy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smmhire.assessment import ability

    attempt = begin(command, vacancy)
    answer_all(command, attempt, is_right=True)
    before = command("attempt", "finish", attempt, "--json").json
    assert before["former_results"] == [] and before["advisory"]["away_count"] == 0
    assert command("attempt", "rescore", attempt).code == 2, "without a reason"
    same = command("attempt", "rescore", attempt, "--reason", "a look", "--json").json
    assert same["former_results"] == []

    monkeypatch.setattr(ability, "SCORING_VERSION", ability.SCORING_VERSION + 1)
    after = command("attempt", "rescore", attempt, "--reason", "কী বদলেছে", "--json").json
    assert after["scoring_version"] == before["scoring_version"] + 1
    (former,) = after["former_results"]
    assert (former["percent_correct"], former["reason"]) == (before["percent_correct"], "কী বদলেছে")
    said = " ".join(command("attempt", "result", attempt, "--lang", "en").out.split())
    assert "Scored anew because: কী বদলেছে" in said
    assert "faster than the question can be read" not in said, "nobody took the time"


def test_a_result_tells_the_cut_score_of_its_form(command: Command, vacancy: str, tmp_path: Path) -> None:
    form = command("vacancy", "form", vacancy, "--json").json["form"]
    form["cut"] = 60
    path = tmp_path / "form.json"
    path.write_text(json.dumps(form), "utf-8")
    assert command("vacancy", "form", vacancy, "--set", str(path)).code == 0
    attempt = begin(command, vacancy)
    answer_all(command, attempt, is_right=True)
    found = command("attempt", "finish", attempt, "--json").json
    assert found["cut"]["cut"] == 0.6 and found["cut"]["standing"] == "reached"
    assert found["cut"]["chance"] > 0.8 and found["confidence"] is None
    assert "পাস নম্বর ৬০%" in command("attempt", "result", attempt, "--lang", "bn").out

    paper = ("certificate", "issue", attempt, "--issuer", "E", "--out", str(tmp_path / "c.pdf"))
    made = command(*paper, "--json").json
    assert made["cut"] == found["cut"]
    assert command("certificate", "show", made["number"], "--json").json["cut"] == found["cut"]
    assert "Cut score 60%: reached." in command("certificate", "show", made["number"], "--lang", "en").out
