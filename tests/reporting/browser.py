"""A headless Chromium, driven through its DevTools protocol; where there is none, there is no test.

Pages are opened from disk with the network turned off, as a reader would open a report.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from websockets.sync.client import ClientConnection, connect

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
_SECONDS = 30.0


def browsers() -> list[str]:
    """The first Chromium on the path, in a list; empty where there is none."""
    found = (shutil.which(name) for name in _NAMES)
    return [path for path in found if path][:1]


class Page:
    """One tab. `problems` collects what its console, its scripts and its policy complain of."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._number = 0
        self.problems: list[str] = []
        self.requested: list[str] = []
        for domain in ("Runtime", "Log", "Page", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the protocol and wait for its answer."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=_SECONDS))
            if message.get("id") == self._number:
                assert "error" not in message, message
                return dict(message["result"])
            self._note(message)

    def _note(self, message: dict[str, Any]) -> None:
        method, parameters = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.problems.append(json.dumps(parameters["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning"):
            self.problems.append(json.dumps(parameters["args"]))
        elif method == "Log.entryAdded" and parameters["entry"]["level"] in ("error", "warning"):
            self.problems.append(json.dumps(parameters["entry"]))
        elif method == "Network.requestWillBeSent":
            self.requested.append(parameters["request"]["url"].partition("#")[0])

    def open(self, file: Path, place: str = "") -> None:
        """Open a file from disk, at a place named after `#`, and wait until it has loaded."""
        self.send("Page.navigate", url="about:blank")
        self.wait("document.readyState === 'complete'")
        self.requested.clear()
        self.send("Page.navigate", url=file.resolve().as_uri() + place)
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self.send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + _SECONDS
        while not self.run(condition):
            assert time.monotonic() < end, f"never true: {condition}"
            time.sleep(0.02)

    def press(self, key: str) -> None:
        """Press and release a key."""
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key)

    def point(self, selector: str, click: bool = False) -> None:
        """Move the mouse to an element (its first line), and click it if asked."""
        place = f"document.querySelector({json.dumps(selector)})"
        self.run(f"{place}.scrollIntoView({{block: 'center'}})")
        x, y = self.run(
            f"(() => {{const box = {place}.getClientRects()[0];"
            "return [box.x + box.width / 2, box.y + box.height / 2];})()"
        )
        kinds = ["mouseMoved", "mousePressed", "mouseReleased"] if click else ["mouseMoved"]
        for kind in kinds:
            button = "none" if kind == "mouseMoved" else "left"
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button=button, clickCount=1)

    def screen(self, width: int, height: int, dark: bool = False) -> None:
        """Give the page a size in pixels, and a colour scheme."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme])

    def picture(self) -> bytes:
        """What the screen shows, as a PNG."""
        return base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"])


@contextmanager
def opened(browser: str) -> Iterator[Page]:
    """A browser with one page, gone at the end."""
    with TemporaryDirectory(prefix="citatbank-browser-", ignore_cleanup_errors=True) as profile:
        # The sandbox needs rights that root in a container does not have.
        as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        process = subprocess.Popen(
            [browser, *_OPTIONS, *as_root, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with connect(_page_address(Path(profile)), max_size=None, proxy=None) as socket:
                page = Page(socket)
                page.send("Network.emulateNetworkConditions", **_OFFLINE)
                yield page
        finally:
            process.terminate()
            process.wait(_SECONDS)


_OFFLINE = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}


def _page_address(profile: Path) -> str:
    """The address of the browser's one page, once the browser has written where it listens."""
    end = time.monotonic() + _SECONDS
    told = profile / "DevToolsActivePort"
    while not (told.is_file() and told.read_text().count("\n") >= 1):
        assert time.monotonic() < end, "the browser did not start"
        time.sleep(0.05)
    port, path = told.read_text().split("\n")[:2]
    with connect(f"ws://127.0.0.1:{port}{path}", proxy=None) as socket:
        while True:
            socket.send(json.dumps({"id": 1, "method": "Target.getTargets"}))
            answer = json.loads(socket.recv(timeout=_SECONDS))
            targets = answer.get("result", {}).get("targetInfos", [])
            pages = [target["targetId"] for target in targets if target["type"] == "page"]
            if pages:
                return f"ws://127.0.0.1:{port}/devtools/page/{pages[0]}"
            assert time.monotonic() < end, "the browser opened no page"
            time.sleep(0.05)
