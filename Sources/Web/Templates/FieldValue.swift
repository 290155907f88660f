/// What a template can show. The set is closed, so that rendering asks no value for its type.
package enum FieldValue: Shown, Sendable {
    case text(String)
    case flag(Bool)
    case fields(Fields)
    case list([FieldValue])

    package var fieldValue: FieldValue { self }

    /// Whether a section of this value is shown: not for false, and not for a list of nothing.
    var isShown: Bool {
        switch self {
        case .flag(let flag): flag
        case .list(let list): !list.isEmpty
        case .text, .fields: true
        }
    }
}

/// A type whose values a template can show.
package protocol Shown: Sendable {
    /// The value as templates know it.
    var fieldValue: FieldValue { get }
}

extension String: Shown {
    package var fieldValue: FieldValue { .text(self) }
}

extension Substring: Shown {
    package var fieldValue: FieldValue { .text(String(self)) }
}

extension Int: Shown {
    package var fieldValue: FieldValue { .text(String(self)) }
}

extension Int64: Shown {
    package var fieldValue: FieldValue { .text(String(self)) }
}

extension Bool: Shown {
    package var fieldValue: FieldValue { .flag(self) }
}

extension Array: Shown where Element: Shown {
    package var fieldValue: FieldValue { .list(map(\.fieldValue)) }
}
