"""Every kind of page, as people with small and large screens, in light and dark, and with other senses meet it."""

import re

import pytest

from fan import GOOD, Corner, Journey
from looks import invalid, look, walk

# Bytes of HTML and stylesheets that travel before a fan reads.
BUDGET = 30_000
# Each corner is looked at; those that look different, as pictures, in more than one way.
VIEWS = [
    ("/us/en", 390, "light", True), ("/us/en", 1440, "light", True), ("/us/en", 390, "dark", False), ("/us/en", 1440, "dark", True),
    ("/jp/ja", 390, "dark", True), ("/jp/ja", 1440, "light", True), ("/kr/ko", 390, "light", True), ("/kr/ko", 1440, "dark", True),
    ("/cn/zh-hans", 390, "dark", True), ("/cn/zh-hans", 1440, "light", True), ("/gb/en", 390, "dark", True),
    ("/jp/en", 390, "light", False), ("/kr/en", 390, "light", False), ("/cn/en", 390, "light", False),
]


def name(base):
    return base.strip("/").replace("/", "-")


@pytest.mark.parametrize("base, width, scheme, keeps", [pytest.param(*view, id="-".join([name(view[0]), str(view[1]), view[2]])) for view in VIEWS])
def test_every_page_looks_right_and_axe_finds_nothing(watch, hub, base, width, scheme, keeps, picture):
    watched = watch(viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for kind, path in hub.kinds(base).items():
        watched.go(path)
        found[path] = look(watched.page, picture(f"{kind}-{name(base)}-{width}-{scheme}") if keeps else None)
    watched.go(f"{base}/nowhere", status=404)
    found["404"] = look(watched.page, picture(f"nowhere-{name(base)}-{width}-{scheme}") if keeps else None)
    assert {path: some for path, some in found.items() if some} == {}


@pytest.mark.parametrize("base, width, scheme", [("/gb/en", 390, "light"), ("/jp/ja", 1440, "dark"), ("/kr/ko", 390, "dark"), ("/cn/zh-hans", 1440, "light")])
def test_the_way_to_a_paid_order_looks_right(watch, base, width, scheme, picture):
    corner = next(corner for corner in Corner.all() if corner.base == base)
    journey = Journey(watch(viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce"), corner)
    found = {}

    def see(step):
        found[step] = look(journey.page, picture(f"way-{step}-{name(base)}-{width}-{scheme}"))

    journey.to_a_product()
    journey.to_the_basket()
    see("basket")
    journey.to_the_checkout()
    see("checkout")
    journey.page.locator('[name="postcode"]').fill("x")
    journey.watched.expected = {422}
    journey.page.locator("main form button").last.click()
    journey.page.wait_for_selector('[role="alert"]')
    see("mistakes")
    journey.pay(GOOD)
    see("order")
    journey.page.emulate_media(media="print")
    journey.page.screenshot(path=picture(f"way-print-{name(base)}"), full_page=True)
    assert {step: some for step, some in found.items() if some} == {}


def test_no_page_is_heavier_than_its_budget(hub, corner):
    heavy = {}
    for path in hub.kinds(corner.base).values():
        size, text = hub.zipped(path)
        sheets = set(re.findall(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"', text))
        assert sheets, f"{path} has no stylesheet"
        total = size + sum(hub.zipped(sheet)[0] for sheet in sheets)
        if total > BUDGET:
            heavy[path] = total
    assert heavy == {}


def test_every_page_is_valid_html(hub):
    pages = {}
    for corner in Corner.all():
        for path in [*hub.kinds(corner.base).values(), f"{corner.base}/nowhere"]:
            pages[path] = hub.get(path)[2]
    assert invalid(pages) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_everything_is_reached_and_seen_by_keyboard(watch, hub, width):
    watched = watch(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    found = {}
    for path in hub.kinds("/gb/en").values():
        watched.go(path)
        found[path] = walk(watched.page)
    assert {path: some for path, some in found.items() if some} == {}
