"""The desk as the people who work at it meet it: what they do from the first start on, by hand, with and without scripts."""

import csv
import re

import pytest

from desk import EN, LANGUAGES, Desk, drawing, words
from fan import GOOD, Corner, Journey
from looks import invalid, look, walk

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
PASSWORD = "seven ducklings crossed lane five"
LONDON = next(corner for corner in Corner.all() if corner.base == "/gb/en")


def number_of(text):
    return int(re.sub(r"\D", "", text))


@pytest.mark.parametrize("language, width, scheme", [("en", 1440, "light"), ("ja", 390, "dark")])
def test_a_hub_is_set_up_in_five_steps(watch, new_hub, language, width, scheme, picture):
    desk = Desk(watch(
        at=new_hub, locale=language, viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce"))
    page, say = desk.page, words(language)
    found = {}

    def see(step):
        found[step] = look(page, picture(f"desk-start-{step}-{language}-{width}-{scheme}"))

    def go_on():
        page.locator("main form button").click()
        page.wait_for_load_state()

    desk.go()
    assert page.url.endswith("/desk/start"), "a hub without people asks for its first one"
    see("1-name")
    page.locator("[name=code]").fill("AAAA-AAAA-AAAA")
    page.locator("[name=hub_name]").fill("Lane Five")
    desk.watched.expected = {422}
    go_on()
    assert say["refusal_wrong_setup_code"] in page.locator("[role=alert]").inner_text()
    assert page.locator("[name=hub_name]").input_value() == "Lane Five"
    see("1-wrong-code")
    page.locator("[name=code]").fill(new_hub.told[0])
    desk.watched.expected = {200}
    go_on()
    assert page.locator("h1").inner_text() == say["startMarkets"]
    see("2-markets")
    for box in page.locator("[name^=market_]").all():
        box.set_checked(box.get_attribute("name") in ("market_JP", "market_GB"))
    go_on()
    assert page.locator("h1").inner_text() == say["startPerson"]
    for name, text in {"name": "Ada Small", "email": "ada@example.com", "password": PASSWORD, "again": "something else"}.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=language]").select_option(language)
    desk.watched.expected = {422}
    go_on()
    assert say["notTheSame"] in page.locator("[role=alert]").inner_text()
    see("3-person")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=again]").fill(PASSWORD)
    desk.watched.expected = {200}
    go_on()
    assert [form.get_attribute("action").split("/")[-1] for form in page.locator(".import-files").all()] == ["pictures", "products", "stories"]
    see("4-import")
    shop = "Title,URL handle,Status,SKU,Option1 name,Option1 value,Price\nHat,hat,draft,H-1,Title,Default Title,24.99\nCap,cap,draft,,,,nothing\n"
    form = page.locator(".import-files[action$=products]")
    form.locator("[name=files]").set_input_files({"name": "shop.csv", "mimeType": "text/csv", "buffer": shop.encode()})
    form.locator("button[name=look]").click()
    page.wait_for_url("**/desk/start/import?**")
    assert say["importLooked"] in page.locator(".import-report").inner_text()
    see("4-import-report")
    page.locator("main p.form-end a.button").click()
    page.wait_for_url("**/desk/start/done")
    see("5-done")
    page.locator("main a.button").click()
    page.wait_for_url("**/desk")
    assert "Ada Small" in page.locator("h1").inner_text()
    assert page.locator("html").get_attribute("lang") == LANGUAGES[language]
    see("6-home")
    for path in ("/stories", "/products", "/orders", "/pictures"):
        desk.go(path)
        found[path] = look(page, picture(f"desk-empty{path.replace('/', '-')}-{language}-{width}-{scheme}"))
        assert page.locator(".empty").count() == 1, f"{path} says nothing about being empty"
    assert new_hub.get("/jp/ja")[0] == 200 and new_hub.get("/kr/ko")[0] == 404, "the markets are those that were chosen"
    assert {step: some for step, some in found.items() if some} == {}


