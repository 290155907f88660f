import ArgumentParser
import Foundation
import Hub
import Values

/// Copies a hub while it is in use.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the whole hub into a new folder, while it is in use.")

    @OptionGroup var options: SettingsOptions

    @Argument(help: "The folder to make; it must not exist yet.")
    var folder: String

    func run() async throws {
        try await Failing.clearly {
            let settings = try await options.resolve()
            let hub = try await Hub.open(settings.hub, logger: settings.logger())
            let size = try await hub.backup(to: URL(fileURLWithPath: folder))
            await hub.close()
            Terminal.say("Backed up \(size / 1024) kB to \(folder).")
        }
    }
}

/// Brings a backup back.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring a backup back into an empty data folder or database, and prove its sums.")

    @OptionGroup var options: SettingsOptions

    @Argument(help: "The folder that 'stadion backup' made.")
    var folder: String

    func run() async throws {
        try await Failing.clearly {
            let settings = try await options.resolve()
            try await HubBackup.restore(from: URL(fileURLWithPath: folder), to: settings.hub)
            let hub = try await Hub.open(settings.hub, logger: settings.logger())
            let problems = try await hub.verify()
            await hub.close()
            for problem in problems { Terminal.say(problem) }
            Terminal.say(problems.isEmpty ? "Restored; all sums are right." : "Restored, but see above.")
        }
    }
}
