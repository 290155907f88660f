/// What a template sees: names and values, absent where there is nothing to show.
package struct Fields: ExpressibleByDictionaryLiteral, Shown, Sendable {
    private var values: [String: FieldValue]

    /// Leaves out every value that is nil.
    package init(dictionaryLiteral elements: (String, (any Shown)?)...) {
        values = Dictionary(minimumCapacity: elements.count)
        for (name, value) in elements { if let value { values[name] = value.fieldValue } }
    }

    /// The fields of these names; where a name comes twice, the last is meant.
    package init(_ pairs: some Sequence<(String, any Shown)>) {
        values = Dictionary(pairs.map { ($0, $1.fieldValue) }) { _, last in last }
    }

    /// Sets a value, or takes it away with nil.
    package subscript(name: String) -> (any Shown)? {
        get { values[name] }
        set { values[name] = newValue?.fieldValue }
    }

    /// The fields below a name; nil when there are none.
    package func fields(_ name: String) -> Fields? {
        guard case .fields(let fields)? = values[name] else { return nil }
        return fields
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

    /// What a template shows under a name.
    func value(_ name: String) -> FieldValue? { values[name] }

    package var fieldValue: FieldValue { .fields(self) }
}

extension String {
    /// The text, or nil when there is none: for fields that a template leaves out.
    package var orNil: String? { isEmpty ? nil : self }
}

extension Bool {
    /// True or nil: for fields that a template asks for.
    package var orNil: Bool? { self ? true : nil }
}
