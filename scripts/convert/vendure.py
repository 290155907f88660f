#!/usr/bin/env python3
"""Turns a product file of Vendure's importer into Shopify's product CSV.

  scripts/convert/vendure.py products.csv >shopify.csv

A row with a name begins a product, and rows without one are its further variants. The facet `brand` becomes the vendor,
`category` facets become the product category, and all other facets become tags. Values are padded with blanks in Vendure's
own sample; they are trimmed. Prices are taken as they are, as those of the home market.
"""
import csv
import html
import sys

import shopify


def read(path):
    """The rows, each a dictionary of trimmed values."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = csv.reader(file)
        names = [name.strip() for name in next(rows)]
        for row in rows:
            yield dict(zip(names, (value.strip() for value in row)))


def parts(text):
    return [part.strip() for part in text.split("|") if part.strip()]


def facets(text):
    return [tuple(piece.strip() for piece in part.split(":", 1)) for part in parts(text)]


def product_columns(row):
    found = facets(row["facets"])
    categories = [value for name, value in found if name == "category"]
    tags = [f"{name}:{value}" for name, value in found if name not in ("category", "brand")]
    return {
        "Title": row["name"],
        "URL handle": row["slug"],
        "Description": f"<p>{html.escape(row['description'], quote=False)}</p>" if row["description"] else "",
        "Vendor": next((value for name, value in found if name == "brand"), ""),
        "Product category": " > ".join(categories),
        "Type": categories[-1] if categories else "",
        "Tags": ", ".join(tags),
        "Published on online store": "TRUE",
        "Status": "active",
        "Gift card": "FALSE",
    }


def variant_columns(row, groups):
    is_counted = row["trackInventory"].lower() != "false"
    return shopify.option_columns(groups, parts(row["optionValues"])) | {
        "SKU": row["sku"],
        "Price": row["price"],
        "Charge tax": "TRUE",
        "Inventory tracker": "shopify" if is_counted else "",
        "Inventory quantity": row["stockOnHand"] if is_counted else "",
        "Continue selling when out of stock": "DENY",
        "Requires shipping": "TRUE",
    }


def products(rows):
    current = None
    for row in rows:
        if row["name"]:
            if current:
                yield current
            groups = parts(row["optionGroups"])
            current = {"product": product_columns(row), "variants": [], "images": parts(row["assets"])}
        if current is None:
            sys.exit("The first row names no product; is this a product file of Vendure?")
        current["variants"].append(variant_columns(row, groups))
    if current:
        yield current


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    shopify.write(products(read(sys.argv[1])), sys.stdout)
