"""Core Web Vitals of the demo's pages in a slowed-down Chromium: a middling phone (processor 4 times slower) on slow 4G.

    vitals.py URL    prints one line a page: LCP and INP in milliseconds, CLS, the median of three visits with an empty cache

The network is Lighthouse's "slow 4G": 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up. Ends with 1 when a page is slower than
the targets.
"""

import statistics
import sys

from playwright.sync_api import sync_playwright

from fan import Web

ROUNDS = 3
TARGETS = {"lcp": 1500, "cls": 0.02, "inp": 100}
CHROMIUM = "/usr/bin/chromium"
OBSERVE = """
window.vitals = {lcp: 0, cls: 0, inp: 0};
new PerformanceObserver(list => { for (const e of list.getEntries()) vitals.lcp = e.startTime })
    .observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) vitals.cls += e.value })
    .observe({type: 'layout-shift', buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) if (e.interactionId) vitals.inp = Math.max(vitals.inp, e.duration) })
    .observe({type: 'event', durationThreshold: 16, buffered: true});
"""


def visit(browser, address):
    """One visit with an empty cache: waits until it is quiet, scrolls through, and touches what can be touched."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=3, has_touch=True)
    page = context.new_page()
    page.add_init_script(OBSERVE)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8})
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address, wait_until="networkidle")
    seen = page.evaluate("vitals.lcp")
    for target in page.locator("summary:visible, input[type=radio]:not([disabled]), button[type=button]:visible").all()[:3]:
        target.click(force=True, timeout=5000)
        page.wait_for_timeout(100)
    page.evaluate("""async () => {
        for (let y = 0; y < document.body.scrollHeight; y += 400) { scrollTo(0, y); await new Promise(r => setTimeout(r, 30)) } }""")
    page.wait_for_timeout(200)
    found = page.evaluate("vitals")
    found["lcp"] = seen
    context.close()
    return found


def main():
    url = sys.argv[1].rstrip("/")
    kinds = Web(url).kinds("/us/en")
    slow = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for kind in ("home", "stories-one", "products", "products-one"):
            visits = [visit(browser, url + kinds[kind]) for _ in range(ROUNDS)]
            median = {name: statistics.median(one[name] for one in visits) for name in TARGETS}
            print(f"{kind}\t{median['lcp']:.0f}\t{median['cls']:.3f}\t{median['inp']:.0f}", flush=True)
            slow += [f"{kind}: {name} {value}" for name, value in median.items() if value > TARGETS[name]]
        browser.close()
    if slow:
        sys.exit("slower than the targets: " + ", ".join(slow))


if __name__ == "__main__":
    main()
