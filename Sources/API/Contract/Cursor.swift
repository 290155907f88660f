import Crypto
import Foundation
import Values

/// Where a list goes on: opaque to clients, it carries the position and a mark of the filters that it belongs to.
enum Cursor {
    /// The most that one answer holds.
    static let pageLimit: Int64 = 100
    /// What one answer holds when the client does not say.
    static let pageSize = 24

    /// Packs a position.
    static func pack(_ position: String, of list: String) -> String {
        let bytes = Data("\(mark(list)).\(position)".utf8)
        return bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The position in a cursor of the same list, or nil for the start; refuses one that was changed or is of another list.
    static func unpack(_ text: String?, of list: String) throws -> String? {
        guard let text else { return nil }
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        let padded = plain + String(repeating: "=", count: (4 - plain.count % 4) % 4)
        let parts = Data(base64Encoded: padded).map { String(decoding: $0, as: UTF8.self).split(separator: ".", maxSplits: 1) }
        guard let parts, parts.count == 2, parts[0] == mark(list) else { throw broken }
        return String(parts[1])
    }

    /// For a position that makes no sense.
    static var broken: Violations {
        Violations([Violation(
            place: .query("cursor"), code: "malformed", detail: "Use the next_cursor of an answer to the same request.")])
    }

    private static func mark(_ list: String) -> String {
        SHA256.hash(data: Data(list.utf8)).prefix(5).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
