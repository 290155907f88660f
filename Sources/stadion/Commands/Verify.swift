import ArgumentParser
import Hub
import Values

/// Proves the hub's sums.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prove that ledgers, holds, orders, payments and counts say the same; exit with 1 when they do not.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        var problems: [String] = []
        try await Failing.clearly {
            let settings = try await options.resolve()
            let hub = try await Hub.open(settings.hub, logger: settings.logger())
            problems = try await hub.verify()
            await hub.close()
        }
        for problem in problems { Terminal.say(problem) }
        Terminal.say(problems.isEmpty ? "All sums are right." : "\(problems.count) things are wrong.")
        if !problems.isEmpty { throw ExitCode(1) }
    }
}