@SCRIPTS
def test_signing_in_forgives_mistakes_and_leads_where_one_wanted_to_go(watch, hub, scripts, picture):
    desk = Desk(watch(java_script_enabled=scripts))
    page = desk.page
    desk.go("/stories?q=sled")
    assert "/desk/sign-in?next=" in page.url
    page.locator("[name=email]").fill("nobody@example.com")
    page.locator("[name=password]").fill("not this one")
    desk.refused("signIn", EN["refusal_wrong_password"])
    page.screenshot(path=picture("desk-sign-in-wrong"), full_page=True)
    assert page.locator("[name=email]").input_value() == "nobody@example.com" and page.locator("[name=password]").input_value() == ""
    email, password = hub.told
    page.locator("[name=email]").fill(email)
    page.locator("[name=password]").fill(password)
    desk.press("signIn")
    assert page.url.endswith("/desk/stories?q=sled") and page.locator("[data-row]").count() == 1
    desk.press("signOut", "header")
    assert page.url.endswith("/desk/sign-in")
    desk.go()
    assert page.url.endswith("/desk/sign-in"), "whoever went out is out"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_door_and_a_list_speak_every_language(watch, desk, hub, language, picture):
    say, found = words(language), {}
    door = Desk(watch(locale=LANGUAGES[language], color_scheme="dark"))
    door.go("/sign-in")
    assert door.page.locator("h1").inner_text() == say["signIn"]
    found["door"] = look(door.page, picture(f"desk-sign-in-{language}"))
    someone = desk(viewport={"width": 390, "height": 844})
    page = someone.page
    try:
        someone.go("/account")
        page.locator("#language").select_option(language)
        page.locator('form[action$="/language"] button').click()
        page.wait_for_load_state()
        someone.go("/stories")
        assert page.locator("html").get_attribute("lang") == LANGUAGES[language]
        assert page.locator("h1").inner_text() == say["stories"]
        assert say["story_open"] in page.locator("tbody").inner_text()
        found["list"] = look(page, picture(f"desk-stories-{language}-390"))
    finally:
        someone.go("/account")
        page.locator("#language").select_option("en")
        page.locator('form[action$="/language"] button').click()
        page.wait_for_load_state()
    assert {name: some for name, some in found.items() if some} == {}


def test_a_story_goes_from_its_first_word_to_fans_in_two_languages(desk, hub, watch, picture):
    writer = desk()
    page = writer.page
    story = writer.begin_story("The goalkeeper who knits")
    page.get_by_label(EN["part_kicker"]).fill("Ice hockey")
    page.get_by_label(EN["part_summary"]).fill("Between two games she made forty hats, one for each seat of the bus.")
    writer.pick(page.locator("#picture"), "one-bench")
    page.locator("#pictureAlt").fill("A bench beside the ice with a ball of wool on it")
    text = writer.add_block("text")
    text.locator("textarea").press_sequentially("She began with one hat.")
    quote = writer.add_block("quote")
    quote.get_by_label(EN["quoteWords"]).fill("A stitch is a save.")
    quote.get_by_label(EN["quoteBy"]).fill("The goalkeeper")
    product = writer.add_block("product")
    writer.pick(product.get_by_label(EN["productHandle"]), "lane-beanie")
    assert product.locator("[data-picked]").inner_text() == "Lane beanie"
    product.get_by_role("button", name=EN["moveUp"], exact=True).click()
    kinds = page.locator(".block").evaluate_all("all => all.map(block => block.dataset.kind)")
    assert kinds == ["text", "product", "quote"]
    page.locator(".block").nth(1).get_by_role("button", name=EN["remove"], exact=True).click()
    page.locator(".undo").get_by_role("button", name=EN["undo"]).click()
    writer.wait_for_saving()
    page.reload()
    kinds = page.locator(".block").evaluate_all("all => all.map(block => block.dataset.kind)")
    assert kinds == ["text", "product", "quote"] and page.locator("[name^='md.']").input_value() == "She began with one hat."
    shown = page.frame_locator("[data-frame]")
    shown.get_by_role("heading", name="The goalkeeper who knits", exact=True).wait_for()
    found = {"editor": look(page, picture("desk-story-editor"))}
    assert hub.get("/us/en/stories/the-goalkeeper-who-knits")[0] == 404, "nobody sees a draft"

    writer.go(f"{story}/preview?market=JP&language=en&width=390")
    page.frame_locator("[data-frame]").get_by_text("A stitch is a save.").wait_for()
    found["preview"] = look(page, picture("desk-story-preview"))

    page.locator(".story-tabs").get_by_role("link", name=re.compile("日本語")).click()
    page.wait_for_load_state()
    assert page.locator(".side-row.is-missing").count() > 0
    found["translation missing"] = look(page, picture("desk-story-translate"))
    for field in page.locator(".side-target :is(input:not([type=hidden], [type=checkbox]), textarea)").all():
        field.fill(f"{field.get_attribute('aria-label') or '説明'}の翻訳です。")
    page.get_by_label(EN["part_title"], exact=True).fill("編み物をするゴールキーパー")
    writer.press("saveTranslation")
    page.locator(".progress .lane.is-10").wait_for()
    assert page.locator(".side-row.is-missing").count() == 0

    page.locator(".story-tabs").get_by_role("link", name=EN["publish"], exact=True).click()
    page.wait_for_load_state()
    for when in page.locator("[data-when]").all():
        is_open = when.get_attribute("name") in ("when.US", "when.JP")
        when.select_option("now" if is_open else "no")
    page.locator("[name='when.GB']").select_option("at")
    assert page.locator("[name='from.GB']").is_visible() and not page.locator("[name='from.US']").is_visible()
    page.locator("[name='when.GB']").select_option("no")
    found["publish"] = look(page, picture("desk-story-publish"))
    writer.press("publishNow")
    assert writer.said == EN["said_published"]
    fan = watch()
    fan.go("/us/en/stories/the-goalkeeper-who-knits")
    assert "A stitch is a save." in fan.page.locator("main").inner_text()
    assert fan.page.locator('main a[href^="/us/en/products/lane-beanie"]').count() > 0
    fan.go("/jp/ja/stories/the-goalkeeper-who-knits")
    assert fan.page.locator("h1").inner_text() == "編み物をするゴールキーパー"
    fan.go("/gb/en/stories/the-goalkeeper-who-knits", status=404)

    writer.go(story)
    writer.press("withdrawStory")
    assert hub.get("/us/en/stories/the-goalkeeper-who-knits")[0] == 404
    assert {name: some for name, some in found.items() if some} == {}


