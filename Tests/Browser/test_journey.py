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
def test_a_declined_card_is_tried_again_with_another(watch, corner, scripts):
    if corner.base not in ("/gb/en", "/jp/ja"):
        pytest.skip("the same pages in every corner")
    journey = Journey(watch(java_script_enabled=scripts), corner)
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
