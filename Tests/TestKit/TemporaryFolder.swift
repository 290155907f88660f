import Foundation
import Values

/// A folder for one test, gone with the last use of it.
package final class TemporaryFolder: Sendable {
    /// Its absolute path.
    package let path: String

    /// Makes an empty folder.
    package init() throws {
        let made = FileManager.default.temporaryDirectory.appendingPathComponent("stadion-test-\(Token.random())")
        try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
        path = made.resolvingSymlinksInPath().path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, in a folder of its own where the name says so, and returns its path.
    @discardableResult
    package func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let place = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: place)
        return place.path
    }

    /// Writes a text file and returns its path.
    @discardableResult
    package func file(_ name: String, _ text: String) throws -> String { try file(name, text.utf8) }
}
