package import Values

/// What a form says of a person; making one checks every field.
package struct PersonEntry: Sendable {
    /// What others call them.
    package let name: String
    /// What they sign in with.
    package let email: String
    /// The language of their desk.
    package let language: Language
    /// Their jobs, at least one.
    package let roles: Set<Role>

    /// Takes a name of 1 to 80 characters, one e-mail address and at least one role; refuses anything else by its field.
    package init(name: String, email: String, language: Language, roles: Set<Role>) throws {
        guard !name.isEmpty, name.count <= Person.nameLimit, name.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 })
        else { throw StaffRefusal.badName(limit: Person.nameLimit) }
        guard Self.isAddress(email) else { throw StaffRefusal.badEmail }
        guard !roles.isEmpty else { throw StaffRefusal.noRole }
        self.name = name
        self.email = email
        self.language = language
        self.roles = roles
    }

    /// One `local@domain` of at most 254 bytes without blanks or control characters.
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return text.utf8.count <= 254 && parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
            && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".") && !parts[1].contains("..")
            && text.unicodeScalars.allSatisfy { $0.value > 32 && $0.value != 127 && !"<>()[],;:\"\\".unicodeScalars.contains($0) }
    }
}
