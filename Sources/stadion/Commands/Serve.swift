import ArgumentParser
import Foundation
import Hub
import Logging
import Values

/// Serves the hub.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the hub until it is told to stop.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        try await Failing.clearly {
            let settings = try await options.resolve()
            let hub = try await Hub.open(settings.hub, logger: settings.logger())
            let code = try await hub.setupCode()
            try await Server(hub: hub, settings: settings, notes: { address in
                guard let code else { return [] }
                return ["Nobody is at the desk yet. Set the hub up at \(address)/desk/start with the code \(code)"]
            }).run()
        }
    }
}

/// Serves the hub, filled with the demo.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve a hub that is filled with the demo, and keep what happens in it.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        try await Failing.clearly {
            let settings = try await options.resolve()
            let hub = try await Hub.open(settings.hub, logger: settings.logger())
            try await hub.fillDemo { Terminal.say($0) }
            let person = try await hub.demoPerson()
            try await Server(hub: hub, settings: settings, notes: { address in
                person.map { ["The desk is at \(address)/desk: sign in as \($0.email) with the password \($0.password)"] } ?? []
            }).run()
        }
    }
}

/// Words to the person at the terminal.
enum Terminal {
    static func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
}

/// Errors as one clear sentence and an exit code: 64 for bad input, 75 for a world that may be better later, 70 for a bug.
enum Failing {
    static func clearly(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let refusal as any Refusal {
            complain((refusal.field.map { "\($0): " } ?? "") + refusal.reason)
            throw ExitCode(64)
        } catch let fault as Fault {
            complain("\(fault.cause) (while \(fault.operation.split(whereSeparator: \.isNewline).joined(separator: " ")))")
            throw ExitCode(fault.isRetryable ? 75 : 70)
        }
    }

    private static func complain(_ text: String) { FileHandle.standardError.write(Data("stadion: \(text)\n".utf8)) }
}
