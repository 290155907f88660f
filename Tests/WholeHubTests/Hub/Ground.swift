import Foundation
import Storage
import TestKit

/// Where one hub of a test lives: folders for its data and for what its processes say, and on PostgreSQL a schema of its own.
struct Ground: Sendable {
    /// A folder for the files of the test.
    let folder: URL
    /// A `postgres://` address; nil on SQLite.
    let database: String?

    /// The data folder of the only node, or of the first one.
    var data: URL { folder.appendingPathComponent("data") }

    /// Makes a ground, hands it to `body` and removes it.
    static func with(_ engine: Engine, _ body: (Ground) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hub-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        guard engine == .postgres else { return try await body(Ground(folder: folder, database: nil)) }
        let place = try await Place.make(.postgres)
        do {
            try await body(Ground(folder: folder, database: place.location.description))
        } catch {
            await place.remove()
            throw error
        }
        await place.remove()
    }

    /// The flags that lead a program to this ground.
    func flags(data: URL? = nil) -> [String] {
        ["--data", (data ?? self.data).path] + (database.map { ["--database", $0] } ?? [])
    }

    /// Runs a command of `stadion` on this ground to its end.
    func run(_ command: String..., seconds: Double = 60) async throws -> Ended {
        try await run(command + flags(), seconds: seconds)
    }

    /// Runs `stadion` with exactly these arguments to its end.
    func run(_ arguments: [String], seconds: Double = 60) async throws -> Ended {
        let program = try Program(Program.stadion, arguments, logs: folder)
        let code = try await program.end(seconds: seconds)
        return Ended(code: code, output: program.output, errors: program.errors)
    }

    /// Writes a file of the test and returns its path.
    func write(_ name: String, _ text: String) throws -> String {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }
}