def test_a_story_is_written_and_published_without_scripts(desk, hub):
    writer = desk(java_script_enabled=False)
    page = writer.page
    story = writer.begin_story("The lamp above the rink")
    page.get_by_label(EN["part_summary"]).fill("It burns until the last one has gone home.")
    writer.add_block("text")
    page.wait_for_load_state()
    page.locator("[name^='md.']").fill("The caretaker lights it at five.")
    writer.save_story()
    page.reload()
    assert page.locator("[name^='md.']").input_value() == "The caretaker lights it at five."
    writer.go(f"{story}/publish")
    writer.press("publishNow")
    assert writer.said == EN["said_published"]
    assert "The caretaker lights it at five." in hub.get("/gb/en/stories/the-lamp-above-the-rink")[2].decode()
    writer.go(story)
    writer.press("withdrawStory")


def test_two_who_write_at_once_lose_nothing(desk, picture):
    first, second = desk(), desk()
    story = first.begin_story("Two pens")
    second.go(story)
    second.page.get_by_label(EN["part_summary"]).fill("The second was quicker.")
    second.wait_for_saving()
    first.watched.expected = {200, 409}
    first.page.get_by_label(EN["part_summary"]).fill("The first thought longer.")
    first.page.locator("[data-conflict-link]").click()
    first.page.wait_for_url("**/conflict/*")
    both = first.page.locator("main").inner_text()
    assert "The second was quicker." in both and "The first thought longer." in both
    found = look(first.page, picture("desk-story-conflict"))
    first.page.locator("[type=radio][value=ours]").check()
    first.press("takeChosen")
    first.watched.expected = {200}
    assert first.said == EN["said_merged"]
    assert first.page.get_by_label(EN["part_summary"]).input_value() == "The first thought longer."
    first.go(f"{story}/history")
    history = first.page.locator("main").inner_text()
    assert EN["revision_aside"] in history
    assert found == []


