import Foundation
package import Storage
import Values

/// A PostgreSQL of its own for a test that takes it away.
package final class PrivateServer: Sendable {
    /// Its address.
    package let location: Database.Location
    private let folder: String
    private let process: Process
    private let input: Pipe

    private static let scripts = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../scripts").standardizedFileURL

    /// Starts a server and hands it to `body`; removes it afterwards.
    package static func with(_ body: (PrivateServer) async throws -> Void) async throws {
        let server = try PrivateServer()
        defer { server.end() }
        try await body(server)
    }

    private init() throws {
        process = Process()
        input = Pipe()
        let output = Pipe()
        process.executableURL = Self.scripts.appendingPathComponent("with-postgres")
        process.arguments = ["bash", "-c", #"echo "$STADION_TEST_POSTGRES $STADION_TEST_POSTGRES_DATA"; cat"#]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let words = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self).split { $0.isWhitespace }
        guard words.count == 2 else { throw Fault(.storageUnavailable, during: "starting a server", cause: "it said \(words)") }
        location = .server(String(words[0]))
        folder = String(words[1])
    }

    /// `start`, `stop` or `crash`: returns when it is done.
    package func control(_ action: String) throws {
        let control = Process()
        control.executableURL = Self.scripts.appendingPathComponent("postgres-ctl")
        control.arguments = [action, folder]
        try control.run()
        control.waitUntilExit()
        guard control.terminationStatus == 0 else {
            throw Fault(.storageUnavailable, during: action, cause: "it ended with \(control.terminationStatus)")
        }
    }

    private func end() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
