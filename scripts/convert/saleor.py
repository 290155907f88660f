#!/usr/bin/env python3
"""Turns a Saleor fixture (populatedb_data.json, or the same in gzip) into Shopify's product CSV.

  scripts/convert/saleor.py populatedb_data.json.gz --home USD --market PLN=Poland >shopify.csv

Prices in the currency of `--home` become the plain price. Each `--market CURRENCY=NAME` adds the columns of that market from the
channel in that currency. Pictures are named by their file, without Saleor's folder. The path of categories becomes the product
category, the product type becomes the type, and the values of product attributes become tags.
"""
import argparse
import collections
import gzip
import html
import json
import sys
from decimal import Decimal

import shopify

GENERATED_NAME = "UHJvZHVjdFZhcmlhbnQ6"  # A variant without a name is called by its GraphQL id.


class Fixture:
    """The records by kind and key, and those that point at others by what they point at."""

    def __init__(self, path):
        opener = gzip.open if path.endswith(".gz") else open
        with opener(path, "rt", encoding="utf-8") as file:
            records = json.load(file)
        self.by_kind = collections.defaultdict(dict)
        for record in records:
            self.by_kind[record["model"]][record["pk"]] = record["fields"]

    def get(self, kind, key):
        return self.by_kind[kind][key]

    def all(self, kind, **pointers):
        rows = self.by_kind[kind].items()
        found = [(key, row) for key, row in rows if all(row[name] == value for name, value in pointers.items())]
        return sorted(found, key=lambda pair: (pair[1].get("sort_order") or 0, str(pair[0]).zfill(12)))


def description(product):
    """Editor.js blocks; only paragraphs occur, and their text is HTML already."""
    blocks = (product["description"] or {}).get("blocks", [])
    return "".join(f"<p>{block['data']['text']}</p>" for block in blocks if block["type"] == "paragraph")


def category_path(data, key):
    names = []
    while key:
        category = data.get("product.category", key)
        names.insert(0, category["name"])
        key = category["parent"]
    return " > ".join(names)


def grams(weight):
    """Such as `1.0:kg`."""
    value, _, unit = (weight or "0:g").partition(":")
    factor = {"g": 1, "kg": 1000, "lb": Decimal("453.59237"), "oz": Decimal("28.349523125")}[unit or "g"]
    return int(Decimal(value) * factor)


def option(data, variant_key, variant):
    """Name and value of what a variant is chosen by."""
    for _, assigned in data.all("attribute.assignedvariantattribute", variant=variant_key):
        attribute = data.get("attribute.attribute", data.get("attribute.attributevariant", assigned["assignment"])["attribute"])
        return attribute["name"], variant["name"]
    return "Variant", variant["name"]


def price_columns(data, variant_key, home, markets):
    columns = {}
    for _, listing in data.all("product.productvariantchannellisting", variant=variant_key):
        if listing["price_amount"] is None:
            continue
        price = str(Decimal(listing["price_amount"]).normalize().quantize(Decimal("0.01")))
        if listing["currency"] == home:
            columns["Price"] = price
        elif listing["currency"] in markets:
            columns[f"Price / {markets[listing['currency']]}"] = price
    return columns


def variant_columns(data, key, variant, kind, names, home, markets):
    stock = [row["quantity"] for _, row in data.all("warehouse.stock", product_variant=key)]
    is_counted = variant["track_inventory"] and bool(stock)
    values = [option(data, key, variant)[1]] if names else []
    return shopify.option_columns(names, values) | price_columns(data, key, home, markets) | {
        "SKU": variant["sku"] or "",
        "Charge tax": "TRUE",
        "Inventory tracker": "shopify" if is_counted else "",
        "Inventory quantity": sum(stock) if is_counted else "",
        "Continue selling when out of stock": "DENY",
        "Weight value (grams)": grams(variant["weight"] or kind["weight"]),
        "Weight unit for display": "g",
        "Requires shipping": str(kind["is_shipping_required"]).upper(),
    }


def products(data, home, markets):
    for key, product in data.all("product.product"):
        kind = data.get("product.producttype", product["product_type"])
        variants = data.all("product.productvariant", product=key)
        is_single = len(variants) == 1 and variants[0][1]["name"].startswith(GENERATED_NAME)
        names = [] if is_single else [option(data, *variants[0])[0]]
        tags = [data.get("attribute.attributevalue", row["value"])["name"]
                for _, row in data.all("attribute.assignedproductattributevalue", product=key)]
        published = {data.get("channel.channel", row["channel"])["currency_code"]
                     for _, row in data.all("product.productchannellisting", product=key) if row["is_published"]}
        columns = {
            "Title": product["name"],
            "URL handle": product["slug"],
            "Description": description(product),
            "Vendor": "",
            "Product category": category_path(data, product["category"]),
            "Type": kind["name"],
            "Tags": ", ".join(dict.fromkeys(html.unescape(tag).replace(",", "") for tag in tags)),
            "Published on online store": str(home in published).upper(),
            "Status": "active",
            "Gift card": str(kind["kind"] == "gift_card").upper(),
        }
        for currency, name in markets.items():
            columns[f"Included / {name}"] = str(currency in published).upper()
        images = [row["image"].rsplit("/", 1)[-1] for _, row in data.all("product.productmedia", product=key) if row["image"]]
        rows = [variant_columns(data, *pair, kind, names, home, markets) for pair in variants]
        yield {"product": columns, "variants": rows, "images": images}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fixture")
    parser.add_argument("--home", default="USD", help="currency of the plain price (USD)")
    parser.add_argument("--market", action="append", default=[], metavar="CURRENCY=NAME", help="a further market; may be repeated")
    arguments = parser.parse_args()
    wanted = dict(pair.split("=", 1) for pair in arguments.market)
    more = [f"{part} / {name}" for name in wanted.values() for part in ("Included", "Price")]
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    shopify.write(products(Fixture(arguments.fixture), arguments.home, wanted), sys.stdout, more)
