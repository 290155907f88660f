"""What somebody does at the desk, named by the words that stand there."""

import json
import pathlib
import re
import struct
import zlib

WORDS = pathlib.Path(__file__).resolve().parents[2] / "Sources/Desk/Words"
LANGUAGES = {"en": "en", "ja": "ja", "ko": "ko", "zh-hans": "zh-Hans"}


def words(language="en"):
    """The desk's words in a language, from the file that the program reads them from."""
    return json.loads((WORDS / f"{language}.json").read_text(encoding="utf-8"))


EN = words()


def drawing(width=640, height=480):
    """A picture to upload: a PNG with a slope of snow, so that nobody has to keep one."""
    rows = b"".join(
        b"\0" + b"".join(b"\xf3\xef\xe7" if y * width > (width - x) * height else b"\x1f\x5f\xbf" for x in range(width))
        for y in range(height))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)) + \
        chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Desk:
    """Somebody at the desk with a browser."""

    def __init__(self, watched):
        self.watched, self.page = watched, watched.page

    def go(self, path="", status=200):
        self.watched.go(f"/desk{path}", status=status)

    def come_in(self, email, password):
        self.go("/sign-in")
        self.page.locator("[name=email]").fill(email)
        self.page.locator("[name=password]").fill(password)
        self.page.locator("main form button").click()
        self.page.wait_for_url(re.compile(r"/desk(?!/sign-in)"))

    def press(self, word, inside="main"):
        """Presses the button with this word, and waits for whatever page comes."""
        self.page.locator(inside).get_by_role("button", name=EN.get(word, word), exact=True).click()
        self.page.wait_for_load_state()

    def follow(self, word, inside="main"):
        self.page.locator(inside).get_by_role("link", name=EN.get(word, word), exact=True).first.click()
        self.page.wait_for_load_state()

    def refused(self, word, text):
        """Presses a button and is told why not."""
        self.watched.expected = {409, 422}
        self.press(word)
        said = self.page.locator('[role="alert"]').inner_text()
        assert text in said, said
        self.watched.expected = {200}

    @property
    def said(self):
        """What the desk answered to the last thing that was done."""
        return self.page.locator(".said").inner_text()

    # Stories

    def begin_story(self, title):
        """A new story, open in its editor; returns its address."""
        self.go("/stories/new")
        self.page.locator("[name=title]").fill(title)
        self.page.locator("[name=language]").select_option("en")
        self.press("startWriting")
        return self.page.url.removeprefix(self.watched.hub.url).removeprefix("/desk")

    def wait_for_saving(self):
        self.page.locator("[data-saving-text]").filter(has_text=re.compile(rf"^{EN['savedAt']} \d")).wait_for()

    def save_story(self):
        self.page.locator("[data-save]").first.click()
        self.page.wait_for_load_state()

    def add_block(self, kind):
        """A block of a kind behind the last one."""
        menus = self.page.locator("#story details.add")
        menus.last.locator("summary").click()
        menus.last.get_by_role("button", name=EN[f"block_{kind}"], exact=True).click()
        return self.page.locator(".block").last

    def pick(self, field, letters):
        """Types some letters into a field that finds, and takes the first that it offers."""
        field.fill(letters)
        option = self.page.locator(f".picks [role=option]:visible", has_text=re.compile(letters.replace("-", "[- ]"), re.I)).first
        option.wait_for()
        option.click()

    # Screens

    def kinds(self):
        """One screen of each kind that links lead to: kind to path."""
        found, waiting = {}, ["/desk", "/desk/people/new", "/desk/products/new", "/desk/stories/new"]
        while waiting:
            path = waiting.pop(0)
            kind = self._kind(path)
            if kind is None or kind in found:
                continue
            answer = self.page.request.get(self.watched.hub.url + path, max_redirects=0)
            if answer.status != 200 or "text/html" not in answer.headers["content-type"]:
                continue
            found[kind] = path
            waiting += [link.replace("&amp;", "&") for link in re.findall(r'<a\b[^>]*?href="(/desk[^"#]*)"', answer.text())]
        return found

    @staticmethod
    def _kind(path):
        """The kind of a path: its parts, without those that name one thing. Nil for files and for other views of the same."""
        path, _, query = path.partition("?")
        if path.endswith(".csv") or "/assets/" in path or (query and not path.endswith("/translate")):
            return None
        parts = path.strip("/").split("/")[1:]
        names = {"new", "names", "locations", "stock", "site"}
        return "-".join("one" if place % 2 == 1 and part not in names and not parts[0] == "account" else part
                        for place, part in enumerate(parts)) or "home"
