import Values
import Web

/// What an answer says of a value: one list from which both the schema and the JSON are made, so that they cannot differ.
struct Shape<Value>: Sendable {
    /// One member: its schema, and how it is taken from the value.
    struct Member: Sendable {
        let property: Record.Property
        let make: @Sendable (Value) -> JSON
    }

    let record: Record
    private let members: [Member]

    /// A shape under a name of the document.
    init(_ name: String, _ about: String, _ members: [Member]) {
        record = Record(name: name, about: about, properties: members.map(\.property), isClosed: false)
        self.members = members
    }

    var schema: Schema { .record(record) }

    func json(_ value: Value) -> JSON { JSON(members.map { ($0.property.name, $0.make(value)) }) }
}

extension Shape.Member {
    /// The most characters of a text that has no limit of its own.
    private static var textLimit: Int { 1_000_000 }

    private static func member(
        _ name: String, _ about: String, _ schema: Schema, _ example: JSON? = nil, _ make: @escaping @Sendable (Value) -> JSON
    ) -> Self {
        Self(property: .init(name: name, schema: schema, isRequired: true, about: about, example: example), make: make)
    }

    static func text(
        _ name: String, _ about: String, example: JSON? = nil, _ get: @escaping @Sendable (Value) -> String
    ) -> Self {
        member(name, about, .text(TextRule(0...textLimit)), example) { .text(get($0)) }
    }

    static func optionalText(
        _ name: String, _ about: String, example: JSON? = nil, _ get: @escaping @Sendable (Value) -> String?
    ) -> Self {
        member(name, about, .optional(.text(TextRule(0...textLimit))), example) { get($0).map(JSON.text) ?? .null }
    }

    static func rule(
        _ name: String, _ about: String, _ rule: TextRule, _ get: @escaping @Sendable (Value) -> String
    ) -> Self {
        member(name, about, .text(rule)) { .text(get($0)) }
    }

    static func optionalRule(
        _ name: String, _ about: String, _ rule: TextRule, _ get: @escaping @Sendable (Value) -> String?
    ) -> Self {
        member(name, about, .optional(.text(rule))) { get($0).map(JSON.text) ?? .null }
    }

    static func choice(
        _ name: String, _ about: String, _ values: [String], _ get: @escaping @Sendable (Value) -> String
    ) -> Self {
        member(name, about, .choice(values)) { .text(get($0)) }
    }

    static func integer(
        _ name: String, _ about: String, _ range: ClosedRange<Int64> = 0...Int64.max, example: JSON? = nil,
        _ get: @escaping @Sendable (Value) -> Int64
    ) -> Self {
        member(name, about, .integer(range), example) { .int(get($0)) }
    }

    static func optionalInteger(
        _ name: String, _ about: String, _ get: @escaping @Sendable (Value) -> Int64?
    ) -> Self {
        member(name, about, .optional(.integer(0...Int64.max))) { get($0).map(JSON.int) ?? .null }
    }

    static func flag(_ name: String, _ about: String, _ get: @escaping @Sendable (Value) -> Bool) -> Self {
        member(name, about, .boolean) { .bool(get($0)) }
    }

    static func time(_ name: String, _ about: String, _ get: @escaping @Sendable (Value) -> Instant) -> Self {
        member(name, about, .text(Rules.time)) { .text("\(get($0))") }
    }

    static func optionalTime(_ name: String, _ about: String, _ get: @escaping @Sendable (Value) -> Instant?) -> Self {
        member(name, about, .optional(.text(Rules.time))) { get($0).map { .text("\($0)") } ?? .null }
    }

    static func texts(
        _ name: String, _ about: String, limit: Int, _ get: @escaping @Sendable (Value) -> [String]
    ) -> Self {
        member(name, about, .list(.text(TextRule(0...textLimit)), limit: limit)) { .list(get($0).map(JSON.text)) }
    }

    static func nested<Inner>(
        _ name: String, _ about: String, _ shape: Shape<Inner>, _ get: @escaping @Sendable (Value) -> Inner
    ) -> Self {
        member(name, about, shape.schema) { shape.json(get($0)) }
    }

    static func optionalNested<Inner>(
        _ name: String, _ about: String, _ shape: Shape<Inner>, _ get: @escaping @Sendable (Value) -> Inner?
    ) -> Self {
        member(name, about, .optional(shape.schema)) { get($0).map(shape.json) ?? .null }
    }

    static func list<Inner>(
        _ name: String, _ about: String, _ shape: Shape<Inner>, limit: Int, _ get: @escaping @Sendable (Value) -> [Inner]
    ) -> Self {
        member(name, about, .list(shape.schema, limit: limit)) { .list(get($0).map(shape.json)) }
    }

    /// A member whose schema a shape cannot say, such as a list of one of several records.
    static func other(
        _ name: String, _ about: String, _ schema: Schema, _ get: @escaping @Sendable (Value) -> JSON
    ) -> Self {
        member(name, about, schema, nil, get)
    }
}

/// The rules of texts that several operations use.
enum Rules {
    static let time = TextRule(20...30, format: "date-time", example: "2018-02-01T00:00:00.000Z")
    static let market = TextRule(2...2, of: "a-z", example: "us")
    static let language = Schema.choice(Language.allCases.map(\.path))
    static let slug = TextRule(1...Slug.maxLength, example: "lane-scarf")
    static let token = TextRule(Token.length...Token.length, of: "0-9a-z", example: "0123456789abcdefghjkmnpqrstvwxyz")
    static let key = TextRule(13...13, of: "0-9a-z", example: "0c4rv9q8h3t2m")
    static let currency = TextRule(3...3, of: "A-Z", example: "USD")
    static let link = TextRule(1...2_000, format: "uri", example: "https://hub.example.org/us/en")
    static let cursor = TextRule(1...200, of: "A-Za-z0-9_-")
}
