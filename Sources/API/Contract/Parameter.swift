import Values
import Web

/// What the document and the check of a request know of a parameter.
struct ParameterNote: Sendable {
    enum Place: String, Sendable {
        case path, query, header
    }

    let name: String
    let place: Place
    let schema: Schema
    let isRequired: Bool
    let about: String
    let example: JSON?

    var violationPlace: Violation.Place {
        switch place {
        case .path: .path(name)
        case .query: .query(name)
        case .header: .header(name)
        }
    }

    /// The value of a text, or what is wrong with it.
    func read(_ text: String) -> (value: JSON, violations: [Violation]) {
        let value: JSON = switch schema {
        case .integer: Self.integer(text) ?? .text(text)
        case .boolean: text == "true" ? true : text == "false" ? false : .text(text)
        default: .text(text)
        }
        let violations = schema.violations(of: value).map {
            Violation(place: violationPlace, code: $0.code, detail: $0.detail)
        }
        return (value, violations)
    }

    /// Whether it may come several times.
    var isList: Bool { if case .list = schema { true } else { false } }

    /// The values of a list, or what is wrong with them.
    func read(_ texts: [String]) -> (value: JSON, violations: [Violation]) {
        let value = JSON.list(texts.map(JSON.text))
        return (value, schema.violations(of: value).map { Violation(place: violationPlace, code: $0.code, detail: $0.detail) })
    }

    private static func integer(_ text: String) -> JSON? {
        guard text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: "-") }) else { return nil }
        return Int64(text).map(JSON.int)
    }

    var json: JSON {
        let required: JSON? = isRequired ? true : nil
        return [
            "name": .text(name), "in": .text(place.rawValue), "required": required, "description": .text(about),
            "schema": schema.json, "example": example,
        ]
    }
}

/// A parameter whose value has a type. Only one that the operation declares can be asked for.
struct Parameter<Value>: Sendable {
    let note: ParameterNote
    let make: @Sendable (JSON?) throws -> Value
}

extension Parameter {
    private init(
        _ name: String, _ place: ParameterNote.Place, _ schema: Schema, isRequired: Bool, _ about: String, _ example: JSON?,
        _ make: @escaping @Sendable (JSON?) throws -> Value
    ) {
        note = ParameterNote(
            name: name, place: place, schema: schema, isRequired: isRequired, about: about, example: example)
        self.make = make
    }

    /// A part of the path that becomes a value; what cannot is not found.
    static func path(
        _ name: String, _ about: String, _ schema: Schema, example: JSON, noun: String,
        _ make: @escaping @Sendable (String) -> Value?
    ) -> Self {
        Self(name, .path, schema, isRequired: true, about, example) { value in
            guard let made = make(value?.string ?? "") else { throw NotFound(noun) }
            return made
        }
    }
}

extension Parameter where Value == Slug {
    /// The last part of the address of something.
    static func slug(_ name: String = "slug", of noun: String, example: JSON) -> Self {
        path(name, "The last part of the \(noun)'s address.", .text(Rules.slug), example: example, noun: noun) { Slug($0) }
    }
}

extension Parameter where Value == Slug? {
    /// Narrows a list down to what belongs to something, by the last part of its address.
    static func filter(_ name: String, _ about: String, example: JSON) -> Self {
        Self(name, .query, .text(Rules.slug), isRequired: false, about, example) { value in
            guard let text = value?.string else { return nil }
            guard let slug = Slug(text) else {
                throw Violations([
                    Violation(place: .query(name), code: "malformed", detail: "Send the last part of its address.")
                ])
            }
            return slug
        }
    }
}

extension Parameter where Value == [String] {
    /// Narrows a list down to what has one of some values; it may come several times.
    static func values(_ name: String, _ about: String, limit: Int, example: String) -> Self {
        Self(
            name, .query, .list(.text(TextRule(1...Slug.maxLength)), limit: limit), isRequired: false, about,
            [.text(example)]
        ) { $0?.elements.compactMap(\.string) ?? [] }
    }
}

extension Parameter where Value == String? {
    static func query(_ name: String, _ about: String, _ schema: Schema, example: JSON? = nil) -> Self {
        Self(name, .query, schema, isRequired: false, about, example) { $0?.string }
    }

    static func header(_ name: String, _ about: String, _ rule: TextRule, isRequired: Bool = false) -> Self {
        Self(name, .header, .text(rule), isRequired: isRequired, about, rule.example.map(JSON.text)) { $0?.string }
    }
}

extension Parameter where Value == Bool {
    /// A flag that is false when it is left out.
    static func flag(_ name: String, _ about: String) -> Self {
        Self(name, .query, .boolean, isRequired: false, about, nil) { $0 == true }
    }
}

extension Parameter where Value == Int {
    static func count(_ name: String, _ about: String, _ range: ClosedRange<Int64>, otherwise: Int) -> Self {
        Self(name, .query, .integer(range), isRequired: false, about, .int(Int64(otherwise))) {
            $0?.integer.map(Int.init) ?? otherwise
        }
    }
}

extension Parameter where Value == Int64? {
    static func amount(_ name: String, _ about: String) -> Self {
        Self(name, .query, .integer(0...1_000_000_000_000), isRequired: false, about, nil) { $0?.integer }
    }
}

/// The parameters that several operations share.
enum Shared {
    static let market = Parameter<String>.path(
        "market", "The market: a country's ISO 3166-1 code in lower case.", .text(Rules.market), example: "us", noun: "market"
    ) { $0 }
    static let language = Parameter<String>.path(
        "language", "A language of the market, as its addresses write it.", Rules.language, example: "en", noun: "market"
    ) { $0 }
    static let handle = Parameter<Slug>.slug("handle", of: "product", example: "lane-scarf")
    static let sport = Parameter<Slug?>.filter("sport", "Only of this sport, where it is open.", example: "figure-skating")
    static let athlete = Parameter<Slug?>.filter(
        "athlete", "Only what is about this athlete, where that one is open.", example: "yuzuru-hanyu")
    static let limit = Parameter<Int>.count(
        "limit", "How many to answer at most.", 1...Cursor.pageLimit, otherwise: Cursor.pageSize)
    static let cursor = Parameter<String?>.query(
        "cursor", "Where to go on: the `next_cursor` of the answer before. It belongs to the same filters.", .text(Rules.cursor))
    static let ifNoneMatch = Parameter<String?>.header(
        "If-None-Match", "ETags that the client has; when one is current the answer is 304.", TextRule(1...500))
    static let ifMatch = Parameter<String?>.header(
        "If-Match", "The ETag that the client read; when it is not current any more the answer is 412.", TextRule(1...500))
    static let mustMatch = Parameter<String?>.header(
        "If-Match", "The ETag that the client read; when it is not current any more the answer is 412.", TextRule(1...500),
        isRequired: true)
    static let idempotencyKey = Parameter<String?>.header(
        "Idempotency-Key", idempotency, TextRule(1...255, of: "!-~", example: "5b0e3f1c-7d21-4f0b-9d43-8f3a1c2e9b10"))
    static let neededIdempotencyKey = Parameter<String?>.header(
        "Idempotency-Key", idempotency, TextRule(1...255, of: "!-~", example: "5b0e3f1c-7d21-4f0b-9d43-8f3a1c2e9b10"),
        isRequired: true)

    private static let idempotency = """
        A key that the client makes up for this request and sends again with each try of it: the effect happens once, and a \
        repeated request gets the first answer with `Idempotent-Replayed: true`. Kept for a week.
        """
}
