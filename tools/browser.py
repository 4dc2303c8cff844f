"""Pages in Chromium, for the tools that look at the documentation; no package is needed.

The browser speaks the DevTools protocol over a pipe: JSON, each message ended by a zero byte; it reads from descriptor
3 and answers on 4.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
SIZES: Final = {"desktop": (1280, 900), "phone": (390, 844)}
"""Widths and heights that pages are looked at in."""
PAPER: Final = (740, 1040)
"""Those in which a web page is drawn like a page of paper."""
_READING, _WRITING = 3, 4


def find_browser() -> str | None:
    """Return where the browser is installed; None where it is not."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@attrs.define
class Browser:
    """A running browser with one page."""

    _input: int
    _output: int
    _session: str = ""
    _number: int = 0
    _rest: bytes = b""

    def ask(self, method: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - the protocol's own
        """Return the browser's answer to a call of the protocol."""
        self._number += 1
        call: dict[str, Any] = {"id": self._number, "method": method, "params": given}
        if self._session:
            call["sessionId"] = self._session
        os.write(self._input, json.dumps(call).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                result: dict[str, Any] = answer["result"]
                return result

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            self._rest += os.read(self._output, 1 << 20)
        message, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer

    def begin(self) -> None:
        """Open the page that everything happens in."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable")

    def look(self, size: str, *, is_dark: bool) -> None:
        """Choose the size of the screen, and whether the reader wants it dark."""
        width, height = SIZES.get(size, PAPER)
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=size == "phone",
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])
        self.ask("Emulation.setScrollbarsHidden", hidden=size not in SIZES)

    def open(self, page: Path) -> None:
        """Go to a page, and wait until it is there."""
        self.ask("Page.navigate", url=page.absolute().as_uri())
        waiting = "new Promise(go => document.readyState == 'complete' ? go(1) : addEventListener('load', () => go(1)))"
        self.run(waiting)

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
        """Return what a script gives, once it is done."""
        result = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(str(result["exceptionDetails"]))
        return result["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key, such as ``Tab``."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27}
        facts = {"key": key, "code": key, "windowsVirtualKeyCode": codes[key]}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **facts)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **facts)

    def draw(self) -> bytes:
        """Return what is on the screen as a picture (PNG)."""
        return base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"])


@contextlib.contextmanager
def open_browser() -> Iterator[Browser]:
    """Run a browser without a window, with a profile of its own that is gone afterwards."""
    program = find_browser()
    if program is None:
        raise FileNotFoundError(" or ".join(NAMES))
    to_browser, from_browser = os.pipe(), os.pipe()

    def connect() -> None:
        for here, there in ((to_browser[0], _READING), (from_browser[1], _WRITING)):
            os.dup2(here, there)

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"]
        process = subprocess.Popen(  # noqa: S603 - the browser of this machine
            [*command, f"--user-data-dir={profile}", "about:blank"],
            preexec_fn=connect,  # noqa: PLW1509 - the protocol wants these two descriptors, and nothing runs beside
            pass_fds=(_READING, _WRITING),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            browser = Browser(input=to_browser[1], output=from_browser[0])
            browser.begin()
            yield browser
        finally:
            process.terminate()
            process.wait()
            for end in (*to_browser, *from_browser):
                os.close(end)