def test_what_is_written_without_a_line_is_kept_and_saved_later(desk):
    writer = desk()
    story = writer.begin_story("A hut without a line")
    summary = writer.page.get_by_label(EN["part_summary"])
    writer.watched.is_offline = True
    writer.page.context.set_offline(True)
    summary.fill("Written where there is no network.")
    writer.page.get_by_text(EN["keptHere"]).wait_for()
    writer.page.context.set_offline(False)
    writer.wait_for_saving()
    writer.watched.is_offline = False
    other = desk()
    other.go(story)
    assert other.page.get_by_label(EN["part_summary"]).input_value() == "Written where there is no network."


def test_a_product_is_made_and_sold(desk, hub, watch, picture):
    seller = desk()
    page = seller.page
    seller.go("/products/new")
    page.locator("[name=title]").fill("Goalkeeper hat")
    seller.press("createProduct")
    product = page.url.removeprefix(seller.watched.hub.url).removeprefix("/desk")
    page.locator("[name^='html']").first.fill("<p>Knitted on the bus.</p>")
    seller.press("save")
    found = {"texts": look(page, picture("desk-product-texts"))}

    page.locator(".tabs").get_by_role("link", name=EN["tab_variants"], exact=True).click()
    page.wait_for_load_state()
    page.locator("[id='option1'], [name='option1']").first.fill("Size")
    page.locator("[name='option1_values']").fill("S\nM")
    seller.press("growVariants")
    assert page.locator(".is-matrix tbody tr").count() == 2
    for size in ("S", "M"):
        page.get_by_label(f"{size} {EN['fact_sku']}", exact=True).fill(f"HAT-{size}")
    seller.press("save")
    found["variants"] = look(page, picture("desk-product-variants"))

    seller.go(f"{product}/prices")
    for size in ("S", "M"):
        page.get_by_label(f"{size} US USD", exact=True).fill("25.00")
        page.get_by_label(f"{size} GB GBP", exact=True).fill("21.50")
    seller.press("save")
    page.get_by_label("S GB GBP", exact=True).fill("cheap")
    seller.refused("save", "12.50")
    found["prices"] = look(page, picture("desk-product-prices"))

    seller.go(f"{product}/stock")
    page.get_by_label(re.compile("^S ")).fill("5")
    page.get_by_label(re.compile("^M ")).fill("0")
    seller.press("save")
    found["stock"] = look(page, picture("desk-product-stock"))

    seller.go(f"{product}/pictures")
    page.locator("[name=files]").set_input_files({"name": "goalkeeper-hat.png", "mimeType": "image/png", "buffer": drawing()})
    seller.press("upload")
    page.get_by_label(EN["fact_alt"]).fill("A blue hat in front of snow")
    seller.press("save")
    found["pictures"] = look(page, picture("desk-product-pictures"))
    page.locator(".gallery-text a").click()
    page.wait_for_load_state()
    stage = page.locator("[data-focus] img")
    box = stage.bounding_box()
    stage.click(position={"x": box["width"] * .25, "y": box["height"] * .75})
    assert abs(int(page.locator("#focus_x").input_value()) - 250) <= 5 and abs(int(page.locator("#focus_y").input_value()) - 750) <= 5
    seller.press("save")
    assert abs(int(page.locator("#focus_x").input_value()) - 250) <= 5
    found["picture"] = look(page, picture("desk-picture"))

    fan = watch()
    fan.go("/us/en/products/goalkeeper-hat", status=404)
    seller.go(product)
    seller.press("make_active")
    fan.go("/us/en/products/goalkeeper-hat")
    shown = fan.page.locator("main")
    assert "$25.00" in shown.inner_text() and "Knitted on the bus." in shown.inner_text()
    assert shown.locator("input[name=variant]:not([disabled])").count() == 1, "M has none left"
    assert shown.get_by_alt_text("A blue hat in front of snow").count() == 1
    fan.go("/gb/en/products/goalkeeper-hat")
    assert "£21.50" in fan.page.locator("main").inner_text()
    seller.go(f"{product}/history")
    assert seller.page.locator(".history li").count() >= 5
    found["history"] = look(page, picture("desk-product-history"))
    seller.go(product)
    seller.press("make_archived")
    assert hub.get("/us/en/products/goalkeeper-hat")[0] == 404
    assert {name: some for name, some in found.items() if some} == {}


