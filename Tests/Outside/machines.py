"""Holds what machines read of the running hub at STADION_URL against other people's parsers and the formats' own rules."""

import json
import os
import re
import sys
import urllib.error
import urllib.request
from urllib.parse import urljoin

import extruct
import feedparser
from lxml import etree, html
from pyld import jsonld

URL = os.environ["STADION_URL"]
problems = []


def get(path, **headers):
    address = urljoin(URL + "/", path.lstrip("/")) if not path.startswith("http") else path
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
        return answer.read(), answer.headers


def hold(condition, what):
    if not condition:
        problems.append(what)


def places():
    for market in json.loads(get("/api/v1/markets")[0])["items"]:
        for language in market["languages"]:
            yield market, f"/{market['code']}/{language}"


# The schema of sitemaps.org, said again: what may be where, and how often.
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?")


def sitemaps():
    body, headers = get("/sitemap.xml")
    root = etree.fromstring(body)
    hold(root.tag == SITEMAP + "sitemapindex", "sitemap.xml is no index")
    hold("xml" in headers["Content-Type"], "sitemap.xml has no XML type")
    files = [node.findtext(SITEMAP + "loc") for node in root]
    hold(0 < len(files) <= 50_000, "the index has a wrong number of files")
    seen, pairs = set(), {}
    for file in files:
        body, _ = get(file)
        root = etree.fromstring(body)
        hold(root.tag == SITEMAP + "urlset", f"{file} is no urlset")
        hold(len(body) <= 50 << 20 and len(root) <= 50_000, f"{file} is too large")
        for url in root:
            hold(url.tag == SITEMAP + "url" and url[0].tag == SITEMAP + "loc", f"{file} has something else than pages")
            hold({child.tag for child in url} <= {SITEMAP + "loc", SITEMAP + "lastmod", XHTML + "link"}, f"{file} has unknown parts")
            loc, changed = url.findtext(SITEMAP + "loc"), url.findtext(SITEMAP + "lastmod")
            hold(loc.startswith(URL + "/") and len(loc) < 2048 and loc.isascii(), f"{loc} is no address of a sitemap")
            hold(changed is None or TIME.fullmatch(changed), f"{loc} changed at {changed}")
            hold(loc not in seen, f"{loc} is there twice")
            seen.add(loc)
            pairs[loc] = {link.get("href"): link.get("hreflang") for link in url.iter(XHTML + "link")}
    for loc, links in pairs.items():
        hold(loc in links, f"{loc} does not name itself among its languages")
        for other in links:
            hold(loc in pairs.get(other, {}), f"{other} does not point back to {loc}")
    return sorted(seen)


