import Foundation
import Values

/// A folder for one test, gone with the last use of it.
final class ScratchFolder {
    let path: String

    init() throws {
        let name = "exchange-\(Token.random())"
        let made = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
        path = made.resolvingSymlinksInPath().path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and returns its path.
    func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let place = "\(path)/\(name)"
        try Data(bytes).write(to: URL(fileURLWithPath: place))
        return place
    }

    func file(_ name: String, _ text: String) throws -> String { try file(name, text.utf8) }
}
