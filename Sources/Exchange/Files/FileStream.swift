import Foundation
import Values

/// A regular file, read once from start to end through one buffer, so that its size does not decide how much memory it takes.
struct FileStream: ~Copyable {
    /// Bytes that are read at once. The first piece is full unless the file is shorter.
    static let pieceBytes = 256 * 1024

    /// Size of the file when it was opened.
    let byteCount: Int64
    private let path: String
    private let limit: Int64
    private let descriptor: CInt

    /// Opens `path`, or refuses: it is not there, is no plain file, or is larger than `limit` bytes.
    init(_ path: String, limit: Int64) throws {
        self.path = path
        self.limit = limit
        (descriptor, byteCount) = try Self.open(path, limit: limit)
    }

    deinit { close(descriptor) }

    /// Hands every piece to `body` in order; the bytes are valid during the call only.
    func forEachPiece(
        _ progress: ImportProgress.Observer? = nil, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceBytes, alignment: 16)
        defer { buffer.deallocate() }
        let label = path.split(separator: "/").last.map(String.init) ?? path
        var done: Int64 = 0
        while true {
            let count = try fill(buffer)
            guard count > 0 else { return }
            done += Int64(count)
            guard done <= limit else { throw Self.tooLarge(path, limit) }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            progress?(ImportProgress(done: done, total: max(done, byteCount), label: label))
        }
    }

    private func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var count = 0
        while count < buffer.count {
            let got = read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
            if got == 0 { break }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else {
                throw Fault(.outside, during: "read \(path)", cause: String(cString: strerror(errno)))
            }
            count += got
        }
        return count
    }

    /// `O_NONBLOCK` keeps a named pipe from holding the program; it means nothing for a plain file.
    private static func open(_ path: String, limit: Int64) throws -> (CInt, Int64) {
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw UnreadableInput(.missing, "\(path) cannot be opened: \(String(cString: strerror(errno))).")
        }
        do {
            return (descriptor, try size(of: descriptor, path, limit: limit))
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func size(of descriptor: CInt, _ path: String, limit: Int64) throws -> Int64 {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw UnreadableInput(.missing, "\(path) is no plain file. Give the path of a file.")
        }
        guard Int64(facts.st_size) <= limit else { throw tooLarge(path, limit) }
        return Int64(facts.st_size)
    }

    private static func tooLarge(_ path: String, _ limit: Int64) -> UnreadableInput {
        UnreadableInput(.tooLarge, "\(path) is larger than \(limit / 1_000_000) MB. Split it into parts.")
    }
}