def feeds():
    for market, place in places():
        rss = feedparser.parse(get(f"{place}/feed.xml")[0])
        hold(not rss.bozo, f"{place}/feed.xml: {rss.get('bozo_exception')}")
        hold(rss.version == "rss20" and rss.entries, f"{place}/feed.xml is empty or no RSS 2.0")
        body, headers = get(f"{place}/feed.json")
        feed = json.loads(body)
        hold(headers["Content-Type"] == "application/feed+json", f"{place}/feed.json has another type")
        hold(feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"], f"{place}/feed.json has no head")
        hold(feed["feed_url"] == f"{URL}{place}/feed.json", f"{place}/feed.json names another address")
        for item in feed["items"]:
            hold(isinstance(item["id"], str) and ("content_html" in item or "content_text" in item), f"{place}: an item lacks content")
            hold(TIME.fullmatch(item["date_published"]), f"{place}: {item['date_published']}")
            html.fromstring(item["content_html"])
            hold("product:" not in item["content_html"] and "<script" not in item["content_html"], f"{place}: {item['id']} is not clean")
        hold(not any(i.get("image", "").endswith(".svg") for i in feed["items"]), f"{place}/feed.json shows drawings")
        hold([i["url"] for i in feed["items"]] == [e.link for e in rss.entries], f"{place}: the feeds differ")


MERCHANT = {
    "id", "title", "description", "link", "image_link", "additional_image_link", "availability", "condition", "price", "sale_price",
    "brand", "gtin", "mpn", "identifier_exists", "item_group_id", "product_type", "shipping", "tax",
}
MERCHANT_NEEDED = {"id", "title", "description", "link", "image_link", "availability", "condition", "price"}


def gtin_fits(text):
    digits = [int(d) for d in text.zfill(14)]
    return len(text) in (8, 12, 13, 14) and sum(d * (3 if place % 2 == 0 else 1) for place, d in enumerate(digits)) % 10 == 0


def merchants():
    for market, place in places():
        body, _ = get(f"{place}/merchant.xml")
        root = etree.fromstring(body)
        ids, g = set(), "{http://base.google.com/ns/1.0}"
        items = root.findall("channel/item")
        hold(items, f"{place}/merchant.xml is empty")
        for item in items:
            names = {child.tag.removeprefix(g) for child in item}
            name = f"{place}/merchant.xml {item.findtext(g + 'id')}"
            hold(names <= MERCHANT and MERCHANT_NEEDED <= names, f"{name} has {names}")
            ids.add(item.findtext(g + "id"))
            hold(re.fullmatch(r"\d+(\.\d{2})? " + market["currency"], item.findtext(g + "price")), f"{name} price")
            hold(item.findtext(g + "availability") in ("in_stock", "out_of_stock"), f"{name} availability")
            hold(len(item.findtext(g + "title")) <= 150, f"{name} title")
            hold(not any((i.text or "").endswith(".svg") for i in item.iter(g + "image_link", g + "additional_image_link")), f"{name} shows a drawing")
            hold("<" not in item.findtext(g + "description"), f"{name} description")
            gtin = item.findtext(g + "gtin")
            hold(gtin is None or gtin_fits(gtin), f"{name} gtin {gtin}")
            hold(gtin or item.findtext(g + "identifier_exists") == "no" or (item.findtext(g + "brand") and item.findtext(g + "mpn")),
                 f"{name} has no identifier")
            hold(item.findtext(f"{g}shipping/{g}country") == market["code"].upper(), f"{name} shipping")
            hold(bool(item.findall(g + "tax")) == (market["code"] == "us"), f"{name} tax")
        hold(len(ids) == len(items), f"{place}/merchant.xml has an id twice")


# What search engines ask for; JSON-LD is expanded with a context of our own, since the net is not asked here.
CONTEXT = {"@vocab": "https://schema.org/"}
NEEDED = {
    "Product": {"name", "offers"}, "ProductGroup": {"name", "hasVariant", "productGroupID"}, "Article": {"headline", "datePublished"},
    "BreadcrumbList": {"itemListElement"}, "WebSite": {"name", "url"}, "VideoObject": {"name", "thumbnailUrl", "uploadDate"},
    "Person": {"name"}, "Movie": {"name", "image", "url"}, "OnlineStore": {"name", "url", "areaServed"}, "SportsTeam": {"name"},
    "CollectionPage": {"name", "url"}, "ItemList": {"itemListElement"}, "ListItem": {"position", "name"},
    "Offer": {"price", "priceCurrency", "availability"},
}


# What the pages of a section are, beside where they stand.
SECTIONS = {
    "stories": {"Article"}, "products": {"Product", "ProductGroup"}, "films": {"Movie"}, "athletes": {"Person"}, "sports": {"CollectionPage"},
    "store": {"OnlineStore"},
}


def walk(value):
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from walk(inner)


def pages(addresses):
    kinds, pictured = {}, set()
    for address in addresses:
        body, headers = get(address)
        text = body.decode()
        tree = html.fromstring(text)
        data = extruct.extract(text, base_url=address, syntaxes=["json-ld", "opengraph"])
        graph = dict(data["opengraph"][0]["properties"]) if data["opengraph"] else {}
        for name in ("og:title", "og:type", "og:url", "og:image", "og:image:width", "og:image:alt", "og:site_name", "og:locale"):
            hold(graph.get(name), f"{address} has no {name}")
        hold(graph.get("og:url") == address and tree.xpath("//link[@rel='canonical']/@href") == [address], f"{address} is canonical elsewhere")
        picture = graph.get("og:image", "")
        kinds.setdefault(address.split("/")[5] if address.count("/") > 5 else "list", picture)
        for item in data["json-ld"]:
            hold(item["@context"] == "https://schema.org", f"{address}: another context")
            expanded = jsonld.expand({**item, "@context": CONTEXT})
            hold(expanded, f"{address}: JSON-LD says nothing")
        for node in walk(data["json-ld"]):
            missing = NEEDED.get(node.get("@type"), set()) - node.keys()
            hold(not missing, f"{address}: {node.get('@type')} lacks {missing}")
            if node.get("@type") == "Offer":
                shown = json.loads(get(api_of(address))[0])
                prices = {v["price"]["decimal"] for v in shown["variants"]}
                hold(node["price"] in prices and node["priceCurrency"] == shown["price_from"]["currency"], f"{address}: price {node['price']}")
        types, parts = {node.get("@type") for node in walk(data["json-ld"])}, address.split("/")[5:]
        if len(parts) == 2 or parts == ["store"]:
            hold(types & SECTIONS[parts[0]], f"{address} is {types} and not {SECTIONS[parts[0]]}")
        hold("VideoObject" not in types, f"{address} has nothing to play")
        others = dict(zip(tree.xpath("//link[@rel='alternate']/@hreflang"), tree.xpath("//link[@rel='alternate'][@hreflang]/@href")))
        hold(address in others.values(), f"{address} does not name itself among its languages")
        images = [image for node in walk(data["json-ld"]) for image in ([node["image"]] if isinstance(node.get("image"), str) else node.get("image", []))]
        hold(not any(image.endswith(".svg") for image in images), f"{address}: search engines are given a drawing")
        if images and (kind := "/".join(address.split("/")[5:6])) not in pictured:
            pictured.add(kind)
            hold(get(images[0])[1]["Content-Type"] in ("image/jpeg", "image/png", "image/webp"), f"{images[0]} is no picture")
        if address.count("/") > 5:
            hold({"BreadcrumbList"} <= {node.get("@type") for node in walk(data["json-ld"])}, f"{address} has no breadcrumbs")
        hold("script-src 'self'" in headers["Content-Security-Policy"], f"{address}: CSP")
    for kind, picture in kinds.items():
        body, headers = get(picture)
        hold(headers["Content-Type"] == "image/jpeg" and body[:3] == b"\xff\xd8\xff" and len(body) < 300_000, f"{picture} is no card")


def api_of(address):
    return address.replace(URL, URL + "/api/v1/markets")


def llms():
    text = get("/llms.txt")[0].decode()
    hold(re.match(r"# .+\n\n> .+\n", text), "llms.txt does not begin with a name and a summary")
    for _, link in re.findall(r"\[([^\]]+)\]\((\S+)\)", text):
        try:
            get(link)
        except urllib.error.HTTPError as error:
            problems.append(f"llms.txt leads to {link}: {error}")


addresses = sitemaps()
feeds()
merchants()
sample = [a for a in addresses if "/gb/" in a or "/jp/ja" in a or "/kr/ko" in a or "/cn/zh-hans" in a or "/us/" in a]
few = [a for a in sample if a.endswith("/store") or "/films" in a]
pages(sorted(set(sample[:: max(1, len(sample) // 150)] + few)))
llms()
if problems:
    sys.exit("\n".join(problems[:60]))
print(f"   {len(addresses)} addresses, feeds and structured data hold")
