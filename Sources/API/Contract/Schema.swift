import Web

/// What a value may be: written into the document, and held by every request and, in tests, by every answer.
indirect enum Schema: Sendable {
    case text(TextRule)
    case choice([String])
    case integer(ClosedRange<Int64>)
    case boolean
    case list(Schema, limit: Int)
    case record(Record)
    /// Null, or the schema.
    case optional(Schema)
    /// An object whose names are free within a rule.
    case table(TextRule, Schema, limit: Int)
    /// One of several records, told apart by the text of their member `kind`.
    case either(String, [Record])
    /// Any JSON value, where somebody else's standard says what it is.
    case anything
}

/// A rule for text: how long, of what, and what it is called.
struct TextRule: Sendable {
    /// Unicode scalars.
    var length: ClosedRange<Int>
    /// The characters that may be used, as the inside of a bracket expression such as `a-z0-9`; nil for any.
    var characters: String?
    /// A format of JSON Schema, such as `date-time`, or nil.
    var format: String?
    /// One that fits.
    var example: String?

    /// A rule from its parts.
    init(_ length: ClosedRange<Int>, of characters: String? = nil, format: String? = nil, example: String? = nil) {
        self.length = length
        self.characters = characters
        self.format = format
        self.example = example
    }

    /// The rule as a regular expression, when it limits characters.
    var pattern: String? { characters.map { "^[\($0)]{\(length.lowerBound),\(length.upperBound)}$" } }

    /// Whether a text keeps the rule; formats are for the reader of the document.
    func holds(_ text: String) -> Bool {
        guard length.contains(text.unicodeScalars.count) else { return false }
        guard let characters else { return true }
        return text.unicodeScalars.allSatisfy { Self.contains($0, in: Array(characters.unicodeScalars)) }
    }

    private static func contains(_ scalar: Unicode.Scalar, in set: [Unicode.Scalar]) -> Bool {
        var place = 0
        while place < set.count {
            if place + 2 < set.count, set[place + 1] == "-" {
                if (set[place]...set[place + 2]).contains(scalar) { return true }
                place += 3
            } else {
                if set[place] == scalar { return true }
                place += 1
            }
        }
        return false
    }
}

/// An object with named members.
struct Record: Sendable {
    /// One member.
    struct Property: Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool
        let about: String
        var example: JSON?
    }

    /// Its name among the document's schemas.
    let name: String
    let about: String
    let properties: [Property]
    /// Whether members that are not named here are refused.
    let isClosed: Bool
}

extension Schema {
    /// The schema as the document writes it (JSON Schema 2020-12).
    var json: JSON {
        switch self {
        case .text(let rule):
            return [
                "type": "string", "minLength": rule.length.lowerBound > 0 ? .int(Int64(rule.length.lowerBound)) : nil,
                "maxLength": .int(Int64(rule.length.upperBound)), "pattern": rule.pattern.map(JSON.text),
                "format": rule.format.map(JSON.text), "examples": rule.example.map { [.text($0)] },
            ]
        case .choice(let values): return ["type": "string", "enum": .list(values.map(JSON.text))]
        case .integer(let range):
            return [
                "type": "integer", "format": "int64", "minimum": .int(range.lowerBound),
                "maximum": range.upperBound == .max ? nil : .int(range.upperBound),
            ]
        case .boolean: return ["type": "boolean"]
        case .list(let element, let limit):
            return ["type": "array", "items": element.json, "maxItems": .int(Int64(limit))]
        case .record(let record): return ["$ref": "#/components/schemas/\(record.name)"]
        case .optional(let schema): return ["anyOf": [schema.json, ["type": "null"]]]
        case .table(let rule, let schema, let limit):
            return [
                "type": "object", "propertyNames": Schema.text(rule).json, "additionalProperties": schema.json,
                "maxProperties": .int(Int64(limit)),
            ]
        case .either(let name, _): return ["$ref": "#/components/schemas/\(name)"]
        case .anything: return true
        }
    }

    /// Every schema that this one names, with the names that those name.
    var named: [String: JSON] {
        switch self {
        case .text, .choice, .integer, .boolean, .anything: return [:]
        case .list(let schema, _), .optional(let schema), .table(_, let schema, _): return schema.named
        case .record(let record):
            return record.properties.reduce(into: [record.name: record.json]) { found, property in
                found.merge(property.schema.named) { first, _ in first }
            }
        case .either(let name, let records):
            let refs = records.map { Schema.record($0).json }
            let union: JSON = ["oneOf": .list(refs)]
            return records.reduce(into: [name: union]) { found, record in
                found.merge(Schema.record(record).named) { first, _ in first }
            }
        }
    }
}

extension Record {
    var json: JSON {
        let required = properties.filter(\.isRequired).map { JSON.text($0.name) }
        let members = properties.map { property in
            (property.name, property.json)
        }
        return [
            "type": "object", "description": .text(about), "required": required.isEmpty ? nil : .list(required),
            "properties": JSON(members), "additionalProperties": isClosed ? false : nil,
        ]
    }
}

extension Record.Property {
    fileprivate var json: JSON {
        guard case .object(let members) = schema.json else { return ["description": .text(about)] }
        let noted = members.filter { $0.name != "examples" || example == nil }.map { ($0.name, $0.value) }
        return JSON(noted + [("description", .text(about))] + (example.map { [("examples", [$0])] } ?? []))
    }
}
