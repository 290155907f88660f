"""Writes rows as Shopify's product CSV, current dialect: help.shopify.com, "Using CSV files"."""
import csv

COLUMNS = [
    "Title", "URL handle", "Description", "Vendor", "Product category", "Type", "Tags", "Published on online store", "Status",
    "SKU", "Barcode", "Option1 name", "Option1 value", "Option2 name", "Option2 value", "Option3 name", "Option3 value",
    "Price", "Compare-at price", "Charge tax", "Inventory tracker", "Inventory quantity",
    "Continue selling when out of stock", "Weight value (grams)", "Weight unit for display", "Requires shipping",
    "Product image URL", "Image position", "Image alt text", "Gift card",
]


def write(products, out, more_columns=()):
    """Writes products, each a dictionary with `product` (values of its first row), `variants` (values of a row each) and `images`."""
    writer = csv.DictWriter(out, [*COLUMNS, *more_columns], restval="", lineterminator="\r\n")
    writer.writeheader()
    for product in products:
        variants, images = product["variants"], product["images"]
        for place in range(max(len(variants), len(images))):
            row = {"URL handle": product["product"]["URL handle"]}
            if place == 0:
                row |= product["product"]
            if place < len(variants):
                row |= variants[place]
            if place < len(images):
                row |= {"Product image URL": images[place], "Image position": place + 1}
            writer.writerow(row)


def option_columns(names, values):
    """The columns of one variant's options: names belong on the first row only, but do no harm on the others."""
    if not names:
        return {"Option1 name": "Title", "Option1 value": "Default Title"}
    columns = {}
    for place, (name, value) in enumerate(zip(names, values), 1):
        columns |= {f"Option{place} name": name, f"Option{place} value": value}
    return columns
