"""The page in a browser, for somebody who opens it, pastes a code, chooses a file, or follows a link."""

from __future__ import annotations

import io
import json
from base64 import b64decode
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pypdf
import pytest

from tests.web.issuing import (
    BENGALI,
    NUMBER,
    OURS,
    Claims,
    badge,
    baked,
    certificate,
    code,
    other,
    png,
    withdrawn_list,
)
from tests.web.running import PAGE, Chromium

ADDRESS = PAGE.as_uri()
OPEN = {
    "en": "Unchanged since it was signed; by whom is still open",
    "bn": "স্বাক্ষরের পর অপরিবর্তিত; কার স্বাক্ষর, তা এখনো জানা নেই",
}
KNOWN = {
    "en": "Unchanged since it was signed, with the key you know",
    "bn": "স্বাক্ষরের পর অপরিবর্তিত, আপনার জানা চাবিতেই স্বাক্ষরিত",
}
FORGED = {
    "en": "Do not rely on this PDF: it was changed after it was signed",
    "bn": "এই পিডিএফের ওপর নির্ভর করবেন না: স্বাক্ষরের পর বদলানো হয়েছে",
}
TOP = "document.querySelector('#result h2')?.textContent"


def type_into(chromium: Chromium, field: str, text: str) -> None:
    chromium.evaluate(
        f"{{ const field = document.querySelector('#{field}'); field.value = {json.dumps(text)};"
        " field.dispatchEvent(new Event('input')); }"
    )


def wait_for_top(chromium: Chromium, text: str) -> None:
    chromium.wait(f"{TOP} === {json.dumps(text)}")


def said_by_the_browser(chromium: Chromium) -> list[str]:
    """Errors in the console, and what the policy forbade."""
    events = chromium.events
    entries: list[dict[str, Any]] = [
        one["params"]["entry"] for one in events if one["method"] == "Log.entryAdded"
    ]
    thrown = [str(one["params"]) for one in events if one["method"] == "Runtime.exceptionThrown"]
    return [entry["text"] for entry in entries] + thrown


def requests(chromium: Chromium) -> set[str]:
    sent = [
        one["params"]["request"]["url"]
        for one in chromium.events
        if one["method"] == "Network.requestWillBeSent"
    ]
    return {url.split("#")[0].split(",")[0] for url in sent}


@pytest.mark.parametrize("language", ["en", "bn"])
def test_a_link_with_a_code_is_checked_in_the_browsers_language(chromium: Chromium, language: str) -> None:
    chromium.open(f"{ADDRESS}#{quote(code(BENGALI), safe='')}", language=f"{language},ru;q=0.5")

    wait_for_top(chromium, OPEN[language])
    shown = chromium.result()
    assert "ফারহানা র‍্যাংকিন চৌধুরী" in shown
    assert NUMBER in shown
    assert OURS.fingerprint.replace("-", " ") in shown
    assert chromium.evaluate("document.documentElement.lang") == language
    assert said_by_the_browser(chromium) == []


def test_nothing_leaves_the_page_while_it_checks(chromium: Chromium, tmp_path: Path) -> None:
    file = tmp_path / "certificate.pdf"
    file.write_bytes(certificate())
    chromium.open(ADDRESS)
    chromium.choose(file)
    wait_for_top(chromium, OPEN["en"])
    type_into(chromium, "code", code())
    chromium.wait("document.querySelector('#result').innerText.includes('Code and badge belong together')")

    assert requests(chromium) <= {"about:blank", ADDRESS, "data:image/svg+xml"}
    assert said_by_the_browser(chromium) == []


def test_the_policy_stops_every_way_out(chromium: Chromium) -> None:
    """By what the browser says it has forbidden: without a network, asking would fail anyhow."""
    chromium.open(ADDRESS)
    stopped = chromium.evaluate("""(async () => {
      const stopped = [];
      document.addEventListener('securitypolicyviolation', (event) => stopped.push(event.effectiveDirective));
      const add = (name, fields) => document.body.append(Object.assign(document.createElement(name), fields));
      await fetch('https://example.org/').catch(() => {});
      add('img', { src: 'https://example.org/a.png' });
      add('link', { rel: 'stylesheet', href: 'https://example.org/a.css' });
      add('style', { textContent: 'body { color: red }' });
      add('iframe', { src: 'https://example.org/' });
      try { document.body.innerHTML = '<p>'; } catch {}
      try { add('script', { textContent: 'globalThis.isOut = true' }); } catch {}
      await new Promise((done) => setTimeout(done, 100));
      return globalThis.isOut ? [] : [...new Set(stopped)].sort();
    })()""")
    assert stopped == [
        "connect-src",
        "frame-src",
        "img-src",
        "require-trusted-types-for",
        "style-src-elem",
    ]


