import Values

/// A file or a text that cannot be read as what it should be; the reason says where and what to do about it.
///
/// It is thrown for faults of the whole. What is wrong with one row is reported with the row, and reading goes on.
package struct UnreadableInput: Refusal, Hashable {
    /// What is wrong with the whole.
    package enum Kind: String, Sendable {
        case missing = "input_missing"
        case tooLarge = "input_too_large"
        case wrongFormat = "input_wrong_format"
        case wrongEncoding = "input_wrong_encoding"
        case malformed = "input_malformed"
        case unsafe = "input_unsafe"
    }

    /// What is wrong with the whole.
    package let kind: Kind
    /// The line at fault, counted from 1, where one line is.
    package let line: Int?
    /// What is wrong and what to do about it; begins with the line where there is one.
    package let reason: String

    package var code: String { kind.rawValue }
    package var status: Int { kind == .tooLarge ? 413 : 422 }

    /// A refusal of the whole input because of `line`, or because of all of it.
    package init(_ kind: Kind, line: Int? = nil, _ reason: String) {
        self.kind = kind
        self.line = line
        self.reason = line.map { "Line \($0): \(reason)" } ?? reason
    }
}
