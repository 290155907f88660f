import Mustache

/// What a template sees: names and values, absent where there is nothing to show.
package struct Fields: MustacheParent, ExpressibleByDictionaryLiteral, Sendable {
    private var values: [String: any Sendable]

    /// Leaves out every value that is nil.
    package init(dictionaryLiteral elements: (String, (any Sendable)?)...) {
        values = [:]
        for (name, value) in elements { if let value { values[name] = value } }
    }

    /// Sets a value, or takes it away with nil.
    package subscript(name: String) -> (any Sendable)? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// These fields with others on top.
    package func merging(_ others: Fields) -> Fields {
        var merged = self
        merged.values.merge(others.values) { _, new in new }
        return merged
    }

    /// These fields but one.
    package func without(_ name: String) -> Fields {
        var fewer = self
        fewer.values[name] = nil
        return fewer
    }

    /// What Mustache asks for.
    package func child(named name: String) -> Any? { values[name] }
}

extension String {
    /// The text, or nil when there is none: for fields that a template leaves out.
    package var orNil: String? { isEmpty ? nil : self }
}

extension Bool {
    /// True or nil: for fields that a template asks for.
    package var orNil: Bool? { self ? true : nil }
}
