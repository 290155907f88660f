package import Foundation
package import Values

/// One value on its way into a statement.
package enum SQLValue: Hashable, Sendable {
    case null
    case int(Int64)
    case text(String)
    case bytes(Data)
}

/// A statement in the dialect that both engines share, with its values apart from its text.
///
/// Interpolation never puts a value into the text: `"WHERE key = \(key)"` becomes a placeholder and a value. A fragment of type
/// `SQL` may be interpolated into another one. The text itself must not contain a question mark.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// The text, with `?` for each value.
    package private(set) var text: String
    /// The values, in the order of their placeholders.
    package private(set) var values: [SQLValue]

    /// A text that was put together from names of the schema, and a value for each `?` in it.
    init(_ text: String, _ values: [SQLValue]) {
        self.text = text
        self.values = values
    }

    package init(stringLiteral text: String) {
        self.text = text
        values = []
    }

    package init(stringInterpolation parts: Parts) {
        text = parts.text
        values = parts.values
    }

    /// Joins fragments with a separator such as `", "`.
    package static func joined(_ fragments: [SQL], by separator: String) -> SQL {
        var whole: SQL = ""
        for (index, fragment) in fragments.enumerated() {
            if index > 0 { whole.text += separator }
            whole.text += fragment.text
            whole.values += fragment.values
        }
        return whole
    }

    /// Keys with commas between them, for `IN (…)`.
    package static func list<Of>(_ keys: some Sequence<Key<Of>>) -> SQL { joined(keys.map { "\($0)" }, by: ", ") }
    /// Texts with commas between them, for `IN (…)`.
    package static func list(_ texts: some Sequence<String>) -> SQL { joined(texts.map { "\($0)" }, by: ", ") }
    /// Numbers with commas between them, for `IN (…)`.
    package static func list(_ integers: some Sequence<Int64>) -> SQL { joined(integers.map { "\($0)" }, by: ", ") }

    /// PostgreSQL's text has no NUL and would end there; so neither engine takes it.
    func refuseNUL() throws {
        for case .text(let text) in values where text.utf8.contains(0) {
            throw InvalidField("text", "Text cannot hold the character NUL; take it out.")
        }
    }

    /// Collects text and values while a literal is read.
    package struct Parts: StringInterpolationProtocol {
        fileprivate var text = ""
        fileprivate var values: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount)
            values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { text += literal }
        package mutating func appendInterpolation(_ value: SQLValue) {
            text += "?"
            values.append(value)
        }
        package mutating func appendInterpolation(_ fragment: SQL) {
            text += fragment.text
            values += fragment.values
        }
        package mutating func appendInterpolation(_ value: Int64) { appendInterpolation(.int(value)) }
        package mutating func appendInterpolation(_ value: Int) { appendInterpolation(.int(Int64(value))) }
        package mutating func appendInterpolation(_ value: Bool) { appendInterpolation(.int(value ? 1 : 0)) }
        package mutating func appendInterpolation(_ value: String) { appendInterpolation(.text(value)) }
        package mutating func appendInterpolation(_ value: Data) { appendInterpolation(.bytes(value)) }
        package mutating func appendInterpolation(_ value: Instant) { appendInterpolation(.int(value.ms)) }
        package mutating func appendInterpolation<Of>(_ key: Key<Of>) { appendInterpolation(.int(key.raw)) }
        package mutating func appendInterpolation(_ value: MarketCode) { appendInterpolation(.text(value.text)) }
        package mutating func appendInterpolation(_ value: Slug) { appendInterpolation(.text(value.text)) }
        package mutating func appendInterpolation(_ value: Token) { appendInterpolation(.text(value.text)) }
        package mutating func appendInterpolation(_ value: Currency) { appendInterpolation(.text(value.code)) }
        package mutating func appendInterpolation(_ value: Int64?) {
            appendInterpolation(value.map(SQLValue.int) ?? .null)
        }
        package mutating func appendInterpolation(_ value: String?) {
            appendInterpolation(value.map(SQLValue.text) ?? .null)
        }
        package mutating func appendInterpolation(_ value: Instant?) { appendInterpolation(value?.ms) }
        package mutating func appendInterpolation<Of>(_ key: Key<Of>?) { appendInterpolation(key?.raw) }
    }
}

extension Array {
    /// The elements in parts of at most `size`: an engine takes only so many values in one statement.
    package func parts(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