def test_files_are_read_and_can_be_taken_away_again(chromium: Chromium, tmp_path: Path) -> None:
    chromium.open(ADDRESS)
    (tmp_path / "badge.png").write_bytes(baked(badge()))
    (tmp_path / "list.jwt").write_text(withdrawn_list({NUMBER: "Issued by mistake"}))
    (tmp_path / "holiday.png").write_bytes(png())

    chromium.choose(tmp_path / "badge.png", tmp_path / "list.jwt")
    wait_for_top(chromium, "Withdrawn by its issuer")
    assert "Issued by mistake" in chromium.result()

    chromium.evaluate("document.querySelectorAll('#items button')[1].click()")
    wait_for_top(chromium, OPEN["en"])

    chromium.choose(tmp_path / "holiday.png")
    chromium.wait("document.querySelector('#result').innerText.includes('holiday.png: cannot be used')")
    assert "telephone's camera" in chromium.result() or "Neither a badge nor" in chromium.result()


@pytest.mark.parametrize("language", ["en", "bn"])
@pytest.mark.parametrize("width", [420, 1180])
def test_a_pdf_is_called_unchanged_only_where_all_of_it_is(
    chromium: Chromium, tmp_path: Path, language: str, width: int
) -> None:
    whole = certificate()
    for name, data in (("good.pdf", whole), ("forged.pdf", whole.replace(b"(74.7%", b"(94.7%"))):
        (tmp_path / name).write_bytes(data)
    chromium.open(ADDRESS, language=language, width=width)
    type_into(chromium, "fingerprint", OURS.fingerprint)

    chromium.choose(tmp_path / "good.pdf")
    wait_for_top(chromium, KNOWN[language])
    assert chromium.evaluate("document.querySelector('#result .verdict').classList.contains('good')")
    chromium.evaluate("document.querySelector('#items button').click()")
    chromium.choose(tmp_path / "forged.pdf")
    wait_for_top(chromium, FORGED[language])

    assert chromium.evaluate("document.querySelector('#result .verdict').classList.contains('bad')")
    first = chromium.evaluate("document.querySelector('.findings li').className")
    assert first == "bad", "of the pages, directly below the heading"
    assert chromium.evaluate("document.documentElement.scrollWidth") <= width
    assert said_by_the_browser(chromium) == []


def test_the_language_is_switched_without_losing_anything(chromium: Chromium) -> None:
    chromium.open(ADDRESS)
    type_into(chromium, "code", code(other(Claims(), purpose=0)))
    wait_for_top(chromium, OPEN["en"])
    assert "Practice result: self-assessment, unsupervised" in chromium.result()

    chromium.evaluate("document.querySelector('[data-language=bn]').click()")

    wait_for_top(chromium, OPEN["bn"])
    assert "অনুশীলনের ফল: আত্ম-মূল্যায়ন, তত্ত্বাবধান ছাড়া" in chromium.result()
    assert (
        chromium.evaluate("document.querySelector('[data-language=bn]').getAttribute('aria-pressed')")
        == "true"
    )
    assert chromium.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_a_typed_fingerprint_makes_the_key_known(chromium: Chromium) -> None:
    chromium.open(f"{ADDRESS}#{quote(code(), safe='')}")
    type_into(chromium, "fingerprint", "7K3F")
    chromium.wait("document.querySelector('#fingerprint-wrong').textContent !== ''")
    type_into(chromium, "fingerprint", OURS.fingerprint.lower())
    wait_for_top(chromium, "Unchanged since it was signed, with the key you know")
    assert chromium.evaluate("document.querySelector('#fingerprint-wrong').textContent") == ""


def test_a_changed_code_shows_no_field(chromium: Chromium) -> None:
    text = code()
    chromium.open(f"{ADDRESS}#{quote(text[:60] + ('A' if text[60] != 'A' else 'B') + text[61:], safe='')}")
    wait_for_top(chromium, "Do not rely on this: it was changed, or was not made by SMM Hire")
    assert "Candidate" not in chromium.result()


