"""How fast documents are made: one certificate beside four other makers of PDFs, 500 in a file, a report.

    python benchmarks/documents.py [--turns 5] [--pages 500] [--json]

Every maker draws the same A4 certificate: a name, a table of eight competencies, a code (`_certificate.py`).
Each turn of each is a process of its own, held on one core, and the makers take turns, so that a drift of the
machine's speed meets all; a ratio is the median of those of the turns. A maker that is not installed is left
out. The ratios count; the milliseconds are meant for an idle machine. `product` is the certificate the
program gives out: its page with the code, and, as `signed`, all it takes to sign badge, code and file.
Memory is what the process takes beyond what it took after its first file.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT, ROOT / "benchmarks"):
    sys.path.insert(0, str(folder))

from _certificate import MAKERS, certificate  # noqa: E402

WARM_UP = 4
REPORT_PAGES = 28
# What is to be kept: at most so many milliseconds, megabytes or seconds; at least so many times a peer.
MOST = {
    "certificate ms": 12.0,
    "product ms": 12.0,
    "signed ms": 50.0,
    "page of many ms": 6.0,
    "memory of many MB": 100.0,
    "report s": 0.6,
    "first file s": 0.7,
}
TIMES = {"typst": 1.4, "WeasyPrint": 10.0}


def milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


# ---- what a process of its own measures -----------------------------------------------------------------


def one_by_one(maker: str) -> dict[str, float]:
    """Files of one certificate each, no two alike."""
    _, make, count = MAKERS[maker]
    made = make()
    for number in range(WARM_UP):
        made.pages(1, number)
    taken = [milliseconds(lambda n=number: made.pages(1, n)) for number in range(WARM_UP, WARM_UP + count)]
    return {"ms": statistics.median(taken)}


def product(_maker: str) -> dict[str, float]:
    """The certificate the program gives out, to one person after the other: its page, and signed."""
    from datetime import UTC, datetime

    from smmhire.certificates.certificate import Certificate
    from smmhire.content import load_role
    from smmhire.reports.certificate import certificate_pdf
    from smmhire.services.credentials import sealed_pdf, signed
    from smmhire.signing.keys import new_issuer, unlock
    from tests.reports import build

    role, now = load_role(), datetime.now(UTC)
    signer = unlock(new_issuer("নিয়োগকর্তা ক", "four words make a lock", now), "four words make a lock")
    made = [build.certificate("bn", holder=certificate(number).holder) for number in range(40)]
    codes = [signed(one, signer, now, role).code for one in made]

    def page(one: Certificate, code: str) -> None:
        certificate_pdf(one, role, "bn", code=code, fingerprint=signer.issuer.fingerprint)

    def whole(one: Certificate) -> None:
        sealed_pdf(one, signed(one, signer, now, role), "bn", None, signer, now)

    pages = [milliseconds(lambda o=one, c=code: page(o, c)) for one, code in zip(made, codes, strict=True)]
    wholes = [milliseconds(lambda o=one: whole(o)) for one in made]
    return {"ms": statistics.median(pages[WARM_UP:]), "signed": statistics.median(wholes[WARM_UP:])}


def many(pages: str) -> dict[str, float]:
    """One file of many certificates."""
    made = MAKERS["ours"][1]()
    made.pages(1, 0)
    before = peak_megabytes()
    taken = milliseconds(lambda: made.pages(int(pages), 1))
    return {"ms": taken / int(pages), "MB": peak_megabytes() - before}


def peak_megabytes() -> float:
    unit = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def report(_maker: str) -> dict[str, float]:
    """A long report of headings, paragraphs and tables, in Bengali, with page numbers and an outline."""
    long_report(1)  # warms up
    return {"s": milliseconds(lambda: long_report(2)) / 1000}


def long_report(seed: int) -> bytes:
    from pypdf import PdfReader
    from reportlab.platypus import PageBreak

    from smmhire.reports.document import report_canvas
    from smmhire.reports.style import TEXT_WIDTH, ruled_table, styles
    from smmhire.reports.typography import DocumentTemplate, Paragraph, cell
    from tests.reports.typography.words import BENGALI, SENTENCES

    look, story = styles(), list[Any]()
    for page in range(REPORT_PAGES):
        words = BENGALI[(page * 11 + seed) % 150 :]
        story += [
            Paragraph(f"{words[0]} {words[1]}", look.heading),
            *(
                Paragraph(" ".join([*words[start : start + 25], SENTENCES[start % 4]]), look.body)
                for start in (0, 25, 50)
            ),
            ruled_table(
                [("যোগ্যতা", False), ("বর্ণনা", False), ("মান", True)],
                [
                    [
                        cell(words[row], look.cell),
                        cell(" ".join(words[row : row + 8]), look.cell),
                        cell(f"{row * page} ± ০.৩", look.cell_right),
                    ]
                    for row in range(12)
                ],
                [120, TEXT_WIDTH - 200, 80],
            ),
            PageBreak(),
        ]
    buffer = BytesIO()
    document = DocumentTemplate(buffer, title="প্রতিবেদন", author="SMM Hire", language="bn")
    document.build(story, canvasmaker=report_canvas("প্রতিবেদন", "SMM Hire"))
    data = buffer.getvalue()
    if seed == 1:
        assert len(PdfReader(BytesIO(data)).pages) >= REPORT_PAGES
    return data


def first(_maker: str) -> dict[str, float]:
    """The first file of a process, as the time of day when it is there."""
    MAKERS["ours"][1]().pages(1, 0)
    return {"at": time.time()}


WORK: dict[str, Callable[[str], dict[str, float]]] = {
    "one by one": one_by_one,
    "product": product,
    "many": many,
    "report": report,
    "first": first,
}


def hold_on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


# ---- turns ----------------------------------------------------------------------------------------------


def turn(work: str, what: str = "") -> dict[str, float]:
    """What a process of its own finds."""
    began = time.time()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, str(Path(__file__).resolve()), "--work", work, "--what", what]
    finished = subprocess.run(command, capture_output=True, text=True, env=environment)
    if finished.returncode:
        raise RuntimeError(f"{work} {what}: {finished.stderr[-2000:]}")
    found: dict[str, float] = json.loads(finished.stdout.splitlines()[-1])
    if "at" in found:
        found["s"] = found["at"] - began
    return found


def measure(turns: int, pages: int) -> dict[str, Any]:
    """Medians of ours and of the makers, and the ratios."""
    makers = [name for name, (module, _, _) in MAKERS.items() if importlib.util.find_spec(module)]
    times: dict[str, list[float]] = {name: [] for name in makers}
    ours: dict[str, list[float]] = {name: [] for name in MOST}
    for _ in range(turns):
        for name in makers:
            times[name].append(turn("one by one", name)["ms"])
        ours["certificate ms"].append(times["ours"][-1])
        given_out = turn("product")
        ours["product ms"].append(given_out["ms"])
        ours["signed ms"].append(given_out["signed"])
        together = turn("many", str(pages))
        ours["page of many ms"].append(together["ms"])
        ours["memory of many MB"].append(together["MB"])
        ours["report s"].append(turn("report")["s"])
        ours["first file s"].append(turn("first")["s"])
    return {
        "ours": {name: statistics.median(values) for name, values in ours.items()},
        "median_ms": {name: statistics.median(values) for name, values in times.items()},
        "ratio": {
            name: statistics.median(a / b for a, b in zip(values, times["ours"], strict=True))
            for name, values in times.items()
            if name != "ours"
        },
    }


def main() -> int:
    """Measure and print; the exit code says whether the targets are met."""
    parser = argparse.ArgumentParser(description="How fast documents are made, beside other makers of PDFs.")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--work", choices=list(WORK), help=argparse.SUPPRESS)
    parser.add_argument("--what", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        hold_on_one_core()
        print(json.dumps(WORK[options.work](options.what)))
        return 0
    found = measure(options.turns, options.pages)
    missed = [name for name, most in MOST.items() if found["ours"][name] > most]
    missed += [name for name, times in TIMES.items() if found["ratio"].get(name, times) < times]
    if options.json:
        print(json.dumps({**found, "target_most": MOST, "target_times": TIMES}))
        return 1 if missed else 0
    for name, most in MOST.items():
        print(f"{name:20}{found['ours'][name]:9.2f}   (target {most:g})")
    print(f"\n{'one certificate':20}{'ms':>9}{'times ours':>12}{'target':>8}")
    for name, taken in found["median_ms"].items():
        ratio = f"{found['ratio'][name]:12.1f}" if name in found["ratio"] else " " * 12
        print(f"{name:20}{taken:9.1f}{ratio}{TIMES.get(name, ''):>8}")
    if missed:
        print(f"\nmissed: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
