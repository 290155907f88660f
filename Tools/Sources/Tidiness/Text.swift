/// A text file of the repository.
package struct Text {
    /// The path from the root of the repository, with `/` between folders.
    package let path: String
    /// The lines, without their ends.
    package let lines: [String]

    /// Takes the file's path and what is in it.
    package init(_ path: String, _ content: String) {
        self.path = path
        var lines = content.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        self.lines = lines
    }

    /// The path's last part, such as `Order.swift`.
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// Whether it is written by us in a programming language, so that the limits of size hold.
    var isProgram: Bool { [".swift", ".c", ".h", ".js"].contains(where: path.hasSuffix) }

    /// Whether it is in a folder of tests.
    var isTest: Bool { path.hasPrefix("Tests/") || path.hasPrefix("Tools/Tests/") }

    /// The module whose folder the file is in, such as `Orders` for `Sources/Orders/Order.swift`; nil outside `Sources`.
    var module: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }
}
