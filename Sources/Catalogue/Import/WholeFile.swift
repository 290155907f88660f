import Foundation
import Values

/// A file that is there whole or not at all: it is written beside its place and put there at the end.
struct WholeFile: ~Copyable {
    private let path: String
    private let draft: String
    private let handle: FileHandle

    /// Refuses a path that cannot be written to.
    init(_ path: String) throws {
        self.path = path
        draft = "\(path).\(Token.random().text.prefix(8)).part"
        guard FileManager.default.createFile(atPath: draft, contents: nil),
            let handle = FileHandle(forWritingAtPath: draft)
        else { throw Self.refusal(path) }
        self.handle = handle
    }

    deinit {
        try? handle.close()
        try? FileManager.default.removeItem(atPath: draft)
    }

    func append(_ bytes: [UInt8]) throws {
        do {
            try handle.write(contentsOf: bytes)
        } catch {
            throw Fault(.outside, during: "writing \(path)", cause: error.localizedDescription)
        }
    }

    /// Puts the file in its place; what was there is replaced.
    func finish() throws {
        do {
            try handle.synchronize()
        } catch {
            throw Fault(.outside, during: "writing \(path)", cause: error.localizedDescription)
        }
        guard rename(draft, path) == 0 else { throw Self.refusal(path) }
    }

    private static func refusal(_ path: String) -> InvalidField {
        InvalidField("file", "\(path) cannot be written: \(String(cString: strerror(errno))). Name another place.")
    }
}
