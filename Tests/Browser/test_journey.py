"""The whole way of a fan, in every market and language, with scripts and without."""

import re

import pytest

from fan import DECLINED, GOOD, SECOND_STEP, Corner, Journey

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])


def test_the_demo_has_these_corners_and_no_others(hub):
    _, _, body = hub.get("/us/en")
    shown = set(re.findall(r'hreflang="[a-z]+-[A-Za-z-]+"[^>]*href="[^"]*?(/[a-z]{2}/[a-z-]+)/?"', body.decode()))
    assert shown == {corner.base for corner in Corner.all()}


@SCRIPTS
def test_a_fan_buys_from_a_story(watch, corner, scripts, picture):
    journey = Journey(watch(java_script_enabled=scripts, locale=corner.language), corner)
    journey.buy(GOOD)
    assert journey.state == "paid"
    assert journey.page.locator("html").get_attribute("lang").startswith(corner.language)
    journey.page.screenshot(path=picture(f"order-{corner.base.strip('/').replace('/', '-')}"), full_page=True)
    paid = journey.page.url
    journey.page.reload()
    assert journey.page.url == paid and journey.state == "paid"


@SCRIPTS
@pytest.mark.parametrize("base", ["/gb/en", "/jp/ja"])
def test_a_declined_card_is_tried_again_with_another(watch, base, scripts):
    journey = Journey(watch(java_script_enabled=scripts), next(corner for corner in Corner.all() if corner.base == base))
    journey.buy(DECLINED)
    assert journey.state == "failed"
    journey.page.locator('main a[href$="/pay"]').click()
    journey.page.locator('[name="card"]').fill(GOOD)
    journey.page.locator("main form button").last.click()
    journey.page.wait_for_url("**/orders/*")
    assert journey.state == "paid"


@SCRIPTS
@pytest.mark.parametrize("answer, state", [("approve", "paid"), ("decline", "failed")])
def test_a_card_with_a_second_step_asks_the_bank(watch, scripts, answer, state, picture):
    journey = Journey(watch(java_script_enabled=scripts), Corner.all()[1])
    journey.buy(SECOND_STEP)
    if "/test-bank/" not in journey.page.url:
        journey.page.locator(".ticket-act a").click()
    journey.page.wait_for_url("**/test-bank/*")
    journey.page.screenshot(path=picture("bank"), full_page=True)
    journey.page.locator(f'button[value="{answer}"]').click()
    journey.page.wait_for_url("**/orders/*")
    assert journey.state == state


@SCRIPTS
def test_language_and_market_are_switched_where_one_is(watch, hub, scripts):
    watched = watch(java_script_enabled=scripts)
    for kind in ("home", "products", "products-one", "stories"):
        path = hub.kinds("/us/en")[kind]
        for base in ("/gb/en", "/jp/ja", "/kr/ko", "/cn/zh-hans"):
            watched.go(path)
            target = path.replace("/us/en", base)
            if hub.get(target)[0] != 200:
                continue
            way = watched.page.locator(f'a[href="/place?to={target}"]').first
            assert way.count() == 1, f"{path} does not lead to {target}"
            way.click()
            watched.page.wait_for_url(f"**{target}")
            assert watched.page.locator("html").get_attribute("lang").lower().startswith(base.split("/")[2][:2])


def test_a_form_with_mistakes_names_them_and_keeps_what_was_typed(watch, picture):
    journey = Journey(watch(), Corner.all()[0])
    journey.to_a_product()
    journey.to_the_basket()
    journey.to_the_checkout()
    journey.page.locator('[name="name"]').fill("Ada Small")
    journey.page.locator('[name="postcode"]').fill("nonsense")
    journey.watched.expected = {422}
    journey.page.locator("main form button").last.click()
    journey.page.wait_for_selector('[role="alert"]')
    journey.page.screenshot(path=picture("checkout-mistakes"), full_page=True)
    assert journey.page.locator('[name="name"]').input_value() == "Ada Small"
    assert journey.page.locator('[name="postcode"]').get_attribute("aria-invalid") == "true"
    journey.page.locator('[role="alert"] a[href="#postcode"]').click()
    assert journey.page.evaluate("document.activeElement.name || document.querySelector(':target').id") == "postcode"


# A word as fans type it, with a slip where the script has letters to slip on, and what it must find first.
SOUGHT = [("/us/en", "curlng", "/us/en/sports/curling"), ("/gb/en", "garlic mug", "/gb/en/products/garlic-mug"),
          ("/jp/ja", "氷", None), ("/kr/ko", "컬링", None), ("/cn/zh-hans", "冰壶", None)]


@SCRIPTS
@pytest.mark.parametrize("base, text, first", SOUGHT, ids=[base.strip("/").replace("/", "-") for base, _, _ in SOUGHT])
def test_a_fan_finds_what_they_type(watch, scripts, base, text, first, picture):
    watched = watch(java_script_enabled=scripts, viewport={"width": 1440, "height": 900})
    page = watched.page
    watched.go(base)
    field = page.locator("header [name=q]")
    if scripts:
        field.press_sequentially(text)
        choice = page.locator(".seek-list [role=option]").first
        choice.click(trial=True)
        page.screenshot(path=picture(f"suggestions-{base.strip('/').replace('/', '-')}"))
        field.press("Escape")
        choice.wait_for(state="hidden")
    else:
        field.fill(text)
    field.press("Enter")
    page.wait_for_url("**/search?q=*")
    found = page.locator(":is(.found-title, .good-title) a").evaluate_all("all => all.map(a => a.getAttribute('href').split('?')[0])")
    assert found, f"nothing is found for {text}"
    assert first is None or first in found[:4], found


@SCRIPTS
def test_a_fan_refuses_to_be_counted_and_comes_back_to_it(watch, scripts):
    watched = watch(java_script_enabled=scripts)
    page = watched.page
    watched.go("/jp/ja")
    page.locator('a[href="/jp/ja/choices"]').first.click()
    page.wait_for_url("**/choices")
    assert page.locator("[name=counted][value=yes]").is_checked()
    page.locator("[name=counted][value=no]").check()
    page.locator("main form button").click()
    page.locator("main [role=status]").wait_for()
    watched.go("/gb/en/choices")
    assert page.locator("[name=counted][value=no]").is_checked(), "it is kept, in every market"
