import Values
import Web

/// What a request's body says: one list from which the schema is made and by which the body is read.
struct Input<Value>: Sendable {
    let record: Record
    /// A body that fits, for the document.
    let example: JSON
    let read: @Sendable (Given) throws -> Value

    /// A body under a name of the document; members that it does not name are refused.
    init(
        _ name: String, _ about: String, _ fields: [Record.Property], example: JSON,
        _ read: @escaping @Sendable (Given) throws -> Value
    ) {
        record = Record(name: name, about: about, properties: fields, isClosed: true)
        self.example = example
        self.read = read
    }
}

extension Record.Property {
    /// A member that must be there.
    static func needed(_ name: String, _ about: String, _ schema: Schema) -> Self {
        Self(name: name, schema: schema, isRequired: true, about: about)
    }

    /// A member that may be left out.
    static func free(_ name: String, _ about: String, _ schema: Schema) -> Self {
        Self(name: name, schema: schema, isRequired: false, about: about)
    }
}

/// An object of a body that keeps its schema. Asking for a member that the schema does not name is a bug.
struct Given: Sendable {
    let value: JSON
    let record: Record

    private func member(_ name: String) -> JSON? {
        precondition(record.properties.contains { $0.name == name }, "\(record.name) has no \(name)")
        return value[name]
    }

    /// A text, or empty when it is left out.
    func text(_ name: String) -> String { member(name)?.string ?? "" }
    /// A whole number, or nil when it is left out.
    func integer(_ name: String) -> Int64? { member(name)?.integer }
    /// The texts of a list.
    func texts(_ name: String) -> [String] { member(name)?.elements.compactMap(\.string) ?? [] }
    /// The elements of a list.
    func list(_ name: String, of record: Record) -> [Given] {
        member(name)?.elements.map { Given(value: $0, record: record) } ?? []
    }
    /// An object, or nil when it is left out or null.
    func object(_ name: String, of record: Record) -> Given? {
        guard let value = member(name), case .object = value else { return nil }
        return Given(value: value, record: record)
    }
    /// Whether the member was sent, null included.
    func has(_ name: String) -> Bool { member(name) != nil }
    /// The members of a table.
    func table(_ name: String) -> [JSON.Member] { member(name)?.members ?? [] }
}
