/// The domain says no: what was asked breaks a rule, and nothing was changed.
///
/// Surfaces turn it into a page or a problem document with `code`; `reason` says in one English sentence what is wrong and
/// what to do. A refusal is never logged as an error.
package protocol Refusal: Error, Sendable {
    /// Stable, for machines and translations: lower-case words joined by underscores.
    var code: String { get }
    /// The HTTP status that fits: 4xx.
    var status: Int { get }
    /// The form field or column that is at fault, where there is one.
    var field: String? { get }
    /// What is wrong and what to do about it.
    var reason: String { get }
    /// What a translation of the reason puts in, in the order of its places.
    var values: [String] { get }
}

extension Refusal {
    package var status: Int { 422 }
    package var values: [String] { [] }
    package var field: String? { nil }
}

/// A field of a form, a file or a request whose value cannot be used.
package struct InvalidField: Refusal {
    package let field: String?
    package let reason: String
    package var code: String { "invalid_field" }

    /// Names the field and says what it must be.
    package init(_ field: String, _ reason: String) {
        self.field = field
        self.reason = reason
    }
}

/// What was asked for does not exist here, or must not be known to exist yet: both answer the same.
package struct NotFound: Refusal {
    /// What was looked for, such as `story`.
    package let noun: String
    package var code: String { "not_found" }
    package var status: Int { 404 }
    package var reason: String { "There is no such \(noun) here." }

    /// Names what was looked for.
    package init(_ noun: String) { self.noun = noun }
}

/// The world failed: a disk, a database, a network. Nothing of the work was kept, and it may be asked for again.
package struct Fault: Error, Sendable, CustomStringConvertible {
    /// Which part of the world failed.
    package enum Kind: String, Sendable {
        case storageFull = "storage_full"
        case storageUnavailable = "storage_unavailable"
        case storageBroken = "storage_broken"
        case overloaded
        case outside
    }

    /// Which part of the world failed.
    package let kind: Kind
    /// What was being done.
    package let operation: String
    /// What the world said.
    package let cause: String

    /// A failure of `kind` while doing `operation`.
    package init(_ kind: Kind, during operation: String, cause: String) {
        self.kind = kind
        self.operation = operation
        self.cause = cause
    }

    /// Whether the same work may succeed when it is tried again later.
    package var isRetryable: Bool { kind != .storageBroken }
    package var description: String { "\(kind.rawValue) during \(operation): \(cause)" }
}
