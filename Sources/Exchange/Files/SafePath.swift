import Foundation

/// A name from an import that stays in the folder it is meant for.
///
/// Making one checks the text: relative, plain components, nothing that climbs. `resolved(in:)` then follows the links that
/// are on the disk and refuses to leave the folder. The folder must not be writable for the one who sends the names while
/// they are being resolved: between the check and the use a link could be put in place.
package struct SafePath: Hashable, Sendable, CustomStringConvertible {
    /// The most bytes of one component: what Linux file systems take.
    package static let maxComponentBytes = 255
    /// The most bytes of the whole.
    package static let maxBytes = 1_024

    /// The relative path, its components joined by single slashes, none of them `.` or `..`.
    package let text: String
    package var description: String { text }

    /// Accepts a file name or a relative path, a leading `./` included; refuses anything that could name another place.
    package init(_ name: String) throws {
        guard name.utf8.count <= Self.maxBytes else {
            throw Self.refusal(name, "is longer than \(Self.maxBytes) bytes")
        }
        guard !name.hasPrefix("/") else { throw Self.refusal(name, "is absolute") }
        guard !name.unicodeScalars.contains(where: Self.isForbidden) else {
            throw Self.refusal(name, "holds a backslash or a control character")
        }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).filter { $0 != "." }
        guard !parts.isEmpty, !parts.contains("") else { throw Self.refusal(name, "has an empty part") }
        guard !parts.contains("..") else { throw Self.refusal(name, "climbs with ..") }
        guard !Self.beginsWithDrive(parts[0]) else { throw Self.refusal(name, "begins with a drive letter") }
        guard parts.allSatisfy({ $0.utf8.count <= Self.maxComponentBytes }) else {
            throw Self.refusal(name, "has a part of more than \(Self.maxComponentBytes) bytes")
        }
        text = parts.joined(separator: "/")
    }

    /// The absolute path below `root`, an existing folder, with every link followed; refuses when it ends outside. The file
    /// itself need not exist yet.
    package func resolved(in root: String) throws -> String {
        guard let base = Self.real(root) else {
            throw UnreadableInput(.missing, "The folder \(root) cannot be opened.")
        }
        var place = base
        for part in text.split(separator: "/") {
            let next = "\(place == "/" ? "" : place)/\(part)"
            place = try Self.real(next) ?? Self.unborn(next, text)
        }
        guard place.hasPrefix(base == "/" ? "/" : base + "/") else {
            throw Self.refusal(text, "leads out of its folder through a link")
        }
        return place
    }

    /// What is not there yet may be made later; a link that leads nowhere may not, for it could lead anywhere.
    private static func unborn(_ path: String, _ name: String) throws -> String {
        var facts = stat()
        guard lstat(path, &facts) != 0, errno == ENOENT else {
            throw refusal(name, "goes through something that cannot be followed")
        }
        return path
    }

    private static func real(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\\" || scalar.properties.generalCategory == .control
    }

    private static func beginsWithDrive(_ part: Substring) -> Bool {
        let head = Array(part.utf8.prefix(2))
        return head.count == 2 && (97...122).contains(head[0] | 0x20) && head[1] == UInt8(ascii: ":")
    }

    private static func refusal(_ name: String, _ what: String) -> UnreadableInput {
        let harmless = name.unicodeScalars.filter { !isForbidden($0) }.prefix(80)
        let advice = "Use a plain name or a relative path inside the imported folder."
        return UnreadableInput(.unsafe, "The path “\(String.UnicodeScalarView(harmless))” \(what). \(advice)")
    }
}
