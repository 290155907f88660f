"""A real hub with the demo, and a real browser that complains about whatever a fan's browser would complain about."""

import contextlib
import os
import pathlib
import re
import signal
import subprocess
import tempfile

import pytest
from playwright.sync_api import sync_playwright

from desk import Desk
from fan import Corner, Web

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("STADION_PROGRAM", str(ROOT / ".build/debug/stadion"))
CHROMIUM = os.environ.get("STADION_CHROMIUM", "/usr/bin/chromium")
PICTURES = ROOT / "output/browser"
PATIENCE_MS = 30_000


@contextlib.contextmanager
def running(command, last):
    """The program on a free port, with a folder of its own, once it has said its `last` word; what it logs as wrong fails the test."""
    with tempfile.TemporaryDirectory(prefix="stadion-browser-") as folder, \
            open(pathlib.Path(folder) / "log", "w+", encoding="utf-8") as log:
        process = subprocess.Popen(
            [PROGRAM, command, "--port", "0", "--data", f"{folder}/data"],
            stdout=subprocess.PIPE, stderr=log, text=True, cwd=folder,
            env={name: value for name, value in os.environ.items() if not name.startswith("STADION_")})
        try:
            said = ""
            while not (found := re.search(last, said)):
                line = process.stdout.readline()
                if not line:
                    log.seek(0)
                    pytest.exit(f"the hub did not open: {said}{log.read()}", returncode=3)
                said += line
            yield Web(re.search(r"Stadion is open at (http://\S+)", said).group(1), *found.groups())
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
def hub():
    """A hub that is filled with the demo; its `told` are the address and the password of whoever may come to the desk."""
    with running("demo", r"sign in as (\S+) with the password (\S+)") as web:
        yield web


@pytest.fixture
def new_hub():
    """A hub of which nobody has taken possession yet; its `told` is the code that opens it."""
    with running("serve", r"with the code (\S+)") as web:
        yield web


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
        self.is_offline = False
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
        is_expected = (max(self.expected) >= 400 or self.is_offline) and "Failed to load resource" in message.text
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
        if "ERR_ABORTED" not in (request.failure or "") and not self.is_offline:
            self.problems.append(f"failed: {request.url} {request.failure}")


@pytest.fixture
def watch(chromium, request):
    """Opens watched pages of the demo or of another hub; whatever any of them complained about fails the test."""
    opened = []

    def open_page(at=None, **options):
        options.setdefault("viewport", {"width": 390, "height": 844})
        context = chromium.new_context(**options)
        context.set_default_timeout(PATIENCE_MS)
        watched = Watch(context.new_page(), at or request.getfixturevalue("hub"))
        opened.append((context, watched))
        return watched

    yield open_page
    problems = []
    for context, watched in opened:
        problems += watched.problems
        context.close()
    assert problems == []


@pytest.fixture(scope="session")
def desk_key(chromium, hub):
    """The cookies of the demo's administrator, who came in once."""
    context = chromium.new_context()
    desk = Desk(Watch(context.new_page(), hub))
    desk.come_in(*hub.told)
    yield context.storage_state()
    context.close()


@pytest.fixture
def desk(watch, desk_key):
    """Opens the desk as the demo's administrator."""
    def open_desk(**options):
        options.setdefault("viewport", {"width": 1440, "height": 900})
        return Desk(watch(storage_state=desk_key, **options))
    return open_desk


@pytest.fixture
def picture():
    """Where a screenshot of a name is kept."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    return lambda name: str(PICTURES / f"{name}.png")


def pytest_generate_tests(metafunc):
    if "corner" in metafunc.fixturenames:
        metafunc.parametrize("corner", Corner.all(), ids=lambda corner: corner.base.strip("/").replace("/", "-"))
