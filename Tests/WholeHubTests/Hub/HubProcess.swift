import Foundation
import TestKit

/// A running `stadion serve`.
final class HubProcess: Sendable {
    /// The port of its socket.
    let port: Int
    private let program: Program

    /// Starts a hub on a free port and waits until it says where it is open.
    init(on ground: Ground, data: URL? = nil, _ extra: [String] = []) async throws {
        let program = try Program(
            Program.stadion, ["serve", "--port", "0"] + extra + ground.flags(data: data), logs: ground.folder)
        do {
            try await Deadline.wait(for: "the address of the hub") {
                program.output.contains("\n") || !program.isRunning
            }
            guard let match = program.output.firstMatch(of: /Stadion is open at https?:\/\/localhost:([0-9]+)\n/),
                let port = Int(match.output.1)
            else { throw NotServing(errors: program.errors) }
            self.port = port
        } catch {
            await program.killed()
            throw error
        }
        self.program = program
    }

    /// A hub for the length of `body`; it is stopped afterwards, and killed when `body` throws.
    static func with(
        _ ground: Ground, data: URL? = nil, _ extra: [String] = [], body: (HubProcess) async throws -> Void
    ) async throws {
        let hub = try await HubProcess(on: ground, data: data, extra)
        do {
            try await body(hub)
        } catch {
            await hub.kill()
            throw error
        }
        if hub.program.isRunning { _ = try await hub.stop() }
    }

    /// What it has logged so far.
    var log: String { program.errors }

    /// Asks it to stop, without waiting.
    func terminate() { program.signal(SIGTERM) }

    /// Waits for its end and returns the exit code.
    func end() async throws -> Int32 { try await program.end() }

    /// Asks it to stop, waits, and returns the exit code.
    func stop() async throws -> Int32 {
        terminate()
        return try await end()
    }

    /// Ends it at once, as a power cut would.
    func kill() async { await program.killed() }
}

/// A hub that ended instead of opening.
struct NotServing: Error {
    let errors: String
}
