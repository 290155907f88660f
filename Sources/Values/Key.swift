/// A typed row key: 63 bits, ordered by the time it was made, unique across the nodes of one hub.
///
/// Layout, high to low: 41 bits of milliseconds since 2020-01-01T00:00:00Z, 10 bits of node, 12 bits of sequence.
/// The type parameter names the noun that the key belongs to, so that an order's key cannot find a product.
package struct Key<Of>: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The stored integer, always positive.
    package let raw: Int64

    /// Wraps a stored integer as it is.
    package init(raw: Int64) { self.raw = raw }

    package static func < (left: Key, right: Key) -> Bool { left.raw < right.raw }

    package init(from decoder: any Decoder) throws {
        raw = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(raw)
    }

    /// The key as 13 characters of Crockford base 32, which sort as the keys do.
    package var description: String { Base32.encode(raw) }

    /// Reads what `description` wrote; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard let raw = Base32.decode(text) else { return nil }
        self.raw = raw
    }

    /// The same key under another noun, for tables that point at several kinds of things.
    package func retyped<Other>(as _: Other.Type = Other.self) -> Key<Other> { Key<Other>(raw: raw) }
}

/// Anything that a release can hold and a page can show: a story, a product, a film.
package enum Item {}

/// The key of anything that a release can hold.
package typealias ItemKey = Key<Item>