@SCRIPTS
def test_two_who_change_a_product_at_once_lose_nothing(desk, scripts):
    first, second = desk(java_script_enabled=scripts), desk(java_script_enabled=scripts)
    first.go("/products?q=lane-mug")
    first.page.locator("[data-row]").first.click() if first.page.locator("[data-row]").count() else first.go("/products")
    if "/products/" not in first.page.url:
        first.page.locator("[data-row]").first.click()
    first.page.wait_for_url("**/products/*")
    product = first.page.url.removeprefix(first.watched.hub.url).removeprefix("/desk")
    second.go(product)
    before = first.page.locator("[name=vendor]").input_value()
    second.page.locator("[name=vendor]").fill("The second workshop")
    second.press("save")
    first.page.locator("[name=vendor]").fill("The first workshop")
    first.watched.expected = {409}
    first.press("save")
    said = first.page.locator("main").inner_text()
    assert EN["productConflictLead"] in said and "The second workshop" in said
    assert first.page.locator("[name=vendor]").input_value() == "The first workshop"
    first.watched.expected = {200}
    first.page.locator("[name=vendor]").fill(before)
    first.press("saveMerged")
    first.go(product)
    assert first.page.locator("[name=vendor]").input_value() == before


def test_an_order_is_sent_and_given_back_in_part(desk, watch, picture):
    journey = Journey(watch(), LONDON)
    journey.buy(GOOD)
    bought = journey.page.locator(".ticket-number").inner_text()
    seller = desk()
    page = seller.page
    seller.go()
    waiting = number_of(page.locator(".waiting strong").first.inner_text())
    assert waiting >= 1
    found = {"home": look(page, picture("desk-home"))}
    page.locator(".waiting a").first.click()
    page.wait_for_load_state()
    found["orders"] = look(page, picture("desk-orders"))
    page.locator("[data-row]", has_text=bought).click()
    page.wait_for_load_state()
    order = page.url.removeprefix(seller.watched.hub.url).removeprefix("/desk")
    found["order"] = look(page, picture("desk-order"))
    page.get_by_label(EN["tracking"]).fill("nothing like ! a number")
    seller.refused("shipNow", EN["refusal_bad_tracking"].split("{0}")[0])
    page.get_by_label(EN["tracking"]).fill("AB123456789GB")
    seller.press("shipNow")
    assert seller.said == EN["said_shipped"]
    assert "AB123456789GB" in page.locator("main").inner_text()
    seller.go()
    assert number_of(page.locator(".waiting strong").first.inner_text()) == waiting - 1
    journey.page.reload()
    assert journey.state == "shipped" and "AB123456789GB" in journey.page.locator("main").inner_text()

    seller.go(order)
    page.locator("summary", has_text=EN["giveBack"]).click()
    page.locator("[name=amount]").fill("9000")
    seller.refused("giveThisBack", EN["refusal_too_much"].split("{0}")[0])
    found["refused"] = look(page, picture("desk-order-refused"))
    page.locator("[name=amount]").fill("1.50")
    page.locator("form[action$='/refund'] [name=reason]").fill("Came a day late")
    seller.press("giveThisBack")
    assert seller.said == EN["said_refund_succeeded"].replace("{0}", "£1.50")
    assert "−£1.50" in page.locator("main").inner_text() and "Came a day late" in page.locator("main").inner_text()
    found["after"] = look(page, picture("desk-order-after"))
    journey.page.reload()
    assert "£1.50" in journey.page.locator("main").inner_text(), "the fan is told what came back"
    assert {name: some for name, some in found.items() if some} == {}


