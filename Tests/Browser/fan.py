"""What a fan does: goes from the front page to a paid order, in any market and language."""

import dataclasses
import gzip
import re
import urllib.error
import urllib.request

GOOD, DECLINED, SECOND_STEP = "4242 4242 4242 4242", "4000 0000 0000 0002", "4000 0000 0000 3220"


@dataclasses.dataclass(frozen=True)
class Corner:
    """A market in one of its languages, with somebody who lives there."""

    base: str
    address: tuple

    @staticmethod
    def all():
        """The demo's markets; `test_corners` fails when the hub shows others."""
        def somebody(base, name, line1, city, postcode, region=""):
            return Corner(base, (("name", name), ("line1", line1), ("city", city), ("postcode", postcode), ("region", region)))
        japan = ("山田 花子", "丸の内1-1-1", "千代田区", "100-0001", "東京都")
        korea = ("김하나", "세종대로 110", "서울", "04524", "서울특별시")
        china = ("王小明", "长安街1号", "北京", "100000", "北京市")
        return [
            somebody("/us/en", "Ada Small", "1 Long Way", "San Francisco", "94105", "CA"),
            somebody("/gb/en", "Ada Small", "1 Long Way", "London", "SW1A 1AA"),
            somebody("/jp/ja", *japan), somebody("/jp/en", *japan), somebody("/kr/ko", *korea), somebody("/kr/en", *korea),
            somebody("/cn/zh-hans", *china), somebody("/cn/en", *china),
        ]

    @property
    def language(self):
        return {"zh-hans": "zh-Hans"}.get(self.base.split("/")[2], self.base.split("/")[2])


class Web:
    """The hub without a browser."""

    def __init__(self, url, *told):
        self.url, self.told = url, told
        self._kinds = {}

    def get(self, path, **headers):
        """Status, headers and body of a path."""
        request = urllib.request.Request(self.url + path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def zipped(self, path):
        """How many bytes travel for a path, and the text of it."""
        _, headers, body = self.get(path, Accept_Encoding="gzip")
        return len(body), (gzip.decompress(body) if headers["Content-Encoding"] == "gzip" else body).decode()

    def kinds(self, base):
        """One page of each kind that can be reached by links from the front page of a corner: kind to path."""
        if base not in self._kinds:
            found, waiting = {}, [base]
            while waiting:
                path = waiting.pop(0)
                kind = self._kind(base, path)
                if kind in found:
                    continue
                status, headers, body = self.get(path)
                if status != 200 or "text/html" not in headers["Content-Type"]:
                    continue
                found[kind] = path
                text = body.decode()
                waiting += [link for link in re.findall(r'<a\b[^>]*?href="([^"#]+)', text)
                            if link.startswith(base + "/") or link == base]
            self._kinds[base] = {kind: path for kind, path in found.items() if kind != "other"}
        return self._kinds[base]

    @staticmethod
    def _kind(base, path):
        if "?" in path or "&" in path:
            return "other"
        parts = path[len(base):].strip("/").split("/")
        return (parts[0] or "home") + "-one" * (len(parts) - 1)


class Journey:
    """A fan with a browser, in one corner."""

    def __init__(self, watched, corner):
        self.watched, self.page, self.corner = watched, watched.page, corner

    def to_a_product(self):
        """From the front page through a story to something that is sold inside it."""
        base = self.corner.base
        self.watched.go(base)
        stories = self._links(f"{base}/stories/")
        assert stories, "the front page leads to no story"
        for story in stories:
            self.watched.go(story)
            products = self._links(f"{base}/products/")
            if products:
                self.page.locator(f'main a[href="{products[0]}"]').first.click()
                self.page.wait_for_url(f"**{products[0]}")
                return
        raise AssertionError("no story sells anything")

    def to_the_basket(self):
        sizes = self.page.locator('input[name="variant"][type="radio"]:not([disabled])')
        if sizes.count():
            sizes.last.check(force=True)
        self.page.locator('form.product-form button, main form[action$="/basket"] button').first.click()
        # With a script the page stays, says what happened and links to the basket.
        told, lines = self.page.locator(".form-note a"), self.page.locator('main form[action*="/basket/update"]')
        told.or_(lines).first.wait_for()
        if told.count():
            told.first.click()
        self.page.wait_for_url(f"**{self.corner.base}/basket*")
        assert lines.count() > 0, "the basket is empty"

    def to_the_checkout(self):
        self.page.locator(f'main a[href="{self.corner.base}/checkout"]').first.click()
        self.page.wait_for_url("**/checkout")

    def fill_in(self, card):
        for name, value in self.corner.address + (("email", "ada@example.com"), ("card", card)):
            field = self.page.locator(f'[name="{name}"]')
            if not field.count():
                continue
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def pay(self, card):
        """Fills in this market's form and sends it, once more when the tax became known on the way."""
        for _ in range(3):
            self.fill_in(card)
            self.watched.expected = {409, 422}
            self.page.locator("main form button").last.click()
            self.page.wait_for_load_state()
            if "/checkout" not in self.page.url:
                break
        self.watched.expected = {200}
        assert "/checkout" not in self.page.url, self.page.locator("main").inner_text()

    def buy(self, card):
        self.to_a_product()
        self.to_the_basket()
        self.to_the_checkout()
        self.pay(card)

    @property
    def state(self):
        """What the order's page says: waiting, paid, shipped, failed or cancelled."""
        names = self.page.locator(".ticket").get_attribute("class").split()
        return next((name[3:] for name in names if name.startswith("is-")), None)

    def _links(self, start):
        links = self.page.locator(f'main a[href^="{start}"]').evaluate_all("all => all.map(a => a.getAttribute('href'))")
        return list(dict.fromkeys(links))