def test_foreign_markup_is_shown_as_text(chromium: Chromium) -> None:
    name = "<img src=x onerror=alert(1)><b>A</b>"
    chromium.open(f"{ADDRESS}#{quote(code(other(Claims(), holder=name)), safe='')}")
    wait_for_top(chromium, OPEN["en"])
    assert name in chromium.result()
    assert chromium.evaluate("document.querySelectorAll('#result img, #result b').length") == 0


def test_a_browser_without_such_signatures_is_told_so(chromium: Chromium) -> None:
    script = "crypto.subtle.importKey = async () => { throw new DOMException('', 'NotSupportedError'); };"
    added = chromium.send("Page.addScriptToEvaluateOnNewDocument", source=script)
    try:
        chromium.open(f"{ADDRESS}#{quote(code(), safe='')}")
        wait_for_top(chromium, "This cannot be checked")
        chromium.wait("!document.querySelector('#unsupported').classList.contains('hidden')")
        assert "SMM Hire" in chromium.evaluate("document.querySelector('#unsupported').textContent")
    finally:
        chromium.send("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])


def test_a_picture_of_the_code_is_read_where_the_browser_can(chromium: Chromium, tmp_path: Path) -> None:
    """The browser's own detector is played: whether there is one depends on the system."""
    script = (
        "globalThis.BarcodeDetector = class { static async getSupportedFormats() { return ['qr_code']; }"
        " async detect() { return [{ rawValue: 'https://example.org' }, { rawValue: "
        f"{json.dumps(code())} }}]; }} }};"
    )
    added = chromium.send("Page.addScriptToEvaluateOnNewDocument", source=script)
    try:
        chromium.open(ADDRESS)
        (tmp_path / "photo.png").write_bytes(png())
        chromium.choose(tmp_path / "photo.png")
        wait_for_top(chromium, OPEN["en"])
        assert "photo.png: text of the code" in chromium.evaluate(
            "document.querySelector('#items').innerText"
        )
    finally:
        chromium.send("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])


def test_a_check_prints_on_one_page_without_the_fields(chromium: Chromium) -> None:
    levels = tuple((index, 3, 0.7, 0.31) for index in range(8))
    chromium.open(f"{ADDRESS}#{quote(code(other(Claims(), levels=levels)), safe='')}", scheme="dark")
    wait_for_top(chromium, OPEN["en"])

    printed = chromium.send("Page.printToPDF", paperWidth=8.27, paperHeight=11.69, printBackground=True)

    (page,) = pypdf.PdfReader(io.BytesIO(b64decode(printed["data"]))).pages
    text = page.extract_text()
    assert NUMBER in text
    assert "Start again" not in text


@pytest.mark.parametrize("language", ["en", "bn"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen(chromium: Chromium, language: str, width: int) -> None:
    long = other(BENGALI, holder="অতিদীর্ঘনামধারীপ্রতিষ্ঠানেরপ্রতিনিধিবৃন্দ" * 2)
    for hash_part in ("", "#" + quote(code(long), safe="")):
        chromium.open(ADDRESS + hash_part, language=language, width=width)
        if hash_part:
            wait_for_top(chromium, OPEN[language])
        assert chromium.evaluate("document.documentElement.scrollWidth") <= width


def test_every_field_and_button_has_a_name_and_the_result_is_announced(chromium: Chromium) -> None:
    chromium.open(ADDRESS)
    nodes = chromium.send("Accessibility.getFullAXTree")["nodes"]
    controls = [node for node in nodes if node.get("role", {}).get("value") in {"textbox", "button"}]

    assert len(controls) >= 6
    assert all(node["name"]["value"] for node in controls)
    assert chromium.evaluate("document.querySelector('#result').getAttribute('aria-live')") == "polite"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out_from_their_ground(chromium: Chromium, scheme: str) -> None:
    """At least 4.5:1 (WCAG 2.2, AA)."""
    chromium.open(f"{ADDRESS}#{quote(code(), safe='')}", scheme=scheme)
    wait_for_top(chromium, OPEN["en"])
    pairs = chromium.evaluate(INKS_AND_GROUNDS)
    assert len(pairs) > 40
    for ink, ground, text in pairs:
        assert contrast(ink, ground) >= 4.5, (ink, ground, text)


INKS_AND_GROUNDS = """
[...document.querySelectorAll('body *')]
  .filter((one) => one.offsetParent)
  .filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
  .map((one) => {
    const grounds = [];
    for (let up = one; up; up = up.parentElement) grounds.push(getComputedStyle(up).backgroundColor);
    return [getComputedStyle(one).color, grounds.find((ground) => !ground.endsWith(', 0)')), one.textContent];
  })
"""


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