def test_somebody_is_invited_and_kept_to_their_role(desk, watch, picture):
    boss = desk()
    page = boss.page
    boss.go("/people/new")
    page.locator("[name=name]").fill("Bo Quill")
    page.locator("[name=email]").fill("bo@example.com")
    boss.refused("invite", EN["refusal_no_role"])
    page.locator("[name=role_editor]").check()
    boss.press("invite")
    link = page.locator("#link").input_value()
    found = {"link": look(page, picture("desk-invitation"))}
    editor = Desk(watch())
    editor.go(link.removeprefix(boss.watched.hub.url).removeprefix("/desk"))
    editor.page.locator("[name=password]").fill("short")
    editor.page.locator("[name=again]").fill("short")
    editor.watched.expected = {422}
    editor.page.locator("main form button").click()
    editor.page.locator("[role=alert]").wait_for()
    editor.watched.expected = {200}
    editor.page.locator("[name=password]").fill(PASSWORD)
    editor.page.locator("[name=again]").fill(PASSWORD)
    editor.page.locator("main form button").click()
    editor.page.wait_for_url("**/desk")
    rail = editor.page.locator(".rail").inner_text()
    assert EN["stories"] in rail and EN["people"] not in rail and EN["orders"] not in rail
    for path in ("/people", "/orders", "/products/new"):
        editor.go(path, status=403)
        assert editor.page.locator("h1").inner_text() == EN["error_forbidden"]
    found["forbidden"] = look(editor.page, picture("desk-forbidden"))
    editor.go("/stories")
    boss.go("/people?q=bo@example.com")
    page.locator("[data-row]").click()
    page.wait_for_load_state()
    found["person"] = look(page, picture("desk-person"))
    boss.press("letLeave")
    editor.go("/stories")
    assert "/desk/sign-in" in editor.page.url, "who has left is out at once"
    assert {name: some for name, some in found.items() if some} == {}


@pytest.mark.parametrize("path, column", [("/stories?q=the", "title"), ("/products?kind=Mugs", "title"), ("/people", "email")])
def test_a_list_is_taken_home_as_a_file(desk, path, column):
    someone = desk()
    someone.go(path)
    shown = [text.split("\n")[0] for text in someone.page.locator("tbody td:first-child a").all_inner_texts()]
    with someone.page.expect_download() as download:
        someone.page.get_by_role("link", name=EN["asCSV"]).click()
    with open(download.value.path(), newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert shown and len(rows) == len(shown), "the file has what the filter shows"
    assert column in rows[0], rows[0].keys()
    assert download.value.suggested_filename.endswith(".csv")


def test_hands_stay_on_the_keyboard(desk):
    someone = desk()
    page = someone.page
    someone.go()
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/desk/stories")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.innerText")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.innerText") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.innerText") == first
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/desk/stories/\w+$"))
    page.locator("h1", has_text=first).wait_for()
    page.keyboard.press("Control+k")
    page.locator("#palette input").wait_for()
    page.keyboard.type("lane beanie")
    page.locator("#palette [role=option]", has_text="Lane beanie").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/products/*")
    page.keyboard.press("?")
    page.locator("#shortcuts[open]").wait_for()
    page.keyboard.press("Escape")
    page.locator("#shortcuts[open]").wait_for(state="detached")
    someone.go("/products")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("beanie")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=beanie*")
    page.keyboard.press("n")
    page.wait_for_url("**/products/new")


@pytest.mark.parametrize("width, scheme, language", [(1440, "light", "en"), (390, "dark", "ja"), (1440, "dark", "ko"), (390, "light", "zh-hans")])
def test_every_screen_looks_right_and_axe_finds_nothing(desk, width, scheme, language, picture):
    someone = desk(viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce")
    page = someone.page
    found = {}
    try:
        someone.go("/account")
        page.locator("#language").select_option(language)
        page.locator('form[action$="/language"] button').click()
        page.wait_for_load_state()
        for kind, path in someone.kinds().items():
            someone.watched.go(path)
            found[path] = look(page, picture(f"desk-{kind}-{language}-{width}-{scheme}"))
        someone.go("/nowhere", status=404)
        found["404"] = look(page, picture(f"desk-nowhere-{language}-{width}-{scheme}"))
    finally:
        someone.go("/account")
        page.locator("#language").select_option("en")
        page.locator('form[action$="/language"] button').click()
        page.wait_for_load_state()
    assert {path: some for path, some in found.items() if some} == {}


def test_every_screen_is_valid_html(desk):
    someone = desk()
    pages = {path: someone.page.request.get(someone.watched.hub.url + path).body() for path in someone.kinds().values()}
    assert len(pages) > 20
    assert invalid(pages) == []


def test_the_screens_are_reached_and_seen_by_keyboard(desk):
    someone = desk(reduced_motion="reduce")
    kinds, found = someone.kinds(), {}
    for kind in ("home", "stories", "stories-one-publish", "products-one", "products-one-prices", "pictures-one", "people-new", "account"):
        someone.watched.go(kinds[kind])
        found[kind] = walk(someone.page)
    assert {kind: some for kind, some in found.items() if some} == {}
