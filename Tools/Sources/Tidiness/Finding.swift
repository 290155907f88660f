/// A place where the tree breaks a rule of the house, with what to do about it.
package struct Finding: Equatable, Comparable, CustomStringConvertible {
    /// Whether the tree may stay as it is.
    package enum Weight: Equatable { case error, warning }

    /// The file, from the root of the repository.
    package let path: String
    /// The line, counted from 1.
    package let line: Int
    /// What is wrong and what to do, in one English sentence or two.
    package let message: String
    /// Whether the tree may stay as it is.
    package let weight: Weight

    init(_ path: String, _ line: Int, _ message: String, _ weight: Weight = .error) {
        self.path = path
        self.line = line
        self.message = message
        self.weight = weight
    }

    package static func < (left: Finding, right: Finding) -> Bool {
        (left.path, left.line, left.message) < (right.path, right.line, right.message)
    }

    package var description: String { "\(path):\(line): \(weight == .warning ? "warning: " : "")\(message)" }
}
