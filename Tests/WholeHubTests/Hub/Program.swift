import Foundation
import Synchronization
import TestKit

/// A process that runs one of the project's programs, with what it says kept in files.
final class Program: Sendable {
    /// The `stadion` that was built beside these tests.
    static let stadion = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("stadion").path
    /// The package's folder.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let number = Atomic<Int>(0)
    private static let starting = Mutex(())

    private let process = Process()
    private let files: (out: URL, errors: URL)

    /// Starts a program; `logs` is the folder for what it says.
    init(_ path: String, _ arguments: [String], logs: URL) throws {
        let number = Self.number.wrappingAdd(1, ordering: .relaxed).newValue
        files = (logs.appendingPathComponent("\(number).out"), logs.appendingPathComponent("\(number).log"))
        for file in [files.out, files.errors] { try Data().write(to: file) }
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("STADION_") }
        process.currentDirectoryURL = logs
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: files.out)
        process.standardError = try FileHandle(forWritingTo: files.errors)
        try Self.start(process)
    }

    /// Starts a process and holds it on the leash; one at a time, since Foundation does not bear two (swift-corelibs-foundation 6.3).
    static func start(_ process: Process) throws {
        try starting.withLock { _ in
            try process.run()
            Leash.shared.hold(process.processIdentifier)
        }
    }

    /// What it has said so far.
    var output: String { Self.text(files.out) }
    /// What it has logged or complained about so far.
    var errors: String { Self.text(files.errors) }
    /// Whether it has not ended yet.
    var isRunning: Bool { process.isRunning }

    /// Sends a signal to it.
    func signal(_ signal: Int32) { _ = kill(process.processIdentifier, signal) }

    /// Waits until it has ended and returns its exit code; the negated number of the signal when one ended it.
    func end(seconds: Double = 20) async throws -> Int32 {
        do {
            try await Deadline.wait(for: "the end of \(process.arguments ?? [])", seconds: seconds) { !process.isRunning }
        } catch {
            await killed()
            throw error
        }
        Leash.shared.release(process.processIdentifier)
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// Ends it at once, as a power cut would.
    func killed() async {
        signal(SIGKILL)
        try? await Deadline.wait(for: "the end after SIGKILL") { !process.isRunning }
        Leash.shared.release(process.processIdentifier)
    }

    private static func text(_ file: URL) -> String {
        ((try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }) ?? ""
    }
}

/// What a program that ran to its end came to.
struct Ended {
    let code: Int32
    let output: String
    let errors: String
}
