import Exchange
import Values

/// One text of a translation file that the hub can take.
struct Translation: Sendable {
    /// What is translated.
    enum Subject: Hashable, Sendable {
        /// A product's text; the handle as the file knows it.
        case product(String, ProductText.Field)
        /// A name that is the same for all products.
        case label(Label)
        /// What a picture shows; its name as the file knows it.
        case picture(String)
    }

    let line: Int
    let subject: Subject
    let language: Language
    /// The original as the translator saw it, sanitised where the translation is; empty when the file does not say.
    let original: String
    let text: String
}

/// What the types and fields of a translation file stand for.
enum TranslationKind {
    /// A product's own text.
    case product(ProductText.Field)
    /// A name that is the same for all products.
    case label(Label.Sort)
    /// What a picture shows.
    case picture

    static let productType = "PRODUCT"
    static let pictureType = "MEDIA_IMAGE"

    /// What a type and a field stand for, or nil for what the hub does not translate.
    init?(_ type: String, _ field: String) {
        switch (type.uppercased(), field.lowercased()) {
        case (Self.productType, "title"): self = .product(.title)
        case (Self.productType, "body_html"): self = .product(.html)
        case (Self.productType, "product_type"), ("PRODUCT_TYPE", "name"): self = .label(.kind)
        case ("PRODUCT_OPTION", "name"): self = .label(.option)
        case ("PRODUCT_OPTION_VALUE", "name"): self = .label(.value)
        case ("PRODUCT_CATEGORY", "name"): self = .label(.category)
        case (Self.pictureType, "alt"), ("PRODUCT_IMAGE", "alt"): self = .picture
        default: return nil
        }
    }

    /// The type under which the export writes a sort of names.
    static func type(of sort: Label.Sort) -> String {
        switch sort {
        case .kind: "PRODUCT_TYPE"
        case .option: "PRODUCT_OPTION"
        case .value: "PRODUCT_OPTION_VALUE"
        case .category: "PRODUCT_CATEGORY"
        }
    }

    /// The field under which the export writes a product's text.
    static func field(of field: ProductText.Field) -> String { field == .title ? "title" : "body_html" }
}
