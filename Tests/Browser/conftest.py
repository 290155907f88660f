"""A real hub with the demo, and a real browser that complains about whatever a fan's browser would complain about."""

import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time

import pytest
from playwright.sync_api import sync_playwright

from fan import Corner, Web

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("STADION_PROGRAM", str(ROOT / ".build/debug/stadion"))
CHROMIUM = os.environ.get("STADION_CHROMIUM", "/usr/bin/chromium")
PICTURES = ROOT / "output/browser"
START_SECONDS = 120


@pytest.fixture(scope="session")
def hub():
    """The address of a hub that is filled with the demo, on a free port."""
    with tempfile.TemporaryDirectory(prefix="stadion-browser-") as folder, \
            open(pathlib.Path(folder) / "log", "w+", encoding="utf-8") as log:
        process = subprocess.Popen(
            [PROGRAM, "demo", "--port", "0", "--data", f"{folder}/data"],
            stdout=subprocess.PIPE, stderr=log, text=True, cwd=folder,
            env={name: value for name, value in os.environ.items() if not name.startswith("STADION_")})
        try:
            end = time.monotonic() + START_SECONDS
            address = None
            while address is None and time.monotonic() < end:
                line = process.stdout.readline()
                if not line:
                    break
                found = re.search(r"Stadion is open at (http://\S+)", line)
                address = found and found.group(1)
            if address is None:
                log.seek(0)
                pytest.exit(f"the hub did not open: {log.read()}", returncode=3)
            yield Web(address)
            log.seek(0)
            problems = [line for line in log if " error " in line or " critical " in line]
            assert problems == [], "the hub logged errors"
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watch:
    """A page, and everything that went wrong on it."""

    def __init__(self, page, hub):
        self.page, self.hub, self.problems = page, hub, []
        self.expected = {200}
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("requestfailed", self._failed)

    def go(self, path, status=200):
        """Opens a path of the hub, which must answer with this status."""
        self.expected = {status}
        answer = self.page.goto(self.hub.url + path)
        assert answer.status == status, f"{path} answered {answer.status}"
        return answer

    def _console(self, message):
        is_expected = max(self.expected) >= 400 and "Failed to load resource" in message.text
        if message.type in ("error", "warning") and not is_expected:
            self.problems.append(f"console: {message.text} at {self.page.url}")

    def _request(self, request):
        if not request.url.startswith((self.hub.url, "data:", "blob:")):
            self.problems.append(f"foreign host: {request.url}")

    def _response(self, response):
        if response.status >= 400 and response.status not in self.expected:
            self.problems.append(f"{response.status}: {response.url}")

    def _failed(self, request):
        # A page that is left before its last picture came gives up on it.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.problems.append(f"failed: {request.url} {request.failure}")


@pytest.fixture
def watch(chromium, hub):
    """Opens watched pages; whatever any of them complained about fails the test."""
    opened = []

    def open_page(**options):
        options.setdefault("viewport", {"width": 390, "height": 844})
        context = chromium.new_context(**options)
        context.set_default_timeout(20_000)
        watched = Watch(context.new_page(), hub)
        opened.append((context, watched))
        return watched

    yield open_page
    problems = []
    for context, watched in opened:
        problems += watched.problems
        context.close()
    assert problems == []


@pytest.fixture
def picture():
    """Where a screenshot of a name is kept."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    return lambda name: str(PICTURES / f"{name}.png")


def pytest_generate_tests(metafunc):
    if "corner" in metafunc.fixturenames:
        metafunc.parametrize("corner", Corner.all(), ids=lambda corner: corner.base.strip("/").replace("/", "-"))
