/// The columns of Shopify's product CSV, in the order of its current dialect (help.shopify.com, "Using CSV files").
enum ShopifyColumn: String, CaseIterable {
    case title = "Title"
    case handle = "URL handle"
    case html = "Description"
    case vendor = "Vendor"
    case category = "Product category"
    case kind = "Type"
    case tags = "Tags"
    case published = "Published on online store"
    case status = "Status"
    case sku = "SKU"
    case barcode = "Barcode"
    case option1Name = "Option1 name"
    case option1Value = "Option1 value"
    case option1Link = "Option1 Linked To"
    case option2Name = "Option2 name"
    case option2Value = "Option2 value"
    case option2Link = "Option2 Linked To"
    case option3Name = "Option3 name"
    case option3Value = "Option3 value"
    case option3Link = "Option3 Linked To"
    case price = "Price"
    case before = "Compare-at price"
    case cost = "Cost per item"
    case taxed = "Charge tax"
    case taxCode = "Tax code"
    case unitTotal = "Unit price total measure"
    case unitTotalUnit = "Unit price total measure unit"
    case unitBase = "Unit price base measure"
    case unitBaseUnit = "Unit price base measure unit"
    case tracker = "Inventory tracker"
    case quantity = "Inventory quantity"
    case oversells = "Continue selling when out of stock"
    case grams = "Weight value (grams)"
    case weightUnit = "Weight unit for display"
    case ships = "Requires shipping"
    case fulfillment = "Fulfillment service"
    case image = "Product image URL"
    case imagePosition = "Image position"
    case imageAlt = "Image alt text"
    case variantImage = "Variant image URL"
    case giftCard = "Gift card"
    case seoTitle = "SEO title"
    case seoDescription = "SEO description"

    /// What the older dialect calls it, where that is another name.
    private static let legacyNames: [ShopifyColumn: String] = [
        .handle: "Handle", .html: "Body (HTML)", .published: "Published", .sku: "Variant SKU", .barcode: "Variant Barcode",
        .price: "Variant Price", .before: "Variant Compare At Price", .taxed: "Variant Taxable", .taxCode: "Variant Tax Code",
        .tracker: "Variant Inventory Tracker", .quantity: "Variant Inventory Qty", .oversells: "Variant Inventory Policy",
        .grams: "Variant Grams", .weightUnit: "Variant Weight Unit", .ships: "Variant Requires Shipping",
        .fulfillment: "Variant Fulfillment Service", .image: "Image Src", .variantImage: "Variant Image",
    ]

    /// The name in the older dialect, or nil where both use the same one.
    var legacyName: String? { Self.legacyNames[self] }

    /// Columns that the hub has no use for: their values are kept for the export.
    static let kept: [ShopifyColumn] = [
        .option1Link, .option2Link, .option3Link, .cost, .taxCode, .unitTotal, .unitTotalUnit, .unitBase, .unitBaseUnit,
        .fulfillment, .giftCard, .seoTitle, .seoDescription,
    ]

    /// Names of the options, and what variants have chosen.
    static let optionNames: [ShopifyColumn] = [.option1Name, .option2Name, .option3Name]
    static let optionValues: [ShopifyColumn] = [.option1Value, .option2Value, .option3Value]
}

/// Columns beyond Shopify's own.
enum CustomColumn {
    /// How many one buyer may have: a number on each variant's row, or on the product's first one for all of them.
    static let limit = "Limit per buyer (product.metafields.stadion.limit)"
    /// The class of tax rates, such as `standard` or `reduced`.
    static let taxClass = "Tax class (product.metafields.stadion.tax_class)"

    /// The language that a product is written in, such as `ja`, where that is not the home market's first.
    static let language = "Language (product.metafields.stadion.language)"
    /// Slugs of the stores that carry the product, with commas between them.
    static let stores = "Stores (product.metafields.stadion.stores)"

    /// What begins a market's columns; the market's name or code follows.
    static let included = "Included / "
    static let price = "Price / "
    static let before = "Compare-at price / "
    static let legacyBefore = "Compare At Price / "

    /// Google's columns, in Shopify's order.
    static let google = [
        "Google product category", "Gender", "Age group", "Manufacturer part number (MPN)", "Ad group name", "Ads labels",
        "Condition", "Custom product", "Custom label 0", "Custom label 1", "Custom label 2", "Custom label 3", "Custom label 4",
    ].map { "Google Shopping / \($0)" }

    /// The name under which a column is kept that the hub does not know: as Shopify spells it, else as the file does.
    static func keptName(of name: String) -> String {
        let lower = name.lowercased()
        return ShopifyColumn.kept.first { $0.rawValue.lowercased() == lower || $0.legacyName?.lowercased() == lower }?.rawValue
            ?? google.first { $0.lowercased() == lower } ?? name
    }

    /// Whether a kept column says something about the whole product, and so stands on its first row only.
    static func isOfProduct(_ name: String) -> Bool {
        ofProduct.contains(name) || name.hasPrefix("Google Shopping / ") || name.contains("(product.metafields.")
    }

    private static let ofProduct = Set(
        [ShopifyColumn.option1Link, .option2Link, .option3Link, .giftCard, .seoTitle, .seoDescription].map(\.rawValue))
}
