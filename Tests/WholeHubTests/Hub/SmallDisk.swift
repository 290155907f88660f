import Foundation

/// A disk of a few megabytes, in memory, that can be filled up. Only root can have one.
struct SmallDisk {
    /// Where it is mounted.
    let folder: URL
    private var filler: URL { folder.appendingPathComponent("filler") }

    /// Whether this machine lets us have one.
    static let isPossible = geteuid() == 0 && (try? probe()) != nil

    /// Mounts a disk below `folder`, hands it to `body` and takes it away.
    static func with(megabytes: Int, at folder: URL, _ body: (SmallDisk) async throws -> Void) async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try run("/bin/mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder.path)
        defer { try? run("/bin/umount", "--lazy", folder.path) }
        try await body(SmallDisk(folder: folder))
    }

    /// Writes until nothing more fits.
    func fill() throws {
        let descriptor = open(filler.path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        for size in [1 << 20, 4096, 1] {
            let block = [UInt8](repeating: 0, count: size)
            while write(descriptor, block, size) > 0 {}
        }
    }

    /// Makes room again.
    func free() throws { try FileManager.default.removeItem(at: filler) }

    private static func probe() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("disk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try run("/bin/mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.path)
        try run("/bin/umount", folder.path)
    }

    private static func run(_ program: String, _ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw NotMounted(program: program) }
    }

    private struct NotMounted: Error { let program: String }
}
